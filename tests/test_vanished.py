"""What was public is known from the history of the main branch: it does not vanish without a word."""

from __future__ import annotations

import re
import subprocess
from datetime import date
from pathlib import Path

import pytest

from demonstration import DISCLOSURE
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Finding
from disclosure.law.book import law_book
from disclosure.links.ledger import check_ledger
from disclosure.loading import read_register
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.reading.history import read_history
from disclosure.reading.text import LARGEST_TEXT
from repository import begin, commit, git, merge, write
from rule_examples import line_of

TODAY = date(2025, 6, 18)
NOTICE = "docs/notices/2025/doc-2025-003.md"
PLAN = "docs/notices/2025/doc-2025-003-1.pdf"
OTHER = "docs/notices/2025/doc-2025-020.md"
REDIRECT = "data/redirects/doc-2025-020.yml"
ERROR = [f"{OTHER}:1 error ADR-001"]


@pytest.fixture
def project(office_copy: Path) -> Path:
    """The small office's project as a repository, with a notice that came after the others."""
    begin(office_copy, "2025-05-08")
    write(office_copy, OTHER, notice(office_copy))
    commit(office_copy, "Add a notice", "2025-06-02")
    return office_copy


def notice(root: Path, published: str = "2025-06-02", *, key: str = "doc-2025-020", more: str = "") -> str:
    """A notice like the small office's own, without its attachment."""
    front = (root / NOTICE).read_text("utf-8").split("---\n")[1].partition("attachments:")[0]
    front = front.replace("doc-2025-003", key).replace("夏季夜间", "围墙").replace("2025-05-08", published)
    return f"---\n{front}{more}---\n正文。\n"


def remove(root: Path, path: str, day: str = "2025-06-10") -> None:
    (root / path).unlink()
    commit(root, "Take it away", day)


def found(root: Path, today: date = TODAY) -> list[Finding]:
    """What is found of vanished addresses, and whatever else is an error."""
    findings = check(read_register(root), today, rules=ALL_RULES, history=read_history(root))
    return [item for item in findings if item.rule.startswith("ADR-") or item.severity == "error"]


def lines(root: Path, today: date = TODAY) -> list[str]:
    return list(map(line_of, found(root, today)))


def redirect(root: Path, new: str = "notices") -> None:
    write(root, REDIRECT, f"old: documents/doc-2025-020.html\nnew: {new}\nreason: 并入栏目\ndate: 2025-06-10\n")


# --- a page that is taken away ------------------------------------------------------------------------------------


def test_nothing_is_said_of_what_is_there(project: Path) -> None:
    assert found(project) == []


def test_a_public_page_that_is_deleted_stops(project: Path) -> None:
    remove(project, OTHER)
    [finding] = found(project)
    assert line_of(finding) == ERROR[0]
    assert finding.message == "文件《关于柳溪路围墙养护的通知》（doc-2025-020）公开过，现在不见了，收藏了它的人打不开。"
    assert finding.remedy == (
        "请恢复这个文件；确要删除的，请新建 data/redirects/doc-2025-020.yml，写一行 "
        "{old: documents/doc-2025-020.html, new: notices, reason: 为什么删除, date: 2025-06-18}，"
        "new 是取代它的编号。"
    )


def test_the_remedy_helps_as_it_is_written(project: Path) -> None:
    remove(project, OTHER)
    [finding] = found(project)
    line = finding.remedy.partition("写一行 ")[2].partition("，new 是")[0]
    write(project, REDIRECT, f"{line}\n")
    assert found(project) == []


def test_a_page_that_is_deleted_and_not_yet_committed_stops_too(project: Path) -> None:
    (project / OTHER).unlink()
    assert lines(project) == ERROR


def test_a_page_with_a_redirect_is_told_of(project: Path) -> None:
    remove(project, OTHER)
    redirect(project)
    assert found(project) == []


