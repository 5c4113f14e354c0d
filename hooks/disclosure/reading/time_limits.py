"""By when catalogues say that something is to be public: their words → kind and figures, none of them invented.

信息形成或变更之日起20个工作日内 · 每年3月31日前 · 每季度首月15日前 · 实时 · 长期公示 · 公示7个工作日.
What says no period, or several that differ, is ``unknown``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from disclosure.expressions import expression
from disclosure.reading.numerals import int_of

FORMED_OR_CHANGED = "formed-or-changed"
BEFORE = "before "


class LimitKind(StrEnum):
    """What a wording asks for."""

    WITHIN = "within"
    YEARLY_BY = "yearly_by"
    EACH = "each"
    REALTIME = "realtime"
    PROMPTLY = "promptly"
    STANDING = "standing"
    ONCE = "once"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A wording as figures.

    ``number`` and ``unit`` (working-days, days, hours, week, month, quarter, half-year, year) are a span after
    ``start`` (within) or the distance of one issue from the next (each). ``start`` is ``formed-or-changed``, the
    wording's own words (批准), ``before `` and its own words (before 活动开始), or empty where it says none. ``by`` is
    MM-DD (yearly_by), a day of the month, the month of the quarter and a day (1/15), or a day of the week (5 for
    周五); a day that a month lacks means its last. ``keep`` is how long it stays up: ``7 working-days``. ``after`` is
    how long after the end of each month, quarter or year it is due, where that is no day of those: ``10 working-days``.
    """

    kind: LimitKind
    number: int | None = None
    unit: str = ""
    start: str = ""
    by: str = ""
    keep: str = ""
    after: str = ""

    @property
    def has_figure(self) -> bool:
        """Whether a day can be told from it, or from it and the day on which it starts."""
        return self.kind in (LimitKind.WITHIN, LimitKind.YEARLY_BY, LimitKind.EACH)


