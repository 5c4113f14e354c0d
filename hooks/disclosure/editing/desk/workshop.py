"""Checks and previews in processes of their own, so that whoever reads a form does not wait for whoever saves one.

One process, which has no threads, holds the content and forks for each piece of work; what is done there touches
nothing here, and a file that was made to harm brings down that process alone. Where a system cannot fork, the work is
done here, one piece after the other.
"""

from __future__ import annotations

import gc
import os
import select
import shutil
import signal
import socket
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from datetime import date
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import BoundedSemaphore, Lock
from typing import Any, Protocol

from disclosure.editing.desk.examining import Bench, Examined, Previewed
from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.editing.desk.word_bodies import WordRead, WordTask, read_word_file
from disclosure.findings import Finding, said
from disclosure.shares import processors

_PATIENCE = 60  # seconds for one piece of work
_REFRESH = "refresh"


class WorkFailedError(RuntimeError):
    """A check could not be made: it took too long, or broke off."""


class Workshop(Protocol):
    """Where changes are tried. All may raise WorkFailedError."""

    def examined(self, today: date, changed: DraftedFiles) -> Examined:
        """What there is to say of a change on a day."""

    def screened(self, today: date, path: str, file: Path) -> list[Finding]:
        """What is in one attachment."""

    def previewed(self, today: date, changed: DraftedFiles, path: str) -> Previewed:
        """The page of the record in a file."""

    def worded(self, today: date, task: WordTask) -> WordRead:
        """What a Word file gives."""

    def refresh(self) -> None:
        """Take the content anew."""

    def close(self) -> None:
        """Nobody will ask again."""


class OwnWorkshop:
    """The work done here, one piece after the other."""

    def __init__(self, bench: Callable[[], Bench]) -> None:
        self._bench, self._lock = bench, Lock()
        self._held: Bench | None = None

    def examined(self, today: date, changed: DraftedFiles) -> Examined:
        """What there is to say of a change on a day."""
        with self._lock:
            return self._of(today).examined(changed)

    def screened(self, today: date, path: str, file: Path) -> list[Finding]:
        """What is in one attachment."""
        with self._lock:
            return self._of(today).screened(path, file)

    def previewed(self, today: date, changed: DraftedFiles, path: str) -> Previewed:
        """The page of the record in a file."""
        with self._lock:
            return self._of(today).previewed(changed, path)

    def worded(self, today: date, task: WordTask) -> WordRead:
        """What a Word file gives."""
        with self._lock:
            return read_word_file(self._of(today).register, task)

    def refresh(self) -> None:
        """Take the content anew."""
        with self._lock:
            self._held = None

    def close(self) -> None:
        """Nothing is left open."""

    def warm(self) -> None:
        """Gather what every piece of work asks for."""
        bench = self._bench()
        bench.warm()
        self._held = bench

    def try_out(self) -> None:
        """Do some work of each sort, so that all is there that is made when it is first wanted."""
        with suppress(Exception):  # of content that cannot be read
            if self._held is not None:
                self._held.try_out()

    def _of(self, today: date) -> Bench:
        if self._held is None or self._held.today != today:
            self._held = replace(self._bench(), today=today)
        return self._held


class ForkedWorkshop:
    """The work done by forks of a process that is forked here, which must be before any thread is started."""

    def __init__(self, bench: Callable[[], Bench]) -> None:
        self._folder = TemporaryDirectory(prefix="disclosure-desk-")  # for nobody else to enter
        self._address = str(Path(self._folder.name) / "work")
        door = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        door.bind(self._address)
        door.listen(128)
        lifeline, self._held = os.pipe()
        self._turns = BoundedSemaphore(max(1, processors()))
        self._child = os.fork()
        if self._child == 0:
            os.close(self._held)
            _serve(door, lifeline, OwnWorkshop(bench), self._folder.name)
        door.close()
        os.close(lifeline)

    def examined(self, today: date, changed: DraftedFiles) -> Examined:
        """What there is to say of a change on a day."""
        return self._asked("examined", today, changed)  # type: ignore[no-any-return]

    def screened(self, today: date, path: str, file: Path) -> list[Finding]:
        """What is in one attachment."""
        return self._asked("screened", today, path, file)  # type: ignore[no-any-return]

    def previewed(self, today: date, changed: DraftedFiles, path: str) -> Previewed:
        """The page of the record in a file."""
        return self._asked("previewed", today, changed, path)  # type: ignore[no-any-return]

    def worded(self, today: date, task: WordTask) -> WordRead:
        """What a Word file gives."""
        return self._asked("worded", today, task)  # type: ignore[no-any-return]

    def refresh(self) -> None:
        """Take the content anew."""
        self._asked(_REFRESH)

    def close(self) -> None:
        """The process ends, since nobody holds its lifeline."""
        os.close(self._held)
        with suppress(ChildProcessError):
            os.waitpid(self._child, 0)
        self._folder.cleanup()

    def _asked(self, *task: Any) -> Any:
        with self._turns:
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                line.connect(self._address)
                with Connection(line.detach()) as end:
                    end.send(task)
                    if not end.poll(_PATIENCE):
                        raise WorkFailedError("检查用的时间太长，已经停止，您写的内容都在草稿里。请稍后再试。")
                    made, failed = end.recv()
            except (OSError, EOFError) as error:
                raise WorkFailedError("检查的程序中断了，您写的内容都在草稿里。请再试一次。") from error
            finally:
                line.close()
        if failed:
            raise WorkFailedError(f"检查的程序出错（{failed}），您写的内容都在草稿里。请把这条消息报告给开发人员。")
        return made


def _serve(door: socket.socket, lifeline: int, workshop: OwnWorkshop, folder: str) -> None:
    """Take tasks until nobody holds the other end of the lifeline; each is done by a fork of this process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks ends us
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for what is done
    with suppress(BaseException):
        _warm(workshop, is_first=True)
        while lifeline not in select.select([door.fileno(), lifeline], [], [])[0]:
            _take(door, workshop)
    shutil.rmtree(folder, ignore_errors=True)  # the one who asked may have been killed
    os._exit(0)


def _take(door: socket.socket, workshop: OwnWorkshop) -> None:
    line, _ = door.accept()
    with Connection(line.detach()) as end, suppress(OSError, EOFError):
        name, *given = end.recv()
        if name == _REFRESH:
            workshop.refresh()
            _warm(workshop)
            end.send((None, ""))
        elif os.fork() == 0:
            signal.alarm(_PATIENCE + 5)
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _work(end, workshop, name, given)


def _work(end: Connection, workshop: OwnWorkshop, name: str, given: list[Any]) -> None:
    """Do one task in this process, which ends with it."""
    try:
        made = getattr(workshop, name)(*given)
        end.send((made, ""))
    except Exception as error:
        with suppress(Exception):
            end.send((None, said(error)))
    finally:
        os._exit(0)


def _warm(workshop: OwnWorkshop, *, is_first: bool = False) -> None:
    """Gather what every task asks for, and leave it where it is: collecting it would copy it for each of them."""
    workshop.warm()
    if is_first:
        workshop.try_out()
    gc.collect()
    gc.freeze()


def workshop_of(bench: Callable[[], Bench]) -> Workshop:
    """The best that this system can do; made before any thread."""
    return ForkedWorkshop(bench) if hasattr(os, "fork") else OwnWorkshop(bench)
