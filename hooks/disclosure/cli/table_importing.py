"""``disclosure import table``: a table of Excel or WPS as Markdown, or as the records that it is kept for."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from shutil import which
from typing import TYPE_CHECKING, Annotated, NoReturn

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.replacing import put_below, put_in_place

if TYPE_CHECKING:
    from datetime import date

    from disclosure.importing.grid import Grid
    from disclosure.importing.tables.sheets import SheetsRead
    from disclosure.register import Register

_SAVE_AS = "这是老格式的表格。请在 Excel 或 WPS 里打开它，另存为 xlsx，再导入。"


def table(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="表格：xlsx、CSV；装了 LibreOffice 的，xls、et 也行。")],
    sheet: Annotated[str, typer.Option("--sheet", metavar="名称", help="哪一个工作表；只有一个有内容的不用写。")] = "",
    visible_only: Annotated[
        bool, typer.Option("--visible-only", help="隐藏的行、列、格子不取，逐项列出来；不加就整份不取。")
    ] = False,
    out: Annotated[Path | None, typer.Option("--out", help="正文写进这个文件，不写就显示在屏幕上。")] = None,
    decision: Annotated[
        str | None, typer.Option("--decision", metavar="编号", help="表格是意见汇总，写进这个决策事项的 opinions。")
    ] = None,
    year: Annotated[
        str | None, typer.Option("--decisions", metavar="年份", help="表格是这一年的决策目录，一个事项新建一个文件。")
    ] = None,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """把表格变成正文里的表（合并的格子照样合并），或者写成意见汇总、决策目录；没有取的逐条列出来。"""
    from disclosure.importing.tables.drawing import drawn_sheet
    from disclosure.loading import read_register

    read, grid = _read(file, sheet)
    drawn = drawn_sheet(grid, visible_only=visible_only)
    if drawn.faults:
        _refuse(file, drawn.faults)
    left = [*drawn.left, *read.left]
    if decision is not None or year is not None:
        register = read_register(root.resolve())
        day = working_day(register, valid(today))
        left += _opinions(file, grid, register, decision) if decision else []
        left += _decisions(file, grid, register, year, day) if year else []
    else:
        _give(drawn.markdown, out)
    for words in left:
        say(f"没有取的：{words}", error=True)
    raise typer.Exit(1 if left else 0)


def _give(markdown: str, out: Path | None) -> None:
    if out is None:
        say(markdown.removesuffix("\n"))
    else:
        put_in_place(out, markdown)
        say(f"已写入 {out}。")


def _read(file: Path, title: str) -> tuple[SheetsRead, Grid]:
    """The file, and the sheet that is meant."""
    from disclosure.importing.tables.sheets import chosen, is_old_workbook, sheets_read
    from disclosure.importing.word.other import converted
    from disclosure.reading.bounds import Unreadable, read_whole

    try:
        data = read_whole(file)
        if is_old_workbook(data):
            data = converted(data, which("soffice") or which("libreoffice"), "xlsx", _SAVE_AS)
        read = sheets_read(data)
        return read, chosen(read.grids, title)
    except Unreadable as error:
        fail(f"没有导入 {file.name}：{error}")


def _refuse(file: Path, faults: list[str]) -> NoReturn:
    say("\n".join([f"没有导入 {file.name}：", *(f"  {words}" for words in faults)]), error=True)
    raise typer.Exit(1)


def _opinions(file: Path, grid: Grid, register: Register, key: str) -> list[str]:
    """Write the account of opinions into a decision; what was not taken."""
    from disclosure.importing.tables.opinions import opinions_in
    from disclosure.reading.put import PutRefusedError, put
    from disclosure.records.decisions import Decision

    found = register.get(key, Decision)
    if found is None:
        fail(f"没有“{key}”这个决策事项，没有导入。请核对编号。")
    taken = opinions_in(grid)
    if taken.faults:
        _refuse(file, taken.faults)
    try:
        text = put(register.texts[found.path], ("opinions",), taken.opinions, Decision)
    except PutRefusedError as error:
        fail(f"没有导入：{error}")
    put_below(register.root, found.path, text)
    say(f"已写入 {found.path} 的 opinions：{len(taken.opinions['items'])} 类，请对照原表核对。")
    return taken.notes


def _decisions(file: Path, grid: Grid, register: Register, year: str, day: date) -> list[str]:
    """Make a file of each item of a catalogue that is not there yet; what was not taken."""
    from disclosure.editing.proposals import NotProposedError
    from disclosure.editing.proposals.of_table import of_table
    from disclosure.importing.tables.decisions import decisions_in
    from disclosure.reading.git import paths_ever

    taken = decisions_in(grid)
    if taken.faults:
        _refuse(file, taken.faults)
    used = {PurePosixPath(path).stem for path in paths_ever(register.root, "docs", "data")}
    try:
        found = of_table(taken.items, register, day, year, used)
    except NotProposedError as error:
        fail(f"没有导入{error}")
    for title, made in found.made:
        for path, text in made.for_hands().items():
            put_below(register.root, path, text)
            say(f"已写入 {path}：{title}，还要填 {len(made.open_fields)} 处。")
    return [*taken.notes, *found.there]
