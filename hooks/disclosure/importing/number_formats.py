"""A number of a workbook → the text that its cell shows (ECMA-376 Part 1, 18.8.30 and 18.8.31).

Sections by sign or condition, digits, thousands, percentages, fractions, days, hours, weekdays and Chinese
numerals. A number without a format is shown in full, never in scientific notation: it may be somebody's file number.
"""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation, localcontext
from fractions import Fraction
from functools import lru_cache

from disclosure.expressions import expression
from disclosure.reading.numerals import chinese_number

_BUILT_IN = {
    "1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%", "11": "0.00E+00", "12": "# ?/?",
    "13": "# ??/??", "14": "yyyy/m/d", "15": "d-mmm-yy", "16": "d-mmm", "17": "mmm-yy", "18": "h:mm AM/PM",
    "19": "h:mm:ss AM/PM", "20": "h:mm", "21": "h:mm:ss", "22": "yyyy/m/d h:mm", "37": "#,##0;-#,##0",
    "38": "#,##0;-#,##0", "39": "#,##0.00;-#,##0.00", "40": "#,##0.00;-#,##0.00", "41": "#,##0;-#,##0;-",
    "42": '"¥"#,##0;-"¥"#,##0;-', "43": "#,##0.00;-#,##0.00;-", "44": '"¥"#,##0.00;-"¥"#,##0.00;-', "45": "mm:ss",
    "46": "[h]:mm:ss", "47": "mm:ss", "48": "##0.0E+0", "49": "@",
    **dict.fromkeys(("27", "36", "50", "52", "57"), 'yyyy"年"m"月"'),
    **dict.fromkeys(("28", "29", "51", "53", "54", "58"), 'm"月"d"日"'),
    "30": "m-d-yy", "31": 'yyyy"年"m"月"d"日"', "32": 'h"时"mm"分"', "33": 'h"时"mm"分"ss"秒"',
    **dict.fromkeys(("34", "55"), '上午/下午h"时"mm"分"'), **dict.fromkeys(("35", "56"), '上午/下午h"时"mm"分"ss"秒"'),
}  # fmt: skip
_PART = expression(
    r'"(?P<quoted>[^"]*)"|\\(?P<sign>.)|_(?P<width>.)|\*(?P<fill>.)|\[(?P<bracket>[^\]]*)\]'
    r"|(?P<half>AM/PM|A/P|上午/下午)|(?P<exponent>[Ee][+-])|(?P<general>General|G/通用格式)"
    r"|(?P<word>[yYmMdDhHsSaAbBeEgG])(?P=word)*|(?P<digits>[0#?]+|[.,%/@])|(?P<other>.)",
    re.DOTALL | re.IGNORECASE,
)
_CONDITION = expression(r"(<=|>=|<>|<|>|=)(-?\d+(?:\.\d+)?)")
_HOURS = expression(r"[hms]+", re.IGNORECASE)
_MONEY = expression(r"\$([^-\]]*)(?:-.*)?")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DAYS = "一二三四五六日"
# The long forms of a day and of an hour that the machine is set to: on a Chinese one these.
_LONG_FORMS = {"[$-F800]": 'yyyy"年"m"月"d"日"', "[$-F400]": "h:mm:ss"}
_NUMERALS = {"dbnum1": "〇一二三四五六七八九十百千", "dbnum2": "零壹贰叁肆伍陆柒捌玖拾佰仟"}
_MYRIADS = ("", "万", "亿", "万亿")
_SIGNIFICANT, _GENERAL = 15, 10  # digits that a workbook holds, and that a cell without a format shows of a fraction
_WIDEST = 300  # figures of a number that is looked at
_EPOCH, _EPOCH_1904 = datetime(1899, 12, 30), datetime(1904, 1, 1)
_LAST = Decimal(2_958_466)  # the day after the last one of the year 9999
FormatPiece = tuple[str, str]


def code_of(number: str, codes: dict[str, str]) -> str:
    """The code of a number format by its number, as the workbook defines it or as all do; "" for none."""
    return codes.get(number, _BUILT_IN.get(number, ""))


def shown_number(value: str, code: str, *, from_1904: bool = False) -> str:
    """What a cell shows of a number as it stands in the file; the number itself where it is none, or has no format."""
    try:
        number = Decimal(value)
        if not number.is_finite() or abs(number.adjusted()) > _WIDEST:
            return value
        with localcontext() as context:
            context.prec = 2 * _WIDEST
            return _shown(_held(number), code, _EPOCH_1904 if from_1904 else _EPOCH)
    except InvalidOperation:  # no number, or a format with more digits than any has
        return value


