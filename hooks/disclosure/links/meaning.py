"""Wrong links of a whole site: every link's text is held against what is known of the page that it leads to.

On our own site the register says what a page is; on a foreign tree its title and heading do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum
from functools import cache
from pathlib import Path

from disclosure.attachments.contents import contents_of
from disclosure.attachments.facts import Passage
from disclosure.life import as_written
from disclosure.links.identity import KIND_WORDS, identify
from disclosure.links.inventory import Link, PageLinks, contexts_of, words_at
from disclosure.links.resolve import Resolver, Way
from disclosure.links.tree import SiteTree
from disclosure.links.wrong import (
    Index,
    Seen,
    Target,
    WrongLink,
    at_front_page,
    judge,
    judge_attachment,
    names_a_paper,
    no_link_back,
    one_text_two_targets,
    two_texts_one_target,
)
from disclosure.links.wrong.forms import holds_form
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.reading.kinds import FileKind, suffix_of
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.register import Register
from disclosure.shares import Gather


def targets(tree: SiteTree, register: Register | None) -> Iterator[Target]:
    """What is known of every page of the tree, and of every attachment that a record names."""
    documents = {addresses.address(document): document for document in register.documents} if register else {}
    pages = {document.id: path for path, document in documents.items()}
    taken = {addresses.address(record) for record in register.stand_ins} if register else set()
    for path, page in tree.pages.items():
        if path in taken:
            continue  # whatever words lead there, the notice says what it is
        document = documents.get(path)
        yield (
            _document_target(path, document, pages, register)
            if document is not None and register is not None
            else _page_target(path, page, bool(register))
        )
    for path, document in documents.items():
        for item in document.attachments:
            address = addresses.attachment_address(document, item.file)
            yield Target(address, item.title, number=item.number or 0, parent=path)


def _document_target(path: str, document: Document, pages: Mapping[str, str], register: Register) -> Target:
    replaced = pages.get(document.replaced_by or "", "")
    interprets = pages.get(document.interprets or "", "")
    stands = as_written(document, register)
    return Target(
        path,
        document.title,
        kind=KIND_WORDS.get(document.kind.value, ""),
        doc_no=document.doc_no or "",
        valid=stands is None or not stands.is_dead,
        replaced_by=replaced,
        interprets=interprets,
        recorded=document.kind not in _TALES,
        dates=frozenset(str(day.year) for day in _days(document)),
        form=holds_form(document.body.text),
    )


# What tells of a paper in its own words: it may be all that there is of an interpretation.
_TALES = {Kind.NEWS, Kind.ACTIVITY}


def _days(document: Document) -> Iterator[date]:
    """Every day that a year in a link may mean."""
    yield from (document.made, document.published.date(), *(change.date for change in document.changes))
    yield from (day for day in (document.effective, document.expires) if day is not None)


def _page_target(path: str, page: PageLinks, ours: bool) -> Target:
    """A page that is no document: of ours a list of documents, of a foreign tree whatever its title says."""
    if ours:
        return Target(path, page.heading or page.title, listing=not path.startswith("decisions/"))
    return Target(path, page.title or page.heading, aliases=(page.heading,) if page.heading else ())


@dataclass(frozen=True, slots=True)
class Misled:
    """The ``number``-th link of a page promises something else than its target keeps."""

    page: str
    number: int
    target: str
    verdict: WrongLink


class _Opinion(Enum):
    """What a text and a target alone allow to say; the same pair stands on many pages."""

    SOUND, DOUBTFUL, GENERIC = range(3)


class LinkJudge:
    """Holds the links of one share of the pages against what is known of all pages.

    On a page whose ``origins`` are known only the links whose text an editor wrote are judged: in the others the
    template takes the text from the record that they lead to.
    """

    def __init__(self, tree: SiteTree, register: Register | None, origins: Mapping[str, Links]) -> None:
        self._tree, self._origins = tree, origins
        self._index = Index(targets(tree, register))
        self._contexts = _Contexts(tree.root)
        self._opinions: dict[tuple[str, str], _Opinion] = {}
        self._uses: Counter[tuple[str, str]] = Counter()

    def page(self, page: str, ways: list[Way]) -> Iterator[Misled]:
        """The links of a page that lead to something else than they say; ``ways`` says where they lead."""
        links, ordinal = self._tree.pages[page].links, -1
        first: dict[str, str] = {}  # target → the text by which the page first links to it
        several, misled = False, set[int]()
        for number, link in enumerate(links):
            target = ways[number].target
            ordinal += link.is_anchor
            if not link.is_anchor or not link.text or target == page:
                continue
            found = None
            if target not in self._index.known:
                found = self._outside(page, number, link)
            else:
                opinion = self._opinion_of(link.text, target)
                several = several or first.setdefault(target, link.text) != link.text
                if opinion is not _Opinion.SOUND and self._is_written(page, link):
                    found = self._judged(page, number, ordinal, ways[number], opinion)
            if found is not None:
                misled.add(number)
                yield found
        if several:
            yield from (found for found in self._side_by_side(page, ways) if found.number not in misled)

    def _opinion_of(self, text: str, target: str) -> _Opinion:
        pair = (text, target)
        self._uses[pair] += 1
        return self._opinions.get(pair) or self._opinions.setdefault(pair, self._opinion(*pair))

    def strays(self, pages: Iterable[str], resolver: Resolver, gather: Gather) -> Iterator[Misled]:
        """The links of ``pages`` whose text leads elsewhere on the rest of the site; called once, after all pages."""
        uses: Counter[tuple[str, str]] = Counter()
        for share in gather({pair: count for pair, count in self._uses.items() if names_a_paper(pair[0])}):
            uses.update(share)
        verdicts = one_text_two_targets(uses, self._index)
        for page in pages if verdicts else ():
            for number, link in enumerate(self._tree.pages[page].links):
                target = resolver.way(page, link.href or "").target
                verdict = verdicts.get((link.text, target))
                if verdict is not None and target != page and link.is_anchor and self._is_written(page, link):
                    yield Misled(page, number, target, verdict)

    def _opinion(self, text: str, target: str) -> _Opinion:
        known = self._index.known[target]
        if known.target.valid and (text in known.names or (text[0] == "《" and text[1:-1] in known.names)):
            return _Opinion.SOUND
        asked = identify(text)
        says_nothing = asked.generic and not asked.number and asked.document is None and known.target.valid
        if not says_nothing and judge(text, "", known.target, self._index):
            return _Opinion.DOUBTFUL
        return _Opinion.GENERIC if asked.generic else _Opinion.SOUND

    def _judged(self, page: str, number: int, ordinal: int, way: Way, opinion: _Opinion) -> Misled | None:
        """The verdict on one link; the words around it are only looked up where they can change it."""
        if opinion is _Opinion.GENERIC and not self._tree.pages[page].announces:
            return None
        text, known = self._tree.pages[page].links[number].text, self._index.known[way.target].target
        heading = words_at((self._tree.root / way.target).read_bytes(), way.fragment) if way.fragment else ""
        if heading:
            known = replace(known, aliases=(*known.aliases, heading))
        verdict = judge(text, self._contexts(page, ordinal), known, self._index, page)
        return Misled(page, number, way.target, verdict) if verdict is not None else None

    def _outside(self, page: str, number: int, link: Link) -> Misled | None:
        """The verdict on a link whose target is not known: it may be the front page of another site."""
        verdict = at_front_page(link.text, link.href or "")
        return Misled(page, number, "", verdict) if verdict is not None and self._is_written(page, link) else None

    def _side_by_side(self, page: str, ways: list[Way]) -> Iterator[Misled]:
        links = self._tree.pages[page].links
        seen = [
            Seen(page, link.text, ways[number].target, number, ways[number].fragment)
            for number, link in enumerate(links)
            if link.is_anchor and link.text and ways[number].target in self._index.known
        ]
        for link, verdict in two_texts_one_target((link for link in seen if link.target != page), self._index):
            if self._is_written(page, links[link.number]):
                yield Misled(page, link.number, link.target, verdict)

    def _is_written(self, page: str, link: Link) -> bool:
        return page not in self._origins or link.href in self._origins[page].written


class _Contexts:
    """The words around links, read again from a page only when they are asked for, and once for all its links."""

    def __init__(self, root: Path) -> None:
        self._root, self._page = root, ""
        self._found: list[str] = []

    def __call__(self, page: str, ordinal: int) -> str:
        """The words around the ``ordinal``-th ``<a>`` link of a page."""
        if page != self._page:
            self._page, self._found = page, contexts_of((self._root / page).read_bytes())
        return self._found[ordinal] if ordinal < len(self._found) else ""


def unanswered(tree: SiteTree, resolver: Resolver, register: Register | None) -> Iterator[tuple[str, WrongLink]]:
    """Interpretations whose policy does not link back to them, by page."""
    index = Index(targets(tree, register))
    edges = (
        (page, resolver.way(page, link.href or "").target) for page in tree.pages for link in tree.pages[page].links
    )
    for target, verdict in no_link_back(edges, index):
        yield target.address, verdict


def mislabelled(tree: SiteTree, resolver: Resolver) -> Iterator[Misled]:
    """Links to PDF files whose first page says something else than the link; slow, since every file is opened."""
    first_page = cache(_first_page)
    for page, found in tree.pages.items():
        for number, link in enumerate(found.links):
            target = resolver.way(page, link.href or "").target if link.is_anchor else ""
            if suffix_of(target).kind is FileKind.PDF:
                verdict = judge_attachment(link.text, first_page(tree.root / target))
                if verdict is not None:
                    yield Misled(page, number, target, verdict)


def _first_page(file: Path) -> str:
    """The text of a PDF's first page; "" where the file has none or cannot be read."""
    passages = [fact for fact in contents_of(file).facts if isinstance(fact, Passage)]
    return "\n".join(" ".join(found.cells) for found in passages if found.where == "第1页")
