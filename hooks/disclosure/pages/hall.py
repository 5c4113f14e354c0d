"""The page for the display in the hall: one thing, one number and one code at a time, turned by the sheet alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Any

from disclosure.expressions import expression
from disclosure.pages import addresses
from disclosure.pages.cards import cards
from disclosure.pages.events import Happening, ahead
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import site_pages
from disclosure.pages.page import Page, site_tags
from disclosure.pages.request_form import request_column
from disclosure.pages.requesting import periods
from disclosure.pages.site import Site
from disclosure.pages.states import Status
from disclosure.records.documents import Document

TITLE = "大厅屏幕"
MOST_SCREENS, MOST_LETTERS = 12, 65  # more turn too slowly, and nobody reads more in a quarter of a minute
SECONDS = 15  # for which each is seen
_CONSULTATIONS, _CLOSING, _EVENTS = 4, 3, 3  # of these at most so many
_NAMED = expression("《([^》]+)》")
_LEAST_TITLE = 8


@dataclass(frozen=True)
class Screen:
    """What is seen at one time: what it is about, its title, the number, a sentence, and where the code leads."""

    about: str
    title: str
    number: str
    line: str
    address: str
    code: str

    @property
    def letters(self) -> int:
        """How many there are to read."""
        return sum(map(len, (self.about, self.title, self.number, self.line, self.code)))

    @property
    def fitted(self) -> Screen:
        """The same with as few letters as can be read: of what is too long, the end of the title goes."""
        over = self.letters - MOST_LETTERS
        if over <= 0:
            return self
        title = self.title[: max(_LEAST_TITLE, len(self.title) - over - 1)] + "…"
        short = Screen(self.about, title, self.number, self.line, self.address, self.code)
        return (
            short
            if short.letters <= MOST_LETTERS
            else Screen(self.about, title, self.number, "", self.address, self.code)
        )


def screens(site: Site) -> list[Screen]:
    """All that is shown, what closes first on top; what always holds comes last and always has room."""
    always = list(_always(site))
    passing = islice(_passing(site), MOST_SCREENS - len(always))
    return [screen.fitted for screen in (*passing, *always)]


def _passing(site: Site) -> Iterator[Screen]:
    for document in site.open_consultations[:_CONSULTATIONS]:
        yield _consultation(document, site)
    yield from islice(_closing(site), _CLOSING)
    for shown in ahead(site)[:_EVENTS]:
        yield _event(shown)


def _consultation(document: Document, site: Site) -> Screen:
    stands, facts = site.consultation(document), document.consultation
    assert facts is not None
    number = f"还剩 {stands.days_left} 天" if stands.days_left else "今天截止"
    line = f"{stands.closes.month}月{stands.closes.day}日截止。电话 {site.agency.phone}。"
    title = facts.ask or _short(document.title, site)
    return Screen("正在征集意见", title, number, line, addresses.address(document), "扫码看草案")


def _short(title: str, site: Site) -> str:
    """What a paper is about: what stands in title marks, without the office's own name before it."""
    named = _NAMED.search(title)
    return (named[1] if named else title).removeprefix(site.agency.short_name)


def _closing(site: Site) -> Iterator[Screen]:
    for card in cards(site):
        if card.is_urgent and card.closes is not None:
            number = f"{card.closes.month}月{card.closes.day}日止"
            title, address = card.document.headline or card.document.title, addresses.address(card.document)
            yield Screen("快到截止日", title, number, f"{card.why}。", address, "扫码看怎么办")


def _event(shown: Happening) -> Screen:
    event = shown.event
    number = f"{event.capacity} 个名额" if event.capacity is not None else f"{event.start} 开始"
    if shown.status is Status.NO_PLACES_LEFT:
        number = "名额已满"
    title = f"{event.date.month}月{event.date.day}日，{event.title}"
    return Screen("政府开放活动", title, number, _how(shown), addresses.address(event), "扫码看详情")


def _how(shown: Happening) -> str:
    """How one gets in, and what makes it accessible, in a few words."""
    event, easy = shown.event, "、".join(item.label for item in shown.event.access[:2])
    if event.signup is None:
        how = "不用报名。"
    elif shown.status is Status.SIGN_UP_AHEAD:
        how = f"{event.signup.opens.month}月{event.signup.opens.day}日起报名。"
    else:
        how = f"报名到 {event.signup.closes.month}月{event.signup.closes.day}日。"
    return f"{how}{easy}。" if easy else how


def _always(site: Site) -> Iterator[Screen]:
    promise, phone = site.agency.reply_days, site.agency.phone
    number = f"{promise} 个工作日答复" if promise else "有问必答"
    line = f"不用注册。电话 {phone}。"
    yield Screen("问政策", "看不懂政策，就问", number, line, addresses.QUESTIONS, "看别人问过什么")
    column, within = request_column(site), periods(site).get("reply-within")
    if column is not None and within:
        line = "书写有困难的，可以口头提出，工作人员代填。"
        number = f"{within} 个工作日答复"
        yield Screen("依申请公开", "网站上没有的，可以申请", number, line, addresses.address(column), "怎样申请")


@site_pages
def hall_page(site: Site) -> Iterator[Page]:
    """The display's page: on a phone, on paper and for who wants no motion it is one long page."""

    def values(links: Links) -> Mapping[str, Any]:
        return {"screens": screens(site), "title": TITLE, "seconds": SECONDS}

    yield Page(
        site=site,
        address=addresses.HALL,
        title=TITLE,
        template="hall.html",
        source=site.agency.place(),
        values=values,
        description=f"{site.agency.site_name}：大厅里的大屏幕用的网页，自己翻页。",
        tags=site_tags(site),
        listed=False,
    )


def turning(count: int) -> str:
    """The sheet that turns so many pages, one after another for ever: each class has its own delay.

    The security policy forbids delays in the page itself; sheets cannot count.
    """
    if count < 2:
        return ".pg{visibility:visible}\n"
    until = f"{100 / count:.6f}".rstrip("0").rstrip(".")
    frames = f"@keyframes turn{{0%{{visibility:visible}}{until}%{{visibility:hidden}}100%{{visibility:hidden}}}}\n"
    delays = "".join(f".pg--{number}{{animation-delay:{SECONDS * (number - 1)}s}}\n" for number in range(1, count + 1))
    return f"{frames}.pg{{animation:turn {SECONDS * count}s step-end infinite}}\n{delays}"
