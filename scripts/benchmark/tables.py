"""The figures as tables in Chinese, aligned for a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from unicodedata import east_asian_width

from benchmark.contest import BARE, FULL, PLAIN, Result


def measured(results: Mapping[str, Result], measure: str = PLAIN) -> str:
    """One row a command: times, ratio to what is measured against, memory, pages."""
    plain = results[measure].summary
    head = (
        "测量对象",
        "耗时（秒）",
        "与首行比",
        "最快（秒）",
        "处理器（秒）",
        "处理器比",
        "内存（MB）",
        "页数",
        "每页（毫秒）",
    )
    rows = []
    for result in results.values():
        summary = result.summary
        rows.append(
            (
                result.label,
                f"{summary.seconds:.2f}",
                f"{summary.seconds / plain.seconds:.2f}",
                f"{summary.fastest:.2f}",
                f"{summary.processor:.2f}",
                f"{summary.processor / plain.processor:.2f}",
                f"{summary.memory:.0f}",
                str(result.pages),
                f"{1000 * summary.seconds / max(1, result.pages):.2f}",
            )
        )
    return _table(head, rows)


def growth(half: Mapping[str, Result], whole: Mapping[str, Result]) -> str:
    """One row a command: how time and memory grow when the site doubles."""
    head = ("测量对象", "耗时（倍）", "处理器（倍）", "内存（倍）", "页数（倍）")
    rows = []
    for key in (key for key in whole if key in half):
        small, large = half[key].summary, whole[key].summary
        rows.append(
            (
                whole[key].label,
                f"{large.seconds / small.seconds:.2f}",
                f"{large.processor / small.processor:.2f}",
                f"{large.memory / small.memory:.2f}",
                f"{whole[key].pages / half[key].pages:.2f}",
            )
        )
    return _table(head, rows)


def verdicts(results: Mapping[str, Result]) -> Iterator[str]:
    """The ratios for which the product has set itself a bar, each with the bar."""
    seconds = {key: result.summary.seconds for key, result in results.items()}
    yield _verdict("全新生成 ÷ 原版", seconds["cold"] / seconds[PLAIN], 0.5, "倍")
    yield _verdict("改一份后再生成 ÷ 全新生成", seconds["edit"] / seconds["cold"], 0.1, "倍")
    yield _verdict("改一份后再生成", seconds["edit"], 2, "秒")
    yield _verdict("只校验全部内容", seconds["check"], 3, "秒")
    yield _verdict("只校验一份文件", seconds["check-one"], 1, "秒")
    bare, full = results[BARE].summary, results[FULL].summary
    yield _verdict("有检索和导出 ÷ 没有", full.seconds / bare.seconds, 1.3, "倍")
    yield _verdict("有检索和导出 ÷ 没有，处理器", full.processor / bare.processor, 1.3, "倍")
    yield _verdict("有检索和导出 ÷ 没有，内存", full.memory / bare.memory, 1.3, "倍")
    if "lychee" in seconds:
        yield verdict_on_links(results)


def verdict_on_links(results: Mapping[str, Result]) -> str:
    """How the gate compares with lychee on the same pages."""
    ratio = results["gate"].summary.seconds / results["lychee"].summary.seconds
    return _verdict("只把关链接 ÷ lychee", ratio, 0.5, "倍")


def _verdict(what: str, value: float, bar: float, unit: str) -> str:
    return f"{what}：{value:.2f} {unit}，目标不超过 {bar:g} {unit}，{'达到' if value <= bar else '没有达到'}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    widths = [max(map(_width, column)) for column in zip(head, *rows, strict=True)]
    return "\n".join(_line(row, widths) for row in (head, *rows))


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    """The first cell to the left, figures to the right."""
    first, *figures = row
    cells = [first + " " * (widths[0] - _width(first))]
    cells += [" " * (width - _width(cell)) + cell for cell, width in zip(figures, widths[1:], strict=True)]
    return "  ".join(cells).rstrip()


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WFA" else 1 for character in text)
