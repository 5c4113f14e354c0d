"""JSON: the facts of our own search, web app manifests, and absolute addresses in any other file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from disclosure.expressions import expression
from disclosure.links.inventory import Link
from disclosure.reading.bounds import DAMAGED, Unreadable, read_whole
from disclosure.search.layout import UP

_ABSOLUTE = expression(r"https?://\S+", re.IGNORECASE)
_NAMES_ONLY = {"@context", "@vocab", "$schema", "$id"}  # they name a vocabulary, no reader follows them
# Where a web app manifest holds addresses: members of the top, and keys of what stands in them.
_MANIFEST = {"start_url", "icons", "screenshots", "shortcuts"}
_MANIFEST_KEYS = {"start_url", "src", "url"}

# Where a value stands: the place of what it stands in, and its key or number there.
_Trail = tuple[Any, str] | None


def json_links(file: Path) -> Iterator[Link]:
    """Strings that are absolute addresses as a whole; where they stand is a JSON pointer (RFC 6901)."""
    return _absolute(_content(file))


def found_links(file: Path) -> Iterator[Link]:
    """What our search leads to: the first cell of a row is an address from the site's root, the second its title.

    In a search over several sites it may be a whole address.
    """
    rows = _content(file)
    for number, row in enumerate(rows if isinstance(rows, list) else ()):
        if isinstance(row, list) and len(row) > 1 and isinstance(row[0], str) and isinstance(row[1], str):
            yield Link(row[0] if _ABSOLUTE.fullmatch(row[0]) else UP + row[0], row[1][:200], "json", f"/{number}/0")


def manifest_links(file: Path) -> Iterator[Link]:
    """A web app manifest: its start, icons, pictures and shortcuts; other files are called manifest.json too."""
    content = _content(file)
    if isinstance(content, dict):
        shown = {name: content.pop(name) for name in sorted(_MANIFEST & content.keys())}
        for trail, key, text in _strings(shown):
            if key in _MANIFEST_KEYS:
                yield _link(text, trail)
    yield from _absolute(content)


def _content(file: Path) -> Any:
    try:
        return json.loads(read_whole(file))
    except (ValueError, RecursionError) as error:
        raise Unreadable(DAMAGED) from error


def _absolute(content: Any) -> Iterator[Link]:
    for trail, key, text in _strings(content):
        if text[:4].lower() == "http" and key not in _NAMES_ONLY and _ABSOLUTE.fullmatch(text):
            yield _link(text, trail)


def _strings(content: Any) -> Iterator[tuple[_Trail, str, str]]:
    """Every string in the order of the file, with where it stands and the nearest key above it."""
    stack: list[tuple[_Trail, str, Any]] = [(None, "", content)]
    while stack:
        trail, key, value = stack.pop()
        if isinstance(value, str):
            yield trail, key, value
        elif isinstance(value, dict):
            stack += [((trail, name), name, below) for name, below in reversed(value.items())]
        elif isinstance(value, list):
            numbers = range(len(value) - 1, -1, -1)
            stack += [((trail, str(number)), key, value[number]) for number in numbers]


def _link(href: str, trail: _Trail) -> Link:
    pointer = ""
    while trail is not None:
        trail, name = trail
        pointer = f"/{name.replace('~', '~0').replace('/', '~1')}{pointer}"[-200:]
    return Link(href, "", "json", pointer)
