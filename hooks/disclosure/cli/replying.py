"""``disclosure requests reply REQ``: the reply of a request as a paper, for the office alone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.deadlines import request_called
from disclosure.cli.options import Root, Today, refuse_inside, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.order import Order

if TYPE_CHECKING:
    from disclosure.records.requests import Request
    from disclosure.register import Register


_RequestKey = Annotated[str, typer.Argument(metavar="REQ", help="申请的编号或者登记号，例如 req-2025-001。")]
_PaperOut = Annotated[Path | None, typer.Option("--out", help="写成哪个文件；不写就放在项目的上一级文件夹。")]
_ReplyNumber = Annotated[int | None, typer.Option("--number", help="第几次答复；不写是最后一次。", min=1)]


def reply(
    key: _RequestKey,
    out: _PaperOut = None,
    number: _ReplyNumber = None,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """由台账生成一件申请的答复书（样式），写成 Word 文件；盖章前请核对并填好空格。"""
    from disclosure.exports.papers.reply_papers import reply_paper, reply_word
    from disclosure.law.book import law_book
    from disclosure.loading import read_register

    register = read_register(root.resolve())
    request = request_called(key, register)
    chosen = _chosen(request, number)
    _refuse_faulty(request, register, valid(today))
    if register.agency is None:
        fail("data/agency.yml 读不出来，不知道答复书写哪个机关。请先运行 disclosure check。")
    file = out or root.resolve().parent / f"{request.id}-答复书.docx"
    refuse_inside(file, root, "答复书")
    if file.exists():
        fail(f"“{file}”已经有了。请用 --out 另取一个名称，或者先把它移到别处。")
    paper = reply_paper(request, chosen, register.agency, law_book(register))
    file.write_bytes(reply_word(paper))
    say(f"已写入 {file}。盖章前请填好：{'、'.join(paper.blanks)}。")


def _chosen(request: Request, number: int | None) -> int:
    """Which reply is meant, from 0; the command ends where there is none."""
    count = len(request.replies)
    if not count:
        fail(f"{request.id} 还没有写答复。请先在台账里写 reply：类型、依据、理由和告知的救济。")
    if number is not None and number > count:
        fail(f"{request.id} 只有 {count} 次答复。")
    return (number or count) - 1


def _refuse_faulty(request: Request, register: Register, today: Order) -> None:
    """End where the ledger itself says that something is missing: a paper would lack it as well."""
    from disclosure.catalogue import ALL_RULES
    from disclosure.check import check
    from disclosure.findings import blocking

    found = check(register, working_day(register, today), rules=ALL_RULES)
    wrong = [item for item in blocking(found) if item.place.path == request.path]
    if wrong:
        fail(f"这件申请的记录还有 {len(wrong)} 处错误，例如：{wrong[0].message}请先运行 disclosure check，改好再生成。")
