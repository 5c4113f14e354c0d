"""What a page hides: by attributes, by its style sheets, by size or colour, or written out by a script."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.expressions import expression
from disclosure.links.inventory import hides

_MORE = expression(
    r"font-size\s*:\s*[01](?:\.\d+)?(?:px|pt|em|rem|%)?\s*(?:;|$|!)|max-height\s*:\s*[01](?:px)?\s*(?:;|$|!)"
    r"|filter\s*:\s*alpha\(\s*opacity\s*=\s*0\s*\)|transform\s*:\s*scale\(\s*0\s*\)|z-index\s*:\s*-\d"
    r"|(?:left|right|top|text-indent|margin|margin-left|margin-top|margin-right)\s*:\s*-\d{3,}",
    re.IGNORECASE,
)
_RULE = expression(r"([^{}@]{1,400})\{([^{}]{0,2000})\}")
_COLOUR = expression(r"(?:^|[;\s])color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = expression(r"(?:^|[;\s])background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)
_WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)"})
_WRITTEN = expression(
    r"document\.write(?:ln)?\s*\([^)]{0,200}?(?:display\s*:\s*none|visibility\s*:\s*hidden|:\s*-\d{3,}px)",
    re.IGNORECASE,
)
_ENDED = expression(r"document\.write(?:ln)?\s*\(\s*['\"]\s*<\\?/", re.IGNORECASE)
_HREF = expression(r"<a\s[^<>]*?href\s*=\s*[\"']?([^\"'\s<>]+)", re.IGNORECASE)
_FRAMES = "iframe, frame, embed, object, marquee"
_MOST_SELECTORS = 200
_MOST_WRITTEN = 20


def conceals(style: str) -> bool:
    """Whether a style takes what bears it out of sight."""
    return hides(style) or _MORE.search(style) is not None


class Concealed:
    """The parts of one page that its readers do not see. ``sheets`` are the texts of the sheets that it links to."""

    def __init__(self, tree: LexborHTMLParser, source: str, sheets: str = "") -> None:
        self._tree, self._source = tree, source
        texts = (sheets, *(node.text() for node in tree.css("style")))
        selectors = dict.fromkeys(selector for text in texts if text for selector in _hiding(text))
        self._by_sheet = {node.mem_id for selector in selectors for node in _matched(tree, selector)}

    def addresses(self) -> Iterator[tuple[str, str]]:
        """Each address of a link that nobody sees or of a frame without size, and how it is hidden."""
        for node in self._tree.css("a[href], area[href]"):
            href = (node.attributes.get("href") or "").strip()
            how = self._how(node)
            if href and how:
                yield href, how
        for node in self._tree.css(_FRAMES):
            address = (node.attributes.get("src") or node.attributes.get("data") or "").strip()
            if address and (_has_no_size(node) or self._how(node)):
                yield address, "大小为零的框架"
        yield from ((href, "由脚本写进隐藏的部分") for href in self._written_by_scripts())

    def hides(self, node: LexborNode) -> bool:
        """Whether an element is out of sight by what is said of it alone, whatever it stands in."""
        attributes = node.attributes
        style = attributes.get("style") or ""
        if "hidden" in attributes or node.mem_id in self._by_sheet or (style and conceals(style)):
            return True
        is_coloured = "color" in attributes or _COLOUR.search(style) is not None
        return is_coloured and _is_of_the_grounds_colour(node, trusting=False)

    def _how(self, node: LexborNode) -> str:
        """How a link is hidden; "" where it is not."""
        current: LexborNode | None = node
        while current is not None and current.tag not in ("html", "-undef", "-document"):
            attributes = current.attributes
            style = attributes.get("style") or ""
            if "hidden" in attributes or current.mem_id in self._by_sheet or (style and conceals(style)):
                return "隐藏的链接"
            if current.tag == "marquee" and _has_no_size(current):
                return "大小为零的链接"
            current = current.parent
        if _is_of_the_grounds_colour(node):
            return "和背景同色的链接"
        if not node.text().strip() and node.css_first("img, svg, picture, video, i, span, input, button") is None:
            return "没有文字的链接" if node.tag == "a" and not _is_named(node) else ""
        return ""

    def _written_by_scripts(self) -> Iterator[str]:
        for number, match in enumerate(_WRITTEN.finditer(self._source)):
            if number >= _MOST_WRITTEN:
                return
            end = _ENDED.search(self._source, match.end())
            span = self._source[match.end() : end.start() if end is not None else match.end() + 4000]
            yield from (found[1] for found in _HREF.finditer(span))


def _is_named(node: LexborNode) -> bool:
    return bool(node.attributes.get("aria-label") or node.attributes.get("title"))


def _has_no_size(node: LexborNode) -> bool:
    attributes = node.attributes
    sizes = [(attributes.get(name) or "").strip().removesuffix("px") for name in ("width", "height")]
    return any(size in ("0", "1", "0%") for size in sizes) or conceals(attributes.get("style") or "")


def _is_of_the_grounds_colour(node: LexborNode, *, trusting: bool = True) -> bool:
    """Whether a text has its background's colour; of a page that sets none, the background is white.

    ``trusting`` takes it that a class may set another background, where none is known.
    """
    colour = ground = ""
    styled = False
    current: LexborNode | None = node
    while current is not None and current.tag not in ("html", "-undef", "-document"):
        attributes, style = current.attributes, current.attributes.get("style") or ""
        found, behind = _COLOUR.search(style), _GROUND.search(style)
        colour = colour or _colour(found[1] if found else attributes.get("color") or "")
        ground = ground or _colour(behind[1] if behind else attributes.get("bgcolor") or "")
        styled = styled or bool(attributes.get("class") or attributes.get("id"))
        current = current.parent
    if not colour:
        return False
    return colour == ground if ground else colour in _WHITE and not (styled and trusting)


def _colour(written: str) -> str:
    plain = re.sub(r"\s+", "", written.lower())
    if re.fullmatch("#[0-9a-f]{3}", plain):
        plain = "#" + "".join(sign * 2 for sign in plain[1:])
    return "#ffffff" if plain in _WHITE else plain


@lru_cache(maxsize=32)
def _hiding(sheet: str) -> tuple[str, ...]:
    """The selectors of a sheet whose elements are hidden, states such as ``:hover`` aside."""
    found = []
    for match in _RULE.finditer(re.sub(r"/\*.*?\*/", "", sheet[:500_000], flags=re.DOTALL)):
        if conceals(match[2]):
            found += [selector.strip() for selector in match[1].split(",") if ":" not in selector]
    return tuple(selector for selector in dict.fromkeys(found) if selector)[:_MOST_SELECTORS]


def _matched(tree: LexborHTMLParser, selector: str) -> list[LexborNode]:
    try:
        return tree.css(selector)
    except Exception:  # whatever the library makes of a selector that it cannot read
        return []
