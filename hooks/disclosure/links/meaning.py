"""Wrong links of a whole site: every link's text is held against what is known of the page that it leads to.

On our own site the register says what a page is; on a foreign tree its title and heading do.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from operator import attrgetter, itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from disclosure.links.identity import Identity, identify
from disclosure.links.inventory import ANCHORED, Link, PageLinks, contexts_of, words_at
from disclosure.links.resolve import Resolver, Way
from disclosure.links.tree import SiteTree
from disclosure.links.wrong import (
    Index,
    Seen,
    Target,
    WrongLink,
    at_front_page,
    contradicting,
    judge,
    judge_attachment,
    names_a_paper,
    no_link_back,
    one_text_two_targets,
    stands_behind_a_title,
    two_texts_one_target,
)
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


_BRIEF = 8  # characters: of such texts there are few


class ShareAtWork(NamedTuple):
    """Which of how many processes this is, and how they tell each other what they have found."""

    number: int
    shares: int
    gather: Gather


@dataclass(frozen=True, slots=True)
class Misled:
    """The ``number``-th link of a page promises something else than its target keeps."""

    page: str
    number: int
    target: str
    verdict: WrongLink


class _Verdict(IntEnum):
    """What a text and a target alone allow to say."""

    SOUND, DOUBTFUL, GENERIC, EMPTY = range(4)  # empty: the text says nothing, whatever stands around it


class _Opinion(NamedTuple):
    """On a text and a target; the same pair stands on many pages. ``stray`` says that it names a paper by another name
    than its own.
    """

    verdict: _Verdict
    stray: bool


class _Standing(NamedTuple):
    """Where a pair stands: the ``number``-th link of a page, which is its ``ordinal``-th ``<a>``."""

    page: str
    number: int
    ordinal: int
    way: Way


@dataclass(slots=True)
class _Pair:
    """How often a text leads to a target, and where that is still to be judged."""

    count: int
    uses: list[_Standing] | None


class LinkJudge:
    """Holds the links of one share of the pages against what is known of all pages.

    On a page whose ``origins`` are known only the links whose text an editor wrote are judged: in the others the
    template takes the text from the record that they lead to. First all pages are seen (``see``), then ``verdicts`` are
    given: what a text and a target alone allow to say is found out once for all shares.
    """

    def __init__(self, tree: SiteTree, register: Register | None, origins: Mapping[str, Links]) -> None:
        self._tree, self._origins = tree, origins
        self._index = Index(targets(tree, register))
        self._contexts = _Contexts(tree.root)
        self._pairs: dict[tuple[str, str], _Pair] = {}
        self._empty: list[_Standing] = []  # texts that say nothing, where a title stands before some link
        self._nothing: dict[str, bool] = {}
        self._found: dict[str, list[Misled]] = {}
        self._several: dict[str, list[Way]] = {}  # pages on which two texts that name a paper lead to one target

    def see(self, page: str, ways: list[Way]) -> None:
        """Take note of the links of a page; ``ways`` says where they lead."""
        known, pairs, ordinal, empty = self._index.known, self._pairs, -1, list[_Standing]()
        first: dict[str, str] = {}  # target → the text by which the page first links to it
        for number, (link, way) in enumerate(zip(self._tree.pages[page].links, ways, strict=True)):
            _, text, tag, attribute, _ = link
            if tag != "a" or attribute not in ANCHORED:
                continue
            ordinal += 1
            target = way.target
            if not text or target == page:
                continue
            pair = pairs.get((text, target))
            if pair is None:
                if target not in known:
                    self._look_outside(page, number, link)
                    continue
                if len(text) <= _BRIEF and self._says_nothing(text, target):
                    empty.append(_Standing(page, number, ordinal, way))
                    continue
                pair = pairs[text, target] = _Pair(0, None if self._is_name(text, target) else [])
            pair.count += 1
            if pair.uses is not None:
                pair.uses.append(_Standing(page, number, ordinal, way))
            if first.setdefault(target, text) != text and page not in self._several:
                self._note_several(page, ways, first, target, text)
        if self._tree.pages[page].announces:
            self._empty += empty

    def verdicts(self, pages: Iterable[str], resolver: Resolver, shared: ShareAtWork) -> Iterator[Misled]:
        """The links that lead to something else than they say, of all ``pages``; called once, when all were seen."""
        opinions = self._opinions(shared)
        doubtful = ((opinion.verdict, self._pairs.get(pair)) for pair, opinion in opinions.items() if opinion.verdict)
        uses = [(use, verdict) for verdict, seen in doubtful if seen is not None for use in seen.uses or ()]
        uses += ((use, _Verdict.EMPTY) for use in self._empty)
        self._judge(sorted(uses, key=itemgetter(0)))  # page by page, since their words are looked up once
        for page in pages:
            found = sorted(self._found.get(page, ()), key=attrgetter("number"))
            yield from found
            if page in self._several:
                yield from self._side_by_side(page, self._several[page], {one.number for one in found})
        if any(opinion.stray for opinion in opinions.values()):
            yield from self._strays(pages, resolver, shared.gather)

    def _opinions(self, shared: ShareAtWork) -> dict[tuple[str, str], _Opinion]:
        """What can be said of all pairs that are not names of their targets, each found out by one process."""
        here = {pair for pair, seen in self._pairs.items() if seen.uses is not None}
        asked = sorted(set().union(*shared.gather(here)))
        # A title cut short asks for no more than its own target; anything else may ask who bears a name.
        if shared.shares > 1 and not all(text.endswith(("…", "...")) for text, _ in asked):
            self._read_names(shared)
        own = {pair: self._opinion(*pair) for pair in asked[shared.number :: shared.shares]}
        return {pair: opinion for part in shared.gather(own) for pair, opinion in part.items()}

    def _read_names(self, shared: ShareAtWork) -> None:
        """What all targets are called, each read by one process: to say who bears a name, all must be known."""
        known = self._index.known
        own = {address: known[address].names for address in sorted(known)[shared.number :: shared.shares]}
        for part in shared.gather(own):
            for address, names in part.items():
                known[address].names = names

    def _judge(self, uses: Iterable[tuple[_Standing, _Verdict]]) -> None:
        for use, verdict in uses:
            if self._is_written(use.page, self._tree.pages[use.page].links[use.number]):
                found = self._judged(use, verdict)
                if found is not None:
                    self._found.setdefault(use.page, []).append(found)

    def _note_several(self, page: str, ways: list[Way], first: dict[str, str], target: str, text: str) -> None:
        """Two texts to one target: one that could not contradict another is not kept."""
        one, other = contradicting(first[target]), contradicting(text)
        if not one:
            first[target] = text
        elif other and other != one:
            self._several[page] = ways

    def _says_nothing(self, text: str, target: str) -> bool:
        """Whether a brief text says nothing of its target. Of such texts there are few, and most links bear one."""
        nothing = self._nothing.get(text)
        if nothing is None:
            nothing = self._nothing[text] = _is_empty(identify(text))
        return nothing and self._index.known[target].target.valid and not self._is_name(text, target)

    def _is_name(self, text: str, target: str) -> bool:
        """Whether a text is the name of its target, which is all that can be asked of it."""
        known = self._index.known[target]
        return known.target.valid and known.is_called(text)

    def _strays(self, pages: Iterable[str], resolver: Resolver, gather: Gather) -> Iterator[Misled]:
        """The links of ``pages`` whose text leads elsewhere on the rest of the site."""
        uses: Counter[tuple[str, str]] = Counter()
        for share in gather({pair: seen.count for pair, seen in self._pairs.items() if names_a_paper(pair[0])}):
            uses.update(share)
        verdicts = one_text_two_targets(uses, self._index)
        for page in pages if verdicts else ():
            for number, link in enumerate(self._tree.pages[page].links):
                target = resolver.way(page, link.href or "").target
                verdict = verdicts.get((link.text, target))
                if verdict is not None and target != page and link.is_anchor and self._is_written(page, link):
                    yield Misled(page, number, target, verdict)

    def _opinion(self, text: str, target: str) -> _Opinion:
        known, asked = self._index.known[target], identify(text)
        stray = names_a_paper(text) and not known.is_called(text)
        if _is_empty(asked) and known.target.valid:
            return _Opinion(_Verdict.EMPTY, stray)
        if judge(text, "", known.target, self._index):
            return _Opinion(_Verdict.DOUBTFUL, stray)
        return _Opinion(_Verdict.GENERIC if asked.generic else _Verdict.SOUND, stray)

    def _judged(self, use: _Standing, opinion: _Verdict) -> Misled | None:
        """The verdict on one link; the words around it are only looked up where they can change it."""
        page, number, ordinal, way = use
        if opinion is not _Verdict.DOUBTFUL and not self._tree.pages[page].announces:
            return None
        text, known = self._tree.pages[page].links[number].text, self._index.known[way.target].target
        if opinion is _Verdict.EMPTY and not stands_behind_a_title(text, self._contexts(page, ordinal)):
            return None
        heading = words_at((self._tree.root / way.target).read_bytes(), way.fragment) if way.fragment else ""
        if heading:
            known = known._replace(aliases=(*known.aliases, heading))
        verdict = judge(text, self._contexts(page, ordinal), known, self._index, page)
        return Misled(page, number, way.target, verdict) if verdict is not None else None

    def _look_outside(self, page: str, number: int, link: Link) -> None:
        """Judge a link whose target is not known: it may be the front page of another site."""
        verdict = at_front_page(link.text, link.href or "")
        if verdict is not None and self._is_written(page, link):
            self._found.setdefault(page, []).append(Misled(page, number, "", verdict))

    def _side_by_side(self, page: str, ways: list[Way], misled: Collection[int]) -> Iterator[Misled]:
        """What two texts to one target say of each other; one that is ``misled`` by itself says nothing of others."""
        links = self._tree.pages[page].links
        seen = [
            Seen(page, link.text, ways[number].target, number, ways[number].fragment)
            for number, link in enumerate(links)
            if link.is_anchor and link.text and number not in misled and ways[number].target in self._index.known
        ]
        for link, verdict in two_texts_one_target((link for link in seen if link.target != page), self._index):
            if self._is_written(page, links[link.number]):
                yield Misled(page, link.number, link.target, verdict)

    def _is_written(self, page: str, link: Link) -> bool:
        return page not in self._origins or link.href in self._origins[page].written


def _is_empty(asked: Identity) -> bool:
    """Whether a text says nothing at all: it is not even the number of an attachment or of a paper."""
    return asked.generic and not asked.number and asked.document is None


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
