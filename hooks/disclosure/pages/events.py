"""Events as readers meet them: how each stands today, how to get in, and what became of what was suggested there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.instruments import StackedBar, stacked
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, Trail, site_tags, trail_of_work
from disclosure.pages.site import Site
from disclosure.pages.states import Status
from disclosure.reading.kinds import FileKind, suffix_of
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.events import Access, EventPhoto, EventStatus, EventSuggestion, OpenEvent, SuggestionState
from disclosure.records.questions import Question
from disclosure.records.work_plans import WorkPlan

OPEN_MONTH = "政府开放月"
_WEEK = "一二三四五六日"
ICONS = {
    Access.WHEELCHAIR: "material/wheelchair-accessibility",
    Access.LIFT: "material/elevator-passenger-outline",
    Access.TOILET: "material/human-wheelchair",
    Access.SIGN: "material/sign-language",
    Access.LARGE_PRINT: "material/format-font-size-increase",
    Access.AMPLIFIED: "material/volume-high",
    Access.CAPTIONS: "material/closed-caption-outline",
    Access.BRAILLE: "material/braille",
    Access.GUIDE_DOG: "material/dog-service",
    Access.COMPANION: "material/account-multiple-outline",
    Access.SEATS: "material/seat-outline",
}


@dataclass(frozen=True)
class FollowedUp:
    """A suggestion, how it stands, who sees to it, and the line that says so."""

    suggestion: EventSuggestion
    status: Status
    unit: str
    event: OpenEvent
    origin: Place


@dataclass(frozen=True)
class Shot:
    """A photograph that may be shown: where it is published, and the file."""

    photo: EventPhoto
    address: str
    file: Path


@dataclass(frozen=True)
class Happening:
    """An event on a day. ``gallery`` are those of its photographs on which all who are seen agreed."""

    event: OpenEvent
    today: date
    unit: str
    followed: tuple[FollowedUp, ...]
    gallery: tuple[Shot, ...]

    @property
    def is_past(self) -> bool:
        """Whether its day is over."""
        return self.event.date < self.today

    @property
    def is_ahead(self) -> bool:
        """Whether it is still to take place."""
        return not self.is_past and self.event.takes_place

    @cached_property
    def status(self) -> Status:
        """How it stands, in one word: what a reader can do now; that it was moved stands beside."""
        event = self.event
        if not event.takes_place:
            return Status.CANCELLED
        if self.is_past:
            return Status.HELD
        if event.date == self.today:
            return Status.TODAY
        if event.status is EventStatus.FULL:
            return Status.NO_PLACES_LEFT
        if event.signup is None:
            return Status.NO_SIGN_UP
        if self.today < event.signup.opens:
            return Status.SIGN_UP_AHEAD
        return Status.SIGN_UP_OPEN if self.today <= event.signup.closes else Status.SIGN_UP_OVER

    @property
    def is_moved(self) -> bool:
        """Whether readers must be told that its day is another one than was announced."""
        return self.event.status is EventStatus.MOVED and not self.is_past

    @property
    def can_call(self) -> bool:
        """Whether calling is what a reader does next: one can sign up, or ask whether somebody stays away."""
        return self.status in (Status.SIGN_UP_OPEN, Status.NO_PLACES_LEFT)

    @property
    def hours(self) -> str:
        """From when to when."""
        return f"{self.event.start}—{self.event.end}"

    @property
    def weekday(self) -> str:
        """The day of the week."""
        return f"星期{_WEEK[self.event.date.weekday()]}"

    @property
    def access(self) -> list[tuple[str, str]]:
        """What makes it accessible: icon and words."""
        return [(ICONS[item], item.label) for item in dict.fromkeys(self.event.access)]

    @property
    def has_results(self) -> bool:
        """Whether anything is told of how it went."""
        event = self.event
        told = (event.survey, event.questions, event.suggestions, self.gallery)
        return self.is_past and (event.attendance is not None or any(told))

    @property
    def figures(self) -> list[tuple[str, str]]:
        """What came of it, in numbers with their words."""
        event, found = self.event, list[tuple[str, str]]()
        if event.attendance is not None:
            found.append((str(event.attendance), "人参加" if event.is_on_site else "人次观看"))
        if event.questions:
            left = sum(item.answer is None for item in event.questions)
            found.append((str(len(event.questions)), f"个提问，还有 {left} 个没有答复" if left else "个提问，全部答复"))
        if event.survey is not None and event.survey.returned:
            found.append((str(event.survey.returned), "份问卷"))
            found.append((_share(event.survey.satisfied, event.survey.returned), "表示满意"))
        if event.suggestions:
            found.append((str(len(event.suggestions)), "条建议"))
        return found


def _share(part: int, whole: int) -> str:
    """A part in hundredths of the whole, to a tenth where it is not even: 97.4%."""
    tenths = (part * 2000 // whole + 1) // 2
    return f"{tenths // 10}%" if tenths % 10 == 0 else f"{tenths / 10}%"


def happening(event: OpenEvent, site: Site) -> Happening:
    """An event as it stands today."""
    followed, gallery = tuple(_followed(event, site)), tuple(_gallery(event, site))
    return Happening(event, site.today, site.department(event.unit), followed, gallery)


def _gallery(event: OpenEvent, site: Site) -> Iterator[Shot]:
    report = site.register.get(event.report or "", Document)
    for photo in event.photos if report is not None else ():
        assert report is not None
        file = site.register.attachment(report, photo.file)
        if file is not None and photo.consent is not None and suffix_of(photo.file).kind is FileKind.PICTURE:
            yield Shot(photo, addresses.attachment_address(report, photo.file), file)


def _followed(event: OpenEvent, site: Site) -> Iterator[FollowedUp]:
    for row, item in enumerate(event.suggestions):
        place = event.place("suggestions", row)
        yield FollowedUp(item, _progress(item, site.today), site.department(item.unit or event.unit), event, place)


def _progress(item: EventSuggestion, today: date) -> Status:
    if item.state is SuggestionState.DONE:
        return Status.BROUGHT_ABOUT
    if item.state is SuggestionState.DECLINED:
        return Status.NOT_TAKEN_UP
    return Status.LATE if item.due is not None and item.due < today else Status.IN_HAND


_ORDER = (Status.LATE, Status.IN_HAND, Status.BROUGHT_ABOUT, Status.NOT_TAKEN_UP)
_LOOKS = {Status.BROUGHT_ABOUT: "full", Status.IN_HAND: "half", Status.LATE: "bare", Status.NOT_TAKEN_UP: "open"}


def in_order(followed: Sequence[FollowedUp]) -> list[FollowedUp]:
    """Suggestions, what is late first, then what is in hand, then what was done."""
    return sorted(followed, key=lambda item: _ORDER.index(item.status))


def progress_bar(followed: Sequence[FollowedUp]) -> StackedBar:
    """How many suggestions have come how far; nothing late has no part."""
    counts = [(state, sum(item.status is state for item in followed)) for state in _LOOKS]
    return stacked("建议", "条", [(s.word, n, _LOOKS[s]) for s, n in counts if n or s is not Status.LATE])


def all_happenings(site: Site) -> list[Happening]:
    """Every event, by its day."""
    return site.once(_all_happenings)


def _all_happenings(site: Site) -> list[Happening]:
    events = sorted(site.register.all(OpenEvent), key=lambda event: (event.date, event.start, event.id))
    return [happening(event, site) for event in events]


def ahead(site: Site) -> list[Happening]:
    """What is still to take place, the next one first."""
    return [item for item in all_happenings(site) if item.is_ahead]


def trail_of(event: OpenEvent | None, site: Site) -> Trail:
    """The way from the home page down to an event's own page."""
    above = (*trail_of_work(site), (OPEN_MONTH, addresses.EVENTS))
    if event is None:
        return above
    return (*above, (f"{event.date.year}年", addresses.open_month_address(event.date.year)))


