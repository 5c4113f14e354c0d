"""Cards of policies: whom they are for, what they give, until when; and the lists that they choose from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from disclosure.expressions import expression
from disclosure.findings import Severity
from disclosure.life import is_dead
from disclosure.matching.conditions import BOUNDS, slips
from disclosure.matching.persons import told
from disclosure.reading.numerals import chinese_number
from disclosure.records.agency import Audience
from disclosure.records.documents import Document
from disclosure.records.facts import FactKind, Facts, PersonalFact
from disclosure.records.gains import GIVING
from disclosure.records.kinds import POLICY_KINDS
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("要点/精准推送", "本办制度/30")
_NUMBER = expression("[0-9]+")


def facts_of(register: Register) -> Facts:
    """The office's list of facts; an empty one if it has none."""
    return next(iter(register.all(Facts)), None) or Facts(facts=[])


@rule("FOR-001", "条件用约定的情况写", on=Document | Audience, basis=_BASIS)
def criteria_are_understood(record: Document | Audience, context: Context) -> Iterator[Fault]:
    """Criteria name facts of the list, and ask of each what can be asked of it.

    Bad:  who: [{agee: {min: 60}}]
    Good: who: [{age: {min: 60}}]
    """
    if not context.register.is_broken(Facts.files):
        for slip in slips(record.who, facts_of(context.register)):
            yield record.place("who", *slip.location), slip.message, slip.remedy


@rule("FOR-002", "卡片的标题和内容写在一起", on=Document, basis=_BASIS)
def card_is_whole(document: Document, context: Context) -> Iterator[Fault]:
    """A card has a headline and says what one gets; only what gives something has one.

    Bad:  有 headline，没有 gain
    Good: headline 和 gain 都有
    """
    if document.headline and document.gain is None:
        yield (
            document.place("headline"),
            "有卡片标题（headline），没有写得到什么（gain）。",
            "请填写 gain，或者删去标题。",
        )
    if document.gain is not None and not document.headline:
        remedy = "请填写 headline：一句话说出得到什么，16 个字以内。"
        yield document.place("gain"), "写了得到什么（gain），没有卡片标题（headline）。", remedy
    if document.gain is not None and document.kind not in GIVING:
        message = f"“{document.kind.label}”不用卡片（gain）。"
        yield document.place("gain"), message, "请把卡片写在它解读、通知的那份政策里，这里删去。"


@rule("FOR-003", "受理期的先后合理", on=Document, basis=_BASIS)
def window_is_in_order(document: Document, context: Context) -> Iterator[Fault]:
    """Applications open before they close, and close no later than the policy expires and its card says.

    Bad:  open_from: 2025-09-01，open_until: 2025-06-30
    Good: open_from: 2025-06-01，open_until: 2025-09-30
    """
    first, last = document.open_from, document.open_until
    if first is not None and last is not None and last < first:
        message = f"受理截止 {last} 早于开始受理 {first}。"
        yield document.place("open_until"), message, "请核对这两个日期。"
    ends = document.expires
    if last is not None and ends is not None and last > ends:
        message = f"受理截止 {last} 晚于有效期至 {ends}。"
        yield document.place("open_until"), message, "请核对这两个日期。"
    if first is not None and ends is not None and first > ends:
        yield document.place("open_from"), f"开始受理 {first} 晚于有效期至 {ends}。", "请核对这两个日期。"
    said = document.gain.until if document.gain is not None else None
    if isinstance(said, date):
        yield from _said_last_day(document, said)


def _said_last_day(document: Document, said: date) -> Iterator[Fault]:
    """The last day on the card is that of the window, else not after the policy's."""
    place = document.place("gain", "until")
    if document.open_until is not None and said != document.open_until:
        message = f"卡片上的截止日期 {said} 和受理截止 {document.open_until} 不一样。"
        yield place, message, "请核对，两处写同一天。"
    elif document.open_until is None and document.expires is not None and said > document.expires:
        message = f"卡片上的截止日期 {said} 晚于有效期至 {document.expires}。"
        yield place, message, "请核对这两个日期。"


