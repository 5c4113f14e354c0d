"""Numbers in parts: 前六位 …，出生日期 1990年1月1日，后四位 …; 前三位 138，中间四位 …，后四位 …; or told backwards.

The day of birth may be written out, and every figure may be a Chinese numeral; the check digit tells an identity
number, whatever stands between its three parts. Where the words say which part is which, other numbers are put
together, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.reading.sought import Sought
from disclosure.screening.personal import masking
from disclosure.screening.personal.digits import is_valid_identity, looks_like_identity
from disclosure.screening.personal.kinds import IDENTITY, IDENTITY_NAMED, MOBILE, UNCLEAR, PersonalData
from disclosure.screening.personal.names import ends_with_name
from disclosure.screening.personal.numbers import IDENTITY_SAID, IN_USE, PERSON_SAID, PHONE_SAID
from disclosure.screening.personal.piece import Piece, bare

_NUMERALS = "〇零一二三四五六七八九"
_READ = str.maketrans({"〇": "0", **{sign: str(value) for value, sign in enumerate(_NUMERALS[1:])}})
_FIGURE = f"[0-9{_NUMERALS}]"
_BETWEEN = f"(?:[^0-9{_NUMERALS}十。；;\\n]|[三四六八](?=位)){{0,12}}"  # 后四位
_DAY = (
    f"(?P<day>{_FIGURE}{{8}}|{_FIGURE}{{4}}\\s?[年\\-/.．]\\s?(?:十[一二]?|{_FIGURE}{{1,2}})"
    f"\\s?[月\\-/.．]\\s?(?:[二三]?十[{_NUMERALS}]?|{_FIGURE}{{1,2}}))"
)
_PARTS = expression(
    f"(?<!{_FIGURE})(?P<first>{_FIGURE}{{6}}){_BETWEEN}{_DAY}{_BETWEEN}"
    f"(?P<last>{_FIGURE}{{3}}[0-9Xx{_NUMERALS}])(?![0-9A-Za-z])"
)
_DAY_SAID = expression(_DAY.replace(f"{_FIGURE}{{8}}|", "", 1))
_PARTS_SAID = expression("[后末]四位|尾号")
_COUNTS = (
    "一",
    "二",
    "两",
    "三",
    "四",
    "五",
    "六",
    "七",
    "八",
    "九",
    "十",
    *(f"十{n}" for n in "一二三四五六七"),
    *map(str, range(1, 18)),
)
_WORDS = (
    "尾号",
    "号段",
    "空格",
    "个数字",
    "校验码",
    "校验位",
    "倒序",
    "倒过来",
    "倒着",
    "反过来",
    "反着",
    "从右往左",
    "从后往前",
    "逆序",
    "颠倒",
    "末位是",
    "末位为",
    "尾位是",
)
# What says that figures are parts of a number, or that they run backwards.
PLACES = Sought(*_WORDS, *(f"{place}{count}位" for place in "前首头中间后末尾" for count in _COUNTS))
_PLACE = expression(
    f"(?:[前首头中间后末尾](?:{'|'.join(sorted(_COUNTS, key=len, reverse=True))})位(?:数字?)?|{'|'.join(_WORDS)})"
)
_BACKWARDS = expression("倒[序过着]|反[过着]|从右往左|从后往前|逆序|颠倒")
_SENTENCE = expression(r"(?:[^。；;\n]|\n(?!\s*\n))+")
_GROUP_SAID = expression(
    f"(?<![0-9A-Za-z])(?:[0-9]+|[{_NUMERALS}]{{3,}})[Xx]?(?![0-9A-Za-z])|(?<![0-9A-Za-z])[Xx](?![0-9A-Za-z])"
)
_CROSS = expression('(?<![0-9])([1-9][0-9]{16})[（(，, ]{0,2}[末尾]位[是为]?[“"]?[叉×XxⅩ]')
_HALF = expression(f"(1[3-9][0-9])[{re.escape(masking.SIGNS)}]{{4}}([0-9]{{4}})(?![0-9])")
_FIRST_SAID = expression(
    f"(?:[前首头]|中间)(?:{'|'.join(_COUNTS)})位|号段|空格|个数字"
)  # 末四位 alone is told of lots that win
_OWNER_SAID = expression(f"{PHONE_SAID.pattern}|机主|号段", re.IGNORECASE)
_MOST_PARTS = 4


def may_be_in_parts(text: str) -> bool:
    """Whether a text has what could be the three parts."""
    return _PARTS.search(text) is not None


def in_parts(piece: Piece) -> Iterator[PersonalData]:
    """Identity numbers in three parts; those whose parts only gaps set apart are found as one number."""
    for match in _PARTS.finditer(piece.text):
        number = _figures(match["first"]) + _day(match["day"]) + _figures(match["last"])
        if number in piece.public or bare(match[0]) == number:
            continue
        rule = _rule(number, match, piece)
        if rule is not None:
            yield PersonalData(rule, *match.span(), masking.middle(number, 3, 4))
    for match in _CROSS.finditer(piece.text):
        if is_valid_identity(f"{match[1]}X"):
            yield PersonalData(IDENTITY, *match.span(), masking.middle(f"{match[1]}X", 3, 1))
    for sentence in _SENTENCE.finditer(piece.text):
        if _PLACE.search(sentence[0]):
            yield from _put_together(sentence, piece)
            yield from _filled_in(sentence)


def _put_together(sentence: re.Match[str], piece: Piece) -> Iterator[PersonalData]:
    """The first number that the parts of a sentence make, which its words call parts of a number."""
    said = _PLACE.sub(lambda match: " " * len(match[0]), sentence[0])
    days = {day.start(): day for day in _DAY_SAID.finditer(said)}
    groups = [(*day.span(), _day(day[0])) for day in days.values()]
    groups += [
        (*group.span(), _figures(group[0]))
        for group in _GROUP_SAID.finditer(said)
        if not any(day.start() <= group.start() < day.end() for day in days.values())
    ]
    backwards = _BACKWARDS.search(sentence[0]) is not None
    is_phone = _OWNER_SAID.search(f"{piece.label} {sentence[0]}") and (backwards or _FIRST_SAID.search(sentence[0]))
    for parts in _chosen(sorted(groups), backwards=backwards):
        number = "".join(figures for *_, figures in parts)
        rule = IDENTITY if is_valid_identity(number) else MOBILE if is_phone and _is_mobile(number, parts) else None
        if rule is not None and number not in piece.public:
            start, end = min(part[0] for part in parts), max(part[1] for part in parts)
            yield PersonalData(rule, sentence.start() + start, sentence.start() + end, masking.middle(number, 3, 4))
            return


def _filled_in(sentence: re.Match[str]) -> Iterator[PersonalData]:
    """Mobiles of which the sentence tells what is covered: 138****1234 … 中间四位 0000."""
    for half in _HALF.finditer(sentence[0]):
        told = _PLACE.sub(lambda match: " " * len(match[0]), sentence[0][half.end() :])
        if re.search(r"(?<![0-9*])[0-9]{4}(?![0-9])", told):
            start = sentence.start() + half.start()
            yield PersonalData(MOBILE, start, start + len(half[0]), f"{half[1]}****{half[2]}")


_PartOfNumber = tuple[int, int, str]  # where it begins and ends in its sentence, and its figures


def _chosen(groups: Sequence[_PartOfNumber], *, backwards: bool) -> Iterator[Sequence[_PartOfNumber]]:
    """Neighbouring groups that may be the parts of one number, in any order; backwards each by itself, too."""
    if backwards:
        yield from ([(start, end, figures[::-1])] for start, end, figures in groups)
    for first in range(len(groups)):
        for count in range(2, _MOST_PARTS + 1):
            near = groups[first : first + count]
            if len(near) == count and sum(len(figures) for *_, figures in near) in (11, 18):
                yield from permutations(near)


def _is_mobile(number: str, parts: Sequence[_PartOfNumber]) -> bool:
    return len(number) == 11 and IN_USE.match(number) is not None and all(len(part[2]) >= 3 for part in parts)


def _rule(number: str, match: re.Match[str], piece: Piece) -> Rule | None:
    """What a number is; of figures around a day, of which nothing is said, every eleventh has a right check digit."""
    before, is_valid = piece.before(match.start()), is_valid_identity(number)
    if IDENTITY_SAID.search(before) or _PARTS_SAID.search(match[0]):
        return IDENTITY if is_valid else IDENTITY_NAMED if looks_like_identity(number) else None
    if not is_valid or piece.is_amount(*match.span()):
        return None
    return IDENTITY if match["day"].isdecimal() or PERSON_SAID.search(before) or ends_with_name(before) else UNCLEAR


def _day(written: str) -> str:
    """A day as eight figures."""
    parts = re.split(r"\s?[年月\-/.．]\s?", written)
    return "".join(_figures(part).zfill(2) for part in parts)


def _figures(written: str) -> str:
    """Figures or numerals as figures; 二十三 is no row of numerals."""
    tens, ten, ones = written.partition("十")
    return f"{_figures(tens) or 1}{_figures(ones) or 0}" if ten else written.upper().translate(_READ)
