"""``disclosure due``: everything that falls due for the office, by unit, in words, as data, or for calendars."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.deadlines import tell_unread
from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say

if TYPE_CHECKING:
    from disclosure.agenda.items import Due
    from disclosure.register import Register


_QUARTER = 92  # days
_NO_LEDGER = "不列只供内部的事项（申请台账、不公开信息的登记、豁免），只说有几项：流水线的日志和报告用。"


class Telling(StrEnum):
    """How the agenda is told: in words, as data, or as a calendar."""

    TEXT = "text"
    JSON = "json"
    ICS = "ics"


def due(
    unit: Annotated[str | None, typer.Option("--unit", help="只列这个部门的，写编号或者名称。")] = None,
    within: Annotated[
        int, typer.Option("--within", metavar="DAYS", min=0, help="列到多少天以后，已经逾期的总在内。")
    ] = _QUARTER,
    format: Annotated[Telling, typer.Option("--format", help="文字、数据（json）或者日历（ics）。")] = Telling.TEXT,
    discreet: Annotated[bool, typer.Option("--discreet", help=_NO_LEDGER)] = False,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """List all that the office has to do, by day and department."""
    from disclosure.agenda.items import within as soon
    from disclosure.agenda.sources import everything_due
    from disclosure.exports.agenda_calendar import agenda_calendar
    from disclosure.law.book import law_book
    from disclosure.loading import read_register
    from disclosure.reporting.agenda import SCHEMA, agenda_text, agenda_values

    told, register = valid(today), read_register(root.resolve())
    tell_unread(register)
    book, day = law_book(register), working_day(register, told)
    everything = _of_unit(everything_due(register, book, day), unit, register)
    near = soon(everything, day, within)
    items = [item for item in near if not (discreet and item.private)]
    hidden, later = len(near) - len(items), len(everything) - len(near)
    if format is Telling.ICS:
        typer.echo(agenda_calendar(items, register, day), nl=False)
    elif format is Telling.JSON:
        values = agenda_values(items, register, book.working_days, day)
        counts = {"today": str(day), "within": within, "later": later, "hidden": hidden}
        typer.echo(json.dumps({"schema": SCHEMA, **counts, "due": values}, ensure_ascii=False, indent=2))
    else:
        say(agenda_text(items, register, book.working_days, day))
        _beside(hidden, later, within)


def _beside(hidden: int, later: int, within: int) -> None:
    """What else there is that is not listed."""
    if hidden:
        kinds = "申请台账、不公开信息的登记、豁免"
        say(f"\n只供内部的（{kinds}）另有 {hidden} 项，这里不列，请在自己的电脑上运行 disclosure due。")
    if later:
        say(f"\n{within} 天以后另有 {later} 项，写更大的 --within 可以看到。")


def _of_unit(items: list[Due], unit: str | None, register: Register) -> list[Due]:
    """The items of a unit, by its id or its name; the command ends where there is no such unit."""
    from disclosure.records.agency import Department

    if unit is None:
        return items
    units = register.all(Department)
    key = next((item.id for item in units if unit in (item.id, item.title)), None)
    if key is None:
        fail(f"没有部门“{unit}”。可以写：{'、'.join(f'{item.title}（{item.id}）' for item in units)}。")
    return [item for item in items if item.unit == key]
