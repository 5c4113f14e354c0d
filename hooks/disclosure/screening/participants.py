"""Who asked or suggested something at an event is not told there: as strict as the ledger of requests, by parts."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.records.events import OpenEvent
from disclosure.screening import personal
from disclosure.screening.ledger import strict
from disclosure.screening.written import Hit, Known, Written

NAMELESS = Rule(
    "OPN-018",
    "开放活动的问答和建议不写是谁",
    basis=("个人信息保护法/25", "本办制度/112"),
    bad="question: 王阿姨问，菜单能不能用大字？",
    good="question: 菜单能不能用大字？",
)
RULES = (NAMELESS,)
_FOLDER = OpenEvent.files.partition("{")[0]
_SAID = expression(r"^(?:questions|suggestions):.*\n?(?:^[ \t#-].*\n?|^\n)*", re.MULTILINE)


def hits(written: Written, known: Known) -> Iterator[Hit]:
    """Every line of what was asked and suggested on which somebody can be told, and nothing else says so."""
    if not written.path.startswith(_FOLDER):
        return
    told = {_line(written, hit.start) for hit in personal.hits(written, known)}
    for part in _SAID.finditer(written.text):
        for start, what in strict(Written(written.path, part[0]), known):
            at = part.start() + start
            if _line(written, at) not in told:
                told.add(_line(written, at))
                yield Hit(NAMELESS, at, f"这里有{what}，看得出是谁。", "请概括成一句话，只写问了什么、建议什么。")


def _line(written: Written, start: int) -> int:
    return written.text.count("\n", 0, start)