def test_a_page_that_was_never_due_is_nobodys_loss(project: Path) -> None:
    write(project, OTHER.replace("020", "021"), notice(project, "2025-07-20", key="doc-2025-021"))
    commit(project, "Prepare a notice for July", "2025-06-03")
    remove(project, OTHER.replace("020", "021"))
    assert found(project) == []


def test_a_page_that_had_its_day_before_it_was_put_off_was_public(project: Path) -> None:
    write(project, OTHER, notice(project, "2025-07-20"))
    commit(project, "Put it off", "2025-06-05")
    remove(project, OTHER)
    assert lines(project) == ERROR


@pytest.mark.parametrize("attribute", ["none", "on-request"])
def test_what_was_not_to_be_disclosed_was_never_public(project: Path, attribute: str) -> None:
    path = OTHER.replace("020", "021")
    text = notice(project, key="doc-2025-021").replace("disclosure: active", f"disclosure: {attribute}")
    write(project, path, text)
    commit(project, "A mistake", "2025-06-03")
    remove(project, path)
    assert found(project) == []


def test_a_text_that_nobody_could_read_was_never_public(project: Path) -> None:
    write(project, OTHER.replace("020", "021"), "没有信息栏\n")
    commit(project, "A mistake", "2025-06-03")
    remove(project, OTHER.replace("020", "021"))
    assert found(project) == []


def test_a_page_that_came_back_is_there(project: Path) -> None:
    text = (project / OTHER).read_text("utf-8")
    remove(project, OTHER)
    write(project, OTHER, text)
    commit(project, "Restore it", "2025-06-12")
    assert found(project) == []


def test_a_decision_a_catalogue_and_a_column_are_held_too(project: Path) -> None:
    columns = (project / "data/columns.yml").read_text("utf-8")
    before, _, behind = columns.partition("  - id: annual-reports\n")
    write(project, "data/columns.yml", f"{before}  - id: {behind.partition('  - id: ')[2]}")
    decision = next(iter(sorted((project / "data/decisions/2024").glob("dec-*.yml"))))
    decision.unlink()
    (project / "data/decisions/2025/catalogue.yml").unlink()
    told = [line for line in lines(project) if "ADR-" in line]
    assert told == [
        "data/columns.yml:1 error ADR-001",
        f"data/decisions/2024/{decision.name}:1 error ADR-001",
        "data/decisions/2025/catalogue.yml:1 error ADR-001",
    ]


def test_a_file_that_cannot_be_read_hides_nothing(project: Path) -> None:
    write(project, "data/columns.yml", "columns: [\n")
    write(project, OTHER, "---\nid: doc-2025-020\ntitle: [\n---\n")
    assert [line for line in lines(project) if "ADR-" in line] == []


def take_notices(root: Path) -> None:
    """Let the column of interpretations take notices as well."""
    columns, kinds = (root / "data/columns.yml").read_text("utf-8"), "kinds: [interpretation, questions"
    write(root, "data/columns.yml", columns.replace(kinds, f"{kinds}, notice"))


# --- a page that moves --------------------------------------------------------------------------------------------


def test_a_page_in_another_column_keeps_its_address(project: Path) -> None:
    take_notices(project)
    git(project, "rm", "-q", "--cached", OTHER)
    text = (project / OTHER).read_text("utf-8").replace("column: notices", "column: interpretations")
    (project / OTHER).unlink()
    write(project, OTHER.replace("notices", "interpretations"), f"{text}\n另一段。\n")
    commit(project, "Move it", "2025-06-10")
    assert found(project) == []


def test_a_page_under_another_id_has_lost_its_address(project: Path) -> None:
    text = (project / OTHER).read_text("utf-8").replace("doc-2025-020", "doc-2025-021")
    git(project, "mv", OTHER, OTHER.replace("020", "021"))
    write(project, OTHER.replace("020", "021"), f"{text}\n另一段。\n")
    commit(project, "Another id", "2025-06-10")
    [finding] = found(project)
    assert line_of(finding) == ERROR[0]
    assert "new: doc-2025-021," in finding.remedy
    redirect(project, "doc-2025-021")
    assert found(project) == []


