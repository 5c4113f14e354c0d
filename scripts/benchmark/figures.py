"""What the product has set itself as bars, figure by figure, and the figures that were kept last."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from benchmark.contest import BARE, FULL, PLAIN, Result

KEPT = Path(__file__).with_name("figures.json")


@dataclass(frozen=True)
class Figure:
    """One figure with its bar, and the load of the machine while it was taken."""

    name: str
    value: float
    bar: float
    unit: str
    load: float


def figures_of_site(results: Mapping[str, Result]) -> Iterator[Figure]:
    """Those of a synthetic site."""
    for key in (key for key in results if key.startswith("start")):
        yield _seconds(results, key, 0.15 if key == "start-help" else 0.35)
    yield from _both(results, BARE, PLAIN, "全新生成（不做检索和导出）÷ 原版", 0.5, 1.0)
    yield from _both(results, FULL, PLAIN, "全新生成（做检索和导出）÷ 原版", 1.0, None)
    for key, bar in {"body": 0.7, "title": 1.5, "new": 1.5, "stage": 1.5, "attachment": 1.5, "removed": 1.5}.items():
        yield _seconds(results, key, bar)
    yield _ratio(results, "telephone", "cold", f"{results['telephone'].label} ÷ 全新生成", 1.2, "seconds")
    for key, bar in {"check": 3, "check-warm": 1, "check-one": 0.7, "check-one-cold": 2}.items():
        yield _seconds(results, key, bar)
    if "lychee" in results:
        yield from _both(results, "gate", "lychee", "把关本站链接 ÷ lychee", 0.5, 0.5)


def figures_of_links(results: Mapping[str, Result]) -> Iterator[Figure]:
    """Those of pages of other people's making."""
    if "lychee" in results:
        yield from _both(results, "gate", "lychee", "把关别人的网页 ÷ lychee", 0.5, 0.5)


def figures_of_growth(part: Mapping[str, Result], whole: Mapping[str, Result], times: int) -> Iterator[Figure]:
    """How time and memory grow when a site has so many ``times`` the documents."""
    small, large = part["cold"].summary, whole["cold"].summary
    yield Figure(f"规模增加到 {times} 倍，全新生成", large.seconds / small.seconds, 1.05 * times, "倍", large.load)
    yield Figure(f"规模增加到 {times} 倍，处理器", large.processor / small.processor, 1.05 * times, "倍", large.load)
    yield Figure("全新生成的内存", large.memory, 600, "MB", large.load)


def kept(documents: int) -> Mapping[str, float]:
    """The figures that were kept last for a site of this size, by their names."""
    if not KEPT.is_file():
        return {}
    found: dict[str, float] = json.loads(KEPT.read_text("utf-8")).get(str(documents), {})
    return found


def keep(documents: int, figures: list[Figure]) -> None:
    """Keep the figures in the repository, in the place of those of a site of this size."""
    sizes = json.loads(KEPT.read_text("utf-8")) if KEPT.is_file() else {}
    sizes[str(documents)] = {figure.name: round(figure.value, 3) for figure in figures}
    KEPT.write_text(json.dumps(sizes, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")


def _both(
    results: Mapping[str, Result], one: str, other: str, name: str, bar: float, processor_bar: float | None
) -> Iterator[Figure]:
    yield _ratio(results, one, other, name, bar, "seconds")
    yield _ratio(results, one, other, f"{name}，处理器", processor_bar or bar, "processor")


def _ratio(results: Mapping[str, Result], one: str, other: str, name: str, bar: float, measure: str) -> Figure:
    top, bottom = results[one].summary, results[other].summary
    return Figure(name, getattr(top, measure) / getattr(bottom, measure), bar, "倍", top.load)


def _seconds(results: Mapping[str, Result], key: str, bar: float) -> Figure:
    summary = results[key].summary
    return Figure(results[key].label, summary.seconds, bar, "秒", summary.load)
