"""The raw HTML that a Markdown document may hold: one list, by which the check judges and the pages are cleaned.

What Markdown itself makes is on the list too, so that a finished text can be judged as a whole.
"""

from __future__ import annotations

import re
from functools import cache

import nh3

from disclosure.expressions import expression
from disclosure.reading import notes

_CELL = ("colspan", "rowspan", "headers", "abbr", "align")
ALLOWED: dict[str, frozenset[str]] = {
    **dict.fromkeys(
        (
            "p", "br", "hr", "wbr", "h1", "h2", "h3", "h4", "h5", "h6", "strong", "em", "b", "i", "u", "s", "small",
            "sup", "sub", "mark", "abbr", "dfn", "cite", "code", "pre", "kbd", "samp", "var", "ruby", "rt", "rp",
            "ul", "dl", "dt", "dd", "figure", "figcaption", "summary", "div", "span", "blockquote", "q",
            "caption", "thead", "tbody", "tfoot", "tr", "table",
        ),
        frozenset(),
    ),
    "a": frozenset({"href", "name", "target", "download", "data-leaves"}),
    "img": frozenset({"src", "alt", "width", "height"}),
    "ol": frozenset({"start", "type", "reversed"}),
    "li": frozenset({"value"}),
    "details": frozenset({"open"}),
    "del": frozenset({"datetime"}),
    "ins": frozenset({"datetime"}),
    "time": frozenset({"datetime"}),
    "col": frozenset({"span"}),
    "colgroup": frozenset({"span"}),
    "th": frozenset({*_CELL, "scope"}),
    "td": frozenset(_CELL),
}  # fmt: skip
EVERYWHERE = frozenset({"id", "lang", "title"})
# Classes are the site's own: those that Markdown's footnotes, notes and code, clauses and the notice on leaving bring.
CLASSES = {
    ("a", "footnote-ref"), ("a", "footnote-backref"), ("div", "footnote"), ("div", "toc"), ("span", "leaves"),
    ("div", "clause"), ("a", "clause__no"), ("span", "clause__say"), ("span", "clause__amended"),
    ("p", "clause__ties"),
    ("p", notes.TITLE), *((tag, f"{before}{kind}") for tag, before in (("div", f"{notes.BOX} "), ("details", ""))
                          for kind in notes.KINDS),
}  # fmt: skip
_ADDRESSES = frozenset({"href", "src"})
_SPOKEN = (
    "，复制本条链接",
    "复制这部分的链接",
)  # how the link of a clause's number is read out; nothing else may be unseen

# Elements that run programs, load what nobody has checked, take the reader elsewhere or ask for input.
RUNNING = frozenset({
    "script", "noscript", "style", "link", "meta", "base", "iframe", "frame", "frameset", "object", "embed", "applet",
    "param", "portal", "svg", "math", "template", "form", "input", "button", "select", "textarea",
})  # fmt: skip
RUNNING_SCHEMES = ("javascript", "vbscript", "livescript", "data")

# A tag, an end tag, a comment or the like; addresses and mailboxes in angle brackets are plain links.
_MARKUP = expression(r"<(?!https?://[^\s<>\"']*>|[^\s<>!/\"'=]+@[^@\s<>/\"'=]+>)[a-zA-Z/!?]")
_DESTINATION = expression(r"\][(:](?=([^)]{1,200}))")
# Somewhere beside a picture, an address that may be that of the picture.
_FAR = expression(r"\](?:\[|\(\s*+<?\s*+(?:(?!ref:)[a-z][a-z0-9+.-]{0,40}:|[\\/]{2}))", re.I)
# Browsers pass over blanks in an address, Markdown over backticks and angle brackets.
_PASSED_OVER = expression(r"[^a-z0-9:&#;]+")
_MANY = 20_000  # links that nobody writes by hand
_DANGEROUS = expression(rf"(?:{'|'.join(RUNNING_SCHEMES)}):|[^:]*&(?:#|[a-z]+;)")
_BLANKS = expression(r"[\x00-\x20]+")
_ELSEWHERE = expression(r"[a-z][a-z0-9+.-]*:|[\\/]{2}", re.IGNORECASE)
# Private characters that stand at the head of an address while its page is being made.
SHIELD = "\ue002"
_HEAD = expression("[\ue000-\ue002][0-9:]*[\ue001]?")


def is_suspect(text: str) -> bool:
    """Whether Markdown holds raw HTML, or an address that may be other than it looks: cheap, and rather yes than no."""
    if _MARKUP.search(text) or ("![" in text and _FAR.search(text)):
        return True
    return any(
        number > _MANY or _DANGEROUS.match(_PASSED_OVER.sub("", match[1].lower()))
        for number, match in enumerate(_DESTINATION.finditer(text))
    )


def running_scheme(address: str) -> str:
    """The scheme of an address that runs a program or opens unknown content as browsers read it; "" for any other."""
    plain = _BLANKS.sub("", address[:200]).lower()
    return next((scheme for scheme in RUNNING_SCHEMES if plain.startswith(f"{scheme}:")), "")


def leads_elsewhere(address: str) -> bool:
    """Whether an address names its host or its scheme, so that a picture with it is none of this site's."""
    return _ELSEWHERE.match(_BLANKS.sub("", address[:200])) is not None


def permits(tag: str, name: str, value: str) -> bool:
    """Whether an element on the list may have this attribute with this value."""
    if name == "class":
        return (tag, value) in CLASSES or (tag == "code" and value.startswith("language-"))
    if name == "aria-label":
        return tag == "a" and value.endswith(_SPOKEN)
    if name in _ADDRESSES:
        address = _HEAD.sub("", value, count=1)
        if running_scheme(address) or (tag == "img" and leads_elsewhere(address)):
            return False
    return name in EVERYWHERE or name in ALLOWED.get(tag, ())


def clean(html: str) -> str:
    """The HTML of a text with nothing in it but what is on the list, every element closed."""
    return _cleaner().clean(html)


@cache
def _cleaner() -> nh3.Cleaner:
    """Addresses that wear a private character are left to ``permits``, so that the link gate sees them as written."""
    return nh3.Cleaner(
        tags=set(ALLOWED),
        clean_content_tags={"script", "style", "template", "title", "textarea", "noscript", "xmp"},
        attributes={tag: {*names, *EVERYWHERE, "class", "aria-label"} for tag, names in ALLOWED.items()},
        attribute_filter=lambda tag, name, value: value if permits(tag, name, value) else None,
        url_schemes={"http", "https", "mailto", "tel", "ref"},
        link_rel=None,
    )
