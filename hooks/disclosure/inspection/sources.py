"""The office's own register → facts: what its site says on a day, without building it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from disclosure.expressions import expression
from disclosure.findings import Finding, Place, Rule, Severity
from disclosure.inspection.facts import (
    ChannelFacts,
    ColumnFacts,
    HomeFacts,
    MediaFacts,
    MessageFacts,
    ServiceFacts,
    SiteFacts,
    Trace,
)
from disclosure.inspection.naming import element_of, missing_from, sort_of
from disclosure.law.book import LawBook
from disclosure.law.media_duties import last_issue
from disclosure.law.renewal import column_standing
from disclosure.law.replies import reply
from disclosure.reading.history import History
from disclosure.records.agency import Agency
from disclosure.records.columns import Column, Layout
from disclosure.records.documents import Document
from disclosure.records.inspection import InspectionPack
from disclosure.records.kinds import Kind
from disclosure.records.media_accounts import MediaAccount
from disclosure.records.questions import Question
from disclosure.records.review import Disclosure
from disclosure.register import Register
from disclosure.rules.framework import REGISTERED, Context, run

_SLIP, _SECRET, _HARM, _FORGED = (
    f"19号函/{key}" for key in ("严重表述错误", "泄露国家秘密", "有害内容", "伪造发稿日期")
)
# A label at the head of a line, a list item or a table row, with what stands behind it.
_LABELLED = expression(r"^[ \t]*(?:#{1,6}|[-*+]|\d{1,2}[.)])?[ \t]*\|?[ \t]*([^|：:\n]{2,9}?)[ \t]*(?:[|：:]|$)", re.M)
_PHONE = expression(r"(?:电话|热线|联系)[^\n\d]{0,8}\d{3,}")


def findings_of_rules(context: Context, packs: Iterable[InspectionPack]) -> list[Finding]:
    """What those rules find of which the indicators of some packs speak; screening, which takes longer, is left out."""
    wanted = {indicator.basis for pack in packs for indicator in pack.indicators}
    return list(run([entry for entry in REGISTERED if not wanted.isdisjoint(entry.rule.basis)], context))


def source_facts(
    register: Register, law: LawBook, today: date, findings: Iterable[Finding], rules: Iterable[Rule], history: History
) -> SiteFacts:
    """What is known of the office's site on ``today``.

    ``findings`` are those of the check on that day, ``rules`` what made them; ``history`` bears witness to when files
    came.
    """
    visible = [document for document in register.documents if _is_visible(document, today)]
    facts = SiteFacts(looked_at=f"{len(visible)} 份文件", root=Place("data/agency.yml"))
    facts.found = _by_basis(findings, rules)
    facts.slips = facts.found.get(_SLIP, [])
    facts.secrets = facts.found.get(_SECRET, [])
    facts.harms = facts.found.get(_HARM, [])
    facts.dates = facts.found.get(_FORGED, [])
    facts.dates_are_witnessed = bool(visible) and all(_came_as_seen(document, history) for document in visible)
    facts.home = _home(visible)
    facts.columns = [
        _column(column, visible, register, law, today) for column in register.columns if _has_entries(column)
    ]
    facts.channels = list(_channels(register.agency)) if register.agency is not None else []
    facts.messages = [_message(item, register, law, today) for item in register.all(Question) if item.received <= today]
    accounts = [item for item in register.all(MediaAccount) if item.opened <= today and item.closed is None]
    facts.media = [_media(item, register, today) for item in accounts]
    facts.services = [_service(document) for document in visible if document.kind is Kind.SERVICE]
    return facts


def _is_visible(document: Document, today: date) -> bool:
    return document.disclosure is Disclosure.ACTIVE and document.published.date() <= today


def _came_as_seen(document: Document, history: History) -> bool:
    """Whether the history of the files tells when a document came."""
    track = history.tracks.get(document.path)
    return track is not None and not track.there_before


def _by_basis(findings: Iterable[Finding], rules: Iterable[Rule]) -> dict[str, list[Trace]]:
    """What was found by what it rests on; advice is none, but for what time has brought."""
    known = {rule.id: rule for rule in rules}
    found: dict[str, list[Trace]] = defaultdict(list)
    for item in findings:
        rule = known.get(item.rule)
        if rule is not None and (item.severity is not Severity.NOTICE or rule.by_time):
            for basis in rule.basis:
                found[basis].append(Trace(item.place, f"{item.rule} {item.message}"))
    return dict(found)


def _home(visible: list[Document]) -> HomeFacts | None:
    newest = max(visible, key=lambda document: document.published, default=None)
    return HomeFacts(newest.place("published"), newest.published.date()) if newest is not None else None


def _has_entries(column: Column) -> bool:
    return column.layout in (Layout.LIST, Layout.POLICIES)


def _column(column: Column, visible: list[Document], register: Register, law: LawBook, today: date) -> ColumnFacts:
    days = [document.published.date() for document in visible if document.column == column.id]
    standing = column_standing(column, register, law, today)
    return ColumnFacts(
        title=column.title,
        sort=sort_of(column.title, column.type.label),
        place=column.place("title"),
        newest=max(days, default=None),
        is_blank=not days,
        is_first=column.parent is None,
        duty=standing.words if standing is not None else "",
        until=standing.until if standing is not None else None,
        explanation=column.empty.reason if column.empty is not None else "",
    )


def _media(account: MediaAccount, register: Register, today: date) -> MediaFacts:
    newest = last_issue(account, register, today)
    replies = True if account.interaction is not None else None
    return MediaFacts(account.title, account.place("title"), newest, replies)


def _channels(agency: Agency) -> Iterator[ChannelFacts]:
    if agency.board is not None and agency.board.own:
        yield ChannelFacts(agency.place("board", "own"), f"自己的留言板 {agency.board.own}")
    if agency.district.board_url:
        name = agency.district.portal
        yield ChannelFacts(agency.place("district", "board_url"), f"{name}的留言入口 {agency.district.board_url}")
    if agency.email:
        yield ChannelFacts(agency.place("email"), f"邮箱 {agency.email}", is_sure=False)


def _message(item: Question, register: Register, law: LawBook, today: date) -> MessageFacts:
    answered = item.answered if item.answered is not None and item.answered <= today else None
    promise = register.agency.reply_days if register.agency is not None else None
    stands = reply(item.received, answered, today, law.working_days, promise=promise, months=None)
    return MessageFacts(
        name=item.id,
        place=item.place("received"),
        received=item.received,
        is_answered=answered is not None,
        late_by=stands.late_by if stands.is_late and stands.is_open else "",
    )


def _service(document: Document) -> ServiceFacts:
    text = document.body.text
    found = {element_of(match[1]) for match in _LABELLED.finditer(text)} | {"事项名称"}
    if _PHONE.search(text):
        found.add("联系电话")
    return ServiceFacts(document.title, document.place("title"), missing_from(found))
