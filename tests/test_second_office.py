"""Another office replaces data/ and docs/ and has its own site, with no word of the first one in it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import forks
from demonstration import started

TEXT_FILES = {".html", ".xml", ".json", ".css", ".js", ".svg", ".txt", ".webmanifest"}
OTHER_OFFICE = ("古美", "闵行", "gmj", "shmh")


@pytest.fixture(scope="module")
def site(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("second-office") / "site"
    ended = started("build", "--root", small_office, "--format", "json", "--out", out)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert json.loads(ended.stdout)["findings"] == []
    return out


def test_the_check_finds_nothing(small_office: Path) -> None:
    ended = forks.disclosure("check", "--root", small_office, "--format", "json", "--strict")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert json.loads(ended.stdout)["counts"] == {"error": 0, "warning": 0, "notice": 0}


def test_no_file_names_the_first_office(site: Path) -> None:
    files = [file for file in site.rglob("*") if file.is_file() and file.suffix in TEXT_FILES]
    assert {".html", ".xml", ".json", ".css", ".js"} <= {file.suffix for file in files}
    naming = [
        f"{file.relative_to(site)}: {word}"
        for file in files
        for word in OTHER_OFFICE
        if word in file.read_text("utf-8").casefold()
    ]
    assert naming == []


def test_no_address_names_the_first_office(site: Path) -> None:
    paths = [file.relative_to(site).as_posix() for file in site.rglob("*")]
    assert [path for path in paths if any(word in path.casefold() for word in OTHER_OFFICE)] == []


def test_the_home_page_is_the_offices_own(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    assert "柳溪街道政务公开" in home
    assert "示例市示例区柳溪街道办事处" in home
    assert "https://district.example/zwgk/liuxi/" in home


def test_the_home_page_shows_the_consultation_that_is_open(site: Path) -> None:
    home = (site / "index.html").read_text("utf-8")
    assert "看草案、提意见" in home
    assert home.count('href="documents/doc-2025-006.html"') == 1  # the question itself leads to what it names
    assert "data-days>12</b>天" in home


def test_the_finished_decision_leads_to_its_whole_process(site: Path) -> None:
    page = next(file for file in site.rglob("dec-2024-01.html")).read_text("utf-8")
    for number in range(1, 10):
        assert f"doc-2024-00{number}.html" in page
