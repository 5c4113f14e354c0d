"""A synthetic district: offices with so many documents each, every one a repository, and the roll that lists them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

from benchmark.site import make_site

PORTAL = "https://district.example/zwgk/"
_SITE_URL = re.compile(r"^site_url: .*$", re.MULTILINE)
ROLL_HEAD = f"""\
name: 示例市示例区人民政府
short_name: 示例区
site_name: 示例区政务公开
site_description: 示例区各机关公开的政策文件、重大行政决策和通知公告。
site_url: {PORTAL}
site_id_code: 测试数据，无标识码
portal:
  name: 示例区人民政府
  site_name: 示例区门户
  url: https://district.example/
  fault_report_url: https://district.example/report-a-fault/
  disclosure_request_url: https://district.example/request/
sponsor: 示例市示例区人民政府办公室
address: 示例市示例区中心路1号
postcode: "000000"
phone: 000-00000000
office_hours: 工作日 9:00—17:00
icp: 测试数据，无备案
police_record: 测试数据，无备案
offices:
"""
_GIT = ("git", "-c", "user.name=bench", "-c", "user.email=bench@district.example", "-c", "commit.gpgsign=false")


def make_district(root: Path, project: Path, offices: int, documents: int) -> list[str]:
    """Write a district with so many offices into the empty folder ``root``; their ids."""
    keys = [f"office-{number:02}" for number in range(1, offices + 1)]
    root.mkdir(parents=True, exist_ok=True)
    shutil.copy(project / "mkdocs.yml", root)
    (root / "hooks").symlink_to((project / "hooks").resolve())
    first = root / "repositories" / keys[0]
    make_site(first, project, documents, max(1, documents // 10))
    for name in ("mkdocs.yml", "hooks"):
        (first / name).unlink()
    for key in keys[1:]:
        shutil.copytree(first, root / "repositories" / key)
    for key in keys:
        _found(root / "repositories" / key, key)
    entries = (
        f"  - id: {key}\n    name: 第{number}街道\n    site_url: {PORTAL}{key}/\n    repository: repositories/{key}\n"
        for number, key in enumerate(keys, 1)
    )
    (root / "district.yml").write_text(ROLL_HEAD + "".join(entries), "utf-8", newline="\n")
    return keys


def _found(repository: Path, key: str) -> None:
    """Give the office an address of its own, and a first commit."""
    agency = repository / "data" / "agency.yml"
    agency.write_text(_SITE_URL.sub(f"site_url: {PORTAL}{key}/", agency.read_text("utf-8")), "utf-8", newline="\n")
    for command in (("init", "-q", "-b", "main"), ("add", "-A"), ("commit", "-q", "-m", "Begin")):
        subprocess.run([*_GIT, *command], cwd=repository, check=True)
