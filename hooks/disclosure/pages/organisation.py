"""Who does the work of disclosure and how it is led, as far as it is public: posts, meetings, trainings, handovers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import site_pages
from disclosure.pages.page import Page, single_page
from disclosure.pages.site import Site
from disclosure.pages.states import Status
from disclosure.records.agency import Department
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.organisation import Handover, Meeting, Post, Staffing, Training

ORGANISATION = "谁在做政务公开"
OnADay = TypeVar("OnADay", Meeting, Training, Handover)


@dataclass(frozen=True)
class UnitPost:
    """A unit and the post of its liaison; none where the unit has none."""

    unit: str
    post: Post | None


@dataclass(frozen=True)
class ShownMeeting:
    """A meeting as readers see it: held or still to come, with the paper that tells of it."""

    meeting: Meeting
    is_held: bool
    units: tuple[str, ...]
    paper: Document | None
    origin: Place


@dataclass(frozen=True)
class ShownHandover:
    """A change of person: the unit, how many things were handed over, and how it stands."""

    handover: Handover
    unit: str
    status: Status


@site_pages
def organisation_page(site: Site) -> Iterator[Page]:
    """One page of all that there is, of an office that has any of it."""
    records = _records(site)
    if not records:
        return

    def values(links: Links) -> Mapping[str, Any]:
        staffing = next(iter(site.register.all(Staffing)), None)
        return {
            "title": ORGANISATION,
            "staffing": staffing,
            "units": list(_units(staffing, site)) if staffing is not None else [],
            "meetings": [_meeting(one, site) for one in _newest_first(site.register.all(Meeting))],
            "trainings": [(one, one.date <= site.today) for one in _newest_first(site.register.all(Training))],
            "handovers": [_handover(one, site) for one in _newest_first(site.register.all(Handover))],
        }

    yield single_page(
        site,
        addresses.ORGANISATION,
        ORGANISATION,
        "organisation.html",
        values,
        f"{site.agency.site_name}：负责政务公开的岗位、联络员、会议和培训。",
        source=records[0].place(),
        of_work=True,
    )


def has_organisation(site: Site) -> bool:
    """Whether there is such a page."""
    return bool(_records(site))


def _records(site: Site) -> list[Record]:
    kinds: tuple[type[Record], ...] = (Staffing, Meeting, Training, Handover)
    return [record for kind in kinds for record in site.register.all(kind)]


def _newest_first(records: list[OnADay]) -> list[OnADay]:
    return sorted(records, key=lambda record: (record.date, record.id), reverse=True)


def _units(staffing: Staffing, site: Site) -> Iterator[UnitPost]:
    posts = {post.unit: post for post in (staffing.charged, *staffing.liaisons)}
    for unit in site.register.all(Department):
        yield UnitPost(unit.title, posts.get(unit.id))


def _meeting(meeting: Meeting, site: Site) -> ShownMeeting:
    units = tuple(filter(None, map(site.department, meeting.units)))
    paper = site.register.get(meeting.shown or "", Document)
    return ShownMeeting(meeting, meeting.date <= site.today, units, paper, meeting.place("shown"))


def _handover(handover: Handover, site: Site) -> ShownHandover:
    status = Status.DONE if handover.is_complete(site.today) else Status.UNDER_WAY
    return ShownHandover(handover, site.department(handover.unit), status)
