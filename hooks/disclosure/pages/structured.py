"""What a page is about, for machines that read it: JSON-LD in the terms of schema.org.

It stands in the page as data, which the security policy lets stand: nothing of it is ever run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from disclosure.life import is_dead
from disclosure.pages import addresses
from disclosure.records.columns import Column
from disclosure.records.decisions import Decision, DecisionCatalogue
from disclosure.records.documents import Document, Validity
from disclosure.records.events import OpenEvent
from disclosure.records.kinds import POLICY_KINDS, Kind

if TYPE_CHECKING:
    from disclosure.pages.page import Page
    from disclosure.pages.site import Site

Thing = dict[str, Any]
MEDIA_TYPES = {
    "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "json": "application/json",
    "zip": "application/zip",
}
# Nothing in it ends the element, begins another or breaks a line of a program.
_ESCAPED = {char: f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}


def structured(page: Page) -> Markup:
    """The JSON-LD of a page; "" where nothing is to be said."""
    graph = [*_trail(page), *_things(page)]
    if not graph:
        return Markup("")
    text = json.dumps({"@context": "https://schema.org", "@graph": graph}, ensure_ascii=False, separators=(",", ":"))
    for sign, escaped in _ESCAPED.items():
        text = text.replace(sign, escaped)
    return Markup(text)


def _trail(page: Page) -> Iterator[Thing]:
    if page.trail and page.title:
        steps = (*page.trail, (page.title, page.address))
        items = [
            {"@type": "ListItem", "position": number, "name": title, "item": page.site.url(address)}
            for number, (title, address) in enumerate(steps, 1)
        ]
        yield {"@type": "BreadcrumbList", "itemListElement": items}


def _things(page: Page) -> Iterator[Thing]:
    """What the page is about, if that is something for which there is a word."""
    site = page.site
    if page.address == addresses.HOME:
        yield {"@type": "WebSite", "name": site.agency.site_name, "url": site.url(""), "publisher": _office(site)}
    name = page.address.rpartition("/")[2].removesuffix(".html")
    record = site.register.records.get(name)
    if record is None or not addresses.has_page(record) or addresses.address(record) != page.address:
        return
    if isinstance(record, Document):
        yield from _of_document(record, site)
    elif isinstance(record, DecisionCatalogue):
        yield _dataset(page, addresses.TABLES)
    elif isinstance(record, Decision):
        yield _dataset(page, ("json", "zip"))
    elif isinstance(record, OpenEvent):
        yield _open_event(record, site)
    elif isinstance(record, Column) and site.by_column.get(record.id):
        yield _dataset(page, addresses.TABLES)


def _of_document(document: Document, site: Site) -> Iterator[Thing]:
    common = {
        "name": document.title,
        "url": site.url(addresses.address(document)),
        **({"description": document.summary} if document.summary else {}),
    }
    if document.kind in POLICY_KINDS:
        yield {"@type": "Legislation", **common, **_legislation(document, site)}
    elif document.kind is Kind.SERVICE:
        yield {"@type": "GovernmentService", **common, **_service(document, site)}
    elif document.consultation is not None:
        yield {"@type": "Event", **common, **_event(document, site)}


def _legislation(document: Document, site: Site) -> Thing:
    """A policy: its number, whether it is in force, what it changes or puts an end to."""
    changed = [
        _named(reference.source, site)
        for reference in site.register.backlinks.get(document.id, [])
        if reference.location[-1:] == ("replaced_by",)
    ]
    said = {
        "legislationIdentifier": document.doc_no or site.index_number(document),
        "legislationType": document.kind.label,
        "legislationLegalForce": f"https://schema.org/{_force(document, site.today)}",
        "legislationDate": document.made.isoformat(),
        "legislationPassedBy": {"@type": "GovernmentOrganization", "name": document.issuer},
        "datePublished": document.published.date().isoformat(),
        "temporalCoverage": _period(document),
        "legislationJurisdiction": "".join(site.agency.region),
        "legislationChanges": changed,
        "inLanguage": "zh-CN",
    }
    return {key: value for key, value in said.items() if value}


def _named(document: Any, site: Site) -> Thing:
    return {"@type": "Legislation", "name": document.title, "url": site.url(addresses.address(document))}


def _force(document: Document, today: date) -> str:
    """Which of schema.org's three states of force a policy is in."""
    begun = document.effective is None or document.effective <= today
    if is_dead(document, today) or not begun:
        return "NotInForce"
    return "PartiallyInForce" if document.validity is Validity.AMENDED else "InForce"