_UNKNOWN = TimeLimit(LimitKind.UNKNOWN)
_LONGEST = 300  # characters of a wording that is read
_WIDE = str.maketrans("０１２３４５６７８９（），；：〔〕", "0123456789(),;:()")
_BLANKS = expression(r"(?:[\s\u200b\ufeff]|_x000D_)+")
_SAVING = expression(r"另有规定|从其规定|依照?其规定|按照?其规定|除外")
_N = r"(?:[0-9]{1,4}|[一二两三四五六七八九十百零〇]{1,7})"
_DAY_UNIT = "(?:法定)?工作日|自然日|日历日|日|天"
_SPAN = (
    rf"(?:(?P<number>{_N})(?:个?(?P<unit>{_DAY_UNIT}|周|星期|季度|小时)|个(?P<month>月)|(?P<year>年))|(?P<half>半年))"
)
_UNITS = {
    "工作日": "working-days", "法定工作日": "working-days",
    "自然日": "days", "日历日": "days", "日": "days", "天": "days",
    "周": "week", "星期": "week", "月": "month", "季": "quarter", "季度": "quarter", "半年": "half-year", "年": "year",
    "小时": "hours",
}  # fmt: skip
_BEFORE_END = "(?:以前|之前|前|止)?"
_LAST_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_TENS = {"上旬": 10, "中旬": 20, "下旬": 31}
_QUARTERS = {"首月": 1, "中间月": 2, "末月": 3, "最后一个月": 3, "尾月": 3}
_AT_LEAST = "(?:不少于|不低于|不得少于|不短于|至少|大于|≥|>=)"
_KEPT = expression(
    rf"(?P<lead>.*?)(?:(?:公示|张贴|展示|保留|留存|挂网)(?:期限?|时间|时长|天数)?[为是:]?{_AT_LEAST}?"
    rf"|(?:公开|公布|发布)(?:期限?|时间|时长)?[为是:]?{_AT_LEAST}|^{_AT_LEAST}){_SPAN}(?:以上|及以上)?"
)
_YEAR_LEAD = "(?:应?[于在])?(?:每个?年度?|[次翌当本]年度?|下一?年度?|年度)?的?"
_YEARLY = expression(
    rf"{_YEAR_LEAD}(?:(?P<month>{_N})月份?(?:(?P<day>{_N})[日号]|(?P<tens>[上中下]旬)|(?P<last>底|末|内)?(?!(?:以|之)?前)"
    rf"|(?P<lastly>底|末)){_BEFORE_END}"
    rf"|第?(?P<quarter>[一二三四1-4])季度(?:[内底末](?:以前|之前|前)?)?(?!(?:以|之)?前)"
    rf"|(?P<half>[上下]半年)(?:[内底末](?:以前|之前|前)?)?(?!(?:以|之)?前)"
    rf"|(?:每?年)?年?(?P<end>[底末终]){_BEFORE_END})(?P<tail>.*)"
)
_EACH = expression(
    rf"(?:应?[于在])?(?:每(?P<number>{_N})?个?(?P<unit>工作日|日|天|周|星期|月|季|半年|年)|按(?P<by>日|周|月|季|半年|年)"
    r"|(?P<adjective>月|季|半年|年)(?=度)|[次下](?P<next>月|季))度?份?(?P<rest>.*)"
)
_MONTH_BY = expression(
    rf"的?(?:(?P<day>{_N})[日号]|(?P<tens>[上中下]旬)|月?(?P<last>底|末|最后一[日天])|(?:结束|终了)后(?P<after>{_N})[日天]内)"
    rf"{_BEFORE_END}(?P<tail>.*)"
)
_QUARTER_BY = expression(
    rf"的?(?:(?:(?P<which>首月|中间月|末月|尾月|最后一个月)|第(?P<nth>[一二三1-3])个?月)份?"
    rf"(?:(?P<day>{_N})[日号]|(?P<tens>[上中下]旬)|(?P<last>底|末|内|(?!(?:以|之)?前)))|(?P<end>底|末)|(?:结束|终了)后(?P<after>{_N})[日天]内)"
    rf"{_BEFORE_END}(?P<tail>.*)"
)
_WEEK_BY = expression(rf"(?P<day>[一二三四五六日天]){_BEFORE_END}(?P<tail>.*)")
_WEEK = "一二三四五六日"
_ONCE_A = expression(r"(?:至少|不少于|不低于)?[一1]次")
_LOOKING_BACK = expression(r"[上本当全]一?(?:个?[年季月周期]|半年)度?")
_PERIOD = expression(
    r"[0-9]|[一二两三四五六七八九十百]个?(?:工作日|日|天|周|星期|月|季|年|次|小时)|[日天周月年季期]|小时|随时"
)
_OVER = "结束|终了|终止|届满|期满|完结|完|末|底|终"
_AFTER_END = expression(
    rf"(?:应?[于在自从])?(?P<lead>每一?个?|各个?|上一?个?|一个)?(?:自然|会计|财政|预算)?(?P<round>半年|年|季|月|周|星期)度?"
    rf"(?:(?:{_OVER})(?:之?日起|当日起|起|[之以]?后)|(?<=季)后|(?<=季度)后|(?<=每[月年周])后)[的,，]?(?:最[迟晚长])?{_SPAN}(?:[以之]?内)?(?P<tail>.*)"
)
_SHORT_AFTER = 28  # days after its end that are a day of the next month, whichever
_WITHIN = expression(rf"(?P<before>.*?){_SPAN}(?P<after>.*)")
_HEAD = expression(
    r"(?:(?:信息)?公开)?(?:时限|期限|时间)[为是:]?|原则上|一般|应当?|最[迟晚长]|不[得应]?(?:超过|晚于|迟于)|须|需|[自从于在]"
)
_HEADS = expression(rf"^(?:{_HEAD.pattern})+")
_TAILS = expression(
    r"(?:之日起?|当日起?|日起|起|[之以]后|后|的|公开|公布|发布|应当?|须|需|最[迟晚长]|不[得应]?(?:超过|晚于|迟于)|在|于|至多)+$"
)
_MAKING = "(?:形成|产生|生成)"
_FORMED = expression(
    rf"{_MAKING}(?:或者|或|、|和|及|以及|/|\(或\)|\()?变更\)?$"
    rf"|^(?:(?:该|此|本|相关|有关|所涉|政府|政务|公共|公开|应?主动公开的?)*信息)?{_MAKING}$"
)
_WORDS = {
    LimitKind.ONCE: expression("一次性|[仅只]?公开一次"),
    LimitKind.REALTIME: expression("实时|即时|随时|动态|同步|立即|即刻|当场"),
    LimitKind.PROMPTLY: expression("及时|尽快|尽早|第一时间"),
    LimitKind.STANDING: expression("长期|常年|永久|持续|始终|常态化"),
}


