"""Material → an annual report: the figures of its tables as they were understood, its years and its sections."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.annual.cells import spots
from disclosure.auditing.flat import read_flat_appeals, read_flat_disclosed, read_flat_requests
from disclosure.auditing.found import TablesFound
from disclosure.auditing.grids import read_requests
from disclosure.auditing.material import Material, TableRow, TextLine
from disclosure.auditing.sections import Section, Years, lines_of, sections_of, years_of
from disclosure.auditing.small_tables import read_appeals, read_disclosed

PARTS = ("disclosed", "requests", "appeals")


@dataclass(frozen=True)
class AuditedReport:
    """A report as far as it could be read."""

    found: TablesFound
    sections: dict[int, Section]
    years: Years
    lines: tuple[str, ...]
    notes: tuple[str, ...]
    has_pictures: bool


def report_in(material: Material) -> AuditedReport:
    """Read a report."""
    found = _tables(material)
    lines = lines_of(material)
    return AuditedReport(
        found, sections_of(material), years_of(material, lines), tuple(lines), material.notes, bool(material.pictures)
    )


def _tables(material: Material) -> TablesFound:
    """The tables from rows of cells; what no rows have, from running text."""
    found = TablesFound()
    rows = material.rows
    read_disclosed(rows, found)
    read_requests(rows, found)
    read_appeals(material.blocks, found)
    text = _text(material)
    for part, read in zip(PARTS, (read_flat_disclosed, read_flat_requests, read_flat_appeals), strict=True):
        if not all(spot in found.cells for spot in spots(part)) and part not in found.doubts:
            in_text = TablesFound(is_old=found.is_old)
            read(text, in_text)
            _complete(part, found, in_text)
    return found


def _complete(part: str, found: TablesFound, other: TablesFound) -> None:
    """Take from the text what the rows have not, if the two agree."""
    found.is_old = other.is_old
    more = sum(spot in other.cells for spot in spots(part)) > sum(spot in found.cells for spot in spots(part))
    if more or part == "disclosed":
        for spot in spots(part):
            if spot in other.cells and (more or spot not in found.cells):
                found.take(part, spot.row, [spot.column], [other.cells[spot]])
        found.hows += other.hows
    if not found.has(part):
        for words in other.doubts.get(part, []):
            found.doubt(part, words)


def _text(material: Material) -> str:
    """Everything as running text, the cells of a row apart by tabs."""
    lines = []
    for block in material.blocks:
        if isinstance(block, TextLine):
            lines.append(block.text)
        elif isinstance(block, TableRow):
            lines.append("\t".join(cell.text for cell in block.cells))
    return "\n".join(lines)
