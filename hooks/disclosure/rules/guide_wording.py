"""What a guide to disclosure says by its words: periods, fees, purpose, remedies.

Each function takes one sentence and tells what in it is of rules that are gone. What is denied, or told of the past,
is no fault; nor is a number that belongs to somebody else: the third party, the other maker, a complaint, a court.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from disclosure.expressions import expression
from disclosure.law.remedies import AT_ONCE, TO_COURT, puts_reconsideration_first, skips_reconsideration
from disclosure.reading.numerals import int_of
from disclosure.rules.guide_statements import GuideStatement


class WrongWords(NamedTuple):
    """Words of a statement that are wrong: from where to where, and what holds instead."""

    start: int
    end: int
    right: str


# What a text says of former rules, or denies of the present ones.
_PAST = expression(
    "原(?:来|先|规定|条例|指南|定)|旧(?:条例|规定|版|指南)|以前|过去|此前|曾经?|修订前|已(?:经)?(?:取消|废止|不再)|不再|改为|改成|调整为|而(?:不是|非)|并非|不是"
)
_NUMBER = r"(?:[0-9]{1,3}|[一二三四五六七八九十百两]{1,5})"
_DAYS = expression(
    rf"(?<![第0-9月年])(?P<number>{_NUMBER})个?(?P<unit>(?:法定)?工作日|(?:自然|日历)日|日(?![期常子前间、0-9])|天|个月)"
    r"(?:之?内|以内)?"
)
_STRONG = expression("[;；。！？!?|]")
_OTHERS = expression(
    "第三(?:方|人|者)|权利人|利害关系人|被征求|征求意见[书函]|制作机关|牵头|其他(?:行政)?机关|共同制作|"
    "(?:提出|反馈|回复|出具|提交)(?:书面)?意见"
)
_HEARS = expression("征求[^,，;；。]{0,8}意见(?![以之]?后)")
_OWN = expression("我[们局办街镇乡]|本(?:机关|街道|单位|办|镇|乡)|(?:向|给)申请人|(?:收到|受理)申请|答复申请人|答复您")
_REPLY = expression(
    "答复|回复|办结|答覆|书面告知|作出决定|(?:办理|处理)(?:时限|期限|时间)|(?:办理|处理).{0,6}申请.{0,10}(?:期限|时限|时间)"
)
_EXTENDS = expression("延长|延期|顺延|延至|延到|再延")
_IN_ALL = expression("共|总计|合计|累计|延(?:长)?[至到]|加起来")
_MENDS = expression("补正|补充|更改")
_TELLS = expression("告知|通知|要求|提出|书面|一次|发出|说明")
_APPLICANT_MENDS = expression(
    "(?:收到|接到)(?:.{0,4})补正(?:告知|通知)|(?<!告知)(?<!通知)(?<!要求)申请人.{0,12}(?:补正|补充)|补正的?(?:期限|时限|时间)|逾期|不补正|请您|"
    "给(?:予|出|您|申请人)?(?:的时间)?(?:进行|来|作出?)?补[正充]"
)
_ELSE = expression(
    "投诉|举报|信访|留言|咨询|来信|热线|信箱|建议|更正|复议|诉讼|起诉|法院|缴|交费|收费|移交|归档|公布|主动公开|"
    "形成或者?变更|年度报告"
)
_OTHER_MATTER = expression("更正|投诉|举报|信访|留言|来信")  # what else an office answers in time
_INSIDE = expression("起草|拟[定写办]|初审|审[核签批]|送审|会签|转办|分办|承办|登记(?!之日|以?后|起)|送达")
_TO_APPLICANT = expression("答复(?:您|申请人)|(?:向|给)(?:您|申请人)|您.{0,4}收到答复")
_ROW = 400  # characters of a row of a table in front of a number; its other cells tell what it is of
_OLD_REPLY = 15  # working days for reply and extension in the rules of 2008


def tells_the_past(said: GuideStatement) -> bool:
    """Whether a sentence tells what former rules were, or denies something."""
    return _PAST.search(said.text) is not None


def wrong_periods(said: GuideStatement, periods: Mapping[str, int]) -> Iterator[tuple[str, WrongWords]]:
    """Each number of days that is not that of today's rules, with the limit that it breaks."""
    if _PAST.search(said.text):
        return
    found = list(_DAYS.finditer(said.text))
    values = [int_of(match["number"]) for match in found]
    keys = [_limit_of(said, found, place) for place in range(len(found))]
    for place, match in enumerate(found):
        key = keys[place]
        days, right = values[place], periods.get(key or "")
        if (
            key is None
            or days is None
            or right is None
            or _LEFT_OUT.search(said.text, max(0, match.start() - _NEARBY), match.start())
        ):
            continue
        if match["unit"] == "个月":
            days *= 30
        if days == _OLD_REPLY != right and _is_bounded(said.text, found, place, keys, right):
            continue
        if _breaks(key, days, right, said, match):
            yield key, WrongWords(_clause(said.text, match.start()), match.end(), f"{right} 个工作日")


