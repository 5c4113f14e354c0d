"""What only shows when links are seen side by side: one text with two targets, two texts with one, no way back."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from disclosure.links import identity
from disclosure.links.identity import INTERPRETATION, Identity, identify
from disclosure.links.wrong import rules
from disclosure.links.wrong.matching import shortens
from disclosure.links.wrong.rules import WrongLink
from disclosure.links.wrong.targets import Index, KnownTarget, Target

_CUSTOM = 10  # so many links to one page make a custom that a single other link breaks
_ALIKE = 60.0
_LONG = 8  # texts without 《》 of fewer characters may be names of steps or columns


Uses = Mapping[tuple[str, str], int]  # (text, target) → how many links have this text and lead there


@dataclass(frozen=True, slots=True)
class Seen:
    """One link as it stands on a page; ``target`` is the address it resolves to, ``fragment`` the paragraph there.

    ``number`` is its place in the page.
    """

    page: str
    text: str
    target: str
    number: int = 0
    fragment: str = ""


def one_text_two_targets(uses: Uses, index: Index) -> dict[tuple[str, str], WrongLink]:
    """The texts that name a paper and elsewhere lead to another page, each with the target and the verdict.

    Faulted are the links to pages that do not bear the name, when another link shows where it belongs: a page that
    bears it, or the one that at least ten links lead to.
    """
    found = {}
    for name, group in _by_name(uses).items():
        counts: Counter[str] = Counter()
        for pair, count in group.items():
            counts[pair[1]] += count
        usual = _usual(name, counts, index) if len(counts) > 1 else ""
        for text, target in group if usual else ():
            if target != usual and not _bears(name, index.known.get(target), index):
                message = f"“{text}”在别处链接《{_title(index, usual)}》，这里却链接《{_title(index, target)}》。"
                remedy = "请核对哪一个是对的，统一链接地址。"
                found[text, target] = WrongLink(rules.TWO_TARGETS, message, usual, remedy)
    return found


def two_texts_one_target(links: Iterable[Seen], index: Index) -> Iterator[tuple[Seen, WrongLink]]:
    """Links of one page whose texts name different papers and lead to the same place: often a copied address."""
    pages: dict[tuple[str, str, str], dict[str, Seen]] = defaultdict(dict)
    for link in links:
        if clear := contradicting(link.text):
            pages[link.page, link.target, link.fragment].setdefault(clear, link)
    for (_, target, _), texts in pages.items():
        if len(texts) < 2:
            continue
        known, named = index.known.get(target), list(texts.values())
        right = next((link for link in named if _bears(identify(link.text), known, index)), named[0])
        for link in named:
            if link is not right and _differ(identify(link.text), identify(right.text)):
                if _bears(identify(link.text), known, index) and not identify(link.text).number:
                    continue
                message = f"“{link.text}”和“{right.text}”链接到了同一个页面《{_title(index, target)}》。"
                yield link, WrongLink(rules.TWO_TEXTS, message, "", "请核对其中一个地址是不是复制后忘了改。")


@lru_cache(maxsize=1 << 16)
def contradicting(text: str) -> str:
    """What a text names, if it does so clearly enough for another name of the same to contradict it; "" else."""
    asked = identify(text)
    is_clear = asked.number or (asked.formal and (asked.quoted or len(asked.core) >= _LONG))
    return f"{asked.core}#{asked.number}" if is_clear else ""


def no_link_back(edges: Iterable[tuple[str, str]], index: Index) -> Iterator[tuple[Target, WrongLink]]:
    """Interpretations that do not link to what they interpret, and papers that do not link to their interpretation.

    ``edges`` are the links of the site as (page, target). What interprets what comes from the records; without them
    from the titles, when just one paper bears the name.
    """
    linked = set(edges)
    for known in list(index.known.values()):
        paper = _interpreted(known.target, index)
        if paper is None:
            continue
        for start, end in ((known.target, paper), (paper, known.target)):
            if (start.address, end.address) not in linked:
                message = f"《{_title(index, start.address)}》的页面上没有《{_title(index, end.address)}》的链接。"
                yield start, WrongLink(rules.NO_LINK_BACK, message, end.address, "请补上链接，方便读者对照阅读。")


def _interpreted(target: Target, index: Index) -> Target | None:
    if target.interprets:
        paper = index.known.get(target.interprets)
        return paper.target if paper else None
    known = index.known[target.address]
    if known.kind != INTERPRETATION or not known.identity.formal:
        return None
    papers = index.of_kind(known.identity.core, "")
    return papers[0].target if len(papers) == 1 else None


def _by_name(uses: Uses) -> dict[Identity, dict[tuple[str, str], int]]:
    """The uses whose text names a paper, by what it names."""
    names: dict[Identity, dict[tuple[str, str], int]] = defaultdict(dict)
    for pair, count in uses.items():
        if names_a_paper(pair[0]):
            names[identify(pair[0])][pair] = count
    return names


def names_a_paper(text: str) -> bool:
    """Whether a text names a paper in full."""
    asked = identify(text)
    return asked.formal and not asked.truncated


def _usual(name: Identity, counts: Counter[str], index: Index) -> str:
    """The page where a name belongs: the only one that bears it, or the one that nearly all its links lead to."""
    bearing = [target for target in sorted(counts) if _bears(name, index.known.get(target), index)]
    of_kind = [target for target in bearing if _is_of_kind(name, index.known[target])]
    if len(bearing) == 1:
        return bearing[0] if of_kind else ""
    target, count = counts.most_common(1)[0]
    return target if not bearing and count >= _CUSTOM and count >= 0.9 * counts.total() else ""


def _is_of_kind(name: Identity, known: KnownTarget) -> bool:
    """Whether a page is the kind of paper that is asked for: 《X》解读 belongs to the interpretation, not to X."""
    return name.kind == known.kind or (not name.kind and known.is_main)


def _bears(name: Identity, known: KnownTarget | None, index: Index) -> bool:
    """Whether a page bears a name, its own or that of the paper it interprets, in full or in part."""
    if known is None or not name.core:
        return False
    paper = index.known.get(known.target.interprets)
    cores = known.cores | (paper.cores if paper is not None else frozenset())
    return any(name.core in core or core in name.core for core in cores if core)


def _differ(one: Identity, other: Identity) -> bool:
    """Whether two names exclude each other."""
    if one.number and other.number and one.number != other.number:
        return True
    if not one.formal or not other.formal:
        return False
    if one.core in other.core or other.core in one.core or identity.drops(one.core, other.core):
        return False
    if one.quoted and other.quoted:
        return not shortens(one.core, other.core)
    return fuzz.ratio(one.core, other.core) < _ALIKE or identity.place(one.core).rest == identity.place(other.core).rest


def _title(index: Index, address: str) -> str:
    known = index.known.get(address)
    return known.title if known else address
