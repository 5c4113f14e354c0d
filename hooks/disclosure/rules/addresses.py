"""Addresses of this site that a text writes out: as far as the register knows, there is such a page or paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fnmatch import fnmatchcase
from html import unescape
from pathlib import PurePosixPath
from posixpath import dirname, join, normpath
from urllib.parse import unquote, urlsplit

from disclosure.expressions import expression
from disclosure.findings import Place
from disclosure.reading.destinations import Destination
from disclosure.reading.drawing import drawn
from disclosure.reading.kinds import DOCUMENT
from disclosure.records.documents import Document
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("要点/栏目管理", "本办制度/17")
_REF = "ref:"
_CHINESE = expression("[\u4e00-\u9fff]")
_NAMES = expression(r"""\s(?:id|name)=(?:"([^"]*)"|'([^']*)')""")
_LINK_IN_A_HEADING = expression(r"^[ \t]*#[^\n]*ref:", re.MULTILINE)


@rule("REF-007", "正文里写的站内地址有网页", on=Document, basis=_BASIS)
def pages_in_the_text_are_there(document: Document, context: Context) -> Iterator[Fault]:
    """A page of this site that a text leads to by its address is there; with its id, nobody need know the address.

    Bad:  [通知](../2025/doc-2025-002.md)
    Good: [通知](ref:doc-2025-002)
    """
    for found in _written_out(document, context):
        path = re.split("[?#]", found.address, maxsplit=1)[0]
        page = _page(document, path, context)
        if "/" not in path or page is None:
            continue  # of files beside the document ATT-007 tells
        key = page.rpartition("/")[2].rpartition(".")[0]
        record = context.register.records.get(key)
        place = Place(document.path, *document.body.line_and_column(found.start))
        if record is not None and record.page_folder and page != record.page_address:
            message = f"地址“{path}”没有网页，“{key}”的网页不在那里。"
            yield place, message, f"链到本站的内容请写它的编号：[标题](ref:{key})。"
        elif page.startswith("../"):
            yield place, f"地址“{path}”超出了本站范围。", "本站的内容请写“ref:编号”，别的网站请写完整的网址。"
        elif record is None and _is_nobodys(page, key, context):
            message = f"地址“{path}”没有网页，也没有编号是“{key}”的文件。"
            yield place, message, "请核对编号，写成 [标题](ref:编号)；文件还没有发布的，请先发布。"


def _written_out(document: Document, context: Context) -> Iterator[Destination]:
    """The addresses in a text that are neither references nor lead to other sites, and are not excluded."""
    for found in document.body.destinations:
        if ":" in found.address.partition("/")[0] or found.address.startswith("//"):
            continue
        if not any(fnmatchcase(found.address, exclusion.match) for exclusion in context.register.exclusions):
            yield found


def _page(document: Document, path: str, context: Context) -> str | None:
    """The page that a path leads to from a document's own, relative to the site; ``None`` if it is no page of ours."""
    name, own_page = unquote(path), document.address_of(document.id)
    if not name.lower().endswith((DOCUMENT, PurePosixPath(own_page).suffix)):
        return None
    if not name.startswith("/"):
        return normpath(join(dirname(own_page), name))
    agency = context.register.agency
    own = urlsplit(agency.site_url).path if agency is not None else ""
    return normpath(name.removeprefix(own)) if own and name.startswith(own) else None  # of the rest MKP-024 tells


def _is_nobodys(page: str, key: str, context: Context) -> bool:
    """Whether a page would be that of a document which there is not, whatever could not be read."""
    register = context.register
    if page.lower().endswith(DOCUMENT):
        return key not in register.declared
    return dirname(page) == Document.page_folder and key not in register.declared and not register.broken


@rule("REF-008", "链接指向的段落存在", on=Document, basis=_BASIS)
def paragraphs_in_the_text_are_there(document: Document, context: Context) -> Iterator[Fault]:
    """The paragraph of a document that a link names behind # is the heading of one.

    Of names without Chinese characters only the finished page can tell.

    Bad:  [办理时限](ref:doc-2025-002#时限)，那份文件的标题是“办理期限”
    Good: [办理时限](ref:doc-2025-002#办理期限)
    """
    for found in document.body.destinations:
        path, _, name = found.address.partition("#")
        target = _document(document, path, context) if _CHINESE.search(unquote(name)) else None
        names = _paragraphs(target) if target is not None else None
        if names is not None and unquote(name) not in names:
            place = Place(document.path, *document.body.line_and_column(found.start))
            of = "本文" if target is document else f"《{target.title}》" if target is not None else ""
            message = f"“#{unquote(name)}”不是{of}里的标题。"
            yield place, message, "请照那里的标题写，或者去掉“#”和后面的字。"


def _document(document: Document, path: str, context: Context) -> Document | None:
    """The document that an address before its # leads to, if it is one."""
    if path == "":
        return document
    if path.startswith(_REF):
        return context.register.get(path.removeprefix(_REF).strip(), Document)
    page = None if ":" in path or path.startswith("//") else _page(document, path, context)
    target = context.register.get((page or "").rpartition("/")[2].rpartition(".")[0], Document)
    return target if target is not None and page == target.address_of(target.id) else None


def _paragraphs(document: Document) -> frozenset[str] | None:
    """The names of a text's paragraphs; ``None`` where only its page knows them: a title that is linked is a part."""
    html = None if _LINK_IN_A_HEADING.search(document.body.text) else drawn(document.body.text)
    if html is None:
        return None
    return frozenset(unescape(match[1] or match[2] or "") for match in _NAMES.finditer(html))
