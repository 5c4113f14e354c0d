"""The first page: what is due and where it is mended, what can be done, one's own drafts, what is open; the list."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from disclosure.agenda.items import Due, Turn
from disclosure.agenda.items import within as soon
from disclosure.agenda.sources import everything_due
from disclosure.agenda.turns import by_turn, by_unit
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.ground import Editable, MainContent
from disclosure.editing.desk.guided import GUIDES, GuidedCase
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.web import WebAnswer, WebRequest
from disclosure.editing.forms.found import has_all, plain, words_of
from disclosure.law.book import LawBook, law_book
from disclosure.order import in_china
from disclosure.records.documents import Document

_AHEAD = 31  # days
_MOST = 100  # records in a list


class Task(NamedTuple):
    """Something that can be done: what it is called, where it begins, what it means."""

    title: str
    address: str
    means: str


TASKS = (
    Task("发布一份文件", "/new/document", "通知、政策、规范性文件……先选栏目和种类"),
    Task("公开征求意见", "/new/consultation", "征求意见的公告、草案、说明和决策事项，一次提交"),
    Task("公布采纳情况", "/new/feedback", "征求意见结束以后，公布怎样采纳、为什么不采纳"),
    Task("公布决策目录", "/new/catalogue", "年度目录和列入的事项，一次提交"),
    Task("修改", "/records", "找到文件或者记录，改哪一项就只动哪一项"),
    Task("废止", "/records?type=document&aim=repeal", "选文件，写从哪天起、为什么，或者选取代它的新文件"),
    Task("撤下、删除、换栏目", "/records?type=document", "打开文件：上面点“撤下”“删除”；换栏目的，在“栏目”里选另一个"),
    Task("丢弃草稿", "/#drafts", "还没有提交的，随时可以丢弃；没有公开过，不用撤回"),
)


class DueLine(NamedTuple):
    """Something that is due, how it stands, and the address of the field that mends it."""

    item: Due
    standing: str
    address: str


def front_page(desk: Desk, person: Editor, token: str, told: str = "") -> WebAnswer:
    """Everything at a glance; ``told`` is what was done just now."""
    state, today = desk.state, desk.today
    book = _book(state)
    items = soon(_due(state, desk), today, _AHEAD)
    turns = {
        turn: {unit: list(_lines(found, state, book, desk)) for unit, found in by_unit(of_turn, state.register)}
        for turn, of_turn in by_turn(items, today).items()
        if of_turn
    }
    values = {
        "turns": turns,
        "counts": {turn: sum(map(len, units.values())) for turn, units in turns.items()},
        "urgent": (Turn.LATE, Turn.WEEK),
        "tasks": TASKS,
        "drafts": desk.drafts.all_of(person.slug),
        "unreadable": [_unreadable(file, state) for file in desk.drafts.unreadable(person.slug)],
        "thrown_away": desk.drafts.thrown_away(person.slug),
        "told": told,
        "open": desk.branches.open(state.commit),
        "types": _types(state),
        "by_path": {**state.by_path, **{item.path: item for item in desk.handed_in(person)}},
        "own": {branch.name for branch in desk.branches.of(person, desk.branches.open(state.commit))},
        "token": token,
    }
    return WebAnswer(desk.drawn("front.html", person, **values))


def list_page(desk: Desk, person: Editor, request: WebRequest) -> WebAnswer:
    """The records of a type, those whose title or id has what is looked for."""
    kind, sought = request.query.get("type", ""), request.query.get("q", "").strip()[:100]
    numbers = {document.path: document.doc_no or "" for document in desk.state.register.all(Document)}
    repeals = request.query.get("aim") == "repeal"
    found = [
        item
        for item in _sorted(desk.state)
        if _fits(item, kind, sought, numbers.get(item.path, ""))
        and (not repeals or GUIDES["repeal"].fits(GuidedCase(desk, person, item)))
    ]
    values = {
        "found": found[:_MOST], "count": len(found), "most": _MOST, "type": kind, "q": sought,
        "types": _types(desk.state), "repeals": repeals,
    }  # fmt: skip
    return WebAnswer(desk.drawn("list.html", person, **values))


def _unreadable(file: Path, state: MainContent) -> tuple[str, str, str]:
    """A broken file of a draft: of what it was, since when, and where it lies, for the administrator."""
    name = file.name.removesuffix(file.suffix)
    name = name if name in state.subjects else name.rpartition(".")[0] or name
    title = state.subjects[name].title if name in state.subjects else name
    return title, in_china(datetime.fromtimestamp(file.stat().st_mtime, UTC)).strftime("%Y-%m-%d %H:%M"), str(file)


def _fits(subject: Editable, kind: str, sought: str, doc_no: str) -> bool:
    if kind and kind not in (subject.model.record_type, subject.label):
        return False
    return has_all(words_of(sought), [plain(text) for text in (subject.title, subject.name, doc_no)])


def _sorted(state: MainContent) -> list[Editable]:
    """The newest first: files are named by the year."""
    return sorted(state.subjects.values(), key=lambda item: (item.is_document, item.name), reverse=True)


def _types(state: MainContent) -> list[tuple[str, str, int]]:
    """The record types there are, with how many records they have."""
    counts: dict[tuple[str, str], int] = defaultdict(int)
    for subject in state.subjects.values():
        counts[subject.model.record_type, subject.model.type_label] += 1
    return [(name, label, count) for (name, label), count in sorted(counts.items(), key=lambda item: -item[1])]


def _due(state: MainContent, desk: Desk) -> list[Due]:
    """What is due, worked out once a day for a state of the content."""
    known = state.kept.get("due")
    if known is None or known[0] != desk.today:
        known = state.kept["due"] = desk.today, everything_due(state.register, _book(state), desk.today)
    return [*known[1]]


def _book(state: MainContent) -> LawBook:
    if "law" not in state.kept:
        state.kept["law"] = law_book(state.register)
    return state.kept["law"]  # type: ignore[no-any-return]


def _lines(items: Iterable[Due], state: MainContent, book: LawBook, desk: Desk) -> Iterator[DueLine]:
    for item in items:
        subject = state.by_path.get(item.place.path)
        address = f"/record/{subject.name}?line={item.place.line}.{item.place.column}" if subject is not None else ""
        yield DueLine(item, item.standing(desk.today, book.working_days), address)
