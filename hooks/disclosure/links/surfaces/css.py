"""Stylesheets that are files of their own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from disclosure.expressions import expression
from disclosure.links.inventory import Link
from disclosure.links.stylesheets import style_addresses
from disclosure.reading.bounds import read_whole
from disclosure.reading.charsets import codec

_CHARSET = expression(rb'@charset "([\w-]+)";')


def css_links(file: Path) -> Iterator[Link]:
    """The addresses of a stylesheet; they start from the stylesheet's own folder."""
    data = read_whole(file)
    charset = _CHARSET.match(data)
    encoding = codec(charset[1].decode("ascii")) if charset else ""
    text = data.decode("utf-8-sig" if encoding in ("", "utf-8") else encoding, "replace")
    for attribute, href in style_addresses(text):
        yield Link(href, "", "css", attribute)
