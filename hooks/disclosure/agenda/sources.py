"""How a source of the agenda is written and found, and the one list that all of them make.

A source is a generator function over the register, the law book and a day; a new one is a function in a module beside
this one, which is found by itself. It yields what is open on that day, however far ahead, and what is late.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from importlib import import_module

from disclosure import agenda
from disclosure.agenda.items import Due, by_day, within
from disclosure.agenda.office import charged_unit
from disclosure.law.book import LawBook
from disclosure.register import Register
from disclosure.waiting import without_waiting

AgendaSource = Callable[[Register, LawBook, date], Iterator[Due]]

REGISTERED: list[AgendaSource] = []


def agenda_of(source: AgendaSource) -> AgendaSource:
    """Make a generator function a source of the agenda."""
    REGISTERED.append(source)
    return source


def everything_due(register: Register, book: LawBook, today: date, within_days: int | None = None) -> list[Due]:
    """Everything that is due on ``today`` or later, the first in front; with ``within_days`` what is due so soon.

    What is late and what has no day is always among it. What names no unit is that of the one charged with disclosure.
    """
    items = by_day(_told(without_waiting(register, today), book, today), today)
    return items if within_days is None else within(items, today, within_days)


def sources() -> tuple[AgendaSource, ...]:
    """The sources of all modules beside this one."""
    _find()
    return tuple(REGISTERED)


def _told(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    charged = charged_unit(register)
    for source in sources():
        topic = source.__module__.rpartition(".")[2].replace("_", "-")
        for item in source(register, book, today):
            yield replace(item, topic=topic, unit=item.unit or charged)


@cache
def _find() -> None:
    for module in pkgutil.iter_modules(agenda.__path__):
        import_module(f"{agenda.__name__}.{module.name}")
