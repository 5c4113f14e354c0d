"""A cell that lists choices, with a mark at each or only the chosen ones → what is chosen, or why that is not told.

Marks stand before the names or behind them; blanks and line breaks may be there or not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from html import unescape
from typing import Any, NamedTuple

from disclosure.expressions import expression
from disclosure.importing.standard_catalogue.marks import SIGNS, UndecidedError, is_lost, meanings

_LONGEST = 1_500  # characters of a cell that is read
_BLANK = "[\\s\u200b\ufeff]"
_EMPTY_BRACKETS = expression(rf"[（(\[【〔]{_BLANK}*[）)\]】〕]")
_MARKED_BRACKETS = expression(rf"[（(\[【〔]{_BLANK}*([{re.escape(''.join(sorted(SIGNS)))}]){_BLANK}*[）)\]】〕]")
_PIECE = expression(r"[?？]+|�+|[A-Za-z0-9]+|[\u4e00-\u9fff]+|\S")
_BETWEEN = frozenset(
    "、，,；;。.|｜/／:：_＿—–-·…()（）[]【】〔〕*＊~～“”\"'\\\u200b\u200c\u200d\u2060\ufe0e\ufe0f\ufeff\xad"
)
_PASSED_OVER = expression("[和及与或等在的区县市]|以及|并且?|通过|街道|镇|本|利用|采用|公开")
# A name that is not the form's own is no part of a longer word.
_ALONE = "(?:(?<![\u4e00-\u9fff])|(?<=[和及与或区县市镇本道过用在]))"
_ENDED = "(?:(?![\u4e00-\u9fff])|(?=[和及与或等]|公开|公布))"
_PLAIN_SIGNS = re.escape("".join(sorted(sign for sign in SIGNS if not sign.isalpha())))
_WHAT = expression(
    rf"{_BLANK}*(?:[（(](?P<inner>[^（）()\n{_PLAIN_SIGNS}]{{1,80}})[）)]|[：:](?P<line>[^\n{_PLAIN_SIGNS}]{{1,80}}))"
)
_NAME, STRANGE = 20, 3  # characters of a name that is none of the choices, and how many of such are told
_LIKE = 0.5  # how like a name is that may be meant
_MOST_UNMARKED = 9  # names without any mark that are taken for the chosen ones; more are the whole form


@dataclass(frozen=True)
class Choices:
    """What may be chosen: the names of each choice as the form has them, and what else offices call it."""

    names: Mapping[Any, Sequence[str]]
    also: Mapping[Any, Sequence[str]] = field(default_factory=dict)
    open_ended: str = ""  # the choice behind which words may say what it is

    @cached_property
    def known(self) -> list[tuple[str, Any]]:
        """Every name with its choice, the longest first."""
        both = [(name, key) for names in (self.names, self.also) for key, words in names.items() for name in words]
        return sorted(both, key=lambda item: -len(item[0]))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """Finds names, a group each; blanks and line breaks inside of them do not matter."""
        formal = {name for names in self.names.values() for name in names}
        alone = [(_spaced(name) if name in formal else f"{_ALONE}{_spaced(name)}{_ENDED}") for name, _ in self.known]
        return re.compile("|".join(f"({name})" for name in alone))


@dataclass
class Chosen:
    """What is chosen, in the order of the form; ``words`` behind the open one; what is none of the choices."""

    keys: list[Any] = field(default_factory=list)
    words: str = ""
    unknown: list[str] = field(default_factory=list)


class _Token(NamedTuple):
    kind: str  # name, mark, word, or what the open choice is
    value: Any
    start: int
    end: int


def asked_of(word: str, choices: Choices) -> str:
    """Which choice may be meant by a word that is none, as a question; "" if none is like it."""
    inside = next((key for name, key in choices.known if len(name) > 1 and name in word), None)
    like = get_close_matches(word[:_NAME], [name for name, _ in choices.known], 1, _LIKE)
    key = inside or (dict(choices.known)[like[0]] if like else None)
    return f"（是不是“{choices.names[key][0]}”？）" if key is not None else ""


def chosen_in(text: str, choices: Choices) -> Chosen:
    """What a cell chooses. Raises :class:`UndecidedError`."""
    if len(text) > _LONGEST:
        raise UndecidedError("内容太长，没有读")
    written = unescape(text) if "&" in text else text  # &#9632; as web pages keep a box
    plain = _MARKED_BRACKETS.sub(r"\1", _EMPTY_BRACKETS.sub("□", written))
    tokens = list(_tokens(plain, choices))
    found = Chosen()
    _words(tokens, choices, found)
    try:
        _decide(plain, tokens, choices, found)
    except UndecidedError as error:
        strange = "、".join(f"“{word[:_NAME]}”{asked_of(word, choices)}" for word in found.unknown[:STRANGE])
        raise UndecidedError(f"里{strange}不是表里的选项，{error}" if strange else str(error)) from error
    return found


def _decide(plain: str, tokens: list[_Token], choices: Choices, found: Chosen) -> None:
    """Set what is chosen. Raises :class:`UndecidedError`."""
    names = [token for token in tokens if token.kind == "name"]
    marked = _marks(plain, [token for token in tokens if token.kind != "what"])
    if not marked and len({token.value for token in names}) > min(_MOST_UNMARKED, max(2, len(choices.names) - 1)):
        raise UndecidedError("列出了全部各项，一个记号也没有，选了的和没选的分不出来")
    is_whole = len({token.value for token in names}) > min(_MOST_UNMARKED, len(choices.names) - 1)
    told = meanings(marked.values(), is_each_marked=len(marked) == len(names), is_whole=is_whole) if marked else {}
    said: dict[Any, set[bool]] = {}
    for number, token in enumerate(names):
        said.setdefault(token.value, set()).add(told[marked[number]] if number in marked else not marked)
    found.keys = [key for key in choices.names if True in said.get(key, ())]
    if choices.open_ended not in found.keys:
        found.words = ""


def _spaced(name: str) -> str:
    """A name as a pattern: signs of width and kind as they come, blanks anywhere."""
    signs = {"/": "[/／、,，]?", "(": "[（(]", ")": "[）)]"}
    return f"{_BLANK}*".join(signs.get(letter, re.escape(letter)) for letter in name)


def _tokens(text: str, choices: Choices) -> Iterable[_Token]:
    end = 0
    for match in choices.pattern.finditer(text):
        if match.start() < end:  # inside of the words that say what the open choice is
            continue
        yield from _between(text, end, match.start())
        key = choices.known[(match.lastindex or 1) - 1][1]
        yield _Token("name", key, match.start(), match.end())
        end = match.end()
        what = _WHAT.match(text, end) if key == choices.open_ended else None
        if what is not None:
            start, end = what.span("inner" if what["inner"] else "line")
            yield _Token("what", text[start:end], start, end)
    yield from _between(text, end, len(text))


def _between(text: str, start: int, end: int) -> Iterable[_Token]:
    """The marks and words between two names."""
    last = ""
    for match in _PIECE.finditer(text, start, end):
        piece = match[0]
        if piece[0] in SIGNS and (len(piece) == 1 or is_lost(piece[0])):
            if piece[0] != last:  # a sign lost twice over, or set twice, is one
                yield _Token("mark", piece[0], match.start(), match.end())
            last = piece[0]
        elif piece[0] not in _BETWEEN:
            yield _Token("word", piece, match.start(), match.end())
            last = ""


def _marks(text: str, tokens: list[_Token]) -> dict[int, str]:
    """The mark of each name, by the number of the name; those without are left out."""
    if not any(token.kind == "mark" for token in tokens):
        return {}
    if not any(token.kind == "name" for token in tokens):
        raise UndecidedError("只有记号，没有认得的名称")
    step = -1 if _stand_before(text, tokens) else 1
    found: dict[int, str] = {}
    number, used = -1, set[int]()
    for at, token in enumerate(tokens):
        beside = at + step
        number += token.kind == "name"
        if token.kind != "mark" and 0 <= beside < len(tokens) and tokens[beside].kind == "mark":
            used.add(beside)  # also by words that are none of the choices
            found |= {number: tokens[beside].value} if token.kind == "name" else {}
    if any(token.kind == "mark" and at not in used for at, token in enumerate(tokens)):
        raise UndecidedError("有的记号看不出是哪一项的")
    return found


def _stand_before(text: str, tokens: list[_Token]) -> bool:
    """Whether the marks stand before the names: by the ends of the cell, else by the blanks around them."""
    first, last = tokens[0].kind == "mark", tokens[-1].kind == "mark"
    votes = set(_votes(text, tokens))
    is_full = sum(token.kind == "mark" for token in tokens) * 2 >= len(tokens)
    if first is not last and (is_full or first in votes or not votes):
        return first
    if len(votes) != 1 or first is not last:
        raise UndecidedError("看不出记号是前面一项的还是后面一项的")
    return votes.pop()


def _votes(text: str, tokens: list[_Token]) -> Iterator[bool]:
    """For each mark with a blank on one side only, whether it belongs to what follows."""
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        ahead, behind = text[before.end : token.start], text[token.end : after.start]
        if token.kind == "mark" and bool(ahead) is not bool(behind):
            yield bool(ahead)


def _words(tokens: list[_Token], choices: Choices, found: Chosen) -> None:
    """What is neither name nor mark: it says what the open choice is, or it is unknown."""
    after = None
    for token in tokens:
        if token.kind == "name":
            after = token.value
        elif token.kind == "what" or (token.kind == "word" and after is not None and after == choices.open_ended):
            found.words = f"{found.words} {token.value}".strip(" _＿.。")
        elif token.kind == "word" and _PASSED_OVER.sub("", token.value):
            found.unknown.append(token.value)
