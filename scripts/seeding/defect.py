"""What a seeded defect is, before and after it has a line."""

from __future__ import annotations

from dataclasses import dataclass

MARKDOWN, YAML = "Markdown", "YAML"


@dataclass(frozen=True)
class Defect:
    """One seeded fault. ``rules`` are those of which at least one must find it; ``follows`` those that may speak up
    elsewhere because of it. ``number`` tells defects of a category apart.
    """

    category: str
    surface: str
    rules: frozenset[str]
    number: int
    example: str = ""
    follows: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Sown:
    """A defect at the line where it ended up."""

    defect: Defect
    path: str
    line: int


@dataclass(frozen=True)
class Category:
    """A class of defects in Markdown: addresses that are wrong in the same way, and what can carry them.

    ``{n}`` in an address becomes a number of its own. ``text`` is the link's text where it matters.
    ``stops`` says that the register's rules find it, so that the site is not built.
    """

    name: str
    rules: frozenset[str]
    hrefs: tuple[str, ...]
    carriers: tuple[str, ...]
    text: str = ""
    stops: bool = False
