"""The numbers that the text of an annual report can name: ``{{ 新收申请数 }}`` and what stands behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from difflib import get_close_matches
from functools import cache, cached_property

from disclosure.annual.cells import FigureSpot
from disclosure.annual.report import completed, counts_of, year_of
from disclosure.expressions import expression
from disclosure.records.annual_figures import NOT_APPLICABLE, AnnualFigures
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind
from disclosure.records.report_tables import REQUESTS
from disclosure.records.request_figures import YearOfRequests
from disclosure.records.review import Disclosure
from disclosure.register import Register

_TOTAL = "total"
_NUMBERED = expression(r"^(?:（[一二三四五六七八九十]+）|[0-9]{1,2}[.．、])|（[^（）]*）$")
_LONGEST = 20  # characters of a row's words that make a name


def _cells(part: str, rows: tuple[str, ...], column: str = _TOTAL) -> tuple[FigureSpot, ...]:
    return tuple(FigureSpot(part, row, column) for row in rows)


# Names of sums of cells.
_SUMS: Mapping[str, tuple[FigureSpot, ...]] = {
    "新收申请数": _cells("requests", ("received",)),
    "自然人申请数": _cells("requests", ("received",), "natural"),
    "上年结转数": _cells("requests", ("carried_in",)),
    "办结数": _cells("requests", ("total",)),
    "结转下年数": _cells("requests", ("carried_out",)),
    "行政复议数": _cells("appeals", ("reviews",)),
    "复议维持数": _cells("appeals", ("reviews",), "upheld"),
    "复议纠正数": _cells("appeals", ("reviews",), "corrected"),
    "行政诉讼数": _cells("appeals", ("direct", "after_review")),
    "直接起诉数": _cells("appeals", ("direct",)),
    "复议后起诉数": _cells("appeals", ("after_review",)),
    "制发规范性文件数": _cells("disclosed", ("normative",), "made"),
    "废止规范性文件数": _cells("disclosed", ("normative",), "repealed"),
    "现行有效规范性文件数": _cells("disclosed", ("normative",), "in_force"),
    "行政许可数": _cells("disclosed", ("permits",), "decided"),
    "行政处罚数": _cells("disclosed", ("penalties",), "decided"),
    "行政强制数": _cells("disclosed", ("compulsion",), "decided"),
    "收费金额": _cells("disclosed", ("fees",), "charged"),
}
# Names of what the year's requests tell beside the tables.
_COUNTS = {
    "答复数": "replied",
    "按期答复数": "on_time",
    "延期答复数": "extended",
    "答复用时中位数": "median_days",
    "信息处理费": "fees",
}
# Names of how many papers of some kinds were published in the year.
_PUBLISHED: Mapping[str, frozenset[Kind]] = {
    "主动公开信息数": frozenset(Kind),
    "政策解读数": frozenset({Kind.INTERPRETATION}),
    "政策问答数": frozenset({Kind.QUESTIONS}),
    "征求意见数": frozenset({Kind.CONSULTATION}),
}
_PUBLIC = "转为主动公开数"


@cache
def number_names() -> tuple[str, ...]:
    """All names, in the order in which they are offered."""
    return (*_SUMS, *_COUNTS, _PUBLIC, *_PUBLISHED, *result_names())


@cache
def result_names() -> Mapping[str, tuple[FigureSpot, ...]]:
    """The results of table three and their groups by their own words: 不予公开数, 重复申请数."""
    rows: dict[str, tuple[str, ...]] = {}
    for line in REQUESTS.row_lines:
        for head in line.heads[1:] if line.key != _TOTAL else ():
            words = f"{_NUMBERED.sub('', head)}数"
            if len(words) <= _LONGEST:
                rows[words] = (*rows.get(words, ()), line.key)
    return {words: _cells("requests", keys) for words, keys in rows.items()}


def counts_papers(name: str) -> bool:
    """Whether a number is that of normative papers, which their own records must tell of first."""
    return any(cell.row == "normative" for cell in _SUMS.get(name, ()))


def meant(name: str) -> list[str]:
    """The names that one that is not known may stand for, the likeliest first."""
    known = number_names()
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    return near or [item for item in known if set(name) & set(item.removesuffix("数"))][:3]


class ReportNumbers:
    """The numbers of one report, by their names."""

    def __init__(self, record: AnnualFigures, register: Register) -> None:
        self._record = record
        self._register = register
        self._year = year_of(record)

    def told(self, name: str) -> str | None:
        """The number of this name as it is read in a sentence; ``None`` if nobody knows it, or the name."""
        cells = _SUMS.get(name) or result_names().get(name)
        if cells is not None:
            return self._sum(cells)
        if name in _PUBLISHED:
            return str(sum(1 for _ in self._published(_PUBLISHED[name])))
        counts = counts_of(self._register, self._year)
        return self._count(name, counts) if counts is not None and counts.is_whole else None

    def _count(self, name: str, counts: YearOfRequests) -> str | None:
        if name == _PUBLIC:
            return str(len(counts.became_public))
        value = getattr(counts, _COUNTS[name]) if name in _COUNTS else None
        return None if value is None else _said(value)

    def _sum(self, cells: tuple[FigureSpot, ...]) -> str | None:
        values = [self._figures.figure(*cell) for cell in cells]
        if None in values:
            return None
        numbers = [value for value in values if isinstance(value, int | Decimal)]
        return _said(sum(numbers)) if numbers else NOT_APPLICABLE

    def _published(self, kinds: frozenset[Kind]) -> Iterator[Document]:
        """The papers of some kinds that were published in the year."""
        for document in self._register.documents:
            is_public = document.kind in kinds and document.disclosure is Disclosure.ACTIVE
            if is_public and document.published.year == self._year:
                yield document

    @cached_property
    def _figures(self) -> AnnualFigures:
        return completed(self._record, self._register)


def _said(value: int | Decimal) -> str:
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
