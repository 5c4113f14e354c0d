"""Synthetic decisions: each goes as far as its course says, with a document for each stage that it has reached."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta
from itertools import cycle
from typing import Any

from benchmark.documents import LAST_DAY, YEARS, Office, SyntheticDocument, review
from benchmark.wording import PLACES, TOPICS

# Stages with the days after the start at which their documents are made.
_DAYS = {
    "draft": 0, "explanation": 0, "background": 0, "consultation": 5, "feedback": 55, "expert": 58, "risk": 58,
    "legality": 62, "attendance": 70, "meeting": 70, "result": 75, "interpretation": 75, "execution": 180,
    "evaluation": 240,
}  # fmt: skip
_OPEN = ("draft", "explanation", "consultation")
_CONSULTED = ("draft", "explanation", "background", "consultation", "feedback")
_DECIDED = (*_CONSULTED, "legality", "meeting", "result", "interpretation")
_REMOVED = ("draft", "explanation")  # taken off the catalogue before anyone was asked
_PLANNED = ()

# What happens to the decisions of the years before the last one, and of the last one, in turn.
_PAST = (_DECIDED, _REMOVED, tuple(_DAYS), _CONSULTED, _REMOVED)
_PRESENT = (_OPEN, _PLANNED)
_CATEGORIES = ("major-measure", "important-plan", "major-project")
_CONSULTATION_DAYS = 40


def add_decisions(office: Office, wanted: int, budget: int) -> dict[int, list[dict[str, Any]]]:
    """So many decisions by year, whose documents (at most ``budget``) are added to ``office``."""
    order = (YEARS[-2], YEARS[-1], *YEARS[:-2])  # even two decisions are one that is finished and one that is not
    past, present = cycle(_PAST), cycle(_PRESENT)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for number in range(wanted):
        year = order[number % len(order)]
        course = next(past if year < YEARS[-1] else present)
        if len(course) > budget - len(office.documents):
            course = _PLANNED
        found[year].append(_decision(office, year, len(found[year]) + 1, course))
    return found


def _decision(office: Office, year: int, number: int, course: tuple[str, ...]) -> dict[str, Any]:
    topic = f"{office.random.choice(PLACES)}片区{office.random.choice(TOPICS)}"
    papers = {stage: paper.id for stage, paper in _papers(office, year, topic, course).items()}
    removed = course is _REMOVED
    owner = office.random.choice(office.departments)
    return {
        "id": f"dec-{year}-{number:03}",
        "title": f"{topic}实施方案（{year}年第{number}项）",
        "summary": f"拟对{topic}的范围、标准和分工作出安排，并明确费用来源和后续管理。",
        "category": office.random.choice(_CATEGORIES),
        "owner": owner,
        "basis": ["《上海市街道办事处条例》"],
        "required_steps": list(course) or ["draft", "explanation", "consultation"],
        "completion": f"{year}-10",
        "adjusted": "removed" if removed else "kept",
        **({"adjusted_note": f"{year}年9月因实施条件变化移出目录"} if removed else {}),
        "stages": papers if len(papers) == len(_DAYS) else {**papers, **_missing(removed)},
        **({"opinions": _opinions(office)} if "feedback" in course else {}),
        "disclosure": "active",
        "review": review(date(year, 3, 4), date(year, 3, 18), owner, office.departments),
    }


def _missing(removed: bool) -> dict[str, Any]:
    """Why the remaining stages have no documents. What follows a decision takes time, so it is due later."""
    if removed:
        return {"others": {"absent": "not-required", "basis": "事项已经移出目录，不再进入后续程序"}}
    days = {"execution": date(2026, 6, 30), "evaluation": date(2026, 12, 31), "others": date(2025, 12, 31)}
    return {stage: {"absent": "not-due", "due": due} for stage, due in days.items()}


def _papers(office: Office, year: int, topic: str, course: tuple[str, ...]) -> dict[str, SyntheticDocument]:
    """The documents of the stages, dated one after another and linked where a rule asks for it."""
    start = date(year, 4, 5) + timedelta(days=office.random.randint(0, 40))
    papers: dict[str, SyntheticDocument] = {}
    for stage in course:
        if stage == "interpretation":
            papers[stage] = office.add_interpretation(papers["result"], topic=topic)
            continue
        made = min(start + timedelta(days=_DAYS[stage]), LAST_DAY)
        kind = "normative" if stage == "result" else stage
        papers[stage] = office.add(kind, made, topic=topic)
        if stage == "consultation":
            papers[stage].fields["consultation"] = _facts(papers[stage])
            papers[stage].links += [papers["draft"].id, papers["explanation"].id]
    if "result" in papers:
        papers["result"].links.append(papers["feedback"].id)
    return papers


def _facts(announcement: SyntheticDocument) -> dict[str, Any]:
    """A consultation that opens on the day of its announcement."""
    closes = announcement.published + timedelta(days=_CONSULTATION_DAYS)
    channels = {"online": "区政府网站的意见征集栏目"}
    told = ["街道微信公众号"]
    return {"opens": announcement.published, "closes": closes, "channels": channels, "announced": told}


def _opinions(office: Office) -> dict[str, Any]:
    adopted, partly, refused = office.random.randint(3, 20), office.random.randint(1, 8), office.random.randint(1, 4)
    items: list[dict[str, Any]] = [
        {"summary": f"意见{number}：写明办理时限", "count": count, "outcome": "adopted"}
        for number, count in enumerate((1, adopted - 1), 1)
    ]
    reason = "先在条件成熟的小区施行，再逐步扩大"
    items.append({"summary": "扩大适用范围", "count": partly, "outcome": "partly", "reason": reason})
    for number in range(refused):
        reason = "超出街道的权限和财力，已转有关部门研究"
        summary = f"提高补贴标准（第{number + 1}条）"
        items.append({"summary": summary, "count": 1, "outcome": "not-adopted", "reason": reason})
    return {
        "received": adopted + partly + refused,
        "adopted": adopted,
        "partly": partly,
        "not_adopted": refused,
        "items": items,
    }
