"""Seeded link defects: every broken or malformed link is found at the line where it was written, and nothing else."""

from __future__ import annotations

from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
PER_CLASS = 2


def test_seeded_defects_are_found_at_their_lines(monkeypatch, tmp_path):
    monkeypatch.syspath_prepend(str(PROJECT / "scripts"))
    from seeding.defect import MARKDOWN, YAML
    from seeding.score import score, table
    from seeding.trial import try_all

    result = score(try_all(tmp_path, PER_CLASS, seed=7, tell=lambda _: None))
    report = "\n".join([table(result), *result.misses])
    assert len(result.classes) >= 40, report
    total, markdown, yaml = result.total(), result.total(MARKDOWN), result.total(YAML)
    assert total.false == 0, report
    assert total.seeded == PER_CLASS * len(result.classes), report
    assert total.found == total.seeded, report
    assert markdown.right >= 0.99 * markdown.seeded, report
    assert yaml.right >= 0.95 * yaml.seeded, report
    assert result.passed
