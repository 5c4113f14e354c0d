"""Attachments that a text speaks of are there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.reading.numerals import count_of
from disclosure.screening.wording.prose import Prose, Slip
from disclosure.screening.written import Known

RULE = Rule(
    "FRM-008",
    "文中提到的附件已经登记",
    Severity.WARNING,
    basis=("本办制度/3",),
    bad="正文写“见附件2”，attachments 里只有附件1",
    good="attachments 里有 number: 2",
)

_FIGURES = "一二三四五六七八九十"
_NAMED = expression(rf"附件[ \u3000]?(?P<number>\d{{1,2}}(?!\d)|[{_FIGURES}](?![{_FIGURES}]))?")
_OF_ANOTHER = expression("[》号文的等该其原〉]$")
_OWN = expression(r"(?:[见详按照填附用]|具体|如下|^|[\s（(。，；：“”])\**$")
_SECTION = expression(rf"(?<![^\n])[ \t]*(?:#{{1,6}}[ \t]*)?\**附件[ \u3000]?(\d{{1,2}}|[{_FIGURES}])?\**[ \t]*(?=\n)")
_LISTED = expression(
    r"(?<![^\n])[ \t>]*\**附件\**[:：]\**[ \t]*"
    r"(?P<first>1[.．、][^\n]*(?:\n[ \t\u3000]*\d{1,2}[.．、][^\n]*)*)"
)
_ITEM = expression(r"(?:^|\n|[ \t\u3000])(\d{1,2})[.．、]")
_BLOCK = expression(r"^attachments:(.*(?:\n(?:[ \t-][^\n]*|[ \t]*))*)", re.MULTILINE)
_LONGEST_LABEL = 60
_LINKED = expression(r"^[^\[\]\n]{0,60}\](?:\(|\[)")


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """The attachments that are named and neither registered nor part of the text, in one slip."""
    if not prose.is_markdown or text.find("附件", prose.body_start) < 0:
        return
    present, count = _present(prose)
    missing: dict[int, tuple[int, int]] = {}
    for number, start, end in _mentioned(text, prose):
        if not (count if number == 0 else number in present or (not present and number <= count)):
            missing.setdefault(number, (start, end))
    if missing:
        names = "".join(f"“附件{number or ''}”" for number in missing)
        message = f"文中提到{names}，而 attachments 里没有登记。"
        remedy = "请上传并登记这些附件；不发布的，删去文中的提法。"
        yield Slip(RULE, *min(missing.values()), message, remedy)


def _present(prose: Prose) -> tuple[set[int], int]:
    """The numbers of the attachments that are there, and how many there are."""
    block = _BLOCK.search(prose.front_matter)
    written = block[1] if block else ""
    numbers = {int(number) for number in re.findall(r"\bnumber: *[\"']?(\d{1,3})", written)}
    sections = [match[1] for match in _SECTION.finditer(prose.text, prose.body_start)]
    numbers |= {_value(section) for section in sections if section}
    return numbers, written.count("file:") + len(sections)


def _mentioned(text: str, prose: Prose) -> Iterator[tuple[int, int, int]]:
    for match in _NAMED.finditer(text, prose.body_start):
        ahead = text[max(prose.body_start, match.start() - 3) : match.start()]
        linked = prose.text[match.end() : match.end() + 70]
        if _OF_ANOTHER.search(ahead) or (_in_link(prose.text, match.start()) and _LINKED.match(linked)):
            continue
        if match["number"]:
            yield _value(match["number"]), match.start(), match.end()
        elif _OWN.search(ahead) and re.match("[:：。，；）)]|\\s*\\n", text[match.end() : match.end() + 2] + "\n"):
            yield 0, match.start(), match.end()
    for listed in _LISTED.finditer(text, prose.body_start):
        for item in _ITEM.finditer(listed["first"]):
            yield int(item[1]), listed.start("first") + item.start(1), listed.start("first") + item.end()


def _in_link(text: str, start: int) -> bool:
    line = max(text.rfind("\n", max(0, start - _LONGEST_LABEL), start) + 1, start - _LONGEST_LABEL, 0)
    return text.rfind("[", line, start) > text.rfind("]", line, start)


def _value(written: str) -> int:
    return count_of(written)
