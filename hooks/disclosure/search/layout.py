"""Where the files of the index lie, for those who only follow what is in them."""

from __future__ import annotations

from disclosure.expressions import expression

FOLDER = "search"
UP = "../../"  # from a file of the folder to the site's root

_OF_FACTS = expression(rf"{FOLDER}/[0-9a-f]{{16}}/d[0-9]+\.json")


def holds_facts(path: str) -> bool:
    """Whether a file of the site holds facts of entries: rows of an address from the root, a title and more."""
    return _OF_FACTS.fullmatch(path) is not None