def _shown(number: Decimal, code: str, epoch: datetime) -> str:
    code = next((shown for sign, shown in _LONG_FORMS.items() if sign in code.upper()), code)
    section, magnitude = _section(number, code)
    if any(kind in ("word", "half") for kind, _ in section):
        return _moment(number, section, epoch)
    numerals = next((_NUMERALS[text[:6].lower()] for kind, text in section if text[:6].lower() in _NUMERALS), "")
    if any(kind == "digits" for kind, _ in section):
        return _figures(magnitude, section).translate(str.maketrans("0123456789", numerals[:10] or "0123456789"))
    if numerals and any(kind == "general" for kind, _ in section):
        return read_out(magnitude, numerals)
    words = "".join(text for kind, text in section if kind == "text")
    return words if section and not any(kind == "general" for kind, _ in section) else words + general(number)


def general(number: Decimal) -> str:
    """A number without a format, all its digits before the point, as many behind it as fit."""
    whole = len(str(abs(int(number))))
    rounded = number.quantize(Decimal(1).scaleb(-max(0, _GENERAL - whole)), ROUND_HALF_UP) if number else number
    if rounded == 0 and number:
        return f"{number:f}"
    return f"{rounded:f}".rstrip("0").rstrip(".") if "." in f"{rounded:f}" else f"{rounded:f}"


