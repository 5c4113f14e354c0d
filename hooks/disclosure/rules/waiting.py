"""What waits for its hour: the dates agree, nothing public leads to it, what was public once does not wait again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from disclosure.findings import Severity
from disclosure.past import public_before
from disclosure.reading.days import in_words
from disclosure.records.base import Reference
from disclosure.records.documents import Document
from disclosure.records.events import OpenEvent
from disclosure.records.mentions import mentions
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule
from disclosure.waiting import publish_on

_BASIS = ("本办制度/2",)


@rule("PUB-001", "定时发布和发布日期是同一天", on=Document | OpenEvent, basis=("19号函/伪造发稿日期",))
def both_days_are_one(record: Document | OpenEvent, context: Context) -> Iterator[Fault]:
    """What is published by ``publish_on`` bears that day as its day of publication.

    Bad:  published: 2025-07-28，publish_on: 2025-07-29 09:00
    Good: published: 2025-07-29，publish_on: 2025-07-29 09:00
    """
    hour = record.publish_on
    published = record.published.date() if isinstance(record.published, datetime) else record.published
    if hour is not None and hour.date() != published:
        message = f"定时发布写的是 {hour.date()}，发布日期写的是 {published}，不是同一天。"
        yield record.place("publish_on"), message, "请把两处改成同一天：读者看到的发布日期，就是它公开的那一天。"


@rule("PUB-002", "公开的内容不引用还没有公开的", on=Register, basis=_BASIS)
def nothing_leads_to_what_waits(register: Register, context: Context) -> Iterator[Fault]:
    """No page leads to a record before that one is public.

    Bad:  已经公开的决策事项写 draft: doc-2025-030，那份文件写 publish_on: 2025-07-29
    Good: 决策事项也写 publish_on: 2025-07-29，或者到那天再写 draft
    """
    waiting = {record.key: record for record in register.waiting}
    for reference in _references(register) if waiting else ():
        target = waiting.get(reference.target_id)
        hour = publish_on(target) if target is not None else None
        own = publish_on(reference.source) if reference.source.key in waiting else None
        if hour is not None and (own is None or own < hour):
            message = f"这里引用的 {reference.target_id} 定于 {_told(hour)} 公开，比这里晚，读者会打不开。"
            remedy = f"请给这份文件也写 publish_on: {_written(hour)}，或者先删去这一处，等那一份公开以后再写。"
            yield reference.place, message, remedy


def _references(register: Register) -> Iterator[Reference]:
    yield from register.references
    for record in register.waiting:
        yield from (*record.references(), *mentions(record))


@rule("PUB-003", "公开过的不改成以后公开", on=Register, basis=("本办制度/6",), waivable=False)
def what_was_public_stays(register: Register, context: Context) -> Iterator[Fault]:
    """``publish_on`` holds back what nobody has seen; it takes nothing down.

    Bad:  已经公开的文件后来加一行 publish_on: 2025-07-29
    Good: 不写 publish_on；要撤下的运行 disclosure withdraw
    """
    for record in public_before(register, context.history, context.today):
        message = "这一份已经公开过，写了 publish_on 就会从网站上消失。"
        yield record.place("publish_on"), message, "请删去 publish_on 这一行；确要撤下的，照手册“马上撤下一页”办。"


WAITS = "PUB-004"  # by which the pipeline knows that something waits


@rule(WAITS, "定时发布的还没有公开", on=Register, basis=_BASIS, severity=Severity.NOTICE)
def what_waits_is_told(register: Register, context: Context) -> Iterator[Fault]:
    """Whoever holds something back is told what that does, and what it does not.

    Bad:  publish_on 写的时候还没有到
    Good: publish_on 写的时候已经到了，或者不写
    """
    agency = register.agency
    seen = "" if agency is not None and agency.requests else "代码库如果是公开的，这份内容现在就看得到；"
    for record in register.waiting:
        message = f"这一份定于 {_told(publish_on(record))} 公开，现在网站上没有。"
        yield record.place("publish_on"), message, f"{seen}网站每天生成一次，那以后的第一次生成才公开，准不到几点几分。"


def _told(hour: datetime | None) -> str:
    return "" if hour is None else f"{in_words(hour)}{hour:%H:%M}" if hour.hour or hour.minute else in_words(hour)


def _written(hour: datetime) -> str:
    return f"{hour:%Y-%m-%d %H:%M}" if hour.hour or hour.minute else f"{hour:%Y-%m-%d}"
