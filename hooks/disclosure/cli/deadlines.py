"""``disclosure explain-deadline | requests ics``: how each deadline of a request is counted, and all of them by day."""

from __future__ import annotations

import json
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.options import Root, Today, refuse_inside, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.replacing import put_in_place

if TYPE_CHECKING:
    from disclosure.records.requests import Request
    from disclosure.register import Register


class Answer(StrEnum):
    """How a command answers: in words, or as data."""

    TEXT = "text"
    JSON = "json"


InFormat = Annotated[Answer, typer.Option("--format", help="输出格式。")]


def explain_deadline(
    request: Annotated[str, typer.Argument(metavar="REQ", help="申请的编号或者登记号，例如 req-2025-001。")],
    format: InFormat = Answer.TEXT,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """Count the periods of a request day by day."""
    from disclosure.law.book import law_book
    from disclosure.law.request_facts import clock_of
    from disclosure.law.request_values import for_machines
    from disclosure.law.request_words import explained
    from disclosure.loading import read_register

    day, register = valid(today), read_register(root.resolve())
    found, book = request_called(request, register), law_book(register)
    clock = clock_of(found, book, working_day(register, day))
    if clock is None:
        fail(f"“{request}”没有写收到的日期，或者 data/limits.yml 缺少期限，数不出来。请先运行 disclosure check。")
    if format is Answer.JSON:
        told = {"schema": "disclosure/deadlines/1", "request": found.id, **for_machines(clock)}
        typer.echo(json.dumps(told, ensure_ascii=False, indent=2))
    else:
        say(f"{found.id}（{found.channel.label}）\n{explained(clock, book)}".rstrip("\n"))


def ics(
    out: Annotated[Path | None, typer.Option("--out", help="写成这个文件，放在本项目以外；不写就直接输出。")] = None,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """把还没有办完的期限写成日历（ICS）：只有申请编号和期限，放假安排没有公布的写“推算”和范围。"""
    from disclosure.exports.agenda_calendar import request_calendar
    from disclosure.loading import read_register

    refuse_inside(out, root, "台账的内容")
    told, register = valid(today), read_register(root.resolve())
    tell_unread(register)
    made = request_calendar(register, working_day(register, told))
    if out is not None:
        put_in_place(out.resolve(), made.decode("utf-8"))
        say(f"已写入 {out}。")
    else:
        typer.echo(made, nl=False)


def tell_unread(register: Register) -> None:
    """Say that what is told is not all, where files of the ledger could not be read."""
    folder = register.requests_folder
    if folder and register.is_broken(f"{folder}/"):
        say(f"“{folder}”里有读不出来的文件，没有算在内。请运行 disclosure check。", error=True)


def request_called(key: str, register: Register) -> Request:
    """The request of that id or number; the command ends where there is none."""
    known = [item for item in register.requests if key in (item.id, item.number)]
    if len(known) == 1:
        return known[0]
    if not register.requests:
        fail("没有读到申请台账。请在 data/agency.yml 的 requests 写明台账的文件夹，再运行 disclosure check。")
    if known:
        fail(f"“{key}”有 {len(known)} 件申请：{'、'.join(item.id for item in known)}。请写编号。")
    return fail(f"台账里没有读到“{key}”。请核对编号；文件有错的，先运行 disclosure check 改好。")
