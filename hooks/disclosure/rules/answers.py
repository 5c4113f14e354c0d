"""What an answer says, by its words: whether it answers, sends people elsewhere, or is only polite."""

from __future__ import annotations

import re
from enum import Enum
from unicodedata import normalize

from disclosure.expressions import expression

_SENTENCE = expression(r"[。！？!?；;\n]+")
_PART = expression(r"[，,、：:\s]+")
_NO_WORD = expression(r"[^\w]+|_")

# What an office of any kind calls itself.
_US = "我们|[我本](?:街道|[镇乡县区局办所站科]|苏木|中心|单位|部门|机关|政府)"
# Where people are sent: who or what is to be asked instead.
_SENT = expression(
    r"(?:请|可以?|建议|敬请|烦请|麻烦|劳驾|需要?|应当?|还是|您好)?.{0,24}?"
    r"(?:咨询|垂询|询问|问问|问一问|得问|详见|[请可]参考|拨打|致电|来电|电话联系|联系|登录|登陆|访问|关注|查看|查阅|查询|参阅|参见|前往|移步|到.{1,20}?(?:了解|问)|"
    r"请.{0,6}看(?![病护])|向.{1,30}?(?:反映|提出|了解)|以.{1,20}?为准|找.{1,16}?(?:了解|问|办)|问一下)|"
    r"(?:请|建议|可以?)您?(?:去|直接)?找.{0,16}(?:部门|单位|办公室|中心|公司|物业|[居村]委会|政府|[局所站队村镇乡])$|"
    r"请(?:与|和|同).{1,16}(?:协商|商量|沟通)$|(?:请|建议|可以?).{0,24}(?:了解|看一看|看看)$|走.{1,10}渠道"
)
_PASSED_ON = expression(
    r"(?:已经?|将|会|现已)?(?:转交?|转办|转至|转给|移交|移送|反馈[给至到]|交由|转由|交).{0,30}?"
    r"(?:部门|单位|办公室|局|委|中心|街道|政府|科室|处理|办理|答复|回复|核实|研究|跟进|[办所站队村镇乡]$|公司|物业)|"
    r"[帮替为给](?:您|你)转(?:过去|达|交|出)|(?:已|将|会|并)(?:经)?(?:派单|交办|批转)|已(?:经)?(?:通知|告知|督促)(?:相关|有关|责任).{0,4}(?:单位|部门)|转到.{1,20}了$"
)
_NOT_OURS = expression(
    r"(?:不属于|不在|不是|非).{0,16}?(?:职责|职权|职能|权限|管辖|范围|业务|办理|受理)|"
    rf"不归(?:{_US}|街道|[镇乡])|^.{{0,8}}(?:{_US})(?:也|并|暂)?(?:不清楚|不掌握|不了解)|没有权限|无权(?:限|办理|答复)|(?:无法|不便)(?:答复|回答)"
)
# What is said in every answer and says nothing.
_POLITE = expression(
    r"您好|你好|尊敬的|网友|市民|居民朋友|来信收悉|收悉|收到|感谢|谢谢|祝(?:您|你|身体|生活|工作|阖家)|再见|欢迎|敬请谅解|请谅解|理解和?支持|带来不便|深表歉意|"
    r"尽力而为|正在(?:处理|研究|办理|核实|跟进|协调)中?$|带到.{0,12}(?:会上|讨论)|添麻烦|包涵|等待.{0,6}(?:结果|通知)|"
    r"耐心等[待候]|等候(?:通知|电话|来电|回复|答复)|请稍候|持续(?:关注|优化|改进|提升|推进|加强)|继续关注|[高非十][度常分]重视|积极推进|加快推进|请您?放心|知悉|"
    r"认真(?:研究|考虑|吸纳|采纳|听取|对待|落实|阅读|梳理)|不断(?:提升|提高|改进|完善|优化|加强)|(?:继续|的)努力|继续(?:监督|支持|改进)|"
    r"努力(?:做好|提升|提高|改进|提供)|(?:提供)?更好[地的]?服务|作为.{0,12}参考|心情.{0,6}理解|"
    r"(?:意见|建议).{0,4}(?:很好|宝贵)|(?:安排|有|由).{0,6}(?:人员|专人|他们|工作人员).{0,6}(?:跟进|处理|核实|对接|解答)|"
    r"(?:与|和|同|跟)(?:您|你)(?:取得)?(?:联系|对接)|给(?:您|你)(?:回|打|来)?(?:电话|回复|答复)|留意.{0,4}(?:来电|电话|短信|通知)|尽快(?:处理|办理|解决|答复|回复|研究)|"
    r"(?:将|会)(?:进一步|认真|及时|积极|尽快|按照规定|依法依规)(?!.{0,6}[0-9一二三四五六七八九十])|"
    r"^(?:关于|对于|针对|就)?(?:您|你).{0,6}(?:反映|咨询|提出|提到|询问|关心|来信|留言|所问|问).{0,40}(?:问题|情况|事项|事宜|内容|建议|诉求)?$|"
    r"^(?:此|该|这个|这类|上述|相关|有关|具体|详细|详情|您的|你的)?.{0,4}(?:问题|情况|事项|事宜|政策|内容|信息|详情)$|"
    r"^(?:现|经|特此).{0,8}(?:答复|回复|核实|了解|告知)(?:如下)?$|^(?:答|答复|回复|特此回复)$|^(?:或|或者|和|以及|及).{0,16}$|"
    r"^(?:该|此|这|您).{0,12}(?:涉及|由.{1,20}(?:负责|承担|管理|主管)$|归.{1,12}管$)|为您(?:解答|答复|服务)|"
    r"^(?:具体|详情|详细)(?:情况|信息|要求|流程|手续|办法)?$"
)
_PLAIN_ANSWER = expression("(?:不?(?:可以|能|算|要|用|需要|是|会|行|对)|没?有)的?$")
# Places in which something of substance hides behind a word such as 查询: figures, conditions, what one must bring.
_SUBSTANCE = expression(
    r"(?<![0-9])(?!12345|110|119|120)[0-9]{1,4}(?:[.．][0-9]+)?(?:元|%|％|日|天|个|年|月|周|岁|次|平方|米|时|小时|分钟|点|户|人|层|公斤)|"
    r"[一二三四五六七八九十百两半]+(?:元|成|个|日|天|年|月|周|岁|次|倍|小时|分钟|刻钟|点|户|人|层|米|公斤)|第[一二三四五六七八九十百0-9]+[条款项]|"
    r"(?:不超过|不少于|最多|至少|以内|以上|以下|免费|携带|带上|凭|提交|填写|材料|身份证|户口簿|申请表)"
)
_TAIL = expression(
    r"(?:电话|热线|座机|联系电话)?[0-9()\-转]+(?:\(.{1,10}\))?"
    r"|.{0,14}(?:部门|单位|热线|电话|窗口|中心|网站|公众号|办公室|居委会|工作人员)"
)
SHORT = 10  # characters of an answer so short that many questions may rightly have it


