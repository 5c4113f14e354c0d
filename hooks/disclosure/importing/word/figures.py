"""How Word writes the numbers that it counts (ECMA-376 part 1, 17.18.59 ST_NumberFormat)."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from disclosure.reading.numerals import chinese_number

_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_LEGAL = str.maketrans("零一二三四五六七八九十百千", "零壹贰叁肆伍陆柒捌玖拾佰仟")
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
    (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_ORDINALS = ("", "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth", "Tenth")
_CARDINALS = ("", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten")


def written(number: int, form: str) -> str:
    """A number in one of Word's forms; a form that is not known is written in figures, as Word does."""
    return _FORMS.get(form, str)(number)


def _chinese(number: int) -> str:
    return chinese_number(number) if 0 < number < 10_000 else "〇" if number == 0 else str(number)


def _digits(number: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(abs(number)))


def _legal(number: int) -> str:
    text = chinese_number(number) if 0 < number < 10_000 else str(number)
    return (f"一{text}" if text.startswith("十") else text).translate(_LEGAL)


def _roman(number: int) -> str:
    text = ""
    for worth, signs in _ROMAN if 0 < number < 4000 else ():
        times, number = divmod(number, worth)
        text += signs * times
    return text or str(number)


def _letters(number: int) -> str:
    """a, b … z, aa, bb … as Word goes on behind z."""
    return chr(97 + (number - 1) % 26) * ((number - 1) // 26 + 1) if 0 < number < 781 else str(number)


def _wide(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "０１２３４５６７８９"))


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _of(signs: str) -> Callable[[int], str]:
    """One sign of a row of them, round and round."""
    return lambda number: signs[(number - 1) % len(signs)] if number > 0 else str(number)


def _range(first: str, most: int) -> Callable[[int], str]:
    """The signs of Unicode that follow upon each other from the first on, as many as there are; then figures."""
    return lambda number: chr(ord(first) + number - 1) if 0 < number <= most else str(number)


def _circled(number: int) -> str:
    return _CIRCLED[number - 1] if 0 < number <= len(_CIRCLED) else str(number)


def _zodiac(number: int) -> str:
    return _of(_STEMS)(number) + _of(_BRANCHES)(number) if number > 0 else str(number)


_FORMS: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(
        (
            "chineseCounting", "chineseCountingThousand", "japaneseCounting", "taiwaneseCounting",
            "taiwaneseCountingThousand", "koreanCounting", "koreanDigital2", "koreanLegal",
        ),
        _chinese,
    ),
    **dict.fromkeys(("ideographDigital", "japaneseDigitalTenThousand", "taiwaneseDigital", "koreanDigital"), _digits),
    **dict.fromkeys(("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"), _legal),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographZodiacTraditional": _zodiac,
    **dict.fromkeys(("decimalFullWidth", "decimalFullWidth2"), _wide),
    "decimalZero": lambda number: f"{number:02}",
    **{f"decimalZero{digits}": partial("{1:0{0}}".format, digits) for digits in range(2, 6)},
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": _range("⑴", 20),
    "decimalEnclosedFullstop": _range("⒈", 20),
    "ideographEnclosedCircle": _range("㊀", 10),
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerLetter": _letters,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "ordinal": _ordinal,
    "cardinalText": lambda number: _CARDINALS[number] if 0 < number < len(_CARDINALS) else str(number),
    "ordinalText": lambda number: _ORDINALS[number] if 0 < number < len(_ORDINALS) else _ordinal(number),
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "chicago": lambda number: "*†‡§"[(number - 1) % 4] * ((number - 1) // 4 + 1) if number > 0 else str(number),
    "none": lambda number: "",
}  # fmt: skip
