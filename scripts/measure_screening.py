"""Measures the screening on its seeded corpora (tests/screening): recall and false alarms, class by class.

    scripts/measure_screening.py [CORPUS …] [--show N] [--texts FOLDER …]

With --texts it also looks through real texts (.md, .txt, .yml), in which nothing should be found, and prints what was.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from disclosure.findings import Finding, Severity
from disclosure.loading import read_register
from disclosure.screening import known_of, screen_text
from disclosure.screening.written import Written

PROJECT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(PROJECT / "tests"))

# tests/ stays out of the look at types: its modules share names with packages of the engine.
from screening.trials import CORPORA, INNOCENT, Trial, scores  # noqa: E402


def main() -> None:
    """Tries the corpora that are named, or all, and prints a table for each."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpora", nargs="*", metavar="CORPUS", help=f"{', '.join(CORPORA)} (all)")
    parser.add_argument("--show", type=int, default=10, help="so many mistakes of each corpus")
    parser.add_argument("--texts", type=Path, nargs="+", default=[], help="folders of real texts")
    options = parser.parse_args()
    for name in options.corpora or CORPORA:
        _print_scores(name, CORPORA[name](), options.show)
    for folder in options.texts:
        _print_texts(folder, options.show)


def _print_scores(name: str, trials: list[Trial], show: int) -> None:
    print(f"\n{name}: {len(trials)} texts")
    for kind, score in scores(trials).items():
        measure = "left alone" if kind == INNOCENT else "recall"
        print(f"  {score.tried:5} {measure:10} {score.share:7.1%}  {kind}")
    print(f"  false errors: {sum(trial.is_false_error for trial in trials)}")
    for trial in [trial for trial in trials if not trial.is_right][:show]:
        print(f"    {trial.kind}: {trial.shown!r} → {sorted(trial.found) or 'nothing'}")


def _print_texts(folder: Path, show: int) -> None:
    texts = [_as_published(file) for file in sorted(_files(folder))]
    known = known_of(read_register(PROJECT))
    start = time.perf_counter()
    found = [finding for text in texts for finding in screen_text(text, known)]
    spent = time.perf_counter() - start
    length = sum(len(text.text) for text in texts)
    print(f"\n{folder}: {len(texts)} texts, {length:,} characters, {spent:.2f} s")
    for severity in Severity:
        these = [finding for finding in found if finding.severity is severity]
        print(f"  {severity}: {len(these)}, {len(these) / max(length, 1) * 100_000:.2f} per 100,000 characters")
        for rule, count in Counter(finding.rule for finding in these).most_common():
            print(f"    {rule}: {count}")
    for finding in found[:show]:
        print(f"    {_line(finding)}")


def _as_published(file: Path) -> Written:
    """A text of another, which has no fields of ours, as the reprint that it would be here."""
    text = file.read_text("utf-8", "replace")
    ours = text.startswith("---\n") or file.suffix == ".yml"
    return Written(file.as_posix(), text if ours else f"---\nsource: 示例来源\n---\n{text}")


def _files(folder: Path) -> Iterator[Path]:
    return (file for file in folder.rglob("*") if file.suffix in (".md", ".txt", ".yml") and file.is_file())


def _line(finding: Finding) -> str:
    place = finding.place
    return f"{Path(place.path).name}:{place.line}:{place.column} {finding.rule} {finding.message}"


if __name__ == "__main__":
    main()
