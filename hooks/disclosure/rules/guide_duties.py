"""Who decides and what is asked, by a guide's words: who lengthens, what silence means, what an applicant must prove.

Each function takes one sentence, as those of guide_wording do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.law.approval import ANOTHER_HEAD, names_its_head
from disclosure.rules.guide_statements import GuideStatement
from disclosure.rules.guide_wording import WrongWords, tells_the_past

_LONGER = "(?:延长|延期|顺延)"
_OF_ANOTHER = expression("补正|缴|信访|投诉|举报|复议|诉讼|机构的?(?:主要)?负责人")
_APPROVED = expression(
    f"(?:经|由|报)[^,，;；。、]{{0,10}}?(?:{ANOTHER_HEAD})[^,，;；。]{{0,6}}?(?:同意|批准|审批|核准|审定)"
)
_THEN_LONGER = expression(f"[^,，;；。需]{{0,4}}[,，]?[^;；。需]{{0,14}}{_LONGER}")
_LONGER_AHEAD = expression(f"{_LONGER}[^;；。]{{0,30}}$")


def wrong_approver(said: GuideStatement) -> Iterator[WrongWords]:
    """An extension that somebody else agrees to than the head of the disclosure office (条例33)."""
    if tells_the_past(said) or said.is_question:
        return
    for part in re.finditer("[^;；。]+", said.text):
        if _OF_ANOTHER.search(part[0]):
            continue
        for match in _APPROVED.finditer(part[0]):
            is_of_it = _LONGER_AHEAD.search(part[0][: match.start()]) or _THEN_LONGER.match(part[0], match.end())
            if is_of_it and not names_its_head(match[0][1:]):
                yield WrongWords(part.start() + match.start(), part.start() + match.end(), "")


_ASKED_ONE = expression("(?P<third>第三[方人者]|权利人|利害关系人)|(?:行政|制作|其他|征求意见的)机关|牵头")
_SILENCE = expression(
    "(?:逾期|[未没不](?:有|予|按期|按时)?(?:答复|回复|表态|反馈|提出|表示|回应|回音))[^。;；]{0,16}?"
    "(?<![不能得会])(?:视为|视同|视作|算作?|当作|默认|即为|推定)[^,，;；。]{0,6}?(?:不?同意|反对)(?:公开)?"
)


def silence_as_word(said: GuideStatement) -> Iterator[WrongWords]:
    """A third party's silence that is taken for its word (条例32: the office decides; 条例34 is of other offices)."""
    match = _SILENCE.search(said.text)
    if match is None or tells_the_past(said) or said.is_question:
        return
    asked = list(_ASKED_ONE.finditer(said.text, 0, match.end()))
    if asked and asked[-1]["third"]:
        yield WrongWords(match.start(), match.end(), "")


_COUNTED_IN = expression(
    "(?:第三[方人者]|权利人|征求|其他(?:行政)?机关)[^;；。不]{0,16}(?:时间|期间|时日|天数|工作日|期限)[^,，;；。不未]{0,6}"
    "(?:计入|算入|算进|计算在|算在|包[括含]在)[^,，;；。]{0,20}"
)


def counts_asking_in(said: GuideStatement) -> Iterator[WrongWords]:
    """The time in which others are asked, said to be part of the days of the reply (条例33: it is not)."""
    match = _COUNTED_IN.search(said.text)
    if match is not None and not tells_the_past(said) and not said.is_question:
        yield WrongWords(match.start(), match.end(), "不计入")


_INTEREST = expression("(?:提供|提交|出具|附上?|证明|说明)[^,，;；。]{0,20}利害关系(?!人)[^,，;；。]{0,8}")
_NO_PROOF = expression("不(?:用|必|需|要求|得|能|会|应)|无[需须]|更正|第三[方人者]|复议|诉讼|起诉")


def asks_interest(said: GuideStatement) -> Iterator[WrongWords]:
    """A proof of interest asked of applicants (条例29 knows none)."""
    for part in re.finditer("[^;；。]+", said.text):
        match = _INTEREST.search(part[0])
        if match and not _NO_PROOF.search(part[0]) and not tells_the_past(said) and not said.is_question:
            yield WrongWords(part.start() + match.start(), part.start() + match.end(), "")


_FORMER = expression(
    "2008年5月1日[^。;；]{0,10}(?:施行|实施|生效)[^。;；]{0,24}信息公开条例|"
    "信息公开条例[^。;；]{0,20}(?:2008年5月1日[^。;；]{0,6}(?:施行|实施|生效)|(?:国务院)?令?第?492号)|"
    "国务院令第?492号[^。;；]{0,24}信息公开条例"
)
_TODAYS = expression("2019|711号|修订")


def former_regulation(said: GuideStatement) -> Iterator[WrongWords]:
    """The regulation named as it was in 2008; that of today was revised in 2019."""
    match = _FORMER.search(said.text)
    if match is not None and not _TODAYS.search(said.text) and not tells_the_past(said):
        yield WrongWords(match.start(), match.end(), "")


_HINDERED = (
    "(?:阅读(?:有|存在)?(?:困难|障碍|不便)|视[听力觉障]|听[力觉障]|看不[清见懂]|听不[清见]|"
    "不识字|失[明聪]|盲人|聋|残[疾障]|障碍)"
)
_HELPED = "(?:帮|协助|便利|便民|服务|代[为您]?[填写读办]|念|朗读|陪同)"
HELPS = expression(
    f"{_HINDERED}[^。！？!?]{{0,60}}{_HELPED}|{_HELPED}[^。！？!?]{{0,40}}{_HINDERED}|无障碍|盲文|大字|手语|念给|朗读"
)


def tells_once(text: str) -> bool:
    """Whether a guide that tells of corrections says that they are told once; true where it tells of none."""
    return "补正" not in text or "一次" in text
