"""Work divided among processes, one a processor, which tell each other only what all of them must know.

The processes are forked, so that nothing has to be copied to them. Where a system cannot fork, one process does all.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any, NoReturn, TypeVar

from disclosure.findings import said

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Share = TypeVar("Share")
Gather = Callable[[Any], list[Any]]
Work = Callable[[int, Gather], Share]

_TICKET = 8  # bytes in which the next number is kept


def collect_rarely() -> None:
    """Let the garbage collector run seldom: a command makes much and throws little away (a third of its time)."""
    gc.set_threshold(100_000, 50, 100)


class ShareFailed(RuntimeError):
    """A process ended before it handed in its part; ``told`` is what it had to say of that, if anything."""

    def __init__(self, message: str, told: Any = None) -> None:
        super().__init__(message)
        self.told = told


def processors() -> int:
    """How many processes are worth while: one for each processor that we may use."""
    if not hasattr(os, "fork"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def in_shares(count: int, work: Work[Share]) -> list[Share]:
    """The results of ``work(number, gather)`` for every number below ``count``, in this order.

    ``gather(value)`` waits until all shares have come so far, and returns what each of them has given; all shares must
    call it equally often. Raises ``ShareFailed`` if a process breaks off.
    """
    return by_crew(count, lambda crew: work(crew.number, crew.gather))


def by_crew(count: int, work: Callable[[Crew], Share]) -> list[Share]:
    """The results of ``work(crew)`` in ``count`` processes, in the order of their numbers, as ``in_shares``."""
    crew = muster(count)
    try:
        part = work(crew)
    except BaseException as error:
        crew.break_off(error)
        raise
    return crew.hand_in(part)


@dataclass
class Crew:
    """Processes that do one piece of work: this one is share ``number`` of ``count``; in the end the first goes on.

    All come to their meetings (``gather``, ``collect``, ``tickets``, ``hand_in``) in the same order and equally often.
    """

    number: int = 0
    count: int = 1
    _ends: list[Connection] = field(default_factory=list)  # of the first to every other; of these to the first
    _others: list[int] = field(default_factory=list)
    _counters: IO[bytes] | None = None
    _asked: int = 0

    def gather(self, value: Any) -> list[Any]:
        """What every process has given, when all have come so far."""
        if self.number:
            self._ends[0].send(value)
            return self._ends[0].recv()  # type: ignore[no-any-return]
        values = [value, *map(_received, self._ends)]
        for end in self._ends:
            end.send(values)
        return values

    def collect(self, value: Any) -> list[Any]:
        """The same for the first process alone; the others go on at once, with nothing."""
        if self.number:
            self._ends[0].send(value)
            return []
        return [value, *map(_received, self._ends)]

    def tickets(self, total: int) -> Iterator[int]:
        """Numbers below ``total``, rising; each goes to one process, whichever is free first."""
        counter, self._asked = self._asked, self._asked + 1
        if self._counters is None:
            yield from range(total)
            return
        while (number := _drawn(self._counters.fileno(), counter * _TICKET)) < total:
            yield number

    def hand_in(self, part: Share) -> list[Share]:
        """The parts of all processes, in the first; the others end here. Raises ``ShareFailed`` if one broke off."""
        if self.number:
            self._end(part)
        try:
            parts = [part, *map(_received, self._ends)]
        except BaseException:
            self._dismiss(signal.SIGKILL)
            raise
        self._dismiss()
        return parts

    def break_off(self, error: BaseException, told: Any = None) -> None:
        """End the work because of an error: the first process stops the others; these say why, and end here."""
        if self.number:
            self._end(_Failure(said(error), told))
        self._dismiss(signal.SIGKILL)

    def _end(self, last: Any) -> NoReturn:
        """Say the last word and end, without what Python does at an end: that is for the first to do."""
        try:
            self._ends[0].send(last)
        except OSError:  # the first has ended before, and said why
            pass
        except Exception as error:  # it cannot be sent
            self._ends[0].send(_Failure(said(error)))
        finally:
            os._exit(0)

    def _dismiss(self, sent: signal.Signals | None = None) -> None:
        for other in self._others:
            with suppress(ProcessLookupError, ChildProcessError):
                if sent is not None:
                    os.kill(other, sent)
                os.waitpid(other, 0)
        for end in self._ends:
            end.close()
        if self._others:
            gc.unfreeze()
        self._others, self._ends = [], []


def muster(count: int) -> Crew:
    """Fork: from here on ``count`` processes go on, each with a crew of its own number, until they hand in."""
    if count < 2:
        return Crew()
    from multiprocessing.connection import Pipe  # here, since small sites need no second process
    from tempfile import TemporaryFile

    sys.stdout.flush()
    sys.stderr.flush()
    gc.freeze()  # what is there stays shared: collecting it would touch, and so copy, all of it
    counters = TemporaryFile()  # noqa: SIM115 — open as long as any of them
    ends: list[Connection] = []
    others: list[int] = []
    for number in range(1, count):
        here, there = Pipe()
        child = os.fork()
        if child == 0:
            for end in (here, *ends):
                end.close()
            return Crew(number, count, [there], [], counters)
        there.close()  # so that its end shows here
        ends.append(here)
        others.append(child)
    return Crew(0, count, ends, others, counters)


@dataclass(frozen=True)
class _Failure:
    """What a process hands in whose work ended in an exception, and what else it has to say of it."""

    said: str
    told: Any = None


def _drawn(file: int, place: int) -> int:
    """The number that is kept in a file, which is one more for whoever asks next."""
    from fcntl import LOCK_EX, LOCK_UN, lockf  # where nobody can fork there may be no such module

    lockf(file, LOCK_EX)
    number = int.from_bytes(os.pread(file, _TICKET, place), "big")
    os.pwrite(file, (number + 1).to_bytes(_TICKET, "big"), place)
    lockf(file, LOCK_UN)
    return number


def _received(end: Connection) -> Any:
    try:
        value = end.recv()
    except (EOFError, ConnectionError) as error:
        raise ShareFailed("检查的一个进程中断了（可能是内存不够），请再运行一次。") from error
    if isinstance(value, _Failure):
        message = f"检查的一个进程出错（{value.said}）。请把这条消息报告给开发人员。"
        raise ShareFailed(message, value.told)
    return value
