"""The pages on which something is worked out: asked in a few fields, shown first, then drafts like any others."""

from __future__ import annotations

import base64
import binascii
import difflib
from collections.abc import Callable, Iterator, Mapping
from contextlib import nullcontext
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import NamedTuple

from markupsafe import Markup

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.ground import Editable, name_of, text_at
from disclosure.editing.desk.numbers import taken_ids
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.together import UnderWayError, kept_together
from disclosure.editing.desk.web import RequestRefused, TooLarge, Upload, WebAnswer, WebRequest, led_to
from disclosure.editing.desk.worked_out import (
    CatalogueTask,
    OpinionsTask,
    RatingTask,
    WorkedOut,
    plan_begun,
    year_counted,
)
from disclosure.editing.forms import FIND
from disclosure.editing.forms.nodes import Choosable, Input
from disclosure.editing.forms.short import ShortAnswers, answered, shaped, shown_alone
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.base import Record, RefTo
from disclosure.records.decisions import Decision, DecisionCatalogue
from disclosure.records.files import data_file
from disclosure.records.ratings import MonthRatings, RatingSources
from disclosure.records.request_figures import YearOfRequests
from disclosure.records.requests import Request
from disclosure.records.shapes import FieldShape, Takes, ValueShape
from disclosure.records.work_plans import WorkPlan

_FILE, _KEPT, _NAME, _DO = "desk:file", "desk:kept", "desk:name", "desk:do"
_LARGEST = 2 << 20  # bytes of a table
_NO_FILE = Upload("", b"")
_YEARS = 6  # that are offered
_NEAR = 3  # lines that are shown around what changes


class NewText(NamedTuple):
    """A file that is to be written: what it is called, where it lies, and what changes in it, line by line."""

    title: str
    path: str
    is_new: bool
    text: str


@dataclass(frozen=True)
class DeskWork:
    """Something that is worked out: what it is called and means, of which records, what is asked, what comes of it."""

    title: str
    means: str
    about: tuple[type[Record], ...]
    asks: Callable[[Desk], list[Input]]
    made: Callable[[AskedWork], WorkedOut]
    takes_file: bool = False
    of: str = ""  # the field that asks for the record


@dataclass(frozen=True)
class AskedWork:
    """What somebody has asked for: the answers, and the file if one was chosen."""

    desk: Desk
    person: Editor
    given: Mapping[str, str]
    file: Upload

    def text(self, path: str) -> str | None:
        """The text that a draft begins with: that of the person's own open branch, else that of the main branch."""
        own = self.desk.own_branch(self.person, [Draft(name_of(path), path, None, "")])
        root = self.desk.state.root
        return self.desk.state.text(path) if own is None else text_at(root, own.commit, path)


def works_for(subject: Editable) -> list[tuple[str, str]]:
    """What can be worked out where a record is edited, by address and title."""
    key = subject.path.rpartition("/")[2].partition(".")[0]
    fitting = [(name, work) for name, work in WORKS.items() if subject.model in work.about]
    return [(f"/work/{name}" + (f"?{work.of}={key}" if work.of else ""), work.title) for name, work in fitting]


