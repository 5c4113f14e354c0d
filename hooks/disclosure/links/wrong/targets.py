"""What is known of the pages and files that links lead to, and the index over them.

On our own site a :class:`Target` comes from the register; on a foreign tree only from ``<title>`` and ``<h1>``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, TypeVar

from disclosure.expressions import expression
from disclosure.links import identity
from disclosure.links.identity import ATTACHMENT, INTERPRETATION, MAIN, DocumentNumber, Identity, identify
from disclosure.links.wrong.rules import WrongLink

_SITE_NAME = expression(r"^(.+?)(\s*[_|｜]\s*[^_|｜]+|\s+[-–—]\s+[^-–—]+)$")
Grouping = TypeVar("Grouping")
_MANY = 0.5  # a title's ending that this share of all titles has is the site's name


class Target(NamedTuple):
    """A page or file. Empty and zero fields are not known and decide nothing.

    ``kind``     a kind word of :mod:`disclosure.links.identity` (``KIND_WORDS`` has those of the records' kinds)
    ``aliases``  other names: the h1, the attachment's label, the heading that a link's fragment leads to
    ``number``   the attachment's number, ``parent`` the page that it belongs to
    ``listing``  a column, the home page or another list: never the page that "was probably meant"
    ``agency``   the issuer, where the title does not say it
    ``recorded`` the facts are a record's: what it does not state it has not, and its title is its own
    ``dates``    the years of a record's dates
    ``form``     whether a record's text holds a table or a form
    """

    address: str
    title: str
    kind: str = ""
    doc_no: str = ""
    year: int = 0
    number: int = 0
    parent: str = ""
    valid: bool = True
    replaced_by: str = ""
    interprets: str = ""
    aliases: tuple[str, ...] = ()
    listing: bool = False
    agency: str = ""
    recorded: bool = False
    dates: frozenset[str] = frozenset()
    form: bool | None = None


@dataclass(eq=False)
class KnownTarget:
    """A target and what it is called: ``title``, and all its names. They are read when somebody asks what they say."""

    target: Target
    title: str
    spoken: tuple[str, ...]

    @cached_property
    def names(self) -> dict[str, Identity]:
        """What it is called → what that names."""
        return {name: identify(name) for name in self.spoken}

    @cached_property
    def identity(self) -> Identity:
        """What its title names."""
        return self.names[self.title]

    @cached_property
    def cores(self) -> frozenset[str]:
        """The cores of all its names."""
        return frozenset(name.core for name in self.names.values() if name.core)

    @cached_property
    def kind(self) -> str:
        """The kind of paper that it is."""
        return self.target.kind or self.identity.kind

    @cached_property
    def number(self) -> int:
        """Its number among attachments."""
        return self.target.number or self.identity.number

    @cached_property
    def years(self) -> frozenset[str]:
        """The years that its names state."""
        years = {name.year for name in self.names.values() if name.year}
        return frozenset(years or ({str(self.target.year)} if self.target.year else set()))

    @cached_property
    def document(self) -> DocumentNumber | None:
        """Its 发文字号."""
        return identity.document_number(self.target.doc_no) if self.target.doc_no else self.identity.document

    def is_called(self, text: str) -> bool:
        """Whether a text is one of its names, or one in 《》."""
        return text in self.spoken or (text[0] == "《" and text[1:-1] in self.spoken)

    @property
    def is_main(self) -> bool:
        """Whether this is the paper itself, not a companion of it."""
        return self.kind in ("", MAIN)

    @property
    def words(self) -> str:
        """All that it is called, for a search."""
        return "|".join(self.names)


class Index:
    """All targets of a site, found by what they are called. Build once; it remembers the verdicts it has given.

    What they are called is read when it is first asked who bears a name: of a site without a doubtful link, never.
    """

    def __init__(self, targets: Iterable[Target]) -> None:
        self.targets = sorted(targets, key=attrgetter("address"))
        self.site_name = _site_name([target.title for target in self.targets])
        self.known = {target.address: self.read(target) for target in self.targets}
        self.verdicts: dict[tuple[str, Target], tuple[WrongLink, ...]] = {}

    def read(self, target: Target) -> KnownTarget:
        """The target with its names; also for targets that are not in the index."""
        shown = target.title.removesuffix(self.site_name)
        return KnownTarget(target, shown, (shown, *(alias.removesuffix(self.site_name) for alias in target.aliases)))

    def get(self, target: Target) -> KnownTarget:
        """The target as known: from the index when it is the same there."""
        known = self.known.get(target.address)
        return known if known is not None and known.target == target else self.read(target)

    @cached_property
    def said(self) -> Counter[str]:
        """How many targets bear a title or alias, word for word."""
        return Counter(name for known in self.known.values() for name in dict.fromkeys(known.spoken))

    @cached_property
    def interpretations(self) -> dict[str, list[KnownTarget]]:
        """What interprets a page."""
        return _grouped((known.target.interprets, known) for known in self.known.values())

    @cached_property
    def attachments(self) -> dict[str, list[KnownTarget]]:
        """What is attached to a page."""
        return _grouped((known.target.parent, known) for known in self.known.values())

    @cached_property
    def _by_document(self) -> dict[tuple[int, int] | None, list[KnownTarget]]:
        numbers = ((known.document, known) for known in self.known.values())
        return _grouped(((number.year, number.number) if number else None, known) for number, known in numbers)

    @cached_property
    def by_core(self) -> dict[str, list[KnownTarget]]:
        """The targets by the cores of their names; lists of papers bear none."""
        return _grouped(self._cores())

    @cached_property
    def by_rest(self) -> dict[str, list[KnownTarget]]:
        """The same by what is left of a core without its place and years."""
        return _grouped((identity.place(core).rest, known) for core, known in self._cores())

    @cached_property
    def places(self) -> Counter[str]:
        """How many names begin with a region or agency."""
        return Counter(identity.place(core).name for core, _ in self._cores())

    def _cores(self) -> Iterator[tuple[str, KnownTarget]]:
        for known in self.known.values():
            if not known.target.listing:
                yield from ((core, known) for core in known.cores)

    def of_kind(self, core: str, kind: str) -> list[KnownTarget]:
        """Pages of this core and kind; interpretations also by what they interpret, attachments by their paper."""
        named = self.by_core.get(core, [])
        if kind in ("", MAIN):
            return [known for known in named if known.is_main]
        found = [known for known in named if known.kind == kind]
        if kind == INTERPRETATION:
            found += [page for known in named for page in self.interpretations.get(known.target.address, [])]
        if kind == ATTACHMENT:
            found += [file for known in named for file in self.attachments.get(known.target.address, [])]
        return found

    def numbered(self, parent: str, number: int) -> KnownTarget | None:
        """The attachment of that number of the same page."""
        return next((known for known in self.attachments.get(parent, []) if known.number == number), None)

    def of_document(self, document: DocumentNumber) -> KnownTarget | None:
        """The paper with this document number."""
        found = self._by_document.get((document.year, document.number), [])
        same = [known for known in found if known.document and known.document.agrees(document)]
        return min(same, key=lambda known: (known.kind == ATTACHMENT, not known.is_main), default=None)


def _grouped(pairs: Iterable[tuple[Grouping, KnownTarget]]) -> dict[Grouping, list[KnownTarget]]:
    groups: dict[Grouping, list[KnownTarget]] = {}
    for key, known in pairs:
        if key:
            groups.setdefault(key, []).append(known)
    return groups


def _site_name(titles: list[str]) -> str:
    """The ending that most titles share: “ - 某街道政务公开”."""
    endings: Counter[str] = Counter()
    shared: dict[str, set[str]] = defaultdict(set)
    for title in titles:
        if found := _SITE_NAME.match(title):
            endings[found[2]] += 1
            shared[found[2]].add(found[1])
    for ending, count in endings.most_common(1):
        if count >= 3 and count >= _MANY * len(titles) and len(shared[ending]) > 1:
            return ending
    return ""
