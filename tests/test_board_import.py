"""What came to the office's own board becomes records: approved only, masked, nothing of who sent it, twice is once.

No board runs here: a generator makes a database as Isso keeps it, and its generic JSON. The exam ``board`` runs one.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

import forks
from boards import alone
from disclosure.check import check
from disclosure.findings import Severity
from disclosure.importing.isso_store import NotABoardError, messages
from disclosure.loading import read_register
from disclosure.records.questions import Question
from disclosure.screening.personal import masked
from disclosure.screening.written import Known

POLICY = "doc-2024-008"
SENDER = ("203.0.113.0", "asker@mail.example", "https://asker.example/")
_TABLES = """
CREATE TABLE preferences (key VARCHAR PRIMARY KEY, value VARCHAR);
CREATE TABLE threads (id INTEGER PRIMARY KEY, uri VARCHAR(256) UNIQUE, title VARCHAR(256));
CREATE TABLE comments (tid REFERENCES threads(id), id INTEGER PRIMARY KEY, parent INTEGER, created FLOAT NOT NULL,
    modified FLOAT, mode INTEGER, remote_addr VARCHAR, text VARCHAR, author VARCHAR, email VARCHAR, website VARCHAR,
    likes INTEGER DEFAULT 0, dislikes INTEGER DEFAULT 0, voters BLOB NOT NULL, notification INTEGER DEFAULT 0);
"""


@dataclass(frozen=True)
class Sent:
    """One comment: the page it belongs to, its words, when it came (Chinese time), and how it stands."""

    number: int
    text: str
    at: str = "2025-06-09 10:00"
    page: str = f"/zwgk/documents/{POLICY}.html"
    mode: int = 1
    parent: int | None = None
    author: str | None = None


ASKED = Sent(1, "认领以后要交押金吗？")
ASKED_TOO = Sent(2, "认领以后要交押金吗？")
ANSWERED = Sent(2, "不用交押金，\n退出时把工具还给居委会。", "2025-06-11 09:00", parent=1, author="staff")


def database(file: Path, sent: Sequence[Sent]) -> Path:
    """A database as Isso writes it."""
    file.unlink(missing_ok=True)
    with closing(sqlite3.connect(file)) as store, store:
        store.executescript(_TABLES)
        for item in sent:
            store.execute("INSERT OR IGNORE INTO threads (uri, title) VALUES (?, ?)", (item.page, item.page))
            thread = store.execute("SELECT id FROM threads WHERE uri = ?", (item.page,)).fetchone()[0]
            address, mail, web = SENDER
            row = (thread, item.number, item.parent, moment(item.at), item.mode, address, item.text)
            store.execute(
                "INSERT INTO comments (tid, id, parent, created, mode, remote_addr, text, author, email, website,"
                " voters) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (*row, item.author, mail, web, b"\x01" * 256),
            )
    return file


def moment(china: str) -> float:
    return (datetime.fromisoformat(china).replace(tzinfo=UTC) - timedelta(hours=8)).timestamp()


def generic(file: Path, sent: Sequence[Sent]) -> Path:
    """The same in Isso's generic JSON."""
    threads: dict[str, list[dict[str, object]]] = {}
    for item in sent:
        known = {"id": item.number, "parent": item.parent, "created": f"{item.at}:00", "mode": item.mode}
        comment = {**known, "text": item.text, "author": item.author, "email": SENDER[1], "remote_addr": SENDER[0]}
        threads.setdefault(item.page, []).append(comment)
    file.write_text(json.dumps([{"id": page, "title": page, "comments": found} for page, found in threads.items()]))
    return file


@pytest.fixture
def office(office_copy: Path) -> Path:
    alone(office_copy)
    return office_copy


def run(root: Path, file: Path) -> tuple[int, str]:
    ended = forks.disclosure("import", "board", str(file), "--root", str(root))
    return ended.returncode, ended.stdout + ended.stderr


def written(root: Path) -> dict[str, str]:
    return {file.stem: file.read_text("utf-8") for file in sorted((root / "data/questions").rglob("*.yml"))}


