"""What is kept of a fetched page: its title, its words, and the marks by which a Chinese site identifies itself."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from disclosure.expressions import expression
from disclosure.reading.charsets import codec, html_text

_CHARSET = expression(r"charset\s*=\s*[\"']?\s*([\w:.-]+)", re.IGNORECASE | re.ASCII)
_RECORD = expression(r"[\u4e00-\u9fff]\s*ICP\s*[备证]\s*[0-9]{5,}号?", re.IGNORECASE)
_SITE_CODE = expression(r"网站标识码\s*[:：]?\s*([0-9A-Za-z]{8,12})")
_REFRESH = expression(r"^\s*([0-9.]+)\s*[;,]\s*url\s*=\s*[\"']?\s*([^\"'>\s]+)", re.IGNORECASE)
_SCRIPTED = expression(
    r"location(?:\.href)?\s*=\s*[\"']([^\"']{1,500})[\"']|location\.replace\(\s*[\"']([^\"']{1,500})"
)
_WORDS = 20_000
_QUICK = 5.0  # seconds; a page that moves on later than that is meant to be read


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A page as the check sees it."""

    title: str = ""
    about: str = ""  # the keywords and the description that it gives of itself
    text: str = ""
    identity: frozenset[str] = frozenset()
    moves_to: str = ""  # where the page sends its visitor by itself
    is_shell: bool = False  # nothing but a place for a script to write into


def take(body: bytes, content_type: str) -> Snapshot:
    """The snapshot of a page; an empty one for what is no page."""
    if not is_page(body, content_type):
        return Snapshot()
    tree = LexborHTMLParser(decode(body, content_type))
    titles = [_meta(tree, "articletitle"), _words(tree, "title"), _words(tree, "h1")]
    moves = _refresh(tree)
    scripts = " ".join(node.text() for node in tree.css("script"))[:_WORDS]
    has_script = bool(tree.css_first("script"))
    for node in tree.css("script, style, noscript, template"):
        node.decompose()
    text = " ".join(tree.body.text(separator=" ").split())[:_WORDS] if tree.body else ""
    short = len(text) < 50
    if short and not moves:
        found = _SCRIPTED.search(scripts)
        moves = (found.group(1) or found.group(2)) if found else ""
    return Snapshot(
        title=next((title for title in titles if title), "")[:200],
        about=f"{_meta(tree, 'keywords')} {_meta(tree, 'description')}".strip()[:1000],
        text=text,
        identity=frozenset(_marks(text)),
        moves_to=moves,
        is_shell=short and has_script and not moves,
    )


def is_page(body: bytes, content_type: str) -> bool:
    """Whether an answer is HTML, by its label or, without one, by its beginning."""
    kind = content_type.partition(";")[0].strip().lower()
    if kind:
        return kind in ("text/html", "application/xhtml+xml")
    return body.lstrip()[:200].lower().startswith((b"<!doctype html", b"<html", b"<head"))


def decode(body: bytes, content_type: str) -> str:
    """The text of a page. Western labels are what servers say that have not looked: they count for nothing."""
    found = _CHARSET.search(content_type)
    label = found[1] if found else ""
    return html_text(body, "" if codec(label) == "cp1252" else label)


def likeness(one: str, other: str) -> float:
    """How alike two texts are, from 0 to 1: the cosine of their pairs of characters."""
    first, second = _pairs(one), _pairs(other)
    if not first or not second:
        return float(first == second)
    shared = sum(count * second[pair] for pair, count in first.items())
    size = math.sqrt(sum(count**2 for count in first.values()) * sum(count**2 for count in second.values()))
    return shared / size


def _pairs(text: str) -> Counter[str]:
    squeezed = "".join(text.split()).lower()
    return Counter(squeezed[at : at + 2] for at in range(max(1, len(squeezed) - 1)) if squeezed)


def _meta(tree: LexborHTMLParser, name: str) -> str:
    for node in tree.css("meta[name]"):
        if (node.attributes.get("name") or "").lower() == name:
            return " ".join((node.attributes.get("content") or "").split())
    return ""


def _words(tree: LexborHTMLParser, selector: str) -> str:
    node = tree.css_first(selector)
    return " ".join(node.text().split()) if node else ""


def _refresh(tree: LexborHTMLParser) -> str:
    for node in tree.css("meta[http-equiv]"):
        if (node.attributes.get("http-equiv") or "").lower() == "refresh":
            found = _REFRESH.match(node.attributes.get("content") or "")
            if found and float(found.group(1).rstrip(".") or 0) <= _QUICK:
                return found.group(2)
    return ""


def _marks(text: str) -> list[str]:
    records = ["".join(found.split()) for found in _RECORD.findall(text)]
    return records + [f"标识码{found}" for found in _SITE_CODE.findall(text)]
