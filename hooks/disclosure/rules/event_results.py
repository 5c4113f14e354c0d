"""What became of an event: told in time, adding up, nobody seen who did not agree, followed up to the end."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import PurePosixPath

from disclosure.findings import Severity
from disclosure.law.open_events import RESULTS, has_results, results_by
from disclosure.reading.kinds import FileKind, suffix_of
from disclosure.records.documents import Document
from disclosure.records.events import EventSuggestion, OpenEvent, SuggestionState
from disclosure.rules.framework import Context, Fault, rule

_RESULTS = ("本办制度/111",)
_FOLLOWED = ("本办制度/112",)
_PHOTOS = ("本办制度/113",)
_LEAST = 6  # letters that can say what is seen


@rule(
    "OPN-010",
    "办过的活动公布结果",
    on=OpenEvent,
    basis=_RESULTS,
    severity=Severity.WARNING,
    limit=RESULTS,
    by_time=True,
)
def results_are_told_in_time(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """Some working days after an event (data/limits.yml) it is told who came, and every question has its answer.

    Bad:  活动过去一个半月，没有 attendance
    Good: attendance: 38
    """
    due = results_by(event, context.law)
    if due is None or context.today <= due or not event.takes_place or has_results(event):
        return
    if event.attendance is None:
        message = f"活动在 {event.date} 办过，应于 {due} 前公布结果，还没有写参加人数（attendance）。"
        remedy = "请写参加人数（attendance），有问答、问卷、建议的一并写上；没有办成的写 status: cancelled 和原因。"
        yield event.place("date"), message, remedy
    for row, item in enumerate(event.questions):
        if item.answer is None:
            message = f"“{item.question[:20]}”应于 {due} 前答复，还没有写回答（answer）。"
            yield event.place("questions", row), message, "请写怎样回答；一时答不了的，写办到哪一步、什么时候答。"


@rule("OPN-011", "活动以后才有结果", on=OpenEvent, basis=_RESULTS)
def results_come_after_the_event(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """Nobody came to what has not taken place.

    Bad:  date: 2025-08-20，今天是 2025-06-18，attendance: 38
    Good: 活动以后再写 attendance
    """
    if event.takes_place and event.date <= context.today:
        return
    why = f"活动日期是 {event.date}" if event.takes_place else "活动已取消"
    for name in ("attendance", "questions", "survey", "photos", "suggestions"):
        if event.written(name):
            label = type(event).model_fields[name].title
            message = f"{why}，却写了{label}（{name}）。"
            yield event.place(name), message, "请核对活动日期和情况；还没有举行的，删去这一项。"


@rule("OPN-012", "问卷的数加得起来", on=OpenEvent, basis=_RESULTS)
def the_survey_adds_up(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """The answers of a survey are as many as came back, and no more than people came.

    Bad:  returned: 38，satisfied: 36，fairly: 1
    Good: returned: 38，satisfied: 36，fairly: 1，dissatisfied: 1
    """
    survey = event.survey
    if survey is None:
        return
    told = survey.satisfied + survey.fairly + survey.dissatisfied + survey.silent
    if told != survey.returned:
        message = f"满意、基本满意、不满意和没有填的一共 {told} 份，收回的是 {survey.returned} 份。"
        remedy = "请核对各项份数；没有填满意不满意的写在 silent。"
        yield event.place("survey", "returned"), message, remedy
    if event.is_on_site and event.attendance is not None and survey.returned > event.attendance:
        message = f"收回问卷 {survey.returned} 份，参加的只有 {event.attendance} 人。"
        yield event.place("survey", "returned"), message, "请核对参加人数和收回的份数。"


@rule("OPN-013", "照片里的人同意公开", on=OpenEvent, basis=("个人信息保护法/25", *_PHOTOS), waivable=False)
def whoever_is_seen_has_agreed(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """A photograph says that those who are seen on it agreed, or that nobody can be told.

    Bad:  {file: doc-2024-023-1.png, alt: 居民和执法队员在路口说话}
    Good: 加上 consent: given
    """
    for row, photo in enumerate(event.photos):
        if photo.consent is None:
            message = f"照片“{photo.file}”没有写画面里的人同不同意公开。"
            remedy = "都同意的写 consent: given，认不出人的写 consent: nobody；有人不同意的，删去这张照片和它的文件。"
            yield event.place("photos", row), message, remedy


@rule("OPN-014", "照片有文字说明", on=OpenEvent, basis=_PHOTOS, severity=Severity.WARNING)
def photographs_are_described(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """A photograph is told in words to those who do not see it.

    Bad:  alt: 照片1
    Good: alt: 两名队员在店门口指着松动的招牌，商户在听
    """
    for row, photo in enumerate(event.photos):
        if photo.alt is None or len(photo.alt) < _LEAST or photo.alt == PurePosixPath(photo.file).stem:
            message = f"照片“{photo.file}”没有写清楚画面里有什么。"
            yield event.place("photos", row), message, "请在 alt 里写一句：有什么人、在哪里、做什么。"


@rule("OPN-015", "照片在报道的文件夹里", on=OpenEvent, basis=_PHOTOS)
def photographs_are_there(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """The photographs of an event are pictures, and lie beside the paper that reports on it.

    Bad:  file: 活动.png（报道的文件夹里没有）
    Good: file: doc-2024-023-1.png
    """
    report = context.register.get(event.report or "", Document)
    if event.photos and event.report is None:
        yield event.place("photos"), "有照片，没有写活动报道（report）。", "请写报道的编号，把照片放进它的文件夹。"
    for row, photo in enumerate(event.photos if report is not None else ()):
        assert report is not None
        if suffix_of(photo.file).kind is not FileKind.PICTURE:
            yield event.place("photos", row, "file"), f"“{photo.file}”不是图片。", "请用 jpg、png 或者 webp 的图片。"
        elif context.register.attachment(report, photo.file) is None:
            message = f"照片“{photo.file}”不在 {report.folder} 里。"
            yield event.place("photos", row, "file"), message, "请把照片传到报道的文件夹，或者核对文件名和大小写。"


@rule("OPN-016", "建议的办理写得完整", on=OpenEvent, basis=_FOLLOWED)
def a_suggestion_is_whole(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """What is in hand has a day, what was done its day and result, what was not taken up its reason.

    Bad:  state: done，没有 done
    Good: state: done，done: 2024-11-15，answer: 提示卡随证照一起发
    """
    for row, item in enumerate(event.suggestions):
        for name, message, remedy in _lacking(item, event, context):
            yield event.place("suggestions", row, name), f"“{item.text[:20]}”{message}", remedy


def _lacking(item: EventSuggestion, event: OpenEvent, context: Context) -> Iterator[tuple[str, str, str]]:
    if item.state is SuggestionState.OPEN and item.due is None:
        yield "state", "正在办，没有写期限（due）。", "请写最晚哪天办成，读者会看到。"
    if item.state is SuggestionState.DONE and item.done is None:
        yield "state", "办成了，没有写日期（done）。", "请写哪天办成；没有办成的写 state: open。"
    if item.state is SuggestionState.DONE and item.answer is None:
        yield "state", "办成了，没有写结果（answer）。", "请写办成了什么。"
    if item.state is SuggestionState.DECLINED and item.reason is None:
        yield "state", "没有采纳，没有写理由（reason）。", "请写为什么不能采纳，读者会看到。"
    if item.done is not None and item.state is not SuggestionState.DONE:
        yield "done", f"写了办成日期，办理却是{item.state.label}。", "办成的写 state: done；没有办成的删去 done。"
    if item.done is not None and not event.date <= item.done <= context.today:
        message = f"的办成日期 {item.done} 不在活动日期 {event.date} 和今天 {context.today} 之间。"
        yield "done", message, "请写实际办成的日期。"
    if item.due is not None and item.due < event.date:
        yield "due", f"的期限 {item.due} 早于活动日期 {event.date}。", "请核对这两个日期。"


@rule("OPN-017", "建议按期办到底", on=OpenEvent, basis=_FOLLOWED, severity=Severity.WARNING, by_time=True)
def suggestions_are_followed_up(event: OpenEvent, context: Context) -> Iterator[Fault]:
    """A suggestion in hand is brought to its end by its day.

    Bad:  state: open，due: 2025-05-31，今天是 2025-06-18
    Good: 办成了，state: done
    """
    for row, item in enumerate(event.suggestions):
        if item.state is SuggestionState.OPEN and item.due is not None and item.due < context.today:
            message = f"“{item.text[:20]}”应于 {item.due} 前办成，还没有结果。"
            remedy = "办成的写 state: done、done 和 answer；没有办成的，把 due 改成新的日期，在 reason 里写为什么晚。"
            yield event.place("suggestions", row, "due"), message, remedy
