"""The official tables of an annual report as data: their groups of rows and columns, and what must be equal in them.

国办公开办函〔2021〕30号. The words of rows and columns are the titles of the model's fields (``annual_figures``); here
stands how they are grouped under merged heads. Another edition of the form is another set of tables.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.records.annual_figures import (
    AppealFigures,
    ByApplicant,
    ByOutcome,
    Charged,
    Decided,
    DisclosedFigures,
    FigureRow,
    Issued,
    RequestFigures,
)
from disclosure.records.base import Part

# A field by its name, or a head with what stands under it.
Grouped = str | tuple[str, tuple["Grouped", ...]]


@dataclass(frozen=True)
class HeadedLine:
    """A row or a column: the field that it shows, and its heads from the widest to its own."""

    key: str
    heads: tuple[str, ...]


@dataclass(frozen=True)
class Equal:
    """The fields whose numbers on the left make the same sum as those on the right; ``name`` is what audits call it."""

    left: tuple[str, ...]
    right: tuple[str, ...]
    name: str


@dataclass(frozen=True)
class ReportTable:
    """One table: ``part`` is the field of the record that holds its rows.

    ``in_one_row`` draws all rows side by side, as the form has it. ``equal_rows`` hold in each column,
    ``equal_columns`` in each row.
    """

    part: str
    title: str
    model: type[Part]
    row: type[FigureRow]
    rows: tuple[Grouped, ...]
    columns: tuple[Grouped, ...]
    corner: str = "信息内容"
    in_one_row: bool = False
    equal_rows: tuple[Equal, ...] = ()
    equal_columns: tuple[Equal, ...] = ()

    @property
    def row_lines(self) -> list[HeadedLine]:
        """The rows from above."""
        return list(_lines(self.rows, self.model))

    @property
    def column_lines(self) -> list[HeadedLine]:
        """The columns from the left."""
        return list(_lines(self.columns, self.row))

    def rows_under(self, head: str) -> tuple[str, ...]:
        """The rows that stand under a head, such as what counts as （三）不予公开. Raises ``KeyError`` if none does."""
        rows = tuple(line.key for line in self.row_lines if head in line.heads)
        if not rows:
            raise KeyError(head)
        return rows

    def words(self, key: str) -> str:
        """What a row or a column is called, whichever has this name."""
        field = self.model.model_fields.get(key) or self.row.model_fields[key]
        return field.title or key


def _lines(grouped: tuple[Grouped, ...], model: type[Part], above: tuple[str, ...] = ()) -> Iterator[HeadedLine]:
    for item in grouped:
        if isinstance(item, str):
            yield HeadedLine(item, (*above, model.model_fields[item].title or item))
        else:
            yield from _lines(item[1], model, (*above, item[0]))


_REFUSED = (
    "state_secret", "forbidden", "safety", "third_party", "internal", "in_process", "enforcement_file", "enquiry",
)  # fmt: skip
_IMPOSSIBLE = ("not_held", "to_be_made", "unclear")
_NOT_HANDLED = ("complaint", "repeated", "publication", "excessive", "confirmation")
_OTHERWISE = ("not_corrected", "not_paid", "otherwise")
_ORGANISATIONS = ("business", "research", "welfare", "legal", "other")
_ENDS = ("upheld", "corrected", "other", "pending")

_ISSUED = ("made", "repealed", "in_force")


def _of_article(item: str, row: type[FigureRow], rows: tuple[str, ...], columns: tuple[str, ...]) -> ReportTable:
    return ReportTable("disclosed", f"第二十条第（{item}）项", DisclosedFigures, row, rows, columns)


DISCLOSED = (
    _of_article("一", Issued, ("rules", "normative"), _ISSUED),
    _of_article("五", Decided, ("permits",), ("decided",)),
    _of_article("六", Decided, ("penalties", "compulsion"), ("decided",)),
    _of_article("八", Charged, ("fees",), ("charged",)),
)
REQUESTS = ReportTable(
    "requests", "收到和处理政府信息公开申请情况", RequestFigures, ByApplicant,
    rows=(
        "received",
        "carried_in",
        ("三、本年度办理结果", (
            "granted",
            "partly",
            ("（三）不予公开", _REFUSED),
            ("（四）无法提供", _IMPOSSIBLE),
            ("（五）不予处理", _NOT_HANDLED),
            ("（六）其他处理", _OTHERWISE),
            "total",
        )),
        "carried_out",
    ),
    columns=(("申请人情况", ("natural", ("法人或其他组织", _ORGANISATIONS), "total")),),
    corner="（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）",
    equal_rows=(
        Equal(("received", "carried_in"), ("total", "carried_out"), "T3-1"),
        Equal(("granted", "partly", *_REFUSED, *_IMPOSSIBLE, *_NOT_HANDLED, *_OTHERWISE), ("total",), "T3-2"),
    ),
    equal_columns=(Equal(("natural", *_ORGANISATIONS), ("total",), "T3-3"),),
)  # fmt: skip
APPEALS = ReportTable(
    "appeals", "政府信息公开行政复议、行政诉讼情况", AppealFigures, ByOutcome,
    rows=("reviews", ("行政诉讼", ("direct", "after_review"))), columns=(*_ENDS, "total"),
    corner="", in_one_row=True, equal_columns=(Equal(_ENDS, ("total",), "T4-1"),),
)  # fmt: skip
TABLES = (*DISCLOSED, REQUESTS, APPEALS)
