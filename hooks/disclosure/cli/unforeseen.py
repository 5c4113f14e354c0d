"""How a command ends when something happens that nobody foresaw: one Chinese line, exit status 2, no traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from functools import wraps
from typing import Any

import typer

from disclosure.cli.saying import fail, told
from disclosure.findings import said
from disclosure.reading.text import reason
from disclosure.shares import ShareFailed

_SAID_BY_TYPER = (typer.Exit, typer.Abort, typer.BadParameter)


def foreseen(command: Callable[..., None]) -> Callable[..., None]:
    """The command, made to end with status 2 and one line whatever happens in it."""

    @wraps(command)
    def run(*arguments: Any, **options: Any) -> None:
        try:
            _run(command, *arguments, **options)
        except _SAID_BY_TYPER:
            raise
        except (Exception, KeyboardInterrupt) as error:
            fail(why(error))

    return run


def _run(command: Callable[..., None], *arguments: Any, **options: Any) -> None:
    """Run the command; what it printed must have left, or it has not done its work."""
    try:
        command(*arguments, **options)
    except typer.Exit:
        sys.stdout.flush()
        raise
    sys.stdout.flush()


def why(error: BaseException) -> str:
    """Why a command could not do its work, for editors as far as they can do something about it."""
    if isinstance(error, KeyboardInterrupt):
        return "已中断，没有做完。"
    if isinstance(error, MemoryError):
        return "内存不够，没有做完。请关闭别的程序后再试。"
    if isinstance(error, BrokenPipeError):
        return "结果没有写完：接收结果的程序已经关闭。"
    if isinstance(error, FileNotFoundError) and error.filename is None:  # what tempfile raises, and nobody else
        return "没有可以写入的临时文件夹，没有做完。请检查 TMPDIR 指的文件夹、磁盘空间和文件夹的权限。"
    if isinstance(error, OSError):
        name = f"“{os.fsdecode(error.filename)[:80]}”" if error.filename is not None else "文件"
        if error.errno == errno.ELOOP:
            return f"{name}是快捷方式（符号链接），不经过它读写，没有做完。请在那里放真正的文件夹或者文件。"
        return f"读写{name}时出错（{reason(error)}），没有做完。请检查磁盘空间和文件夹的权限。"
    if isinstance(error, ShareFailed):
        return str(error)
    return f"程序出错（{said(error)}），没有做完。请把这条消息报告给开发人员。"


def prepare_streams() -> None:
    """Speak UTF-8 wherever we run. Without a place for results there is nothing to do: the process ends here."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    if sys.stdout is None:
        sys.exit(told("标准输出已经关闭，没有地方写结果。"))


def leave_quietly() -> None:
    """Send what could not be written to nowhere, so that the interpreter does not complain of it once more."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
