"""Links to other offices' pages, judged by the faces of these offices as they were published last.

Such a link is outside of the site; without the faces nothing is known of where it leads, and nothing is said.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from disclosure.findings import Rule, Severity
from disclosure.links.failure import Failure, Origins, place_of
from disclosure.links.identity import KIND_WORDS
from disclosure.links.inventory import Link
from disclosure.links.resolve import DeadEnd
from disclosure.links.tree import SiteTree
from disclosure.links.wrong.judgement import judge
from disclosure.links.wrong.targets import Index, Target
from disclosure.reading.days import in_words

if TYPE_CHECKING:
    from disclosure.faces.face import Face, OfficeFaces
    from disclosure.faces.neighbours import Neighbours, Reached

_BASIS = ("要点/栏目管理", "本办制度/17")
GONE = Rule(
    "LNK-711",
    "链接到的其他机关的页面存在",
    Severity.WARNING,  # what others take away must not hold up a change of ours, which may be the one that mends it
    _BASIS,
    bad="[通知](https://www.example.gov.cn/other/documents/doc-2023-999.html)（那里没有这个页面）",
    good="[通知](https://www.example.gov.cn/other/documents/doc-2023-014.html)",
)
MOVED = Rule(
    "LNK-712",
    "链接用其他机关页面现在的网址",
    Severity.WARNING,
    _BASIS,
    bad="对方已经换了网址的旧链接",
    good="对方现在的网址",
)
WITHDRAWN = Rule(
    "LNK-713",
    "链接到的其他机关的页面没有撤下",
    Severity.WARNING,
    _BASIS,
    bad="对方已经撤下的文件",
    good="对方现在公开的文件",
)
RULES = (GONE, MOVED, WITHDRAWN)
_DEAD = frozenset({"已失效", "已废止"})  # the labels of records.documents.Validity


class NeighbourJudge:
    """Judges the links of a tree that lead to other offices; what these pages are called is gathered once an office."""

    def __init__(self, offices: Sequence[OfficeFaces], site_url: str, tree: SiteTree, origins: Origins) -> None:
        self._neighbours = _neighbours(offices, site_url) if offices else None
        self._tree, self._origins = tree, origins
        self._indexes: dict[str, Index] = {}

    def page(self, page: str) -> Iterator[Failure]:
        """The failing links of one page."""
        known = self._neighbours
        for number, link in enumerate(self._tree.pages[page].links if known is not None else ()):
            reached = known.reached(link.href or "") if known is not None and link.is_anchor else None
            if reached is not None:
                fault = _fault(link, reached) or self._misled(page, link, reached)
                if fault is not None:
                    yield Failure(place_of(page, number, self._tree, self._origins), page, link, fault)

    def _misled(self, page: str, link: Link, reached: Reached) -> DeadEnd | None:
        """Whether the text, as an editor wrote it, names another paper than the one that is opened."""
        office, here = reached.office, self._origins.get(page)
        if here is None or link.href not in here.written:
            return None
        if office.site_url not in self._indexes:
            self._indexes[office.site_url] = Index([_target(face) for face in office.faces])
        index = self._indexes[office.site_url]
        known = index.known.get(reached.address)
        verdict = judge(link.text, "", known.target, index) if known is not None else None
        if verdict is None:
            return None
        whole = f"{office.site_url}{verdict.suggestion}" if verdict.suggestion else ""
        remedy = verdict.remedy.replace(verdict.suggestion, f" {whole} ") if whole else verdict.remedy
        return DeadEnd(verdict.rule, verdict.message, remedy, reached.address, whole, named=True)


def _neighbours(offices: Sequence[OfficeFaces], site_url: str) -> Neighbours:
    from disclosure.faces.neighbours import Neighbours  # here, since few sites have any

    return Neighbours(offices, site_url)


def _fault(link: Link, reached: Reached) -> DeadEnd | None:
    """What is wrong with the page itself."""
    office, address = reached.office, reached.address
    if address not in office.addresses:
        message = f"指向{office.short_name}的网页，那里没有这个网页（{in_words(office.day)}公布的清单）。"
        return DeadEnd(GONE, message, _remedy(office, address, link.text), address)
    if address in office.moved:
        new = office.site_url + office.moved[address]
        return DeadEnd(MOVED, f"指向{office.short_name}的旧网址，那里已经换了网址。", f"请改成 {new} 。", address, new)
    if address in office.withdrawn:
        message = f"指向{office.short_name}的文件，那里已经撤下，读者看到的是撤下的说明。"
        return DeadEnd(WITHDRAWN, message, "请改成现在公开的文件，或者去掉这个链接。", address)
    return None


def _target(face: Face) -> Target:
    return Target(
        face.address,
        face.title,
        kind=KIND_WORDS.get(face.sort, ""),
        doc_no=face.number,
        valid=face.validity not in _DEAD,
        replaced_by=face.replaced_by or "",
        listing=not face.id or not face.day,
    )


def _remedy(office: OfficeFaces, address: str, text: str) -> str:
    """The page that is meant, where it can be told: the one of that title, else one whose address ends alike."""
    titled = [face.address for face in office.faces if text and face.title == text.strip("《》")]
    name = address.rpartition("/")[2]
    alike = titled or [face.address for face in office.faces if face.address.rpartition("/")[2] == name]
    later = "对方刚刚发布的，等下一次汇总以后再试。"
    if len(alike) == 1:
        return f"您要找的是不是 {office.site_url}{alike[0]} ？请核对以后改过来；{later}"
    return f"请到{office.site_name}（{office.site_url}）找到这个网页，复制它的网址；{later}"