def _limit_of(said: GuideStatement, found: list[re.Match[str]], place: int) -> str | None:
    """Which limit a number of days is about; ``None`` for one that is none of them."""
    match = found[place]
    is_row = "|" in said.text
    ahead = said.text[0 if is_row or not place else found[place - 1].end() : match.start()]
    ahead = ahead[-_ROW:] if is_row else _STRONG.split(ahead)[-1]
    behind = _STRONG.split(said.text[match.end() : found[place + 1].start() if place + 1 < len(found) else None])[0]
    if _INTO.search(ahead):
        return "reply-within"
    near = re.split("[,，()]", ahead)[-1] + re.split("[,，()]", behind)[0]
    whole = ahead + behind
    if _INSIDE.search(near) and not _TO_APPLICANT.search(near):
        return None
    if _ELSE.search(near) or (_ELSE.search(whole) and not _REPLY.search(near) and not _EXTENDS.search(near)):
        return None
    if _OTHER_MATTER.search(whole) and "公开申请" not in whole:
        return None
    if _EXTENDS.search(near) or (_EXTENDS.search(whole) and (_IN_ALL.search(near) or not _REPLY.search(near))):
        return "reply-extension"
    only_reply = _REPLY.search(near) and not _TELLS.search(near) and not _MENDS.search(near)
    if (
        _OTHERS.search(near)
        or _HEARS.search(near)
        or (_OTHERS.search(ahead if only_reply else whole) and not _OWN.search(near))
    ):
        return "third-party"
    if _MENDS.search(whole) and not only_reply and not re.search("补正(?:[以之]?后|的申请|申请)", near):
        return "correction-notice" if _is_told(near, whole) else None
    return "reply-within" if _is_reply(near, whole, said) else None


# Other days that are said to be, or not to be, part of those of the reply.
_INTO = expression("(?:计入|算入|算进|计算在|算在|包[括含]在)[^,，;；。0-9]{0,6}$")


def without_workdays(said: GuideStatement, periods: Mapping[str, int]) -> Iterator[tuple[str, WrongWords]]:
    """Each number that is that of today's rules, but of days and not of working days."""
    if _PAST.search(said.text):
        return
    found = list(_DAYS.finditer(said.text))
    for place, match in enumerate(found):
        if match["unit"] not in ("日", "天") or int_of(match["number"]) not in periods.values():
            continue
        key = _limit_of(said, found, place)
        if key is not None and int_of(match["number"]) == periods.get(key):
            yield key, WrongWords(match.start(), match.end(), f"{periods[key]} 个工作日")


def _is_told(near: str, whole: str) -> bool:
    """Whether the office tells what is to be corrected, and not the applicant corrects."""
    return _TELLS.search(whole) is not None and _APPLICANT_MENDS.search(near) is None


def _is_reply(near: str, whole: str, said: GuideStatement) -> bool:
    if _REPLY.search(near):
        return True
    return bool(_REPLY.search(whole)) or ("|" in said.text and bool(_REPLY.search(said.about)))


_LEFT_OUT = expression(
    "第三[方人][^,，;；。]{0,12}不[^,，;；。]{0,3}[计算][入在进][^,，;；。]{0,6}$"
)  # not in its days
_BOUND = expression("法定|规定|条例|不[得能会]?(?:超过|多于|晚于|迟于)|最[长晚迟多]|至[多迟]")
_NEARBY = 60  # characters
_SOONER = expression("(?:比|较)[^,，;；。]{0,12}(?:提前|提早|早|快|少|缩短|压缩)|(?:快|早|少|短)于")


