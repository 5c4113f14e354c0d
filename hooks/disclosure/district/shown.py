"""The faces of all offices as the portal shows them: whose each is, and in which orders they are listed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from disclosure.district.roll import RollEntry
from disclosure.faces.face import Face, OfficeFaces


@dataclass(frozen=True)
class ShownOffice:
    """An office of the roll with its faces; ``folder`` is where its pages lie below the portal, "" if elsewhere.

    ``tree`` is the folder on the disk in which they lie; ``failure`` says why they are older than they should be.
    """

    entry: RollEntry
    faces: OfficeFaces
    tree: Path
    folder: str = ""
    failure: str = ""


@dataclass(frozen=True)
class ShownFace:
    """A face, and whose it is."""

    office: ShownOffice
    face: Face

    def days_left(self, today: date) -> int | None:
        """How many days opinions are still taken; ``None`` if they are not taken today."""
        opens, closes = self.face.opens, self.face.closes
        return (closes - today).days if opens and closes and opens <= today <= closes else None


@dataclass(frozen=True)
class Heading:
    """A list of the portal: its key among the addresses, its title, and what is in it, the newest first."""

    key: str
    title: str
    items: Sequence[ShownFace]


class Gathered:
    """All that is shown of all offices."""

    def __init__(self, offices: Sequence[ShownOffice]) -> None:
        self.offices = offices
        dated = [ShownFace(office, face) for office in offices for face in office.faces.faces if face.day is not None]
        self.newest = sorted(dated, key=_newness, reverse=True)

    def open_on(self, today: date) -> list[ShownFace]:
        """The consultations that take opinions, the one that closes first on top."""
        found = [item for item in self.newest if item.days_left(today) is not None]
        return sorted(found, key=lambda item: (item.face.closes, _newness(item)))

    def by_office(self) -> list[Heading]:
        """What each office has published, in the order of the roll."""
        own: dict[str, list[ShownFace]] = defaultdict(list)
        for item in self.newest:
            own[item.office.entry.id].append(item)
        return [Heading(office.entry.id, office.entry.name, own[office.entry.id]) for office in self.offices]

    def by_kind(self) -> list[Heading]:
        """All papers of each kind, the kind with most on top."""
        return _headings(self.newest, lambda face: (face.sort, face.kind))

    def by_theme(self) -> list[Heading]:
        """All papers of each theme; themes of one name are one, whatever key an office has given them."""
        return _headings(self.newest, lambda face: (face.theme.id, face.theme.title) if face.theme else ("", ""))


def _newness(item: ShownFace) -> tuple[date, str, str]:
    assert item.face.day is not None
    return item.face.day, item.office.entry.id, item.face.address


def _headings(items: Iterable[ShownFace], named: Callable[[Face], tuple[str, str]]) -> list[Heading]:
    """The items by title, each title under the first key that an office has for it and that is not taken."""
    found: dict[str, list[ShownFace]] = defaultdict(list)
    keys: dict[str, str] = {}
    for item in items:
        key, title = named(item.face)
        if key and title:
            found[title].append(item)
            keys.setdefault(title, key)
    taken: set[str] = set()
    headings = []
    for title in sorted(found, key=lambda title: (-len(found[title]), title)):
        key, number = keys[title], 1
        while key in taken:
            number += 1
            key = f"{keys[title]}-{number}"
        taken.add(key)
        headings.append(Heading(key, title, found[title]))
    return headings
