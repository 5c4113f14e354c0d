"""Checks and previews in processes of their own, so that whoever reads a form does not wait for whoever saves one.

One process holds the content, and its forks do the work (``workers``). Each task says for which commit it is, so that
a check never speaks of other content than the form; another process, which does nothing else, starts the one that holds
the content again, should it end. Where a system cannot fork, the work is done here, one piece after the other.
"""

from __future__ import annotations

import os
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
from disclosure.editing.desk.worked_out import ImportTask, WorkedOut
from disclosure.editing.desk.workers import REFRESH, keep, serve
from disclosure.findings import Finding
from disclosure.shares import processors

_PATIENCE = 60  # seconds for one piece of work

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

    def imported(self, today: date, task: ImportTask) -> WorkedOut:
        """What a file gives that is taken over into records."""

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

    def imported(self, today: date, task: ImportTask) -> WorkedOut:
        """What a file gives that is taken over into records."""
        with self._lock:
            return task.taken(self._of(today).register, today)

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

    def turn_to(self, day: date) -> bool:
        """Gather the same for another day, if it is one; whether it was."""
        if self._held is not None and self._held.today == day:
            return False
        self._of(day).warm()
        return True

    def _of(self, today: date) -> Bench:
        if self._held is None or self._held.today != today:
            self._held = replace(self._held or self._bench(""), today=today)
        return self._held


class ForkedWorkshop:
    """The work done by forks of a process that is forked here, which must be before any thread is started.

    ``commit`` tells of which commit the forms are made now; ``patience`` are the seconds for one piece of work.
    """

    def __init__(self, bench: BenchMaker, commit: Callable[[], str] = lambda: "", *, patience: int = _PATIENCE) -> None:
        self._commit, self._patience = commit, patience
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
            keep(lambda: serve(door, lifeline, OwnWorkshop(bench), first, patience), lifeline, self._folder.name)
        door.close()
        os.close(lifeline)

    def examined(self, today: date, changed: DraftedFiles) -> Examined:
        """What there is to say of a change on a day."""
        return self._asked("examined", today, changed, is_alone=bool(changed.files))  # type: ignore[no-any-return]

    def screened(self, today: date, path: str, file: Path) -> list[Finding]:
        """What is in one attachment."""
        return self._asked("screened", today, path, file)  # type: ignore[no-any-return]

    def previewed(self, today: date, changed: DraftedFiles, path: str) -> Previewed:
        """The page of the record in a file."""
        return self._asked("previewed", today, changed, path, is_alone=bool(changed.files))  # type: ignore[no-any-return]

    def worded(self, today: date, task: WordTask) -> WordRead:
        """What a Word file gives."""
        return self._asked("worded", today, task)  # type: ignore[no-any-return]

    def cleaned(self, today: date, file: Path) -> Cleaned | str:
        """The clean copy of one attachment, or why there is none."""
        return self._asked("cleaned", today, file)  # type: ignore[no-any-return]

    def imported(self, today: date, task: ImportTask) -> WorkedOut:
        """What a file gives that is taken over into records."""
        return self._asked("imported", today, task)  # type: ignore[no-any-return]

    def refresh(self) -> None:
        """Take the content anew."""
        self._asked(REFRESH)

    def close(self) -> None:
        """The process ends, since nobody holds its lifeline."""
        os.close(self._held)
        with suppress(ChildProcessError):
            os.waitpid(self._child, 0)
        self._folder.cleanup()

    def _asked(self, name: str, *given: Any, is_alone: bool = True) -> Any:
        with self._turns:
            line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                line.connect(self._address)
                with Connection(line.detach()) as end:
                    end.send((self._commit(), name, *given[:1], *([is_alone] if given else [])))
                    end.send(given)
                    if not end.poll(self._patience):
                        raise WorkFailedError("检查用的时间太长，已经停止，您写的内容都在草稿里。请稍后再试。")
                    made, failed = end.recv()
            except (OSError, EOFError) as error:
                raise WorkFailedError("检查的程序中断了，您写的内容都在草稿里。请再试一次。") from error
            finally:
                line.close()
        if failed:
            raise WorkFailedError(f"检查的程序出错（{failed}），您写的内容都在草稿里。请把这条消息报告给开发人员。")
        return made


def workshop_of(bench: BenchMaker, commit: Callable[[], str]) -> Workshop:
    """The best that this system can do; made before any thread."""
    return ForkedWorkshop(bench, commit) if hasattr(os, "fork") else OwnWorkshop(bench)
