"""Which article of 政府信息公开条例 a kind of reply rests on, and which articles a citation names.

Only what the verified text says is here (条例14 to 16, 30, 35 to 39); a kind that is not in the table is judged by
nobody. Of article 36 the item is told too, where a citation has one: each of its seven items is another reply.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from disclosure.expressions import expression
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
    ReplyKind.NOT_CORRECTED: (30,),
}
# The items of article 36 that are these kinds of reply.
_ITEMS_OF_36: dict[ReplyKind, frozenset[int]] = {
    ReplyKind.GRANTED: frozenset({1, 2}),
    ReplyKind.NOT_HELD: frozenset({4, 5}),
    ReplyKind.REPEATED: frozenset({6}),
    ReplyKind.ENQUIRY: frozenset({7}),
}
_FIGURES = "[0-9零〇一二三四五六七八九十百]{1,5}"
_AND = "[、,和与及至到-]"
# What is no part of a citation though it has numbers or names: an edition and an order in brackets, dates, quotations.
_NOT_AN_ARTICLE = "(?:[^()“”条]|条(?=例))"
_BESIDE = (
    expression(f"“{_NOT_AN_ARTICLE}{{0,200}}”"),
    expression(
        rf"\((?=[^()]{{0,80}}(?:[令号年版]|修[订正]|施行|公布|通过|简称)){_NOT_AN_ARTICLE}{{0,160}}\)|\((?:19|20)[0-9]{{2}}\)"
    ),
    expression(
        "(?:(?:19|20)[0-9]{2}|二[0零〇][零〇一二三四五六七八九十]{2})(?:年(?:[0-9]{1,2}月)?(?:[0-9]{1,2}日)?|(?=修[订正]|版))"
    ),
    expression("(?<=[条款项)])(?:之|的|中|等)?(?:相关|有关)?规定"),
)
_NAME = "《?(?:中华人民共和国)?(?<![省市区县州府息])(?:政府)?(?:信息)?公开条例》?"
_SHORT_NAME = "《条例》|(?:(?<=[据照用新行的及和与、,;])|^)条例"
_ORDER = "(?:国务院|国)?令?第?(?<![0-9])711号(?:国务院)?令?(?:第?711号)?"
_OTHERS = (
    "《[^《》]{1,80}》|[0-9]{1,4}号[令函文]|令第?[0-9]{1,4}号|[一-龥]/"
    "|(?<![依合违方执])法(?!律)|办法|规定|条例|规章|细则|制度|通知|意见"
)
_TOKEN = expression(
    rf"(?P<ours>(?:{_NAME}|{_SHORT_NAME}|{_ORDER})/?)|(?P<others>{_OTHERS})"
    rf"|第?(?P<articles>{_FIGURES}(?:条?{_AND}第?{_FIGURES}){{0,9}})条|(?P<clause>第?{_FIGURES}款)"
    rf"|第?(?P<items>\(?{_FIGURES}\)?(?:项?{_AND}第?\(?{_FIGURES}\)?){{0,9}})项|第?(?P<item>\({_FIGURES}\))"
    rf"|第?(?P<bare>{_FIGURES})(?![条款项年月日号次份章节个页0-9])"
)
_BETWEEN = expression("[/、,;和与及或以第中的之]*")
_LAST = 56  # articles of the 条例


def cited_articles(citations: Iterable[str]) -> set[tuple[int, int | None]]:
    """The articles of the 条例 that some citations name, each with its item: ``711号令/36（4）`` is (36, 4).

    A citation without a name goes on with the law in front of it, and begins with the 条例. The number of its order
    (国务院令第711号) and the year of an edition are no articles.
    """
    return {article for text in citations for article in _cited_in(_without_what_stands_beside(text))}


def _without_what_stands_beside(text: str) -> str:
    words = normalize("NFKC", re.sub(r"\s", "", text)).translate(str.maketrans("〔〕【】[]—–~", "()()()---"))
    for beside in (*_BESIDE, *_BESIDE):  # twice: brackets stand in brackets
        words = beside.sub("", words)
    return words


def _cited_in(words: str) -> Iterator[tuple[int, int | None]]:
    found: list[tuple[int, set[int]]] = []
    is_ours, end = True, 0
    for match in _TOKEN.finditer(words):
        follows = _BETWEEN.fullmatch(words, end, match.start()) is not None
        numbers = _numbers(match[0])
        if match["ours"] or match["others"]:
            is_ours = match["ours"] is not None
        elif match["articles"] or (match["bare"] and follows):
            found += [(number, set()) for number in numbers if is_ours]
        elif (match["items"] or match["item"]) and follows:
            if is_ours and found:
                found[-1][1].update(numbers)
        elif not match["clause"]:
            continue
        end = match.end()
    for article, items in found:
        if not items:
            yield article, None
        yield from ((article, item) for item in sorted(items))


def _numbers(text: str) -> list[int]:
    """The numbers of a list: 十四至十六 are three, 一、四 are two."""
    found: list[int] = []
    for sign, written in re.findall(f"([至到-]?)[第(]*({_FIGURES})", text):
        number = int_of(written)
        if number and number <= _LAST:
            found += range(found[-1] + 1, number) if sign and found else ()
            found.append(number)
    return found


def fits(kind: ReplyKind, cited: set[tuple[int, int | None]]) -> bool:
    """Whether one of the cited articles provides for this kind of reply, and no item of article 36 for another."""
    items = _ITEMS_OF_36.get(kind)
    for article, item in cited:
        if article in OF_KINDS.get(kind, (article,)) and (article != 36 or not items or item is None or item in items):
            return True
    return False