def work_page(desk: Desk, person: Editor, name: str, request: WebRequest, token: str) -> WebAnswer:
    """Ask; show what would come of it; make drafts of it."""
    work = WORKS.get(name)
    if work is None:
        raise RequestRefused(HTTPStatus.NOT_FOUND, "没有这个页面。请从首页找。")
    asks, answers, made = work.asks(desk), ShortAnswers({}, {}, {}), WorkedOut()
    under_way, problem = None, ""  # type: Draft | None, str
    is_asked = request.method == "POST" and not request.sent.get(FIND)
    if request.method == "POST":
        answers = answered(asks, request.sent.pairs)
    asked = AskedWork(desk, person, answers.values, _file(request) if request.method == "POST" else _NO_FILE)
    keeps = is_asked and request.sent.get(_DO) == "keep"
    with desk.numbering if keeps else nullcontext():  # nobody else takes the same number meanwhile
        made = _made(work, asks, asked, answers) if is_asked else made
        try:
            if made.files and keeps:
                return led_to(f"/record/{kept_together(desk, person, [*_drafts(asked, made)])}?told=guided")
        except UnderWayError as error:
            problem, under_way = str(error), error.draft
    typed = answers.typed or {name: [value] for name, value in request.query.items()}
    fields = Markup(shown_alone(asks, desk.lookups(person), typed, answers.refusals))  # noqa: S704 — escaped there
    values = {
        "work": work, "task": name, "fields": fields, "made": made, "texts": [*_texts(asked, made)], "problem": problem,
        "under_way": under_way, "kept": base64.b64encode(asked.file.data).decode() if not made.faults else "",
        "file_name": asked.file.name, "is_asked": is_asked,
    }  # fmt: skip
    return WebAnswer(desk.drawn("work.html", person, token=token, **values))


def _made(work: DeskWork, asks: list[Input], asked: AskedWork, answers: ShortAnswers) -> WorkedOut:
    missing = [item.label for item in asks if item.required and not answers.values[item.name]]
    if answers.refusals or missing:
        return WorkedOut(faults=(f"请先填好{'、'.join(f'“{label}”' for label in missing) or '标出的地方'}。",))
    if work.takes_file and not asked.file.data:
        return WorkedOut(faults=("没有选中文件，或者文件是空的。请先选一个文件。",))
    made = work.made(asked)
    same = [path for path, text in made.files.items() if text == asked.text(path)]
    told = (f"“{_title(asked.desk, path)}”和现在的一样，不用改。" for path in same)
    files = {path: text for path, text in made.files.items() if path not in same}
    return replace(made, files=files, told=(*made.told, *told))


def _file(request: WebRequest) -> Upload:
    """The file that was chosen now; else the one that was shown, as its page sends it back."""
    file, kept = request.sent.upload(_FILE), request.sent.get(_KEPT)
    if file is None and kept:
        try:
            file = Upload(request.sent.get(_NAME), base64.b64decode(kept, validate=True))
        except (binascii.Error, ValueError):
            file = None
    if file is not None and len(file.data) > _LARGEST:
        raise TooLarge(f"这里的表格最大 {_LARGEST >> 20} MB，没有收下。请只留下要的那一张表。")
    return file or _NO_FILE


def _drafts(asked: AskedWork, made: WorkedOut) -> Iterator[Draft]:
    for path, text in made.files.items():
        yield Draft(name_of(path), path, asked.text(path), text, title=_title(asked.desk, path))


def _texts(asked: AskedWork, made: WorkedOut) -> Iterator[NewText]:
    """What would be written: a new file whole, of one that is there the lines that change."""
    for path, text in made.files.items():
        before = asked.text(path)
        if before is not None:
            lines = difflib.unified_diff(before.splitlines(), text.splitlines(), lineterm="", n=_NEAR)
            text = "\n".join([*lines][2:])
        yield NewText(_title(asked.desk, path), path, before is None, text)


def _title(desk: Desk, path: str) -> str:
    there, kind = desk.state.by_path.get(path), data_file(path)
    return there.title if there is not None else f"{kind.model.type_label if kind else path} {path[-8:-4]}"


def _year(years: list[int]) -> list[Input]:
    """Of which year, the first that is offered unless another is chosen."""
    options = tuple(Choosable(str(year), f"{year} 年") for year in years[:_YEARS])
    first = options[0].value if options else ""
    return [Input(("year",), "年份", control="select", data=first or None, shown=(first,), options=options)]


def _years_of_requests(desk: Desk) -> list[Input]:
    years = {int(item.file_year) for item in desk.state.register.requests if item.file_year} | {desk.today.year}
    return _year(sorted(years, reverse=True))


def _years_of_plans(desk: Desk) -> list[Input]:
    planned = {plan.year for plan in desk.state.register.workplans}
    return _year([year for year in (desk.today.year, desk.today.year + 1) if year not in planned])


