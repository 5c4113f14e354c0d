"""Work divided among processes, one a processor, which tell each other only what all of them must know.

The processes are forked, so that nothing has to be copied to them. Where a system cannot fork, one process does all.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from disclosure.findings import said

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

Share = TypeVar("Share")
Gather = Callable[[Any], list[Any]]
Work = Callable[[int, Gather], Share]


def collect_rarely() -> None:
    """Let the garbage collector run seldom: a command makes much and throws little away (a third of its time)."""
    gc.set_threshold(100_000, 50, 100)


class ShareFailed(RuntimeError):
    """A process ended before it handed in its part."""


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
    if count < 2:
        return [work(0, lambda value: [value])]
    from multiprocessing import get_context  # here, since small sites need no second process

    context = get_context("fork")
    ends: list[Connection] = []
    processes = []
    for number in range(1, count):
        here, there = context.Pipe()
        process = context.Process(target=_share, args=(number, work, there), daemon=True)
        process.start()
        processes.append(process)
        there.close()  # so that its end shows here
        ends.append(here)

    def gather(value: Any) -> list[Any]:
        values = [value, *map(_received, ends)]
        for end in ends:
            end.send(values)
        return values

    parts = [work(0, gather), *map(_received, ends)]
    for process in processes:
        process.join()
    return parts


@dataclass(frozen=True)
class _Failure:
    """What a process hands in whose work ended in an exception."""

    said: str


def _share(number: int, work: Work[Share], end: Connection) -> None:
    def gather(value: Any) -> list[Any]:
        end.send(value)
        return end.recv()  # type: ignore[no-any-return]

    with suppress(KeyboardInterrupt, EOFError, BrokenPipeError):  # then the first process has ended, and said why
        try:
            end.send(work(number, gather))
        except Exception as error:
            end.send(_Failure(said(error)))


def _received(end: Connection) -> Any:
    try:
        value = end.recv()
    except EOFError as error:
        raise ShareFailed("检查的一个进程中断了（可能是内存不够），请再运行一次。") from error
    if isinstance(value, _Failure):
        raise ShareFailed(f"检查的一个进程出错（{value.said}）。请把这条消息报告给开发人员。")
    return value
