"""The kinds of personal data: the rule for each, what it is called, and how it is published instead."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.findings import Rule, Severity
from disclosure.records.administration import WAIVE

_BASIS = ("711号令/15", "个人信息保护法/51")
_SENSITIVE = ("711号令/15", "个人信息保护法/28", "个人信息保护法/51")

IDENTITY = Rule(
    "PRI-001",
    "不出现完整的居民身份证号码",
    basis=_SENSITIVE,
    bad="身份证号后面是完整的 18 位号码",
    good="310***********1234",
    waivable=False,
)
IDENTITY_NAMED = Rule(
    "PRI-002",
    "写明是身份证号的地方不出现完整号码",
    basis=_SENSITIVE,
    bad="“证件号码”一栏是完整的 15 位或 18 位数字，校验码写错了也算",
    good="310***********1234",
    waivable=False,
)
UNCLEAR = Rule(
    "PRI-003",
    "像个人号码的数字核对过",
    Severity.WARNING,
    basis=_BASIS,
    bad="没有说明的 18 位数字，前 14 位像地区和生日",
    good="在数字前面写明它是什么，例如“合同编号：”",
)
MOBILE = Rule(
    "PRI-004",
    "不出现个人手机号码",
    basis=_BASIS,
    bad="联系人手机写全 11 位",
    good="138****1234，或者值班电话 021-…",
    waivable=False,
)
CARD = Rule(
    "PRI-005",
    "不出现个人银行卡号",
    basis=_SENSITIVE,
    bad="开户行后面是完整的卡号",
    good="只写后四位，例如 ************1234",
    waivable=False,
)
TOO_OPEN = Rule(
    "PRI-006",
    "遮盖的号码遮得够多",
    basis=_BASIS,
    bad="身份证号只遮最后一位，手机号只遮一位",
    good="310***********1234，138****1234",
    waivable=False,
)
TRAVEL = Rule(
    "PRI-007", "不出现护照和往来通行证号码", basis=_SENSITIVE, bad="护照号码后面是完整的号码", good="E*****678"
)
HOME = Rule(
    "PRI-008", "姓名旁边不出现家庭住址", basis=_SENSITIVE, bad="姓名后面写到“…弄…号…室”", good="住址写到街道或者小区"
)
HEALTH = Rule(
    "PRI-009",
    "姓名旁边不出现健康、残疾、救助情况",
    basis=_SENSITIVE,
    bad="写出全名和所患的病、残疾等级、低保情况",
    good="张*，重病救助",
)
MINOR = Rule(
    "PRI-010",
    "不出现未成年人的姓名和学校、年龄等情况",
    basis=_SENSITIVE,
    bad="写出孩子的全名和学校、班级",
    good="张某某，某小学学生",
)
BIRTH = Rule(
    "PRI-011", "姓名旁边不出现出生日期", Severity.WARNING, basis=_BASIS, bad="全名后面写到出生的日子", good="写到年份"
)
PLATE = Rule("PRI-012", "不出现车牌号码", Severity.WARNING, basis=_BASIS, bad="完整的车牌号码", good="京A***45")
MAILBOX = Rule("PRI-013", "不出现个人电子邮箱", Severity.WARNING, basis=_BASIS, bad="个人注册的邮箱", good="单位的邮箱")
LIST = Rule(
    "PRI-014",
    "名单表格不写个人情况",
    basis=_SENSITIVE,
    bad="一张表里既有全名，又有住址、病情、班级",
    good="姓名写成“张*”，或者删去个人情况的列",
)
FOLLOWING = Rule(
    "PRI-015",
    "前一句写了全名的，后一句不写这个人的住址、病情和救助情况",
    Severity.WARNING,
    basis=_SENSITIVE,
    bad="前一句是姓名，后一句是“他患有……”",
    good="王某某患有……",
)
APPLICANT = Rule(
    "PRI-016",
    "公开的答复里不写申请人、来信人的全名",
    Severity.WARNING,
    basis=_BASIS,
    bad="张三：您于……提出的申请收悉",
    good="张某某：您于……提出的申请收悉",
)

# By weight: of what stands together in a table the first gives the finding its rule.
RULES = (
    IDENTITY, IDENTITY_NAMED, MOBILE, CARD, TOO_OPEN, TRAVEL, HOME, HEALTH, MINOR, LIST, BIRTH, UNCLEAR, PLATE, MAILBOX,
    FOLLOWING, APPLICANT,
)  # fmt: skip

_CALLED = {
    IDENTITY: "完整的身份证号码",
    IDENTITY_NAMED: "完整的证件号码",
    UNCLEAR: "像个人号码的数字",
    MOBILE: "手机号码",
    CARD: "银行卡号",
    TOO_OPEN: "遮得不够的号码",
    TRAVEL: "护照或通行证号码",
    HOME: "家庭住址",
    HEALTH: "健康、残疾或救助情况",
    MINOR: "未成年人的情况",
    BIRTH: "出生日期",
    PLATE: "车牌号码",
    MAILBOX: "像是个人邮箱的地址",
    LIST: "个人情况",
    FOLLOWING: "住址、病情或者其他个人情况",
    APPLICANT: "申请人、来信人的全名",
}
# How what is no number of a person is cleared that stays unclear under any words.
WAIVED = f"不是个人号码的，{WAIVE}。"
# What is mended by covering it itself; with the others it is the name beside it that is covered.
NUMBERS = (IDENTITY, IDENTITY_NAMED, UNCLEAR, MOBILE, CARD, TOO_OPEN, TRAVEL, PLATE, MAILBOX)
_MORE = {
    MOBILE: "对外公布的值班手机，请登记在 data/agency.yml 的 public_numbers。",
    CARD: "单位账户请写明户名。",
    UNCLEAR: "不是个人号码的，请在前面写明它是什么，例如“合同编号：”。",
    TOO_OPEN: "身份证号至少遮住 8 位，手机号至少遮住中间 4 位。",
    PLATE: "公务用车请写车型和数量。",
}


@dataclass(frozen=True, slots=True)
class PersonalData:
    """A piece of personal data in a text, from ``start`` to ``end``; ``masked`` is how it may be shown.

    ``for_good`` is what stays unclear, whatever the words in front of it say that it is.
    """

    rule: Rule
    start: int
    end: int
    masked: str
    for_good: bool = False

    @property
    def called(self) -> str:
        """What it is, in an editor's words."""
        return _CALLED[self.rule]

    @property
    def message(self) -> str:
        """What is wrong here."""
        if self.rule in NUMBERS or self.rule == APPLICANT:
            return f"这里有{self.called}（{self.masked}）。"
        where = "前一句写了姓名，这一句" if self.rule == FOLLOWING else "这里的姓名旁边"
        return f"{where}写着{self.called}（{self.masked}）。"

    @property
    def remedy(self) -> str:
        """How to mend it."""
        if self.rule == APPLICANT:
            return f"公开发布的答复请把姓名写成“{self.masked}”。"
        if self.rule not in NUMBERS:
            return f"请把姓名写成“{self.masked}”，或者删去{self.called}。"
        if self.rule == MAILBOX:
            return "请改用单位的邮箱，或者删除；对外公布的公用邮箱，请登记在 data/agency.yml 的 public_numbers。"
        paste = f"请改为“{self.masked}”，用不着的请删除。"
        more = WAIVED if self.for_good else _MORE.get(self.rule)
        return paste.removesuffix("。") + "；" + more if more else paste
