"""Counts and rates as people and programs write them: full-width, with blanks, as text, with a sign or without."""

from __future__ import annotations

import re
from decimal import Decimal
from unicodedata import normalize

from disclosure.expressions import expression
from disclosure.importing.grid import GridCell

_BLANKS = expression(r"[\s\u200b\ufeff]+")
_COUNT = expression(
    r"(?P<number>[0-9]{1,9}|[0-9]{1,3}(?:,[0-9]{3}){1,2})(?:\.0+)?(?:件次?|人次?|次|个|条|起|宗|项|笔)?", re.ASCII
)
_RATE = expression(r"(?P<number>[0-9]{1,9}(?:\.[0-9]{1,20})?)(?P<sign>%?)", re.ASCII)
_NOTHING = {"", "-", "--", "---", "/", "\\", "—", "——", "–", "无", "*", "N/A", "n/a", "NA"}
_NOT_WHOLE = expression(r"[0-9]+\.[0-9]*[1-9][0-9]*")


class NoNumberError(Exception):
    """A cell that is no number of its kind; the message says what it is, a clause without a full stop."""


def plain_value(text: str) -> str:
    """A value without blanks, full-width signs and the mark that Excel puts before a text."""
    value = _BLANKS.sub("", normalize("NFKC", text).replace("﹪", "%")).removeprefix("'")
    return value.replace("−", "-").replace("－", "-")


def is_nothing(cell: GridCell | None) -> bool:
    """Whether a cell says nothing, or with a sign that there is nothing."""
    return cell is None or (not cell.fault and plain_value(cell.text) in _NOTHING)


def count_of(cell: GridCell | None) -> int:
    """A count; raises :class:`NoNumberError`."""
    if cell is None or (not cell.fault and not plain_value(cell.text)):
        raise NoNumberError("是空的，看不出是没有还是没有填")
    if cell.fault:
        raise NoNumberError(cell.fault)
    value = plain_value(cell.text)
    found = _COUNT.fullmatch(value)
    if found is not None and not cell.as_percent:
        return int(found["number"].replace(",", ""))
    if cell.as_percent or value.endswith("%"):
        raise NoNumberError("是百分率，这一栏应当是件数")
    if re.fullmatch(r"-[0-9.,]+", value) or re.fullmatch(r"\([0-9.,]+\)", value):
        raise NoNumberError(f"是负数（{value[:12]}）")
    if _NOT_WHOLE.fullmatch(value):
        raise NoNumberError(f"不是整数（{value[:12]}）")
    raise NoNumberError("不是件数")


def rate_written(cell: GridCell | None) -> Decimal | None:
    """A rate in per cent; ``None`` where the cell says nothing. Raises :class:`NoNumberError`."""
    if cell is None or is_nothing(cell):
        return None
    if cell.fault:
        raise NoNumberError(cell.fault)
    value = plain_value(cell.text)
    found = _RATE.fullmatch(value)
    if found is None:
        raise NoNumberError("是负数" if re.fullmatch(r"-[0-9.]+%?", value) else "不是百分率")
    rate = Decimal(found["number"])
    if cell.as_percent and not found["sign"]:
        rate = _shown(rate.scaleb(2), cell.decimals)
    if rate > 100:
        raise NoNumberError(f"是 {rate:f}%，大于 100%")
    return rate


def _shown(rate: Decimal, decimals: int) -> Decimal:
    """A rate with the decimals that its cell shows, if it has not more: 1 in a cell that shows two is 100.00."""
    exponent = rate.as_tuple().exponent
    more = isinstance(exponent, int) and -exponent >= decimals
    return rate if more else rate.quantize(Decimal(1).scaleb(-decimals))
