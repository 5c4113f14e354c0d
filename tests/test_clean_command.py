"""``disclosure clean`` as a command: what it reads, what it writes and where, and how it ends when it cannot."""

from __future__ import annotations

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import Result
from pypdf.generic import ArrayObject, FloatObject
from typer.testing import CliRunner

from disclosure.attachments.cleaning import files
from disclosure.attachments.cleaning.limits import bounded
from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.cli import app
from disclosure.reading.bounds import ATTACHMENT_LIMIT
from screening.attachment_files import PERSON, annotation, pdf, picture, word


def run(file: Path, *more: str) -> Result:
    """The command, in a project of its own."""
    return CliRunner().invoke(app, ["clean", str(file), "--root", str(file.parent), *more])


def authored() -> bytes:
    return word(lambda document: setattr(document.core_properties, "author", PERSON))


def test_the_copy_lies_beside_the_file_which_is_not_touched(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(authored())
    file.chmod(0o440)
    before = file.read_bytes(), file.stat()
    ended = run(file)
    assert (ended.exit_code, ended.stdout.splitlines()[0]) == (
        0,
        f"已写入 {tmp_path / 'a-clean.docx'}，原文件没有改动。",
    )
    assert "已去掉：文件属性里留着制作人或设备的信息：作者“某**”。" in ended.stdout
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a-clean.docx", "a.docx"]
    assert (file.read_bytes(), file.stat().st_mtime_ns) == (before[0], before[1].st_mtime_ns)
    assert (tmp_path / "a-clean.docx").stat().st_mode & 0o777 == 0o440


def test_an_existing_copy_is_replaced_only_when_asked(tmp_path: Path) -> None:
    file, copy = tmp_path / "a.docx", tmp_path / "a-clean.docx"
    file.write_bytes(authored())
    copy.write_bytes(b"mine")
    ended = run(file)
    assert (ended.exit_code, copy.read_bytes()) == (2, b"mine")
    assert ended.stderr == "没有清理成：已经有“a-clean.docx”。确认可以覆盖的，请加上 --force。\n"
    assert run(file, "--force").exit_code == 0
    assert copy.read_bytes().startswith(b"PK")


@pytest.mark.parametrize("force", [[], ["--force"]])
@pytest.mark.parametrize("leads_to", ["nowhere.docx", "other.docx"])
def test_nothing_is_written_through_a_link(leads_to: str, force: list[str], tmp_path: Path) -> None:
    file, copy, other = tmp_path / "a.docx", tmp_path / "a-clean.docx", tmp_path / "other.docx"
    file.write_bytes(authored())
    other.write_bytes(b"theirs")
    copy.symlink_to(leads_to)
    ended = run(file, *force)
    assert (ended.exit_code, copy.is_symlink(), other.read_bytes()) == (2, True, b"theirs")
    assert "不是普通文件" in ended.stderr
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a-clean.docx", "a.docx", "other.docx"]


def test_a_name_taken_while_the_copy_is_made_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file, copy = tmp_path / "a.docx", tmp_path / "a-clean.docx"
    file.write_bytes(authored())
    sync = os.fsync

    def slow(number: int) -> None:
        sync(number)
        copy.exists() or copy.write_bytes(b"theirs")

    monkeypatch.setattr(os, "fsync", slow)
    ended = run(file)
    assert (ended.exit_code, copy.read_bytes()) == (2, b"theirs")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a-clean.docx", "a.docx"]


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    file = tmp_path / "a.docx"
    file.write_bytes(authored())
    command = [Path(sys.executable).with_name("disclosure"), "clean", file, "--root", tmp_path]
    ended = subprocess.run(
        command,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000)),
    )
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        "没有清理成：“a-clean.docx”没有写成，什么也没有留下。请看看磁盘还有没有空间、这个文件夹能不能写入。\n"
    )
    assert [item.name for item in tmp_path.iterdir()] == ["a.docx"]


def test_a_copy_that_cannot_be_named_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise OSError

    monkeypatch.setattr(os, "link", refused)
    monkeypatch.setattr(Path, "replace", refused)
    file = tmp_path / "a.docx"
    file.write_bytes(authored())
    assert run(file).exit_code == 2
    assert [item.name for item in tmp_path.iterdir()] == ["a.docx"]