def test_two_pages_become_one_as_the_handbook_says(project: Path) -> None:
    text = (project / NOTICE).read_text("utf-8").replace("补充绕行路线。", "补充绕行路线；并入围墙养护的通知。")
    write(project, NOTICE, f"{text}\n围墙养护的时间相同。\n")
    reader = OTHER.replace("020", "021")
    write(project, reader, notice(project, key="doc-2025-021").replace("正文。", "见[通知](ref:doc-2025-020)。"))
    commit(project, "Refer to it", "2025-06-03")
    remove(project, OTHER)
    assert lines(project) == [*ERROR, f"{reader}:18 error REF-001"]
    redirect(project, "doc-2025-003")
    write(project, reader, notice(project, key="doc-2025-021").replace("正文。", "见[通知](ref:doc-2025-003)。"))
    assert found(project) == []


# --- attachments --------------------------------------------------------------------------------------------------


def without_plan(root: Path, more: str = "") -> None:
    """Take the notice's attachment away, and what its text says of it; ``more`` goes into its ``changes``."""
    text = (root / NOTICE).read_text("utf-8")
    head, _, rest = text.partition("attachments:\n")
    changes = rest.partition("changes:\n")[2].partition("---")[0]
    write(root, NOTICE, f"{head}changes:\n{changes}{more}---\n每天22时至次日5时养护柳溪路路面。\n")
    (root / PLAN).unlink()


def test_a_public_attachment_that_is_deleted_stops(project: Path) -> None:
    without_plan(project)
    [finding] = found(project)
    assert (finding.rule, finding.severity, finding.place.path) == ("ADR-002", "error", NOTICE)
    assert "附件“doc-2025-003-1.pdf”公开过，现在《" in finding.message


def test_an_attachment_of_which_the_changes_tell_may_go(project: Path) -> None:
    without_plan(project)
    [finding] = found(project)
    entry = finding.remedy.partition("changes 里加一条 ")[2].removesuffix("。")
    git(project, "checkout", "-q", "--", ".")
    without_plan(project, f"  {entry}\n")
    assert found(project) == []


def test_an_attachment_that_moves_with_its_page_is_there(project: Path) -> None:
    take_notices(project)
    text = (project / NOTICE).read_text("utf-8").replace("column: notices", "column: interpretations")
    write(project, NOTICE.replace("notices", "interpretations"), text)
    write(project, PLAN.replace("notices", "interpretations"), (project / PLAN).read_bytes())
    (project / NOTICE).unlink()
    (project / PLAN).unlink()
    commit(project, "Move it", "2025-06-10")
    assert [line for line in lines(project) if "ADR-" in line] == []


def test_with_its_page_an_attachment_may_go(project: Path) -> None:
    (project / NOTICE).unlink()
    (project / PLAN).unlink()
    assert [line for line in lines(project) if "ADR-" in line] == [f"{NOTICE}:1 error ADR-001"]


