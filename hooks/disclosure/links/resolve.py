"""Where an internal address leads: as a browser resolves it and a plain static server answers it.

Index files, redirects by page, ``..`` that stops at the root, ``<base href>``, percent-encoding and fragments by id
and name follow the HTML and URL standards; letters' case counts everywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from posixpath import normpath
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import SplitResult, unquote, unquote_to_bytes, urlsplit

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.links.drawings import NAMES_A_PIECE, is_drawing
from disclosure.links.inventory import Link
from disclosure.links.tree import INDEXES, SiteTree

_BASIS = ("要点/栏目管理", "本办制度/17")
# Names and a fragment: nothing to decode, to clean or to guess.
# Steps that mean the folder itself or the one above, however they are encoded (URL Standard, path state).
_DOTS = expression(r"(?<![^/])(?:\.|%2e){1,2}(?![^/])", re.IGNORECASE)
# What an address without a port means (URL Standard, special schemes).
_PORTS = {"http": ":80", "https": ":443"}
_PLAIN = expression(r"([A-Za-z0-9_-]+(?:[/.-][A-Za-z0-9_-]+)*)(?:#([\w%-]*))?")
MISSING = Rule(
    "LNK-101", "站内链接的目标存在", basis=_BASIS, bad="[表格](旧表格.xlsx)", good="[表格](doc-2023-014-1.xlsx)"
)
FRAGMENT = Rule(
    "LNK-102", "链接到的段落存在", basis=_BASIS, bad="[第三条](#第三条)（没有这个标题）", good="[报名](#报名时间)"
)
OUTSIDE = Rule(
    "LNK-103", "站内链接不越出本站", basis=_BASIS, bad="[首页](../../../index.html)", good="[首页](ref:news)"
)
UNRESOLVED = Rule(
    "LNK-104", "按编号的链接都能找到目标", basis=_BASIS, bad="[通知](ref:)", good="[通知](ref:doc-2023-014)"
)
CASE = Rule("LNK-105", "链接的大小写与文件名一致", basis=_BASIS, bad="[表格](Doc-1.XLSX)", good="[表格](doc-1.xlsx)")
ENCODING = Rule("LNK-106", "链接的编码是 UTF-8", basis=_BASIS, bad="按 GBK 编码的 %D6%D0.doc", good="%E4%B8%AD.doc")
NO_INDEX = Rule("LNK-107", "链接的文件夹有首页", basis=_BASIS, bad="[附件](files/)", good="[附件](files/a.pdf)")

RULES = (MISSING, FRAGMENT, OUTSIDE, UNRESOLVED, CASE, ENCODING, NO_INDEX)


@dataclass(frozen=True, slots=True)
class DeadEnd:
    """Why a link fails, before it is known which line it comes from.

    ``named`` says that the message names the link's text by itself.
    """

    rule: Rule
    message: str
    remedy: str
    target: str = ""
    suggestion: str = ""
    named: bool = False


class Way(NamedTuple):
    """Where a path leads: a file of the tree, or the fault on the way; neither for an external address.

    ``lost`` is the fault of a fragment that the file does not have.
    """

    target: str = ""
    fragment: str = ""
    fault: DeadEnd | None = None
    external: bool = False
    lost: DeadEnd | None = None

    @property
    def dead(self) -> DeadEnd | None:
        """What is wrong with where the link leads. External addresses are not judged here."""
        return self.fault or self.lost


# Steps up, as they are written → the folder where they end, and the ways that are known from there.
_Steps = Mapping[str, tuple[str, dict[str, Way | None]]]
_NO_STEPS: _Steps = MappingProxyType({})


class Resolver:
    """Resolves the links of a tree that is served at ``site_url``, or at the root of some unknown host."""

    def __init__(self, tree: SiteTree, site_url: str = "") -> None:
        self._tree = tree
        parts = urlsplit(site_url)
        self._scheme = parts.scheme if parts.scheme in _PORTS else "https"
        self._host = self._host_of(parts)
        self._root = parts.path if parts.path.endswith("/") else parts.path + "/"
        self._known: dict[tuple[str, str], dict[str, Way]] = {}
        # Folder → path from there by plain names alone → way.
        self._below: dict[str, dict[str, Way | None]] = {}
        self._steps: dict[str, _Steps] = {}

    def way(self, page: str, href: str) -> Way:
        """Where an href of a page leads."""
        return self.ways(page, (href,))[0]

    def ways(self, page: str, hrefs: Iterable[str]) -> list[Way]:
        """Where every one of a page's hrefs leads.

        Nearly all are steps up and plain names: from wherever such a one starts, behind its steps up it leads to the
        same file. Anything else takes the long way, and within a folder leads to the same place.
        """
        base = self._tree.pages[page].base if page in self._tree.pages else ""
        folder = page.rpartition("/")[0]
        steps = _NO_STEPS if base else self._steps.get(folder) or self._note_steps(folder)
        found = []
        for href in hrefs:
            path = href.rpartition("../")[2]
            start = steps.get(href[: len(href) - len(path)])
            way = None
            if start is not None:
                above, known = start
                way = known[path] if path in known else known.setdefault(path, self._plain_way(above, path))
            found.append(way or self._find(page, f"{folder}/", base, href))
        return found

    def fault(self, page: str, link: Link) -> DeadEnd | None:
        """What is wrong with where a link leads, or ``None``. External addresses are not judged here."""
        return self.way(page, link.href or "").dead

    def _find(self, page: str, folder: str, base: str, written: str) -> Way:
        href = written.strip()
        if not href or href[0] in "#?":
            return self._looked_up(self._any_way(page, base, href))
        # A whole address leads to the same place from everywhere.
        known = self._known.setdefault(("", "") if href.startswith(("http://", "https://")) else (folder, base), {})
        way = known.get(href)
        if way is None:
            way = known[href] = self._looked_up(self._any_way(folder, base, href))
        return way

    def _looked_up(self, way: Way) -> Way:
        if not way.fragment or way.external or way.fault is not None:
            return way
        lost = self._lost(way)
        return way if lost is None else way._replace(lost=lost)

    def _lost(self, way: Way) -> DeadEnd | None:
        """The fault of a fragment at which nothing stands."""
        anchors = self._tree.anchors_in(way.target)
        if anchors is None or (is_drawing(way.target) and NAMES_A_PIECE.search(way.fragment)):
            return None
        if way.fragment in anchors or way.fragment.lower() == "top":
            return None
        fragment = way.fragment.split(":~:")[0]
        if not fragment or fragment in anchors or _decoded(fragment) in anchors:
            return None
        if is_drawing(way.target):
            message = f"指向的部分“#{unquote(fragment)}”在目标图形里不存在。"
            return DeadEnd(FRAGMENT, message, "请在图形文件里核对它的名称（id），把“#”后面改成这个名称。", way.target)
        message = f"指向的段落“#{unquote(fragment)}”在目标页面里不存在。"
        return DeadEnd(FRAGMENT, message, "请核对段落标题，或者去掉“#”及后面的部分。", way.target)

    def _note_steps(self, folder: str) -> _Steps:
        names = folder.split("/") if folder else []
        above = ("/".join(names[: len(names) - steps]) for steps in range(len(names) + 1))
        found = {steps * "../": (name, self._below.setdefault(name, {})) for steps, name in enumerate(above)}
        self._steps[folder] = found
        return found

    def _plain_way(self, folder: str, path: str) -> Way | None:
        match = _PLAIN.fullmatch(path)
        if match is None:
            return None
        target = f"{folder}/{match[1]}" if folder else match[1]
        return self._looked_up(Way(target, match[2] or "")) if target in self._tree.files else None

    def _any_way(self, start: str, base: str, href: str) -> Way:
        if href.startswith("ref:"):
            message = f"引用的“{href[4:]}”没有对应的页面。"
            remedy = "请写存在的文件、栏目或决策编号；ref: 只能用在 Markdown 的链接里。"
            return Way(fault=DeadEnd(UNRESOLVED, message, remedy))
        try:
            address, root = _split(href), _split(base)
        except ValueError:
            return Way(fault=DeadEnd(MISSING, f"地址“{href}”的写法不对。", "请核对地址。"))
        for part in (address, root):
            if part.scheme or part.netloc:
                if part.scheme not in ("", "http", "https") or not self._host or self._host_of(part) != self._host:
                    return Way(external=True)
                break
        if address.netloc or (address.path.startswith("/") and self._host):
            way = self._at(_join("/", address.path or "/"), address.fragment, href)
            # A whole address on our host but outside of our section belongs to the portal around us.
            return Way(external=True) if way.fault is not None and way.fault.rule is OUTSIDE else way
        document = _join(self._root + start, root.path) if root.path else self._root + start
        if not address.path:
            target = start if not root.path else document.removeprefix(self._root)
            return Way(
                unquote(target) if target and not target.endswith("/") else f"{target}index.html", address.fragment
            )
        return self._at(_join(document, address.path), address.fragment, href)

    def _host_of(self, address: SplitResult) -> str:
        """The host of an address without what changes nothing: who asks, and the port that its scheme has anyway."""
        host = address.netloc.lower().rpartition("@")[2]
        port = _PORTS.get(address.scheme or self._scheme, ":")
        return host.removesuffix(":" if host.endswith(":") else port)

    def _at(self, path: str, fragment: str, href: str) -> Way:
        """The file that a clean path from the host's root means."""
        if not (path + "/").startswith(self._root):
            message = f"地址“{href}”超出了本站范围。"
            return Way(fault=DeadEnd(OUTSIDE, message, "请改用 ref:编号 链接站内页面，或者写完整的外部网址。"))
        below = path[len(self._root) :]
        decoded = unquote(below)
        name = decoded.rstrip("/")
        if name in self._tree.files and not decoded.endswith("/"):
            return Way(target=name, fragment=fragment)
        if name in self._tree.folders:
            return self._index(name, fragment)
        return Way(fault=self._missing(below, name, href))

    def _index(self, folder: str, fragment: str) -> Way:
        for index in INDEXES:
            name = f"{folder}/{index}" if folder else index
            if name in self._tree.files:
                return Way(target=name, fragment=fragment)
        message = f"目标文件夹“{folder or '/'}”没有首页，读者看到的是错误页面。"
        return Way(fault=DeadEnd(NO_INDEX, message, "请链接到文件夹里的具体文件。", folder))

    def _missing(self, path: str, name: str, href: str) -> DeadEnd:
        similar = self._tree.similar(name)
        if similar and similar != name:
            remedy = f"实际的名称是“{similar.rpartition('/')[2]}”，请改成一致。"
            return DeadEnd(CASE, f"目标“{name}”与文件名的大小写或字符编排不同。", remedy, name, similar)
        for reading, words in ((_as_gbk(path), "按 GBK 编码"), (unquote(name), "重复编码了")):
            if reading != name and reading in self._tree.files:
                mended = href.rpartition("/")[0] + "/" * ("/" in href) + reading.rpartition("/")[2]
                return DeadEnd(ENCODING, f"地址“{href}”{words}。", f"请改成“{mended}”。", reading, mended)
        remedy = "请用 ref:编号 链接站内页面；附件请核对文件名并登记在 attachments 里。"
        return DeadEnd(MISSING, f"目标“{unquote(href)}”不存在。", remedy, name)


def _join(document: str, path: str) -> str:
    """``path`` seen from ``document``, both paths from the host's root and still percent-encoded.

    ``..`` stops at the root, as in a browser, also where it is encoded; a slash at the end is kept.
    """
    path = _DOTS.sub(_dots, path) if "%2" in path else path
    joined = path if path.startswith("/") else document[: document.rindex("/") + 1] + path
    clean = "/" + normpath(joined).lstrip("/")
    return clean + "/" if joined.endswith(("/", "/.", "/..")) and clean != "/" else clean


def _dots(step: re.Match[str]) -> str:
    return unquote(step[0])


_decoded = lru_cache(maxsize=1 << 14)(unquote)
_split = lru_cache(maxsize=1 << 16)(urlsplit)  # the same hrefs stand in many folders


def _as_gbk(path: str) -> str:
    try:
        return unquote_to_bytes(path.strip("/")).decode("gb18030")
    except UnicodeDecodeError:
        return ""
