"""A page as its readers see it: lines in their order, each with its links, cells and pieces; its tags and its forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.auditing.web_pages import cell_text, is_left_out, is_shown
from disclosure.expressions import expression
from disclosure.reading.foreign_page import PageBudget
from disclosure.survey.forms import FormSeen, forms_of, is_within

_LONGEST_ROW = 1_500  # characters of a list item that is still one entry
_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "center", "dd", "details", "dialog", "div", "dl", "dt",
    "fieldset", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "li", "main", "nav", "ol",
    "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
})  # fmt: skip
_ROWS = frozenset({"a", "li", "p", "dt", "dd", "summary", "h1", "h2", "h3", "h4", "h5", "h6", "legend", "caption"})
_HOLDS_ROWS = "table, ul, ol, dl, form, h1, h2, h3, h4, article, section"
_PIECES = frozenset(
    {"time", "span", "em", "i", "b", "strong", "font", "small", "label", "var", "u", "code", "div", "p"}
)
_NAMED_NAV = expression(
    r"(?:^|[\s_-])(?:nav|navbar|menu|crumbs?|breadcrumbs?|position|location|pager|pagination|paging|weizhi|dqwz)"
    r"(?:$|[\s_-])",
    re.I,
)
_NAMED_FOOT = expression(r"(?:^|[\s_-])(?:footer|foot|copyright|bottom)(?:$|[\s_-])", re.I)
_NAMED_HEAD = expression(r"(?:^|[\s_-])(?:header|topbar|top-?nav|logo|banner)(?:$|[\s_-])", re.I)
_TABLE_WORDS = expression("编号|序号|标题|名称|时间|日期|类别|类型|状态|内容|要素|事项|答复|回复|文号|主题|部门")


class Region(Enum):
    """Where on a page a line stands."""

    MAIN = "main"
    NAV = "nav"
    HEAD = "head"
    FOOT = "foot"


class LinkSeen(NamedTuple):
    """A link of a line."""

    href: str
    text: str


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line: a paragraph, a heading (``level`` 1 to 6), a list item, or a table's row with its ``cells``.

    ``pieces`` are the texts of the elements within it, ``times`` what its ``<time>`` say to machines, ``heads`` the
    first row of its table, ``chain`` the elements around it, the outermost first.
    """

    text: str
    tag: str
    region: Region = Region.MAIN
    level: int = 0
    links: tuple[LinkSeen, ...] = ()
    cells: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    pieces: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    chain: tuple[int, ...] = ()


@dataclass
class PageView:
    """A page. ``source`` is the text of its file, for as long as somebody looks for lines in it.

    ``frames`` are the addresses of pages that are shown within it.
    """

    path: str
    source: str
    title: str = ""
    tags: dict[str, str] = field(default_factory=dict)  # the content of each meta tag by its name in small letters
    lines: list[SeenLine] = field(default_factory=list)
    prose: str = ""  # all text that readers see, no more parted than they see it
    forms: list[FormSeen] = field(default_factory=list)
    frames: tuple[str, ...] = ()
    is_scripted: bool = False
    moves_on: bool = False

    @property
    def heading(self) -> str:
        """Its first heading of the first level; "" where it has none."""
        return next((line.text for line in self.lines if line.level == 1), "")

    @property
    def main(self) -> list[SeenLine]:
        """The lines between head, menus and foot."""
        return [line for line in self.lines if line.region is Region.MAIN]

    def line_of(self, words: str) -> int:
        """The line of the file on which some words stand; 1 where they do not stand there as they are."""
        found = self.source.find(words) if words else -1
        return self.source.count("\n", 0, found) + 1 if found >= 0 else 1


