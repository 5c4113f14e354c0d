"""Brackets, titles and quotation marks come in pairs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.screening.wording.prose import Prose, Slip
from disclosure.screening.wording.punctuation import WIDTH, in_words
from disclosure.screening.written import Known

RULE = Rule(
    "FRM-005",
    "括号、书名号、引号成对",
    Severity.WARNING,
    ("本办制度/15",),
    bad="《某办法（试行》",
    good="《某办法（试行）》",
)

_CLOSES = {"（": "）", "《": "》", "“": "”", "〈": "〉", "【": "】", "「": "」", "〔": "〕"}
_OPENS = {closing: opening for opening, closing in _CLOSES.items()}
# Half-width brackets count only as the other half of a full-width one.
_HALF = {"(": "（", ")": "）"}
# The brackets of document numbers have a rule of their own.
# A blank line, a row, an item, a heading or a field ends what a pair may span.
_MARK = expression(
    r"[（）《》“”〈〉【】「」()]|〔(?!\d)|(?<![\dXx×*年])〕|"
    r"\n(?=[ \t]*(?:\n|[-*+|#>]|\d{1,3}[.、]|[a-z_]{2,20}:|\ue000))"
)
_OTHER = expression("[^（）《》“”〈〉【】「」〔〕()\n]+")
_PAIR = expression(r"（）|《》|“”|〈〉|【】|「」|〔〕|\(\)")
# Rows, items, headings and fields keep their pairs to themselves; only plain paragraphs may share one.
_BOUND = expression(r"\n[ \t]*(?:[-*+|#>]|\d{1,3}[.、]|[a-z_]{2,20}:|\ue000)")
_ENUMERATED = expression(r"(?:^|[\s，。；：、（\ue000])[0-9０-９a-zA-Z一二三四五六七八九十①-⑩]{1,3}$")
_NEAR = 16
# Nobody nests brackets deeper; what follows is somebody leaning on a key.
_DEEPEST = 20


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every mark without its other half; one finding for each part of the text.

    A pair may span paragraphs: an opening half whose closing one is the next that lacks its other half is none.
    """
    waiting: Slip | None = None
    for slip in _unpaired(text) if _may_be_unpaired(text) else ():
        mark = _kind_of(text[slip.start])
        pair = waiting is not None and _OPENS.get(mark) == _kind_of(text[waiting.start])
        if pair and waiting is not None and not _BOUND.search(text, waiting.start, slip.start):
            waiting = None
            continue
        if waiting is not None and text[waiting.start] != "(":
            yield waiting
        waiting = slip if mark in _CLOSES and slip.rule is RULE else None
        if waiting is None:
            yield slip
    if waiting is not None and text[waiting.start] != "(":
        yield waiting


def _may_be_unpaired(text: str) -> bool:
    """Whether marks are left when all pairs within a line are taken away, from the inside out: mostly none are."""
    marks = _OTHER.sub("", text)
    for _ in range(_DEEPEST):
        fewer = _PAIR.sub("", marks)
        if fewer == marks:
            break
        marks = fewer
    return bool(marks.strip("\n"))


def _unpaired(text: str) -> Iterator[Slip]:
    opened: list[re.Match[str]] = []
    quote: re.Match[str] | None = None
    part, told = 0, -1
    for match in _MARK.finditer(text):
        if match[0] == "\n":
            if opened and told < part:
                yield _unclosed(text, opened[0])
            opened, part = [], match.end()
        elif match[0] in "“”":
            lost = _lost_quote(text, match, quote, part) if told < part else None
            quote = match if match[0] == "“" else None
            if lost is not None:
                told = match.start()
                yield lost
        else:
            slip = _fitted(text, match, opened)
            if slip is not None and told < part:
                told = match.start()
                yield slip
    rest = [match for match in (*opened[:1], *([quote] if quote else ())) if match[0] != "("]
    if rest and told < part:
        yield _unclosed(text, min(rest, key=lambda match: match.start()))


def _lost_quote(text: str, match: re.Match[str], quote: re.Match[str] | None, part: int) -> Slip | None:
    """The slip at a quotation mark, if it does not fit; a quotation may go on over several paragraphs."""
    if match[0] == "”":
        return None if quote is not None else _unopened(text, match)
    if quote is None or (quote.start() < part and not text[part : match.start()].strip(" \t\n\u3000>*-")):
        return None
    return _unclosed(text, quote)


def _fitted(text: str, match: re.Match[str], opened: list[re.Match[str]]) -> Slip | None:
    mark = _kind(match)
    if mark in _CLOSES:
        if len(opened) < _DEEPEST:
            opened.append(match)
        return None
    if opened and _kind(opened[-1]) == _OPENS[mark]:
        other = opened.pop()
        return _of_two_widths(text, other, match) if (other[0] in _HALF) != (match[0] in _HALF) else None
    if match[0] == ")" or (mark == "）" and _ENUMERATED.search(text[max(0, match.start() - 4) : match.start()])):
        return None
    if not any(_kind(item) == _OPENS[mark] for item in opened):
        return _unopened(text, match)
    between = []
    while _kind(opened[-1]) != _OPENS[mark]:
        between.append(opened.pop())
    opened.pop()
    return next((_unclosed(text, item) for item in between if item[0] != "("), None)


def _kind(match: re.Match[str]) -> str:
    return _kind_of(match[0])


def _kind_of(mark: str) -> str:
    return _HALF.get(mark, mark)


def _of_two_widths(text: str, opening: re.Match[str], closing: re.Match[str]) -> Slip:
    half, full = (opening, "（") if opening[0] == "(" else (closing, "）")
    message = f"括号“{opening[0]}”和“{closing[0]}”一个全角、一个半角。"
    return Slip(WIDTH, half.start(), half.end(), message, f"请把半角的改成“{full}”。", full)


def _unclosed(text: str, match: re.Match[str]) -> Slip:
    after = text[match.start() : match.start() + _NEAR].partition("\n")[0]
    return _slip(match, after, _CLOSES[_kind(match)])


def _unopened(text: str, match: re.Match[str]) -> Slip:
    ahead = text[max(0, match.end() - _NEAR) : match.end()].rpartition("\n")[2]
    return _slip(match, ahead, _OPENS[match[0]])


def _slip(match: re.Match[str], around: str, other: str) -> Slip:
    seen = around.replace("\ue000", "")
    mark, lacking = in_words(match[0]), in_words(other)
    message = f"“{seen}”里的{mark}没有配对的{lacking}。"
    return Slip(RULE, match.start(), match.end(), message, f"请补上{lacking}，或者删去多余的{mark}。")
