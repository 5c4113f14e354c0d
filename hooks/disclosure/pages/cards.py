"""Cards: what a policy gives, headed by the benefit, with what explains it and how one gets it; whom it is for and why.

Pages, feeds, packages and ``disclosure push`` all ask here, so that they agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.life import PolicyStanding, standing
from disclosure.matching.conditions import All, ways
from disclosure.matching.spans import Length, later
from disclosure.matching.wording import conditions_in_words, for_whom
from disclosure.pages.site import Site
from disclosure.pages.states import Status, by_word
from disclosure.records.agency import Audience, Audiences
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.facts import Facts
from disclosure.records.gains import GIVING
from disclosure.records.life_events import LifeEvent
from disclosure.records.withdrawals import Withdrawal
from disclosure.register import Register

_URGENT = 14  # days before the last one, from which on a card stands first and counts them
_KEPT = Length(months=12)  # how long it is told of what has stopped


@dataclass(frozen=True)
class Card:
    """One policy, notice or guide that gives something today, or will.

    ``closes`` is the last day on which one can still have it, ``opens`` a day ahead from which on one can.
    ``why`` tells for whom it is, in words that are computed from its criteria; ``conditions`` are those, one a way.
    """

    document: Document
    stands: PolicyStanding | None
    closes: date | None
    opens: date | None
    days_left: int | None
    why: str
    conditions: Sequence[str]
    guides: Sequence[Document]
    interpretations: Sequence[Document]
    questions: Sequence[Record]
    keys: tuple[str, ...]

    @property
    def is_urgent(self) -> bool:
        """Whether it closes within two weeks."""
        return self.days_left is not None and self.days_left <= _URGENT and self.opens is None

    @property
    def status(self) -> Status | None:
        """How it stands, in the word of the site; ``None`` for what has no validity and just goes on."""
        if self.opens is not None:
            return Status.COMING
        return by_word(self.stands.state.label) if self.stands is not None else None

    @property
    def until(self) -> date | str:
        """Until when, as the page of the paper says it: in its own words where it has some, else as a day."""
        assert self.document.gain is not None
        said = self.document.gain.until
        return said if isinstance(said, str) else self.closes or said


@dataclass(frozen=True)
class Stopped:
    """What nobody can have any more: since when, how that is called, and what holds in its place."""

    document: Document
    since: date
    status: Status
    words: str
    successor: Document | None
    keys: tuple[str, ...]


@dataclass(frozen=True)
class CardPick:
    """Something to choose: an audience or a life event, with its cards. ``key`` is its fragment: ``who-elderly``."""

    key: str
    record: Audience | LifeEvent
    cards: Sequence[Card]

    @property
    def title(self) -> str:
        """What it is called."""
        return self.record.title


def cards(site: Site) -> list[Card]:
    """All cards of the day: what closes within two weeks first, then what is newest, what is still to come last."""
    return site.once(_cards)


def _cards(site: Site) -> list[Card]:
    found = [_card(document, site) for document in site.documents if gives(document, site)]
    urgent = sorted((card for card in found if card.is_urgent), key=lambda card: (card.closes, card.document.id))
    rest = [card for card in found if not card.is_urgent]
    return [*urgent, *sorted(rest, key=lambda card: card.opens is not None)]


def gives(document: Document, site: Site) -> bool:
    """Whether a paper has a card today."""
    closes = closing(document)
    if document.gain is None or not document.headline or document.kind not in GIVING:
        return False
    stands = standing(document, site.register, site.today)
    return not (stands is not None and stands.is_dead) and (closes is None or closes >= site.today)


def closing(document: Document) -> date | None:
    """The last day on which one can still have what a paper gives."""
    said = document.gain.until if document.gain is not None else None
    days = (document.open_until, said if isinstance(said, date) else None, document.expires)
    return min((day for day in days if day is not None), default=None)


def _card(document: Document, site: Site) -> Card:
    closes = closing(document)
    ahead = [day for day in (document.open_from, document.effective) if day is not None and day > site.today]
    return Card(
        document=document,
        stands=standing(document, site.register, site.today),
        closes=closes,
        opens=max(ahead, default=None),
        days_left=(closes - site.today).days if closes is not None else None,
        why=why(document, site),
        conditions=[conditions_in_words(way) for way in criteria(document, site.register)],
        guides=_guides(document, site),
        interpretations=site.once(_interpretations).get(document.id, []),
        questions=site.once(_questions).get(document.id, []),
        keys=keys(document),
    )


def keys(document: Document) -> tuple[str, ...]:
    """The picks that a paper belongs to."""
    return (*(f"who-{key}" for key in document.audience), *(f"life-{key}" for key in document.life))


def why(document: Document, site: Site) -> str:
    """For whom it is: by its criteria, else by the audiences that it names, else by what people want to get done."""
    precise = for_whom(criteria(document, site.register))
    if precise:
        return f"适用于{precise}"
    if audiences := site.audiences(document):
        return f"适用于{'、'.join(audience.title for audience in audiences)}"
    events = (site.register.get(key, LifeEvent) for key in document.life)
    return f"可以用来{'、'.join(event.title for event in events if event is not None)}"


def criteria(record: Document | Audience, register: Register) -> tuple[All, ...]:
    """What a paper or an audience asks of people: one of these ways; none where it asks nothing."""
    facts = next(iter(register.all(Facts)), None)
    return ways(record.who, facts) if facts is not None else ()


def _guides(document: Document, site: Site) -> list[Document]:
    """What leads through an application, and is published."""
    assert document.gain is not None
    return [found for key in document.gain.how if (found := site.register.get(key, Document)) is not None]


def _interpretations(site: Site) -> dict[str, list[Document]]:
    """What interprets each policy, newest first."""
    found: dict[str, list[Document]] = {}
    for document in site.documents:
        if document.interprets:
            found.setdefault(document.interprets, []).append(document)
    return found


def _questions(site: Site) -> dict[str, list[Record]]:
    """The questions that were asked of each policy and are shown."""
    found: dict[str, list[Record]] = {}
    for record in site.register.records.values():
        if record.record_type == "question" and not getattr(record, "private", False):
            found.setdefault(str(getattr(record, "policy", "")), []).append(record)
    return found


def stopped(site: Site) -> list[Stopped]:
    """What stopped within a year and named somebody, the newest first."""
    return site.once(_stopped)


def _stopped(site: Site) -> list[Stopped]:
    ended = (_ended(document, site) for document in site.documents)
    taken = (_taken_down(document) for document in site.stand_ins)
    found = [item for item in (*ended, *taken) if item is not None]
    recent = [item for item in found if item.since <= site.today <= later(item.since, _KEPT)]
    return sorted(recent, key=lambda item: (item.since, item.document.id), reverse=True)


def _ended(document: Document, site: Site) -> Stopped | None:
    if document.kind not in GIVING or not keys(document):
        return None
    stands = standing(document, site.register, site.today)
    if stands is not None and stands.is_dead:
        since = stands.since or document.published.date()
        status = by_word(stands.state.label)
        return Stopped(document, since, status, stands.said, stands.successor, keys(document))
    closes = closing(document)
    if document.gain is None or closes is None or closes >= site.today:
        return None
    successor = site.register.get(document.replaced_by or "", Document)
    return Stopped(document, closes, Status.CLOSED, "受理截止", successor, keys(document))


def _taken_down(document: Document) -> Stopped | None:
    if not isinstance(document.withdrawal, Withdrawal) or not keys(document):
        return None
    said = f"已经撤下，{document.withdrawal.reason.rstrip('。')}。"
    return Stopped(document, document.withdrawal.day, Status.WITHDRAWN, said, None, keys(document))


def picks(site: Site) -> tuple[list[CardPick], list[CardPick]]:
    """What can be chosen: who somebody is, and what they want to get done."""
    return site.once(_picks)


def _picks(site: Site) -> tuple[list[CardPick], list[CardPick]]:
    def of(kind: type[Audience] | type[LifeEvent], prefix: str) -> list[CardPick]:
        made = [(f"{prefix}-{record.key}", record) for record in site.register.all(kind)]
        return [CardPick(key, record, [card for card in cards(site) if key in card.keys]) for key, record in made]

    return of(Audience, "who"), of(LifeEvent, "life")


def everyone(site: Site) -> Audience | None:
    """The audience that stands for all people, if the office has said which."""
    tables = site.register.all(Audiences)
    return site.register.get(tables[0].everyone or "", Audience) if tables else None


def nearest(pick: CardPick, site: Site) -> CardPick | None:
    """What to look at instead of a pick that has no cards: what is for everybody, else that with the most cards."""
    whole = [other for group in picks(site) for other in group if other.cards]
    general = everyone(site)
    if pick.cards:
        return None
    return max(whole, key=lambda other: (other.record is general, len(other.cards)), default=None)
