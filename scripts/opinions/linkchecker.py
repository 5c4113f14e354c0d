"""What LinkChecker, crawling the served site, thinks of its links.

It is an oracle and no more: it reports a broken address once, with the first page that it met it on; it has no
opinion about the form of an address; fragments cost it one request each and are only asked for on a sample. What it
gives us is a judgement from outside: a real server, real requests, another parser, and what a reader can reach.

LinkChecker is under the GPL: it runs as a program of its own and is spoken to through its command line only.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator, Sequence
from pathlib import Path
from urllib.parse import quote, urljoin, urlsplit

from opinions.comparison import Opinion, Testimony, ToolFailed
from opinions.ours import STARTS, Site, decoded
from opinions.server import serving

TOOL = "LinkChecker"
SAMPLE = "LinkChecker（段落抽查）"
_PROGRAM = Path(__file__).with_name("linkchecker_program.py")
_IN_ENGLISH = {"LC_ALL": "C.UTF-8", "LANGUAGE": "en"}
# AnchorCheck's warning; it has no code of its own to go by.
_NO_ANCHOR = re.compile(r"Anchor `.*\) not found", re.DOTALL)
_SETTINGS = """[checking]
threads=4
maxrequestspersecond=1000
robotstxt=0
resultcachesize=1000000
maxfilesizeparse=8388608
recursionlevel={depth}
[filtering]
internlinks=^{home}/
[output]
status=0
verbose=1
"""
# The section that turns on the look at fragments.
_PLUGIN = "[AnchorCheck]\n"


def crawl(site: Site) -> Testimony:
    """All pages that can be reached from the home page (and the page for what is missing); no fragments."""
    starts = [page for page in STARTS if page in site.tree.pages]
    return _ask(site, TOOL, starts, depth=-1, fragments=False)


def sample(site: Site, pages: Sequence[str]) -> Testimony:
    """The links of a few pages, with their fragments."""
    return _ask(site, SAMPLE, pages, depth=1, fragments=True)


def _ask(site: Site, tool: str, starts: Sequence[str], depth: int, fragments: bool) -> Testimony:
    with serving(site.tree, site.path) as address, tempfile.TemporaryDirectory(prefix="second-opinion-") as folder:
        home = address.removesuffix(site.path)
        settings = _SETTINGS.format(depth=depth, home=re.escape(home)) + (_PLUGIN if fragments else "")
        begun = time.perf_counter()
        report = _run(Path(folder), settings, [address + quote(start) for start in starts])
        seconds = time.perf_counter() - begun
        rows = [row for row in ElementTree.fromstring(report).iter("urldata") if row.findtext("extern") != "1"]
        opinions = [one for row in rows if (one := _opinion(row, home, site.path, fragments)) is not None]
        pages = frozenset(_page(row.findtext("realurl", ""), home, site.path) for row in rows if _is_valid(row))
    read = pages & site.tree.pages.keys()
    return Testimony(tool, opinions, frozenset(read), by_page=False, fragments=fragments, seconds=seconds)


def _run(folder: Path, settings: str, addresses: Sequence[str]) -> str:
    """What LinkChecker reports, in XML."""
    config = folder / "linkcheckerrc"
    config.write_text(settings, encoding="utf-8")
    home = {"HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "XDG_DATA_HOME": str(folder)} | _IN_ENGLISH
    # -P: what lies beside the program are modules of ours, which must not be taken for others of the same name
    command = [sys.executable, "-P", str(_PROGRAM), "-f", str(config), "-o", "xml/utf-8", "--stdin"]
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")} | home
    ended = subprocess.run(
        command, input="\n".join(addresses), env=environment, capture_output=True, text=True, encoding="utf-8"
    )
    if ended.returncode not in (0, 1) or "</linkchecker>" not in ended.stdout:
        raise ToolFailed(f"LinkChecker 没有完成（状态 {ended.returncode}）：{ended.stderr[-500:]}")
    return ended.stdout


def _opinion(row: ElementTree.Element, home: str, below: str, fragments: bool) -> Opinion | None:
    """One row of the report; ``None`` for what was not asked.

    A page that the crawl began with has one row only, without a parent: a verdict on the target, not on any link.
    """
    parent, href = row.findtext("parent", ""), row.findtext("url", "")
    valid = row.find("valid")
    if valid is None or valid.get("result") in ("filtered", "ignored"):
        return None
    address = urlsplit(urljoin(urljoin(parent, row.findtext("baseref", "")), href))
    if not address.geturl().startswith(home):
        return None
    missing = fragments and any(map(_NO_ANCHOR.match, (warning.text or "" for warning in row.iter("warning"))))
    note = "没有找到段落" if missing else str(valid.get("result"))
    target = decoded(address.path or "/", address.fragment)
    page, href = (_page(parent, home, below), href) if parent else ("", "")
    return Opinion(page, href, target, _is_valid(row) and not missing, note)


def _is_valid(row: ElementTree.Element) -> bool:
    return row.findtext("valid") == "1"


def _page(address: str, home: str, below: str) -> str:
    """The page of the tree that an address of the served site means."""
    path = decoded(urlsplit(address.removeprefix(home)).path).removeprefix(below)
    return f"{path}index.html" if not path or path.endswith("/") else path


def rotating(pages: Sequence[str], size: int, day: int) -> list[str]:
    """A sample that moves on every day, so that every page has its turn."""
    ordered = sorted(pages)
    if len(ordered) <= size:
        return ordered
    start = day * size % len(ordered)
    return (ordered + ordered)[start : start + size]


def each_with_fragments(site: Site) -> Iterator[str]:
    """The pages that have a link to a passage: the only ones worth sampling."""
    for page, uses in site.uses.items():
        if any("#" in use.target and not use.external for use in uses):
            yield page
