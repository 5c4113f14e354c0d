"""The lists that texts are held against, made ready once: words, names, titles with their numbers, statutes.

``look`` finds their words in a text, and those of all expressions, in one pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from disclosure.expressions import expression
from disclosure.reading.sought import WordsFound
from disclosure.records.document_numbers import WELL_FORMED, mended_number
from disclosure.records.law import Law
from disclosure.records.wording import Phrase, Renamed, Repealed
from disclosure.screening.written import Known

# Shorter names differ in one character from those of other offices.
SHORTEST = 5
_LONG = 9
_CHINESE = "\u4e00-\u9fff"
_ORDER = expression(r"(国务院|[\u4e00-\u9fff]{0,6}?(?:人民)?政府|沪府)令第?(\d{1,4})号")
_ISSUED = expression("^(?:国务院办公厅(?:政府信息与政务公开办公室)?|国务院|中华人民共和国)?(?:关于)?(?:印发|发布|公布)")


@dataclass(frozen=True)
class WatchedName:
    """One name that must not be written wrongly, the office's own or another's, and in what it may be part."""

    name: str
    unless: tuple[str, ...]
    is_own: bool

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The pieces of which a near miss keeps one."""
        name, middle = self.name, len(self.name) // 2
        over_the_middle = name[: middle - 1] + name[middle] + name[middle - 1] + name[middle + 1 :]
        return name[:middle], name[middle:], over_the_middle

    @property
    def near(self) -> re.Pattern[str]:
        """The near misses of the name."""
        return _near(self.name)


@dataclass(frozen=True, eq=False)
class Lists:
    """What is known, by the words that stand in a text where any of it matters; ``words`` are all of these."""

    phrases: dict[str, Phrase]
    guards: tuple[WatchedName, ...]
    laws: tuple[tuple[str, Law], ...]
    renamed: tuple[Renamed, ...]
    numbers: dict[str, tuple[str, str]]  # title → its number and since when
    repealed: dict[str, list[Repealed]]  # title → what bore it and is no longer in force
    bare: tuple[tuple[str, Repealed], ...]  # numbers, each with what bore it

    @cached_property
    def wrong(self) -> frozenset[str]:
        """The words that are wrong."""
        return frozenset(self.phrases)

    @cached_property
    def cited(self) -> frozenset[str]:
        """What must occur in a text that cites one of these titles or numbers."""
        return frozenset((*self.numbers, *self.repealed, *(number for number, _ in self.bare)))

    @cached_property
    def words(self) -> frozenset[str]:
        """Everything that is looked for."""
        pieces = (piece for guard in self.guards for piece in guard.pieces)
        old = (item.old for item in self.renamed)
        return frozenset((*self.phrases, *pieces, *old, *self.cited, *(title for title, _ in self.laws))) - {""}


@lru_cache(maxsize=8)
def look(text: str, known: Known) -> WordsFound:
    """Which words of the lists and of all expressions stand in a text; the topics ask for the same text in turn."""
    return WordsFound(text, lists_of(known).words)


@lru_cache(maxsize=4)
def lists_of(known: Known) -> Lists:
    """The lists of an office, made ready."""
    wording = known.wording
    phrases: dict[str, Phrase] = {}
    for phrase in wording.phrases if wording else ():
        phrases.setdefault(phrase.wrong, phrase)
    repealed: dict[str, list[Repealed]] = {}
    for item in wording.repealed if wording else ():
        repealed.setdefault(core(item.title), []).append(item)
    return Lists(
        phrases,
        _guards(known),
        tuple((f"{law.title}》", law) for law in known.laws if law.extent is not None and law.effective is not None),
        tuple(wording.renamed) if wording else (),
        _numbers(known),
        repealed,
        tuple((no, item) for items in repealed.values() for item in items for no in item.doc_nos if "〔" in no),
    )


def _guards(known: Known) -> tuple[WatchedName, ...]:
    wording, agency = known.wording, known.agency
    guards = [WatchedName(item.name, tuple(item.unless), is_own=False) for item in (wording.names if wording else ())]
    own = {agency.name, agency.sponsor, agency.short_name, agency.site_name} if agency else set()
    unless = tuple(wording.own_names_unless) if wording else ()
    guards += [WatchedName(name, unless, is_own=True) for name in own if len(name) >= SHORTEST]
    return tuple(sorted(guards, key=lambda guard: (-len(guard.name), guard.name)))


def _numbers(known: Known) -> dict[str, tuple[str, str]]:
    numbers: dict[str, tuple[str, str]] = {}
    for law in known.laws:
        if numbers_in(law.doc_no):
            day = law.effective or law.issued
            numbers[core(law.title)] = (law.doc_no.partition("（")[0], day.isoformat() if day else "")
    for document in known.wording.documents if known.wording else ():
        numbers[core(document.title)] = (document.doc_no, document.since.isoformat() if document.since else "")
    return numbers


@cache
def _near(name: str) -> re.Pattern[str]:
    """Near misses of a name: one character other, missing inside, doubled, or two changed about.

    Of a long name a whole word of two characters may be missing too.
    """
    spots = range(len(name))
    other = [f"{re.escape(name[:i])}[{_CHINESE}]{re.escape(name[i + 1 :])}" for i in spots]
    missing = [re.escape(name[:i] + name[i + 1 :]) for i in spots[1:-1]]
    doubled = [re.escape(name[: i + 1] + name[i:]) for i in spots]
    swapped = [re.escape(name[:i] + name[i + 1] + name[i] + name[i + 2 :]) for i in spots[:-1]]
    if len(name) >= _LONG:
        missing += [re.escape(name[:i] + name[i + 2 :]) for i in spots[1:-2]]
    return re.compile("|".join((*doubled, *swapped, *other, *missing)))


def core(title: str) -> str:
    """A title without who issued it and how, so that 《关于印发〈某办法〉的通知》 is 某办法."""
    bare = re.sub("[《》〈〉“”\\s]", "", title)
    issued = _ISSUED.sub("", bare)
    if issued != bare:
        return re.sub("的(?:通知|决定|公告)$", "", issued)
    return bare.removeprefix("中华人民共和国")


def numbers_in(text: str) -> set[str]:
    """The document and order numbers in a text, in one spelling."""
    found = {match[0] for match in WELL_FORMED.finditer(mended_number(text))}
    return found | {f"{_government(match[1])}令{int(match[2])}" for match in _ORDER.finditer(text)}


def _government(name: str) -> str:
    return "国务院" if name.endswith("国务院") else name.replace("人民政府", "政府").replace("沪府", "上海市政府")
