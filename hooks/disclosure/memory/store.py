"""The store: one SQLite file below ``.disclosure`` with what is remembered, read with mistrust and written at once.

A value is text (JSON, of which its reader makes what it wants); nothing that is read can run. Each row has a checksum
over all of it that is bound to the engine. A file that is broken, of another engine or not ours is forgotten in
silence, and so is a row: nothing that is remembered is ever needed.
"""

from __future__ import annotations

import sqlite3
import stat
import zlib
from collections.abc import Iterable
from contextlib import closing, suppress
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.memory.engine import engine_of

FILE = ".disclosure/memory"
MOST = 200 << 20  # bytes of the file; above it everything is forgotten
RUNS = 10  # so many runs after which what nobody asked for is forgotten
_PAGE = 16384  # bytes; of a row that does not fit a quarter of a page the rest would fill pages of its own
_SHORT, _LONG = 1 << 9, 1 << 16  # bytes of a value between which it is packed
_ALONE = 48  # rows of a part that are read one by one
_OFTEN = 5  # after so many runs it is noted again that something is still asked for
_TABLE = (
    "CREATE TABLE kept (part TEXT NOT NULL, key BLOB NOT NULL, sign TEXT NOT NULL, used INTEGER NOT NULL,"
    " sum BLOB NOT NULL, value BLOB NOT NULL, PRIMARY KEY (part, key)) WITHOUT ROWID"
)
_ASKED = "SELECT key, sign, used, sum, value FROM kept"
_TYPES = (bytes, str, int, bytes, bytes)
_Stored = tuple[str, int, bytes, bytes]  # sign, number of the run that last asked for it, checksum, value


class _Change(NamedTuple):
    sign: str
    value: bytes


