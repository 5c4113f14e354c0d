"""What a change brings is looked through before it is committed, and in every version that was."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from pathlib import Path

import docx
import pytest

import forks
from demonstration import REPOSITORY
from disclosure.catalogue import ALL_RULES
from disclosure.findings import Finding
from disclosure.incoming import findings_since, staged_findings
from disclosure.reading.git import GitFailed
from disclosure.register import Register
from host_office import with_own_hooks
from repository import begin, commit, git, merge, write
from rule_examples import line_of
from screening.attachment_files import identity

NOTICE = "docs/notices/2025/doc-2025-003.md"
MARK = "机密★10年"


def day(register: Register) -> date:
    return date(2025, 6, 18)


@pytest.fixture
def project(office_copy: Path) -> Path:
    """The small office's project as a repository."""
    begin(office_copy, "2025-06-01")
    return office_copy


def with_line(root: Path, line: str, path: str = NOTICE) -> str:
    return (root / path).read_text("utf-8") + f"\n{line}\n"


def staged(root: Path) -> list[Finding]:
    return staged_findings(root, day, ALL_RULES)


def since(root: Path, start: str) -> list[Finding]:
    return findings_since(root, start, day, ALL_RULES)


def lines(findings: Sequence[Finding]) -> list[str]:
    return list(map(line_of, findings))


def last_line(root: Path, path: str = NOTICE) -> int:
    return len((root / path).read_text("utf-8").splitlines())


# --- about to be committed ----------------------------------------------------------------------------------------


def test_what_is_staged_is_judged_not_what_lies_on_disk(project: Path) -> None:
    clean = (project / NOTICE).read_text("utf-8")
    write(project, NOTICE, with_line(project, MARK))
    number = last_line(project)
    assert staged(project) == []
    git(project, "add", NOTICE)
    write(project, NOTICE, clean)
    assert lines(staged(project)) == [f"{NOTICE}:{number} error SEC-001"]


def test_only_staged_files_are_reported(project: Path) -> None:
    other = "docs/notices/2025/doc-2025-020.md"
    write(project, other, f"---\ntitle: 围墙\n---\n{MARK}\n")
    commit(project, "Already there", "2025-06-02")
    write(project, NOTICE, with_line(project, "一句话。"))
    git(project, "add", "-A")
    assert staged(project) == []


def test_the_fields_of_staged_files_are_judged(project: Path) -> None:
    write(project, NOTICE, (project / NOTICE).read_text("utf-8").replace("made: 2025-05-06", "made: 2025年5月6日"))
    git(project, "add", "-A")
    assert lines(staged(project)) == [f"{NOTICE}:8 error FLD-003"]


def test_references_to_what_is_not_staged_are_no_fault(project: Path) -> None:
    write(project, NOTICE, with_line(project, "见[](ref:doc-2025-006)。"))
    git(project, "add", "-A")
    assert staged(project) == []


def test_a_staged_document_that_must_not_be_public_is_an_error(project: Path) -> None:
    text = (project / NOTICE).read_text("utf-8").replace("disclosure: active", "disclosure: on-request")
    write(project, NOTICE, text)
    git(project, "add", "-A")
    assert f"{NOTICE}:11 error REV-001" in lines(staged(project))


def test_a_deleted_file_is_no_matter(project: Path) -> None:
    (project / NOTICE).unlink()
    git(project, "add", "-A")
    assert staged(project) == []


@pytest.mark.parametrize(
    "path",
    [
        "docs/.草稿.md",
        "data/notes/草稿.md",
        "docs/notices/2025/gbk.md",
        "docs/notices/2025/~名单.txt",
        "docs/notices/2025/名单.docx",
        "名单.txt",
        "名单.md",
        "名单",
        "README.md",
        ".draft/a.md",
        "settings.yml",
    ],
)
def test_what_the_site_would_pass_over_is_looked_through_too(project: Path, path: str) -> None:
    write(project, path, word(MARK) if path.endswith(".docx") else MARK.encode("gb18030" if "gbk" in path else "utf-8"))
    git(project, "add", "-A")
    found = staged(project)
    assert (path, "SEC-001") in [(item.place.path, item.rule) for item in found]
    assert {item.place.path for item in found} == {path}


def word(text: str, remark: str = "") -> bytes:
    """A Word file with one paragraph, and a remark on it."""
    document = docx.Document()
    paragraph = document.add_paragraph(text)
    if remark:
        document.add_comment(paragraph.runs, remark)
    content = BytesIO()
    document.save(content)
    return content.getvalue()


def test_files_of_the_program_are_none_of_its_business(project: Path) -> None:
    write(project, "tests/corpus/marks.txt", MARK)
    write(project, "scripts/marks.py", MARK)
    git(project, "add", "-A")
    assert staged(project) == []


