"""Where one paragraph ends and the next begins, in lines that have no blank line between them.

Whoever types in an office ends a paragraph with one stroke; whoever writes Markdown breaks lines within it. A line set
in by full-width blanks, or numbered in one of the official ways, is a new paragraph; so is one set in behind the end
of a sentence, a date that stands alone, and an entry below another. Where only the ends of the lines speak for
it, readers would see two, and a machine can be sure only among lines so long that nobody breaks lines there.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from unicodedata import east_asian_width

from disclosure.expressions import expression
from disclosure.reading.manuscript.signs import HAN

BLANKS = " \t\u00a0\u2002\u2003\u2009\u200b\u3000\ufeff"
_DIGITS = "0-9０-９"
_NUMERALS = "一二三四五六七八九十百零〇"
# The ways in which official papers number what they say, and the marks of lists that are no Markdown.
NUMBERED = expression(
    rf"(?:[{_NUMERALS}]{{1,4}}[、．.](?![{_NUMERALS}])|[（(](?:[{_NUMERALS}]{{1,4}}|[{_DIGITS}]{{1,3}})[)）]"
    rf"|[{_DIGITS}]{{1,3}}(?:[、．)）](?![{_DIGITS}])|\.(?![{_DIGITS}]))"
    rf"|第[{_NUMERALS}{_DIGITS}]{{1,5}}(?:[章节编]|条(?=[{BLANKS}]|之[{_NUMERALS}]|$))"
    r"|[\u2460-\u2473\u3220-\u3229\u2474-\u2487]|[•●○◆◇■□▪·※★☆►▶➢✓√☐☑\uf000-\uf0ff]"
    rf"|[A-Z][、．.](?=[ \u3000]?[{HAN}])|[-－—–](?=[{HAN}《“]))"
)
_ARTICLE = expression(rf"第[{_NUMERALS}{_DIGITS}]{{1,5}}条")
_DATE = expression(r"\d{4}年\d{1,2}月\d{1,2}日")
_ONLY_A_DATE = expression(
    rf"(?:\d{{4}}[ \u3000]?年[ \u3000]?\d{{1,2}}[ \u3000]?月[ \u3000]?\d{{1,2}}[ \u3000]?日"
    rf"|[一二][{_NUMERALS}○OＯ]{{3}}年[{_NUMERALS}]{{1,2}}月[{_NUMERALS}]{{1,3}}日)[{BLANKS}]*"
)
_ENTRY = expression(rf"[{HAN}]{{2,8}}[：:](?!//)")
_DRAWN = expression(r"[—–―－─━═…·•※~～＿＊★☆ \u3000]{2,}")
_SENTENCE_ENDS = "。！？；：…"
_CLOSING = "”’」』）)》〉】]"
_GOES_ON = "，、,"
_HAN = expression(f"[{HAN}]")
_FAR = 4  # half-width blanks that nobody leaves before the rest of a sentence
_FULL_LINE = 56  # columns: what is shorter, was not broken because the line was full
_LONGEST_LINE = 64  # signs: whoever breaks lines within paragraphs breaks them before


class Border(Enum):
    """What lies between two lines: two paragraphs, one that goes on, or two for a reader and perhaps not for us."""

    PARAGRAPHS = auto()
    GOES_ON = auto()
    DOUBTFUL = auto()


def border(line: str, following: str) -> Border:
    """What lies between two lines of running text that stand right below each other."""
    text = following.lstrip(BLANKS)
    indent = following[: len(following) - len(text)]
    above = line.rstrip(BLANKS)
    goes_on = above.endswith(tuple(_GOES_ON))
    is_set_in = any(sign not in " \t" for sign in indent) or len(indent.expandtabs(4)) >= _FAR
    if is_set_in or (not goes_on and _begins_anew(above, text)):
        return Border.PARAGRAPHS
    if ends_a_sentence(above):
        return Border.PARAGRAPHS if indent or _ARTICLE.match(text) else Border.DOUBTFUL
    if goes_on or not (_HAN.search(above) and _HAN.search(text)):
        return Border.GOES_ON
    is_broken = _columns(above) < _FULL_LINE or _DATE.match(text) is not None
    return Border.DOUBTFUL if is_broken else Border.GOES_ON


def _begins_anew(above: str, text: str) -> bool:
    """Whether a line begins as only a paragraph does: with a number, as an entry below another, or as a date alone; or
    a line is drawn between them.
    """
    is_entry = _ENTRY.match(text) is not None and _ENTRY.match(above) is not None
    is_drawn = _DRAWN.fullmatch(text) is not None or _DRAWN.fullmatch(above) is not None
    return is_entry or is_drawn or NUMBERED.match(text) is not None or _ONLY_A_DATE.fullmatch(text) is not None


def are_unbroken(lines: Iterable[str]) -> bool:
    """Whether some line of these is so long a Chinese one that whoever wrote it breaks no lines within paragraphs."""
    return any(
        len(line) > _LONGEST_LINE and len(_HAN.findall(line, 0, _LONGEST_LINE)) * 2 > _LONGEST_LINE for line in lines
    )


def ends_a_sentence(line: str) -> bool:
    """Whether a sentence, or what introduces a list, ends with the line: by a stop, with closing brackets behind it."""
    text = line.rstrip(BLANKS)[-6:].rstrip(_CLOSING + "*_")
    return text.endswith(tuple(_SENTENCE_ENDS))


def is_chinese(text: str) -> bool:
    """Whether there is a Chinese sign in the text."""
    return _HAN.search(text) is not None


def _columns(text: str) -> int:
    """How wide a line is, up to what is wide enough."""
    width = 0
    for sign in text.lstrip(BLANKS)[:_FULL_LINE]:
        width += 2 if east_asian_width(sign) in "WF" else 1
    return width
