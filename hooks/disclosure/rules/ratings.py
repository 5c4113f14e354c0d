"""Monthly figures: each follows from its own counts, no month is passed over, what is in trouble is answered for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from disclosure.findings import Place, Severity
from disclosure.ratings.arithmetic import contradictions
from disclosure.ratings.names import look_alike
from disclosure.ratings.series import Series, all_series, in_words, month_at, month_of, number_of
from disclosure.ratings.trouble import response_to, troubled
from disclosure.records.ratings import MonthRatings, RatingSource, RatingSources, month_id, plain_name
from disclosure.register import Register
from disclosure.rules.framework import Context, Fault, rule

_FIGURES = ("本办制度/24",)
_ANSWERED = ("本办制度/25",)
_AGAIN = "请核对原来的月报，更正以后用 disclosure import ratings 重新导入。"


@rule("RAT-001", "月报的数前后一致", on=MonthRatings, basis=_FIGURES)
def figures_follow_from_each_other(ratings: MonthRatings, context: Context) -> Iterator[Fault]:
    """Sums add up, parts are not above their whole, rates are those of their counts.

    Bad:  受理数 42，按期办结数 43
    Good: 受理数 42，按期办结数 41，按期办结率 97.62
    """
    source = _source(ratings, context.register)
    for number, row in enumerate(ratings.items if source is not None else ()):
        for found in contradictions(source, row.counts, row.rates):  # type: ignore[arg-type]
            field = "rates" if found.key in row.rates else "counts"
            place = ratings.place("items", number, field, found.key)
            yield place, f"“{row.item}”的{found.words}。", _AGAIN


@rule("RAT-002", "月报各栏齐全，和来源说的一样", on=MonthRatings, basis=_FIGURES)
def figures_have_the_columns_of_their_source(ratings: MonthRatings, context: Context) -> Iterator[Fault]:
    """Every item has a count in every column of its source, and in no other; nothing stands for what is not known.

    Bad:  counts: {accepted: 42}，来源有 accepted 和 on_time 两栏
    Good: counts: {accepted: 42, on_time: 41}
    """
    source = _source(ratings, context.register)
    for number, row in enumerate(ratings.items if source is not None else ()):
        assert source is not None
        known = {column.key for column in source.columns}
        for key in known - set(row.counts):
            place = ratings.place("items", number, "counts")
            yield place, f"“{row.item}”没有写“{source.title_of(key)}”（{key}）。", _AGAIN
        rates = {rate.key for rate in source.rates}
        for field, written, allowed in (("counts", row.counts, known), ("rates", row.rates, rates)):
            for key in set(written) - allowed:
                remedy = "请删去它；确实要公布的，先写进 data/rating-sources.yml。"
                yield ratings.place("items", number, field, key), f"“{key}”不是“{source.title}”的栏。", remedy


@rule("RAT-003", "一个月里同一事项只有一行，一个月只有一份月报", on=MonthRatings, basis=_FIGURES)
def an_item_stands_once_in_a_month(ratings: MonthRatings, context: Context) -> Iterator[Fault]:
    """No item stands twice in a month, blanks and widths apart; the id is the source and the month.

    Bad:  停车秩序、停车 秩序 各一行
    Good: 停车秩序 一行
    """
    wanted = month_id(ratings.source, ratings.month)
    if ratings.id != wanted:
        remedy = f"请核对来源和月份；没有写错的，把编号和文件名改成 {wanted}。"
        yield ratings.place("id"), f"编号是 {ratings.id}，来源和月份却是 {wanted}。", remedy
    if ratings.file_year != ratings.month[:4]:
        place = ratings.place("month")
        yield place, f"{ratings.month} 的月报放在 {ratings.file_year} 年的文件夹里。", "请移到月份那一年的文件夹。"
    seen = set[str]()
    for number, row in enumerate(ratings.items):
        if plain_name(row.item) in seen:
            yield ratings.place("items", number, "item"), f"“{row.item}”出现了两次。", _AGAIN
        seen.add(plain_name(row.item))


@rule("RAT-004", "月报的月份已经过完", on=MonthRatings, basis=_FIGURES)
def a_month_is_over(ratings: MonthRatings, context: Context) -> Iterator[Fault]:
    """No figures of a month that is not over.

    Bad:  今天 2025-06-18，month: 2025-06
    Good: month: 2025-05
    """
    if ratings.month >= month_of(context.today):
        message = f"{ratings.month} 还没有过完（今天是 {context.today}），不会有全月的数。"
        yield ratings.place("month"), message, "请核对月份；这个月过完以后再导入。"


@rule("RAT-005", "月报没有缺的月份", on=Register, basis=_FIGURES, severity=Severity.NOTICE, by_time=True)
def no_month_is_passed_over(register: Register, context: Context) -> Iterator[Fault]:
    """Between the first month and the last none is missing, and the last month is there by the day set for it.

    Bad:  有 2025-03 和 2025-05，没有 2025-04
    Good: gaps: [{month: 2025-04, reason: 系统升级}]
    """
    for series in all_series(register):
        told = {gap.month for gap in series.source.gaps}
        missing = [month for month in (*series.missing, *_late(series, context)) if month not in told]
        if missing:
            message = f"“{series.source.title}”缺 {in_words(missing)}的数，网页上会写明没有，不按零算。"
            remedy = "请导入这些月份的月报；确实没有的，在 gaps 里写明月份和原因。"
            yield series.source.place("id"), message, remedy


@rule("RAT-006", "相像的名称说明是不是同一事项", on=Register, basis=_FIGURES, severity=Severity.NOTICE)
def alike_names_are_told_apart(register: Register, context: Context) -> Iterator[Fault]:
    """Two names that look alike are said to be one item, or two; until then they are not added up.

    Bad:  社区食堂助餐补贴 和 社区食堂用餐补贴
    Good: same: {社区食堂助餐补贴: [社区食堂用餐补贴]}
    """
    for series in all_series(register):
        for one, other in look_alike(series.items, series.sources):
            message = f"“{one}”和“{other}”名称相像，没有加在一起。"
            remedy = "是同一事项的，在 data/rating-sources.yml 的 same 里写明；不是的，写进 distinct。"
            yield _where(series, other), message, remedy


@rule("RAT-007", "到了标准的事项有公开回应", on=Register, basis=_ANSWERED, severity=Severity.WARNING)
def what_is_in_trouble_is_answered_for(register: Register, context: Context) -> Iterator[Fault]:
    """What reaches a threshold of its source has a public response: cause, measure, unit, due date.

    Bad:  噪声扰民 满意率 61.54%，低于 80%，没有回应
    Good: data/responses/2025/ 里有这个事项从这个月起的回应
    """
    for series in all_series(register):
        told = set[str]()
        for case in troubled(series):
            if case.item not in told and response_to(case, register) is None:
                told.add(case.item)
                message = f"“{case.item}”{in_words([case.month])}{'；'.join(case.reasons)}，没有公开回应。"
                remedy = "请在 data/responses/ 写一份回应，写明原因、措施、责任部门和完成期限；数不对的，请更正月报。"
                yield _where(series, case.item, case.month), message, remedy


@rule("RAT-008", "月报来源的各栏对得上", on=RatingSources, basis=_FIGURES)
def a_source_is_whole(sources: RatingSources, context: Context) -> Iterator[Fault]:
    """No key twice; sums, rates and thresholds name columns that are there; a threshold says how far.

    Bad:  rates: [{key: satisfied_rate, part: [content], whole: rated}]，columns 里没有 content
    Good: part: [satisfied]
    """
    for at, source in enumerate(sources.sources):
        columns = {column.key for column in source.columns}
        keys = Counter([*(column.key for column in source.columns), *(rate.key for rate in source.rates)])
        for key in (key for key, times in keys.items() if times > 1):
            yield _in(sources, at, "id"), f"“{source.title}”的代号 {key} 用了两次。", "请改成不同的代号。"
        for place, key in _named(sources, at, source):
            if key not in columns:
                message = f"“{source.title}”提到的 {key} 不在 columns 里。"
                yield place, message, f"请写这些里的一个：{'、'.join(sorted(columns))}。"
        for number, threshold in enumerate(source.trouble):
            place = _in(sources, at, "trouble", number, "of")
            if threshold.of not in keys:
                yield place, f"“{source.title}”没有 {threshold.of} 这一栏。", f"请写这些里的一个：{'、'.join(keys)}。"
            elif threshold.below is None and threshold.reaches is None:
                yield place, "没有写到多少要回应。", "请写 below（低于）或者 reaches（达到）。"


def _named(sources: RatingSources, at: int, source: RatingSource) -> Iterator[tuple[Place, str]]:
    """Every key of a column of counts that a source names, and where."""
    yield _in(sources, at, "main"), source.main
    for number, total in enumerate(source.sums):
        yield _in(sources, at, "sums", number, "total"), total.total
        yield from ((_in(sources, at, "sums", number, "of", step), key) for step, key in enumerate(total.of))
    for number, rate in enumerate(source.rates):
        yield _in(sources, at, "rates", number, "whole"), rate.whole
        yield from ((_in(sources, at, "rates", number, "part", step), key) for step, key in enumerate(rate.part))


def _in(sources: RatingSources, *steps: str | int) -> Place:
    return sources.place("sources", *steps)


def _source(ratings: MonthRatings, register: Register) -> RatingSource | None:
    return register.get(ratings.source, RatingSource)


def _where(series: Series, item: str, month: str = "") -> Place:
    """Where an item stands last, or in one month."""
    lines = series.lines.get(item, {})
    return lines.get(month or max(lines, default=""), series.source.place("id"))


def _late(series: Series, context: Context) -> list[str]:
    """The months after the last that should be there today."""
    if series.source.due_day is None or not series.months:
        return []
    over = number_of(month_of(context.today)) - 1
    if context.today.day <= series.source.due_day:
        over -= 1
    return [month_at(number) for number in range(number_of(series.months[-1]) + 1, over + 1)][-12:]
