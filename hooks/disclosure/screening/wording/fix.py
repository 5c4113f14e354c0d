"""What ``disclosure check --fix`` puts right by itself: only where there is one right way, and never inside 《》."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from disclosure.findings import Place
from disclosure.records.document_numbers import WELL_FORMED, mended_number
from disclosure.register import Register
from disclosure.screening.wording import slips
from disclosure.screening.wording.prose import Slip
from disclosure.screening.written import Known, Written

_DOC_NO = re.compile(r"^(doc_no:[ \t]*)([^\s\"'#][^\n#]*?)([ \t]*(?:#[^\n]*)?)$", re.MULTILINE)
_TITLE = re.compile(r"《[^《》\n]{0,80}(?:《[^《》\n]{0,80}》[^《》\n]{0,40})?》")
# One mended spot can bring another to light, as ,, → ， beside a half-width mark; it never takes more rounds.
_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Mended:
    """One spot that was put right: where, what stood there and what stands there now."""

    place: Place
    old: str
    new: str


def fixed(written: Written, known: Known) -> tuple[str, list[Mended]]:
    """The text with what is sure put right, and what that was; a second run changes nothing."""
    text, done = written.text, []
    for _ in range(_ROUNDS):
        spots = [*_spots(written.path, text, known), *_numbers(written, text)]
        if not spots:
            break
        text, changes = _applied(written.path, text, sorted(set(spots)))
        done += changes
    return text, done


def _spots(path: str, text: str, known: Known) -> Iterator[tuple[int, int, str]]:
    titles = [match.span() for match in _TITLE.finditer(text)]
    for slip in slips(Written(path, text), known, enough=None):
        if slip.mended is not None and not _is_inside(slip, titles):
            yield slip.start, slip.end, slip.mended


def _is_inside(slip: Slip, titles: list[tuple[int, int]]) -> bool:
    return any(start < slip.end and slip.start < end for start, end in titles)


def _numbers(written: Written, text: str) -> Iterator[tuple[int, int, str]]:
    """The document's own number, in its field."""
    match = _DOC_NO.search(text) if written.is_markdown else None
    if match is not None:
        mended = mended_number(match[2])
        if mended != match[2] and WELL_FORMED.fullmatch(mended):
            yield match.start(2), match.end(2), mended


def _applied(path: str, text: str, spots: list[tuple[int, int, str]]) -> tuple[str, list[Mended]]:
    parts, done, last, line = [], [], 0, 1
    for start, end, new in spots:
        if start < last or text[start:end] == new:
            continue
        parts += [text[last:start], new]
        line += text.count("\n", last, start)
        done.append(Mended(Place(path, line, start - text.rfind("\n", 0, start)), text[start:end], new))
        last = end
    return "".join((*parts, text[last:])), done


def fix_files(register: Register, known: Known, paths: Iterable[str]) -> list[Mended]:
    """Put right what is sure in these files; each is replaced as a whole or not at all."""
    done: list[Mended] = []
    for path in paths:
        raw = (register.root / path).read_bytes()
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            continue  # TXT-001 speaks of it
        made, changes = fixed(Written(path, text), known)
        if changes:
            _replace(register.root / path, made.encode())
            done += changes
    return done


def _replace(file: Path, content: bytes) -> None:
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=".~")
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(content)
        Path(name).chmod(file.stat().st_mode & 0o777)
        Path(name).replace(file)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
