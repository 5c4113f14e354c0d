"""公开工作: how the office does its work of disclosure. What is late, what was done, who answers for it.

It shows what is public alone: the register of the site has no request and no entry that is withheld, and of the agenda
what is private is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.agenda.items import Due
from disclosure.agenda.sources import everything_due
from disclosure.agenda.turns import unit_name
from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import site_pages
from disclosure.pages.page import OPEN_WORK, Page, single_page
from disclosure.pages.site import Site
from disclosure.pages.work_cards import work_groups
from disclosure.reading.days import in_words

_SOON = 31  # days ahead that the answer speaks of
_FEW = 8  # late items that are shown at once; the others are folded


@dataclass(frozen=True)
class LateWork:
    """Something that is late, as the public is told: where it is shown, if anywhere, and how late it is."""

    title: str
    unit: str
    due: date | None
    standing: str
    promised: date | None
    address: str
    origin: Place


@site_pages
def open_work_page(site: Site) -> Iterator[Page]:
    """The page on the office's own work."""

    def values(links: Links) -> Mapping[str, Any]:
        items = public_items(site)
        late = [item for item in items if item.is_late(site.today)]
        shown = [_late(item, site) for item in late]
        return {
            "answer": answer(items, site.today),
            "late": shown,
            "few": _FEW,
            "groups": work_groups(site),
            "has_items": bool(items),
        }

    yield single_page(
        site,
        addresses.OPEN_WORK,
        OPEN_WORK,
        "open_work.html",
        values,
        f"{site.agency.short_name}政务公开工作做得怎样：逾期的、完成的、由谁负责、怎样监督。",
    )


def public_items(site: Site) -> list[Due]:
    """What is due of that which everyone may know of."""
    return [item for item in everything_due(site.register, site.law, site.today) if not item.private]


def answer(items: list[Due], today: date) -> str:
    """How the work stands, in one sentence."""
    late = [item for item in items if item.is_late(today)]
    soon = [item for item in items if item.day is not None and 0 <= (item.day - today).days <= _SOON]
    coming = f"以后 {_SOON} 天还有 {len(soon)} 项到期" if soon else f"以后 {_SOON} 天没有到期的"
    first = min((item.last for item in late if item.last is not None), default=None)
    if first is None:
        return f"没有逾期的，{coming}。"
    return f"有 {len(late)} 项逾期，最早的应当在{in_words(first)}前办好；{coming}。"


def shown_at(item: Due, site: Site) -> str:
    """The address of the page that shows something that is due, or of its part; "" where none does."""
    record = site.register.records.get(item.record)
    if record is None or not addresses.has_page(record):
        return ""
    return f"{addresses.address(record)}{f'#{item.anchor}' if item.anchor else ''}"


def _late(item: Due, site: Site) -> LateWork:
    standing = item.standing(site.today, site.law.working_days)
    unit = unit_name(item.unit, site.register) if item.unit else ""
    return LateWork(item.title, unit, item.last, standing, item.promised, shown_at(item, site), item.place)
