"""The Markdown that editors write: one dialect, for the pages and for the check of what becomes of a text.

What they type or paste is made plain Markdown first (``manuscript``), and that is converted.
Python-Markdown with tables, footnotes, definition lists, fenced code and notes; from pymdown-extensions, which
Material's stylesheet is made for, notes that open, ``~~struck~~`` and ``==marked==``; and bare addresses are links.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import HTML_PLACEHOLDER_RE, AtomicString

from disclosure.expressions import expression
from disclosure.reading.manuscript import as_markdown
from disclosure.reading.manuscript.signs import restored_in_html
from disclosure.reading.notes import Notes
from disclosure.reading.swift import html_of, tree_of

_PRIVATE_USED = expression("[\ue000-\ue008]")
_PRIVATE = dict.fromkeys(range(0xE000, 0xE009), "\ufffd")
# Chinese follows an address without a blank, so it ends where its alphabet ends; and not with a stop or a bracket.
BARE_ADDRESS = (
    r"(?<![A-Za-z0-9_/:=\"'<>@.\-\ue001])"
    r"(https?://[A-Za-z0-9.-]{1,253}(?::[0-9]{1,5})?(?:[/?#][A-Za-z0-9\-._~:/?#@!$&'*+,;=%]*)?(?<![.,;:!?'*_-]))"
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_NEXT_STASHED = expression("[^<\x02]{0,200}\x02klzzwxh:(\\d+)\x03")


class Converter:
    """Turns Markdown of this dialect into HTML.

    ``more`` adds what only the caller needs: tree processors that come after all of the parser's own.
    """

    def __init__(self, *more: Extension) -> None:
        self._more = more
        self._begin()

    def html(self, text: str) -> str:
        """The HTML of one text. Raises RecursionError if too much stands in each other."""
        plain = as_markdown(text).text
        root = tree_of(plain, heading_id)
        if root is None:
            return restored_in_html(self._parsed(plain))
        for processor in self._last:
            processor.run(root)
        return restored_in_html(html_of(root))

    def _parsed(self, text: str) -> str:
        """The HTML of a text that is not plain.

        An exception leaves the parser in the middle of the text, and its state would come out in the next one: after
        any it is made anew.
        """
        self._markdown.reset()
        try:
            return self._markdown.convert(text)
        except BaseException:
            self._begin()
            raise

    def _begin(self) -> None:
        self._markdown = _parser(self._more)
        processors = self._markdown.treeprocessors
        self._last = list(processors)[processors.get_index_for_name("unescape") + 1 :]


def _parser(more: Iterable[Extension]) -> Markdown:
    return Markdown(
        extensions=[
            "tables",
            "sane_lists",
            "footnotes",
            "toc",
            "fenced_code",
            "def_list",
            "admonition",
            "pymdownx.details",
            "pymdownx.tilde",
            "pymdownx.mark",
            Notes(),
            _BareAddresses(),
            _BelowTheTitle(),
            *more,
            _Unsigned(),
        ],
        extension_configs={
            "tables": {"use_align_attribute": True},
            "toc": {"slugify": heading_id},
            "footnotes": {"BACKLINK_TITLE": "回到正文第 {} 处"},
            "pymdownx.tilde": {"subscript": False},  # 9~11时 is a span of time
        },
        output_format="html",
    )


def without_private(text: str) -> str:
    """The text with another character in place of each by which pages mark places on the way; as long as before."""
    return text.translate(_PRIVATE) if _PRIVATE_USED.search(text) else text


def heading_id(text: str, separator: str) -> str:
    """An id that keeps Chinese characters, so that addresses of headings can be read."""
    return re.sub(r"[^\w\u4e00-\u9fff]+", separator, text).strip(separator) or "section"


class _BareAddresses(Extension):
    """Makes a link of ``https://…`` as it stands in running text."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — the name is Python-Markdown's
        # After addresses in links, angle brackets and raw tags have been taken out.
        md.inlinePatterns.register(_BareAddress(BARE_ADDRESS, md), "disclosure-bare", 85)


class _BareAddress(InlineProcessor):
    ANCESTOR_EXCLUDES = ("a",)

    def handleMatch(  # type: ignore[override]  # noqa: N802 — the name is Python-Markdown's
        self, m: re.Match[str], data: str
    ) -> tuple[Element | None, int | None, int | None]:
        following = _NEXT_STASHED.match(data, m.end())
        if following is not None and self._stashed(following[1]).startswith("</a"):
            return None, None, None  # the text of a link in raw HTML
        link = Element("a", {"href": m[1]})
        link.text = m[1]
        return link, m.start(), m.end()

    def _stashed(self, number: str) -> str:
        """The raw tag that was taken out of the text under a number; "" if it was anything else."""
        placeholder = HTML_PLACEHOLDER_RE.fullmatch(str(self.md.treeprocessors["inline"].stashed_nodes.get(number)))  # type: ignore[attr-defined]
        return str(self.md.htmlStash.rawHtmlBlocks[int(placeholder[1])]) if placeholder else ""


# By what sign each of the parser's patterns begins; a text without any of them needs to be tried with none.
_SIGNS = {
    "backtick": "`", "escape": r"\\", "reference": r"\[", "short_reference": r"\[", "link": r"\[", "footnote": r"\[",
    "image_link": r"\[", "image_reference": r"\[", "short_image_ref": r"\[", "autolink": "<", "automail": "<",
    "linebreak": "  \n", "html": "<", "entity": "&", "em_strong": "[*_]", "delimiter": "~~|==", "disclosure-bare": "://",
}  # fmt: skip


class _Unsigned(Extension):
    """Spares stretches of text that hold no sign of any pattern being tried with all of them."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — the name is Python-Markdown's
        # The last to be loaded; and the last thing before patterns are tried.
        md.treeprocessors.register(_PlainStretches(md), "disclosure-unsigned", 20.5)


class _PlainStretches(Treeprocessor):
    def __init__(self, md: Markdown) -> None:
        super().__init__(md)
        names = [name for name in _SIGNS if name in md.inlinePatterns]
        if len(names) != len(md.inlinePatterns):
            raise LookupError("a pattern of Markdown whose sign is not known")
        self._signs = re.compile("|".join(["[\x02\x03]", *sorted({_SIGNS[name] for name in names})]))

    def run(self, root: Element) -> None:
        for element in root.iter():
            element.text = self._spared(element.text)
            element.tail = self._spared(element.tail)

    def _spared(self, text: str | None) -> str | None:
        return AtomicString(text) if text and not self._signs.search(text) else text


class _BelowTheTitle(Extension):
    """Puts headings below the page's own, and leaves footnotes that nothing refers to without a way back."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — the name is Python-Markdown's
        # Before the table of contents is made.
        md.treeprocessors.register(_LowerHeadings(md), "disclosure-headings", 6)
        md.treeprocessors.register(_NoWayBack(md), "disclosure-footnotes", 14)


class _LowerHeadings(Treeprocessor):
    def run(self, root: Element) -> None:
        headings = [element for element in root.iter() if element.tag in _HEADINGS]
        if any(element.tag == "h1" for element in headings):
            for element in headings:
                element.tag = f"h{min(int(element.tag[1]) + 1, 6)}"


class _NoWayBack(Treeprocessor):
    def run(self, root: Element) -> None:
        referred = {element.get("id") for element in root.iter("sup")}
        for paragraph in root.iter("p"):
            for link in paragraph.findall("a[@class='footnote-backref']"):
                if link.get("href", "#")[1:] not in referred:
                    paragraph.remove(link)
