"""What is done with a record that is there, asked in a few fields: taking it down, repealing it, deleting it.

What comes of it are drafts of all files concerned, to be handed in together: they can be looked at, checked and thrown
away like any others.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from http import HTTPStatus
from typing import NamedTuple

from markupsafe import Markup

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.ground import Editable, name_of
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.single_files import is_public, public_files
from disclosure.editing.desk.together import UnderWayError, kept_together
from disclosure.editing.desk.web import RequestRefused, WebAnswer, WebRequest, led_to
from disclosure.editing.desk.work_pages import works_for
from disclosure.editing.forms import FIND, Lookups
from disclosure.editing.forms.nodes import Choosable, Input
from disclosure.editing.forms.short import ShortAnswers, answered, asked, shown_alone
from disclosure.order import in_china
from disclosure.reading.put import PutRefusedError, put
from disclosure.reading.yaml_tree import Location
from disclosure.records.base import Record
from disclosure.records.documents import Document, Validity, ValidityCause
from disclosure.records.kinds import POLICY_KINDS
from disclosure.records.withdrawals import PageType, Withdrawal, WithdrawalCode
from disclosure.withdrawn import changed_without, other_titles, whole_keys
from disclosure.withdrawn.orders import NotTakenDown, ReasonTells, TakeDown, written_order

_ONCE_PUBLIC = "ADR-001"  # what a check says where something goes that was public
_REPEALED = "宣布废止。"
_LOOK = "还没有写成草稿，请先改好下面标出的地方。"
_WHAT = "attachment"  # the field that asks what goes


class NotDoneError(ValueError):
    """It cannot be done so; the words are for the editor, and stand at a field if it is that field's fault."""

    def __init__(self, words: str, at: str = "") -> None:
        super().__init__(words)
        self.at = at


@dataclass(frozen=True)
class GuidedCase:
    """A record with which something is to be done, and who does it."""

    desk: Desk
    person: Editor
    subject: Editable

    @property
    def record(self) -> Record | None:
        """The record of the main branch that has this file for itself, unless it was taken down."""
        found = self.desk.state.register.records.get(self.subject.path.rpartition("/")[2].partition(".")[0])
        is_it = found is not None and found.path == self.subject.path and found.withdrawal is None
        return found if is_it else None

    @property
    def lookups(self) -> Lookups:
        """What its fields are chosen from."""
        return self.desk.lookups(self.person)

    @property
    def document(self) -> Document | None:
        """The record, if it is a document."""
        return self.record if isinstance(self.record, Document) else None

    def draft(self) -> Draft:
        """A draft of it, as it begins. Raises NotDoneError."""
        about = Draft(self.subject.name, self.subject.path, None, "")
        own = self.desk.own_branch(self.person, [about])
        text = self.desk.newest_text(self.subject, own)
        if text is None:
            raise NotDoneError("这个文件已经不在了。请从首页找。")
        return replace(about, base=text, text=text, title=self.subject.title)


class Concerned(NamedTuple):
    """What else is concerned, under a heading, each with the address at which it is seen, if there is one."""

    heading: str
    items: list[tuple[str, str]]


@dataclass(frozen=True)
class Guide:
    """Something that is done: what it is called and means, what is asked, what comes of the answers, what is shown."""

    title: str
    means: str
    fits: Callable[[GuidedCase], bool]
    asks: Callable[[GuidedCase], list[Input]]
    made: Callable[[GuidedCase, Mapping[str, str]], list[Draft]]
    shows: Callable[[GuidedCase], list[Concerned]] = lambda case: []


def guides_for(desk: Desk, person: Editor, subject: Editable) -> list[tuple[str, str]]:
    """What can be done with a record of the main branch, and what can be worked out there, by address and title."""
    case = GuidedCase(desk, person, subject)
    is_there = subject.name in desk.state.subjects
    fitting = (item for item in GUIDES.items() if is_there and item[1].fits(case))
    return [*((f"/{name}/{subject.name}", guide.title) for name, guide in fitting), *works_for(subject)]