def page_view(path: str, source: str, tree: LexborHTMLParser) -> PageView:
    """A page as it is seen. Raises :class:`Unreadable` where it is too much."""
    title = tree.css_first("title")
    view = PageView(path, source, " ".join(title.text().split()) if title is not None else "")
    for node in tree.css("meta"):
        name = (node.attributes.get("name") or node.attributes.get("property") or "").strip().lower()
        if name:
            view.tags.setdefault(name, " ".join((node.attributes.get("content") or "").split()))
        view.moves_on = view.moves_on or (node.attributes.get("http-equiv") or "").lower() == "refresh"
    view.frames = tuple(
        address for node in tree.css("frame[src], iframe[src]") if (address := (node.attributes["src"] or "").strip())
    )
    view.is_scripted = any(_runs(node.attributes.get("type") or "") for node in tree.css("script"))
    if tree.body is not None:
        reader = _BodyReader()
        view.lines = list(reader.lines(tree.body))
        view.prose = "\n".join([view.title, *reader.prose])
        view.forms = list(forms_of(tree))
    return view


def _runs(kind: str) -> bool:
    """Whether a script of this kind is run; others hold data."""
    return not kind or "javascript" in kind or "ecmascript" in kind or kind == "module"


class _BodyReader:
    """Reads a body once, without recursion: a page may be nested as deep as it likes."""

    def __init__(self) -> None:
        self.prose: list[str] = []
        self._budget = PageBudget()

    def lines(self, body: LexborNode) -> Iterator[SeenLine]:
        """Every line, in order."""
        waiting: list[tuple[LexborNode, Region, tuple[int, ...]]] = [(body, Region.MAIN, ())]
        while waiting:
            node, region, chain = waiting.pop()
            self._budget.node()
            region, chain = _region(node, region), (*chain, node.mem_id)
            if node.tag == "table" and not _lays_out(node):
                yield from self._rows(node, region, chain)
            elif node.tag in _ROWS and self._is_one_line(node):
                yield from self._line([node], node.tag or "", region, chain)
            else:
                yield from self._inline_runs(node, region, chain)
                children = [child for child in node.iter() if _is_block(child)]
                waiting.extend((child, region, chain) for child in reversed(children))

    def _inline_runs(self, node: LexborNode, region: Region, chain: tuple[int, ...]) -> Iterator[SeenLine]:
        """The text that stands directly in a block: all before its first block, between two, and behind the last.

        It comes before the blocks inside it, which is out of order only where text and blocks are mixed.
        """
        run: list[LexborNode] = []
        for child in node.iter(include_text=True):
            if _is_block(child):
                yield from self._line(run, node.tag or "", region, chain)
                run = []
            elif not is_left_out(child):
                run.append(child)
        yield from self._line(run, node.tag or "", region, chain)

    def _is_one_line(self, node: LexborNode) -> bool:
        return node.css_first(_HOLDS_ROWS) is None and len(node.text()) <= _LONGEST_ROW

    def _line(self, nodes: list[LexborNode], tag: str, region: Region, chain: tuple[int, ...]) -> Iterator[SeenLine]:
        text = self._budget.text(" ".join(" ".join(map(_spaced, nodes)).split()))
        self.prose.append(" ".join("".join(text for node in nodes for text in _texts(node)).split()))
        elements = [node for node in nodes if node.tag != "-text"]
        links = tuple(link for node in elements for link in _links(node))
        if not text and not links:
            return
        pieces = tuple(piece for node in elements for piece in _pieces(node))
        times = tuple(value for node in elements for value in _times(node))
        level = int(tag[1]) if len(tag) == 2 and tag[0] == "h" and tag[1].isdigit() else 0
        yield SeenLine(text, tag, region, level, links, pieces=pieces, times=times, chain=chain)

    def _rows(self, table: LexborNode, region: Region, chain: tuple[int, ...]) -> Iterator[SeenLine]:
        heads: tuple[str, ...] = ()
        for number, row in enumerate(table.css("caption, tr")):
            self._budget.node()
            if row.tag == "caption":
                yield from self._line([row], "caption", region, chain)
                continue
            nodes = [node for node in row.iter() if node.tag in ("td", "th") and is_shown(node)]
            cells = tuple(self._budget.text(" ".join(cell_text(node).split())) for node in nodes)
            if not heads and _is_head(nodes, cells, number):
                heads = cells
                continue
            text = " ".join(cells).strip()
            links = tuple(link for node in nodes for link in _links(node))
            self.prose.append(text)
            if text or links:
                pieces = tuple(piece for node in nodes for piece in _pieces(node))
                times = tuple(value for node in nodes for value in _times(node))
                yield SeenLine(text, "tr", region, 0, links, cells, heads, pieces, times, (*chain, row.mem_id))


