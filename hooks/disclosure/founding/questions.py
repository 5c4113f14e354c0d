"""The questions that a new office is asked: each with an example, a check, and where possible an answer proposed."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from disclosure.expressions import expression
from disclosure.reading.han import HAN
from disclosure.records.values import Choice

Given = Mapping[str, str]  # what was answered so far, by the key of the question

_SEPARATOR = expression(r"\s*[、，,；;]\s*")
_CHINESE = expression(f"[{HAN}（）·]{{2,40}}")
_UNIT = expression(rf"[0-9]{{0,6}}{_CHINESE.pattern}")  # 12345热线办公室
_URL = expression(r"https?://[^\s/]+\.[^\s/]+(?:/\S*)?")
_POSTCODE = expression(r"\d{6}")
_PHONE = expression(r"0\d{2,3}-\d{7,8}(?:[-转]\d{1,6})?|1\d{4}|400-?\d{3}-?\d{4}")
_NONE = ("无", "没有", "-")


class OfficeKind(Choice):
    """What kind of office publishes."""

    SUBDISTRICT = "subdistrict", "街道"
    TOWN = "town", "镇"
    TOWNSHIP = "township", "乡"
    DEPARTMENT = "department", "区县部门"


class Unfit(ValueError):
    """An answer that cannot be taken; says why and what to write instead, for the person who is asked."""


@dataclass(frozen=True)
class Prompt:
    """One question; its ``key`` is the name of the option that answers it beforehand.

    ``accept`` returns the answer as it is kept, or raises :class:`Unfit`. ``propose`` gives the answer that holds if
    there is none, "" where nothing is needed, ``None`` where one is needed; ``applies`` says whether to ask at all.
    """

    key: str
    text: str
    example: str
    accept: Callable[[str, Given], str]
    propose: Callable[[Given], str | None] = lambda given: None
    applies: Callable[[Given], bool] = lambda given: True

    def taken(self, answer: str, given: Given) -> str:
        """The answer as it is kept; raises :class:`Unfit`."""
        answer = answer.strip() or self.proposed(given)
        return self.accept(answer, given) if answer else ""

    def proposed(self, given: Given) -> str:
        """The answer that holds if there is none; raises :class:`Unfit` where one is needed."""
        proposal = self.propose(given)
        if proposal is None:
            raise Unfit(f"这一项必须填写，例如 {self.example}。")
        return proposal


def _kind(answer: str, given: Given) -> str:
    for kind in OfficeKind:
        if answer in (kind.value, kind.label) or (kind is OfficeKind.DEPARTMENT and answer.endswith("部门")):
            return kind.value
    raise Unfit(f"请写{'、'.join(kind.label for kind in OfficeKind)}中的一种。")


def _kind_of(given: Given) -> OfficeKind:
    return next(kind for kind in OfficeKind if kind.value == given["kind"])


def _place(ends: tuple[str, ...], example: str) -> Callable[[str, Given], str]:
    def accept(answer: str, given: Given) -> str:
        if answer in _NONE:
            return ""
        if _CHINESE.fullmatch(answer) and answer.endswith(ends):
            return answer
        raise Unfit(f"“{answer[:40]}”不是全称，请写到“{'”“'.join(ends)}”为止，例如 {example}。")

    return accept


def _province(answer: str, given: Given) -> str:
    if answer in _NONE:
        raise Unfit("请写所在的省、自治区或者直辖市。")
    return _place(("省", "市", "自治区"), "某某省")(answer, given)


def _short_name(answer: str, given: Given) -> str:
    kind = _kind_of(given)
    ends = {OfficeKind.TOWNSHIP: ("乡", "苏木"), OfficeKind.DEPARTMENT: ()}.get(kind, (kind.label,))
    if _CHINESE.fullmatch(answer) and (not ends or answer.endswith(ends)):
        return answer
    raise Unfit(f"“{answer[:40]}”不是{kind.label}的简称，请只用汉字{f'，写到“{ends[0]}”为止' if ends else ''}。")


def _name(answer: str, given: Given) -> str:
    short = given["short_name"]
    if _CHINESE.fullmatch(answer) and (given["kind"] == OfficeKind.DEPARTMENT or short in answer) and answer != short:
        return answer
    raise Unfit(f"“{answer[:40]}”不是全称，请照公章上的写，里面要有“{short}”。")


def _full_name(given: Given) -> str:
    """The name that an office of this kind usually bears."""
    kind, around, short = _kind_of(given), given["district"] or given["city"], given["short_name"]
    if kind is OfficeKind.SUBDISTRICT:
        city = (given["city"] or given["province"]) if given["district"] else ""
        return f"{city}{around}人民政府{short}办事处"
    return f"{around}{short}" if kind is OfficeKind.DEPARTMENT else f"{around}{short}人民政府"


def _url(answer: str, given: Given) -> str:
    if not _URL.fullmatch(answer):
        raise Unfit("请写以 https:// 或 http:// 开头的完整网址。")
    return answer


def _postcode(answer: str, given: Given) -> str:
    if not _POSTCODE.fullmatch(answer):
        raise Unfit("邮政编码是六位数字。")
    return answer


def _phone(answer: str, given: Given) -> str:
    if not _PHONE.fullmatch(answer):
        raise Unfit("请写办公电话，区号和号码之间用短横线；不写个人的手机号码。")
    return answer


def _address(answer: str, given: Given) -> str:
    if len(answer) < 5 or not re.search(f"[{HAN}]", answer) or "\n" in answer:
        raise Unfit("请写完整的办公地址。")
    return answer


def departments(answer: str) -> list[str]:
    """The departments named in an answer, each once."""
    return list(dict.fromkeys(filter(None, _SEPARATOR.split(answer.strip("。 ")))))


def _departments(answer: str, given: Given) -> str:
    names = departments(answer)
    odd = [name for name in names if not _UNIT.fullmatch(name)]
    if odd or not names:
        raise Unfit(f"“{(odd or [answer])[0][:40]}”不像机构名称，请只用汉字，各机构之间用顿号隔开。")
    return "、".join(names)


def _usual_departments(given: Given) -> str:
    if given["kind"] == OfficeKind.DEPARTMENT:
        return "办公室、政策法规科、业务科"
    return "党政综合办公室、公共服务办公室、财政办公室"


def _one_of_them(answer: str, given: Given) -> str:
    names = departments(given["departments"])
    if answer not in names:
        raise Unfit(f"“{answer[:40]}”不在上面的内设机构里，请写{'、'.join(names[:6])}中的一个。")
    return answer


QUESTIONS = (
    Prompt("kind", "本机关是哪一种：街道、镇、乡，还是区县部门？", "镇", _kind),
    Prompt("province", "在哪个省、自治区或者直辖市？", "某某省", _province),
    Prompt(
        "city", "在哪个地级市、自治州？没有就写“无”。", "某某市", _place(("市", "州", "盟", "地区"), "某某市"),
        lambda given: "", lambda given: not given["province"].endswith("市"),
    ),
    Prompt(
        "district", "在哪个区、县？没有就写“无”。", "某某县", _place(("区", "县", "市", "旗"), "某某县"),
        lambda given: "",
    ),
    Prompt("short_name", "本机关的简称？", "某某镇", _short_name),
    Prompt("name", "本机关的全称？", "某某县某某镇人民政府", _name, _full_name),
    Prompt("site_url", "本站放在哪个网址？", "https://www.example.gov.cn/zwgk/xxz/", _url),
    Prompt("portal_url", "上级政府网站的网址？", "https://www.example.gov.cn/", _url),
    Prompt("address", "办公地址？", "某某县某某镇某某路1号", _address),
    Prompt("postcode", "邮政编码？", "000000", _postcode),
    Prompt("phone", "对外公开的办公电话？", "0000-0000000", _phone),
    Prompt(
        "departments", "有哪些内设机构？用顿号隔开。", "党政综合办公室、财政办公室", _departments, _usual_departments
    ),
    Prompt(
        "disclosure_office", "哪个内设机构负责政务公开？", "党政综合办公室", _one_of_them,
        lambda given: departments(given["departments"])[0],
    ),
)  # fmt: skip
