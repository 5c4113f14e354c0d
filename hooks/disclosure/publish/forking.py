"""A Python program in a fork of this process, which has read already most of what that one needs.

A fork begins as a program does, with arguments, a folder, an environment and streams of its own, and whatever it does
ends with it.
"""

from __future__ import annotations

import gc
import locale
import logging
import os
import signal
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryFile
from typing import IO, NoReturn

from disclosure.order import enter


@dataclass(frozen=True)
class Program:
    """What is run, as it would be from the command ``line``, in the folder ``cwd`` with an ``environment``."""

    run: Callable[[], object]
    line: Sequence[str]
    cwd: Path
    environment: Mapping[str, str]


def can_fork() -> bool:
    """Whether a fork can be what a new interpreter would be, which takes all names and texts to be UTF-8."""
    names = {sys.getfilesystemencoding(), locale.getpreferredencoding(False)}
    return hasattr(os, "fork") and {name.replace("-", "").lower() for name in names} == {"utf8"}


def told_in_fork(program: Program) -> CompletedProcess[str]:
    """How a program ended in a fork, and what it said."""
    with TemporaryFile() as out, TemporaryFile() as errors:
        status = _ended(program, (out, errors))
        return CompletedProcess(list(program.line), status, _text(out), _text(errors))


def shown_in_fork(program: Program) -> int:
    """The status with which a program ended in a fork that speaks where this process does."""
    return _ended(program, None)


def _ended(program: Program, streams: tuple[IO[bytes], IO[bytes]] | None) -> int:
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        _be(program, streams)
    try:
        return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    except BaseException:  # whoever stops waiting for it stops it
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        raise


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace").replace("\r\n", "\n")


def _be(program: Program, streams: tuple[IO[bytes], IO[bytes]] | None) -> NoReturn:
    """Become the program; what started it never goes on from here."""
    status = 1
    try:
        if streams is not None:
            _speak_into(*streams)
        _begin_anew(program)
        status = _status_of(program.run)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _speak_into(out: IO[bytes], errors: IO[bytes]) -> None:
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out.fileno(), 1)
    os.dup2(errors.fileno(), 2)
    sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115


def _begin_anew(program: Program) -> None:
    gc.freeze()  # what was there before is not ours to collect
    os.chdir(program.cwd)
    enter(program.environment)
    sys.argv = list(program.line)
    logging.getLogger().handlers.clear()  # those of whoever started us


def _status_of(run: Callable[[], object]) -> int:
    """The exit status with which Python ends a program that goes on like this."""
    try:
        run()
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            return (ended.code or 0) & 0xFF
        sys.stderr.write(f"{ended.code}\n")
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0