def read_out(number: Decimal, numerals: str) -> str:
    """A number as it is read in Chinese, 一十二; ``numerals`` are ten figures, then ten, hundred, thousand."""
    whole, point, part = general(abs(number)).partition(".")
    if len(whole) > len(_MYRIADS) * 4:
        return general(number)
    made, zero = "", False
    for place, figure in enumerate(whole):
        left = len(whole) - place - 1
        if figure != "0":
            made += (numerals[0] if zero and made else "") + numerals[int(figure)]
            made += numerals[9 + left % 4] if left % 4 else ""
        zero = figure == "0"
        group = whole[max(0, place - 3) : place + 1] if left % 4 == 0 else ""
        made += _MYRIADS[left // 4] if group.strip("0") else ""
    digits = part.translate(str.maketrans("0123456789", numerals[:10]))
    return f"{'-' if number < 0 else ''}{made or numerals[0]}{point}{digits}"


def shows_a_day(code: str) -> bool:
    """Whether a format makes a date or a time of a number."""
    return any(kind in ("word", "half") for section in _sections(code) for kind, _ in section)


def _held(number: Decimal) -> Decimal:
    """The number with the digits that a workbook means: 0.1 + 0.2 is 0.3."""
    if len(number.as_tuple().digits) <= _SIGNIFICANT or number == number.to_integral_value():
        return number
    return number.quantize(Decimal(1).scaleb(number.adjusted() - _SIGNIFICANT + 1), ROUND_HALF_UP)


@lru_cache(maxsize=512)
def _sections(code: str) -> tuple[tuple[FormatPiece, ...], ...]:
    """The sections of a code, each as its pieces: text, digits, words of a date, brackets."""
    sections: list[list[FormatPiece]] = [[]]
    for match in _PART.finditer(code[:500]):
        kind, text = match.lastgroup or "other", match[0]
        if kind == "other" and text == ";":
            sections.append([])
        elif kind in ("quoted", "sign"):
            sections[-1].append(("text", match[kind]))
        elif kind == "other":
            sections[-1].append(("text", text))
        elif kind == "bracket":
            sections[-1] += _bracket(match["bracket"])
        elif kind not in ("width", "fill"):
            sections[-1].append((kind, text))
    return tuple(tuple(section) for section in sections)


def _bracket(inner: str) -> list[FormatPiece]:
    """A condition, a currency, hours beyond a day, Chinese numerals; colours and languages are nothing."""
    money = _MONEY.fullmatch(inner)
    if money is not None:
        return [("text", money[1])] if money[1] else []
    if _HOURS.fullmatch(inner):
        return [("word", f"[{inner.lower()}]")]
    if _CONDITION.fullmatch(inner) or inner.lower().startswith("dbnum"):
        return [("bracket", inner)]
    return []


def _section(number: Decimal, code: str) -> tuple[tuple[FormatPiece, ...], Decimal]:
    """The section of a code that a number is shown by, and the number without the sign that the section implies."""
    sections = _sections(code)
    asked = [_condition(section) for section in sections]
    for section, condition in zip(sections, asked, strict=True):
        if condition and _holds(number, condition):
            return section, abs(number) if number < 0 and "<" in condition else number
    if any(asked):
        rest = [section for section, condition in zip(sections, asked, strict=True) if not condition]
        return (rest[0] if rest else sections[0]), number
    if number < 0 and len(sections) > 1:
        return sections[1], abs(number)
    return (sections[2] if number == 0 and len(sections) > 2 else sections[0]), number


def _condition(section: tuple[FormatPiece, ...]) -> str:
    return next((text for kind, text in section if kind == "bracket" and _CONDITION.match(text)), "")


def _holds(number: Decimal, condition: str) -> bool:
    match = _CONDITION.fullmatch(condition)
    if match is None:
        return False
    sign, bound = match[1], Decimal(match[2])
    return {
        "<": number < bound, ">": number > bound, "=": number == bound, "<>": number != bound,
        "<=": number <= bound, ">=": number >= bound,
    }[sign]  # fmt: skip


# Figures


def _figures(number: Decimal, section: tuple[FormatPiece, ...]) -> str:
    pattern = "".join(text for kind, text in section if kind == "digits")
    if any(kind == "exponent" for kind, _ in section):
        return _around(section, general(number))
    if "/" in pattern:
        return general(number) if pattern.endswith("/") else _around(section, _fraction(number, pattern)).strip()
    percents = pattern.count("%")
    digits = pattern.replace("%", "")
    scaled = len(digits) - len(digits.rstrip(","))  # a comma behind the digits divides by a thousand
    whole, _, part = digits.rstrip(",").partition(".")
    number = number * 100**percents / Decimal(1000) ** scaled
    most, least = len(part.replace(",", "")), part.count("0")
    text = f"{abs(number).quantize(Decimal(1).scaleb(-most), ROUND_HALF_UP):f}"
    before, _, behind = text.partition(".")
    while len(behind) > least and behind.endswith("0"):
        behind = behind[:-1]
    before = before.lstrip("0").rjust(whole.count("0"), "0")
    if "," in whole:
        before = re.sub(r"(?<=\d)(?=(?:\d{3})+$)", ",", before)
    point = "." if "." in digits else ""
    sign = "-" if number < 0 and text.strip("0.") else ""
    return sign + _around(section, f"{before}{point}{behind}")


def _fraction(number: Decimal, pattern: str) -> str:
    """A number with a fraction that has as many figures below the stroke as the pattern."""
    before, _, below = pattern.partition("/")
    part = abs(Fraction(number)).limit_denominator(10 ** min(len(below), 4) - 1)
    sign, whole = "-" if number < 0 and part else "", int(part) if len(before) > len(below) else 0
    rest = part - whole
    shown = f"{rest.numerator}/{rest.denominator}" if rest or not whole else ""
    return sign + " ".join(piece for piece in (str(whole) if whole else "", shown if rest else "") if piece) or "0"


def _around(section: tuple[FormatPiece, ...], figures: str) -> str:
    """The figures in their place among the words of the section."""
    made, is_there = "", False
    for kind, text in section:
        if kind == "text":
            made += text
        elif kind == "digits" and text == "%":
            made += "%"
        elif kind == "digits" and not is_there:
            made, is_there = made + figures, True
    return made


# Days and hours


def _moment(number: Decimal, section: tuple[FormatPiece, ...], epoch: datetime) -> str:
    if not 0 <= number < _LAST:
        return general(number)
    seconds = int((number * 86400).quantize(Decimal(1), ROUND_HALF_UP))
    moment = epoch + timedelta(days=seconds // 86400, seconds=seconds % 86400)
    in_chinese = any(kind == "bracket" and text.lower().startswith("dbnum") for kind, text in section)
    has_half = any(kind == "half" for kind, _ in section)
    made = ""
    for place, (kind, text) in enumerate(section):
        if kind == "word":
            made += _word(text, moment, seconds, _is_minute(section, place), has_half, in_chinese)
        elif kind == "half":
            made += _half(text, moment)
        elif kind == "text" or text in ".,/":
            made += text
    return made


def _is_minute(section: tuple[FormatPiece, ...], place: int) -> bool:
    """Whether ``m`` stands behind hours or before seconds."""
    words = [text.lower().strip("[]")[:1] if kind == "word" else "" for kind, text in section]
    before = next((word for word in reversed(words[:place]) if word), "")
    behind = next((word for word in words[place + 1 :] if word), "")
    return before == "h" or behind == "s"


def _word(text: str, moment: datetime, seconds: int, is_minute: bool, has_half: bool, in_chinese: bool) -> str:
    if text.startswith("["):
        unit = {"h": 3600, "m": 60, "s": 1}[text[1]]
        return str(seconds // unit).rjust(len(text) - 2, "0")
    letter, count = text[0].lower(), len(text)
    hour = moment.hour % 12 or 12 if has_half else moment.hour
    if letter == "y" or letter == "e":
        return _year(moment.year, count if letter == "y" else 4, in_chinese)
    if letter == "m" and not is_minute:
        return _MONTHS[moment.month - 1] if count == 3 else _counted(moment.month, count, in_chinese)
    if letter == "d" and count > 2:
        return f"星期{_DAYS[moment.weekday()]}"
    if letter == "a":
        return f"{'星期' if count > 3 else '周'}{_DAYS[moment.weekday()]}"
    values = {"m": moment.minute, "d": moment.day, "h": hour, "s": moment.second}
    return _counted(values[letter], count, in_chinese) if letter in values else ""


def _year(year: int, count: int, in_chinese: bool) -> str:
    text = str(year) if count > 2 else f"{year % 100:02}"
    return text.translate(str.maketrans("0123456789", "〇一二三四五六七八九")) if in_chinese else text


def _counted(value: int, count: int, in_chinese: bool) -> str:
    return chinese_number(value) if in_chinese and value else f"{value:0{min(count, 2)}}"


def _half(text: str, moment: datetime) -> str:
    before, _, behind = text.partition("/")
    return before if moment.hour < 12 else behind
