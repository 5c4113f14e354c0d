"""``disclosure plan next YEAR``: the work plan of a year, begun from the newest one before it."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.cli.unforeseen import foreseen
from disclosure.replacing import put_below

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
    from disclosure.plan.next_year import NotBegun, next_plan

    register = read_register(root.resolve())
    try:
        made = next_plan(register, law_book(register), year, working_day(register, valid(today)))
    except NotBegun as error:
        fail(str(error))
    put_below(root.resolve(), made.path, made.text)
    say(f"已写入 {made.path}，{made.look}")


app.command("next")(foreseen(next_year))
