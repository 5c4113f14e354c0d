"""Numbers with a mask that leaves too much of them to see."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.screening.personal import masking
from disclosure.screening.personal.digits import has_region, is_valid_identity, looks_like_identity
from disclosure.screening.personal.kinds import TOO_OPEN, PersonalData
from disclosure.screening.personal.names import ends_with_name
from disclosure.screening.personal.numbers import CARD_SAID, IDENTITY_SAID, PHONE_SAID
from disclosure.screening.personal.piece import GAP, Piece, bare

_SIGNS = re.escape(masking.SIGNS)
_DAY = expression(r"((?:18|19|20)[0-9]{2})\s?[年\-/.．]\s?([01]?[0-9])\s?[月\-/.．]\s?([0-3]?[0-9])(?![0-9])")
_BESIDE = 60  # characters within which a day of birth is read together with a number
_EXAMPLE = expression(r"(?:示例|样例|例如|格式)[：:为]?\s?[“\"]?$")
_COVERED = expression(f"(?<![0-9A-Za-z])[1-9](?:{GAP}[0-9{_SIGNS}]){{10,18}}(?![0-9A-Za-z])")


def covered(piece: Piece) -> Iterator[PersonalData]:
    """Identity numbers, mobiles and cards of which hardly anything is hidden."""
    for match in _COVERED.finditer(piece.text):
        number = bare(match[0])
        if number.isdigit() or number[:17].isdigit() and number[17:] == "X" or _is_stressed(piece.text, match):
            continue
        before = piece.before(match.start())
        if _EXAMPLE.search(before) and number[-4:] in ("xxxx", "XXXX", "****", "××××"):
            continue
        last = 4 if number[-4:].isdigit() else 0
        if _is_told_beside(number, piece, match):
            yield PersonalData(TOO_OPEN, *match.span(), masking.middle(number, 3, 0))
            continue
        if _shows_identity(number, before) or _shows_mobile(number, before):
            yield PersonalData(TOO_OPEN, *match.span(), masking.middle(number, 3, last))
        elif 16 <= len(number) <= 19 and _open(number) > 10 and CARD_SAID.search(before):
            yield PersonalData(TOO_OPEN, *match.span(), masking.middle(number, 0, last))


def _is_told_beside(number: str, piece: Piece, match: re.Match[str]) -> bool:
    """Whether an identity number has only its day of birth covered, which stands beside it."""
    if len(number) != 18 or not (number[:6] + number[14:17]).isdigit() or number[6:14].isdigit():
        return False
    beside = piece.text[max(0, match.start() - _BESIDE) : match.end() + _BESIDE]
    days = (f"{day[1]}{int(day[2]):02}{int(day[3]):02}" for day in _DAY.finditer(beside))
    return any(is_valid_identity(number[:6] + day + number[14:]) for day in days)


def _open(number: str) -> int:
    return sum(character.isdigit() for character in number)


def _is_stressed(text: str, match: re.Match[str]) -> bool:
    """Whether the asterisks behind a number are Markdown's, which also stand in front of it."""
    return bare(match[0]).rstrip("*").isdigit() and text[: match.start()].endswith("*")


def _shows_identity(number: str, before: str) -> bool:
    if _open(number) < 11 or not has_region(number):
        return False
    if len(number) == 18 or len(number) == 15 and IDENTITY_SAID.search(before):
        return True
    return len(number) > 14 and number[:14].isdigit() and looks_like_identity(f"{number[:14]}0000")


def _shows_mobile(number: str, before: str) -> bool:
    if len(number) != 11 or _open(number) < 8 or not re.match("1[3-9]", number):
        return False
    hidden = re.findall(f"[{_SIGNS}]+", number)
    might_be_product = len(hidden) > 1 or len(hidden[0]) == 1 and not number.endswith(hidden[0])
    return not might_be_product or bool(PHONE_SAID.search(before)) or ends_with_name(before)