def test_the_overrides_are_on_every_page_and_are_looked_through(project: Path) -> None:
    with_own_hooks(project)
    write(project, "hooks/overrides/announce.html", f"<p>{{{{ page.title }}</p>\n<p>身份证号：{identity(7)}</p>\n")
    write(project, "hooks/overrides/header.html", f"<p>{MARK}</p>\n")
    write(project, "hooks/overrides/assets/logo.svg", f'<svg><path d="M0 {identity(8)}z"/></svg>\n')
    git(project, "add", "-A")
    assert lines(staged(project)) == [
        "hooks/overrides/announce.html:2 error PRI-001", "hooks/overrides/header.html:1 error SEC-001",
    ]  # fmt: skip


def test_outside_the_content_only_leaks_are_told(project: Path) -> None:
    write(project, "名单.md", "# 标题\n\n1、第一,请<font>绕行</font>。<!-- 草稿 -->\n")
    write(project, "附件 1.docx", word("正文"))
    write(project, "key: value.yml", "title: [\n")
    git(project, "add", "-A")
    assert staged(project) == []


def test_a_number_in_a_file_at_the_root_is_told(project: Path) -> None:
    write(project, "README.md", f"# 说明\n\n联系人：某甲乙，身份证号：{identity(7)}\n")
    git(project, "add", "-A")
    assert lines(staged(project)) == ["README.md:3 error PRI-001"]


def test_the_projects_own_papers_are_silent(project: Path) -> None:
    listed = git(REPOSITORY, "ls-files").splitlines()
    own = [path for path in listed if not path.startswith(("hooks/", "scripts/", "tests/", "docs/", "data/"))]
    for path in (path for path in own if (REPOSITORY / path).is_file()):
        write(project, path, (REPOSITORY / path).read_bytes())
    git(project, "add", "-A", "-f")
    assert {"README.md", "HANDBOOK.md", "CONTRIBUTING.md", "requirements.lock"} <= set(own)
    assert staged(project) == []


def test_the_manual_may_quote_marks_as_code_only(project: Path) -> None:
    write(project, "HANDBOOK.md", f"| `{MARK}` | 标志 |\n\n{MARK}\n")
    write(project, "README.md", f"| `{MARK}` | 标志 |\n")
    git(project, "add", "-A")
    assert lines(staged(project)) == ["HANDBOOK.md:3 error SEC-001", "README.md:1 error SEC-001"]


def test_a_waiver_holds_for_what_is_staged(project: Path) -> None:
    name = "docs/notices/2025/绕行 路线.txt"
    write(project, name, "绕行路线")
    git(project, "add", "-A")
    assert lines(staged(project)) == [f"{name}:1 error XRY-013"]
    fields = f"rule: XRY-013, where: {name}, reason: 沿用旧名, approved_by: 综合办公室, expires: 2025-12-31"
    write(project, "data/waivers/detour.yml", f"{{{fields}}}\n")
    assert lines(staged(project)) == [f"{name}:1 error XRY-013"]
    git(project, "add", "-A")
    assert staged(project) == []


def test_a_shortcut_is_refused_and_not_followed(project: Path) -> None:
    (project / "docs/notices/2025/passwd.md").symlink_to("/etc/passwd")
    git(project, "add", "-A")
    assert lines(staged(project)) == ["docs/notices/2025/passwd.md:1 error FIL-004"]


def test_the_very_first_commit_is_looked_through(office_copy: Path) -> None:
    git(office_copy, "init", "-q")
    write(office_copy, NOTICE, with_line(office_copy, MARK))
    git(office_copy, "add", "-A")
    assert f"{NOTICE}:{last_line(office_copy)} error SEC-001" in lines(staged(office_copy))


def test_without_a_repository_the_command_fails(office_copy: Path) -> None:
    with pytest.raises(GitFailed):
        staged(office_copy)


# --- already committed --------------------------------------------------------------------------------------------


def test_what_was_taken_back_later_is_found_with_its_commit(project: Path) -> None:
    start = git(project, "rev-parse", "HEAD")
    clean = (project / NOTICE).read_text("utf-8")
    write(project, NOTICE, with_line(project, MARK))
    number = last_line(project)
    leak = commit(project, "Leak", "2025-06-02")
    write(project, NOTICE, clean)
    commit(project, "Take it back", "2025-06-03")
    [finding] = since(project, start)
    assert line_of(finding) == f"{NOTICE}:{number} error SEC-001"
    assert finding.message.startswith(f"提交 {leak[:8]} 里：")
    assert "泄露了怎么办" in finding.remedy


def test_what_came_before_is_no_matter(project: Path) -> None:
    write(project, NOTICE, with_line(project, MARK))
    leak = commit(project, "Leak", "2025-06-02")
    write(project, "docs/notices/2025/doc-2025-020.md", "正文。")
    commit(project, "Something else", "2025-06-03")
    assert since(project, leak) == []


def test_the_last_version_of_a_document_is_held_against_its_page(project: Path) -> None:
    start = git(project, "rev-parse", "HEAD")
    clean = (project / NOTICE).read_text("utf-8")
    write(project, NOTICE, with_line(project, "| 甲 | 乙 |\n| --- | --- |\n| 一 | 二 | 三 |"))
    number = last_line(project)
    commit(project, "A cell too many", "2025-06-02")
    assert lines(since(project, start)) == [f"{NOTICE}:{number} error FID-001"]
    write(project, NOTICE, clean)
    commit(project, "Mended", "2025-06-03")
    assert since(project, start) == []


