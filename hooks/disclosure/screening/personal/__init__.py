"""Personal data in any text that would be public.

``surface``     the text as its reader sees it
``layout``      where its tables are
``digits``      check digits, regions, dates
``names``       names of persons, by what stands around them (``mentions``) and by their ``likeness``
``piece``       a stretch of text and what stands around it
``numbers``     identity numbers, cards, mobiles; ``covered`` those masked too little, ``spelt`` those in numerals,
                ``parts`` those with other things between, ``evenly`` those with the same between
``belongings``  travel papers, licence plates, mailboxes
``statements``  what is said about persons; ``people`` beside whose name
``grammar``     the signs that a statement is about the one who is named or about another; ``concerned`` asks them
``tables``      rows of cells, of whatever origin: ``in_rows``
``grouping``    one finding for many spots that stand together
``kinds``       the rules and their words
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, islice

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.reading.sought import Sought, WordsFound
from disclosure.screening.lists import lists_of, look
from disclosure.screening.personal import kinds, layout, masking, tables
from disclosure.screening.personal.belongings import PROVINCES, mailboxes, plates, travel_papers
from disclosure.screening.personal.covered import covered
from disclosure.screening.personal.evenly import may_be_even, set_apart
from disclosure.screening.personal.grouping import grouped
from disclosure.screening.personal.kinds import PersonalData
from disclosure.screening.personal.layout import Table
from disclosure.screening.personal.numbers import identities_and_cards, may_be_bracketed, may_be_split, mobiles
from disclosure.screening.personal.parts import PLACES, in_parts, may_be_in_parts
from disclosure.screening.personal.people import described
from disclosure.screening.personal.piece import GAPS, Piece
from disclosure.screening.personal.spelt import may_spell, spelt
from disclosure.screening.personal.statements import may_describe
from disclosure.screening.personal.surface import Surface, without_emphasis
from disclosure.screening.personal.tables import TableFault
from disclosure.screening.written import Hit, Known, Written

RULES: tuple[Rule, ...] = tuple(sorted(kinds.RULES, key=lambda rule: rule.id))

_LONG = expression(
    # From the first digit of a row on: what is too short from there is too short from any other.
    f"[0-9](?:(?<![0-9].)(?:[{GAPS}~`]{{0,3}}[0-9{re.escape(masking.SIGNS)}]){{10}}"
    "|[ \\t\u3000]{0,2}\n[ \\t\u3000>]{0,8}[0-9])"
)
_SPLIT = expression(r"(?:身份|证件号)[^0-9]{0,8}[0-9]{1,17}[^0-9A-Za-z\u3400-\u9fff]")
_PLATE = expression(f"[A-Z](?<=[{PROVINCES}][A-Z])[ ·•・．.\\-]?[0-9A-Z]{{4}}")
_NAMED = Sought("身份", "证件号")
_CALLED = Sought("电话", "手机", "联系方式", "卡号", "账号", "帐号", "账户", "帐户")
_BRACKETS = Sought("（1", "(1")
_PAPERS = Sought(
    "护照", "assport", "ASSPORT", "通行证", "回乡证", "台胞证", "官证", "证件号", "香港",
    "澳门", "居留", "永居", "士兵证", "军人", "军属", "现役", "P<", "POCHN",
)  # fmt: skip
_PLATES = Sought(*(f"{province}{chr(letter)}" for province in PROVINCES for letter in range(ord("A"), ord("Z") + 1)))
_AT = Sought("@", "at)", "at]")
RENAME = "请给文件改名，名称里不写姓名、证件号和电话。"
_TELLING_NAME = expression(r"[^\x00-\x7f]|[0-9]{7}|@")
_LONG_NUMBERS = (identities_and_cards, mobiles, covered)
_STRESSED = (identities_and_cards, mobiles)
_MOST = 20_000  # what a finder tells about one piece; beyond is no text, but a flood

Finder = Callable[[Piece], Iterator[PersonalData]]


def hits(written: Written, known: Known) -> Iterator[Hit]:
    """Every piece of personal data in a text; a table is one hit, and so are many spots that follow each other."""
    words = look(written.text, known)
    surface = Surface(written.text, words)
    words = words if surface.text is written.text else look(surface.text, known)
    found: list[Hit] = []
    spots: list[PersonalData] = []
    public = public_numbers(known)
    # Without its bars a number with one digit a cell is seen to be long.
    find = _finder(surface.text.replace("|", ""), words)
    end = 0
    for start, stop in layout.spans(surface.text):
        spots += _in_prose(surface.text, end, start, public, find)
        end = stop
        own = surface.text[start:stop]
        find_in_it = _finder_in_table(own.replace("|", ""), known) if find is not None else None
        if find_in_it is None and not tables.may_tell(own):
            continue
        table = layout.table(surface.text, start, stop)
        fault = tables.in_rows(table.rows, find_in_it, public)
        if fault is not None:
            found.append(_hit(fault, table))
    spots += _in_prose(surface.text, end, len(surface.text), public, find)
    for hit in (*found, *grouped(surface.text, spots)):
        yield _as_written(hit, surface, written)


def masked(text: str, known: Known) -> str:
    """A text with every number of a person in it masked; what is said about persons stays for somebody to judge."""
    surface = Surface(text)
    find = _finder(surface.text, look(surface.text, known))
    spots = [spot for spot in _in_prose(surface.text, 0, len(surface.text), public_numbers(known), find)]
    for spot in sorted(spots, key=lambda spot: spot.start, reverse=True):
        if spot.rule in kinds.NUMBERS:
            start, end = surface.origin(spot.start), surface.origin(spot.end - 1) + 1
            text = text[:start] + spot.masked + text[end:]
    return text


def hits_in_name(path: str, known: Known) -> Iterator[Hit]:
    """Personal data in the name of a file or a folder, at the beginning of the file."""
    for hit in hits(Written(path, path), known) if _TELLING_NAME.search(path) else ():
        message = hit.message.replace("这里", "文件名里", 1)
        yield Hit(hit.rule, 0, message, RENAME)


def in_rows(rows: Sequence[Sequence[str]], known: Known) -> TableFault | None:
    """What is wrong with the rows of a table, a sheet or a table in a document; one fault at most."""
    text = "\n".join("\t".join(row) for row in rows)
    return tables.in_rows(rows, _finder_in_table(text, known), public_numbers(known))


def _finder_in_table(text: str, known: Known) -> Finder | None:
    return _finder(text, WordsFound(text, lists_of(known).words))


def _finder(text: str, found: WordsFound) -> Finder | None:
    """Finds in pieces of a text the spots that a text such as this can have; nearly every text can have none."""
    is_split = (_NAMED in found and _SPLIT.search(text)) or (_CALLED in found and may_be_split(text))
    is_split = is_split or (_BRACKETS in found and may_be_bracketed(text))
    has_long = is_split or _LONG.search(text)
    finders: list[Finder] = [*_LONG_NUMBERS] if has_long else []
    finders += [spelt] if may_spell(text) else []
    finders += [in_parts] if PLACES in found or may_be_in_parts(text) else []
    finders += [set_apart] if may_be_even(text) else []
    finders += [travel_papers] if _PAPERS in found else []
    finders += [plates] if _PLATES in found and _PLATE.search(text) else []
    finders += [mailboxes] if _AT in found else []
    finders += [described] if may_describe(text, found) else []
    return (lambda piece: _in_piece(piece, finders)) if finders else None


def _in_piece(piece: Piece, finders: list[Finder]) -> Iterator[PersonalData]:
    """The spots of one piece in order; of two that overlap the first in the order of the finders counts."""
    found = [spot for find in finders for spot in islice(find(piece), _MOST)]
    found += islice(_in_stressed(piece, finders), _MOST)
    taken = bytearray(len(piece.text) + 1) if found else bytearray()
    kept: list[PersonalData] = []
    for spot in found:
        if not any(taken[spot.start : spot.end]):
            taken[spot.start : spot.end] = b"\1" * (spot.end - spot.start)
            kept.append(spot)
    yield from sorted(kept, key=lambda spot: spot.start)


def _in_stressed(piece: Piece, finders: list[Finder]) -> Iterator[PersonalData]:
    """Numbers with Markdown's emphasis inside, which a reader sees whole."""
    stressed = without_emphasis(piece.text) if identities_and_cards in finders else None
    if stressed is not None:
        plain, origins = stressed
        bare = Piece(plain, piece.label, piece.row, piece.public)
        for spot in chain.from_iterable(find(bare) for find in _STRESSED):
            yield replace(spot, start=origins[spot.start], end=origins[spot.end])


