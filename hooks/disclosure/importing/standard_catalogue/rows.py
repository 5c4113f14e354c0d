"""The rows of a table → items: merged values in each row to which they belong, marks and limits read.

What a cell does not say is left out and told; nothing is guessed. The first column of a field may be written once for
several rows; every other cell that is empty, and not merged with one above, says nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from disclosure.expressions import expression
from disclosure.importing.standard_catalogue.channels import AUDIENCES, CHANNELS, LEVELS, MODES
from disclosure.importing.standard_catalogue.choices import STRANGE, Choices, Chosen, asked_of, chosen_in
from disclosure.importing.standard_catalogue.heads import ColumnKey, TableColumn
from disclosure.importing.standard_catalogue.marks import TICKS, UndecidedError
from disclosure.importing.standard_catalogue.tables import CatalogueTable
from disclosure.importing.standard_catalogue.ticks import CIRCLES, first_of, sign_of, ticked
from disclosure.importing.standard_catalogue.told import Remarks
from disclosure.reading.time_limits import LimitKind, read_time_limit
from disclosure.records.standard_catalogue import ItemAudience, ItemBoard, ItemChannel, ItemLevel, ItemMode

_LONGEST = 4_000  # characters of a cell that is taken
_SAME = frozenset({"同上", "同前", "同上。", "〃", "″", "''", '"', "“", "”"})
_NOTHING = expression(r"[-－—–―─/／\\]{1,9}|暂?无[。.]?")
_PENDING = expression(r"待核[：:][^\n]*\n")  # as the export marks a cell that says nothing
_CHOICES: tuple[tuple[str, TableColumn, Choices, type[ItemAudience] | type[ItemMode] | type[ItemLevel]], ...] = (
    ("audience", TableColumn.AUDIENCE, AUDIENCES, ItemAudience),
    ("modes", TableColumn.MODE, MODES, ItemMode),
    ("levels", TableColumn.LEVEL, LEVELS, ItemLevel),
)


@dataclass(frozen=True)
class ItemRead:
    """One row: where it stands, the number that stands in it, and its fields as the record has them."""

    table: CatalogueTable
    row: int
    written_number: str
    fields: dict[str, Any] = field(default_factory=dict)


class ItemReader:
    """The items of one field, over all of its tables; what is written once goes on from one to the next."""

    def __init__(self, told: Remarks) -> None:
        self._told = told
        self._last: dict[ColumnKey, str] = {}
        self._signs: dict[tuple[int, str, ColumnKey], Counter[str]] = {}

    def items(self, table: CatalogueTable) -> list[ItemRead]:
        """The items of a table, in its order."""
        return [
            ItemRead(table, row, table.own(row, TableColumn.NUMBER).strip(), self._item(table, row))
            for row in table.items
        ]

    def _item(self, table: CatalogueTable, row: int) -> dict[str, Any]:
        level1 = self._level1(table, row)
        level2 = _one_line(self._level2(table, row))
        fields: dict[str, Any] = {"level1": level1 or level2, "level2": level2 if level1 else None}
        if not level1:
            self._told.faults.append(f"{table.place(row, TableColumn.LEVEL1)}没有写一级事项，上面也没有可以沿用的。")
        fields["content"] = self._said(table, row, TableColumn.CONTENT)
        fields["basis"] = _lines(self._said(table, row, TableColumn.BASIS))
        fields["limit"] = self._limit(table, row)
        fields["body"] = _one_line(self._said(table, row, TableColumn.BODY))
        fields |= self._channels(table, row)
        fields |= self._marked(table, row)
        if table.own(row, TableColumn.BOARD).strip() == ItemBoard.GENERAL.label:
            fields["board"] = ItemBoard.GENERAL
        return {key: value for key, value in fields.items() if value}

    def _level1(self, table: CatalogueTable, row: int) -> str:
        """The item of level 1: of the cell, of its merged area, or the last one that was written."""
        own = _one_line(self._text(table, row, TableColumn.LEVEL1)) or self._last.get(TableColumn.LEVEL1, "")
        self._last[TableColumn.LEVEL1] = own
        return own

    def _level2(self, table: CatalogueTable, row: int) -> str:
        if table.is_beside(row, TableColumn.LEVEL2):  # one item over both columns
            return ""
        return self._said(table, row, TableColumn.LEVEL2)

    def _text(self, table: CatalogueTable, row: int, key: ColumnKey) -> str:
        """The text of a cell, blanks set right; what says “as above” is what stands above."""
        text = table.seen(row, key)
        if len(text) > _LONGEST:
            self._told.gather(f"{{}}的文字太长，没有取“{_title(key)}”，请核对这一格。", table.place(row, key))
            return ""
        if table.is_faulty(row, key):
            self._told.gather(
                f"{{}}的公式没有结果或者有错误，没有取“{_title(key)}”，请填上文字再导入。", table.place(row, key)
            )
        plain = _plain(text)
        plain = self._last.get(key, "") if plain in _SAME else plain
        self._last[key] = plain or (self._last.get(key, "") if key == TableColumn.LEVEL1 else "")
        return plain

    def _said(self, table: CatalogueTable, row: int, key: ColumnKey) -> str:
        """The text of a cell of a column that ought to say something."""
        text = self._text(table, row, key)
        if _NOTHING.fullmatch(text):
            if key not in (TableColumn.LEVEL2, TableColumn.LIMIT):
                words = f"{{}}只写了“{text}”，没有写“{_title(key)}”；应当有的，请填上再导入。"
                self._told.gather(words, table.place(row, key))
            return text if key == TableColumn.LIMIT else ""
        if not text and table.heads.has(key) and not table.is_faulty(row, key):
            words = f"{{}}空着，没有写“{_title(key)}”；和上一行相同的，请填上同样的字，再导入。"
            self._told.gather(words, table.place(row, key))
        return text

    def _limit(self, table: CatalogueTable, row: int) -> str:
        words = self._said(table, row, TableColumn.LIMIT)
        if words and read_time_limit(words).kind is LimitKind.UNKNOWN:
            shown = _one_line(words)[:40]
            text = f"{{}}的公开时限写的是“{shown}”，看不出是多久、哪一天，照原话导入了；请在这一项写 period。"
            self._told.gather(text, table.place(row, TableColumn.LIMIT))
        return words

    def _channels(self, table: CatalogueTable, row: int) -> dict[str, Any]:
        columns = [channel for channel in ItemChannel if channel in table.heads.columns]
        if columns and not table.heads.has(TableColumn.CHANNELS):
            return {"channels": [channel for channel in columns if self._tick(table, row, channel, ())[0]]}
        if not (text := self._said(table, row, TableColumn.CHANNELS)):
            return {}
        place = table.place(row, TableColumn.CHANNELS)
        text = _PENDING.sub("", text, count=1)
        chosen = self._chosen(text, CHANNELS, place, "公开渠道和载体")
        if chosen is None:
            return {}
        if not chosen.keys:
            self._told.gather("{}的公开渠道和载体一个也没有选，请在记录里写上 channels。", place)
        return {"channels": chosen.keys, "channel_other": chosen.words}

    def _chosen(self, text: str, choices: Choices, place: str, title: str) -> Chosen | None:
        """What a cell chooses; ``None``, and told, if that cannot be decided."""
        try:
            chosen = chosen_in(text, choices)
        except UndecidedError as error:
            self._told.gather(f"{{}}的{title}{error}，没有取这一格；请对照原件，在记录里写上选中的。", place)
            return None
        for at, word in enumerate(chosen.unknown):
            asked = asked_of(word, choices) if at < STRANGE else ""  # comparing takes long
            self._told.gather(f"{{}}的{title}里“{word[:20]}”不是表里的选项{asked}，没有取它，请核对。", place)
        return chosen

    def _marked(self, table: CatalogueTable, row: int) -> dict[str, Any]:
        """For whom, how and at which level: by marks in columns, or by words in one."""
        found: dict[str, Any] = {}
        for name, column, choices, kind in _CHOICES:
            keys = [key for key in kind if key in table.heads.columns]
            if keys:
                found |= self._ticks(table, row, name, keys)
            elif table.heads.has(column) and (text := self._said(table, row, column)):
                chosen = self._chosen(text, choices, table.place(row, column), _title(column))
                found[name] = chosen.keys if chosen is not None else []
                if name == "audience" and chosen is not None:
                    found["group"] = chosen.words
        return found

    def _ticks(self, table: CatalogueTable, row: int, name: str, keys: list[Any]) -> dict[str, Any]:
        signs = [sign for key in keys if (sign := sign_of(table.seen(row, key)))]
        found: dict[str, Any] = {name: []}
        is_told = False
        for key in keys:
            yes, words = self._tick(table, row, key, signs)
            found[name] += [key] if yes else []
            found |= {"group": words} if words else {}
            is_told = is_told or yes is None
        if not found[name] and not is_told:
            labels = "、".join(key.label for key in keys)
            self._told.gather(f"{{}}的{labels}都没有打勾，请在记录里写上 {name}。", table.place(row, keys[0]))
        return found

    def _tick(self, table: CatalogueTable, row: int, key: Any, signs: Any) -> tuple[bool | None, str]:
        """Whether a cell is marked, and its words; ``None``, and told, if that cannot be decided."""
        text = table.seen(row, key)[:_LONGEST]
        if (sign := first_of(text)) in CIRCLES and self._is_odd(table, key, sign):
            words = (
                f"{{}}“{key.label}”写的是“{sign}”，这一栏别的格打的是勾，看不出选没选，没有取这一格，请在记录里写明。"
            )
            self._told.gather(words, table.place(row, key))
            return None, ""
        try:
            return ticked(text, beside=signs, takes_words=key is ItemAudience.GROUP, label=f"{key.label}公开级")
        except UndecidedError as error:
            self._told.gather(f"{{}}“{key.label}”{error}，没有取这一格，请在记录里写明。", table.place(row, key))
            return None, ""

    def _is_odd(self, table: CatalogueTable, key: ColumnKey, sign: str) -> bool:
        """Whether a circle stands alone among ticks, or among ticks and empty cells: then it need not mean "no"."""
        if (spot := (table.heads.first, table.grid.title, key)) not in self._signs:
            self._signs[spot] = Counter(first_of(table.seen(row, key)) for row in table.items)
        signs = self._signs[spot]
        return not TICKS.isdisjoint(signs) and (bool(signs[""]) or signs[sign] == 1)


def _title(key: ColumnKey) -> str:
    return key.value if isinstance(key, TableColumn) else key.label


def _plain(text: str) -> str:
    """A text without blanks at the ends of its lines and with one blank at most inside of them; lines stay lines."""
    lines = (
        re.sub(r"[^\S\n]+", " ", line).strip() for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    )
    return "\n".join(line for line in lines if line)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _lines(text: str) -> list[str]:
    return text.split("\n") if text else []