@rule("FOR-004", "正在执行的政策有卡片", on=Document, basis=_BASIS, severity=Severity.NOTICE)
def policy_in_force_has_a_card(document: Document, context: Context) -> Iterator[Fault]:
    """A policy that holds and names whom it concerns says on a card what they get; one that amends another needs none.

    Bad:  validity: valid，audience: [elderly]，没有 gain
    Good: 有 headline 和 gain
    """
    if document.kind not in POLICY_KINDS or not document.audience or document.gain is not None:
        return
    holds = document.validity is not None and not is_dead(document, context.today)
    if holds and document.id not in context.register.once(_amending):
        message = "这份政策写了适用人群，没有卡片，“与我有关的政策”里找不到它。"
        yield (
            document.place("audience"),
            message,
            "请填写 headline 和 gain；只有要求、不给什么的，what 写要做到什么，适用人群保留。",
        )


def _amending(register: Register) -> dict[str, list[str]]:
    """The documents that amend others, with those."""
    found: dict[str, list[str]] = {}
    for document in register.documents:
        for key in document.amended_by:
            found.setdefault(key, []).append(document.id)
    return found


@rule("FOR-005", "卡片写明怎么办", on=Document, basis=_BASIS, severity=Severity.WARNING)
def card_says_how(document: Document, context: Context) -> Iterator[Fault]:
    """A card says what to do, in words or by the guide.

    Bad:  gain 里没有 steps 和 how
    Good: steps: 到社区事务受理服务中心申请
    """
    if document.gain is not None and not document.gain.steps and not document.gain.how:
        remedy = "请填写 steps（一句话）或者 how（办事指南的编号）；不用办的写“不用申请”。"
        yield document.place("gain"), "卡片没有写怎么办。", remedy


@rule("FOR-006", "卡片找得到", on=Document, basis=_BASIS)
def card_is_found(document: Document, context: Context) -> Iterator[Fault]:
    """A card belongs to an audience, or to something that people have to do.

    Bad:  有 gain，没有 audience 和 life
    Good: audience: [elderly]
    """
    if document.gain is not None and not document.audience and not document.life:
        message = "卡片没有写适用人群（audience），也没有写要办的事（life），没有人找得到它。"
        yield document.place("gain"), message, "请至少填写其中一项。"


@rule("FOR-007", "情况表的各项前后一致", on=Facts, basis=_BASIS)
def facts_are_consistent(facts: Facts, context: Context) -> Iterator[Fault]:
    """No two facts have one key, choices have options, and what is taken for said is something that can be said.

    Bad:  kind: choice，没有 options
    Good: kind: choice，options 里有两样
    """
    owners = [((), facts.facts), *(((("things", number)), thing.facts) for number, thing in enumerate(facts.things))]
    for above, listed in owners:
        twice = {key for key, count in Counter(fact.key for fact in listed).items() if count > 1}
        for number, fact in enumerate(listed):
            at = (*above, "facts", number)
            if fact.key in twice:
                yield facts.place(*at, "key"), f"代号“{fact.key}”用了不止一次。", "请给另一项换一个代号。"
            yield from _faults_of(fact, facts, at, context.today)
    taken = {fact.key for fact in facts.facts}
    for number, thing in enumerate(facts.things):
        if thing.key in taken:
            place = facts.place("things", number, "key")
            yield place, f"代号“{thing.key}”用了不止一次。", "请给另一项换一个代号。"


def _faults_of(fact: PersonalFact, facts: Facts, at: tuple[str | int, ...], today: date) -> Iterator[Fault]:
    keys = {option.key for option in fact.options}
    if (fact.kind is FactKind.CHOICE) != bool(fact.options):
        message = f"“{fact.title}”的种类是 {fact.kind.value}，{'没有可选的值' if not keys else '不用可选的值'}。"
        yield facts.place(*at, "kind"), message, "请核对 kind 和 options：只有 choice 写 options。"
        return
    for number, option in enumerate(fact.options):
        if option.within is not None and option.within not in keys:
            place = facts.place(*at, "options", number, "within")
            yield (
                place,
                f"“{option.title}”属于“{option.within}”，没有这个代号。",
                f"可以写：{'、'.join(sorted(keys))}。",
            )
    if fact.otherwise is not None:
        try:
            told(fact, fact.otherwise, today)
        except ValueError:
            message = f"“{fact.title}”没有说明的当作“{fact.otherwise}”，这个值不能用。"
            yield facts.place(*at, "otherwise"), message, f"这一项是：{fact.kind.label}；没有的写 none。"


