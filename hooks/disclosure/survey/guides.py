"""Services and the elements of their guides, in tables, lists, definitions or below headings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure.expressions import expression
from disclosure.findings import Place
from disclosure.inspection.facts import ServiceFacts
from disclosure.inspection.naming import element_of, missing_from
from disclosure.survey.page import PageView, SeenLine

SERVICE = expression("办事|服务事项|服务指南|政务服务|便民服务|一网通办|在线办理|网上办理|服务大厅|公共服务|办理指南")
_LABEL = expression(
    r"^\s*(?:[一二三四五六七八九十\d]{1,3}[、.．)）])?\s*【?([\u4e00-\u9fff]{2,8})】?\s*(?:[:：]\s*(.*))?$"
)
_WITHIN = expression(r"(?:^|[\s；;。])【?([\u4e00-\u9fff]{2,8})】?[:：]")
_FEWEST = 2  # elements that make a piece of a page of services a guide
_FEWEST_ELSEWHERE = 5  # the same of any other page, where three of them must be such as only guides have
_OWN = frozenset({"设定依据", "申请条件", "办理材料", "办理流程", "收费标准", "办理机构"})
_NOTHING = expression(r"[\s\-—–/／.。…*]*(?:暂无|待补充|待完善|略)?[\s\-—–/／.。…*]*")
_TITLE = 30  # characters of a service's name
_NO_ITEM = expression("^20[0-9]{2}|更多|返回|首页|下一页|上一页|末页|尾页")


@dataclass
class _Guide:
    """A guide as it is gathered."""

    title: str
    found: set[str] = field(default_factory=set)
    named: set[str] = field(default_factory=set)  # the elements of which there is at least a label
    begins: str = ""  # the first of them: where it comes again, another guide begins

    def name(self, element: str) -> None:
        """Learn that there is a label of an element."""
        self.begins = self.begins or element
        self.named.add(element)

    def take(self, element: str, value: str | None) -> None:
        """Learn an element; one without a value is none."""
        self.name(element)
        if value is None or not _NOTHING.fullmatch(value):
            self.found.add(element)
            if element == "事项名称" and value and not self.title:
                self.title = " ".join(value.split())[:_TITLE]


def guides(view: PageView, name: str, *, is_led_to: bool = False) -> list[ServiceFacts]:
    """The guides on a page: each has elements by their labels. ``is_led_to`` tells that services lead here."""
    found = [*_rows(view), *_blocks(view, name)]
    return [
        ServiceFacts(guide.title or name, Place(view.path, view.line_of(guide.title)), missing_from(_with_title(guide)))
        for guide in found
        if _is_guide(guide, is_led_to or SERVICE.search(f"{name} {view.title}") is not None)
    ]


def listed(view: PageView) -> Iterator[tuple[str, str]]:
    """The services that a page of services only lists: the name of each, and where it leads."""
    for line in view.main:
        if line.tag in ("li", "tr", "a", "dt", "dd", "div", "p") and line.links and not line.level:
            for link in line.links:
                if len(link.text) >= 3 and not _NO_ITEM.search(link.text):
                    yield link.text, link.href
        elif line.tag == "li" and len(line.text) >= 3:
            yield line.text[:_TITLE], ""


def _is_guide(guide: _Guide, among_services: bool) -> bool:
    if among_services:
        return len(guide.named) >= _FEWEST
    return len(guide.named) >= _FEWEST_ELSEWHERE and len(guide.named & _OWN) > 2


def _with_title(guide: _Guide) -> set[str]:
    """A heading that names the service is its name."""
    return guide.found | ({"事项名称"} if guide.title else set())


def _rows(view: PageView) -> Iterator[_Guide]:
    """Services in the rows of a table of which the columns are elements."""
    for line in view.main:
        elements = [element_of(head) for head in line.heads]
        if len([element for element in elements if element]) < _FEWEST or len(line.cells) != len(line.heads):
            continue
        guide = _Guide("")
        for element, cell in zip(elements, line.cells, strict=True):
            if element:
                guide.take(element, cell)
        yield guide


def _blocks(view: PageView, name: str) -> Iterator[_Guide]:
    """Services one below the other: a heading that is no element, or an element that comes again, begins the next."""
    guide, label, above = _Guide(""), "", ""
    for line in view.main:
        if line.heads and any(map(element_of, line.heads)):
            continue
        pairs = list(_pairs(line))
        if not pairs:
            if line.level or line.tag == "caption":
                yield from [guide] if guide.named else []
                guide = _Guide("" if line.text == name and line.level == 1 else line.text[:_TITLE])
            elif label:
                guide.take(label, line.text)
            else:
                above = line.text if len(line.text) <= _TITLE else ""
            label = ""
            continue
        for element, value in pairs:
            if element == guide.begins:
                yield guide
                guide = _Guide("")
            guide.title, above = guide.title or (above if not guide.named else ""), ""
            label = element if value is None else ""
            if value is None:
                guide.name(element)
            else:
                guide.take(element, value)
    yield from [guide] if guide.named else []


def _pairs(line: SeenLine) -> Iterator[tuple[str, str | None]]:
    """The elements that a line names, each with its value; ``None`` where the value is to follow."""
    if len(line.cells) >= 2:
        for label, value in zip(line.cells[::2], line.cells[1::2], strict=False):
            if element := element_of(label):
                yield element, value
        return
    alone = _LABEL.match(line.text)
    if alone is not None and (element := element_of(alone[1])) and not _WITHIN.search(alone[2] or ""):
        yield element, alone[2] or None if alone[2] is None or line.level or line.tag == "dt" else alone[2]
        return
    matches = [match for match in _WITHIN.finditer(line.text) if element_of(match[1])]
    ends = [*(match.start() for match in matches[1:]), len(line.text)]
    for match, end in zip(matches, ends, strict=False):
        yield element_of(match[1]), line.text[match.end() : end]
