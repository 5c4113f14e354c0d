"""Compares what was sown with what was found, class by class."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from unicodedata import east_asian_width

from disclosure.findings import Finding
from seeding.defect import MARKDOWN, YAML, Sown
from seeding.trial import Outcome

NOWHERE = "（没有缺陷的地方）"
_LEAST = {MARKDOWN: 0.99, YAML: 0.95}  # of all defects found at their line


@dataclass
class Tally:
    """The counts of one class, or of many."""

    surface: str = ""
    seeded: int = 0
    found: int = 0
    right: int = 0
    false: int = 0

    def add(self, other: Tally) -> None:
        """Take another tally's counts in."""
        self.seeded, self.found, self.right = (
            self.seeded + other.seeded,
            self.found + other.found,
            self.right + other.right,
        )
        self.false += other.false


@dataclass
class Score:
    """All classes; ``misses`` says in one line each what was not found, misplaced or made up."""

    classes: dict[str, Tally] = field(default_factory=dict)
    misses: list[str] = field(default_factory=list)

    def total(self, surface: str = "") -> Tally:
        """The sum over all classes, or over those of one surface."""
        total = Tally(surface)
        for tally in self.classes.values():
            if not surface or tally.surface == surface:
                total.add(tally)
        return total

    @property
    def passed(self) -> bool:
        """Everything found, nearly everything at its line, nothing made up."""
        whole = self.total()
        at_lines = all(self.total(name).right >= least * self.total(name).seeded for name, least in _LEAST.items())
        return whole.found == whole.seeded and at_lines and not whole.false


def score(outcomes: Iterable[Outcome]) -> Score:
    """The counts of all outcomes."""
    result = Score()
    for outcome in outcomes:
        _count(outcome, result)
    return result


def _count(outcome: Outcome, result: Score) -> None:
    by_line = {(sown.path, sown.line) for sown in outcome.sown}
    follows = {rule for sown in outcome.sown for rule in sown.defect.follows}
    stray = [item for item in outcome.findings if (item.place.path, item.place.line) not in by_line]
    for sown in outcome.sown:
        tally = result.classes.setdefault(sown.defect.category, Tally(sown.defect.surface))
        tally.seeded += 1
        if any(_is(item, sown) and item.place.line == sown.line for item in outcome.findings):
            tally.found, tally.right = tally.found + 1, tally.right + 1
            continue
        misplaced = next((item for item in stray if _is(item, sown)), None)
        if misplaced is not None:
            stray.remove(misplaced)
            tally.found += 1
            result.misses.append(f"行号不对：{_shown(sown)}，报在第 {misplaced.place.line} 行")
        else:
            others = {
                item.rule for item in outcome.findings if (item.place.path, item.place.line) == (sown.path, sown.line)
            }
            result.misses.append(f"漏报：{_shown(sown)}" + (f"，只有 {'、'.join(sorted(others))}" if others else ""))
    for item in stray:
        if item.rule not in follows:
            name, surface = _neighbour(item, outcome.sown)
            result.classes.setdefault(name, Tally(surface)).false += 1
            result.misses.append(f"误报（{name}）：{item.place.path}:{item.place.line} {item.rule} {item.message}")


def _is(finding: Finding, sown: Sown) -> bool:
    return finding.place.path == sown.path and finding.rule in sown.defect.rules


def _shown(sown: Sown) -> str:
    rules = "、".join(sorted(sown.defect.rules))
    return f"{sown.defect.category} {sown.path}:{sown.line} {rules} {sown.defect.example!r}"


def _neighbour(finding: Finding, sown: list[Sown]) -> tuple[str, str]:
    """The class of the defect that stands closest in the same file: most likely, it led the product astray."""
    near = [item for item in sown if item.path == finding.place.path]
    if not near:
        return NOWHERE, ""
    closest = min(near, key=lambda item: abs(item.line - finding.place.line)).defect
    return closest.category, closest.surface


def table(result: Score) -> str:
    """The counts as a table, and the totals by surface."""
    rows: list[tuple[str, ...]] = [("类别", "位置", "埋设", "发现", "行号正确", "误报")]
    rows += [_row(name, tally) for name, tally in result.classes.items()]
    rows += [_row(f"合计（{surface}）", result.total(surface)) for surface in (MARKDOWN, YAML)]
    rows.append(_row("合计", result.total()))
    widths = [max(_width(row[column]) for row in rows) for column in range(len(rows[0]))]
    return "\n".join("  ".join(_padded(cell, width) for cell, width in zip(row, widths, strict=True)) for row in rows)


def _row(name: str, tally: Tally) -> tuple[str, ...]:
    return (name, tally.surface, *map(str, (tally.seeded, tally.found, tally.right, tally.false)))


def _width(text: str) -> int:
    return sum(2 if east_asian_width(character) in "WF" else 1 for character in text)


def _padded(text: str, width: int) -> str:
    blanks = " " * (width - _width(text))
    return blanks + text if text.isdigit() else text + blanks
