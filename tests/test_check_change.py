"""A change is checked before it is merged: content by the program in force, and everything found is told everywhere."""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from demonstration import REPOSITORY
from repository import begin, commit, git, merge, write

sys.path.insert(0, str(REPOSITORY / "scripts"))

import report_change
import tell_story
from disclosure.findings import Finding, Place, Severity
from disclosure.reporting import Format, render
from disclosure.rules.waiting import WAITS
from forks import disclosure
from report_change import Outcome

# A program that only tells where it stands and what lies there.
BOOTSTRAP = f"mkdir -p .venv/bin && ln -sf {sys.executable} .venv/bin/python\n"
REPORT = """import json, pathlib, subprocess, sys
head = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True).stdout.strip()
files = {str(p): p.read_text() for f in ("docs", "data", "hooks") for p in pathlib.Path(f).rglob("*") if p.is_file()}
print(json.dumps({"cwd": str(pathlib.Path.cwd()), "head": head, "files": files, "arguments": sys.argv[1:]}))
sys.exit(int(pathlib.Path("hooks/status").read_text()))
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository whose branch ``change`` begins at the first commit of ``main``."""
    root = tmp_path / "project"
    write(root, "scripts/check_change.py", (REPOSITORY / "scripts/check_change.py").read_bytes())
    write(root, "scripts/bootstrap", BOOTSTRAP)
    write(root, "scripts/report_change.py", REPORT)
    write(root, ".gitignore", "/.venv/\n")
    for path, text in {"hooks/status": "0", "hooks/old": "1", "docs/a.md": "a", "docs/b.md": "b"}.items():
        write(root, path, text)
    begin(root, "2025-06-01")
    git(root, "branch", "change")
    return root


def newer_program(project: Path) -> None:
    """On main, a stricter program that was merged since."""
    git(project, "rm", "-q", "hooks/old")
    write(project, "hooks/status", "1")
    write(project, "hooks/new", "2")
    commit(project, "A stricter program", "2025-06-02")


def content_change(project: Path) -> str:
    git(project, "checkout", "-q", "change")
    git(project, "rm", "-q", "docs/b.md")
    write(project, "docs/a.md", "changed")
    write(project, "data/new.yml", "new")
    return commit(project, "Change content", "2025-06-03")


def check(project: Path, base: str = "main", *more: str) -> tuple[int, dict[str, object], str]:
    command = [sys.executable, "scripts/check_change.py", base, *more]
    ended = subprocess.run(command, cwd=project, capture_output=True, encoding="utf-8")
    return ended.returncode, json.loads(ended.stdout) if ended.stdout else {}, ended.stderr


CONTENT = {"docs/a.md": "changed", "data/new.yml": "new"}


def test_content_is_checked_by_the_program_in_force_and_with_its_own_history(project: Path) -> None:
    start = git(project, "rev-parse", "main")
    newer_program(project)
    head = content_change(project)
    status, told, _ = check(project)
    assert (status, told["head"]) == (1, head)
    assert told["files"] == CONTENT | {"hooks/status": "1", "hooks/new": "2"}
    assert told["arguments"] == [start, "--remark", "这次只改了内容，是用目标分支上的程序检查的。"]
    assert len(git(project, "worktree", "list").splitlines()) == 1
    assert git(project, "status", "--porcelain") == ""


def test_where_the_program_is_the_same_it_is_run_in_place(project: Path) -> None:
    content_change(project)
    status, told, _ = check(project)
    assert (status, told["cwd"]) == (0, str(project.resolve()))
    assert told["files"] == CONTENT | {"hooks/status": "0", "hooks/old": "1"}


def test_a_merge_made_by_the_host_is_content_only_when_its_branch_is(project: Path) -> None:
    content_change(project)
    git(project, "checkout", "-q", "main")
    newer_program(project)
    git(project, "checkout", "-q", "-b", "merged")
    merge(project, "change", "2025-06-04")
    status, told, _ = check(project)
    assert (status, told["cwd"]) == (1, str(project.resolve()))
    assert "只改了内容" in str(told["arguments"])


