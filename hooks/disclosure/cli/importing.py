"""``disclosure import board``: what came to the office's own board, as question records for review."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from disclosure.cli.options import Root, fail, say
from disclosure.cli.unforeseen import foreseen
from disclosure.loading import read_register

app = typer.Typer(name="import", help="把别处的内容取过来，核对以后再发布。", no_args_is_help=True)


@app.callback()
def _group() -> None:
    """A group although it has one command so far."""


def board(
    file: Annotated[Path, typer.Argument(help="Isso 的数据库（comments.db），或者它的 JSON。")],
    keep_senders: Annotated[
        bool, typer.Option("--keep-senders", help="不抹去数据库里提问人的网络地址（默认导入以后抹去）。")
    ] = False,
    root: Root = Path(),
) -> None:
    """把自己的留言板里通过的问题和答复写成 data/questions/ 里的文件：号码遮去，另有个人信息的不取，重复导入不重复。"""
    from disclosure.importing.board import LeftOut, TakenOver, takeover
    from disclosure.importing.isso_store import NotABoardError, messages, wipe

    register = read_register(root.resolve())
    if register.agency is None:
        fail("data/agency.yml 读不出来，没有导入。请先运行 disclosure check。")
    try:
        results = takeover(register, messages(file)).results
    except NotABoardError as error:
        fail(f"没有导入：{error}")
    for result in results:
        if isinstance(result, TakenOver):
            target = root / result.path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(result.text, "utf-8", newline="")
            say(f"{'新的问题' if result.is_new else '补上答复'}：{result.path}")
    left = [result for result in results if isinstance(result, LeftOut)]
    for item in left:
        say(f"没有取第 {item.number} 条：{''.join(item.reasons)}请在留言板上删去这一条，另外单独答复。", error=True)
    taken = len(results) - len(left)
    say(f"取来 {taken} 条，没有取的 {len(left)} 条。请逐条核对，再运行 disclosure check。")
    if not keep_senders and wipe(file):
        say("数据库里提问人的网络地址已经抹去。")
    raise typer.Exit(1 if left else 0)


app.command("board")(foreseen(board))
