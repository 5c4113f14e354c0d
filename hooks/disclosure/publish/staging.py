"""The one safe way out: build aside, look at all of it, put it on the disk, then move one link.

``site`` is a symbolic link to a finished release. Replacing the link is atomic, so that a build killed at any moment
leaves the old site or the new one, whole. The release before is kept, for whoever is copying it at that moment.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence, Set
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from stat import S_IMODE
from typing import IO

from disclosure.findings import Finding, Place, Rule, Severity
from disclosure.publish.sources import forget_others, keep_sources
from disclosure.reading.text import reason

ADDED = Rule(
    "MKD-101",
    "插件没有另外生成文件",
    Severity.WARNING,
    bad="search 插件生成的 search/search_index.json",
    good="只有本程序生成的网页和登记过的附件",
)
RULES = (ADDED,)

_MEMORY = ".disclosure"
_PATIENCE = 900  # seconds that one build waits for another
# Where MkDocs would build if our hook were not there to tell it better: never where the public reads.
SITE_DIR = Path(_MEMORY, "staging")
# Where the project's own files lie: a site among them would be read, checked or thrown away with them.
SOURCES = frozenset({"docs", "data", "hooks", "scripts", "tests", _MEMORY})


class PublishError(Exception):
    """The site could not be published; the message says why, in words for editors."""


@dataclass
class Staging:
    """A folder in which one build writes, alone, and from which the public site is made or nothing at all.

    ``before`` is the release that is public as yet; as soon as it is ``published``, ``folder`` is the new release.
    """

    folder: Path
    out: Path
    before: Path | None = None
    published: bool = False
    _lock: IO[str] = field(kw_only=True, repr=False)

    def publish(self, listed: Set[str], sources: bytes = b"", *, keeps_old: bool = True) -> None:
        """Make ``out`` lead to what was built, which must be exactly the files ``listed``. Raises PublishError.

        ``sources`` are what it was made from; where it shall be forgotten what was public before, it ``keeps_old`` not.
        """
        different = sorted(_files(self.folder) ^ listed)
        if different:
            raise PublishError(f"生成的文件与应当发布的不一致（例如“{different[0]}”），网站没有更换。")
        with told_errors(self.out):
            _let_all_read(self.folder)
            _bring_to_disk(self.folder)
            old = self.out.resolve()
            release = self.folder.with_name(f"release-{_number(old) + 1:06}")
            self.folder.rename(release)
            if sources:
                keep_sources(release, sources, self.out)
            _move_link(release, self.out)
            self.folder, self.published = release, True
        with suppress(OSError):  # the new site is public; what is left over is removed the next time
            _bring_to_disk(self.out.parent)
            _tidy(release.parent, {release, old} if keeps_old else {release})
            forget_others(release)
        self._lock.close()

    def discard(self) -> None:
        """Throw away what was built; the public site stays as it is."""
        shutil.rmtree(self.folder, ignore_errors=True)
        self._lock.close()


def open_staging(root: Path, out: Path) -> Staging:
    """A new staging folder for a build of the project at ``root`` that shall be public under ``out``.

    Only one build at a time works on a site; a second one waits here. What killed builds left behind is removed.
    Raises PublishError where ``out`` cannot be a link of ours, or where the disk does not let us write.
    """
    _refuse_sources(root.resolve(), out)
    out = out.parent.resolve() / out.name
    _refuse_sources(root.resolve(), out)
    with told_errors(out):
        name = sha256(os.path.relpath(out, root.resolve()).encode()).hexdigest()[:8]
        releases = root.resolve() / _MEMORY / f"{out.name}-{name}"
        _refuse_taken(out, releases)
        releases.mkdir(parents=True, exist_ok=True)
        out.parent.mkdir(parents=True, exist_ok=True)
        lock = _turn(releases / "lock")
        current = out.resolve()
        _tidy(releases, {current, _before(releases, current)})
        _new_link(out).unlink(missing_ok=True)
        before = current if _number(current) else None
        return Staging(Path(tempfile.mkdtemp(prefix="staging-", dir=releases)), out, before, _lock=lock)


def _turn(file: Path) -> IO[str]:
    """The lock of a site, held as long as it is open; it names the process that holds it. Raises PublishError."""
    lock = file.open("a+")
    for _ in range(_PATIENCE):
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            lock.seek(0)
            holder = lock.read().strip()
            if holder == str(os.getpid()):
                raise PublishError("mkdocs.yml 里 hooks/mkdocs_hooks.py 写了两次。请只留一次。") from None
            time.sleep(1)
        else:
            lock.truncate(0)
            lock.write(f"{os.getpid()}\n")
            lock.flush()
            return lock
    raise PublishError(f"另一次生成（进程 {holder}）一直没有结束，网站没有更换。请等它完成或者停止它，再运行一次。")


def public_link(root: Path, site_dir: Path, told: Path | None) -> Path:
    """The link that leads to the public site: the one told, the folder given to MkDocs, else ``site``."""
    usual = site_dir.resolve() == (root / SITE_DIR).resolve()
    return told or (root / "site" if usual else site_dir)


def strangers_in(folder: Path, listed: Set[str]) -> list[str]:
    """Take away whatever lies below ``folder`` and is not ``listed``; the addresses of what that was."""
    found = sorted(_files(folder) - listed)
    for address in found:
        (folder / address).unlink()
    return found


def not_published(addresses: Sequence[str], place: Place) -> Iterator[Finding]:
    """One finding for everything that others have added to the site and that is not published."""
    if addresses:
        shown = "、".join(f"“{address}”" for address in addresses[:3])
        message = f"mkdocs.yml 里的插件另外生成了 {len(addresses)} 个文件（{shown}等），没有发布。"
        yield ADDED.at(place, message, "请停用这个插件，或者告诉管理程序的人员网站缺什么。")


def _refuse_sources(root: Path, out: Path) -> None:
    if out == root or out in root.parents:
        raise PublishError("网站不能放在项目文件夹本身或者它的上级。请用 --out 换一个名称。")
    inside = out.relative_to(root).parts[0] if out.is_relative_to(root) else ""
    if inside in SOURCES or inside.startswith("."):
        raise PublishError(f"网站不能放在“{inside}”里，那里是项目自己的文件。请用 --out 换一个名称。")


def _refuse_taken(out: Path, releases: Path) -> None:
    if out.is_symlink():
        target = out.resolve()
        ours = _MEMORY in out.readlink().parts and (not target.exists() or target.parent == releases.resolve())
        if not ours:
            raise PublishError(f"“{out.name}”是指向别处的快捷方式。请先移走它，或者用 --out 换一个名称。")
    elif out.exists():
        raise PublishError(f"“{out.name}”已经是一个普通的文件或文件夹。请先移走它，或者用 --out 换一个名称。")


@contextmanager
def told_errors(out: Path) -> Iterator[None]:
    """Whatever the disk refuses, told in words for editors. Raises PublishError."""
    try:
        yield
    except OSError as error:
        raise PublishError(refused(error, out)) from error


def refused(error: OSError, out: Path) -> str:
    """What the disk refused, in words for editors."""
    remedy = "请检查文件夹的权限和磁盘空间。"
    if error.errno == errno.EXDEV:
        remedy = f"请把 {_MEMORY} 和网站放在同一个磁盘上。"
    return f"无法写入“{error.filename or out}”（{reason(error)}）。{remedy}"


def _files(folder: Path) -> set[str]:
    """The address of everything below a folder that is no folder itself, shortcuts included."""
    prefix = len(str(folder)) + 1
    return {entry.path[prefix:].replace(os.sep, "/") for entry in _below(str(folder)) if not _is_folder(entry)}


def _below(folder: str) -> Iterator[os.DirEntry[str]]:
    """Everything below a folder; shortcuts lead nowhere."""
    with os.scandir(folder) as entries:
        for entry in entries:
            yield entry
            if _is_folder(entry):
                yield from _below(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    return entry.is_dir(follow_symlinks=False)


def _let_all_read(folder: Path) -> None:
    """Whatever the umask was, a web server under another name must be able to read the site."""
    folder.chmod(0o755)
    for entry in _below(str(folder)):
        mode = 0o755 if _is_folder(entry) else 0o644
        if S_IMODE(entry.stat().st_mode) != mode:  # what is linked from the release before is as it should be
            Path(entry.path).chmod(mode)


def _number(release: Path) -> int:
    """The place of a release in the row; 0 for none, and for those of an earlier version."""
    number = release.name.removeprefix("release-")
    return int(number) if number.isdecimal() else 0


def _before(releases: Path, current: Path) -> Path:
    """The release that was public before the current one; one that never became public is none."""
    earlier = [release for release in releases.glob("release-*") if _number(release) < _number(current)]
    return max(earlier, key=_number, default=current)


def _tidy(releases: Path, kept: Set[Path]) -> None:
    keep = {path.resolve() for path in kept}
    for entry in releases.iterdir():
        if entry.name != "lock" and entry.resolve() not in keep:
            shutil.rmtree(entry, ignore_errors=True) if entry.is_dir() and not entry.is_symlink() else entry.unlink()


def _bring_to_disk(folder: Path) -> None:
    """Wait until all that was written lies on the disk: after a power cut the link must not lead to empty files."""
    syncfs = getattr(ctypes.CDLL(None, use_errno=True), "syncfs", None)
    if syncfs is None:
        os.sync()
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        if syncfs(descriptor) != 0:
            raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()), str(folder))
    finally:
        os.close(descriptor)


def _new_link(out: Path) -> Path:
    """Beside ``out``, since only inside one file system can one name take the place of another."""
    return out.with_name(f".{out.name}.new")


def _move_link(release: Path, out: Path) -> None:
    link = _new_link(out)
    link.symlink_to(os.path.relpath(release, out.parent))
    link.replace(out)
