"""Forty faults in annual reports that are right otherwise: each is a FAIL that names its cell or its section."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from disclosure.annual.cells import FigureSpot
from disclosure.auditing.judging import audited
from disclosure.auditing.opening import material_of
from disclosure.auditing.remarks import Level
from disclosure.auditing.report import report_in
from report_figures import figures_of
from report_files import Report, as_docx, as_html, as_xlsx, blocks

FAULTS = yaml.load(Path(__file__).with_name("report_faults.yml").read_text("utf-8"), yaml.CSafeLoader)
FORMATS = (as_html, as_docx, as_xlsx)
RIGHT = Report(figures_of(7))
LAST_YEAR = {
    **figures_of(8),
    **{spot._replace(row="carried_out"): number for spot, number in RIGHT.figures.items() if spot.row == "carried_in"},
}


def last_year() -> dict[FigureSpot, Decimal]:
    """Last year's figures, which this year's go on from."""
    found = dict(LAST_YEAR)
    for spot in [spot for spot in found if spot.row == "received"]:
        done, left, carried = (found[spot._replace(row=row)] for row in ("total", "carried_out", "carried_in"))
        found[spot] = done + left - carried
    in_force = FigureSpot("disclosed", "normative", "in_force")
    for row in ("normative", "rules"):
        made, repealed, in_force = (FigureSpot("disclosed", row, key) for key in ("made", "repealed", "in_force"))
        found[in_force] = RIGHT.figures[in_force] - RIGHT.figures[made] + RIGHT.figures[repealed]
    return found


def with_fault(report: Report, cells: dict[str, str], text: dict[str, str]) -> Report:
    """The report with cells and texts written otherwise."""
    written = {}
    for name, change in cells.items():
        number = report.figures[FigureSpot(*name.split("."))]
        if change == "exchanged":
            written[name] = str(number)[::-1]
        else:
            written[name] = f"{number + int(change):f}" if change[:1] in ("+", "-") and change[1:] else change
    texts: dict[str, object] = {}
    for field in ("period", "general", "problems", "rest"):
        value = getattr(report, field)
        lines = [value] if isinstance(value, str) else value
        for old, new in text.items():
            lines = [line.replace(old, new) for line in lines]
        texts[field] = lines[0] if isinstance(value, str) else tuple(line for line in lines if line)
    changed = replace(report, **texts).wrote(**{name.replace(".", "__"): words for name, words in written.items()})
    assert changed != report or not (cells or text)
    return changed


def test_there_are_forty_faults_none_told_twice() -> None:
    assert len({fault["id"] for fault in FAULTS}) == len(FAULTS) == 40


def test_the_reports_are_right_without_them(tmp_path: Path) -> None:
    this, last = (tmp_path / name for name in ("this", "last"))
    this.write_bytes(as_html(blocks(RIGHT)))
    last.write_bytes(as_html(blocks(Report(last_year(), year=2023))))
    audit = audited(report_in(material_of(this)), report_in(material_of(last)))
    assert [remark for remark in audit.remarks if remark.level is not Level.HINT] == []


@pytest.mark.parametrize("number", range(len(FAULTS)), ids=[fault["id"].replace(" ", "-") for fault in FAULTS])
def test_each_fault_is_named(number: int, tmp_path: Path) -> None:
    fault = FAULTS[number]
    this, last = (tmp_path / name for name in ("this", "last"))
    this.write_bytes(FORMATS[number % 3](blocks(with_fault(RIGHT, fault.get("cells", {}), fault.get("text", {})))))
    last.write_bytes(
        FORMATS[(number + 1) % 3](blocks(with_fault(Report(last_year(), year=2023), fault.get("before", {}), {})))
    )
    compared = "before" in fault
    audit = audited(report_in(material_of(this)), report_in(material_of(last)) if compared else None)
    check, place = fault["named"]
    failed = [remark for remark in audit.remarks if remark.level is Level.FAIL and remark.check == check]
    assert audit.verdict == "FAIL" and failed, audit.remarks
    if place.startswith("section"):
        assert [f"section {remark.section}" for remark in failed] == [place]
    else:
        assert place in [".".join(spot[1:]) for remark in failed for spot in remark.cells]
        assert all(str(spot) in failed[0].message or len(failed[0].cells) > 1 for spot in failed[0].cells)
