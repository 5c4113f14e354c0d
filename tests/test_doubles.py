"""Of two papers with one id, title or number the newer is blamed, and told the way out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Finding
from disclosure.loading import read_register
from disclosure.reading.history import read_history
from repository import begin, commit, git, write
from rule_examples import line_of

TODAY = date(2025, 6, 18)
OLD = "docs/notices/2025/doc-2025-003.md"


def notice(root: Path, key: str, *, published: str = "2025-05-08", column: str = "notices", title: str = "") -> str:
    """A notice like the small office's own, without its attachment."""
    front = (root / OLD).read_text("utf-8").split("---\n")[1].partition("attachments:")[0]
    front = front.replace("doc-2025-003", key).replace("2025-05-08", published).replace("夏季夜间", title or "夏季夜间")
    return f"---\n{front.replace('column: notices', f'column: {column}')}---\n正文。\n"


@pytest.fixture
def project(office_copy: Path) -> Path:
    """The small office's project as a repository; its column of consultations, before the notices, takes notices."""
    columns = (office_copy / "data/columns.yml").read_text("utf-8")
    write(office_copy, "data/columns.yml", columns.replace("kinds: [consultation]", "kinds: [consultation, notice]"))
    begin(office_copy, "2025-05-08")
    return office_copy


def found(root: Path) -> list[Finding]:
    findings = check(read_register(root), TODAY, rules=ALL_RULES, history=read_history(root))
    return [item for item in findings if item.severity == "error"]


def test_the_paper_that_is_not_yet_on_the_main_branch_is_the_newer(project: Path) -> None:
    new = "docs/consultations/2025/doc-2025-003.md"
    text = notice(project, "doc-2025-003", published="2025-05-07", column="consultations", title="围墙")
    write(project, new, text)
    [finding] = found(project)
    assert line_of(finding) == f"{new}:2 error ID-001"
    assert finding.message == f"编号“doc-2025-003”已经在 {OLD} 第 2 行用过。"
    assert finding.remedy == ("请把您这份新文件的编号和文件名改成 doc-2025-007（没有用过的空号）；已有的那一份不要动。")
    git(project, "checkout", "-q", "-b", "wall")
    commit(project, "Add a notice", "2025-05-09")
    assert list(map(line_of, found(project))) == [f"{new}:2 error ID-001"]
    (project / new).unlink()
    write(project, new.replace("003", "007"), text.replace("doc-2025-003", "doc-2025-007"))
    assert found(project) == []


def test_a_number_that_was_used_once_is_not_offered(project: Path) -> None:
    write(project, OLD.replace("003", "007"), notice(project, "doc-2025-007", title="围墙"))
    commit(project, "Add a notice", "2025-05-09")
    (project / OLD.replace("003", "007")).unlink()
    redirect = "old: documents/doc-2025-007.html\nnew: notices\nreason: 撤下\ndate: 2025-06-10\n"
    write(project, "data/redirects/a.yml", redirect)
    write(project, "docs/consultations/2025/doc-2025-003.md", notice(project, "doc-2025-003", column="consultations"))
    [finding] = found(project)
    assert "改成 doc-2025-008（" in finding.remedy


def test_the_same_paper_again_is_to_go(project: Path) -> None:
    new = "docs/consultations/2025/doc-2025-003.md"
    write(project, new, notice(project, "doc-2025-003", column="consultations"))
    [finding] = found(project)
    assert line_of(finding) == f"{new}:2 error ID-001"
    assert finding.remedy.startswith("多半是传了两次，请删除您这份新文件；")
    (project / new).unlink()
    assert found(project) == []


def test_a_file_that_bears_the_id_of_another_goes_by_its_own_name(project: Path) -> None:
    new = "docs/consultations/2025/doc-2025-009.md"
    write(project, new, notice(project, "doc-2025-003", column="consultations", title="围墙"))
    [finding] = [item for item in found(project) if item.rule == "ID-001"]
    assert (line_of(finding), "改成 doc-2025-009（" in finding.remedy) == (f"{new}:2 error ID-001", True)


def offered(root: Path) -> list[str]:
    """The ids that those who come later are told to take."""
    told = [item.remedy.partition("改成 ")[2].partition("（")[0] for item in found(root) if item.rule == "ID-001"]
    return sorted(told)


