"""The ground on which a new office is founded: only a demonstration gives way, nothing is lost, all or nothing."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from disclosure.findings import Finding, blocking
from disclosure.loading import SETTINGS, read_register
from disclosure.reading import overrides
from disclosure.reading.git import GitFailed, git
from disclosure.records.agency import Agency
from disclosure.records.law import Law
from disclosure.register import Register
from disclosure.reporting.owners import GITHUB, GITLAB

_CONTENT = ("data", "docs")
# What serves every office: the law, its numbers and days, the words, and what editors' programs read.
_SHARED = ("limits", "request-fees", "synonyms", "wording")
_KEPT = ("data/_schema/", "data/calendar/", "data/inspection/", "data/laws/", *(f"data/{name}.yml" for name in _SHARED))
_ACCOUNTS = (GITHUB.as_posix(), GITLAB.as_posix())
_PLACEHOLDER = "docs/.gitkeep"  # git keeps no empty folder, and MkDocs wants this one
_WORKSHOP = ".disclosure"
_FEW = 3  # files that a message names


class Refused(Exception):
    """Why no office can be founded here; nothing was changed."""


def ready(root: Path) -> Register:
    """The demonstration's register, if it may give way to an office; raises :class:`Refused`."""
    register = read_register(root)
    if register.agency is None:
        raise Refused(f"读不出 {Agency.files}，看不出这里是不是演示站点。")
    if register.agency.demonstration is None:
        raise Refused(f"{Agency.files} 里没有演示标记（demonstration）：这里已经是一个机关自己的内容，不能重新开始。")
    _check_clean(root)
    _check_held(root)
    return register


def found(
    root: Path, demonstration: Register, files: Mapping[str, str], examine: Callable[[Register], list[Finding]]
) -> None:
    """Put the new office's ``files`` in the place of the demonstration's content, which git still holds.

    They are written and examined beside the project first; raises :class:`Refused`, and OSError, with all as it was.
    """
    (root / _WORKSHOP).mkdir(exist_ok=True)
    with TemporaryDirectory(prefix="init-", dir=root / _WORKSHOP) as folder:
        new, old = Path(folder, "new"), Path(folder, "old")
        _write(new, {**files, _PLACEHOLDER: ""})
        _keep(root, new, _plans(demonstration))
        told = blocking(examine(read_register(new)))
        if told:
            raise Refused(f"照这些回答写出的内容通不过检查（{told[0].place.path}：{told[0].message}），没有写入。")
        _exchange(root, new, old)


def _check_clean(root: Path) -> None:
    try:
        git(root, "rev-parse", "--verify", "HEAD")
        told = git(root, "status", "--porcelain", "-z", "--untracked-files=all", "--", ".")
    except GitFailed as error:
        raise Refused(f"这里不是有提交记录的 git 代码库（{error}），删除的内容会找不回来。") from error
    changed = [entry[3:] for entry in told.decode("utf-8", "replace").split("\0") if entry]
    if changed:
        raise Refused(f"还有没有提交的修改：{_some(changed)}。请先提交，或者还原。")


def _check_held(root: Path) -> None:
    """Nothing may go that is not in the last commit, letter by letter, whatever git was told to overlook."""
    listed = git(root, "ls-tree", "-r", "-z", "HEAD", "--", *_CONTENT, *_ACCOUNTS).split(b"\0")
    held = {
        os.fsdecode(name): entry.split()[2].decode()
        for entry, _, name in (line.partition(b"\t") for line in listed)
        if name
    }
    there = [path for path in _going(root) if path.partition("\n")[1] == ""]
    told = git(root, "hash-object", "--stdin-paths", told=os.fsencode("".join(f"{path}\n" for path in there)))
    hashes = dict(zip(there, told.decode().split(), strict=True))
    loose = [path for path in _going(root) if hashes.get(path) != held.get(path, "")]
    if loose:
        raise Refused(f"这些文件 git 里没有，或者和 git 里的不一样：{_some(loose)}。请先移到别处，或者提交。")


def _going(root: Path) -> list[str]:
    """Every file that would be moved away."""
    below = [Path(folder, name) for top in _CONTENT for folder, _, names in os.walk(root / top) for name in names]
    accounts = [root / path for path in _ACCOUNTS if (root / path).is_file()]
    return sorted(path.relative_to(root).as_posix() for path in (*below, *accounts))


def _some(paths: Iterable[str]) -> str:
    """A few of the paths, in the order given."""
    listed = list(paths)
    return "、".join(listed[:_FEW]) + (f" 等 {len(listed)} 个文件" if len(listed) > _FEW else "")


def _plans(demonstration: Register) -> set[str]:
    """The files of the rules that the first office gave itself."""
    agency = demonstration.agency
    own = {agency.name, agency.short_name} if agency is not None else set()
    return {law.path for law in demonstration.all(Law) if law.jurisdiction in own}


def _write(folder: Path, files: Mapping[str, str]) -> None:
    for path, text in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, "utf-8", newline="\n")


def _keep(root: Path, new: Path, dropped: set[str]) -> None:
    """Copy what every office needs beside the new files, and for the check what the whole project is set to."""
    for path in _going(root):
        if path.startswith(_KEPT) and path not in dropped:
            (new / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(root / path, new / path)
    if (root / SETTINGS).is_file():
        shutil.copy2(root / SETTINGS, new / SETTINGS)
    if (root / overrides.FOLDER).is_dir():
        shutil.copytree(root / overrides.FOLDER, new / overrides.FOLDER)


def _exchange(root: Path, new: Path, old: Path) -> None:
    """Move the demonstration out and the office in, or nothing at all."""
    moves = [(root / name, old / name) for name in (*_CONTENT, *_ACCOUNTS) if (root / name).exists()]
    moves += [(new / name, root / name) for name in _CONTENT]
    done: list[tuple[Path, Path]] = []
    try:
        for source, target in moves:
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
            done.append((source, target))
    except BaseException:
        for source, target in reversed(done):
            target.rename(source)
        raise
