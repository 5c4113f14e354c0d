"""Identity numbers in three parts, whatever stands between them: 前六位 …，出生日期 1990年1月1日，后四位 ….

The day of birth may be written out, and every figure may be a Chinese numeral; the check digit tells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.screening.personal import masking
from disclosure.screening.personal.digits import is_valid_identity, looks_like_identity
from disclosure.screening.personal.kinds import IDENTITY, IDENTITY_NAMED, UNCLEAR, PersonalData
from disclosure.screening.personal.names import ends_with_name
from disclosure.screening.personal.numbers import IDENTITY_SAID, PERSON_SAID
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
_PARTS_SAID = expression("[后末]四位|尾号")


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