@pytest.mark.parametrize("made", [database, generic])
def test_an_approved_question_and_its_answer_become_a_record(made, office: Path, tmp_path: Path) -> None:
    waiting = Sent(3, "还在等审核的问题？", mode=2)
    deleted = Sent(4, "删去的问题？", mode=4)
    other = Sent(5, "路过的人随手写的回复", parent=1, author="路人")
    status, said = run(office, made(tmp_path / "board", [ASKED, ANSWERED, waiting, deleted, other]))
    assert (status, list(written(office))) == (0, ["q-20250609-1"]), said
    question = read_register(office).get("q-20250609-1", Question)
    assert question is not None
    assert (question.policy, question.unit, question.channel.label) == (POLICY, "community-office", "网上")
    assert (question.received, question.answered) == (date(2025, 6, 9), date(2025, 6, 11))
    assert (question.question, question.answer) == (ASKED.text, ANSWERED.text)
    assert check(read_register(office), date(2025, 6, 18)) == []


def test_importing_twice_changes_nothing_and_a_later_answer_is_added(office: Path, tmp_path: Path) -> None:
    run(office, database(tmp_path / "one.db", [ASKED]))
    before = written(office)
    assert "answer" not in before["q-20250609-1"]
    assert run(office, database(tmp_path / "two.db", [ASKED]))[0] == 0 and written(office) == before
    edited = before["q-20250609-1"].replace("question: 认领以后要交押金吗？", "question: 认领要不要押金？  # 核对过")
    (office / "data/questions/2025/q-20250609-1.yml").write_text(edited, "utf-8")
    run(office, database(tmp_path / "three.db", [ASKED, ANSWERED]))
    [text] = written(office).values()
    assert text.startswith(edited) and "answered: 2025-06-11" in text
    assert run(office, database(tmp_path / "four.db", [ASKED, ANSWERED]))[0] == 0 and written(office) == {
        "q-20250609-1": text
    }


def test_numbers_of_persons_are_masked(office: Path, tmp_path: Path) -> None:
    words = "我的手机是13912345678，身份证310112199001011236，能认领吗？"
    status, said = run(office, database(tmp_path / "board.db", [Sent(7, words)]))
    assert status == 0, said
    [text] = written(office).values()
    assert "139****5678" in text and "13912345678" not in text and "19900101" not in text
    assert [item for item in check(read_register(office), date(2025, 6, 12)) if item.severity is Severity.ERROR] == []


def test_what_stays_personal_is_not_taken(office: Path, tmp_path: Path) -> None:
    words = "张建国住在柳溪路12弄3号501室，患尿毒症，能不能优先认领？"
    status, said = run(office, database(tmp_path / "board.db", [Sent(8, words), ASKED]))
    assert status == 1 and "没有取第 8 条" in said and "张建国" not in said
    assert list(written(office)) == ["q-20250609-1"]


def test_nothing_is_kept_of_who_asked(office: Path, tmp_path: Path) -> None:
    file = database(tmp_path / "board.db", [ASKED, ANSWERED, Sent(3, "等审核的？", mode=2)])
    assert run(office, file)[0] == 0
    assert not any(part in text for part in SENDER for text in written(office).values())
    with closing(sqlite3.connect(file)) as store:
        kept = store.execute(
            "SELECT mode, remote_addr, email, website, author, sum(voters = zeroblob(256)) FROM comments GROUP BY id"
        )
        assert kept.fetchall() == [
            (1, "", None, None, None, 1),
            (1, "", None, None, "staff", 1),
            (2, *SENDER, None, 0),
        ]


def test_a_question_from_the_board_itself_is_about_no_paper(office: Path, tmp_path: Path) -> None:
    sent = [
        Sent(1, "怎么联系居委会？", page="/questions.html"),
        Sent(2, "通知里的时间对吗？", page="/documents/doc-2025-003.html"),
    ]
    assert run(office, database(tmp_path / "board.db", sent))[0] == 0
    found = [read_register(office).get(key, Question) for key in written(office)]
    assert [(item.policy, item.unit) for item in found if item] == [(None, "general-office")] * 2


