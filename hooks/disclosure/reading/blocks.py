"""Lines by which a text asks for what a record tells, so that one fact is written once: ``{{ opinions }}``.

The name may be Chinese, the braces full-width. A line is such a block when it is a paragraph of its own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from disclosure.expressions import expression

OPINIONS = "opinions"
DISCLOSED, REQUESTS, APPEALS = "disclosed-table", "requests-table", "appeals-table"
REPORT_TABLES = (DISCLOSED, REQUESTS, APPEALS)
NAMES = {OPINIONS: "意见表", DISCLOSED: "主动公开情况表", REQUESTS: "申请情况表", APPEALS: "复议诉讼情况表"}
_KEYS = {**{name: name for name in NAMES}, **{chinese: name for name, chinese in NAMES.items()}}
_NAME = "|".join(_KEYS)
BLOCK = expression(rf"[{{｛]{{2}}[ \t\u3000]{{0,4}}(?:{_NAME})[ \t\u3000]{{0,4}}[}}｝]{{2}}")
_IN_HTML = expression(rf"<p>\s{{0,4}}({BLOCK.pattern})\s{{0,4}}</p>")
_BLANK = expression(r"[ \t\u3000]*")


@dataclass(frozen=True)
class Asked:
    """Where a text asks for a block, for which, and whether in a paragraph of its own."""

    start: int
    name: str
    alone: bool


def _name(block: str) -> str:
    return _KEYS[block.strip("{}｛｝ \t\u3000")]


def asks_for(text: str, *names: str) -> bool:
    """Whether a text holds one of the blocks of these names, wherever in it."""
    may_ask = "{" in text or "｛" in text
    return may_ask and any(_name(match[0]) in names for match in BLOCK.finditer(text))


def asked(text: str, *names: str) -> Iterator[Asked]:
    """Where a text (without its code) asks for blocks of these names."""
    lines = text.split("\n")
    place = 0
    for number, line in enumerate(lines):
        alone = BLOCK.fullmatch(line.strip(" \t\u3000")) is not None and not line.startswith(("    ", "\t"))
        beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        apart = all(_BLANK.fullmatch(other) for other in beside)
        for match in BLOCK.finditer(line):
            if (name := _name(match[0])) in names:
                yield Asked(place + match.start(), name, alone and apart)
        place += len(line) + 1


def put_in(html: str, drawn: Mapping[str, str]) -> str:
    """The HTML of a text with what is drawn, by name, in place of each block; others stay as they are."""
    return _IN_HTML.sub(lambda match: drawn.get(_name(match[1]), match[0]), html) if drawn else html


def without_blocks(text: str, *names: str) -> str:
    """A text without its blocks of these names."""
    return BLOCK.sub(lambda match: "" if _name(match[0]) in names else match[0], text)
