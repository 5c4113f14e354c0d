"""A verdict on one indicator, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

from disclosure.findings import Place
from disclosure.inspection.facts import Seen
from disclosure.records.inspection import Indicator, InspectionPack
from disclosure.records.values import Choice


class Verdict(Choice):
    """What an inspection comes to. Nothing fails without evidence."""

    PASS = "PASS", "合格"
    FAIL = "FAIL", "不合格"
    UNCERTAIN = "UNCERTAIN", "不能确定"
    NOT_ASSESSABLE = "NOT ASSESSABLE", "无法评估"


@dataclass(frozen=True)
class Judged:
    """What a check says: the verdict, why in one sentence, the evidence, and what is worth telling beside it."""

    verdict: Verdict
    words: str
    evidence: tuple[Seen, ...] = ()
    beside: tuple[Seen, ...] = ()

    @classmethod
    def failing(cls, words: str, evidence: list[Seen], beside: list[Seen] | None = None) -> Self:
        """A verdict that rests on evidence; without any, nothing is certain."""
        verdict = Verdict.FAIL if evidence else Verdict.UNCERTAIN
        return cls(verdict, words, tuple(evidence), tuple(beside or ()))

    @classmethod
    def uncertain(cls, words: str, evidence: list[Seen] | None = None) -> Self:
        """What cannot be decided, with what makes it doubtful."""
        return cls(Verdict.UNCERTAIN, words, tuple(evidence or ()))

    @classmethod
    def passing(cls, words: str, beside: list[Seen] | None = None) -> Self:
        """What passes, with what an office that is stricter with itself would want to know."""
        return cls(Verdict.PASS, words, (), tuple(beside or ()))

    @classmethod
    def unassessable(cls, words: str) -> Self:
        """What cannot be seen from what was looked at."""
        return cls(Verdict.NOT_ASSESSABLE, words)


@dataclass(frozen=True)
class Judgement:
    """A verdict with the indicator that it is on."""

    pack: InspectionPack
    indicator: Indicator
    judged: Judged

    @property
    def key(self) -> str:
        """By what the same indicator is known in another inspection."""
        return f"{self.pack.id}/{self.indicator.id}"

    @property
    def verdict(self) -> Verdict:
        """The verdict itself."""
        return self.judged.verdict


def at(path: str, what: str, line: int = 1) -> Seen:
    """Evidence in a file."""
    return Seen(Place(path, line), what)
