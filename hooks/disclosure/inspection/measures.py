"""The thresholds of an indicator as they hold on a day: numbers, and days up to which one looks back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from disclosure.law.book import LawBook
from disclosure.law.replies import months_after
from disclosure.records.inspection import Indicator, Measure, Threshold
from disclosure.records.law import Grade, Unit


class NoMeasure(Exception):
    """A threshold that an indicator needs is not there, or has no number; the message says which."""


@dataclass(frozen=True)
class Measures:
    """The thresholds of one indicator on a day."""

    indicator: Indicator
    law: LawBook
    today: date

    def number(self, measure: Measure) -> int:
        """The number of a threshold; raises :class:`NoMeasure`."""
        return self._value(measure)[0]

    def start(self, measure: Measure) -> date:
        """The first day that still lies within a period up to today; raises :class:`NoMeasure`."""
        value, unit = self._value(measure)
        return months_after(self.today, -value) if unit is Unit.MONTHS else self.today - timedelta(value)

    def end(self, measure: Measure, day: date) -> date:
        """The last day of a period that begins on ``day``; raises :class:`NoMeasure`."""
        value, unit = self._value(measure)
        return months_after(day, value) if unit is Unit.MONTHS else day + timedelta(value)

    @property
    def is_doubtful(self) -> bool:
        """Whether the indicator or one of its numbers is known from memory alone: it can fail nobody."""
        grades = [self.indicator.grade, *(self._grade(threshold) for threshold in self.indicator.thresholds)]
        return Grade.MEMORY in grades

    def _value(self, measure: Measure) -> tuple[int, Unit | None]:
        threshold = next((item for item in self.indicator.thresholds if item.measure is measure), None)
        if threshold is None:
            raise NoMeasure(measure.label)
        if threshold.limit is None:
            if threshold.value is None:
                raise NoMeasure(measure.label)
            return threshold.value, threshold.unit
        limit = self.law.limit(threshold.limit, self.today)
        if limit is None or limit.unit is Unit.MONTH_DAY:
            raise NoMeasure(measure.label)
        return int(limit.value), limit.unit

    def _grade(self, threshold: Threshold) -> Grade | None:
        limit = self.law.limit(threshold.limit, self.today) if threshold.limit is not None else None
        return limit.grade if limit is not None else threshold.grade
