"""What the check remembers never shows: the same findings come out, whatever was edited or damaged."""

from __future__ import annotations

import os
import shutil
import sqlite3
from contextlib import closing
from copy import copy
from dataclasses import fields
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure import loading, unopened
from disclosure.catalogue import ALL_RULES
from disclosure.check import checked
from disclosure.cli import checking
from disclosure.loading import read_register
from disclosure.memory import files
from disclosure.memory.engine import engine_of
from disclosure.memory.store import FILE, Store, open_store
from disclosure.memory.texts import TextReader
from disclosure.memory.tracing import ALWAYS, tracing
from disclosure.order import Order
from disclosure.reading import text
from disclosure.reading.history import History, read_history
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.register import Register
from disclosure.rules import remembered as remembered_rules
from disclosure.suppression import Judged
from disclosure.watched import Watched
from disclosure.watched.register import OF_HISTORY, OF_REGISTER, Entries
from forks import disclosure
from remembering_office import ATTACHMENT, EDITS, NOTICE, PAPER, changed
from rule_examples import remembering

TODAY = date(2025, 6, 18)


@pytest.fixture(autouse=True)
def small_heaps(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a rule found in one record is remembered without that of its neighbours, so that every door counts."""
    monkeypatch.setattr(remembered_rules, "_RECORDS", 1)


@pytest.fixture
def all_settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """No file was written within a tick of the disk's clock, so that those of a moment ago need not be opened."""
    monkeypatch.setattr(files, "_SAFE", 0)


def judged(root: Path, today: date = TODAY, *, warm: bool = True) -> Judged:
    """What the check says, with what it remembers or without."""
    store = open_store(root) if warm else None
    history = read_history(root)
    register = read_register(root, TextReader(store, opens_later=True))
    found = checked(register, today, rules=ALL_RULES, history=history, store=store)
    if store is not None:
        store.save()
    return found


def cold(root: Path, today: date = TODAY) -> Judged:
    """What the check says without what it remembers; the tests look through no text twice."""
    with remembering():
        return judged(root, today, warm=False)


@pytest.mark.usefixtures("all_settled")
def test_after_every_kind_of_edit_the_check_says_the_same_as_without_memory(office_copy: Path) -> None:
    judged(office_copy)
    said = []
    for name, edit in EDITS.items():
        edit(office_copy)
        said.append(cold(office_copy))
        assert (name, judged(office_copy)) == (name, said[-1])
    assert len({tuple(found.findings) for found in said}) > 20


@pytest.mark.usefixtures("all_settled")
def test_files_that_nobody_touched_are_not_opened(office_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    judged(office_copy)
    EDITS["body"](office_copy)
    opened = list[str]()
    monkeypatch.setattr(unopened, "read_text", lambda file, path: opened.append(path) or text.read_text(file, path))
    monkeypatch.setattr(loading, "read_text", lambda file, path: opened.append(path) or text.read_text(file, path))
    read_register(office_copy, TextReader(open_store(office_copy), opens_later=True))
    assert [path for path in opened if path.startswith("docs/")] == [PAPER]


@pytest.mark.usefixtures("all_settled")
def test_a_record_that_was_not_read_says_what_it_said(office_copy: Path) -> None:
    judged(office_copy)
    whole = read_register(office_copy)
    later = read_register(office_copy, TextReader(open_store(office_copy), opens_later=True))
    unread = [record.key for record in later.records.values() if record.later is not None]
    assert unread
    told = [(item.source.key, item.target_id, item.expects, item.location, item.after) for item in whole.references]
    assert [
        (item.source.key, item.target_id, item.expects, item.location, item.after) for item in later.references
    ] == told
    assert [document.opening for document in later.documents] == [document.opening for document in whole.documents]
    assert {key: list(made.documents()) for key, made in decisions(later)} == {
        key: list(made.documents()) for key, made in decisions(whole)
    }
    assert told_in_front(later) == {place: getattr(whole.records[place[0]], place[1]) for place in told_in_front(later)}
    assert [record.place() for record in later.records.values()] == [item.place() for item in whole.records.values()]
    assert len([record.key for record in later.records.values() if record.later is not None]) == len(unread)
    assert {key: copy(record) for key, record in later.records.items()} == whole.records
    assert [record.key for record in later.records.values() if record.later is not None] == []
    assert dict(later.texts) == dict(whole.texts)


def decisions(register: Register) -> list[tuple[str, Decision]]:
    return [(key, record) for key, record in register.records.items() if isinstance(record, Decision)]


def told_in_front(register: Register) -> dict[tuple[str, str], Any]:
    """What is told of fields of records that were not read, none of which is read for that."""
    return {
        (record.key, name): getattr(record, name)
        for record in register.records.values()
        if record.later is not None
        for name in type(record).model_fields
        if name not in record.later.fields.behind
    }


@pytest.mark.usefixtures("all_settled")
def test_where_one_body_is_another_most_other_records_are_not_read(office_copy: Path) -> None:
    judged(office_copy)
    EDITS["body"](office_copy)
    store = open_store(office_copy)
    register = read_register(office_copy, TextReader(store, opens_later=True))
    checked(register, TODAY, rules=ALL_RULES, history=read_history(office_copy), store=store)
    papers = [document.path for document in register.documents if document.later is None]
    assert PAPER in papers
    assert len(papers) < len(register.documents) / 3


@pytest.mark.usefixtures("all_settled")
def test_a_file_that_is_written_while_the_check_runs_is_read_with_all_others(
    office_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = judged(office_copy).findings
    told = checking._told

    def told_meanwhile(register: Register, *given: Any) -> Judged:
        if register.reader.opens_later:
            EDITS["body"](office_copy)
        return told(register, *given)

    monkeypatch.setattr(checking, "_told", told_meanwhile)
    _, found = checking._of_one_moment(office_copy, Order(day=TODAY), None, remembers=True)
    assert {finding.place.path for finding in found.findings if finding not in before} >= {PAPER}


def test_another_day_is_judged_as_that_day(office_copy: Path) -> None:
    days = [TODAY, date(2025, 6, 19), date(2026, 1, 31), date(2031, 7, 1), date(2024, 6, 18), TODAY]
    assert [judged(office_copy, day) for day in days] == [cold(office_copy, day) for day in days]


def damage(file: Path, offset: int) -> None:
    raw = bytearray(file.read_bytes())
    raw[offset % len(raw)] ^= 0x41
    file.write_bytes(raw)


@settings(max_examples=12, deadline=None, derandomize=True, database=None)
@given(st.integers(0, 1 << 30))
def test_a_flipped_byte_is_never_believed(remembered: tuple[Path, Judged], offset: int) -> None:
    root, said = remembered
    damage(root / FILE, offset)
    assert judged(root) == said


@pytest.fixture(scope="module")
def remembered(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Judged]:
    """A project with a memory, and what the check says of it."""
    root = Path(shutil.copytree(small_office, tmp_path_factory.mktemp("remembered") / "project", symlinks=True))
    return root, judged(root)


@pytest.mark.parametrize("left", [0, 1, 100, 4096, 20_000])
def test_a_memory_that_was_cut_off_is_forgotten(remembered: tuple[Path, Judged], left: int) -> None:
    root, said = remembered
    judged(root)
    (root / FILE).write_bytes((root / FILE).read_bytes()[:left])
    assert [judged(root), judged(root)] == [said, said]


def rows(root: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(root / FILE)) as base:
        return list(base.execute("SELECT part, key, value FROM kept"))


def meddle(root: Path, *changes: str) -> None:
    with closing(sqlite3.connect(root / FILE)) as base, base:
        for change in changes:
            base.execute(change)


@pytest.mark.parametrize(
    "change",
    [
        # what one text has left in the place of what another has
        "UPDATE OR IGNORE kept SET value = (SELECT value FROM kept AS other WHERE other.part = kept.part"
        " AND other.key != kept.key ORDER BY other.key LIMIT 1)",
        "UPDATE OR IGNORE kept SET value = (SELECT value FROM kept AS other WHERE other.part != kept.part LIMIT 1)",
        "UPDATE kept SET sum = zeroblob(16)",
        "UPDATE kept SET value = x'5b5d'",
        "UPDATE kept SET value = 7, used = 'x'",
        "DELETE FROM kept WHERE key < x'70'",
        "CREATE TRIGGER ours AFTER INSERT ON kept BEGIN DELETE FROM kept; END",
        "PRAGMA user_version = 7",
        "DROP TABLE kept",
    ],
)
def test_a_memory_that_somebody_has_meddled_with_is_forgotten(remembered: tuple[Path, Judged], change: str) -> None:
    root, said = remembered
    judged(root)
    meddle(root, change)
    assert [judged(root), judged(root)] == [said, said]


def test_the_memory_of_another_office_is_of_no_use(remembered: tuple[Path, Judged], office_copy: Path) -> None:
    root, _ = remembered
    for name in (NOTICE, PAPER):
        changed(name, "title: ", "title: 共合国")(office_copy)
    said = cold(office_copy)
    judged(root)
    (office_copy / ".disclosure").mkdir(exist_ok=True)
    shutil.copy(root / FILE, office_copy / FILE)
    assert judged(office_copy) == said


def test_the_memory_of_another_engine_is_forgotten(tmp_path: Path) -> None:
    ours, other = (Store(tmp_path / "memory", engine * 32) for engine in "ab")
    ours.keep("texts", "one", "1", "sign")
    ours.save()
    assert Store(tmp_path / "memory", "a" * 32).recall("texts", "one", "sign") == "1"
    assert other.recall("texts", "one", "sign") is None
    other.keep("texts", "one", "2", "sign")
    other.save()
    assert Store(tmp_path / "memory", "a" * 32).recall("texts", "one", "sign") is None
    assert Store(tmp_path / "memory", "b" * 32).recall("texts", "one", "sign") == "2"


def test_what_decides_what_is_said_is_in_the_key_of_all(office_copy: Path) -> None:
    known = [engine_of(office_copy)]
    changed("mkdocs.yml", "site_name: ", "site_name: 又")(office_copy)
    known.append(engine_of(office_copy))
    own = office_copy / "hooks" / "overrides" / "footer.html"
    assert own.resolve() != own, "the project's hooks are a link to the engine's"
    assert len(set(known)) == 2


def test_what_nobody_asks_for_is_forgotten_after_some_runs(tmp_path: Path) -> None:
    kept = Store(tmp_path / "memory", "a" * 32)
    kept.keep("texts", "left", "1")
    kept.keep("texts", "used", "1")
    kept.save()
    for run in range(40):
        kept = Store(tmp_path / "memory", "a" * 32)
        assert kept.recall("texts", "used") == "1"
        kept.keep("texts", "new", str(run))
        kept.save()
    last = Store(tmp_path / "memory", "a" * 32)
    assert [last.recall("texts", key) for key in ("left", "used", "new")] == [None, "1", "39"]


def test_while_somebody_else_writes_nothing_is_written_and_nothing_waits(tmp_path: Path) -> None:
    first = Store(tmp_path / "memory", "a" * 32)
    first.keep("texts", "one", "1")
    first.save()
    with closing(sqlite3.connect(tmp_path / "memory", isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        second = Store(tmp_path / "memory", "a" * 32)
        second.keep("texts", "one", "2")
        second.save()
        other.execute("ROLLBACK")
    assert Store(tmp_path / "memory", "a" * 32).recall("texts", "one") == "1"


def test_an_attachment_with_its_old_time_is_looked_through_again(office_copy: Path) -> None:
    judged(office_copy)
    file = office_copy / ATTACHMENT
    state = file.stat()
    file.write_bytes(b"x" * state.st_size)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert judged(office_copy) == cold(office_copy)


def test_the_command_remembers_unless_told_not_to(office_copy: Path) -> None:
    ended = disclosure("check", "--root", office_copy, "--no-memory", "--today", "2025-06-18")
    assert (ended.returncode, (office_copy / FILE).exists()) == (0, False)
    said = disclosure("check", "--root", office_copy, "--today", "2025-06-18")
    assert {row[0] for row in rows(office_copy)} >= {"documents", "trees", "compared", "rules"}
    again = disclosure("check", "--root", office_copy, "--today", "2025-06-18")
    assert (again.returncode, again.stdout) == (said.returncode, said.stdout) == (0, ended.stdout)


def test_where_nothing_can_be_written_the_check_goes_on(office_copy: Path) -> None:
    (office_copy / ".disclosure").write_text("not a folder")
    assert judged(office_copy) == cold(office_copy)


def test_every_part_of_a_register_and_of_a_history_has_its_door() -> None:
    """A new part must say how it is noted; what a method or a list of the register says comes from its parts."""
    parts = {item.name for item in fields(Register) if not item.name.startswith("_")}
    assert parts == set(OF_REGISTER)
    assert {item.name for item in fields(History) if not item.name.startswith("_")} == set(OF_HISTORY)
    assert all(isinstance(vars(Watched).get(name), property) for name in (*OF_REGISTER, *own_questions()))


def own_questions() -> list[str]:
    return [name for name, made in vars(Register).items() if isinstance(made, cached_property)]


def test_a_watched_register_answers_as_the_register_does(small_office: Path) -> None:
    register = read_register(small_office, TextReader())
    watched = Watched(register)
    for name in own_questions():
        answer = getattr(watched, name)
        assert (answer.inner if isinstance(answer, Entries) else answer) == getattr(register, name), name
    for document in register.documents:
        assert watched.get(document.id, Document) is register.get(document.id, Document)
        assert watched.records[document.id] is document
    assert list(watched.records.items()) == list(register.records.items())
    assert (sorted(watched.files), watched.files - {"x"}) == (sorted(register.files), register.files)


def test_what_is_asked_is_noted_and_what_was_asked_before_too(small_office: Path) -> None:
    watched = Watched(read_register(small_office, TextReader()))
    for _ in range(2):  # who comes second depends on the same
        with tracing() as doors:
            assert watched.agency is not None
            assert watched.get("doc-2024-008", Document) is not None
            assert watched.backlinks["doc-2024-008"] != []
            assert "doc-2024-999" not in watched.declared
            assert watched.documents[0].body.text
        path = watched.documents[0].path
        assert doors == {
            ("question", "agency"),
            ("record", "doc-2024-008"),
            ("entry", "backlinks\0doc-2024-008"),
            ("declared", "doc-2024-999"),
            ("question", "documents"),
            ("body", path),
        }
    assert watched.asked["agency"] == {("all", "Agency")}
    assert ("question", "references") in watched.asked["backlinks"]


def test_a_rule_that_asks_the_disk_is_followed_each_time(small_office: Path) -> None:
    with tracing() as doors:
        Watched(read_register(small_office)).root.exists()
    assert doors == {ALWAYS}


@pytest.mark.parametrize("value", ["", "短", "一段话。" * 2000, "长" * 70_000, "\udc80" * 600])
def test_what_is_kept_comes_back_as_it_was(tmp_path: Path, value: str) -> None:
    store = Store(tmp_path / ".disclosure/memory", "0123456789abcdef")
    store.keep("texts", "one", value, "sign")
    store.save()
    assert Store(tmp_path / ".disclosure/memory", "0123456789abcdef").recall("texts", "one", "sign") == value
    assert (
        Store(tmp_path / ".disclosure/memory", "0123456789abcdef").recall("texts", "one", "sign", alone=True) == value
    )


def test_rows_that_are_asked_for_alone_are_those_of_their_part(tmp_path: Path) -> None:
    store = Store(tmp_path / ".disclosure/memory", "0123456789abcdef")
    for number in range(200):
        store.keep("texts", str(number), f"text {number}")
    store.save()
    again = Store(tmp_path / ".disclosure/memory", "0123456789abcdef")
    told = [again.recall("texts", str(number), alone=True) for number in range(201)]
    assert told == [*(f"text {number}" for number in range(200)), None]
