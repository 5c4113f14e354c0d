"""The address of every record, from its type and id alone: titles, states and dates never move a page."""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from disclosure.records.base import Record
from disclosure.records.documents import Document

HOME = "index.html"
NOT_FOUND = "404.html"
SITE_MAP = "about/site-map.html"
RULES = "about/rules.html"
OPEN_WORK = "open-work.html"
WITHDRAWN = "about/withdrawn.html"
SEARCH = "search.html"
SITEMAP = "sitemap.xml"
OPEN_CONSULTATIONS_FEED = "feeds/open-consultations.xml"
DATA = "data/index.html"
DATA_CATALOGUE = "data/catalog.jsonld"
CONSULTATIONS_CALENDAR = "consultations.ics"
STANDARD_CATALOGUE = "standard-catalogue.html"  # as the list of its fields would be
CATALOGUE_CALENDAR = "standard-catalogue.ics"
CATALOGUE_ROUNDS = "standard-catalogue/rounds"
QUESTIONS = "questions.html"
ALL_DECISIONS = "decisions"  # what the tables of all years are called
ALL_OPINIONS = "opinions"
ALL_QUESTIONS = "questions"
QUESTION_MONTHS = "questions/months"
SERVICE_FIGURES = "service-figures.html"
SERVICE_DATA = "service-figures"
SERVICE_RESPONSES = "service-figures/responses"
DIRECT_LINE = "service-figures/direct-line"
PATROLS = "patrols.html"
REQUEST_STATISTICS = "request-statistics"
ORGANISATION = "organisation.html"
REQUEST_FORM = "request-form.html"  # beside it lie the same as Word and PDF
EVENTS = "events.html"
EVENTS_CALENDAR = "events.ics"
EVENT_DATA = "events"  # what the tables of all events are called
EVENT_SUGGESTIONS = "events/suggestions"
HALL = "hall.html"
HALL_STYLES = "hall.css"  # turns the pages of the display, as many as there are
PAPER_STYLES = "papers.css"  # of what is printed and put up: posters and leaflets
TABLES = ("csv", "xlsx", "json")  # the forms in which every table is given


def has_page(record: Record) -> bool:
    """Whether records of this type have a page of their own."""
    return bool(record.page_folder)


def address(record: Record) -> str:
    """The record's page, relative to the site's root: ``documents/doc-2023-014.html``."""
    return record.page_address


def law_address(key: str) -> str:
    """The page that tells which rule watches over each article of a law."""
    return f"about/rules/{key}.html"


def document_address(key: str) -> str:
    """The page of the document of an id, also of one that was taken down."""
    return Document.address_of(key)


def list_address(kind: type[Record]) -> str:
    """The page that lists all records of a type: ``workplans.html``, where no id can stand in its way."""
    return f"{kind.page_folder}.html"


def attachment_address(document: Document, file: str) -> str:
    """Where an attachment is published; not percent-encoded."""
    return f"files/{document.id}/{file}"


def feed_address(column_id: str) -> str:
    """The Atom feed of a column."""
    return f"feeds/{column_id}.xml"


def decision_feed_address(key: str) -> str:
    """The Atom feed of what happens to one decision."""
    return f"feeds/decisions/{key}.xml"


def questions_feed(document: Document | None) -> str:
    """The Atom feed of the answers to questions: on one paper, or on all."""
    return "feeds/questions.xml" if document is None else f"feeds/questions/{document.id}.xml"


def calendar_address(key: str) -> str:
    """The days of one consultation, for a calendar: ``consultations/doc-2025-006.ics``."""
    return f"consultations/{key}.ics"


def open_month_address(year: int) -> str:
    """The events of a year, what comes next first: ``open-month/2025.html``."""
    return f"open-month/{year}.html"


def leaflet_address(year: int) -> str:
    """The folded leaflet on a year's events."""
    return f"open-month/{year}-leaflet.html"


