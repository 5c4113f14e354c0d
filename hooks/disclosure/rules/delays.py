"""What holds of every delay, whatever it puts off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from disclosure.findings import Place
from disclosure.records.delays import Delay
from disclosure.rules.framework import Fault


class MayBeLate(Protocol):
    """What may be put off: a question, a response, an item of a catalogue."""

    @property
    def delay(self) -> Delay | None:
        """Why it is late, and until when it is put off."""

    def place(self, *location: str | int) -> Place:
        """Where it stands, or one of its fields."""


def promises_too_early(late: MayBeLate, due: date) -> Iterator[Fault]:
    """A new day that does not lie behind the day it puts off."""
    yield from not_later(late.delay, due, late.place("delay", "new_date"), "delay")


def not_later(delay: Delay | None, due: date, place: Place, field: str) -> Iterator[Fault]:
    """The same of a delay that stands in a field of a part; ``place`` is that of its new day."""
    promised = delay.new_date if delay is not None else None
    if promised is not None and promised <= due:
        message = f"新的日期 {promised} 不晚于原来的期限 {due}。"
        yield place, message, f"请写原来的期限以后的日期；没有延期的删去 {field}。"


def and_again(late: MayBeLate) -> str:
    """What a message says besides where the day that was promised anew is past too."""
    promised = late.delay.new_date if late.delay is not None else None
    return f"，新的日期 {promised} 也已经过了" if promised is not None else ""
