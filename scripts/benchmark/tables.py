"""The figures as tables in Chinese, aligned for a terminal, where a Chinese character is two columns wide."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from unicodedata import east_asian_width

from benchmark.contest import PLAIN, Result
from benchmark.figures import Figure


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


def figures_table(figures: Sequence[Figure], last: Mapping[str, float]) -> str:
    """One row a figure: value and bar, the load of the machine, and what was kept last."""
    head = ("项目", "这次", "目标", "", "机器负荷", "上次保存的")
    return _table(
        head,
        [
            (
                figure.name,
                f"{figure.value:.2f} {figure.unit}",
                f"≤ {figure.bar:g}",
                "达到" if figure.value <= figure.bar else "没有达到",
                f"{figure.load:.1f}",
                f"{last[figure.name]:.2f}" if figure.name in last else "—",
            )
            for figure in figures
        ],
    )


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
