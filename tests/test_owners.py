"""CODEOWNERS says what data/ says, and is committed as it is generated."""

from __future__ import annotations

import re
from pathlib import Path

from typer.testing import CliRunner

from disclosure.cli import app
from disclosure.loading import read_register
from disclosure.reporting.owners import FILES, code_owners

ROOT = Path(__file__).resolve().parents[1]


def owners_of(text: str) -> dict[str, list[str]]:
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    return {pattern: owners for pattern, *owners in lines}


def test_committed_files_are_fresh() -> None:
    text = code_owners(read_register(ROOT))
    assert [(ROOT / file).read_text("utf-8") for file in FILES] == [text] * len(FILES), "请运行 make schema"


def test_every_folder_of_documents_has_the_disclosure_office_and_its_department() -> None:
    owners = owners_of(code_owners(read_register(ROOT)))
    folders = {f"/docs/{folder.name}/" for folder in (ROOT / "docs").iterdir() if folder.is_dir()}
    office = owners["*"]
    assert len(office) == 1 and folders <= set(owners) and owners["/data/"] == office
    assert all(office[0] in who for who in owners.values())
    assert owners["/docs/budget/"] == [*office, "@gumei-demo/finance-office"]


def test_the_command_writes_both_files(office_copy: Path) -> None:
    ended = CliRunner().invoke(app, ["owners", "--root", str(office_copy)])
    assert ended.exit_code == 0
    written = {(office_copy / file).read_text("utf-8") for file in FILES}
    assert len(written) == 1
    assert owners_of(written.pop())["/docs/notices/"] == ["@liuxi-test/general-office"]


def test_without_accounts_nothing_is_written(office_copy: Path) -> None:
    agency = office_copy / "data/agency.yml"
    text = re.sub(r"^    account: .*\n", "", agency.read_text("utf-8"), flags=re.M)
    agency.unlink()
    agency.write_text(text, "utf-8")
    ended = CliRunner().invoke(app, ["owners", "--root", str(office_copy)])
    assert ended.exit_code == 2
    assert not any((office_copy / file).exists() for file in FILES)


def test_an_account_must_look_like_one(office_copy: Path) -> None:
    agency = office_copy / "data/agency.yml"
    text = agency.read_text("utf-8").replace('"@liuxi-test/general-office"', "张三")
    agency.unlink()
    agency.write_text(text, "utf-8")
    assert [item.rule for item in read_register(office_copy).findings if item.place.path == "data/agency.yml"][:1] == [
        "FLD-003"
    ]
