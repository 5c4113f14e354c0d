"""The fewest changes of characters that make one value out of another, in the file in which the first is written."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from os.path import commonprefix
from typing import NamedTuple

from disclosure.reading.put.source import BREAK, Member, Node, YamlText
from disclosure.reading.put.writing import Setting, YamlForm, entry_lines, form_of, key_of, reads_as
from disclosure.reading.yaml_tree import Data, Location


class ModelView(NamedTuple):
    """What the record type says of a place: the names of the keys in their order, and the tags of plain values."""

    order: Callable[[Location], Sequence[str]]
    tags: Callable[[Location], frozenset[str]]


class Edit(NamedTuple):
    """Characters of the file that are replaced."""

    start: int
    end: int
    text: str


class CannotWriteError(Exception):
    """There is no way to write a value at ``location`` that leaves everything around it as it is."""

    def __init__(self, location: Location) -> None:
        super().__init__(location)
        self.location = location


class Holder(NamedTuple):
    """What a value hangs on: the column of its key or dash, the key (``None`` in a list), and whether in brackets."""

    column: int
    key: Node | None
    flow: bool
    one_line: bool = False


def edits(source: YamlText, root: Node, data: Data, shape: ModelView) -> list[Edit]:
    """What to replace so that the file says ``data``; raises ``CannotWriteError``."""
    found = _Rewriting(source, root, shape).changed(root, data, (), Holder(-2, None, False))
    return sorted(found, key=lambda edit: (edit.start, edit.end))


def twin(place: int, part: str, text: str, other: str) -> int | None:
    """Where the part of a text stands in another wording of it; ``None`` unless both have it as many times."""
    here, there = _all_places(part, text), _all_places(part, other)
    return there[here.index(place)] if part and len(here) == len(there) and place in here else None


def _all_places(part: str, text: str) -> list[int]:
    return [found.start() for found in re.finditer(f"(?={re.escape(part)})", text)]


def applied(text: str, changes: Sequence[Edit]) -> str:
    """The text with its characters replaced; ``changes`` are in order."""
    for start, end, new in reversed(changes):
        text = text[:start] + new + text[end:]
    return text


class _Rewriting:
    def __init__(self, source: YamlText, root: Node, shape: ModelView) -> None:
        self.source, self.root, self.shape = source, root, shape

    def changed(self, node: Node, data: Data, at: Location, holder: Holder) -> Iterator[Edit]:
        """The edits that make ``data`` of the value at ``at``: those of its parts, if it stays what it is."""
        if node.data == data:
            return
        if isinstance(data, dict) and any(entry.name in data for entry in node.members):
            yield from self._mapping(node, data, at)
        elif isinstance(data, list) and data and node.kind == "list" and node.members:
            yield from self._list(node, data, at)
        else:
            yield from self._value(node, data, at, holder)

    # A mapping and a list, part by part

    def _mapping(self, node: Node, data: dict[str, Data], at: Location) -> Iterator[Edit]:
        kept = [entry for entry in node.members if entry.name in data]
        one_line = bool(at) and all(entry.value.line == self.source.line_of(entry.start) for entry in node.members)
        for entry in kept:
            holder = Holder(self.source.column_of(entry.start), entry.key, node.flow, one_line)
            yield from self.changed(entry.value, data[entry.name], (*at, entry.name), holder)
        yield from self._without(node, [entry.name not in data for entry in node.members])
        known = {entry.name for entry in kept}
        added: dict[int, list[str]] = defaultdict(list)
        order = self._order(at, data)
        for name in [name for name in order if name in data and name not in known]:
            added[self._anchor(node, kept, order, name)].append(name)
        for anchor, names in added.items():
            yield from self._with(node, anchor, [(name, data[name]) for name in names], at, one_line)

    def _order(self, at: Location, data: dict[str, Data]) -> list[str]:
        order = list(self.shape.order(at))
        return order + [name for name in data if name not in order]

    def _anchor(self, node: Node, kept: list[Member], order: list[str], name: str) -> int:
        """The number of the entry behind which a new key belongs; -1 for the place before all others."""
        earlier = order[: order.index(name)]
        before = [entry for entry in kept if entry.name in earlier]
        nearest = max(before, key=lambda entry: earlier.index(entry.name), default=None)
        return -1 if nearest is None else node.members.index(nearest)

    def _list(self, node: Node, data: list[Data], at: Location) -> Iterator[Edit]:
        old = [entry.value.data for entry in node.members]
        first = next((n for n, (one, two) in enumerate(zip(old, data, strict=False)) if one != two), None)
        first = min(len(old), len(data)) if first is None else first
        same = 0  # how many at the end are the same
        while same < min(len(old), len(data)) - first and old[-1 - same] == data[-1 - same]:
            same += 1
        shared = min(len(old), len(data)) - same
        for number in range(first, shared):
            entry = node.members[number]
            holder = Holder(self._dash(node, entry), None, node.flow)
            yield from self.changed(entry.value, data[number], (*at, number), holder)
        yield from self._without(node, [shared <= number < len(old) - same for number in range(len(old))])
        new: list[tuple[str | int, Data]] = [(n, data[n]) for n in range(shared, len(data) - same)]
        if len(data) > len(old):
            neighbours = [entry.value for entry in node.members]
            one_line = all(value.kind != "mapping" or value.flow for value in neighbours)
            yield from self._with(node, shared - 1, new, at, one_line)

    def _dash(self, node: Node, entry: Member) -> int:
        return self.source.column_of(node.start if not node.flow else entry.start)

    # Entries that go

    def _without(self, node: Node, gone: list[bool]) -> Iterator[Edit]:
        for first, last in _runs(gone):
            yield self._flow_run(node, first, last) if node.flow else self._block_run(node, first, last)

    def _flow_run(self, node: Node, first: int, last: int) -> Edit:
        members, text = node.members, self.source.text
        begin, end = members[first].start, members[last].value.end
        if first > 0 and "#" not in text[members[first - 1].value.end : begin]:
            return Edit(members[first - 1].value.end, end, "")
        if first == 0 and "#" not in text[end : members[last + 1].start]:
            return Edit(begin, members[last + 1].start, "")
        comma = text.find(",", end, node.end)
        return Edit(begin, comma + 1 if last + 1 < len(members) else end, "")

    def _block_run(self, node: Node, first: int, last: int) -> Edit:
        begin, end = self._lines(node, first)[0], self._lines(node, last)[1]
        head = self.source.before(self._begin(node, first))
        if not head.strip():
            return self._replaced_lines(begin, end, ())
        following = self._begin(node, last + 1)  # they stand behind a dash, which stays
        if "#" in self.source.text[node.members[last].value.end : following]:
            following = node.members[last].value.end
        return Edit(self._begin(node, first), following, "")

    def _begin(self, node: Node, number: int) -> int:
        """Where an entry begins: its key, or its dash, which stands above it if the item does."""
        entry = node.members[number]
        if entry.key is not None:
            return entry.start
        column, line = self.source.column_of(node.start), self.source.line_of(entry.start)
        while self.source.lines[line][column : column + 1] != "-" or self.source.starts[line] + column > entry.start:
            line -= 1
        return self.source.starts[line] + column

    def _lines(self, node: Node, number: int) -> tuple[int, int]:
        """The lines of an entry: the first, and the one behind the last."""
        return self.source.line_of(self._begin(node, number)), node.members[number].value.line + 1

    # Entries that come

    def _with(
        self, node: Node, anchor: int, new: list[tuple[str | int, Data]], at: Location, one_line: bool
    ) -> Iterator[Edit]:
        column = self.source.column_of(node.start)
        forms = [(step, self._form(data, (*at, step), column, node.flow, one_line)) for step, data in new]
        if node.flow:
            yield self._flow_added(node, anchor, [_named(step, form) for step, form in forms])
            return
        lines = [line for step, form in forms for line in entry_lines(step, form, column)]
        if anchor >= 0:
            after = self._lines(node, anchor)[1]
            yield self._replaced_lines(after, after, lines)
        elif not self.source.before(begin := self._begin(node, 0)).strip():
            first = self.source.line_of(begin)
            yield self._replaced_lines(first, first, lines)
        else:  # the first entry stands behind a dash
            end = self.source.line_end
            yield Edit(begin, begin, end.join([*lines, ""]).lstrip(" ") + " " * column)

    def _flow_added(self, node: Node, anchor: int, texts: list[str]) -> Edit:
        members, text = node.members, self.source.text
        between = text[members[0].value.end : members[1].start] if len(members) > 1 else ", "
        comma = between if "#" not in between else ", "
        if anchor < 0:
            return Edit(members[0].start, members[0].start, "".join(one + comma for one in texts))
        end = members[anchor].value.end
        return Edit(end, end, "".join(comma + one for one in texts))

    # One value for another

    def _value(self, node: Node, data: Data, at: Location, holder: Holder) -> Iterator[Edit]:
        if not at:
            raise CannotWriteError(at)
        within = self._within(node, data, holder) if isinstance(data, str) and node.kind == "scalar" else None
        if within is not None:
            yield within
            return
        one_line = node.kind != "scalar" and node.flow or node.kind == "scalar" and holder.one_line
        form = self._form(data, at, holder.column, holder.flow, one_line, node, item=holder.key is None)
        begin, end = node.start, node.end
        below = (node.line + 1, node.line + 1)
        if node.style in ("|", ">"):
            end = begin + len(self.source.header(begin))
            below = (self.source.line_of(begin) + 1, node.line + 1)
        elif node.is_block and self._is_below(node):
            begin = end = self._behind_colon(node, holder)
            below = (self.source.line_of(node.start), node.line + 1)
        yield self._inline(begin, end, form.inline, holder)
        if form.below or below[0] < below[1]:
            yield self._replaced_lines(*below, form.below)

    def _within(self, node: Node, data: str, holder: Holder) -> Edit | None:
        """Only the characters that differ, of a text that is written over several lines; ``None`` if it is not."""
        raw, old = self.source.text[node.start : node.end], node.text
        if holder.flow or BREAK.search(raw) is None:
            return None
        first = len(commonprefix((old, data)))
        same = len(commonprefix((old[first:][::-1], data[first:][::-1])))
        first -= first > 0 and first + same == len(old)  # what comes needs something beside it to be found by
        gone, new = old[first : len(old) - same], data[first : len(data) - same]
        place = twin(first, gone, old, raw)
        if place is None or BREAK.search(gone + new):
            return None
        edit = Edit(node.start + place, node.start + place + len(gone), new)
        changed = applied(raw, [Edit(place, place + len(gone), new)])
        return edit if reads_as(changed, data, holder.column) else None

    def _is_below(self, node: Node) -> bool:
        """Whether a mapping or list of lines begins on a line of its own, below its key or dash."""
        head = self.source.before(node.start)
        return not head.strip()

    def _behind_colon(self, node: Node, holder: Holder) -> int:
        if holder.key is not None:
            return self.source.text.index(":", holder.key.end) + 1
        return self.source.text.rindex("-", 0, node.start) + 1

    def _inline(self, begin: int, end: int, inline: str, holder: Holder) -> Edit:
        """What stands behind the colon or dash: a blank before it, and none if all that comes stands below."""
        text = self.source.text
        if holder.flow and holder.key is not None and begin == holder.key.end:
            return Edit(begin, end, f": {inline}")
        if inline:
            return Edit(begin, end, " " * (text[begin - 1 : begin] in (":", "-") and begin == end) + inline)
        while text[begin - 1] in " \t":
            begin -= 1
        return Edit(begin, end, "")

    def _form(
        self,
        data: Data,
        at: Location,
        column: int,
        flow: bool,
        one_line: bool,
        node: Node | None = None,
        *,
        item: bool | None = None,
    ) -> YamlForm:
        style, tags = "", self.shape.tags(at)
        if node is not None and node.kind == "scalar":
            style = node.style
            tags |= frozenset() if style or not node.text else {node.tag}
        item = isinstance(at[-1], int) if item is None else item
        listed = flow and self.root.is_listed(at)
        form = form_of(data, Setting(column, flow, style, tags, one_line, item, listed, (at, self.shape.tags)))
        if form is None:
            raise CannotWriteError(at)
        return form

    def _replaced_lines(self, first: int, last: int, lines: Sequence[str]) -> Edit:
        """Whole lines (``last`` is not among them) in place of which others stand."""
        starts = self.source.starts
        return Edit(starts[first], starts[last], "".join(line + self.source.line_end for line in lines))


def _runs(gone: list[bool]) -> Iterator[tuple[int, int]]:
    """The first and last number of each run of what is gone."""
    begin = None
    for number, is_gone in enumerate([*gone, False]):
        if is_gone and begin is None:
            begin = number
        elif not is_gone and begin is not None:
            yield begin, number - 1
            begin = None


def _named(step: str | int, form: YamlForm) -> str:
    return f"{key_of(step)}: {form.inline}" if isinstance(step, str) else form.inline
