"""Document numbers: 机关代字〔年份〕序号号, wherever they are written (GB/T 9704-2012 7.2.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.findings import Rule, Severity
from disclosure.records.document_numbers import CLOSING, STRONG, WEAK
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

_NUMBER = re.compile(
    rf"(?P<open>[{STRONG}{re.escape(WEAK)}])[ \u3000]{{0,2}}(?P<year>(?:19|20)\d{{2}})年?[ \u3000]{{0,2}}"
    rf"(?P<close>[{CLOSING}]?)[ \u3000]{{0,2}}(?P<ordinal>第?)[ \u3000]{{0,2}}"
    rf"(?P<number>\d{{1,5}}(?:[、和及至—-]\d{{1,5}}){{0,5}})(?P<blank>[ \u3000]{{0,2}})(?P<sign>号?)"
)
_CUT = re.compile(r"〔(?:\d{1,3}(?![\dXx×*])|\d{4}(?:(?=号)|〕(?=号)))")
_BARE = re.compile(
    r"[发函字规](?<=[府办政委国党局].)[ \u3000]?(?P<year>(?:19|20)\d{2})[ \u3000]?年?第?0*(?P<number>\d{1,4})号"
)
# 号 of a house, a line, a plot and so on is no document's.
_NOT_OURS = re.compile("[楼线地门院馆室库车机桥路坑井炉泵柜桌窗厅店铺仓船厂池口点位站区床座栋幢宗]")
_CODE_END = frozenset("发函字规办文令通告")


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every document number that is not written as it should be."""
    for match in _NUMBER.finditer(text):
        slip = _judged(text, match)
        if slip is not None:
            yield slip
    for match in _CUT.finditer(text) if "〔" in text else ():
        if _is_chinese(text[match.start() - 1 : match.start()]) and _NUMBER.match(text, match.start()) is None:
            yield _slip(text, match.start(), match.end(), None)
    for match in _BARE.finditer(text):
        mended = f"{match[0][0]}〔{match['year']}〕{match['number']}号"
        yield _slip(text, match.start(), match.end(), mended)


def _judged(text: str, match: re.Match[str]) -> Slip | None:
    """The slip in what looks like a document number, if it is one and has any."""
    ahead = text[max(0, match.start() - 2) : match.start()]
    code = ahead.rstrip(" \u3000")[-1:]
    if not _is_chinese(code) or (not match["sign"] and not _is_cut(text, match, code)):
        return None
    if match["open"] in WEAK and (not match["close"] or _NOT_OURS.match(text, match.end())):
        return None
    mended = f"〔{match['year']}〕{match['number'].lstrip('0') or '0'}号"
    if match[0] == mended and ahead.endswith(code):
        return None
    start = match.start() - (len(ahead) - len(ahead.rstrip(" \u3000")))
    return _slip(text, start, match.end(), mended if match["sign"] and match["close"] else None)


def _is_cut(text: str, match: re.Match[str], code: str) -> bool:
    """Whether a number without 号 was meant to have it."""
    if match["open"] in WEAK and not (code in _CODE_END and match["close"]):
        return False
    after = rf"[\d.%—～~-]|[ \u3000]?[{CHINESE}]" if match["open"] in WEAK else r"[\d%]"
    return re.match(after, text[match.end() : match.end() + 2]) is None


def _slip(text: str, start: int, end: int, mended: str | None) -> Slip:
    first = start
    while first > max(0, start - 8) and _is_chinese(text[first - 1]):
        first -= 1
    found = text[first:end]
    remedy = (
        f"请写成“{text[first:start]}{mended}”。"
        if mended
        else "请补全成“机关代字〔年份〕序号号”，例如 某办发〔2023〕4号。"
    )
    return Slip(RULE, start, end, f"发文字号“{found}”写法不规范。", remedy, mended)


def _is_chinese(character: str) -> bool:
    return "\u4e00" <= character <= "\u9fff"