def test_a_file_of_a_chinese_name_is_an_attachment_as_any_other(project: Path) -> None:
    name = '名单 "一"\'.pdf'
    write(project, OTHER.replace("doc-2025-020.md", name), (project / PLAN).read_bytes())
    entry = f"attachments:\n  - file: {name}\n    title: 名单\n"
    write(project, OTHER, notice(project, more=entry))
    commit(project, "Add a list", "2025-06-03")
    (project / OTHER.replace("doc-2025-020.md", name)).unlink()
    write(project, OTHER, notice(project))
    told = [item for item in found(project) if item.rule == "ADR-002"]
    assert [item.message.partition("公开过")[0] for item in told] == [f"附件“{name}”"]


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("附表 1.csv", "附表%201.csv"),
        ("附表.csv", "%E9%99%84%e8%a1%a8.csv"),
        ("附_表_1.csv", r"附\_表\_1.csv"),
        ("甲&乙.csv", "甲&amp;乙.csv"),
    ],
)
def test_an_attachment_that_a_link_names_in_code_is_held_too(project: Path, name: str, link: str) -> None:
    write(project, OTHER.replace("doc-2025-020.md", name), "项,数\n一,2\n")
    write(project, OTHER, notice(project).replace("正文。", f"[附表]({link})"))
    commit(project, "Add a table", "2025-06-03")
    assert [item for item in found(project) if item.rule == "ADR-002"] == []
    (project / OTHER.replace("doc-2025-020.md", name)).unlink()
    write(project, OTHER, notice(project))
    told = [item for item in found(project) if item.rule == "ADR-002"]
    assert [item.message.partition("公开过")[0] for item in told] == [f"附件“{name}”"]


# --- branches -----------------------------------------------------------------------------------------------------


def test_what_a_branch_adds_and_takes_back_was_never_public(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "wall")
    write(project, OTHER.replace("020", "021"), notice(project, key="doc-2025-021"))
    commit(project, "Add another", "2025-06-03")
    remove(project, OTHER.replace("020", "021"))
    assert found(project) == []


@pytest.mark.parametrize(("day", "told"), [("2025-06-03", []), ("2025-06-04", ["doc-2025-0050"])])
def test_the_steps_of_a_branch_that_main_took_over_one_by_one_were_not_seen(
    project: Path, day: str, told: list[str]
) -> None:
    git(project, "checkout", "-q", "-b", "wall")
    slip = OTHER.replace("020", "0050")
    write(project, slip, notice(project, key="doc-2025-0050"))
    commit(project, "Add another", "2025-06-03")
    (project / slip).unlink()
    write(project, OTHER.replace("020", "050"), notice(project, key="doc-2025-050"))
    commit(project, "Mend its number", day)
    git(project, "checkout", "-q", "main")
    git(project, "merge", "-q", "--ff-only", "wall")
    assert [Path(item.place.path).stem for item in found(project) if item.rule == "ADR-001"] == told


def test_a_page_of_days_that_is_edited_and_deleted_within_one_was_public(project: Path) -> None:
    write(project, OTHER, notice(project).replace("正文。", "改过的正文。"))
    commit(project, "Edit it", "2025-06-10")
    remove(project, OTHER, "2025-06-10")
    assert lines(project) == ERROR


def test_a_branch_that_deletes_is_stopped_before_and_after_it_took_main_in(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "tidy")
    remove(project, OTHER)
    assert lines(project) == ERROR
    git(project, "checkout", "-q", "main")
    write(project, "README.txt", "别的事。")
    commit(project, "Something else", "2025-06-11")
    git(project, "checkout", "-q", "tidy")
    git(project, "merge", "-q", "--no-ff", "-m", "Merge branch 'main' into tidy", "main", day="2025-06-12")
    assert lines(project) == ERROR
    git(project, "checkout", "-q", "main")
    merge(project, "tidy", "2025-06-13")
    assert lines(project) == ERROR


def test_a_page_that_main_got_after_a_branch_left_is_no_loss_of_the_branch(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "wall", "HEAD~1")
    assert found(project) == []


def test_a_page_that_a_merge_brought_counts_from_there(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "wall")
    write(project, OTHER.replace("020", "021"), notice(project, key="doc-2025-021"))
    commit(project, "Add another", "2025-06-03")
    git(project, "checkout", "-q", "main")
    merge(project, "wall", "2025-06-04")
    remove(project, OTHER.replace("020", "021"))
    assert lines(project) == [f"{OTHER.replace('020', '021')}:1 error ADR-001"]


