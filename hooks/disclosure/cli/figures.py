"""``disclosure requests figures YEAR``: the counts of a year's requests, for the pages and the annual report."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.replacing import put_in_place

if TYPE_CHECKING:
    from disclosure.register import Register


_FEW = 5


def figures(
    year: Annotated[int, typer.Argument(metavar="YEAR", help="哪一年，例如 2025。", min=2000, max=2199)],
    today: Today = None,
    root: Root = Path(),
) -> None:
    """由申请台账算出一年的数字，写进 data/request-figures/；没有过完的年份数到今天。"""
    from disclosure.annual.ledger import counted_from
    from disclosure.annual.written import figures_path, written
    from disclosure.law.book import law_book
    from disclosure.loading import read_register

    register = read_register(root.resolve())
    day = working_day(register, valid(today))
    if year > day.year:
        fail(f"{year} 年还没有到，没有写。")
    found = counted_from(register, law_book(register), year, min(day, date(year, 12, 31)))
    if found is None:
        fail(_no_ledger(register))
    if found.uncounted:
        shown = "、".join(found.uncounted[:_FEW])
        fail(f"有 {len(found.uncounted)} 件申请写得不全，数不清楚：{shown}。请先运行 disclosure check，改好再算。")
    file = root.resolve() / figures_path(year)
    file.parent.mkdir(parents=True, exist_ok=True)
    put_in_place(file, written(found))
    say(f"已写入 {figures_path(year)}，数到 {found.as_of}。{_look(len(found.repeated))}")


def _look(subjects: int) -> str:
    """What to look at before the file, which is public, is committed."""
    if not subjects:
        return "提交前请看一遍改动。"
    return f"里面有 {subjects} 项三件以上申请的内容，照台账写的，会公开；提交前请看一遍，有没有不该公开的。"


def _no_ledger(register: Register) -> str:
    """Why there is nothing to count."""
    folder = register.requests_folder
    if not folder:
        return "data/agency.yml 没有写 requests，不知道台账在哪个文件夹。"
    if register.is_broken(f"{folder}/"):
        return f"“{folder}”里有读不出来的文件，没有写。请先运行 disclosure check，改好再算。"
    return f"“{folder}”里没有台账，没有写。"
