"""What earlier builds have made of a site that would be made the same now: pages, and all other generated files.

What something was made from nobody writes by hand: it is traced (``watched``). Of pages and of files their digests are
remembered; their bytes lie in the release before, from which they are linked.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from functools import partial
from hashlib import blake2b
from pathlib import Path
from types import FunctionType, MethodType
from typing import Any, NamedTuple

from jinja2 import Template

from disclosure.findings import load
from disclosure.law.book import LawBook
from disclosure.memory.engine import SIZE, digest
from disclosure.memory.files import Files
from disclosure.memory.store import Store
from disclosure.memory.tracing import Door
from disclosure.pages.assets import Asset, Laid
from disclosure.pages.page import Page
from disclosure.pages.site import Site
from disclosure.pages.watching import LISTING, PAGE, WatchedSite
from disclosure.publication.release import EarlierRelease
from disclosure.reading.history import History
from disclosure.records.base import Record
from disclosure.rules.remembered import digest_of_law
from disclosure.watched import Answers, KnownWorks
from disclosure.watched.answers import UntoldError
from disclosure.watched.works import Done

_PAGES, _FILES, _LATE, _FOUND = _ALL = "pages", "made", "bundled", "found"
_EARLY = (Laid.BEFORE_PAGES, Laid.ANY)


class KnownPage(NamedTuple):
    """A page that was made before: the digest of its bytes, and what it shows otherwise than it was written."""

    digest: str
    unfaithful: str


class MadePart(NamedTuple):
    """What one process has made, to be sent to the first one."""

    works: dict[str, Done]
    digests: dict[str, str]


class EarlierSite:
    """What is known of a site's pages and files, and what is to be learned of them.

    ``digests`` are those of all that is known to be as it will be published, by address.
    """

    def __init__(
        self, site: WatchedSite, store: Store, release: EarlierRelease, listing: Callable[[], set[str]]
    ) -> None:
        self.store, self._release = store, release
        self.digests: dict[str, str] = {}
        more = {
            PAGE: lambda address: self.digests.get(address, "-"),
            LISTING: lambda _: digest(*sorted(listing())),
        }
        files = Files(site.plain.root, store)
        answers = partial(Answers, site.watched, History(), site.today, files, bodies=site.bodies, more=more)
        # What pages are finished is known only when they are: whoever asks of that is answered by another.
        self._answers, late = answers(), answers()
        self.kind = "preview " if site.preview else ""  # pages of a preview are others
        sign = digest(digest_of_law(site.plain), *site.plain.overrides.paths)
        self._works = {
            part: KnownWorks(store, f"{self.kind}{part}", sign, site.watched, late if part == _LATE else self._answers)
            for part in _ALL
        }
        self._made: dict[str, str] = {}  # what this process has made, by address

    def page(self, page: Page) -> KnownPage | None:
        """The page as it was made before, if it would be the same again and still lies there."""
        kept = self._works[_PAGES].recall(page.address, self._given(page))
        known = _page(kept)
        if known is None or not self._release.has(page.address, known.digest):
            return None
        self.digests[page.address] = known.digest
        return known

    def keep_page(self, page: Page, doors: Iterable[Door], known: KnownPage) -> None:
        """Remember how a page was made."""
        asked = {*doors, *(page.making.doors if page.making is not None else ())}
        self._works[_PAGES].keep(page.address, self._given(page), asked, list(known))
        self._note({page.address: known.digest})

    def has_files(self, unit: Sequence[Asset]) -> bool:
        """Whether these files were made before, would be the same again, and still lie there."""
        given, _ = self._given_files(unit)
        kept = self._works[_part(unit)].recall(unit[0].address, given)
        known = _files(kept)
        if list(known) != [asset.address for asset in unit]:
            return False
        if not all(self._release.has(address, made) for address, made in known.items()):
            return False
        self.digests.update(known)
        return True

    def keep_files(self, unit: Sequence[Asset], doors: Iterable[Door], made: Sequence[bytes]) -> None:
        """Remember how files were made."""
        given, more = self._given_files(unit)
        known = {asset.address: digest_of(data) for asset, data in zip(unit, made, strict=True)}
        self._works[_part(unit)].keep(unit[0].address, given, {*doors, *more}, list(known.items()))
        self._note(known)

    def is_known(self, name: str) -> bool:
        """Whether what was found out under this name would be found out again."""
        return self._works[_FOUND].recall(name, "") is not None

    def keep_known(self, name: str, doors: Iterable[Door]) -> None:
        """Remember that something was found out, by what was asked for it."""
        self._works[_FOUND].keep(name, "", doors, True)
        self._works[_FOUND].learn(self._works[_FOUND].done())
        self._works[_FOUND].save()

    def lay(self, addresses: Iterable[str], folder: Path) -> None:
        """Have these files, as they were published before, below a folder."""
        for address in addresses:
            self._release.lay(address, folder / address)

    def size(self, address: str) -> int:
        """How many bytes a file has that was published before."""
        return self._release.size(address)

    def note_made(self, address: str, data: bytes) -> None:
        """Know of a file that is always made anew."""
        self._note({address: digest_of(data)})

    def _note(self, made: Mapping[str, str]) -> None:
        self._made.update(made)
        self.digests.update(made)

    def part(self) -> MadePart:
        """What this process has made."""
        return MadePart({name: works.done() for name, works in self._works.items()}, self._made)

    def know(self, made: Iterable[Mapping[str, str]]) -> None:
        """Know the digests of what other processes have made."""
        for digests in made:
            self.digests.update(digests)

    @property
    def made(self) -> Mapping[str, str]:
        """The digests of what this process has made."""
        return self._made

    def learn(self, parts: Iterable[MadePart]) -> None:
        """Take what all processes have made, this one among them, and hand it to the store."""
        for part in parts:
            self.digests.update(part.digests)
            for name, done in part.works.items():
                self._works[name].learn(done)
        for works in self._works.values():
            works.save()

    def note_release(self, folder: Path) -> None:
        """Remember the release that is public now, with the digests of its files."""
        self._release.note(folder, self.digests)

    def _given(self, page: Page) -> str:
        record = page.making.record if page.making is not None else None
        return self._answers.own(record) if record is not None else ""

    def _given_files(self, unit: Sequence[Asset]) -> tuple[str, Iterable[Door]]:
        """The digest of what files are made from, and, where that cannot be told, what was asked instead."""
        named = [asset.address for asset in unit]
        try:
            return digest(*named, *(self._told(asset.made) for asset in unit)), ()
        except UntoldError:
            return digest(*named), {door for asset in unit for door in asset.doors}

    def _told(self, value: Any) -> str:
        """A text that is the same for what makes the same of the same. Raises UntoldError."""
        tell = _TOLD.get(type(value))
        if tell is None:
            tell = _TOLD[type(value)] = _how_told(type(value))
        return tell(self, value)

    def _all(self, values: Iterable[Any]) -> str:
        return f"[{','.join(map(self._told, values))}]"

    def _call(self, value: partial[Any]) -> str:
        return f"({self._told(value.func)} {self._all(value.args)} {self._all(sorted(value.keywords.items()))})"

    def _function(self, value: FunctionType) -> str:
        held = [cell.cell_contents for cell in value.__closure__ or ()]
        return f"{value.__module__}.{value.__qualname__}:{value.__code__.co_firstlineno}{self._all(held)}"

    def _face(self, value: Any) -> str:
        return self._answers.face(value)

    def _page(self, value: Page) -> str:
        raise UntoldError(value.address)

    def _fields(self, value: Any) -> str:
        fields = (getattr(value, name) for name in value.__dataclass_fields__)
        return f"{type(value).__name__}({','.join(map(self._told, fields))})"


_AsTold = Callable[[EarlierSite, Any], str]
_TOLD: dict[type, _AsTold] = {}  # by the types that were met
_KINDS: tuple[tuple[type, _AsTold], ...] = (
    (Site, lambda self, value: "site"),
    (Record, EarlierSite._face),
    (LawBook, lambda self, value: "law"),  # of which the sign of all works tells
    (Page, EarlierSite._page),
    (bytes, lambda self, value: digest(value)),
    (partial, EarlierSite._call),
    (MethodType, lambda self, value: f"{self._told(value.__self__)}.{value.__func__.__qualname__}"),
    (FunctionType, EarlierSite._function),
    (type, lambda self, value: f"{value.__module__}.{value.__qualname__}"),
    (Template, lambda self, value: f"template {value.name}"),
    (list, EarlierSite._all),
    (tuple, EarlierSite._all),
    (dict, lambda self, value: f"{{{self._all(value.items())}}}"),
)


def _how_told(kind: type) -> _AsTold:
    """How a value of a type is told."""
    for known, tell in _KINDS:
        if issubclass(kind, known):
            return tell
    return EarlierSite._fields if hasattr(kind, "__dataclass_fields__") else EarlierSite._face


def digest_of(data: bytes) -> str:
    """The digest by which what is published is known."""
    return blake2b(data, digest_size=SIZE).hexdigest()


def _part(unit: Sequence[Asset]) -> str:
    return _FILES if unit[0].laid in _EARLY else _LATE


def _page(kept: Any) -> KnownPage | None:
    if isinstance(kept, list) and len(kept) == 2 and all(isinstance(item, str) for item in kept):
        with suppress(ValueError, TypeError, KeyError, RecursionError):
            known = KnownPage(*kept)
            if known.unfaithful:
                load(known.unfaithful)
            return known
    return None


def _files(kept: Any) -> dict[str, str]:
    if isinstance(kept, list) and all(isinstance(row, list | tuple) and len(row) == 2 for row in kept):
        return {str(address): str(made) for address, made in kept}
    return {}
