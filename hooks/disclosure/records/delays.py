"""A delay: why something that the office answers for is late, and for which day it is promised now."""

from __future__ import annotations

from datetime import date

from pydantic import Field

from disclosure.records.base import Part
from disclosure.records.values import Day, Text


class Delay(Part):
    """Why something is late, and, while it is not done, for which day it is promised now. Readers see both."""

    reason: Text = Field(title="原因", description="为什么没有按时做到，读者会看到")
    new_date: Day | None = Field(None, title="新的日期", description="还没有做到的，写最晚哪天做到")

    def still_runs(self, today: date) -> bool:
        """Whether it promises a day that is not past."""
        return self.new_date is not None and today <= self.new_date
