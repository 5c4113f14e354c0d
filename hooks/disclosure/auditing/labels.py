"""Which row of the official tables a label means, however it is numbered, broken, spaced or abridged."""

from __future__ import annotations

import re
from unicodedata import normalize

from disclosure.expressions import expression

# The words that tell a row of table three from all others, in the order of the form.
CORES: dict[str, tuple[str, ...]] = {
    "received": ("本年新收", "本年度新收", "新收政府信息公开申请", "新收申请"),
    "carried_in": ("上年结转", "上年度结转", "上一年结转", "上年末结转"),
    "granted": ("予以公开",),
    "partly": ("部分公开",),
    "state_secret": ("属于国家秘密", "国家秘密"),
    "forbidden": ("法律行政法规禁止公开", "法规禁止公开", "禁止公开"),
    "safety": ("三安全一稳定", "三安全、一稳定"),
    "third_party": ("第三方合法权益",),
    "internal": ("三类内部事务", "内部事务信息"),
    "in_process": ("四类过程性", "过程性信息"),
    "enforcement_file": ("行政执法案卷", "执法案卷"),
    "enquiry": ("行政查询事项", "行政查询"),
    "not_held": ("不掌握相关政府信息", "机关不掌握", "不掌握"),
    "to_be_made": ("需要另行制作", "需另行制作", "没有现成信息"),
    "unclear": ("补正后申请内容仍不明确", "仍不明确"),
    "complaint": ("信访举报投诉", "信访、举报、投诉"),
    "repeated": ("重复申请",),
    "publication": ("公开出版物",),
    "excessive": ("大量反复申请", "反复申请"),
    "confirmation": ("确认或重新出具", "确认或者重新出具", "重新出具已获取"),
    "not_corrected": ("逾期不补正", "不补正"),
    "not_paid": ("未按收费通知", "缴纳费用"),
    "otherwise": (),
    "total": (),
    "carried_out": ("结转下年", "结转下一年", "结转至下年"),
}
_NUMBERING = expression(r"^(?:[（(][一二三四五六七八九十\d]+[）)]|[一二三四五六七八九十]+[、.．]|\d{1,2}[、.．]?)+")
_BLANKS = expression(r"[\s\u200b\ufeff]+")
_ORDER = tuple(CORES)
LONGEST = 70  # characters of a label; the form's longest has half of it
_WHOLE = {
    "其他": "otherwise",
    "其它": "otherwise",
    "其他情形": "otherwise",
    "总计": "total",
    "合计": "total",
    "小计": "total",
}
APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
OLD_HEADS = ("本年新制作数量", "本年新公开数量", "对外公开总数量", "上一年项目数量")


def plain(label: str) -> str:
    """A label without blanks, in one writing of signs and brackets."""
    return _BLANKS.sub("", normalize("NFKC", label)).replace("“", "").replace("”", "").replace('"', "")


def row_meant(label: str) -> str:
    """The row of table three that a label means; "" if it is none."""
    words = plain(label)
    if len(words) > LONGEST or "。" in words:
        return ""
    for key in _ORDER:
        if any(core in words for core in CORES[key]):
            return key
    return _WHOLE.get(_NUMBERING.sub("", words), "")


def position(key: str) -> int:
    """The place of a row in the form, from 0."""
    return _ORDER.index(key)


def core_pattern(key: str) -> str:
    """A pattern for a row's label in running text, its characters maybe apart."""
    cores = CORES[key] or (("其他", "其它") if key == "otherwise" else ("总计", "合计"))
    return "(?:" + "|".join(r"\s*".join(map(re.escape, core)) for core in cores) + ")"
