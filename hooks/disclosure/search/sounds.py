"""How characters are read: what is typed by its sound is mistyped by its sound.

The sounds are those that speakers of many places keep apart: zh and z, ch and c, sh and s, -ng and -n are one.
"""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cache

_SAME = ((re.compile("^([zcs])h"), r"\1"), (re.compile("ng$"), "n"))
_ROWS, _CELLS = range(0xB0, 0xF8), range(0xA1, 0xFF)  # the characters of GB 2312


def sound_of(token: str) -> str:
    """How a pair of characters is read, as a token of its own; "" of anything else."""
    if len(token) != 2:
        return ""
    one, other = (_table().get(sign) for sign in token)
    return f"'{one}'{other}" if one and other else ""


def sound_list() -> str:
    """All readings for the readers' browser, a line each: the sound as it is written, and its characters."""
    found: dict[str, list[str]] = defaultdict(list)
    for sign, spelt in _spelt().items():
        found[spelt].append(sign)
    return "\n".join(f"{spelt} {''.join(found[spelt])}" for spelt in sorted(found))


@cache
def _table() -> dict[str, str]:
    return {sign: _blurred(spelt) for sign, spelt in _spelt().items()}


def _blurred(spelt: str) -> str:
    for pattern, same in _SAME:
        spelt = pattern.sub(same, spelt)
    return spelt


@cache
def _spelt() -> dict[str, str]:
    """The most usual reading of each common character, without its tone."""
    from pypinyin import lazy_pinyin  # here, since reading its tables takes long

    signs = [bytes((row, cell)).decode("gb2312", "ignore") for row in _ROWS for cell in _CELLS]
    found = {sign: lazy_pinyin(sign)[0] for sign in signs if sign}
    return {sign: spelt for sign, spelt in found.items() if spelt.isascii()}