@lru_cache(maxsize=4)
def public_numbers(known: Known) -> frozenset[str]:
    """The numbers, mailbox and address of the office, which are for everyone."""
    agency = known.agency
    if agency is None:
        return frozenset()
    numbers = [agency.phone, *(entry.number for entry in agency.public_numbers)]
    mailboxes = {number.strip().lower() for number in (agency.email or "", *numbers) if "@" in number}
    digits = {re.sub(r"^(?:\+|00)86", "", re.sub("[^0-9+]", "", number)) for number in numbers if "@" not in number}
    return frozenset({*digits, *mailboxes, *re.findall(r"\w{2,4}[路街]\w*?[0-9]+号", agency.address)})


def _in_prose(text: str, start: int, end: int, public: frozenset[str], find: Finder | None) -> Iterator[PersonalData]:
    if find is not None and start < end:
        for spot in find(Piece(text[start:end], public=public)):
            yield replace(spot, start=start + spot.start, end=start + spot.end)


def _hit(fault: TableFault, table: Table) -> Hit:
    starts = table.starts[fault.row]
    return Hit(fault.rule, starts[min(fault.column, len(starts) - 1)], fault.message, fault.remedy)


def _as_written(hit: Hit, surface: Surface, written: Written) -> Hit:
    words = (hit.message, hit.remedy)
    message, remedy = map(masking.for_markdown, words) if written.is_markdown else words
    return Hit(hit.rule, surface.origin(hit.start), message, remedy)
