"""How characters are read: what is typed by its sound is mistyped by its sound.

sounds.txt has the most usual reading of each character of GB 2312, without its tone, as pypinyin tells it (a test holds
the two against each other; reading pypinyin's own tables takes longer than the rest of an index). The sounds are those
that speakers of all places keep apart: zh and z, ch and c, sh and s, -ng and -n are one.
"""

from __future__ import annotations

from functools import cache, lru_cache
from pathlib import Path

from disclosure.expressions import expression

_SAME = ((expression("^([zcs])h"), r"\1"), (expression("ng$"), "n"))


@lru_cache(1 << 16)
def sound_of(token: str) -> str:
    """How a pair of characters is read, as a token of its own; "" of anything else."""
    if len(token) != 2:
        return ""
    one, other = (_table().get(sign) for sign in token)
    return f"'{one}'{other}" if one and other else ""


@cache
def sound_list() -> str:
    """All readings, a line each: the sound as it is written, and its characters."""
    return Path(__file__).with_name("sounds.txt").read_text("utf-8")


@cache
def _table() -> dict[str, str]:
    lines = (line.split(" ") for line in sound_list().split("\n"))
    return {sign: _blurred(spelt) for spelt, signs in lines for sign in signs}


def _blurred(spelt: str) -> str:
    for pattern, same in _SAME:
        spelt = pattern.sub(same, spelt)
    return spelt
