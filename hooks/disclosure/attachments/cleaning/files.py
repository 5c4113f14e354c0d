"""The file that is cleaned, which is only read, and its copy, which is there whole or not at all."""

from __future__ import annotations

import os
import stat
from pathlib import Path

from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.reading.bounds import ATTACHMENT_LIMIT, TOO_BIG, Unreadable
from disclosure.replacing import force_folder, write_aside

_NO_FILE = "没有这个文件，或者没有读它的权限。请核对文件名和所在的文件夹。"
_NOT_A_FILE = "这不是一个普通文件（可能是文件夹、管道或者设备）。请换成要上传的那个文件。"
_THERE = "已经有“{name}”。确认可以覆盖的，请加上 --force。"
_LEADS_ELSEWHERE = "已经有“{name}”，但它不是普通文件（可能是链接或者文件夹）。请先把它移走，再运行一次。"
_NO_ROOM = "“{name}”没有写成，什么也没有留下。请看看磁盘还有没有空间、这个文件夹能不能写入。"


def taken(file: Path) -> bytes:
    """The content of a plain file up to the size of an attachment; ``Unreadable`` for anything else, at once.

    A pipe is not waited for and a device is not read: what was opened is looked at before it is read.
    """
    try:
        number = os.open(file, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    except (OSError, ValueError) as error:
        raise Unreadable(_NOT_A_FILE if _is_special(file) else _NO_FILE) from error
    try:
        state = os.fstat(number)
        if not stat.S_ISREG(state.st_mode):
            raise Unreadable(_NOT_A_FILE)
        if state.st_size > ATTACHMENT_LIMIT:
            raise Unreadable(TOO_BIG)
        with os.fdopen(number, "rb", closefd=False) as stream:
            return stream.read(ATTACHMENT_LIMIT)
    except OSError as error:
        raise Unreadable(_NO_FILE) from error
    finally:
        os.close(number)


def _is_special(file: Path) -> bool:
    try:
        return not stat.S_ISREG(file.stat().st_mode)
    except (OSError, ValueError):
        return False


def save(copy: Path, data: bytes, *, like: Path, force: bool) -> None:
    """Write a copy under its name in one step: on the disk first, then named; readable by whom ``like`` is.

    A name that is taken is only given to the copy with ``force``, and only if a plain file has it, never a link.
    Raises ``NotCleaned``.
    """
    check_free(copy, force=force)
    draft = None
    try:
        draft = write_aside(copy, data, mode=stat.S_IMODE(like.stat().st_mode) & 0o666)
        _name(draft, copy, force=force)
    except OSError as error:
        raise NotCleaned(_NO_ROOM.format(name=copy.name)) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def check_free(copy: Path, *, force: bool) -> None:
    """Raise ``NotCleaned`` if the name of the copy is taken by what must stay."""
    try:
        mode = copy.lstat().st_mode
    except FileNotFoundError:
        return
    except (OSError, ValueError) as error:
        raise NotCleaned(_NO_ROOM.format(name=copy.name)) from error
    if not stat.S_ISREG(mode):
        raise NotCleaned(_LEADS_ELSEWHERE.format(name=copy.name))
    if not force:
        raise NotCleaned(_THERE.format(name=copy.name))


def _name(draft: Path, copy: Path, *, force: bool) -> None:
    """Give what was written its name; without ``force`` a name that has been taken in the meantime is left alone."""
    if force:
        draft.replace(copy)
    else:
        try:
            os.link(draft, copy, follow_symlinks=False)
        except FileExistsError as error:
            raise NotCleaned(_THERE.format(name=copy.name)) from error
        except OSError:  # a file system without links
            check_free(copy, force=False)
            draft.replace(copy)
    force_folder(copy.parent)
