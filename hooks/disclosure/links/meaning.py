"""Wrong links of a whole site: every link's text is held against what is known of the page that it leads to.

On our own site the register says what a page is; on a foreign tree its title and heading do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from disclosure.links.identity import identify
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
    may_contradict,
    names_a_paper,
    no_link_back,
    one_text_two_targets,
    stands_behind_a_title,
    two_texts_one_target,
)
from disclosure.links.wrong.targets import KnownTarget
from disclosure.reading.kinds import FileKind, suffix_of
from disclosure.shares import Gather

if TYPE_CHECKING:
    from disclosure.pages.hrefs import Links
    from disclosure.register import Register


def targets(tree: SiteTree, register: Register | None) -> Iterator[Target]:
    """What is known of every page of the tree, and of every attachment that a record names."""
    if register is not None:
        from disclosure.links.recorded import recorded_targets  # here, since a foreign tree has no records

        return recorded_targets(tree, register)
    return (_by_title(path, page) for path, page in tree.pages.items())


def _by_title(path: str, page: PageLinks) -> Target:
    """A page of a foreign tree: whatever its title says."""
    return Target(path, page.title or page.heading, aliases=(page.heading,) if page.heading else ())


@dataclass(frozen=True, slots=True)
class Misled:
    """The ``number``-th link of a page promises something else than its target keeps."""

    page: str
    number: int
    target: str
    verdict: WrongLink


class _Verdict(Enum):
    """What a text and a target alone allow to say."""

    SOUND, DOUBTFUL, GENERIC, EMPTY = range(4)  # empty: the text says nothing, whatever stands around it


@dataclass(slots=True)
class _Opinion:
    """On a text and a target; the same pair stands on many pages. ``named`` says that the text is the target's name."""

    verdict: _Verdict
    named: bool = False
    uses: int = 0


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

    def page(self, page: str, ways: list[Way]) -> Iterator[Misled]:
        """The links of a page that lead to something else than they say; ``ways`` says where they lead."""
        known, opinions, ordinal = self._index.known, self._opinions, -1
        first: dict[str, str] = {}  # target → the text by which the page first links to it
        several, misled = False, set[int]()
        for number, (link, way) in enumerate(zip(self._tree.pages[page].links, ways, strict=True)):
            if not link.is_anchor:
                continue
            ordinal += 1
            text, target = link.text, way.target
            if not text or target == page:
                continue
            found, opinion = None, opinions.get((text, target))
            if opinion is None and target not in known:
                found = self._outside(page, number, link)
            else:
                opinion = opinion or self._opinion_of(text, target)
                opinion.uses += 1
                if not several and first.setdefault(target, text) != text:
                    several = self._both_name(first, target, text)
                if opinion.verdict is not _Verdict.SOUND and self._is_written(page, link):
                    found = self._judged(page, number, ordinal, way, opinion.verdict)
            if found is not None:
                misled.add(number)
                yield found
        if several:
            yield from (found for found in self._side_by_side(page, ways) if found.number not in misled)

    def _both_name(self, first: dict[str, str], target: str, text: str) -> bool:
        """Whether two texts to one target could contradict each other; of the two that which could is kept."""
        if not may_contradict(first[target]):
            first[target] = text
            return False
        return may_contradict(text)

    def _opinion_of(self, text: str, target: str) -> _Opinion:
        opinion = self._opinions[text, target] = self._opinion(text, self._index.known[target])
        return opinion

    def strays(self, pages: Iterable[str], resolver: Resolver, gather: Gather) -> Iterator[Misled]:
        """The links of ``pages`` whose text leads elsewhere on the rest of the site; called once, after all pages."""
        astray = (text for (text, _), opinion in self._opinions.items() if not opinion.named)
        if not any(gather(any(map(names_a_paper, astray)))):
            return  # every name leads to its bearer
        uses: Counter[tuple[str, str]] = Counter()
        for share in gather({pair: said.uses for pair, said in self._opinions.items() if names_a_paper(pair[0])}):
            uses.update(share)
        verdicts = one_text_two_targets(uses, self._index)
        for page in pages if verdicts else ():
            for number, link in enumerate(self._tree.pages[page].links):
                target = resolver.way(page, link.href or "").target
                verdict = verdicts.get((link.text, target))
                if verdict is not None and target != page and link.is_anchor and self._is_written(page, link):
                    yield Misled(page, number, target, verdict)

    def _opinion(self, text: str, known: KnownTarget) -> _Opinion:
        named = text in known.spoken or (text[0] == "《" and text[1:-1] in known.spoken)
        if known.target.valid and named:
            return _Opinion(_Verdict.SOUND, named)
        asked = identify(text)
        if asked.generic and not asked.number and asked.document is None and known.target.valid:
            return _Opinion(_Verdict.EMPTY, named)
        if judge(text, "", known.target, self._index):
            return _Opinion(_Verdict.DOUBTFUL, named)
        return _Opinion(_Verdict.GENERIC if asked.generic else _Verdict.SOUND, named)

    def _judged(self, page: str, number: int, ordinal: int, way: Way, opinion: _Verdict) -> Misled | None:
        """The verdict on one link; the words around it are only looked up where they can change it."""
        if opinion is not _Verdict.DOUBTFUL and not self._tree.pages[page].announces:
            return None
        text, known = self._tree.pages[page].links[number].text, self._index.known[way.target].target
        if opinion is _Verdict.EMPTY and not stands_behind_a_title(text, self._contexts(page, ordinal)):
            return None
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
    from disclosure.attachments.contents import contents_of  # here, since only a thorough look opens files
    from disclosure.attachments.facts import Passage

    passages = [fact for fact in contents_of(file).facts if isinstance(fact, Passage)]
    return "\n".join(" ".join(found.cells) for found in passages if found.where == "第1页")
