"""Articles and chapters of a text of our own: 第一条、第二条 … each once, none skipped."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.reading.numerals import chinese_number, int_of
from disclosure.screening.wording.headings import RULE
from disclosure.screening.wording.prose import Prose, Slip
from disclosure.screening.written import Known

_FIGURES = "一二三四五六七八九十百零〇两"
_LINE = expression(
    r"\n[ \t\u3000#>]{0,12}(?:\*\*|__)?[ \u3000]?"
    rf"(?P<label>第(?P<number>[{_FIGURES}]{{1,7}}|\d{{1,4}})(?:(?P<unit>[编章条])"
    r"(?P<extra>之[一二三四五六七八九十]{1,3})?(?=[ \t\u3000*_：:（(【\n]|\Z)|[ \u3000](?P<apart>[编章条])))"
)


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every article or chapter that does not follow the one before; a text that begins in the middle is an extract."""
    if not prose.is_markdown:
        return
    last: dict[str, int] = {}
    seen = 0
    quoted = text.count("“", 0, prose.body_start) - text.count("”", 0, prose.body_start)
    body, offset = "\n" + text[prose.body_start :], prose.body_start - 1
    for match in _LINE.finditer(body):
        quoted += body.count("“", seen, match.start()) - body.count("”", seen, match.start())
        seen, unit = match.start(), _unit(match)
        number = int_of(match["number"])
        if quoted > 0 or number is None:
            continue
        expected = last.get(unit, -1) + 1
        if match["extra"] or expected == 0 or number in (1, expected):
            if number == 1 or unit in last:
                last[unit] = number
            continue
        last[unit] = number
        yield _slip(match, offset, number, expected)


def _unit(match: re.Match[str]) -> str:
    return match["unit"] or match["apart"]  # a blank may have slipped in between: 第三十五 条


def _slip(match: re.Match[str], offset: int, number: int, expected: int) -> Slip:
    missing, last = (f"第{_like(match['number'], other)}{_unit(match)}" for other in (expected, expected - 1))
    if number == expected - 1:
        return _told(match, offset, f"“{match['label']}”出现了两次。", f"请改成“{missing}”，并核对后面的序号。")
    if number < expected:
        return _told(match, offset, f"“{match['label']}”排在“{last}”后面。", "请核对序号，或者补上前面缺少的部分。")
    return _told(
        match, offset, f"“{match['label']}”前面应当是“{missing}”。", f"请改成“{missing}”，或者补上缺少的部分。"
    )


def _told(match: re.Match[str], offset: int, message: str, remedy: str) -> Slip:
    return Slip(RULE, offset + match.start("label"), offset + match.end("label"), message, remedy)


def _like(written: str, number: int) -> str:
    return str(number) if written.isdigit() else chinese_number(number)
