"""Messages to an office and its answers, however a page lays them out; forms and other ways to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.expressions import expression
from disclosure.findings import Place
from disclosure.inspection.facts import ChannelFacts, MessageFacts
from disclosure.survey.entries import written_day
from disclosure.survey.forms import FormSeen
from disclosure.survey.page import PageView, SeenLine
from disclosure.survey.segments import segments
from disclosure.survey.written_days import ShortDay, days_in, edge_day, only_day, plain

BOARD = expression(
    "留言|信箱|咨询|互动|问政|来信|建言|建议|投诉|诉求|你问我答|有问必答|写信|意见箱|在线交流|答复选登|网民|提问|12345"
)
SPECIAL = expression("信访|纪检|纪委|监察|违纪|巡察|巡视|扫黑|(?<!投诉)举报|访谈|调查|征集|问卷")
_NOT_ASKING = expression("找错|纠错|依申请|申请公开|申请表|登录|注册|订阅|预约|报名|搜索|检索|查询")
_PAUSED = expression(
    "暂停(?:使用|受理|服务|开放|提交)|停止(?:受理|使用|服务)|暂不(?:开放|受理)|(?:维护|升级|改版)中|已(?:关闭|停用|下线)"
)
# What labels of a message call its parts; a label of a day is one of these words and 时间 or 日期.
_CAME = "留言|提问|来信|写信|咨询|提交|收到|收件|登记|反映|诉求|来件|信件|投递|发信|受理"
_WENT = "答复|回复|办结|反馈|回应|处理"
_FIELDS = {
    "answer": "答复内容|回复内容|答复意见|办理结果|处理结果|答复结果|官方回复|官方答复|回复信息|答复情况|回复情况"
    "|部门回复|部门答复|答复|回复|回应|答",
    "state": "办理状态|处理状态|答复状态|回复状态|信件状态|是否答复|是否回复|办理情况|处理情况|办理进度|状态|进度",
    "kind": "信件类型|信件类别|留言类型|留言类别|咨询类型|问题类型|问题类别|诉求类型|来信类型|来信类别|写信类型"
    "|类别|类型|分类|性质",
    "key": "信件编号|留言编号|受理编号|查询编号|流水号|编号|序号|编码",
    "text": "留言内容|留言标题|信件标题|信件内容|来信标题|来信内容|咨询内容|咨询标题|问题描述|诉求内容"
    "|标题|主题|问题|内容|留言|提问|咨询|问",
    "received": "|".join(f"{word}{when}" for word in _CAME.split("|") for when in ("时间", "日期")) + "|留言于|提问于",
    "answered": "|".join(f"{word}{when}" for word in _WENT.split("|") for when in ("时间", "日期")) + "|答复于|回复于",
}
_LOOSE = expression("时间|日期")  # what a table's column may be called where it has no better one
_NAME_OF = {label: name for name, labels in _FIELDS.items() for label in labels.split("|")}
_ANY = "|".join(sorted(_NAME_OF, key=len, reverse=True))
_DAYS = _FIELDS["received"] + "|" + _FIELDS["answered"]
_FIELD = expression(rf"(?<![\u4e00-\u9fff])(?:({_ANY})\s*[:：]|({_DAYS})\s*(?=20\d\d)|【({_ANY})】)")
_NOT_YET = expression(
    "未答|未回|未办|未处理|待答|待回|待办|待处理|办理中|处理中|受理中|正在|暂未|尚未|已受理|转办|未反馈|审核中|^否$|^无$"
)
_DONE = expression("已答|已回|办结|已办|已处理|已反馈|已解决|已完成|答复完毕|^是$")
_VOID = expression("无效|不予受理|重复(?:留言|来信|件)|已撤|垃圾|测试")
_SIGNS = r"[\s\-—–/／.。…*（()）]*"
_NOTHING = expression(rf"{_SIGNS}(?:无|暂无(?:答复|回复)?|未答复|未回复|待答复|待回复|办理中|处理中|空)?{_SIGNS}")
_STATES = expression("未答复|未回复|待答复|待回复|办理中|已答复|已回复|已办结|处理中|受理中")
_REPLY = expression(r"(?:答复|回复|回应|答)\s*[:：]")
_SENTENCE = 80  # characters of a line that says what its link is for
_LONGEST = 220  # characters of a list's line that is one message


@dataclass(frozen=True)
class Posted:
    """A message, and where it leads to a page of its own, "" where it does not."""

    message: MessageFacts
    href: str = ""


def messages(view: PageView, name: str, today: date) -> list[Posted]:
    """The messages on a board's page that is called ``name``: rows of a table, cards, or a list."""
    special = SPECIAL.search(name) is not None and not BOARD.search(name)
    found = list(_from_tables(view)) or list(_from_cards(view)) or list(_from_lists(view, today))
    return [
        Posted(_of(fields, number, view, special, today), fields.get("_href", ""))
        for number, fields in enumerate(found, 1)
        if not _is_void(fields)
    ]


