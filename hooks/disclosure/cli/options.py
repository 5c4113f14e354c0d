"""What all commands share: their options, and what these mean."""

from __future__ import annotations

import os
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.saying import fail
from disclosure.order import Order
from disclosure.reporting import Format

if TYPE_CHECKING:
    from disclosure.register import Register

Today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="当作今天的日期。")]
Strict = Annotated[bool, typer.Option("--strict", help="提醒也阻止发布。")]
_DISCREET = "申请台账的问题只写规则和行号，不写内容：流水线的日志和报告用。"
Discreet = Annotated[bool, typer.Option("--discreet", help=_DISCREET)]
NoMemory = Annotated[bool, typer.Option("--no-memory", help="不用以前记住的结果，全部重新做一遍。")]
Output = Annotated[Format, typer.Option("--format", help="输出格式。")]
Root = Annotated[Path, typer.Option("--root", help="项目所在的文件夹。", file_okay=False, exists=True)]


def valid(today: str | None) -> date | None:
    """The day as given, if it is one; the command ends otherwise."""
    try:
        return datetime.strptime(today, "%Y-%m-%d").date() if today else None
    except ValueError:
        fail(f"“{today}”不是日期，请写成 2025-06-18 这样。")


def working_day(register: Register, told: date | None = None) -> date:
    """The day that a command works on, in China."""
    return Order(told).working_day(register.demonstration_day, datetime.now(UTC))


def refuse_inside(file: Path | None, root: Path, what: str) -> None:
    """End where a file that is of persons would lie among the files of the project; ``what`` says what it holds."""
    if file is not None and root.resolve() in file.resolve().parents:
        fail(f"“{file}”在本项目的文件夹里。{what}请放在本项目以外。")


def put_in_place(file: Path, content: str | bytes) -> None:
    """Write a file aside and then put it in place, so that it is never half there."""
    aside = file.with_name(f".{file.name}.new")
    with aside.open("wb") as target:
        target.write(content.encode() if isinstance(content, str) else content)
        target.flush()
        os.fsync(target.fileno())
    aside.replace(file)
