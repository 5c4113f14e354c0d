"""The pages of the office's accounts elsewhere: which there are, who keeps them, and who answers for what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.law.media_duties import issue_due, last_issue, look_due, statements_due
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import pages_of, site_pages
from disclosure.pages.page import Page, single_page, site_tags, trail_of_work
from disclosure.pages.site import Site
from disclosure.pages.states import Status
from disclosure.records.media_accounts import MediaAccount, Responsibility

MEDIA = "政务新媒体"


@dataclass(frozen=True)
class AccountView:
    """An account as readers see it; ``due`` is the day up to which something new should have stood there."""

    account: MediaAccount
    unit: str
    status: Status
    last: date | None
    due: date | None
    looked_at: date | None
    look_by: date | None


@dataclass(frozen=True)
class ResponsibilityView:
    """Who answers for what; ``missing`` are the years that are over without a statement."""

    responsibility: Responsibility
    unit: str
    missing: tuple[int, ...]


@pages_of(MediaAccount)
def account_page(account: MediaAccount, site: Site) -> Iterator[Page]:
    """One account: what it is for, who keeps it, what stood there, when it was looked at."""

    def values(links: Links) -> Mapping[str, Any]:
        return {"shown": account_view(account, site), "pointing": site.pointing_at(account)}

    yield Page(
        site=site,
        address=addresses.address(account),
        title=account.title,
        template="media_account.html",
        source=account.place(),
        values=values,
        description=f"{account.platform.label}“{account.title}”：{account.purpose}",
        tags=site_tags(site),
        trail=(*trail_of_work(site), (MEDIA, addresses.list_address(MediaAccount))),
        changed=account.last_issue,
    )


@site_pages
def accounts_page(site: Site) -> Iterator[Page]:
    """All accounts and who answers for them; none for an office that has neither."""
    if not has_media(site):
        return

    def values(links: Links) -> Mapping[str, Any]:
        views = [account_view(account, site) for account in site.register.all(MediaAccount)]
        kept = [view for view in views if view.account.closed is None]
        return {
            "title": MEDIA,
            "kept": kept,
            "closed": [view for view in views if view.account.closed is not None],
            "late": [view for view in kept if view.status is Status.LATE],
            "last": max((view.last for view in kept if view.last is not None), default=None),
            "responsibilities": [_responsibility(item, site) for item in site.register.all(Responsibility)],
        }

    yield single_page(
        site,
        addresses.list_address(MediaAccount),
        MEDIA,
        "media_accounts.html",
        values,
        f"{site.agency.short_name}的政务新媒体账号：用途、管理岗位、更新和巡查。",
        of_work=True,
    )


def has_media(site: Site) -> bool:
    """Whether there is a page of accounts."""
    return bool(site.register.all(MediaAccount) or site.register.all(Responsibility))


def account_view(account: MediaAccount, site: Site) -> AccountView:
    """How an account stands today."""
    due = issue_due(account, site.register, site.law, site.today)
    late = due is not None and due < site.today
    status = Status.OUT_OF_USE if account.closed is not None else Status.LATE if late else Status.UP_TO_STANDARD
    return AccountView(
        account,
        site.department(account.unit),
        status,
        last_issue(account, site.register, site.today),
        due,
        max((item.date for item in account.checks), default=None),
        look_due(account, site.law, site.today),
    )


def _responsibility(item: Responsibility, site: Site) -> ResponsibilityView:
    missing = tuple(year for year, last in statements_due(item, site.law, site.today) if last < site.today)
    return ResponsibilityView(item, site.department(item.unit), missing)
