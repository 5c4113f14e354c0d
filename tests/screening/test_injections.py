"""Whatever is written in a field, in a text or in a file's name stays text: on pages, in feeds, in JSON files."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote
from xml.etree import ElementTree

import pytest
from selectolax.lexbor import LexborHTMLParser

from disclosure.catalogue import ALL_RULES
from disclosure.exports.for_me import CHANGED, STOPPED
from disclosure.findings import Place
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages import addresses
from disclosure.pages.documents import document_page
from disclosure.pages.hrefs import Links
from disclosure.pages.markdown import MarkdownRenderer
from disclosure.pages.site import Site
from disclosure.publication import Publication, publication
from disclosure.reading.dialect import Converter, without_private
from disclosure.reading.front_matter import Body
from disclosure.records.documents import Document
from disclosure.records.files import data_files
from disclosure.records.withdrawals import Withdrawal
from disclosure.screening.markup import hits
from disclosure.screening.written import Known, Written
from screening.contexts import CONTEXTS, dangers
from screening.everywhere import FITTING, Filler, texts_of
from screening.injections import INJECTIONS

TODAY = date(2025, 6, 18)
HARMLESS = "普通文字"
TOGETHER = 20
GROUPS = ["\u2003".join(INJECTIONS[start : start + TOGETHER]) for start in range(0, len(INJECTIONS), TOGETHER)]
FILE_NAMES = (
    '附件"一<二>三.pdf', "x' onmouseover='alert(1)'.pdf", '"><img src=x onerror=alert(1)>.pdf', "100%.pdf",
    "a%2e%2e%2f.pdf", "%41#b?c=d&amp;e.pdf", "{{7*7}}{% x %}.pdf", "=cmd|'.pdf", "javascript:alert(1).pdf", "a\\b.pdf",
    "a [b](c) `d` *e*.pdf",
)  # fmt: skip
ATOM = "{http://www.w3.org/2005/Atom}"

LINKS = (("data-leaves", "href"), ("class", "data-until", "href"))  # in a text; the button for answers
OF_A_LINK = ("a", "span")  # the elements of a link to another site, at most
Shape = list[tuple[str, tuple[str, ...]]]


def filled(root: Path, text: str) -> tuple[Publication, Filler]:
    """The pages of an office with ``text`` in every field, made whatever the checks would say."""
    filler = Filler(text)
    filler.fill(root)
    register = read_register(root)
    assert register.broken == set()
    return publication(Site(register, law_book(register), TODAY, ALL_RULES)), filler


def shape(html: str) -> Shape:
    """The elements of a page in their order, each with the names of its attributes.

    The links that are made of a web address in a text are left out, if they are as we make them; so is where a title
    may break, which its words decide.
    """
    parsed = LexborHTMLParser(html)
    for link in parsed.css("a[data-leaves], a[data-until]"):
        if tuple(sorted(link.attributes)) in LINKS and len(link.css("*")) <= len(OF_A_LINK):
            link.decompose()
    return [(node.tag or "", tuple(sorted(node.attributes))) for node in parsed.css("*:not(wbr)")]


@pytest.fixture(scope="module")
def harmless(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], dict[str, Shape]]:
    """The pages that harmless words make which stand on as many lines as a text: lines may become paragraphs."""

    @cache
    def of(words: str) -> dict[str, Shape]:
        root = shutil.copytree(small_office, tmp_path_factory.mktemp("harmless") / "project", symlinks=True)
        made, _ = filled(root, words)
        return {address: shape(made.render(address)) for address in made.pages}

    return lambda text: of(re.sub(r"[^\r\n]+", HARMLESS * 100, text))  # long: a page may cut what is


def test_the_filler_reaches_every_text_of_every_record(office_copy: Path) -> None:
    _, filler = filled(office_copy, HARMLESS)
    every = {text for model in (Document, *(kind.model for kind in data_files())) for text in texts_of(model)}
    assert len(every) >= 90
    assert every - filler.reached == set(FITTING)


@pytest.mark.parametrize("text", GROUPS, ids=lambda text: f"from {text[:12]!r}")
def test_a_field_puts_no_markup_anywhere(
    text: str, office_copy: Path, harmless: Callable[[str], dict[str, Shape]]
) -> None:
    made, _ = filled(office_copy, text)
    expected = harmless(text)
    assert set(made.pages) == set(expected)
    assert [address for address in made.pages if shape(made.render(address)) != expected[address]] == []
    assert [title for document, title in headlines(made) if title != " ".join(document.title.split())] == []
    texts = [asset for asset in made.assets if asset.address.endswith((".json", ".css", ".xml"))]
    assert [asset.address for asset in texts if not keeps_texts(asset.address, asset.data.decode(), made.site)] == []


def headlines(made: Publication) -> Iterator[tuple[Document, str]]:
    """Every document with the headline of its page as readers see it."""
    for document in made.site.documents:
        headline = LexborHTMLParser(made.render(addresses.address(document))).css_first("h1")
        yield document, " ".join(headline.text().split()) if headline else ""


def keeps_texts(address: str, content: str, site: Site) -> bool:
    """Whether a generated file can be read and holds the titles as they are."""
    titles = {title for document in site.documents for title in (document.title, document.headline) if title}
    for down in site.register.all(Withdrawal):  # what was taken down has a name of ours
        titles |= {down.words, f"已撤下：一件{down.kind.label}"}
    if address.startswith("feeds/for-me/"):  # what became of a card stands before its title
        titles |= {f"{kind}：{title}" for kind in (CHANGED, STOPPED) for title in titles}
    if address.endswith(".json"):
        made = json.loads(content)
        rows = made.get("rows", ()) if isinstance(made, dict) else ()
        return not address.startswith("data/columns/") or {row["title"] for row in rows} <= titles
    if address.endswith(".css"):
        return not any(title in content for title in titles)
    root = ElementTree.fromstring(content)
    found = [node.text for node in root.iter(f"{ATOM}title")]
    return {title for title in found[1:] if title} <= titles


@pytest.fixture(scope="module")
def site(small_office: Path) -> Site:
    register = read_register(small_office)
    return Site(register, law_book(register), TODAY, ALL_RULES)


@pytest.fixture(scope="module")
def frame(site: Site) -> tuple[str, str]:
    """A document's page, cut where its text stands."""
    document = site.register.documents[0].model_copy().with_body(Body("此处是正文", 1))
    before, _, after = next(document_page(document, site)).render()[0].partition("<p>此处是正文</p>")
    return before, after


