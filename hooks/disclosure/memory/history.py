"""The history of a project: as long as its newest commits are the same, git is not asked for all of it again."""

from __future__ import annotations

import json
from contextlib import suppress
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from disclosure.memory.store import Store
from disclosure.reading.history import History, Revision, Track, held_texts, mark_of, read_history
from disclosure.reading.presence import Stay

_PART, _KEY = "history", "all"


def history_of(root: Path, store: Store | None) -> History:
    """What :func:`read_history` tells of the project at ``root``."""
    mark = mark_of(root) if store is not None else ""
    if store is None or not mark:
        return read_history(root)
    kept = store.recall(_PART, _KEY, mark)
    if kept is not None:
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            return _read(json.loads(kept), root)
    found = read_history(root)
    if not found.gap and not found.unseen and mark == mark_of(root):  # nobody has committed meanwhile
        store.keep(_PART, _KEY, json.dumps(_told(found)), mark)
    return found


def _told(history: History) -> dict[str, Any]:
    return {
        "newest": _iso(history.newest),
        "tracks": {
            path: [
                _iso(track.since),
                track.there_before,
                [[_iso(change.day), change.before, change.after] for change in track.changes],
            ]
            for path, track in history.tracks.items()
        },
        "stays": {
            path: [[stay.blob, _iso(stay.since), _iso(stay.until), stay.ended] for stay in stays]
            for path, stays in history.stays.items()
        },
        "arrivals": dict(history.arrivals),
    }


def _read(told: dict[str, Any], root: Path) -> History:
    """Raises an exception where the value is none of ours."""
    return History(
        tracks={
            str(path): Track(
                date.fromisoformat(since),
                there_before is True,
                tuple(Revision(date.fromisoformat(day), str(before), str(after)) for day, before, after in changes),
            )
            for path, (since, there_before, changes) in told["tracks"].items()
        },
        newest=_day(told["newest"]),
        texts=partial(held_texts, root),
        stays={
            str(path): tuple(
                Stay(str(blob), date.fromisoformat(since), _day(until), None if ended is None else int(ended))
                for blob, since, until, ended in stays
            )
            for path, stays in told["stays"].items()
        },
        arrivals={str(path): int(turn) for path, turn in told["arrivals"].items()},
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


def _day(told: str | None) -> date | None:
    return date.fromisoformat(told) if told is not None else None
