"""Traditional characters and the simplified one of each, one for one, so that every character keeps its place.

traditional.txt has the pairs of OpenCC's TSCharacters whose simplified character alone is in GB 2312.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path


def simplified(text: str) -> str:
    """The text in simplified characters, as long as before."""
    table, is_any = _table()
    return text.translate(table) if is_any.search(text) else text


@cache
def pairs() -> str:
    """All pairs in a row: a traditional character, then its simplified one."""
    return Path(__file__).with_name("traditional.txt").read_text("utf-8")


@cache
def _table() -> tuple[dict[int, str], re.Pattern[str]]:
    old, new = pairs()[::2], pairs()[1::2]
    return dict(zip(map(ord, old), new, strict=True)), re.compile(f"[{old}]")
