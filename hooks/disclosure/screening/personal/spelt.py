"""Numbers in Chinese numerals, or with letters that look like digits: 一三八…, 138OOOO….

One sign stands for one digit, so that a text with its numerals read keeps every offset.
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.screening.personal.kinds import CARD, MOBILE, UNCLEAR, PersonalData
from disclosure.screening.personal.names import ends_with_name
from disclosure.screening.personal.numbers import CARD_SAID, PHONE_SAID, identities_and_cards, mobiles
from disclosure.screening.personal.piece import GAP, Piece

_NUMERALS = {
    sign: str(value)
    for value, signs in enumerate(
        ("〇零○洞", "一壹幺", "二贰两", "三叁", "四肆", "五伍", "六陆", "七柒拐", "八捌", "九玖勾")
    )
    for sign in signs
}
_SIGNS = "".join(_NUMERALS)
_LETTERS = {**dict.fromkeys("Oo\u041e\u043e\u039f\u03bf", "0"), **dict.fromkeys("lI", "1")}  # Cyrillic and Greek, too
_LIKE = "".join(_LETTERS)
_COMMAS = "、，,"
_READ = str.maketrans({**_NUMERALS, **_LETTERS, **dict.fromkeys(_COMMAS, " ")})
_SIGN = f"[0-9{_SIGNS}{_LIKE}]"
_LISTED = f"{_SIGN}(?:[{_COMMAS}] ?{_SIGN}){{10,18}}"  # every sign set apart: 一、三、八、…
_LONG = expression(
    f"(?<![0-9A-Za-z{_SIGNS}])(?:[1-9{_SIGNS}lI](?:{GAP}{_SIGN}){{10,18}}(?:{GAP}[Xx])?"
    f"|{_LISTED}(?:[{_COMMAS}] ?[Xx])?)"
    f"(?![0-9A-Za-z{_SIGNS}])"
)
# From the first sign of a row on: what is too short from there is too short from any other.
_ROW = expression(f"[1-9{_SIGNS}lI](?<![1-9{_SIGNS}lI].)(?:(?:{GAP}{_SIGN}){{10}}|(?:[{_COMMAS}] ?{_SIGN}){{10}})")
_SPELT = expression(f"[{_SIGNS}{_LIKE}]")


def may_spell(text: str) -> bool:
    """Whether a text has a row of numerals and digits as long as a telephone number."""
    return _ROW.search(text) is not None


def spelt(piece: Piece) -> Iterator[PersonalData]:
    """Identity numbers, cards and mobiles that are spelt."""
    rows = [match.span() for match in _LONG.finditer(piece.text) if _SPELT.search(match[0])]
    if not rows:
        return
    signs = list(piece.text)
    for start, end in rows:
        signs[start:end] = piece.text[start:end].translate(_READ)
    read = Piece("".join(signs), piece.label, piece.row, piece.public)
    for find in (identities_and_cards, mobiles):
        for spot in find(read):
            if any(start <= spot.start < end for start, end in rows):
                yield _judged(piece, spot)


def _judged(piece: Piece, spot: PersonalData) -> PersonalData:
    """The spot, doubted where nothing says that these numerals are a number to call or to pay to."""
    before = piece.before(spot.start)
    said = {MOBILE: PHONE_SAID, CARD: CARD_SAID}.get(spot.rule)
    if said is None or said.search(before) or ends_with_name(before):
        return spot
    return PersonalData(UNCLEAR, spot.start, spot.end, spot.masked, for_good=True)