@pytest.fixture(scope="module")
def published(site: Site) -> Callable[[str], str]:
    """What the page layer alone makes of a text, whatever the checks say of it."""
    renderer, document = MarkdownRenderer(site.register), site.register.documents[0].model_copy()

    def of(text: str) -> str:
        links = Links(addresses.address(document), Place("a.md"))
        return str(renderer.render(document.with_body(Body(text, 1)), links))

    return of


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_text_puts_nothing_into_its_page_that_runs_or_loads(
    context: str, published: Callable[[str], str], frame: tuple[str, str]
) -> None:
    wrong = []
    whole = shape_around(frame, "")
    for text in INJECTIONS:
        html = published(CONTEXTS[context].format(text))
        if dangers(html) or shape_around(frame, html) != whole:
            wrong.append((text, dangers(html)))
    assert wrong == []


@pytest.mark.parametrize("name", FILE_NAMES)
def test_a_file_name_stays_a_name(name: str, site: Site, office_copy: Path) -> None:
    document = office_copy / "docs/notices/2025/doc-2025-003.md"
    text = document.read_text("utf-8").replace("file: doc-2025-003-1.pdf", f"file: {json.dumps(name)}", 1)
    document.write_text(text.replace("(doc-2025-003-1.pdf)", f"(<{quote(name)}>)", 1), "utf-8")
    (document.parent / "doc-2025-003-1.pdf").rename(document.parent / name)
    register = read_register(office_copy)
    made = publication(Site(register, law_book(register), TODAY, ALL_RULES))
    html = made.render("documents/doc-2025-003.html")
    links = [node.attributes["href"] or "" for node in LexborHTMLParser(html).css('a[href*="files/"]')]
    assert [unquote(link) for link in links] == [f"../files/doc-2025-003/{name}"] * 2
    assert made.files[f"files/doc-2025-003/{name}"].name == name
    assert shape(html) == shape(publication(site).render("documents/doc-2025-003.html"))


@pytest.mark.parametrize("old", ["../outside.html", "/outside.html", "a/../../outside.html", "..\\outside.html"])
def test_a_redirect_makes_no_page_outside_of_the_site(old: str, office_copy: Path) -> None:
    entry = {"old": old, "new": "doc-2025-003", "reason": "搬家", "date": "2025-06-01"}
    (office_copy / "data/redirects").mkdir()
    (office_copy / "data/redirects/old.yml").write_text(json.dumps(entry, ensure_ascii=False), "utf-8")
    register = read_register(office_copy)
    assert register.broken == set()
    assert [page for page in publication(Site(register, law_book(register), TODAY)).pages if "outside" in page] == []


def shape_around(frame: tuple[str, str], html: str) -> Shape:
    """The elements of a page that are not in its text."""
    tree = LexborHTMLParser(html.join(frame))
    inside = {node.mem_id for node in tree.css("div.body *")}
    return [(node.tag or "", tuple(node.attributes)) for node in tree.css("*") if node.mem_id not in inside]


@pytest.mark.parametrize("context", CONTEXTS)
def test_a_text_that_would_run_or_load_is_refused(context: str) -> None:
    markdown, missed = Converter(), []
    for text in INJECTIONS:
        body = CONTEXTS[context].format(text)
        written = Written("docs/a.md", f"---\ntitle: 甲\n---\n{body}")
        found = [hit.rule for hit in hits(written, Known())]
        if dangers(markdown.html(without_private(body))) and not any(rule.severity == "error" for rule in found):
            missed.append((text, dangers(markdown.html(body))))
    assert missed == []
