"""What came to the office's own board (Isso): approved questions and the office's answers, without who sent them.

Two forms are read: Isso's SQLite database (``threads``, ``comments``; mode 1 is approved), and its generic JSON: a list
of threads, each with ``id`` (the page) and ``comments`` of ``created``, ``text`` and, for what is more than a list,
``id``, ``parent``, ``author`` and ``mode``. Mailboxes, web addresses and network addresses are not even read.
"""

from __future__ import annotations

import json
import sqlite3
import stat
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, date, datetime
from itertools import count
from pathlib import Path
from typing import Any

from disclosure.order import CHINA
from disclosure.reading.bounds import IRREGULAR, Unreadable, read_whole

OFFICE = "staff"  # the author of the office's own answers
_APPROVED = 1
_MOST_STEPS = 20_000  # thousands of SQLite's instructions: what a foreign view or trigger may cost
_LARGEST = 200 * 1024 * 1024
_MOST = 20_000  # messages of a board
LONGEST = 5_000  # characters of a message that are worth reading: what is longer is left out by whoever takes it over
_GREATEST = 999_999_999  # number of a message
_YEARS = range(2000, 2100)
_SQLITE = b"SQLite format 3\0"
_ROWS = (
    f"SELECT c.id, c.parent, c.created, c.mode, substr(c.text, 1, {LONGEST + 1}), c.author, substr(t.uri, 1, 500) "
    f"FROM comments c JOIN threads t ON t.id = c.tid ORDER BY c.id LIMIT {_MOST + 1}"
)
# Isso remembers senders in the filter of voters too.
_WIPE = (
    "UPDATE comments SET remote_addr = '', email = NULL, website = NULL, voters = zeroblob(length(voters)), "
    f"author = CASE author WHEN '{OFFICE}' THEN author END WHERE mode = {_APPROVED}"
)


class NotABoardError(ValueError):
    """The file is not what Isso keeps; the message says so in Chinese."""


@dataclass(frozen=True)
class Message:
    """An approved question as it was sent: its number on the board, the page it was asked on, and the answer if any."""

    number: int
    page: str
    text: str
    received: date
    answer: str = ""
    answered: date | None = None

    @property
    def longest(self) -> int:
        """How many characters its longer text has; what is longer than ``LONGEST`` was not read to its end."""
        return max(len(self.text), len(self.answer))


@dataclass(frozen=True)
class _Comment:
    number: int
    parent: int | None
    created: datetime
    mode: int
    text: str
    author: str
    page: str


def messages(file: Path) -> list[Message]:
    """The approved questions of a board, in the order in which they came."""
    try:
        rows = list(_of_database(file) if _is_database(file) else _of_json(read_whole(file).decode("utf-8")))
    except Unreadable as error:
        raise NotABoardError(str(error)) from error
    except OSError as error:
        raise NotABoardError(f"读不出文件（{error.strerror}）。") from error
    except (sqlite3.Error, ValueError, KeyError, TypeError, OverflowError, RecursionError, AttributeError) as error:
        if isinstance(error, NotABoardError):
            raise
        raise NotABoardError("文件不是 Isso 的数据库，也不是它的 JSON。") from error
    _check(rows)
    return list(_messages(rows))


def _is_database(file: Path) -> bool:
    state = file.stat()
    if not stat.S_ISREG(state.st_mode):
        raise Unreadable(IRREGULAR)
    if state.st_size > _LARGEST:
        raise NotABoardError("文件太大，不是留言板的数据。")
    with file.open("rb") as opened:
        return opened.read(len(_SQLITE)) == _SQLITE


def _check(rows: Sequence[_Comment]) -> None:
    """What no board writes: too many messages, a number twice, a number or a day that cannot be."""
    if len(rows) > _MOST:
        raise NotABoardError(f"留言超过 {_MOST} 条，请分几次导出。")
    for number, times in Counter(row.number for row in rows).items():
        if not 0 < number <= _GREATEST:
            raise NotABoardError("有一条留言的编号不是留言板写的，请重新导出。")
        if times > 1:
            raise NotABoardError(f"编号 {number} 的留言有 {times} 条，分不清答复的是哪一条，请重新导出。")
    for row in rows:
        if row.created.year not in _YEARS:
            raise NotABoardError(f"编号 {row.number} 的留言日期是 {row.created.date()}，请重新导出。")


def _messages(rows: Sequence[_Comment]) -> Iterator[Message]:
    told = [row for row in rows if row.author == OFFICE and row.mode == _APPROVED and row.text.strip()]
    answers = {row.parent: row for row in told if row.parent}
    for row in rows:
        if row.parent is None and row.mode == _APPROVED and row.author != OFFICE:
            given = answers.get(row.number)
            answer = (given.text, given.created.date()) if given is not None else ("", None)
            yield Message(row.number, row.page, row.text, row.created.date(), *answer)


def _of_database(file: Path) -> Iterator[_Comment]:
    with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as opened:
        _bound(opened)
        for number, parent, created, mode, text, author, page in opened.execute(_ROWS):
            yield _Comment(int(number), parent, _moment(created), int(mode), _text(text), _text(author), _text(page))


def _of_json(text: str) -> Iterator[_Comment]:
    number = 0
    for thread in json.loads(text):
        for comment in thread["comments"]:
            number += 1
            yield _of_comment(comment, _text(thread["id"]), number)


def _of_comment(comment: Mapping[str, Any], page: str, number: int) -> _Comment:
    return _Comment(
        number=int(comment.get("id", number)),
        parent=int(comment["parent"]) if comment.get("parent") else None,
        created=_moment(comment["created"]),
        mode=int(comment.get("mode", _APPROVED)),
        text=_text(comment["text"]),
        author=_text(comment.get("author")),
        page=page,
    )


def _moment(written: Any) -> datetime:
    """When something was sent, in China: seconds since 1970, or a date and time that is China's own."""
    if isinstance(written, int | float):
        return datetime.fromtimestamp(written, UTC).astimezone(CHINA)
    told = datetime.fromisoformat(str(written))
    return told.astimezone(CHINA) if told.tzinfo is not None else told


def _text(written: Any) -> str:
    """Words as sent; "" where there are none. ``TypeError`` for what is no text."""
    if written is not None and not isinstance(written, str):
        raise TypeError
    return written or ""


def wipe(file: Path) -> bool:
    """Take from a database who sent what was approved; ``False`` where there is nothing to take it from.

    ``NotABoardError`` if it cannot be taken: the file is in use, or is no board of Isso's.
    """
    with file.open("rb") as opened:
        if opened.read(len(_SQLITE)) != _SQLITE:
            return False
    try:
        with closing(sqlite3.connect(file)) as store, store:
            _bound(store)
            store.execute(_WIPE)
    except sqlite3.Error as error:
        raise NotABoardError("数据库正在使用、不能改写，或者不是 Isso 的。") from error
    return True


def _bound(store: sqlite3.Connection) -> None:
    """End whatever does not end by itself: a file from elsewhere may hold views and triggers."""
    done = count()
    store.set_progress_handler(lambda: next(done) > _MOST_STEPS, 1000)
