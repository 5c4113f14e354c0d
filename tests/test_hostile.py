"""The judges of the hostile strings notice what runners obey and browsers execute, and nothing else."""

from __future__ import annotations

import json
import os
import re
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

import forks
from disclosure.cli import app
from disclosure.findings import Finding, Place, Severity
from disclosure.pages import page
from disclosure.reporting import Format, characters, render
from exam import contents, reports
from exam.hostile import CODE, COMMANDS, executed, obeyed, strings

ROOT = Path(__file__).resolve().parent.parent
_COLOUR = re.compile("\x1b\\[[0-9;]*m")


def test_every_command_and_no_honest_line_is_noticed() -> None:
    assert [command for command in COMMANDS if not obeyed(command)] == []
    assert [line for line in ("a\n  ::error::x", "a\x85::error::x", "通知##[x]") if not obeyed(line)] == []
    honest = "docs/a.md:3:1: error DOC-101 标题“::error::”和“# #[x]”。\n    怎么改：C## 和 [x]。"
    assert obeyed(honest) == []


def test_code_is_noticed_where_it_is_an_element_and_not_where_it_is_text() -> None:
    assert executed("<p>&lt;script>x</p><a href=x.html>x</a>") == []
    silent = {"javascript:hit()", "{{ 7*7 }}{% raw %}", "${hit()}", '=HYPERLINK("//x.example")', "<!--"}
    silent |= {"data:text/html,<script>hit()</script>", "&lt;script&gt;hit()&lt;/script&gt;", "&#x3c;script>hit()"}
    assert [code for code in CODE if code not in silent and not executed(code)] == []
    assert executed('<a href=" javascript:hit()">x</a>') != []


def test_the_strings_hold_every_command_and_code() -> None:
    made = strings(7, 250)
    assert len(set(made)) == 250 and made == strings(7, 250) != strings(8, 250)
    assert [core for core in (*COMMANDS, *CODE) if not any(core in text for text in made)] == []


@pytest.mark.parametrize("guard", ["_COMMAND", "_COMMAND_IN_JSON", "_STEERING_IN_JSON"])
def test_the_exam_misses_a_guard_that_is_taken_away(guard: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(characters, guard, re.compile("(?!)"))
    assert reports.run(1, 0.04) != []


def test_the_exam_misses_templates_that_escape_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    usual = page.environment
    monkeypatch.setattr(page, "environment", lambda *given: usual(*given).overlay(autoescape=False))
    misses = contents.run(1, 0.02)
    assert any("hit()" in miss for miss in misses)


def test_a_command_stays_readable_and_is_no_command() -> None:
    finding = Finding("DOC-101", Severity.ERROR, Place("::error::a.md"), "见##[add-mask]x。", "改成 ##vso[x]y。")
    assert render([finding], Format.TEXT).splitlines()[:2] == [
        "：：error::a.md:1:1: error DOC-101 见＃＃[add-mask]x。",
        "    怎么改：改成 ＃＃vso[x]y。",
    ]
    report = render([finding], Format.JSON)
    assert "##[" not in report and json.loads(report)["findings"][0]["message"] == finding.message
    assert characters.visible_lines("a\n ::error::b\n##[group]") == "a\n ：：error::b\n＃＃[group]"


def test_what_commands_say_besides_their_report_is_harmless_too() -> None:
    """One function prints what the command line says; lists are made harmless where they are made, or are our own."""
    modules = {file.name: file.read_text("utf-8") for file in (ROOT / "hooks/disclosure/cli").glob("*.py")}
    printing = {name: re.findall(r"(?:typer\.echo|print)\((\w+)", text) for name, text in modules.items()}
    assert {name: found for name, found in printing.items() if found} == {
        "agenda.py": ["agenda_calendar", "json"],
        "deadlines.py": ["json", "made"],
        "explaining.py": ["listing", "explanation"],
        "offices.py": ["review_list"],
        "saying.py": ["visible_lines"],
        "patrolling.py": ["made"],
    }


def test_an_error_of_a_command_is_no_command(tmp_path: Path) -> None:
    ended = CliRunner().invoke(app, ["check", "--root", str(tmp_path), str(tmp_path / "x\n::error::##[group]")])
    assert ended.exit_code == 2 and obeyed(ended.output) == [] and "＃＃[group]" in ended.output


def test_what_mkdocs_itself_logs_is_harmless(office_copy: Path) -> None:
    notice = office_copy / "docs/notices/2025/doc-2025-003.md"
    text = notice.read_text("utf-8")
    notice.unlink()
    notice.write_text(re.sub("^kind: .*$", 'kind: "##[add-mask]x"', text, flags=re.M), "utf-8")
    ended = forks.mkdocs("build", "-q", "-f", office_copy / "mkdocs.yml", cwd=office_copy, environment=os.environ)
    assert ended.returncode != 0 and "＃＃[add-mask]x" in ended.stdout + ended.stderr
    assert obeyed(_COLOUR.sub("", ended.stdout + ended.stderr)) == []
