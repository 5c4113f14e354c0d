"""``disclosure requests figures YEAR``: the counts of a year's requests, for the pages and the annual report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.replacing import put_below


def figures(
    year: Annotated[int, typer.Argument(metavar="YEAR", help="哪一年，例如 2025。", min=2000, max=2199)],
    today: Today = None,
    root: Root = Path(),
) -> None:
    """由申请台账算出一年的数字，写进 data/request-figures/；没有过完的年份数到今天。"""
    from disclosure.annual.year_file import NotCounted, year_file
    from disclosure.law.book import law_book
    from disclosure.loading import read_register

    register = read_register(root.resolve())
    try:
        made = year_file(register, law_book(register), year, working_day(register, valid(today)))
    except NotCounted as error:
        fail(str(error))
    put_below(root.resolve(), made.path, made.text)
    say(f"已写入 {made.path}，数到 {made.as_of}。{made.look}")
