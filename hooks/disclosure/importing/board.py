"""Messages of a board → question records for review: numbers masked, what stays personal refused, twice is once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from disclosure.expressions import expression
from disclosure.importing.isso_store import LONGEST, Message
from disclosure.reading.put import PutRefusedError, put
from disclosure.records.documents import Document
from disclosure.records.questions import ASKED_ABOUT, AskedBy, Question
from disclosure.register import Register
from disclosure.screening.leaks import leaks
from disclosure.screening.personal import masked
from disclosure.screening.written import Known, Written

_PAPER = expression(rf"/{Document.page_folder}/([a-z0-9-]+)\.\w+$")
_PERSONAL = "请在留言板上删去这一条，另外单独答复。"
_BLANKS = expression(r"[ \t\u3000]*\n\s*")


@dataclass(frozen=True)
class TakenOver:
    """A file to write: its path from the project's root, its text, and whether the question was there already."""

    path: str
    text: str
    is_new: bool


@dataclass(frozen=True)
class LeftOut:
    """A message that is not taken over, by its number on the board, and why."""

    number: int
    reasons: tuple[str, ...]


@dataclass(frozen=True)
class Takeover:
    """What becomes of the messages of a board in one project."""

    register: Register
    messages: tuple[Message, ...]

    @cached_property
    def results(self) -> list[TakenOver | LeftOut]:
        """One for each message that brings something new; nothing for what was taken over before."""
        return [result for message in self.messages if (result := self._result(message)) is not None]

    @cached_property
    def _known(self) -> Known:
        return Known(self.register.agency)

    def _result(self, message: Message) -> TakenOver | LeftOut | None:
        key = f"q-{message.received:%Y%m%d}-{message.number}"
        there = self.register.get(key, Question)
        if not message.text.strip():
            return LeftOut(message.number, ("没有文字。请在留言板上删去这一条。",))
        if message.longest > LONGEST:
            return LeftOut(message.number, (f"问题或者答复超过 {LONGEST} 字。请人工登记。",))
        if there is None and key in self.register.declared:
            return LeftOut(message.number, (f"{key} 的文件读不出来，请先改好它。",))
        path = there.path if there is not None else f"data/questions/{message.received.year}/{key}.yml"
        try:
            text = self._answered(there, message) if there is not None else self._new(key, message)
        except PutRefusedError as error:
            return LeftOut(message.number, (str(error),))
        if text is None:
            return None
        found = tuple(dict.fromkeys(item.message for item in leaks(Written(path, text), self._known)))
        return LeftOut(message.number, (*found, _PERSONAL)) if found else TakenOver(path, text, there is None)

    def _new(self, key: str, message: Message) -> str:
        policy = self._policy(message)
        text = f"id: {key}\n"
        for name, value in self._fields(message, policy):
            text = put(text, (name,), value, Question)
        return text

    def _fields(self, message: Message, policy: Document | None) -> Iterator[tuple[str, str]]:
        if policy is not None:
            yield "policy", policy.id
        yield "received", message.received.isoformat()
        yield "channel", AskedBy.ONLINE.value
        yield "unit", self._unit(policy)
        yield "question", self._clean(message.text)
        if message.answered is not None:
            yield "answered", message.answered.isoformat()
            yield "answer", self._clean(message.answer)

    def _answered(self, there: Question, message: Message) -> str | None:
        """The file of a question with the answer that came since; ``None`` if there is nothing new."""
        if message.answered is None or there.is_answered:
            return None
        text = self.register.texts[there.path]
        for name, value in (("answered", message.answered.isoformat()), ("answer", self._clean(message.answer))):
            text = put(text, (name,), value, Question)
        return text

    def _policy(self, message: Message) -> Document | None:
        named = _PAPER.search(message.page)
        policy = self.register.get(named[1], Document) if named is not None else None
        return policy if policy is not None and policy.kind in ASKED_ABOUT else None

    def _unit(self, policy: Document | None) -> str:
        agency = self.register.agency
        assert agency is not None
        first = agency.departments[0].id if agency.departments else ""
        return (policy.department if policy is not None else None) or agency.disclosure_office or first

    def _clean(self, text: str) -> str:
        """The words on lines of their own without blanks around, and every number of a person masked."""
        return masked(_BLANKS.sub("\n", text.replace("\r", "")).strip(), self._known)


def takeover(register: Register, messages: Iterable[Message]) -> Takeover:
    """What becomes of the messages of a board. Needs a project whose office can be read."""
    return Takeover(register, tuple(messages))
