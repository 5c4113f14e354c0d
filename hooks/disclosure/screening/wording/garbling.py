"""Text that no reader can read: wrongly decoded, drawn with signs that only look like Chinese, or not seen at all."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.reading.sought import Sought
from disclosure.screening.lists import look
from disclosure.screening.wording.prose import CHINESE, Prose, Slip
from disclosure.screening.written import Known

GARBLED = Rule("FRM-015", "没有乱码", basis=("本办制度/15",), bad="锟斤拷", good="把原来的文字重新粘贴一遍")
ODD = Rule(
    "FRM-017",
    "没有看着像汉字的符号和看不见的字符",
    Severity.WARNING,
    ("本办制度/15",),
    bad="⼯作（部首字符）",
    good="工作",
)

_LOST = expression("\ufffd+|(?:锟斤拷)+|锟斤|斤拷(?=[锟�])|(?:烫){3,}|(?:屯){3,}|锘縝?")
_OF_LOSS = Sought("\ufffd", "锟斤", "锟斤拷", "斤拷锟", "斤拷\ufffd", "烫烫烫", "屯屯屯", "锘縝", "锘")
# UTF-8 read as GBK: three characters of which each holds one lead byte (E4–E9) and two that follow (80–BF).
_LEADS, _FOLLOWS = range(0xE4, 0xEA), range(0x80, 0xC0)


def _characters(first: range, second: range) -> str:
    pairs = (bytes((one, two)).decode("gbk", "ignore") for one in first for two in second)
    return "".join(char for char in pairs if char and not 0xE000 <= ord(char) <= 0xF8FF)


@cache
def _as_gbk() -> re.Pattern[str]:
    one, two, three = ((_LEADS, _FOLLOWS), (_FOLLOWS, _LEADS), (_FOLLOWS, _FOLLOWS))
    return re.compile(f"(?:{''.join(f'[{re.escape(_characters(*part))}]' for part in (one, two, three))})+")


# Chinese read as Latin letters: at least four signs of the upper half in a row.
_AS_LATIN = expression(
    "[\u0080-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]{4,200}"
)
# Radicals stand for characters in texts copied out of PDF files, and so do the doubles of other code pages.
_LOOKALIKE = expression("[\u2e80-\u2fd5\uf900-\ufaff]")
_PRIVATE = expression("[\ue000-\uf8ff\U000f0000-\U0010ffff]+")
_UNSEEN = expression("[\u00ad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff]+")
# Nothing of the above is without one of these: the letters of the signs read as Latin, the first of those read as GBK.
_ANY = Sought(
    *_characters(_LEADS, _FOLLOWS),
    *"\u00aa\u00b5\u00ba\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u00ad\u180e\ufeff",
    rows=(
        "\u00c0\u00ff", "\u2e80\u2fd5", "\uf900\ufaff", "\ue000\uf8ff", "\U000f0000\U0010ffff", "\u200b\u200f",
        "\u202a\u202e", "\u2060\u2064",
    ),
)  # fmt: skip
# What programs leave where something of theirs has failed: a field of Word, a formula of Excel, a merge of git.
_FIELD = (
    "错误[!！][ \u3000]?(?:未找到引用源|未定义书签|文档中没有指定样式的文字|超链接引用无效"
    "|不能识别的开关参数|未指定文件名)"
    "|Error! (?:Reference source not found|Bookmark not defined)"
)
_FORMULA = r"#(?:REF!|DIV/0!|VALUE!|NAME\?|NULL!|NUM!|N/A)|(?<=[|\t])[ \t]*#{5,}(?=[ \t]*(?:[|\t]|$))"
_MERGE = r"^(?:<{7}|>{7}|\|{7})(?: [^\n]{0,80})?$"
_CODED = rf"(?:\\u[0-9a-fA-F]{{4}}){{2,}}|(?<=[{CHINESE}：“（ ])(?:%[0-9A-Fa-f]{{2}}){{6,}}|&#(?:x0*fffd|65533);"
_NOTHING = rf"(?<=[{CHINESE}：|])[ ]?(?:undefined|null|NaN)(?=[{CHINESE}，。；| ]|$)"
_MARKS = rf"(?<=[{CHINESE}])(?:\?{{3,}}|(?<![吗呢么吧啊])\?\?)(?=[{CHINESE}])"
WRECKAGE = expression(f"{_FIELD}|{_FORMULA}|{_MERGE}|{_CODED}|{_NOTHING}|{_MARKS}", re.IGNORECASE | re.MULTILINE)
_OF_WRECKAGE = Sought(
    "错误!", "错误！", "Error!", "#REF", "#DIV", "#VALUE", "#NAME", "#NULL", "#NUM", "#N/A", "#####", "<<<<<<<",
    ">>>>>>>", "|||||||", "\\u", "%E", "%e", "&#x", "&#65533", "undefined", "null", "NaN", "??",
)  # fmt: skip
_RECALCULATED = "请在原文件里更新以后重新复制，或者直接写上应有的内容。"
_CHOSEN = "请从两处写法里选定一处，另一处和以“<<<<<<<”“=======”“>>>>>>>”开头的行都删去。"
_JOINS = expression("\u200d")  # joins pictures, as in 👨‍👩‍👧


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every spot of garbled text; walls in a masked text are looked up in the text as written."""
    found = look(prose.text, known)
    for match in _LOST.finditer(text) if _OF_LOSS in found else ():
        yield _garbled(match)
    for match in WRECKAGE.finditer(text) if _OF_WRECKAGE in found else ():
        yield _wrecked(match)
    if _ANY not in found:
        return
    for match in _as_gbk().finditer(text):
        if _is_chinese(match[0], "gb18030", "utf-8"):
            yield _garbled(match)
    for match in _AS_LATIN.finditer(text):
        if _has_letters(match[0]) and any(
            _is_chinese(match[0], *codes) for codes in (("cp1252", "utf-8"), ("latin-1", "utf-8"), ("latin-1", "gbk"))
        ):
            yield _garbled(match)
    for match in _LOOKALIKE.finditer(text):
        meant = unicodedata.normalize("NFKC", match[0])
        message = f"“{match[0]}”（U+{ord(match[0]):04X}）不是汉字，是看着像的符号，搜索和朗读都会出错。"
        remedy = f"请改成“{meant}”。" if meant != match[0] else "请重新输入这个字。"
        yield Slip(ODD, match.start(), match.end(), message, remedy, meant if meant != match[0] else None)
    yield from _not_shown(text, prose)


