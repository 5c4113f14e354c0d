"""What a page says of itself to machines: JSON-LD in the terms of schema.org, Open Graph, icons."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import rdflib
from PIL import Image, ImageChops
from selectolax.lexbor import LexborHTMLParser

import draw_icons
from disclosure.catalogue import ALL_RULES
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages import addresses
from disclosure.pages.site import Site
from disclosure.pages.structured import structured
from disclosure.publication import Publication, publication
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS, Kind

TODAY = date(2025, 6, 18)
BREAKING = "</script><script>alert(1)</script><!-- \u2028\u2029 & \"' ]]>"
URL = re.compile(r"https?://\S+")


def made_of(root: Path, today: date = TODAY) -> Publication:
    register = read_register(root)
    return publication(Site(register, law_book(register), today, ALL_RULES))


@pytest.fixture(scope="module")
def made(small_office: Path) -> Publication:
    return made_of(small_office)


@pytest.fixture(scope="module")
def graphs(made: Publication) -> dict[str, list[dict[str, Any]]]:
    """What each page says of itself, by its address."""
    return {address: graph_of(made.render(address)) for address in made.pages}


def graph_of(html: str) -> list[dict[str, Any]]:
    found = LexborHTMLParser(html).css('script[type="application/ld+json"]')
    return [thing for script in found for thing in json.loads(script.text())["@graph"]]


def walk(value: Any) -> Iterator[tuple[str, Any]]:
    """Every key with its value, all the way down."""
    if isinstance(value, dict):
        for key, below in value.items():
            yield key, below
            yield from walk(below)
    elif isinstance(value, list):
        for below in value:
            yield from walk(below)


def test_every_term_is_one_of_schema_org(graphs: dict[str, list[dict[str, Any]]]) -> None:
    pairs = [pair for graph in graphs.values() for pair in walk(graph)]
    terms = {key for key, _ in pairs if not key.startswith("@")} | {value for key, value in pairs if key == "@type"}
    terms |= {
        value.removeprefix(str(rdflib.SDO))
        for _, value in pairs
        if isinstance(value, str) and value.startswith(str(rdflib.SDO))
    }
    assert {term for term in terms if rdflib.SDO[term] not in rdflib.SDO} == set()
    assert {"Legislation", "GovernmentOrganization", "Dataset", "BreadcrumbList", "Event", "InForce"} <= terms


def test_every_page_below_another_says_the_way_to_it(made: Publication, graphs: dict[str, Any]) -> None:
    for address, page in made.pages.items():
        trails = [thing for thing in graphs[address] if thing["@type"] == "BreadcrumbList"]
        assert len(trails) == (1 if page.listed and page.trail else 0), address
        for trail in trails:
            steps = trail["itemListElement"]
            assert [step["position"] for step in steps] == list(range(1, len(steps) + 1))
            assert (steps[-1]["name"], steps[-1]["item"]) == (page.title, made.site.url(address))


def test_a_page_says_what_it_is_about(made: Publication, graphs: dict[str, Any]) -> None:
    for document in made.site.documents:
        kinds = [thing["@type"] for thing in graphs[addresses.address(document)]]
        consulting = ["Event"] if document.consultation else []
        service = ["GovernmentService"] if document.kind is Kind.SERVICE else []
        law = ["Legislation"] if document.kind in POLICY_KINDS else []
        assert kinds == ["BreadcrumbList", *law, *service, *consulting], document.id
    assert [thing["@type"] for thing in graphs["index.html"]] == ["WebSite"]
    datasets = Counter(address.split("/")[0] for address, graph in graphs.items() if "Dataset" in str(graph))
    assert datasets["catalogues"] == len(made.site.register.catalogues)
    assert datasets["decisions"] == len(made.site.register.decisions) and datasets["columns"] > 5


def test_every_address_is_that_of_something_published(made: Publication, graphs: dict[str, Any]) -> None:
    home = made.site.agency.site_url
    urls = {
        value for graph in graphs.values() for _, value in walk(graph) if isinstance(value, str) and URL.match(value)
    }
    own = {url.removeprefix(home) for url in urls if url.startswith(home)}
    assert own - made.listing == {""} and len(own) > 60


@pytest.mark.parametrize(
    ("change", "today", "force"),
    [
        ("validity: valid", TODAY, "InForce"),
        ("validity: valid\neffective: 2025-07-01", TODAY, "NotInForce"),
        ("validity: valid\neffective: 2025-07-01", date(2025, 7, 1), "InForce"),
        ("validity: valid\nexpires: 2025-06-17", TODAY, "NotInForce"),
        ("validity: amended\nvalidity_reason: 修改第三条", TODAY, "PartiallyInForce"),
        ("validity: repealed\nvalidity_reason: 由新办法废止", TODAY, "NotInForce"),
    ],
)
def test_whether_a_policy_is_in_force(change: str, today: date, force: str, office_copy: Path) -> None:
    file = next((office_copy / "docs/policies").rglob("*.md"))
    text = re.sub(
        r"^(?:validity|validity_reason|effective|expires|replaced_by):.*\n", "", file.read_text("utf-8"), flags=re.M
    )
    file.unlink()
    file.write_text(text.replace("\nkind:", f"\n{change}\nkind:", 1), "utf-8")
    page = made_of(office_copy, today).pages[f"documents/{file.stem}.html"]
    (law,) = [thing for thing in json.loads(structured(page))["@graph"] if thing["@type"] == "Legislation"]
    assert law["legislationLegalForce"] == f"https://schema.org/{force}"


def test_what_replaces_a_policy_says_that_it_changes_it(office_copy: Path) -> None:
    old, new = sorted((office_copy / "docs/policies").rglob("*.md"))[:2]
    text = re.sub(r"^replaced_by:.*\n", "", old.read_text("utf-8"), flags=re.M)
    old.unlink()
    old.write_text(text.replace("\nkind:", f"\nreplaced_by: {new.stem}\nkind:", 1), "utf-8")
    made = made_of(office_copy)
    (law,) = [thing for thing in graph_of(made.render(f"documents/{new.stem}.html")) if thing["@type"] == "Legislation"]
    record = made.site.register.get(old.stem, Document)
    assert [(one["name"], one["url"]) for one in law["legislationChanges"]] == [
        (record.title, made.site.url(f"documents/{old.stem}.html"))
    ]


def test_no_title_gets_out_of_the_data(made: Publication) -> None:
    html = replace(made.pages["about/rules.html"], title=BREAKING).render()[0]
    scripts = [node for node in LexborHTMLParser(html).css("script") if "src" not in node.attributes]
    assert [node.attributes for node in scripts] == [{"type": "application/ld+json"}]
    assert not set(scripts[0].text()) & set("<>&\u2028\u2029")
    assert BREAKING in {value for _, value in walk(graph_of(html)) if isinstance(value, str)}


def test_every_listed_page_says_what_is_shown_where_it_is_shared(made: Publication) -> None:
    home = made.site.agency.site_url
    for address, page in made.pages.items():
        tags = LexborHTMLParser(made.render(address)).css('meta[property^="og:"]')
        said = {tag.attributes["property"]: tag.attributes["content"] for tag in tags}
        if not page.listed:
            assert said == {}, address
            continue
        assert said["og:title"] == (page.title or made.site.agency.site_name), address
        assert (said["og:url"], said["og:description"]) == (made.site.url(address), page.description), address
        assert said["og:image"].removeprefix(home) in made.theme, address


def test_the_pictures_are_those_that_the_script_draws(made: Publication) -> None:
    pictures = {
        "apple-touch-icon.png": draw_icons.icon(180, rounded=False),
        "icon.ico": draw_icons.icon(32, rounded=True),
        "share.png": draw_icons.shared(),
    }
    for name, drawn in pictures.items():
        with Image.open(made.theme[f"assets/site/{name}"]) as committed:
            assert committed.size == drawn.size
            assert ImageChops.difference(committed.convert("RGBA"), drawn.convert("RGBA")).getbbox() is None, name
    assert draw_icons.shared().size == (1200, 630)
