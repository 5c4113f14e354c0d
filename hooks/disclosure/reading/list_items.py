"""Lists in YAML as it is written: a file without some of their items, every other byte as it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression

_ITEM = expression(r"^( *)- ")
_END = "..."  # YAML's own mark of the end, as deep as nothing else


def without_items(text: str, files: re.Pattern[str]) -> str:
    """A file of data without the items of its lists that name one of some files; a list left empty goes too."""
    if files.search(text) is None:
        return text
    kept: list[str] = []
    for lines in _items(text.splitlines(True)):
        if _ITEM.match(lines[0]) and files.search("".join(lines)):
            continue
        kept += lines
    return "".join(_without_empty_lists(kept))


def _items(lines: list[str]) -> Iterator[list[str]]:
    """Each item of a list with the lines that belong to it, every other line by itself."""
    at = 0
    while at < len(lines):
        item, end = _ITEM.match(lines[at]), at + 1
        while item is not None and end < len(lines) and _depth(lines[end]) > len(item[1]):
            end += 1
        yield lines[at:end]
        at = end


def _without_empty_lists(lines: list[str]) -> Iterator[str]:
    """The lines but for the heads of lists that have nothing left, at the end of the file as well."""
    after = _END
    kept: list[str] = []
    for line in reversed(lines):
        opens = line.rstrip().endswith(":") and not _ITEM.match(line)
        if not (opens and _depth(after) <= _depth(line) and not _ITEM.match(after)):
            kept.append(line)
            after = line if line.strip() else after
    return reversed(kept)


def _depth(line: str) -> int:
    """How far a line is indented; an empty one is as deep as what stands around it."""
    return len(line) - len(line.lstrip(" ")) if line.strip() else 1000
