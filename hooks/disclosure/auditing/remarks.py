"""One remark of an audit: how grave it is, which check made it, the cells that it is about."""

from __future__ import annotations

from dataclasses import dataclass
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
    """What is wrong and what to do. ``check`` names the identity or the sort of check; ``section`` where it is text."""

    level: Level
    check: str
    message: str
    remedy: str
    cells: tuple[FigureSpot, ...] = ()
    section: int = 0
