"""Of which field a table is: by what stands above it, by the sheet's name; and what the field's id is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from unicodedata import normalize

from disclosure.expressions import expression

# The fields of the national guide (国办发〔2019〕54号) with the ids that they get; of a field with two names, both.
OFFICIAL = {
    "重大建设项目": "major-projects",
    "公共资源交易": "public-resources",
    "义务教育": "compulsory-education",
    "户籍管理": "household-registration",
    "社会救助": "social-assistance",
    "养老服务": "elderly-care",
    "公共法律服务": "legal-services",
    "财政预决算": "budget",
    "就业": "employment",
    "社会保险": "social-insurance",
    "国土空间规划": "spatial-planning",
    "城乡规划": "spatial-planning",
    "农村集体土地征收": "rural-land",
    "生态环境": "environment",
    "国有土地上房屋征收与补偿": "house-expropriation",
    "保障性住房": "housing",
    "农村危房改造": "rural-housing",
    "城市综合执法": "enforcement",
    "市政服务": "municipal-services",
    "涉农补贴": "farm-subsidies",
    "公共文化服务": "culture",
    "卫生健康": "health",
    "安全生产": "work-safety",
    "救灾": "disaster-relief",
    "食品药品监管": "food-and-drugs",
    "税收管理": "taxes",
    "扶贫": "poverty-relief",
}
_OWN = {"综合政务": "general-affairs"}  # what belongs to no field of the guide
_PREFIX = "std-"
_KNOWN = expression(
    f"({'|'.join(sorted([*OFFICIAL, *_OWN], key=len, reverse=True))})"
    r"(?=领域|类|公开|基层|标准|政务|事项|目录|[-(_续\d]|$)"
)
_PLAIN_SHEET = expression(r"(?:sheet|工作表|table|表格?|目录|标准目录|总表|汇总)?\d*(?:\(\d+\))?", re.IGNORECASE)
_CONTINUED = expression(
    r"[(\[]?续(?:表|页)?[一二三四五六七八九十\d]*[)\]]?$|[(\[](?:[一二三四五六七八九十]|\d{1,2})[)\]]$|[-_]?\d{1,2}$"
)
_OFFICE = expression(r"^.*(?:街道(?:办事处)?|办事处|[镇乡]人民政府|[镇乡](?=\()|管委会|人民政府)(?:\([^)]*\))?")
_AREA = expression(r"(?P<name>[\u4e00-\u9fff、]{2,20}?)领域")
_TITLE = expression(r"(?P<name>.{2,30}?)(?:基层)?(?:政务公开)?(?:事项)?(?:标准)?(?:指引)?(?:事项)?目录")
_NUMBERED = expression(r"^(?:附件|附表|表)?[\d一二三四五六七八九十]{1,3}[-.、:)]")
_NO_NAMES = expression(r"(?:基层|政务公开|政务|公开|标准|事项|主动公开|街道|本级|年|\d)*")


def field_name(above: Iterable[str], sheet: str) -> str:
    """The name of the field that a table says it is of; "" if it does not say one."""
    titles = [_plain(line) for line in above if "目录" in line or "领域" in line]
    named = _of_sheet(sheet)
    if named and any(f"{_plain(named)}领域" in title for title in titles):
        return named
    for text in (*titles, _plain(sheet)):
        known = _KNOWN.search(text)
        if known is not None:
            return known[1]
    for title in titles:
        rest = _OFFICE.sub("", title)
        for found in filter(None, (_AREA.search(rest), _TITLE.search(rest))):
            if not _NO_NAMES.fullmatch(found["name"]):
                return found["name"]
    return named


def field_id(name: str, taken: Mapping[str, str]) -> str:
    """The id of a field: that of the field of this name that is there (``taken``: name → id), else a new one."""
    if name in taken:
        return taken[name]
    key = _PREFIX + ({**OFFICIAL, **_OWN}.get(name) or _spelled(name))
    number = 2
    while key in taken.values():
        key, number = f"{key.rstrip('0123456789').rstrip('-')}-{number}", number + 1
    return key


def _of_sheet(sheet: str) -> str:
    name = _CONTINUED.sub("", _NUMBERED.sub("", _plain(sheet)))
    found = _TITLE.fullmatch(name)
    name = (found["name"] if found is not None else name).removesuffix("领域")
    if name == _plain(sheet):
        name = re.sub(r"\s", "", sheet)  # with its own widths of brackets
    return "" if _PLAIN_SHEET.fullmatch(name) or _NO_NAMES.fullmatch(name) or _OFFICE.fullmatch(name) else name


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", normalize("NFKC", text))


def _spelled(name: str) -> str:
    from pypinyin import lazy_pinyin  # here, since reading it takes as long as a command may take to start

    parts = re.findall(r"[a-z0-9]+", " ".join(lazy_pinyin(name)).lower())
    return "-".join(parts) or "field"
