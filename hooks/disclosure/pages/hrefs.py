"""The hrefs of a page, each with the line that it comes from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from disclosure.findings import Place
from disclosure.pages import addresses


@dataclass
class Links:
    """Makes the hrefs of one page and remembers where each comes from.

    ``written`` are those whose text an editor wrote in Markdown; the others take theirs from what they lead to.
    """

    page: str
    source: Place
    origins: dict[str, list[Place]] = field(default_factory=dict)
    written: set[str] = field(default_factory=set)

    def to(self, target: str, origin: Place | None = None) -> str:
        """The href to ``target`` (relative to the root); ``origin`` is the line that asked for the link."""
        return self.note(addresses.relative(target, self.page), origin)

    def note(self, href: str, origin: Place | None = None) -> str:
        """An href that is already as it should be, remembered with its origin."""
        self.origins.setdefault(href, []).append(origin or self.source)
        return href

    def note_all(self, noted: Iterable[tuple[str, Place | None]]) -> None:
        """Several hrefs that are already as they should be, each with its origin."""
        for href, origin in noted:
            self.origins.setdefault(href, []).append(origin or self.source)

    def note_written(self, href: str, origin: Place | None) -> str:
        """The same for an href in an editor's Markdown."""
        self.written.add(href)
        return self.note(href, origin)


class SharedLinks(Links):
    """The hrefs of a part that many pages have: each page that has it notes them all, in their order."""

    def __init__(self, page: str) -> None:
        super().__init__(page, Place(""))
        self.noted: list[tuple[str, Place | None]] = []

    def note(self, href: str, origin: Place | None = None) -> str:
        """An href that is already as it should be; without an origin it is of whatever page has the part."""
        self.noted.append((href, origin))
        return href
