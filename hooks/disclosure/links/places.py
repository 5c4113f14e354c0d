"""Where HTML keeps addresses: every attribute in which one may stand, and what browsers make of it.

The attributes are those of the HTML Living Standard (index of attributes, type URL), of SVG 2 and MathML, and the
obsolete ones that pages still have.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from disclosure.expressions import expression

Attributes = Mapping[str, str | None]

_LINKED = ("href", "xlink:href")
_SVG = (
    "use image feImage linearGradient radialGradient pattern textPath mpath animate animateMotion animateTransform set "
    "discard filter tref cursor"
)
_MATHML = "math mi mn mo ms mtext mrow mfrac msqrt mroot msup msub msubsup munder mover munderover mstyle mtable"
_BACKED = "body table thead tbody tfoot tr td th"
# Tag → attributes that hold one address.
ADDRESSES: dict[str, tuple[str, ...]] = {
    "area": ("href",), "link": ("href",), "img": ("src", "longdesc", "lowsrc", "dynsrc"), "script": ("src", *_LINKED),
    "iframe": ("src", "longdesc"), "frame": ("src", "longdesc"), "source": ("src",), "video": ("src", "poster"),
    "audio": ("src",), "track": ("src",), "embed": ("src",), "object": ("data",), "form": ("action",),
    "input": ("src", "formaction"), "button": ("formaction",), "blockquote": ("cite",), "q": ("cite",),
    "ins": ("cite",), "del": ("cite",), "bgsound": ("src",), "portal": ("src",), "html": ("manifest",),
    "head": ("profile",), **dict.fromkeys(_BACKED.split(), ("background",)),
    **dict.fromkeys((_SVG + " " + _MATHML).split(), _LINKED),
}  # fmt: skip
_SETS = {"img": "srcset", "source": "srcset", "link": "imagesrcset"}
# Attributes of which an element must have one to be looked at, and elements that are looked at without any.
HOLDING = frozenset(name for names in ADDRESSES.values() for name in names) | {"usemap", "srcdoc", "ping"}
NEEDY = frozenset({"img", "iframe", "link", "track", "object", "source", "input"})
# Where an empty address does nothing at all.
_IDLE = {"background", "longdesc", "lowsrc", "dynsrc", "manifest", "profile", "cite"}
# Hints to the browser, not things that a reader can be led to.
_HINTS = {"preconnect", "dns-prefetch"}
# An address in a set, and the sizes behind it up to the next comma outside of brackets.
_CANDIDATE = expression(r"[\s,]*(\S+)")
_SIZES = expression(r"(?:[^,(]|\([^)]*(?:\)|\Z))*")
# Pictures and pages that others are to show for this one (Open Graph and the like).
_SHOWN = expression(
    r"(?:og|twitter):(?:image|video|audio|player|url)(?::(?:url|secure_url|src|stream))?|thumbnail(?:url)?"
    r"|msapplication-(?:tileimage|config|square\d+x\d+logo|wide310x150logo)",
    re.IGNORECASE,
)
_PLAYED = {"movie", "src", "url", "filename", "data", "href"}
# What is behind the seconds (HTML Standard, "shared declarative refresh steps").
_REFRESH = expression(r"\s*[\d.]+(?:\s*[;,]\s*|\s+|\Z)(.*)", re.DOTALL | re.ASCII)
_REFRESH_URL = expression(r"(?i:url\s*=\s*)?(?:'([^']*)|\"([^\"]*)|(.*))", re.DOTALL)


def addresses(tag: str, attributes: Attributes, parent: str) -> Iterator[tuple[str, str | None]]:
    """The addresses of an element but ``<a>``: attribute and address, ``None`` where the one that it needs is missing.

    ``parent`` is the tag that it stands in.
    """
    if tag == "link" and _HINTS & set((attributes.get("rel") or "").lower().split()):
        return
    for name in ADDRESSES[tag]:
        if name in attributes and (attributes[name] or name not in _IDLE) and not _is_unused(tag, name, attributes):
            yield name, attributes[name] or ""
    needed = _needed(tag, attributes, parent)
    if needed:
        yield needed, None
    if tag in _SETS:
        for address in _candidates(attributes.get(_SETS[tag]) or ""):
            yield _SETS[tag], address
    if tag == "area":
        yield from pings(attributes)


def pings(attributes: Attributes) -> Iterator[tuple[str, str]]:
    """What is told when somebody follows a link."""
    for address in (attributes.get("ping") or "").split():
        yield "ping", address


def is_shown(attributes: Attributes) -> bool:
    """Whether a ``<meta>`` says what others are to show for the page."""
    return _is_of_pictures((attributes.get("property") or attributes.get("name") or "").strip())


@lru_cache(maxsize=1 << 10)
def _is_of_pictures(name: str) -> bool:
    return _SHOWN.fullmatch(name) is not None


def meta(attributes: Attributes) -> Iterator[tuple[str, str | None]]:
    """The addresses of a ``<meta>``: where it leads on, and what is to be shown for the page."""
    content = attributes.get("content")
    if (attributes.get("http-equiv") or "").strip().lower() == "refresh":
        yield from _refresh(content or "")
    if content is not None and is_shown(attributes):
        yield (attributes.get("property") or attributes.get("name") or "").strip(), content


def param(attributes: Attributes) -> Iterator[tuple[str, str]]:
    """What an old player is told to play."""
    if (attributes.get("name") or "").strip().lower() in _PLAYED:
        yield "value", attributes.get("value") or ""


def _refresh(content: str) -> Iterator[tuple[str, str | None]]:
    """Seconds alone load the same page again; without seconds, nothing happens."""
    found = _REFRESH.fullmatch(content)
    if found is None:
        yield "content", None
    elif found[1]:
        address = _REFRESH_URL.match(found[1])
        yield "content", next((part for part in address.groups() if part), "").strip() if address else ""


def _candidates(written: str) -> Iterator[str]:
    """The addresses of a set of pictures (HTML Standard, "parsing a srcset attribute")."""
    position = 0
    while found := _CANDIDATE.match(written, position):
        address, position = found[1].rstrip(","), found.end()
        if address == found[1]:
            sizes = _SIZES.match(written, position)
            position = sizes.end() if sizes else position
        if address:
            yield address


def _needed(tag: str, attributes: Attributes, parent: str) -> str:
    """The attribute without which an element shows nothing, when neither it nor its substitute is there."""
    if tag == "source":
        if parent == "picture":
            return "" if attributes.get("srcset") else "srcset"
        return "" if "src" in attributes or (attributes.get("srcset") and parent not in ("audio", "video")) else "src"
    if tag == "input":
        return "src" if _is_picture(attributes) and "src" not in attributes else ""
    name, instead = _NEEDED.get(tag, ("", ""))
    if not name or name in attributes or attributes.get(instead) or (instead == "srcdoc" and instead in attributes):
        return ""
    return name


def _is_unused(tag: str, name: str, attributes: Attributes) -> bool:
    """Whether browsers make nothing of an attribute: only a button that is a picture has one (HTML Standard, input)."""
    return tag == "input" and name == "src" and not _is_picture(attributes)


def _is_picture(attributes: Attributes) -> bool:
    return (attributes.get("type") or "").strip().lower() == "image"


# The attribute that an element needs, and what may stand for it.
_NEEDED = {
    "img": ("src", "srcset"), "iframe": ("src", "srcdoc"), "link": ("href", "imagesrcset"), "track": ("src", "src"),
    "object": ("data", "classid"),
}  # fmt: skip
