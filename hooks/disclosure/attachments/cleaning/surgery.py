"""XML cut at the byte: everything that is not cut stays as it was, namespaces and prefixes included."""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element
from xml.parsers.expat import ParserCreate

from disclosure.expressions import expression
from disclosure.reading.xml_text import xml_text, xml_tree

_DECLARATION = expression(r"^\ufeff?\s*<\?xml[^>]*\?>")
_START_TAG = expression(rb"""<[^\s/>]+(?:\s+[^\s=/>]+\s*=\s*(?:"[^"]*"|'[^']*'))*\s*/?>""")
_HEAD = b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class Surgery:
    """One XML part: its tree to look at, and the cuts that will be made in its bytes."""

    def __init__(self, data: bytes) -> None:
        text = _DECLARATION.sub("", xml_text(data)).lstrip("\ufeff")
        self.root = xml_tree(text)
        self._data = text.encode()
        elements = list(self.root.iter())
        self._spans = dict(zip(elements, _spans(self._data), strict=True))
        self.parents = {child: element for element in elements for child in element}
        self._edits: list[tuple[int, int, bytes]] = []

    def cut(self, element: Element) -> None:
        """Take an element out."""
        start, end = self._spans[element]
        self._edits.append((start, end, b""))

    def unwrap(self, element: Element) -> None:
        """Take only the tags out, so that the contents stay."""
        inner, close = self._inner(element)
        start, end = self._spans[element]
        self._edits += [(start, inner, b""), (close, end, b"")]

    def refill(self, element: Element, text: str) -> None:
        """Put plain text in the place of an element's contents."""
        inner, close = self._inner(element)
        if inner < close:
            self._edits.append((inner, close, text.encode()))

    def replace(self, element: Element, other: Element) -> None:
        """Put another element of the same part in the place of an element."""
        start, end = self._spans[element]
        self._edits.append((start, end, self._data[slice(*self._spans[other])]))

    def rename(self, element: Element, old: bytes, new: bytes) -> None:
        """Change what an element is called."""
        inner, close = self._inner(element)
        start, end = self._spans[element]
        self._edits.append((start, inner, self._data[start:inner].replace(b"<" + old, b"<" + new, 1)))
        self._edits.append((close, end, self._data[close:end].replace(b"</" + old, b"</" + new, 1)))

    def without_attribute(self, element: Element, *names: str) -> None:
        """Take attributes out of an element's start tag."""
        inner, _ = self._inner(element)
        start, _ = self._spans[element]
        pattern = rb"""\s(?:%s)\s*=\s*(?:"[^"]*"|'[^']*')""" % "|".join(names).encode()
        self._edits.append((start, inner, re.sub(pattern, b"", self._data[start:inner])))

    def set_attribute(self, element: Element, name: str, value: str) -> None:
        """Give an attribute that an element has another value."""
        inner, _ = self._inner(element)
        start, _ = self._spans[element]
        pattern = rb"""(\s%s\s*=\s*)(?:"[^"]*"|'[^']*')""" % name.encode()
        self._edits.append((start, inner, re.sub(pattern, rb'\1"%s"' % value.encode(), self._data[start:inner])))

    def join(self, first: Element, second: Element, after: Element | None) -> None:
        """Make two neighbours one: the contents of the second, from ``after`` on, go on where the first's end."""
        _, close = self._inner(first)
        inner, _ = self._inner(second)
        self._edits.append((close, self._spans[after][1] if after is not None else inner, b""))

    @property
    def is_changed(self) -> bool:
        """Whether anything is to be cut."""
        return bool(self._edits)

    def result(self) -> bytes:
        """The part after all cuts; what lies inside a cut goes with it."""
        pieces, position = [_HEAD], 0
        for start, end, new in sorted(self._edits, key=lambda edit: (edit[0], -edit[1])):
            if start >= position:
                pieces += [self._data[position:start], new]
                position = end
        return b"".join([*pieces, self._data[position:]])

    def _inner(self, element: Element) -> tuple[int, int]:
        """Where the contents of an element begin and end; both at its end if it is one tag."""
        start, end = self._spans[element]
        match = _START_TAG.match(self._data, start)
        inner = match.end() if match else end
        return (inner, self._data.rindex(b"</", inner, end)) if inner < end else (end, end)


def _spans(data: bytes) -> list[tuple[int, int]]:
    """Start and end of every element, in the order in which they start."""
    parser = ParserCreate("utf-8")
    found: list[tuple[int, int]] = []
    opened: list[int] = []

    def start(name: str, attributes: dict[str, str]) -> None:
        opened.append(len(found))
        found.append((parser.CurrentByteIndex, 0))

    def end(name: str) -> None:
        number = opened.pop()
        begin = found[number][0]
        tag = _START_TAG.match(data, begin)
        alone = tag is not None and tag[0].endswith(b"/>")
        found[number] = (begin, tag.end() if tag and alone else data.index(b">", parser.CurrentByteIndex) + 1)

    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.Parse(data, True)
    return found
