"""The ZIP of a decision's whole record → one HTML page that holds the text of all its papers, for paper alone.

The ZIP is what the public takes along, so that what is kept is what was published; the site needs no page for this.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit
from zipfile import ZipFile

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from selectolax.lexbor import LexborHTMLParser, LexborNode

_INDEX = "index.html"
_NAMING = ("id", "for", "headers", "aria-labelledby", "aria-describedby")  # attributes that hold names of a page
_WAYS = "nav, .pointing, .asking, .acts"  # ways around a site, which paper has not


@dataclass(frozen=True)
class Paper:
    """A page of the record: what it is called in this document, its title, address and content as HTML."""

    mark: str
    stage: str
    title: str
    url: str
    content: str


@dataclass(frozen=True)
class Enclosure:
    """A file beside a paper, which stays a file: its name in the ZIP, bytes and what proves that it is the same."""

    name: str
    size: int
    digest: str


@dataclass(frozen=True)
class WholeRecord:
    """All that is public of a decision, ready to be drawn."""

    title: str
    office: str
    notice: str
    url: str
    modified: str
    papers: list[Paper]
    enclosures: list[Enclosure]

    def html(self, day: date) -> str:
        """The page; ``day`` is the day on which it is printed."""
        folder = FileSystemLoader(Path(__file__).parent)
        templates = Environment(loader=folder, autoescape=True, undefined=StrictUndefined, trim_blocks=True)
        return templates.get_template("record.html").render(record=self, day=day)


def whole_record(bundle: Path) -> WholeRecord:
    """What is in the ZIP of a decision. Raises KeyError, ValueError or BadZipFile if it is none of ours."""
    with ZipFile(bundle) as archive:
        names = [name for name in archive.namelist() if name.endswith(".html") and "/" not in name]
        marks = {name: f"p{number:02}" for number, name in enumerate(names)}
        papers = [_paper(name, archive.read(name).decode(), marks) for name in names]
        enclosures = [_enclosure(name, archive.read(name)) for name in archive.namelist() if name.startswith("files/")]
        facts = json.loads(archive.read("data.json"))
        notice = [line.text(strip=True) for line in _parsed(archive.read(_INDEX)).css("body > header p")][1:]
    return WholeRecord(
        facts["title"], facts["publisher"], "".join(notice), facts["page"], facts["modified"], papers, enclosures
    )


def _parsed(html: str | bytes) -> LexborHTMLParser:
    return LexborHTMLParser(html)


def _paper(name: str, html: str, marks: Mapping[str, str]) -> Paper:
    page = _parsed(html)
    main, heading, link = page.css_first("main"), page.css_first("h1"), page.css_first("body > footer a")
    if main is None or heading is None or link is None:
        raise ValueError(f"{name} 不是本站的网页")
    title, stage = heading.text(strip=True), name.removesuffix(".html").partition("-")[2]
    for node in main.css(_WAYS):
        node.decompose()
    for node in main.css("*"):
        _settle(node, name, marks)
    return Paper(marks[name], stage or "决策全过程", title, link.text(strip=True), main.inner_html or "")


def _settle(node: LexborNode, name: str, marks: Mapping[str, str]) -> None:
    """Give what is named on a page a name of its own in the whole, and lead its links there."""
    for attribute in _NAMING:
        named = node.attributes.get(attribute)
        if named:
            node.attrs[attribute] = " ".join(f"{marks[name]}-{word}" for word in named.split())
    href = node.attributes.get("href")
    if href is not None:
        node.attrs["href"] = _led(href, name, marks)


def _led(href: str, name: str, marks: Mapping[str, str]) -> str:
    parts = urlsplit(href)
    target = unquote(parts.path) or name
    if parts.scheme or parts.netloc or target not in marks:
        return href
    return f"#{marks[target]}" + (f"-{unquote(parts.fragment)}" if parts.fragment else "")


def _enclosure(name: str, content: bytes) -> Enclosure:
    return Enclosure(name.removeprefix("files/"), len(content), sha256(content).hexdigest())


def bundles(site: Path) -> Iterator[Path]:
    """The ZIPs of a built site's decisions, by name."""
    yield from sorted((site / "data" / "decisions").glob("*.zip"))
