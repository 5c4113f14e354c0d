"""What earlier runs have found, kept in one SQLite file, each verdict for as long as it deserves to be believed."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from disclosure.links.external.judging import State
from disclosure.links.external.settings import Settings
from disclosure.links.external.snapshot import Snapshot

_VERSION = 1
_TABLES = """
CREATE TABLE verdicts (
    url TEXT PRIMARY KEY, state TEXT NOT NULL, reason TEXT NOT NULL, words TEXT NOT NULL, signs TEXT NOT NULL,
    confirmed INTEGER NOT NULL, status INTEGER NOT NULL, end_url TEXT NOT NULL, moved_to TEXT NOT NULL,
    title TEXT NOT NULL, strikes INTEGER NOT NULL, first_seen TEXT NOT NULL, checked_at TEXT NOT NULL,
    due_at TEXT NOT NULL, first_title TEXT NOT NULL, first_identity TEXT NOT NULL
) STRICT;
CREATE TABLE history (url TEXT NOT NULL, checked_at TEXT NOT NULL, state TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """What is held of one link. ``url`` is its canonical address; ``before`` is the page at its first good check."""

    url: str
    state: State
    checked_at: datetime
    reason: str = ""
    words: str = ""
    signs: tuple[str, ...] = ()
    confirmed: bool = False  # seen at least twice
    status: int = 0
    end_url: str = ""
    moved_to: str = ""  # where a lasting redirect leads
    title: str = ""
    strikes: int = 0  # runs in a row that ended with this reason
    first_seen: str = ""
    before: Snapshot | None = None
    remembered: bool = False  # from an earlier run; no request was made
    added: bool = False  # the link is new with the change that is being checked


def due(verdict: Standing, settings: Settings, asked_for: float = 0.0) -> datetime:
    """Until when a verdict holds; ``asked_for`` is a server's own Retry-After in seconds, at most a day of it."""
    if verdict.state in (State.CERTAIN, State.DANGER):
        return verdict.checked_at
    if verdict.state is State.SUSPECT:
        return verdict.checked_at + max(settings.suspect_age, timedelta(seconds=min(asked_for, 86_400)))
    if verdict.moved_to:
        return verdict.checked_at + settings.moved_age
    return verdict.checked_at + settings.ok_age * (1 + settings.ok_jitter * _spread(verdict.url))


def _spread(url: str) -> float:
    """A number from -1 to 1 that depends on the URL alone: not all links come due on one day, yet runs repeat."""
    return int.from_bytes(hashlib.sha256(url.encode()).digest()[:4], "big") / 0x7FFFFFFF - 1


class Memory:
    """The file of verdicts."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def recall(self, url: str) -> tuple[Standing, datetime] | None:
        """The last verdict on a URL, and until when it holds."""
        row = self._connection.execute("SELECT * FROM verdicts WHERE url = ?", [url]).fetchone()
        return (_verdict(row), datetime.fromisoformat(row["due_at"])) if row else None

    def keep(self, verdict: Standing, until: datetime) -> None:
        """Remember a verdict, and that it was reached."""
        before = verdict.before or Snapshot()
        row = (
            verdict.url, verdict.state.value, verdict.reason, verdict.words, json.dumps(verdict.signs),
            int(verdict.confirmed), verdict.status, verdict.end_url, verdict.moved_to, verdict.title, verdict.strikes,
            verdict.first_seen, verdict.checked_at.isoformat(), until.isoformat(), before.title,
            json.dumps(sorted(before.identity)),
        )  # fmt: skip
        marks = ", ".join("?" * len(row))
        self._connection.execute(f"INSERT OR REPLACE INTO verdicts VALUES ({marks})", row)
        history = (verdict.url, verdict.checked_at.isoformat(), verdict.state.value, verdict.reason)
        self._connection.execute("INSERT INTO history VALUES (?, ?, ?, ?)", history)
        self._connection.commit()

    def history(self, url: str) -> list[tuple[str, str, str]]:
        """When a URL was checked and with what result, oldest first."""
        rows = self._connection.execute("SELECT * FROM history WHERE url = ? ORDER BY rowid", [url])
        return [(row["checked_at"], row["state"], row["reason"]) for row in rows]


@contextmanager
def open_memory(path: Path) -> Iterator[Memory]:
    """The memory at ``path``. A file that cannot be read is set aside, not an obstacle: it only costs requests."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        connection = _connect(path)
    except sqlite3.DatabaseError:
        path.replace(path.with_name(path.name + ".unreadable"))
        connection = _connect(path)
    with closing(connection):
        yield Memory(connection)


def utc(moment: datetime) -> datetime:
    """The same moment in UTC; a time without a zone is taken as UTC."""
    return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)


def with_baseline(verdict: Standing, earlier: Standing | None, page: Snapshot) -> Standing:
    """The verdict with the page that later ones are compared with: the first good one, and only that."""
    if earlier is not None and earlier.before is not None:
        return replace(verdict, before=earlier.before)
    if verdict.state is State.OK and (page.title or page.identity):
        return replace(verdict, before=Snapshot(title=page.title, identity=page.identity))
    return verdict


def _connect(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=30)
    connection.row_factory = sqlite3.Row
    try:
        version = connection.execute("PRAGMA user_version").fetchone()[0]
        if version == 0:
            connection.executescript(f"BEGIN; {_TABLES} PRAGMA user_version = {_VERSION}; COMMIT;")
        elif version != _VERSION:
            raise sqlite3.DatabaseError(f"version {version}")
    except sqlite3.DatabaseError:
        connection.close()
        raise
    return connection


def _verdict(row: sqlite3.Row) -> Standing:
    identity = frozenset(json.loads(row["first_identity"]))
    known = bool(row["first_title"] or identity)
    return Standing(
        url=row["url"],
        state=State(row["state"]),
        checked_at=datetime.fromisoformat(row["checked_at"]),
        reason=row["reason"],
        words=row["words"],
        signs=tuple(json.loads(row["signs"])),
        confirmed=bool(row["confirmed"]),
        status=row["status"],
        end_url=row["end_url"],
        moved_to=row["moved_to"],
        title=row["title"],
        strikes=row["strikes"],
        first_seen=row["first_seen"],
        before=Snapshot(title=row["first_title"], identity=identity) if known else None,
        remembered=True,
    )
