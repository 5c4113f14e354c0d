"""One link: does its text name what it leads to?

First come conflicts of identity (errors): attachment number, document number, title, kind, year, place. Only a text
that names a paper can conflict, and only with a target that does not bear that name. Then the weaker evidence.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.links import wording
from disclosure.links.identity import Identity, identify
from disclosure.links.wrong import rules
from disclosure.links.wrong.conflicts import conflicts
from disclosure.links.wrong.doubts import announced, doubts
from disclosure.links.wrong.facts import other_facts, other_kind
from disclosure.links.wrong.rules import WrongLink
from disclosure.links.wrong.targets import Index, KnownTarget, Target


def judge(text: str, context: str, target: Target, index: Index, page: str = "") -> WrongLink | None:
    """The verdict on a link, or ``None``.

    ``text`` is what readers see of it, ``context`` the sentence, list item or table row around it (may be empty),
    ``page`` the address of the page that it stands on (may be empty). A link to a fragment should bring the heading
    there as one of the target's ``aliases``. Typed references whose text is the target's own title agree by themselves.
    """
    if text == target.title and target.valid:
        return None
    for verdict in _against(text, target, index):
        if not _excused(verdict, text, context, target, index, page):
            return verdict
    return announced(text, context, target, index)


def _against(text: str, target: Target, index: Index) -> tuple[WrongLink, ...]:
    """What is against text and target alone, the strongest first; the same pair stands on many pages."""
    seen = (text, target)
    if seen not in index.verdicts:
        asked, known = identify(text), index.get(target)
        index.verdicts[seen] = tuple(_all(text, asked, known, index))
    return index.verdicts[seen]


def _all(text: str, asked: Identity, known: KnownTarget, index: Index) -> Iterator[WrongLink]:
    yield from conflicts(text, asked, known, index)
    yield from other_kind(text, asked, known, index)
    yield from doubts(text, asked, known, index)
    yield from other_facts(text, asked, known, index)


def _excused(verdict: WrongLink, text: str, context: str, target: Target, index: Index, page: str) -> bool:
    """Whether the words around the link, or the page it stands on, say what the link itself leaves out."""
    if verdict.rule is rules.REPEALED:
        return _about_the_past(target, index, page) or wording.HISTORIC.search(text + context) is not None
    if verdict.rule is rules.NUMBER:
        elsewhere = page not in ("", target.parent) and target.parent != ""
        return elsewhere and not verdict.suggestion and identify(text).generic
    if verdict.rule is rules.KIND and not identify(text).kind:
        said = wording.KIND_SAID.get(index.get(target).kind)
        return said is not None and said.search(context.replace(text, "", 1)) is not None
    return False


def _about_the_past(target: Target, index: Index, page: str) -> bool:
    """Whether the page of the link belongs to the repealed paper: its interpretation, its successor, or as old."""
    if page in (target.address, target.replaced_by):
        return page != ""
    here = index.known.get(page)
    return here is not None and (here.target.interprets == target.address or not here.target.valid)
