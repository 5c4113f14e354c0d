"""Checks and previews in processes of their own, so that whoever reads a form does not wait for whoever saves one.

One process, which has no threads, holds the content and forks for each piece of work; what is done there touches
nothing here, and a file that was made to harm brings down that process alone. Each task says for which commit it is,
so that a check never speaks of other content than the form; another process, which does nothing else, starts the one
that holds the content again, should it end. Where a system cannot fork, the work is
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

from disclosure.attachments.cleaning import Cleaned
from disclosure.editing.desk.examining import Bench, Examined, Previewed
from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.editing.desk.word_bodies import WordRead, WordTask, read_word_file
from disclosure.findings import Finding, said
from disclosure.shares import processors

_PATIENCE = 60  # seconds for one piece of work
_MEMORY = 4 << 30  # bytes of addresses for it, the content among them
_REFRESH = "refresh"
_PAUSE = 1  # seconds before a process that ended is started again

BenchMaker = Callable[[str], Bench]  # of a commit; of "" the content as it is known


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

    def cleaned(self, today: date, file: Path) -> Cleaned | str:
        """The clean copy of one attachment, or why there is none."""

    def refresh(self) -> None:
        """Take the content anew."""

    def close(self) -> None:
        """Nobody will ask again."""


class OwnWorkshop:
    """The work done here, one piece after the other."""

    def __init__(self, bench: BenchMaker) -> None:
        self._bench, self._lock = bench, Lock()
        self._held: Bench | None = None
        self.commit = ""  # of which the content is held

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

    def cleaned(self, today: date, file: Path) -> Cleaned | str:
        """The clean copy of one attachment, or why there is none."""
        with self._lock:
            return self._of(today).cleaned(file)

    def refresh(self) -> None:
        """Take the content anew."""
        with self._lock:
            self._held = None

    def close(self) -> None:
        """Nothing is left open."""

    def warm(self, commit: str) -> None:
        """Gather what every piece of work asks for; where that fails, what was held before stays."""
        bench = self._bench(commit)
        bench.warm()
        self._held, self.commit = bench, commit

    def try_out(self) -> None:
        """Do some work of each sort, so that all is there that is made when it is first wanted."""
        with suppress(Exception):  # of content that cannot be read
            if self._held is not None:
                self._held.try_out()

    def _of(self, today: date) -> Bench:
        if self._held is None or self._held.today != today:
            self._held = replace(self._held or self._bench(""), today=today)
        return self._held


class ForkedWorkshop:
    """The work done by forks of a process that is forked here, which must be before any thread is started.

    ``commit`` tells of which commit the forms are made now.
    """

    def __init__(self, bench: BenchMaker, commit: Callable[[], str] = lambda: "") -> None:
        self._commit = commit
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
            first = commit()
            _keep(lambda: _serve(door, lifeline, OwnWorkshop(bench), first), lifeline, self._folder.name)
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

    def cleaned(self, today: date, file: Path) -> Cleaned | str:
        """The clean copy of one attachment, or why there is none."""
        return self._asked("cleaned", today, file)  # type: ignore[no-any-return]

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
                    end.send((self._commit(), *task))
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


def _keep(serve: Callable[[], None], lifeline: int, folder: str) -> None:
    """Let a fork of this process serve, and another one if it ends, until nobody holds the lifeline's other end."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who asks ends us
    with suppress(BaseException):
        while True:
            child = os.fork()
            if child == 0:
                serve()
            os.waitpid(child, 0)
            if select.select([lifeline], [], [], _PAUSE)[0]:
                break
    shutil.rmtree(folder, ignore_errors=True)  # the one who asked may have been killed
    os._exit(0)


def _serve(door: socket.socket, lifeline: int, workshop: OwnWorkshop, commit: str) -> None:
    """Take tasks until nobody holds the other end of the lifeline; each is done by a fork of this process."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for what is done
    with suppress(BaseException):
        with suppress(Exception):  # the first who asks is told
            _warm(workshop, commit, is_first=True)
        while lifeline not in select.select([door.fileno(), lifeline], [], [])[0]:
            _take(door, workshop)
    os._exit(0)


def _take(door: socket.socket, workshop: OwnWorkshop) -> None:
    """Do what one asks, whatever it is; where that fails, the one who asked is told, and the next one is served."""
    line, _ = door.accept()
    with Connection(line.detach()) as end:
        try:
            commit, name, *given = end.recv()
            if name == _REFRESH or commit != workshop.commit:
                _warm(workshop, commit)
            if name == _REFRESH:
                end.send((None, ""))
            elif os.fork() == 0:
                signal.alarm(_PATIENCE + 5)
                signal.signal(signal.SIGCHLD, signal.SIG_DFL)
                _work(end, workshop, name, given)
        except Exception as error:
            with suppress(Exception):
                end.send((None, said(error)))


def _work(end: Connection, workshop: OwnWorkshop, name: str, given: list[Any]) -> None:
    """Do one task in this process, which ends with it."""
    import resource  # which only systems that fork have

    try:
        hard = resource.getrlimit(resource.RLIMIT_AS)[1]
        most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
        resource.setrlimit(resource.RLIMIT_AS, (most, hard))
        made = getattr(workshop, name)(*given)
        end.send((made, ""))
    except Exception as error:
        with suppress(Exception):
            end.send((None, said(error)))
    finally:
        os._exit(0)


def _warm(workshop: OwnWorkshop, commit: str, *, is_first: bool = False) -> None:
    """Gather what every task asks for, and leave it where it is: collecting it would copy it for each of them."""
    workshop.warm(commit)
    if is_first:
        workshop.try_out()
    gc.collect()
    gc.freeze()


def workshop_of(bench: BenchMaker, commit: Callable[[], str]) -> Workshop:
    """The best that this system can do; made before any thread."""
    return ForkedWorkshop(bench, commit) if hasattr(os, "fork") else OwnWorkshop(bench)
