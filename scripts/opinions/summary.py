"""The outcome in words: what was compared, where the opinions agree, and the reason for every difference."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from opinions.comparison import BAD, GOOD, SILENT, Comparison, Disagreement
from opinions.explanations import EXPLANATIONS, explain

_WORDS = {GOOD: "有效", BAD: "失效", SILENT: "没有结论"}
_SHOWN = 5


def unexplained(comparison: Comparison) -> list[Disagreement]:
    """The disagreements for which no explanation fits."""
    return [found for found in comparison.disagreements if explain(found) is None]


def summarise(comparison: Comparison, *, everything: bool = False) -> Iterator[str]:
    """The lines of the report for one tool; ``everything`` lists each explained difference, not just the first few."""
    testimony = comparison.testimony
    grouped: dict[str, list[Disagreement]] = defaultdict(list)
    for found in comparison.disagreements:
        explanation = explain(found)
        grouped[explanation.id if explanation else ""].append(found)
    yield f"第二意见：{testimony.tool}（{testimony.seconds:.1f} 秒）"
    yield f"  工具读过的网页 {len(testimony.pages)} 个，核对的链接 {comparison.compared} 个"
    agreed = comparison.agreed_good + len(comparison.agreed_bad)
    yield f"  结论一致 {agreed} 个（有效 {comparison.agreed_good}，失效 {len(comparison.agreed_bad)}）"
    yield f"  结论不同 {len(comparison.disagreements)} 个，其中没有解释的 {len(grouped[''])} 个"
    for explanation in EXPLANATIONS:
        explained = grouped.get(explanation.id, [])
        if explained:
            yield f"  · {explanation.id} {len(explained)} 个：{explanation.reason}"
            yield from map(_line, explained if everything else explained[:_SHOWN])
            if not everything and len(explained) > _SHOWN:
                yield f"      ……另有 {len(explained) - _SHOWN} 个（加 ARGS=--all 全部列出）"
    if grouped[""]:
        yield f"  × 没有解释 {len(grouped[''])} 个：请查明是链接关口错了还是工具错了，再修正或补上解释。"
        yield from map(_line, grouped[""])


def _line(found: Disagreement) -> str:
    rule = f"（{found.use.rule}）" if found.use is not None and found.use.rule else ""
    note = f"（{found.note}）" if found.note and found.theirs == BAD else ""
    address = found.href or found.target
    where = f"{found.page}  {address}" if address else f"{found.page}  （空地址）"
    return f"      {where}：本站{_WORDS[found.ours]}{rule}，工具{_WORDS[found.theirs]}{note}"
