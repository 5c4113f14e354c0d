"""The element of a page that holds the text of its article."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.expressions import expression

# By what names the systems of portals mark the text; a name of this list is a fact.
_KNOWN = (
    "ucapcontent", "#UCAPCONTENT", ".UCAPCONTENT", ".TRS_Editor", ".TRS_UEDITOR", ".trs_editor_view",
    ".trs_paper_default",
    "#zoomcon", "#zoom", "#Zoom", "#ZoomCon", "#articleContent", "#ArticleContent", "#article_content", "#NewsContent",
    "#js_content", ".article-content", ".article_content", ".articleContent", ".Article_content", ".article-con",
    ".article_con", ".art_con", ".pages_content", ".page_content", ".xxgk_content", ".zwxl-article", ".xl-content",
    ".news_content", ".news-content", ".newsContent", ".detail-content", ".detail_content", ".con_text", ".conTxt",
    ".wzcon", ".wz_con", ".j-fontContent", ".bt_content", ".main-txt", ".Custom_UnionStyle", "[itemprop=articleBody]",
    "#mainText", "#maintext", ".maintext", ".view", ".arc_content", ".text-content", ".txt-content", "#content-text",
)  # fmt: skip
# By what names any page may call anything.
_LIKELY = ("article", "main", "#content", ".content", "#main", ".main-content", ".con", ".text", "[class=txt]")
_LEFT_ASIDE = frozenset({"nav", "header", "footer", "aside", "form", "select", "script", "style"})
_BLOCKS = frozenset(
    {"p", "div", "td", "th", "tr", "tbody", "table", "ul", "ol", "li", "section", "article", "h1", "h2", "h3"}
)
_FURNITURE = expression(
    r"nav|menu|foot|head(?!line)|bread|crumb|position|location|side|share|tool|banner|related|recommend|copyright|login|search",
    2,
)
_ENOUGH = 12  # characters of a text that may be an article's
_DENSE, _NEARLY = 60, 0.7


class Container(NamedTuple):
    """The element, how it was found, and whether that is only a guess."""

    node: LexborNode
    how: str
    is_guess: bool
    others: int = 0  # elements of the same name with other texts


def container_of(tree: LexborHTMLParser) -> Container | None:
    """The element with the text; ``None`` for a page that has none."""
    for selectors, is_guess in ((_KNOWN, False), (_LIKELY, True)):
        for selector in selectors:
            found = _fullest(tree.css(selector))
            if found is not None:
                others = 0 if is_guess else _others(tree.css(selector), found)
                return Container(found, selector, is_guess, others)
    dense = _densest(tree)
    return None if dense is None else Container(dense, "文字最密的一块", True)


def _fullest(nodes: list[LexborNode]) -> LexborNode | None:
    """Of the elements of a name the outermost with the most text, if that is enough."""
    if not nodes:
        return None
    outermost = [node for node in nodes if not any(_holds(other, node) for other in nodes)]
    best = max(outermost, key=_weight)
    return best if _weight(best) >= _ENOUGH or best.css_first("img, table, iframe, embed, object") is not None else None


def _others(nodes: list[LexborNode], best: LexborNode) -> int:
    """How many elements beside the one that is taken have a text that is not in it."""
    taken = "".join(best.text().split())
    apart = [node for node in nodes if node != best and not _holds(best, node) and not _holds(node, best)]
    texts = {"".join(node.text().split()) for node in apart if _weight(node) >= _ENOUGH}
    return sum(text not in taken for text in texts)


def _holds(outer: LexborNode, inner: LexborNode) -> bool:
    current = inner.parent
    while current is not None:
        if current == outer:
            return True
        current = current.parent
    return False


def _weight(node: LexborNode) -> int:
    """How much text an element has that is no link."""
    linked = sum(len("".join(link.text().split())) for link in node.css("a"))
    return len("".join(node.text().split())) - linked


def _densest(tree: LexborHTMLParser) -> LexborNode | None:
    """The element right below which most of the text stands; one of its parts, if nearly all is in that."""
    scores: dict[int, tuple[int, LexborNode]] = {}
    own: dict[int, tuple[int, LexborNode]] = {}
    for node, weight in _texts(tree):
        parent = node.parent
        if node.tag not in ("p", "table"):
            own[node.mem_id] = weight, node
        if parent is not None and parent.tag not in (None, "html"):
            scores[parent.mem_id] = scores.get(parent.mem_id, (0, parent))[0] + weight, parent
    best = max([*scores.values(), *own.values()], key=lambda item: item[0], default=None)
    if best is None or best[0] < _DENSE:
        return None
    part = max(own.values(), key=lambda item: item[0], default=(0, best[1]))
    return part[1] if part[0] >= _NEARLY * best[0] else best[1]


def _texts(tree: LexborHTMLParser) -> Iterator[tuple[LexborNode, int]]:
    """The elements in which text stands right away, with how much; tables whole."""
    for node in tree.css("p, div, td, table, section"):
        weight = _weight(node) if node.tag == "table" else _own_weight(node)
        if weight > 1 and not _is_aside(node):
            yield node, weight


def _own_weight(node: LexborNode) -> int:
    """How much text stands right in an element and in its phrases, links aside."""
    count = 0
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            count += len("".join((child.text_content or "").split()))
        elif child.tag not in _BLOCKS and child.tag not in _LEFT_ASIDE and child.tag != "a":
            count += _weight(child)
    return count


def _is_aside(node: LexborNode) -> bool:
    current: LexborNode | None = node
    while current is not None and current.tag not in ("body", "html", None):
        named = f"{current.attributes.get('class') or ''} {current.attributes.get('id') or ''}"
        if current.tag in _LEFT_ASIDE or _FURNITURE.search(named):
            return True
        current = current.parent
    return False