@pytest.mark.parametrize("path", ["hooks/old", "mkdocs.yml", ".github/workflows/check.yml", "docsx/a.md", "x\n“y”"])
def test_a_change_of_the_program_is_checked_by_itself_and_told(project: Path, path: str) -> None:
    newer_program(project)
    content_change(project)
    write(project, path, "0")
    commit(project, "And the program", "2025-06-03")
    status, told, _ = check(project)
    assert (status, told["cwd"]) == (0, str(project.resolve()))
    assert "docs/ 和 data/ 以外的 1 个文件" in str(told["arguments"])


def test_moving_a_program_into_the_content_is_a_change_of_the_program(project: Path) -> None:
    git(project, "checkout", "-q", "change")
    git(project, "mv", "hooks/old", "docs/old.md")
    commit(project, "Move", "2025-06-03")
    assert "以外的 1 个文件" in str(check(project)[1]["arguments"])


def test_of_a_change_from_another_repository_the_content_alone_is_looked_at(project: Path) -> None:
    newer_program(project)
    content_change(project)
    write(project, "hooks/old", "another")
    write(project, "scripts/report_change.py", "raise SystemExit('somebody else's program')\n")
    head = commit(project, "And the program", "2025-06-03")
    status, told, _ = check(project, "main", "--fork")
    assert (status, told["head"]) == (1, head)
    assert told["files"] == CONTENT | {"hooks/status": "1", "hooks/new": "2"}
    assert "以外的 2 个文件。改动来自别的代码库，这些文件没有运行" in str(told["arguments"])


def test_where_the_story_is_to_lie_is_handed_on(project: Path) -> None:
    content_change(project)
    told = check(project, "main", "--story", "story", "--link", "https://git.example/runs/1")[1]["arguments"]
    assert told[3:] == ["--link", "https://git.example/runs/1", "--story", str(project / "story")]


def test_a_folder_of_content_that_became_a_link_is_a_change_of_the_program(project: Path) -> None:
    git(project, "checkout", "-q", "change")
    git(project, "rm", "-r", "-q", "docs")
    (project / "docs").symlink_to("hooks")
    commit(project, "Link", "2025-06-03")
    assert "以外的 1 个文件" in str(check(project)[1]["arguments"])


@pytest.mark.parametrize("base", ["nothing", "unrelated"])
def test_without_a_common_history_nothing_is_checked(project: Path, base: str) -> None:
    git(project, "checkout", "-q", "--orphan", "unrelated")
    commit(project, "Another beginning", "2025-06-03")
    git(project, "checkout", "-q", "change")
    status, told, said = check(project, base)
    assert (status, told) == (2, {}) and "请下载全部历史" in said


def test_a_program_that_cannot_be_set_up_is_no_pass(project: Path, tmp_path: Path) -> None:
    write(project, "scripts/bootstrap", "exit 2\n")
    summary = tmp_path / "summary.md"
    status, told, said = check(project, "main", "--summary", str(summary))
    assert (status, told) == (2, {}) and "没有装好" in said
    assert summary.read_text("utf-8").startswith("不能合并：检查没有做")


def test_a_program_that_cannot_even_begin_is_no_finding(project: Path, tmp_path: Path) -> None:
    write(project, "scripts/report_change.py", "import nothing_of_this_name\n")
    summary = tmp_path / "summary.md"
    status, told, said = check(project, "main", "--summary", str(summary))
    assert (status, told) == (2, {}) and "没有运行起来" in said
    assert summary.read_text("utf-8") == "不能合并：检查没有做，原因见日志，请告诉管程序的人\n"


def test_the_branch_may_be_given_as_what_was_fetched_last(project: Path) -> None:
    newer_program(project)
    content_change(project)
    git(project, "fetch", "-q", ".", "refs/heads/main")
    assert check(project, "FETCH_HEAD")[1]["files"] == CONTENT | {"hooks/status": "1", "hooks/new": "2"}


# --- the report ---------------------------------------------------------------------------------------------------

ERROR = Finding("DOC-101", Severity.ERROR, Place("docs/a.md", 3), "标题是空的。", "请写上标题。")


