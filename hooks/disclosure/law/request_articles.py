"""Which article of 政府信息公开条例 a kind of reply rests on, and which articles a citation names.

Only what the verified text says is here (条例14 to 16, 30, 35 to 39, 42); a kind that is not in the table is judged by
nobody. Of article 36 the item is told too, where a citation has one: each of its seven items is another reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from disclosure.reading.numerals import int_of
from disclosure.records.requests import ReplyKind

OF_KINDS: dict[ReplyKind, tuple[int, ...]] = {
    ReplyKind.GRANTED: (36,),
    ReplyKind.PARTLY: (37,),
    ReplyKind.STATE_SECRET: (14,),
    ReplyKind.FORBIDDEN: (14,),
    ReplyKind.SAFETY: (14,),
    ReplyKind.THIRD_PARTY: (15,),
    ReplyKind.INTERNAL: (16,),
    ReplyKind.IN_PROCESS: (16,),
    ReplyKind.ENFORCEMENT_FILE: (16,),
    ReplyKind.ENQUIRY: (36,),
    ReplyKind.NOT_HELD: (36,),
    ReplyKind.TO_BE_MADE: (38,),
    ReplyKind.UNCLEAR: (30, 36),
    ReplyKind.COMPLAINT: (39,),
    ReplyKind.REPEATED: (36,),
    ReplyKind.PUBLICATION: (39,),
    ReplyKind.EXCESSIVE: (35,),
    ReplyKind.NOT_CORRECTED: (30, 36),
    ReplyKind.NOT_PAID: (42, 36),
}
# The items of article 36 that are these kinds of reply.
_ITEMS_OF_36: dict[ReplyKind, frozenset[int]] = {
    ReplyKind.GRANTED: frozenset({1, 2}),
    ReplyKind.NOT_HELD: frozenset({4, 5}),
    ReplyKind.REPEATED: frozenset({6}),
    ReplyKind.ENQUIRY: frozenset({7}),
}
_FIGURES = "[0-9一二三四五六七八九十]{1,4}"
_OURS = re.compile("711号令/?|《?(?:中华人民共和国)?(?:政府)?信息公开条例》?|^《?条例》?")
_OTHERS = re.compile("《|法|办法|规定|条例|规章|号[令函文]|通知")
_ARTICLE = re.compile(
    rf"第?(?P<article>{_FIGURES})条?(?:第[一1]款)?(?:第?[（(]?(?P<item>{_FIGURES})[）)]?(?P<clause>款)?项?)?"
)


def cited_articles(citations: Iterable[str]) -> set[tuple[int, int | None]]:
    """The articles of the 条例 that some citations name, each with its item: ``711号令/36（4）`` is (36, 4).

    A citation without a name goes on with the law in front of it, and begins with the 条例.
    """
    found: set[tuple[int, int | None]] = set()
    for text in citations:
        is_ours = True
        for part in re.split("[、，,；;和及]", re.sub(r"\s", "", text)):
            rest = _OURS.sub("", part)
            is_ours = not _OTHERS.search(rest) and (rest != part or is_ours)
            match = _ARTICLE.search(rest) if is_ours else None
            if match is not None:
                item = int_of(match["item"]) if match["item"] and not match["clause"] else None
                found.add((int_of(match["article"]) or 0, item))
    return found


def fits(kind: ReplyKind, cited: set[tuple[int, int | None]]) -> bool:
    """Whether one of the cited articles provides for this kind of reply, and no item of article 36 for another."""
    items = _ITEMS_OF_36.get(kind)
    for article, item in cited:
        if article in OF_KINDS.get(kind, (article,)) and (article != 36 or not items or item is None or item in items):
            return True
    return False
