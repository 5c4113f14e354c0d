"""The YAML of a file as nodes that know their characters: where each value begins and ends among the bytes of the file.

A document's front matter is found by its two lines ``---``; everything else is YAML from the first line to the last.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml

from disclosure.expressions import expression
from disclosure.reading.front_matter import closing_line
from disclosure.reading.yaml_tree import Data, Location

BREAK = expression(r"\r\n|\r|\n")
_HEADER = expression(r"[|>][-+0-9]*")


@dataclass(frozen=True, slots=True)
class Node:
    """One value (or key) as written, from ``start`` to ``end`` in characters of the file; ``line`` is the last it has.

    ``style`` is ``""`` for plain scalars, else ``'``, ``"``, ``|`` or ``>``; ``tag`` says what YAML would make of it.
    """

    kind: Literal["scalar", "mapping", "list"]
    start: int
    end: int
    line: int
    tag: str
    style: str = ""
    flow: bool = False
    text: str = ""
    members: list[Member] = field(default_factory=list)

    @property
    def data(self) -> Data:
        """The value in strings, as the reader makes it."""
        if self.kind == "mapping":
            return {entry.name: entry.value.data for entry in self.members}
        return self.text if self.kind == "scalar" else [entry.value.data for entry in self.members]

    def is_listed(self, at: Location) -> bool:
        """Whether a list in brackets is somewhere around a place below."""
        if not at or (self.flow and self.kind == "list"):
            return bool(at)
        steps = [number if entry.key is None else entry.name for number, entry in enumerate(self.members)]
        return at[0] in steps and self.members[steps.index(at[0])].value.is_listed(at[1:])

    @property
    def is_block(self) -> bool:
        """Whether it is a mapping or list of lines."""
        return self.kind != "scalar" and not self.flow


@dataclass(frozen=True, slots=True)
class Member:
    """A value with its key, or an item of a list, whose key is ``None``; ``start`` is that of the key or item."""

    key: Node | None
    value: Node
    start: int

    @property
    def name(self) -> str:
        """The key's text."""
        return self.key.text if self.key is not None else ""


class YamlText:
    """A file's text by its lines, and which of them are YAML."""

    def __init__(self, text: str) -> None:
        self.text = text
        mark = int(text.startswith("\ufeff"))
        self.starts: list[int] = [mark, *(found.end() for found in BREAK.finditer(text))]
        self.lines = BREAK.split(text[mark:])
        closing = closing_line(self.lines)
        self.first, self.last = (0, len(self.lines)) if closing is None else (1, closing)

    @property
    def yaml(self) -> str:
        """The YAML with Unix line ends."""
        return "\n".join(self.lines[self.first : self.last]) + "\n" * (self.first > 0)

    @property
    def line_end(self) -> str:
        """The line end that the YAML is written with."""
        found = BREAK.search(self.text, self.starts[self.first])
        return found[0] if found is not None else "\n"

    def line_of(self, offset: int) -> int:
        """The number of the line, from 0 in the file, in which a character stands."""
        return bisect_right(self.starts, offset) - 1

    def column_of(self, offset: int) -> int:
        """How many characters stand before it in its line."""
        return offset - self.starts[self.line_of(offset)]

    def before(self, offset: int) -> str:
        """What stands before a character in its line."""
        return self.text[self.starts[self.line_of(offset)] : offset]

    def root(self) -> Node:
        """The YAML as nodes. It must have been read without complaint, so that it is neither deep nor knotted."""
        return self._node(yaml.compose(self.yaml, Loader=yaml.CSafeLoader))

    def _node(self, node: Any) -> Node:
        start, end = self._offset(node.start_mark), self._offset(node.end_mark)
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, start, end)
        if isinstance(node, yaml.MappingNode):
            pairs = [(self._node(key), self._node(value)) for key, value in node.value]
            members = [Member(key, value, key.start) for key, value in pairs]
        else:
            members = [Member(None, item, item.start) for item in map(self._node, node.value)]
        kind: Literal["mapping", "list"] = "mapping" if isinstance(node, yaml.MappingNode) else "list"
        if not node.flow_style:
            end = members[-1].value.end
        return Node(kind, start, end, self.line_of(end), node.tag, flow=bool(node.flow_style), members=members)

    def _scalar(self, node: Any, start: int, end: int) -> Node:
        style = node.style or ""
        if style in ("|", ">"):
            end = self._end_of_block(start, end)
        return Node("scalar", start, end, self.line_of(end), node.tag, style, text=node.value)

    def _end_of_block(self, start: int, end: int) -> int:
        """Where the last line ends that belongs to a block of text; empty lines below it belong to it only with +."""
        first = self.line_of(start)
        last = self.line_of(end) - (self.column_of(end) == 0)
        keeps = "+" in self.header(start)
        while last > first and not keeps and not self.lines[last].strip():
            last -= 1
        return self.starts[last] + len(self.lines[last])

    def header(self, start: int) -> str:
        """The signs that open a block of text."""
        found = _HEADER.match(self.text, start)
        return found[0] if found is not None else ""

    def _offset(self, mark: Any) -> int:
        start: int = self.starts[min(self.first + mark.line, len(self.starts) - 1)]
        return start + int(mark.column)
