"""What the office has promised in answer to figures, matters passed to it, and the monthly figures themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import count

from disclosure.agenda.items import Due
from disclosure.agenda.office import charged_unit
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.law.replies import reply_to_matter
from disclosure.ratings.series import all_series, day_in, in_words, month_at, number_of
from disclosure.records.responses import DirectLineItem, PublicResponse
from disclosure.register import Register


@agenda_of
def responses_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The measures that are not done."""
    for response in register.all(PublicResponse):
        if response.done is None:
            title, key, place = f"完成整改：{response.item}", f"response-{response.id}", response.place("due")
            promised = _put_off(response)
            yield Due(key, title, response.unit, response.due, place, response.id, promised=promised)


@agenda_of
def matters_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The matters of a direct line that are not answered."""
    for item in register.all(DirectLineItem):
        if item.answered is None:
            standing = reply_to_matter(item, register, book, today)
            day = standing.due if standing is not None else None
            key, title, place = f"matter-{item.id}", f"答复转来事项：{item.topic}", item.place("received")
            yield Due(key, title, item.unit, day, place, item.id, promised=_put_off(item))


def _put_off(late: PublicResponse | DirectLineItem) -> date | None:
    """The day for which it is promised now."""
    return late.delay.new_date if late.delay is not None else None


@agenda_of
def figures_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The first month of each source after the last that is there, by the day set for it in the month after."""
    for series in all_series(register):
        if series.source.due_day is None or not series.months:
            continue
        told = {gap.month for gap in series.source.gaps}
        after = number_of(series.months[-1]) + 1
        month = next(month_at(number) for number in count(after) if month_at(number) not in told)
        day = day_in(month_at(number_of(month) + 1), series.source.due_day)
        title, place = f"公布{in_words([month])}的数：{series.source.title}", series.source.place("id")
        yield Due(f"figures-{series.source.id}-{month}", title, charged_unit(register), day, place, series.source.id)
