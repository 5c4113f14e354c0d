"""The clock of a request in plain Chinese, day by day.

Each deadline says from which fact it runs, which day has which number, which days are passed over under which notice,
and what rests. The word 推算 stands only where a day lies beyond the known calendar, always with a range.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import groupby

from disclosure.law.book import LawBook
from disclosure.law.day_count import CountDay, DayKind, Deadline, DeadlineKind
from disclosure.law.request_clock import RequestClock, RequestState, Round, Waiting

LIMITS = {
    DeadlineKind.CORRECTION_NOTICE: "correction-notice",
    DeadlineKind.THIRD_PARTY: "third-party",
    DeadlineKind.FIRST_LIMIT: "reply-within",
    DeadlineKind.REPLY: "reply-within",
}
_START_IS_LEFT_OUT, _END_IS_MOVED, _TERM = "民法典/201", "民法典/203", "711号令/30"


def on_weekday(day: date) -> str:
    """A day with its day of the week: ``2025-05-27（周二）``."""
    return f"{day}（周{'一二三四五六日'[day.weekday()]}）"


def when(deadline: Deadline) -> str:
    """The day of a deadline with its day of the week; an estimate says so, with its range."""
    if not deadline.estimated:
        return on_weekday(deadline.due)
    return f"推算 {on_weekday(deadline.due)}（最早 {deadline.earliest}，最晚 {deadline.latest}）"


def explained(clock: RequestClock, book: LawBook) -> str:
    """Everything that falls due in a request, each with its days, in paragraphs; it ends with a line's end."""
    parts = [_receipt(clock, book), *_corrections(clock, book), *_parties(clock, book), *_reply(clock, book)]
    return "\n\n".join("\n".join(part) for part in parts) + "\n"


def _receipt(clock: RequestClock, book: LawBook) -> list[str]:
    start = clock.start
    cited = f"依据：{book.cite(start.basis)}。" if start.basis else f"参照：{book.cite(start.near)}。"
    lines = [
        f"现在（{clock.today}）：{clock.state.label}",
        f"收到：{on_weekday(start.day)}，{start.why}。{cited}",
        f"当天不算，从下一天数起。参照：{book.cite(_START_IS_LEFT_OUT)}。",
    ]
    return [*lines, f"注意：{start.also}"] if start.also else lines


def _corrections(clock: RequestClock, book: LawBook) -> Iterator[list[str]]:
    if not clock.rounds:
        yield [_headline(clock.correction_by, book), *_listed(clock.correction_by)]
    for item in clock.rounds:
        late = "，已经过了期限" if item.is_late else ""
        asked = f"告知补正：{on_weekday(item.asked)}，第 {item.number} 个工作日{late}。"
        yield [_headline(item.by, book), asked, *_listed(item.by)]
        yield _term(item, clock, book)


def _term(item: Round, clock: RequestClock, book: LawBook) -> list[str]:
    lines: list[str] = []
    if item.term is not None and item.term.unmoved is not None:
        lines.append(f"申请人补正的期限：{when(item.term)}。依据：{book.cite(_TERM)}。")
        if item.term.unmoved != item.term.due:
            end = f"告知的期限到 {on_weekday(item.term.unmoved)}，那天不上班，顺延到下一个工作日。"
            lines += [f"{end}参照：{book.cite(_END_IS_MOVED)}。", *_passed_over(item.term)]
    if item.corrected is not None:
        late = "，晚于补正的期限" if item.came_late else ""
        lines.append(f"收到补正：{on_weekday(item.corrected)}{late}。答复期限从这一天起重新数。")
    elif item.is_over(clock.today):
        lines.append("期限内没有收到补正，没有说明理由的，视为放弃申请，答复期限不再计算。")
    else:
        lines.append("还没有收到补正，收到以后答复期限重新数。")
    return lines


def _parties(clock: RequestClock, book: LawBook) -> Iterator[list[str]]:
    for item in clock.waiting:
        yield [_headline(item.deadline, book, item.party), _opinion(item, clock), *_listed(item.deadline)]


def _opinion(item: Waiting, clock: RequestClock) -> str:
    asked = f"征求意见书 {on_weekday(item.deadline.start)}送达，"
    if item.answered is not None:
        return f"{asked}{on_weekday(item.answered)}收到意见。送达第二天到收到意见当天，答复期限暂停。"
    over = "已经期满，不再等" if item.is_over(clock.today) else "还没有收到意见"
    return f"{asked}{over}。答复期限从送达第二天起暂停，最多停到第三方的期限届满。"


def _reply(clock: RequestClock, book: LawBook) -> Iterator[list[str]]:
    reply, first = clock.reply, clock.first_limit
    if reply is None or first is None:
        yield ["答复期限：现在没有在计算的答复期限。", *_readings(clock)]
        return
    if clock.facts.extensions:
        yield [_headline(first, book)]
    lines = [_headline(reply, book), *_extensions(clock, reply, first, book), *_readings(clock), *_rests(reply)]
    yield [*lines, *_done(clock), *_listed(reply)]


