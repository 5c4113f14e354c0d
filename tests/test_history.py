"""What a page says of its day of publication is held against the history of its file in git."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from disclosure import memory
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Finding
from disclosure.loading import read_register
from disclosure.memory.history import history_of
from disclosure.memory.store import open_store
from disclosure.reading.history import History, Revision, Track, mark_of, read_history
from repository import begin, commit, git, merge, write
from rule_examples import line_of

TODAY = date(2025, 6, 18)
MODEL = "docs/notices/2025/doc-2025-003.md"
NOTICE = "docs/notices/2025/doc-2025-020.md"
BACKFILL = "backfill: {date: 2025-06-02, original: 柳溪街道公告栏, reason: 当时网站停机, approved_by: 综合办公室}\n"


@pytest.fixture
def project(office_copy: Path) -> Path:
    """The small office's project as a repository that begins with all that lies there."""
    begin(office_copy, "2025-05-08")
    return office_copy


def notice(root: Path, more: str = "", *, published: str = "2025-05-08", text: str = "正文。") -> str:
    """Another notice like the small office's own, published on a day; ``more`` goes into its front matter."""
    front = (root / MODEL).read_text("utf-8").split("---\n")[1].partition("attachments:")[0]
    front = front.replace("doc-2025-003", "doc-2025-020").replace("夏季夜间", "围墙").replace("2025-05-08", published)
    return f"---\n{front}{more}---\n{text}\n"


def add(root: Path, day: str, more: str = "", **fields: str) -> None:
    write(root, NOTICE, notice(root, more, **fields))
    commit(root, "Add a notice", day)


def found(root: Path, today: date = TODAY, history: History | None = None) -> list[Finding]:
    """What is found in the two notices, and what is said of the history as a whole."""
    findings = check(read_register(root), today, rules=ALL_RULES, history=history or read_history(root))
    return [item for item in findings if item.place.path in (MODEL, NOTICE) or item.rule == "DAT-003"]


def lines(root: Path, today: date = TODAY) -> list[str]:
    return list(map(line_of, found(root, today)))


# --- the day of publication ---------------------------------------------------------------------------------------


def test_a_document_that_came_soon_after_its_day_is_fine(project: Path) -> None:
    add(project, "2025-05-15")
    assert found(project) == []


def test_a_document_that_came_long_after_its_day_is_an_error(project: Path) -> None:
    add(project, "2025-05-16")
    [finding] = found(project)
    assert line_of(finding) == f"{NOTICE}:9 error DAT-001"
    assert finding.message == "发布日期写的是 2025-05-08，而这份文件 2025-05-16 才首次放到本站。"
    assert "backfill: {date: 2025-05-16, original:" in finding.remedy


def test_the_remedies_help(project: Path) -> None:
    add(project, "2025-06-02", published="2025-05-08")
    write(project, NOTICE, notice(project, published="2025-06-02"))
    assert found(project) == []
    write(project, NOTICE, notice(project, BACKFILL))
    assert found(project) == []


def test_a_false_day_of_backfilling_is_an_error_too(project: Path) -> None:
    add(project, "2025-06-17", BACKFILL)
    [finding] = found(project)
    assert line_of(finding) == f"{NOTICE}:17 error DAT-001"
    assert finding.remedy == "请把补录日期改为 2025-06-17。"


def test_a_document_is_published_on_the_day_of_the_merge(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "wall")
    add(project, "2025-05-08")
    git(project, "checkout", "-q", "main")
    merge(project, "wall", "2025-06-10")
    assert lines(project) == [f"{NOTICE}:9 error DAT-001"]


def test_a_merge_of_main_into_a_branch_makes_nothing_newer(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "slow")
    write(project, "README.txt", "别的事。")
    commit(project, "Something else", "2025-05-02")
    git(project, "checkout", "-q", "main")
    add(project, "2025-05-08")
    git(project, "checkout", "-q", "slow")
    git(project, "merge", "-q", "--no-ff", "-m", "Merge branch 'main' into slow", "main", day="2025-06-10")
    assert found(project) == []


def test_what_was_there_when_the_history_begins_is_not_judged(office_copy: Path) -> None:
    begin(office_copy, "2025-06-17")
    assert found(office_copy) == []


def test_a_moved_document_keeps_its_first_day(project: Path) -> None:
    add(project, "2025-05-08")
    git(project, "mv", NOTICE, "docs/notices/doc-2025-020.md")
    commit(project, "Move it away", "2025-06-01")
    (project / "docs/notices/2025").mkdir(exist_ok=True)
    git(project, "mv", "docs/notices/doc-2025-020.md", NOTICE)
    commit(project, "Move it back", "2025-06-10")
    assert found(project) == []