@rule("FOR-008", "条件里的数字在正文里找得到", on=Document, basis=_BASIS, severity=Severity.WARNING)
def numbers_stand_in_the_text(document: Document, context: Context) -> Iterator[Fault]:
    """Every number of the criteria stands in the text of the paper: nobody is let in or kept out by a slip.

    Bad:  who: [{age: {min: 56}}]，正文写的是 65 周岁
    Good: who: [{age: {min: 65}}]，正文写的是 65 周岁
    """
    if next(slips(document.who, facts_of(context.register)), None) is not None:
        return
    text = f"{document.title}{document.body.text}{document.gain.who if document.gain else ''}"
    for at, written in _numbers(document.who, ()):
        found = _NUMBER.search(written)
        if found is not None and not _stands(int(found[0]), text):
            remedy = "请对照正文核对；正文在附件里或者引用别的文件的，把这一句写进 gain 的 who。"
            yield document.place("who", *at), f"条件里的“{written[:20]}”在正文里找不到。", remedy


def _numbers(value: Any, at: tuple[str | int, ...]) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """The bounds of criteria as written, each with its place."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if key in BOUNDS and isinstance(item, str) and key not in ("from", "to"):
                yield (*at, key), item
            else:
                yield from _numbers(item, (*at, key))
    elif isinstance(value, list):
        for number, item in enumerate(value):
            yield from _numbers(item, (*at, number))


def _stands(number: int, text: str) -> bool:
    if re.search(rf"(?<![0-9]){number}(?![0-9])", text):
        return True
    words = chinese_number(number) if 0 < number < 10_000 else ""
    other = {"二": "两", "六个月": "半年"}.get(words, words)
    in_years = chinese_number(number // 12) if number and number % 12 == 0 else ""
    figures = "".join("〇一二三四五六七八九"[int(figure)] for figure in str(number))
    return any(word and word in text for word in (words, other, in_years, figures))


@rule("FOR-009", "卡片标题说的是得到什么", on=Document, basis=_BASIS)
def headline_states_the_benefit(document: Document, context: Context) -> Iterator[Fault]:
    """The headline of a card is no part of the paper's title.

    Bad:  headline: 既有多层住宅加装电梯支持办法
    Good: headline: 装电梯：每台补贴 2 万元
    """
    if document.headline and (document.headline in document.title or document.headline.endswith(_NAMES)):
        message = f"卡片标题“{document.headline}”是文件的名称，没有说出得到什么。"
        yield document.place("headline"), message, "请用一句话说出得到什么，例如“装电梯：每台补贴 2 万元”。"


_NAMES = ("办法", "通知", "细则", "规定", "公告", "意见", "方案")


@rule("FOR-010", "过了截止日期的卡片及时更新", on=Document, basis=_BASIS, severity=Severity.NOTICE, by_time=True)
def last_day_of_a_card_is_ahead(document: Document, context: Context) -> Iterator[Fault]:
    """The last day of a card of a policy that holds has not passed without the window being closed.

    Bad:  gain 的 until: 2025-03-31，今天是 2025-06-18，validity: valid
    Good: until: 2025-12-31
    """
    said = document.gain.until if document.gain is not None else None
    holds = not is_dead(document, context.today)
    if isinstance(said, date) and said < context.today and holds and document.open_until is None:
        message = f"卡片上的截止日期 {said} 已经过去，文件还标为有效。"
        yield document.place("gain", "until"), message, "还能办的请更新日期；不能办的请填写 open_until（受理截止）。"
