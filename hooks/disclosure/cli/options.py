"""What all commands share: their options, and what these mean."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.saying import fail
from disclosure.order import Order
from disclosure.reporting import Format

if TYPE_CHECKING:
    from disclosure.register import Register

_TODAY = "当作今天的日期，也可以写到几点几分；只写日期的，那一天已经过完。"
Today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD[THH:MM]", help=_TODAY)]
Strict = Annotated[bool, typer.Option("--strict", help="提醒也阻止发布。")]
_DISCREET = "申请台账的问题只写规则和行号，不写内容：流水线的日志和报告用。"
Discreet = Annotated[bool, typer.Option("--discreet", help=_DISCREET)]
NoMemory = Annotated[bool, typer.Option("--no-memory", help="不用以前记住的结果，全部重新做一遍。")]
Output = Annotated[Format, typer.Option("--format", help="输出格式。")]
Root = Annotated[Path, typer.Option("--root", help="项目所在的文件夹。", file_okay=False, exists=True)]


def valid(today: str | None) -> Order:
    """The day as given, perhaps with an hour, if it is one; the command ends otherwise."""
    if today is None or "T" not in today:
        return Order(valid_day(today))
    try:
        moment = datetime.strptime(today, "%Y-%m-%dT%H:%M")
    except ValueError:
        fail(f"“{today}”不是日期和时间，请写成 2025-06-18T09:00 这样。")
    return Order(moment.date(), hour=moment.time())


def valid_day(told: str | None) -> date | None:
    """The day as given, if it is one; the command ends otherwise."""
    try:
        return datetime.strptime(told, "%Y-%m-%d").date() if told else None
    except ValueError:
        fail(f"“{told}”不是日期，请写成 2025-06-18 这样。")


def working_day(register: Register, told: Order | None = None) -> date:
    """The day that a command works on, in China; the register knows the hour from now on."""
    register.moment = (told or Order()).moment(register.demonstration_day, datetime.now(UTC))
    return register.moment.date()


def refuse_inside(file: Path | None, root: Path, what: str) -> None:
    """End where a file that is of persons would lie among the files of the project; ``what`` says what it holds."""
    if file is not None and root.resolve() in file.resolve().parents:
        fail(f"“{file}”在本项目的文件夹里。{what}请放在本项目以外。")
