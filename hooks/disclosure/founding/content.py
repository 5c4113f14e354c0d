"""What a new office begins with: its own facts from the answers, and neutral columns, audiences and themes."""

from __future__ import annotations

import re
from importlib.resources import files
from typing import Any

import yaml

from disclosure.founding.questions import Given, departments
from disclosure.records.agency import Agency, Audiences, Deployment
from disclosure.records.columns import Columns
from disclosure.records.facts import Facts
from disclosure.records.home import Home
from disclosure.records.life_events import LifeEvents
from disclosure.records.ratings import RatingSources

# Of the whole country: 我为政府网站找错.
_FAULT_REPORTS = "https://zfwzzc.www.gov.cn/"
_NOT_YET = "办理中"
_HEAD = "# 机关信息：页面上关于“谁在公开”的一切都来自这里。写着“办理中”的，办好以后填写。\n"
# Names that many offices have; the id of any other is how it sounds.
_IDS = {
    "办公室": "general-office",
    "党政办公室": "party-office",
    "党政综合办公室": "party-office",
    "综合办公室": "general-office",
    "财政办公室": "finance-office",
    "财政所": "finance-office",
    "公共服务办公室": "public-services-office",
    "政策法规科": "policy-section",
    "业务科": "services-section",
    "司法所": "justice-office",
}
_SUFFIXES = {"办公室": "office", "中心": "centre", "大队": "team", "队": "team", "所": "station", "科": "section"}
_THEMES = {
    "civil-affairs": "民政",
    "urban-rural": "城乡建设与管理",
    "agriculture": "农业农村",
    "public-safety": "公共安全与应急",
    "community-governance": "基层治理",
    "culture-sports": "文化体育",
    "economy-business": "经济与营商环境",
    "environment-protection": "生态环境",
    "government-affairs": "综合政务",
}


class _Indented(yaml.SafeDumper):
    """Lists stand a step in, as they do in the handbook."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, False)


def beginning(answers: Given) -> dict[str, str]:
    """The files of a new office by path; ``answers`` are those to all the questions."""
    facts = yaml.dump(agency(answers), Dumper=_Indented, allow_unicode=True, sort_keys=False, width=1000)
    return {
        Agency.files: _HEAD + facts,
        Columns.files: _neutral("columns.yml"),
        Audiences.files: _neutral("audiences.yml"),
        Facts.files: _of_the_place(_neutral("facts.yml"), answers),
        LifeEvents.files: _neutral("life-events.yml"),
        Home.files: _neutral("home.yml"),
        RatingSources.files: _neutral("rating-sources.yml"),
    }


def _neutral(name: str) -> str:
    return (files(__package__) / "office" / name).read_text("utf-8")


def _of_the_place(text: str, answers: Given) -> str:
    """A text that speaks of 本区 and 本市, in the words of a county, a prefecture, or a league."""
    around = re.search("自治区|地区|[省市州盟]$", answers["city"] or answers["province"])
    district = re.search("[区县市旗]$", answers["district"])
    spoken = text.replace("本市", f"本{around[0]}" if around else "本市")
    return spoken.replace("本区", f"本{district[0]}" if district else "本区")


def agency(answers: Given) -> dict[str, Any]:
    """data/agency.yml as the answers have it."""
    short, above = answers["short_name"], _government_above(answers)
    prefix = _sound(short, first_letters=True).upper()
    units = _with_ids(departments(answers["departments"]))
    return {
        "name": answers["name"],
        "short_name": short,
        "site_name": f"{short}政务公开",
        "site_description": f"公开{short}的政策文件、重大行政决策全过程和法定主动公开内容，方便公众查阅、监督与参与。",
        "site_url": answers["site_url"],
        "site_id_code": _NOT_YET,
        "index_prefix": prefix,
        "deployment": Deployment.DISTRICT_SECTION.value,
        "region": [answers[key] for key in ("province", "city", "district") if answers[key]],
        "district": {
            "name": above,
            "site_name": f"{above}门户网站",
            "url": answers["portal_url"],
            "fault_report_url": _FAULT_REPORTS,
            "disclosure_request_url": answers["portal_url"],
        },
        "sponsor": answers["name"],
        "address": answers["address"],
        "postcode": answers["postcode"],
        "phone": answers["phone"],
        "office_hours": "工作日 9:00—12:00、14:00—17:00（法定节假日除外）",
        "icp": _NOT_YET,
        "police_record": _NOT_YET,
        "disclosure_office": next(key for key, name in units.items() if name == answers["disclosure_office"]),
        "guide": _guide(prefix),
        "departments": [
            {"id": key, "title": name, "duties": f"{name}的职责以本机关公布的机构职能为准。"}
            for key, name in units.items()
        ],
        "themes": [{"id": key, "title": title} for key, title in _THEMES.items()],
    }


def _guide(prefix: str) -> dict[str, str]:
    """What the guide of a new office can say already."""
    return {
        "classification": "按栏目分类，与条例第二十条列明的内容对应。",
        "arrangement": f"每件信息有唯一索引号，由前缀{prefix}和文件编号组成；同一栏目内按年份、发布日期排列。",
        "access": "在网上栏目查阅、下载，或者依法提出申请。",
        "fax": _NOT_YET,
    }


def _government_above(answers: Given) -> str:
    """The government on whose portal the office publishes: a department's own, or that above a town."""
    return f"{answers['district'] or answers['city'] or answers['province']}人民政府"


def _with_ids(names: list[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name in names:
        key = first = _IDS.get(name) or _id(name) or "unit"
        number = 1
        while key in found:
            number += 1
            key = f"{first}-{number}"
        found[key] = name
    return found


def _id(name: str) -> str:
    for suffix, word in _SUFFIXES.items():
        if name.endswith(suffix) and name != suffix:
            return f"{_sound(name.removesuffix(suffix))}-{word}".lstrip("-")
    return _sound(name)


def _sound(text: str, *, first_letters: bool = False) -> str:
    """How a Chinese name is read, in Latin letters."""
    from pypinyin import Style, lazy_pinyin  # here, since reading its tables takes long

    style = Style.FIRST_LETTER if first_letters else Style.NORMAL
    parts = lazy_pinyin(text, style=style, errors="ignore", v_to_u=False)
    return "".join(letter for letter in "".join(parts).lower() if letter.isascii() and letter.isalnum())
