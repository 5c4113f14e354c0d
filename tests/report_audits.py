"""Reports of few requests that are right, and what the audit says of a report."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from disclosure.annual.cells import FigureSpot
from disclosure.auditing.judging import Audit, audited
from disclosure.auditing.opening import material_of
from disclosure.auditing.remarks import Level
from disclosure.auditing.report import report_in
from report_figures import answered, figures_of
from report_files import Report, as_docx, as_html, as_material, as_xlsx, blocks

FORMATS: dict[str, Callable[..., bytes]] = {"html": as_html, "docx": as_docx, "xlsx": as_xlsx}
NONE = dict.fromkeys(figures_of(1), figures_of(1)[FigureSpot("disclosed", "rules", "made")] * 0)
FEW = answered(NONE, "granted.natural", "granted.natural", "partly.business", "not_held.natural", "not_held.business",
               "complaint.legal")  # fmt: skip


def audited_files(folder: Path, *contents: bytes) -> Audit:
    """The verdict on a file, and on last year's with it; both are written into a folder."""
    files = [folder / f"report-{number}" for number in range(len(contents))]
    for file, content in zip(files, contents, strict=True):
        file.write_bytes(content)
    return audited(*(report_in(material_of(file)) for file in files))


def judged(report: Report) -> Audit:
    """A report that is in no file."""
    return audited(report_in(as_material(blocks(report))))


def told(audit: Audit, *levels: Level) -> list[tuple[str, list[str]]]:
    """The checks of the remarks of some levels, and the cells that each names."""
    return [
        (remark.check, [".".join(spot[1:]) for spot in remark.cells])
        for remark in audit.remarks
        if remark.level in (levels or (Level.FAIL,))
    ]
