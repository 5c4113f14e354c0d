"""What leads to one person without being a number of the register: travel papers, licence plates, mailboxes."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.screening.personal import masking
from disclosure.screening.personal.kinds import MAILBOX, PLATE, TRAVEL, PersonalData
from disclosure.screening.personal.names import persons
from disclosure.screening.personal.piece import Piece, bare

_PAPER = expression(
    r"(?<![0-9A-Za-z])(?:[A-Za-z]{1,2}[ -]?(?:[0-9]{7,10}|[0-9]{3,4}[ -][0-9]{4})|[0-9]{8,10}|[0-9]{4}[ -][0-9]{4})"
    r"(?![0-9A-Za-z])"
)
_HONG_KONG = expression(r"(?<![0-9A-Za-z])(?:[A-Za-z]{1,2}[0-9]{6}|[0-9]{7}) ?[(（]?[0-9Aa][)）]?(?![0-9A-Za-z])")
_PASSPORT_NAMED = expression(r"护照号码?\W{0,3}(?:[^\d，。；]{0,20})$")
_NUMBER_NAMED = expression(r"证件号码?[^，。；\n]{0,20}$")
_PASSPORT = expression(r"[EGDSP][A-HJ-NP-Z]?[0-9]{7,8}|[HM][0-9]{8,10}")
_SERVICE = expression(r"[\u3400-\u9fff]字第\s?[0-9]{5,9}号")
_PASSPORT_SAID = expression(r"护照|passport", re.IGNORECASE)
_PERMIT_SAID = expression(
    r"(?:港澳|台湾|大陆|内地|往来)[^，。；\n]{0,14}通行证|回乡证|台胞证|军官证|士官证|士兵证|警官证", re.IGNORECASE
)
_PERMIT = expression(r"[CHMTWL][A-Z]?[0-9]{7,8}")
_ANY_PERMIT_SAID = expression(r"(?<!车辆)(?<!出入)通行证[^，。；\n]{0,6}$")
_MACHINE_READ = expression(r"P[A-Z<][A-Z]{3}[A-Z]+<<[A-Z<]{10,}(?:\s{0,2}[A-Z0-9<]{9,44})?")
_RESIDENCE = expression(r"(?<![0-9A-Za-z])[A-Z]{3}(?: ?[0-9]){12}(?![0-9A-Za-z])")
_RESIDENCE_SAID = expression("居留|永居")
_SERVICE_SAID = expression("军人|军属|现役|官证|士兵证")
_HONG_KONG_SAID = expression(r"(?:香港|澳门|港澳)[^，。；\n]{0,10}身份证")
PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_PLATE = expression(
    f"(?<![梯锅容管索车][0-9]{{2}})[{PROVINCES}]"
    r"[A-HJ-NP-Z][ ·•・．.\-]?(?=[A-HJ-NP-Z]{0,3}[0-9])"
    r"(?:[0-9DF][0-9A-HJ-NP-Z][0-9]{3}[0-9DF]|[0-9A-HJ-NP-Z]{4}[0-9A-HJ-NP-Z挂学警港澳使领])(?![0-9A-Za-z\-])"
)
_DOMAIN = expression(r"(?:@|\s?[\[(（]at[\])）]\s?)([A-Za-z0-9-]{1,63}(?:\.[A-Za-z0-9-]{1,63}){1,4})", re.IGNORECASE)
_LOCAL = expression(r"[A-Za-z0-9._%+-]{1,64}$")
_PRIVATE = expression(
    r"(?:vip\.)?(?:qq|foxmail|163|126|188|yeah|sina|sohu|139|189|wo|tom|21cn|aliyun|gmail|hotmail|outlook|live|msn|yahoo|ymail|icloud|me|"
    r"proton|protonmail|eyou|263)\.(?:com|cn|net|me|com\.cn|com\.hk|com\.tw)(?:\.[a-z]{3,4})?",
    re.IGNORECASE,
)
_PUBLIC = expression(r"(?:^|\.)(?:gov|edu|org)\.cn$", re.IGNORECASE)


def travel_papers(piece: Piece) -> Iterator[PersonalData]:
    """Passports, permits and the cards of foreigners, told from other numbers by what is said in front of them."""
    for match in _PAPER.finditer(piece.text):
        before = piece.before(match.start())
        if (
            _PERMIT_SAID.search(before)
            or _PASSPORT_SAID.search(before)
            and (not match[0].isdigit() or len(match[0]) == 9 and _PASSPORT_NAMED.search(before))
            or _NUMBER_NAMED.search(before)
            and _PASSPORT.fullmatch(bare(match[0]))
            or _ANY_PERMIT_SAID.search(before)
            and _PERMIT.fullmatch(bare(match[0]))
        ):
            yield PersonalData(TRAVEL, *match.span(), masking.middle(match[0], 1, 3))
    for match in _SERVICE.finditer(piece.text):
        if _SERVICE_SAID.search(piece.before(match.start())):
            yield PersonalData(TRAVEL, *match.span(), f"{match[0][:3]}****号")
    for match in _MACHINE_READ.finditer(piece.text):
        yield PersonalData(TRAVEL, *match.span(), "P<***")
    for match in _RESIDENCE.finditer(piece.text):
        if _RESIDENCE_SAID.search(piece.before(match.start())):
            yield PersonalData(TRAVEL, *match.span(), masking.middle(match[0], 3, 3))
    for match in _HONG_KONG.finditer(piece.text):
        if _HONG_KONG_SAID.search(piece.before(match.start())):
            yield PersonalData(TRAVEL, *match.span(), masking.middle(bare(match[0]), 1, 0))


def plates(piece: Piece) -> Iterator[PersonalData]:
    """Licence plates, those of electric cars too."""
    for match in _PLATE.finditer(piece.text):
        if sum(character.isdigit() for character in match[0]) >= 2:
            plate = bare(match[0])
            yield PersonalData(PLATE, *match.span(), f"{plate[:2]}{'*' * (len(plate) - 4)}{plate[-2:]}")


def mailboxes(piece: Piece) -> Iterator[PersonalData]:
    """Mailboxes that persons take out for themselves, and any other beside a name; the authorities' own are not."""
    for match in _DOMAIN.finditer(piece.text):
        local = _LOCAL.search(piece.text, max(0, match.start() - 64), match.start())
        address = f"{local[0]}@{match[1]}".lower() if local else ""
        if not local or address in piece.public or _PUBLIC.search(match[1]):
            continue
        before = piece.before(local.start(), 30).rpartition("\n")[2]
        if _PRIVATE.fullmatch(match[1]) or not before.isascii() and persons(before):
            yield PersonalData(MAILBOX, local.start(), match.end(), f"{local[0][:2]}***@{match[1]}")
