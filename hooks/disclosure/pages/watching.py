"""A site that notes at which doors it is asked, so that a page may be remembered as long as the answers are the same.

Whatever it answers is the site's own answer. The register is a watched one; what is worked out once for many pages is
a question of its own, and so is every list of the site. What is told of a record hands on all that was asked for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Set
from datetime import date
from functools import cached_property, partial
from typing import Any, cast

from disclosure.attachments.contents import Contents, Shelf
from disclosure.indexed import AnyRecord, Kept
from disclosure.memory.engine import digest
from disclosure.memory.tracing import ALWAYS, DAY, Door, note, note_all, tracing
from disclosure.pages.numbers import with_numbers
from disclosure.pages.site import Site
from disclosure.records.documents import Document
from disclosure.register import Register
from disclosure.watched import Watched

PAGE, LISTING = "page", "listing"  # the doors of a finished page, and of all addresses
_OF_SITE = "site "  # how the names of its questions begin


class WatchedSite(Site):
    """The site of a plain register, which must be settled, as those see it whose questions are noted.

    ``bodies`` are the digests of those bodies that tell numbers, and so are not as they stand in their files.
    """

    def __post_init__(self) -> None:
        public = self._shown()
        self._plain = with_numbers(public)
        self.bodies = {
            record.path: digest(record.carried_text)
            for key, record in self._plain.records.items()
            if isinstance(record, Document) and record is not public.records[key]
        }
        self.watched = _OfSite(self._plain, self)
        self.register = self.watched
        self._answered: dict[tuple[Callable[..., Any], int], tuple[Any, Any, Set[Door]]] = {}

    @property
    def plain(self) -> Register:
        """The register for those who make no page, and of whom nothing that they ask is noted."""
        return self._plain

    def once(self, make: Callable[[Site], Kept]) -> Kept:
        """What a function makes of this site, made when it is first asked for and kept."""
        return cast(Kept, self.watched.answer(f"{_OF_SITE}{make.__module__}.{make.__qualname__}", lambda _: make(self)))

    def told(self, ask: Callable[[AnyRecord, Register, date], Kept], record: AnyRecord) -> Kept:
        """What a function tells of a record as things stand today, asked once."""
        key = ask, id(record)
        if key not in self._answered:
            with tracing() as doors:
                answer = ask(record, self.register, self.today)
            self._answered[key] = record, answer, doors  # the record is held, so that its id stays its own
        _, told, asked = self._answered[key]
        note_all(asked)
        return cast(Kept, told)


class _OfSite(Watched):
    """The register of a watched site, which knows the tables of the site too."""

    def __init__(self, inner: Register, site: WatchedSite) -> None:
        super().__init__(inner)
        self._site = site

    def table(self, name: str) -> Mapping[Any, Any] | None:
        """The table that answers a question, of the register or of the site."""
        own = name.removeprefix(_OF_SITE)
        if own in _QUESTIONS and own != name:
            with tracing():
                getattr(self._site, own)
        return super().table(name)


class _NotingShelf:
    """The shelf of attachments, of which is noted which are looked at."""

    def __init__(self, inner: Shelf, register: Register) -> None:
        self._inner, self._files = inner, register.files

    def outline(self, path: str) -> Contents:
        """What is known of a file."""
        note(*(("attachment", path) if path in self._files else ALWAYS))
        return self._inner.outline(path)

    @property
    def outlines(self) -> dict[str, Contents]:
        """What is known of all that was looked at: nobody who makes a page asks that."""
        note(*ALWAYS)
        return self._inner.outlines


def _noted(name: str, *door: str) -> property:
    """What the site is given, noted at a door when it is asked for."""

    def get(self: Any) -> Any:
        note(*door)
        return vars(self)[name]

    def put(self: Any, value: Any) -> None:
        vars(self)[name] = value

    return property(get, put)


def _finished() -> property:
    """What gives the HTML of a page; each that it gives is noted."""

    def get(self: Any) -> Any:
        given = vars(self)["finished"]
        return given and partial(_finished_page, given)

    def put(self: Any, value: Any) -> None:
        vars(self)["finished"] = value

    return property(get, put)


def _finished_page(given: Callable[[str], str], address: str) -> str:
    note(PAGE, address)
    return given(address)


def _question(name: str, make: Callable[[Any], Any]) -> property:
    return property(lambda self: self.watched.answer(f"{_OF_SITE}{name}", lambda _: make(self)))


def _shelf(self: Any) -> Any:
    if "noting_shelf" not in vars(self):
        self.noting_shelf = _NotingShelf(self.opened or Shelf(self.plain.root), self.plain)
    return self.noting_shelf


_QUESTIONS = {name: made.func for name, made in vars(Site).items() if isinstance(made, cached_property)}
for _name, _made in _QUESTIONS.items():
    setattr(WatchedSite, _name, _question(_name, _made))
for _name, _door in {"today": DAY, "sizes": ALWAYS, "listing": (LISTING, "")}.items():
    setattr(WatchedSite, _name, _noted(_name, *_door))
WatchedSite.finished = _finished()  # type: ignore[assignment]
WatchedSite.shelf = property(_shelf)  # type: ignore[assignment]
