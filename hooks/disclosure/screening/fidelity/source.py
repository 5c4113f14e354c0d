"""What an editor wrote, line by line, without the signs that are markup.

This is no second parser: it knows what is markup, not what becomes of it, and that is held against the page. Each
character stays in its place; what is taken off leaves a NUL.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import unescape

from disclosure.expressions import expression
from disclosure.reading.code import fenced, without_code_spans
from disclosure.reading.destinations import Destination, destinations
from disclosure.reading.manuscript.signs import masks
from disclosure.reading.notes import KINDS, START, kind_of
from disclosure.screening.fidelity.substance import SUBSTANCE, blanked, substance, without_comments

_TAG = expression(r"</?(?!https?://)[a-zA-Z](?![^\s<>]{0,100}@)[^<>]*>")
_ENTITY = expression(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z][a-zA-Z0-9]{1,30});")
_NOTE_MARK = expression(r"\[\^([^\]\s]{1,100})\]")
_NOTE = expression(r"^[ \t\u3000>]*\[\^([^\]\s]{1,100})\]:", re.MULTILINE)
_DEFINED = expression(r"^[ \t>]*\[([^\[\]\n^][^\[\]\n]{0,200})\]:[^\n]*", re.MULTILINE)
_LABEL = expression(r"\]\[([^\[\]\n]{0,200})\]")
_CONTENTS = expression(r"^\[TOC\][ \t]*$", re.MULTILINE)
_OPENING = expression(r"[(（][\s<]*\Z")
_CLOSING = expression(r"[^)）\n]{0,300}[)）]")
_NUMBER = expression(r"^([ \t\u3000>]*)(\d{1,9})(?=\.[ \t\u3000])")
_SET_IN = expression(r"(?: {4}|\t)")
_STARTS_HTML = expression(r"[ \t]*<[a-zA-Z/!]")
_BLANKS = " \t\u3000\u00a0"


@dataclass(frozen=True, slots=True)
class Said:
    """One line: its number from 0, as it was typed, its visible signs each in its place, and what it is."""

    row: int
    typed: str
    visible: str
    substance: str
    stars: int = 0
    is_prose: bool = True

    def place_of(self, number: int) -> int:
        """The column from 0 of a character of the substance."""
        for match in SUBSTANCE.finditer(self.visible):
            if number < len(match[0]):
                return match.start() + number
            number -= len(match[0])
        return len(self.typed)


@dataclass(frozen=True, slots=True)
class WrittenText:
    """All lines of a text in the order of its page, footnotes last; and the footnotes that nothing refers to."""

    lines: tuple[Said, ...]
    unused: tuple[tuple[int, str], ...]


def source_of(text: str, titled: Callable[[str], str]) -> WrittenText:
    """A text as it was written; ``titled`` tells what a link without words of its own is called on the page."""
    titles: dict[int, str] = {}
    plain = without_comments(_code(text))
    plain = _without_addresses(plain, destinations(text), titled, titles)
    plain = _TAG.sub(_blank, plain)
    plain = _ENTITY.sub(_sign, plain)
    unused: tuple[tuple[int, str], ...] = ()
    if "[" in plain:
        plain, unused = _without_labels(plain)
    if "!!!" in plain or "???" in plain:
        plain = _notes(plain, titles)
    return WrittenText(tuple(_in_order(_lines(text, plain, titles))), unused)


def _blank(match: re.Match[str]) -> str:
    return blanked(match[0])


def _sign(match: re.Match[str]) -> str:
    """What an entity stands for, at its place; a line end that is written so is no line end of the source."""
    return unescape(match[0])[:1].replace("\n", "\0").ljust(len(match[0]), "\0")


def _code(text: str) -> str:
    """The text with no sign in its code that could be taken for markup."""
    if "`" not in text and "~~~" not in text:
        return text
    pieces, past = [], 0
    for start, end in (*fenced(text), (len(text), len(text))):
        pieces.append("\n\n".join(map(_without_signs_in_spans, text[past:start].split("\n\n"))))
        first, _, inner = text[start:end].partition("\n")
        pieces.append("\0" * len(first) + ("\n" + _without_signs(inner) if inner else ""))
        past = end
    return "".join(pieces)


def _without_signs_in_spans(run: str) -> str:
    if "`" not in run:
        return run
    plain = without_code_spans(run)
    clean = _without_signs(run)
    return "".join(clean[place] if sign == "\0" else sign for place, sign in enumerate(plain))


def _without_signs(text: str) -> str:
    return re.sub(r"[_\W]", lambda match: match[0] if SUBSTANCE.match(match[0]) or match[0] == "\n" else "\0", text)


def _without_addresses(
    plain: str, found: tuple[Destination, ...], titled: Callable[[str], str], titles: dict[int, str]
) -> str:
    pieces: list[str] = []
    past = 0
    for item in found:
        opening = _OPENING.search(plain, max(past, item.start - 5), item.start)
        closing = _CLOSING.match(plain, item.end)
        if item.is_html or opening is None or closing is None:
            continue
        start = opening.start()
        if plain[start - 2 : start] in ("[]", "［］"):
            titles[start] = titled(item.address)
        pieces += (plain[past:start], blanked(plain[start : closing.end()]))
        past = closing.end()
    return "".join((*pieces, plain[past:]))


def _without_labels(plain: str) -> tuple[str, tuple[tuple[int, str], ...]]:
    """The text without the labels of footnotes and of links that are defined; and the footnotes that are not used."""
    notes = {match[1]: plain.count("\n", 0, match.start(1)) for match in _NOTE.finditer(plain)}
    labels = {match[1].strip().lower() for match in _DEFINED.finditer(plain)}
    plain = _CONTENTS.sub(_blank, plain)
    if labels:
        plain = _DEFINED.sub(_blank, plain)
        plain = _LABEL.sub(lambda match: _blank(match) if match[1].strip().lower() in labels else match[0], plain)
    used = [match[1] for match in _NOTE_MARK.finditer(plain) if plain[match.end() : match.end() + 1] != ":"]
    plain = _NOTE_MARK.sub(lambda match: _blank(match) if match[1] in notes else match[0], plain)
    return plain, tuple((row, label) for label, row in notes.items() if label not in set(used))


def _notes(plain: str, titles: dict[int, str]) -> str:
    """The text with nothing but the title of each note in its first line."""

    def title(match: re.Match[str]) -> str:
        words, given = match["words"], match["title"]
        if words is None and given is None:
            return match[0]
        if given is None:
            kind = kind_of(words)
            titles[match.start()] = KINDS[kind] if kind else words
            return _blank(match)
        start = match.start("title") - match.start()
        return blanked(match[0][:start]) + given + blanked(match[0][start + len(given) :])

    return START.sub(title, plain)


def _lines(text: str, plain: str, titles: dict[int, str]) -> list[Said]:
    made: list[Said] = []
    start, in_html = 0, False
    stars, code, count = _covering(text), _rows_of_code(text), _Numbering()
    for row, (typed, visible) in enumerate(zip(text.split("\n"), plain.split("\n"), strict=True)):
        end = start + len(typed)
        in_html = bool(typed.strip(_BLANKS)) and (in_html or _STARTS_HTML.match(typed) is not None)
        words = substance(count.of(_titled(visible, start, titles) if titles else visible))
        made.append(Said(row, typed, visible, words, stars.get(row, 0), not (in_html or row in code)))
        start = end + 1
    return made


def _titled(visible: str, start: int, titles: dict[int, str]) -> str:
    """A line with the titles that the page puts into it."""
    pieces, past = [], 0
    for place in sorted(place - start for place in titles if start <= place <= start + len(visible)):
        pieces += [visible[past:place], titles[start + place]]
        past = place
    return "".join((*pieces, visible[past:]))


def _rows_of_code(text: str) -> set[int]:
    if "```" not in text and "~~~" not in text:
        return set()
    spans = ((text.count("\n", 0, start), text.count("\n", 0, end)) for start, end in fenced(text))
    return {row for first, last in spans for row in range(first, last + 1)}


class _Numbering:
    """The numbers of a list as the page counts them, in which all are 1."""

    def __init__(self) -> None:
        self._typed, self._count = "", 0

    def of(self, visible: str) -> str:
        """A line with the number that the page gives it."""
        match = _NUMBER.match(visible)
        if match is None:
            if visible.strip(_BLANKS) and not visible.startswith((" ", "\t")):
                self._typed = ""
            return visible
        self._count = self._count + 1 if match[2] == self._typed == "1" else int(match[2])
        self._typed = match[2]
        return f"{self._count}{visible[match.end() :]}" if str(self._count) != match[2] else visible


def _covering(text: str) -> dict[int, int]:
    """How many stars of each line cover something."""
    found: dict[int, int] = {}
    row = 0
    for block in text.split("\n\n") if "*" in text else ():
        for start, end in masks(block):
            at = row + block.count("\n", 0, start)
            found[at] = found.get(at, 0) + end - start
        row += block.count("\n") + 2
    return found


def _in_order(lines: list[Said]) -> Iterator[Said]:
    """The lines as pages have them: what is in footnotes comes last."""
    notes: list[Said] = []
    in_note = False
    for line in lines:
        if _NOTE.match(line.typed):
            in_note = True
        elif line.typed.strip(_BLANKS) and not _SET_IN.match(line.typed):
            in_note = False
        if in_note:
            notes.append(line)
        else:
            yield line
    yield from notes
