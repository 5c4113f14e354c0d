"""tests/site is a whole project: the check passes on it as it lies there, on the same law as data/."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

import forks
from demonstration import REPOSITORY, SMALL_OFFICE
from small_office import refresh, shared


def test_the_check_finds_nothing_in_the_folder_itself() -> None:
    ended = forks.disclosure("check", "--strict", "--root", SMALL_OFFICE)
    assert (ended.returncode, ended.stdout) == (0, "没有发现问题。\n")


@pytest.mark.demonstration
def test_its_law_and_its_words_are_those_of_the_project() -> None:
    """Run ``make schema`` after a change of data/laws, data/limits.yml, data/calendar or data/wording.yml."""
    there, here = (
        {path: (root / path).read_text("utf-8") for path in shared(root)} for root in (REPOSITORY, SMALL_OFFICE)
    )
    assert here == there


def test_it_holds_no_law_of_one_place_but_its_own_plan() -> None:
    laws = {file.relative_to(SMALL_OFFICE).as_posix() for file in (SMALL_OFFICE / "data/laws").glob("*.yml")}
    assert laws - set(shared(SMALL_OFFICE)) == {"data/laws/law-plan-2023.yml"}


def test_a_refresh_makes_the_copies_anew_and_leaves_what_is_the_offices_own(tmp_path: Path) -> None:
    shutil.copytree(SMALL_OFFICE, tmp_path / "office")
    shutil.copytree(SMALL_OFFICE / "data", tmp_path / "project/data")
    (tmp_path / "project/data/limits.yml").write_text("limits: []\n", "utf-8")
    (tmp_path / "project/data/laws/law-61.yml").unlink()
    (tmp_path / "project/data/laws/law-plan-2023.yml").unlink()
    refresh(tmp_path / "project", tmp_path / "office")
    assert (tmp_path / "office/data/limits.yml").read_text("utf-8") == "limits: []\n"
    assert not (tmp_path / "office/data/laws/law-61.yml").exists()
    assert (tmp_path / "office/data/laws/law-plan-2023.yml").is_file()