def _is_bounded(text: str, found: list[re.Match[str]], place: int, keys: list[str | None], right: int) -> bool:
    """Whether an answer sooner than the limit is promised: 一般在15个工作日内答复，最长不超过20个工作日."""
    start, end = found[place].span()
    if _SOONER.search(text, max(0, start - _NEARBY), end + _NEARBY):
        return True
    for other in range(max(0, place - 3), min(place + 4, len(found))):
        match = found[other]
        if other == place or int_of(match["number"]) != right:
            continue
        ahead = text[max(found[other - 1].end() if other else 0, match.start() - _NEARBY) : match.start()]
        behind = re.split("[,，;；|。]", text[match.end() : match.end() + _NEARBY])[0]
        is_reply = keys[place] == "reply-within" and not _EXTENDS.search(ahead + behind)
        limits = {keys[place], None, *(["reply-extension"] if is_reply else [])}
        if keys[other] in limits and _BOUND.search(re.split("[,，;；|。：:]", ahead)[-1] + behind):
            return True
    return False


def _breaks(key: str, days: int, right: int, said: GuideStatement, match: re.Match[str]) -> bool:
    """Whether a number of days is not what the limit allows."""
    if key == "third-party":
        return days != right
    if key == "correction-notice":
        return days > right
    if key == "reply-extension" and _IN_ALL.search(said.text[: match.end()][-16:]):
        return days > 2 * right
    return days == _OLD_REPLY != right or days > right


def _clause(text: str, offset: int) -> int:
    """Where the part of a sentence begins that an offset lies in."""
    return max(text.rfind(sign, 0, offset) for sign in ",，;；|。：:") + 1


_FEE = expression(
    "检索(?:、复制、?(?:和|及|或者?)?(?:邮寄|递送))?(?:等)?(?:成本)?费|(?:复[制印]|邮[寄递]|打印|复印|扫描|邮资|工本|资料|材料|制作|查询|查找|递送|快递|成本)(?:成本)?费(?!者)|邮资|邮费|"
    "检索、复[制印](?:、|和|及|或者?|以及)(?:邮寄|递送)|(?:复制|复印(?!件)|打印|扫描|检索|光盘|U盘|刻录)[^。;；]{0,14}[0-9一二两三四五六七八九十]元|"
    "(?:光盘|U盘|移动硬盘|介质|刻录)(?:介质|成本|制作|刻录|工本|材料|光盘)?费(?!用由我)"
)
_FREE = expression(
    "(?:不|未|没有|无需|无须|不得|不会|概不|均不|一律不)[^,，;；。]{0,14}(?:收|缴|交|付|承担|负担|费|出|掏)|免(?:收|费|缴|交)|取消|停[止征收]|"
    "(?:费|用)[^,，;；。]{0,10}(?:不收|不再|全免|免收|由(?:本机关|我们|财政)|我们承担|本机关承担)"
)
_LESS = expression("减免|困难|减收|低保")
_PAID_TO_OTHERS = expression(  # what the applicant himself orders and pays to a carrier or a copy shop
    "(?:与|和|同|向|由|付给|交给)(?:快递|邮政|物流|承运|复印店|图文店|打印店|第三方服务)[^,，;；。]{0,12}(?:结算|结清|支付|付清|缴纳|收取)"
)
_OWN_POST = expression("(?:寄送?|邮寄|递交|投递)(?:申请|材料|给我们|到我)[^,，。]{0,8}(?:邮费|邮资|邮寄费|快递费)")


def old_fees(said: GuideStatement) -> Iterator[WrongWords]:
    """Fees of the former rules: search, copying, mailing."""
    match = _FEE.search(said.text)
    if match is None or said.is_question or _PAST.search(said.text) or _OWN_POST.search(said.text):
        return
    part = _part(said.text, match)
    if _PAID_TO_OTHERS.search(part):
        return
    if _FREE.search(part) and not _LESS.search(part):
        return
    yield WrongWords(match.start(), match.end(), "不收费")


