"""The life of a policy: how it stands on a day, and what rests on it. Whoever speaks of either asks here.

``standing(document, register, today)`` tells how a policy stands: in force, amended, about to expire, repealed,
expired, since when, why, and what holds in its place. ``bases(record, register)`` are the policies that it rests on:

* what an interpretation or questions-and-answers explain (``interprets``),
* what a service guide (办事服务) cites by ``ref:``, and the policy that names a guide in ``gain.how``,
* what the answer to a question cites, else the policy of the question.

A paper that only speaks of a policy (news, an account of opinions, the policy that repeals it) does not rest on it.
``unsettled(record, register, today)`` is what its readers must know before they read: the standings of those that do
not simply hold. What they are told is ``PolicyStanding.said``, the same words wherever it is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.reading.days import in_words
from disclosure.records.base import Record, Reference
from disclosure.records.documents import Document, Validity, ValidityCause
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.mentions import mentions
from disclosure.records.questions import Question
from disclosure.records.titles import titled
from disclosure.records.values import Choice
from disclosure.records.withdrawals import Withdrawal
from disclosure.register import Register

_NOTICE = "expiry-notice"  # of data/limits.yml: how long before its last day readers are told
_LONGEST_CHAIN = 20
_MOST_NAMED = 4  # changed clauses that are called by name


class PolicyState(Choice):
    """How a policy stands on a day; the labels are the words of the site."""

    VALID = "valid", "有效"
    COMING = "coming", "尚未施行"
    LAPSING = "lapsing", "将到期"
    AMENDED = "amended", "已修改"
    EXPIRED = "expired", "已失效"
    REPEALED = "repealed", "已废止"
    WITHDRAWN = "withdrawn", "已撤下"

    @property
    def is_dead(self) -> bool:
        """Whether nobody may act any more on a policy that stands so."""
        return self in (PolicyState.REPEALED, PolicyState.EXPIRED, PolicyState.WITHDRAWN)


_AS_WRITTEN: Mapping[Validity | None, PolicyState] = {
    Validity.AMENDED: PolicyState.AMENDED,
    Validity.EXPIRED: PolicyState.EXPIRED,
    Validity.REPEALED: PolicyState.REPEALED,
}


@dataclass(frozen=True)
class PolicyStanding:
    """How a policy stands: since when, why, what holds instead, what changed it.

    ``successor`` is what holds today in its place, over any number of steps; ``None`` if nothing does.
    """

    policy: Document
    state: PolicyState
    since: date | None = None
    cause: ValidityCause | None = None
    successor: Document | None = None
    amendments: tuple[Document, ...] = ()
    days_left: int = 0

    @property
    def is_dead(self) -> bool:
        """Whether nobody may act on it any more."""
        return self.state.is_dead

    @property
    def is_unsettled(self) -> bool:
        """Whether readers must be told: it is over, changed, or about to be over."""
        return self.is_dead or self.state in (PolicyState.AMENDED, PolicyState.LAPSING)

    @property
    def said(self) -> str:
        """What is told of it, to be read behind its title or 本文件; without what holds instead."""
        since = in_words(self.since) if self.since is not None else ""
        if isinstance(self.policy.withdrawal, Withdrawal):
            return f"已于{since}撤下，{self.policy.withdrawal.reason.rstrip('。')}。"
        cause = f"，原因：{self.cause.label}" if self.cause is not None else ""
        if self.state is PolicyState.REPEALED:
            return f"已于{since}废止{cause}。" if since else f"已经废止{cause}。"
        if self.state is PolicyState.EXPIRED:
            if self.policy.expires is not None and self.cause in (None, ValidityCause.TERM):
                return f"有效期至{in_words(self.policy.expires)}，届满失效。"
            return f"已于{since}失效{cause}。" if since else f"已经失效{cause}。"
        if self.state is PolicyState.AMENDED:
            return f"{self._changed}{f'自{since}起' if since else ''}已经修改，其余有效。"
        if self.state is PolicyState.LAPSING and self.policy.expires is not None:
            amended = f"{self._changed}已经修改；" if self.policy.validity is Validity.AMENDED else ""
            return f"{amended}有效期至{in_words(self.policy.expires)}，{self._left}。是否延续，到期前公布。"
        return (
            f"自{in_words(self.policy.effective)}起施行。"
            if self.state is PolicyState.COMING and self.policy.effective
            else ""
        )

    @property
    def instead(self) -> str:
        """What holds in its place, in words; "" where nothing is over."""
        if not self.is_dead:
            return ""
        if self.successor is not None:
            return f"现行文件：{titled(self.successor.title)}。"
        return "没有替代文件。" if self.state is not PolicyState.WITHDRAWN else ""

    @property
    def sentence(self) -> str:
        """All of it with the title, the same words wherever it is told: 《……》已于……废止……没有替代文件。"""
        return f"{titled(self.policy.title)}{self.said}{self.instead}"

    @property
    def _changed(self) -> str:
        clauses = {clause.id: clause for clause in self.policy.body.clauses}
        found = [clauses[key] for key in self.policy.amended_clauses if key in clauses]
        articles = "、".join(clause.name for clause in found[:_MOST_NAMED] if clause.is_article)
        sections = "".join(f"“{clause.name}”" for clause in found[:_MOST_NAMED] if not clause.is_article)
        more = "等" if len(found) > _MOST_NAMED else ""
        return f"{articles}{sections}{more}" or "部分条款"

    @property
    def _left(self) -> str:
        months = self.days_left // 30
        return f"还有 {months} 个多月" if months else f"还有 {self.days_left} 天" if self.days_left else "今天到期"


def standing(document: Document, register: Register, today: date) -> PolicyStanding | None:
    """How a policy stands on a day; ``None`` for a paper that has no validity."""
    taken = document.withdrawal
    if isinstance(taken, Withdrawal) and document.kind in POLICY_KINDS:
        instead = register.get(taken.successor or "", Document)
        return PolicyStanding(document, PolicyState.WITHDRAWN, taken.day, successor=instead)
    if document.validity is None:
        return None
    state = _state(document, register, today)
    return PolicyStanding(
        policy=document,
        state=state,
        since=_since(document, state, register),
        cause=_cause(document, state),
        successor=successor(document, register, today) if state.is_dead else None,
        amendments=tuple(found for key in document.amended_by if (found := register.get(key, Document)) is not None),
        days_left=(document.expires - today).days
        if state is PolicyState.LAPSING and document.expires is not None
        else 0,
    )


def as_written(document: Document, register: Register) -> PolicyStanding | None:
    """How a policy stands by its record alone, whatever the day: amended, repealed, expired; else ``None``."""
    begun = document.effective or document.published.date()
    found = standing(document, register, begun if not document.has_lapsed(begun) else document.made)
    return found if found is not None and found.state in _AS_WRITTEN.values() else None


def is_dead(document: Document, today: date) -> bool:
    """Whether nobody may act on a paper any more, by its record or by the clock: all that lists need to know."""
    return _written(document).is_dead or document.has_lapsed(today)


def told_from(document: Document, register: Register, today: date) -> date | None:
    """The day from which readers are told that a policy will lapse, by the office's own rule as it is today.

    Of what holds for less than twice that time they are told in its second half. ``None`` for what has no last day,
    and where there is no such rule.
    """
    limit = next((item for item in register.limits if item.family == _NOTICE and item.holds_on(today)), None)
    if limit is None or document.expires is None:
        return None
    half = (document.expires - (document.effective or document.published.date())) // 2
    return document.expires - min(timedelta(days=int(limit.value)), half)


def _state(document: Document, register: Register, today: date) -> PolicyState:
    if is_dead(document, today):
        written = _written(document)
        return written if written.is_dead else PolicyState.EXPIRED
    if document.effective is not None and document.effective > today:
        return PolicyState.COMING
    told = told_from(document, register, today)
    return PolicyState.LAPSING if told is not None and told <= today else _written(document)


def _written(document: Document) -> PolicyState:
    return _AS_WRITTEN.get(document.validity, PolicyState.VALID)


def successor(document: Document, register: Register, today: date) -> Document | None:
    """What holds in the place of a policy that is over: its successor, or the successor's, up to one that holds."""
    seen = {document.id}
    found = register.get(document.replaced_by or "", Document)
    while found is not None and found.id not in seen and len(seen) <= _LONGEST_CHAIN:
        if not is_dead(found, today):
            return found
        seen.add(found.id)
        found = register.get(found.replaced_by or "", Document)
    return None