class Store:
    """What is remembered of a project, by part and key. Reads when asked, writes when told to ``save``."""

    def __init__(self, file: Path, engine: str) -> None:
        self._file, self._engine = file, engine
        self._rows: dict[str, dict[str, _Stored]] = {}  # of the parts that were asked for
        self._alone: dict[
            str, dict[str, _Stored | None]
        ] = {}  # rows that were asked for without the rest of their part
        self._changes: dict[tuple[str, str], _Change | None] = {}
        self._used: set[tuple[str, str]] = set()
        self._is_foreign = False
        self._run = 1 + self._newest_run()

    @cached_property
    def written(self) -> int:
        """When the file was last written, in nanoseconds by the clock of its disk; 0 if it is not there."""
        try:
            return self._file.lstat().st_mtime_ns
        except OSError:
            return 0

    def recall(self, part: str, key: str, sign: str = "", *, alone: bool = False) -> str | None:
        """What was kept under this key of a part with this very sign; ``None`` if nothing was, or it is not sound.

        What is asked for ``alone`` is read without the rest of its part, unless that is asked of it over and over.
        """
        row = self._row_alone(part, key) if alone else self._part(part).get(key)
        if row is None or row[0] != sign:
            return None
        if row[2] != self._sum(part, key, sign, row[3]):
            return None
        if row[1] <= self._run - _OFTEN:
            self._used.add((part, key))
        with suppress(UnicodeDecodeError, zlib.error):
            return _unpacked(row[3]).decode("utf-8", "surrogatepass")
        return None

    def signs(self, part: str) -> dict[str, str]:
        """The sign of everything that was kept of a part, which is not read for that; what is, is asked for by this."""
        found: dict[str, str] = {}
        for key, sign, used in self._read("SELECT key, sign, used FROM kept WHERE part = ?", part):
            if (type(key), type(sign), type(used)) == (bytes, str, int):
                with suppress(UnicodeDecodeError):
                    name = key.decode("utf-8", "surrogatepass")
                    found[name] = sign
                    if used <= self._run - _OFTEN:
                        self._used.add((part, name))
        return found

    def ask_for(self, rows: Iterable[tuple[str, str]]) -> None:
        """Say of parts and keys that they are still asked for, though nobody has read them."""
        if self._run % _OFTEN == 0:
            self._used.update(rows)

    def keep(self, part: str, key: str, value: str, sign: str = "") -> None:
        """Remember a value from the next run on."""
        self._changes[part, key] = _Change(sign, _packed(value.encode("utf-8", "surrogatepass")))

    def forget(self, part: str, key: str) -> None:
        """Remember this no more."""
        self._changes[part, key] = None

    def save(self) -> None:
        """Write what has changed, in one transaction, if nobody else is writing just now; nothing is raised."""
        if not self._changes and not self._used:
            return
        try:
            self._file.parent.mkdir(exist_ok=True)
            if self._is_foreign:
                self._remove()
            self._write()
            if self._file.stat().st_size > MOST:
                self._remove()
        except sqlite3.OperationalError:
            pass  # somebody else is writing, or nothing can be written here
        except (sqlite3.Error, OSError):
            with suppress(OSError):
                self._remove()

    def _remove(self) -> None:
        for file in (self._file, self._file.with_name(f"{self._file.name}-journal")):
            file.unlink(missing_ok=True)

    def _write(self) -> None:
        with closing(sqlite3.connect(self._file, timeout=0, isolation_level=None)) as base:
            base.execute("PRAGMA trusted_schema = OFF")
            base.execute("PRAGMA synchronous = OFF")  # what a power cut leaves is found out by its checksums
            base.execute("PRAGMA cache_size = -65536")  # KB: the file is written once, not page by page
            base.execute(f"PRAGMA page_size = {_PAGE}")  # of a new file
            base.execute("BEGIN IMMEDIATE")
            if not _tables(base):
                base.execute(_TABLE)
                base.execute(f"PRAGMA user_version = {self._mark}")
            base.executemany("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?)", self._new_rows())
            gone = [(part, _raw(key)) for (part, key), change in self._changes.items() if change is None]
            base.executemany("DELETE FROM kept WHERE part = ? AND key = ?", gone)
            used = [(self._run, part, _raw(key)) for part, key in self._used]
            base.executemany("UPDATE kept SET used = ? WHERE part = ? AND key = ?", used)
            base.execute("DELETE FROM kept WHERE used < ?", (self._run - RUNS - _OFTEN,))
            base.execute("COMMIT")

    def _new_rows(self) -> Iterable[tuple[str, bytes, str, int, bytes, bytes]]:
        for (part, key), change in sorted(self._changes.items()):  # in the order of the file, ten times as fast
            if change is not None:
                made = self._sum(part, key, change.sign, change.value)
                yield part, _raw(key), change.sign, self._run, made, change.value

    def _part(self, part: str) -> dict[str, _Stored]:
        if part not in self._rows:
            self._rows[part] = self._stored("part = ?", part)
        return self._rows[part]

    def _row_alone(self, part: str, key: str) -> _Stored | None:
        asked = self._alone.setdefault(part, {})
        if part in self._rows or key not in asked and len(asked) >= _ALONE:
            return self._part(part).get(key)
        if key not in asked:
            asked[key] = self._stored("part = ? AND key = ?", part, _raw(key)).get(key)
        return asked[key]

    def _stored(self, where: str, *values: str | bytes) -> dict[str, _Stored]:
        found: dict[str, _Stored] = {}
        for key, sign, used, made, value in self._read(f"{_ASKED} WHERE {where}", *values):
            if (type(key), type(sign), type(used), type(made), type(value)) == _TYPES:
                with suppress(UnicodeDecodeError):
                    found[key.decode("utf-8", "surrogatepass")] = (sign, used, made, value)
        return found

    def _newest_run(self) -> int:
        found = self._read("SELECT max(used) FROM kept")
        number = found[0][0] if found else 0
        return number if isinstance(number, int) and 0 <= number < 1 << 40 else 0

    def _read(self, question: str, *values: str | bytes) -> list[tuple[Any, ...]]:
        """The rows of the file; none where it is not sound, not ours or not there."""
        if self._is_foreign or not self._is_there():
            return []
        try:
            with closing(sqlite3.connect(f"{self._file.absolute().as_uri()}?mode=ro", timeout=1, uri=True)) as base:
                base.execute("PRAGMA trusted_schema = OFF")
                mark = base.execute("PRAGMA user_version").fetchone()[0]
                if mark != self._mark or _tables(base) != [("table", "kept", _TABLE)]:
                    self._is_foreign = True
                    return []
                return list(base.execute(question, values))
        except sqlite3.OperationalError as error:
            self._is_foreign = "lock" not in str(error)
        except (sqlite3.Error, OSError, UnicodeError):
            self._is_foreign = True
        return []

    def _is_there(self) -> bool:
        try:
            state = self._file.lstat()
        except OSError:
            return False
        self._is_foreign = not stat.S_ISREG(state.st_mode) or state.st_size > MOST
        return not self._is_foreign

    @property
    def _mark(self) -> int:
        return int(self._engine[:7], 16)

    def _sum(self, part: str, key: str, sign: str, value: bytes) -> bytes:
        made = blake2b(f"{part}\0{sign}\0{key}\0".encode("utf-8", "surrogatepass"), digest_size=16, key=self._secret)
        made.update(value)
        return made.digest()

    @property
    def _secret(self) -> bytes:
        return self._engine.encode()


def _tables(base: sqlite3.Connection) -> list[tuple[Any, ...]]:
    """All that the file's schema holds: our one table, or it is none of ours."""
    return list(base.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"))


def _packed(value: bytes) -> bytes:
    """A value as it is stored: what is neither short nor all of a part in one piece takes less room."""
    return b"z" + zlib.compress(value, 1) if _SHORT < len(value) <= _LONG else b"=" + value


def _unpacked(stored: bytes) -> bytes:
    """The value; never more than could have been packed. Raises zlib.error."""
    if stored[:1] != b"z":
        return stored[1:]
    opened = zlib.decompressobj()
    value = opened.decompress(stored[1:], _LONG)
    if not opened.eof:
        raise zlib.error("too long")
    return value


def _raw(key: str) -> bytes:
    return key.encode("utf-8", "surrogatepass")


def open_store(root: Path) -> Store:
    """What is remembered of the project at ``root``."""
    return Store(root / FILE, engine_of(root))
