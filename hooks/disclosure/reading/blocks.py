"""Lines by which a text asks for what a record tells, so that one fact is written once: ``{{ opinions }}``.

The name may be Chinese, the braces full-width. A line is such a block when it is a paragraph of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

_NAME = r"(?:opinions|意见表)"
_BLOCK = rf"[{{｛]{{2}}[ \t\u3000]{{0,4}}{_NAME}[ \t\u3000]{{0,4}}[}}｝]{{2}}"
OPINIONS = re.compile(_BLOCK)
_IN_HTML = re.compile(rf"<p>\s{{0,4}}{_BLOCK}\s{{0,4}}</p>")
_BLANK = re.compile(r"[ \t\u3000]*")


def asked_for_opinions(text: str) -> Iterator[tuple[int, bool]]:
    """Where a text (without its code) asks for the table of opinions, and whether in a paragraph of its own."""
    lines = text.split("\n")
    place = 0
    for number, line in enumerate(lines):
        alone = OPINIONS.fullmatch(line.strip(" \t\u3000")) is not None and not line.startswith(("    ", "\t"))
        beside = (*lines[max(0, number - 1) : number], *lines[number + 1 : number + 2])
        apart = all(_BLANK.fullmatch(other) for other in beside)
        for match in OPINIONS.finditer(line):
            yield place + match.start(), alone and apart
        place += len(line) + 1


def put_in(html: str, drawn: str) -> str:
    """The HTML of a text with what is drawn in place of each block."""
    return _IN_HTML.sub(lambda _: drawn, html)
