"""What machines read: Atom feeds (RFC 4287) and the sitemap."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime

from disclosure.exports.datasets import shown_decisions
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, site_assets
from disclosure.pages.page import Page, environment
from disclosure.pages.site import Site
from disclosure.records.documents import Document

NEWEST = 20
_NEVER = datetime(2000, 1, 1)  # a site without a single document


@site_assets
def feeds(site: Site) -> Iterator[Asset]:
    """One Atom feed for each column that takes documents and for each decision, and one for open consultations."""
    for column in site.columns:
        if column.kinds:
            documents = site.by_column.get(column.id, [])[:NEWEST]
            page, feed = addresses.address(column), addresses.feed_address(column.id)
            yield _feed(site, feed, page, column.title, documents)
    for decision in shown_decisions(site):
        papers = {key for _, key in decision.documents()}
        documents = [document for document in (site.register.get(key, Document) for key in papers) if document]
        documents.sort(key=lambda document: (document.published, document.id), reverse=True)
        page, feed = addresses.address(decision), addresses.decision_feed_address(decision.id)
        yield _feed(site, feed, page, decision.title, documents)
    title = "正在征集意见"
    yield _feed(site, addresses.OPEN_CONSULTATIONS_FEED, addresses.HOME, title, site.open_consultations[:NEWEST])


def _feed(site: Site, address: str, page: str, title: str, documents: Sequence[Document]) -> Asset:
    updated = max((document.published for document in documents or site.documents[:1]), default=_NEVER)
    values = {"address": address, "page": page, "title": title, "documents": documents, "updated": updated}
    template = environment().get_template("feed.xml")
    return Asset(address, lambda: template.render(site=site, address_of=addresses.address, stamp=stamp, **values))


def stamp(moment: datetime) -> str:
    """A moment of Chinese standard time as RFC 3339."""
    return moment.strftime("%Y-%m-%dT%H:%M:%S+08:00")


def sitemap(site: Site, pages: Sequence[Page]) -> Asset:
    """The sitemap of all listed pages (sitemaps.org protocol)."""
    listed = sorted((page for page in pages if page.listed), key=lambda page: page.address)
    template = environment().get_template("sitemap.xml")
    return Asset("sitemap.xml", lambda: template.render(site=site, pages=listed))
