"""What the names of columns and the labels of guides mean, on any office's site."""

from __future__ import annotations

import re

from disclosure.expressions import expression
from disclosure.inspection.facts import ColumnSort
from disclosure.inspection.services import ELEMENTS

_NEWS = expression("动态(?!调整|管理|监测|数据|清单|更新)|要闻|新闻(?!发布|办|媒体|出版)|快讯|资讯|头条")
_PAPERS = expression(
    "通知|公告|公示|通告|政策文件|规范性文件|政策法规|法规文件|(?:政府|街道|本级|机关|重要|上级|最新)文件|公文"
    "|^(?:政策|文件|法规|政策库|文件库|公文库)$"
)
_NEITHER = expression("解读|问答|征集|依申请|指南|目录|年报")
# Labels by which guides call their elements; the first word is the official one.
_CALLED = {
    "事项名称": "服务事项名称|服务名称|项目名称|办理事项|事项",
    "设定依据": "办理依据|法律依据|政策依据|法定依据|实施依据|办事依据|服务依据|依据",
    "申请条件": "办理条件|受理条件|申报条件|办事条件|申领条件|申办条件|条件",
    "办理材料": "申请材料|所需材料|申报材料|提交材料|申办材料|需要材料|材料清单|办事材料|材料",
    "办理地点": "受理地点|办公地点|办理地址|办公地址|受理地址|办事地点|服务地点|地点|地址",
    "办理机构": "受理机构|实施机构|实施机关|实施主体|办理部门|受理部门|承办部门|承办机构|主管部门|办理单位"
    "|受理单位|承办单位|机构",
    "收费标准": "是否收费|收费情况|收费依据|收费|费用",
    "办理时间": "办公时间|受理时间|工作时间|服务时间|办事时间|接待时间",
    "联系电话": "咨询电话|联系方式|咨询方式|服务电话|办公电话|电话",
    "办理流程": "办理程序|办事流程|申请流程|办事程序|申请程序|申领流程|服务流程|流程图|流程|程序",
}
_ELEMENT_OF = {word: name for name, words in _CALLED.items() for word in (name, *words.split("|"))}
assert tuple(_CALLED) == ELEMENTS


def sort_of(title: str, type_label: str = "") -> ColumnSort:
    """The sort of a column by its name; by the value of its tag ColumnType where the name does not tell."""
    for words in (title, type_label):
        if _NEITHER.search(words):
            return ColumnSort.OTHER
        if _PAPERS.search(words):
            return ColumnSort.PAPERS
        if _NEWS.search(words):
            return ColumnSort.NEWS
    return ColumnSort.OTHER


def element_of(label: str) -> str:
    """The element of a guide that a label names; "" if it names none."""
    return _ELEMENT_OF.get(
        re.sub(r"[\s*：:【】\[\]（）()《》•·、.．]|^[一二三四五六七八九十0-9]+[、.．)）]", "", label), ""
    )


def missing_from(found: frozenset[str] | set[str]) -> tuple[str, ...]:
    """The elements that are not among those that were found, in the official order."""
    return tuple(name for name in ELEMENTS if name not in found)
