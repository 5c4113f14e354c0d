"""Tables as they are typed or pasted: rows of Excel, rows without a rule, full-width pipes → rows that make a table."""

from __future__ import annotations

import re

from disclosure.expressions import expression
from disclosure.reading.manuscript.lines import Line
from disclosure.reading.manuscript.sentences import BLANKS, NUMBERED

_PIPE = expression(r"(?<!\\)\|")
_RULE = expression(r"[|｜:：\-—－─ \t\u3000]+\Z")
_DASH = expression(r"[\-—－─]")
_CELL = expression(r"(?::-+:|:-+|-+:|-+)")
_MOST_LINES = 60  # of a row of Excel; a quotation mark that nobody closes opens no cell


def begins_table(lines: list[Line], place: int) -> bool:
    """Whether a table begins at a line."""
    end = _entered(lines, place)[0] + 1
    while end < len(lines) and lines[end - 1].is_blank:
        end += 1
    return table(lines[place:end], 0) is not None


def table(lines: list[Line], start: int) -> tuple[int, list[Line]] | None:
    """The table that begins at a line: where it ends, and its lines as the parser takes them; ``None`` if none does."""
    if start + 1 == len(lines):
        return None
    if lines[start + 1].is_blank and not _is_open(lines[start].text):
        return _parted(lines, start)
    return _piped(lines, start) or _tabbed(lines, start)


def _piped(lines: list[Line], start: int) -> tuple[int, list[Line]] | None:
    first, second = (_with_pipes(line.bare()).text for line in (lines[start], lines[start + 1]))
    rule = next((number for number, text in enumerate((first, second)) if _is_rule(text)), None)
    if not ("|" in first and "|" in second) or (rule is None and not (_is_enclosed(first) and _is_enclosed(second))):
        return None
    end = start
    while end < len(lines) and "|" in _with_pipes(lines[end].bare()).text:
        end += 1
    rows = [_with_pipes(line.bare()) for line in lines[start:end]]
    if rule == 0:
        rows[:2] = rows[1], rows[0]
    elif rule is None:
        rows.insert(1, Line("", rows[0].row))
    if "`" not in rows[0].text:
        rows[1] = rows[1].saying(_rule(rows[1].text, cells(rows[0].text)))
    end, more = _continued(lines, end)
    return end, [*rows, *more]


def _is_parted(lines: list[Line], start: int) -> bool:
    """Whether a row is the head of a table of its own, whose rule stands apart from it."""
    return start + 1 < len(lines) and lines[start + 1].is_blank and _parted(lines, start) is not None


def _parted(lines: list[Line], start: int) -> tuple[int, list[Line]] | None:
    """A table between whose head and rule somebody has left blank lines."""
    rule = start + 1
    while rule < len(lines) and lines[rule].is_blank:
        rule += 1
    head = _with_pipes(lines[start].bare())
    if rule == len(lines) or not _is_enclosed(head.text) or _is_rule(head.text):
        return None
    under = _with_pipes(lines[rule].bare())
    if not _is_rule(under.text) or cells(under.text.strip()) != cells(head.text.strip()):
        return None
    made = _piped([lines[start], *lines[rule:]], 0)
    return None if made is None else (made[0] + rule - 1, made[1])


def _continued(lines: list[Line], end: int) -> tuple[int, list[Line]]:
    """The rows that stand apart from their table, behind a blank line, without a head of their own."""
    more: list[Line] = []
    while True:
        start = end
        while start < len(lines) and lines[start].is_blank:
            start += 1
        stop = start
        while stop < len(lines) and _is_enclosed(_with_pipes(lines[stop].bare()).text):
            stop += 1
        rows = [_with_pipes(line.bare()) for line in lines[start:stop]]
        if start == end or not rows or any(_is_rule(row.text) for row in rows[:2]) or _is_parted(lines, start):
            return end, more
        more += rows
        end = stop


def _with_pipes(line: Line) -> Line:
    """The row with full-width pipes as pipes, if they stand at both of its ends."""
    if "｜" not in line.text:
        return line
    text = line.text.rstrip(BLANKS)
    wide = text.startswith("｜") and text.endswith("｜") and len(text) > 2
    return line.saying(text.replace("｜", "|") if wide else text)


def _is_enclosed(text: str) -> bool:
    return len(text) > 2 and text.startswith("|") and text.endswith("|") and not text.endswith("\\|")


def _is_rule(text: str) -> bool:
    return _RULE.match(text) is not None and _DASH.search(text) is not None and "|" in text


def cells(row: str) -> int:
    """How many cells a row has."""
    return len(_PIPE.split(row.removeprefix("|").removesuffix("|")))


def _rule(written: str, cells: int) -> str:
    """The rule of a table with so many columns, with what was written of their alignment."""
    dashes = _PIPE.split(re.sub("[—－─]", "-", written.replace("：", ":")).strip("| \t\u3000"))
    kept = [found[0] if (found := _CELL.search(cell)) else "---" for cell in dashes]
    return "|" + "|".join([*kept, *["---"] * cells][:cells]) + "|"


def _tabbed(lines: list[Line], start: int) -> tuple[int, list[Line]] | None:
    """Rows as Excel and Word put them on the clipboard."""
    end, rows = start, list[Line]()
    while end < len(lines) and _is_tabbed((entered := _entered(lines, end))[1].text):
        end = entered[0]
        rows.append(entered[1])
    if len(rows) < 2 or not any("\t" in line.text.strip(BLANKS) for line in rows):
        return None
    width = max(line.text.rstrip(" ").count("\t") for line in rows) + 1
    made = [line.saying(line.text.replace("\t", "|") + "|").behind("|") for line in rows]
    head = made[0].saying(made[0].text + "|" * (width - cells(made[0].text)))
    return end, [head, Line("|" + "---|" * width, rows[0].row), *made[1:]]


def _entered(lines: list[Line], start: int) -> tuple[int, Line]:
    """A row of Excel: where it ends, and as one line, for a cell in quotation marks may go over several."""
    end, text = start + 1, lines[start].text
    while _is_open(text) and end < min(len(lines), start + _MOST_LINES):
        text = f"{text}\n{lines[end].text}"
        end += 1
    if end == start + 1 or _is_open(text):
        return start + 1, lines[start]
    return end, lines[start].saying("\t".join(map(_cell, text.split("\t"))))


def _is_open(text: str) -> bool:
    """Whether the last cell of a row begins with a quotation mark and has not yet come to its end."""
    cell = text.rpartition("\t")[2]
    return cell.startswith('"') and cell.count('"') % 2 == 1


def _cell(text: str) -> str:
    """A cell with the ends of its lines as a table takes them, and without the marks that Excel puts around them."""
    if "\n" not in text or not text.endswith('"'):
        return text.replace("\n", " ")
    return re.sub(r"\s*\n\s*", "<br>", f" {text[1:-1].strip()} ".replace('""', '"'))


def _is_tabbed(text: str) -> bool:
    """Whether a line has cells between tabs, and is no numbered paragraph or one that a tab sets in."""
    first, tab, rest = text.rstrip(" ").partition("\t")
    if not tab or "|" in text or _NUMBER_ALONE.fullmatch(first.strip(BLANKS)):
        return False
    return bool(first.strip(BLANKS)) or "\t" in rest.strip(BLANKS)


_NUMBER_ALONE = expression(rf"(?:{NUMBERED.pattern}|[-*+])")
