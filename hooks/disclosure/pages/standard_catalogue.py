"""The standard catalogue before the public: how far it is covered, what is late, every field with what satisfies it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.coverage.evidence import Evidence, named
from disclosure.coverage.matrix import Coverage, FieldCoverage, LateRound, MonthCell, coverage
from disclosure.coverage.rounds import ItemState
from disclosure.coverage.standing import ItemStanding
from disclosure.findings import Place
from disclosure.pages import addresses
from disclosure.pages.called import called
from disclosure.pages.hrefs import Links
from disclosure.pages.instruments import StackedBar, stacked
from disclosure.pages.makers import pages_of, site_pages
from disclosure.pages.page import Page, single_page, site_tags, trail_of_work
from disclosure.pages.site import Site
from disclosure.pages.states import Status, by_word
from disclosure.records.agency import Department
from disclosure.records.base import Record
from disclosure.records.self_checks import SelfCheckRound
from disclosure.records.standard_catalogue import StandardField, StandardItem, UntakenField, UntakenFields

CATALOGUE = "基层政务公开标准目录"
_FEW = 3  # papers that are named in a row; the others are folded
# How each state is drawn in the bar, and what it is called in the sentence.
_PARTS: tuple[tuple[ItemState, str, str], ...] = (
    (ItemState.ON_TIME, "按期", "full"),
    (ItemState.PUBLISHED, "晚于期限公开", "half"),
    (ItemState.AWAITED, "本月到期", "bare"),
    (ItemState.NOT_DUE, "未到期", "open"),
    (ItemState.LATE, "逾期", "late"),
)


@dataclass(frozen=True)
class CellDrawn:
    """A month of a field: its sign, how it is drawn, and what it says in words."""

    month: str
    sign: str
    look: str
    words: str

    @property
    def label(self) -> str:
        """The month as the head of its column: ``7``."""
        return str(int(self.month[5:]))


@dataclass(frozen=True)
class LateShown:
    """Something that is late or falls due: of which field, in which words, whose it is."""

    standing: ItemStanding
    title: str
    day: date
    unit: str
    late: str

    @property
    def anchor(self) -> str:
        """The address of its row."""
        return row_address(self.standing)


@dataclass(frozen=True)
class PaperShown:
    """A paper that satisfies an item, with the line that says so."""

    record: Record
    title: str
    day: date | None
    origin: Place


@dataclass(frozen=True)
class RowShown:
    """An item as its row shows it."""

    standing: ItemStanding
    status: Status
    late: bool
    body: str
    basis: tuple[str, ...]
    papers: tuple[PaperShown, ...]
    taken: tuple[PaperShown, ...]

    @property
    def item(self) -> StandardItem:
        """The item itself."""
        return self.standing.item

    @property
    def first(self) -> tuple[PaperShown, ...]:
        """The papers that are named at once."""
        return self.papers[:_FEW]

    @property
    def others(self) -> tuple[PaperShown, ...]:
        """The papers that are folded."""
        return self.papers[_FEW:]


def covered(site: Site) -> Coverage:
    """How the catalogue stands today."""
    return site.once(_coverage)


def _coverage(site: Site) -> Coverage:
    return coverage(site.register, site.law, site.today)


def row_address(standing: ItemStanding) -> str:
    """Where the row of an item lies: ``standard-catalogue/std-budget.html#item-3``."""
    return f"{addresses.address(standing.field)}#item-{standing.row + 1}"


@site_pages
def overview_page(site: Site) -> Iterator[Page]:
    """The whole catalogue on one page; none for an office that has none."""
    found = covered(site)
    if not found.fields:
        return

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "title": CATALOGUE,
            "coverage": found,
            "sentence": sentence(found),
            "bar": bar(found),
            "late": [shown(item, site) for item in found.late],
            "awaited": [shown(item, site) for item in found.awaited],
            "rows": [(item, drawn(item, found.months), item.late_before(found.months[0])) for item in found.fields],
            "looks": {cell.look for item in found.fields for cell in drawn(item, found.months)},
            "excused": _excused(found),
            "untaken": untaken(site),
            "checks": rounds_shown(site),
            "row_address": row_address,
        }

    yield single_page(
        site,
        addresses.STANDARD_CATALOGUE,
        CATALOGUE,
        "standard_catalogue.html",
        values,
        f"{site.agency.short_name}{CATALOGUE}：{sentence(found)}",
        source=found.fields[0].field.place(),
        of_work=True,
    )


@pages_of(StandardField)
def field_page(field: StandardField, site: Site) -> Iterator[Page]:
    """One field: each item in the official columns, leading to what satisfies it."""
    found = next(item for item in covered(site).fields if item.field.id == field.id)

    def values(links: Links) -> Mapping[str, Any]:
        return {
            "coverage": found,
            "field": field,
            "sentence": field_sentence(found),
            "bar": bar(found),
            "rows": [row_shown(item, site) for item in found.standings],
            "history": _history(field),
            "catalogue_address": addresses.STANDARD_CATALOGUE,
        }

    yield Page(
        site=site,
        address=addresses.address(field),
        title=f"{field.title}：标准目录",
        template="standard_field.html",
        source=field.place(),
        values=values,
        description=f"{field.title}领域的标准目录：{field_sentence(found)}",
        tags=site_tags(site),
        trail=(*trail_of_work(site), (CATALOGUE, addresses.STANDARD_CATALOGUE)),
    )


