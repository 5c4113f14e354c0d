"""What concerns whom: a page for each audience that papers name, grouped by what one can do with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.cards import CardPick, Stopped, cards, everyone, nearest, picks, stopped
from disclosure.pages.consultations import by_closing
from disclosure.pages.hrefs import Links
from disclosure.pages.listing import Slice, slices
from disclosure.pages.makers import pages_of, site_pages
from disclosure.pages.page import Page, site_tags, trail_to
from disclosure.pages.site import Site
from disclosure.pages.validity import has_ended
from disclosure.records.agency import Audience
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.life_events import LifeEvent

FOR_ME = "与我有关的政策"
SHOWN = 8  # papers of a group on the audience's own page; all of a longer one have pages of their own


@dataclass(frozen=True)
class ForWhat:
    """Papers with which one can do the same; ``key`` is a part of addresses."""

    key: str
    title: str
    documents: Sequence[Document]


_OPEN = "consultations"
# What readers can do with papers of which kinds, what is useful first; the last takes all that is left.
_GROUPS: tuple[tuple[str, str, Callable[[Kind], bool]], ...] = (
    (_OPEN, "可以提意见的", lambda kind: kind is Kind.CONSULTATION),
    ("services", "能办的事、能享受的服务", lambda kind: kind in (Kind.SERVICE, Kind.WELFARE)),
    ("policies", "政策文件", lambda kind: kind in POLICY_KINDS),
    ("interpretations", "解读和问答", lambda kind: kind in (Kind.INTERPRETATION, Kind.QUESTIONS)),
    ("others", "通知和其他", lambda kind: True),
)
_ENDED = "ended", "已经结束的"


def concerning(audience: Audience, site: Site) -> list[Document]:
    """The papers that name an audience, newest first."""
    return [document for document in site.documents if audience.id in document.audience]


def groups(documents: Sequence[Document], site: Site) -> list[ForWhat]:
    """The papers by what one can do with them, none without a group and no group without papers; ended ones last."""
    left = [document for document in documents if not has_ended(document, site)]
    found = []
    for key, title, takes in _GROUPS:
        taken = [document for document in left if takes(document.kind)]
        found.append(ForWhat(key, title, by_closing(taken, site) if key == _OPEN else taken))
        left = [document for document in left if not takes(document.kind)]
    ended = [document for document in documents if has_ended(document, site)]
    return [group for group in (*found, ForWhat(*_ENDED, ended)) if group.documents]


@pages_of(Audience)
def audience_pages(audience: Audience, site: Site) -> Iterator[Page]:
    """The page of an audience, and those of its long groups."""
    documents = concerning(audience, site)
    found = groups(documents, site)
    yield _audience_page(audience, site, documents, found)
    for group in found:
        if len(group.documents) > SHOWN:
            for part in slices(group.documents, partial(addresses.audience_listing, audience.id, group.key)):
                yield _group_page(audience, site, group, part)


@site_pages
def for_me_page(site: Site) -> Iterator[Page]:
    """The page on which readers pick who they are and what they want to get done; cards in the order of urgency."""
    who, life = picks(site)
    if who or life:
        yield Page(
            site=site,
            address=addresses.list_address(Audience),
            title=FOR_ME,
            template="for_me.html",
            source=(who or life)[0].record.place(),
            values=lambda links: {
                "who": who,
                "life": life,
                "cards": cards(site),
                "stopped": stopped(site),
                "nearest": {pick.key: nearest(pick, site) for pick in (*who, *life)},
            },
            description="按身份或者要办的事找政策：选一个，只看用得着的；给谁、得到什么、怎么办、到哪天为止。",
            tags=site_tags(site),
            trail=trail_to(site, None),
        )


@pages_of(LifeEvent)
def life_event_page(event: LifeEvent, site: Site) -> Iterator[Page]:
    """What there is for a life event."""
    pick = next(item for item in picks(site)[1] if item.record is event)
    yield Page(
        site=site,
        address=addresses.address(event),
        title=event.title,
        template="life_event.html",
        source=event.place(),
        values=lambda links: {"pick": pick, "stopped": _stopped_of(pick, site)},
        description=f"{site.agency.short_name}：{event.means}。",
        tags=site_tags(site),
        trail=(*trail_to(site, None), (FOR_ME, addresses.list_address(Audience))),
        feed=addresses.pick_feed_address(pick.key),
    )


def _stopped_of(pick: CardPick, site: Site) -> list[Stopped]:
    return [item for item in stopped(site) if pick.key in item.keys]


def _audience_page(audience: Audience, site: Site, documents: Sequence[Document], found: Sequence[ForWhat]) -> Page:
    general = everyone(site)
    pick = next(item for item in picks(site)[0] if item.record is audience)

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "audience": audience,
            "pick": pick,
            "stopped": _stopped_of(pick, site),
            "total": len(documents),
            "groups": found,
            "shown": SHOWN,
            "general": general if general not in (None, audience) else None,
            "for_all": sum(document not in documents for document in concerning(general, site)) if general else 0,
        }

    return _page(audience, site, addresses.address(audience), audience.title, "audience.html", values)


def _group_page(audience: Audience, site: Site, group: ForWhat, part: Slice[Document]) -> Page:
    title = f"{audience.title}：{group.title}" + (f"（第 {part.number} 页）" if part.number > 1 else "")
    return _page(audience, site, part.address, title, "audience_group.html", lambda links: {"part": part})


def _page(
    audience: Audience,
    site: Site,
    address: str,
    title: str,
    template: str,
    values: Callable[[Links], Mapping[str, Any]],
) -> Page:
    own = address == addresses.address(audience)
    above = (FOR_ME, addresses.list_address(Audience))
    return Page(
        site=site,
        address=address,
        title=title,
        template=template,
        source=audience.place(),
        values=values,
        description=f"{site.agency.short_name}与{audience.title}有关的政策文件、办事服务、解读和通知。",
        tags=site_tags(site),
        trail=(*trail_to(site, None), above, *([] if own else [(audience.title, addresses.address(audience))])),
    )
