"""What ``disclosure check --fix`` puts right by itself: only where there is one right way, and never inside 《》."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from stat import S_IMODE

from disclosure.expressions import expression
from disclosure.findings import Place
from disclosure.reading.put import PutRefusedError, WrittenValue, put, twin, written_values
from disclosure.records.document_numbers import WELL_FORMED, mended_number
from disclosure.register import Register
from disclosure.replacing import put_in_place
from disclosure.screening import fidelity
from disclosure.screening.wording import slips
from disclosure.screening.wording.prose import Prose, Slip
from disclosure.screening.written import Known, Written

_TITLE = expression(r"《[^《》\n]{0,80}(?:《[^《》\n]{0,80}》[^《》\n]{0,40})?》")
# One mended spot can bring another to light, as ,, → ， beside a half-width mark; it never takes more rounds.
_ROUNDS = 5


Mending = tuple[int, int, str]  # characters of a file, from and to, and what belongs there


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
        line_end = "\r\n" if "\r\n" in text else "\n"
        gaps = ((end, end, line_end) for end in fidelity.gaps(Written(written.path, text)))
        spots = [*_spots(written.path, text, known), *_numbers(written, text), *gaps]
        text, changes = _applied(written.path, text, sorted(set(spots))) if spots else (text, [])
        if not changes:
            break
        done += changes
    return text, done


def _spots(path: str, text: str, known: Known) -> Iterator[Mending]:
    titles = [match.span() for match in _TITLE.finditer(text)]
    for slip in slips(Written(path, text), known, enough=None):
        if slip.mended is not None and not _is_inside(slip, titles):
            yield slip.start, slip.end, slip.mended


def _is_inside(slip: Slip, titles: list[tuple[int, int]]) -> bool:
    return any(start < slip.end and slip.start < end for start, end in titles)


def _numbers(written: Written, text: str) -> Iterator[Mending]:
    """The document's own number, in its field."""
    is_ours = not Prose(Written(written.path, text)).is_reprint
    for value in written_values(text) if written.is_markdown and "doc_no" in text else ():
        mended = mended_number(value.text, is_ours=is_ours)
        is_sure = WELL_FORMED.fullmatch(mended_number(mended)) is not None
        if value.location == ("doc_no",) and mended != value.text and is_sure:
            start = text.find(value.text, value.start, value.end)
            if start >= 0:
                yield start, start + len(value.text), mended


def _applied(path: str, text: str, spots: list[Mending]) -> tuple[str, list[Mended]]:
    """The text with its spots mended: in a field by putting its new value, elsewhere as it stands."""
    values = written_values(text)
    fields: dict[WrittenValue, list[Mending]] = defaultdict(list)
    made, done = text, []
    for spot in reversed(list(_apart(text, spots))):
        number = bisect_right(values, spot[0], key=lambda value: value.start) - 1
        if number >= 0 and spot[1] <= values[number].end:
            fields[values[number]].append(spot)
        else:
            made = made[: spot[0]] + spot[2] + made[spot[1] :]
            done.append(spot)
    for value, inside in fields.items():
        made, mended = _put_in(value, text, inside, made)
        done += mended
    return made, [_mended(path, text, spot) for spot in sorted(done)]


def _put_in(value: WrittenValue, text: str, spots: list[Mending], made: str) -> tuple[str, list[Mending]]:
    """The file ``made`` with the spots of one field mended, the last first, and which they are.

    A spot is told as characters of the file ``text``. What cannot be put there stays, and its finding with it.
    """
    raw, new, done = text[value.start : value.end], value.text, []
    for start, end, right in spots:
        place = twin(start - value.start, text[start:end], raw, value.text)
        if place is None:
            continue
        new = new[:place] + right + new[place + end - start :]
        try:
            made = put(made, value.location, new)
        except PutRefusedError:
            break
        done.append((start, end, right))
    return made, done


def _apart(text: str, spots: list[Mending]) -> Iterator[Mending]:
    """The spots that change something, without those that lie in one another."""
    last = 0
    for start, end, new in spots:
        if start >= last and text[start:end] != new:
            yield start, end, new
            last = end


def _mended(path: str, text: str, spot: Mending) -> Mended:
    start, end, new = spot
    place = Place(path, text.count("\n", 0, start) + 1, start - text.rfind("\n", 0, start))
    return Mended(place, text[start:end], new)


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
            file = register.root / path
            put_in_place(file, made, mode=S_IMODE(file.stat().st_mode))
            done += changes
    return done