def _part(text: str, match: re.Match[str]) -> str:
    """The part of a sentence, between semicolons, that a match lies in."""
    start = max(text.rfind(sign, 0, match.start()) for sign in ";；") + 1
    ends = [end for sign in ";；" if (end := text.find(sign, match.end())) >= 0]
    return text[start : min(ends, default=len(text))]


_PURPOSE = expression(
    "(?<!土地)(?<!房屋)(?<!资金)(?<!经费)(?<!规划)(?<!建筑)(?<!用地)(?<!费的)(?<!费用)(?<!款项)用途|(?:使用|申请|获取|利用)(?:信息)?的?目的|"
    "(?<!驳回)(?<!补正)(?<!受理)(?<!延期)申请(?:信息)?的?(?:理由|原因|事由)|(?:生产|生活)[、和]?(?:生产|生活)?[、和及]?科研|特殊需要|三需要"
)
_NOT_ASKED = expression(
    "(?:不|无需|无须|毋须|没有|免|非)[^,，;；。]{0,24}(?:用途|目的|理由|原因|事由|需要|科研)|"
    "(?:用途|目的|理由|原因|事由|需要|科研)[^;；。]{0,12}(?:不(?:用|必|需|要求|作|是|填|写|影响|得(?!空|缺|漏|不))|可以?不|无需|无须|选填|自愿|可填可不填|已取消|取消)|"
    "选填|自愿填|非必填|不作为|不以|不问"
)
_BEYOND = expression("数量|频次|合理范围|反复|大量|说明理由(?!.{0,4}(?:用途|目的))")


# A request without a purpose that is turned down or sent back.
_TURNED_DOWN = expression(
    "(?:没有?|未|不)(?:写|说|填|注|载|列|提供|阐)[^,，;；。]{0,8}(?:用途|目的|申请理由)[^;；。]{0,16}?"
    "(?:退回|退件|不(?:予|再)?(?:受理|处理|办理|答复|接收|登记)|补正|补充|补齐|要件不)"
)
_NOT_TURNED = expression("不(?:因|会|得|能|应|可|影响|要求|用|必|需|构成|作为)|无[需须]|照[常样]|同样")
# What makes a purpose one that the applicant has to tell: a verb of asking in front or behind, or the label of a form.
_ASKED = expression(
    "(?:写明|写清|写出|填|注明|说明|载明|列明|标明|阐明|陈述|提供|提交|描述|选择|勾选|证明|包括|包含|含有|要写|须写|要求|根据|基于|出于|限于|符合自身|告诉我们|内容[:：])[^;；。|]{0,40}$"
)
_ASKED_BEHIND = expression(
    "^[^;；。:：供]{0,16}(?:一栏|不得空|必须|必填|应填|要填|须填|填写|写明|写清|不明确|不清|未写|没写)"
)
_LABEL = expression(
    r"(?:[\W\d_一二三四五六七八九十]|所需|需要|申请人?|您|获取|政府|信息|公开|使用|利用|内容|描述|理由|目的|用途|[的和及与、])*"
)
_BLANK_BEHIND = expression(r"(?:说明|情况)?[\W_]*(?:$|[|]|必填|必须|请|如|填|生产|自身|和|及|与|、)")
_NEEDS_BEHIND = expression("^[^;；。]{0,6}(?:申请|获取|向|有关|相关|无关)")
# The purpose of something else, or told by the office: personal data, copies of cards, help for those who need it.
_OTHER_PURPOSE = expression(
    "个人信息|隐私|(?:复印件|身份证|证件)[^,，;；。]{0,10}(?:注明|写明|标明)|(?<!有)有特殊需要|需要的(?:人|残疾|群体|老|申请人|帮助|服务|便利|协助|照顾|读者|市民)"
    "|(?<!向)(?<!给)(?<!由)(?:我们|本(?:机关|街道|办|镇|乡|单位|局)|工作人员)(?![^;；。]{0,6}(?:要求|请))[^,，;；。]{0,12}(?:说明|写明|提供|注明|填)"
)


