"""The flood of mangled files is a flood: many kinds, the same for the same seed, and it would tell what goes wrong.

The flood itself is an exam, of which test_exams.py tries a sample.
"""

from __future__ import annotations

import json
import subprocess
from collections import Counter
from pathlib import Path
from random import Random

import pytest

import forks
from demonstration import SMALL_OFFICE
from disclosure import loading
from disclosure.register import Register
from exam import mangling
from exam.mangler import mangled

RAW = (SMALL_OFFICE / "docs/notices/2025/doc-2025-003.md").read_bytes()


def test_the_same_seed_makes_the_same_files() -> None:
    drawn = [[mangled(RAW, random) for _ in range(200)] for random in (Random(3), Random(3), Random(4))]
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_mangled_file_is_another_one_and_of_a_size_that_is_read() -> None:
    random = Random(5)
    drawn = [mangled(RAW, random) for _ in range(500)]
    assert len(set(drawn) - {RAW}) > 400
    assert max(map(len, drawn)) <= 1 << 20


def test_a_crash_in_reading_is_a_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    def crashes(register: Register, path: str) -> None:
        raise KeyError("seeded")

    monkeypatch.setattr(loading, "_read_data", crashes)
    assert any("KeyError: 'seeded'" in miss for miss in mangling.run(1, 1e-9))


def test_a_fault_that_is_no_longer_told_is_a_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mangling, "check", lambda *_, **__: [])
    missed = [miss.partition("（")[0] for miss in mangling.run(1, 1e-9)]
    assert missed == [
        "docs/notices/2025/planted-1.md 的 FMT-001 没有报出来",
        "docs/notices/2025/planted-2.md 的 MKP-001 没有报出来",
        "docs/notices/2025/planted-3.md 的 YML-001 没有报出来",
        "data/planted.yml 的 FIL-001 没有报出来",
    ]


def test_an_end_that_no_one_can_read_is_a_miss(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(forks, "disclosure", lambda *_, **__: subprocess.CompletedProcess([], 1, "{", ""))
    assert [("JSON 不对" in miss, miss.startswith("第 1 个项目")) for miss in mangling.run(1, 1e-9)] == [(True, True)]


@pytest.mark.parametrize(
    ("unit", "told"),
    [
        ("  - id: c{}\n", {"FLD-001": 21}),
        ("  - {{id: a, x{}: &b}}\n", {"FLD-001": 21, "YML-003": 21, "YML-004": 21}),
    ],
)
def test_a_file_with_thousands_of_faults_is_told_in_a_few(unit: str, told: dict[str, int], office_copy: Path) -> None:
    lines = "".join(map(unit.format, range(16_000)))
    (office_copy / "data/audiences.yml").write_text(f"audiences:\n{lines}", "utf-8")
    line = ("check", "--format", "json", "--root", office_copy, office_copy / "data/audiences.yml")
    ended = forks.disclosure(*line, limited=mangling.limited)
    assert Counter(item["rule"] for item in json.loads(ended.stdout)["findings"]) == told