def test_a_commit_that_only_deletes_does_not_cut_the_history(project: Path) -> None:
    write(project, "docs/notices/2025/名单.txt", "1")
    add(project, "2025-06-10")
    (project / "docs/notices/2025/名单.txt").unlink()
    commit(project, "Take the list away", "2025-06-11")
    assert lines(project) == [f"{NOTICE}:9 error DAT-001"]


def test_a_document_that_is_not_committed_is_not_judged(project: Path) -> None:
    write(project, NOTICE, notice(project))
    assert found(project) == []


def test_what_came_after_the_working_day_says_nothing(project: Path) -> None:
    add(project, "2025-06-19")
    assert found(project) == []
    assert lines(project, date(2025, 6, 19)) == [f"{NOTICE}:9 error DAT-001"]


def test_a_demonstration_of_the_past_is_not_judged_by_what_its_makers_did_later(office_copy: Path) -> None:
    begin(office_copy, "2026-11-22")
    add(office_copy, "2026-11-23")
    add(office_copy, "2026-12-24", text="改过的正文。")
    assert found(office_copy) == []


def test_a_day_of_publication_that_was_moved_on_is_a_warning(project: Path) -> None:
    add(project, "2025-05-08")
    write(project, NOTICE, notice(project, published="2025-05-16"))
    [finding] = found(project)
    assert line_of(finding) == f"{NOTICE}:9 warning DAT-005"
    assert finding.message == "发布日期写的是 2025-05-16，而这份文件 2025-05-08 就已经放到本站。"


def test_what_waits_on_a_branch_for_its_day_has_not_come_yet(project: Path) -> None:
    git(project, "switch", "-q", "-c", "later")
    write(project, NOTICE, notice(project, published="2025-06-03"))
    commit(project, "Prepare a notice", "2025-05-20")
    assert found(project) == []


# --- later changes ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        ("", [f"{NOTICE}:2 warning DAT-002"]),
        ("changes:\n  - {date: 2025-06-01, note: 更正路名。}\n", []),
        ("changes:\n  - {date: 2025-05-20, note: 更正路名。}\n", [f"{NOTICE}:17 warning DAT-002"]),
    ],
)
def test_a_changed_text_needs_a_note_of_about_that_day(project: Path, more: str, expected: list[str]) -> None:
    add(project, "2025-05-08")
    add(project, "2025-06-02", more, text="改过的正文。")
    assert lines(project) == expected


def test_a_changed_text_is_reported_once_with_its_days(project: Path) -> None:
    add(project, "2025-05-08")
    add(project, "2025-05-20", text="改过的正文。")
    add(project, "2025-06-02", text="又改过的正文。")
    [finding] = found(project)
    assert finding.message == "标题或正文发布以后在 2025-05-20、2025-06-02 改过，修改记录里没有相应的说明。"
    assert finding.remedy == "请在 changes 里加一条 - {date: 2025-06-02, note: 改了什么、为什么}。"


@pytest.mark.parametrize("day", ["2025-05-09", "2025-05-15"])
def test_a_change_soon_after_publication_needs_no_note(project: Path, day: str) -> None:
    add(project, "2025-05-08")
    add(project, day, text="改过的正文。")
    assert found(project) == []


def test_other_fields_and_line_breaks_are_no_change_of_the_text(project: Path) -> None:
    add(project, "2025-05-08", text="正文。\n第二句。")
    add(project, "2025-06-02", "keywords: [围墙]\n", text="正文。\n\n第二句。\n")
    assert found(project) == []


def test_a_replaced_attachment_is_a_change(project: Path) -> None:
    file = "docs/notices/2025/doc-2025-003-1.pdf"
    write(project, file, (project / file).read_bytes() + b"\n% new")
    commit(project, "Replace the plan", "2025-06-02")
    [finding] = found(project)
    assert line_of(finding) == f"{MODEL}:21 warning DAT-002"
    assert "附件“doc-2025-003-1.pdf”发布以后在 2025-06-02 改过" in finding.message


# --- whether there is a history -----------------------------------------------------------------------------------


def test_without_git_nothing_is_said(office_copy: Path) -> None:
    write(office_copy, NOTICE, notice(office_copy))
    assert read_history(office_copy) == History(unseen="这里没有修改历史")
    assert found(office_copy) == []


def test_before_the_first_commit_nothing_is_said(office_copy: Path) -> None:
    git(office_copy, "init", "-q")
    assert found(office_copy) == []


def test_a_part_of_the_history_is_a_warning_and_accuses_nobody(project: Path, tmp_path: Path) -> None:
    add(project, "2025-05-08")
    write(project, "README.txt", "别的事。")
    commit(project, "Something else", "2025-06-10")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", "shallow")
    [finding] = found(tmp_path / "shallow")
    assert (finding.rule, finding.severity, finding.place.path) == ("DAT-003", "warning", "data/limits.yml")
    assert "只下载了一部分修改历史" in finding.message


