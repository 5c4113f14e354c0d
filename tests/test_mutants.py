"""The defects that `make exam NAME=mutants` seeds are where they are said to be, and the trial tells them apart."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

import pytest

from mutants.defect import Defect
from mutants.defects import DEFECTS
from mutants.trial import failing, missed, place_of, with_defect

ROOT = Path(__file__).resolve().parents[1]


@cache
def places() -> list[tuple[Defect, Path]]:
    """Every defect with the file in which it belongs; the whole engine is read for each."""
    return [(defect, place_of(defect, ROOT)) for defect in DEFECTS]


def test_every_defect_has_its_place_and_changes_what_is_run() -> None:
    for defect, place in places():
        text = place.read_text("utf-8")
        assert ast.dump(ast.parse(with_defect(defect, text))) != ast.dump(ast.parse(text)), defect.breaks


def test_the_defects_are_spread_over_the_engine() -> None:
    rooms = {place.relative_to(ROOT / "hooks").parts[:2] for _, place in places()}
    assert len(DEFECTS) >= 30
    assert len(rooms) >= 12, sorted(rooms)


def test_the_tests_that_know_the_defects_are_there() -> None:
    assert [test for defect in DEFECTS for test in defect.tests if not (ROOT / test).is_file()] == []
    assert [defect.breaks for defect in DEFECTS if not defect.arguments] == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project with one rule, one test that tells and one that does not."""
    for path, text in {
        "hooks/engine.py": "def is_long(days):\n    return days >= 30\n",
        "tests/test_told.py": "from engine import is_long\n\ndef test_edge():\n    assert is_long(30)\n",
        "tests/test_blind.py": "from engine import is_long\n\ndef test_any():\n    assert is_long(99)\n",
        "tests/test_broken.py": "from engine import nothing\n",
    }.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(text)
    return tmp_path


def slip(test: str) -> Defect:
    return Defect("thirty days are too short", "days >= 30", "days > 30", (f"tests/{test}",))


def test_a_defect_that_a_test_tells_is_none_missed(project: Path) -> None:
    assert missed(slip("test_told.py"), project) == []
    assert (project / "hooks/engine.py").read_text() == "def is_long(days):\n    return days >= 30\n"


def test_a_defect_that_no_test_tells_is_missed(project: Path) -> None:
    assert missed(slip("test_blind.py"), project) == ["没有测试发现：thirty days are too short（hooks/engine.py）"]


def test_tests_that_do_not_run_tell_nothing(project: Path) -> None:
    (miss,) = missed(slip("test_missing.py"), project)
    assert miss.startswith("测试没有运行起来：thirty days are too short")
    assert failing([slip("test_told.py")], project) == []
    assert failing([slip("test_broken.py")], project) != []


def test_a_line_that_is_gone_or_not_alone_is_said(project: Path) -> None:
    with pytest.raises(ValueError, match="哪里也没有"):
        place_of(Defect("", "days >= 31", ""), project)
    (project / "hooks/other.py").write_text("days >= 30\n")
    with pytest.raises(ValueError, match="hooks/engine.py 里 1 次、hooks/other.py 里 1 次"):
        place_of(slip("test_told.py"), project)
