"""Workbooks of the standard catalogue as offices keep them, built from items: each row may be marked in another way."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

CHANNELS = {
    "website": "政府网站", "gazette": "政府公报", "new-media": "两微一端", "briefing": "发布会/听证会",
    "broadcast": "广播电视", "print": "纸质媒体", "reading-room": "公开查阅点", "service-centre": "政务服务中心",
    "service-station": "便民服务站", "on-site": "入户/现场", "notice-board": "社区/企事业单位/村公示栏（电子屏）",
    "push": "精准推送", "other": "其他",
}  # fmt: skip
TOP = (
    "序号", "公开事项", None, "公开内容（要素）", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
    "公开对象", None, "公开方式", None, "公开层级", None,
)  # fmt: skip
BELOW = (
    None, "一级事项", "二级事项", None, None, None, None, None,
    "全社会", "特定群体", "主动", "依申请公开", "县级", "乡级",
)  # fmt: skip
Item = dict[str, Any]


def boxes(yes: str, no: str, between: str = " ", line: str = "\n") -> Callable[[set[str]], str]:
    """Every channel with its mark before it, two in a line."""

    def text(chosen: set[str]) -> str:
        marked = [f"{yes if key in chosen else no}{name}" for key, name in CHANNELS.items()]
        return line.join(between.join(marked[at : at + 2]) for at in range(0, len(marked), 2))

    return text


def behind(yes: str, no: str = "", between: str = " ", line: str = "\n") -> Callable[[set[str]], str]:
    """Every channel with its mark behind it."""

    def text(chosen: set[str]) -> str:
        marked = [f"{name}{yes if key in chosen else no}" for key, name in CHANNELS.items()]
        return line.join(between.join(marked[at : at + 2]) for at in range(0, len(marked), 2))

    return text


def in_font(font: str, yes: str, no: str) -> Callable[[set[str]], CellRichText]:
    """Every channel with a letter that a font shows as a box."""

    def text(chosen: set[str]) -> CellRichText:
        sign, words = InlineFont(rFont=font, sz=10), InlineFont(rFont="宋体", sz=10)
        blocks = [
            TextBlock(how, what)
            for key, name in CHANNELS.items()
            for how, what in (
                (sign, yes if key in chosen else no),
                (words, f"{name}\n" if key in ("gazette",) else f"{name} "),
            )
        ]
        return CellRichText(*blocks)

    return text


def only_chosen(mark: str, between: str) -> Callable[[set[str]], str]:
    """Only the channels that are chosen."""
    return lambda chosen: between.join(f"{mark}{name}" for key, name in CHANNELS.items() if key in chosen)


# How channels are marked so that the chosen ones can be told.
FORMS: dict[str, Callable[[set[str]], Any]] = {
    "boxes": boxes("■", "□"),
    "boxes without blanks": boxes("■", "□", "", ""),
    "boxes one a line": boxes("■", "□", "\n"),
    "kou": boxes("■", "口"),
    "kou without blanks": boxes("√", "口", "", ""),
    "t and kou": boxes("t", "口"),
    "ticks and boxes": boxes("√", "□"),
    "ticked boxes": boxes("☑", "☐", "\u3000"),
    "crossed boxes": boxes("☒", "☐"),
    "ticks and crosses": boxes("√", "×"),
    "circles": boxes("●", "○", "；", "；"),
    "Wingdings 2": in_font("Wingdings 2", "R", "£"),
    "Wingdings": in_font("Wingdings", "n", "o"),
    "Wingdings with ticks": in_font("Wingdings", "þ", "¨"),
    "Wingdings 2 lost": boxes("R", "£"),
    "Wingdings lost": boxes("n", "o", "  "),
    "Wingdings with ticks lost": boxes("þ", "¨"),
    "private area": boxes("\uf052", "\uf0a3"),
    "brackets": boxes("（√）", "（ ）"),
    "square brackets": boxes("[√]", "[  ]"),
    "ticks before": boxes("√", ""),
    "ticks behind": behind("√"),
    "boxes behind": behind("■", "□"),
    "ticks as emoji": boxes("☑\ufe0f", "☐"),
    "boxes of a web page": boxes("&#9632;", "&#9633;"),
    "full blocks": boxes("█", "□"),
    "letter V": boxes("V", "□"),
    "only chosen": only_chosen("■", " "),
    "only chosen, ticked": only_chosen("√", "\n"),
    "plain words": only_chosen("", "、"),
    "plain words in lines": only_chosen("", "\n"),
}
# How the chosen ones cannot be told.
LOST: dict[str, Callable[[set[str]], Any]] = {
    "question marks": boxes("?", "?"),
    "full-width question marks": boxes("？", "？"),
    "replacement characters": boxes("\ufffd", "\ufffd"),
    "all kou": boxes("口", "口"),
    "all t": boxes("t", "t"),
    "all R": boxes("R", "R"),
    "chosen lost": boxes("", "□"),
    "nothing left": boxes("", ""),
    "chosen known, others lost": boxes("■", "?"),
    "filled box and t": boxes("■", "t"),
    "marks on both sides": lambda _: "√政府网站√ 两微一端 精准推送",
    "no blank tells to which": lambda _: "政府网站√两微一端√发布会/听证会",
    "crosses alone": boxes("×", ""),
}


@dataclass
class Book:
    """A workbook in the making; ``forms`` says how the channels of a row are marked, by its place in the field."""

    office: str = "望海街道（示例）"
    top: Sequence[Any] = TOP
    below: Sequence[Any] | None = BELOW
    forms: Callable[[int], Callable[[set[str]], Any]] = lambda _: FORMS["boxes"]
    merged: bool = True
    notes: Sequence[str] = ("注：1.■为选中，□为未选。", "\u3000\u30002.本表由示例岗位汇总。")
    numbers: Callable[[int], Any] = lambda number: number
    book: Workbook = field(default_factory=Workbook)

    def __post_init__(self) -> None:
        self.book.remove(self.book.active)

    def add(
        self, title: str, items: Sequence[Item], *, heading: str | None = None, start: int = 1, sheet: Any = None
    ) -> Any:
        """A table on a sheet of its own, or below what stands on ``sheet``."""
        sheet = sheet or self.book.create_sheet(title)
        first = sheet.max_row + 2 if sheet.max_row > 1 else 1
        heading = f"{self.office}{title}领域基层政务公开标准目录" if heading is None else heading
        if heading:
            sheet.cell(first, 1, heading)
            sheet.merge_cells(start_row=first, end_row=first, start_column=1, end_column=len(self.top))
            first += 1
        first = self._heads(sheet, first)
        for at, item in enumerate(items):
            for column, value in enumerate(self.row(start + at, item), 1):
                if value is not None:
                    sheet.cell(first + at, column).value = value
        if self.merged:
            for column in (2, 5, 6, 7):
                merge(sheet, first, column, len(items))
        for at, note in enumerate(self.notes, first + len(items) + 1):
            sheet.cell(at, 1, note)
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(self.top))
        return sheet

    def _heads(self, sheet: Any, first: int) -> int:
        for row, heads in enumerate((self.top, self.below) if self.below else (self.top,), first):
            for column, head in enumerate(heads, 1):
                if head is not None:
                    sheet.cell(row, column, head)
        for column, head in enumerate(self.top, 1):
            if head is not None and self.below and self.below[column - 1] is None:
                sheet.merge_cells(start_row=first, end_row=first + 1, start_column=column, end_column=column)
            elif head is not None and column < len(self.top) and self.top[column] is None:
                sheet.merge_cells(start_row=first, end_row=first, start_column=column, end_column=column + 1)
        return first + (2 if self.below else 1)

    def row(self, number: int, item: Item) -> list[Any]:
        """The cells of an item."""
        tick = {key: "√" for name in ("audience", "modes", "levels") for key in item.get(name, ())}
        group = f"√（{item['group']}）" if item.get("group") else tick.get("group")
        return [
            self.numbers(number), item["level1"], item.get("level2"), item.get("content"),
            "\n".join(item.get("basis", ())), item.get("limit"), item.get("body"),
            self.forms(number)(set(item.get("channels", ()))), tick.get("everyone"), group, tick.get("active"),
            tick.get("on-request"), tick.get("county"), tick.get("town"),
        ]  # fmt: skip

    @property
    def data(self) -> bytes:
        """The bytes of the workbook."""
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()


def merge(sheet: Any, first: int, column: int, rows: int) -> None:
    """Merge cells of a column that follow each other and say the same."""
    at = first
    while at < first + rows:
        end = at
        while end + 1 < first + rows and sheet.cell(end + 1, column).value == sheet.cell(at, column).value:
            end += 1
        if end > at:
            for row in range(at + 1, end + 1):
                sheet.cell(row, column).value = None
            sheet.merge_cells(start_row=at, end_row=end, start_column=column, end_column=column)
        at = end + 1


def some_items(random: Random, count: int) -> list[Item]:
    """Items of a field, each with its own choice of channels."""
    limits = ("信息形成或变更之日起20个工作日内", "长期公开", "实时", "及时", "每年3月31日前")
    items: list[Item] = []
    for number in range(1, count + 1):
        channels = random.sample(list(CHANNELS), random.randint(1, 6))
        item: Item = {
            "level1": f"示例类别{(number + 2) // 3}",
            "level2": f"示例事项{number}",
            "content": f"内容{number}：对象、条件、流程",
            "basis": ["《中华人民共和国政府信息公开条例》第二十条"],
            "limit": random.choice(limits),
            "body": random.choice(("社区服务办公室（示例）", "望海街道办事处（示例）")),
            "channels": [key for key in CHANNELS if key in channels],
            "audience": random.choice((["everyone"], ["group"], ["everyone", "group"])),
            "modes": random.choice((["active"], ["on-request"])),
            "levels": random.choice((["town"], ["county", "town"])),
        }
        items.append(item)
    return items


def as_read(items: Iterable[Item]) -> list[Item]:
    """Items as the import gives them: numbered, values as plain lists and texts."""
    return [{"number": number, **item} for number, item in enumerate(items, 1)]


def as_kept(fields: dict[str, list[Item]], seed: int) -> Book:
    """A workbook "made by hand": fields on sheets of their own, long ones over two, each row marked in another way."""
    random = Random(seed)
    forms = list(FORMS.values())
    chosen = [random.choice(forms) for _ in range(1 + max(map(len, fields.values())))]
    book = Book(office="古美路街道", forms=lambda number: chosen[number])
    for title, items in fields.items():
        half = len(items) // 2 if len(items) > 8 else len(items)
        sheets = [book.add(title, items[:half])]
        if half < len(items):
            sheets.append(
                book.add(f"{title}(续)", items[half:], heading=f"{title}领域标准目录（续表）", start=half + 1)
            )
        for sheet, part in zip(sheets, (items[:half], items[half:]), strict=False):
            boards = [item.get("board") for item in part]
            if any(boards):
                sheet.cell(2, 15, "板块")
                for row, board in enumerate(boards, 4):
                    sheet.cell(row, 15, "综合政务" if board == "general" else "重点业务")
    old = book.add("2023年旧表", next(iter(fields.values()))[:2])
    old.sheet_state = "hidden"
    return book