def test_a_repository_that_git_cannot_read_is_a_warning(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*arguments: object, **options: object) -> None:
        raise FileNotFoundError("git")

    monkeypatch.setattr(subprocess, "run", missing)
    assert [item.rule for item in found(project)] == ["DAT-003"]


def test_the_demonstrations_past_is_not_judged_by_a_shallow_history_of_its_future(project: Path) -> None:
    assert History(gap="只下载了一部分修改历史", newest=date(2025, 6, 19)).until(TODAY).gap == ""


def test_a_history_may_be_told(office_copy: Path) -> None:
    change = Revision(date(2025, 6, 2), "old", "new")
    told = History({MODEL: Track(date(2025, 5, 20), changes=(change,))}, texts=lambda ids: {"old": b"---\n---\n1"})
    expected = [f"{MODEL}:9 error DAT-001", f"{MODEL}:21 warning DAT-002"]
    assert list(map(line_of, found(office_copy, history=told))) == expected


def test_names_come_as_they_are(project: Path) -> None:
    name = 'docs/notices/2025/名单 "1"\t.txt'
    write(project, name, "1")
    commit(project, "Odd name", "2025-06-02")
    assert read_history(project).tracks[name] == Track(date(2025, 6, 2))


def test_a_commit_of_a_year_that_no_calendar_holds_says_nothing(project: Path) -> None:
    before = lines(project)
    raw = git(project, "cat-file", "commit", "HEAD").replace("+0800", "+0000")
    late = "\n".join(
        f"{line.rpartition('> ')[0]}> 253402300800 +0000" if line.startswith("committer ") else line
        for line in raw.split("\n")
    )
    file = project.parent / "commit"
    file.write_text(f"{late}\n", "utf-8")
    git(project, "update-ref", "HEAD", git(project, "hash-object", "-t", "commit", "-w", "--literally", str(file)))
    assert lines(project) == before


def test_lost_contents_end_nothing(project: Path) -> None:
    add(project, "2025-05-10")
    add(project, "2025-07-20", text="另一个正文。")
    told = lines(project, date(2025, 8, 1))
    for blob in git(project, "ls-tree", "-r", "HEAD~1", "--format=%(objectname) %(path)").split("\n"):
        key, _, path = blob.partition(" ")
        if path.startswith("docs/notices/"):
            (project / ".git/objects" / key[:2] / key[2:]).unlink()
    assert [line for line in lines(project, date(2025, 8, 1)) if "RUN-001" in line] == []
    assert told == lines(project, date(2025, 8, 1))


# --- remembered ----------------------------------------------------------------------------------------------------


def remembered(root: Path) -> History:
    """The history with the help of what an earlier run has left, which is brought up to date."""
    store = open_store(root)
    history = history_of(root, store)
    store.save()
    return history


def without_texts(history: History) -> History:
    return replace(history, texts=no_texts)


def no_texts(ids: Iterable[str]) -> Mapping[str, bytes]:
    return {}


def test_a_remembered_history_is_the_one_that_git_tells(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def told(root: Path) -> History:
        assert without_texts(remembered(root)) == without_texts(read_history(root))
        return remembered(root)

    told(project)
    add(project, "2025-05-09")
    told(project)
    git(project, "mv", NOTICE, NOTICE.replace("020", "021"))
    commit(project, "Rename", "2025-05-10")
    git(project, "checkout", "-q", "-b", "office/a")
    write(project, MODEL, (project / MODEL).read_text("utf-8") + "补充。\n")
    commit(project, "Change", "2025-05-11")
    told(project)
    git(project, "checkout", "-q", "main")
    merge(project, "office/a", "2025-05-12")
    git(project, "rm", "-q", NOTICE.replace("020", "021"))
    commit(project, "Remove", "2025-05-13")
    history = told(project)
    blob = history.stays[MODEL][0].blob
    assert [*history.texts([blob])] == [blob]
    monkeypatch.setattr(memory.history, "read_history", lambda root: pytest.fail("git was asked again"))
    assert remembered(project).tracks == history.tracks


@pytest.mark.parametrize("kept", ["", "[]", "{}", '{"tracks": {"a": 1}}', '{"tracks": {"a": ["2025-99-99", 1, []]}}'])
def test_a_history_that_is_none_is_forgotten(project: Path, kept: str) -> None:
    store = open_store(project)
    store.keep("history", "all", kept, mark_of(project))
    store.save()
    assert without_texts(remembered(project)) == without_texts(read_history(project))
    assert json.loads(open_store(project).recall("history", "all", mark_of(project)) or "")["tracks"]
