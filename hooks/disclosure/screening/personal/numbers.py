"""Identity numbers, bank cards and mobile numbers, however their digits are set apart."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.screening.personal import masking
from disclosure.screening.personal.digits import (
    has_region,
    is_credit_code,
    is_valid_identity,
    looks_like_identity,
    passes_luhn,
)
from disclosure.screening.personal.kinds import CARD, IDENTITY, IDENTITY_NAMED, MOBILE, UNCLEAR, PersonalData
from disclosure.screening.personal.names import ends_with_name
from disclosure.screening.personal.piece import GAP, GAPS, TENS, Piece, bare

_RUN = expression(f"(?<![0-9])[0-9](?>(?:{GAP}[0-9]){{13,}})(?:{GAP}[Xx{TENS}](?![A-Za-z]))?")
_GROUP = expression("[0-9]+")
_CHAIN = expression(r"(?<![0-9])(?:[0-9]{17}[Xx](?:[0-9]{1,40}+|(?=[A-Za-z]))|[0-9]{19,60}+)(?![0-9])")
# Cut by the ends of lines, wherever.
_CUT = rf"(?:[ \t\u3000]{{0,2}}\n[ \t\u3000>]{{0,8}}|{GAP})"
_BROKEN = expression(rf"(?<![0-9])[1-9](?:{_CUT}[0-9]){{10,18}}(?:{_CUT}[Xx](?![A-Za-z]))?(?![0-9])")
# Where a number is named, whatever stands between its groups sets them apart: signs, brackets, the marks of a list.
_ANY_GAP = r"(?:[^0-9A-Za-z\u3400-\u9fff。；]{0,4})"
_ID_GAP = f"(?:{_ANY_GAP}|。)"
_SPLIT = expression(
    f"(?:身份证|身份号码|证件号)[^0-9，。；]{{0,8}}([1-9](?:{_ID_GAP}[0-9]){{16}}{_ID_GAP}[0-9Xx])(?![0-9])"
)
_ANY_SIGN = _ANY_GAP.replace("{0,4}", "{1,4}")
_ANY_WORD = r"[^0-9A-Za-z。；，、\n]{1,4}"
_SPLIT_PHONE = expression(
    f"(?:电话|手机|联系方式)(?:[^0-9。；]{{0,8}}(1[3-9][0-9]{_ANY_SIGN}[0-9]{{4}}{_ANY_SIGN}[0-9]{{4}})"
    f"|[^0-9。；\\n]{{0,4}}(1[3-9][0-9]{_ANY_WORD}[0-9]{{4}}{_ANY_WORD}[0-9]{{4}}))(?![0-9])"
)
_SPLIT_CARD = expression(
    f"(?:卡号|[账帐]号|[账帐]户)[^0-9。；]{{0,8}}([0-9]{{4}}(?:{_ANY_SIGN}[0-9]{{4}}){{3}}(?:{_ANY_SIGN}[0-9]{{1,3}})?)(?![0-9])"
)
_ODD_GAP = expression(f"[^0-9Xx{GAPS},，、\\n>]")
_SCIENTIFIC = expression(r"(?<![0-9.])[1-8]\.[0-9]{4,16}[eE]\+?17(?![0-9])")
IN_USE = expression("1(?:[38]|4[5-9]|5[0-35-9]|6[2567]|7[0-8]|9[0-35-9])")
_BRACKETED = expression(f"[（(](1[3-9][0-9][）)]{GAP}[0-9]{{4}}{GAP}[0-9]{{4}})(?![0-9])")
_TWO_PHONES = expression("(?<![0-9])(1[3-9][0-9]{9})(1[3-9][0-9]{9})(?![0-9])")
_PHONE = expression(f"(?<![0-9])(?:(?:\\+|00)?86{GAP}|0)?(1{GAP}[3-9](?:{GAP}[0-9]){{9}})(?![0-9])")

IDENTITY_SAID = expression(
    r"身份证|[旧老一二]代?证|证件号|证件及号|公民身份|身份号码|id.?card|id.?no\b|sfz", re.IGNORECASE
)
PHONE_SAID = expression(
    r"电话|手机|联系|致电|拨打|[请可直]拨|热线|微信|短信|tel|phone|mobile|mob\b|wa\.me", re.IGNORECASE
)
_PHONE_BEHIND = expression(r"\s?(?:联系|咨询|沟通|通话)")
CARD_SAID = expression(
    r"银行|卡号|账号|帐号|账户|帐户|开户|存折|借记卡|储蓄|信用社|收款|社保卡|市民卡|一卡通|[农工建中交招]行|card|"
    r"(?:工资|补贴|补助|养老金?|退休金?|惠农|低保金?|存款|结算)(?:银行)?卡",
    re.IGNORECASE,
)
_CARD_BEHIND = expression(
    r"[，,（(\s]{0,2}(?:[是为系]|该|此)?[^，。；\n0-9]{0,10}(?:银行|卡号|账号|帐号|账户|帐户|存折|储蓄|社保卡|一卡通|[农工建中交招]行|"
    r"[这该此本]张?卡|卡[里内上中])"
)
_CARD_WORDS = expression(
    r"的?(?:银行|社保|市民|[农工建中交招]行|储蓄)?(?:卡|一卡通|账户|帐户)?(?:卡号|账号|帐号|号码?)?[\s：:，,（(]*$"
)
PERSON_SAID = expression(
    r"姓名|性别|出生|户主|申请人|当事人|[，,、（( ][男女](?![\u3400-\u9fff])|\bname", re.IGNORECASE
)
_CODE_SAID = expression(
    r"(?:信用代码|机构代码|受理号?|票据号?|凭证号?|回执号?|校验码|查询码|登记号|申请号|专利号|运单号?|纳税人识别号|税号|编[号码]|文号|单号|批号|案号|序号|代码|合同号?|订单号?|发票号?码?|索引号?|备案号?|"
    r"许可证号?|证书号?|档案号?|档号|案卷号?|工单号?|信访件|条码|标准|流水号?|学号|工号|准考证号?|QQ|群号?|票号|设备号|型号|户号|表号|\bSN|\bNo\.?)"
    r"[^，。；、\n]{0,6}$",
    re.IGNORECASE,
)
_PHONE_PREFIX = expression(r"(?:tel|sms|phone|mobile|mob|cell|sj|dh|wx|vx|wechat|m|t|p|v)[:：]?$", re.IGNORECASE)
_OFFICE_ACCOUNT = expression(
    r"对公|单位(?:账|帐|银行)|(?:基本|一般|专用)(?:存款)?(?:账|帐)?户|财政专户|国库|保证金|"
    r"(?:户名|名称|收款单位|收款人)[^\n，。；]{0,30}?(?:公司|中心|街道|办事处|委员会|财政|局|院|校|社|厂|店|所|队|会|站|部|园)"
)
# How people set the digits of a mobile apart; other ways count only where a telephone is spoken of.
_PHONE_GROUPS = {(11,), (3, 4, 4), (3, 8), (7, 4), (3, 3, 5), (3, 5, 3), (1,) * 11}
_NO_COUNT = ("号码", "号段", "号机", "号主", "号的机主")  # behind a mobile; 号 alone is that of a paper
_MOST_GROUPS = 200  # a longer row of short figures is a row of figures
_INVOICE = expression("发票|票据|开票|税")
_CARD_BEGINNINGS = ("62", "60", "95", "43", "45", "52", "35", "10")


def may_be_split(text: str) -> bool:
    """Whether a text has what could be a mobile or a card, named as such, with any signs between its groups."""
    return bool(_SPLIT_PHONE.search(text) or _SPLIT_CARD.search(text))


def may_be_bracketed(text: str) -> bool:
    """Whether a text has what could be a mobile whose first three digits stand in brackets."""
    return _BRACKETED.search(text) is not None


def identities_and_cards(piece: Piece) -> Iterator[PersonalData]:
    """Identity numbers and bank cards, which are as long."""
    for match in _BROKEN.finditer(piece.text) if "\n" in piece.text else ():
        yield from _broken(piece, match)
    for run in _RUN.finditer(piece.text):
        end = 0
        for start, stop in _candidates(run):
            spot = _judged(piece, start, stop) if start >= end else None
            if spot is not None:
                end = stop
                yield spot
    for match in _CHAIN.finditer(piece.text):
        yield from _in_chain(match)
    yield from _distorted(piece)


def _broken(piece: Piece, match: re.Match[str]) -> Iterator[PersonalData]:
    """A number over several lines, told by its check digit or by what is said in front of it."""
    number, before = bare(match[0]), piece.before(match.start())
    if "\n" not in match[0] or number in piece.public:
        return
    if is_valid_identity(number) or len(number) == 18 and IDENTITY_SAID.search(before) and looks_like_identity(number):
        yield _hidden(IDENTITY if is_valid_identity(number) else IDENTITY_NAMED, *match.span(), number)
    elif 16 <= len(number) <= 19 and number.isdigit():
        spot = _card(piece, *match.span(), number)
        yield from [spot] if spot else []
    elif len(number) == 11 and IN_USE.match(number) and (PHONE_SAID.search(before) or ends_with_name(before)):
        yield _hidden(MOBILE, *match.span(), number)


def _distorted(piece: Piece) -> Iterator[PersonalData]:
    """Identity numbers and cards that are named as such, but cut by commas and lines or rounded by a sheet."""
    for match in _SPLIT.finditer(piece.text):
        number = re.sub("[^0-9Xx]", "", match[1]).upper()
        is_valid = is_valid_identity(number)
        if is_valid or looks_like_identity(number) and not _ODD_GAP.search(match[1]):
            yield _hidden(IDENTITY if is_valid else IDENTITY_NAMED, *match.span(1), number)
    for match in _SPLIT_CARD.finditer(piece.text):
        number = re.sub("[^0-9]", "", match[1])
        if passes_luhn(number) and number.startswith(_CARD_BEGINNINGS) and not piece.is_amount(*match.span(1)):
            yield from filter(None, [_card(piece, *match.span(1), number)])
    for match in _SCIENTIFIC.finditer(piece.text):
        number = re.split("[eE]", match[0])[0].replace(".", "")
        if IDENTITY_SAID.search(piece.before(match.start())) and has_region(number):
            yield PersonalData(IDENTITY_NAMED, *match.span(), masking.middle(number, 3, 0))


def _candidates(run: re.Match[str]) -> Iterator[tuple[int, int]]:
    """What in a run of digits may be one number: a long group by itself, or some short ones that follow each other."""
    groups = [(run.start() + group.start(), run.start() + group.end()) for group in _GROUP.finditer(run[0])]
    groups[-1] = (groups[-1][0], run.end())
    whole = len(groups) if len(groups) <= 20 else 0
    for first, (start, stop) in enumerate(groups):
        if stop - start >= 14:
            following = groups[first + 1] if first + 1 < len(groups) else (0, 0)
            if stop - start + following[1] - following[0] == 18:
                yield start, following[1]
            yield start, stop
            continue
        if len(groups) > _MOST_GROUPS:
            continue
        total, stops = 0, []
        for begin, end in groups[first : first + (whole if first == 0 and whole else 6)]:
            total += end - begin
            if end - begin >= 14 or total > 24:
                break
            if total >= 14:
                stops.append(end)
        yield from ((start, end) for end in reversed(stops))


def _judged(piece: Piece, start: int, end: int) -> PersonalData | None:
    number = bare(piece.text[start:end])
    if len(set(number)) == 1 or number in piece.public and not is_valid_identity(number):
        return None
    if len(number) == 20 and is_valid_identity(number[:18]):  # 残疾人证: an identity number and two digits
        return _hidden(IDENTITY, start, end, number)
    if len(number) >= 15 and (spot := _identity(piece, start, end, number)):
        return spot
    return _card(piece, start, end, number) if 16 <= len(number) <= 19 and number.isdigit() else None


def _identity(piece: Piece, start: int, end: int, number: str) -> PersonalData | None:
    before = piece.before(start)
    said = IDENTITY_SAID.search(before) or IDENTITY_SAID.search(piece.text[end : end + 10])
    if len(number) == 18 and is_valid_identity(number):
        is_code = not said and (_is_code(before) or _is_code(piece.label.split(" ")[0]))
        return _hidden(UNCLEAR if is_code else IDENTITY, start, end, number, for_good=is_code)
    if len(number) not in (15, 18):  # a slip of the keyboard
        if piece.text[end : end + 1] in tuple(masking.SIGNS):  # the rest is covered
            return None
        slip = said and "身份" in said[0] and number.isdigit() and looks_like_identity(f"{number[:14]}0000")
        return _hidden(IDENTITY_NAMED, start, end, number) if slip else None
    plausible = looks_like_identity(number)
    if said and (plausible or has_region(number) and ("身份" in said[0] or not is_credit_code(number))):
        return _hidden(IDENTITY_NAMED, start, end, number)
    if not plausible or len(number) == 15 and not number.isdigit() or is_credit_code(number):
        return None
    if piece.is_in_address(start) or piece.is_amount(start, end) or _is_code(before):
        return None
    if PERSON_SAID.search(before) or ends_with_name(before):
        return _hidden(IDENTITY_NAMED, start, end, number)
    return _hidden(UNCLEAR, start, end, number) if end - start == len(number) else None


def _in_chain(match: re.Match[str]) -> Iterator[PersonalData]:
    """An identity number with another number right behind it: the check digit tells."""
    for offset in range(len(match[0]) - 17):
        number = match[0][offset : offset + 18]
        if number[:17].isdigit() and is_valid_identity(number):
            yield _hidden(IDENTITY, *match.span(), number)
            return


def _card(piece: Piece, start: int, end: int, number: str) -> PersonalData | None:
    before = piece.before(start, 40)
    named = CARD_SAID.search(before) or _CARD_BEHIND.match(piece.text, end)
    is_named = ends_with_name(_CARD_WORDS.sub("", before))
    around = piece.around(start, end)
    if not named:
        return _unnamed_card(piece, start, end, number, is_named=is_named)
    if _OFFICE_ACCOUNT.search(around) and not is_named and "自然人" not in around:
        return None
    if passes_luhn(number):
        return PersonalData(CARD, start, end, masking.middle(number, 0, 4))
    is_card = number.startswith(_CARD_BEGINNINGS) and not _is_code(before)
    return PersonalData(UNCLEAR, start, end, masking.middle(number, 0, 4)) if is_card else None


def _unnamed_card(piece: Piece, start: int, end: int, number: str, *, is_named: bool) -> PersonalData | None:
    """A number of which nobody says that it is a card, though it begins and ends like one."""
    is_like = number.startswith("62") and len(number) in (16, 19) and passes_luhn(number)
    if not is_like or end - start != len(number) or piece.is_amount(start, end) or piece.is_in_address(start):
        return None
    if _is_code(piece.before(start)):
        return None
    return PersonalData(CARD if is_named else UNCLEAR, start, end, masking.middle(number, 0, 4), not is_named)


def mobiles(piece: Piece) -> Iterator[PersonalData]:
    """Mobile numbers."""
    for match in _PHONE.finditer(piece.text):
        rule = _mobile(piece, match)
        if rule is not None:
            yield _hidden(rule, match.start(1), match.end(1), bare(match[1]), for_good=rule == UNCLEAR)
    for match in _TWO_PHONES.finditer(piece.text):
        before = piece.before(match.start())
        if all(map(IN_USE.match, match.groups())) and not _is_code(before):
            is_said = PHONE_SAID.search(before) or ends_with_name(before)
            yield _hidden(MOBILE if is_said else UNCLEAR, *match.span(), match[0], for_good=not is_said)
    for match in chain(_SPLIT_PHONE.finditer(piece.text), _BRACKETED.finditer(piece.text)):
        which = match.lastindex or 1
        number = re.sub("[^0-9]", "", match[which])
        if number not in piece.public and IN_USE.match(number):
            yield _hidden(MOBILE, *match.span(which), number)


def _mobile(piece: Piece, match: re.Match[str]) -> Rule | None:
    number, start, end = bare(match[1]), match.start(), match.end()
    before = piece.before(start)
    said = PHONE_SAID.search(before) or _PHONE_BEHIND.match(piece.text, end)
    if number in piece.public or len(set(number[1:])) == 1 or _is_in_word(piece.text, start, end):
        return None
    if not said and (not IN_USE.match(number) or match[0].startswith("0") and _is_invoice(piece, start, end)):
        return None
    plain = (
        (_is_phone_like(match[1]) or ends_with_name(before))
        and not piece.is_amount(start, end)
        and not piece.is_in_address(start)
    )
    if not said and not plain:
        return None
    is_counted = piece.text[end : end + 1] == "号" and not piece.text.startswith(_NO_COUNT, end)
    return UNCLEAR if not said and (is_counted or _CODE_SAID.search(before)) else MOBILE


def _is_invoice(piece: Piece, start: int, end: int) -> bool:
    """Whether twelve digits that begin with 0 are the code of an invoice, in which the digits of a province follow."""
    return bool(_is_code(piece.before(start)) or _INVOICE.search(piece.text, max(0, start - 200), end + 200))


def _is_in_word(text: str, start: int, end: int) -> bool:
    """Whether letters stand right beside a number, other than those that mean a telephone."""
    letters = re.search(r"[A-Za-z]+[:：]?$", text[max(0, start - 12) : start])
    after = text[end : end + 1]
    single = letters is not None and re.fullmatch("[A-Z]", letters[0]) is not None
    if letters and not single:
        return not _PHONE_PREFIX.search(letters[0])
    return after.isascii() and after.isalpha()


def _is_phone_like(text: str) -> bool:
    groups = tuple(len(group) for group in _GROUP.findall(text))
    gaps = re.findall("[^0-9]+", text)
    if groups == (1,) * 11 and len(set(gaps)) > 1:  # 1 3 8 - 0 0 0 0 - 1 2 3 4
        return _is_phone_like(re.sub(r"(?<=[0-9])\s+(?=[0-9])", "", text))
    return groups in _PHONE_GROUPS and len({gap.strip() for gap in gaps}) < (3 if groups == (3, 4, 4) else 2)


def _is_code(before: str) -> bool:
    return bool(_CODE_SAID.search(before))


def _hidden(rule: Rule, start: int, end: int, number: str, *, for_good: bool = False) -> PersonalData:
    return PersonalData(rule, start, end, masking.middle(number, 3, 4), for_good)
