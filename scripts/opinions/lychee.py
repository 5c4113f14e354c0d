"""What lychee, a fast link checker in Rust, thinks of the files of a built tree. No network is used.

It is an oracle and no more: it knows no records, no redirects by page, no ``<base href>`` and none of our rules about
the form of an address, and it reports HTML positions, not the lines that editors wrote. What it gives us is a second
reading of the same files by other people's code: another HTML parser, another reading of the URL standard.
"""

from __future__ import annotations

import html
import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from opinions.comparison import Opinion, Testimony, ToolFailed
from opinions.ours import Site, decoded

TOOL = "lychee"
_JUDGED = {"success_map": True, "redirect_map": True, "error_map": False, "timeout_map": False}
# The attribute's value that begins at a position: up to its quote, or to a blank where it has none.
_QUOTED = {'"': re.compile(r'[^"]*'), "'": re.compile(r"[^']*")}
_BARE = re.compile(r"[^\s>]*")


def ask(site: Site) -> Testimony:
    """lychee's verdicts on every link of the tree.

    The tree is linked into an empty folder at the path below which it is served, so that addresses from the host's
    root and those that climb out of the site lead where they will lead on the server.
    """
    with tempfile.TemporaryDirectory(prefix="second-opinion-") as folder:
        host = Path(folder).resolve() / "host"
        mount = host / site.path.strip("/") if site.path != "/" else host
        mount.parent.mkdir(parents=True, exist_ok=True)
        mount.symlink_to(site.root, target_is_directory=True)
        begun = time.perf_counter()
        report = _run(site, host, mount)
        seconds = time.perf_counter() - begun
        opinions = list(_opinions(report, site, host, mount))
    return Testimony(TOOL, opinions, frozenset(site.tree.pages), seconds=seconds)


def _run(site: Site, host: Path, mount: Path) -> dict[str, Any]:
    parts = urlsplit(site.url)
    whole = f"{parts.scheme}://{parts.netloc}{site.path}"
    command = [
        str(binary()), "--offline", "--include-fragments", "--format", "json", "-vv", "--no-progress",
        "--hidden", "--no-ignore", "--config", "/dev/null",
        "--root-dir", str(host), "--index-files", "index.html,index.htm",
        *(["--remap", f"^{re.escape(whole)} file://{mount}/"] if parts.netloc else []),
        "--", str(mount),
    ]  # fmt: skip
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    if ended.returncode not in (0, 2):  # 2: it found broken links
        raise ToolFailed(f"lychee 没有完成（状态 {ended.returncode}）：{ended.stderr[-500:]}")
    report: dict[str, Any] = json.loads(ended.stdout)
    return report


def binary() -> Path:
    """The lychee that the environment brings; it lies beside its Python."""
    found = Path(sys.executable).with_name("lychee")
    if not found.exists():
        raise ToolFailed("没有找到 lychee，请先运行 make second-opinion 备齐环境。")
    return found


def _opinions(report: dict[str, Any], site: Site, host: Path, mount: Path) -> Iterator[Opinion]:
    @cache
    def lines(page: str) -> list[str]:
        return (site.root / page).read_text("utf-8", errors="replace").split("\n")

    for kind, good in _JUDGED.items():
        for file, verdicts in report[kind].items():
            page = Path(file).relative_to(mount).as_posix()
            for one in verdicts:
                href = _written(lines(page), one.get("span")) if page in site.tree.pages else ""
                yield Opinion(page, href, _target(one["url"], host), good, one["status"]["text"])


def _written(lines: list[str], span: dict[str, int] | None) -> str:
    """The address as it stands in the file, where lychee says that it stands; only a hint, it may be one off."""
    if span is None or not 0 < span["line"] <= len(lines):
        return ""
    line, start = lines[span["line"] - 1], span["column"] - 1
    rest = "\n".join([line[start:], *lines[span["line"] : span["line"] + 3]])
    match = _QUOTED.get(line[start - 1 : start], _BARE).match(rest)
    return html.unescape(match[0]) if match else ""


def _target(url: str, host: Path) -> str:
    """Where lychee went, as a target of ours; outside of the host's folder, lychee's own address."""
    if not (url + "/").startswith(f"file://{host}/"):
        return url
    parts = urlsplit(url)
    return decoded(parts.path.removeprefix(str(host)) or "/", parts.fragment)
