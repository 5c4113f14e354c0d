"""From which day a guide says that the days count: the day of receipt, and the day of the corrected request."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.rules.guide_statements import GuideStatement
from disclosure.rules.guide_wording import WrongWords, tells_the_past

_DAY = "(?:之?日|时间|时刻|[那这当]天)"
_REACHED = "(?<!无需)(?<!无须)(?<!不用)(?<!不必)(?<!不再)(?:确认|核实|联系[上到])"
# That a day is spoken of from which the days count: which, or that it is the day of receipt.
_COUNTS = expression(
    "收到(?:申请)?的?(?:日|时间)|(?:为|是|作为|视为|视同|算)收到|收到(?:申请)?之日|收件日|受理(?:之)?日|申请日期?|"
    f"(?:{_DAY}|日期)(?:为|作)?准|起(?:开始)?(?:计算|算|计)|(?:期限|时限)[^,，;；。]{{0,6}}从[^,，;；。]{{0,14}}(?:算|计)"
)
# 条例31: by which way, what makes the day of receipt, and what does not.
_WAYS = (
    (expression("平(?:常)?信|无需签收|不(?:用|需|必)签收"), expression(_REACHED), "收到当日与申请人确认之日"),
    (
        expression("^(?!.*(?:邮寄|挂号|快递|EMS|信函)).*(?:电子邮[件箱]|电邮|[Ee]-?mail|发送?邮件|邮件发)"),
        expression(_REACHED),
        "双方确认之日",
    ),
    (
        expression("邮寄|邮戳|寄出|挂号|快递|EMS|寄送|寄来|来信|信函|邮局|(?<!电子)邮件(?!箱)"),
        expression("签收|签字|签名"),
        "签收之日",
    ),
    (expression("网[上络页站]|互联网|电子邮件|邮箱|传真|在线|平台|线上"), expression(_REACHED), "双方确认之日"),
    (
        expression("当面|现场|窗口|面交|上门"),
        expression(
            f"(?:提交|递交|提出|面交|交[来到给]?|送[来到交]?)[^,，;；。]{{0,6}}(?:{_DAY}|当日|的?日期)|当(?:场|天|日)"
        ),
        "提交之日",
    ),
)
_OTHER_DAY = expression(
    "(?<!不以)(?<!不按)(?<!不从)(?<!不自)"
    "(?:寄出|寄达|寄发|交寄|付邮|邮出|投递|投寄|邮戳|盖戳|盖章|打印|发出|发送|提交|递交|上传|点击|系统|到达|送达|登记|受理|审核|次日|第二天|次一工作日|"
    f"下一个?工作日)[^,，;；。]{{0,10}}(?:{_DAY}|日期|为准|为收到|起)"
)
# Days of something else: an appeal, an opinion, the reply on its way to the applicant, the day of handing in itself.
_NOT_OF_RECEIPT = expression(
    "复议|诉讼|起诉|投诉|举报|信访|第三方|意见|缴|补正|(?:邮寄|寄送|寄出|发送|送达|寄)的?(?:答复|给(?:您|申请人))|"
    "答复书?[^,，;；。]{0,8}(?:邮寄|寄|送达|发送)|(?:提交|发送|寄出|投递)的?(?:时间|日期)以"
)


def wrong_receipt(said: GuideStatement) -> Iterator[WrongWords]:
    """A way of handing in whose day of receipt is said to be another than that of 条例31."""
    if tells_the_past(said) or said.is_question:
        return
    for part in re.finditer("[^;；。]+", said.text):
        for way, right, words in _WAYS:
            if way.search(part[0]):
                other = _OTHER_DAY.search(part[0])
                if other and not right.search(part[0]) and _speaks_of_receipt(part[0]):
                    yield WrongWords(part.start() + other.start(), part.start() + other.end(), words)
                break


_FROM_WORK = expression(
    f"(?:自|从|以)[^,，;；。收]{{0,6}}(?:受理|登记|立案)[^,，;；。收]{{0,6}}{_DAY}(?:起|开始)[^;；。]{{0,16}}(?:答复|回复|办结)|"
    f"(?:答复|办理)(?:的?期限|的?时[限间])[^,，;；。收]{{0,4}}(?:自|从)[^,，;；。收]{{0,6}}(?:受理|登记|立案)[^,，;；。收]{{0,6}}{_DAY}(?:起|开始)"
)


def counts_from_work(said: GuideStatement) -> Iterator[WrongWords]:
    """The days of the reply, said to count from when it was accepted or registered (条例33: from its receipt)."""
    if tells_the_past(said) or said.is_question or any(wrong_receipt(said)) or any(counts_on_over_mending(said)):
        return
    for part in re.finditer("[^;；。]+", said.text):
        match = _FROM_WORK.search(part[0])
        if match and not _NOT_OF_RECEIPT.search(part[0]) and not re.search("留言|来信|咨询|更正|起草|分办", part[0]):
            yield WrongWords(part.start() + match.start(), part.start() + match.end(), "收到申请之日")


def _speaks_of_receipt(part: str) -> bool:
    return _COUNTS.search(part) is not None and _NOT_OF_RECEIPT.search(part) is None


_MENDED = expression("(?<![不无未没])(?<!无需)(?<!无须)(?<!不用)(?<!不需要)(?<!没有)(?:补正|补充|补齐|补来)")
_FROM_FIRST = expression(
    "(?:自|从|以|按)(?P<first>[^,，;；。]{0,6}(?:首次|第一次|头一次|最初|最早|初次|起初))?(?P<of>[^,，;；。]{0,20}?)"
    "(?:之日|之时|当[天日]|那[天日]|日期?|时间|时)?(?:起|开始|为起点)(?P<behind>[^,，;；。]{0,8})"
)
_ANEW = expression("补|更正后|改好|齐全|完整|明确")
_GOES_ON = expression(
    "(?<!不从)(?<!不以)(?<!不按)(?<!不自)(?:首次|第一次|最初|初次)[^,，;；。补]{0,12}(?:日期?|时间|[那当]天)[^,，;；。]{0,4}[计算]|"
    "(?:期限|时限|时间|天数)[^,，;；。]{0,10}(?:连续计|继续计|接着算|连着算|不(?:再)?重新(?:计|起)?算?|不另行?(?:计|起)?算|不中断|不停止|不顺延)|"
    "补正[^;；。不]{0,8}(?:期间|时间|时日|日子|天数)[^;；。不]{0,8}(?:计入|算入|算进|算在|包括在|包含在)|"
    "补正[^;；。]{0,8}(?:期间|时间|时日|日子|天数)[^;；。]{0,8}不(?:予|再|会|作)?(?:扣除|剔除|扣减|中止)"
)


def counts_on_over_mending(said: GuideStatement) -> Iterator[WrongWords]:
    """The days of a corrected request, said to count from the first one (条例30: from receipt of the corrected one)."""
    if tells_the_past(said) or said.is_question:
        return
    for part in re.finditer("[^;；。]+", said.text):
        mended = _MENDED.search(part[0])
        found = _counted_from_first(part[0], mended.end()) if mended else None
        if found is not None:
            yield WrongWords(part.start() + found.start(), part.start() + found.end(), "收到补正的申请之日")


def _counted_from_first(part: str, after: int) -> re.Match[str] | None:
    """Where a part of a sentence, behind the word of correction, counts from the first request."""
    for match in _FROM_FIRST.finditer(part, after):
        if _ANEW.search(match["of"]):
            return None
        is_told = re.search("计|算", match["behind"]) or (match["first"] and re.search("期限|时限|答复", part[after:]))
        if is_told and (match["first"] or re.search("申请|登记|受理|提交|收件", match["of"])):
            return match
    return _GOES_ON.search(part)
