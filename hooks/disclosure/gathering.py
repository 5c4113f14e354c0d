"""What a page on one subject gathers: what it names, what its query finds, and what hangs on its policies.

An interpretation belongs to its policy, a question to what was asked about, a decision to the policy that came of it,
an event to what it was held on: they are found by reference. What holds no longer is gathered only where it is named.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from disclosure.coverage.evidence import counts
from disclosure.records.base import Record
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.records.events import OpenEvent
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.questions import Question
from disclosure.records.topics import Topic, TopicPart, TopicQuery
from disclosure.register import Register

_READINGS = frozenset({Kind.INTERPRETATION, Kind.QUESTIONS})


def gathered(topic: Topic, register: Register, today: date) -> dict[TopicPart, list[Record]]:
    """The records of each part, those that are named first; a part without any has an empty list."""
    named = list(_named(topic, register))
    found = {record.key: record for record in (*named, *asked_for(topic, register, today))}
    for record in [*found.values()]:
        found |= {hanging.key: hanging for hanging in _hanging_on(record, register) if hanging.key not in found}
    for record in [*found.values()]:
        found |= {event.key: event for event in _events_on(record, register) if event.key not in found}
    chosen = {record.key for record in named}
    parts: dict[TopicPart, list[Record]] = {part: [] for part in TopicPart}
    for key, record in found.items():
        if _is_public(record) and (key in chosen or counts(record, register, today)):
            parts[part_of(record)].append(record)
    return parts


def asked_for(topic: Topic, register: Register, today: date) -> list[Record]:
    """What the query of a subject finds and holds today; a paper of a decision's process stands for the decision."""
    if topic.query is None or (topic.query.keyword is None and topic.query.theme is None):
        return []
    found: dict[str, Record] = {}
    for record in _matching(topic.query, register):
        stands_alone = part_of(record) is not TopicPart.OTHERS
        decisions: Sequence[Record] = () if stands_alone else register.stages.get(record.key, ())
        found |= {item.key: item for item in decisions or [record] if counts(item, register, today)}
    return list(found.values())


def part_of(record: Record) -> TopicPart:
    """The part of the page that a record belongs to."""
    if isinstance(record, Document):
        if record.kind in POLICY_KINDS:
            return TopicPart.POLICIES
        if record.kind is Kind.SERVICE:
            return TopicPart.SERVICES
        return TopicPart.READINGS if record.kind in _READINGS else TopicPart.OTHERS
    kinds = ((Question, TopicPart.QUESTIONS), (Decision, TopicPart.DECISIONS), (OpenEvent, TopicPart.EVENTS))
    return next((part for kind, part in kinds if isinstance(record, kind)), TopicPart.OTHERS)


def _named(topic: Topic, register: Register) -> Iterator[Record]:
    for key in topic.gathers:
        record = register.records.get(key)
        if record is not None and record.page_folder and not isinstance(record, Topic):
            yield record


def _matching(query: TopicQuery, register: Register) -> Iterator[Record]:
    word = query.keyword
    for paper in register.documents:
        has_word = word is None or word in paper.title or word in paper.keywords
        if has_word and query.theme in (None, paper.theme):
            yield paper
    if word is not None and query.theme is None:
        yield from (item for item in register.decisions if word in item.title)
        yield from (event for event in register.all(OpenEvent) if word in event.title or word in event.summary)


def _hanging_on(record: Record, register: Register) -> Iterator[Record]:
    """The interpretations of a policy, the questions on it, the decision that it came of."""
    if part_of(record) is not TopicPart.POLICIES:
        return
    yield from _pointing(record, register, ("interprets",))
    yield from register.once(_by_policy).get(record.key, ())
    yield from register.stages.get(record.key, ())


def _events_on(record: Record, register: Register) -> Iterable[Record]:
    return (found for found in _pointing(record, register, ("materials", "asked")) if isinstance(found, OpenEvent))


def _pointing(record: Record, register: Register, fields: tuple[str, ...]) -> Iterator[Record]:
    for reference in register.backlinks.get(record.key, []):
        if reference.location and reference.location[0] in fields:
            yield reference.source


def _by_policy(register: Register) -> dict[str, list[Question]]:
    found: dict[str, list[Question]] = defaultdict(list)
    for question in register.all(Question):
        if question.policy is not None:
            found[question.policy].append(question)
    return found


def _is_public(record: Record) -> bool:
    """Whether readers may read it: a question once it is answered, and not where it was answered alone."""
    return not isinstance(record, Question) or (record.answered is not None and not record.private)
