"""The yearly review list of what is withheld: for the office, as text and as a table, the most pressing on top."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from disclosure.cli import app

ENTRY = """\
id: {id}
department: general-office
made: {year}-03-04
attribute: none
article: 711号令/16
ground: process
decided_by: {by}
decided: {year}-03-05
"""


@pytest.fixture
def office(office_copy: Path) -> Path:
    for year, by in ((2024, "=办事处主任"), (2025, "办事处主任")):
        entry = ENTRY.format(id=f"wh-{year}-001", year=year, by=by)
        file = office_copy / f"data/withheld/{year}/wh-{year}-001.yml"
        file.parent.mkdir(parents=True)
        file.write_text(entry, "utf-8")
    return office_copy


def listed(office: Path, *more: str) -> str:
    ended = CliRunner().invoke(app, ["withheld", "--root", str(office), "--today", "2025-06-18", *more])
    assert ended.exit_code == 0, ended.output
    return ended.output


def test_what_is_due_comes_first(office: Path) -> None:
    text = listed(office)
    assert text.index("wh-2024-001（逾期）") < text.index("wh-2025-001\n")
    assert "下次评估 2025-03-06" in text and "《政府信息公开条例》第十六条" in text
    assert text.endswith("共 2 件，其中 1 件逾期没有评估。\n")


def test_one_year_alone(office: Path) -> None:
    text = listed(office, "--year", "2025")
    assert "wh-2024-001" not in text and text.endswith("共 1 件，其中 0 件逾期没有评估。\n")


def test_the_table_opens_in_a_spreadsheet_and_runs_nothing(office: Path) -> None:
    text = listed(office, "--format", "csv")
    assert text.startswith("\ufeff编号,")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert [(row["编号"], row["状态"], row["决定人"]) for row in rows] == [
        ("wh-2024-001", "逾期", "'=办事处主任"),
        ("wh-2025-001", "", "办事处主任"),
    ]


def test_an_office_that_withholds_nothing_has_an_empty_list(small_office: Path) -> None:
    assert listed(small_office) == "共 0 件，其中 0 件逾期没有评估。\n"