def read_time_limit(words: str) -> TimeLimit:
    """What a wording asks for; blanks, line breaks, full-width and Chinese figures, saving clauses do not matter."""
    plain = _BLANKS.sub("", words).translate(_WIDE)
    if len(plain) > _LONGEST:
        return _UNKNOWN
    kept: set[str] = set()
    limits: list[TimeLimit] = []
    for clause in _clauses(plain):
        keep, rest = _kept(clause)
        kept |= {keep} - {""}
        limit = _limit(rest) if rest else None
        limits += [limit] if limit is not None else []
    figures = dict.fromkeys(limit for limit in limits if limit.has_figure)
    if len(kept) > 1 or len(figures) > 1 or _UNKNOWN in limits:
        return _UNKNOWN
    if not limits:
        return TimeLimit(LimitKind.STANDING, keep=kept.pop()) if kept else _UNKNOWN
    return replace(next(iter(figures), limits[0]), keep=kept.pop() if kept else "")


def _clauses(plain: str) -> Iterator[str]:
    """The parts of a wording, but for clauses that leave other laws as they are."""
    joined = re.sub(rf"\({_N}\)", "", plain)  # 20（二十）个工作日
    joined = re.sub(r"形成\(或?变更\)", "形成或变更", joined)
    joined = re.sub(r"([起后])[,，]", r"\1", joined)
    for clause in re.split(r"[,;。()]|并(?=[公及实即])", joined):
        if clause and not _SAVING.search(clause):
            yield clause


def _kept(clause: str) -> tuple[str, str]:
    """How long something stays up, and what is left of the clause."""
    match = _KEPT.fullmatch(clause)
    span = _span(match) if match is not None else None
    if match is None or span is None:
        return "", clause
    return f"{span[0]} {span[1]}", match["lead"]


def _limit(clause: str) -> TimeLimit | None:
    """What one clause asks for; ``None`` if it says nothing of time."""
    for read in (_yearly, _each, _after_end, _within):
        limit = read(clause)
        if limit is not None:
            return limit
    plain = _LOOKING_BACK.sub("", clause)
    found = {kind: match.start() for kind, words in _WORDS.items() if (match := words.search(plain)) is not None}
    if found and not re.search(r"[0-9]|不定期|不及时", plain):
        return TimeLimit(min(found, key=lambda kind: found[kind]))
    return _UNKNOWN if _PERIOD.search(plain) else None


def _yearly(clause: str) -> TimeLimit | None:
    match = _YEARLY.fullmatch(clause)
    if match is None or not _says_no_more(match["tail"]):
        return None
    by = _day_of_year(match)
    return TimeLimit(LimitKind.YEARLY_BY, by=by) if by else None


def _day_of_year(match: re.Match[str]) -> str:
    """The last day of what is named, as MM-DD; "" if the calendar has none such."""
    if match["end"]:
        return "12-31"
    if match["half"]:
        return "06-30" if match["half"] == "上半年" else "12-31"
    if match["quarter"]:
        month = 3 * (int_of(match["quarter"]) or 0)
        return f"{month:02}-{_LAST_DAYS[month - 1]}"
    month = int_of(match["month"]) or 0
    if not 1 <= month <= 12:
        return ""
    last = _LAST_DAYS[month - 1]
    longest = 29 if month == 2 else last
    day = int_of(match["day"]) or 0 if match["day"] else min(_TENS.get(match["tens"] or "", last), last)
    return f"{month:02}-{day:02}" if 1 <= day <= longest else ""


