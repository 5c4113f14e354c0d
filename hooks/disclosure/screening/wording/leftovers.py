"""What was left over from drafting: notes to the author, places to be filled in, trial text, talk with programs."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Rule, Severity
from disclosure.reading.signature import own_part
from disclosure.reading.sought import Sought
from disclosure.records.unwritten import SAY_WHY, VALUES
from disclosure.screening.lists import look
from disclosure.screening.wording.prose import CHINESE, WALL, Prose, Slip
from disclosure.screening.written import Known

RULE = Rule(
    "FRM-014",
    "没有起草时留下的话",
    Severity.WARNING,
    ("本办制度/15",),
    bad="请于6月××日前报送（待定）",
    good="请于6月20日前报送",
)

_BLANKS = "XxＸｘ×✕*＊?？_＿"
_BLANK = f"[{_BLANKS}]"
_INSIDE = r"[^【】\[\]（）()\n]{0,12}"
# To ask the reader for something in brackets is usual; to ask it of a colleague is done "here", or in no more words.
_ASKED = "(?:请(?:核实|补充|确认|修改|完善|填写)|需(?:补充|核实|确认|修改))"
# What one says to a colleague: to look at it once more.
_LOOKED_AT = "(?:[核查改补看问校]|核对|核实|核查|补充|修改|调整|完善|确认)(?:一下|一遍)"
_NOTES = expression(
    rf"[【\[（(](?:(?:此处|这里|本段|以上|以下){_INSIDE}?{_ASKED}{_INSIDE}|{_INSIDE}?{_ASKED}|{_INSIDE}?(?:待定|待补充|待补(?!充)|"
    rf"待核实|待核(?!实)|待确认|待完善|未定|斟酌|请领导(?!小组)|请科室|插入(?:图片|表格|附件))(?!的){_INSIDE})[】\]）)]"
    r"|【(?:此处|批注|修改)[^【】\n]{0,30}】"
    rf"|[【\[（(](?:{_INSIDE}?(?:再|帮忙|麻烦)|(?:此处|这里|这段|本段|以上){_INSIDE}?){_LOOKED_AT}{_INSIDE}[】\]）)]"
    r"|(?:时间|地点|日期|人员|名单|金额|电话|联系人|方案)(?:另行)?待定"
    r"|\{(?:\+\+|--|~~|>>|==)[^{}\n]{1,200}(?:\+\+|--|~~|<<|==)\}"  # changes tracked in text
    r"|(?<![A-Za-z])(?:TODO|FIXME|TBD|Lorem ipsum)(?![A-Za-z])"
)
_UNFILLED = expression(
    rf"(?:\d{{4}}|{_BLANK}{{1,4}})年{_BLANK}{{1,2}}月(?:{_BLANK}{{1,2}}日)?|(?<![{CHINESE}A-Za-z]){_BLANK}{{1,2}}月{_BLANK}{{1,2}}日"
    rf"|\d{{1,2}}月{_BLANK}{{1,2}}日|(?<![A-Za-z])(?:[XxＸｘ]{{1,2}}月[XxＸｘ]{{1,2}}日|[×✕]{{1,2}}月[×✕]{{1,2}}日)"
    r"|(?:联系人|联系电话|电话|负责人|地址|邮箱|文号)[:：]?[ \u3000]?"
    r"(?:[XxＸｘ]{2,}|×{2,}|[?？]{2,})(?![0-9A-Za-z×＊*])"
    rf"|(?<=[{CHINESE}])(?:□{{2,}}|■{{2,}})(?=[{CHINESE}])"
    rf"|[〔\[（(](?:20{_BLANK}{{2}}|{_BLANK}{{4}})[〕\]）)]{_BLANK}{{1,3}}号|〔(?:19|20)\d\d〕{_BLANK}{{1,3}}号"
)
_TRIAL = expression(
    r"(?:测试){2,}\d*|(?:内容){3,}|(?:标题){3,}|啊{3,}|哈{3,}"
    r"|(?<![^\n])[ \t\u3000#*]{0,8}(?:这是|此为)?(?:一个|一条|一段)?"
    r"测试(?:文本|内容|标题|数据|文件|页面|信息|一下)?\d*"
    r"(?:[，,]?请(?:忽略|删除|勿(?:回复|点击|理会)))?[。！ \t*]*(?=\n|\Z)"
    r"|(?<![0-9A-Za-z])(?:asdf|qwer|test ?test|testing)\w*(?![0-9A-Za-z])"
)
_TALK = expression(
    r"(?<![^\n])[ \t\u3000]{0,8}(?:好的?[，,])?收到(?:了|[，,]?(?:谢谢|感谢))?[。！!]?[ \t]*(?=\n|\Z)|好的[，,]收到|"
    rf"麻烦(?:您|你|大家|各位)?(?:帮忙|帮我|抽空|尽快)?{_LOOKED_AT}|"
    r"收到请回复|@所有人|\[(?:图片|表情|语音|微笑|强|玫瑰|抱拳|文件)\]|撤回了一条消息|以下是(?:根据|为)您|根据您的要求|"
    r"作为(?:一个|一款)?(?:AI|人工智能)(?:语言模型|助手)?，?我|希望(?:以上|这些|这份)(?:内容|信息|回答|文案)?(?:能)?对您有(?:所)?帮助|"
    r"(?:如果|如)您?还?(?:有其他|需要)(?:问题|修改|调整)[^。\n]{0,12}告诉我|好的，(?:以下是|这是|我来|我将)|当然可以[！!，]"
)
_LOOKS = " ".join(f"{last}{once}" for last in "核查改补看问校对实充整善认" for once in ("一下", "一遍"))
# A text without any of the words of a sort is not looked through for it.
_OF_NOTES = Sought(
    "Lorem ipsum",
    listed="待定 待补 待核 待确认 待完善 未定 斟酌 请领导 请科室 请核实 请补充 请确认 请修改 请完善 请填写 需补充 "
    "{++ {-- {~~ {>> {== 需核实 需确认 需修改 插入图片 插入表格 插入附件 【此处 【批注 【修改 TODO FIXME TBD " + _LOOKS,
)
# Whatever has not been filled in has a sign beside what it stands for, or two signs side by side.
_OF_BLANKS = Sought("□□", "■■", *(f"{blank}{sign}" for blank in _BLANKS for sign in "月日号XxＸｘ×?？"))
_OF_TRIALS = Sought("test test", listed="测试 内容内容内容 标题标题标题 啊啊啊 哈哈哈 asdf qwer testtest testing")
_OF_TALK = Sought(
    listed="收到请回复 @所有人 [图片] [表情] [语音] [微笑] [强] [玫瑰] [抱拳] [文件] 撤回了一条消息 以下是根据您 "
    "以下是为您 根据您的要求 作为AI 作为人工智能 作为一个AI 作为一个人工智能 作为一款AI 作为一款人工智能 对您有 告诉我 "
    "好的，以下是 好的，这是 好的，我来 好的，我将 当然可以！ 当然可以! 当然可以， 收到 " + _LOOKS
)
_OF_STAGES = Sought(listed="送审稿 讨论稿 初稿 修改稿 会签稿 未定稿 代拟稿 内部稿 征求意见稿")
_SORTS = (
    (_OF_NOTES, _NOTES, "是起草时的批注"),
    (_OF_BLANKS, _UNFILLED, "还没有填写"),
    (_OF_TRIALS, _TRIAL, "是试写的文字"),
    (_OF_TALK, _TALK, "是聊天的话"),
)
# A value that was copied from a message as it stood there.
_OFFERED = Sought(*VALUES, SAY_WHY)
_COPIED = expression(
    rf"(?<=[ \t\"'{WALL}])(?:{'|'.join(VALUES)}|撤下附件[ \t]?[^\s,，]{{1,80}}，{SAY_WHY})"
    rf"(?=[ \t。]*[\"',}}\n{WALL}]|\Z)"
)
_STAGE = expression(
    r"[（(](?:送审稿|讨论稿|初稿|修改稿|会签稿|未定稿|代拟稿|内部稿|征求意见稿)[）)](?=[ \t\"'*#]*(?:\n|\Z))"
)
# Papers of which a draft is the matter.
_OF_A_DRAFT = expression(
    r"^kind:[ \t]*[\"']?"
    r"(?:draft|explanation|background|consultation|feedback|expert|risk|legality|meeting|attendance)\b",
    re.MULTILINE,
)
# A paper that asks the public for its opinion on a draft names it as what it is.
_ASKS = expression(
    "征求[^。\n]{0,120}意见的?(?:公告|通知|通告|启事|函)|(?:公开|向社会)[^。\n]{0,8}征求[^。\n]{0,120}意见"
)
_FORM = expression(
    r"^title:[^\n]*(?:模板|样本|样表|样式|格式|范本|示范文本|申请表|登记表|审批表|申报表|反馈表|合同|协议书|承诺书|委托书)",
    re.MULTILINE,
)


def slips(text: str, prose: Prose, known: Known) -> Iterator[Slip]:
    """Every leftover; what readers are to fill in, in a form or an appended one, is none."""
    words = look(prose.text, known)
    for match in _COPIED.finditer(text, 0, prose.body_start) if _OFFERED in words else ():
        yield _slip(match, "还没有填写")
    if not prose.is_markdown:
        return
    found = [(pattern, what) for signs, pattern, what in _SORTS if signs in words]
    if not (found or _OF_STAGES in words):
        return
    end = _end_of_own_text(prose)
    for pattern, what in found:
        for match in pattern.finditer(text, 0, end):
            yield _slip(match, what)
    if not _OF_A_DRAFT.search(prose.front_matter):
        is_asking = _ASKS.search(text, 0, end) is not None
        for match in _STAGE.finditer(text, 0, end):
            if not (is_asking and "征求意见" in match[0]):
                yield _slip(match, "是定稿以前的标记")


def _end_of_own_text(prose: Prose) -> int:
    if _FORM.search(prose.front_matter):
        return prose.body_start
    return len(own_part(prose.text, prose.body_start))


def _slip(match: re.Match[str], what: str) -> Slip:
    shown = re.sub(r"\s+", " ", match[0]).strip()[:30]
    remedy = "请写上确定的内容；还定不下来的，写“另行通知”。" if "没有" in what else "请删去，需要的写成正式的文字。"
    return Slip(RULE, match.start(), match.end(), f"“{shown}”{what}。", remedy)