def _is_block(node: LexborNode) -> bool:
    """Whether an element begins a line of its own; one for a phrase does so where it is put around blocks."""
    if node.tag in _BLOCKS:
        return True
    return (
        node.tag != "-text"
        and not is_left_out(node)
        and node.css_first("p, div, li, ul, ol, dl, table, h1, h2, h3") is not None
    )


def _lays_out(table: LexborNode) -> bool:
    """Whether a table only arranges what is in it."""
    return table.css_first("td table, td ul, td ol, td dl, td form, td h1, td h2, td h3, td h4, td section") is not None


def _is_head(nodes: list[LexborNode], cells: tuple[str, ...], number: int) -> bool:
    """Whether a row names the columns below it."""
    if number > 2 or len(cells) < 2 or any(len(cell) > 16 for cell in cells):
        return False
    if all(node.tag == "th" for node in nodes):
        return True
    named = sum(_TABLE_WORDS.search(cell) is not None for cell in cells)
    return named >= max(2, len(cells) - 1) and not any(re.search(r"\d{4}", cell) for cell in cells)


def _region(node: LexborNode, around: Region) -> Region:
    if around is not Region.MAIN or node.tag in ("body", "main", "html"):
        return around
    attributes = node.attributes
    named = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
    inside = node.tag in ("header", "footer") and is_within(node, ("main", "article", "section", "li"))
    if node.tag == "nav" or _NAMED_NAV.search(named):
        return Region.NAV
    if (node.tag == "footer" and not inside) or _NAMED_FOOT.search(named):
        return Region.FOOT
    if (node.tag == "header" and not inside) or _NAMED_HEAD.search(named):
        return Region.HEAD
    return around


def _spaced(node: LexborNode) -> str:
    """The text of an element, that of each element within it set apart where it is a day or a mark of its own."""
    if node.tag == "-text":
        return node.text_content or ""
    parts: list[str] = []
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text":
            parts.append((inner.text_content or "") if _is_seen(inner) else "")
        elif inner.tag in ("time", "br", "dd", "dt", "div", "p", "li", "td", "span", "em", "i") and parts:
            parts.append(" " if not _joins(parts[-1]) else "")
    return "".join(parts)


def _joins(text: str) -> bool:
    return not text or text[-1].isspace()


def _is_seen(text: LexborNode) -> bool:
    return text.parent is None or not is_left_out(text.parent)


def _texts(node: LexborNode) -> Iterator[str]:
    if node.tag == "-text":
        yield node.text_content or ""
        return
    for inner in node.traverse(include_text=True):
        if inner.tag == "-text" and _is_seen(inner):
            yield inner.text_content or ""
        elif inner.tag in _BLOCKS or inner.tag == "br":
            yield " "


def _links(node: LexborNode) -> Iterator[LinkSeen]:
    anchors = [node] if node.tag == "a" else node.css("a[href]")
    for anchor in anchors:
        href = (anchor.attributes.get("href") or "").strip()
        if href:
            words = anchor.text().strip() or anchor.attributes.get("title") or ""
            yield LinkSeen(href, " ".join(words.split())[:200])


def _pieces(node: LexborNode) -> Iterator[str]:
    for inner in node.traverse():
        if inner.tag in _PIECES:
            text = " ".join(inner.text(separator=" ").split())
            if text and len(text) <= 80:
                yield text


def _times(node: LexborNode) -> Iterator[str]:
    for inner in node.traverse():
        if inner.tag == "time" and inner.attributes.get("datetime"):
            yield inner.attributes["datetime"] or ""