def guided_page(desk: Desk, person: Editor, task: str, subject: Editable, request: WebRequest, token: str) -> WebAnswer:
    """Ask, or make the drafts and open the first."""
    guide, case, problem = GUIDES[task], GuidedCase(desk, person, subject), ""
    under_way: Draft | None = None
    if not guide.fits(case):
        raise RequestRefused(HTTPStatus.NOT_FOUND, f"这一条不能{guide.title}。请打开它的表单看看还能做什么。")
    asks, answers = guide.asks(case), ShortAnswers({}, {}, {})
    if request.method == "POST":
        answers = answered(asks, request.sent.pairs)
        try:
            if not request.sent.get(FIND):
                _complete(asks, answers)
                return led_to(f"/record/{kept_together(desk, person, guide.made(case, answers.values))}?told=guided")
        except UnderWayError as error:
            problem, under_way = str(error), error.draft
        except NotDoneError as error:
            problem = _LOOK if error.at else str(error)
            answers = replace(answers, refusals={**answers.refusals, error.at: str(error)})
    typed = answers.typed or {name: [value] for name, value in request.query.items()}
    fields = Markup(shown_alone(asks, case.lookups, typed, answers.refusals))  # noqa: S704 — escaped there
    values = {"guide": guide, "task": task, "fields": fields, "problem": problem, "under_way": under_way}
    values |= {"concerned": [item for item in guide.shows(case) if item.items]}
    return WebAnswer(desk.drawn("guided.html", person, subject=subject, token=token, **values))


def _complete(asks: list[Input], answers: ShortAnswers) -> None:
    if answers.refusals:
        raise NotDoneError(_LOOK)
    missing = [item.label for item in asks if item.required and not answers.values[item.name]]
    if missing:
        raise NotDoneError(f"请先填写{'、'.join(f'“{label}”' for label in missing)}。")


# Taking down


def _can_be_taken_down(case: GuidedCase) -> bool:
    """Whether it has a page of its own that may be public; of a document its day tells."""
    record = case.record
    if isinstance(record, Document):
        return is_public(case.desk, record)
    return record is not None and record.record_type in {item.value for item in PageType}


def _ask_to_take_down(case: GuidedCase) -> list[Input]:
    lookups = case.lookups
    return [
        *_ask_for_attachment(case),
        asked(Withdrawal, "code", lookups, hint="为什么撤下", required=True),
        asked(Withdrawal, "reason", lookups, required=True),
        asked(Withdrawal, "ordered_by", lookups, required=True),
        asked(Withdrawal, "successor", lookups, hint="改正后的、保留的那一份；重复发布的必选"),
        asked(Withdrawal, "title_public", lookups, hint="标题本身没有问题、读者还可以看到的，抄在这里；泄露的不写"),
        asked(Withdrawal, "contact", lookups),
    ]


def _ask_for_attachment(case: GuidedCase) -> Iterator[Input]:
    """Whether all of a document goes or one of its files."""
    files = public_files(case.desk, case.document)
    if files:
        options = (Choosable("", "整份文件，连同附件"), *(Choosable(*file) for file in files))
        hint = "只有一个附件有问题的，选那个附件，文件本身留着"
        yield Input((_WHAT,), "撤下什么", hint, control="radios", options=options)


def _taken_down(case: GuidedCase, given: Mapping[str, str]) -> list[Draft]:
    """The records of the order, the paper's own going, and the other files without its name."""
    state, record = case.desk.state, case.record
    assert record is not None
    if given["successor"] == record.key:
        raise NotDoneError("选成了要撤下的这一份，请选另一份。", "successor")
    if given["code"] == WithdrawalCode.DUPLICATE.value and not given["successor"]:
        raise NotDoneError("重复发布的，要说明保留哪一份：请选“改正后的版本”，旧网址会转过去。", "successor")
    clock, today = in_china(case.desk.now), case.desk.today
    code = next(item for item in WithdrawalCode if item.value == given["code"])
    time = datetime(today.year, today.month, today.day, clock.hour, clock.minute)
    rest = {name: given[name] for name in ("contact", "successor")}
    title = "" if code is WithdrawalCode.LEAK else given["title_public"]
    told = TakeDown(record.key, code, given["reason"], time, given["ordered_by"], title=title, **rest)
    try:
        order = written_order(replace(told, attachment=given.get(_WHAT, "")), state.register, record)
    except NotTakenDown as error:
        raise NotDoneError(str(error), "reason" if isinstance(error, ReasonTells) else "") from error
    is_file, texts = order.paper.is_file, state.register.texts
    others = {path: text for path, text in texts.items() if is_file or path != record.path}
    paper = order.paper.sparing(other_titles(others.items(), whole_keys([order.told])))
    named = [path for path in changed_without(others.items(), [paper]) if path in state.by_path]
    raw = [(path, text) for path in named if path != record.path and (text := state.text(path)) is not None]
    drafts = [
        Draft(name_of(path), path, None, text, title=f"撤下记录 {record.key}") for path, text in order.files.items()
    ]
    own = case.draft()
    if is_file:
        left = changed_without([(own.path, own.text)], [paper]).get(own.path) or own.text
        drafts.append(replace(own, text=left, without=paper.files))
    else:
        drafts.append(replace(own, is_gone=True))
    return [*drafts, *_without_name(case, raw, changed_without(raw, [paper]))]


