"""Everything that is due in one list: for the office in full, for the public what is public, on any day."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from typer.testing import CliRunner

from disclosure.agenda.items import Due
from disclosure.agenda.sources import everything_due
from disclosure.cli import app
from disclosure.law.book import law_book
from disclosure.loading import read_register

TODAY = date(2025, 6, 18)


def due(root: Path, *arguments: str) -> str:
    ended = CliRunner().invoke(app, ["due", "--root", str(root), "--today", str(TODAY), *arguments])
    assert (ended.exit_code, ended.stderr) == (0, ""), ended.output
    return ended.stdout


def items_of(root: Path, today: date = TODAY) -> list[Due]:
    register = read_register(root)
    return everything_due(register, law_book(register), today)
