"""The seeded corpora of what must not become public, tried on the screening: what was seeded, and what was found.

A corpus of another topic is one more function here and one more line in ``CORPORA``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from disclosure.attachments.contents import Shelf
from disclosure.findings import Severity
from disclosure.loading import read_register
from disclosure.records.agency import PublicNumber
from disclosure.screening import RULES, attachments, known_of, personal, secrecy, wording
from disclosure.screening.written import Hit, Known, Written
from screening import attachment_cases, form_cases, marks_cases, personal_cases, personal_innocent, personal_spoken

_SEVERITIES = {rule.id: rule.severity for rule in RULES}
_PROJECT = Path(__file__).resolve().parents[2]
INNOCENT = "无害的"


@dataclass(frozen=True, slots=True)
class Trial:
    """One seeded text: its class, the rules of which one must fire (none for an innocent one), and those that did."""

    kind: str
    shown: str
    wanted: frozenset[str]
    found: tuple[str, ...]

    @property
    def is_right(self) -> bool:
        """Whether what was seeded was found, or nothing where nothing was seeded."""
        return bool(self.wanted.intersection(self.found)) if self.wanted else not self.found

    @property
    def is_false_error(self) -> bool:
        """Whether an innocent text would be kept from publication."""
        return not self.wanted and any(_SEVERITIES[rule] is Severity.ERROR for rule in self.found)


@dataclass(slots=True)
class Score:
    """How many of a class were tried and how many were right."""

    tried: int = 0
    right: int = 0

    @property
    def share(self) -> float:
        """The recall of a class; of the innocent ones, the share that was left alone."""
        return self.right / self.tried


@cache
def office() -> Known:
    """What is known of the small office, which has made one mobile number public."""
    everywhere = known_of(read_register(_PROJECT))  # the lists of words and the laws bind every office
    agency = read_register(_PROJECT / "tests" / "site").agency
    assert agency is not None
    public = [PublicNumber(number="138 0000 9999", use="防汛值班")]
    return Known(agency.model_copy(update={"public_numbers": public}), everywhere.wording, everywhere.laws)


@cache
def personal_trials() -> list[Trial]:
    """Personal data in every carrier, and what looks like it."""
    leaks = [(kind, path, text, rules) for kind, _, path, text, rules in personal_cases.LEAKS]
    leaks += [(INNOCENT, path, text, frozenset()) for _, path, text in personal_innocent.INNOCENT]
    return [
        Trial(kind, text, rules, _found(personal.hits(Written(path, text), office())))
        for kind, path, text, rules in leaks
    ]


def spoken_trials() -> list[Trial]:
    """Whole sentences about persons, made from parts; the name in the sentence or in the one before."""
    wanted = {
        personal_spoken.LIVING: frozenset({"PRI-008"}),
        personal_spoken.SUFFERING: frozenset({"PRI-009"}),
        personal_spoken.AFTERWARDS: frozenset({"PRI-015"}),
    }
    return [
        Trial(kind, text, rules, _found(personal.hits(Written("docs/x.md", text), office())))
        for kind, rules in wanted.items()
        for text in personal_spoken.spoken(kind)
    ]


def mark_trials() -> list[Trial]:
    """Marks of secrecy and of internal papers, and talk about secrecy."""
    marks = [(kind, text, frozenset({rule})) for kind, text, rule in marks_cases.MARKS]
    marks += [(INNOCENT, text, frozenset()) for text in marks_cases.INNOCENT]
    return [
        Trial(kind, text, rules, _found(secrecy.hits(Written("docs/x.md", text), office())))
        for kind, text, rules in marks
    ]


def form_trials() -> list[Trial]:
    """Slips of form, and correct texts that look like them."""
    path = "docs/notices/2025/doc-2025-099.md"
    slips = [(kind, text, frozenset({rule})) for kind, text, rule in form_cases.SLIPS]
    slips += [(INNOCENT, text, frozenset()) for _, text in form_cases.CORRECT]
    return [
        Trial(kind, text, rules, _found(wording.hits(Written(path, form_cases.document(text)), office())))
        for kind, text, rules in slips
    ]


def attachment_trials() -> list[Trial]:
    """Attachments with hidden parts or personal data in them, and clean ones."""
    cases = [(case, case.kind, frozenset({case.rule})) for case in attachment_cases.DEFECTS]
    cases += [(case, f"{case.kind}（个人信息）", frozenset({case.rule})) for case in attachment_cases.TELLING]
    cases += [(case, INNOCENT, frozenset()) for case in attachment_cases.CLEAN]
    return [
        Trial(kind, f"{case.kind} {case.name}", rules, _found_in_file(case.name, case.build()))
        for case, kind, rules in cases
    ]


CORPORA: dict[str, Callable[[], list[Trial]]] = {
    "personal": personal_trials,
    "spoken": spoken_trials,
    "marks": mark_trials,
    "form": form_trials,
    "attachments": attachment_trials,
}


def scores(trials: Iterable[Trial]) -> dict[str, Score]:
    """The score of every class, in the order of their first trial."""
    table: dict[str, Score] = defaultdict(Score)
    for trial in trials:
        table[trial.kind].tried += 1
        table[trial.kind].right += trial.is_right
    return dict(table)


def _found(hits: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(hit.rule.id for hit in hits)


def _found_in_file(name: str, content: bytes) -> tuple[str, ...]:
    with TemporaryDirectory() as folder:
        (Path(folder) / "docs").mkdir()
        (Path(folder) / "docs" / name).write_bytes(content)
        register = read_register(Path(folder))
        return tuple(finding.rule for finding in attachments.examine(Shelf(register.root), f"docs/{name}", office()))
