"""The places in Markdown where a string may stand, and how to look at what became of it there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser

CONTEXTS = {
    "alone": "{}",
    "within a line": "前{}后",
    "a heading": "## {}",
    "a list": "- {}\n- 乙",
    "a quotation": "> {}",
    "a table": "| 甲 |\n| --- |\n| {} |",
    "a link's text": "[{}](a.html)",
    "a link's address": "[甲]({})",
    "a link's address in brackets": "[甲](<{}>)",
    "a link's title": '[甲](a.html "{}")',
    "a picture's text": "![{}](a.png)",
    "a picture's title": "![甲](a.png '{}')",
    "a picture's address": "![甲]({})",
    "a footnote": "甲[^1]\n\n[^1]: {}",
    "a footnote's name": "甲[^{0}]\n\n[^{0}]: 乙",
    "a definition": "[甲][1]\n\n[1]: {}",
    "a reference": "[甲](ref:{})",
    "a reference's heading": "[甲](ref:doc-2025-001#{})",
    "code": "`{}`",
    "a fence": "```\n{}\n```",
    "a tag's attribute": '<span title="{}">甲</span>',
    "a block": "<div>\n{}\n</div>",
}

# Written anew, so that a slip in the product's own list shows.
_HARMLESS = frozenset({
    "html", "body", "p", "br", "hr", "wbr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "b", "i", "u", "s",
    "small", "sup", "sub", "mark", "abbr", "dfn", "cite", "code", "pre", "kbd", "samp", "var", "ruby", "rt", "rp",
    "ul", "ol", "li", "dl", "dt", "dd", "figure", "figcaption", "details", "summary", "div", "span", "blockquote",
    "q", "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "col", "colgroup", "a", "img", "del", "ins",
    "time",
})  # fmt: skip
_RUNNING = frozenset({"style", "srcdoc", "srcset", "ping", "background", "formaction"})
_NO_ADDRESS = frozenset({"title", "alt", "id", "name"})
_ADDRESS = re.compile(r"(?:javascript|vbscript|livescript|data):")


def dangers(fragment: str) -> list[str]:
    """What in a piece of HTML could run, load or take over anything, as a parser of browsers reads it."""
    return list(_dangers(LexborHTMLParser(f"<!doctype html><body><p>x</p><div>{fragment}</div>")))


def _dangers(tree: LexborHTMLParser) -> Iterator[str]:
    for node in tree.css("html, body, body *"):
        if node.tag not in _HARMLESS:
            yield f"<{node.tag}>"
        for name, value in node.attributes.items():
            address = re.sub(r"[\x00-\x20]", "", value or "").lower()
            runs = name.startswith("on") or name in _RUNNING
            opens = name not in _NO_ADDRESS and _ADDRESS.match(address)
            loads = (node.tag, name) == ("img", "src") and re.match(r"https?:|[\\/]{2}", address)
            if runs or opens or loads:
                yield f"<{node.tag} {name}={value}>"
