"""Pages of the demonstration site to look at: at least one of every template, found by the makers of the pages."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from urllib.parse import urlsplit

from demonstration import REPOSITORY
from disclosure.catalogue import ALL_RULES
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.order import day_in_china
from disclosure.pages.site import Site
from disclosure.publication import publication

# Of a template with faces that look different, each; of any other the first page that is made from it.
FACES = {
    "column": ["columns/news.html", "columns/personnel.html"],
    "slice": ["columns/policies/2024.html", "columns/news/2023.html"],
    "catalogue": ["catalogues/decisions-2025.html"],
    "decision": ["decisions/dec-2024-01.html", "decisions/dec-2025-04.html"],
    "consultation": [
        "documents/doc-2025-033.html",  # open
        "documents/doc-2024-030.html",  # closed, with its account
    ],
    "policy": [
        "documents/doc-2023-010.html",  # with all that a policy can have
        "documents/doc-2023-051.html",  # repealed
        "documents/doc-2024-036.html",  # with relations
    ],
    "event": [
        "events/ev-2024-01.html",  # over, with what became of it
        "events/ev-2025-02.html",  # to come
    ],
    "topic": ["topics/living-alone.html"],  # with parts that have nothing
    "document": [
        "documents/doc-2023-061.html",  # a guide to a service
        "documents/doc-2023-016.html",  # the feedback on a consultation, with headings in the text
        "documents/doc-2025-001.html",  # the guide with its elements and an attachment
        "documents/doc-2023-058.html",  # a table in the text
        "documents/doc-2025-015.html",  # the official tables of an annual report
    ],
}


def _by_template() -> dict[str, list[str]]:
    """The addresses of all pages, by the name of their template."""
    today = REGISTER.demonstration_day or day_in_china(datetime.now(UTC))
    site = Site(REGISTER, law_book(REGISTER), today, ALL_RULES)
    found: dict[str, list[str]] = {}
    for page in publication(site).pages.values():
        found.setdefault(page.template.removesuffix(".html"), []).append(page.address)
    return found


REGISTER = read_register(REPOSITORY)
assert REGISTER.agency is not None
SITE_URL = REGISTER.agency.site_url
SUB_PATH = urlsplit(SITE_URL).path  # where the portal keeps the site
ALL = _by_template()
# An office that has put its own content in the demonstration's place has other pages, and of some templates none.
SAMPLES = defaultdict(
    lambda: [""],
    {name: [face for face in FACES.get(name, ()) if face in paths] or paths[:1] for name, paths in ALL.items()},
)
MOVED = SAMPLES["redirect"][0]  # leaves for its new address by itself
# The pages that stay open while a test looks at them.
PAGES = [path for paths in SAMPLES.values() for path in paths if path != MOVED]
ONE_OF_EACH = [paths[0] for paths in SAMPLES.values() if paths[0] != MOVED]
PHONE_SIZE = {"width": 390, "height": 844}
