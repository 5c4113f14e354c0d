"""What is to be there once a year."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import date


def next_of(known: Collection[int], day_of: Callable[[int], date | None], today: date) -> tuple[int, date] | None:
    """The year after the last that is there, and its last day; of an office that has none yet, the next to fall due.

    Who begins is not told that he is late with what was never there. ``None`` where no day is set.
    """
    years = [max(known) + 1] if known else [today.year - 1, today.year, today.year + 1]
    for year in years:
        day = day_of(year) if date.min.year < year < date.max.year else None
        if day is not None and (known or day >= today):
            return year, day
    return None