def channels(view: PageView, page: str) -> Iterator[ChannelFacts]:
    """The forms of a page in which one can ask or advise."""
    for form in view.forms:
        name = form.heading if BOARD.search(form.heading) or SPECIAL.search(form.heading) else page
        if _is_for_asking(form, name):
            place = Place(view.path, view.line_of("<textarea" if form.has_area else "<form"))
            if SPECIAL.search(name) and not BOARD.search(name):
                yield ChannelFacts(place, f"{name}是专门渠道，不算", is_special=True)
            elif form.is_shut or (BOARD.search(name) and _is_paused(view)):
                yield ChannelFacts(place, f"{name}有表单，但是停用了", is_sure=False)
            else:
                yield ChannelFacts(place, f"{name}有表单", is_sure=bool(BOARD.search(f"{name}{form.words[:200]}")))


def other_ways(view: PageView, is_outside: dict[str, str]) -> Iterator[ChannelFacts]:
    """Links of a page that lead to a board elsewhere, or to a mailbox; whether they work cannot be seen here."""
    for line in view.lines:
        for link in line.links:
            words = f"{link.text} {line.text if len(line.text) <= _SENTENCE else ''}"
            asks = BOARD.search(words) and not SPECIAL.search(words) and not _NOT_ASKING.search(words)
            if asks and (link.href in is_outside or link.href.lower().startswith("mailto:")):
                yield ChannelFacts(Place(view.path, view.line_of(link.href)), f"{link.text} {link.href}", is_sure=False)


def without_form(view: PageView, name: str, is_outside: dict[str, str]) -> ChannelFacts:
    """A page that is called a board and has no form: it may lead on, or be made by a script."""
    leads_on = next((link.href for line in view.main for link in line.links if link.href in is_outside), "")
    place = Place(view.path)
    if leads_on:
        return ChannelFacts(place, f"{name}转到 {leads_on}", is_sure=False)
    if view.is_scripted:
        return ChannelFacts(place, f"{name}没有表单，可能由脚本生成", is_sure=False)
    return ChannelFacts(place, f"{name}没有可以填写的表单", is_special=True)


def _is_for_asking(form: FormSeen, name: str) -> bool:
    if _NOT_ASKING.search(name):
        return False
    if form.has_area:
        return not _NOT_ASKING.search(form.words[:60])
    return form.fields > 1 and BOARD.search(name) is not None and not _NOT_ASKING.search(form.words[:60])


def _is_paused(view: PageView) -> bool:
    return any(_PAUSED.search(line.text) and len(line.text) < 80 for line in view.main)


def _from_tables(view: PageView) -> Iterator[dict[str, str]]:
    for line in view.main:
        if not line.cells or len(line.cells) != len(line.heads):
            continue
        names = [_NAME_OF.get(re.sub(r"[\s：:（(].*", "", head), "") for head in line.heads]
        if "received" not in names:
            loose = [number for number, head in enumerate(line.heads) if _LOOSE.search(head) and not names[number]]
            if not loose:
                continue
            names[loose[0]] = "received"
        fields: dict[str, str] = {"_href": line.links[0].href if line.links else ""}
        for name, cell in zip(names, line.cells, strict=True):
            if name:
                fields.setdefault(name, cell)
        yield fields


def _from_cards(view: PageView) -> Iterator[dict[str, str]]:
    lines = [line for line in view.main if not line.heads]
    for segment in segments(lines, lambda line: "received" in _labels(line)):
        fields = _fields(segment)
        if days_in(fields.get("received", "")) or edge_day(fields.get("received", "")) is not None:
            yield fields


def _from_lists(view: PageView, today: date) -> Iterator[dict[str, str]]:
    """A list, or one text below the other, in which each message has a day, and perhaps whether it was answered."""
    lines = [line for line in view.main if len(line.text) <= _LONGEST]
    for segment in segments(lines, _is_dated):
        key = next((line for line in segment if _is_dated(line)), None)
        if key is None:
            continue
        day = next(iter(days_in(key.text)), None) or written_day(key)
        full = day.by(today) if isinstance(day, ShortDay) else day
        fields = {"received": str(full), "text": next((line.text for line in segment if line.level > 1), key.text)}
        states = [found for line in segment if (found := _state_in(line))]
        if states:
            fields["state"] = states[0]
        replies = [match for line in segment if (match := _REPLY.search(line.text)) is not None]
        if replies:
            fields["answer"] = replies[0].string[replies[0].end() :]
        if key.links:
            fields["_href"] = key.links[0].href
        yield fields