def test_each_of_those_who_come_later_is_told_another_number(project: Path) -> None:
    for column in ("consultations", "interpretations", "policies"):
        text = notice(project, "doc-2025-003", column=column, title=column)
        write(project, f"docs/{column}/2025/doc-2025-003.md", text)
    assert offered(project) == ["doc-2025-007", "doc-2025-008", "doc-2025-009"]
    write(project, "docs/policies/2025/doc-2025-008.md", notice(project, "doc-2025-003", column="policies", title="墙"))
    assert offered(project) == ["doc-2025-008", "doc-2025-009", "doc-2025-010", "doc-2025-011"]


@pytest.mark.parametrize("column", ["notices", "consultations"])
def test_a_file_whose_name_was_the_id_of_another_page_does_not_go_by_it(project: Path, column: str) -> None:
    once = OLD.replace("003", "009")
    write(project, once, notice(project, "doc-2025-009", title="围墙"))
    commit(project, "Add a notice", "2025-05-09")
    (project / once).unlink()
    commit(project, "Take it away", "2025-05-12")
    new = f"docs/{column}/2025/doc-2025-009.md"
    write(project, new, notice(project, "doc-2025-003", column=column, title="花坛"))
    assert offered(project) == ["doc-2025-010"]


REDIRECT = "old: documents/doc-2025-009.html\nnew: notices\nreason: 撤下\ndate: 2025-05-12\n"


@pytest.fixture
def retired(project: Path) -> Path:
    """The project after a notice was public as doc-2025-009 for some days."""
    write(project, OLD.replace("003", "009"), notice(project, "doc-2025-009", title="围墙"))
    commit(project, "Add a notice", "2025-05-09")
    (project / OLD.replace("003", "009")).unlink()
    commit(project, "Take it away", "2025-05-12")
    return project


@pytest.mark.parametrize("column", ["notices", "consultations"])
def test_an_id_that_another_page_had_is_not_taken_again(retired: Path, column: str) -> None:
    new = f"docs/{column}/2025/doc-2025-009.md"
    text = notice(retired, "doc-2025-009", column=column, title="花坛").replace("made: 2025-05-06", "made: 2025-05-05")
    write(retired, new, text)
    [finding] = found(retired)
    assert line_of(finding) == f"{new}:2 error ID-001"
    assert finding.message.startswith("编号“doc-2025-009”以前是《关于柳溪路围墙")
    assert "改成 doc-2025-010；" in finding.remedy
    (retired / new).unlink()
    write(retired, new.replace("009", "010"), text.replace("doc-2025-009", "doc-2025-010"))
    write(retired, "data/redirects/doc-2025-009.yml", REDIRECT)
    assert found(retired) == []


@pytest.mark.parametrize(("made", "title"), [("2025-05-06", "花坛"), ("2025-05-05", "围墙")])
def test_a_page_that_comes_back_keeps_its_id(retired: Path, made: str, title: str) -> None:
    text = notice(retired, "doc-2025-009", title=title)
    write(retired, OLD.replace("003", "009"), text.replace("made: 2025-05-06", f"made: {made}"))
    assert [item for item in found(retired) if item.rule == "ID-001"] == []


def test_a_file_that_lies_there_under_a_free_name_goes_by_it(project: Path) -> None:
    new = "docs/consultations/2025/doc-2025-009.md"
    write(project, new, notice(project, "doc-2025-003", column="consultations", title="围墙"))
    commit(project, "A slip", "2025-05-09")
    assert offered(project) == ["doc-2025-009"]


def test_without_a_history_the_later_publication_is_the_newer(office_copy: Path) -> None:
    new = "docs/consultations/2025/doc-2025-003.md"
    write(office_copy, new, notice(office_copy, "doc-2025-003", published="2025-05-09", title="围墙"))
    told = [item for item in found(office_copy) if item.rule == "ID-001"]
    assert list(map(line_of, told)) == [f"{new}:2 error ID-001"]


def test_the_id_belongs_to_the_older_paper_for_all_who_refer_to_it(project: Path) -> None:
    write(project, "docs/consultations/2025/doc-2025-003.md", notice(project, "doc-2025-003", column="consultations"))
    register = read_register(project)
    check(register, TODAY, rules=ALL_RULES, history=read_history(project))
    assert (register.records["doc-2025-003"].path, [item.path for item in register.doubles]) == (
        OLD,
        ["docs/consultations/2025/doc-2025-003.md"],
    )


def test_of_one_paper_under_two_ids_the_newer_is_told(project: Path) -> None:
    new = "docs/consultations/2025/doc-2025-000.md"
    write(project, new, notice(project, "doc-2025-000", published="2025-05-07", column="consultations"))
    [finding] = found(project)
    assert line_of(finding) == f"{new}:3 error DOC-006"
    assert finding.remedy == "多半是传了两次，请删除您这份新文件，别处用链接；确是另一份的，请改标题。"