def _not_shown(text: str, prose: Prose) -> Iterator[Slip]:
    for match in _PRIVATE.finditer(prose.text):
        if text[match.start()] == match[0][0]:
            message = f"这里有造字区的字符（U+{ord(match[0][0]):04X}），别人的电脑上显示成方框。"
            yield Slip(ODD, match.start(), match.end(), message, "请改成通用的字，没有的用文字说明。")
    for match in _UNSEEN.finditer(text):
        if not _JOINS.fullmatch(match[0]) and match.start():
            message = f"这里有看不见的字符（U+{ord(match[0][0]):04X}）。"
            yield Slip(ODD, match.start(), match.end(), message, "请删去，或者运行 disclosure check --fix。", "")


def _is_chinese(garbled: str, wrongly: str, rightly: str) -> bool:
    """Whether what was decoded one way is Chinese when it is decoded the other way."""
    try:
        meant = garbled.encode(wrongly).decode(rightly)
    except UnicodeError:
        return False
    return len(meant) > 1 and re.fullmatch(f"[{CHINESE}，。、；：（）《》“”！？〔〕·\\w\\s]+", meant) is not None


def _has_letters(run: str) -> bool:
    """Whether letters are among these signs, as in all garbled Chinese: ×××× is a mask, and ℃·° are units."""
    letters = [char for char in run if char.isalpha()]
    return len(set(letters)) > 1 and 3 * len(letters) >= len(run)


def _wrecked(match: re.Match[str]) -> Slip:
    """What a program has left, in words of its own."""
    left = match[0].strip()
    if left[:7] in ("<" * 7, ">" * 7, "|" * 7):
        return Slip(GARBLED, match.start(), match.end(), "这里有两处改动没有合好时留下的标记。", _CHOSEN)
    if left.startswith(("错误", "Error", "error", "#")):
        message = f"“{left[:20]}”是 Word 或者 Excel 没有算出结果时显示的话。"
        return Slip(GARBLED, match.start(), match.end(), message, _RECALCULATED)
    return _garbled(match)


def _garbled(match: re.Match[str]) -> Slip:
    return Slip(GARBLED, match.start(), match.end(), f"“{match[0][:12]}”是乱码。", "请从原文件里重新复制这一段。")
