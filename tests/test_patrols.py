"""Patrols: what each night leaves, kept on a branch of its own, read by a build that nothing in them can break."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import forks
from demonstration import REPOSITORY
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.exports.datasets import datasets, file_of
from disclosure.findings import Finding, Place, Severity
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.patrols import patrol_days, patrols_page
from disclosure.pages.site import Site
from disclosure.records.patrols import MOST_MARKS, Patrol, patrol_of, patrols_in
from disclosure.upkeep.patrolling import patrol
from repository import begin, git, write

TODAY = date(2025, 6, 18)
RUN = Patrol(date(2025, 6, 17), "a" * 40, 0, 1, 2, 300, 9000, 40, frozenset({"0123456789ab", "ba9876543210"}))


def told(**changed: object) -> str:
    """A line with something changed in it."""
    return json.dumps(json.loads(RUN.line()) | changed)


def test_a_patrol_is_read_as_it_was_written() -> None:
    assert patrol_of(RUN.line()) == RUN
    bare = Patrol(date(2025, 6, 17), "", 3, 0, 0)
    assert patrol_of(bare.line()) == bare
    assert patrol_of(replace(RUN, is_demonstration=True).line()) == replace(RUN, is_demonstration=True)


HOSTILE = [
    "", "{}", "[]", "null", "1", '"', "{", "\x00", "\ufeff", "<script>alert(1)</script>", "[" * 5000, '{"a":' * 3000,
    "9" * 19_000, RUN.line()[:-1], RUN.line() + RUN.line(), "x" * 100_000,
    told(schema="disclosure/patrol/2"), told(date="2025-02-30"), told(date="2025-6-1"), told(date=20250617),
    told(date="１９２５-06-17"), told(findings=None), told(findings=[]), told(findings={"error": 1}),
    told(findings={"error": -1, "warning": 0, "notice": 0}), told(findings={"error": True, "warning": 0, "notice": 0}),
    told(findings={"error": "1", "warning": 0, "notice": 0}), told(findings={"error": 1.0, "warning": 0, "notice": 0}),
    told(findings={"error": 10**8, "warning": 0, "notice": 0}), told(pages="<b>"), told(pages=-1), told(links=7),
    told(links={"internal": [], "external": None}), told(marks=["<img>"]), told(marks=[1]), told(marks=["0" * 65]),
]  # fmt: skip


@pytest.mark.parametrize("line", HOSTILE, ids=range(len(HOSTILE)))
def test_a_line_that_is_no_patrol_is_passed_over(line: str) -> None:
    assert patrol_of(line) is None


def test_what_is_odd_but_harmless_in_a_line_is_left_out() -> None:
    assert patrol_of(told(commit="<b>", more={"a": [1]})) == replace(RUN, commit="")
    assert patrol_of(told(marks=[f"{n:08x}" for n in range(MOST_MARKS + 1)])) == replace(RUN, marks=None)
    assert patrol_of(told(demonstration="yes")) == RUN


def test_of_a_day_the_last_line_counts_and_broken_ones_are_counted() -> None:
    later = replace(RUN, notices=0)
    earlier = replace(RUN, day=date(2024, 12, 31))
    found, unreadable = patrols_in([f"{RUN.line()}\nbroken\n\n{earlier.line()}", f"{later.line()}\n[]\n"])
    assert (found, unreadable) == ([earlier, later], 2)


def test_what_is_mended_is_told_by_the_marks_and_without_them_by_the_number() -> None:
    after = replace(RUN, warnings=0, notices=2, marks=frozenset({"0123456789ab", "cccccccccccc"}))
    assert after.mended_since(RUN) == 1
    assert replace(after, marks=None, notices=1).mended_since(RUN) == 2
    assert replace(RUN, notices=9, marks=None).mended_since(RUN) == 0


def finding(message: str, path: str = "data/columns.yml", line: int = 3) -> Finding:
    return Finding("UPK-001", Severity.NOTICE, Place(path, line), message, "请更新。", (), record="news")


def test_a_finding_has_the_same_mark_until_it_is_mended() -> None:
    one = patrol([finding("超过 3 天。"), finding("又一处。")], TODAY, "")
    next_day = patrol([finding("超过 4 天。", line=5)], TODAY + timedelta(1), "")
    assert (one.found, next_day.found, next_day.mended_since(one)) == (2, 1, 1)
    assert patrol([finding("x", f"docs/{n}.md") for n in range(MOST_MARKS + 1)], TODAY, "").marks is None


# --- where they are read from -------------------------------------------------------------------------------------


def told_to_git(root: Path, text: str, *arguments: str) -> str:
    """What a git command says that is told something."""
    command = ["git", *arguments]
    return subprocess.run(command, cwd=root, input=text, capture_output=True, text=True, check=True).stdout.strip()


def kept_on_branch(root: Path, lines: str) -> None:
    """Put lines on the branch ``records`` of a repository, which has nothing else in it."""
    blob = told_to_git(root, lines, "hash-object", "-w", "--stdin")
    inner = told_to_git(root, f"100644 blob {blob}\t2025.jsonl\n", "mktree")
    tree = told_to_git(root, f"040000 tree {inner}\tpatrols\n", "mktree")
    git(root, "update-ref", "refs/heads/records", git(root, "commit-tree", tree, "-m", "Patrols"))


def test_they_are_read_from_the_branch_or_a_folder_or_there_are_none(office_copy: Path) -> None:
    assert read_register(office_copy).patrols == ([], 0)
    begin(office_copy, "2025-06-01")
    assert read_register(office_copy).patrols == ([], 0)
    kept_on_branch(office_copy, f"{RUN.line()}\nbroken\n")
    assert read_register(office_copy).patrols == ([RUN], 1)
    other = replace(RUN, day=date(2025, 6, 16))
    write(office_copy, "data/patrols/2025.jsonl", f"{other.line()}\n")
    assert read_register(office_copy).patrols == ([other, RUN], 1)


def test_nothing_in_them_is_a_finding_or_breaks_a_build(office_copy: Path) -> None:
    write(office_copy, "data/patrols/2025.jsonl", "\n".join([*HOSTILE, RUN.line()]).encode() + b"\n\xff\xfe\n")
    write(office_copy, "data/patrols/big.jsonl", b"x" * (3 << 20))
    register = read_register(office_copy)
    assert check(register, TODAY, rules=ALL_RULES) == []
    assert [item.day for item in register.patrols[0]] == [RUN.day]
    (page,) = patrols_page(Site(register, law_book(register), TODAY))
    html, _ = page.render()
    assert "<script>alert" not in html


# --- the page -----------------------------------------------------------------------------------------------------


@pytest.fixture
def site(office_copy: Path) -> Site:
    """Patrols of some days, one night left out, two days yet to come."""
    lines = [
        replace(RUN, day=date(2025, 5, 30), warnings=0, notices=0, marks=frozenset()),
        replace(RUN, day=date(2025, 5, 31)),
        replace(RUN, day=date(2025, 6, 2), warnings=0, notices=1, marks=frozenset({"0123456789ab"}), external=None),
        replace(RUN, day=date(2025, 6, 3), warnings=0, notices=0, marks=frozenset()),
        replace(RUN, day=date(2025, 6, 19)),
    ]
    write(office_copy, "data/patrols/2025.jsonl", "".join(f"{item.line()}\n" for item in lines))
    register = read_register(office_copy)
    return Site(register, law_book(register), date(2025, 6, 4))


def test_each_day_says_whether_it_was_patrolled_what_was_found_and_mended(site: Site) -> None:
    days = patrol_days(site)
    assert [(item.day.day, item.words, item.status.word) for item in days] == [
        (30, "无", "没有发现"),
        (31, "发现3", "有发现"),
        (1, "没查", "没有巡查"),
        (2, "发现1", "有发现"),
        (3, "改好1", "没有发现"),
        (4, "没查", "没有巡查"),
    ]


def test_calendar_sentences_and_tables_say_the_same(site: Site) -> None:
    (page,) = patrols_page(site)
    tree = LexborHTMLParser(page.render()[0])
    days = [node for table in tree.css("table.month")[::-1] for node in table.css("td:not(.month__beyond)")]
    cells = [node.text() for node in days]
    assert cells == ["30无", "31发现3", "1没查", "2发现1", "3改好1", "4没查"]
    rows = [
        (row.css_first("th").text(), row.css("td")[0].text().strip())
        for table in tree.css("table.cards")[::-1]
        for row in table.css("tbody tr")[::-1]
    ]
    assert [word for _, word in rows] == ["没有发现", "有发现", "没有巡查", "有发现", "没有发现", "没有巡查"]
    assert "最近 6 天巡查了 4 天，改好 2 处" in tree.css_first(".lead").text()
    dataset = next(item for item in datasets(site) if item.page == page.address)
    table = list(csv.DictReader(io.StringIO(file_of(dataset, "csv", site).decode("utf-8-sig"))))
    assert [row["情况"] for row in reversed(table)] == [word for _, word in rows]
    assert [row["改好"] for row in reversed(table)] == ["0", "0", "", "1", "1", ""]


def test_an_office_without_patrols_has_no_such_page(small_office: Path) -> None:
    register = read_register(small_office)
    assert list(patrols_page(Site(register, law_book(register), TODAY))) == []


# --- leaving and keeping one --------------------------------------------------------------------------------------


def test_the_command_leaves_one_line_whatever_it_finds(office_copy: Path, tmp_path: Path) -> None:
    write(office_copy, "data/ledger.yml", "address: []\n")
    out = tmp_path / "line.jsonl"
    ended = forks.disclosure("patrol", "--root", office_copy, "--today", "2025-06-18", "--out", out)
    assert ended.returncode == 0, ended.stderr
    found = patrol_of(out.read_text("utf-8").removesuffix("\n"))
    assert found is not None and found.marks is not None
    assert (found.day, found.errors, found.pages, found.is_demonstration) == (TODAY, 1, None, True)
    assert "ledger" not in out.read_text("utf-8")


KEEP = REPOSITORY / "scripts/keep_patrol.py"


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    """A repository that others push to, with a main branch."""
    work = tmp_path / "work"
    write(work, "content.txt", "content\n")
    begin(work, "2025-06-01")
    bare = tmp_path / "remote.git"
    git(tmp_path, "clone", "-q", "--bare", str(work), str(bare))
    return bare


def keep(line: str | bytes, remote: Path, folder: Path) -> subprocess.CompletedProcess[str]:
    file = folder / "line.jsonl"
    file.write_bytes(line if isinstance(line, bytes) else line.encode())
    return subprocess.run([sys.executable, str(KEEP), str(file), str(remote)], capture_output=True, encoding="utf-8")


def test_a_patrol_is_added_to_its_branch_and_nothing_else_is_touched(remote: Path, tmp_path: Path) -> None:
    main = git(remote, "rev-parse", "main")
    first, second = RUN.line(), replace(RUN, day=date(2026, 1, 1)).line()
    third = replace(RUN, day=date(2025, 6, 18)).line()
    for line in (first, second, third, first):
        ended = keep(f"{line}\n", remote, tmp_path)
        assert ended.returncode == 0, ended.stderr
    assert "早已保存过" in ended.stdout
    assert git(remote, "show", "records:patrols/2025.jsonl").split("\n") == [first, third]
    assert git(remote, "show", "records:patrols/2026.jsonl") == second
    assert git(remote, "ls-tree", "-r", "--name-only", "records").split() == [
        "patrols/2025.jsonl",
        "patrols/2026.jsonl",
    ]
    assert git(remote, "rev-list", "--count", "records") == "3"
    assert git(remote, "for-each-ref", "--format=%(refname) %(objectname)", "refs/heads/main") == (
        f"refs/heads/main {main}"
    )
    assert set(git(remote, "for-each-ref", "--format=%(refname)").split()) == {"refs/heads/main", "refs/heads/records"}


@pytest.mark.parametrize("line", ["", "{}", "[1]", f"{RUN.line()}\n{RUN.line()}", "x" * 30_000, b"\xff\xfe", "九"])
def test_what_is_no_patrol_is_not_kept(line: str | bytes, remote: Path, tmp_path: Path) -> None:
    ended = keep(line, remote, tmp_path)
    assert ended.returncode == 2 and "没有保存" in ended.stderr and "Traceback" not in ended.stderr
    assert git(remote, "for-each-ref", "--format=%(refname)") == "refs/heads/main"


def test_a_remote_that_refuses_is_told_in_one_line(tmp_path: Path) -> None:
    ended = keep(RUN.line(), tmp_path / "nowhere.git", tmp_path)
    assert ended.returncode == 2 and ended.stderr.count("\n") == 1


def test_somebody_elses_push_in_between_loses_nothing(remote: Path, tmp_path: Path) -> None:
    """The first push is refused as one that comes too late is; the next is made on what lies there by then."""
    assert keep(RUN.line(), remote, tmp_path).returncode == 0
    hook = remote / "hooks/pre-receive"
    hook.write_text("#!/bin/sh\n[ -e refused ] && exit 0\ntouch refused\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    ended = keep(replace(RUN, day=date(2025, 6, 18)).line(), remote, tmp_path)
    assert ended.returncode == 0, ended.stderr
    assert len(git(remote, "show", "records:patrols/2025.jsonl").split("\n")) == 2
