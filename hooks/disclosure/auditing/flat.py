"""Text in which the tables are no tables any more → their figures, as far as they can be told apart.

The labels are found in the order of the form. What stands between two of them must be seven numbers; where the digits
are glued together, they are cut as the sums allow, and read only where there is one way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from unicodedata import normalize

from disclosure.auditing.cutting import Cut, cuts, readings
from disclosure.auditing.found import TablesFound
from disclosure.auditing.grids import COLUMNS
from disclosure.auditing.labels import CORES, OLD_HEADS, core_pattern, plain
from disclosure.auditing.numbers import CellSaid, CellSays, said
from disclosure.auditing.small_tables import ENDS, GROUPS, take_appeals
from disclosure.expressions import expression
from disclosure.records.report_tables import REQUESTS

_KEYS = tuple(CORES)
_WIDTH = len(COLUMNS)
_FIGURE = expression(r"(?<![\d.])\d[\d,]*(?![\d.])|(?<=\s)(?:[/—-]{1,2}|不适用)(?=\s)")
_NEXT_PART = expression(r"四\s*[、.．]\s*(?:因?政府信息公开)?[^\n]{0,12}?行政复议|行政复议")
_NEAR = 400  # characters in which a label's figures and the next label stand
_LONGEST = 400_000  # characters that are looked through
_STARTS = 12  # places at which the table may begin that are tried
_LABELS = {key: expression(rf"(?:\d\s*[、.]\s*[^\d]{{0,16}}?)?{core_pattern(key)}") for key in _KEYS}
_ALL = len(ENDS) * len(GROUPS)
_FEW = 3
_DISCLOSED = (
    ("rules", "规章", 3), ("normative", "规范性文件", 3), ("permits", "行政许可", 1), ("penalties", "行政处罚", 1),
    ("compulsion", "行政强制", 1), ("fees", "行政事业性收费", 1),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Chunk:
    """What stands between a label and the next: its figures one by one, or digits that are glued together."""

    tokens: tuple[str, ...]

    @property
    def figures(self) -> list[CellSaid] | None:
        """The figures of a row, if there are seven."""
        return [said(token) for token in self.tokens] if len(self.tokens) == _WIDTH else None

    @property
    def glued(self) -> str:
        """The digits, if they are in one piece and could be seven figures."""
        (token,) = self.tokens if len(self.tokens) == 1 else ("",)
        return token if token.isdecimal() and len(token) >= _WIDTH else ""


def read_flat_requests(text: str, found: TablesFound) -> None:
    """Read table three from running text."""
    text = normalize("NFKC", text)[:_LONGEST]
    chunks = _chunks(text)
    if len(chunks) < len(_KEYS):
        _read_by_place(text, found)
        return
    figures = {key: chunk.figures for key, chunk in chunks.items()}
    if any(chunk.glued for chunk in chunks.values()):
        _read_glued(chunks, found)
        return
    for key, cells in figures.items():
        if cells is not None:
            found.take(REQUESTS.part, key, COLUMNS, cells)


def _chunks(text: str) -> dict[str, _Chunk]:
    """What follows each label, from the place where most labels follow each other."""
    best: dict[str, tuple[int, int]] = {}
    for start in list(_LABELS["received"].finditer(text))[:_STARTS]:
        spans = _labels_from(text, start)
        if len(spans) > len(best):
            best = spans
    return dict(_between(text, best))


def _labels_from(text: str, start: re.Match[str]) -> dict[str, tuple[int, int]]:
    spans = {_KEYS[0]: start.span()}
    end = start.end()
    for key in _KEYS[1:]:
        match = _LABELS[key].search(text, end, end + _NEAR)
        if match is not None:
            spans[key] = match.span()
            end = match.end()
    return spans


def _between(text: str, spans: dict[str, tuple[int, int]]) -> Iterator[tuple[str, _Chunk]]:
    keys = list(spans)
    for key, following in zip(keys, [*keys[1:], ""][: len(keys)], strict=True):
        start = spans[key][1]
        if following:
            end = spans[following][0]
        else:
            match = _NEXT_PART.search(text, start, start + _NEAR)
            end = match.start() if match is not None else start + _NEAR // 4
        yield key, _Chunk(tuple(match[0] for match in _FIGURE.finditer(f"{text[start:end]} ")))


def _read_by_place(text: str, found: TablesFound) -> None:
    """Rows without labels that could be found: 25 lines of seven figures at their ends, one after another."""
    start = next((match.start() for match in _LABELS["received"].finditer(text)), 0)
    end = (
        next((match.start() for match in re.finditer(r"四\s*、[^\n]{0,20}复议", text[start:])), len(text) - start)
        + start
    )
    lines = [tokens for line in text[start:end].split("\n") if (tokens := _at_the_end(line))]
    if len(lines) == len(_KEYS):
        for key, tokens in zip(_KEYS, lines, strict=True):
            found.take(REQUESTS.part, key, COLUMNS, [said(token) for token in tokens])
        found.hows.append("表三的行名认不全，25 行数按顺序对应")


def _at_the_end(line: str) -> list[str]:
    """The seven figures at the end of a line; none if there are not seven."""
    tokens = line.split()[-_WIDTH - 1 :]
    figures = [said(token).says in (CellSays.NUMBER, CellSays.SIGN) for token in tokens]
    is_row = len(tokens) >= _WIDTH and all(figures[-_WIDTH:]) and not any(figures[:-_WIDTH])
    return tokens[-_WIDTH:] if is_row else []


def _read_glued(chunks: dict[str, _Chunk], found: TablesFound) -> None:
    """Cut glued rows as the sums allow. More than one way, or none, leaves the table unread."""
    of_digits = {digits: cuts(digits, _WIDTH) for digits in {chunk.glued for chunk in chunks.values()} if digits}
    ways = {key: of_digits[chunk.glued] if chunk.glued else _as_cut(chunk) for key, chunk in chunks.items()}
    glued = [key for key, chunk in chunks.items() if chunk.glued]
    several = [key for key in glued if len(ways[key]) > 1]
    down, across = REQUESTS.equal_rows[1], REQUESTS.equal_rows[0]
    ends = (across.right[0], across.right[1])
    found_ways = readings(ways, (across.left[0], across.left[1]), down.left, ends) if all(ways.values()) else []
    if len(found_ways) != 1:
        told = "、".join(f"第 {_KEYS.index(key) + 1} 行“{chunks[key].glued}”" for key in (several or glued)[:_FEW])
        why = "不止一种分法符合合计" if found_ways else "分不出符合合计的数"
        found.doubt(REQUESTS.part, f"数连在一起（{told}），{why}")
        return
    for key, cut in found_ways[0].items():
        found.take(REQUESTS.part, key, COLUMNS, [said(str(number)) for number in cut])
    example = next((key for key in glued if len(chunks[key].glued) > _WIDTH), glued[0])
    read = "、".join(map(str, found_ways[0][example]))
    found.hows.append(
        f"表三的数连在一起，只有一种分法符合合计，按这一种核对（例如第 {_KEYS.index(example) + 1} 行"
        f"“{chunks[example].glued}”读作 {read}）"
    )


def _as_cut(chunk: _Chunk) -> list[Cut]:
    figures = chunk.figures
    return [tuple(int(cell.number) for cell in figures)] if figures is not None else []


def read_flat_appeals(text: str, found: TablesFound) -> None:
    """Read table four: fifteen figures after the last of its heads."""
    text = normalize("NFKC", text)[:_LONGEST]
    heads = list(re.finditer(r"尚\s*未\s*审\s*结[\s|]*(?:总\s*计|合\s*计)", text))
    if len(heads) < len(GROUPS):
        _read_line_of_appeals(text, found)
        return
    rest = re.split(r"五\s*[、.．]", text[heads[-1].end() : heads[-1].end() + _NEAR])[0]
    tokens = [match[0] for match in _FIGURE.finditer(f" {rest} ")]
    if len(tokens) == _ALL:
        take_appeals([said(token) for token in tokens], found)
    elif len(tokens) == 1 and tokens[0].isdecimal() and _ALL <= len(tokens[0]) <= 2 * _ALL:
        _read_glued_appeals(tokens[0], found)


def _read_line_of_appeals(text: str, found: TablesFound) -> None:
    """Heads that were broken over lines: the first line of fifteen figures after them."""
    start = next((match.start() for match in re.finditer(r"未\s*经\s*复\s*议", text)), len(text))
    for line in text[start : start + 2 * _NEAR].split("\n"):
        tokens = line.split()
        if len(tokens) == _ALL and all(said(token).is_figure for token in tokens):
            take_appeals([said(token) for token in tokens], found)
            return


def _read_glued_appeals(digits: str, found: TablesFound) -> None:
    """Fifteen figures in one piece: three times five that make their total."""
    width, ways = len(ENDS), []
    for first in range(width, len(digits) - 2 * width + 1):
        for second in range(first + width, len(digits) - width + 1):
            groups = [cuts(piece, width) for piece in (digits[:first], digits[first:second], digits[second:])]
            ways += [(*one, *two, *three) for one in groups[0] for two in groups[1] for three in groups[2]][:2]
            if len(ways) > 1:
                break
    if len(ways) == 1:
        take_appeals([said(str(number)) for number in ways[0]], found)
        found.hows.append(f"表四的数连在一起，只有一种分法符合合计，按这一种核对（{'、'.join(map(str, ways[0]))}）")
    else:
        why = "不止一种分法符合合计" if ways else "分不出符合合计的数"
        found.doubt("appeals", f"数连在一起（“{digits[:30]}”），{why}")


def read_flat_disclosed(text: str, found: TablesFound) -> None:
    """Read table two: each figure or three figures after a label."""
    text = normalize("NFKC", text)[:_LONGEST]
    packed = plain(text)
    old = next((head for head in OLD_HEADS if head in packed), "")
    found.is_old = found.is_old or (f"表二有“{old}”" if old else "")
    start = next((match.end() for match in re.finditer(r"第\s*二\s*十\s*条\s*第\s*\(\s*一\s*\)\s*项", text)), None)
    if start is None:
        return
    for key, words, width in _DISCLOSED:
        match = re.compile(r"\s*".join(words)).search(text, start, start + 2 * _NEAR)
        tokens = _first_figures(text[match.end() : match.end() + 60], width) if match is not None else None
        if tokens is not None:
            columns = ("made", "repealed", "in_force") if width > 1 else ("charged",) if key == "fees" else ("decided",)
            found.take("disclosed", key, columns, [said(token) for token in tokens])


def _first_figures(text: str, width: int) -> list[str] | None:
    """The figures up to the next words: as many as wanted, one by one or as single digits in one piece."""
    head = re.match(r"[\s\d.,/|—-]*", text)
    tokens = re.findall(r"\d[\d,.]*|[/—-]{1,2}", head[0] if head else "")
    if len(tokens) == 1 and width > 1 and len(tokens[0]) == width:
        return list(tokens[0])
    return tokens if len(tokens) == width else None