def _period(document: Document) -> str:
    """From when to when a policy is meant to hold, as ISO 8601 writes a span; ``..`` where it is open."""
    if document.effective is None:
        return ""
    return f"{document.effective.isoformat()}/{document.expires.isoformat() if document.expires else '..'}"


def _service(document: Document, site: Site) -> Thing:
    return {
        "provider": _office(site),
        "serviceOperator": {"@type": "GovernmentOrganization", "name": document.issuer},
        "areaServed": site.agency.short_name,
        "availableChannel": {"@type": "ServiceChannel", "servicePhone": _phone(site), "serviceUrl": site.url("")},
        "audience": [{"@type": "Audience", "audienceType": audience.title} for audience in site.audiences(document)],
    }


def _phone(site: Site) -> Thing:
    return {"@type": "ContactPoint", "telephone": site.agency.phone}


def _event(document: Document, site: Site) -> Thing:
    facts = document.consultation
    assert facts is not None
    return {
        "startDate": facts.opens.isoformat(),
        "endDate": facts.closes.isoformat(),
        "eventAttendanceMode": "https://schema.org/OnlineEventAttendanceMode",
        "eventStatus": "https://schema.org/EventScheduled",
        "location": {"@type": "VirtualLocation", "url": site.url(addresses.address(document))},
        "organizer": {"@type": "GovernmentOrganization", "name": document.issuer},
        "isAccessibleForFree": True,
    }


def _open_event(event: OpenEvent, site: Site) -> Thing:
    """An event to which the public is invited, with where and when, and whether it still takes place."""
    moved = "EventRescheduled" if event.was else "EventScheduled"
    online = {"@type": "VirtualLocation", "url": site.url(addresses.address(event))}
    said: Thing = {
        "@type": "Event",
        "name": event.title,
        "description": event.summary,
        "url": site.url(addresses.address(event)),
        "startDate": f"{event.date}T{event.start}:00+08:00",
        "endDate": f"{event.date}T{event.end}:00+08:00",
        "eventStatus": f"https://schema.org/{moved if event.takes_place else 'EventCancelled'}",
        "eventAttendanceMode": f"https://schema.org/{_MODES[event.is_on_site]}",
        "location": {"@type": "Place", "name": event.venue} if event.is_on_site else online,
        "organizer": {"@type": "GovernmentOrganization", "name": site.agency.name},
    }
    return said | ({"previousStartDate": event.was[-1].isoformat()} if event.was else {})


_MODES = {True: "OfflineEventAttendanceMode", False: "OnlineEventAttendanceMode"}


def _dataset(page: Page, forms: tuple[str, ...]) -> Thing:
    """What can be downloaded of a page."""
    site = page.site
    files = [
        {
            "@type": "DataDownload",
            "encodingFormat": MEDIA_TYPES[form],
            "contentUrl": site.url(addresses.data_address(page.address, form)),
        }
        for form in forms
    ]
    said: Mapping[str, Any] = {
        "@type": "Dataset",
        "name": page.title,
        "description": page.description,
        "url": site.url(page.address),
        "creator": _office(site),
        "usageInfo": site.url(addresses.DATA),
        "isAccessibleForFree": True,
        "inLanguage": "zh-CN",
        "dateModified": page.changed.isoformat() if page.changed else "",
        "distribution": files,
    }
    return {key: value for key, value in said.items() if value != ""}


def _office(site: Site) -> Thing:
    return {"@type": "GovernmentOrganization", "name": site.agency.name, "url": site.url("")}
