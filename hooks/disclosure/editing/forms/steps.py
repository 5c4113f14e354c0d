"""The steps of the review: one line of text in the file, in the form an input for each of its words."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from disclosure.records.review import ALLOWED, Disclosure, Item


class Word(NamedTuple):
    """One word of a line: what it is called, of which kind it is, and among what it may be chosen."""

    aspect: str
    label: str
    kind: str = "line"
    choices: Sequence[tuple[str, str]] = ()


_DATE, _BY = Word("date", "日期", "day"), Word("by", "部门", "department")
_ATTRIBUTE = Word("attribute", "公开属性", "choice", tuple((choice.label, choice.label) for choice in Disclosure))
_ITEMS = tuple(
    Word(item.value, item.label, "choice", tuple((item.label + result.label, result.label) for result in results))
    for item, results in ALLOWED.items()
)
# Of each step: its words, and how many of them there must be.
WORDS: dict[str, tuple[tuple[Word, ...], int]] = {
    "proposed": ((_DATE, _BY, _ATTRIBUTE, Word("basis", "依据")), 4),
    "department": ((_DATE, _BY, Word("opinion", "意见")), 3),
    "secrecy": ((_DATE, _BY, *_ITEMS), 2),
    "approved": ((_DATE, Word("post", "职务")), 2),
}


def words_in(step: str, line: str) -> list[str] | None:
    """The line taken apart, "" for a word that is not there; ``None`` if it is not written as it should be."""
    if step not in WORDS or "\n" in line:
        return None
    words, needed = WORDS[step]
    if not line:
        return [""] * len(words)
    if step != "secrecy":
        found = line.split(maxsplit=needed - 1)
        return found if len(found) == needed and _fits(words, found) else None
    found = line.split(maxsplit=2)
    results = _results(found[2]) if len(found) == 3 else None
    return None if results is None or not _fits(words, found[:2]) else [*found[:2], *results]


def _fits(words: Sequence[Word], found: Sequence[str]) -> bool:
    """Whether each word that is chosen is one of the choices."""
    pairs = zip(words, found, strict=False)
    return all(word.kind != "choice" or value in dict(word.choices) for word, value in pairs)


def _results(text: str) -> list[str] | None:
    """The results item by item; ``None`` if there is anything else, or an item twice."""
    found = [word for word in re.split("[、，；\\s]+", text) if word]
    results = {item: "" for item in Item}
    for word in found:
        item = next((item for item in Item if word.startswith(item.label) and not results[item]), None)
        if item is None or word not in {item.label + result.label for result in ALLOWED[item]}:
            return None
        results[item] = word
    return [results[item] for item in ALLOWED]
