"""Numbers that carry their own proof: check digits, regions and dates."""

from __future__ import annotations

import re
from datetime import date

from disclosure.expressions import expression

# GB/T 2260: the first two digits of every region; 83 is the residence permit of Taiwan residents. A 9 in front of the
# region begins the permanent residence card of a foreigner (since 2023), on which the country stands behind it.
_REGION = expression("9?(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])|71|8[1-3]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"


def check_digit(first: str) -> str:
    """The last character of an identity number by its first 17 digits (GB 11643)."""
    return "10X98765432"[sum(int(digit) * weight for digit, weight in zip(first, _WEIGHTS, strict=True)) % 11]


def is_valid_identity(number: str) -> bool:
    """Whether a text is an identity number of 18 characters with nothing wrong in it."""
    return re.fullmatch("[0-9]{17}[0-9Xx]", number) is not None and (
        looks_like_identity(number) and check_digit(number[:17]) == number[17].upper()
    )


def looks_like_identity(number: str) -> bool:
    """Whether region and date of birth could be those of an identity number of 15 or 18 characters."""
    born = number[6:14] if len(number) == 18 else f"19{number[6:12]}"
    if number[0] == "9" and (len(number) == 15 or is_credit_code(number)):
        return False
    return has_region(number) and born[:2] in ("18", "19", "20") and is_date(born)


def has_region(number: str) -> bool:
    """Whether the first two digits are those of a region."""
    return _REGION.match(number) is not None


def is_date(digits: str) -> bool:
    """Whether eight digits are a day of the calendar."""
    try:
        date(int(digits[:4]), int(digits[4:6]), int(digits[6:8]))
    except ValueError:
        return False
    return True


def passes_luhn(number: str) -> bool:
    """Whether the last digit of a card number fits the others."""
    total = 0
    for place, digit in enumerate(reversed(number)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and len(set(number)) > 1


def is_credit_code(number: str) -> bool:
    """Whether 18 characters are the code of an organization (GB 32100), which everyone may know."""
    if not re.fullmatch(f"[159AN][1-39][0-9]{{6}}[{_CREDIT}]{{10}}", number):
        return False
    total = sum(_CREDIT.index(character) * pow(3, place, 31) for place, character in enumerate(number[:17]))
    return _CREDIT[-total % 31] == number[17]
