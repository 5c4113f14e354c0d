"""A district for tests: one office that is really built from its repository, and two that have its pages as theirs."""

from __future__ import annotations

import shutil
from pathlib import Path

import forks
from benchmark.district import PORTAL, ROLL_HEAD
from demonstration import REPOSITORY, SMALL_OFFICE, Ended
from repository import begin

BUILT, BELOW, ELSEWHERE = "liuxi", "dongpu", "xitang"
NAMES = {BUILT: "柳溪街道", BELOW: "东浦街道", ELSEWHERE: "西塘镇"}
SITES = {BUILT: f"{PORTAL}liuxi/", BELOW: f"{PORTAL}dongpu/", ELSEWHERE: "https://xitang.example/"}


def roll_text(*keys: str) -> str:
    """district.yml with these offices."""
    offices = (
        f"  - id: {key}\n    name: {NAMES[key]}\n    site_url: {SITES[key]}\n    repository: repositories/{key}\n"
        for key in keys
    )
    return ROLL_HEAD + "".join(offices)


def lay_out(root: Path) -> Path:
    """A district's folder with the repository of its first office, nothing built yet."""
    root.mkdir(parents=True)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    (root / "hooks").symlink_to(REPOSITORY / "hooks")
    (root / "district.yml").write_text(roll_text(*NAMES), "utf-8")
    shutil.copytree(SMALL_OFFICE, root / "repositories" / BUILT)
    begin(root / "repositories" / BUILT, "2025-05-01")
    return root


def district(root: Path, *arguments: object) -> Ended:
    """A command of the district."""
    return forks.disclosure(*arguments, "--root", root)


def take_over(root: Path, key: str) -> Path:
    """Give an office the pages of the built one, under its own name and address; the folder of its pages."""
    site = root / "offices" / key / "site"
    shutil.copytree((root / "offices" / BUILT / "site").resolve(), site)
    for file in (site / "faces.json", *site.rglob("*.html")):
        text = file.read_text("utf-8").replace(SITES[BUILT], SITES[key]).replace(NAMES[BUILT], NAMES[key])
        file.write_text(text, "utf-8", newline="\n")
    return site
