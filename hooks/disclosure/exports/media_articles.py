"""A document as other platforms take it: plain HTML, its pictures listed, a short text, the way back.

The editors of such platforms keep no class and run no script; what they keep is a handful of elements with styles of
their own, so here alone the styles stand in the elements. Pictures cannot be linked to: each is numbered where it
stood, and its file is handed on under that number.
"""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from pathlib import Path
from urllib.parse import unquote, urljoin

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.site import Site
from disclosure.reading.days import in_words
from disclosure.reading.prose import PLAIN, blocks, sentences
from disclosure.records.documents import Document

SHORT = 120  # characters of the short text

_KEPT = {
    "p": "margin:0 0 1em;line-height:1.75",
    "h1": "font-size:1.25em;margin:1.5em 0 .5em",
    "h2": "font-size:1.125em;margin:1.5em 0 .5em",
    "h3": "font-size:1em;margin:1.25em 0 .5em",
    "h4": "font-size:1em;margin:1em 0 .5em",
    "ul": "margin:0 0 1em;padding-left:1.5em",
    "ol": "margin:0 0 1em;padding-left:1.5em",
    "blockquote": "margin:0 0 1em;padding-left:1em;border-left:3px solid #999",
    "table": "border-collapse:collapse;width:100%;margin:0 0 1em",
    "th": "border:1px solid #999;padding:.25em .5em;text-align:left",
    "td": "border:1px solid #999;padding:.25em .5em",
    **dict.fromkeys(("li", "tr", "thead", "tbody", "strong", "em", "br", "sub", "sup", "dl", "dt", "dd"), ""),
}
_GONE = frozenset({"script", "style", "svg", "noscript", "button", "template", "iframe", "video", "audio"})
_SPANS = ("colspan", "rowspan")
_CLOSING = tuple("。！？!?”’」》）)")


@dataclass(frozen=True)
class MediaPicture:
    """A picture of the article: its number, what it shows in words, and its file."""

    number: int
    alt: str
    file: Path

    @property
    def name(self) -> str:
        """The name under which it is handed on."""
        return f"{self.number:02}{self.file.suffix.lower()}"


@dataclass(frozen=True)
class MediaArticle:
    """What a platform takes of a document: the HTML, its pictures, the short text, and the address of the page."""

    html: str
    pictures: tuple[MediaPicture, ...]
    short: str
    url: str


def media_article(document: Document, site: Site) -> MediaArticle:
    """The article of a document that is public on the day of the site."""
    page = addresses.address(document)
    url = site.url(page)
    body = site.renderer.render(document, Links(page, document.place()))
    made = _Writer(document, site, url)
    text = made.written(LexborHTMLParser(str(body)).body)
    head = f'<h1 style="{_KEPT["h1"]}">{escape(document.title)}</h1>\n'
    issued = f"{document.issuer}　{in_words(document.published.date())}发布"
    line = f'<p style="{_KEPT["p"]}">{escape(issued)}</p>\n'
    back = f'<p style="{_KEPT["p"]}">原文和附件：{escape(url)}</p>\n'
    return MediaArticle(f"{head}{line}{text}\n{back}", tuple(made.pictures), short_text(document), url)


def short_text(document: Document) -> str:
    """Whole sentences of at most :data:`SHORT` characters: of the summary, else of the text, else the title, cut."""
    texts = (document.summary or "", *(block.text for block in blocks(document.body.text) if block.level == PLAIN))
    return next(filter(None, map(_whole_sentences, texts)), f"{document.title[: SHORT - 1]}。")


def _whole_sentences(text: str) -> str:
    """As many sentences from the first on as there is room for; one without a closing sign is given one."""
    kept = ""
    for sentence in sentences(text.strip()):
        whole = sentence if sentence.endswith(_CLOSING) else f"{sentence.rstrip('，、：；,;: ')}。"
        if len(kept) + len(whole) > SHORT:
            break
        kept += whole
    return kept


class _Writer:
    """Writes the elements that platforms keep; the others give way to what is in them."""

    def __init__(self, document: Document, site: Site, url: str) -> None:
        self._document, self._register, self._url = document, site.register, url
        self.pictures: list[MediaPicture] = []

    def written(self, element: LexborNode | None) -> str:
        """What is in an element."""
        return "".join(map(self._node, element.iter(include_text=True))) if element is not None else ""

    def _node(self, node: LexborNode) -> str:
        tag = node.tag or ""
        if tag == "-text":
            return escape(node.text_content or "", quote=False)
        if tag in _GONE or tag.startswith("-") or "unseen" in (node.attributes.get("class") or "").split():
            return ""
        if tag == "img":
            return self._picture(node)
        inner = self.written(node)
        if tag == "a":
            return self._link(node, inner)
        if tag not in _KEPT:
            return inner
        spans = "".join(f' {name}="{escape(value)}"' for name in _SPANS if (value := node.attributes.get(name)))
        style = f' style="{_KEPT[tag]}"' if _KEPT[tag] else ""
        return f"<{tag}{style}{spans}>" + ("" if tag == "br" else f"{inner}</{tag}>")

    def _link(self, element: LexborNode, inner: str) -> str:
        """The words of a link, and where they lead if that is not plain from them: other platforms follow none."""
        href = element.attributes.get("href") or ""
        if not href or href.startswith(("#", "tel:", "mailto:")):
            return inner
        whole = urljoin(self._url, href)
        return inner if whole in inner else f"{inner}（{escape(whole)}）"

    def _picture(self, element: LexborNode) -> str:
        name = unquote((element.attributes.get("src") or "").rpartition("/")[2])
        file = self._register.attachment(self._document, name)
        alt = element.attributes.get("alt") or ""
        if file is None:
            return ""
        number = next((item.number for item in self.pictures if item.file == file), len(self.pictures) + 1)
        picture = MediaPicture(number, alt, file)
        if number > len(self.pictures):
            self.pictures.append(picture)
        return f"<strong>【图 {number}：{escape(alt) or '没有说明'}（{picture.name}）】</strong>"
