"""Wrong links of a whole site: every link's text is held against what is known of the page that it leads to.

On our own site the register says what a page is; on a foreign tree its title and heading do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from disclosure.findings import Place
from disclosure.links.identity import KIND_WORDS, identify
from disclosure.links.inventory import Link, PageLinks, contexts_of
from disclosure.links.resolve import Resolver
from disclosure.links.tree import Tree
from disclosure.links.wrong import (
    Index,
    Seen,
    Target,
    Verdict,
    judge,
    judge_attachment,
    no_link_back,
    one_text_two_targets,
    two_texts_one_target,
)
from disclosure.pages import addresses
from disclosure.pages.page import Links
from disclosure.records.documents import Document, Validity
from disclosure.register import Register


def targets(tree: Tree, register: Register | None) -> Iterator[Target]:
    """What is known of every page of the tree, and of every attachment that a record names."""
    documents = {addresses.address(document): document for document in register.documents} if register else {}
    for path, page in tree.pages.items():
        document = documents.get(path)
        yield _document_target(path, document) if document is not None else _page_target(path, page, bool(register))
    for path, document in documents.items():
        for item in document.attachments:
            address = addresses.attachment_address(document, item.file)
            yield Target(address, item.title, number=item.number or 0, parent=path)


def _document_target(path: str, document: Document) -> Target:
    replaced = f"documents/{document.replaced_by}.html" if document.replaced_by else ""
    interprets = f"documents/{document.interprets}.html" if document.interprets else ""
    return Target(
        path,
        document.title,
        kind=KIND_WORDS.get(document.kind.value, ""),
        doc_no=document.doc_no or "",
        valid=document.validity not in (Validity.REPEALED, Validity.EXPIRED),
        replaced_by=replaced,
        interprets=interprets,
    )


def _page_target(path: str, page: PageLinks, ours: bool) -> Target:
    """A page that is no document: of ours a list of documents, of a foreign tree whatever its title says."""
    if ours:
        return Target(path, page.heading or page.title, listing=not path.startswith("decisions/"))
    return Target(path, page.title or page.heading, aliases=(page.heading,) if page.heading else ())


def wrong_links(
    tree: Tree, resolver: Resolver, register: Register | None, origins: Mapping[str, Links]
) -> Iterator[tuple[str, int, Verdict]]:
    """Page, number of the link in it, and verdict, for every link that promises something else than it keeps.

    On a page whose ``origins`` are known only the links whose text an editor wrote are judged: in the others the
    template takes the text from the record that they lead to.
    """
    index = Index(targets(tree, register))
    contexts = _Contexts(tree.root)
    numbers: dict[Seen, int] = {}
    for page, found in tree.pages.items():
        ordinal = -1
        for number, link in enumerate(found.links):
            ordinal += link.tag == "a"
            target = resolver.way(page, link.href or "").target if link.tag == "a" and link.text else ""
            if target not in index.known or target == page:
                continue
            numbers[Seen(page, link.text, target, Place(page, 1, number + 1))] = number
            if _is_written(page, link, origins):
                verdict = _judged(link, page, target, ordinal, contexts, index)
                if verdict is not None:
                    yield page, number, verdict
    for check in (one_text_two_targets, two_texts_one_target):
        for seen, verdict in check(numbers, index):
            number = numbers[seen]
            if _is_written(seen.page, tree.pages[seen.page].links[number], origins):
                yield seen.page, number, verdict


def _is_written(page: str, link: Link, origins: Mapping[str, Links]) -> bool:
    return page not in origins or link.href in origins[page].written


def _judged(link: Link, page: str, target: str, ordinal: int, contexts: _Contexts, index: Index) -> Verdict | None:
    """The verdict on one link; the words around it are only looked up where they can change it."""
    known = index.known[target].target
    verdict = judge(link.text, "", known, index, page)
    if verdict is None and not (identify(link.text).generic and contexts.name_papers(page)):
        return None
    return judge(link.text, contexts(page, ordinal), known, index, page)


class _Contexts:
    """The words around links, read again from a page only when they are asked for, and once for all its links."""

    def __init__(self, root: Path) -> None:
        self._root, self._page, self._html = root, "", b""
        self._found: list[str] | None = None

    def __call__(self, page: str, ordinal: int) -> str:
        """The words around the ``ordinal``-th ``<a>`` link of a page."""
        self._open(page)
        if self._found is None:
            self._found = contexts_of(self._html)
        return self._found[ordinal] if ordinal < len(self._found) else ""

    def name_papers(self, page: str) -> bool:
        """Whether a page names any paper in 《》, without which no words around a link can speak against it."""
        self._open(page)
        return "《".encode() in self._html

    def _open(self, page: str) -> None:
        if page != self._page:
            self._page, self._html, self._found = page, (self._root / page).read_bytes(), None


def unanswered(tree: Tree, resolver: Resolver, register: Register | None) -> Iterator[tuple[str, Verdict]]:
    """Interpretations whose policy does not link back to them, by page."""
    index = Index(targets(tree, register))
    edges = (
        (page, resolver.way(page, link.href or "").target) for page in tree.pages for link in tree.pages[page].links
    )
    for target, verdict in no_link_back(edges, index):
        yield target.address, verdict


def mislabelled(tree: Tree, resolver: Resolver) -> Iterator[tuple[str, int, Verdict]]:
    """Links to PDF files whose first page says something else than the link; slow, since every file is opened."""
    first_page = cache(_first_page)
    for page, found in tree.pages.items():
        for number, link in enumerate(found.links):
            target = resolver.way(page, link.href or "").target if link.tag == "a" else ""
            if target.lower().endswith(".pdf"):
                verdict = judge_attachment(link.text, first_page(tree.root / target))
                if verdict is not None:
                    yield page, number, verdict


def _first_page(file: Path) -> str:
    """The text of a PDF's first page; "" where the file has none or cannot be read."""
    try:
        return PdfReader(file).pages[0].extract_text()
    except (PyPdfError, OSError, ArithmeticError, AttributeError, LookupError, TypeError, ValueError, RecursionError):
        return ""
