"""A saved page → the article on it, or why it is none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import PurePosixPath

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.attachments.kinds import START, is_text
from disclosure.expressions import expression
from disclosure.importing.html.lost import PageLeft
from disclosure.importing.html.sight import PageSight
from disclosure.importing.html.story import HtmlStory, Leads
from disclosure.importing.site.containers import Container, container_of
from disclosure.importing.site.facts import PageFacts, facts_of, meta_tags
from disclosure.importing.site.saved import SavedTree, address_of, leads_to_file
from disclosure.importing.site.signed import note_from_text
from disclosure.importing.site.trimming import trimmed
from disclosure.importing.word.headings import levels
from disclosure.importing.word.losses import Losses
from disclosure.importing.word.markdown import BodyWriter
from disclosure.importing.word.paper import WordBlock
from disclosure.links.concealed import Concealed
from disclosure.reading.bounds import Unreadable
from disclosure.reading.foreign_page import parsed

_ATTACHED = expression(r"附件|附录|附表|下载|appendix|attach|fujian|annex", 2)
_FRAMED = (("iframe", "src"), ("embed", "src"), ("object", "data"))
_LISTED = 5  # rows with a link and a day that make a list of a page without tags
_COUNTED = expression(r"createPageHTML\(\s*(\d{1,2})\s*,")
_DAY = expression(r"(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}")
OTHER_TEXTS = "另有 {} 块同样标记（{}）的文字没有取，请对照原网页补上"
NO_PAGE = "不是网页"
NO_TEXT = "没有找到正文"
NO_ARTICLE = "是列表或者首页，不是一篇文章"


@dataclass
class FileLink:
    """A link to a file: its address as written, its words, and whether it stands in the text."""

    href: str
    words: str
    in_text: bool


@dataclass
class SiteArticle:
    """What a page holds. ``tree`` and ``container`` are kept until the body is written."""

    path: str
    address: str
    source: str
    tree: LexborHTMLParser
    facts: PageFacts
    container: Container
    files: list[FileLink] = field(default_factory=list)
    base: str = ""
    parts: int = 1  # pages on which the article goes on, this one included

    @property
    def title(self) -> str:
        """Its title."""
        return self.facts.value("title")


@dataclass
class SiteBody:
    """The Markdown of an article, and what was left behind, in words."""

    markdown: str
    left: list[str]


def article_of(tree: SavedTree, path: str) -> SiteArticle | str:
    """The article of a page, or why there is none."""
    try:
        data = tree.read(path)
        if not is_text(data[:START]):
            return NO_PAGE
        source, parsed_tree = parsed(data)
    except (Unreadable, OSError) as error:
        return str(error)
    sight = PageSight(Concealed(parsed_tree, source), Losses())
    tags, facts = meta_tags(parsed_tree), facts_of(parsed_tree, sight)
    if not tags.get("articletitle") and not tags.get("pubdate") and _is_list(parsed_tree):
        return NO_ARTICLE
    container = container_of(parsed_tree)
    if container is None:
        return NO_TEXT
    base = parsed_tree.css_first("base[href]")
    address = address_of(path, source, facts.value("page"))
    article = SiteArticle(path, address, source, parsed_tree, facts, container)
    article.base = (base.attributes.get("href") or "") if base is not None else ""
    if not {"made", "doc_no"} <= facts.known.keys():
        with suppress(Unreadable):  # is told when the text is taken
            note_from_text(HtmlStory(sight.concealed, Leads(), Losses()).blocks(container.node), facts)
    article.parts = _parts(parsed_tree, source, path)
    article.files = list(_files(parsed_tree, container.node, sight))
    return article


def body_of(article: SiteArticle, leads: Leads) -> SiteBody:
    """The text of an article as Markdown."""
    losses = Losses()
    story = HtmlStory(Concealed(article.tree, article.source), leads, losses)
    blocks: list[WordBlock] = story.blocks(article.container.node)
    kept, furniture = trimmed(blocks, article.title, is_guess=article.container.is_guess)
    writer = BodyWriter(story.notes, story.files, losses)
    markdown = writer.body(kept, levels(kept)) if kept else ""
    left = [f"网页的工具栏、上下篇等 {len(furniture)} 行（{'；'.join(furniture)[:60]}）"] if furniture else []
    if article.container.others:
        left.append(OTHER_TEXTS.format(article.container.others, article.container.how))
    told = (line for line in losses.lines() if not line.startswith(f"{PageLeft.PICTURES.what} "))  # told one by one
    return SiteBody(markdown, [*told, *left])


def _parts(tree: LexborHTMLParser, source: str, path: str) -> int:
    """On how many pages an article stands: as the script of its portal says, or by the links to ``…_2.html``."""
    said = _COUNTED.search(source)
    if said is not None:
        return int(said[1])
    stem = PurePosixPath(path).stem
    hrefs = (PurePosixPath((node.attributes.get("href") or "").split("?")[0]).stem for node in tree.css("a[href]"))
    return 1 + len({href for href in hrefs if re.fullmatch(rf"{re.escape(stem)}_\d{{1,2}}", href)})


def _is_list(tree: LexborHTMLParser) -> bool:
    """Whether a page lists others: rows that have a link and a day."""
    rows = (row for row in tree.css("li, tr") if row.css_first("a[href]") is not None and len(row.css("li, tr")) < 2)
    return sum(_DAY.search(row.text()) is not None and len(row.text()) < 200 for row in rows) >= _LISTED


def _files(tree: LexborHTMLParser, container: LexborNode, sight: PageSight) -> Iterator[FileLink]:
    """The files that an article comes with: those linked in its text, and those that the page calls attachments."""
    seen: set[str] = set()
    inside = {node.mem_id for node in container.css("a, iframe, embed, object")}
    for node in tree.css("a[href]"):
        href = (node.attributes.get("href") or "").strip()
        shown = sight.text(node)
        words = " ".join((node.attributes.get("title") or "").split()) or shown
        is_inside = node.mem_id in inside
        if href in seen or not leads_to_file(href, words) or not _is_seen(node, sight):
            continue
        if is_inside or _is_named_attachment(node, words):
            seen.add(href)
            yield FileLink(href, shown or words, is_inside)
    for tag, name in _FRAMED:
        for node in tree.css(f"{tag}[{name}]"):
            href = (node.attributes.get(name) or "").strip()
            if href not in seen and leads_to_file(href) and node.mem_id in inside:
                seen.add(href)
                yield FileLink(href, " ".join((node.attributes.get("title") or "").split()), False)


def _is_seen(node: LexborNode, sight: PageSight) -> bool:
    current: LexborNode | None = node
    while current is not None and current.tag not in ("body", "html", None):
        if not sight.sees(current):
            return False
        current = current.parent
    return True


def _is_named_attachment(node: LexborNode, words: str) -> bool:
    """Whether a link outside of the text is said to be an attachment: by its words, or by what it stands in."""
    if _ATTACHED.search(words):
        return True
    current, steps = node.parent, 0
    while current is not None and steps < 4:
        named = f"{current.attributes.get('class') or ''} {current.attributes.get('id') or ''}"
        if _ATTACHED.search(named) or (len(current.text()) < 400 and "附件" in current.text()):
            return True
        current, steps = current.parent, steps + 1
    return False
