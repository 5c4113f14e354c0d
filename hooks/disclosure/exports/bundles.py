"""All that is public of a decision in one ZIP: its page, its papers with their attachments, its data.

The pages are those of the site without its frame, so that whoever opens the file needs neither a network nor a server.
The same record gives the same bytes: names in order, and always one and the same moment.
"""

from __future__ import annotations

import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import partial
from html import unescape
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.exports.datasets import file_of, has_opinions, opinions_of, shown_decisions
from disclosure.exports.whole_record import record_json
from disclosure.expressions import expression
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, Laid, site_assets
from disclosure.pages.page import environment
from disclosure.pages.site import Site
from disclosure.reading.kinds import FileKind, kind_by_name
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.records.mentions import local_files

_MOMENT = (2025, 1, 1, 0, 0, 0)
_PACKED = frozenset({FileKind.ZIP, FileKind.PICTURE, FileKind.WORD, FileKind.EXCEL, FileKind.SLIDES, FileKind.PDF})
# What does nothing in a file, and drawings, which the site's styles colour: what they show stands beside them in words.
_SAID_BESIDE = '[role="img"]:not(img), [aria-hidden="true"], .downloads'
_TITLE = expression("<title>(.*?)</title>", re.DOTALL)
_LEFT_OUT = ["script", "button", "form", "template", "svg"]


@site_assets
def bundles(site: Site) -> Iterator[Asset]:
    """A ZIP for each decision."""
    for decision in shown_decisions(site):
        address = addresses.data_address(addresses.address(decision), "zip")
        yield Asset(address, partial(bundle, decision, site), Laid.AFTER_PAGES)


def bundle(decision: Decision, site: Site) -> bytes:
    """Everything that is public of a decision."""
    attached = dict(_attachments(decision, site))
    names = {**_page_names(decision, site), **{address: f"files/{name}" for address, (name, _) in attached.items()}}
    target = io.BytesIO()
    with ZipFile(target, "w") as archive:
        for address, name in _page_names(decision, site).items():
            _add(archive, name, _page(address, names, site).encode("utf-8", "xmlcharrefreplace"))
        _add(archive, "style.css", _styles())
        for name, content in _data(decision, site):
            _add(archive, name, content)
        for name, file in attached.values():
            _add(archive, f"files/{name}", file.read_bytes())
    return target.getvalue()


def _page_names(decision: Decision, site: Site) -> dict[str, str]:
    """The pages of a bundle, by address, with what they are called in it: the decision first, papers by their stage."""
    names = {addresses.address(decision): "index.html"}
    for number, (stage, key) in enumerate(decision.documents(), 1):
        document = site.register.get(key, Document)
        if document is not None:
            names.setdefault(addresses.address(document), f"{number:02}-{stage.label}.html")
    return names


def _attachments(decision: Decision, site: Site) -> Iterator[tuple[str, tuple[str, Path]]]:
    """What lies beside the papers, by address: what it is called in the bundle, and the editors' file."""
    for _, key in decision.documents():
        document = site.register.get(key, Document)
        if document is not None:
            names = {attachment.file for attachment in document.attachments} | local_files(document)
            for name in sorted(names):
                file = site.register.attachment(document, name)
                if file is not None:
                    yield addresses.attachment_address(document, name), (f"{document.id}/{name}", file)


def _data(decision: Decision, site: Site) -> Iterator[tuple[str, bytes]]:
    yield "data.json", record_json(decision, site).encode()
    if has_opinions(decision):
        yield "opinions.csv", file_of(opinions_of(decision, site), "csv", site)


def _add(archive: ZipFile, name: str, content: bytes) -> None:
    entry = ZipInfo(name, _MOMENT)
    entry.external_attr = 0o100644 << 16
    entry.create_system = 3  # the same on every machine
    entry.compress_type = ZIP_STORED if kind_by_name(name) in _PACKED else ZIP_DEFLATED
    archive.writestr(entry, content)


def _page(address: str, names: Mapping[str, str], site: Site) -> str:
    """A page of the site without its frame, its links leading within the bundle or to the site."""
    assert site.finished is not None
    html = site.finished(address)
    title, main = _TITLE.search(html), LexborHTMLParser(_around_main(html)).css_first("main")
    content = ""
    if main is not None:
        main.strip_tags(_LEFT_OUT)
        for node in main.css(_SAID_BESIDE):
            node.decompose()
        for node in main.css("[href], [src], details"):
            _settle(node, address, names, site)
        content = main.inner_html or ""
    template = environment().get_template("bundled.html")
    return template.render(
        site=site, title=unescape(title[1]) if title is not None else "", content=content, url=site.url(address),
        is_record=names[address] == "index.html",
    )  # fmt: skip


def _around_main(html: str) -> str:
    """The main part of a page: what stands around it is half of the work to read."""
    start, end = html.find("<main"), html.rfind("</main>")
    return f"<!doctype html>{html[start:end]}" if 0 <= start < end else html


def _settle(node: LexborNode, address: str, names: Mapping[str, str], site: Site) -> None:
    if node.tag == "details":
        node.attrs["open"] = ""  # on paper nothing can be opened
    for attribute in ("href", "src"):
        href = node.attributes.get(attribute)
        if href is not None:
            node.attrs[attribute] = _led(href, address, names, site)


def _led(href: str, address: str, names: Mapping[str, str], site: Site) -> str:
    """Where a link of a page leads from within the bundle."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return href
    if parts.scheme or parts.netloc or not parts.path:
        return href
    target = posixpath.normpath(posixpath.join(posixpath.dirname(address), unquote(parts.path)))
    mark = f"#{parts.fragment}" if parts.fragment else ""
    if target in names:
        return quote(names[target]) + mark
    return site.agency.site_url + quote("" if target == "." else target) + mark


def _styles() -> bytes:
    return environment().get_template("bundled.css").render().encode()