def _extensions(clock: RequestClock, reply: Deadline, first: Deadline, book: LawBook) -> Iterator[str]:
    for item in clock.facts.extensions:
        consent = "工作机构负责人同意" if item.approved else "没有写谁同意"
        late = "，已经过了不延期的期限" if item.told > first.latest else ""
        yield f"延期：{on_weekday(item.told)}告知申请人，延长 {item.days} 个工作日，{consent}{late}。"
    most = book.limit("reply-extension", clock.start.day)
    if most is not None and sum(item.days for item in clock.facts.extensions) > reply.length - first.length:
        yield f"延长最多 {most.value} 个工作日，多出的不算。依据：{book.cite(most.basis)}。"


def _readings(clock: RequestClock) -> Iterator[str]:
    """The other days that a careful reader may come to, and why."""
    if clock.from_receipt is not None:
        yield f"告知补正晚了，能不能重新数没有明文；从收到申请数起是 {when(clock.from_receipt)}，稳妥的在这天以前答复。"
    if clock.from_arrival is not None:
        yield f"从信到达那天数起是 {when(clock.from_arrival)}，稳妥的在这天以前答复。"
    if clock.agreed is not None:
        why = "延期没有写同意，或者过了不延期的期限才告知"
        yield f"{why}；这样的延期不算，是 {when(clock.agreed)}，稳妥的在这天以前答复，“按期”也照这天统计。"
    if clock.capped is not None:
        yield f"第三方的意见在它的期限以后才到；只停到它的期限届满的，是 {when(clock.capped)}，稳妥的在这天以前答复。"
    if clock.unpaused is not None:
        yield f"不暂停的话是 {when(clock.unpaused)}。"


def _rests(reply: Deadline) -> Iterator[str]:
    if reply.rested:
        parties = {party for item in reply.days for party in item.parties}
        once = "几个第三方重叠的日子只停一次。" if len(parties) > 1 else ""
        yield f"暂停 {len(reply.rested)} 个工作日：{'、'.join(map(on_weekday, reply.rested))}。{once}"


def _done(clock: RequestClock) -> Iterator[str]:
    if clock.state is RequestState.REOPENED:
        until = f"，到 {on_weekday(clock.facts.until)}" if clock.facts.until is not None else ""
        yield f"重新办理的期限写在复议决定书、判决书里{until}，这里不数。"
    if clock.facts.replied is not None:
        yield f"答复：{on_weekday(clock.facts.replied)}，{'晚于期限' if clock.is_late else '没有超过期限'}。"


def _headline(item: Deadline, book: LawBook, party: str = "") -> str:
    title = f"第三方{party}提出意见的期限" if item.kind is DeadlineKind.THIRD_PARTY else item.kind.label
    limit = book.limit(LIMITS[item.kind], item.start)
    basis = f"依据：{book.cite(limit.basis)}。" if limit is not None else ""
    unknown = dict.fromkeys(str(day.day.year) for day in item.days[1:] if not day.known)
    why = f"{'、'.join(unknown)} 年的放假安排还没有公布，先按周末数。" if item.estimated else ""
    return f"{title}：{when(item)}，从 {on_weekday(item.start)}起 {item.length} 个工作日。{basis}{why}"


def _listed(item: Deadline) -> Iterator[str]:
    """The days of a deadline, those that are alike in a row on one line."""
    yield from _lines(item, item.days)


def _passed_over(item: Deadline) -> Iterator[str]:
    """The days off over which the end of a term is moved."""
    yield from _lines(item, item.days[:-1])


def _lines(item: Deadline, listed: list[CountDay]) -> Iterator[str]:
    for _, group in groupby(listed, key=_alike):
        days = list(group)
        span = on_weekday(days[0].day) if len(days) == 1 else f"{on_weekday(days[0].day)}—{on_weekday(days[-1].day)}"
        guess = "（放假安排没有公布）" if not days[0].known and days[0].kind is not DayKind.START else ""
        last = "，最后一天" if days[-1].day == item.due else ""
        yield f"  {span}　{_said(days)}{guess}{last}"


def _alike(item: CountDay) -> tuple[object, ...]:
    return (item.kind, item.holiday, item.make_up, item.parties, item.notice, item.known)


def _said(days: list[CountDay]) -> str:
    first, last = days[0], days[-1]
    notice = f"（{first.notice}）" if first.notice else ""
    match first.kind:
        case DayKind.START:
            return "起算，当天不算"
        case DayKind.COUNTED:
            numbers = f"{first.number}" if len(days) == 1 else f"{first.number}—{last.number}"
            return f"第 {numbers} 个工作日{'，补班' if first.make_up else ''}{notice}"
        case DayKind.HOLIDAY:
            return f"{first.holiday}放假，不算{notice}"
        case DayKind.PAUSED:
            return f"等第三方{'、'.join(first.parties)}的意见，暂停{'（补班）' if first.make_up else ''}"
        case _:
            return "周末，不算"
