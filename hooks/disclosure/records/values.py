"""The kinds of values: text → checked Python value, with the Chinese words for what is wrong.

Every value arrives as a string (see ``reading.yaml_tree``); each kind says what it takes and how to mend the rest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Annotated, Any, Self
from unicodedata import normalize
from urllib.parse import urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, GetJsonSchemaHandler, WithJsonSchema
from pydantic_core import CoreSchema, PydanticCustomError

from disclosure.expressions import expression
from disclosure.reading.han import HAN


class Choice(StrEnum):
    """A closed list: English key in the files, Chinese label for readers and editors."""

    label: str

    def __new__(cls, key: str, label: str) -> Self:
        member = str.__new__(cls, key)
        member._value_ = key
        member.label = label
        return member

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        """The keys with their labels, which editors' programs show beside the choices."""
        return {**handler(schema), "enumDescriptions": [member.label for member in cls]}


# What the name of a place of any rank ends in, and that of an office below the county.
_PLACE = expression(rf"[{HAN}]{{1,30}}(?:省|市|区|县|州|盟|旗|镇|乡|苏木|街道|办事处|政府|特区|林区)")
ID_PATTERN = "^[a-z0-9][a-z0-9-]*$"
ACCOUNT_PATTERN = r"^@[A-Za-z0-9][\w.-]*(/[\w.-]+)*$"
# The ids of clauses (reading.clauses): with a number, or, where a heading has none, its words.
CLAUSE_PATTERN = (
    "^(p[2-9]-)?(art|sec|ch|part)-[0-9]{1,4}(-[0-9]{1,3})*(-again)*$"
    "|^(?!第.{1,8}[条章节款])[^\\s#]*[\u4e00-\u9fff][^\\s#]*$"
)
MINUTES_PATTERN = "^[0-9]{1,3}:[0-5][0-9]$"
_MINUTES = expression(MINUTES_PATTERN)
CLOCK_PATTERN = "^([01][0-9]|2[0-3]):[0-5][0-9]$"
_CLOCK = expression(CLOCK_PATTERN)
_ID = expression(ID_PATTERN)
_NOTHING = frozenset({"null", "Null", "NULL", "~"})  # what programs write for nothing; here everything is text
_DAY = expression(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_MOMENT = expression(r"\d{4}-\d{2}-\d{2} \d{2}:\d{2}", re.ASCII)
_LIKE_A_DAY = expression(r"(\d{4}) ?[-./年] ?(\d{1,2}) ?[-./月] ?(\d{1,2}) ?日?( \d{2}:\d{2})?", re.ASCII)
_MONTH = expression(r"\d{4}-(0[1-9]|1[0-2])", re.ASCII)
_YEAR = expression(r"(?:19|20|21)\d{2}", re.ASCII)  # with days far off, nobody can tell the day before or after


def wrong(message: str, remedy: str, *, below: Sequence[str | int] = ()) -> PydanticCustomError:
    """What a validator raises: the words for editors, and the steps ``below`` it to what is wrong."""
    context = {"message": message, "remedy": remedy, "below": tuple(below)}
    return PydanticCustomError("disclosure", "{message}", context)


def at_most(letters: int) -> AfterValidator:
    """For texts that stand where there is little room: no more letters than these."""

    def short(text: str) -> str:
        if len(text) > letters:
            raise wrong(f"有 {len(text)} 个字，放不下。", f"请缩短到 {letters} 个字以内。")
        return text

    return AfterValidator(short)


def _text(value: Any) -> Any:
    if isinstance(value, str) and value.strip() in _NOTHING:
        raise wrong(f"写的是“{value.strip()}”，不是文字，读者会看到它。", "没有内容的整项删去；有的，写实际的文字。")
    return value.strip() if isinstance(value, str) else value


def check_id(value: Any) -> Any:
    if isinstance(value, str) and not _ID.fullmatch(value):
        raise wrong(f"的值“{value[:40]}”不是编号。", "编号只用小写字母、数字和连字符，例如 doc-2023-014。")
    if isinstance(value, str) and len(value) > 80:
        raise wrong(f"的值“{value[:40]}……”太长。", "编号不超过 80 个字符。")
    return value


def check_day(value: Any) -> Any:
    return _day(value, clock=False)


def _day(value: Any, *, clock: bool) -> Any:
    """A day; ``clock`` says that a time may follow it."""
    if not isinstance(value, str):
        return value
    if _DAY.fullmatch(value):
        _check_year(value)
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise wrong(f"的值“{value}”在日历上不存在。", "请核对年、月、日。") from None
    meant = _meant_day(value)[: None if clock else 10]
    wide = "用了全角的数字或符号" if meant and not value.isascii() and "年" not in value else "不是日期"
    raise wrong(
        f"的值“{value[:40]}”{wide}。",
        f"请写成 {meant}。" if meant else "请写成“年-月-日”，月、日用两位数，例如 2023-05-04。",
    )


def _meant_day(value: str) -> str:
    """The day that is meant by 2025/5/6, 2025年5月6日 or full-width figures, as it is to be written; "" if none is."""
    found = _LIKE_A_DAY.fullmatch(normalize("NFKC", value.strip()))
    if found is None:
        return ""
    day = f"{found[1]}-{int(found[2]):02}-{int(found[3]):02}"
    try:
        date.fromisoformat(day)
    except ValueError:
        return ""
    return day + (found[4] or "")


def _moment(value: Any) -> Any:
    if isinstance(value, str) and _MOMENT.fullmatch(value):
        _check_year(value)
        try:
            return datetime.fromisoformat(value)
        except ValueError:
            raise wrong(f"的值“{value}”不是真实的时间。", "请核对日期和时间，例如 2023-05-04 09:30。") from None
    if isinstance(value, str) and re.fullmatch(r"\S+ +\S+", value) and _DAY.fullmatch(value.split()[0]):
        raise wrong(
            f"里的时间“{value.split()[1][:10]}”写法不对。", "请写成“时:分”，各用两位数，例如 2023-05-04 09:30。"
        )
    day = _day(value, clock=True)
    return datetime(day.year, day.month, day.day) if isinstance(day, date) else day


def _check_year(value: str) -> None:
    """Raise unless the year that a day, moment or month begins with is one of these times."""
    if not _YEAR.match(value):
        raise wrong(f"的值“{value}”里的年份不对。", "请核对年份；长期有效、没有期限的，不写这一项。")


def _month(value: Any) -> Any:
    if isinstance(value, str) and not _MONTH.fullmatch(value):
        raise wrong(f"的值“{value[:40]}”不是月份。", "请写成“年-月”，例如 2023-09。")
    if isinstance(value, str):
        _check_year(value)
    return value


def check_count(value: str) -> int:
    """The number that is written in figures; raises for anything else: 1_000, １２, 三."""
    if not value.isascii() or not value.isdigit() or len(value) > 9:
        raise wrong(f"的值“{value[:40]}”不是整数。", "请只写阿拉伯数字，例如 12。")
    return int(value)


def _count(value: Any) -> Any:
    return check_count(value) if isinstance(value, str) else value


def _truth(value: Any) -> Any:
    if isinstance(value, str):
        if value not in ("true", "false"):
            meant = "true" if value in ("是", "要", "yes", "True", "TRUE") else "false"
            raise wrong(f"的值“{value[:40]}”不是 true 或 false。", f"是的写 true，不是的写 false，例如 {meant}。")
        return value == "true"
    return value


def _minutes(value: Any) -> Any:
    if isinstance(value, str) and not _MINUTES.fullmatch(value):
        raise wrong(f"的值“{value[:40]}”不是时长。", "请写成“分:秒”，秒用两位数，例如 2:10。")
    return value


def _clock(value: Any) -> Any:
    if isinstance(value, str) and not _CLOCK.fullmatch(value):
        raise wrong(f"的值“{value[:40]}”不是几点几分。", "请写成“时:分”，各用两位数，例如 09:30、14:00。")
    return value


def _clause_id(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(CLAUSE_PATTERN, value):
        raise wrong(f"的值“{value[:40]}”不是条款的编号。", "第三条写 art-3，标题前是“三、”的一节写 sec-3。")
    return value


def check_month_day(value: str) -> None:
    """Raise unless ``value`` is a day of every year, such as 03-31."""
    try:
        date.fromisoformat(f"2023-{value}")
    except ValueError:
        raise wrong(f"的数值“{value}”不是“月-日”。", "请写成 03-31 这样。") from None


def _year(value: Any) -> Any:
    if isinstance(value, str):
        if not _YEAR.fullmatch(value):
            raise wrong(f"的值“{value[:40]}”不是年份。", "请写四位数的年份，例如 2024。")
        return int(value)
    return value


def _url(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(r"https?://[^\s/]+\S*", value):
        raise wrong(f"的值“{value[:60]}”不是网址。", "请写以 https:// 或 http:// 开头的完整网址。")
    if isinstance(value, str) and not _has_host(value):
        raise wrong(f"的值“{value[:60]}”打不开。", "请核对网址，或者从浏览器的地址栏重新复制。")
    return value


def _has_host(url: str) -> bool:
    """Whether an address can be taken apart and names a host."""
    try:
        return bool(urlsplit(url).hostname)
    except ValueError:
        return False


def _place(value: Any) -> Any:
    if isinstance(value, str) and not _PLACE.fullmatch(value.strip()):
        raise wrong(f"的值“{value[:40]}”不是地方的全称。", "请写全称，例如 某某省、某某市、某某区。")
    return value


def _account(value: Any) -> Any:
    if isinstance(value, str) and not re.fullmatch(ACCOUNT_PATTERN, value):
        raise wrong(f"的值“{value[:60]}”不是账号。", "请写 @账号 或 @机构/小组；以 @ 开头的值要加英文双引号。")
    return value


Text = Annotated[str, BeforeValidator(_text), Field(min_length=1)]
Id = Annotated[str, BeforeValidator(check_id), WithJsonSchema({"type": "string", "pattern": ID_PATTERN})]
Day = Annotated[date, BeforeValidator(check_day), WithJsonSchema({"type": "string", "format": "date"})]
Moment = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d{2}-\d{2}( \d{2}:\d{2})?$"}),
]
Month = Annotated[str, BeforeValidator(_month), WithJsonSchema({"type": "string", "pattern": f"^{_MONTH.pattern}$"})]
Count = Annotated[int, BeforeValidator(_count), WithJsonSchema({"type": "integer", "minimum": 0})]
Truth = Annotated[bool, BeforeValidator(_truth), WithJsonSchema({"type": "boolean"})]
Minutes = Annotated[str, BeforeValidator(_minutes), WithJsonSchema({"type": "string", "pattern": MINUTES_PATTERN})]
TimeOfDay = Annotated[str, BeforeValidator(_clock), WithJsonSchema({"type": "string", "pattern": CLOCK_PATTERN})]
ClauseId = Annotated[str, BeforeValidator(_clause_id), WithJsonSchema({"type": "string", "pattern": CLAUSE_PATTERN})]
Account = Annotated[str, BeforeValidator(_account), WithJsonSchema({"type": "string", "pattern": ACCOUNT_PATTERN})]
Year = Annotated[int, BeforeValidator(_year), WithJsonSchema({"type": "integer", "minimum": 1900, "maximum": 2199})]
PlaceName = Annotated[str, BeforeValidator(_text), BeforeValidator(_place)]
Url = Annotated[str, BeforeValidator(_url), WithJsonSchema({"type": "string", "pattern": "^https?://"})]
