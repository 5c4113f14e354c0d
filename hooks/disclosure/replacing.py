"""Files that are never half there: written aside, forced to the disk, and only then put in the place of the old."""

from __future__ import annotations

import errno
import os
from contextlib import suppress
from pathlib import Path, PurePath

# What everybody may do who the system does not forbid it; the system's own mask takes away from it.
_USUAL = 0o666


def put_in_place(file: Path, content: str | bytes, *, mode: int = _USUAL) -> None:
    """Put a whole file in the place of the old one; a text is written as UTF-8 with the line ends that it has.

    ``mode`` is who may read and write it, from its first moment. Raises OSError; the old file is then as it was.
    """
    aside = write_aside(file, content, mode=mode)
    try:
        aside.replace(file)
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    force_folder(file.parent)


def put_below(root: Path, path: str | PurePath, content: str | bytes) -> None:
    """Put a whole file at a path below a folder, with the folders that it wants.

    Raises OSError, ELOOP where one of them is a shortcut: nothing is read through it, so nothing is written either.
    """
    folder = root
    for step in PurePath(path).parts[:-1]:
        folder /= step
        if folder.is_symlink():
            raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(folder.relative_to(root)))
    folder.mkdir(parents=True, exist_ok=True)
    put_in_place(root / path, content)


def write_aside(file: Path, content: str | bytes, *, mode: int = _USUAL) -> Path:
    """Write a file beside the one that it is to become, on the disk when this returns. Raises OSError, leaves nothing.

    It is this process' own: what another leaves there is not followed, and what an earlier run left goes.
    """
    aside = file.with_name(f".{file.name}.{os.getpid()}.new")
    aside.unlink(missing_ok=True)
    try:
        descriptor = os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0), mode)
        with os.fdopen(descriptor, "wb") as target:
            target.write(content.encode() if isinstance(content, str) else content)
            target.flush()
            os.fsync(target.fileno())
    except OSError:
        aside.unlink(missing_ok=True)
        raise
    return aside


def force_folder(folder: Path) -> None:
    """Force the names of a folder to the disk, where the system can."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
