"""The names of inputs: the location of a value with points between its steps, ``stages.0.date``.

What a form needs besides a value of the file stands behind a colon: ``stages.draft:is``, ``changes.0:remove``.
"""

from __future__ import annotations

from functools import lru_cache
from urllib.parse import quote

from disclosure.reading.yaml_tree import Location

BODY = "body"
WHOLE = ":text"  # the whole file, where it cannot be read as a record
MORE = ":more"  # the button that asks for one row more; its value is the name of the rows
FIND = ":find"  # the button that looks for what may be named; its value is the name of the input with the words
FOUND = ":found"  # behind the name of an input: which of what was found is chosen
_SIGNS = {"%": "%25", ".": "%2E", ":": "%3A"}


def name_of(location: Location, aspect: str = "") -> str:
    """The name of the input for a value, or for an ``aspect`` of it."""
    name = ".".join(str(step) if isinstance(step, int) else _written(step) for step in location)
    return f"{name}:{aspect}" if aspect else name


@lru_cache(maxsize=1 << 10)
def _written(step: str) -> str:
    """A key in a name; only keys that no record type knows have signs that mean something there."""
    if step.isidentifier() and step.isascii():
        return step
    step = "".join(quote(sign) if sign.isspace() else _SIGNS.get(sign, sign) for sign in step)
    return f"%{step}" if step.isdecimal() else step
