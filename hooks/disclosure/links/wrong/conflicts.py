"""Conflicts of identity: errors. A link's text names a paper, and the target is provably another one."""

from __future__ import annotations

from collections.abc import Iterator

from rapidfuzz import fuzz

from disclosure.findings import Rule
from disclosure.links import identity, wording
from disclosure.links.identity import ATTACHMENT, INTERPRETATION, DocumentNumber, Identity
from disclosure.links.wrong import rules
from disclosure.links.wrong.matching import bears, best_of, extends, meant_page, speaks
from disclosure.links.wrong.messages import both, conflict
from disclosure.links.wrong.rules import WrongLink
from disclosure.links.wrong.targets import Index, KnownTarget

_REGISTER = "请核对链接的地址；这份文件确有这个文号的，请写进它的 doc_no。"
_ALIKE = 60.0  # ratio (0 to 100) from which two names of places may be one, misspelt
_SHORTEST = 4  # characters that must remain of a name without its place


def conflicts(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """Every conflict between a text and its target, the plainest first."""
    borne = bears(asked, known, index)
    if asked.formal and not borne and speaks(asked, known, index):
        yield from _title(text, asked, known, index)
    yield from _attachment_number(text, asked, known, index)
    yield from _document_number(text, asked, known, index)
    if asked.formal and borne:
        yield from _kind(text, asked, known, index)
        yield from _year(text, asked, known, index)


def _attachment_number(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """附件2 leads to attachment 1, or to the paper itself while it has an attachment 2."""
    if not asked.number or asked.number == known.number:
        return
    meant = index.numbered(known.target.parent or known.target.address, asked.number)
    if known.number:
        yield conflict(rules.NUMBER, text, known, meant, f"它是附件{known.number}")
        if asked.generic:  # on another paper's page, that paper's own count may be meant
            yield conflict(rules.BARE_NUMBER, text, known, None, f"它是附件{known.number}")
    elif meant is not None and not asked.generic and known.kind != ATTACHMENT and bears(asked, known, index):
        yield conflict(rules.KIND, text, known, meant)


def _document_number(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """The number in the text is another paper's, or the target has another one."""
    if asked.document is None or _has_number(asked.document, known):
        return
    meant = index.of_document(asked.document)
    own_attachment = meant is not None and known.kind == ATTACHMENT and meant.target.address == known.target.parent
    if own_attachment or (asked.kind and asked.kind == known.kind):
        return
    named = not asked.core or asked.formal
    if named and meant is not None and meant.is_main and (known.document or meant.target.doc_no):
        yield conflict(rules.DOCUMENT_NUMBER, text, known, meant, "发文字号对不上")
    elif _is_sure_of_its_number(asked, known, index):
        if known.document:
            yield conflict(rules.DOCUMENT_NUMBER, text, known, None, "发文字号对不上")
        else:
            yield WrongLink(rules.DOCUMENT_NUMBER, both(text, known, "它没有登记发文字号"), remedy=_REGISTER)


def _is_sure_of_its_number(asked: Identity, known: KnownTarget, index: Index) -> bool:
    """Whether the target is the paper that the text gives a number to, by what the text calls it or a record says."""
    if asked.kind or not known.is_main or known.target.parent or known.target.listing:
        return False
    if known.target.recorded:
        return True
    return known.document is not None and (not asked.core or (asked.formal and bears(asked, known, index)))


def _has_number(document: DocumentNumber, known: KnownTarget) -> bool:
    """Whether the target has this number, or says it in its title (转发…号文件的通知)."""
    if known.document and known.document.agrees(document):
        return True
    titles = wording.clean(known.target.title + "|".join(known.target.aliases))
    return f"({document.year}){document.number}号" in titles if document.year else f"第{document.number}号" in titles


def _title(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """Another page bears the asked name, the target does not."""
    meant = meant_page(asked, known, index)
    if meant is None:
        yield from _other_place_or_year(text, asked, known, index)
    elif not (extends(known, asked) and (not asked.quoted or (asked.kind and meant.kind != asked.kind))):
        yield conflict(_reason(asked, known), text, known, meant)


def _reason(asked: Identity, known: KnownTarget) -> Rule:
    """Why the names differ: by place, by year, or altogether."""
    one = identity.place(asked.core)
    for other in map(identity.place, known.cores):
        if one.rest == other.rest:
            return rules.PLACE if one.name != other.name else rules.YEAR
    return rules.TITLE


def _other_place_or_year(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """No page bears the asked name, but the target's differs from it in place or year alone."""
    one = identity.place(asked.core)
    for other in map(identity.place, known.cores) if len(one.rest) >= _SHORTEST else ():
        if one.rest != other.rest:
            continue
        if one.years and other.years and not one.years & other.years:
            meant = [page for page in index.by_rest.get(one.rest, []) if _years(page, one.rest) == one.years]
            yield conflict(rules.YEAR, text, known, meant[0] if meant else None, "年份对不上")
        elif one.years == other.years and _apart(one.name, other.name or known.target.agency):
            if index.places[one.name] and (index.places[other.name] > 1 or known.target.agency):
                yield conflict(rules.PLACE, text, known, None, "地区或机关对不上")
            elif fuzz.ratio(one.name, other.name) < _ALIKE:  # a place that no page is of may be a slip of the keyboard
                yield conflict(rules.UNKNOWN_TITLE, text, known, None, "地区或机关对不上")


def _years(page: KnownTarget, rest: str) -> frozenset[str]:
    return next((place.years for place in map(identity.place, page.cores) if place.rest == rest), frozenset())


def _apart(one: str, other: str) -> bool:
    """Whether two places exclude each other: 甲市 and 乙市, but not 丙区 and 甲市丙区."""
    return bool(one and other) and one not in other and other not in one


def _kind(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """The right paper's wrong companion, while the asked one is known."""
    if asked.kind == known.kind or (not asked.kind and known.is_main) or known.target.listing:
        return
    if ATTACHMENT in (asked.kind, known.kind) and not (asked.kind == ATTACHMENT and asked.number):
        return  # the paper as a file is often attached to its page
    if asked.core not in known.cores and not known.target.interprets:
        return  # short for a longer name: which of its papers is meant is not said
    pages = index.of_kind(asked.core, asked.kind)
    if asked.kind == INTERPRETATION:
        pages = pages + index.interpretations.get(known.target.address, [])
    meant = best_of(asked, [page for page in pages if page.target.address != known.target.address])
    if meant is not None:
        yield conflict(rules.KIND, text, known, meant, "不是同一种材料")


def _year(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """Another version of the same paper."""
    if not asked.year or any(asked.year in year for year in known.years):
        return
    versions = [
        page
        for page in index.by_core.get(asked.core, [])
        if asked.year in page.years and page.kind == known.kind and page.target.address != known.target.address
    ]
    if versions or (known.identity.year and asked.year not in known.target.dates):
        yield conflict(rules.YEAR, text, known, best_of(asked, versions), "年份或版本对不上")
