"""Words written twice by a slip of the keyboard: 居委会居委会, 日前前, 的的."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.reading.sought import Sought
from disclosure.screening.lists import look
from disclosure.screening.wording.prose import CHINESE, Prose, Slip
from disclosure.screening.written import Known

RULE = Rule(
    "FRM-016", "词语没有写重", Severity.WARNING, ("本办制度/15",), bad="请各居委会居委会报送", good="请各居委会报送"
)

# What begins with a numeral counts things one by one (一步一步来).
_TWICE = expression(rf"(?P<word>[{CHINESE}]{{2,6}})(?P=word)")
_COUNTS = "一二两三十百千几某"
# Of two characters, words that nobody says twice (研究研究, 商量商量 are said).
_NEVER_TWICE = expression(
    "按照|根据|依据|关于|对于|由于|为了|通过|以及|或者|并且|但是|因此|如果|进行|应当|必须|我们|街道|社区|居民|政府|单位|"
    "部门|通知|公告|办法|规定|有关|相关|现将|特此|此次|本次|日前|目前|以上|以下|其中"
)
# Words of one character, with what may stand before or after two of them.
_MAY_MEET = {
    "的": ("目标中有打", "确士"),
    "了": ("为除到", "解却然望结断"),
    "是": ("但于", "非否"),
    "在": ("存所实现内潜旨外健自好何", "在建校职册编岗读场线"),
    "和": ("温缓总柔饱共调祥和谐平随晴", "平谐睦解气好县龙顺田静合蔼美"),
    "及": ("以涉危普提顾遍", "时早格其至第"),
    "并": ("合一吞兼归火", ""),
    "将": ("即必行", "军领士官来校要"),
    "前": ("", "往来提期后台端列置述款锋沿景进夕身任哨线部言院门排面项条段茬缀方程一二三四五两几十百\ue000"),
    "请": ("申邀提报聘敬呈", "求示假愿教柬帖客"),
}
_PAIRS = Sought(*(2 * word for word in _MAY_MEET))
_PAIR = expression("|".join(2 * word for word in _MAY_MEET))
# An item of a list, and what stands behind the same one once more.
_ITEM = expression(rf"(?<![{CHINESE}])[{CHINESE}]{{2,12}}\Z")
_BEHIND = expression("[、，。；）]|等|和")
_LONGEST = 12
# A word that seems to stand twice and goes on as another one: 申请人申请人民法院, 委员会委员会议.
_GO_ON = expression(
    "人[民员们口大才事]|会[议同见商谈员场长计签]|组[织长建成合]|团[结体队长]|点[亮击位]|区[域级长]|员工|院[长士校]|站[点长]|"
    "部[门署分长]|处[理罚置长]|长[期效]"
)


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every word that stands twice side by side."""
    for match in _TWICE.finditer(text):
        if _is_slip(text, match):
            yield _slip(match, f"“{match[0]}”写了两遍。", f"请改成“{match['word']}”。")
    for match in _PAIR.finditer(text) if _PAIRS in look(prose.text, known) else ():
        word = match[0][0]
        before, after = _MAY_MEET[word]
        if text[match.start() - 1 : match.start()] not in [*before] and text[match.end() : match.end() + 1] not in [
            *after
        ]:
            yield _slip(match, f"“{match[0]}”写了两遍。", f"请改成“{word}”。")
    yield from _listed(text)


def _listed(text: str) -> Iterator[Slip]:
    """The items of lists that are followed by themselves: looked for from the sign between them."""
    place = text.find("、")
    while place >= 0:
        ahead = text[max(0, place - _LONGEST - 1) : place]
        match = _ITEM.search(ahead) if text[place + 1 : place + 3] in ahead else None
        end = place + 1 + len(match[0]) if match is not None else 0
        if match is not None and text.startswith(match[0], place + 1) and _BEHIND.match(text, end):
            message = f"“{match[0]}”在列举时写了两遍。"
            yield Slip(RULE, place - len(match[0]), end, message, "请删去一个，或者改成漏写的那一个。")
            place = end - 1
        place = text.find("、", place + 1)


def _is_slip(text: str, match: re.Match[str]) -> bool:
    word = match["word"]
    if len(word) == 2:
        return _NEVER_TWICE.fullmatch(word) is not None
    return word[0] not in _COUNTS and _GO_ON.match(text, match.end() - 1) is None


def _slip(match: re.Match[str], message: str, remedy: str) -> Slip:
    return Slip(RULE, match.start(), match.end(), message, remedy)
