"""The page of something that people want to get done, with what helps them."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.pages import addresses
from disclosure.pages.audiences import FOR_ME
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, site_tags, trail_to
from disclosure.pages.site import Site
from disclosure.records.agency import Audience
from disclosure.records.life_events import LifeEvent


@pages_of(LifeEvent)
def life_event_page(event: LifeEvent, site: Site) -> Iterator[Page]:
    """What there is for a life event."""
    documents = [document for document in site.documents if event.id in document.life]
    yield Page(
        site=site,
        address=addresses.address(event),
        title=event.title,
        template="life_event.html",
        source=event.place(),
        values=lambda links: {"event": event, "documents": documents},
        description=f"{site.agency.short_name}：{event.means}。",
        tags=site_tags(site),
        trail=(*trail_to(site, None), (FOR_ME, addresses.list_address(Audience))),
    )