def _months(desk: Desk) -> list[Input]:
    sources = next(iter(desk.state.register.all(RatingSources)), None)
    options = tuple(Choosable(item.id, item.title) for item in (sources.sources if sources is not None else ()))
    of_itself = Choosable("", "（看表头认）")
    return [
        Input(("month",), "月份", "表里和文件名里都没有月份的才写，例如 2025-03"),
        Input(("source",), "来源", "认不出是哪一种表的才选", control="select", options=(of_itself, *options)),
    ]


def _decision(desk: Desk) -> list[Input]:
    item = FieldShape("decision", "决策事项", "", "", True, ValueShape(Takes.REFERENCE, expects=RefTo("decision")))
    sheet = Input(("sheet",), "工作表", "文件里只有一个工作表有内容的不用写")
    return [shaped(item, desk.state.lookups), sheet]


def _rated(asked: AskedWork) -> WorkedOut:
    stem = asked.file.name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    task = RatingTask(stem, asked.file.data, asked.given["month"], asked.given["source"])
    return asked.desk.workshop.imported(asked.desk.today, task)


def _with_opinions(asked: AskedWork) -> WorkedOut:
    decision = asked.desk.state.register.get(asked.given["decision"], Decision)
    text = asked.text(decision.path) if decision is not None else None
    if decision is None or text is None:
        return WorkedOut(faults=("没有这个决策事项，或者它还没有批准。请从列出的里面选。",))
    task = OpinionsTask(asked.file.data, asked.given["sheet"], decision.path, text)
    return asked.desk.workshop.imported(asked.desk.today, task)


def _catalogue(desk: Desk) -> list[Input]:
    sheet = Input(("sheet",), "工作表", "文件里只有一个工作表有内容的不用写")
    return [*_year([desk.today.year, desk.today.year + 1, desk.today.year - 1]), sheet]


def _with_items(asked: AskedWork) -> WorkedOut:
    ids = frozenset(taken_ids(asked.desk))
    task = CatalogueTask(asked.file.data, asked.given["sheet"], asked.given["year"], ids)
    return asked.desk.workshop.imported(asked.desk.today, task)


def _counted(asked: AskedWork) -> WorkedOut:
    return year_counted(asked.desk.state.register, asked.desk.today, asked.given["year"])


def _begun(asked: AskedWork) -> WorkedOut:
    if not asked.given["year"]:
        return WorkedOut(faults=("今年和明年的要点都已经有了，请打开它修改。",))
    return plan_begun(asked.desk.state.register, asked.desk.today, asked.given["year"])


WORKS: dict[str, DeskWork] = {
    "figures": DeskWork(
        "统计申请的年度数字", "由依申请公开台账算出一年的数，网页和年度报告用它；没有过完的年份数到今天。",
        (Request, YearOfRequests, AnnualFigures), _years_of_requests, _counted,
    ),
    "plan": DeskWork(
        "起草下一年的要点", "由最近一年的政务公开工作要点起草：事项和期限带过来，推后一年，没有做完的注明。",
        (WorkPlan,), _years_of_plans, _begun,
    ),
    "ratings": DeskWork(
        "导入月报", "好差评、12345 的月报，xlsx 或者 CSV。只取件数；有隐藏内容、个人信息或者数对不上的，整份不取。",
        (RatingSources, MonthRatings), _months, _rated, takes_file=True,
    ),
    "opinions": DeskWork(
        "导入意见汇总表",
        "写着意见摘要、采纳情况、理由、条数的表，xlsx 或者 CSV，写进决策事项。提出人、电话、住址一律不取。",
        (Decision,), _decision, _with_opinions, takes_file=True, of="decision",
    ),
    "catalogue": DeskWork(
        "导入决策目录表",
        "写着事项名称、承办部门、计划完成时间的表，xlsx 或者 CSV：一个事项一份草稿，已经在目录里的不动。",
        (DecisionCatalogue,), _catalogue, _with_items, takes_file=True,
    ),
}  # fmt: skip
