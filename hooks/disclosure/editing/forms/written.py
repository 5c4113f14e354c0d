"""A record's text as a form needs it: what its YAML says, where, and the body of a document."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import takewhile

from pydantic import BaseModel

from disclosure.reading.put.source import BREAK, YamlText
from disclosure.reading.text import UNSEEN
from disclosure.reading.yaml_tree import ALIAS, DUPLICATE, NOT_MAPPING, SYNTAX, Tree, read_tree
from disclosure.records.documents import Document

_BARS = frozenset(rule.id for rule in (SYNTAX, DUPLICATE, ALIAS, NOT_MAPPING))  # those of put


@dataclass(frozen=True)
class RecordText:
    """``tree`` is ``None`` where no value can be changed alone; ``body`` is the text from ``start`` on, if any."""

    text: str
    tree: Tree | None
    line_end: str
    start: int | None = None
    first_line: int = 1

    @property
    def body(self) -> str | None:
        """The Markdown of a document, without empty lines around it."""
        return None if self.start is None else self.text[self.start :].strip("\r\n")

    def with_body(self, body: str) -> str:
        """The text with another body: the lines that stay keep their ends, and so do the empty ones around it."""
        assert self.start is not None
        old = self.text[self.start :]
        bare = old.lstrip("\r\n")
        lead = old[: len(old) - len(bare)] or self.line_end
        kept = bare.rstrip("\r\n")
        tail = bare[len(kept) :] or (self.line_end if not kept else "")
        return (
            f"{self.text[: self.start]}{lead}{_with_ends(kept, body, self.line_end)}{tail}"
            if body
            else (self.text[: self.start].rstrip("\r\n") + self.line_end)
        )


def written(model: type[BaseModel], text: str) -> RecordText:
    """The text of a record's file, taken apart."""
    source = YamlText(text)
    tree, findings = read_tree(source.yaml, "", first_line=source.first + 1)
    barred = any(finding.rule in _BARS for finding in findings) or UNSEEN.search(source.yaml) is not None
    has_body = model is Document and source.first == 1
    if model is Document and not has_body:
        barred = True
    start = source.starts[min(source.last + 1, len(source.starts) - 1)] if has_body else None
    if start is not None and source.last + 1 >= len(source.starts):
        start = len(text)
    return RecordText(text, None if barred else tree, source.line_end, start, source.last + 2)


def _with_ends(old: str, new: str, end: str) -> str:
    """New lines (with Unix ends) with the ends that the same lines had in the old text, as far as they are the same."""
    before, after = _lines(old), new.split("\n")
    same = [one for one, _ in takewhile(lambda pair: pair[0][0] == pair[1], zip(before, after, strict=False))]
    rest, behind = before[len(same) :], after[len(same) :]
    pairs = zip(reversed(rest), reversed(behind), strict=False)
    last = [one for one, _ in takewhile(lambda pair: pair[0][0] == pair[1], pairs)][::-1]
    middle = [(line, end) for line in behind[: len(behind) - len(last)]]
    lines = [*same, *middle, *last]
    joined = "".join(line + (ending or end) for line, ending in lines[:-1])
    return joined + lines[-1][0]


def _lines(text: str) -> list[tuple[str, str]]:
    """Each line with its end; the last has none."""
    ends = [*(found[0] for found in BREAK.finditer(text)), ""]
    return list(zip(BREAK.split(text), ends, strict=True))
