"""Two editors at work at once: what each adds merges in git by itself, and the check sees what git cannot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.loading import read_register
from repository import begin, commit, git, merge, write
from rule_examples import line_of

TODAY = date(2025, 6, 18)
DAY = "2025-06-18"
NOTICE = "docs/notices/2025/doc-2025-003.md"
DECISION = "data/decisions/2025/dec-2025-02.yml"
PAIRS = (
    *((kind, kind) for kind in ("decision", "document", "waiver", "exclusion", "redirect", "withheld")),
    ("decision", "document"),
    ("document", "redirect"),
    ("waiver", "exclusion"),
    ("decision", "withheld"),
)

Change = Callable[[Path], None]


@pytest.fixture
def office(office_copy: Path) -> Path:
    """The small office's project as a repository, with no word in it on how git should merge what."""
    begin(office_copy, "2025-06-17")
    assert git(office_copy, "ls-files", "*.gitattributes") == ""
    return office_copy


def test_what_two_editors_add_merges_and_nothing_is_wrong_with_it(office: Path) -> None:
    found = [lines(office, branch(office, adding(left, 1)), branch(office, adding(right, 2))) for left, right in PAIRS]
    assert dict(zip(PAIRS, found, strict=True)) == {pair: [] for pair in PAIRS}


def test_two_changes_of_one_line_are_for_the_editors_to_settle(office: Path) -> None:
    names = [branch(office, changing(DECISION, "completion: 2025-12", f"completion: 2026-0{n}")) for n in (1, 2)]
    with pytest.raises(AssertionError, match=f"CONFLICT .*{DECISION}"):
        lines(office, *names)


def test_what_one_deletes_and_another_refers_to_is_told_by_the_check(office: Path) -> None:
    def delete(root: Path) -> None:
        for file in (root / NOTICE).parent.glob("doc-2025-003*"):
            file.unlink()

    def refer(root: Path) -> None:
        write(root, *document(root, 1, "另见[夜间养护](ref:doc-2025-003)。"))

    write(office, *document(office, 2))  # another notice, that the column is not empty
    commit(office, "Add a notice", DAY)
    names = [branch(office, delete), branch(office, refer)]
    assert [lines(office, name) for name in names] == [[], []]
    assert lines(office, *names) == ["docs/notices/2025/doc-2025-021.md:18 error REF-001"]


def lines(root: Path, *branches: str) -> list[str]:
    """What the check finds where these branches are merged into the main one, which is as before afterwards."""
    git(root, "checkout", "-q", "-B", "merged", "main")
    for name in branches:
        merge(root, name, DAY)
    return list(map(line_of, check(read_register(root), TODAY, rules=ALL_RULES)))


def branch(root: Path, change: Change) -> str:
    """A new branch from the main one with one change; its name."""
    name = f"editor-{git(root, 'branch', '--list').count('editor-') + 1}"
    git(root, "checkout", "-q", "-b", name, "main")
    change(root)
    commit(root, "Change the site", DAY)
    return name


def changing(path: str, old: str, new: str) -> Change:
    def change(root: Path) -> None:
        text = (root / path).read_text("utf-8")
        assert text.count(old) == 1, path
        write(root, path, text.replace(old, new))

    return change


def adding(kind: str, number: int) -> Change:
    """One record more of a kind; each number is a record of its own."""

    def add(root: Path) -> None:
        for path, text in ADDED[kind](root, number):
            write(root, path, text)

    return add


def document(root: Path, number: int, text: str = "正文。") -> tuple[str, str]:
    """Another notice like the office's own; path and text."""
    front = (root / NOTICE).read_text("utf-8").split("---\n")[1].partition("attachments:")[0]
    front = front.replace("doc-2025-003", f"doc-2025-02{number}").replace("夏季夜间", f"{'东西'[number - 1]}段围墙")
    return f"docs/notices/2025/doc-2025-02{number}.md", f"---\n{front}---\n{text}\n"


def _decision(root: Path, number: int) -> list[tuple[str, str]]:
    """Both take the next place in the catalogue, as two who do not know of each other will."""
    text = (root / DECISION).read_text("utf-8").replace("dec-2025-02", f"dec-2025-1{number}")
    text = text.replace("order: 2", "order: 3").replace("编制", f"编制{'东西'[number - 1]}片")
    return [(f"data/decisions/2025/dec-2025-1{number}.yml", text)]


def _waiver(root: Path, number: int) -> list[tuple[str, str]]:
    file = f"docs/notices/2025/old-{number}.txt"
    text = f"rule: ATT-004\nwhere: {file}\nreason: 版式改造\napproved_by: 综合办公室\nexpires: 2025-06-30\n"
    return [(f"data/waivers/old-{number}.yml", text), (file, f"旧的绕行路线{number}。")]


def _exclusion(root: Path, number: int) -> list[tuple[str, str]]:
    text = f"match: https://old-{number}.example.gov.cn/*\nreason: 正在迁移\nowner: community-office\n"
    return [(f"data/exclusions/old-{number}.yml", f"{text}expires: 2025-08-31\n")]


def _redirect(root: Path, number: int) -> list[tuple[str, str]]:
    text = f"old: old/notice-{number}.html\nnew: doc-2025-003\nreason: 栏目合并\ndate: 2025-06-01\n"
    return [(f"data/redirects/notice-{number}.yml", text)]


def _withheld(root: Path, number: int) -> list[tuple[str, str]]:
    text = f"id: wh-2025-00{number}\ndepartment: general-office\nmade: 2025-03-04\nattribute: on-request\n"
    text += "decided_by: 办事处分管负责人\ndecided: 2025-03-05\n"
    return [(f"data/withheld/2025/wh-2025-00{number}.yml", text)]


ADDED: dict[str, Callable[[Path, int], list[tuple[str, str]]]] = {
    "decision": _decision,
    "document": lambda root, number: [document(root, number)],
    "waiver": _waiver,
    "exclusion": _exclusion,
    "redirect": _redirect,
    "withheld": _withheld,
}
