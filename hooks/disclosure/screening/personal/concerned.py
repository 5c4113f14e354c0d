"""Whom a statement concerns that stands near a name, by the tables of the grammar."""

from __future__ import annotations

from disclosure.screening.personal import grammar
from disclosure.screening.personal.grammar import Concerns, Sign
from disclosure.screening.personal.kinds import HEALTH, HOME, MINOR
from disclosure.screening.personal.names import Stretch
from disclosure.screening.personal.statements import Statement

# What is said in front of a name is looked at for somebody else so far back.
_AHEAD = 20
_TABLES = {HEALTH: grammar.ILLNESS, MINOR: grammar.CHILD, HOME: grammar.HOME}


def is_of_another(text: str, name: Stretch, said: Statement) -> bool:
    """Whether what is said behind a name is said of another than the one who is named, or of nobody."""
    sign = deciding(text, name, said)
    return sign is not None and sign.concerns is not Concerns.HIM


def deciding(text: str, name: Stretch, said: Statement) -> Sign | None:
    """The first sign that tells of whom a statement behind a name is; none where nothing speaks against him."""
    return next((sign for sign in _TABLES.get(said.rule, ()) if _is_there(sign, text, name, said)), None)


def is_of_somebody(text: str, said: Statement, name: Stretch) -> bool:
    """Whether what is said belongs to somebody else than the name further on: 有患病老人求助，张三赶到."""
    if said.rule not in (HEALTH, MINOR):
        return False
    if grammar.SUBJECT.search(text, said.end, name[0]):
        return True
    noun = grammar.BELONGS.match(text, said.end, name[0])
    if noun is not None:
        return grammar.APPOSITION.fullmatch(text, noun.end(), name[0]) is None
    start = max(0, said.start - _AHEAD)
    return text[said.end] in "，后时" and grammar.SOMEBODY_AHEAD.search(text, start, said.start) is not None


def is_of_somebody_new(text: str, start: int, said: Statement) -> bool:
    """Whether a sentence says something of somebody whom it brings in itself: 坐着一名截肢的孩子."""
    is_given = grammar.GIVES.search(text, start, said.start) is not None
    return is_given and grammar.BELONGS.match(text, said.end) is not None


def introduces(text: str, name: Stretch, end: int) -> bool:
    """Whether a sentence brings in somebody without a name behind the one who is named."""
    return grammar.SOMEBODY_NEW.search(text, name[1], end) is not None


def cares(lead: str) -> bool:
    """Whether the one who is meant takes care of another: 她看望患病的孩子, and not 看望时，她患病."""
    referred = [*grammar.REFERRING.finditer(lead)]
    return _has_care(lead[referred[-1].end() if referred else 0 :])


def _has_care(words: str) -> bool:
    """Whether somebody takes care in these words, and is not the one who is cared for."""
    return grammar.CARES.search(grammar.IS_CARED_FOR.sub("", words)) is not None


def _is_there(sign: Sign, text: str, name: Stretch, said: Statement) -> bool:
    """Whether every part of a sign stands where it has to."""
    between = text[name[1] : said.start]
    return (
        (sign.opens is None or sign.opens.match(text, said.start, said.end) is not None)
        and (sign.says is None or sign.says.search(text, said.start, said.end) is not None)
        and (not sign.cares or _has_care(between))
        and (sign.behind_name is None or sign.behind_name.match(text, name[1]) is not None)
        and (sign.behind is None or sign.behind.match(text, said.end) is not None)
        and (sign.between is None or sign.between.search(between) is not None)
        and (sign.clause is None or sign.clause.search(between.rpartition("，")[2]) is not None)
    )
