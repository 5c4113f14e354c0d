"""The tables of the site: which there are, what each says of itself, and its files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import chain

from disclosure.exports.asked import month_rows, question_rows, questions_changed
from disclosure.exports.event_rows import EventRow, EventSuggestionRow
from disclosure.exports.filling import cleanup_rows, decision_row, document_row, opinion_rows, row_of
from disclosure.exports.heads import head, terms
from disclosure.exports.opened import event_rows, events_changed, suggestion_rows
from disclosure.exports.patrolled import patrol_rows
from disclosure.exports.planned import PlanItemRow, plan_rows
from disclosure.exports.rated import direct_line_rows, figure_rows, figures_changed, response_rows
from disclosure.exports.requested import request_rows, requests_changed
from disclosure.exports.rows import (
    CleanupRow,
    DataRow,
    DecisionRow,
    DirectLineRow,
    FigureDataRow,
    OpinionRow,
    PatrolRow,
    QuestionMonthRow,
    QuestionRow,
    RequestYearRow,
    ResponseRow,
    StandardItemRow,
    StandardRoundRow,
)
from disclosure.exports.standard import item_rows, round_rows, standard_changed
from disclosure.exports.tables import DataTable, csv_bytes, json_bytes, xlsx_bytes
from disclosure.exports.working import OpenWorkRow, work_rows
from disclosure.pages import addresses
from disclosure.pages.assets import Asset, Laid, site_assets
from disclosure.pages.called import catalogue_title
from disclosure.pages.documents import last_changed
from disclosure.pages.page import OPEN_WORK
from disclosure.pages.patrols import PATROLS, patrol_days
from disclosure.pages.questions import BOARD, BOARD_ADDRESS
from disclosure.pages.ratings import direct_line
from disclosure.pages.request_form import request_column
from disclosure.pages.site import Site
from disclosure.pages.standard_catalogue import CATALOGUE, covered
from disclosure.records.cleanups import Cleanup
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.records.questions import Question

# Title, description, name of the files, what a row is, and what makes the rows.
_Kind = tuple[str, str, str, type[DataRow], Callable[[Site], Sequence[DataRow]]]
_ROUNDS = "近十二个月每次到期和公开的日期，一行一次。"


@dataclass(frozen=True)
class Dataset:
    """A table that is given in all forms. ``page`` shows the same; ``modified`` is the last day that changed it."""

    title: str
    description: str
    page: str
    row: type[DataRow]
    rows: Callable[[], Sequence[DataRow]]
    modified: date
    addresses: dict[str, str]

    @property
    def key(self) -> str:
        """What the table is called among all: ``columns-news``."""
        return self.addresses["csv"].removeprefix("data/").partition(".")[0].replace("/", "-")


@site_assets
def tables(site: Site) -> Iterator[Asset]:
    """Every table in every form; the page of all data tells how large its own are."""
    for dataset in site.once(datasets):
        yield from _forms(dataset, site, Laid.BEFORE_PAGES)
    for decision in shown_decisions(site):
        if has_opinions(decision):
            yield from _forms(opinions_of(decision, site), site, Laid.ANY)


def _forms(dataset: Dataset, site: Site, when: Laid) -> Iterator[Asset]:
    forms = _Forms(dataset, site)
    for form, address in dataset.addresses.items():
        yield Asset(address, partial(forms.written, form), when, dataset.key)


def size(address: str, site: Site) -> int:
    """How many bytes a table on the page of all data has."""
    return site.sizes[address] if address in site.sizes else len(site.once(_written_tables)[address])


def _written_tables(site: Site) -> dict[str, bytes]:
    """Those of which pages speak, where they are made without a site around them."""
    return {asset.address: asset.data for dataset in site.once(datasets) for asset in _forms(dataset, site, Laid.ANY)}


@dataclass
class _Forms:
    """One table, in one form after another."""

    dataset: Dataset
    site: Site
    _table: DataTable | None = None

    def written(self, form: str) -> bytes:
        """The table in a form; with the last one its rows are forgotten."""
        table, dataset = self._table or _table(self.dataset, self.site), self.dataset
        self._table = table if form != next(reversed(dataset.addresses)) else None
        return _written(table, dataset, form, self.site)


def file_of(dataset: Dataset, form: str, site: Site) -> bytes:
    """A table in one of its forms."""
    return _written(_table(dataset, site), dataset, form, site)


def _table(dataset: Dataset, site: Site) -> DataTable:
    return DataTable(dataset.title, dataset.row, dataset.rows(), tuple(about(dataset, site).items()))


def _written(table: DataTable, dataset: Dataset, form: str, site: Site) -> bytes:
    if form == "json":
        return json_bytes(table, head(site, dataset.row, dataset.title, dataset.page, dataset.modified))
    return csv_bytes(table) if form == "csv" else xlsx_bytes(table)


def about(dataset: Dataset, site: Site) -> dict[str, str]:
    """What a workbook says of itself, in words."""
    return {
        "说明": dataset.description,
        "发布机关": site.agency.name,
        "来源网页": site.url(dataset.page),
        "更新日期": dataset.modified.isoformat(),
        "使用条件": terms(site),
    }


def datasets(site: Site) -> list[Dataset]:
    """The tables on the page of all data: decisions, opinions, catalogues, questions, every column with documents."""
    return [
        *_of_decisions(site),
        *_of_questions(site),
        *_of_figures(site),
        *_of_events(site),
        *_of_requests(site),
        *_of_columns(site),
        *_of_cleanups(site),
        *_of_catalogue(site),
        *_of_patrols(site),
        *_of_plans(site),
        *_of_open_work(site),
    ]


def _of_decisions(site: Site) -> Iterator[Dataset]:
    register, shown = site.register, shown_decisions(site)
    for catalogue in register.catalogues:
        title, page = catalogue_title(catalogue, site), addresses.address(catalogue)
        own = register.decisions_of(catalogue)
        changed = max(catalogue.adjusted or catalogue.published, decisions_changed(own, site))
        yield _decisions(title, "当年目录的全部事项，一行一项。", page, (page, own, changed), site)
    if shown:
        title, page = f"{site.agency.short_name}历年重大行政决策事项", _decisions_page(site)
        every = (page, shown, decisions_changed(shown, site))
        yield _decisions(title, "历年目录的全部事项，一行一项。", addresses.ALL_DECISIONS, every, site)
    answered = [decision for decision in shown if has_opinions(decision)]
    if answered:
        title = f"{site.agency.short_name}重大行政决策征求意见的采纳情况"
        rows = partial(_chained_opinions, answered, site)
        words, changed = "历年各事项收到的意见和处理结果，一行一条。", decisions_changed(answered, site)
        yield Dataset(title, words, _decisions_page(site), OpinionRow, rows, changed, _files(addresses.ALL_OPINIONS))


def _decisions(title: str, words: str, name: str, what: tuple[str, list[Decision], date], site: Site) -> Dataset:
    page, decisions, changed = what
    return Dataset(title, words, page, DecisionRow, partial(_decision_rows, decisions, site), changed, _files(name))


def _decision_rows(decisions: Sequence[Decision], site: Site) -> list[DataRow]:
    return [decision_row(decision, site) for decision in decisions]


def _chained_opinions(decisions: Sequence[Decision], site: Site) -> list[DataRow]:
    return list(chain.from_iterable(opinion_rows(decision, site) for decision in decisions))


def shown_decisions(site: Site) -> list[Decision]:
    """The decisions that have pages: those of a catalogue."""
    return [decision for decision in site.register.decisions if site.register.catalogue_of(decision) is not None]


def _decisions_page(site: Site) -> str:
    return addresses.address(site.register.catalogues[0])


def has_opinions(decision: Decision) -> bool:
    """Whether there is a list of opinions on a decision."""
    return decision.opinions is not None and bool(decision.opinions.items)


def opinions_of(decision: Decision, site: Site) -> Dataset:
    """The opinions on one decision as a table."""
    page = addresses.address(decision)
    return Dataset(
        f"{decision.title}：意见采纳情况",
        "本事项收到的意见和处理结果，一行一条。",
        page,
        OpinionRow,
        partial(opinion_rows, decision, site),
        decisions_changed([decision], site),
        {form: addresses.opinions_address(page, form) for form in addresses.TABLES},
    )


def decisions_changed(decisions: Sequence[Decision], site: Site) -> date:
    """The last day on which there was something new in the process of any of these decisions."""
    catalogues = filter(None, (site.register.catalogue_of(decision) for decision in decisions))
    days = [day for catalogue in catalogues for day in (catalogue.published, catalogue.adjusted) if day is not None]
    papers = (site.register.get(key, Document) for decision in decisions for _, key in decision.documents())
    return max([*days, *(last_changed(paper) for paper in papers if paper is not None)], default=date.min)


def _of_questions(site: Site) -> Iterator[Dataset]:
    questions = site.register.all(Question)
    if not questions:
        return
    kinds: list[_Kind] = [
        (BOARD, "登出的全部留言和答复，一行一条，新的在前。", addresses.ALL_QUESTIONS, QuestionRow, question_rows),
        (f"{BOARD}每月的数", "每月收到多少，答复了多少。", addresses.QUESTION_MONTHS, QuestionMonthRow, month_rows),
    ]
    yield from _each(kinds, BOARD_ADDRESS, questions_changed(questions), site)


def _of_figures(site: Site) -> Iterator[Dataset]:
    passed = direct_line(site)
    kinds: list[_Kind] = [
        ("好差评和热线每月的数", "一行一个数，近十二个月。", addresses.SERVICE_DATA, FigureDataRow, figure_rows),
        ("整改回应", "原因、措施、期限和结果。", addresses.SERVICE_RESPONSES, ResponseRow, response_rows),
        ("直通车事项", f"{passed}转来的事项，不写人。", addresses.DIRECT_LINE, DirectLineRow, direct_line_rows),
    ]
    kinds = [kind for kind in kinds if kind[-1](site)]
    if kinds:
        yield from _each(kinds, addresses.SERVICE_FIGURES, figures_changed(site), site)


def _of_events(site: Site) -> Iterator[Dataset]:
    kinds: list[_Kind] = [
        ("政府开放活动", "历年的活动，一行一场。", addresses.EVENT_DATA, EventRow, event_rows),
        ("开放活动上的建议", "一行一条。", addresses.EVENT_SUGGESTIONS, EventSuggestionRow, suggestion_rows),
    ]
    if site.has_events:
        yield from _each(kinds, addresses.EVENTS, events_changed(site), site)


def _of_requests(site: Site) -> Iterator[Dataset]:
    column = request_column(site)
    if column is not None and request_rows(site):
        words, rows = "每年收到、办结和答复的件数，一行一个数。", partial(request_rows, site)
        page, changed = addresses.address(column), requests_changed(site)
        yield Dataset(
            "依申请公开的历年数字", words, page, RequestYearRow, rows, changed, _files(addresses.REQUEST_STATISTICS)
        )


def _of_columns(site: Site) -> Iterator[Dataset]:
    for column in site.columns:
        documents = site.by_column.get(column.id, [])
        if documents:
            page, row = addresses.address(column), row_of(column)
            yield Dataset(
                column.title,
                "栏目的全部文件，一行一件，新的在前。",
                page,
                row,
                partial(_document_rows, documents, site, row),
                max(map(last_changed, documents)),
                _files(page),
            )


def _of_cleanups(site: Site) -> Iterator[Dataset]:
    for cleanup in sorted(site.register.all(Cleanup), key=lambda cleanup: -cleanup.year):
        page = addresses.address(cleanup)
        words, rows = "当年有效的政策文件怎样处理，一行一份。", partial(cleanup_rows, cleanup, site)
        yield Dataset(cleanup.title, words, page, CleanupRow, rows, cleanup.published, _files(page))


def _of_catalogue(site: Site) -> Iterator[Dataset]:
    kinds: list[_Kind] = [
        (CATALOGUE, "全部领域的事项，一行一项。", addresses.STANDARD_CATALOGUE, StandardItemRow, item_rows),
        (f"{CATALOGUE}：每次到期", _ROUNDS, addresses.CATALOGUE_ROUNDS, StandardRoundRow, round_rows),
    ]
    if covered(site).fields:
        yield from _each(kinds, addresses.STANDARD_CATALOGUE, standard_changed(site), site)


def _of_patrols(site: Site) -> Iterator[Dataset]:
    days = site.once(patrol_days)
    if days:
        page, rows = addresses.PATROLS, partial(patrol_rows, site)
        last = max(item.day for item in days if item.patrol is not None)
        yield Dataset(PATROLS, "每夜巡查的结果，一天一行，新的在前。", page, PatrolRow, rows, last, _files(page))


def _of_plans(site: Site) -> Iterator[Dataset]:
    for plan in site.register.workplans:
        page = addresses.address(plan)
        words = "要点的每个事项做到哪了，一行一项，写明核对的日期。"
        yield Dataset(plan.title, words, page, PlanItemRow, partial(plan_rows, plan, site), site.today, _files(page))


def _of_open_work(site: Site) -> Iterator[Dataset]:
    words, page = "公开工作要办的事，一行一项，写明核对的日期。", addresses.OPEN_WORK
    if work_rows(site):
        yield from _each([(OPEN_WORK, words, page, OpenWorkRow, work_rows)], page, site.today, site)


def _each(kinds: Sequence[_Kind], page: str, changed: date, site: Site) -> Iterator[Dataset]:
    """The tables of one page."""
    for title, words, name, row, rows in kinds:
        yield Dataset(title, words, page, row, partial(rows, site), changed, _files(name))


def _files(name: str) -> dict[str, str]:
    """The addresses of a table in all forms, by form."""
    return {form: addresses.data_address(name, form) for form in addresses.TABLES}


def _document_rows(documents: Sequence[Document], site: Site, row: type[DataRow]) -> list[DataRow]:
    return [document_row(document, site, row) for document in documents]  # type: ignore[arg-type]
