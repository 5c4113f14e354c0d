"""Where changes are tried: whatever fails there, the next check is made, and of the content that the form shows."""

from __future__ import annotations

import os
import shutil
import signal
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desks import NOW
from disclosure.editing.desk.examining import Bench, Examined
from disclosure.editing.desk.ground import DeskGround
from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.editing.desk.workshop import ForkedWorkshop, WorkFailedError
from disclosure.findings import Place, Rule
from disclosure.reading.git import main_branch
from disclosure.reading.history import History
from disclosure.register import Register
from repository import begin, git, write

DAY = date(2025, 6, 18)


class Saying(Bench):
    """A bench whose only finding is of which commit it is; it can bring down the process that holds it."""

    commit = ""

    def warm(self) -> None:
        """Nothing to gather."""

    def try_out(self) -> None:
        """Nothing to try."""

    def examined(self, changed: DraftedFiles) -> Examined:
        """The commit."""
        if "kill" in changed.texts:
            os.kill(os.getppid(), signal.SIGKILL)
        if "die" in changed.texts:
            os.kill(os.getpid(), signal.SIGKILL)
        if "hang" in changed.texts:
            time.sleep(10)
        return Examined([Rule("", "").at(Place("a"), self.commit, str(os.getpid()))], [])


def saying(commit: str) -> Bench:
    if commit.startswith("broken"):
        raise ValueError("不能读")
    made = Saying(Register(Path()), History(), DAY)
    made.commit = commit
    return made


@pytest.fixture
def shop() -> Iterator[tuple[ForkedWorkshop, list[str]]]:
    """A workshop, and the commit that forms are made of, which may be changed."""
    now = ["one"]
    made = ForkedWorkshop(saying, lambda: now[0])
    yield made, now
    made.close()


def told(shop: ForkedWorkshop) -> str:
    return shop.examined(DAY, DraftedFiles({})).own[0].message


def test_a_check_is_of_the_commit_that_the_form_is_of(shop):
    workshop, now = shop
    assert told(workshop) == "one"
    now[0] = "two"  # nobody has told the workshop
    assert told(workshop) == "two"


def test_content_that_cannot_be_read_fails_one_check_and_not_all_that_follow(shop):
    workshop, now = shop
    now[0] = "broken"
    for ask in (workshop.refresh, lambda: told(workshop)):
        with pytest.raises(WorkFailedError, match="ValueError"):
            ask()
    now[0] = "two"
    workshop.refresh()
    assert told(workshop) == "two"


def test_a_process_that_was_killed_is_started_again(shop):
    workshop, now = shop
    now[0] = "two"
    for _ in range(2):
        workshop.examined(DAY, DraftedFiles({"kill": ""}))
        assert told(workshop) == "two"


def test_texts_are_checked_by_one_who_stands_ready_and_files_by_one_who_ends_with_them(shop):
    workshop, now = shop
    done_by = [workshop.examined(DAY, DraftedFiles({})).own[0].remedy for _ in range(9)]
    alone = {workshop.examined(DAY, DraftedFiles({}, {"a": Path("a")})).own[0].remedy for _ in range(2)}
    assert len(set(done_by)) < 9 and len(alone) == 2 and not alone & set(done_by)
    now[0] = "two"
    assert workshop.examined(DAY, DraftedFiles({})).own[0].remedy not in done_by


def test_one_who_dies_at_work_or_works_too_long_is_told_and_another_works(shop):
    workshop, _ = shop
    assert told(workshop) == "one"
    for fault, words, patience in (("die", "中断", 60), ("hang", "时间太长", 0.1)):
        workshop._patience = patience
        with pytest.raises(WorkFailedError, match=words):
            workshop.examined(DAY, DraftedFiles({fault: ""}))
        workshop._patience = 60
        assert told(workshop) == "one"


def test_what_cannot_be_understood_fails_alone(shop):
    workshop, _ = shop
    with pytest.raises(WorkFailedError):
        workshop._asked("nothing that we know")
    assert told(workshop) == "one"


def test_new_content_is_laid_beside_that_from_which_pages_are_made(tmp_path):
    root = tmp_path / "project"
    commits = []
    for words in ("一", "二", "三"):
        write(root, "docs/a.txt", words)
        if not commits:
            begin(root, "2025-05-01")
        else:
            git(root, "commit", "-qam", words)
        commits.append(git(root, "rev-parse", "HEAD"))
    here, there = (DeskGround(root, lambda: NOW, ()) for _ in range(2))
    for commit, words, before in zip(commits, "一二三", ("", "一", "二"), strict=True):
        was = here._state
        assert here.refresh(commit)
        assert (here.state.root / "docs/a.txt").read_text("utf-8") == words
        assert was is None or (was.root / "docs/a.txt").read_text("utf-8") == before
        there.refresh(commit)  # the process that checks
        assert there.state.root == here.state.root
    shutil.rmtree(here.state.root)
    assert here.refresh(commits[2])


def test_of_several_copies_the_one_that_is_pushed_to_says_what_is_public(tmp_path):
    root = tmp_path / "project"
    write(root, "docs/a.txt", "一")
    begin(root, "2025-05-01")
    old = git(root, "rev-parse", "HEAD")
    git(root, "commit", "-q", "--allow-empty", "-m", "newer")
    new = git(root, "rev-parse", "HEAD")
    for remote, commit in (("aaa", old), ("origin", new)):
        git(root, "remote", "add", remote, str(tmp_path / remote))
        git(root, "update-ref", f"refs/remotes/{remote}/main", commit)
    assert main_branch(root, "origin") == new
    assert main_branch(root, "aaa") == old == main_branch(root)
    ground = DeskGround(root, lambda: NOW, ())
    assert ground.refresh() and ground.state.commit == new
