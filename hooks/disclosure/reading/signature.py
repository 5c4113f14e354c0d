"""The signature of an official text: who signs, and the day below (GB/T 9704-2012 7.3.5)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from disclosure.expressions import expression
from disclosure.reading.days import DAY, read_day
from disclosure.reading.han import HAN

_DAY_LINE = expression(rf"^[ \t\u3000*>]*(?P<day>{DAY})[ \t\u3000*]*(?:<br\s*/?>)?$")
_OFFICES = "办事处|政府|委员会|局|办公室|厅|部|院|工委|中心|小组|指挥部|队|所|站|公司|集团|协会"
_SIGNER = expression(rf"[{HAN}（）()]{{2,40}}(?:{_OFFICES})")
_BETWEEN = expression(r"[ \t\u3000*>]+|<br\s*/?>")
_APPENDIX = expression(
    r"^[ \t#*]*附[ \u3000]?[件表录](?:[ \u3000]?[\d一二三四五六七八九十]{1,2})?[ \t*:：]*$", re.MULTILINE
)
# A paragraph of the text, and no note, contact or attachment.
_SENTENCES = expression(r"(?![（(]|附|联系|抄送|[^，。：:\n]{1,12}[：:])[^\n]{30,}。")
_LAST_LINES = 8  # what may stand below a signature: a note in brackets, contacts, the list of attachments
_SIGNERS = 6  # offices that sign together


def own_part(text: str, start: int = 0) -> str:
    """A text up to its first appendix: a line behind ``start`` (in characters) that is 附件 and a number, no more."""
    match = _APPENDIX.search(text, start)
    return text[: match.start()] if match else text


@dataclass(frozen=True)
class Signature:
    """Who signs a text and when; ``start`` and ``day_start`` are offsets in it, in characters."""

    signers: tuple[str, ...]
    start: int
    written: str
    day: date
    day_start: int


@lru_cache(maxsize=4)
def signature_of(text: str) -> Signature | None:
    """The signature of a text, or ``None``: a line near its end that is a day, and the offices in the lines above."""
    if "年" not in text:
        return None
    lines = _own_lines(text)
    for place in range(len(lines) - 1, max(-1, len(lines) - 1 - _LAST_LINES), -1):
        start, line = lines[place]
        match = _DAY_LINE.match(line)
        day = read_day(match["day"]) if match else None
        if match is not None and day is not None and place:
            signers = _signers(lines[max(0, place - _SIGNERS) : place])
            if not signers and any(_SENTENCES.match(below.strip()) for _, below in lines[place + 1 :]):
                continue  # the day on which it was put online, below the title
            first = signers[0][0] if signers else start
            names = tuple(name for _, name in signers)
            return Signature(names, first, match["day"], day, start + match.start("day"))
    return None


def _own_lines(text: str) -> list[tuple[int, str]]:
    """The lines of a text's own part that are not blank, each with its offset."""
    lines, start = [], 0
    for line in own_part(text).split("\n"):
        if line.strip():
            lines.append((start, line))
        start += len(line) + 1
    return lines


def _signers(above: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The offices in the lines right above a day, in their order, each with the offset of its name."""
    found: list[tuple[int, str]] = []
    for start, line in reversed(above):
        names = [name for name in _BETWEEN.split(line) if name]
        if not names or not all(map(_SIGNER.fullmatch, names)):
            break
        found[:0] = [(start + line.index(name), name) for name in names]
    return found
