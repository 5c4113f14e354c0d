"""One remark of an audit: how grave it is, which check made it, the cells that it is about."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from disclosure.annual.cells import FigureSpot


class Level(StrEnum):
    """How grave a remark is; the gravest first."""

    FAIL = "fail"
    UNDECIDED = "cannot-decide"
    WARNING = "warning"
    HINT = "hint"


@dataclass(frozen=True)
class Remark:
    """What is wrong and what to do. ``check`` names the identity or the sort of check; ``section`` where it is text.

    ``wanted`` are the numbers that its cells must have by the sums, or by what is told elsewhere: in the text, in last
    year's report; none where that is open.
    """

    level: Level
    check: str
    message: str
    remedy: str
    cells: tuple[FigureSpot, ...] = ()
    section: int = 0
    wanted: tuple[Decimal, ...] = ()
