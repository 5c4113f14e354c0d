"""The faces of a site: what can be found in it, as others may show it."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Any

from disclosure.faces.face import FILE, SCHEMA, Face, FaceTheme, OfficeFaces, by_folder, written
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.site import Site
from disclosure.records.base import Record
from disclosure.records.columns import Column
from disclosure.records.documents import Document
from disclosure.search.entries import Findable, entries


@site_assets
def faces_file(site: Site) -> Iterator[Asset]:
    """The faces of the site, as a file among its pages."""
    yield Asset(FILE, lambda: _content(site))


def _content(site: Site) -> str:
    assert site.listing is not None
    return written(faces_of(site, site.listing()))


def faces_of(site: Site, published: Collection[str]) -> OfficeFaces:
    """The faces of all that is public on a site.

    ``published`` is the address of every file, but of those that change their names with what is in them.
    """
    records = {
        addresses.address(record): record for record in site.register.records.values() if addresses.has_page(record)
    }
    agency = site.agency
    return OfficeFaces(
        schema=SCHEMA,
        name=agency.name,
        short_name=agency.short_name,
        site_name=agency.site_name,
        site_url=agency.site_url,
        day=site.today,
        moved=_moved(site, published),
        withdrawn=tuple(sorted({addresses.address(record) for record in site.register.stand_ins} & {*published})),
        published=by_folder(published),
        faces=tuple(_face(found, records.get(found.address), site) for found in site.once(entries)),
    )


def _moved(site: Site, published: Collection[str]) -> dict[str, str]:
    """The addresses that lead on, and where to."""
    pairs = ((item.old, site.register.records.get(item.new)) for item in site.register.redirects)
    return {
        old: addresses.address(target)
        for old, target in sorted(pairs, key=lambda pair: pair[0])
        if target is not None and addresses.has_page(target) and old in published
    }


def _face(found: Findable, record: Record | None, site: Site) -> Face:
    return Face(
        id=record.key if record is not None else "",
        address=found.address,
        title=found.title,
        sort=_sort(record),
        kind=found.kind,
        day=found.day,
        number=found.number,
        validity=found.validity.label if found.validity is not None else "",
        told=found.told,
        summary=found.said("" if found.summary else found.text),
        **(_of_document(record, site) if isinstance(record, Document) else {}),
    )


def _sort(record: Record | None) -> str:
    """The key of what a record is: documents are told apart by their kind."""
    if isinstance(record, Document):
        return record.kind.value
    return f"all-{record.page_folder}" if record is not None else ""


def _of_document(document: Document, site: Site) -> dict[str, Any]:
    column = site.register.get(document.column, Column)
    theme, asked, successor = site.theme(document.theme), document.consultation, site.replacing(document)
    return {
        "column": column.title if column is not None else "",
        "theme": FaceTheme(id=document.theme, title=theme) if document.theme and theme else None,
        "opens": asked.opens if asked is not None else None,
        "closes": asked.closes if asked is not None else None,
        "replaced_by": addresses.address(successor) if successor is not None else None,
    }