def bases(record: Record, register: Register) -> list[Document]:
    """The policies that a record rests on, each once; that of an interpretation of a draft is none."""
    found: dict[str, Document] = {}
    for key in _bases(record, register):
        policy = register.get(key, Document)
        if policy is not None and policy is not record and policy.kind in POLICY_KINDS:
            found.setdefault(key, policy)
    return list(found.values())


def dependants(policy: Document, register: Register) -> list[Record]:
    """All records that rest on a policy, in the order of the register; every record is asked."""
    return [record for record in register.records.values() if policy in bases(record, register)]


def resting(policy: Document, register: Register) -> list[Record]:
    """The same, by what points at the policy and whom it names: for those who ask of many policies."""
    pointing = {reference.source.key for reference in register.backlinks.get(policy.id, [])}
    named = {reference.target_id for reference in policy.references() if _is_how(reference)}
    order = register.once(_order)
    found = (register.records[key] for key in sorted((pointing | named) & order.keys(), key=order.__getitem__))
    return [record for record in found if policy in bases(record, register)]


def _order(register: Register) -> dict[str, int]:
    return {key: number for number, key in enumerate(register.records)}


def unsettled(record: Record, register: Register, today: date) -> list[PolicyStanding]:
    """How those policies stand that a record rests on and that do not simply hold; what is over comes first."""
    found = (standing(policy, register, today) for policy in bases(record, register))
    return sorted((item for item in found if item is not None and item.is_unsettled), key=lambda item: not item.is_dead)


