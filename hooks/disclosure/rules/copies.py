"""An interpretation is not the policy's own text again (杜绝要点摘抄、文件压缩).

A heavy copy is an error, a lighter one is told; both come with each copied passage beside the clause it is from.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from disclosure.agenda.interpretations import is_bound
from disclosure.findings import Place, Severity
from disclosure.reading.clauses import Clause
from disclosure.reading.copies import Likeness, copied, nearest
from disclosure.reading.front_matter import Body
from disclosure.reading.prose import words
from disclosure.records.documents import Document
from disclosure.rules.framework import Context, Fault, rule
from disclosure.rules.interpretations import interpreted_policy

_BASIS = ("要点/政策解读", "本办制度/20")
_MUCH = 0.6  # share of an interpretation that is copied: beyond it there is nothing else in it
_SOME = 0.4
_LEAST = 30  # characters below which a text is too short to say how much of it is copied
_SHOWN = 76  # characters of a passage that one finding shows


@rule("CPY-001", "解读不是照抄政策原文", on=Document, basis=_BASIS)
def interpretation_is_no_copy(document: Document, context: Context) -> Iterator[Fault]:
    """Not most of an interpretation is the policy's text with other connecting words or in another order.

    Bad:  解读里八成是原文，只把“应当”换成“要”
    Good: 用自己的话说明，照录的放进引号
    """
    found = _compared(document, context)
    if found is not None and found.share >= _MUCH:
        yield _told(document, found, context)


@rule("CPY-002", "解读少摘抄政策原文", on=Document, basis=_BASIS, severity=Severity.WARNING)
def interpretation_copies_little(document: Document, context: Context) -> Iterator[Fault]:
    """Not half of an interpretation is the policy's text.

    Bad:  解读里一半是原文
    Good: 原文只摘一两句，放进引号
    """
    found = _compared(document, context)
    if found is not None and _SOME <= found.share < _MUCH:
        yield _told(document, found, context)


@rule("CPY-003", "照抄的段落逐处列出", on=Document, basis=_BASIS, severity=Severity.NOTICE)
def copied_passages_are_shown(document: Document, context: Context) -> Iterator[Fault]:
    """Each passage of an interpretation that is too much of a copy stands beside the clause from which it comes.

    Bad:  “每人每餐补贴4元，每月最多补贴44次”和第三条只差几个字
    Good: “在社区食堂刷一次卡，就少付4元”
    """
    found = _compared(document, context)
    if found is None or found.share < _SOME:
        return
    sources = _sources(interpreted_policy(document, context))
    for passage in found.passages:
        name, text = sources[passage.source]
        place = Place(document.path, *document.body.line_and_column(passage.start))
        for piece in _pieces(passage.text):
            origin = _quoted(nearest(piece, text))
            message = f"这里和政策{name}几乎相同：“{_quoted(piece)}”。"
            yield place, message, f"原文是“{origin}”，请用自己的话说，或者放进引号并注明是第几条。"


def _told(document: Document, found: Likeness, context: Context) -> Fault:
    policy = interpreted_policy(document, context)
    sources = _sources(policy)
    lines = [str(document.body.line_and_column(passage.start)[0]) for passage in found.passages]
    names = dict.fromkeys(sources[passage.source][0] for passage in found.passages)
    message = (
        f"解读约有 {found.share:.0%} 的文字和政策原文几乎相同，共 {len(found.passages)} 处"
        f"（第 {'、'.join(dict.fromkeys(lines))} 行），来自{'、'.join(names)}。"
    )
    remedy = "请用自己的话说明，照录的放进引号；每一处和原文的对照见这份文件的 CPY-003 各条。"
    return document.place("interprets"), message, remedy


def _compared(document: Document, context: Context) -> Likeness | None:
    """How much of an interpretation is its policy's; ``None`` where there is nothing to compare."""
    policy = interpreted_policy(document, context)
    if policy is None or not is_bound(policy, context.law) or document.backfill is not None:
        return None
    texts = tuple(text for _, text in _sources(policy))
    found = copied(document.body.text, texts, _names(document, policy, context)) if texts else None
    return found if found is not None and found.length >= _LEAST else None


def _names(document: Document, policy: Document, context: Context) -> frozenset[str]:
    """The official names that an office's own texts repeat."""
    agency = context.register.agency
    own = (
        {agency.name, agency.short_name, *(item.title for item in agency.departments)} if agency is not None else set()
    )
    return frozenset({*own, document.issuer, policy.issuer, policy.title})


def _sources(policy: Document | None) -> list[tuple[str, str]]:
    """The clauses of a policy with what people call them; what stands before the first goes by its line."""
    return list(_sources_in(policy.body)) if policy is not None else []


@lru_cache(maxsize=256)
def _sources_in(body: Body) -> tuple[tuple[str, str], ...]:
    text, found = body.text, body.clauses
    bounds = [0, *(clause.end for clause in found)]
    gaps = [(start, clause.start) for start, clause in zip(bounds, found, strict=False)] + [(bounds[-1], len(text))]
    loose = [(start, f"第 {body.line_and_column(start)[0]} 行起的文字", text[start:end]) for start, end in gaps]
    named = [(clause.start, _called(clause), clause.text) for clause in found]
    return tuple((name, _plain(words)) for _, name, words in sorted([*loose, *named]) if re.search(r"\w", words))


def _called(clause: Clause) -> str:
    return clause.name if clause.is_article else f"“{clause.name}”"


def _plain(text: str) -> str:
    return "\n".join(filter(None, map(words, text.split("\n"))))


def _pieces(text: str) -> Iterator[str]:
    """A passage in pieces that findings can show whole, cut where a reader pauses."""
    rest = text
    while len(rest) > _SHOWN:
        cut = max(rest.rfind(sign, 20, _SHOWN) for sign in "。；，、：") + 1 or _SHOWN
        yield rest[:cut]
        rest = rest[cut:]
    yield rest


def _quoted(text: str) -> str:
    """Words as they may stand inside of quotation marks."""
    return text.translate(str.maketrans("“”", "‘’")).strip()
