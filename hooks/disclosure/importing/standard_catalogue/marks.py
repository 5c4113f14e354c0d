"""Signs that say chosen or not chosen, whole and as they look when a program or a font has lost them.

Nothing is guessed: signs that could mean either, or that mean different things side by side, have no meaning.
"""

from __future__ import annotations

from collections.abc import Iterable

_CHOSEN = frozenset("■√☑✓✔●◼▣◉★◆▲▪◾⬛✅🗹█▇▆▉")
_EMPTY = frozenset("□☐○◻◯▢☆◇△▫◽⬜〇⬚")
_CHOSEN_LETTERS = frozenset("RþntlPüvVＲ")  # in Wingdings, Wingdings 2, or typed for a tick
_EMPTY_LETTERS = frozenset("口囗ロ£￡o¨ｏ")
_CROSSES = frozenset("☒×✕✖✗✘╳❌xX")
_LOST = frozenset("?？�")
TICKS = frozenset("√☑✓✔vV✅🗹")
SIGNS = _CHOSEN | _EMPTY | _CHOSEN_LETTERS | _EMPTY_LETTERS | _CROSSES | _LOST


class UndecidedError(ValueError):
    """What is chosen cannot be told; the message says why, as the end of a sentence."""


def is_lost(sign: str) -> bool:
    """Whether nothing is left of a sign but that there was one."""
    return sign in _LOST


def meanings(signs: Iterable[str], *, is_each_marked: bool, is_whole: bool) -> dict[str, bool]:
    """What the signs of one cell say. Raises :class:`UndecidedError`.

    ``is_each_marked`` if every choice that is named has a sign, ``is_whole`` if all of the form are named.
    """
    found = dict.fromkeys(signs)
    lost = [sign for sign in found if sign in _LOST]
    if lost:
        whole = "记号都是" if len(lost) == len(found) else "有的记号是"
        raise UndecidedError(f"{whole}“{lost[0]}”，选了的和没选的分不出来")
    told = {sign: sign in _CHOSEN or sign in _CHOSEN_LETTERS for sign in found if sign not in _CROSSES}
    told |= _crosses(found, told)
    chosen = [sign for sign in told if told[sign]]
    empty = [sign for sign in told if not told[sign]]
    _refuse_doubtful(chosen, empty, is_each_marked=is_each_marked)
    if is_whole and is_each_marked and not empty and (len(chosen) > 1 or chosen[0] in _CHOSEN_LETTERS):
        raise UndecidedError(f"每一项都有记号“{'”“'.join(chosen)}”，选了的和没选的分不出来")
    return told


def _crosses(found: Iterable[str], told: dict[str, bool]) -> dict[str, bool]:
    """What crosses say, by the signs beside them: with ticks not chosen, with empty boxes a crossed box is chosen."""
    crosses = [sign for sign in found if sign in _CROSSES]
    if not crosses:
        return {}
    if any(sign in TICKS for sign in told):
        return dict.fromkeys(crosses, False)
    if crosses == ["☒"] and told and not any(told.values()):
        return {"☒": True}
    raise UndecidedError(f"记号“{crosses[0]}”看不出是选了还是没选")


def _refuse_doubtful(chosen: list[str], empty: list[str], *, is_each_marked: bool) -> None:
    letters = [sign for sign in chosen if sign in _CHOSEN_LETTERS]
    if letters and len(letters) < len(chosen):
        other = next(sign for sign in chosen if sign not in _CHOSEN_LETTERS)
        if not set(letters) <= TICKS or other not in TICKS:
            raise UndecidedError(f"记号“{letters[0]}”和“{other}”在一起，看不出是不是同一个意思")
    if not chosen and any(sign in _EMPTY_LETTERS for sign in empty):
        raise UndecidedError(f"记号只有“{'”“'.join(empty)}”，选了的和没选的分不出来")
    if not chosen and not is_each_marked:
        raise UndecidedError("有的有空框，有的没有记号，选了的和没选的分不出来")
    if chosen and empty and not is_each_marked:
        raise UndecidedError("有的没有记号，看不出选没选")
