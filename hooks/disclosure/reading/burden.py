"""How much work a Markdown text makes for its parser, counted before it is parsed.

The parser takes time by the square of what stands in a paragraph: at each opening mark it looks as far as the closing
one, or to the end if there is none. What people write stays far below these bounds (314 laws and orders, tables of
thousands of rows); what passes them would take minutes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression

# A number so long that Python does not read it (its limit is 4,300 digits), and the parser fails.
_DIGITS = 4000
ENDLESS = expression(rf"\d(?<!\d\d)\d{{{_DIGITS - 1}}}")
_LINES = 20_000
_MARKS = 20_000  # of one kind
_MARKS_IN_A_PARAGRAPH = 2_000
_DEFINITIONS = 200  # without a blank line between them: each is parsed inside of the one before
_STEPS = 12_000_000  # characters looked at in vain: about three seconds
_KINDS = "[<`*_|"
_OPENING = "[<`"
_LOOKED_FROM = "[<`*_#=-~&!?:/\\"

_BLANK = expression(r"\n[ \t]*+\n")
_BRACKET = expression(r"\\.|\]\(|[\[\]()]")
_RUN = expression(r"`++")
_EMPHASIS = expression(r"[*_]++|~~++|==++")
# What is put aside within a line; each time the rest of the paragraph is written anew.
_PUT_ASIDE = expression(r"&#?\w|\\[\\`*_{}\[\]()>#+.!~-]|https?://|  \n|<\w")
_FENCE = expression(r"^[ ]*+(`{3,}+|~{3,}+)", re.MULTILINE)
_DEFINITION = expression(r"^ {0,3}: ", re.MULTILINE)
# Lists and quotations that stand in each other on one line; at each step inwards the rest is copied.
_NESTED = expression(r"^[ \t>*+\-.\d]{30,}", re.MULTILINE)
_STEP_INWARDS = expression(r"[>*+.-]")
_BREAK = expression(r"^[ \t]*+(?:#|!!!|\?\?\?|: |[-=*_][-=*_ \t]*+$)", re.MULTILINE)
# Rows and items are parsed each by itself.
_TABLE = expression(r"\n?(?P<names>[^`\\\n]*+)\n(?P<rule>[ |]*+:?-[-:| ]*+)$", re.MULTILINE)
_LIST = expression(r"\n? {0,3}(?:[-+*]|(?P<number>\d++\.)) ")
_NEXT_ROW = expression(r"\n")
_NEXT_ITEM = expression(r"\n(?= *+[-+*] )")
_NEXT_NUMBER = expression(r"\n(?= *+\d++\. )")
_ANGLE = expression(r"<(?=[a-zA-Z/!?])")


def overburden(text: str) -> int | None:
    """Where in a text too much has come together for the parser, by its offset; ``None`` for all that people write."""
    number = ENDLESS.search(text) if len(text) >= _DIGITS else None
    if number is not None:
        return number.start()
    definitions = text.count(": ") > _DEFINITIONS
    if len(text) < _LINES and not definitions and len(text) * sum(map(text.count, _LOOKED_FROM)) < _STEPS:
        return None
    crowd = _nth("\n", text, _LINES)
    for kind in _KINDS:
        crowd = _nth(kind, text, _MARKS) if crowd is None else crowd
    if crowd is not None:
        return crowd
    steps = 0
    for start, work in _work(text):
        steps += work
        if steps > _STEPS:
            return start
    return None


def _nth(mark: str, text: str, number: int) -> int | None:
    if text.count(mark) <= number:
        return None
    return next(place for count, place in enumerate(re.finditer(re.escape(mark), text)) if count == number).start()


def _work(text: str) -> Iterator[tuple[int, int]]:
    """What each spot costs in characters looked at; the spots of one kind and block come together."""
    yield from _to_the_next(text, _FENCE, 0, 10)
    yield from _to_the_end_of_tags(text)
    start = 0
    for gap in (*_BLANK.finditer(text), None):
        end = len(text) if gap is None else gap.start()
        block = text[start:end]
        for part in _parts(block):
            crowded = sum(map(part.count, _OPENING)) > _MARKS_IN_A_PARAGRAPH
            yield start, _STEPS + 1 if crowded else len(_EMPHASIS.findall(part)) * len(part) // 100
            yield start, len(_PUT_ASIDE.findall(part)) * len(part) // 1000
        yield start, _STEPS + 1 if len(_DEFINITION.findall(block)) > _DEFINITIONS else 0
        levels = sum(len(_STEP_INWARDS.findall(nest)) for nest in _NESTED.findall(block))
        yield start, levels * len(block) // 15
        yield start, len(_BREAK.findall(block)) * len(block) // 5
        yield from _to_the_next(block, _RUN, start, 1)
        yield from _to_the_closing_bracket(block, start)
        start = len(text) if gap is None else gap.end()


def _parts(block: str) -> list[str]:
    """The rows of a table, the items of a list, or the paragraph as one."""
    head = _TABLE.match(block)
    if head and 0 < head["names"].strip().strip("|").count("|") == head["rule"].strip().strip("|").count("|"):
        return _NEXT_ROW.split(block)
    marker = _LIST.match(block)
    if marker is None:
        return [block]
    return (_NEXT_NUMBER if marker["number"] else _NEXT_ITEM).split(block)


def _to_the_next(text: str, run: re.Pattern[str], offset: int, weight: int) -> Iterator[tuple[int, int]]:
    """From each run of marks to the next that is as long, or to the end."""
    following: dict[str, int] = {}
    for match in reversed(list(run.finditer(text))):
        yield offset + match.start(), weight * (following.get(match[0].strip(), len(text)) - match.end())
        following[match[0].strip()] = match.start()


def _to_the_end_of_tags(text: str) -> Iterator[tuple[int, int]]:
    """From the beginning of each tag to the next ``>``."""
    end = 0
    for match in _ANGLE.finditer(text):
        if match.start() >= end:
            end = text.find(">", match.start()) + 1 or len(text)
        yield match.start(), 2 * (end - match.start())


def _to_the_closing_bracket(block: str, offset: int) -> Iterator[tuple[int, int]]:
    """From each bracket to the one that closes it, or to the end."""
    opened: dict[str, list[int]] = {"[": [], "(": []}
    for match in _BRACKET.finditer(block):
        sign = match[0][-1]
        if match[0][0] == "\\":
            continue
        if match[0][0] == "]" and opened["["]:
            start = opened["["].pop()
            yield offset + start, 4 * (match.start() - start)
        if sign in opened:
            opened[sign].append(match.end() - 1)
        elif sign == ")" and opened["("]:
            start = opened["("].pop()
            yield offset + start, 4 * (match.start() - start) if block[start - 1 : start] == "]" else 0
    for start in (*opened["["], *(start for start in opened["("] if block[start - 1 : start] == "]")):
        yield offset + start, 4 * (len(block) - start)
