"""Policies that are about to lapse or have lapsed, the last days of their cards, and reviews that are made up for."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.office import unit_of
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.life import is_dead, told_from
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document, Validity
from disclosure.records.review import Disclosure
from disclosure.records.titles import titled
from disclosure.register import Register


@agenda_of
def terms_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """Whether a policy goes on is settled before its last day; one that has lapsed is not called valid."""
    for policy in register.documents:
        if policy.expires is None or policy.validity is None:
            continue
        if policy.validity is Validity.VALID and policy.has_lapsed(today):
            place = policy.place("validity")
            yield Due(*_named("lapsed", "有效期已满，改标有效性", policy, register), policy.expires, place, policy.id)
        elif not is_dead(policy, today):
            banner = told_from(policy, register, today)
            is_told = banner is None or banner <= today
            title = "评估是否延续" if is_told else "网页开始提示将到期，评估是否延续"
            day, place = policy.expires if is_told else banner, policy.place("expires")
            yield Due(*_named("term", title, policy, register), day, place, policy.id)


@agenda_of
def cards_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The last day of the card of a policy that holds on: what readers are told must be looked at then."""
    for policy in register.documents:
        until = policy.gain.until if policy.gain is not None else None
        if not isinstance(until, date) or until == policy.expires:
            continue  # no day, or that of the policy itself
        if policy.open_until is None and not is_dead(policy, today):
            place = policy.place("gain", "until")
            yield Due(
                *_named("card", "卡片上的截止日期到了，核对还能不能办", policy, register), until, place, policy.id
            )


@agenda_of
def reviews_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """What was published first and is reviewed after, until the review is whole."""
    records: list[Document | Decision] = [*register.documents, *register.decisions]
    for record in records:
        review = record.review
        if review is not None and review.urgent is not None and not review.is_complete:
            unit = record.owner if isinstance(record, Decision) else unit_of(record, register)
            yield Due(
                f"review-{record.id}",
                f"补齐先行发布的审查：{titled(record.title)}",
                unit,
                review.urgent.review_by,
                record.place("review", "urgent"),
                record.id,
                private=record.disclosure is not Disclosure.ACTIVE,
            )


def _named(key: str, title: str, policy: Document, register: Register) -> tuple[str, str, str]:
    """The key, the title and the unit of what is due of a policy."""
    return f"policy-{key}-{policy.id}", f"{title}：{titled(policy.title)}", unit_of(policy, register)
