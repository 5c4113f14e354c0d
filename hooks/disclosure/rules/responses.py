"""What the office answers for: responses that say something and are kept, matters passed to it answered in time."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from disclosure.findings import Place, Severity
from disclosure.law.replies import ReplyStanding, reply_to_matter
from disclosure.ratings.names import canonical
from disclosure.ratings.series import all_series
from disclosure.ratings.trouble import is_overdue
from disclosure.records.ratings import RatingSource, RatingSources
from disclosure.records.responses import DirectLineItem, PublicResponse
from disclosure.rules.answers import Says, says
from disclosure.rules.delays import and_again, promises_too_early
from disclosure.rules.framework import Context, Fault, rule

_ANSWERED = ("本办制度/25",)
_DIRECT = ("本办制度/26",)


@rule("RAT-010", "整改回应的日期先后合理", on=PublicResponse, basis=_ANSWERED)
def dates_of_a_response_are_in_order(response: PublicResponse, context: Context) -> Iterator[Fault]:
    """A response is published after the month that called for it, and due and done after it; nothing lies ahead.

    Bad:  published: 2025-04-10，due: 2025-04-01
    Good: published: 2025-04-10，due: 2025-05-31
    """
    if f"{response.published:%Y-%m}" <= response.month:
        message = f"公布日期 {response.published} 早于 {response.month} 的数出来的时候。"
        yield response.place("published"), message, "请核对公布日期和月份。"
    for name, day in (("published", response.published), ("done", response.done)):
        if day is not None and day > context.today:
            yield response.place(name), f"日期 {day} 还没有到（今天是 {context.today}）。", "请写实际的日期。"
    if response.due < response.published:
        message = f"完成期限 {response.due} 早于公布日期 {response.published}。"
        yield response.place("due"), message, "请核对这两个日期。"
    yield from promises_too_early(response, response.due)


@rule("RAT-011", "整改回应说得出原因和做法", on=PublicResponse, basis=_ANSWERED)
def a_response_says_something(response: PublicResponse, context: Context) -> Iterator[Fault]:
    """Cause, measure and result say what is the case and what is done, not that it is taken seriously.

    Bad:  measure: 高度重视，认真研究，尽快解决。
    Good: measure: 每晚 19 时至 21 时增派两名保安，划出 12 个临时车位。
    """
    for name, label, text in (
        ("cause", "原因", response.cause), ("measure", "措施", response.measure), ("result", "结果", response.result),
    ):  # fmt: skip
        if text is not None and says(text) is not Says.ANSWERS:
            message = f"{label}里没有说出具体的内容。"
            yield response.place(name), message, "请写查明的事实，或者做什么、在哪里、做到多少。"


@rule("RAT-012", "整改做完写明结果", on=PublicResponse, basis=_ANSWERED)
def what_is_done_has_a_result(response: PublicResponse, context: Context) -> Iterator[Fault]:
    """What was done says what came of it, and what was not done claims nothing.

    Bad:  done: 2025-05-30，没有 result
    Good: done: 2025-05-30，result: 划出 12 个临时车位，夜间拥堵投诉由 57 件降到 31 件。
    """
    if response.done is not None and response.result is None:
        yield (
            response.place("done"),
            "写了完成日期，没有写结果（result）。",
            "请写做成了什么；没有做完的，删去完成日期。",
        )
    if response.done is None and response.result is not None:
        yield response.place("result"), "写了结果，没有写完成日期（done）。", "请写完成日期；没有做完的，删去结果。"


@rule("RAT-013", "整改按期完成", on=PublicResponse, basis=_ANSWERED, severity=Severity.NOTICE, by_time=True)
def a_response_is_kept(response: PublicResponse, context: Context) -> Iterator[Fault]:
    """What a response promises is done by its day, or put off with a reason.

    Bad:  due: 2025-05-31，2025-06-18 还没有 done
    Good: delay: {reason: 施工图还在审查, new_date: 2025-07-31}
    """
    if is_overdue(response, context.today):
        message = f"“{response.item}”的整改应于 {response.due} 前完成{and_again(response)}，还没有写完成日期。"
        yield response.place("due"), message, "做完的写 done 和 result；没有做完的，在 delay 里写原因和新的日期。"


@rule("RAT-014", "回应的事项在月报里", on=PublicResponse, basis=_ANSWERED)
def a_response_is_to_figures(response: PublicResponse, context: Context) -> Iterator[Fault]:
    """A response is to an item of its source that has figures in the month it names.

    Bad:  item: 停车次序，月报里是停车秩序
    Good: item: 停车秩序
    """
    if context.register.get(response.source, RatingSource) is None:
        return  # told as a reference to nothing
    series = next((item for item in all_series(context.register) if item.source.id == response.source), None)
    items = series.counts.get(response.month) if series is not None else None
    if items is None:
        message = f"没有 {response.month} 的月报，看不出回应的是什么。"
        yield response.place("month"), message, "请核对月份；没有写错的，请导入那个月的月报。"
    elif series is not None and canonical(response.item, series.sources) not in items:
        message = f"{response.month} 的月报里没有“{response.item}”。"
        yield response.place("item"), message, f"请写月报里的名称：{'、'.join(islice(items, 8))}。"


@rule("RAT-020", "直通车事项的日期和结果齐全", on=DirectLineItem, basis=_DIRECT)
def a_matter_is_whole(item: DirectLineItem, context: Context) -> Iterator[Fault]:
    """A matter is received, then answered, neither in the future; an answered one has its result.

    Bad:  received: 2025-05-12，answered: 2025-05-09
    Good: answered: 2025-05-23，result: 增设两处减速带。
    """
    if item.answered is not None and item.answered < item.received:
        message = f"答复日期 {item.answered} 早于转来日期 {item.received}。"
        yield item.place("answered"), message, "请核对这两个日期。"
    standing = direct_standing(item, context)
    yield from promises_too_early(item, (standing.due if standing is not None else None) or item.received)
    for name, day in (("received", item.received), ("answered", item.answered)):
        if day is not None and day > context.today:
            yield item.place(name), f"日期 {day} 还没有到（今天是 {context.today}）。", "请写实际的日期。"
    if item.answered is not None and item.result is None:
        yield item.place("answered"), "写了答复日期，没有写办理结果（result）。", "请写做成了什么，或者为什么不能做。"
    if item.answered is None and item.result is not None:
        yield item.place("result"), "写了办理结果，没有写答复日期（answered）。", "请写答复日期；没有答复的，删去结果。"


@rule("RAT-021", "直通车事项按期答复", on=DirectLineItem, basis=_DIRECT, severity=Severity.NOTICE, by_time=True)
def a_matter_is_answered_in_time(item: DirectLineItem, context: Context) -> Iterator[Fault]:
    """An open matter is within the period that data/rating-sources.yml states, or put off with a reason.

    Bad:  期限 15 个工作日，received: 2025-05-12，2025-06-18 还没有答复
    Good: 写上 answered 和 result，或者 delay
    """
    standing = direct_standing(item, context)
    put_off = item.delay is not None and item.delay.still_runs(context.today)
    if standing is not None and standing.is_open and standing.is_late and not put_off:
        message = f"“{item.topic}”应于 {standing.due} 前答复，已超过{standing.late_by}{and_again(item)}。"
        yield item.place("received"), message, "请答复；一时答不了的，在 delay 里写明原因和新的日期。"


@rule("RAT-022", "直通车事项写明期限，逾期写明原因", on=DirectLineItem, basis=_DIRECT, severity=Severity.WARNING)
def matters_answered_late_say_why(item: DirectLineItem, context: Context) -> Iterator[Fault]:
    """The period is stated in data/rating-sources.yml, and an answer that came late says why.

    Bad:  应于 2025-06-03 前答复，answered: 2025-06-06，没有 delay
    Good: delay: {reason: 等施工单位报价}
    """
    standing = direct_standing(item, context)
    if standing is None:
        place = next((found.place("direct_line_days") for found in context.register.all(RatingSources)), _NOWHERE)
        message = "有直通车事项，没有写办理期限（direct_line_days）。"
        yield place, message, "请在 data/rating-sources.yml 里写明几个工作日内答复。"
    elif not standing.is_open and standing.is_late and item.delay is None:
        message = f"“{item.topic}”应于 {standing.due} 前答复，晚了{standing.late_by}，没有写原因。"
        yield item.place("answered"), message, "请核对日期；确实晚了的，在 delay 里写明原因（reason）。"


_NOWHERE = Place(RatingSources.files)


def direct_standing(item: DirectLineItem, context: Context) -> ReplyStanding | None:
    """How a matter stands today; ``None`` where no period is stated."""
    return reply_to_matter(item, context.register, context.law, context.today)
