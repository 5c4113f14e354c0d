"""The clock of requests: checked against a walk over an independent calendar, on cases that are made at random."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta
from functools import cache

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from disclosure.law.day_count import CountDay, DayKind, Deadline, DeadlineKind, Rest, deadline
from disclosure.law.request_clock import (
    CorrectionFacts,
    ExtensionFacts,
    PartyFacts,
    Periods,
    RequestClock,
    RequestFacts,
    RequestState,
    clock,
)
from disclosure.law.worked_example import sheet
from disclosure.law.working_days import WorkingDays
from test_calendar_data import CALENDARS

CALENDAR = WorkingDays(CALENDARS.values())
PERIODS = Periods(correction_notice=7, third_party=15, reply=20, extension=20)
DAY = timedelta(days=1)
works = cache(chinese_calendar.is_workday)
FAR = date(2030, 1, 1)


def read(facts: RequestFacts, today: date = FAR) -> RequestClock:
    return clock(facts, CALENDAR, PERIODS, today)


def walk(start: date, length: int, rests: Callable[[date], bool] = lambda day: False) -> date:
    """The same by the second source, in the plainest way."""
    day = start
    while length:
        day += DAY
        length -= works(day) and not rests(day)
    return day


@cache
def days_that(working: bool, first: date = date(2023, 1, 1), last: date = date(2026, 9, 30)) -> list[date]:
    days = [first + DAY * step for step in range((last - first).days + 1)]
    return [day for day in days if works(day) == working]


def some(seed: str, number: int) -> Iterator[random.Random]:
    for case in range(number):
        yield random.Random(f"{seed}-{case}")


def found(made: Deadline) -> list[CountDay]:
    return [item for item in made.days if item.kind is DayKind.COUNTED]


# ---- counting -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("start", "ends"),
    [
        ("2024-01-30", ["2024-02-07", "2024-02-23", "2024-03-01", "2024-03-29"]),
        ("2024-09-20", ["2024-09-30", "2024-10-16", "2024-10-23", "2024-11-20"]),
        ("2025-01-20", ["2025-02-05", "2025-02-14", "2025-02-21", "2025-03-21"]),
        ("2025-04-25", ["2025-05-08", "2025-05-20", "2025-05-27", "2025-06-25"]),
        ("2025-09-26", ["2025-10-13", "2025-10-23", "2025-10-30", "2025-11-27"]),
        ("2025-12-29", ["2026-01-08", "2026-01-20", "2026-01-27", "2026-03-02"]),
        ("2026-02-06", ["2026-02-24", "2026-03-05", "2026-03-12", "2026-04-10"]),
        ("2026-09-24", ["2026-10-12", "2026-10-22", "2026-10-29", "2026-11-26"]),
    ],
)
def test_deadlines_counted_beforehand(start, ends):
    made = [deadline(DeadlineKind.REPLY, date.fromisoformat(start), number, CALENDAR) for number in (7, 15, 20, 40)]
    assert [str(item.due) for item in made] == ends
    assert [(item.earliest, item.latest) for item in made] == [(item.due, item.due) for item in made]


def test_two_hundred_deadlines_agree_with_the_second_source_day_by_day():
    for chance in some("vectors", 200):
        start, length = chance.choice(days_that(chance.random() < 0.7)), chance.choice([7, 15, 20, 30, 40])
        made = deadline(DeadlineKind.REPLY, start, length, CALENDAR)
        assert made.due == walk(start, length)
        assert [item.number for item in found(made)] == list(range(1, length + 1))
        assert all(works(item.day) for item in found(made))
        skipped = [item.day for item in made.days[1:] if item.kind is not DayKind.COUNTED]
        assert not any(works(day) for day in skipped)
        assert [item.day for item in made.days] == [start + DAY * step for step in range((made.due - start).days + 1)]


def test_each_day_says_why_it_counts_or_does_not():
    made = deadline(DeadlineKind.REPLY, date(2025, 4, 25), 6, CALENDAR)
    told = [(str(item.day)[5:], item.kind.value, item.number, item.holiday, item.make_up) for item in made.days]
    assert told == [
        ("04-25", "start", 0, "", False),
        ("04-26", "weekend", 0, "", False),
        ("04-27", "counted", 1, "", True),
        ("04-28", "counted", 2, "", False),
        ("04-29", "counted", 3, "", False),
        ("04-30", "counted", 4, "", False),
        *[(f"05-0{day}", "holiday", 0, "劳动节", False) for day in range(1, 6)],
        ("05-06", "counted", 5, "", False),
        ("05-07", "counted", 6, "", False),
    ]
    assert {item.notice for item in made.days} == {"", "国务院办公厅关于2025年部分节假日安排的通知（2024年11月12日）"}


# ---- cases ----------------------------------------------------------------------------------------------------


def test_the_day_of_receipt_follows_from_the_channel():
    """The day itself, on whatever day of the week; where nobody signs for it, the day confirmed."""
    for chance in some("channel", 60):
        channel = chance.choice(["in-person", "post", "letter", "online", "fax", "oral"])
        received = chance.choice(days_that(working=chance.random() < 0.5))
        confirmed = received + DAY * chance.randrange(4) if channel in ("letter", "online", "fax") else None
        made = read(RequestFacts(channel, received, confirmed))
        start = confirmed or received
        assert (made.start.day, made.start.sure) == (start, True)
        assert (made.correction_by.due, made.reply.due) == (walk(start, 7), walk(start, 20))
        assert not made.reply.estimated
        late = channel == "letter" and confirmed > received
        assert (made.from_arrival.due if made.from_arrival else None) == (walk(received, 20) if late else None)


def test_the_day_of_receipt_says_which_fact_makes_it_so():
    told = {
        channel: (read(RequestFacts(channel, date(2025, 3, 3), date(2025, 3, 3))).start.why, basis)
        for channel, basis in [
            ("in-person", 31),
            ("post", 31),
            ("letter", 31),
            ("online", 31),
            ("fax", 31),
            ("oral", None),
        ]
    }
    assert told == {
        "in-person": ("当面提交之日", 31),
        "post": ("签收之日", 31),
        "letter": ("收到当日与申请人确认之日", 31),
        "online": ("双方确认之日", 31),
        "fax": ("双方确认之日", 31),
        "oral": ("工作机构代为填写之日", None),
    }
    oral = read(RequestFacts("oral", date(2025, 3, 3))).start
    assert (oral.basis, oral.near) == ("", "711号令/29") and "第三十一条没有列出口头申请" in oral.also
    unconfirmed = read(RequestFacts("online", date(2025, 3, 3))).start
    assert (unconfirmed.day, unconfirmed.sure) == (date(2025, 3, 3), False)


def test_a_correction_starts_the_count_anew_and_a_late_question_shows_both_counts():
    for chance in some("correction", 60):
        start = chance.choice(days_that(working=True))
        number = chance.randrange(1, 12)
        asked = walk(start, number)
        corrected = asked + DAY * chance.randrange(1, 20)
        made = read(RequestFacts("in-person", start, corrections=(CorrectionFacts(asked, corrected=corrected),)))
        assert made.reply.start == corrected and made.reply.due == walk(corrected, 20)
        assert (made.rounds[0].number, made.rounds[0].is_late) == (number, number > 7)
        late = walk(start, 20) if number > 7 else None
        assert (made.from_receipt.due if made.from_receipt else None) == late


def test_a_term_that_ends_on_a_day_off_moves_and_is_given_up_only_then():
    for chance in some("term", 60):
        asked, end = (day := chance.choice(days_that(working=True))), day + DAY * chance.randrange(5, 20)
        facts = RequestFacts("in-person", asked - DAY, corrections=(CorrectionFacts(asked, end),))
        moved = walk(end - DAY, 1)
        states = [read(facts, day).state for day in (end, moved, moved + DAY)]
        assert states == [RequestState.AWAITING_CORRECTION, RequestState.AWAITING_CORRECTION, RequestState.GIVEN_UP]
        made = read(facts, moved + DAY)
        assert (made.rounds[0].term.unmoved, made.rounds[0].term.due) == (end, moved)
        assert (made.reply, made.first_limit, made.is_late) == (None, None, False)
        came = replace(facts, corrections=(CorrectionFacts(asked, end, moved),))
        assert not read(came).rounds[0].came_late
        assert read(came).reply.due == walk(moved, 20)
        assert read(replace(facts, corrections=(CorrectionFacts(asked, end, moved + DAY),))).rounds[0].came_late
        days = (end - asked).days - 2
        counted = CorrectionFacts(asked, delivered=asked + DAY * 2, days=days)
        assert read(replace(facts, corrections=(counted,))).rounds[0].term.unmoved == end


def test_the_count_rests_while_third_parties_are_asked_and_once_for_all_of_them():
    for chance in some("parties", 60):
        start = chance.choice(days_that(working=True))
        parties = tuple(asked_of(chance, start, name) for name in "甲乙丙"[: chance.randrange(1, 4)])
        made = read(RequestFacts("in-person", start, parties=parties))

        def rests(day: date, parties: Sequence[PartyFacts] = parties) -> bool:
            return any(item.asked < day <= item.answered for item in parties)

        assert made.reply.due == walk(start, 20, rests)
        between = [start + DAY * step for step in range(1, (made.reply.due - start).days)]
        assert made.reply.rested == [day for day in between if rests(day) and works(day)]
        assert [item.deadline.due for item in made.waiting] == [walk(item.asked, 15) for item in parties]
        assert made.unpaused.due == walk(start, 20) <= made.reply.due


def asked_of(chance: random.Random, start: date, name: str) -> PartyFacts:
    asked = start + DAY * chance.randrange(1, 25)
    return PartyFacts(name, asked, asked + DAY * chance.randrange(1, 21))


def test_a_third_party_that_stays_silent_is_waited_for_no_longer_than_its_own_period():
    start, asked = date(2025, 6, 3), date(2025, 6, 14)
    silent = read(RequestFacts("in-person", start, parties=(PartyFacts("甲", asked),)), date(2025, 8, 1))
    end = walk(asked, 15)
    assert silent.reply.due == walk(start, 20, lambda day: asked < day <= end)
    assert silent.waiting[0].is_over(date(2025, 8, 1)) and not silent.waiting[0].is_over(end)
    late = read(RequestFacts("in-person", start, parties=(PartyFacts("甲", asked, end + DAY * 5),)))
    assert (late.reply.due > silent.reply.due, late.capped.due) == (True, silent.reply.due)


def test_however_many_third_parties_are_waited_for_one_after_the_other_the_count_ends():
    def chained(number: int, each: int) -> RequestFacts:
        asked = [date(2026, 3, 2) + DAY * each * step for step in range(number)]
        return RequestFacts(
            "in-person", asked[0], parties=tuple(PartyFacts("甲", day, day + DAY * each) for day in asked)
        )

    made = read(chained(200, 700)).reply
    assert len(made.days) < 900 and (made.latest - made.start).days < 900 and made.estimated
    assert len(read(chained(200, 1)).reply.days) < 300
    short = read(chained(5, 30)).reply  # what may well happen rests as long as it lasts
    assert short.due == read(RequestFacts("in-person", date(2026, 3, 2) + DAY * 150)).reply.due


def test_an_extension_adds_its_working_days_and_never_more_than_the_law_allows():
    for chance in some("extension", 60):
        start, days = chance.choice(days_that(working=True)), chance.randrange(1, 31)
        parties = (asked_of(chance, start, "甲"),) if chance.random() < 0.5 else ()
        facts = RequestFacts("post", start, parties=parties)
        extended = replace(facts, extensions=(ExtensionFacts(walk(start, 15), days, approved=True),))
        made = read(extended)

        def rests(day: date, parties: Sequence[PartyFacts] = parties) -> bool:
            return any(item.asked < day <= item.answered for item in parties)

        assert made.first_limit.due == read(facts).reply.due == walk(start, 20, rests)
        assert made.reply.due == walk(start, 20 + min(days, 20), rests)
        assert made.agreed is None
        late = replace(extended, extensions=(ExtensionFacts(made.first_limit.due + DAY, days, approved=True),))
        alone = replace(extended, extensions=(ExtensionFacts(walk(start, 15), days, approved=False),))
        for doubted in (late, alone):
            assert read(doubted).reply.due == made.reply.due and read(doubted).agreed.due == made.first_limit.due


def test_a_make_up_day_is_neither_moved_at_the_start_nor_at_the_end():
    made_up = [day for day in days_that(working=True) if day.weekday() > 4]
    ends = [start for start in days_that(working=True) if walk(start, 20) in made_up]
    assert len(made_up) > 20 and len(ends) > 15
    for start in [*made_up, *ends]:
        made = read(RequestFacts("in-person", start))
        assert (made.start.day, made.reply.due) == (start, walk(start, 20))
        assert found(made.reply)[0].day == walk(start, 1)
        assert made.reply.days[-1].make_up == (made.reply.due in made_up)


def test_beyond_the_known_calendar_a_deadline_is_estimated_and_has_a_range():
    last = date(2026, 12, 31)
    sure = [day for day in days_that(True, last=last) if day >= date(2026, 11, 2)]
    for start in sure:
        made = read(RequestFacts("in-person", start)).reply
        assert made.estimated == (len([day for day in sure if day > start]) < 20)
        assert made.earliest <= made.due <= made.latest
        if made.estimated:  # New Year's Day is off in every year that is known
            assert made.latest > made.due
    assert read(RequestFacts("in-person", date(2026, 12, 4))).reply.latest >= date(2027, 1, 4)


@pytest.mark.parametrize("kept_back", [2024, 2025, 2026])
def test_the_true_day_lies_within_the_range_that_the_other_years_give(kept_back):
    known = WorkingDays(calendar for year, calendar in CALENDARS.items() if year != kept_back)
    for chance in some(f"range-{kept_back}", 25):
        start = date(kept_back, 1, 1) + DAY * chance.randrange(-40, 290)
        length = chance.choice([7, 20, 40])
        made = deadline(DeadlineKind.REPLY, start, length, known)
        assert made.earliest <= walk(start, length) <= made.latest


def test_what_is_estimated_is_not_late_before_the_last_day_of_its_range_is_past():
    facts = RequestFacts("in-person", date(2026, 12, 4))
    latest = read(facts).reply.latest
    assert [read(facts, day).is_late for day in (date(2027, 1, 2), latest, latest + DAY)] == [False, False, True]


# ---- properties -----------------------------------------------------------------------------------------------

STARTS = st.dates(date(2023, 1, 1), date(2027, 12, 31))
GAPS = st.integers(0, 60).map(lambda days: DAY * days)


@st.composite
def requests(draw: st.DrawFn) -> RequestFacts:
    start = draw(STARTS)
    corrections = [CorrectionFacts(start + draw(GAPS), start + draw(GAPS), draw(st.none() | GAPS.map(start.__add__)))]
    parties = [PartyFacts("甲", start + draw(GAPS), draw(st.none() | GAPS.map(start.__add__))) for _ in range(2)]
    extensions = [ExtensionFacts(start + draw(GAPS), draw(st.integers(-3, 40)), draw(st.booleans()))]
    return RequestFacts(
        channel=draw(st.sampled_from(["in-person", "post", "letter", "online", "fax", "oral", "other"])),
        received=start,
        confirmed=draw(st.none() | GAPS.map(start.__add__)),
        corrections=tuple(corrections[: draw(st.integers(0, 1))]),
        parties=tuple(parties[: draw(st.integers(0, 2))]),
        extensions=tuple(extensions[: draw(st.integers(0, 1))]),
        replied=draw(st.none() | GAPS.map(start.__add__)),
    )


@given(requests(), STARTS)
def test_no_start_ever_raises_and_pauses_and_extensions_never_shorten(facts, today):
    made = read(facts, today)
    without_pause, without_more = read(replace(facts, parties=()), today), read(replace(facts, extensions=()), today)
    if made.reply is None:
        assert without_pause.reply is without_more.reply is None
        return
    for less in (without_pause.reply, without_more.reply, made.first_limit):
        assert less.due <= made.reply.due and less.earliest <= made.reply.earliest and less.latest <= made.reply.latest
    assert made.reply.earliest <= made.reply.due <= made.reply.latest
    assert made.reply.estimated or made.reply.earliest == made.reply.latest


@pytest.mark.parametrize("calendar", [CALENDAR, WorkingDays([])])
@pytest.mark.parametrize("day", [date.min, date.max - DAY * 3, date.max])
def test_the_first_and_the_last_day_of_all_do_not_raise(calendar, day):
    rests = [Rest("甲", day, date.max, date.max, date.max)]
    made = deadline(DeadlineKind.REPLY, day, 20, calendar, rests)
    assert made.estimated or made.due == date.max
    facts = RequestFacts("in-person", day, corrections=(CorrectionFacts(day, day),), parties=(PartyFacts("甲", day),))
    assert clock(facts, calendar, PERIODS, FAR).reply is None


# ---- the sheet ------------------------------------------------------------------------------------------------


def test_the_cells_of_every_sheet_are_the_days_of_the_count():
    for chance in some("sheet", 20):
        start, length = chance.choice(days_that(working=True)), chance.choice([7, 15, 20, 40])
        made = sheet(start, length, CALENDAR)
        assert len(made.days) % 7 == 0 and [item.day.weekday() for item in made.days[::7]] == [0] * (
            len(made.days) // 7
        )
        cells = [item for item in made.days if item.kind is not None]
        assert [(item.day, item.number) for item in cells] == [(item.day, item.number) for item in made.deadline.days]
        assert [item.day for item in cells if item.is_last] == [walk(start, length)]