def test_a_leak_that_stays_is_reported_once(project: Path) -> None:
    start = git(project, "rev-parse", "HEAD")
    write(project, NOTICE, with_line(project, MARK))
    leak = commit(project, "Leak", "2025-06-02")
    write(project, NOTICE, "\n" + with_line(project, "又一句。"))
    commit(project, "Go on", "2025-06-03")
    assert [item.message.partition("：")[0] for item in since(project, start)] == [f"提交 {leak[:8]} 里"]


def test_a_hidden_part_of_an_attachment_that_was_replaced_later_is_found(project: Path) -> None:
    start = git(project, "rev-parse", "HEAD")
    write(project, "docs/notices/2025/plan.docx", word("正文", "虚构的批注"))
    commit(project, "With a remark", "2025-06-02")
    write(project, "docs/notices/2025/plan.docx", word("正文"))
    commit(project, "Without", "2025-06-03")
    assert "XRY-002" in [item.rule for item in since(project, start)]


def test_a_crash_is_never_mistaken_for_silence(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def crashes(*arguments: object) -> None:
        raise KeyError("seeded")

    start = git(project, "rev-parse", "HEAD")
    write(project, NOTICE, with_line(project, "一句话。"))
    commit(project, "Harmless", "2025-06-02")
    monkeypatch.setattr("disclosure.screening.secrecy.hits", crashes)
    found = sorted((item.rule, item.place.path) for item in since(project, start))
    assert found == [("RUN-001", NOTICE), ("RUN-001", "提交说明")]


def test_a_deleted_file_and_a_branch_that_was_merged_are_looked_through(project: Path) -> None:
    start = git(project, "rev-parse", "HEAD")
    git(project, "checkout", "-q", "-b", "leaky")
    write(project, "docs/notices/2025/doc-2025-020.md", MARK)
    commit(project, "Leak", "2025-06-02")
    (project / "docs/notices/2025/doc-2025-020.md").unlink()
    commit(project, "Take it back", "2025-06-03")
    git(project, "checkout", "-q", "main")
    merge(project, "leaky", "2025-06-04")
    assert lines(since(project, start)) == ["docs/notices/2025/doc-2025-020.md:1 error SEC-001"]


def test_what_a_merge_itself_adds_is_looked_through(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "side")
    write(project, "docs/notices/2025/doc-2025-020.md", "正文。")
    commit(project, "Side", "2025-06-02")
    git(project, "checkout", "-q", "main")
    write(project, "docs/notices/2025/doc-2025-021.md", "正文。")
    start = commit(project, "Main", "2025-06-03")
    git(project, "merge", "-q", "--no-ff", "--no-commit", "side")
    write(project, "docs/notices/2025/doc-2025-020.md", MARK)
    commit(project, "Merge with a leak", "2025-06-04")
    assert lines(since(project, start)) == ["docs/notices/2025/doc-2025-020.md:1 error SEC-001"]


def test_faults_that_harm_nobody_are_left_to_the_last_version(project: Path) -> None:
    start = git(project, "rev-parse", "HEAD")
    clean = (project / NOTICE).read_text("utf-8")
    write(project, NOTICE, clean.replace("made: 2025-05-06", "made: 2025年5月6日"))
    commit(project, "Slip", "2025-06-02")
    write(project, NOTICE, clean)
    commit(project, "Mend it", "2025-06-03")
    assert since(project, start) == []


def test_a_message_of_a_commit_is_public_as_well(project: Path) -> None:
    start = git(project, "rev-parse", "HEAD")
    write(project, "docs/notices/2025/doc-2025-020.md", "正文。")
    commit(project, MARK, "2025-06-02")
    assert lines(since(project, start)) == ["提交说明:1 error SEC-001"]
    start = git(project, "rev-parse", "HEAD")
    (project / "docs/notices/2025/doc-2025-020.md").unlink()
    commit(project, MARK, "2025-06-03")  # that takes a file away and does nothing else
    assert lines(since(project, start)) == ["提交说明:1 error SEC-001"]


def test_an_unknown_commit_fails(project: Path) -> None:
    for name in ("0123abcd", "--output=x", ""):
        with pytest.raises(GitFailed):
            since(project, name)


# --- the commands -------------------------------------------------------------------------------------------------


def test_the_command_says_what_it_found(project: Path) -> None:
    start = git(project, "rev-parse", "HEAD")
    assert forks.disclosure("check", "--staged", cwd=project).returncode == 0
    write(project, NOTICE, with_line(project, MARK))
    git(project, "add", "-A")
    ended = forks.disclosure("check", "--staged", cwd=project)
    assert (ended.returncode, "SEC-001" in ended.stdout) == (1, True)
    commit(project, "Leak", "2025-06-02")
    ended = forks.disclosure("check", "--since", start, cwd=project)
    assert (ended.returncode, "SEC-001" in ended.stdout) == (1, True)
    ended = forks.disclosure("check", "--since", "nothing", cwd=project)
    assert (ended.returncode, ended.stdout) == (2, "")
    assert "“nothing”" in ended.stderr