@pytest.fixture
def answers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, tuple[int, str, str]]:
    """Lets a test say what ``disclosure check``, ``build`` and ``inspect`` answer: status, output, complaint."""
    said = {name: (0, render([], Format.JSON), "") for name in ("check", "build")}
    said["inspect"] = (1, "和 HEAD~1 相比，有 1 项的结论变了。\n", "")

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        return subprocess.CompletedProcess(command, *said[str(command[1])])

    monkeypatch.setattr(report_change.subprocess, "run", run)
    monkeypatch.setattr(report_change, "_second_opinion", lambda: "")
    return said


def report(tmp_path: Path) -> tuple[int, str, list[object]]:
    summary, quality = tmp_path / "summary.md", tmp_path / "quality.json"
    files = ["--summary", str(summary), "--code-quality", str(quality)]
    status = report_change.main(["HEAD~1", "--github", "--remark", "只改了内容。", *files])
    return status, summary.read_text("utf-8"), json.loads(quality.read_text("utf-8"))


def test_a_good_change_may_be_merged(answers, tmp_path, capsys) -> None:
    status, summary, issues = report(tmp_path)
    assert (status, issues) == (0, [])
    assert summary.startswith("可以合并\n\n只改了内容。\n\n")
    assert summary.endswith("\n\n和 HEAD~1 相比，有 1 项的结论变了。\n")  # what an inspection says blocks nothing
    assert capsys.readouterr().out.splitlines() == ["只改了内容。", "没有发现问题。", "可以合并"]


def test_an_inspection_that_could_not_be_made_blocks_nothing(answers, tmp_path) -> None:
    answers["inspect"] = (2, "", "没有读到这个版本。\n")
    status, summary, _ = report(tmp_path)
    assert status == 0 and summary.endswith("\n\n自查没有做成，不影响上面的结论。没有读到这个版本。\n")


def test_what_blocks_is_told_everywhere(answers, tmp_path, capsys) -> None:
    answers["build"] = (1, render([ERROR], Format.JSON), "")
    status, summary, issues = report(tmp_path)
    assert (status, len(issues)) == (1, 1)
    assert summary.startswith("不能合并：您要改 1 处（1 个文件）\n") and "docs/a.md:3:1: error DOC-101" in summary
    said = capsys.readouterr().out
    assert said.startswith("::error file=docs/a.md,line=3,col=1") and said.count("标题是空的。") == 2


def test_a_look_through_the_commits_that_fails_hides_nothing(answers, tmp_path, capsys) -> None:
    answers["check"] = (2, "", "没有读到提交。\n")
    answers["build"] = (1, render([ERROR], Format.JSON), "")
    status, summary, issues = report(tmp_path)
    assert (status, len(issues)) == (2, 1)
    assert summary.startswith("不能合并：您要改 1 处（1 个文件）\n") and "没有读到提交。" in summary
    assert "::error file=docs/a.md" in capsys.readouterr().out


@pytest.mark.parametrize("answer", [(2, "", ""), (0, "", ""), (0, "[]", ""), (2, render([], Format.JSON), "")])
def test_a_check_without_a_result_is_no_pass(answers, tmp_path, answer) -> None:
    answers["build"] = answer
    status, summary, _ = report(tmp_path)
    assert status == 2 and summary.startswith("不能合并：检查没有做完，请告诉管程序的人\n")


def test_what_waits_for_its_hour_is_built_beside_the_site_with_its_links(answers, tmp_path, monkeypatch) -> None:
    waits = Finding(WAITS, Severity.NOTICE, Place("docs/b.md", 9), "还没有公开。", "不用改。")
    asked: list[tuple[str, ...]] = []

    def found(*command: str) -> Outcome:
        asked.append(command[:3])
        return Outcome([ERROR] if "--waiting" in command else [waits] if command == ("build",) else [], [])

    monkeypatch.setattr(report_change, "_findings", found)
    status, summary, _ = report(tmp_path)
    assert asked == [("check", "--since", "HEAD~1"), ("build",), ("build", "--waiting", "--out")]
    assert status == 1 and "DOC-101" in summary and "PUB-004" in summary