def poster_address(key: str) -> str:
    """The poster of an event: ``posters/ev-2025-02.html``."""
    return f"posters/{key}.html"


def event_calendar_address(key: str) -> str:
    """One event for a calendar: ``events/ev-2025-02.ics``."""
    return f"events/{key}.ics"


def comparison_address(document: Document) -> str:
    """The page that holds the whole text of a policy against another one: ``comparisons/doc-2023-010.html``."""
    return f"comparisons/{document.id}.html"


def policy_feed_address(key: str) -> str:
    """The Atom feed of what happens to one policy."""
    return f"feeds/policies/{key}.xml"


def paper_data_address(key: str, form: str) -> str:
    """One policy or annual report to take along: ``data/documents/doc-2023-010.json``, ``.docx``, ``.xlsx``."""
    return f"data/documents/{key}.{form}"


def audience_listing(audience_id: str, group: str, number: int) -> str:
    """Page ``number`` (from 1) of the papers of one group for an audience: ``for-me/elderly/policies-2.html``."""
    return f"for-me/{audience_id}/{_numbered(group, number)}.html"


FOR_ME_CRITERIA = "for-me.json"  # against which the page holds what a reader says
FOR_ME_STYLES = "for-me.css"  # shows of all cards those of a pick, without a script


def pick_feed_address(key: str) -> str:
    """The Atom feed of a pick (``who-elderly``, ``life-lift``)."""
    return f"feeds/for-me/{key}.xml"


def pick_json_feed_address(key: str) -> str:
    """The JSON Feed of a pick."""
    return f"feeds/for-me/{key}.json"


def pick_package_address(key: str) -> str:
    """The whole package of a pick: policies, interpretations, common questions."""
    return f"data/for-me/{key}.json"


def data_address(page: str, form: str) -> str:
    """What stands on a page, as data in one of the forms: ``columns/news.html`` → ``data/columns/news.csv``."""
    return f"data/{page.removesuffix('.html')}.{form}"


def official_catalogue(key: str) -> str:
    """A field of the standard catalogue, or ``all``, as a workbook in the official form."""
    return data_address(f"standard-catalogue/{key}", "xlsx")


def request_form_address(form: str) -> str:
    """The form for requests as a file: ``request-form.docx``, ``.pdf``."""
    return f"request-form.{form}"


def opinions_address(decision: str, form: str) -> str:
    """The opinions on a decision as a table, given its page: ``data/decisions/dec-2025-01/opinions.csv``."""
    return f"data/{decision.removesuffix('.html')}/opinions.{form}"


def schema_address(name: str) -> str:
    """The JSON Schema of one kind of data."""
    return f"data/schema/{name}.json"


def listing_address(column_id: str, facet: str, number: int) -> str:
    """Page ``number`` (from 1) of one slice of a column, such as a year: ``columns/news/2024-2.html``."""
    return f"columns/{column_id}/{_numbered(facet, number)}.html"


def sitemap_part(number: int) -> str:
    """Part ``number`` (from 1) of a sitemap that is too large for one file."""
    return f"{SITEMAP.removesuffix('.xml')}-{number}.xml"


def catalogue_part(catalogue: Record, number: int) -> str:
    """Page ``number`` (from 1) of the catalogue of a year: ``decisions/2025.html``, ``decisions/2025/2.html``."""
    first = address(catalogue)
    return f"{first.removesuffix('.html')}/{number}.html" if number > 1 else first


def _numbered(name: str, number: int) -> str:
    """A page of several: the first has no number."""
    return f"{name}-{number}" if number > 1 else name


def relative(target: str, page: str) -> str:
    """The href that leads from ``page`` to ``target``, both relative to the root; works under any sub-path."""
    return "../" * page.count("/") + _quoted(target)


@lru_cache(maxsize=1 << 16)
def _quoted(target: str) -> str:
    path, mark, fragment = (target, "", "") if target.startswith("files/") else target.partition("#")
    return quote(path) + (mark + quote(fragment) if mark else "")
