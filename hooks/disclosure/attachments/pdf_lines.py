"""The text of a PDF page in lines from top to bottom, with wide gaps as the borders of cells."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.attachments.pdf_page import Run

_WORD, _CELL = 0.25, 1.0  # gaps in font sizes


def lines(runs: list[Run]) -> Iterator[list[str]]:
    """Each line as a list of cells; text that does not run from left to right is a line of its own."""
    level = [run for run in runs if run.level and run.text]
    level.sort(key=lambda run: -run.box[1])
    line: list[Run] = []
    for run in level:
        if line and line[0].box[1] - run.box[1] > 0.4 * max(run.size, line[0].size, 1.0):
            yield _cells(line)
            line = []
        line.append(run)
    if line:
        yield _cells(line)
    for run in runs:
        if not run.level and run.text:
            yield [run.text]


def _cells(line: list[Run]) -> list[str]:
    cells = [""]
    end, last = None, None
    for run in sorted(line, key=lambda run: (run.box[0], run.order)):
        gap = 0.0 if end is None else run.box[0] - end
        if last is not None and run.text == last.text and abs(run.box[0] - last.box[0]) < 1.0:
            continue  # drawn twice to look bold
        if gap > _CELL * run.size:
            cells.append("")
        elif gap > _WORD * run.size:
            cells[-1] += " "
        cells[-1] += run.text
        end, last = run.box[2], run
    return cells
