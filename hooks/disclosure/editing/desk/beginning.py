"""A new record: what only the editor knows is asked, the rest is proposed, and the drafts open in their forms."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from http import HTTPStatus
from pathlib import PurePosixPath

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.ground import is_place, name_of, title_in
from disclosure.editing.desk.guard import TOKEN
from disclosure.editing.desk.numbers import taken_ids
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.together import UnderWayError, kept_together
from disclosure.editing.desk.web import RequestRefused, WebAnswer, WebRequest, led_to
from disclosure.editing.desk.work_pages import WORKS
from disclosure.editing.proposals import NeedsMoreError, NewRecord, NotProposedError, proposal
from disclosure.editing.proposals.papers import DECISIONS
from disclosure.editing.proposals.wanted import ANNUAL_REPORT, Wanted, makeable, offered, wanted
from disclosure.expressions import expression
from disclosure.past import FreeIds
from disclosure.records.base import Record
from disclosure.records.columns import Column
from disclosure.records.decisions import STAGE_KINDS, DecisionCatalogue, Stage
from disclosure.records.documents import Document
from disclosure.records.kinds import Kind

_SERIES = expression(r"(.*-)([0-9]+)")
_COMMON = {
    "title": "标题", "column": "栏目", "kind": "种类", "year": "年份",
    "decision": "所属的决策事项（不属于的不选）", DECISIONS: "列入的事项，一行写一个名称",
}  # fmt: skip
_YEARS = 10  # from this one on, of which one is proposed
_MOST = 60  # fields that may be given


def new_page(desk: Desk, person: Editor, kind: str, request: WebRequest, token: str) -> WebAnswer:
    """Ask what is to be made, or make drafts of it."""
    if not kind:
        return WebAnswer(
            desk.drawn("kinds.html", person, groups=makeable(desk.state.register), works=WORKS, token=token)
        )
    found = wanted(kind)
    if found is None or request.method == "HEAD":
        raise RequestRefused(HTTPStatus.NOT_FOUND, "没有这一种。请从首页选。")
    given = _given(desk, request, found)
    problem, under_way = "", None  # type: str, Draft | None
    options: tuple[tuple[str, str], ...] = ()
    if request.method == "POST" and given.get("title") == "":
        problem = "请先填写标题。"
    elif request.method == "POST":
        try:
            with desk.numbering:  # nobody else takes the same number meanwhile
                made = proposal(kind, desk.state.register, desk.today, given, taken_ids(desk))
                return led_to(f"/record/{_drafted(desk, person, made, given)}?told=new")
        except NeedsMoreError as error:
            options = error.options
            given.setdefault(error.key, "")
            problem = f"还要写明：{error.why}。"
        except NotProposedError as error:
            problem = str(error)
        except UnderWayError as error:
            problem, under_way = str(error), error.draft
    values = {"kind": kind, "title": _title(kind), "given": given, "problem": problem, "under_way": under_way}
    labels = _COMMON | {key: item.title for key, item in found.model.model_fields.items() if item.title}
    asked = _options(desk, found, given, options)
    return WebAnswer(desk.drawn("new.html", person, token=token, options=asked, labels=labels, **values))


def model_of_new(kind: str) -> type[Record] | None:
    """The record type of what is made by a word of an address."""
    found = wanted(kind)
    return found.model if found is not None else None


def _is_yearly(found: Wanted) -> bool:
    """Whether there is one such record a year."""
    return not found.papers and "{year}" in found.model.files and "{id}" not in found.model.files


def _next_year(desk: Desk, found: Wanted) -> str:
    """The first year from this one on of which there is none."""
    years = (str(desk.today.year + number) for number in range(_YEARS))
    free = (year for year in years if found.model.files.replace("{year}", year) not in desk.state.register.texts)
    return next(free, "")


def _given(desk: Desk, request: WebRequest, found: Wanted) -> dict[str, str]:
    """What was filled in; at first what is asked for: the title, where such a thing has one, or of which year it is."""
    if request.method != "POST":
        if found.papers == ANNUAL_REPORT:
            return {"year": str(desk.today.year - 1)}
        if found.model is DecisionCatalogue:
            return {"year": _next_year(desk, found), "published": "", "approval": "", DECISIONS: ""}
        if _is_yearly(found):
            return {"year": _next_year(desk, found)}
        return {"title": ""} if found.papers or "title" in found.model.model_fields else {}
    pairs = ((name, value.strip()) for name, value in request.sent.pairs if name != TOKEN)
    return dict([*pairs][:_MOST])


def _options(
    desk: Desk, found: Wanted, given: Mapping[str, str], asked: tuple[tuple[str, str], ...]
) -> dict[str, list[tuple[str, str]]]:
    """What can be chosen for the fields that are asked."""
    columns = [column for column in desk.state.register.all(Column) if column.kinds]
    options: dict[str, list[tuple[str, str]]] = {}
    if found.model is Document and not found.papers:
        fitting = [item for item in columns if found.kind is None or found.kind in item.kinds]
        options["column"] = [(item.id, item.title) for item in fitting]
        chosen = next((item for item in columns if item.id == given.get("column")), None)
        kinds = chosen.kinds if chosen is not None else dict.fromkeys(kind for item in columns for kind in item.kinds)
        stages = _stages(found.kind)
        if stages:
            options["decision"] = [
                (item.id, item.title)
                for item in desk.state.register.decisions
                if any((slot := getattr(item.stages, stage.value)) is None or slot.ref is None for stage in stages)
            ]
        if found.kind is None:
            options["kind"] = [(kind.value, kind.label) for kind in kinds]
    for name in given:
        if asked and not given[name] and name not in options:
            options[name] = list(asked)
    return options


def _stages(kind: Kind | None) -> list[Stage]:
    """The stages of a decision for which a kind of document may be; of no certain kind all of them."""
    return [stage for stage, kinds in STAGE_KINDS.items() if kind is None or kind in kinds]


def _drafted(desk: Desk, person: Editor, made: NewRecord, given: Mapping[str, str]) -> str:
    """Drafts of all files of a proposal, to be handed in together; the name of the first."""
    paths = [path for path in made.files if _may_be_written(desk, path)]
    if len(paths) != len(made.files) or not paths:
        raise RequestRefused(HTTPStatus.INTERNAL_SERVER_ERROR, "这种记录还不能从这里新建。请告诉管理员。")
    drafts = []
    for path in paths:
        text, there = made.files[path], desk.state.by_path.get(path)
        title = title_in(text, path) or (there.title if there is not None else made.models[path].type_label)
        drafts.append(Draft(name_of(path), path, desk.state.text(path), text, title=title))
    return kept_together(desk, person, drafts)


def _may_be_written(desk: Desk, path: str) -> bool:
    return is_place(path) or path in desk.state.by_path


def renumbered(desk: Desk, person: Editor, draft: Draft) -> str:
    """Give a new record, whose number somebody else has taken, the next one, wherever its papers say it; its name."""
    old = PurePosixPath(draft.path).stem
    series = _SERIES.fullmatch(old)
    if series is None:
        raise RequestRefused(HTTPStatus.CONFLICT, "这个编号已经被别人用了。请复制内容，另起一个名称新建。")
    with desk.numbering:
        ids = FreeIds(desk.state.register, desk.state.history, desk.today, taken_ids(desk))
        new = ids.next(series[1], len(series[2]))
        for item in reversed(desk.group(person, draft)):
            _renamed(desk, person, item, old, new)
    return name_of(draft.path.replace(f"/{old}.", f"/{new}."))


def _renamed(desk: Desk, person: Editor, item: Draft, old: str, new: str) -> None:
    """Say the new number in a draft; where it is its own, the draft and its files are called by it."""
    told = re.compile(rf"(?<![a-z0-9-]){re.escape(old)}(?![a-z0-9])")
    path = item.path.replace(f"/{old}.", f"/{new}.")
    text, files = told.sub(new, item.text), tuple(told.sub(new, name) for name in item.files)
    made = replace(item, path=path, subject=name_of(path), text=text, files=files, forms=())
    made = replace(made, group=name_of(path) if item.group == item.subject else told.sub(new, item.group))
    if path == item.path:
        desk.keep(person, made.shown_as(text))
        return
    for name, called in zip(item.files, files, strict=True):
        file = desk.drafts.file(person.slug, item.subject, name)
        if file is not None:
            desk.drafts.lay(person.slug, person.account, made.subject, called, file.read_bytes())
    desk.keep(person, made.apart().shown_as(text))
    desk.drafts.settle(person.slug, item)


def _title(kind: str) -> str:
    return next((label for name, label in offered() if name == kind), kind)
