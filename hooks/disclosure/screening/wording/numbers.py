"""Document numbers: 机关代字〔年份〕序号号, wherever they are written (GB/T 9704-2012 7.2.5)."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.reading.sought import Sought
from disclosure.records.document_numbers import CLOSING, STRONG, WEAK
from disclosure.screening.lists import look
from disclosure.screening.wording.prose import CHINESE, Prose, Slip
from disclosure.screening.written import Known

RULE = Rule(
    "FRM-001",
    "文中的发文字号写法规范",
    Severity.WARNING,
    basis=("GB/T 9704/7.2.5",),
    bad="某办发[2023]第04号",
    good="某办发〔2023〕4号",
)
SPACED = Rule(
    "FRM-024",
    "文中的发文字号里没有空格和全角数字",
    Severity.NOTICE,
    basis=("GB/T 9704/7.2.5",),
    bad="某办发 〔２０２３〕４号",
    good="某办发〔2023〕4号",
)
RULES = (RULE, SPACED)

_NUMBER = expression(
    rf"(?P<open>[{STRONG}{re.escape(WEAK)}])[ \u3000]{{0,2}}(?P<year>(?:19|20|１９|２０)\d{{2}})年?[ \u3000]{{0,2}}"
    rf"(?P<close>[{CLOSING}]?)[ \u3000]{{0,2}}(?P<ordinal>第?)[ \u3000]{{0,2}}"
    rf"(?P<number>\d{{1,5}}(?:[、和及至—-]\d{{1,5}}){{0,5}})(?P<blank>[ \u3000]{{0,2}})(?P<sign>[号號]?)"
)
_OPENED = Sought(*(f"{mark}{sign}" for mark in STRONG + WEAK for sign in ("19", "20", "１９", "２０", " ", "\u3000")))
_CUT = expression(r"〔(?:\d{1,3}(?![\dXx×*])|\d{4}(?:(?=号)|〕(?=号)))")
_BARE = expression(
    r"[发函字规](?<=[府办政委国党局].)[ \u3000]?(?P<year>(?:19|20)\d{2})[ \u3000]?年?第?0*(?P<number>\d{1,4})号"
)
_AFTER_A_CODE = Sought(*(f"{office}{paper}" for office in "府办政委国党局" for paper in "发函字规"))
# 号 of a house, a line, a plot and so on is no document's.
_NOT_OURS = expression("[楼线地门院馆室库车机桥路坑井炉泵柜桌窗厅店铺仓船厂池口点位站区床座栋幢宗]")
_LONGEST_CODE = 10
_LEADING_UP = expression(
    f"^[{CHINESE}]*(?:根据|按照|依据|依照|遵照|参照|执行|贯彻|落实|转发|印发的?|下发|颁布|发布|公布|符合|详见|参见|废止|修订|文件|通知|"
    "规定|要求|精神|以及|关于|作出|出具|签发|核发|收到|送达|[的见和与及以由经将把按在是为至到])(?=..)"
)
_CODE_END = frozenset("发函字规办文令通告")


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every document number that is not written as it should be."""
    found = look(prose.text, known)
    for match in _NUMBER.finditer(text) if _OPENED in found else ():
        slip = _judged(text, match, prose)
        if slip is not None:
            yield slip
    for match in _CUT.finditer(text) if "〔" in text else ():
        if _is_chinese(text[match.start() - 1 : match.start()]) and _NUMBER.match(text, match.start()) is None:
            yield _slip(text, match.start(), match.end(), None)
    for match in _BARE.finditer(text) if _AFTER_A_CODE in found else ():
        mended = f"{match[0][0]}〔{_plain(match['year'])}〕{_plain(match['number'])}号"
        yield _slip(text, match.start(), match.end(), mended)


def _judged(text: str, match: re.Match[str], prose: Prose) -> Slip | None:
    """The slip in what looks like a document number, if it is one and has any."""
    ahead = text[max(0, match.start() - 2) : match.start()]
    code = ahead.rstrip(" \u3000")[-1:]
    if not _is_chinese(code) or (not match["sign"] and not _is_cut(text, match, code)):
        return None
    if match["open"] in WEAK and (not match["close"] or _NOT_OURS.match(text, match.end())):
        return None
    start = match.start() - (len(ahead) - len(ahead.rstrip(" \u3000")))
    year, number = _plain(match["year"]), _plain(match["number"])
    as_it_is = f"〔{year}〕{match['ordinal']}{number}号"
    best = f"〔{year}〕{number.lstrip('0') or '0'}号"
    is_own = _code(text, start) == prose.own_code != ""
    if not is_own and (number[:1] == "0" or match["ordinal"]):
        # How another body numbers its papers is its own affair.
        best = as_it_is
    if match[0].replace("號", "号") == best and ahead.endswith(code):
        return None
    if not match["sign"] or not match["close"]:
        return _slip(text, start, match.end(), None)
    is_spaced = _plain(text[start : match.end()]) == best
    return _slip(text, start, match.end(), best, SPACED if is_spaced else RULE)


def _is_cut(text: str, match: re.Match[str], code: str) -> bool:
    """Whether a number without 号 was meant to have it."""
    if match["open"] in WEAK and not (code in _CODE_END and match["close"]):
        return False
    after = rf"[\d.%—～~-]|[ \u3000]?[{CHINESE}]" if match["open"] in WEAK else r"[\d%]"
    return re.match(after, text[match.end() : match.end() + 2]) is None


def _slip(text: str, start: int, end: int, mended: str | None, rule: Rule = RULE) -> Slip:
    code = _code(text, start)
    found = code + text[start:end]
    remedy = f"请写成“{code}{mended}”。" if mended else "请补全成“机关代字〔年份〕序号号”，例如 某办发〔2023〕4号。"
    wrong = "里有空格或者全角数字" if rule is SPACED else "写法不规范"
    return Slip(rule, start, end, f"发文字号“{found}”{wrong}。", remedy, mended)


def _code(text: str, end: int) -> str:
    """The code in front of a number, 国办发, without the words that lead up to it."""
    first = end
    while first > max(0, end - _LONGEST_CODE) and _is_chinese(text[first - 1]):
        first -= 1
    return _LEADING_UP.sub("", text[first:end])


def _plain(text: str) -> str:
    """A text without blanks, its digits of half width."""
    return "".join(
        unicodedata.normalize("NFKC", char) if char.isdigit() else char for char in text if not char.isspace()
    )


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
