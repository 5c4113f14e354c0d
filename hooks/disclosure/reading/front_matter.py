"""A Markdown file → its front matter (a YAML tree) and its body, each with its line in the file."""

from __future__ import annotations

from array import array
from bisect import bisect_right
from functools import cached_property
from typing import Any

from disclosure.expressions import expression
from disclosure.findings import Finding, Place, Rule
from disclosure.reading.burden import overburden
from disclosure.reading.clauses import Clause, clauses
from disclosure.reading.destinations import Destination, destinations
from disclosure.reading.stop_gaps import bare_words
from disclosure.reading.text import decode
from disclosure.reading.yaml_tree import Tree, read_tree

MISSING = Rule("FMT-001", "文件开头有两行“---”包住的信息栏", bad="直接从正文写起", good="---\ntitle: 某通知\n---\n正文")

RULES = (MISSING,)
OPENING = 60  # characters by which a text is known; below them two may be alike by chance
_BEGINNING = 300  # characters among which they are looked for
_LINE_END = expression("\n")


class Body:
    """The Markdown below the front matter; ``first_line`` is the line in the file at which it starts.

    It is what stands from ``start`` on in the text of the file, which is not held twice.
    """

    def __init__(self, text: str, first_line: int, start: int = 0) -> None:
        self._whole, self._start, self.first_line = text, start, first_line

    @property
    def start(self) -> int:
        """Where it stands in the text of the file."""
        return self._start

    @property
    def text(self) -> str:
        """The Markdown itself."""
        return self._whole[self._start :] if self._start else self._whole

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Body) and (self.text, self.first_line) == (other.text, other.first_line)

    def __hash__(self) -> int:
        return hash((self.text, self.first_line))

    @property
    def opening(self) -> str:
        """The words at its beginning, without blanks and signs; none of a text that has few."""
        words = bare_words(self.text[:_BEGINNING])
        return words[:OPENING] if len(words) >= OPENING else ""

    @cached_property
    def destinations(self) -> tuple[Destination, ...]:
        """The addresses that the text leads to; none of a text of which no page can be made."""
        return destinations(self.text) if overburden(self.text) is None else ()

    @cached_property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of the text, each with its line in the file."""
        return clauses(self.text, self.first_line)

    def line_and_column(self, offset: int) -> tuple[int, int]:
        """Where a character of the text stands in the file."""
        row = bisect_right(self._starts, offset) - 1
        return self.first_line + row, offset - self._starts[row] + 1

    @cached_property
    def _starts(self) -> array[int]:
        return array("I", [0, *(match.end() for match in _LINE_END.finditer(self.text))])


def split(text: str, path: str) -> tuple[Tree | None, Body, list[Finding]]:
    """Front matter and body of a Markdown document; without usable front matter the tree is ``None``."""
    lines = text.split("\n")
    closing = closing_line(lines)
    if closing is None:
        where = Place(path, 1)
        return None, Body(text, 1), [MISSING.at(where, *_without_end(lines))]
    tree, findings = read_tree("\n".join((*lines[1:closing], "")), path, first_line=2)
    return tree, _body(text, lines, closing), findings


def old_version(raw: bytes, path: str) -> tuple[dict[str, Any], Body]:
    """What the history holds of a document: its fields, none where they cannot be read, and its body."""
    tree, body, _ = split(decode(raw, path)[0], path)
    return (tree.data if tree is not None else {}), body


def body_of(text: str) -> Body:
    """The body of a Markdown document, without reading its front matter; the whole text where there is none."""
    lines = text.split("\n")
    closing = closing_line(lines)
    return Body(text, 1) if closing is None else _body(text, lines, closing)


def _body(text: str, lines: list[str], closing: int) -> Body:
    return Body(text, closing + 2, sum(map(len, lines[: closing + 1])) + closing + 1)


def _without_end(lines: list[str]) -> tuple[str, str]:
    """What is wrong with a text that has no front matter to its first line, and how to mend it."""
    remedy = "请在第一行写“---”，填好 id、title 等各项后，再写一行“---”，下面才是正文。"
    if lines[0].rstrip() == "---":
        return "信息栏没有结束：少了第二行“---”。", remedy
    written = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if written and closing_line(lines[written:]) is not None:
        return f"信息栏前面有 {written} 个空行。", "请删去，使“---”成为第一行。"
    return "文件开头没有用两行“---”包住的信息栏。", remedy


def closing_line(lines: list[str]) -> int | None:
    """The number of the line that ends the front matter, from 0, or ``None`` if there is none."""
    if lines[0].rstrip() != "---":
        return None
    return next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), None)
