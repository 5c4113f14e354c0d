"""What is known of a record before it is read."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from disclosure.records.plain import PlainFields

if TYPE_CHECKING:
    from disclosure.records.base import Record, RefTo


class Later(NamedTuple):
    """What is told of a record before it is read: how to read it, its plain fields, its references.

    Those in fields are told by location, target and what is expected of it, those in the text by target and place.
    ``opening`` is the digest of the words at the beginning of the text.
    """

    read: Callable[[], Record]
    fields: PlainFields
    references: list[tuple[list[str | int], str, RefTo]]
    mentions: list[tuple[str, int]]
    opening: str
