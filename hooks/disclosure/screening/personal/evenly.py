"""Numbers whose digits are set apart everywhere by the same: 138杠0000杠1234, 1的3的8的…, 13,800,001,234.

What stands between may be anything that is no digit; that it is always the same tells that it belongs to the number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.screening.personal import masking
from disclosure.screening.personal.digits import is_valid_identity
from disclosure.screening.personal.kinds import IDENTITY, MOBILE, UNCLEAR, PersonalData
from disclosure.screening.personal.names import ends_with_name
from disclosure.screening.personal.numbers import IN_USE, PHONE_SAID
from disclosure.screening.personal.piece import Piece

_BETWEEN = r"[^0-9\n。；;]{1,6}"
_GROUPS = f"1[3-9][0-9](?P<groups>{_BETWEEN})[0-9]{{4}}(?P=groups)[0-9]{{4}}"
_DIGITS = f"[1-9](?P<digits>{_BETWEEN})[0-9](?:(?P=digits)[0-9]){{9,15}}(?:(?P=digits)[0-9Xx])?"
_THOUSANDS = "[1-9][0-9]{0,2}(?:,[0-9]{3}){3,5}"
_ROUNDED = r"1\.[3-9][0-9]{9}[eE]\+?10"
_EVENLY = expression(f"(?<![0-9.,])(?:{_ROUNDED}|{_THOUSANDS}|{_GROUPS}|{_DIGITS})(?![0-9]|[.,][0-9])")
_LISTING = expression(r"[、，,\s]+|.*[元人户个件次号条日月年].*", re.DOTALL)  # what stands between figures of their own


def may_be_even(text: str) -> bool:
    """Whether a text has figures that the same sets apart."""
    return _EVENLY.search(text) is not None


def set_apart(piece: Piece) -> Iterator[PersonalData]:
    """Identity numbers, which their check digit tells, and mobiles beside a name or what speaks of a telephone."""
    for match in _EVENLY.finditer(piece.text):
        written = re.split("[eE]", match[0])[0]
        number = re.sub("[^0-9Xx]", "", written).upper()
        if number in piece.public or piece.is_amount(*match.span()):
            continue
        if is_valid_identity(number):
            yield PersonalData(IDENTITY, *match.span(), masking.middle(number, 3, 4))
        elif len(number) == 11 and IN_USE.match(number):
            before = piece.before(match.start()).rstrip("*_`~")
            if PHONE_SAID.search(before) or ends_with_name(before):
                yield PersonalData(MOBILE, *match.span(), masking.middle(number, 3, 4))
            elif match["groups"] and not _LISTING.fullmatch(match["groups"]):
                yield PersonalData(UNCLEAR, *match.span(), masking.middle(number, 3, 4), for_good=True)