def asks_purpose(said: GuideStatement) -> Iterator[WrongWords]:
    """A purpose that is asked for; asked of those whose requests go beyond reason, the reasons are lawful (条例35)."""
    match = _PURPOSE.search(said.text)
    if match is None or _PAST.search(said.text):
        return
    turned = _TURNED_DOWN.search(said.text)
    if turned is not None and not _NOT_TURNED.search(_part(said.text, turned)):
        yield WrongWords(turned.start(), turned.end(), "不写用途")
        return
    if _NOT_ASKED.search(said.text):
        return
    if _BEYOND.search(said.text) and not re.search("用途|三需要|特殊需要|科研", match[0]):
        return
    if _is_asked(said.text, match):
        yield WrongWords(match.start(), match.end(), "不写用途")


def _is_asked(text: str, match: re.Match[str]) -> bool:
    """Whether a purpose that is named is one that the applicant has to tell."""
    start = max(text.rfind(sign, 0, match.start()) for sign in "；;|") + 1
    ahead, behind = text[start : match.start()], text[match.end() : match.end() + 60]
    if _OTHER_PURPOSE.search(ahead[-60:] + match[0] + behind[:12]):
        return False
    if re.search("需要|科研", match[0]):
        return _ASKED.search(ahead[-60:]) is not None or _NEEDS_BEHIND.search(behind) is not None
    if _LABEL.fullmatch(ahead[-60:]) and _BLANK_BEHIND.match(behind):
        return True
    return bool(_ASKED.search(ahead[-60:]) or _ASKED_BEHIND.search(behind))


_REFUSAL = expression("不予(?:以?公开|提供)|拒绝(?:公开|提供)|不(?:同意|能|宜)公开|不公开的?(?:决定|答复|告知)")
_BUT = expression("(?:除|非)[^,，。;；]{0,10}(?:不予公开|不公开)|(?:不予公开|不公开)[^,，。;；]{0,6}(?:以外|之外|除外)")
_RECONSIDERED = expression("复议")
_SILENT = expression(
    "逾期(?:未|没有|不)|未(?:按期|依法)?(?:予以)?答复|没有(?:收到)?答复|不(?:予)?答复|不履行|信息不存在|不存在的|其[他它余]|重复申请|非本机关|不属于"
)
_IN_GENERAL = expression("答复|具体行政行为|行政行为|合法权益|政府信息公开工作|依申请公开")


def old_remedy(said: GuideStatement) -> Iterator[WrongWords]:
    """A refusal against which a suit is said to be open at once (行政复议法23: reconsideration comes first)."""
    subject = said.text if _REFUSAL.search(said.text) or _SILENT.search(said.text) else f"{said.about}{said.text}"
    if not _REFUSAL.search(subject) or _BUT.search(subject) or _PAST.search(said.text):
        return
    suit = TO_COURT.search(said.text)
    if suit is None or said.is_question or not skips_reconsideration(said.text, said.about):
        return
    begin = AT_ONCE.search(said.text) or _RECONSIDERED.search(said.text) or suit
    yield WrongWords(min(begin.start(), suit.start()), max(begin.end(), suit.end()), "先复议")


def speaks_of_both(said: GuideStatement) -> WrongWords | None:
    """Where a text tells of reconsideration and suit for all replies alike, a refusal among them."""
    if _REFUSAL.search(said.text) or _SILENT.search(said.text) or puts_reconsideration_first(said.text):
        return None
    found, suit = _RECONSIDERED.search(said.text), TO_COURT.search(said.text)
    if found is None or suit is None or not _IN_GENERAL.search(f"{said.about}{said.text}"):
        return None
    return WrongWords(min(found.start(), suit.start()), max(found.end(), suit.end()), "先复议")


def says_refusal_first(said: GuideStatement) -> bool:
    """Whether a sentence says that a refusal goes to reconsideration first."""
    return bool(puts_reconsideration_first(said.text) and _REFUSAL.search(f"{said.about}{said.text}"))


_MANY_TIMES = expression(
    "(?:多|两|二|三|几|数|若干)次[^,，。]{0,8}(?:告知|补正|通知)|(?:告知|补正|通知)[^,，。]{0,6}(?:多|两|二|三|几|数)次|分次|逐次"
)


def mends_more_than_once(said: GuideStatement) -> Iterator[WrongWords]:
    """A correction that is said to be asked more than once (条例30: once)."""
    match = _MANY_TIMES.search(said.text)
    if match is not None and _MENDS.search(said.text) and not re.search("不(?:得|再|会|能)", said.text):
        yield WrongWords(match.start(), match.end(), "一次告知")
