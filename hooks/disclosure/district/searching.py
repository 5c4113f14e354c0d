"""One search over all offices: their own indexes, as they are published, made one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from urllib.parse import quote

from disclosure.district.shown import ShownOffice
from disclosure.faces.face import OfficeFaces
from disclosure.pages.assets import Asset
from disclosure.search.entries import Findable, in_order
from disclosure.search.index import index_files
from disclosure.search.postings import Postings
from disclosure.search.reopened import IndexBroken, Reopened


def check_index(faces: OfficeFaces, index: Reopened) -> None:
    """Raise IndexBroken unless an office's index can be read to its end and leads to nothing but its own pages."""
    astray = next((entry.address for entry in index.entries if entry.address not in faces.addresses), None)
    if astray is not None:
        raise IndexBroken(f"检索数据里的“{astray[:60]}”不在公开清单里。")
    for _ in index.rows():
        pass  # each is looked at as it is read


def one_index(offices: Sequence[tuple[ShownOffice, Reopened]]) -> Iterator[Asset]:
    """The files of the index of all offices, each checked. What is found leads to the office's own page."""
    placed = [_entries_of(office, index) for office, index in offices]
    found = in_order(entry for entries in placed for entry in entries)
    numbers = {id(entry): number for number, entry in enumerate(found)}
    postings = Postings()
    for (_, index), entries in zip(offices, placed, strict=True):
        for token, frequency, kept in index.rows():
            postings.take(token, frequency, ((step, numbers[id(entries[number])]) for step, number in kept))
    postings.settle()
    groups = {tuple(sorted(group)): list(group) for _, index in offices for group in index.same}
    yield from index_files(found, [entry.summary for entry in found], postings, [groups[key] for key in sorted(groups)])


def _entries_of(office: ShownOffice, index: Reopened) -> list[Findable]:
    """An office's entries under their addresses seen from the portal."""
    return [replace(entry, address=_seen(office, entry.address), office=office.entry.name) for entry in index.entries]


def _seen(office: ShownOffice, address: str) -> str:
    return office.folder + address if office.folder else office.faces.site_url + quote(address)
