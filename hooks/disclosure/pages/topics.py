"""The page on one subject: the answer first, then everything about it by link; what there is none of says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from disclosure.findings import Place
from disclosure.gathering import gathered
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import pages_of
from disclosure.pages.page import Page, site_tags, trail_to
from disclosure.pages.site import Site
from disclosure.pages.states import Status, of_document
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.topics import Topic, TopicPart

_NONE = {
    TopicPart.POLICIES: "眼下没有有效的政策，请问主管部门。",
    TopicPart.SERVICES: "没有单独的办事指南，请问主管部门。",
    TopicPart.READINGS: "还没有解读，看不懂的请问主管部门。",
    TopicPart.QUESTIONS: "还没有人问过；问了、答了就显示在这里。",
    TopicPart.DECISIONS: "没有列入重大行政决策目录。",
    TopicPart.EVENTS: "没有为这件事安排开放活动。",
    TopicPart.OTHERS: "",
}


@dataclass(frozen=True)
class GatheredLink:
    """A record on the page: its title, how it stands if that is to be told, the line that leads to it."""

    record: Record
    title: str
    state: Status | None
    origin: Place


@dataclass(frozen=True)
class GatheredPart:
    """A part of the page; ``none`` is what is said where it has nothing."""

    part: TopicPart
    links: tuple[GatheredLink, ...]
    none: str


@pages_of(Topic)
def topic_page(topic: Topic, site: Site) -> Iterator[Page]:
    """One subject."""

    def values(links: Links) -> Mapping[str, Any]:
        parts = list(_parts(topic, site))
        count = sum(len(part.links) for part in parts)
        return {"topic": topic, "unit": site.department(topic.unit), "parts": parts, "count": count}

    yield Page(
        site=site,
        address=addresses.address(topic),
        title=topic.title,
        template="topic.html",
        source=topic.place(),
        values=values,
        description=f"{topic.title}：{topic.answer}",
        tags=site_tags(site),
        trail=(*trail_to(site, None), (Topic.list_page, addresses.list_address(Topic))),
    )


def _parts(topic: Topic, site: Site) -> Iterator[GatheredPart]:
    reasons = {item.part: item.reason for item in topic.missing}
    for part, records in gathered(topic, site.register, site.today).items():
        none = reasons.get(part, _NONE[part])
        if part is TopicPart.SERVICES and topic.how is not None:
            none = topic.how
        if records or none:
            yield GatheredPart(part, tuple(_links(topic, records, site)), none)


def _links(topic: Topic, records: Sequence[Record], site: Site) -> Iterator[GatheredLink]:
    for record in records:
        named = record.key in topic.gathers
        origin = topic.place("gathers", topic.gathers.index(record.key)) if named else topic.place("gathers")
        title = getattr(record, "title", "") or f"{getattr(record, 'year', '')}年{record.type_label}"
        yield GatheredLink(record, title, _state(record, site), origin)


def _state(record: Record, site: Site) -> Status | None:
    if record.withdrawal is not None:
        return Status.WITHDRAWN
    if isinstance(record, Document) and (state := of_document(record, site)) is not None:
        return state
    return Status.UNFOUNDED if any(found.is_dead for found in site.unsettled(record)) else None