def _each(clause: str) -> TimeLimit | None:
    match = _EACH.fullmatch(clause)
    if match is None:
        return None
    unit = _UNITS[match["unit"] or match["by"] or match["adjective"] or match["next"]]
    number = int_of(match["number"]) if match["number"] else 1
    by = _day_of_issue(unit, match["rest"])
    if by is None and not match["next"] and _says_no_more(match["rest"]):
        by = ""
    return TimeLimit(LimitKind.EACH, number, unit, by=by) if by is not None and number else None


def _day_of_issue(unit: str, rest: str) -> str | None:
    """The day of the week, the month or the quarter by which an issue is due; ``None`` if it is something else."""
    pattern = {"week": _WEEK_BY, "month": _MONTH_BY, "quarter": _QUARTER_BY}.get(unit)
    match = pattern.fullmatch(rest) if pattern is not None else None
    if match is None or not _says_no_more(match["tail"]):
        return None
    if unit == "week":
        return str(_WEEK.index(match["day"].replace("天", "日")) + 1)
    if unit == "quarter" and match["end"]:
        return "3/31"
    written = match["day"] or match["after"]
    day = int_of(written) or 0 if written else _TENS.get(match["tens"] or "", 31)
    if not 1 <= day <= 31:
        return None
    if unit == "month":
        return str(day)
    month = int_of(match["nth"]) if match["nth"] else _QUARTERS.get(match["which"] or "", 1)
    return f"{month}/{day}"


def _after_end(clause: str) -> TimeLimit | None:
    """Each month, quarter or year, so long after its end."""
    match = _AFTER_END.fullmatch(clause)
    span = _span(match) if match is not None else None
    if match is None or span is None or not _says_no_more(match["tail"]):
        return None
    number, unit = span
    of = _UNITS[match["round"]]
    if unit == "days" and number <= _SHORT_AFTER and of in ("month", "quarter"):
        return TimeLimit(LimitKind.EACH, 1, of, by=str(number) if of == "month" else f"1/{number}")
    return TimeLimit(LimitKind.EACH, 1, of, after=f"{number} {unit}")


def _within(clause: str) -> TimeLimit | None:
    match = _WITHIN.fullmatch(clause)
    span = _span(match) if match is not None else None
    if match is None or span is None:
        return None
    before, after = match["before"], match["after"]
    if before.endswith(("月", "第", "至", "-", "—", "~", "～")):
        return _UNKNOWN
    ahead = re.match(r"(?:以|之)?前", after)
    if ahead is not None:
        before, after = f"{before}前", after[ahead.end() :]
    after = re.sub(r"^(?:以|之)?内|^起", "", after)
    start = _start(before)
    is_kept = not start and span[1] in ("year", "half-year")  # 公开期限5年: rather how long than by when
    if start is None or is_kept or not _says_no_more(after):
        return _UNKNOWN
    return TimeLimit(LimitKind.WITHIN, *span, start)


def _start(before: str) -> str | None:
    """From when on a span runs, by the words that stand before it; ``None`` if they do not say before what."""
    words = _HEADS.sub("", before)
    ahead = re.fullmatch(r"(.*?)(?:之前|以前|提前|前的?|前不少于|前至少)", words)
    if ahead is not None:
        event = re.sub("(?:至少|不少于|不低于|应当?)+$", "", ahead[1])
        return f"{BEFORE}{event}" if event and not event.startswith(("每", "次", "下", "按")) else None
    words = _TAILS.sub("", words)
    if re.search(r"[0-9]", words) or words == "公示":
        return None
    return FORMED_OR_CHANGED if _FORMED.search(words) else words


def _span(match: re.Match[str]) -> tuple[int, str] | None:
    if match["half"]:
        return 1, "half-year"
    number = int_of(match["number"])
    unit = _UNITS[match["unit"] or match["month"] or match["year"]]
    return (number, unit) if number and (unit != "year" or number < 100) else None


def _says_no_more(tail: str) -> bool:
    """Whether what follows is only what is done then, of what time, and once."""
    plain = _ONCE_A.sub("", _LOOKING_BACK.sub("", tail))
    return not re.match(r"(?:以|之)?前|后", plain) and not _PERIOD.search(plain)
