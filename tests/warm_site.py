"""A site made as a build makes it, in this process and by the engine alone: what is public then, and what was found."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import NamedTuple

from disclosure.catalogue import ALL_RULES
from disclosure.findings import Finding, sort
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.memory.store import Store, open_store
from disclosure.memory.texts import TextReader
from disclosure.pages.site import Site
from disclosure.pages.watching import WatchedSite
from disclosure.publication import Publication, publication
from disclosure.publish import SiteBefore, begin, finish, open_staging, site_before
from disclosure.register import Register


class Made(NamedTuple):
    """Every file by its address, and what was found on the finished pages; ``anew`` are those that were rendered."""

    files: dict[str, bytes]
    found: list[Finding]
    anew: frozenset[str] = frozenset()


def made_site(root: Path, today: date, *, warm: bool = True) -> Made | None:
    """The site of the project at ``root``, published in it; ``None`` for one that has no office.

    With what is remembered, which is changed by that, or without. What stops a build stops nothing here, so that sites
    of every kind are compared.
    """
    store = open_store(root) if warm else None
    register = read_register(root, TextReader(store))
    register.settle(lambda record: 0)
    if register.agency is None:
        return None
    made, found = _made(root, register, today, store)
    files = {file.relative_to(root / _out(store)).as_posix(): file.read_bytes() for file in _files(root / _out(store))}
    return Made(files, sort(found), frozenset(made.digests))


def _made(root: Path, register: Register, today: date, store: Store | None) -> tuple[Publication, list[Finding]]:
    kind = Site if store is None else WatchedSite
    site = kind(register, law_book(register), today, ALL_RULES, remembers=store is not None)
    made, staging = publication(site), open_staging(root, root / _out(store))
    before = SiteBefore() if store is None else site_before(made, staging.before, store)
    stock, own = begin(made, before, staging.folder)
    for address in sorted(own):
        html = made.render(address)
        stock.take(address, html)
        (staging.folder / address).parent.mkdir(parents=True, exist_ok=True)
        (staging.folder / address).write_bytes(html.encode("utf-8", "xmlcharrefreplace"))
    done = finish(made, staging.folder, stock)
    staging.publish(made.listing)
    if made.earlier is not None and store is not None:
        made.earlier.note_release(staging.folder)
        store.save()
    return made, [*done.links, *done.unfaithful]


def _out(store: Store | None) -> str:
    return "cold" if store is None else "warm"


def _files(folder: Path) -> list[Path]:
    return [file for file in folder.rglob("*") if file.is_file()]