class Says(Enum):
    """What an answer comes to."""

    ANSWERS = "answers"
    ELSEWHERE = "elsewhere"
    NOTHING = "nothing"


def says(answer: str) -> Says:
    """What an answer comes to: something that holds, only where else to ask, or nothing but politeness."""
    sent = False
    for sentence in _SENTENCE.split(normalize("NFKC", answer)):
        held, elsewhere = _of_sentence(sentence)
        if held:
            return Says.ANSWERS
        sent = sent or elsewhere
    return Says.ELSEWHERE if sent else Says.NOTHING


def _of_sentence(sentence: str) -> tuple[bool, bool]:
    """Whether a sentence says what holds, and whether it sends people elsewhere."""
    sent = False
    for part in filter(None, _PART.split(sentence)):
        if _PLAIN_ANSWER.match(part):
            return True, sent
        if _is_elsewhere(part):
            sent = True
        elif _POLITE.search(part) is None and not (sent and _is_tail(part)):
            return True, sent
    return False, sent


def _is_elsewhere(part: str) -> bool:
    if _SUBSTANCE.search(re.sub(r"[0-9-]{5,}", "", part)):
        return False
    return any(form.search(part) for form in (_SENT, _PASSED_ON, _NOT_OURS))


def _is_tail(part: str) -> bool:
    """Whether a part only goes on with whom to ask: 021-00000000, 或者相关部门."""
    return _TAIL.fullmatch(part) is not None


def likeness(answer: str) -> str:
    """An answer without the signs, widths and greetings that make no difference; "" if it is too short to tell."""
    plain = _NO_WORD.sub("", normalize("NFKC", answer))
    plain = re.sub(r"^(?:尊敬的[\w]{0,6}?)?(?:您好|你好)", "", plain)
    return plain if len(plain) >= SHORT else ""
