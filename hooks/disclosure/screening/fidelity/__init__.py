"""Fidelity: what was written is what is read. The text of the source is held against the text of its page.

``source``     what was written, without the signs that are markup
``page``       what readers see of the HTML
``following``  the one followed on the other: what is lost
``raw``        signs of markup that are seen on the page
``plain``      texts that need no comparison

Nothing here knows how the HTML was made, so that it finds what anybody forgot.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, pairwise

from disclosure.findings import Finding, Place, Rule, Severity
from disclosure.reading.drawing import drawn
from disclosure.reading.front_matter import Body
from disclosure.reading.manuscript.rows import cells
from disclosure.reading.manuscript.sentences import Border, border
from disclosure.reading.manuscript.signs import doubtful
from disclosure.screening.fidelity.following import Followed, followed
from disclosure.screening.fidelity.page import Shown, page_of
from disclosure.screening.fidelity.plain import is_plain
from disclosure.screening.fidelity.raw import raw
from disclosure.screening.fidelity.source import WrittenText, source_of
from disclosure.screening.fidelity.substance import substance
from disclosure.screening.wording.prose import Prose
from disclosure.screening.written import Hit, Written

_BASIS = ("本办制度/12",)


def _rule(number: int, title: str, severity: Severity, bad: str, good: str) -> Rule:
    return Rule(f"FID-{number:03}", title, severity, _BASIS, bad, good)


LOST = _rule(1, "写了的都出现在网页上", Severity.ERROR, "表头两格，这一行三格", "每行的格数和表头一样")
NO_LINK = _rule(2, "写成链接的是链接", Severity.ERROR, "［通知］ （ref:doc-2023-014）", "[通知](ref:doc-2023-014)")
RAW = _rule(3, "记号不原样印在网页上", Severity.WARNING, "**注意，只有一边有星号", "**注意**")
JOINED = _rule(4, "段落之间分得开", Severity.WARNING, "两段之间没有空行，下一段也没有缩进", "每段后面空一行")
STARS = _rule(5, "遮盖用的星号不消失", Severity.WARNING, "甲**明、乙**燕", "甲××明、乙××燕")
UNUSED = _rule(6, "脚注都有人引用", Severity.WARNING, "只有“[^2]: 说明”，正文里没有“[^2]”", "正文里写“[^2]”")

RULES = (LOST, NO_LINK, RAW, JOINED, STARS, UNUSED)
_ABOVE = 4  # lines above one with words on which its signs may stand
_MOST = 40  # findings of one text


def findings(written: Written) -> Iterator[Finding]:
    """What a document's page shows otherwise than its editor wrote it."""
    start = Prose(written).body_start
    body = written.text[start:]
    html = None if is_plain(body) else drawn(body)
    if html is not None:
        yield from compared(written.path, Body(body, written.text.count("\n", 0, start) + 1), html)


def compared(path: str, body: Body, html: str, titled: Callable[[str], str] = lambda address: "") -> Iterator[Finding]:
    """What the HTML of a body shows otherwise than it was written.

    ``titled`` tells what a link without words of its own is called on the page.
    """
    if is_plain(body.text):
        return
    for hit in islice(_Comparison.of(body.text, html, titled).hits(body.first_line), _MOST):
        yield hit.rule.at(Place(path, *body.line_and_column(hit.start)), hit.message, hit.remedy)


def gaps(written: Written) -> list[int]:
    """The ends of lines, by their offset, behind which a blank line makes two paragraphs of what reads as two.

    The text may have the line ends of Windows.
    """
    if not written.is_markdown or not written.path.startswith("docs/"):
        return []
    plain = Written(written.path, written.text.replace("\r\n", " \n"))
    start = Prose(plain).body_start
    body = plain.text[start:]
    html = None if is_plain(body) else drawn(body)
    joined = _Comparison.of(body, html).joined if html is not None else []
    ends = (start + _offset(body, above.line.row) + len(above.line.typed) for above, _ in joined)
    return [end - written.text.startswith("\r\n", end - 1) for end in ends]


