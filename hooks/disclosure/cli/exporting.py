"""``disclosure export standard-catalogue``: the standard catalogue in the form in which offices hand it in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from disclosure.cli.options import Root
from disclosure.cli.saying import fail, say
from disclosure.cli.unforeseen import foreseen
from disclosure.replacing import put_in_place

_NAMED = 8  # items that are named
app = typer.Typer(
    name="export", help="把本网站的内容按规定的格式导出，报送用。", no_args_is_help=True, add_completion=False
)


@app.callback()
def _group() -> None:
    """What can be exported."""


def standard_catalogue(
    out: Annotated[Path, typer.Option("--out", metavar="文件.xlsx", help="写到哪个文件。")],
    field: Annotated[str | None, typer.Option("--field", metavar="名称", help="只导出这个领域。")] = None,
    root: Root = Path(),
) -> None:
    """把标准目录导出成规定格式的 xlsx：两行表头，13 种渠道用■和□，一个领域一张工作表；可以再导入。"""
    from disclosure.exports.official_catalogue import in_order, official_workbook, wording_of
    from disclosure.law.book import law_book
    from disclosure.loading import read_register
    from disclosure.records.standard_catalogue import StandardField

    register = read_register(root.resolve())
    every = in_order(register.all(StandardField))
    chosen = [item for item in every if field in (None, item.title, item.id)]
    if register.is_broken("data/standard-catalogue/"):
        fail("data/standard-catalogue/ 里有文件读不出来，没有导出。请先运行 disclosure check。")
    if not chosen:
        named = "、".join(item.title for item in every)
        fail(
            f"没有“{field}”这个领域，有的是：{named}。"
            if every
            else "data/standard-catalogue/ 里还没有领域，没有可以导出的。"
        )
    agency = register.agency
    content = official_workbook(chosen, wording_of(register, law_book(register)), agency.short_name if agency else "")
    out.parent.mkdir(parents=True, exist_ok=True)
    put_in_place(out, content)
    say(f"已导出 {len(chosen)} 个领域，{sum(len(item.items) for item in chosen)} 项：{out}")
    bare = [
        f"{one.title}第 {item.number} 项“{item.title}”" for one in chosen for item in one.items if not item.channels
    ]
    if bare:
        more = f" 等 {len(bare)} 项" if len(bare) > _NAMED else ""
        say(
            f"{'、'.join(bare[:_NAMED])}{more}没有写公开渠道和载体（channels），表里都是□，写了“待核”。"
            "请在记录里补上，再导出。"
        )


app.command("standard-catalogue")(foreseen(standard_catalogue))
