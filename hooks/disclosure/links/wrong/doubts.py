"""Weaker evidence against a link: warnings, for an editor to look at."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz

from disclosure.expressions import expression
from disclosure.links import wording
from disclosure.links.identity import ATTACHMENT, Identity, identify, place
from disclosure.links.tree import INDEXES
from disclosure.links.wrong import rules
from disclosure.links.wrong.contrast import nearest
from disclosure.links.wrong.front_pages import names_a_document, opens_front_page
from disclosure.links.wrong.matching import bears, contains, meant_page, shortens, speaks
from disclosure.links.wrong.messages import both, conflict, short
from disclosure.links.wrong.rules import WrongLink
from disclosure.links.wrong.targets import Index, KnownTarget, Target

# Partial ratios (0 to 100) of two names: below the first they have nothing to do with each other, from the last on
# one may stand for the other.
_UNLIKE, _LIKE, _ALIKE = 45.0, 60.0, 80.0
_START = 300  # characters of a first page that are compared
_HAN_SHARE = 0.3  # a page with less Chinese was not read properly

_CHECK_FILE = "请核对上传的文件是不是放错了。"
_NAME_IT = "请确认链接到了要找的页面，并把文件名写进链接文字。"
_CHECK_PAGE = "请确认链接到了要找的页面；没有错就改写链接文字。"

_ATTACHMENT = expression(r"^附(?:件|表)(\d{1,2}|[一二三四五六七八九十]{1,3})")
_DIRECTLY_BEFORE = expression(r"《([^《》]{4,80})》(?:[^《》。;]{0,6})$")


def doubts(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """Every doubt about a text and its target."""
    if not known.target.valid:
        yield _repealed(text, known, index)
    if asked.generic:
        return
    if bears(asked, known, index):
        yield from _exactly_another(text, asked, known, index)
    else:
        yield from _resemblance(text, asked, known, index)


def judge_attachment(label: str, first_page: str) -> WrongLink | None:
    """The verdict on an attachment whose first page (its first few hundred characters) says something else."""
    asked, start = identify(label), wording.clean(first_page)[:_START]
    said = f"链接写的是“{short(label)}”，附件首页写的是“{short(first_page.strip().split(chr(10))[0])}”"
    number = _ATTACHMENT.match(start)
    if number and asked.number and wording.number(number[1]) != asked.number:
        return WrongLink(rules.FIRST_PAGE, f"{said}。", remedy=_CHECK_FILE)
    if not asked.formal or not wording.has_han(start, max(1, int(len(start) * _HAN_SHARE))):
        return None
    if asked.core in wording.key(start) or fuzz.partial_ratio(asked.core, wording.key(start)) >= _UNLIKE:
        return None
    return WrongLink(rules.FIRST_PAGE, f"{said}，看不出是同一份材料。", remedy=_CHECK_FILE)


def judge_title(text: str, title: str) -> str:
    """What is against a link to a page of another site, of which only the title is known; "" if nothing is."""
    asked, shown = identify(text), wording.key(wording.clean(title))
    if not names_a_document(text) or not asked.core or not wording.has_han(shown, 4):
        return ""
    if asked.core in shown or shown in asked.core or fuzz.partial_ratio(asked.core, shown) >= _UNLIKE:
        return ""
    return f"链接写的是“{short(text)}”，对方网页的标题是“{short(title)}”。"


def announced(text: str, context: str, target: Target, index: Index) -> WrongLink | None:
    """A text that names nothing (点击查看) right behind a title in 《》, while another page bears this title."""
    asked = identify(text)
    found = _title_before(text, context) if text and asked.generic and not asked.number else None
    if found is None:
        return None
    asked, known = identify(f"《{found[1]}》"), index.get(target)
    if not asked.formal or bears(asked, known, index) or contains(known, asked):
        return None
    meant = meant_page(asked, known, index)
    if meant is None or any(fuzz.partial_ratio(asked.core, core) >= _LIKE for core in known.cores):
        return None
    message = f"“{short(text)}”前面写的是《{short(found[1])}》，打开的是《{short(known.title)}》。"
    return WrongLink(rules.RESEMBLANCE, message, meant.target.address, _NAME_IT)


def stands_behind_a_title(text: str, context: str) -> bool:
    """Whether the words around a link name a paper right before it."""
    return _title_before(text, context) is not None


def _title_before(text: str, context: str) -> re.Match[str] | None:
    if "《" not in context or context.count(text) != 1:
        return None
    return _DIRECTLY_BEFORE.search(context.partition(text)[0])


def _repealed(text: str, known: KnownTarget, index: Index) -> WrongLink:
    successor = index.known.get(known.target.replaced_by)
    message = f"链接“{short(text)}”打开的《{short(known.title)}》已经废止或失效，文字里没有说明。"
    remedy = "请在文字里写明“原”“已废止”，或者改链接现行文件。"
    if successor:
        remedy = f"请改链接现行的《{short(successor.title)}》，或者写明“原”“已废止”。"
    return WrongLink(rules.REPEALED, message, known.target.replaced_by, remedy)


def _exactly_another(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """《供水条例》 leads to 某市供水条例 while there is a page of just the asked name: perhaps, perhaps not."""
    if asked.truncated or not asked.formal or asked.core in known.cores:
        return
    if known.target.interprets or known.kind == ATTACHMENT:
        return
    meant = meant_page(asked, known, index)
    if meant is not None:
        yield conflict(rules.RESEMBLANCE, text, known, meant, "名称不完全相同")


def _shortened(core: str, known: KnownTarget) -> bool:
    """Whether one of two names is the other with words left out, or of a place that may be one misspelt."""
    rest = place(core).rest
    return any(shortens(core, other) or place(other).rest == rest for other in known.cores)


def _named_elsewhere(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """The target has a title that many pages have, which says nothing of it, but another page bears the asked name."""
    if asked.quoted and not known.target.listing and not all(name.generic for name in known.names.values()):
        meant = meant_page(asked, known, index)
        if meant is not None and not contains(known, asked):
            yield conflict(rules.RESEMBLANCE, text, known, meant)


def _resemblance(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    """The text looks like another page far more than like its target, or like nothing at all."""
    core = asked.core
    if not speaks(asked, known, index):
        yield from _named_elsewhere(text, asked, known, index)
    elif known.target.address in INDEXES and known.target.listing and names_a_document(text):
        yield opens_front_page(text, "本站")
    if not speaks(asked, known, index) or any(core in other or other in core for other in known.cores):
        return
    best = max(fuzz.partial_ratio(core, other) for other in known.cores)
    page = nearest(core, known, index) if best < _ALIKE else None
    if page is not None:
        message = f"链接文字“{short(text)}”更像《{short(page.title)}》，打开的却是《{short(known.title)}》。"
        yield WrongLink(rules.RESEMBLANCE, message, page.target.address, _CHECK_PAGE)
    elif asked.quoted and known.identity.formal and not known.target.listing and not _shortened(core, known):
        yield WrongLink(rules.UNKNOWN_TITLE, both(text, known), remedy=_CHECK_PAGE)
