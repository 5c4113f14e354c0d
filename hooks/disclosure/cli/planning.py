"""``disclosure plan next YEAR``: the work plan of a year, begun from the newest one before it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.cli.unforeseen import foreseen
from disclosure.replacing import put_in_place

app = typer.Typer(name="plan", help="年度工作要点。", no_args_is_help=True, add_completion=False)


@app.callback()
def _group() -> None:
    """What can be done with work plans."""


def next_year(
    year: Annotated[int, typer.Argument(metavar="YEAR", help="哪一年，例如 2026。", min=2000, max=2199)],
    today: Today = None,
    root: Root = Path(),
) -> None:
    """由最近一年的要点起草下一年的：事项和期限带过来，去年没有做完的注明。"""
    from disclosure.law.book import law_book
    from disclosure.loading import read_register
    from disclosure.plan.next_year import begun_from, plan_path
    from disclosure.plan.standing import standings

    register = read_register(root.resolve())
    before = next((plan for plan in register.workplans if plan.year < year), None)
    file = root.resolve() / plan_path(year)
    if file.exists():
        fail(f"{plan_path(year)} 已经有了，没有改动。")
    if before is None:
        fail(f"{year} 年以前没有读得出来的工作要点，没有写；第一份照手册写。")
    found = standings(before, register, law_book(register), working_day(register, valid(today)))
    file.parent.mkdir(parents=True, exist_ok=True)
    put_in_place(file, begun_from(before, found, year))
    late = sum(standing.is_late for standing in found)
    said = f"{before.year} 年没有做完的 {late} 项已经注明。" if late else ""
    say(f"已写入 {plan_path(year)}，由 {before.path} 起草。{said}请逐点改成 {year} 年的要求，再提交。")


app.command("next")(foreseen(next_year))
