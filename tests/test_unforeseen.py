"""Whatever happens to a command, it ends with 0, 1 or 2; with 2 in one Chinese line and with no half a result."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

from disclosure import loading
from disclosure.cli import app
from disclosure.cli.unforeseen import why
from disclosure.shares import ShareFailed


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (KeyError("甲"), "程序出错（KeyError: '甲'），没有做完。请把这条消息报告给开发人员。"),
        (ValueError("甲" * 500), f"程序出错（ValueError: {'甲' * 68}），没有做完。请把这条消息报告给开发人员。"),
        (KeyboardInterrupt(), "已中断，没有做完。"),
        (MemoryError(), "内存不够，没有做完。请关闭别的程序后再试。"),
        (
            OSError(errno.ENOSPC, "No space left on device", "/tmp/x"),
            "读写“/tmp/x”时出错（磁盘已满），没有做完。请检查磁盘空间和文件夹的权限。",
        ),
        (BrokenPipeError(errno.EPIPE, "Broken pipe"), "结果没有写完：接收结果的程序已经关闭。"),
        (ShareFailed("检查的一个进程中断了。"), "检查的一个进程中断了。"),
        (
            RecursionError("maximum recursion depth exceeded"),
            "程序出错（RecursionError: maximum recursion depth exceeded），没有做完。请把这条消息报告给开发人员。",
        ),
    ],
)
@pytest.mark.parametrize("format", ["json", "text"])
def test_an_unforeseen_end_is_one_line_and_status_2(
    error: BaseException, line: str, format: str, small_office: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ends(*given: object) -> None:
        raise error

    assert why(error.with_traceback(None)) == line
    monkeypatch.setattr(loading, "read_register", ends)
    ended = CliRunner().invoke(app, ["check", "--root", str(small_office), "--format", format])
    assert (ended.exit_code, ended.stdout) == (2, "")
    beginning = line.partition("），没有做完")[0]
    assert ended.stderr.startswith(beginning) and ended.stderr.count("\n") == 1


def run(root: Path, *arguments: str, **options: object) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("disclosure")), *arguments, "--root", str(root)]
    return subprocess.run(command, stderr=subprocess.PIPE, text=True, encoding="utf-8", **options)  # type: ignore[call-overload,no-any-return]


def test_a_result_that_cannot_be_written_is_no_success(small_office: Path) -> None:
    with Path("/dev/full").open("w") as full:
        ended = run(small_office, "check", stdout=full)
    told = "读写文件时出错（磁盘已满），没有做完。请检查磁盘空间和文件夹的权限。\n"
    assert (ended.returncode, ended.stderr) == (2, told)


def test_a_reader_who_has_gone_is_told_of(small_office: Path) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    ended = run(small_office, "check", stdout=writer)
    os.close(writer)
    assert (ended.returncode, ended.stderr) == (2, "结果没有写完：接收结果的程序已经关闭。\n")


def test_without_a_place_for_results_nothing_is_done(small_office: Path) -> None:
    ended = run(small_office, "check", stdout=None, preexec_fn=lambda: os.close(1))
    assert (ended.returncode, ended.stderr) == (2, "标准输出已经关闭，没有地方写结果。\n")
