"""What VS Code is told: its tasks run the check, and what the check prints is read back line for line."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from disclosure.findings import Finding, Place, Severity
from disclosure.reporting import Format, machine, render
from disclosure.reporting.characters import visible
from disclosure.reporting.wording import advice
from forks import disclosure
from repository import write

ROOT = Path(__file__).parents[1]
TASKS = json.loads((ROOT / ".vscode/tasks.json").read_text("utf-8"))["tasks"]
SETTINGS = json.loads((ROOT / ".vscode/settings.json").read_text("utf-8"))
NOTICE = "docs/notices/2025/doc-2025-003.md"


def problems(text: str, patterns: list[dict[str, Any]]) -> list[dict[str, str]]:
    """What VS Code takes from a text: lines that match the patterns one after another; messages are joined."""
    lines, found = text.splitlines(), []
    for number in range(len(lines) - len(patterns) + 1):
        matches = [re.search(item["regexp"], lines[number + step]) for step, item in enumerate(patterns)]
        if all(matches):
            parts = ("file", "line", "column", "severity", "code")
            told = {
                part: match[item[part]]
                for match, item in zip(matches, patterns, strict=True)
                for part in parts
                if part in item
            }
            said = [match[item["message"]] for match, item in zip(matches, patterns, strict=True)]
            found.append(told | {"message": "\n".join(said)})
    return found


def wanted(findings: list[Finding]) -> list[dict[str, str]]:
    return [
        {
            "file": item.place.path, "line": str(item.place.line), "column": str(item.place.column),
            "severity": item.severity.value, "code": item.rule,
            "message": f"{visible(item.message)}\n{advice(item)}",
        }
        for item in findings
    ]  # fmt: skip


@pytest.mark.parametrize("task", TASKS, ids=lambda task: task["label"])
def test_what_a_task_prints_becomes_problems_at_their_lines(task: dict[str, Any], office_copy: Path) -> None:
    text = (office_copy / NOTICE).read_text("utf-8")
    write(
        office_copy,
        NOTICE,
        text.replace("published: 2025-05-08", "published: 2025-07-30") + "\n见[甲](ref:doc-2099-001)。\n",
    )
    arguments = [word.replace("${relativeFile}", NOTICE) for word in task["args"]]
    printed = disclosure(*arguments, "--today", "2025-06-18", cwd=office_copy)
    findings, _ = machine.read(
        disclosure(*arguments, "--today", "2025-06-18", "--format", "json", cwd=office_copy).stdout
    )
    read = problems(printed.stdout, task["problemMatcher"]["pattern"])
    assert len(findings) > 1 and sorted(map(str, read)) == sorted(map(str, wanted(findings)))


def test_a_problem_has_the_weight_of_its_finding() -> None:
    found = [
        Finding("DOC-101", weight, Place(f"docs/说明 {weight}.md", 3, 7), "说明: 不对。", "请改。")
        for weight in Severity
    ]
    for task in TASKS:
        matcher = task["problemMatcher"]
        assert problems(render(found, Format.TEXT), matcher["pattern"]) == wanted(found)
        assert matcher["severity"] == "info"  # what a notice, a word that VS Code does not know, is shown as
        assert matcher["fileLocation"] == ["relative", "${workspaceFolder}"]


def test_all_tasks_read_alike_and_run_the_project_s_own_program() -> None:
    assert [task["label"] for task in TASKS] == ["检查打开的文件", "检查全部内容"]
    assert TASKS[0]["problemMatcher"] == TASKS[1]["problemMatcher"]
    assert {task["command"] for task in TASKS} == {"${workspaceFolder}/.venv/bin/disclosure"}
    assert {task["type"] for task in TASKS} == {"process"}  # no shell reads a file's name


def test_documents_have_no_schema_there_and_data_has() -> None:
    mapped = [
        path for paths in SETTINGS["yaml.schemas"].values() for path in ([paths] if isinstance(paths, str) else paths)
    ]
    assert mapped and [path for path in mapped if not path.lstrip("!").startswith("data/")] == []
    assert SETTINGS["yaml.schemaStore.enable"] is False