def test_a_crash_of_the_report_itself_is_no_pass_and_no_finding(answers, tmp_path, monkeypatch) -> None:
    def crash(*_: object) -> Outcome:
        raise KeyError("seeded\n::error::x")

    monkeypatch.setattr(report_change, "_findings", crash)
    assert report_change.main(["HEAD~1", "--summary", str(tmp_path / "summary.md")]) == 2
    (line,) = (tmp_path / "summary.md").read_text("utf-8").splitlines()
    assert line.startswith("不能合并：检查没有做完，请告诉管程序的人（KeyError: ")


def test_another_opinion_on_the_links_is_no_pass(answers, tmp_path, monkeypatch) -> None:
    monkeypatch.setattr(report_change, "_second_opinion", lambda: "另一种工具不同意。")
    status, summary, _ = report(tmp_path)
    assert status == 2 and "另一种工具不同意。" in summary


def test_a_leak_that_a_later_commit_takes_back_is_found(office_copy: Path, tmp_path: Path, monkeypatch) -> None:
    begin(office_copy, "2025-06-01")
    start, notice = git(office_copy, "rev-parse", "HEAD"), "docs/notices/2025/doc-2025-003.md"
    text = (office_copy / notice).read_text("utf-8")
    for day, version in (("2025-06-02", f"{text}\n机密★10年\n"), ("2025-06-03", f"{text}\n一句话。\n")):
        write(office_copy, notice, version)
        commit(office_copy, "Change", day)
    ask = report_change._findings
    monkeypatch.setattr(report_change, "_findings", lambda *told: ask(*told) if "check" in told else Outcome([], []))
    monkeypatch.chdir(office_copy)
    assert report_change.main([start, "--summary", str(tmp_path / "summary.md")]) == 1
    summary = (tmp_path / "summary.md").read_text("utf-8")
    assert summary.startswith("不能合并：您要改 1 处（1 个文件）\n") and "SEC-001" in summary


def test_the_story_is_told_by_one_program_from_both_sites(project: Path, tmp_path: Path, monkeypatch) -> None:
    start = git(project, "rev-parse", "main")
    content_change(project)
    write(project, "hooks/status", "7")
    commit(project, "And the program", "2025-06-03")
    seen: list[dict[str, str]] = []

    def site_of(root: Path, name: str) -> None:
        write(
            root,
            f"{name}/a.html",
            f"<main><article><h1>网页</h1><p>{(root / 'docs/a.md').read_text()}</p></article></main>",
        )

    def run(name: str, *told: object) -> subprocess.CompletedProcess[str]:
        if name == "story":
            return disclosure(name, *told, cwd=project)
        if name == "build":
            assert told[0] == "--waiting"  # as the site with the change was built
            root = Path(str(told[told.index("--root") + 1]))
            seen.append({str(file.relative_to(root)): file.read_text() for file in root.glob("*/*") if file.is_file()})
            site_of(root, "before")
        return subprocess.CompletedProcess([], 0, json.dumps({"changes": []}), "")

    monkeypatch.setattr(tell_story, "_PROJECT", project)
    monkeypatch.setattr(tell_story, "_run", run)
    site_of(project, "site")
    options = argparse.Namespace(story=tmp_path / "story", remark="只改了内容。", link="")
    built = tell_story.Built(project / "site", ["--waiting"])
    assert tell_story.tell(start, built, [], [], "", options).startswith("可以合并。")
    assert [{path: text for path, text in files.items() if not path.startswith("scripts/")} for files in seen] == [
        {"docs/a.md": "a", "docs/b.md": "b", "hooks/status": "7", "hooks/old": "1"}
    ]
    assert len(git(project, "worktree", "list").splitlines()) == 1
    comment = (tmp_path / "story/comment.md").read_text("utf-8")
    assert "- 删去：a\n+ 加上：changed\n" in comment
    assert re.search("改动前的网站另外生成了一次，用了 [0-9]+ 秒。", comment)
    assert tell_story.tell(start, built, [ERROR], [], "", options).startswith("不能合并：您要改 1 处")
    assert len(seen) == 1 and not (tmp_path / "story/preview.zip").exists()
