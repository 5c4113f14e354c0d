"""Patrols (巡查记录): what each nightly run has left, one line of JSON a run, on a branch of its own.

The lines come from outside of the project's content. Whatever stands in one, it is read or passed over, never a fault
of a build: a line that is none counts as unreadable, and of a day with several the last one counts.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from disclosure.expressions import expression

SCHEMA = "disclosure/patrol/1"
FOLDER = "patrols"  # on the branch: patrols/2025.jsonl
FOLDER_IN_DATA = "data/patrols"  # where the same may lie, checked out beside the content
LINES = ".jsonl"
MOST_MARKS = 100
_LONGEST_LINE = 20_000
_MOST = 10**7
_COMMIT = expression("[0-9a-f]{7,64}")
_MARK = expression("[0-9a-f]{8,64}")
_DAY = expression("20[0-9]{2}-[0-9]{2}-[0-9]{2}")


@dataclass(frozen=True)
class Patrol:
    """One run: the day, the version of the content, how many findings of each severity, what was looked through.

    ``pages`` and the links are missing where there was no site to look at, ``external`` where other sites were not
    asked. ``marks`` tell the findings apart from those of another run; missing where there were too many.
    """

    day: date
    commit: str
    errors: int
    warnings: int
    notices: int
    pages: int | None = None
    internal: int | None = None
    external: int | None = None
    marks: frozenset[str] | None = None
    is_demonstration: bool = False

    @property
    def found(self) -> int:
        """How many things were to be mended on that day."""
        return self.errors + self.warnings + self.notices

    def mended_since(self, earlier: Patrol) -> int:
        """How much of what an earlier run found is found no longer."""
        if self.marks is not None and earlier.marks is not None:
            return len(earlier.marks - self.marks)
        return max(0, earlier.found - self.found)

    def line(self) -> str:
        """The run as one line of JSON, without its end."""
        told: dict[str, Any] = {
            "schema": SCHEMA,
            "date": self.day.isoformat(),
            "commit": self.commit,
            "findings": {"error": self.errors, "warning": self.warnings, "notice": self.notices},
            "pages": self.pages,
            "links": {"internal": self.internal, "external": self.external},
            "marks": sorted(self.marks) if self.marks is not None else None,
        }
        if self.is_demonstration:
            told["demonstration"] = True
        return json.dumps(told, ensure_ascii=True, separators=(",", ":"))


def patrols_in(texts: Iterable[str]) -> tuple[list[Patrol], int]:
    """The patrols that texts tell of, one a day, the earliest first; and how many lines could not be read."""
    known: dict[date, Patrol] = {}
    unreadable = 0
    for text in texts:
        for line in filter(None, map(str.strip, text.split("\n"))):
            patrol = patrol_of(line)
            if patrol is None:
                unreadable += 1
            else:
                known[patrol.day] = patrol
    return [known[day] for day in sorted(known)], unreadable


def patrol_of(line: str) -> Patrol | None:
    """The patrol that a line tells of; ``None`` if it tells of none."""
    if len(line) > _LONGEST_LINE:
        return None
    try:
        told = json.loads(line)
        if not isinstance(told, dict) or told.get("schema") != SCHEMA:
            return None
        found, links = told["findings"], told.get("links") or {}
        return Patrol(
            _day(told["date"]),
            told["commit"] if isinstance(told["commit"], str) and _COMMIT.fullmatch(told["commit"]) else "",
            errors=_count(found["error"]),
            warnings=_count(found["warning"]),
            notices=_count(found["notice"]),
            pages=_maybe(told.get("pages")),
            internal=_maybe(links.get("internal")),
            external=_maybe(links.get("external")),
            marks=_marks(told.get("marks")),
            is_demonstration=told.get("demonstration") is True,
        )
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _day(value: object) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise ValueError
    return date.fromisoformat(value)


def _count(value: object) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= _MOST:
        raise ValueError
    return value


def _maybe(value: object) -> int | None:
    return None if value is None else _count(value)


def _marks(value: object) -> frozenset[str] | None:
    if not isinstance(value, list) or len(value) > MOST_MARKS:
        return None
    return frozenset(_each(value))


def _each(marks: list[object]) -> Iterator[str]:
    for mark in marks:
        if not isinstance(mark, str) or not _MARK.fullmatch(mark):
            raise ValueError
        yield mark
