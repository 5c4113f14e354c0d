"""Inspection packs: each indicator and each number says where it comes from, and no score is shown that nobody read."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.records.inspection import MEASURES, InspectionCheck, InspectionPack, Measure, Threshold
from disclosure.records.law import LOCAL, Grade
from disclosure.rules.framework import Context, Fault, rule

_BASIS = ("本办制度/95",)


@rule("INS-001", "检查指标的依据已收录", on=InspectionPack, basis=_BASIS)
def indicators_rest_on_what_is_on_file(pack: InspectionPack, context: Context) -> Iterator[Fault]:
    """The basis of an indicator stands in data/laws, but for what each place settles for itself.

    Bad:  basis: 19号函/首页不新
    Good: basis: 19号函/首页不更新
    """
    for number, indicator in enumerate(pack.indicators):
        if context.law.laws and not indicator.basis.startswith(LOCAL) and not context.law.article(indicator.basis):
            message = f"指标“{indicator.title}”的依据“{indicator.basis}”没有收录。"
            place = pack.place("indicators", number, "basis")
            yield place, message, "请核对简称和条号，或者在 data/laws 里补充这一条。"


@rule("INS-002", "门槛写明来源和核对程度", on=InspectionPack, basis=_BASIS)
def thresholds_have_a_source(pack: InspectionPack, context: Context) -> Iterator[Fault]:
    """A threshold takes the number of a limit, or gives its own with its basis and how far that was verified.

    Bad:  {measure: number, value: 5}
    Good: {measure: number, value: 5, basis: 19号函/空白栏目, grade: text}
    """
    for number, indicator in enumerate(pack.indicators):
        for at, threshold in enumerate(indicator.thresholds):
            fault = _source_fault(threshold, context)
            if fault:
                place = pack.place("indicators", number, "thresholds", at)
                yield place, f"指标“{indicator.title}”的门槛“{threshold.measure.label}”{fault[0]}。", fault[1]


def _source_fault(threshold: Threshold, context: Context) -> tuple[str, str] | None:
    """What is wrong with where a number comes from, and how to mend it."""
    if (threshold.limit is None) == (threshold.value is None):
        both = "写了两个数" if threshold.limit is not None else "没有数"
        return both, "请写 limit（data/limits.yml 的编号）或者 value，只写一个。"
    if threshold.limit is None and (threshold.basis is None or threshold.grade is None):
        return "没有写明来源", "请写 basis（简称/条号）和 grade（核对程度）。"
    if threshold.limit is not None and all(limit.family != threshold.limit for limit in context.register.limits):
        return f"要用的期限“{threshold.limit}”没有", "请核对编号，或者在 data/limits.yml 里加这一条。"
    return None


@rule("INS-003", "门槛和检查方法相配", on=InspectionPack, basis=_BASIS)
def thresholds_fit_their_check(pack: InspectionPack, context: Context) -> Iterator[Fault]:
    """An indicator has each threshold that its check needs, once, and no other.

    Bad:  check: columns-blank，没有 measure: number
    Good: thresholds: [{measure: number, value: 5, basis: 19号函/空白栏目, grade: text}]
    """
    for number, indicator in enumerate(pack.indicators):
        needed = MEASURES.get(indicator.check, frozenset())
        given = [threshold.measure for threshold in indicator.thresholds]
        lacking = [measure for measure in Measure if measure in needed and measure not in given]
        if lacking:
            names = "、".join(f"{measure.value}（{measure.label}）" for measure in lacking)
            place = pack.place("indicators", number, "thresholds")
            yield place, f"指标“{indicator.title}”缺少门槛 {names}，无法判断。", "请在 thresholds 里补上。"
        for at, measure in enumerate(given):
            if measure not in needed or measure in given[:at]:
                how = "写了两次" if measure in needed else "用不上"
                place = pack.place("indicators", number, "thresholds", at)
                yield place, f"指标“{indicator.title}”的门槛“{measure.label}”{how}。", "请删去这一条。"


@rule("INS-004", "没有核对原文的分值不写", on=InspectionPack, basis=_BASIS)
def points_were_read_in_the_original(pack: InspectionPack, context: Context) -> Iterator[Fault]:
    """What an indicator takes from the score is written only where somebody has read it in the original.

    Bad:  points: {value: 5, basis: 某地自查报告, grade: memory}
    Good: 不写 points
    """
    for number, indicator in enumerate(pack.indicators):
        points = indicator.points
        if points is not None and points.grade is not Grade.TEXT:
            message = f"指标“{indicator.title}”写了扣 {points.value} 分，分值{points.grade.label}。"
            yield pack.place("indicators", number, "points"), message, "请核对原文后改为 grade: text，或者删去 points。"


@rule("INS-005", "没有核对的部分写明", on=InspectionPack, basis=_BASIS)
def what_is_not_verified_is_said(pack: InspectionPack, context: Context) -> Iterator[Fault]:
    """An indicator of which a part is known from memory alone says which part.

    Bad:  门槛 grade: memory，没有 unverified
    Good: unverified: 四类、五个的门槛没有见到原文
    """
    for number, indicator in enumerate(pack.indicators):
        grades = {indicator.grade, *(threshold.grade for threshold in indicator.thresholds)}
        if Grade.MEMORY in grades and indicator.unverified is None:
            message = f"指标“{indicator.title}”有一部分没有核对原文，没有写明是哪一部分。"
            yield pack.place("indicators", number), message, "请写 unverified，说明没有见到哪一部分的原文。"


@rule("INS-006", "检查指标各有代号，看不出来的写明原因", on=InspectionPack, basis=_BASIS)
def indicators_can_be_told_apart(pack: InspectionPack, context: Context) -> Iterator[Fault]:
    """The ids of a pack's indicators differ; what cannot be seen from content says why.

    Bad:  check: outside，没有 reason
    Good: reason: 要连续一周定时访问才知道
    """
    seen: set[str] = set()
    for number, indicator in enumerate(pack.indicators):
        if indicator.id in seen:
            place = pack.place("indicators", number, "id")
            yield place, f"代号“{indicator.id}”在这一组指标里用了两次。", "请换一个代号。"
        if (indicator.check is InspectionCheck.OUTSIDE) != (indicator.reason is not None):
            missing = indicator.reason is None
            message = f"指标“{indicator.title}”{'没有写明为什么看不出来' if missing else '看得出来，不用写 reason'}。"
            remedy = "请写 reason，说明要怎样监测才知道。" if missing else "请删去 reason，或者把 check 改为 outside。"
            yield pack.place("indicators", number, "reason"), message, remedy
        seen.add(indicator.id)
