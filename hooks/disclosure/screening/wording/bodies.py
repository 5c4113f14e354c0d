"""Names of offices: those that are no longer borne, places that are no states, and an office like ours by its sound."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.reading.han import HAN
from disclosure.reading.sought import Sought
from disclosure.screening.lists import SHORTEST, lists_of, look
from disclosure.screening.wording.citations import HISTORY
from disclosure.screening.wording.phrases import CONFUSED, OWN_NAME, SEVERE
from disclosure.screening.wording.prose import Prose, Slip
from disclosure.screening.wording.sounds import sounds_alike
from disclosure.screening.written import Known

RENAMED = Rule(
    "FRM-019",
    "机构名称是现在的",
    Severity.NOTICE,
    ("本办制度/15",),
    bad="请到区工商行政管理局办理",
    good="请到区市场监督管理局办理",
)

_PLACES = "台湾|香港|澳门|台港澳|港澳台|港澳"
# 中国、台湾、香港等国家; right are 国家和地区, 国家（地区）; 等地国庆 and 等国家级 are other words.
_AS_STATES = expression(
    rf"(?:{_PLACES})(?:、[^、。；，\n]{{1,8}}){{0,6}}(?:[和及与][^、。；，\n]{{1,8}})?(?:等|在内的)"
    r"(?:多个|数个|许多|众多|[\d一二三四五六七八九十几]{1,3}个?)?(?:国家|国)(?=[，。；：！？）)\s]|、(?!地区)|的|代表|与会|来宾|客商|\Z)"
    r"|(?<![\u4e00-\u9fff])中国[、和与及](?:台湾|香港|澳门)(?!同胞|地区|居民|海峡|特别)"
    r"|台湾国(?![语民际内画学家企籍])|中华民国(?:台湾|总统|护照)|中国[、和与及]中华民国"
)
# The republic of 1912 to 1949 is history: only a text without any sign of the past is asked.
_FORMER_STATE = expression("中华民国")
_PAST = expression(
    r"历史|清|辛亥|革命|北洋|军阀|孙中山|推翻|建立|成立|时期|年间|旧|原|抗日|抗战|解放|1[89]\d\d年|[一二三四五六七八九十]年|"
    r"元年|初年|史|馆藏|文物|遗址|《"
)
_OF_STATES = Sought("台湾", "香港", "澳门", "台港澳", "港澳", "中华民国")
_SORTS, _BEHIND = ("街道", "镇", "乡"), ("办事处", "党工委", "人民政府", "政府", "党委", "社区", "便民", "综合")
_OFFICE = expression(rf"(?P<name>[{HAN}]{{2,5}}(?:{'|'.join(_SORTS)}))(?={'|'.join(_BEHIND)})")
_SORT = {f"{sort}{behind}": sort for sort in _SORTS for behind in _BEHIND}
_OFFICES = Sought(*_SORT)
_NEAR = 10  # characters ahead of a name in which 原 or 旧 may stand


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every name of an office or a place that is not what it is called."""
    yield from _renamed(text, prose, known)
    if _OF_STATES in look(prose.text, known):
        for match in _AS_STATES.finditer(text):
            message = f"“{match[0]}”的表述有严重错误：台湾、香港、澳门是中国的一部分，不是国家。"
            yield Slip(SEVERE, match.start(), match.end(), message, "请改成“国家和地区”“中国台湾”等规范的说法。")
        for match in _FORMER_STATE.finditer(text):
            if not _PAST.search(text[max(0, match.start() - 60) : match.end() + 30]):
                message = "“中华民国”是1949年以前的旧国号。"
                yield Slip(
                    CONFUSED, match.start(), match.end(), message, "说的不是历史，请改成“中国台湾”或者“台湾地区”。"
                )
    yield from _like_ours(text, prose, known)


def _renamed(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    found = look(prose.text, known).words
    for item in lists_of(known).renamed:
        start = text.find(item.old) if item.old in found else -1
        while start >= 0:
            end = start + len(item.old)
            if not (prose.made and prose.made < item.since.isoformat()) and not _is_meant_otherwise(text, start, end):
                message = f"“{item.old}”从 {item.since} 起改称或者并入{item.new}。"
                yield Slip(RENAMED, start, end, message, "请核对现在的名称；说的是过去的事，请写“原”字。")
            start = text.find(item.old, end)


def _is_meant_otherwise(text: str, start: int, end: int) -> bool:
    ahead = text[max(0, start - 60) : start].rpartition("\n")[2]
    in_title = ahead.rfind("《") > ahead.rfind("》")
    near, longer = ahead[-_NEAR:], text.startswith("门", end)  # 环境保护部门 is no 环境保护部
    return (
        longer
        or in_title
        or "原" in near
        or "旧" in near
        or HISTORY.search(ahead[-20:] + text[end : end + 20]) is not None
    )


def _like_ours(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Offices called like ours by their sound; a neighbour may bear such a name, so it is only asked."""
    own = known.agency.short_name if known.agency else ""
    if not 3 <= len(own) < SHORTEST or own[-1] not in "道镇乡" or own[-1] not in text:
        return
    found = look(prose.text, known)
    names = found.places(_OFFICES.words) if _OFFICES in found else []
    if all(prose.text.endswith(own, 0, place + len(_SORT[word])) for place, word in names):
        return  # mostly it is our own name that stands there
    for match in _OFFICE.finditer(text):
        name = match["name"][-len(own) :]
        if name != own and len(name) == len(own) and sounds_alike(name, own):
            start = match.end("name") - len(own)
            message = f"“{name}”与本机关的名称“{own}”读音相同，像是写错了。"
            yield Slip(
                OWN_NAME, start, match.end("name"), message, f"请改成“{own}”；确是另一个机关的，请核对它的名称。"
            )
