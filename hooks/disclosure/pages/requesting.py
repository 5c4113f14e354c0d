"""The page of requests (依申请公开): how to ask, when the answer comes, what it costs, and what to do if it is no.

What an office itself says of it stands in data/agency.yml (``guide``); what it does not say stands in general words.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from disclosure.findings import Place
from disclosure.law.request_fees import FeePart, fees_on, parts, spans
from disclosure.pages.clock_drawing import ClockLine, worked_month
from disclosure.pages.request_statistics import statistics
from disclosure.pages.site import Site
from disclosure.records.guides import FeeStep, GuideElements, OfficeGuide
from disclosure.records.kinds import Kind

EXAMPLE = date(2025, 4, 25)  # a request handed in before a make-up day and the holidays of May; no request of anybody


class OwnWords(NamedTuple):
    """Something that the office says of itself: what it is, the words, and the line on which they stand."""

    title: str
    words: str
    place: Place


@dataclass(frozen=True)
class FeeRow:
    """One step of the official table in words."""

    count: str
    price: str


@dataclass(frozen=True)
class FeeTable:
    """What may be charged: the steps in words, two examples, and the steps for the calculator."""

    items: Sequence[FeeRow]
    pages: Sequence[FeeRow]
    item_example: Sequence[FeePart]
    page_example: Sequence[FeePart]
    steps: Mapping[str, Any]
    source: str


def request_values(site: Site) -> Mapping[str, Any]:
    """What the template of the page needs."""
    return {
        "elements": list(elements(site)),
        "unsaid": [info.title for name, info in GuideElements.model_fields.items() if _said(name, site) is None],
        "channels": list(channels(site)),
        "own": own_words(site),
        "periods": periods(site),
        "clock": clock_line(site),
        "month": worked_month(EXAMPLE, periods(site).get("reply-within", 0), site),
        "fees": fee_table(site),
        "cite": lambda citation: _cited(citation, site),
        "statistics": statistics(site),
        "guides": [document for document in site.documents if document.kind is Kind.GUIDE],
    }


def _cited(citation: str, site: Site) -> str:
    """An article as a sentence names it; nothing where it is not on file."""
    whole = site.law.cite(citation) if site.law.article(citation) else ""
    return whole.replace("《政府信息公开条例》", "条例").replace("《", "").replace("》", "")


def own_words(site: Site) -> OfficeGuide:
    """What the office has written of its own; empty where it has written nothing."""
    return site.agency.guide or OfficeGuide.model_validate({})


def elements(site: Site) -> Iterator[OwnWords]:
    """The nine elements of the guide (条例12), as far as they are known."""
    for name in GuideElements.model_fields:
        said = _said(name, site)
        if said is not None:
            yield said


def _said(name: str, site: Site) -> OwnWords | None:
    """One element: as agency.yml has it, else the newest guide, else what else is known of the office."""
    title, agency = str(GuideElements.model_fields[name].title), site.agency
    own = getattr(own_words(site), name)
    if own:
        return OwnWords(title, own, agency.place("guide", name))
    for document in site.documents:
        words = getattr(document.guide, name) if document.kind is Kind.GUIDE and document.guide else None
        if words:
            return OwnWords(title, words, document.place("guide", name))
    known = {"address": agency.address, "hours": agency.office_hours, "phone": agency.phone}
    known["online"] = agency.email or agency.district.disclosure_request_url
    known["body"] = site.department(agency.disclosure_office)
    field = {"hours": "office_hours", "online": "email", "body": "disclosure_office"}.get(name, name)
    words = known.get(name)
    return OwnWords(title, words, agency.place(field)) if words else None


def channels(site: Site) -> Iterator[OwnWords]:
    """The ways to hand in a request besides the district's own page."""
    agency, own = site.agency, own_words(site)
    known = {name: _said(name, site) for name in ("body", "address", "hours", "fax", "phone", "online")}
    where, hours, body = (known[name].words if known[name] else "" for name in ("address", "hours", "body"))  # type: ignore[union-attr]
    letter = f"{where}，{body or agency.name}收，信封注明“政府信息公开申请”"
    if agency.postcode not in where:
        letter = letter.replace("收，", f"收，邮编 {agency.postcode}，")
    yield OwnWords("当面", own.visit or f"{where}，{hours}", agency.place("guide", "visit"))
    yield OwnWords("邮寄", own.letter or letter, agency.place("guide", "letter"))
    if known["fax"] is not None and any(char.isdigit() for char in known["fax"].words):
        yield OwnWords("传真", f"{known['fax'].words}，发送后请来电确认", known["fax"].place)
    spoken = own.spoken or "书写有困难的，当面说或者打电话说，工作人员代您填写"
    yield OwnWords("口头", spoken, agency.place("guide", "spoken"))
    if known["phone"] is not None:
        yield OwnWords("咨询", known["phone"].words, known["phone"].place)


def periods(site: Site) -> dict[str, int]:
    """The statutory periods of today in working days, by limit."""
    keys = ("correction-notice", "reply-within", "reply-extension", "third-party")
    return {key: days for key in keys if (days := site.law.days(key, site.today)) is not None}


def clock_line(site: Site) -> ClockLine | None:
    """The drawn clock; none where a number is missing."""
    known = periods(site)
    if not {"correction-notice", "reply-within", "reply-extension"} <= known.keys():
        return None
    reply = known["reply-within"]
    return ClockLine(known["correction-notice"], reply, reply + known["reply-extension"])


def fee_table(site: Site) -> FeeTable | None:
    """What may be charged; none where the official steps are not on file, or not in force yet."""
    known = fees_on(site.register, site.today)
    if known is None:
        return None
    return FeeTable(
        list(_rows(known.items, "件")),
        list(_rows(known.pages, "页")),
        [part for part in parts(known.items, 12) if part.price],
        [part for part in parts(known.pages, 35) if part.price],
        {"items": _plain(known.items), "pages": _plain(known.pages)},
        site.law.cite(known.basis),
    )


def _rows(steps: Sequence[FeeStep], unit: str) -> Iterator[FeeRow]:
    for first, last, step in spans(steps):
        count = f"{first}—{last} {unit}" if last is not None else f"{first} {unit}以上"
        price = f"这部分每{unit} {step.price} 元" if step.price else "不收"
        if step.every:
            tier = f"每 {step.every} {unit}一档：第一档每{unit} {step.price} 元"
            price = f"{tier}，以后每增一档，每{unit}再加 {step.rise} 元"
        yield FeeRow(count, price)


def _plain(steps: Sequence[FeeStep]) -> list[dict[str, int]]:
    return [step.model_dump(exclude_none=True) for step in steps]