def test_two_branches_of_which_one_deletes_what_the_other_edits(project: Path) -> None:
    git(project, "checkout", "-q", "-b", "edit")
    write(project, OTHER, notice(project).replace("正文。", "改过的正文。"))
    commit(project, "Edit it", "2025-06-03")
    git(project, "checkout", "-q", "-b", "tidy", "main")
    remove(project, OTHER)
    assert lines(project) == ERROR
    git(project, "checkout", "-q", "edit")
    assert found(project) == []


def test_in_a_copy_the_main_branch_is_that_of_its_origin(project: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", f"file://{project}", "copy")
    copy = tmp_path / "copy"
    write(copy, OTHER.replace("020", "021"), notice(copy, key="doc-2025-021"))
    commit(copy, "Not yet sent", "2025-06-03")
    remove(copy, OTHER.replace("020", "021"))
    assert found(copy) == []
    git(copy, "checkout", "-q", "--detach")
    git(copy, "branch", "-q", "-D", "main")
    remove(copy, OTHER)
    assert lines(copy) == ERROR


def at_work(agency: str) -> str:
    """data/agency.yml without the demonstration."""
    return re.sub(r"(?m)^demonstration:\n(  .*\n)+", "", agency)


# --- an office that begins with a demonstration -------------------------------------------------------------------


def test_what_a_demonstration_showed_was_never_public(project: Path) -> None:
    agency = (project / "data/agency.yml").read_text("utf-8")
    assert "\ndemonstration:\n" in agency
    write(project, "data/agency.yml", at_work(agency))
    (project / OTHER).unlink()
    assert [line for line in lines(project) if "ADR-" in line] == []
    commit(project, "Begin to work", "2025-06-10")
    assert [line for line in lines(project) if "ADR-" in line] == []
    remove(project, NOTICE, "2025-06-11")
    assert [line for line in lines(project) if "ADR-001" in line] == [f"{NOTICE}:1 error ADR-001"]


def test_another_office_has_lost_nothing_of_the_demonstration(project: Path) -> None:
    agency = (project / "data/agency.yml").read_text("utf-8")
    write(project, "data/agency.yml", agency.replace("柳溪街道", "临江镇"))
    (project / OTHER).unlink()
    assert [line for line in lines(project) if "ADR-" in line] == []
    commit(project, "Another office tries it", "2025-06-10")
    assert [line for line in lines(project) if "ADR-" in line] == []
    remove(project, NOTICE, "2025-06-11")
    assert [line for line in lines(project) if "ADR-001" in line] == [f"{NOTICE}:1 error ADR-001"]


# --- the ledger, for what no history tells ------------------------------------------------------------------------


def test_the_ledger_is_written_for_whom_the_history_is_lost(project: Path, tmp_path: Path) -> None:
    write(project, "data/ledger.yml", "addresses:\n  - notices/old.html\n")
    ended = subprocess.run([str(DISCLOSURE), "ledger", "--root", str(project)], capture_output=True, text=True)
    assert (ended.returncode, ended.stderr) == (0, "")
    kept = (project / "data/ledger.yml").read_text("utf-8").splitlines()
    assert {f"  - {name}" for name in ("documents/doc-2025-020.html", f"files/doc-2025-003/{Path(PLAN).name}")} < {
        *kept
    }
    assert "  - notices/old.html" in kept
    assert [line for line in kept if line.startswith("  - feeds/") or "404" in line] == []
    assert [file.name for file in (project / "data").iterdir() if file.name.startswith(".")] == []


def in_the_ledger(root: Path) -> list[str]:
    """What the comparison with the ledger finds, with the remedy."""
    register = read_register(root)
    made = publication(Site(register, law_book(register), TODAY))
    return [f"{item.place.line} {item.remedy}" for item in check_ledger(made, register)]


def test_an_attachment_of_the_ledger_may_go_as_one_of_the_history_may(office_copy: Path) -> None:
    name = "doc-2025-003-1.pdf"
    write(office_copy, "data/ledger.yml", f"addresses:\n  - files/doc-2025-003/{name}\n  - files/doc-2020-001/a.pdf\n")
    without_plan(office_copy)
    note = f"请恢复这个附件；确要撤下的，请在 doc-2025-003 的 changes 里加一条，写明撤下附件 {name} 和原因。"
    gone = "请恢复这个附件；整份文件都删除的，请在 data/redirects/ 里写明 documents/doc-2020-001.html 的去向。"
    assert in_the_ledger(office_copy) == [f"2 {note}", f"3 {gone}"]
    redirect = "old: documents/doc-2020-001.html\nnew: notices\nreason: 撤下\ndate: 2025-06-10\n"
    write(office_copy, "data/redirects/a.yml", redirect)
    text = (office_copy / NOTICE).read_text("utf-8")
    entry = f"changes:\n  - {{date: 2025-05-09, note: 撤下附件 {name}。}}\n"
    write(office_copy, NOTICE, text.replace("changes:\n", entry))
    assert in_the_ledger(office_copy) == []


# --- whether there is a history -----------------------------------------------------------------------------------


def test_a_part_of_the_history_is_told_once(project: Path, tmp_path: Path) -> None:
    remove(project, OTHER)
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{project}", "shallow")
    findings = check(
        read_register(tmp_path / "shallow"), TODAY, rules=ALL_RULES, history=read_history(tmp_path / "shallow")
    )
    [finding] = [item for item in findings if item.rule in ("DAT-003", "ADR-001", "ADR-003")]
    assert finding.rule == "DAT-003"
    assert "也看不出有没有删掉公开过的网页" in finding.message


def test_a_part_of_a_history_of_the_future_is_told_too(office_copy: Path, tmp_path: Path) -> None:
    begin(office_copy, "2026-11-22")
    write(office_copy, "README.txt", "别的事。")
    commit(office_copy, "Something else", "2026-11-23")
    git(tmp_path, "clone", "-q", "--depth", "1", f"file://{office_copy}", "shallow")
    assert lines(tmp_path / "shallow") == ["data:1 notice ADR-003"]


def test_without_git_only_the_ledger_is_looked_at(office_copy: Path) -> None:
    assert found(office_copy) == []  # a demonstration
    agency = (office_copy / "data/agency.yml").read_text("utf-8")
    write(office_copy, "data/agency.yml", at_work(agency))
    [finding] = [item for item in found(office_copy) if item.rule == "ADR-003"]
    assert line_of(finding) == "data:1 notice ADR-003"
    assert finding.message == (
        "这里没有修改历史，看不出有没有删掉公开过的网页，只核对了 data/ledger.yml 里登记的网址。"
    )


def test_a_demonstration_of_the_past_is_held_by_its_history_all_the_same(office_copy: Path) -> None:
    begin(office_copy, "2026-11-22")
    remove(office_copy, NOTICE, "2026-11-23")
    assert [line for line in lines(office_copy) if "ADR-" in line] == [f"{NOTICE}:1 error ADR-001"]


def test_a_version_that_is_far_too_long_for_a_text_was_never_public(project: Path) -> None:
    path = OTHER.replace("020", "021")
    write(project, path, notice(project, key="doc-2025-021") + "长" * LARGEST_TEXT)
    commit(project, "A mistake", "2025-06-03")
    remove(project, path)
    assert found(project) == []


def test_a_path_of_any_kind_ends_nothing(project: Path) -> None:
    odd = "docs/notices/2025/doc\n2025\x01-021.md"
    write(project, odd, notice(project, key="doc-2025-021"))
    (project / "docs/notices/2025").joinpath("\udcff.pdf").write_bytes(b"1")
    commit(project, "Odd names", "2025-06-03")
    (project / "docs/notices/2025").joinpath("\udcff.pdf").unlink()
    remove(project, odd)
    told = [line for line in lines(project) if "ADR-" in line]
    assert told == ["docs/notices/2025/doc\\x0a2025\\x01-021.md:1 error ADR-001"]
