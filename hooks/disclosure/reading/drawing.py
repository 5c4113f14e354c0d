"""A document's body as its page draws it, without what only a page knows: the titles of what is linked."""

from __future__ import annotations

from functools import cache

from disclosure.reading.burden import overburden
from disclosure.reading.dialect import Converter, without_private


def drawn(body: str) -> str | None:
    """The HTML that a page makes of this text; ``None`` if it is too much for a page."""
    if overburden(body) is not None:
        return None
    try:
        return _converter().html(without_private(body))
    except RecursionError:
        return None


@cache
def _converter() -> Converter:
    return Converter()
