"""The processes in which changes are tried: one that holds the content, and its forks that do the work.

The one that holds the content has no threads and does nothing else. For a text it gives the work to a fork that stands
ready and has what it needs at hand; for a file, which may have been made to harm, to a fork that ends with it. Whatever
a fork does touches nothing here. When the content or the day is another one, or a fork has grown or has failed, it
goes, and another takes its place.
"""

from __future__ import annotations

import gc
import os
import select
import shutil
import signal
import socket
from collections.abc import Callable, Collection
from contextlib import suppress
from datetime import date
from multiprocessing.connection import Connection
from typing import Any, NamedTuple, NoReturn, Protocol

from disclosure.findings import said
from disclosure.shares import processors

REFRESH = "refresh"
_MEMORY = 4 << 30  # bytes of addresses for one piece of work, the content among them
_GROWTH = 256 << 10  # KiB by which one that stands ready may grow before another takes its place
_MANY = 500  # pieces of work after which another takes its place
_PAUSE = 1  # seconds before a process that ended is started again
_LONGER = 5  # seconds that work may last after nobody waits for it
_GIVING_WAY = 5  # whoever opens a form is served before whoever waits for a check


class WorkHead(NamedTuple):
    """What is asked for: of which commit, what, on which day, and whether it is done by a fork of its own."""

    commit: str
    name: str
    day: date | None = None
    is_alone: bool = True


class HeldWorkshop(Protocol):
    """Who holds the content, and knows each piece of work by its name."""

    commit: str

    def warm(self, commit: str) -> None:
        """Gather what every piece of work asks for."""

    def turn_to(self, day: date) -> bool:
        """Be ready for another day, if it is one; whether it was."""

    def try_out(self) -> None:
        """Do some work of each sort."""


def keep(serve: Callable[[], None], lifeline: int, folder: str) -> NoReturn:
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


def serve(door: socket.socket, lifeline: int, workshop: HeldWorkshop, commit: str, patience: int) -> NoReturn:
    """Take work until nobody holds the other end of the lifeline; each piece is done by a fork of this process."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for what is done
    os.nice(_GIVING_WAY)
    with suppress(BaseException):
        standing = _StandingForks(workshop, patience)
        with suppress(Exception):  # the first who asks is told
            standing.warm(commit, is_first=True)
        while lifeline not in (ready := _ready([door, lifeline, *standing.busy])):
            standing.hear(ready)
            if door in ready:
                _take(door, standing)
    os._exit(0)


def _ready(lines: list[Any]) -> list[Any]:
    return select.select(lines, [], [])[0]


def _take(door: socket.socket, standing: _StandingForks) -> None:
    """Let do what one asks, whatever it is; where that fails, the one who asked is told, and the next one is served."""
    line, _ = door.accept()
    with Connection(line.detach()) as end:
        told = ""
        try:
            head = WorkHead(*end.recv())
            if head.name == REFRESH or head.commit != standing.commit:
                standing.warm(head.commit)
            if head.name != REFRESH:
                standing.give(head, end)
                return
        except Exception as error:
            told = said(error)
        with suppress(Exception):
            end.recv_bytes()  # what else was sent: who has not sent all does not hear us
            end.send((None, told))


class _StandingForks:
    """The forks of this process that stand ready; ``busy`` are the lines to those that work."""

    def __init__(self, workshop: HeldWorkshop, patience: int) -> None:
        self._workshop, self._patience = workshop, patience
        self._idle: list[socket.socket] = []
        self.busy: list[socket.socket] = []

    @property
    def commit(self) -> str:
        """Of which the content is held."""
        return self._workshop.commit

    def warm(self, commit: str, *, is_first: bool = False) -> None:
        """Gather what all work asks for, and leave it where it is: collecting it would copy it for each fork."""
        self._workshop.warm(commit)
        if is_first:
            self._workshop.try_out()
        self._begin_anew()

    def give(self, head: WorkHead, end: Connection) -> None:
        """Have one who stands ready, or a new fork, do the work that is told next on a line, and answer there."""
        if head.day is not None and self._workshop.turn_to(head.day):
            self._begin_anew()
        if head.is_alone:
            if os.fork() == 0:
                self._alone(lambda: _work(end, self._workshop, head.name, self._patience))
            return
        while not self._is_taken(line := self._idle.pop() if self._idle else self._new(), head, end):
            line.close()
        self.busy.append(line)

    def hear(self, ready: Collection[Any]) -> None:
        """Those who are done stand ready again; those who ended are gone."""
        for line in [line for line in self.busy if line in ready]:
            self.busy.remove(line)
            if _heard(line) and len(self._idle) < max(1, processors()):
                self._idle.append(line)
            else:
                line.close()

    def _begin_anew(self) -> None:
        """Let those go who know the content as it was; they end when they see it."""
        for line in (*self._idle, *self.busy):
            line.close()
        self._idle, self.busy = [], []
        gc.collect()
        gc.freeze()

    def _new(self) -> socket.socket:
        here, there = socket.socketpair()
        if os.fork() == 0:
            here.close()
            self._alone(lambda: _stand(there, self._workshop, self._patience))
        there.close()
        return here

    def _alone(self, work: Callable[[], object]) -> NoReturn:
        """In a fork: hold none of the lines to the others, do the work, and end."""
        try:
            for line in (*self._idle, *self.busy):
                line.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)
            _bound_memory()
            work()
        finally:
            os._exit(0)

    def _is_taken(self, line: socket.socket, head: WorkHead, end: Connection) -> bool:
        with suppress(OSError):  # it has ended meanwhile
            socket.send_fds(line, [head.name.encode()], [end.fileno()])
            return True
        return False


def _heard(line: socket.socket) -> bool:
    with suppress(OSError):
        return bool(line.recv(1))
    return False


def _stand(line: socket.socket, workshop: HeldWorkshop, patience: int) -> None:
    """Do one piece of work after the other, each told with the line on which is answered."""
    import resource  # which only systems that fork have

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss + _GROWTH
    for _ in range(_MANY):
        name, lines, _, _ = socket.recv_fds(line, 100, 1)
        if not lines:
            break  # nobody gives work any more
        with Connection(lines[0]) as end:
            is_sound = _work(end, workshop, name.decode(), patience)
        if not is_sound or resource.getrusage(resource.RUSAGE_SELF).ru_maxrss > most:
            break
        line.send(b".")


def _work(end: Connection, workshop: HeldWorkshop, name: str, patience: int) -> bool:
    """Do one piece of work in this process, and answer; whether it went well. Who works too long is ended."""
    signal.alarm(patience + _LONGER)
    try:
        made = getattr(workshop, name)(*end.recv())
        end.send((made, ""))
        return True
    except Exception as error:
        with suppress(Exception):
            end.send((None, said(error)))
        return False
    finally:
        signal.alarm(0)


def _bound_memory() -> None:
    import resource  # which only systems that fork have

    hard = resource.getrlimit(resource.RLIMIT_AS)[1]
    most = _MEMORY if hard == resource.RLIM_INFINITY else min(_MEMORY, hard)
    resource.setrlimit(resource.RLIMIT_AS, (most, hard))
