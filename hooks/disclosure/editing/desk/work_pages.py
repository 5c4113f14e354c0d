"""The pages on which something is worked out: asked in a few fields, shown first, then drafts like any others."""

from __future__ import annotations

import base64
import binascii
import difflib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import NamedTuple

from markupsafe import Markup

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.drafts import Draft
from disclosure.editing.desk.ground import name_of
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.together import UnderWayError, kept_together
from disclosure.editing.desk.web import RequestRefused, TooLarge, Upload, WebAnswer, WebRequest, led_to
from disclosure.editing.desk.worked_out import RatingTask, WorkedOut, plan_begun, year_counted
from disclosure.editing.forms.nodes import Choosable, Input
from disclosure.editing.forms.short import ShortAnswers, answered, shown_alone
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.base import Record
from disclosure.records.files import data_file
from disclosure.records.ratings import MonthRatings, RatingSources
from disclosure.records.request_figures import YearOfRequests
from disclosure.records.requests import Request
from disclosure.records.work_plans import WorkPlan

_FILE, _KEPT, _NAME, _DO = "desk:file", "desk:kept", "desk:name", "desk:do"
_LARGEST = 2 << 20  # bytes of an export of monthly figures
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
    made: Callable[[Desk, Mapping[str, str], Upload | None], WorkedOut]
    takes_file: bool = False


def works_for(model: type[Record]) -> list[tuple[str, str]]:
    """What can be worked out where records of a type are edited, by address and title."""
    return [(f"/work/{name}", work.title) for name, work in WORKS.items() if model in work.about]


def work_page(desk: Desk, person: Editor, name: str, request: WebRequest, token: str) -> WebAnswer:
    """Ask; show what would come of it; make drafts of it."""
    work = WORKS.get(name)
    if work is None:
        raise RequestRefused(HTTPStatus.NOT_FOUND, "没有这个页面。请从首页找。")
    asks, answers, made = work.asks(desk), ShortAnswers({}, {}, {}), WorkedOut()
    file, under_way, problem = None, None, ""  # type: Upload | None, Draft | None, str
    if request.method == "POST":
        answers = answered(asks, request.sent.pairs)
        file = _file(request) if work.takes_file else None
        made = WorkedOut() if answers.refusals else _made(work, desk, answers, file)
        if made.files and request.sent.get(_DO) == "keep":
            try:
                return led_to(f"/record/{kept_together(desk, person, [*_drafts(desk, made)])}?told=guided")
            except UnderWayError as error:
                problem, under_way = str(error), error.draft
    fields = Markup(shown_alone(asks, desk.lookups(person), answers.typed, answers.refusals))  # noqa: S704 — escaped
    kept = base64.b64encode(file.data).decode() if file is not None and made.files else ""
    values = {
        "work": work, "task": name, "fields": fields, "made": made, "texts": [*_texts(desk, made)], "problem": problem,
        "under_way": under_way, "kept": kept, "file_name": file.name if file is not None else "",
        "is_asked": request.method == "POST",
    }  # fmt: skip
    return WebAnswer(desk.drawn("work.html", person, token=token, **values))


def _made(work: DeskWork, desk: Desk, answers: ShortAnswers, file: Upload | None) -> WorkedOut:
    if work.takes_file and file is None:
        return WorkedOut(faults=("没有选中文件，或者文件是空的。请先选一个文件。",))
    made = work.made(desk, answers.values, file)
    same = [path for path, text in made.files.items() if text == desk.state.text(path)]
    told = (f"“{_title(desk, path)}”和现在的一样，不用改。" for path in same)
    files = {path: text for path, text in made.files.items() if path not in same}
    return replace(made, files=files, told=(*made.told, *told))


def _file(request: WebRequest) -> Upload | None:
    """The file that was chosen now; else the one that was shown, as its page sends it back."""
    file, kept = request.sent.upload(_FILE), request.sent.get(_KEPT)
    if file is None and kept:
        try:
            file = Upload(request.sent.get(_NAME), base64.b64decode(kept, validate=True))
        except (binascii.Error, ValueError):
            file = None
    if file is not None and len(file.data) > _LARGEST:
        raise TooLarge(f"月报最大 {_LARGEST >> 20} MB，没有收下。请只导出要的那几个月。")
    return file if file is not None and file.data else None


def _drafts(desk: Desk, made: WorkedOut) -> Iterator[Draft]:
    for path, text in made.files.items():
        yield Draft(name_of(path), path, desk.state.text(path), text, title=_title(desk, path))


def _texts(desk: Desk, made: WorkedOut) -> Iterator[NewText]:
    """What would be written: a new file whole, of one that is there the lines that change."""
    for path, text in made.files.items():
        before = desk.state.text(path)
        if before is not None:
            lines = difflib.unified_diff(before.splitlines(), text.splitlines(), lineterm="", n=_NEAR)
            text = "\n".join([*lines][2:])
        yield NewText(_title(desk, path), path, before is None, text)


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


def _rated(desk: Desk, given: Mapping[str, str], file: Upload | None) -> WorkedOut:
    assert file is not None
    stem = file.name.replace("\\", "/").rpartition("/")[2].rpartition(".")[0]
    return desk.workshop.rated(desk.today, RatingTask(stem, file.data, given["month"], given["source"]))


def _counted(desk: Desk, given: Mapping[str, str], file: Upload | None) -> WorkedOut:
    return year_counted(desk.state.register, desk.today, given["year"])


def _begun(desk: Desk, given: Mapping[str, str], file: Upload | None) -> WorkedOut:
    if not given["year"]:
        return WorkedOut(faults=("今年和明年的要点都已经有了，请打开它修改。",))
    return plan_begun(desk.state.register, desk.today, given["year"])


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
}  # fmt: skip
