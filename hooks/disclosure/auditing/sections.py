"""The six sections of a report, and the years that its title, its period and its dates name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from unicodedata import normalize

from disclosure.annual.sections import SECTIONS
from disclosure.auditing.labels import plain
from disclosure.auditing.material import Material, TableRow, TextLine
from disclosure.expressions import expression
from disclosure.reading.numerals import chinese_number

TITLES = {number: f"{chinese_number(number)}、{title}" for number, title in enumerate(SECTIONS, 1)}
_WORDS = {
    1: "总体情况|概述|概况|基本情况|总体工作|工作总体",
    2: "主动公开政府信息|主动公开信息|主动公开情况",
    3: "收到和处理|处理政府信息公开申请|申请情况|依申请公开",
    4: "行政复议|复议",
    5: "存在的?(?:主要)?(?:问题|不足|困难)|主要问题|问题及?和?与?改进|不足",
    6: "其[他它]\\S{0,6}?(?:报告|说明|事项)|需要报告的(?:其[他它])?事项",
}
_NUMBERED = r"(?:第?[一二三四五六七](?:、|部分|[.．,，])|[1-6][、.．])"
_HEADS = {
    number: expression(
        rf"^{_NUMBERED}?(?P<words>[^。；;，,：:]{{0,16}}(?:{words})[^。；;，,：:（(]{{0,16}})(?P<rest>.*)$"
    )
    for number, words in _WORDS.items()
}
_IS_NUMBERED = expression(rf"^{_NUMBERED}")
_INSIDE = expression(
    r"(?<=[。；;：:）)\d\s])(?=[一二三四五六]、(?:总体情况|主动公开政府信息|收到和处理政府信息|(?:因)?政府信息公开\S{0,8}复议"
    r"|(?:政府信息公开工作)?存在的?(?:主要)?问题|其他需要报告))"
)
_LONGEST = 30  # characters of a head
_NONE = expression(
    r"(?:本年度?|目前|我\S{0,6})?(?:暂?无|没有|无此项|不涉及)(?:其他)?(?:需要?)?(?:报告|说明)?(?:的?(?:事项|情况|内容|问题))?[。.．!]?"
)
_CHINESE_YEAR = expression("二[〇零○oO0][一二三四五六七八九〇零○]{2}(?=年)")
_DIGITS = {character: str(number) for number, character in enumerate("〇一二三四五六七八九")} | {
    "零": "0",
    "○": "0",
    "o": "0",
    "O": "0",
}
_REPORT = r"(?:信息公开|政务公开)\S{0,12}?(?:年度?报告|年报)"
_TITLE = expression(
    rf"(?<!\d)(20\d\d)年?度?(?:(?!20\d\d)\S){{0,40}}?(?:{_REPORT}|(?:信息公开|政务公开)\S{{0,12}}?报告)"
    rf"|{_REPORT}\S{{0,3}}?(?<!\d)(20\d\d)年?度?"
)
_PERIOD = expression(
    r"(?<!\d)(20\d\d)年0?1月0?1日[^\d。；]{0,6}?(?:至|到|[-—–－~～]+)[^\d。；]{0,3}?(?:(20\d\d)年)?12月31日"
)
_PUBLISHED = expression(r"(?:发布|公开|成文|生成|公布|印发)(?:日期|时间)[:：]?(20\d\d)[-年./](\d{1,2})[-月./](\d{1,2})")
_LONGEST_TITLE = 80  # characters
_TITLE_LINES = 20  # lines before the first section in which title and day are looked for: what is further up is a menu


@dataclass
class Section:
    """What stands below a head: its lines, and whether there is a table or a picture."""

    number: int
    lines: list[str] = field(default_factory=list)
    has_more: bool = False

    @property
    def text(self) -> str:
        """All of its lines."""
        return "\n".join(self.lines)

    @property
    def is_empty(self) -> bool:
        """Whether nothing stands there at all."""
        return not self.has_more and not plain(self.text).strip(":。.")

    @property
    def says_none(self) -> bool:
        """Whether all it says is that there is nothing."""
        return not self.has_more and bool(_NONE.fullmatch(plain(self.text).strip(":")))


@dataclass(frozen=True)
class Years:
    """The years that are named: by titles (where each stands), as the period, as the day of publication."""

    titles: tuple[tuple[str, int], ...]
    periods: tuple[tuple[int, int], ...]
    published: tuple[tuple[int, int, int], ...]

    @property
    def year(self) -> int | None:
        """The year that the report is about: of the title, else of the period."""
        if self.titles:
            return self.titles[0][1]
        return self.periods[0][1] if self.periods else None


def lines_of(material: Material) -> list[str]:
    """All text outside of tables, broken where a section begins within a line."""
    return [line for _, line in _numbered_lines(material)]


def _numbered_lines(material: Material) -> Iterator[tuple[int, str]]:
    """The lines, each with the number of its block. A frame around a text makes a row of one cell of it."""
    before = ""
    for number, block in enumerate(material.blocks):
        if isinstance(block, TextLine):
            texts = [block.text]
        else:
            filled = [cell.text for cell in block.cells if cell.text.strip()]
            texts = filled[0].split("\n") if len(filled) == 1 and plain(filled[0]) != plain(before) else []
        for text in texts:
            before = text
            yield from ((number, line) for line in _broken(text))


def _broken(text: str) -> list[str]:
    return [piece.strip() for piece in _INSIDE.split(text) if piece.strip()]


def sections_of(material: Material) -> dict[int, Section]:
    """The sections that have a head; what a table of contents lists is no second one."""
    found: dict[int, Section] = {}
    current: Section | None = None
    lines: dict[int, list[str]] = {}
    for number, line in _numbered_lines(material):
        lines.setdefault(number, []).append(line)
    pictures = set(material.pictures)
    for number in range(len(material.blocks) + 1):
        if current is not None and (number in pictures or _is_table(material, number)):
            current.has_more = True
        for line in lines.get(number, ()):
            head, rest = head_of(line)
            if head:
                current = found.setdefault(head, Section(head))
                current.lines += [rest] if rest else []
            elif current is not None:
                current.lines.append(line)
    return found


def _is_table(material: Material, number: int) -> bool:
    """Whether a block is a row of a table, and no frame around a text."""
    block = material.blocks[number] if number < len(material.blocks) else None
    return isinstance(block, TableRow) and sum(bool(cell.text.strip()) for cell in block.cells) > 1


def head_of(line: str) -> tuple[int, str]:
    """The number of the section that a line is the head of, and what stands in the line after it; 0 if of none."""
    words = plain(line)
    for number, pattern in _HEADS.items():
        match = pattern.match(words)
        if match is None or len(match["words"]) > _LONGEST:
            continue
        rest = match["rest"].strip(":：")
        is_short = not rest or rest.startswith(("(", "（")) and len(words) <= _LONGEST
        if _IS_NUMBERED.match(words) and (is_short or words.startswith(TITLES[number][:6])):
            return number, rest
        if is_short and match["words"] == TITLES[number][2:].replace("“", ""):
            return number, rest
    return 0, ""


def years_of(material: Material, lines: Sequence[str]) -> Years:
    """The years of title, period and publication."""
    first = next((number for number, line in enumerate(lines) if head_of(line)[0] == 1), len(lines))
    before = [with_figures(line) for line in lines[:first]]
    titles = [*_titles(material, before)]
    text = with_figures("".join(lines))
    periods = tuple((int(start), int(end or start)) for start, end in _PERIOD.findall(text))
    near = before[-_TITLE_LINES:]
    published = {tuple(map(int, found)) for line in near for found in _PUBLISHED.findall(line)}
    return Years(tuple(titles), periods, tuple(sorted(found for found in published if len(found) == 3)))


def _titles(material: Material, before: list[str]) -> Iterator[tuple[str, int]]:
    """Titles by where they stand: the page's own head, the line nearest to the text, the window's title."""
    heads = [block.text for block in material.blocks if isinstance(block, TextLine) and block.is_head]
    near = list(reversed(before[-_TITLE_LINES:]))
    joined = [a + b for b, a in zip(near, near[1:], strict=False) if len(a) <= 40 and len(b) <= 40]
    for where, texts in (("标题", heads), ("标题", near), ("标题", joined), ("网页标题", [material.window_title])):
        for text in texts:
            words = with_figures(text) if len(text) <= 2 * _LONGEST_TITLE else ""
            match = _TITLE.search(words) if len(words) <= _LONGEST_TITLE and "。" not in words else None
            if match is not None:
                yield where, int(match[1] or match[2])
                break


def with_figures(text: str) -> str:
    """A text without blanks, its years in figures."""
    words = "".join(normalize("NFKC", text).split())
    return _CHINESE_YEAR.sub(
        lambda match: "2" + "".join(_DIGITS.get(character, character) for character in match[0][1:]), words
    )
