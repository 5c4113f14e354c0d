"""What stands at the address of a paper that was taken down: why, since when, what instead, whom to ask.

Nothing on these pages comes from the paper itself but its kind, its column and its dates; they know neither who speaks
of it nor where it was copied. Static hosts answer every page with 200, so a notice tells search engines to forget it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import site_pages
from disclosure.pages.page import Page, section_of, single_page, site_tags, trail_to
from disclosure.pages.site import Site
from disclosure.reading.days import in_words
from disclosure.records.agency import Department
from disclosure.records.base import Record
from disclosure.records.columns import Column
from disclosure.records.documents import Document
from disclosure.records.withdrawals import Withdrawal, WithdrawalCode

TITLE, LIST = "这个页面已经撤下", "撤下记录"


@dataclass(frozen=True)
class Moved:
    """A page that leads on to another, as the template of moved pages wants it."""

    date: Any
    reason: str


@site_pages
def withdrawal_pages(site: Site) -> Iterator[Page]:
    """A notice for each paper that was taken down, and, where there is one, the list of them all."""
    withdrawals = listed(site)
    for withdrawal in withdrawals:
        if withdrawal.attachment is None:  # of a file the page of its paper tells
            yield _notice(withdrawal, site) if _leads_to(withdrawal, site) is None else _moved(withdrawal, site)
    if withdrawals:
        yield _list(withdrawals, site)


def listed(site: Site) -> list[Withdrawal]:
    """The withdrawals of all years, the newest first."""
    return sorted(site.register.all(Withdrawal), key=lambda item: (item.time, item.number), reverse=True)


def _leads_to(withdrawal: Withdrawal, site: Site) -> Record | None:
    """The page to which a double leads on; ``None`` for all others, which say why there is nothing."""
    target = site.register.records.get(withdrawal.successor or "")
    is_page = target is not None and addresses.has_page(target) and target.withdrawal is None
    return target if is_page and withdrawal.code is WithdrawalCode.DUPLICATE else None


def _notice(withdrawal: Withdrawal, site: Site) -> Page:
    column = _column(withdrawal, site)

    def values(links: Links) -> Mapping[str, Any]:
        office = _office(withdrawal, site)
        successor = site.register.records.get(withdrawal.successor or "")
        return {
            "withdrawal": withdrawal,
            "column": column,
            "successor": successor if successor is not None and successor.withdrawal is None else None,
            "words": _words(successor),
            "phone": (office.phone if office else None) or site.agency.phone,
            "phone_origin": office.place("phone") if office and office.phone else site.agency.place("phone"),
            "office": office.title if office else site.agency.sponsor,
            "codes": list(WithdrawalCode),
            "this_year": sum(item.time.year == site.today.year for item in listed(site)),
        }

    return Page(
        site=site,
        address=address_of(withdrawal, site),
        title=TITLE,
        template="withdrawn.html",
        source=withdrawal.place("number"),
        values=values,
        description=f"{TITLE}，页面上写明了原因和问询的部门。",
        tags=site_tags(site),
        trail=trail_to(site, column),
        section=section_of(site, column),
        listed=False,
    )


def _column(withdrawal: Withdrawal, site: Site) -> Column | None:
    """The column in which a paper was."""
    return site.register.get(withdrawal.kept.column, Column) if withdrawal.kept is not None else None


def address_of(withdrawal: Withdrawal, site: Site) -> str:
    """The page that tells of it: where it was, and of a single attachment that of its paper; "" where there is none."""
    record = site.register.records.get(withdrawal.number)
    return addresses.address(record) if record is not None and addresses.has_page(record) else ""


def _office(withdrawal: Withdrawal, site: Site) -> Department | None:
    """Whom readers ask: the department that is named, else the one that answers for disclosure."""
    return site.register.get(withdrawal.contact or site.agency.disclosure_office or "", Department)


def _words(successor: Record | None) -> str:
    """What the corrected version is, without its title, which may be that of what was taken down."""
    if isinstance(successor, Document):
        return f"{successor.kind.label}（{in_words(successor.published.date())}发布）"
    return successor.type_label if successor is not None else ""


def _moved(withdrawal: Withdrawal, site: Site) -> Page:
    def values(links: Links) -> Mapping[str, Any]:
        target = _leads_to(withdrawal, site)
        moved = Moved(withdrawal.day, withdrawal.reason)
        return {"redirect": moved, "target": target, "origin": _origin(withdrawal)}

    return single_page(
        site,
        address_of(withdrawal, site),
        "网址已更换",
        "redirect.html",
        values,
        "您访问的页面已经换了网址。",
        source=withdrawal.place("number"),
        listed=False,
    )


def _origin(withdrawal: Withdrawal) -> Place:
    return withdrawal.place("successor")


def _list(withdrawals: list[Withdrawal], site: Site) -> Page:
    def values(links: Links) -> Mapping[str, Any]:
        rows = [(item, _column(item, site), address_of(item, site)) for item in withdrawals]
        return {"rows": rows}

    return single_page(
        site,
        addresses.WITHDRAWN,
        LIST,
        "withdrawals.html",
        values,
        f"{site.agency.site_name}：撤下的页面，什么时候、为什么撤下，共 {len(withdrawals)} 件。",
        source=withdrawals[0].place(),
        changed=withdrawals[0].day,
    )
