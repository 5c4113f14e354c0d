"""Files of our own: written in one step and forced to the disk, and no shortcut is followed."""

from __future__ import annotations

import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

from disclosure.replacing import put_in_place


def names(folder: Path) -> list[str]:
    """The names of the folders in a folder."""
    return sorted(item.name for item in folder.iterdir() if item.is_dir()) if folder.is_dir() else []


def listed(folder: Path, ending: str) -> Iterator[Path]:
    """The files and folders with an ending, by name; none behind a shortcut."""
    if folder.is_dir() and not folder.is_symlink():
        yield from sorted(item for item in folder.iterdir() if item.suffix == ending)


def plain_folder(folder: Path) -> None:
    """The folder is there, and is one: a shortcut is not followed. Raises OSError."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if folder.is_symlink():
        raise NotADirectoryError(f"{folder.name} 是快捷方式")


def is_folder(folder: Path) -> bool:
    """Whether it is a folder, and no shortcut."""
    return folder.is_dir() and not folder.is_symlink()


def remove(folder: Path) -> None:
    """Remove a folder with all that is in it; what is none stays."""
    if is_folder(folder):
        shutil.rmtree(folder, ignore_errors=True)


def is_plain(file: Path) -> bool:
    """Whether it is a file, and no shortcut leads to it."""
    try:
        return stat.S_ISREG(file.lstat().st_mode) and not file.parent.is_symlink()
    except OSError:
        return False


def write(file: Path, data: bytes) -> None:
    """Put a file that is nobody else's business in the place of the old one. Raises OSError."""
    put_in_place(file, data, mode=0o600)


def ignore_all(folder: Path) -> None:
    """Nothing in a folder of ours can slip into the project's history, whatever the office has git ignore."""
    if not (folder / ".gitignore").exists():
        write(folder / ".gitignore", b"*\n")
