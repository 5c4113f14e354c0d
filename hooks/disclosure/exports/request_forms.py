"""The form for requests to take along: as a Word file, and as a PDF that is filled in."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.request_form import FORM, request_column, request_form
from disclosure.pages.site import Site


@site_assets
def request_forms(site: Site) -> Iterator[Asset]:
    """Two files, for an office that has a column of requests."""
    if request_column(site) is not None:
        yield Asset(addresses.request_form_address("docx"), partial(form_word, site))
        yield Asset(addresses.request_form_address("pdf"), partial(form_pdf, site))


def form_word(site: Site) -> bytes:
    """The form as a Word file; the same form gives the same bytes."""
    from disclosure.exports.papers.request_word import request_word

    return request_word(request_form(site))


def form_pdf(site: Site) -> bytes:
    """The form as a PDF with fields; the same form gives the same bytes."""
    from disclosure.exports.papers.fillable_pdf import fillable_pdf

    return fillable_pdf(FORM, request_form(site))
