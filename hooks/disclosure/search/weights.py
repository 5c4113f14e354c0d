"""How much an entry is about each of its tokens: a step of 1 to 60, from the fields in which the token stands.

As in BM25 the second mention says less than the first. A long body says less with each of its words; a short title
says more. How important an entry is by its kind and validity is not in here but is weighed when readers ask.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from disclosure.expressions import expression
from disclosure.reading.han import HAN
from disclosure.search.sounds import sound_of
from disclosure.search.tokens import counted

HIGHEST = 60
FORMAT = "1"  # of what ``packed`` returns, and of how it is come by

_TITLE, _NUMBER, _KEYWORD, _SUMMARY = 8.0, 12.0, 6.0, 3.0
_ASIDE = 3.0  # a single character of the title or a keyword, and how two of them are read
_USUAL_TITLE = 10  # tokens
_USUAL_BODY = 600
_ENOUGH = 4  # mentions in a body beyond which more say nothing
_HALF = 4.5  # the weight that makes half of the highest step

_ONE = expression(f"[{HAN}]")

Steps = dict[str, int]


def steps(title: str, numbers: str, keywords: Iterable[str], summary: str, body: str) -> Steps:
    """The step of every token of an entry."""
    heavy: dict[str, float] = defaultdict(float)
    heading = counted(title)
    size = max(sum(heading.values()), 6)
    words = "\n".join(keywords)
    names = counted(words)
    fields = (
        (heading, _TITLE * (_USUAL_TITLE / size) ** 0.4),
        (counted(numbers), _NUMBER),
        (names, _KEYWORD),
        (counted(summary), _SUMMARY),
        (set(_aside(title + words, {*heading, *names})), _ASIDE),
    )
    for field, weight in fields:
        for token in field:
            heavy[token] += weight
    text = counted(body)
    usual = 0.5 + 0.5 * sum(text.values()) / _USUAL_BODY
    said = [0, *(_step(mentions / usual) for mentions in range(1, _ENOUGH + 1))]
    most = said[_ENOUGH]
    found = {token: said[mentions] if mentions < _ENOUGH else most for token, mentions in text.items()}
    aside = max(usual, 1)
    for token, weight in heavy.items():
        found[token] = _step(weight + min(text.get(token, 0), _ENOUGH) / aside)
    return found


def _aside(text: str, tokens: Iterable[str]) -> Iterator[str]:
    """What is asked for when nothing better is known: single characters, and the sound of pairs."""
    yield from _ONE.findall(text)
    yield from filter(None, map(sound_of, tokens))


def _step(weight: float) -> int:
    return max(1, round(HIGHEST * weight / (weight + _HALF)))


def packed(found: Steps) -> str:
    """Steps as a text: a line for each step, the step and its tokens, all in order."""
    lines: dict[int, list[str]] = defaultdict(list)
    for token, step in found.items():
        lines[step].append(token)
    return "\n".join(f"{step} {' '.join(sorted(lines[step]))}" for step in sorted(lines))


def unpacked(text: str) -> list[tuple[int, list[str]]]:
    """The steps of a packed text, each with its tokens. Raises ValueError if it is none."""
    found = []
    for line in filter(None, text.split("\n")):
        step, _, tokens = line.partition(" ")
        if not 0 < int(step) <= HIGHEST:
            raise ValueError(step)
        found.append((int(step), tokens.split(" ")))
    return found
