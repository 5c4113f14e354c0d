"""CODEOWNERS says what data/ says, asks both offices where both must agree, and is committed as it is generated."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from typer.testing import CliRunner

from disclosure.cli import app
from disclosure.loading import read_register
from disclosure.reporting.owners import GITHUB, GITLAB, PROGRAM, code_owners

ROOT = Path(__file__).resolve().parents[1]
OFFICE, ENGINEERS, FINANCE = "@gumei-demo/party-office", "@gumei-demo/site-engineers", "@gumei-demo/finance-office"


def owners_of(text: str) -> dict[str, list[str]]:
    lines = [line.split() for line in text.splitlines() if line.strip() and line[0] not in "#["]
    return {pattern: owners for pattern, *owners in lines}


def asked(text: str, path: str) -> list[list[str]]:
    """Who is asked about a file, section by section: in each the last line that fits, as the hosts read it."""
    sections = re.split(r"^\[.*\]$", text, flags=re.M)
    found = []
    for section in sections:
        fitting = [who for pattern, who in owners_of(section).items() if pattern == "*" or path.startswith(pattern)]
        found += fitting[-1:]
    return found


def changed_agency(project: Path, old: str, new: str) -> None:
    agency = project / "data/agency.yml"
    text = re.sub(old, new, agency.read_text("utf-8"), flags=re.M)
    agency.unlink()
    agency.write_text(text, "utf-8")


@pytest.mark.demonstration
def test_committed_files_are_fresh() -> None:
    committed = {file: (ROOT / file).read_text("utf-8") for file in (GITHUB, GITLAB)}
    assert committed == code_owners(read_register(ROOT)), "请运行 make schema"


@pytest.mark.demonstration
def test_gitlab_asks_both_offices_and_github_says_that_one_is_enough() -> None:
    texts = code_owners(read_register(ROOT))
    budget = "/docs/budget/2025/doc-2025-001.md"
    assert asked(texts[GITLAB], budget) == [[OFFICE], [FINANCE]]
    assert asked(texts[GITHUB], budget) == [[OFFICE, FINANCE]]
    assert "只要其中一个批准" in texts[GITHUB] and "Require review from specific teams" in texts[GITHUB]
    for text in texts.values():
        assert asked(text, "/docs/notices/2025/doc-2025-003.md") == [[OFFICE]]
        assert asked(text, "/data/waivers/a.yml") == [[OFFICE]]


@pytest.mark.demonstration
def test_what_decides_how_content_is_checked_belongs_to_the_owner_of_the_program() -> None:
    paths = {path.strip("/").split("/")[0] for path in PROGRAM}
    assert {".github", ".ci", ".gitlab", ".gitlab-ci.yml", "hooks", "scripts"} <= paths
    assert all((ROOT / path.strip("/")).exists() for path in PROGRAM)
    for text in code_owners(read_register(ROOT)).values():
        assert [asked(text, f"{path}x") for path in PROGRAM] == [[[ENGINEERS]]] * len(PROGRAM)
        assert asked(text, "/sitecustomize.py") == [[ENGINEERS]]


def test_without_an_owner_of_the_program_the_office_is_asked(office_copy: Path) -> None:
    changed_agency(office_copy, r"^engine_owner: .*\n", "")
    texts = code_owners(read_register(office_copy))
    assert [asked(text, "/hooks/x.py") for text in texts.values()] == [[["@liuxi-test/general-office"]]] * 2


def test_the_command_writes_both_files(office_copy: Path) -> None:
    ended = CliRunner().invoke(app, ["owners", "--root", str(office_copy)])
    assert ended.exit_code == 0
    for file in (GITHUB, GITLAB):
        text = (office_copy / file).read_text("utf-8")
        assert asked(text, "/docs/notices/2025/x.md") == [["@liuxi-test/general-office"]]


def test_without_accounts_nothing_is_written(office_copy: Path) -> None:
    changed_agency(office_copy, r"^ *(account|engine_owner): .*\n", "")
    ended = CliRunner().invoke(app, ["owners", "--root", str(office_copy)])
    assert ended.exit_code == 2
    assert not any((office_copy / file).exists() for file in (GITHUB, GITLAB))


def test_an_account_must_look_like_one(office_copy: Path) -> None:
    changed_agency(office_copy, '"@liuxi-test/general-office"', "张三")
    found = [item.rule for item in read_register(office_copy).findings if item.place.path == "data/agency.yml"]
    assert found[:1] == ["FLD-003"]
