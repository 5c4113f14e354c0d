"""What is new for whom: cards, changes and ends since a day, with the reason for each, for a system that sends them.

What a sending system has sent stands in a file of its own, which is only read: ``{"sent": [{"to": …, "key": …}]}``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.exports.cells import plain
from disclosure.exports.packages import card_record, changed_record, stopped_record
from disclosure.matching.persons import Household
from disclosure.matching.verdicts import Verdict, judge
from disclosure.pages import addresses
from disclosure.pages.cards import Card, CardPick, cards, criteria, everyone, stopped
from disclosure.pages.documents import last_changed
from disclosure.pages.site import Site
from disclosure.records.agency import Audience
from disclosure.records.documents import Document

SCHEMA = "disclosure/push/1"
NEW, OPENS, CLOSING, CHANGED, ENDED = "新的", "开始受理", "快要截止", "改了", "停止了"


@dataclass(frozen=True)
class Receiver:
    """Who is to get something: a pick, or a household of which somebody has told the facts."""

    key: str
    title: str


@dataclass(frozen=True)
class PushItem:
    """One thing to tell one receiver; ``key`` is the same whenever the same is told."""

    to: Receiver
    key: str
    event: str
    day: date
    headline: str
    url: str
    reason: str
    until: str = ""
    expires: date | None = None
    card: Mapping[str, Any] | None = None


@dataclass(frozen=True)
class Missed:
    """A card that is not for a household, and what is lacking; ``unknown`` if only something was not told."""

    to: Receiver
    document: Document
    reason: str
    unknown: bool


@dataclass(frozen=True)
class _Event:
    name: str
    key: str
    day: date


def for_picks(picks: Sequence[CardPick], site: Site, since: date) -> list[PushItem]:
    """What is new for each pick since a day, that day included."""
    found = []
    for pick in picks:
        to = Receiver(pick.key, pick.title)
        for card in pick.cards:
            found += [_told(to, card, event, f"列在“{pick.title}”：{card.why}", site) for event in _events(card, site)]
        found += _ends(to, pick.key, site)
    return [item for item in found if item.day >= since]


def for_household(household: Household, site: Site, since: date) -> list[PushItem]:
    """What is new since a day for those whose facts are told, each with the facts by which it is for them."""
    to = Receiver(household.key, household.title or f"当事人 {household.key}")
    found = []
    for card in cards(site):
        verdict = fitting(card.document, household, site)
        if verdict.holds:
            found += [_told(to, card, event, verdict.reason, site) for event in _events(card, site)]
    for item in stopped(site):
        if item.document.who and fitting(item.document, household, site).holds:
            found += _ends(to, item.keys[0], site, only=item.document)
    return [item for item in found if item.day >= since]


def missed(household: Household, site: Site) -> list[Missed]:
    """The cards that are not for a household, with what is lacking."""
    to = Receiver(household.key, household.title or f"当事人 {household.key}")
    found = ((card.document, fitting(card.document, household, site)) for card in cards(site))
    return [Missed(to, item, told.reason, told.holds is None) for item, told in found if not told.holds]


def fitting(document: Document, household: Household, site: Site) -> Verdict:
    """Whether a paper is for somebody of a household: by its own criteria, else by those of its audiences."""
    own = criteria(document, site.register)
    if own or document.who:
        return judge(own, household, site.today)
    general, found = everyone(site), Verdict(False)
    for audience in site.audiences(document):
        if audience is general:
            return Verdict(True, general=f"适用于{audience.title}")
        found = _of_audience(audience, household, site)
        if found.holds:
            return found
    return found


def _of_audience(audience: Audience, household: Household, site: Site) -> Verdict:
    ways = criteria(audience, site.register)
    return judge(ways, household, site.today) if ways else Verdict(None, general=f"没有写“{audience.title}”的条件")


def _events(card: Card, site: Site) -> Iterator[_Event]:
    """What there is to tell of a card up to today."""
    document, today = card.document, site.today
    yield _Event(NEW, f"{document.id}/card", document.published.date())
    if document.open_from is not None and document.published.date() < document.open_from <= today:
        yield _Event(OPENS, f"{document.id}/opens-{document.open_from}", document.open_from)
    if card.is_urgent:
        yield _Event(CLOSING, f"{document.id}/closes-{card.closes}", today)
    change = changed_record(card, site)
    if change is not None:
        yield _Event(CHANGED, f"{document.id}/changed-{change.since}", change.since)
    elif (day := last_changed(document)) > document.published.date():
        yield _Event(CHANGED, f"{document.id}/changed-{day}", day)


def _told(to: Receiver, card: Card, event: _Event, reason: str, site: Site) -> PushItem:
    return PushItem(
        to=to,
        key=event.key,
        event=event.name,
        day=event.day,
        headline=card.document.headline or card.document.title,
        url=site.url(addresses.address(card.document)),
        reason=reason,
        until=str(card.until),
        expires=card.closes,
        card=plain(card_record(card, site).model_dump()),
    )


def _ends(to: Receiver, key: str, site: Site, *, only: Document | None = None) -> Iterator[PushItem]:
    for item in stopped(site):
        if key in item.keys and only in (None, item.document):
            record = stopped_record(item, site)
            yield PushItem(
                to, f"{record.id}/stopped-{record.since}", ENDED, record.since, record.headline, record.url,
                f"{record.state}：{record.words}", expires=record.since,
            )  # fmt: skip


def without_sent(items: Sequence[PushItem], sent: Mapping[str, Any]) -> tuple[list[PushItem], list[PushItem]]:
    """What is still to be sent, and what was. ``ValueError`` if the file does not say what was sent."""
    listed = sent.get("sent")
    if not isinstance(listed, list) or not all(isinstance(item, dict) for item in listed):
        raise ValueError
    known = {(item.get("to"), item.get("key")) for item in listed}
    told = [(item, (item.to.key, item.key) in known) for item in items]
    return [item for item, was_sent in told if not was_sent], [item for item, was_sent in told if was_sent]


def as_written(items: Sequence[PushItem], before: Sequence[PushItem], since: date, site: Site) -> dict[str, Any]:
    """The same for a sending system, as JSON."""
    return {
        "schema": SCHEMA,
        "publisher": site.agency.name,
        "day": site.today.isoformat(),
        "since": since.isoformat(),
        "items": [plain(_item(item)) for item in items],
        "sent_before": [{"to": item.to.key, "key": item.key} for item in before],
    }


def _item(item: PushItem) -> dict[str, Any]:
    made: dict[str, Any] = {
        "to": item.to.key, "to_title": item.to.title, "key": item.key, "event": item.event, "day": item.day,
        "headline": item.headline, "url": item.url, "reason": item.reason, "expires": item.expires, "card": item.card,
    }  # fmt: skip
    return {name: value for name, value in made.items() if value is not None}
