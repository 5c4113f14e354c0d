"""What a disk can do to a command: tear what was not written through, be another one, be full, hold odd files."""

from __future__ import annotations

import errno
import os
import resource
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

import forks
from disclosure.publish import PublishError, open_staging, staging
from repository import begin
from screening import attachment_files as files

FULL = OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), "/tmp/disclosure-x")


def ready(root: Path) -> staging.Staging:
    """A site of one page, about to be published for the first time."""
    made = open_staging(root, root / "site")
    (made.folder / "index.html").write_text("甲", "utf-8")
    return made


def listing(folder: Path) -> str:
    return ", ".join(sorted(file.name for file in folder.iterdir()))


# --- the way out --------------------------------------------------------------------------------------------------


def test_a_release_lies_on_the_disk_before_the_link_leads_to_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[str] = []

    def noted(name: str, real: Callable[..., Any], shown: Callable[..., str]) -> Callable[..., Any]:
        def call(*arguments: Any) -> Any:
            seen.append(f"{name} {shown(*arguments)}")
            return real(*arguments)

        return call

    monkeypatch.setattr(os, "rename", noted("rename", os.rename, lambda old, new: Path(new).name))
    monkeypatch.setattr(os, "replace", noted("replace", os.replace, lambda old, new: Path(new).name))
    brought = noted("bring to disk", staging._bring_to_disk, listing)
    monkeypatch.setattr(staging, "_bring_to_disk", brought)
    ready(tmp_path).publish({"index.html"})
    assert seen == [
        "bring to disk index.html",
        "rename release-000001",
        "replace site",
        "bring to disk .disclosure, site",
    ]


def test_the_system_is_asked_to_bring_a_folder_to_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    synced: list[str] = []

    class Library:
        def __init__(self, *_: Any, **__: Any) -> None:
            pass

        @staticmethod
        def syncfs(descriptor: int) -> int:
            synced.append(str(Path(f"/proc/self/fd/{descriptor}").readlink()))
            return 0

    monkeypatch.setattr(staging.ctypes, "CDLL", Library)
    staging._bring_to_disk(tmp_path)
    monkeypatch.setattr(Library, "syncfs", staticmethod(lambda descriptor: -1))
    with pytest.raises(OSError, match=str(tmp_path)):
        staging._bring_to_disk(tmp_path)
    assert synced == [str(tmp_path.resolve())]


def apart(old: Any, new: Any) -> bool:
    return Path(old).parent.resolve() != Path(new).parent.resolve()


@pytest.fixture
def every_folder_a_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if each folder lay on a file system of its own: nothing can be moved from one to another."""

    def across(real: Callable[..., None]) -> Callable[..., None]:
        def call(old: Any, new: Any, **more: Any) -> None:
            if apart(old, new):
                raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), os.fspath(old), None, os.fspath(new))
            real(old, new, **more)

        return call

    monkeypatch.setattr(os, "rename", across(os.rename))
    monkeypatch.setattr(os, "replace", across(os.replace))


@pytest.mark.usefixtures("every_folder_a_disk")
def test_a_build_moves_nothing_from_one_folder_to_another(office_copy: Path) -> None:
    for number in (1, 2):
        ended = forks.disclosure("build", "--root", office_copy)
        assert (ended.returncode, ended.stderr) == (0, "")
        assert (office_copy / "site").resolve().name == f"release-{number:06}"


def test_a_disk_that_refuses_the_swap_leaves_the_old_site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ready(tmp_path).publish({"index.html"})
    before = (tmp_path / "site").resolve()

    def refuses(old: Any, new: Any) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV), os.fspath(old), None, os.fspath(new))

    monkeypatch.setattr(os, "replace", refuses)
    with pytest.raises(PublishError, match=r"^无法写入“.+”（两个文件夹不在同一个磁盘上）"):
        ready(tmp_path).publish({"index.html"})
    assert (tmp_path / "site").resolve() == before and (before / "index.html").is_file()


# --- the folder for what is only needed meanwhile -----------------------------------------------------------------


COMMANDS = (("check",), ("check", "--staged"), ("check", "--since", "HEAD"), ("build",))


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_temporary_folder_that_is_missing_ends_nothing(command: tuple[str, ...], held: Path, tmp_path: Path) -> None:
    ended = held_to(held, command, {"TMPDIR": str(tmp_path / "gone")})
    assert (ended.returncode, ended.stderr) == (0, "")


@pytest.mark.parametrize("command", COMMANDS[1:], ids=" ".join)
@pytest.mark.parametrize("full", [False, True], ids=["no folder at all", "a full disk"])
def test_without_a_temporary_folder_a_command_says_so(command: tuple[str, ...], full: bool, held: Path) -> None:
    def program() -> None:
        tempfile.tempdir = None
        tempfile._candidate_tempdir_list = lambda: ["/gone"]  # type: ignore[attr-defined]
        if full:
            tempfile.gettempdir = lambda: "/tmp"
            tempfile.mkdtemp = lambda *_, **__: raise_(FULL)  # type: ignore[assignment]
        forks.main()

    ended = held_to(held, command, {}, program)
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (2, "", 1)
    assert ("磁盘已满" if full else "没有可以写入的临时文件夹") in ended.stderr


def raise_(error: OSError) -> None:
    raise error


def held_to(
    root: Path, command: tuple[str, ...], environment: dict[str, str], program: Callable[[], object] = forks.main
) -> forks.Ended:
    line = ["disclosure", *command, "--root", str(root)]
    return forks.forked(program, line, root, {**os.environ, **environment})


@pytest.fixture
def held(office_copy: Path) -> Path:
    """The small office in a git of its own."""
    begin(office_copy, "2025-06-01")
    return office_copy


# --- what lies on it ----------------------------------------------------------------------------------------------


def test_a_warning_of_the_library_for_pictures_is_not_passed_on(office_copy: Path) -> None:
    giant = bytearray(files.picture("PNG"))
    giant[16:24] = (10_000).to_bytes(4, "big") * 2  # of so many points Pillow warns of a bomb
    (office_copy / "docs/notices/2025/doc-2025-003-2.png").write_bytes(giant)
    ended = forks.disclosure("check", "--root", office_copy)
    assert ended.stderr == ""


def test_a_file_of_blank_lines_that_cannot_be_read_is_one_finding(office_copy: Path) -> None:
    file = office_copy / "data/audiences.yml"
    file.unlink()
    file.write_text("- id: [pupils\n" + "\n" * 20_000 + "- }\n", "utf-8")
    ended = forks.disclosure(
        "check", "--root", office_copy, limited=lambda: resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    )
    assert ended.stdout.startswith("不能合并：您要改 1 处（1 个文件）")
    told = [line for line in ended.stdout.splitlines() if " error " in line]
    assert told == ["data/audiences.yml:1:7: error YML-001 括号“[”没有配对。"]
