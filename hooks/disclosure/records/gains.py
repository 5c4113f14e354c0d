"""What a policy gives: the words of its card."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from disclosure.records.base import Part, RefTo
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.records.values import Id, Text, check_day

# What may give somebody something, and so have a card.
GIVING = POLICY_KINDS | {Kind.SERVICE, Kind.NOTICE, Kind.WELFARE, Kind.ACTIVITY}
# What leads somebody through an application.
GUIDING = frozenset({Kind.SERVICE, Kind.NOTICE, Kind.WELFARE, Kind.ACTIVITY, Kind.INTERPRETATION, Kind.QUESTIONS})


def _until(value: Any) -> Any:
    return check_day(value) if isinstance(value, str) and re.match(r"\s*\d{4}\D", value) else value


class Gain(Part):
    """What a policy gives, to whom, how one gets it and until when."""

    who: Text = Field(title="对象", description="给谁，一句话", examples=["四层以上没有电梯的老楼，以楼栋为单位"])
    what: Text = Field(
        title="得到什么",
        description="能得到什么，写出数目；只有要求的，写要做到什么",
        examples=["验收后每台补贴 2 万元"],
    )
    steps: Text | None = Field(None, title="怎么办", description="先做什么、再做什么，一句话")
    how: list[Annotated[Id, RefTo("document", "怎样办理", GUIDING)]] = Field(
        default_factory=list, title="办理的文件", description="办事指南、报名通知等文件的编号"
    )
    until: Annotated[date | Text, BeforeValidator(_until)] = Field(
        title="截止", description="最后一天，或者写“长期”等文字", examples=["2028-07-31"]
    )
