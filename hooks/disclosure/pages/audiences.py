"""What concerns whom: a page for each audience that papers name, grouped by what one can do with them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from disclosure.pages import addresses
from disclosure.pages.consultations import by_closing
from disclosure.pages.hrefs import Links
from disclosure.pages.listing import Slice, slices
from disclosure.pages.makers import pages_of, site_pages
from disclosure.pages.page import Page, site_tags, trail_to
from disclosure.pages.site import Site
from disclosure.pages.validity import has_ended
from disclosure.records.agency import Audience, Audiences
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS, Kind

FOR_ME = "与我有关"
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
    """The page that lists the audiences, with how much there is for each."""
    picks = [(audience, len(concerning(audience, site))) for audience in site.register.all(Audience)]
    if picks:
        yield Page(
            site=site,
            address=addresses.list_address(Audience),
            title=FOR_ME,
            template="for_me.html",
            source=picks[0][0].place(),
            values=lambda links: {"picks": picks, "everyone": everyone(site)},
            description="按人群查找政策、服务和通知：选一个身份，只看用得着的。",
            tags=site_tags(site),
            trail=trail_to(site, None),
        )


def everyone(site: Site) -> Audience | None:
    """The audience that stands for all people, if the office has said which."""
    tables = site.register.all(Audiences)
    return site.register.get(tables[0].everyone or "", Audience) if tables else None


def _audience_page(audience: Audience, site: Site, documents: Sequence[Document], found: Sequence[ForWhat]) -> Page:
    general = everyone(site)

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "audience": audience,
            "total": len(documents),
            "groups": found,
            "shown": SHOWN,
            "general": general if general not in (None, audience) else None,
            "for_all": sum(document not in documents for document in concerning(general, site)) if general else 0,
        }

    return _page(audience, site, addresses.address(audience), audience.title, "audience.html", values)


def _group_page(audience: Audience, site: Site, group: ForWhat, part: Slice) -> Page:
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
