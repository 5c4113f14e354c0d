"""What is known of a site that is inspected: the same whether it was read from sources or from finished pages."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import Enum
from typing import NamedTuple

from disclosure.findings import Place
from disclosure.records.inspection import InspectionCheck


class Trace(NamedTuple):
    """A piece of evidence: where it stands, and what stands there."""

    place: Place
    what: str


class ColumnSort(Enum):
    """The sorts of columns that have a period of renewal of their own (19号函)."""

    NEWS = "动态、要闻类"
    PAPERS = "通知公告、政策文件类"
    OTHER = "其他"


@dataclass(frozen=True)
class ColumnFacts:
    """A column: ``newest`` is the day of its newest entry, ``None`` where none of them has a day.

    ``is_first`` tells a column that stands directly below the home page; ``duty`` is how often the office itself wants
    it renewed, ``until`` the last day for that; ``explanation`` is what readers are told of a blank column.
    """

    title: str
    sort: ColumnSort
    place: Place
    newest: date | None = None
    is_blank: bool = False
    is_first: bool = True
    is_unclear: bool = False
    duty: str = ""
    until: date | None = None
    explanation: str = ""


@dataclass(frozen=True)
class HomeFacts:
    """The home page: ``newest`` is what it shows, or, where it only leads on, what the pages show that it leads to."""

    place: Place
    newest: date | None = None
    only_leads_on: bool = False
    is_unclear: bool = False


@dataclass(frozen=True)
class MessageFacts:
    """A question to the office; ``is_answered`` is ``None`` where that cannot be seen.

    ``late_by`` tells by how much the office has missed its own promise, "" where it has not.
    """

    name: str
    place: Place
    received: date | None
    is_answered: bool | None
    kind: str = ""
    is_special: bool = False
    late_by: str = ""


@dataclass(frozen=True)
class ChannelFacts:
    """A way to ask and to advise; ``is_sure`` where it can be seen to work, ``is_special`` where it does not count."""

    place: Place
    what: str
    is_sure: bool = True
    is_special: bool = False


@dataclass(frozen=True)
class ServiceFacts:
    """A service; ``missing`` are the elements that its guide lacks, ``None`` where there is no guide to look at."""

    title: str
    place: Place
    missing: tuple[str, ...] | None = None


@dataclass(frozen=True)
class MediaFacts:
    """An account on a platform: its last issue, and whether readers can answer there (``None``: not on record)."""

    title: str
    place: Place
    newest: date | None = None
    replies: bool | None = None


@dataclass
class SiteFacts:
    """All that is known. What could not be looked at has its reason in ``untold``, by the check that wanted it."""

    looked_at: str = ""  # how much was looked at, in words
    root: Place = Place("")
    slips: list[Trace] = field(default_factory=list)
    secrets: list[Trace] = field(default_factory=list)
    harms: list[Trace] = field(default_factory=list)
    unseen: list[Trace] = field(default_factory=list)  # where more may stand: what is not found may be there
    dates: list[Trace] = field(default_factory=list)
    dates_are_witnessed: bool = False
    home: HomeFacts | None = None
    columns: list[ColumnFacts] = field(default_factory=list)
    channels: list[ChannelFacts] = field(default_factory=list)
    messages: list[MessageFacts] = field(default_factory=list)
    services: list[ServiceFacts] = field(default_factory=list)
    services_missing: list[Trace] = field(default_factory=list)  # pages of services that have none
    services_elsewhere: list[Trace] = field(default_factory=list)
    media: list[MediaFacts] = field(default_factory=list)
    found: dict[str, list[Trace]] = field(default_factory=dict)  # what the rules found, by the basis that they rest on
    untold: dict[InspectionCheck, str] = field(default_factory=dict)
