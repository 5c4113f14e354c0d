"""The rules on wrong links, and the verdict on one link.

Errors are conflicts of identity, which block; warnings are weaker evidence, which an editor looks at.
"""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.findings import Finding, Place, Rule, Severity

_BASIS = ("要点/栏目管理", "本办制度/17")
_WARNING = Severity.WARNING

TITLE = Rule(
    "LNK-301",
    "链接文字写的文件就是打开的文件",
    basis=_BASIS,
    bad="[《社区活动场地管理办法》](ref:doc-2023-021)（打开的是《社区议事协商规则》）",
    good="[《社区活动场地管理办法》](ref:doc-2024-018)",
)
KIND = Rule(
    "LNK-302",
    "链接文字写的是解读、草案还是正文，打开的就是哪一种",
    basis=_BASIS,
    bad="[《某办法》解读](ref:doc-2023-014)（打开的是办法正文）",
    good="[《某办法》解读](ref:doc-2023-015)",
)
NUMBER = Rule(
    "LNK-303",
    "附件序号与打开的附件一致",
    basis=_BASIS,
    bad="[附件2](doc-2023-014-1.pdf)",
    good="[附件2](doc-2023-014-2.pdf)",
)
DOCUMENT_NUMBER = Rule(
    "LNK-304",
    "链接文字里的发文字号与打开的文件一致",
    basis=_BASIS,
    bad="[某办发〔2023〕14号](ref:doc-2023-020)（打开的是20号文）",
    good="[某办发〔2023〕14号](ref:doc-2023-014)",
)
YEAR = Rule(
    "LNK-305",
    "链接文字里的年份、版本与打开的文件一致",
    basis=_BASIS,
    bad="[《某条例》（2023年修订）](ref:doc-2018-001)（打开的是2018年版）",
    good="[《某条例》（2023年修订）](ref:doc-2023-001)",
)
PLACE = Rule(
    "LNK-306",
    "链接文字里的地区、机关与打开的文件一致",
    basis=_BASIS,
    bad="[《甲市物业管理条例》](…)（打开的是乙市的条例）",
    good="[《甲市物业管理条例》](…)（打开的是甲市的条例）",
)
RESEMBLANCE = Rule(
    "LNK-311",
    "链接文字不应更像另一个页面",
    _WARNING,
    _BASIS,
    bad="[助餐点优惠和地址](…)（打开的是停水公告）",
    good="[助餐点优惠和地址](…)（打开的是助餐点说明）",
)
TWO_TARGETS = Rule(
    "LNK-312",
    "同一文件名不应链接到两个页面",
    _WARNING,
    _BASIS,
    bad="[《某办法》](a.html)……[《某办法》](b.html)",
    good="[《某办法》](a.html)……[《某办法》](a.html)",
)
TWO_TEXTS = Rule(
    "LNK-313",
    "不同的文件名不应链接到同一页面",
    _WARNING,
    _BASIS,
    bad="[《甲办法》](a.html)、[《乙条例》](a.html)",
    good="[《甲办法》](a.html)、[《乙条例》](b.html)",
)
REPEALED = Rule(
    "LNK-314",
    "链接到已废止文件时应当写明",
    _WARNING,
    _BASIS,
    bad="依据[《某办法》](…)办理（该办法已废止）",
    good="原[《某办法》](…)（已废止）",
)
NO_LINK_BACK = Rule(
    "LNK-315",
    "解读与被解读的文件应当相互链接",
    _WARNING,
    _BASIS,
    bad="《某办法》解读的页面上没有《某办法》的链接",
    good="《某办法》解读的页面上有《某办法》的链接",
)
FIRST_PAGE = Rule(
    "LNK-316",
    "附件首页的内容应当与附件名称相符",
    _WARNING,
    _BASIS,
    bad="[附件1：申请表](doc-2023-014-1.pdf)（首页是“附件2 评分标准”）",
    good="[附件1：申请表](doc-2023-014-1.pdf)（首页是“附件1 申请表”）",
)
BARE_NUMBER = Rule(
    "LNK-317",
    "只写“附件几”的链接，序号应当对得上",
    _WARNING,
    _BASIS,
    bad="[附件3](ref:doc-2023-020)（打开的是别的文件的附件1）",
    good="[某办法附件1](ref:doc-2023-020)",
)
UNKNOWN_TITLE = Rule(
    "LNK-318",
    "链接文字写的文件名与打开的页面不应毫不相干",
    _WARNING,
    _BASIS,
    bad="[《某县粮食储备办法》](…)（打开的是停水公告）",
    good="[《某县粮食储备办法》](…)（打开的是该办法）",
)

OTHER_FACTS = Rule(
    "LNK-319",
    "链接文字写的季节、期次、年份、地点和表格与打开的文件一致",
    _WARNING,
    _BASIS,
    bad="[冬季除雪安排](…)（打开的是《关于夏季防汛安排的通知》）",
    good="[夏季防汛安排](…)",
)
FRONT_PAGE = Rule(
    "LNK-320",
    "写了文件名的链接不应打开网站首页",
    _WARNING,
    _BASIS,
    bad="[《某市政府信息公开规定》](https://www.city.example/)",
    good="[《某市政府信息公开规定》](https://www.city.example/zcwj/2020/05.html)",
)

RULES = (
    TITLE, KIND, NUMBER, DOCUMENT_NUMBER, YEAR, PLACE, RESEMBLANCE, TWO_TARGETS, TWO_TEXTS, REPEALED, NO_LINK_BACK,
    FIRST_PAGE, BARE_NUMBER, UNKNOWN_TITLE, OTHER_FACTS, FRONT_PAGE,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class WrongLink:
    """What is wrong with a link: rule, message for editors, and the address that was probably meant ("": none)."""

    rule: Rule
    message: str
    suggestion: str = ""
    remedy: str = "请核对链接文字和地址，改成一致。"

    @property
    def grade(self) -> str:
        """``error`` or ``warning``."""
        return self.rule.severity.value

    @property
    def reason(self) -> str:
        """The reason's code: the id of the rule."""
        return self.rule.id

    def at(self, place: Place, **more: str) -> Finding:
        """The finding of this verdict; ``more`` as for :meth:`Rule.at`."""
        return self.rule.at(place, self.message, self.remedy, suggestion=self.suggestion, **more)
