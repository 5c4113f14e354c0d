"""Records whose hour has not come: in the repository, and nowhere else.

``publish_on`` names a day and perhaps an hour. Until the first run after it a record is on no page, in no list, index,
feed or table, and no rule counts it as public; what is wrong with it is found all the same, as of its own day. The hour
is the one in China at which a command runs; where only a day was told, all of that day has come.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

from disclosure.records.base import Record
from disclosure.register import Register


def publish_on(record: Record) -> datetime | None:
    """The hour before which a record is not published; ``None`` where it does not wait."""
    told = getattr(record, "publish_on", None)
    return told if isinstance(told, datetime) else None


def moment_of(register: Register, today: date) -> datetime:
    """The hour at which one works on a day: the register's own, or the end of another day."""
    known = register.moment
    return known if known is not None and known.date() == today else datetime.combine(today, time.max)


def without_waiting(register: Register, today: date) -> Register:
    """The register of what has its hour behind it; the very same one if nothing waits."""
    moment = moment_of(register, today)
    waiting = [
        record for record in register.by(Record, _waits).get(True, ()) if (publish_on(record) or moment) > moment
    ]
    if not waiting:
        return register
    kept = register.records.copy()
    for record in waiting:
        del kept[record.key]
    made = replace(register, records=kept, waiting=[*register.waiting, *waiting])
    made.take_over(register, waiting, ())
    return made


def _waits(record: Record) -> list[bool]:
    return [True] if publish_on(record) is not None else []
