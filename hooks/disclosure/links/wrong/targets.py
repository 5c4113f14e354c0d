"""What is known of the pages and files that links lead to, and the index over them.

On our own site a :class:`Target` comes from the register; on a foreign tree only from ``<title>`` and ``<h1>``.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from disclosure.expressions import expression
from disclosure.links import identity
from disclosure.links.identity import ATTACHMENT, INTERPRETATION, MAIN, DocumentNumber, Identity, identify
from disclosure.links.wrong.rules import WrongLink

_SITE_NAME = expression(r"^(.+?)(\s*[_|｜]\s*[^_|｜]+|\s+[-–—]\s+[^-–—]+)$")
_MANY = 0.5  # a title's ending that this share of all titles has is the site's name


@dataclass(frozen=True, slots=True)
class Target:
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


@dataclass(slots=True)
class KnownTarget:
    """A target with its title read: what the judgement compares with a link's text."""

    target: Target
    title: str
    identity: Identity
    names: dict[str, Identity]
    cores: frozenset[str]
    kind: str
    number: int
    years: frozenset[str]
    document: DocumentNumber | None

    @property
    def is_main(self) -> bool:
        """Whether this is the paper itself, not a companion of it."""
        return self.kind in ("", MAIN)

    @property
    def words(self) -> str:
        """All that it is called, for a search."""
        return "|".join(self.names)


@dataclass(eq=False)
class Index:
    """All targets of a site, found by what they are called. Build once; it remembers the verdicts it has given."""

    targets: Iterable[Target]
    known: dict[str, KnownTarget] = field(default_factory=dict)
    by_core: dict[str, list[KnownTarget]] = field(default_factory=dict)
    by_rest: dict[str, list[KnownTarget]] = field(default_factory=dict)
    by_document: dict[tuple[int, int], list[KnownTarget]] = field(default_factory=dict)
    attachments: dict[str, list[KnownTarget]] = field(default_factory=dict)
    interpretations: dict[str, list[KnownTarget]] = field(default_factory=dict)
    said: Counter[str] = field(default_factory=Counter)  # how many targets bear a title or alias, word for word
    places: Counter[str] = field(default_factory=Counter)  # how many names begin with a region or agency
    site_name: str = ""
    verdicts: dict[tuple[str, Target], tuple[WrongLink, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        ordered = sorted(self.targets, key=lambda target: target.address)
        self.targets = ordered
        self.site_name = _site_name([target.title for target in ordered])
        for target in ordered:
            self.known[target.address] = self.read(target)
        for known in self.known.values():
            self._file(known)

    def read(self, target: Target) -> KnownTarget:
        """The target with its title read; also for targets that are not in the index."""
        shown = target.title.removesuffix(self.site_name)
        spoken = (shown, *(alias.removesuffix(self.site_name) for alias in target.aliases))
        names = {name: identify(name) for name in spoken}
        title = names[shown]
        years = {name.year for name in names.values() if name.year} or ({str(target.year)} if target.year else set())
        document = identity.document_number(target.doc_no) if target.doc_no else title.document
        return KnownTarget(
            target,
            shown,
            title,
            names,
            cores=frozenset(name.core for name in names.values() if name.core),
            kind=target.kind or title.kind,
            number=target.number or title.number,
            years=frozenset(years),
            document=document,
        )

    def get(self, target: Target) -> KnownTarget:
        """The target as known: from the index when it is the same there."""
        known = self.known.get(target.address)
        return known if known is not None and known.target == target else self.read(target)

    def _file(self, known: KnownTarget) -> None:
        target = known.target
        self.said.update(list(known.names))
        if target.interprets:
            self.interpretations.setdefault(target.interprets, []).append(known)
        if target.parent:
            self.attachments.setdefault(target.parent, []).append(known)
        if known.document:
            self.by_document.setdefault((known.document.year, known.document.number), []).append(known)
        if target.listing:
            return
        for core in known.cores:
            self.by_core.setdefault(core, []).append(known)
            place = identity.place(core)
            self.by_rest.setdefault(place.rest, []).append(known)
            self.places[place.name] += 1

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
        found = self.by_document.get((document.year, document.number), [])
        same = [known for known in found if known.document and known.document.agrees(document)]
        return min(same, key=lambda known: (known.kind == ATTACHMENT, not known.is_main), default=None)


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
