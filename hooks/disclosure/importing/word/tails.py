"""What the last lines of a paper say of it: who made it, when, what is attached."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from disclosure.expressions import expression
from disclosure.importing.word.heading_lines import width
from disclosure.importing.word.paper import WordBlock, WordParagraph
from disclosure.importing.word.proposed import PaperHead, PlacedLine, Proposed, lines_left
from disclosure.reading.days import DAY, read_day

NARROW = str.maketrans("０１２３４５６７８９", "0123456789")
_FIGURES = expression(r"((?:19|20)\d\d)[ ]{0,2}[-./][ ]{0,2}(\d{1,2})[ ]{0,2}[-./][ ]{0,2}(\d{1,2})")
DATE = expression(rf"[（(]?(?:{DAY}|{_FIGURES.pattern})[）)]?")
_SEALED = expression(r"[（(](?:盖章|公章|印章|章|代章)[）)]\Z")
LONGEST_ISSUER = 40
_APART = expression(r"[ \u3000]{2,}|\t|\n")  # between the names of offices that sign side by side
_ATTACHED = expression(r"附[ \u3000]*(?:件|表)[ \u3000]*[:：][ \u3000]*(?P<name>.*)\Z")
_NUMBERED = expression(
    r"附[ \u3000]*(?:件|表)[ \u3000]*[0-9０-９一二三四五六七八九十]{1,3}[ \u3000]*(?:[:：.．、]|(?<=[ \u3000]))"
    r"[ \u3000]*(?P<name>[^。；;\s][^。；;]{1,60})[；;。]?\Z"
)
_ANY = expression(r"(?P<name>.*\S.*)\Z")
_ATTACHED_ALONE = expression(r"附[ \u3000]*(?:件|表)[ \u3000]*[0-9０-９一二三四五六七八九十]{0,3}[ \u3000]*[:：]?\Z")
_ITEM = expression(r"[ \u3000]*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])[ \u3000]*(?P<name>.+)\Z")


def read_signature(blocks: Sequence[WordBlock], head: PaperHead, offices: Sequence[str]) -> None:
    """The last day that stands alone below the name of an office, or beside it; else the last that stands alone."""
    lines = lines_left(blocks, head)
    found = [_Signature(lines, number, offices) for number, (_, item) in enumerate(lines) if _may_sign(item)]
    dated = [item for item in found if item.day]
    if not dated:
        return
    chosen = next((item for item in reversed(dated) if item.office is not None), dated[-1])
    head.made = Proposed(chosen.day, chosen.source)
    head.issuer = chosen.office or head.issuer
    head.taken |= chosen.places
    head.signature += chosen.lines


def _may_sign(paragraph: WordParagraph) -> bool:
    return paragraph.bullet is None and width(paragraph.text) <= 2 * LONGEST_ISSUER


class _Signature:
    """A line that may be the day of a paper: the day, the office above it or before it, and where they stand."""

    def __init__(self, lines: list[PlacedLine], number: int, offices: Sequence[str]) -> None:
        place, paragraph = lines[number]
        self.day, name = _signed(paragraph, offices)
        self.source = paragraph.text.rpartition("\n")[2]
        self.places, self.lines = {place}, [paragraph.text]
        self.office = Proposed(name, paragraph.text.partition("\n")[0]) if name else None
        if self.day and not name and number:
            self._above(lines[:number], offices)

    def _above(self, lines: list[PlacedLine], offices: Sequence[str]) -> None:
        """Take in the office on the line above."""
        place, paragraph = lines[-1]
        if name := _office(paragraph.text, offices):
            self.office = Proposed(name, paragraph.text)
            self.places.add(place)
            self.lines.insert(0, paragraph.text)


def _signed(paragraph: WordParagraph, offices: Sequence[str]) -> tuple[str, str]:
    """The day that stands alone in a paragraph, and the office on the lines above it or before it; "" for none."""
    text = paragraph.text.translate(NARROW).strip()
    match = DATE.search(text)
    if match is None or match.end() != len(text):
        return "", ""
    day = read_day(_FIGURES.sub(r"\1年\2月\3日", match[0].strip("（()）")))
    before = text[: match.start()].strip()
    name = _office(before, offices) if before else ""
    return (day.isoformat(), name) if day is not None and (name or not before) else ("", "")


def _office(text: str, offices: Sequence[str]) -> str:
    """The office that signs a line which is nothing else; of several that sign together our own, else all of them."""
    names = [_named(part, offices) for part in _APART.split(text.strip())]
    if len(names) > 1 and all(names):
        return offices[0] if offices and offices[0] in names else "、".join(names)
    return _named(text, offices)


def _named(text: str, offices: Sequence[str]) -> str:
    """The name of an office, if a text is nothing else; the full name if it is our own."""
    name = _SEALED.sub("", "".join(text.split()))
    if not name or len(name) > LONGEST_ISSUER or any(sign in name for sign in "。；，：:、,;!?！？"):
        return ""
    if name in offices:
        return offices[0]
    return name if name.endswith(_OFFICE_ENDS) else ""


_OFFICE_ENDS = (
    "政府", "办事处", "办公室", "委员会", "局", "厅", "部", "处", "科", "所", "站", "中心", "院", "党委", "党工委",
    "队", "小组", "指挥部", "居委会", "村委会", "公司", "学校", "协会", "室", "组",
)  # fmt: skip


def read_attachments(blocks: Sequence[WordBlock], head: PaperHead) -> None:
    """What the paper says is attached: 附件：1.…  2.…, or 附件1：…  附件2：…"""
    lines = [line.strip() for _, item in lines_left(blocks, head) for line in item.text.split("\n")]
    for number, line in enumerate(lines):
        if match := _ATTACHED.match(line):
            named = _names(_ITEM, [match["name"], *lines[number + 1 :]])
            head.attachments += named or _names(_ANY, [match["name"]])
            return
        if _NUMBERED.match(line):
            head.attachments += _names(_NUMBERED, lines[number:])
            return


def _names(form: re.Pattern[str], lines: Sequence[str]) -> list[str]:
    """What stands behind the numbers of the lines, as far as all of them are numbered."""
    found = [match for match in takewhile(bool, map(form.match, lines)) if match is not None]
    return [match["name"].strip(" \u3000；;。") for match in found]


def sheets(blocks: Sequence[WordBlock]) -> list[WordParagraph]:
    """The lines 附件1 that begin a page of their own: what follows could be a file of its own."""
    return [
        block
        for place, block in enumerate(blocks)
        if isinstance(block, WordParagraph) and _ATTACHED_ALONE.match(block.text) and _begins_a_page(blocks, place)
    ]


def _begins_a_page(blocks: Sequence[WordBlock], place: int) -> bool:
    block = blocks[place]
    if isinstance(block, WordParagraph) and block.new_page:
        return True
    above = blocks[place - 1] if place else None
    return isinstance(above, WordParagraph) and above.is_empty and above.new_page