@dataclass(frozen=True)
class _Comparison:
    """A body, its page, and its lines followed there."""

    body: str
    source: WrittenText
    blocks: Sequence[Shown]
    lines: Sequence[Followed]

    @classmethod
    def of(cls, body: str, html: str, titled: Callable[[str], str] = lambda address: "") -> _Comparison:
        """What comes of holding the two against each other."""
        source, blocks = source_of(body, titled), page_of(html)
        return cls(body, source, blocks, followed(source.lines, "".join(block.substance for block in blocks)))

    def hits(self, first_line: int) -> Iterator[Hit]:
        """Everything that is told."""
        yield from self._lost()
        yield from self._raw()
        yield from self._joined(first_line)
        yield from self._stars()
        yield from self._unused()

    @cached_property
    def _starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @property
    def joined(self) -> list[tuple[Followed, Followed]]:
        """The pairs of lines that read as two paragraphs and stand in one."""
        starts = self._starts
        return [
            (above, below)
            for above, below in pairwise(self.lines)
            if _reads_as_two(above, below)
            and bisect_right(starts, above.end - 1) == bisect_right(starts, below.start)
            and above.end <= below.start
        ]

    def _joined(self, first_line: int) -> Iterator[Hit]:
        runs: list[tuple[int, int]] = []
        for above, below in self.joined:
            if runs and runs[-1][1] == above.line.row:
                runs[-1] = runs[-1][0], below.line.row
            else:
                runs.append((above.line.row, below.line.row))
        for first, last in runs:
            message = f"第 {first + first_line}—{last + first_line} 行之间没有空行，网页上会连成一段。"
            yield Hit(JOINED, _offset(self.body, first), message, "每段后面空一行，或者运行 disclosure check --fix。")

    def _lost(self) -> Iterator[Hit]:
        for item in self.lines:
            if not item.lost:
                continue
            places = [(item.line.place_of(start), item.line.place_of(end - 1) + 1) for start, end in item.lost]
            words = "”“".join(item.line.typed[start:end] for start, end in places)
            at = _offset(self.body, item.line.row) + places[0][0]
            head = self._cells_of_head(item.line.row)
            if head and cells(item.line.typed.strip()) > head:
                message = (
                    f"这一行有 {cells(item.line.typed.strip())} 格，表头只有 {head} 格，“{words}”不会出现在网页上。"
                )
                yield Hit(LOST, at, message, "请给表头和第二行加上一格，或者把多出来的内容写进前面的格子。")
            else:
                remedy = "请看看它前后的符号，多余的删去；要照原样显示的符号，请用反引号包起来。"
                yield Hit(LOST, at, f"“{words}”不会出现在网页上。", remedy)

    def _cells_of_head(self, row: int) -> int:
        """How many cells the table has in its head that a row belongs to; 0 if it is none."""
        typed = self.body.split("\n")
        first = row
        while first > 0 and "|" in typed[first - 1]:
            first -= 1
        return cells(typed[first].strip()) if "|" in typed[row] else 0

    def _raw(self) -> Iterator[Hit]:
        for number, block in enumerate(self.blocks):
            for found in raw(block.prose):
                row = self._row(number, block.start + len(substance(block.prose[: found.start])), found.signs)
                line = found.signs.strip().split("\n")[0]
                rule = NO_LINK if found.is_link else RAW
                what = "不会成为链接，会原样印在网页上" if found.is_link else "会原样印在网页上"
                yield Hit(rule, _offset(self.body, row), f"“{line}”{what}。", found.remedy)

    def _row(self, block: int, place: int, signs: str) -> int:
        """The line of a sign that stands at a place of the page."""
        following = self.blocks[block + 1].start if block + 1 < len(self.blocks) else place + 1
        near = [item for item in self.lines if item.end >= self.blocks[block].start and item.start <= following]
        holding = [item for item in near if signs.strip()[:12] in item.line.typed]
        if not near:
            return 0
        row = min(holding or near, key=lambda item: abs(item.start - place)).line.row
        above = self.body.split("\n")[max(0, row - _ABOVE) : row + 1]
        return row - next((up for up, line in enumerate(reversed(above)) if signs.strip()[:12] in line), 0)

    def _stars(self) -> Iterator[Hit]:
        for item in self.lines:
            if item.line.stars and item.line.is_prose and not self._has_stars(item):
                message = "这一行遮盖用的星号在网页上会消失。"
                yield Hit(STARS, _offset(self.body, item.line.row), message, "请用“×”遮盖，例如“王×英”。")
        for start, end in _doubtful(self.body):
            message = f"“{self.body[start:end]}”的星号在网页上会消失，变成加粗或者斜体。"
            remedy = "遮盖请用“×”，例如“王×英”；确是加粗的，请在两边星号的外面各空一格。"
            yield Hit(STARS, start, message, remedy)

    def _has_stars(self, item: Followed) -> bool:
        """Whether the blocks in which a line stands show as many stars as it has."""
        first = max(bisect_right(self._starts, item.start) - 1, 0)
        last = max(bisect_right(self._starts, max(item.start, item.end - 1)) - 1, first)
        return sum(block.stars for block in self.blocks[first : last + 1]) >= item.line.stars

    def _unused(self) -> Iterator[Hit]:
        for row, label in self.source.unused:
            message = f"正文里没有引用脚注“[^{label}]”。"
            yield Hit(
                UNUSED, _offset(self.body, row), message, f"请在正文里要说明的地方写上“[^{label}]”，或者删去这一条。"
            )


def _reads_as_two(above: Followed, below: Followed) -> bool:
    """Whether two lines are running text right below each other that reads as two paragraphs."""
    if below.line.row != above.line.row + 1 or not (above.line.is_prose and below.line.is_prose):
        return False
    first, second = _unquoted(above.line.typed), _unquoted(below.line.typed)
    if "|" in first + second or above.lost or below.lost or first.endswith(("<br>", "\\")):
        return False
    return border(first, second) is not Border.GOES_ON


def _unquoted(typed: str) -> str:
    return typed.lstrip("> ") if typed.startswith(">") else typed


def _doubtful(body: str) -> Iterator[tuple[int, int]]:
    """Where bold type may be names that somebody meant to cover."""
    place = 0
    for block in body.split("\n\n") if "*" in body else ():
        yield from ((place + start, place + end) for start, end in doubtful(block))
        place += len(block) + 2


def _offset(text: str, row: int) -> int:
    """Where a line begins."""
    place = 0
    for _ in range(row):
        place = text.find("\n", place) + 1
    return place