@pytest.mark.parametrize(
    "content", [b"", b"[]x", b"SQLite format 3\0 and no more", b'{"a": 1}', b"\xff\xfe", b'[{"id": "x"}]']
)
def test_what_is_no_board_is_refused_in_words(content: bytes, office: Path, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(content)
    with pytest.raises(NotABoardError):
        messages(file)
    status, said = run(office, file)
    assert status == 2 and "没有导入" in said and "Traceback" not in said


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        ([ASKED, Sent(1, "另一个问题？")], "编号 1 的留言有 2 条，分不清答复的是哪一条"),
        ([Sent(10**9, "怎么办？")], "编号不是留言板写的"),
        ([Sent(-1, "怎么办？")], "编号不是留言板写的"),
        ([Sent(1, "怎么办？", at="0025-06-09 10:00")], "留言日期是 0025-06-09"),
    ],
)
def test_what_no_board_writes_is_told(sent: list[Sent], said: str, tmp_path: Path) -> None:
    with pytest.raises(NotABoardError, match=said):
        messages(generic(tmp_path / "board.json", sent))


def test_what_has_no_end_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for file in (tmp_path / "pipe", Path("/dev/zero")):
        with pytest.raises(NotABoardError, match="不是普通的文件"):
            messages(file)


def test_a_moment_with_a_zone_is_told_in_chinese_time(tmp_path: Path) -> None:
    file = tmp_path / "board.json"
    comment = {"id": 1, "created": "2025-06-09T20:00:00+00:00", "text": "怎么办？"}
    file.write_text(json.dumps([{"id": "/", "comments": [comment]}]))
    assert [item.received for item in messages(file)] == [date(2025, 6, 10)]


_ENDLESS = "WITH RECURSIVE r(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM r) SELECT x FROM r"


def test_a_view_or_a_trigger_without_an_end_is_refused(office: Path, tmp_path: Path) -> None:
    file = database(tmp_path / "view.db", [])
    with closing(sqlite3.connect(file)) as store, store:
        store.execute("DROP TABLE comments")
        store.execute(
            "CREATE VIEW comments AS SELECT 1 AS tid, x AS id, NULL AS parent, 0 AS created, 1 AS mode, '' AS text,"
            f" '' AS author FROM ({_ENDLESS})"
        )
        store.execute("INSERT INTO threads (id, uri) VALUES (1, '/')")
    assert run(office, file) == (2, "没有导入：文件不是 Isso 的数据库，也不是它的 JSON。\n")
    file = database(tmp_path / "trigger.db", [ASKED])
    with closing(sqlite3.connect(file)) as store, store:
        store.execute("CREATE TABLE filled (x)")
        store.execute(f"CREATE TRIGGER t AFTER UPDATE ON comments BEGIN INSERT INTO filled {_ENDLESS}; END")
    status, said = run(office, file)
    assert (status, list(written(office))) == (2, ["q-20250609-1"]) and "没有抹去" in said


def test_what_cannot_be_written_is_left_out_and_the_rest_is_taken(office: Path, tmp_path: Path) -> None:
    empty: list[Sent] = [Sent(1, " \n"), Sent(3, None), Sent(4, "长" * 5001)]  # type: ignore[arg-type]
    answers = [ASKED_TOO, Sent(5, None, parent=2, author="staff")]  # type: ignore[arg-type]
    for made in (database, generic):
        status, said = run(office, made(tmp_path / "board", [*empty, *answers]))
        assert status == 1 and [f"没有取第 {number} 条" in said for number in (1, 2, 3, 4)] == [True, False, True, True]
        assert list(written(office)) == ["q-20250609-2"] and "answer" not in written(office)["q-20250609-2"]


def test_a_mask_leaves_the_words_around_it() -> None:
    text = "甲：13912345678；\n乙：138 1234 5678，都可以打。"
    assert masked(text, Known()) == "甲：139****5678；\n乙：138****5678，都可以打。"