def _without_name(case: GuidedCase, raw: list[tuple[str, str]], changed: Mapping[str, str | None]) -> Iterator[Draft]:
    before = dict(raw)
    for path, text in changed.items():
        title, base = case.desk.state.by_path[path].title, before[path]
        yield Draft(name_of(path), path, base, base if text is None else text, title=title, is_gone=text is None)


# Repealing


def _is_in_force(case: GuidedCase) -> bool:
    document = case.document
    is_policy = document is not None and document.kind in POLICY_KINDS
    return is_policy and document is not None and document.validity not in (Validity.REPEALED, Validity.EXPIRED)


def _ask_to_repeal(case: GuidedCase) -> list[Input]:
    lookups, today = case.lookups, case.desk.today.isoformat()
    cause = asked(Document, "validity_cause", lookups, hint="为什么废止，选一种")
    fitting = tuple(item for item in cause.options if item.value != ValidityCause.CHANGED.value)
    return [
        asked(Document, "replaced_by", lookups, hint="有新文件取代它的，选新文件，下面三项就不用填"),
        asked(Document, "validity_since", lookups, hint="从哪一天起废止", value=today),
        replace(cause, options=fitting),
        asked(Document, "validity_reason", lookups, hint="写给读者看的一句话"),
    ]


def _repealed(case: GuidedCase, given: Mapping[str, str]) -> list[Draft]:
    """The document with its end, and a line in its changes."""
    draft, document = case.draft(), case.document
    assert document is not None
    reasons = ("validity_since", "validity_cause", "validity_reason")
    names = ("replaced_by",) if given["replaced_by"] else reasons
    if not given["replaced_by"] and not all(given[name] for name in reasons):
        raise NotDoneError("没有新文件取代的，请把“从何时起”、原因和说明三项都填上；有的，请选“替代文件”。")
    change = {"date": case.desk.today.isoformat(), "note": _REPEALED}
    values: list[tuple[Location, object]] = [(("validity",), Validity.REPEALED.value)]
    values += [((name,), given[name]) for name in names]
    changes = len(document.changes)
    values += [(("changes", changes), change) if changes else (("changes",), [change])]
    text = draft.text
    try:
        for location, value in values:
            text = put(text, location, value, Document)  # type: ignore[arg-type]
    except PutRefusedError as error:
        raise NotDoneError(f"{error.message}{error.remedy}") from error
    return [replace(draft, text=text)]


# Deleting what was never public


def _is_deleted_alone(case: GuidedCase) -> bool:
    is_own_file = case.subject.is_document or "{id}" in case.subject.model.files
    is_public = case.document is not None and _can_be_taken_down(case)
    return is_own_file and not is_public and not case.subject.path.startswith("data/withdrawn/")


def _deleted(case: GuidedCase, given: Mapping[str, str]) -> list[Draft]:
    """The record going; what was public does not go so."""
    draft, desk = replace(case.draft(), is_gone=True), case.desk
    below = desk.below(desk.own_branch(case.person, [draft]))
    examined = desk.workshop.examined(desk.today, desk.changed(case.person, [draft], below).upon(below))
    if any(item.rule == _ONCE_PUBLIC and item.place.path == draft.path for item in examined.own):
        raise NotDoneError(
            "这一条公开过，收藏了它的人还会来找，不能直接删除。请留着它，改成现在的情况；确要拿下来的，用“撤下”。"
        )
    return [draft]


def _gone_with(case: GuidedCase) -> list[Concerned]:
    """What goes with the record, and who would lead to nothing."""
    files = case.desk.files_beside(case.draft()) if case.subject.is_document else []
    register, by_path = case.desk.state.register, case.desk.state.by_path
    pointing = {item.source.path for item in register.leading_to.get(case.record.key, ())} if case.record else set()
    there = [by_path[path] for path in sorted(pointing - {case.subject.path}) if path in by_path]
    led = [(item.title, f"/record/{item.name}") for item in there]
    return [
        Concerned("会删除的", [(path, "") for path in (case.subject.path, *files)]),
        Concerned("引用它的，删除以前请先改掉", led),
    ]


_LEAKED = (
    "批准以后，网址还在，换成撤下说明；别的文件里它的名字换成“已撤下”。这里要等人批准才撤下："
    "含有不应公开的内容的，先打电话请管理员马上撤下（手册“泄露了怎么办”），不要等。"
)
GUIDES: dict[str, Guide] = {
    "withdraw": Guide("撤下", _LEAKED, _can_be_taken_down, _ask_to_take_down, _taken_down),
    "repeal": Guide(
        "废止", "原文留着，网页上写明废止；以它为依据的网页自己会提示。", _is_in_force, _ask_to_repeal, _repealed
    ),
    "delete": Guide(
        "删除", "只有没有公开过的才能删除；附件一起删。", _is_deleted_alone, lambda case: [], _deleted, _gone_with
    ),
}
