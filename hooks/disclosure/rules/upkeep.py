"""Daily inspection of the columns: renewed in time, no empty phrases, nothing twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta

from disclosure.expressions import expression
from disclosure.findings import Severity
from disclosure.indexed import gathered_by
from disclosure.law.book import LawBook
from disclosure.law.renewal import (
    NEWS_LIMIT,
    NOTICES_LIMIT,
    column_standing,
    duty_in_words,
    latest_of_all,
    period_end,
)
from disclosure.past import age
from disclosure.reading.stop_gaps import bare_words, says_nothing
from disclosure.records.columns import Column, Renewal
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.records.law import Limit
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_RENEWED = ("19号函/栏目不更新", "本办制度/120")
_NEWS = frozenset({Kind.NEWS})
_NOTICES = frozenset({Kind.NOTICE, Kind.POLICY, Kind.NORMATIVE})
_WITHIN_MONTHS = frozenset({Renewal.FORTNIGHT, Renewal.MONTH, Renewal.QUARTER, Renewal.HALF_YEAR})


@rule("UPK-001", "栏目按时更新", on=Column, basis=_RENEWED, severity=Severity.NOTICE, by_time=True, waits_for="docs/")
def column_is_renewed(column: Column, context: Context) -> Iterator[Fault]:
    """There is something new in a column as often as it is to be renewed.

    Bad:  “通知公告”最近一次更新在六个多月以前
    Good: 每六个月至少有一份新的
    """
    standing = column_standing(column, context.register, context.law, context.today)
    if standing is None or standing.until is None or not standing.is_stale(context.today):
        return
    first = standing.until + timedelta(1)
    message = f"栏目“{column.title}”最近一次更新是 {standing.last}，从 {first} 起超过{standing.words}没有更新。"
    remedy = "请发布新的内容；更新责任写得和实际不符的，请改正 renewal。"
    yield column.place("renewal" if column.renewal is not None else "update_days"), message, remedy


@rule("UPK-002", "更新责任写得清楚", on=Column, basis=("本办制度/120",))
def renewal_is_told_once(column: Column, context: Context) -> Iterator[Fault]:
    """A column says in one way how often it is renewed; where an event calls for it, it says which.

    Bad:  renewal: on-event，没有写什么变化
    Good: renewal: on-event，renewal_event: 内设机构、办公地址变动时
    """
    is_on_event = column.renewal is Renewal.ON_EVENT
    if column.renewal is not None and column.update_days is not None:
        message = f"栏目“{column.title}”的更新责任写了两种：{column.renewal.label}和{column.update_days} 天。"
        yield column.place("update_days"), message, "请只留一种，另一种删去。"
    if is_on_event and column.renewal_event is None:
        message = f"栏目“{column.title}”有变化时更新，没有写什么变化。"
        yield column.place("renewal"), message, "请写 renewal_event，例如 renewal_event: 内设机构、办公地址变动时。"
    if column.renewal_event is not None and not is_on_event:
        message = f"栏目“{column.title}”写了什么变化时更新，更新责任却不是 on-event。"
        yield column.place("renewal_event"), message, "请写 renewal: on-event，或者删去 renewal_event。"


@rule("UPK-003", "更新责任不宽于检查指标", on=Column, basis=_RENEWED)
def renewal_is_as_often_as_is_inspected(column: Column, context: Context) -> Iterator[Fault]:
    """News are renewed within two weeks, notices and policies at the top level within six months, as is inspected.

    Bad:  “工作动态”写 renewal: half-year
    Good: “工作动态”写 renewal: fortnight
    """
    asked = _asked(column)
    words = duty_in_words(column).strip()
    if asked is None or not words or _is_often_enough(column, asked, context.law, context.today):
        return
    key, what = asked, {Renewal.FORTNIGHT: "动态要闻", Renewal.HALF_YEAR: "通知公告、政策文件"}[asked]
    message = f"栏目“{column.title}”的更新责任是“{words}”，检查指标要求{what}类栏目{key.label}内有更新。"
    place = column.place("renewal" if column.renewal is not None else "update_days")
    yield place, message, f"请改成 renewal: {key.value}，或者更短的周期。"


def _asked(column: Column) -> Renewal | None:
    """What the inspection asks of a column of these kinds; nothing of what is neither."""
    if _NEWS & set(column.kinds):
        return Renewal.FORTNIGHT
    return Renewal.HALF_YEAR if column.parent is None and _NOTICES & set(column.kinds) else None


def _is_often_enough(column: Column, asked: Renewal, law: LawBook, today: date) -> bool:
    if column.renewal is not None:
        return column.renewal is asked or (asked is Renewal.HALF_YEAR and column.renewal in _WITHIN_MONTHS)
    limit = law.limit(NEWS_LIMIT if asked is Renewal.FORTNIGHT else NOTICES_LIMIT, today)
    longest = _longest_days(limit) if limit is not None else None
    return longest is None or column.update_days is None or column.update_days <= longest


def _longest_days(limit: Limit) -> int | None:
    """How many days a period has at most, whatever day it begins with."""
    ends = [(date(2023, month, 1), period_end(date(2023, month, 1), limit)) for month in range(1, 13)]
    return max(((end - first).days for first, end in ends if end is not None), default=None)


@rule("UPK-004", "栏目里的文件各不相同", on=Column, basis=("本办制度/121",), severity=Severity.WARNING)
def papers_of_a_column_differ(column: Column, context: Context) -> Iterator[Fault]:
    """The papers of a column do not all have one text, or one title, as those have that were only put there.

    Bad:  栏目里的三份文件正文都是“详见附件”
    Good: 每份文件说明自己的内容
    """
    papers = context.register.by(Document, _column).get(column.id, [])
    if len(papers) < _SEVERAL:
        return
    if _are_alike(paper.body.text for paper in papers) and bare_words(papers[0].body.text):
        message = f"栏目“{column.title}”的 {len(papers)} 份文件，正文完全一样。"
        yield column.place("id"), message, "请逐份写明各自的内容，重复的删去。"
    elif _are_alike(paper.title for paper in papers):
        message = f"栏目“{column.title}”的 {len(papers)} 份文件，标题完全一样。"
        yield column.place("id"), message, "请在标题里写明是哪一期、哪一件，例如加上年份。"


_SEVERAL = 3
_BEGINNING = 200  # characters by which texts are told apart first


def _are_alike(texts: Iterable[str]) -> bool:
    """Whether texts are the same but for spaces and signs; looked at no further than where the first differs."""
    rest = iter(texts)
    first, alike = next(rest, ""), []
    for text in rest:
        if not _begins_as(text, first):
            return False
        alike.append(text)
    return len(set(map(bare_words, (first, *alike)))) < 2


def _begins_as(text: str, other: str) -> bool:
    """Whether the beginnings of two texts are the same, as far as both go."""
    one, two = bare_words(text[:_BEGINNING]), bare_words(other[:_BEGINNING])
    return one.startswith(two) or two.startswith(one)


def _column(document: Document) -> list[str]:
    return [document.column]


@rule("UPK-005", "一段文字只放在一个栏目", on=Register, basis=("本办制度/121", "要点/栏目管理"))
def text_stands_in_one_column(register: Register, context: Context) -> Iterator[Fault]:
    """No text is published in two columns; a link from the other serves readers better.

    A draft may well be adopted as it stood.

    Bad:  同一份公告在“通知公告”和“工作动态”各发一份
    Good: 只发在“通知公告”，工作动态里用链接
    """
    for papers in register.by(Document, _opening).values():
        begun = [paper for paper in papers if paper.kind is not Kind.DRAFT] if len(papers) > 1 else []
        for same in _in_several_columns(gathered_by(begun, _words).values()):
            oldest, *others = sorted(same, key=lambda paper: age(paper, context.history))
            for newer in others:
                yield from _repeated(newer, oldest, register)


def _in_several_columns(groups: Iterable[list[Document]]) -> Iterator[list[Document]]:
    return (papers for papers in groups if len(papers) > 1 and len({paper.column for paper in papers}) > 1)


def _opening(document: Document) -> list[str]:
    """How the text of a paper begins, unless it is too short: all that is asked of those that nobody else begins as."""
    return [document.opening] if document.opening else []


def _words(document: Document) -> list[str]:
    return [bare_words(document.body.text)]


def _repeated(newer: Document, older: Document, register: Register) -> Iterator[Fault]:
    if newer.column != older.column:
        column = register.get(older.column, Column)
        where = f"栏目“{column.title}”" if column is not None else "另一个栏目"
        message = f"正文和{where}的《{older.title}》（{older.id}）完全一样。"
        remedy = f"一份内容只发一处，请删除您这份新文件，需要的地方写链接 [](ref:{older.id})。"
        yield newer.place("title"), message, remedy


_NAME_OF_THE_FIELD = expression("(?:栏目)?(?:说明|简介|描述|介绍|关键词)")


@rule("UPK-006", "栏目标签有实际内容", on=Column, basis=("47号文/网页标签", "本办制度/120"))
def tags_of_a_column_say_something(column: Column, context: Context) -> Iterator[Fault]:
    """The tags of a column page are no stand-ins, and its description is not its name again.

    Bad:  description: 通知公告
    Good: description: 发布与居民和企业日常生活有关的通知、公示和提示。
    """
    if bare_words(column.description) == bare_words(column.title):
        message = f"栏目“{column.title}”的说明只是把名称又写了一遍。"
        yield column.place("description"), message, "请写明设置这个栏目的目的和主要内容。"
    elif _is_filler(column.description):
        message = f"栏目“{column.title}”的说明“{column.description[:20]}”没有实际内容。"
        yield column.place("description"), message, "请写明设置这个栏目的目的和主要内容。"
    for number, word in enumerate(column.keywords):
        if _is_filler(word):
            message = f"栏目“{column.title}”的关键词“{word[:20]}”没有实际内容。"
            yield column.place("keywords", number), message, "请写反映栏目内容的词语，没有的删去。"


def _is_filler(text: str) -> bool:
    return says_nothing(text) or _NAME_OF_THE_FIELD.fullmatch(bare_words(text)) is not None


@rule("UPK-007", "说好的时间到了有内容", on=Column, basis=("19号函/空白栏目",), severity=Severity.NOTICE, by_time=True)
def empty_column_is_filled_when_told(column: Column, context: Context) -> Iterator[Fault]:
    """A column that is empty for now has something in it when that was told for.

    Bad:  empty 里写着 until: 2025-05-31，今天是 2025-06-18
    Good: 到时发布内容，或者写明新的时间和原因
    """
    until = column.empty.until if column.empty is not None else None
    if until is not None and until < context.today and not context.register.filled_columns[column.id]:
        message = f"栏目“{column.title}”说明 {until} 有内容，时间已经过了。"
        yield column.place("empty", "until"), message, "请发布内容；还没有的，请改写原因和新的时间。"


@rule(
    "UPK-008",
    "首页按时更新",
    on=Register,
    basis=("19号函/首页不更新",),
    severity=Severity.NOTICE,
    limit=NEWS_LIMIT,
    by_time=True,
)
def home_page_is_renewed(register: Register, context: Context) -> Iterator[Fault]:
    """Something is published every two weeks, wherever, by an office that has a column of news.

    Bad:  两个多星期没有发布任何信息
    Good: 两周内至少有一份新的
    """
    news = next((column for column in register.columns if _NEWS & set(column.kinds)), None)
    last, limit = latest_of_all(register, context.today), context.law.limit(NEWS_LIMIT, context.today)
    until = period_end(last, limit) if last is not None and limit is not None else None
    if news is not None and duty_in_words(news) and until is not None and until < context.today:
        message = f"全站最近一次发布是 {last}，从 {until + timedelta(1)} 起首页没有新的信息。"
        yield news.place("id"), message, "请发布新的内容。"


@rule("UPK-009", "别处登载的日期合理", on=Document, basis=("本办制度/126",))
def days_elsewhere_are_possible(document: Document, context: Context) -> Iterator[Fault]:
    """What is said to have stood elsewhere too stood there when it was made, and not only in the future.

    Bad:  also_at 里写 date: 2026-05-08，今天是 2025-06-18
    Good: also_at 里写实际登载的日期
    """
    for number, item in enumerate(document.also_at):
        if item.date > max(context.today, document.published.date()):
            message = f"登在“{item.platform}”的日期 {item.date} 还没有到。"
            yield document.place("also_at", number, "date"), message, "请填写实际登载的日期；还没有登的，登了再写。"
        elif item.date < document.made:
            message = f"登在“{item.platform}”的日期 {item.date} 早于生成日期 {document.made}。"
            yield document.place("also_at", number, "date"), message, "请核对这两个日期。"
