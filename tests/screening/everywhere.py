"""Puts a text into every field of every record that takes one, found by walking the models themselves."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import AfterValidator, BaseModel, BeforeValidator
from pydantic_core import PydanticCustomError

from disclosure.records.base import RefTo, Slot
from disclosure.records.documents import Document
from disclosure.records.files import data_file, data_files
from disclosure.records.values import Choice

# Texts that must fit something else (a file, a number, another text, the room there is), with one that does.
FITTING: dict[tuple[str, str], Any] = {
    ("Attachment", "file"): "a.pdf", ("Redirect", "old"): "old/a.html", ("Limit", "value"): "20",
    ("Phrase", "right"): "安排", ("SynonymGroup", "words"): ["路灯", "灯杆"], ("Column", "short"): "通知",
    ("Home", "example"): "路灯", ("Home", "questions"): ["路灯", "摊点"],
    ("QuestionBoard", "own"): "/isso", ("Agency", "requests"): "data/requests",
    ("Document", "headline"): "路灯亮了", ("DirectLineItem", "topic"): "路灯",
    ("DirectLineItem", "result"): "修好了", ("PublicResponse", "result"): "修好了",
    ("DiagramStep", "name"): "申请", ("DiagramStep", "text"): "到窗口提出", ("DiagramStep", "note"): "当场",
    ("Interpretation", "reason"): "已有问答", ("Document", "clause_hints"): {"art-1": "先看这一条"},
    ("Request", "subject"): "路灯", ("RepeatedSubject", "subject"): "路灯",
    ("Issued", "unit"): "件", ("Decided", "unit"): "件", ("Charged", "unit"): "万元",
    ("GuideElements", "fax"): "0000-5550199", ("OfficeGuide", "fax"): "0000-5550199",
    ("ItemPeriod", "by"): "03-31", ("Cited", "clause"): "一", ("Column", "renewal_event"): "机构变动",
    ("RatingSources", "same"): {}, ("RatingSources", "distinct"): [],
}  # fmt: skip
# What holds texts and must have something in it, or a number that is large enough.
_HOLDING: dict[tuple[str, str], Any] = {
    ("Diagram", "steps"): [{"name": "申请", "text": "到窗口提出"}, {"name": "受理", "text": "当场告知"}],
    ("RatedItem", "counts"): {"accepted": "57"},
    ("ItemPeriod", "kind"): "yearly",
    ("PlanItem", "continuous"): "true",
    ("Withdrawal", "kind"): "notice",
    ("RepeatedSubject", "count"): "3",
}
# What the small office has one of, for references in records that it does not have; others lead to nobody.
_TARGETS = {
    "document": "doc-2025-003", "page": "doc-2025-003", "column": "notices", "department": "general-office",
    "theme": "community", "audience": "residents",
}  # fmt: skip
_PLAIN = {
    "check_day": "2025-01-02", "_key": "worth", "_moment": "2025-01-02 09:00", "_month": "2025-01", "_count": "1",
    "_year": "2025", "_clock": "09:00", "_number": "1.1",
    "_url": "https://www.gov.cn/", "_account": "@office/team", "_place": "某省",
}  # fmt: skip
_MISSING = object()
_SHORT = "路灯"  # fits where a longer text does not
MOST = 12  # members of a list: a long text in each of a thousand would make a file too large to be read
_DOCUMENTS = "docs/**/*.md"


@dataclass
class Filler:
    """Writes ``text`` wherever a model takes a text; ``reached`` says where that was."""

    text: str
    reached: set[tuple[str, str]] = field(default_factory=set)
    _numbers: Any = field(default_factory=count)

    def fill(self, root: Path) -> None:
        """Change every record of the project at ``root``, and add one of each file that it does not have."""
        for kind in data_files():
            found = sorted(root.glob(kind.glob))
            files = [file for file in found if data_file(file.relative_to(root).as_posix()) == kind]
            for file in files or [root / kind.pattern.format(year="2025", id="a-2025")]:
                known = yaml.load(file.read_text("utf-8"), yaml.CBaseLoader) if file.exists() else _MISSING
                _write(file, json.dumps(self._value(kind.model, known), ensure_ascii=False))
        for file in sorted(root.glob(_DOCUMENTS)):
            _, front, body = file.read_text("utf-8").split("---\n", 2)
            known = self._value(Document, yaml.load(front, yaml.CBaseLoader))
            _write(file, f"---\n{json.dumps(known, ensure_ascii=False)}\n---\n{body}")

    def _value(self, hint: Any, known: Any) -> Any:
        if _judge_of(hint) == "_text":
            return self.text if _has_room(hint, self.text) else _SHORT
        if isinstance(hint, type) and issubclass(hint, BaseModel):
            return self._record(hint, known)
        if get_origin(hint) is list:
            members = known[:MOST] if isinstance(known, list) else [_MISSING]
            return [self._value(get_args(hint)[0], member) for member in members]
        if get_origin(hint) in (Union, UnionType) or (get_origin(hint) is Annotated and not _judge_of(hint)):
            return self._value(get_args(hint)[0], known)
        return _plain(hint, next(self._numbers)) if known is _MISSING else known

    def _record(self, model: type[BaseModel], known: Any) -> Any:
        if known is not _MISSING and not isinstance(known, dict):
            return known  # a reference in place of a part
        made = {} if known is _MISSING else dict(known)
        for name, hint in _fields(model):
            fitting = (FITTING | _HOLDING).get((model.__name__, name))
            if fitting is not None:
                made.setdefault(name, fitting)
            elif name in made or model.model_fields[name].is_required() or _can_be_added(hint):
                made[name] = self._value(hint, made.get(name, _MISSING))
            written = made.get(name)
            if written == self.text or (isinstance(written, list) and set(map(str, written)) == {self.text}):
                self.reached.add((model.__name__, name))
        return made


def _has_room(hint: Any, text: str) -> bool:
    """Whether a text is no longer than its field takes."""
    try:
        for mark in hint.__metadata__:
            if isinstance(mark, AfterValidator):
                mark.func(text)
    except PydanticCustomError:
        return False
    return True


def _fields(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    hints = get_type_hints(model, include_extras=True)
    return ((name, hints[name]) for name in model.model_fields)


def _can_be_added(hint: Any) -> bool:
    """Whether a field that is not written can be: a text, or a part of which everything that it needs can be made."""
    return all(_judge_of(part) == "_text" or _is_part(part) for part in _parts(hint))


def _is_part(part: Any) -> bool:
    if not isinstance(part, type) or not issubclass(part, BaseModel) or part is Slot:
        return False
    needed = [hint for name, hint in _fields(part) if part.model_fields[name].is_required()]
    return all(_can_be_made(inner) for hint in needed for inner in _parts(hint))


def _can_be_made(part: Any) -> bool:
    known = _judge_of(part) in _PLAIN or _judge_of(part) in ("_text", "check_id")
    return known or _is_part(part) or (isinstance(part, type) and issubclass(part, Choice))


def _plain(hint: Any, number: int) -> str:
    """A value for a field of a record that the small office does not have."""
    target = next((mark.record for mark in getattr(hint, "__metadata__", ()) if isinstance(mark, RefTo)), None)
    if target is not None:
        return _TARGETS.get(target, "made-1")
    if isinstance(hint, type) and issubclass(hint, Choice):
        return str(next(iter(hint)).value)
    return f"made-{number}" if _judge_of(hint) == "check_id" else _PLAIN[_judge_of(hint)]


def texts_of(model: Any, found: set[tuple[str, str]] | None = None) -> set[tuple[str, str]]:
    """Every field of a model and of its parts that takes a text."""
    found = set() if found is None else found
    for name, hint in _fields(model):
        for part in _parts(hint):
            if _judge_of(part) == "_text":
                found.add((model.__name__, name))
            elif isinstance(part, type) and issubclass(part, BaseModel):
                texts_of(part, found)
    return found


def _parts(hint: Any) -> list[Any]:
    """The types that a field is made of."""
    if _judge_of(hint) or not get_args(hint):
        return [hint]
    arguments = get_args(hint)[:1] if get_origin(hint) is Annotated else get_args(hint)
    return [part for argument in arguments if argument is not NoneType for part in _parts(argument)]


def _judge_of(hint: Any) -> str:
    """The name of the function that judges a value of this type; of a text that must be more than a text, the other."""
    marks = getattr(hint, "__metadata__", ())
    names = [mark.func.__name__ for mark in marks if isinstance(mark, BeforeValidator)]
    return next((name for name in names if name != "_text"), "_text" if names else "")


def _write(file: Path, text: str) -> None:
    """Put a new file in place of one that may be a hard link."""
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_text(text, "utf-8")
