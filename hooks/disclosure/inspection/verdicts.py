"""A verdict on one indicator, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from disclosure.findings import Place
from disclosure.inspection.facts import Trace
from disclosure.records.inspection import Indicator, InspectionPack
from disclosure.records.values import Choice


class InspectionVerdict(Choice):
    """What an inspection comes to. Nothing fails without evidence."""

    PASS = "PASS", "合格"
    FAIL = "FAIL", "不合格"
    UNCERTAIN = "UNCERTAIN", "不能确定"
    NOT_ASSESSABLE = "NOT ASSESSABLE", "无法评估"


@dataclass(frozen=True)
class IndicatorOutcome:
    """What a check says: the verdict, why in one sentence, the evidence, and what is worth telling beside it."""

    verdict: InspectionVerdict
    words: str
    evidence: tuple[Trace, ...] = ()
    beside: tuple[Trace, ...] = ()

    @classmethod
    def failing(cls, words: str, evidence: list[Trace], beside: list[Trace] | None = None) -> Self:
        """A verdict that rests on evidence; without any, nothing is certain."""
        verdict = InspectionVerdict.FAIL if evidence else InspectionVerdict.UNCERTAIN
        return cls(verdict, words, tuple(evidence), tuple(beside or ()))

    @classmethod
    def uncertain(cls, words: str, evidence: list[Trace] | None = None) -> Self:
        """What cannot be decided, with what makes it doubtful."""
        return cls(InspectionVerdict.UNCERTAIN, words, tuple(evidence or ()))

    @classmethod
    def passing(cls, words: str, beside: list[Trace] | None = None) -> Self:
        """What passes, with what an office that is stricter with itself would want to know."""
        return cls(InspectionVerdict.PASS, words, (), tuple(beside or ()))

    @classmethod
    def unassessable(cls, words: str) -> Self:
        """What cannot be seen from what was looked at."""
        return cls(InspectionVerdict.NOT_ASSESSABLE, words)


@dataclass(frozen=True)
class Judgement:
    """A verdict with the indicator that it is on."""

    pack: InspectionPack
    indicator: Indicator
    judged: IndicatorOutcome

    @property
    def key(self) -> str:
        """By what the same indicator is known in another inspection."""
        return f"{self.pack.id}/{self.indicator.id}"

    @property
    def verdict(self) -> InspectionVerdict:
        """The verdict itself."""
        return self.judged.verdict


def at(path: str, what: str, line: int = 1) -> Trace:
    """Trace in a file."""
    return Trace(Place(path, line), what)