def _is_dated(line: SeenLine) -> bool:
    """Whether a line has the day of a message, rather than that of an answer."""
    if line.level == 1 or _REPLY.match(line.text) is not None:
        return False
    return bool(days_in(line.text)) or written_day(line) is not None


def _state_in(line: SeenLine) -> str:
    """A mark in a line that says whether a message was answered."""
    marks = [piece for piece in line.pieces if len(piece) <= 8 and only_day(piece) is None]
    found = next((piece for piece in marks if _NOT_YET.search(piece) or _DONE.search(piece) or _VOID.search(piece)), "")
    return found or next(iter(_STATES.findall(line.text)), "")


def _labels(line: SeenLine) -> set[str]:
    """The fields that a line has labels of."""
    found = {_NAME_OF[match[1] or match[2] or match[3]] for match in _FIELD.finditer(line.text)}
    bare = re.sub(r"[\s：:]", "", line.cells[0] if line.cells else line.text)
    return found | ({_NAME_OF[bare]} if bare in _NAME_OF else set())


def _fields(lines: Sequence[SeenLine]) -> dict[str, str]:
    """What a segment says, by field; a label that is alone has what follows it."""
    fields: dict[str, str] = {}
    waiting = ""
    for line in lines:
        cells = [re.sub(r"[\s：:]+$", "", cell) for cell in line.cells]
        bare = re.sub(r"[\s：:]", "", line.text)
        if len(cells) >= 2 and len(cells) % 2 == 0:
            for label, value in zip(cells[::2], line.cells[1::2], strict=True):
                if label in _NAME_OF:
                    fields.setdefault(_NAME_OF[label], value)
        elif len(line.pieces) > 1 and (name := _NAME_OF.get(re.sub(r"[\s：:]", "", line.pieces[0]), "")):
            fields.setdefault(name, line.text.removeprefix(line.pieces[0]).strip(" ：:"))
        elif bare in _NAME_OF:
            waiting = _NAME_OF[bare]
            fields.setdefault(waiting, "")
            continue
        elif matches := list(_FIELD.finditer(line.text)):
            ends = [*(match.start() for match in matches[1:]), len(line.text)]
            for match, end in zip(matches, ends, strict=True):
                fields.setdefault(_NAME_OF[match[1] or match[2] or match[3]], line.text[match.end() : end].strip())
        elif waiting and not fields[waiting]:
            fields[waiting] = line.text
        elif line.level and "text" not in fields:
            fields["text"] = line.text
        _take_state(line, fields)
        waiting = waiting if bare in _NAME_OF else ""
    unlabelled = (line.text for line in lines if not _labels(line) and len(line.text) > 3)
    fields.setdefault("text", next(unlabelled, ""))
    return fields


def _take_state(line: SeenLine, fields: dict[str, str]) -> None:
    """A mark of its own such as 未答复, beside a title, is the state."""
    for piece in (line.text, *line.pieces):
        if "state" not in fields and len(piece) <= 6 and (_NOT_YET.search(piece) or _DONE.search(piece)):
            fields["state"] = piece


def _is_void(fields: dict[str, str]) -> bool:
    return any(_VOID.search(fields.get(name, "")) for name in ("state", "kind", "answer"))


def _of(fields: dict[str, str], number: int, view: PageView, special: bool, today: date) -> MessageFacts:
    received = _day(fields.get("received", ""), today)
    name = fields.get("key") or " ".join(fields.get("text", "").split())[:24] or f"第 {number} 条"
    kind = fields.get("kind", "")
    needle = next(
        (word for word in (fields.get("key", ""), fields.get("text", "")[:20], fields.get("received", "")) if word), ""
    )
    place = Place(view.path, view.line_of(needle))
    return MessageFacts(name, place, received, _answered(fields, today), kind, special or bool(SPECIAL.search(kind)))


def _day(words: str, today: date) -> date | None:
    found = next(iter(days_in(words)), None) or only_day(words)
    return found.by(today) if isinstance(found, ShortDay) else found


def _answered(fields: dict[str, str], today: date) -> bool | None:
    """Whether a message has an answer: a day of it, a state that says so, or words; ``None`` where nothing tells."""
    if _day(fields.get("answered", ""), today) is not None:
        return True
    state = plain(fields.get("state", ""))
    if _NOT_YET.search(state):
        return False
    if _DONE.search(state):
        return True
    answer = fields.get("answer", "")
    if answer and not _NOTHING.fullmatch(answer):
        return not (_NOT_YET.search(answer) and len(answer) < 12)
    return False if {"answered", "answer", "state"} & fields.keys() else None
