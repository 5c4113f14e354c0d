"""Questions → rows: each that is shown, and the counts of every month."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date

from disclosure.exports.rows import DataRow, QuestionMonthRow, QuestionRow
from disclosure.pages import addresses
from disclosure.pages.questions import how_it_stands
from disclosure.pages.site import Site
from disclosure.records.documents import Document
from disclosure.records.questions import Question


def shown_questions(site: Site) -> list[Question]:
    """The questions that readers see, the last received first."""
    shown = [question for question in site.register.all(Question) if not question.private]
    return sorted(shown, key=lambda question: (question.received, question.id), reverse=True)


def question_row(question: Question, site: Site) -> QuestionRow:
    """A question as a row."""
    standing, about = how_it_stands(question, site), site.register.get(question.policy or "", Document)
    cites = [(site.register.get(cited.policy, Document), cited.clause or "") for cited in question.cites]
    return QuestionRow(
        id=question.id,
        policy=question.policy,
        policy_title=about.title if about is not None else None,
        clauses=question.clauses,
        question=question.title,
        received=question.received,
        channel=question.channel.label,
        unit=site.department(question.unit),
        due=standing.due,
        answered=question.answered,
        working_days=standing.took,
        answer=question.answer,
        cites=[f"《{paper.title}》{clause}" for paper, clause in cites if paper is not None],
        satisfaction=question.satisfaction.label if question.satisfaction else None,
        same_as=question.same_as,
        delay=question.delay.reason if question.delay else None,
        new_date=question.delay.new_date if question.delay else None,
        url=site.url(addresses.address(question)),
    )


def question_rows(site: Site) -> list[DataRow]:
    """The questions that are shown, as rows."""
    return [question_row(question, site) for question in shown_questions(site)]


def month_rows(site: Site) -> list[DataRow]:
    """Every month from the January of the first question to that of the last one."""
    questions = site.register.all(Question)
    received = Counter(_month(question.received) for question in questions)
    answered = Counter(_month(question.received) for question in questions if question.is_answered)
    return [QuestionMonthRow(month=key, received=received[key], answered=answered[key]) for key in _all(received)]


def _all(months: Counter[str]) -> Iterator[str]:
    first, last = min(months), max(months)
    for year in range(int(first[:4]), int(last[:4]) + 1):
        yield from (f"{year}-{number:02}" for number in range(1, 13) if f"{year}-{number:02}" <= last)


def _month(day: date) -> str:
    return day.isoformat()[:7]


def questions_changed(questions: Sequence[Question]) -> date:
    """The last day on which there was something new."""
    return max((question.answered or question.received for question in questions), default=date.min)
