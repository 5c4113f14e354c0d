"""Papers that belong together: a public consultation with its draft and decision, an annual report with its numbers.

Which they are and how they name each other is known; what they say is not.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from disclosure.annual.sections import APPEALS, DISCLOSED, REQUESTS, SECTIONS
from disclosure.editing.proposals.asking import NotProposedError
from disclosure.reading import blocks
from disclosure.reading.put import put
from disclosure.records.annual_figures import AnnualFigures
from disclosure.records.base import Record
from disclosure.records.columns import Column
from disclosure.records.decisions import STAGE_KINDS, Adjustment, Decision, DecisionCatalogue, Stage
from disclosure.records.documents import Document
from disclosure.records.files import data_file
from disclosure.records.kinds import Kind
from disclosure.register import Register

_NUMBERS = "一二三四五六"
_TABLES = {DISCLOSED: blocks.DISCLOSED, REQUESTS: blocks.REQUESTS, APPEALS: blocks.APPEALS}
_PERIOD = "所列数据统计期限自{year}年1月1日起，至{year}年12月31日止。\n"
DECISIONS = "decisions"  # given for a catalogue: the titles of its items, a line each
_NO_DECISION = ("none", "无", "不属于")


class NewPaper(NamedTuple):
    """One record of a set: its type, what is given of it, and the Markdown of a document."""

    model: type[Record]
    given: Mapping[str, str]
    body: str = ""


Lay = Callable[[NewPaper], str]  # makes a record, and tells its id


def consultation(register: Register, given: Mapping[str, str], year: str, lay: Lay) -> dict[str, str]:
    """Draft, explanation and announcement, and the decision that they are stages of; texts of files that change.

    ``decision`` names one that is there; ``none`` says that the paper is no major decision.
    """
    given = dict(given)
    title, decision = given.pop("title", ""), given.pop("decision", "")
    shared = {name: value for name, value in given.items() if name in ("department", "year", "published")}
    draft = lay(NewPaper(Document, {**shared, "kind": Kind.DRAFT, **_titled(title, "{}（草案）")}))
    explained = lay(NewPaper(Document, {**shared, "kind": Kind.EXPLANATION, **_titled(title, "{}（草案）起草说明")}))
    notice = {**given, "kind": Kind.CONSULTATION, **_titled(title, "关于公开征求《{}（草案）》意见的公告")}
    if decision in _NO_DECISION:
        notice |= {"consultation.draft": draft, "consultation.explanation": explained}
    body = f"[](ref:{draft})已经起草，现公开征求意见。请一并参阅[](ref:{explained})。\n"
    announced = lay(NewPaper(Document, notice, body))
    stages = {Stage.DRAFT: draft, Stage.EXPLANATION: explained, Stage.CONSULTATION: announced}
    if decision in _NO_DECISION:
        return {}
    if decision:
        return entered(register, decision, stages)
    _lay_decision(register, title, shared, year, stages, lay)
    return {}


def annual_report(register: Register, given: Mapping[str, str], year: str, lay: Lay) -> None:
    """The report on a year with its six sections, and the numbers of its tables."""
    name = register.agency.name if register.agency is not None else ""
    title = {"title": f"{name}{year}年政府信息公开工作年度报告"} if name else {}
    rest = {key: value for key, value in given.items() if key != "year"}
    report = lay(NewPaper(Document, {**title, **rest, "kind": Kind.REPORT}, report_body(year)))
    lay(NewPaper(AnnualFigures, {"report": report, "year": year}))


def report_body(year: str) -> str:
    """The six sections under their official headings, the three tables where they belong, everything else empty."""
    sections = (_section(number, title) for number, title in zip(_NUMBERS, SECTIONS, strict=True))
    return "\n".join((_PERIOD.format(year=year), *sections))


def _section(number: str, title: str) -> str:
    table = _TABLES.get(title)
    return f"## {number}、{title}\n" + (f"\n{{{{ {blocks.NAMES[table]} }}}}\n" if table else "")


def _titled(title: str, pattern: str) -> dict[str, str]:
    return {"title": pattern.format(title)} if title else {}


def _lay_decision(
    register: Register, title: str, shared: Mapping[str, str], year: str, stages: Mapping[Stage, str], lay: Lay
) -> None:
    """A new item of the year's catalogue, and the catalogue where there is none."""
    owner = {"owner": shared["department"]} if "department" in shared else {}
    named = {"title": title} if title else {}
    filled = {f"stages.{stage.value}": paper for stage, paper in stages.items()}
    if DecisionCatalogue.files.replace("{year}", year) not in register.texts:
        lay(NewPaper(DecisionCatalogue, {"year": year}))
    lay(NewPaper(Decision, {**named, **owner, **filled, "year": year}))


def catalogue(given: Mapping[str, str], year: str, lay: Lay) -> None:
    """The catalogue of a year, and an item for each line of ``decisions``, in their order."""
    rest = {key: value for key, value in given.items() if key != DECISIONS}
    lay(NewPaper(DecisionCatalogue, {**rest, "year": year}))
    titles = [" ".join(line.split()) for line in given.get(DECISIONS, "").splitlines() if line.strip()]
    for number, title in enumerate(titles, 1):
        listed = {"title": title, "order": str(number), "adjusted": Adjustment.KEPT.value, "year": year}
        lay(NewPaper(Decision, listed))


def stage_paper(register: Register, given: Mapping[str, str], lay: Lay) -> dict[str, str]:
    """One document that is a stage of the ``decision`` that is named; the text of that decision's file."""
    given = dict(given)
    decision = given.pop("decision")
    named = {name: stage for stage, kinds in STAGE_KINDS.items() for kind in kinds for name in (kind.value, kind.label)}
    stage = named.get(given.get("kind", ""))
    if stage is None:
        raise NotProposedError("这一种文件不是决策事项的哪个环节。", "请核对文件种类；不属于决策事项的，不选决策事项。")
    return entered(register, decision, {stage: lay(NewPaper(Document, given))})


def filled_column(register: Register, column: str, changed: Mapping[str, str]) -> dict[str, str]:
    """The file of a column that said why it is empty, without that: something is filed there now."""
    found = register.get(column, Column)
    if found is None or found.empty is None:
        return {}
    file = data_file(found.path)
    assert file is not None
    text = changed.get(found.path, register.texts[found.path])
    return {found.path: put(text, (*found.tree.base, "empty"), None, file.model)}


def entered(register: Register, decision: str, stages: Mapping[Stage, str]) -> dict[str, str]:
    """The file of a decision with the papers in their stages, which must be free."""
    found = register.get(decision, Decision)
    if found is None:
        raise NotProposedError(f"没有“{decision[:40]}”这个决策事项。", "请核对编号；要新建一个，不写 decision。")
    text = register.texts[found.path]
    for stage, paper in stages.items():
        slot = getattr(found.stages, stage.value)
        if slot is not None and slot.ref is not None:
            message = f"{decision} 的“{stage.label}”已经是 {slot.ref}。"
            raise NotProposedError(message, "请改那一份；再征求一次意见的，请单独新建征求意见公告。")
        text = put(text, ("stages", stage.value), paper, Decision)
    return {found.path: text}