def test_a_file_system_without_links_gets_the_copy_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(os, "link", refused)
    file = tmp_path / "a.docx"
    file.write_bytes(authored())
    assert run(file).exit_code == 0
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a-clean.docx", "a.docx"]


def test_what_is_no_plain_file_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.docx")
    (tmp_path / "folder.docx").mkdir()
    (tmp_path / "zero.docx").symlink_to("/dev/zero")
    with (tmp_path / "huge.docx").open("wb") as stream:
        os.truncate(stream.fileno(), ATTACHMENT_LIMIT + 1)
    told = {
        name: run(tmp_path / name)
        for name in ("pipe.docx", "folder.docx", "zero.docx", "huge.docx", "missing.docx", ".")
    }
    no_file = "没有清理成：没有这个文件，或者没有读它的权限。请核对文件名和所在的文件夹。\n"
    special = "没有清理成：这不是一个普通文件（可能是文件夹、管道或者设备）。请换成要上传的那个文件。\n"
    assert {name: (ended.exit_code, ended.stderr) for name, ended in told.items()} == {
        "pipe.docx": (2, special), "folder.docx": (2, special), "zero.docx": (2, special), ".": (2, special),
        "huge.docx": (2, "没有清理成：文件太大，没有检查里面的内容。\n"),
        "missing.docx": (2, no_file),
    }  # fmt: skip
    assert [item.name for item in tmp_path.iterdir() if "clean" in item.name] == []


def test_the_file_is_opened_for_reading_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[int] = []
    really = os.open

    def noting(path: object, flags: int, *more: int, **named: int) -> int:
        if str(path).endswith("a.jpg"):
            opened.append(flags & (os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC))
        return really(path, flags, *more, **named)  # type: ignore[arg-type]

    file = tmp_path / "a.jpg"
    file.write_bytes(picture())
    monkeypatch.setattr(files.os, "open", noting)
    assert run(file).exit_code == 0
    assert opened == [0]


@pytest.mark.parametrize(
    "ends",
    [
        lambda data: b"x" * (64 << 30),
        lambda data: os.kill(os.getpid(), 9),
        lambda data: {}[data],
        lambda data: (_ for _ in ()).throw(RecursionError),
    ],
    ids=["memory", "crash", "exception", "depth"],
)
def test_whatever_a_library_does_ends_in_a_reason(ends: object) -> None:
    with pytest.raises(NotCleaned, match="没有清理成。请用原来的软件打开、另存一次"):
        bounded(ends, b"data")  # type: ignore[arg-type]


def test_work_without_end_is_stopped() -> None:
    def endless(data: bytes) -> bytes:
        while True:
            data = data[::-1]

    with pytest.raises(NotCleaned, match="用的时间或者内存太多"):
        bounded(endless, b"data", seconds=1)


def test_what_needs_a_decision_is_no_failure_of_the_command(tmp_path: Path) -> None:
    file = tmp_path / "a.pdf"
    black = annotation("/Square", Rect=ArrayObject([FloatObject(n) for n in (60, 690, 300, 720)]),
                       IC=ArrayObject([FloatObject(0)] * 3), C=ArrayObject([FloatObject(0)] * 3))  # fmt: skip
    file.write_bytes(pdf(make=black))
    ended = run(file)
    assert (ended.exit_code, [item.name for item in tmp_path.iterdir()]) == (1, ["a.pdf"])
    assert ended.stderr.startswith("没有清理成：第 1 页的批注盖住了下面的内容")


def test_what_is_left_is_told_with_what_to_do_by_hand(tmp_path: Path) -> None:
    """And not with the command that has left it."""
    file = tmp_path / "a.pdf"
    place = ArrayObject([FloatObject(n) for n in (60, 100, 300, 130)])
    file.write_bytes(pdf(make=annotation("/FreeText", Rect=place)))
    ended = run(file)
    assert (ended.exit_code, ended.stdout.splitlines()[1:]) == (
        1, ["  还要人工处理：附件里有批注（第1页）。请删去全部批注和备注，再另存上传。"]
    )  # fmt: skip
    assert "disclosure clean" not in ended.stdout


def test_no_other_command_loads_what_files_are_drawn_with() -> None:
    loaded = "import sys, disclosure.cli; print([name for name in sys.modules if name.startswith('pypdfium2')])"
    ended = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True)
    assert (ended.stdout, ended.stderr) == ("[]\n", "")
