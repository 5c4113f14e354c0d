"""What a guide says that requests beyond reason cost, sentence by sentence, against the official steps.

A sentence names bounds (5件以上, 31页至100页) and says at each what it costs; it is taken by itself, as those of
guide_wording are. What is denied, told of the past, worked out as an example, or said of a copying machine is no
statement of the steps.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from disclosure.expressions import expression
from disclosure.law.request_fees import FeeSpan, spans
from disclosure.reading.numerals import int_of
from disclosure.records.guides import FeeStep, RequestFees
from disclosure.rules.guide_statements import GuideStatement
from disclosure.rules.guide_wording import WrongWords, tells_the_past

_N = "(?:[0-9]{1,4}|[一二三四五六七八九十百两零〇]{1,6})"
_OF = "(?:(?:份|次|个|张)?(?:政府信息)?(?:公开)?(?:件|页|申请(?!表))|次(?!公开))"
_WITH = r"(?:\((?P<{0}>不?)含[^()]{{0,12}}\))?"
_BEYOND = "(?:超过|超出|多于|大于|高于|超)"
# Each way to name a bound; the later ones are tried where none before begins.
_BOUND = expression(
    f"(?P<step>每(?:再?(?:增加|增|多|加|满|超过?|递增))?{_N}(?={_OF})|以{_N}(?={_OF}[为算一1个]{{0,3}}[档级阶]))"
    f"|(?P<beyond>{_BEYOND})?第?(?P<low>{_N})(?:{_OF})?(?:以上)?{_WITH.format('low_with')}(?:至|到|-|—|–|~)+第?(?P<high>{_N})(?P<of1>{_OF}){_WITH.format('high_with')}"
    f"|(?P<within>不(?:得)?超过|未超过|不多于|不高于|不超|至多|最多|前)(?P<most>{_N})(?P<of2>{_OF})"
    f"|(?P<short>不足|不满|未满|少于|低于)(?P<less>{_N})(?P<of3>{_OF})"
    f"|{_BEYOND}(?P<over>{_N})(?P<of4>{_OF}){_WITH.format('over_with')}(?:及?以上)?"
    f"|(?:从|自)?第?(?P<nth>{_N})(?P<of5>{_OF})(?:起|开始)"
    f"|第?(?P<at>{_N})(?P<of6>{_OF}){_WITH.format('at_with')}(?:及|或者?)?(?P<side>以上|以下|以内|之内|内|[以之]后)"
    f"{_WITH.format('side_with')}"
    "|(?P<rest>(?:超过|超出|超|多出)(?:的部分|部分|的)|(?<=[,，、])(?:[之此以]后|再多)的?(?:部分)?)"
)
_JOINED = expression("[、,，但且并又至到的同时部分]*")
_PRICE = expression(r"(?<![0-9.])(?P<price>[0-9]+(?:\.[0-9]+)?|[一二三四五六七八九十百两]{1,5})元")
_RISE = expression(
    "(?:提高|增加|加收|递增|上浮|再加|上调|加价|多收|增收|再收)[^,，;；。0-9一二三四五六七八九十百两]{0,8}$"
)
_FREE = expression("不(?:予|再|另|会|须|用|需|必)?(?:计|加|另)?[收缴交]|免费|免收|不计费|零收费|免予?[收缴交]")
_CHARGED = expression("收费|收取|计收|缴纳|计费|处理费|[按加]收")
_WORKED_OUT = expression("例如|举例|比如|譬如|假[如设]|为例|[共总合][计需]?[0-9]+元")
_COPIES = expression("(?:复印|打印|扫描)(?!件)|自助|复印机")
_PERIOD = expression("(?:每|同一|一个?|1个?|全|单个?)(?:自然)?(?:年度?|季度?|周|星期|天|半年)(?:之?内|里)?")
_SOONEST, _BESIDE = 30, 6  # characters in front of a bound in which its period stands, and in front of that
_IS_OF_REQUESTS = expression("申请(?!表)|累计")
_TIER = expression(f"{_OF}(?:[为算一1个]{{0,3}}[档级阶])?")
_BOTH = expression(
    "既按件[^;；。]{0,12}[又也]按[量页]|"
    "(?:两[种项类个]|按件[^;；。]{0,16}按[量页])[^;；。不]{0,10}(?:同时|合并|一并|重复|叠加|累加|合计|都)[^;；。]{0,4}[收计适使执用]|"
    "(?:同时|一并|分别)按件[^;；。]{0,6}按[量页][^;；。]{0,8}[收计]"
)
_ONE_OF = expression("择一|任选|二选一|其中一[种项]|只(?:能|可|按|用|选)|不(?:得|能|会|再|可|同时|重复)")


@dataclass(frozen=True)
class _Bound:
    """Of what a price is: from the ``first``-th to the ``last``-th, as far as told; ``loose`` where 以上 is unclear.

    What is beyond the bound before it is ``derived`` from that: 超过的, 之后.
    """

    start: int
    end: int
    of_pages: bool
    first: int | None = None
    last: int | None = None
    loose: bool = False
    derived: bool = False

    def begins(self, first: int) -> bool:
        """Whether a step that begins there is meant, as far as this tells."""
        return self.first is None or self.first == first or (self.loose and self.first + 1 == first)


def wrong_charges(said: GuideStatement, fees: RequestFees) -> Iterator[WrongWords]:
    """Each bound and each price that is not that of the official steps, and what those say."""
    text = said.text
    if tells_the_past(said) or said.is_question or _WORKED_OUT.search(text):
        return
    if _COPIES.search(text) and "信息处理费" not in text:
        return
    for part in re.finditer("[^;；。]+", text):
        if (both := _BOTH.search(part[0])) and not _ONE_OF.search(part[0]):
            yield WrongWords(part.start() + both.start(), part.start() + both.end(), "按件、按量只用一种")
        for wrong in _wrong(part[0], fees):
            yield WrongWords(part.start() + wrong.start, part.start() + wrong.end, wrong.right)


def _wrong(part: str, fees: RequestFees) -> Iterator[WrongWords]:
    bounds, is_wrong = list(_bounds(part)), False
    for bound, action in zip(bounds, _actions(part, bounds), strict=True):
        if not any(kind.search(part, *action) for kind in (_PRICE, _FREE, _CHARGED)):
            continue
        found = _judged(bound, part, action, list(spans(fees.pages if bound.of_pages else fees.items)))
        time = None if bound.of_pages else _PERIOD.search(part, max(0, bound.start - _SOONEST), bound.start)
        if is_wrong and bound.derived:
            continue  # the bound itself is told
        is_wrong = found is not None
        if found is not None:
            yield found
        elif time and not bound.derived and _IS_OF_REQUESTS.search(part, max(0, time.start() - _BESIDE), bound.end):
            yield WrongWords(time.start(), bound.end, "按一个自然月累计")


def _bounds(part: str) -> Iterator[_Bound]:
    """The bounds of a part of a sentence; one from and one up to side by side are one: 11件以上30件以下."""
    before: _Bound | None = None
    for match in _BOUND.finditer(part):
        bound = _beyond(before, match) if match["rest"] else _bound(match)
        if bound is None:
            continue
        if before is not None and _follows(part, before, bound):
            before = _Bound(before.start, bound.end, bound.of_pages, before.first, bound.last, before.loose)
            continue
        if before is not None:
            yield before
        before = bound
    if before is not None:
        yield before


def _follows(part: str, before: _Bound, bound: _Bound) -> bool:
    is_pair = before.last is None and bound.first is None and before.of_pages == bound.of_pages
    is_near = _JOINED.fullmatch(part[before.end : bound.start]) is not None
    return is_pair and is_near and (before.first or 0) <= (bound.last or 0)


def _beyond(before: _Bound | None, match: re.Match[str]) -> _Bound | None:
    """What is beyond the bound before it: 10件以下不收费，超过的; behind 超过10件 the same once more."""
    if before is None:
        return None
    first = before.last + 1 if before.last is not None else before.first
    return _Bound(match.start(), match.end(), before.of_pages, first, None, before.last is None and before.loose, True)


def _bound(match: re.Match[str]) -> _Bound | None:
    """A bound as it is written; ``None`` for the width of a tier (每增加10件)."""
    if match["step"]:
        return None
    of = next(unit for number in range(1, 7) if (unit := match[f"of{number}"]))
    told = {name: int_of(match[name]) for name in ("low", "high", "most", "less", "over", "nth", "at") if match[name]}
    if any(value is None for value in told.values()):
        return None
    first, last, loose = _numbers(match, {name: value for name, value in told.items() if value is not None})
    return _Bound(match.start(), match.end(), "页" in of, first, last, loose)


def _numbers(match: re.Match[str], told: dict[str, int]) -> tuple[int | None, int | None, bool]:
    """From which to which number a bound is, and whether its first is unclear by one."""
    if "high" in told:
        out = match["beyond"] is not None or match["low_with"] == "不"
        return told["low"] + out, told["high"], not out
    if "most" in told or "less" in told:
        return None, told.get("most", told.get("less", 1) - 1), False
    if "over" in told:
        return told["over"] + 1, None, False
    if "nth" in told:
        return told["nth"], None, False
    with_it = match["at_with"] if match["at_with"] is not None else match["side_with"]
    if match["side"] == "以上":
        return told["at"] + (with_it == "不"), None, with_it is None
    if match["side"] in ("以后", "之后"):
        return told["at"] + 1, None, False
    return None, told["at"] - (with_it == "不"), False


def _actions(part: str, bounds: Sequence[_Bound]) -> Iterator[tuple[int, int]]:
    """From where to where it stands what each bound costs: behind it, up to the next; or in front of each."""
    if not bounds:
        return
    behind = part[bounds[-1].end :]
    is_ahead = not any(kind.search(behind) for kind in (_PRICE, _FREE, _CHARGED)) and any(
        kind.search(part, 0, bounds[0].start) for kind in (_PRICE, _FREE)
    )
    for before, bound, after in zip((None, *bounds), bounds, (*bounds[1:], None), strict=False):
        if is_ahead:
            yield (before.end if before else 0), bound.start
        else:
            yield bound.end, (after.start if after else len(part))


def _judged(bound: _Bound, part: str, action: tuple[int, int], steps: list[FeeSpan]) -> WrongWords | None:
    """What is wrong with what a bound is said to cost."""
    price = _PRICE.search(part, *action)
    if price is None and _FREE.search(part, *action):
        return _free(bound, steps)
    if price is None:
        begins = [span for span in steps if span.step.price and bound.begins(span.first)]
        charged = next((span for span in steps if span.step.price), None)
        if bound.first is None or begins or charged is None:
            return None
        return WrongWords(bound.start, bound.end, f"超过 {charged.first - 1} {_unit(bound)}的部分")
    return _priced(bound, price, part, action, steps)


def _free(bound: _Bound, steps: list[FeeSpan]) -> WrongWords | None:
    if bound.last is None or steps[0].step.price or bound.last == steps[0].last:
        return None
    return WrongWords(bound.start, bound.end, f"{steps[0].last} {_unit(bound)}以下不收费")


def _priced(
    bound: _Bound, price: re.Match[str], part: str, action: tuple[int, int], steps: list[FeeSpan]
) -> WrongWords | None:
    unit = _unit(bound)
    fitting = [span for span in steps if bound.begins(span.first) and bound.last in (None, span.last)]
    same = [span for span in steps if str(span.step.price) == _sum(price)]
    if not fitting or (bound.first is None and bound.last is None):
        meant = next(iter(same or [span for span in steps if span.step.price]), steps[-1])
        return WrongWords(bound.start, bound.end, _said(meant, unit))
    span = fitting[0]
    for told in _PRICE.finditer(part, price.start(), action[1]):
        is_rise = _RISE.search(part[action[0] : told.start()]) is not None
        is_base = "基础" in part[told.end() : told.end() + 8]
        right = span.step.rise if is_rise else span.step.price
        if not is_base and str(right) != _sum(told):
            return WrongWords(told.start(), told.end(), _said(span, unit))
    for tier in _BOUND.finditer(part, *action):
        if span.step.every and tier["step"] and _width(tier["step"]) not in (None, 1, span.step.every):
            end = _TIER.match(part, tier.end())
            return WrongWords(tier.start(), end.end() if end else tier.end(), _said(span, unit))
    return None


def _width(step: str) -> int | None:
    """How many each tier is said to be of."""
    number = re.search(f"{_N}$", step)
    return int_of(number[0]) if number is not None else None


def _sum(price: re.Match[str]) -> str:
    return str(number) if (number := int_of(price["price"])) is not None else price["price"]


def _unit(bound: _Bound) -> str:
    return "页" if bound.of_pages else "件"


def _said(span: FeeSpan, unit: str) -> str:
    """A step in words: 第 11 到 30 件，每件 100 元."""
    step: FeeStep = span.step
    if not step.price:
        return f"{span.last} {unit}以下不收费"
    where = f"第 {span.first} 到 {span.last} {unit}" if span.last is not None else f"{span.first} {unit}以上"
    if not step.every:
        return f"{where}，每{unit} {step.price} 元"
    return f"{where}，每增加 {step.every} {unit}，每{unit}提高 {step.rise} 元"
