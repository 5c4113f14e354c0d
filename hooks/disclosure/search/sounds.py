"""How characters are read: what is typed by its sound is mistyped by its sound.

sounds.txt has the most usual reading of each character of GB 2312, without its tone, as pypinyin tells it (a test holds
the two against each other; reading pypinyin's own tables takes longer than the rest of an index). The sounds are those
that speakers of all places keep apart: zh and z, ch and c, sh and s, -ng and -n are one.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path

from disclosure.expressions import expression

_RARE = 0xD8  # the first byte from which on GB 2312 has its second level
_SAME = ((expression("^([zcs])h"), r"\1"), (expression("ng$"), "n"))


@lru_cache(1 << 16)
def sound_of(token: str) -> str:
    """How a pair of characters is read, as a token of its own; "" of anything else."""
    if len(token) != 2:
        return ""
    one, other = (_table().get(sign) for sign in token)
    return f"'{one}'{other}" if one and other else ""


def sounds_for(written: Iterable[str]) -> str:
    """The readings that a question may need: of usual characters, and of all that are ``written`` in what is found."""
    signs = set[str]().union(*written)
    lines = ((spelt, usual + "".join(sign for sign in rare if sign in signs)) for spelt, usual, rare in _by_sound())
    return "\n".join(f"{spelt} {of_it}" for spelt, of_it in lines)


@cache
def sound_list() -> str:
    """All readings, a line each: the sound as it is written, and its characters."""
    return Path(__file__).with_name("sounds.txt").read_text("utf-8")


@cache
def _by_sound() -> list[tuple[str, str, str]]:
    """Each sound with its usual characters (the first level of GB 2312) and its rare ones."""
    found = []
    for spelt, signs in (line.split(" ") for line in sound_list().split("\n")):
        usual = "".join(sign for sign in signs if sign.encode("gb2312")[0] < _RARE)
        found.append((spelt, usual, "".join(sign for sign in signs if sign not in usual)))
    return found


@cache
def _table() -> dict[str, str]:
    lines = (line.split(" ") for line in sound_list().split("\n"))
    return {sign: _blurred(spelt) for spelt, signs in lines for sign in signs}


def _blurred(spelt: str) -> str:
    for pattern, same in _SAME:
        spelt = pattern.sub(same, spelt)
    return spelt
