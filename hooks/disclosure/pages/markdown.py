"""The editors' Markdown → HTML: typed references resolved, headings given ids, links traced to their lines.

Where a link comes from is carried through Python-Markdown by a marker at the head of its href, in characters of
the private use area; the marker is taken off again before anything is published. A text that holds raw HTML or an
odd address is cleaned by the same list by which it was judged, should the check ever have missed something.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from html import unescape
from itertools import zip_longest
from xml.etree.ElementTree import Element, SubElement

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup

from disclosure.expressions import expression
from disclosure.findings import Finding, Place
from disclosure.pages import addresses
from disclosure.pages.clauses import Tie, anchored, clauses_of
from disclosure.pages.contacts import area_of, may_reach, reaches
from disclosure.pages.hrefs import Links
from disclosure.pages.leaving import NOTICE, leave_notice_needed
from disclosure.pages.tables import readable_tables
from disclosure.reading.burden import overburden
from disclosure.reading.clauses import Clause
from disclosure.reading.dialect import Converter, without_private
from disclosure.reading.front_matter import Body
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.mentions import local_names
from disclosure.records.titles import titled
from disclosure.register import Register
from disclosure.screening import allowed, fidelity

_MARK = "\ue000"
_MARKER = expression("\ue000(\\d+):(\\d+)\ue001")
# What is left of the markers after the tree was walked stands in raw HTML.
_RAW = expression(r"""\b(?:href|src)\s*=\s*(["']?)\ue000(\d+):(\d+)\ue001((?:(?!\1)[^>])*|[^\s>]*)""")
_WITHOUT_ADDRESS = expression(r"<(a|img|iframe)\b(?![^<>]*\b(?:href|src|name|id)\b)[^<>]*+>")

_LEADING = {"a": "href", "img": "src"}
_PAIR = 2
_TAKEN_DOWN = "（已撤下）"
_VERBATIM = frozenset({"a", "code", "pre", "kbd", "samp"})


class MarkdownRenderer:
    """Renders documents one after another with a single converter.

    ``unfaithful`` is what the pages show otherwise than it was written.
    """

    def __init__(self, register: Register) -> None:
        self._register = register
        self._resolver = _Links()
        if register.agency is not None:
            self._resolver.own_hosts = register.agency.hosts
            self._resolver.area = area_of(register.agency.phone)
        self._converter = Converter(self._resolver)
        self.unfaithful: list[Finding] = []

    def render(self, document: Document, links: Links, ties: Mapping[str, Sequence[Tie]] | None = None) -> Markup:
        """The body of ``document`` as HTML, its hrefs noted in ``links``; ``ties`` stand behind its clauses.

        What the parser cannot make a page of is shown as written: the check has stopped the build, this is a preview.
        """
        text = without_private(document.body.text)
        try:
            return self._rendered(document, links, text, ties or {}) if overburden(text) is None else _as_written(text)
        except RecursionError:
            return _as_written(text)

    def _rendered(self, document: Document, links: Links, text: str, ties: Mapping[str, Sequence[Tie]]) -> Markup:
        suspect = allowed.is_suspect(text)
        self._resolver.begin(document, self._register, links, allowed.SHIELD if suspect else "", ties)
        html = self._converter.html(_marked(text, document.body))
        for match in _RAW.finditer(html) if _MARK in html else ():
            links.note_written(unescape(match[4]), Place(document.path, int(match[2]), int(match[3])))
        for place, tag in _without_address(document) if "<" in text else ():
            links.note(f"<{tag}>", place)
        if suspect:
            html = allowed.clean(html).replace(allowed.SHIELD, "")
        html = _MARKER.sub("", html) if _MARK in html else html
        self.unfaithful += fidelity.compared(document.path, document.body, html, self._title)
        return Markup(readable_tables(html, document.title))

    def _title(self, address: str) -> str:
        """What a link without words of its own is called."""
        record = self._register.records.get(address.removeprefix("ref:").partition("#")[0])
        return _quoted_title(record) if address.startswith("ref:") and record is not None else ""


def _as_written(text: str) -> Markup:
    return Markup("<pre>{}</pre>").format(text)


def _marked(text: str, body: Body) -> str:
    """The text of a body with a marker before every address."""
    pieces: list[str] = []
    past = 0
    for found in body.destinations:
        line, column = body.line_and_column(found.start)
        pieces += (text[past : found.start], f"\ue000{line}:{column}\ue001")
        past = found.start
    return "".join((*pieces, text[past:]))


def _without_address(document: Document) -> Iterator[tuple[Place, str]]:
    """Raw HTML elements that lead somewhere but do not say where, with their lines."""
    for number, line in enumerate(document.body.text.split("\n"), document.body.first_line):
        for match in _WITHOUT_ADDRESS.finditer(line):
            yield Place(document.path, number, match.start() + 1), match[1]


class _Links(Extension):
    """Gives every link and picture its final href."""

    own_hosts: tuple[str, ...] = ()
    area = ""

    def begin(
        self, document: Document, register: Register, links: Links, shield: str, ties: Mapping[str, Sequence[Tie]]
    ) -> None:
        """Name the document that the next conversion belongs to, and what its addresses wear until it is cleaned."""
        self.document, self.register, self.links, self.shield, self.ties = document, register, links, shield, ties

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — the name is Python-Markdown's
        # Last of all, when backslashes are already taken off: what is noted is what is published.
        md.treeprocessors.register(_LinkProcessor(self, md), "disclosure-links", -1)
        md.treeprocessors.register(_ContactProcessor(self, md), "disclosure-contacts", -2)
        md.treeprocessors.register(_ClauseProcessor(self, md), "disclosure-clauses", -3)


class _LinkProcessor(Treeprocessor):
    def __init__(self, job: _Links, md: Markdown) -> None:
        super().__init__(md)
        self._job = job

    def run(self, root: Element) -> None:
        for element in [element for element in root.iter() if element.tag in _LEADING]:
            name = _LEADING[element.tag]
            if name in element.attrib:
                self._settle(element, name)

    def _settle(self, element: Element, name: str) -> None:
        document = self._job.document
        href, place = _without_marker(element.attrib[name], document)
        if href.startswith("ref:"):
            href = self._reference(element, href[4:])
        elif (file := self._beside(document, href)) is not None:
            href = file
        elif element.tag == "a" and leave_notice_needed(href, self._job.own_hosts):
            _announce(element)
        noted = self._job.links.note_written(href, place or _written_at(href, document))
        element.set(name, self._job.shield + noted)

    def _beside(self, document: Document, href: str) -> str | None:
        """The href to a file beside the document, if that is where an address leads."""
        for name, part in local_names(href):
            if self._job.register.attachment(document, name) is not None:
                return addresses.relative(addresses.attachment_address(document, name), self._job.links.page) + part
        return None

    def _reference(self, element: Element, target: str) -> str:
        key, mark, fragment = target.partition("#")
        record = self._job.register.records.get(key)
        if record is None or not addresses.has_page(record):
            return f"ref:{target}"  # a rule has already stopped the build; in a preview the gap stays visible
        if not "".join(element.itertext()).strip():
            element.text = _quoted_title(record)
        elif record.withdrawal is not None:
            SubElement(element, "span", {"class": "leaves"}).text = _TAKEN_DOWN
        if record.withdrawal is not None:
            mark = fragment = ""  # a notice has no clauses
        return addresses.relative(addresses.address(record) + mark + fragment, self._job.links.page)


class _ContactProcessor(Treeprocessor):
    """Makes links of the numbers and mailboxes in a text; where raw HTML may hold a link, of none."""

    def __init__(self, job: _Links, md: Markdown) -> None:
        super().__init__(md)
        self._job = job

    def run(self, root: Element) -> None:
        if not self._job.shield and may_reach("\n".join(root.itertext())):
            self._labels: dict[Element, str] | None = None
            self._inside(root, root)

    def _inside(self, element: Element, root: Element) -> None:
        for place in range(len(element) - 1, -1, -1):
            child = element[place]
            if child.tag not in _VERBATIM:
                self._inside(child, root)
            if child.tail and may_reach(child.tail):
                child.tail, made = self._split(child.tail)
                element[place + 1 : place + 1] = made
        if element.text and may_reach(element.text):
            element.text, made = self._split(element.text, self._label(element, root))
            element[:0] = made

    def _label(self, element: Element, root: Element) -> str:
        """What a cell is about; "" for what is none."""
        if self._labels is None:
            self._labels = {cell: label for table in root.iter("table") for cell, label in _labels(table)}
        return self._labels.get(element, "")

    def _split(self, text: str, label: str = "") -> tuple[str, list[Element]]:
        """A text up to its first link, and its links, each with the text that follows."""
        found = list(reaches(text, self._job.area, label))
        if not found:
            return text, []
        links = []
        for (start, end, href, _), after in zip_longest(found, found[1:]):
            link = Element("a", {"href": self._job.links.note(href, _written_at(text[start:end], self._job.document))})
            link.text = text[start:end]
            link.tail = text[end : after.start if after else None]
            links.append(link)
        return text[: found[0].start], links


class _ClauseProcessor(Treeprocessor):
    """Gives the clauses of a text their anchors."""

    def __init__(self, job: _Links, md: Markdown) -> None:
        super().__init__(md)
        self._job = job

    def run(self, root: Element) -> None:
        if clauses_of(self._job.document):
            anchored(root, self._job.document, self._noted, self._tied)

    def _noted(self, href: str, clause: Clause) -> str:
        return self._job.shield + self._job.links.note(href, Place(self._job.document.path, clause.line))

    def _tied(self, clause: Clause) -> list[tuple[str, str]]:
        return [(tie.words, self._job.shield + self._leading(tie)) for tie in self._job.ties.get(clause.id, ())]

    def _leading(self, tie: Tie) -> str:
        links, is_here = self._job.links, tie.address.startswith("#")
        return links.note(tie.address, tie.origin) if is_here else links.to(tie.address, tie.origin)


def _labels(table: Element) -> Iterator[tuple[Element, str]]:
    """What each cell of a table is about: in a row of two what the first says, else what stands above it."""
    heads = ["".join(head.itertext()).strip() for head in table.findall("thead/tr/th")]
    for row in table.findall("tbody/tr"):
        first = "".join(row[0].itertext()).strip() if len(row) == _PAIR else ""
        for place, cell in enumerate(row):
            yield cell, (first if first and place else "".join(heads[place : place + 1]))


def _announce(element: Element) -> None:
    """Mark a link that leaves for a site no government answers for: in words, and for the question on a click."""
    element.set("data-leaves", "")
    note = SubElement(element, "span", {"class": "leaves"})
    note.text = NOTICE


def _written_at(href: str, document: Document) -> Place | None:
    """The first line that holds an address for which there was no marker, such as ``<https://…>``."""
    for number, line in enumerate(document.body.text.split("\n"), document.body.first_line):
        if href and href in line:
            return Place(document.path, number, line.index(href) + 1)
    return None


def _quoted_title(record: Record) -> str:
    title = str(getattr(record, "title", record.key))
    return titled(title) if isinstance(record, Document) else title


def _without_marker(href: str, document: Document) -> tuple[str, Place | None]:
    match = _MARKER.search(href) if _MARK in href else None
    if match is None:
        return href, None
    return _MARKER.sub("", href), Place(document.path, int(match[1]), int(match[2]))
