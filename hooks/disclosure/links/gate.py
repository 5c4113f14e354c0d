"""The link gate: every internal link of the finished HTML leads somewhere, case-sensitively, fragments included.

The full engine (wrong links, external links, foreign trees) has its place beside this module.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote, urlsplit

from disclosure.findings import Finding, Place, Rule
from disclosure.links.inventory import Link, PageLinks, read_links

_BASIS = ("2023要点/2",)
MISSING = Rule(
    "LNK-101", "站内链接的目标存在", basis=_BASIS, bad="[表格](旧表格.xlsx)", good="[表格](doc-2023-014-1.xlsx)"
)
FRAGMENT = Rule(
    "LNK-102", "链接到的段落存在", basis=_BASIS, bad="[第三条](#第三条)（没有这个标题）", good="[报名](#报名时间)"
)
EMPTY = Rule("LNK-103", "链接地址不是空的", basis=_BASIS, bad="[办理流程]()", good="[办理流程](ref:doc-2023-014)")
OUTSIDE = Rule(
    "LNK-104", "站内链接不越出本站", basis=_BASIS, bad="[首页](../../../index.html)", good="[首页](ref:news)"
)
UNRESOLVED = Rule(
    "LNK-105", "按编号的链接都能找到目标", basis=_BASIS, bad="[通知](ref:)", good="[通知](ref:doc-2023-014)"
)

RULES = (MISSING, FRAGMENT, EMPTY, OUTSIDE, UNRESOLVED)

# For a page's address: for each href, the lines that it comes from.
Origins = Callable[[str], Mapping[str, list[Place]]]


@dataclass(frozen=True)
class Fault:
    """A link that fails, before it is known which line it comes from."""

    rule: Rule
    page: str
    link: Link
    message: str
    remedy: str
    target: str = ""
    suggestion: str = ""


def check_site(root: Path, site_path: str, origins: Origins) -> list[Finding]:
    """Findings for all internal links of the built site below ``root``.

    ``site_path`` is the path under which the site is served (``/zwgk/gml/``), for links that start with a slash.
    """
    tree = _Tree(root, site_path)
    return [finding for page in sorted(tree.pages) for finding in _with_origins(list(tree.faults(page)), page, origins)]


def _with_origins(faults: list[Fault], page: str, origins: Origins) -> Iterator[Finding]:
    """Findings at the lines that the failing links come from: the n-th use of an href is the n-th line."""
    known = origins(page) if faults else {}
    used: dict[str, int] = {}
    for fault in faults:
        places = known.get(fault.link.href) or [Place(page)]
        number = used.get(fault.link.href, 0)
        used[fault.link.href] = number + 1
        yield fault.rule.at(
            places[min(number, len(places) - 1)],
            fault.message,
            fault.remedy,
            page=page,
            href=fault.link.href,
            text=fault.link.text,
            target=fault.target,
            suggestion=fault.suggestion,
        )


class _Tree:
    """A built site: its files by exact name, and the links and anchors of its pages."""

    def __init__(self, root: Path, site_path: str) -> None:
        self.site_path = site_path
        self.files = set(_walk(root))
        self.folded = {path.casefold(): path for path in sorted(self.files, reverse=True)}
        self.pages: dict[str, PageLinks] = {
            path: read_links((root / path).read_bytes()) for path in sorted(self.files) if path.endswith(".html")
        }

    def faults(self, page: str) -> Iterator[Fault]:
        """Every link of a page that leads nowhere."""
        for link in self.pages[page].links:
            fault = self._fault(page, link)
            if fault is not None:
                yield fault

    def _fault(self, page: str, link: Link) -> Fault | None:
        href = link.href.strip()
        if not href:
            return Fault(EMPTY, page, link, f"链接“{link.text}”没有写地址。", "请写上地址，或者去掉这个链接。")
        if href.startswith("ref:"):
            message = f"链接“{link.text}”引用的“{href[4:]}”没有对应的页面。"
            return Fault(UNRESOLVED, page, link, message, "请写存在的文件、栏目或决策编号。")
        try:
            parts = urlsplit(href)
        except ValueError:
            return Fault(MISSING, page, link, f"链接地址“{href}”的写法不对。", "请核对地址。")
        if parts.scheme or parts.netloc:
            return None  # external; not this gate's
        return self._inside(page, link, unquote(parts.path), unquote(parts.fragment))

    def _inside(self, page: str, link: Link, path: str, fragment: str) -> Fault | None:
        target = self._target(page, path)
        if target is None:
            message = f"链接“{link.text}”的地址“{link.href}”超出了本站范围。"
            return Fault(OUTSIDE, page, link, message, "请改用 ref:编号 链接站内页面，或者写完整的外部网址。")
        if target not in self.files:
            return self._missing(page, link, target)
        if fragment and fragment != "top" and target in self.pages and fragment not in self.pages[target].anchors:
            message = f"链接“{link.text}”指向的段落“#{fragment}”在目标页面里不存在。"
            return Fault(FRAGMENT, page, link, message, "请核对段落标题，或者去掉“#”及后面的部分。", target)
        return None

    def _missing(self, page: str, link: Link, target: str) -> Fault:
        similar = self.folded.get(target.casefold(), "")
        remedy = "请用 ref:编号 链接站内页面；附件请核对文件名并登记在 attachments 里。"
        if similar:
            remedy = f"大小写不同：实际的名称是“{similar.rpartition('/')[2]}”。"
        message = f"链接“{link.text}”的目标“{target}”不存在。"
        return Fault(MISSING, page, link, message, remedy, target, similar)

    def _target(self, page: str, path: str) -> str | None:
        """The file that a path means, seen from a page; ``None`` outside of the site."""
        if not path:
            return page
        if path.startswith("/"):
            if not path.startswith(self.site_path):
                return None
            joined = path.removeprefix(self.site_path)
        else:
            joined = page.rpartition("/")[0] + "/" + path
        target = normpath(joined.lstrip("/")) if joined.strip("/") else ""
        if target == ".." or target.startswith("../"):
            return None
        if target in ("", "."):
            return "index.html"
        return f"{target}/index.html" if path.endswith("/") else target


def _walk(root: Path) -> Iterator[str]:
    for folder, _, names in os.walk(root):
        below = Path(folder).relative_to(root).as_posix()
        for name in names:
            yield name if below == "." else f"{below}/{name}"
