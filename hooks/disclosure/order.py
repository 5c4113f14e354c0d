"""The order: what a build is asked to do, made once from the command line or the host and passed on as one value.

The command hands it to the MkDocs process in one variable of the environment, which is written and read here alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone
from pathlib import Path

_VARIABLE = "DISCLOSURE_ORDER"
_LEFT_BEHIND = f"环境变量 {_VARIABLE} 是以前留下的。请取消这个变量（unset {_VARIABLE}），再运行一次。"
CHINA = timezone(timedelta(hours=8))  # no summer time since 1992; a bare machine has no table of time zones


class OrderError(ValueError):
    """The order that was handed over cannot be understood; the message says why, in words for editors."""


@dataclass(frozen=True)
class Order:
    """What is asked for.

    ``day`` is the day to work on, where one was told, with its ``hour`` perhaps; ``out`` the link that leads to the
    public site, where another than usual was told; ``report`` the file in which the calling command expects the
    :class:`Report`. A ``preview`` is made for an editor's eyes and never published; under ``strict`` warnings stop
    publication too. ``faces`` is the folder of other offices' faces, by which links to their pages are judged. Unless
    it ``remembers``, all is done anew. What waits for its hour is shown where that is asked for (``waiting``), in a
    site that nobody publishes. ``maker`` is the process of the command that gave the order: without it, nobody
    waits for what was ordered.
    """

    day: date | None = None
    strict: bool = False
    preview: bool = False
    out: Path | None = None
    report: Path | None = None
    faces: Path | None = None
    remembers: bool = True
    maker: int | None = None
    hour: time | None = None
    waiting: bool = False

    def working_day(self, demonstration: date | None, now: datetime) -> date:
        """The day to work on: the one told, else the demonstration's own, else the day in China at ``now``."""
        return self.day or demonstration or day_in_china(now)

    def moment(self, demonstration: date | None, now: datetime) -> datetime:
        """The hour in China to work at, to the minute: of a day that was told without one, its end."""
        if self.day is None and demonstration is None:
            return in_china(now).replace(second=0, microsecond=0, tzinfo=None)
        hour = self.hour if self.hour is not None and self.day is not None else time.max
        return datetime.combine(self.working_day(demonstration, now), hour)

    @property
    def is_abandoned(self) -> bool:
        """Whether the command that gave the order has ended in the meantime, or gave it to somebody else."""
        return self.maker is not None and self.maker != os.getppid()

    def environment(self) -> dict[str, str]:
        """The environment for the MkDocs process that carries out this order: a fixed build time, no advertising."""
        quiet = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1"}
        fixed = {"SOURCE_DATE_EPOCH": str(int(datetime(2023, 1, 1, tzinfo=UTC).timestamp()))}
        paths = {"out": self.out, "report": self.report, "faces": self.faces}
        when = {"day": self.day, "hour": self.hour}
        how = {"waiting": self.waiting, "strict": self.strict, "remembers": self.remembers}
        told = {**when, **how, **paths, "maker": os.getpid()}
        return os.environ | quiet | fixed | {_VARIABLE: json.dumps(told, default=str)}

    @classmethod
    def handed_over(cls, *, preview: bool, strict: bool) -> Order:
        """The order that the calling command left in the environment, or the usual one if nobody left any.

        Whether it is a ``preview`` only the host can say. Raises OrderError.
        """
        try:
            told = json.loads(os.environ.get(_VARIABLE) or "{}")
            order = cls(
                date.fromisoformat(told["day"]) if told.get("day") else None,
                strict or bool(told.get("strict")),
                preview,
                _path(told, "out"),
                _path(told, "report"),
                _path(told, "faces"),
                bool(told.get("remembers", True)),
                int(told["maker"]) if told else None,
                time.fromisoformat(told["hour"]) if told.get("hour") else None,
                bool(told.get("waiting")),
            )
        except (ValueError, TypeError, AttributeError, KeyError) as error:
            raise OrderError(_LEFT_BEHIND) from error
        if order.is_abandoned:
            raise OrderError(_LEFT_BEHIND)
        return order


def enter(environment: Mapping[str, str]) -> None:
    """Make this the environment of the process, as it would be of a new one."""
    os.environ.clear()
    os.environ.update(environment)


def _path(told: Mapping[str, str | None], key: str) -> Path | None:
    value = told.get(key)
    return Path(value) if value else None


def day_in_china(now: datetime) -> date:
    """The calendar day in China at a moment (with its time zone), wherever the machine stands."""
    return in_china(now).date()


def in_china(now: datetime) -> datetime:
    """The time on the clocks of China at a moment (with its time zone)."""
    return now.astimezone(CHINA)
