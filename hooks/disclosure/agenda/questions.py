"""Questions of the public that wait for their answer."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.law.replies import reply_to_question
from disclosure.records.questions import Question
from disclosure.register import Register

_LONGEST = 30  # characters of a question that is told


@agenda_of
def answers_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """Each open question by the office's own day, else by the law's."""
    for question in register.all(Question):
        standing = reply_to_question(question, register, book, today)
        if not standing.is_open or question.answer is not None:
            continue
        yield Due(
            f"question-{question.id}",
            f"答复留言：{_asked(question)}",
            question.unit,
            standing.due or standing.latest,
            question.place("received"),
            question.id,
            private=question.private,
            promised=question.delay.new_date if question.delay is not None else None,
        )


def _asked(question: Question) -> str:
    """What was asked, cut short; of what is answered to one alone its number."""
    if question.private or question.question is None:
        return question.id
    return question.question if len(question.question) <= _LONGEST else f"{question.question[:_LONGEST]}……"