@pages_of(OpenEvent)
def event_page(event: OpenEvent, site: Site) -> Iterator[Page]:
    """An event: before its day how to get in, after it what became of it."""
    shown = happening(event, site)

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "shown": shown,
            "others": [item for item in ahead(site) if item.event is not event],
            "materials": _pages(event, event.materials, "materials", site),
            "asked": _pages(event, event.asked, "asked", site),
            "plan": site.register.get(event.duty.plan, WorkPlan) if event.duty is not None else None,
            "report": site.register.get(event.report or "", Document),
            "bar": progress_bar(shown.followed),
            "followed": in_order(shown.followed),
            "pointing": site.pointing_at(event),
        }

    yield Page(
        site=site,
        address=addresses.address(event),
        title=event.title,
        template="event.html",
        source=event.place(),
        values=values,
        description=event.summary,
        tags=site_tags(site),
        trail=trail_of(event, site),
        changed=event.published,
    )


def _pages(event: OpenEvent, keys: Sequence[str], field: str, site: Site) -> list[tuple[Record, Place]]:
    """The records that a field names and that are shown, each with its line."""
    found = [(site.register.records.get(key), event.place(field, row)) for row, key in enumerate(keys)]
    return [
        (record, place)
        for record, place in found
        if record is not None and addresses.has_page(record) and not (isinstance(record, Question) and record.private)
    ]
