"""What is published, read file by file as machines read it: tags, feeds, sitemap, and nothing that does not belong."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit
from xml.etree import ElementTree

import pytest
import yaml
from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode
from typer.testing import CliRunner

from demonstration import REPOSITORY
from disclosure.cli import app

pytestmark = pytest.mark.demonstration

ATOM = "{http://www.w3.org/2005/Atom}"
ATOM_SCHEMA = etree.RelaxNG(etree.parse(Path(__file__).with_name("atom.rng")))
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def written(file: Path) -> dict[str, Any]:
    """What stands in a YAML file."""
    return yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)


AGENCY = written(REPOSITORY / "data" / "agency.yml")
REDIRECTS = [written(file) for file in (REPOSITORY / "data/redirects").glob("*.yml")]
HOME = AGENCY["site_url"]
EVENTS = [written(file) for file in sorted((REPOSITORY / "data/events").glob("*/*.yml"))]
COMING = [event for event in EVENTS if str(event["date"]) >= str(AGENCY["demonstration"]["clock"])]
# What is put up: posters of what is to come, the leaflets of its years, the display in the hall.
PUT_UP = {"hall.html", *(f"posters/{event['id']}.html" for event in COMING)}
PUT_UP |= {f"open-month/{str(event['date'])[:4]}-leaflet.html" for event in COMING}
TAKEN_DOWN = {f"documents/{file.stem}.html" for file in (REPOSITORY / "data" / "withdrawn").glob("*/*.yml")}
UNLISTED = {"404.html", "search.html", *(redirect["old"] for redirect in REDIRECTS), *PUT_UP, *TAKEN_DOWN}

SITE_TAGS = ["SiteName", "SiteDomain", "SiteIDCode"]
COLUMN_TAGS = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"]
ARTICLE_TAGS = ["ArticleTitle", "PubDate", "ContentSource"]

INLINE_SCRIPT = "script:not([src], [type='application/ld+json'])"  # that type is data, which no browser runs
# What a template or a program leaves behind when a value is missing or a mark was not replaced.
LEFTOVERS = re.compile(
    r"\bNone\b|\bnull\b|\bundefined\b|\bNaN\b|<built-in|object at 0x|Undefined|\{\{|\{%|%\}|ref:|[\ue000-\uf8ff\ufffd]"
)


@pytest.fixture(scope="module")
def site(demonstration_site: Path) -> Path:
    return demonstration_site


def test_the_build_leaves_the_editors_files_alone(site: Path) -> None:
    project = next(folder / "project" for folder in site.parents if (folder / "project").is_dir())
    laid = (project / "hooks").lstat().st_mtime_ns  # the last thing that was put there before the build
    for name in ("data", "docs"):
        files = sorted(file for file in (project / name).rglob("*") if file.is_file())
        theirs = sorted(file for file in (REPOSITORY / name).rglob("*") if file.is_file())
        assert [file.relative_to(project) for file in files] == [file.relative_to(REPOSITORY) for file in theirs]
        changed = [file for file, own in zip(files, theirs, strict=True) if file.read_bytes() != own.read_bytes()]
        assert changed == []
        assert [path for path in (project / name).rglob("*") if path.lstat().st_mtime_ns > laid] == []


@pytest.fixture(scope="module")
def pages(site: Path) -> dict[str, LexborHTMLParser]:
    """Every page by its address."""
    files = sorted(site.rglob("*.html"))
    return {file.relative_to(site).as_posix(): LexborHTMLParser(file.read_text("utf-8")) for file in files}


@pytest.fixture(scope="module")
def feeds(site: Path) -> dict[str, ElementTree.Element]:
    """Every feed by its address."""
    files = sorted((site / "feeds").rglob("*.xml"))
    return {file.relative_to(site).as_posix(): ElementTree.parse(file).getroot() for file in files}


# --- required tags ------------------------------------------------------------------------------------------------


def expected_tags(address: str) -> list[str]:
    if address.startswith("documents/") and address not in TAKEN_DOWN:
        return [*SITE_TAGS, *COLUMN_TAGS, *ARTICLE_TAGS]
    if address.startswith(("columns/", "catalogues/", "decisions/")):
        return [*SITE_TAGS, *COLUMN_TAGS]
    return SITE_TAGS


def test_every_page_has_its_required_tags(pages: dict[str, LexborHTMLParser]) -> None:
    required = {*SITE_TAGS, *COLUMN_TAGS, *ARTICLE_TAGS}
    for address, page in pages.items():
        tags = [(tag.attributes["name"], tag.attributes["content"]) for tag in page.css("meta[name]")]
        assert [name for name, _ in tags if name in required] == expected_tags(address), address
        assert [name for name, content in tags if not (content or "").strip()] == [], address


def test_the_tags_say_something(pages: dict[str, LexborHTMLParser]) -> None:
    host = urlsplit(HOME).netloc
    for address, page in pages.items():
        tags = {tag.attributes["name"]: tag.attributes["content"] for tag in page.css("meta[name]")}
        assert (tags["SiteName"], tags["SiteDomain"]) == (AGENCY["site_name"], host), address
        column = [tags[name] for name in COLUMN_TAGS if name in tags]
        assert len(set(column)) != 1, f"{address}: all the tags of the column say the same"
        if "PubDate" in tags:
            assert datetime.strptime(tags["PubDate"] or "", "%Y-%m-%d %H:%M"), address
            assert tags["ArticleTitle"] == text_of(page, "h1"), address


# --- feeds and sitemap --------------------------------------------------------------------------------------------


def test_every_column_with_documents_has_a_feed(feeds: dict[str, ElementTree.Element], site: Path) -> None:
    with_years = {folder.name for folder in (site / "columns").iterdir() if folder.is_dir()}
    assert with_years | {"open-consultations"} <= {Path(address).stem for address in feeds}


def test_feeds_have_what_atom_asks_for(feeds: dict[str, ElementTree.Element], site: Path) -> None:
    for address, feed in feeds.items():
        assert feed.tag == f"{ATOM}feed", address
        assert value(feed, "title") and value(feed, "author/name"), address
        assert value(feed, "id") == link(feed, "self") == HOME + address
        assert is_published(link(feed, "alternate"), site), address
        stamps = [moment(value(entry, "updated")) for entry in feed.iter(f"{ATOM}entry")]
        assert moment(value(feed, "updated")) >= max(stamps, default=moment(value(feed, "updated"))), address


def test_feeds_are_valid_by_the_schema_of_atom(feeds: dict[str, ElementTree.Element], site: Path) -> None:
    """RFC 4287, Appendix B; of its rules beside the schema, that each feed has an author and each entry a page."""
    for address in feeds:
        feed = etree.parse(site / address)
        assert ATOM_SCHEMA.validate(feed), (address, ATOM_SCHEMA.error_log.last_error)
        assert feed.find(f"{ATOM}author") is not None
        for entry in feed.iter(f"{ATOM}entry"):
            assert any(found.get("rel") == "alternate" for found in entry.iter(f"{ATOM}link")), address


@pytest.mark.parametrize(
    "more",
    [
        "<title>b</title>",
        "<updated>2025-01-01</updated>",
        "<link/>",
        '<link href="a" type="html"/>',
        "<entry><title>a</title><id>i</id></entry>",
        "<author/>",
        "<strange/>",
    ],
)
def test_the_schema_of_atom_says_no(more: str) -> None:
    head = '<feed xmlns="http://www.w3.org/2005/Atom"><title>a</title><id>i</id><updated>2025-01-01T08:00:00Z</updated>'
    assert ATOM_SCHEMA.validate(etree.fromstring(f"{head}</feed>"))
    assert not ATOM_SCHEMA.validate(etree.fromstring(f"{head}{more}</feed>"))


def test_entries_have_what_atom_asks_for(feeds: dict[str, ElementTree.Element], site: Path) -> None:
    for address, feed in feeds.items():
        entries = list(feed.iter(f"{ATOM}entry"))
        ids = [value(entry, "id") for entry in entries]
        assert len(ids) == len(set(ids)), address
        for entry in entries:
            assert value(entry, "title"), address
            assert moment(value(entry, "published")) <= moment(value(entry, "updated")), address
            assert is_published(link(entry, "alternate"), site), address
        published = [moment(value(entry, "published")) for entry in entries]
        assert published == sorted(published, reverse=True), f"{address}: not newest first"


def test_pages_announce_feeds_that_exist(pages: dict[str, LexborHTMLParser], site: Path) -> None:
    announced = [
        (address, link.attributes["href"] or "")
        for address, page in pages.items()
        for link in page.css('link[type="application/atom+xml"]')
    ]
    assert {address.split("/")[0] for address, _ in announced} >= {"index.html", "columns"}
    assert [pair for pair in announced if not is_published(urljoin(HOME + pair[0], pair[1]), site)] == []


def test_the_sitemap_lists_every_page(site: Path, pages: dict[str, LexborHTMLParser]) -> None:
    root = ElementTree.parse(site / "sitemap.xml").getroot()
    assert root.tag == f"{SITEMAP}urlset"
    listed = [(location.text or "") for location in root.iter(f"{SITEMAP}loc")]
    assert all(location.startswith(HOME) for location in listed)
    assert sorted(unquote(location.removeprefix(HOME)) for location in listed) == sorted(set(pages) - UNLISTED)
    for changed in root.iter(f"{SITEMAP}lastmod"):
        assert datetime.strptime(changed.text or "", "%Y-%m-%d")


def test_only_unlisted_pages_refuse_robots(pages: dict[str, LexborHTMLParser]) -> None:
    refusing = {address for address, page in pages.items() if page.css_first('meta[name="robots"][content~="noindex"]')}
    assert refusing == UNLISTED
    canonical = {address: page.css_first('link[rel="canonical"]') for address, page in pages.items()}
    assert {address for address, node in canonical.items() if node is None} == UNLISTED
    assert {a: n.attributes["href"] for a, n in canonical.items() if n and n.attributes["href"] != HOME + a} == {}


# --- what every page has, and what none has -------------------------------------------------------------------------


def test_every_page_says_that_it_is_a_demonstration(pages: dict[str, LexborHTMLParser]) -> None:
    notice = AGENCY["demonstration"]["notice"]
    assert [address for address, page in pages.items() if notice not in text_of(page, "body")] == []


def test_every_page_has_one_heading_a_title_and_a_language(pages: dict[str, LexborHTMLParser]) -> None:
    for address, page in pages.items():
        assert len(page.css("h1")) == 1 and text_of(page, "h1"), address
        assert [text_of(page, "title") != "", page.css_first("html").attributes["lang"]] == [True, "zh-CN"], address
        assert len(page.css("main")) == 1, address


def test_headings_leave_out_no_level(pages: dict[str, LexborHTMLParser]) -> None:
    for address, page in pages.items():
        levels = [int(node.tag[1]) for node in page.css("h1, h2, h3, h4, h5, h6")]
        assert [pair for pair in zip(levels, levels[1:], strict=False) if pair[1] > pair[0] + 1] == [], address


def test_titles_are_told_apart(pages: dict[str, LexborHTMLParser]) -> None:
    titles: dict[str, list[str]] = {}
    for address in sorted(set(pages) - UNLISTED):
        titles.setdefault(text_of(pages[address], "title"), []).append(address)
    assert {title: found for title, found in titles.items() if len(found) > 1} == {}


def test_ids_are_unique(pages: dict[str, LexborHTMLParser]) -> None:
    for address, page in pages.items():
        ids = [node.attributes["id"] for node in page.css("[id]")]
        assert sorted(ids) == sorted(set(ids)), address


def test_no_style_or_script_within_a_page(pages: dict[str, LexborHTMLParser]) -> None:
    for address, page in pages.items():
        inline = [*page.css("[style]"), *page.css("style"), *page.css(INLINE_SCRIPT)]
        handlers = [name for node in page.css("*") for name in node.attributes if name.startswith("on")]
        assert ([node.html for node in inline], handlers) == ([], []), address


def test_nothing_is_left_over(site: Path) -> None:
    found = [
        f"{file.relative_to(site)}: {match.group()!r}"
        for pattern in ("*.html", "*.xml", "*.json")
        for file in sorted(site.rglob(pattern))
        for match in LEFTOVERS.finditer(file.read_text("utf-8"))
    ]
    assert found == []


def test_no_value_is_blank(pages: dict[str, LexborHTMLParser]) -> None:
    blank = [
        f"{address}: {node.html}"
        for address, page in pages.items()
        for node in page.css("main :is(dd, td, th, li, a, p, h1, h2, h3), footer :is(dd, a), nav a")
        if not (node.text().strip() or node.css_first("img[alt]"))
    ]
    assert blank == []


def test_links_within_the_site_are_relative(pages: dict[str, LexborHTMLParser]) -> None:
    own = urlsplit(HOME).netloc
    wrong = []
    for address, page in pages.items():
        for name, written in links_of(page):
            parts = urlsplit(written)
            relative = not parts.scheme and not parts.netloc and not parts.path.startswith("/")
            elsewhere = parts.scheme in ("https", "http") and parts.netloc not in ("", own)
            if not (relative or elsewhere or parts.scheme in ("mailto", "tel")) and address != "404.html":
                wrong.append(f"{address}: {name} {written}")
    assert wrong == []


def test_the_site_is_clean_to_somebody_who_knows_nothing_of_it(site: Path) -> None:
    """Judged as any tree of pages, without the records: each link says where it leads, read or heard."""
    found = CliRunner().invoke(app, ["links", str(site), "--format", "json"])
    assert (found.exit_code, json.loads(found.stdout)["findings"]) == (0, [])


def links_of(page: LexborHTMLParser) -> Iterator[tuple[str, str]]:
    """Element and address of everything that a page leads to or loads; its canonical address is meant to be whole."""
    for node in page.css('[href]:not([rel="canonical"]):not(base), [src], [action]'):
        for name in ("href", "src", "action"):
            if name in node.attributes:
                yield name_of(node), node.attributes[name] or ""


# --- the whole ------------------------------------------------------------------------------------------------------


def test_two_builds_are_the_same_byte_for_byte(site: Path, demonstration_again: Path) -> None:
    first, second = digests(site), digests((demonstration_again / "site").resolve())
    assert {name for name in first | second if first.get(name) != second.get(name)} == set()
    assert len(first) > 300


def test_every_file_can_be_read_by_a_web_server(site: Path) -> None:
    modes = {path.relative_to(site).as_posix(): path.stat().st_mode for path in (site, *site.rglob("*"))}
    assert [name for name, mode in modes.items() if not mode & 0o004] == []


def test_nothing_is_published_but_pages_and_what_they_need(site: Path) -> None:
    kinds = {".html", ".xml", ".json", ".bin", ".txt", ".css", ".js", ".svg", ".pdf", ".xlsx", ".docx", ".png", ".jpg"}
    kinds |= {".csv", ".zip", ".ics", ".jsonld", ".ico", ".webm", ".vtt"}
    strange = [path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()]
    assert [name for name in strange if Path(name).suffix not in kinds or "/." in f"/{name}"] == []


def digests(site: Path) -> dict[str, str]:
    files = [file for file in site.rglob("*") if file.is_file()]
    return {file.relative_to(site).as_posix(): sha256(file.read_bytes()).hexdigest() for file in files}


def text_of(page: LexborHTMLParser, selector: str) -> str:
    node = page.css_first(selector)
    return node.text().strip() if node else ""


def name_of(node: LexborNode) -> str:
    return f"<{node.tag} {' '.join(f'{key}={value!r}' for key, value in node.attributes.items())}>"


def value(element: ElementTree.Element, path: str) -> str:
    """The text of the one child at ``path``."""
    found = element.findall("/".join(ATOM + part for part in path.split("/")))
    assert len(found) == 1, path
    return found[0].text or ""


def link(element: ElementTree.Element, relation: str) -> str:
    (found,) = element.findall(f"{ATOM}link[@rel='{relation}']")
    return found.attrib["href"]


def moment(written: str) -> datetime:
    """A time as RFC 3339 writes it, with its zone."""
    read = datetime.fromisoformat(written)
    assert read.tzinfo is not None, written
    return read


def is_published(url: str, site: Path) -> bool:
    return url.startswith(HOME) and (site / unquote(url.removeprefix(HOME))).is_file()