def sentence(found: Coverage) -> str:
    """How much there is and how much of it is public, in one sentence."""
    head = f"{len(found.fields)} 个领域 {len(found.standings)} 项"
    if not found.due:
        return f"{head}，目前都不适用，原因写在下面。"
    return f"{head}，应公开 {found.due} 项，{found.counts[ItemState.ON_TIME]} 项已按期公开。"


def field_sentence(found: FieldCoverage) -> str:
    """The same of one field."""
    total = len(found.standings)
    if not found.due:
        return f"共 {total} 项，目前都不适用，原因写在下面。"
    return f"共 {total} 项，应公开 {found.due} 项，{found.counts[ItemState.ON_TIME]} 项已按期公开。"


def bar(found: Coverage | FieldCoverage) -> StackedBar:
    """The items that are to be public by how they stand; of what does not occur only what is late is said to be 0."""
    always = (ItemState.ON_TIME, ItemState.LATE)
    parts = [
        (word, found.counts[state], look) for state, word, look in _PARTS if found.counts[state] or state in always
    ]
    return stacked("应公开的事项", "项", parts)


def shown(late: LateRound, site: Site) -> LateShown:
    """A round that is late or falls due this month, in words."""
    item = late.standing.item
    days = site.law.working_days.between(late.round.day, site.today).days if late.round.day < site.today else 0
    words = "" if late.round.day >= site.today else f"逾期 {days} 个工作日" if days else "逾期不到 1 个工作日"
    when = f"（{late.round.day.year} 年 {late.round.day.month} 月）" if late.standing.rhythm.comes_round else ""
    return LateShown(late.standing, f"{item.title}{when}", late.round.day, unit_name(item, site), words)


def unit_name(item: StandardItem, site: Site) -> str:
    """Who answers for an item: its unit, else its body."""
    return site.department(item.unit) or body_name(item, site) or site.agency.short_name


def body_name(item: StandardItem, site: Site) -> str:
    """The body as readers know it: a department by its name, anything else as it is written."""
    department = site.register.get(item.body or "", Department)
    return department.title if department is not None else item.body or ""


def drawn(found: FieldCoverage, months: Sequence[str]) -> list[CellDrawn]:
    """The months of a field, each in a sign and in words."""
    return [_drawn(found.cell(month)) for month in months]


def _drawn(cell: MonthCell) -> CellDrawn:
    if not cell.counts:
        words = "没有到期的事项" if cell.begun else "目录还没有施行"
        return CellDrawn(cell.month, "·" if cell.begun else "", "none" if cell.begun else "blank", words)
    words = "，".join(f"{word} {cell.counts[state]} 项" for state, word, _ in _PARTS if cell.counts[state])
    if cell.counts[ItemState.LATE]:
        return CellDrawn(cell.month, "逾", "late", words)
    if cell.counts[ItemState.AWAITED]:
        return CellDrawn(cell.month, "待", "awaited", words)
    return CellDrawn(cell.month, str(cell.counts.total()), "done" if cell.counts[ItemState.ON_TIME] else "after", words)


def row_shown(standing: ItemStanding, site: Site) -> RowShown:
    """An item with its state, its basis in words, and the papers that satisfy it."""
    return RowShown(
        standing,
        by_word(standing.state.label),
        standing.state is ItemState.LATE,
        body_name(standing.item, site),
        tuple(site.law.cite(text) for text in standing.item.basis),
        tuple(_paper(item, standing, site) for item in standing.evidence if addresses.has_page(item.record)),
        tuple(_taken_down(standing, site)),
    )


def _taken_down(standing: ItemStanding, site: Site) -> Iterator[PaperShown]:
    """What the item names and was taken down: it satisfies nothing, and leads to the notice."""
    for record in named(standing.item, site.register):
        if record.withdrawal is not None:
            yield _paper(Evidence(record, None), standing, site)


def _paper(item: Evidence, standing: ItemStanding, site: Site) -> PaperShown:
    record, keys = item.record, standing.item.satisfied_by
    is_named = record.key in keys
    origin = standing.place("satisfied_by", keys.index(record.key)) if is_named else standing.place("query")
    return PaperShown(record, called(record, site), item.day, origin)


def _excused(found: Coverage) -> list[tuple[FieldCoverage, list[ItemStanding]]]:
    """What is not applicable, field by field."""
    listed = ((item, [one for one in item.standings if one.state is ItemState.EXCUSED]) for item in found.fields)
    return [(item, excused) for item, excused in listed if excused]


def untaken(site: Site) -> list[tuple[UntakenField, str]]:
    """The fields that the office has not taken up, each with its basis in words."""
    groups = (group for record in site.register.all(UntakenFields) for group in record.fields)
    return [(group, site.law.cite(group.basis)) for group in groups]


def rounds_shown(site: Site) -> list[tuple[SelfCheckRound, int]]:
    """The rounds of self-check, the newest first, and how much of what each found is mended."""
    rounds = sorted(site.register.all(SelfCheckRound), key=lambda item: (item.date, item.id), reverse=True)
    return [(item, sum(found.mended is not None for found in item.findings)) for item in rounds]


def _history(field: StandardField) -> list[tuple[date, str, str, str]]:
    """What was changed in a field and its items, the newest first: the day, where, what, and why."""
    own = [(entry.date, "整个领域", entry.change, entry.reason) for entry in field.history]
    items = ((item, entry) for item in field.items for entry in item.history)
    own += [(entry.date, item.title, entry.change, entry.reason) for item, entry in items]
    return sorted(own, key=lambda entry: entry[0], reverse=True)