def _bases(record: Record, register: Register) -> Iterator[str]:
    if isinstance(record, Document):
        yield record.interprets or ""
        if record.kind is Kind.SERVICE:
            yield from (reference.target_id for reference in mentions(record))
            yield from (item.source.key for item in register.backlinks.get(record.key, []) if _is_how(item))
    elif isinstance(record, Question):
        yield from [cited.policy for cited in record.cites] or [record.policy or ""]


def _is_how(reference: Reference) -> bool:
    """Whether a reference stands where a policy names what tells how to get what it gives."""
    return reference.location[:2] == ("gain", "how")


def _cause(document: Document, state: PolicyState) -> ValidityCause | None:
    """Why it stands so: as written, else as its term, its successor or the paper that changed it tells."""
    told = {
        PolicyState.EXPIRED: ValidityCause.TERM if document.expires is not None else None,
        PolicyState.REPEALED: ValidityCause.REPLACED if document.replaced_by else None,
        PolicyState.AMENDED: ValidityCause.CHANGED,
    }
    if state not in told:
        return None
    return (document.validity_cause if state is _written(document) else None) or told[state]


def _since(document: Document, state: PolicyState, register: Register) -> date | None:
    """From which day: as written, else from when what replaced or changed it holds, or the day behind its last."""
    if state in (PolicyState.VALID, PolicyState.COMING, PolicyState.LAPSING):
        return None
    if document.validity_since is not None and state is _written(document):
        return document.validity_since
    if state is PolicyState.EXPIRED and document.expires is not None:
        return document.expires + timedelta(days=1)
    keys = document.amended_by if state is PolicyState.AMENDED else [document.replaced_by or ""]
    papers = [found for key in keys if (found := register.get(key, Document)) is not None]
    begun = document.effective or document.published.date()
    return max(
        (paper.effective for paper in papers if paper.effective is not None and paper.effective > begun), default=None
    )


def held_on(document: Document, register: Register, day: date) -> bool:
    """Whether a policy was public and in force, or about to be, on a day that may be past."""
    if document.validity is None or document.published.date() > day or document.has_lapsed(day):
        return False
    found = standing(document, register, day)
    written_off = found is not None and found.is_dead
    return not written_off or (found is not None and found.since is not None and found.since > day)
