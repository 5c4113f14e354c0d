"""What is handed in together: what was made together, what is ticked, and what a finding has led to."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest

from desk_visits import Visit
from desks import NOW, Browser, forget_all, office_with_copy, opened
from disclosure.editing.desk.application import Application
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.drafts import Drafts
from disclosure.editing.desk.jointly import go_on, saved_jointly
from disclosure.editing.desk.people import Entrance
from repository import git

NOTICE, GUIDE = "doc-2025-003", "doc-2025-001"
FILES = {NOTICE: f"docs/notices/2025/{NOTICE}.md", GUIDE: f"docs/guide/2025/{GUIDE}.md"}
DECISION_FILE = "data/decisions/2025/dec-2025-02.yml"
Coming = Callable[..., Visit]


@pytest.fixture(scope="module")
def desk(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return opened(office_with_copy(small_office, tmp_path_factory.mktemp("together")))


@pytest.fixture
def come(desk: Desk) -> Iterator[Coming]:
    """Somebody's way through the desk; in the end nobody has a draft, and nothing is under way."""

    def coming(account: str = "editor") -> Visit:
        return Visit(Browser(Application(replace(desk, entrance=Entrance(own=account)), pytest.fail)))

    yield coming
    forget_all(desk)


def changed(desk: Desk) -> list[list[str]]:
    """The files that each pushed branch has otherwise."""
    copy = desk.ground.root.parent / "copy.git"
    names = git(copy, "for-each-ref", "--format=%(refname)", "refs/heads/edit").split()
    return [sorted(git(copy, "diff", "--name-only", f"main...{name}").split()) for name in names]


def two_drafts(visit: Visit) -> Visit:
    visit.goes(f"/record/{GUIDE}").fills({"内容概述": "怎样查找和申请。"}).presses("只存草稿")
    return visit.goes(f"/record/{NOTICE}").fills({"内容概述": "养护的路段、时间和绕行办法。"})


def ticks(visit: Visit) -> list[tuple[str, bool]]:
    """The other drafts that are offered, and whether each is ticked."""
    boxes = visit.page.page.css("#together input[type=checkbox]")
    return [(box.attributes["value"] or "", "checked" in box.attributes) for box in boxes]


def test_what_is_ticked_is_one_commit_with_this_one(come: Coming, desk: Desk) -> None:
    visit = two_drafts(come()).presses("只存草稿")
    assert ticks(visit) == [(GUIDE, False)]
    visit.fills({"本次一并提交": ["柳溪街道办事处政府信息公开指南"]}).presses("提交审核")
    assert visit.page.words("h1") == ["已经提交"], visit.page.text
    assert changed(desk) == [sorted(FILES.values())]
    assert desk.drafts.everybody() == []


def test_what_is_not_ticked_stays_a_draft(come: Coming, desk: Desk) -> None:
    two_drafts(come()).presses("提交审核")
    assert changed(desk) == [[FILES[NOTICE]]]
    assert [draft.subject for draft in desk.drafts.everybody()] == [GUIDE]


def test_a_tick_is_kept_until_it_is_taken_back_whatever_another_window_shows(come: Coming, desk: Desk) -> None:
    visit = two_drafts(come()).presses("只存草稿")
    stale = come().goes(f"/record/{GUIDE}")
    visit.fills({"本次一并提交": ["柳溪街道办事处政府信息公开指南"]}).presses("只存草稿")
    stale.presses("只存草稿")
    assert ticks(come().goes(f"/record/{GUIDE}")) == [(NOTICE, True)]
    visit.fills({"本次一并提交": []}).presses("只存草稿")
    assert ticks(come().goes(f"/record/{GUIDE}")) == [(NOTICE, False)]


def test_others_drafts_are_not_offered(come: Coming) -> None:
    two_drafts(come()).presses("只存草稿")
    assert ticks(come("somebody").goes(f"/record/{NOTICE}")) == []


def test_what_a_finding_leads_to_is_ticked_for_its_sake(come: Coming) -> None:
    visit = two_drafts(come()).presses("只存草稿").goes(f"/record/{GUIDE}?line=2.1&with={NOTICE}")
    assert ticks(visit) == [(NOTICE, True)]


def test_a_new_record_can_be_named_in_the_others_before_it_is_there(come: Coming, desk: Desk) -> None:
    visit = come().follows("公布采纳情况").fills({"标题": "摊点意见采纳情况"}).presses("建草稿")
    [draft] = desk.drafts.everybody()
    visit.goes("/record/data.decisions.2025.dec-2025-02")
    visit.fills({"全过程 > 意见采纳情况": "文件"})
    visit.fills({"全过程 > 意见采纳情况 > 文件": f"摊点意见采纳情况（{draft.subject}）"})
    visit.presses("只存草稿")
    changed = [item for item in desk.drafts.everybody() if not item.is_new]
    assert [(item.path, draft.subject in item.text) for item in changed] == [(DECISION_FILE, True)]
    assert "互相引用" in visit.page.text


@pytest.mark.parametrize("moves", range(5))
def test_drafts_that_were_made_together_are_all_there_or_none_wherever_the_machine_stops(
    tmp_path: Path, moves: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, left = Drafts(tmp_path / "drafts"), [moves]
    own = drafts.settle_in("editor", "editor")
    made = [Draft(f"doc-2025-00{number}", f"docs/a/2025/doc-2025-00{number}.md", None, "甲") for number in (1, 2, 3)]

    def stopping(move: Callable[[Path, Path], Path]) -> Callable[[Path, Path], Path]:
        def moved(file: Path, target: Path) -> Path:
            left[0] -= ".beginning" not in str(target)
            if left[0] < 0:
                raise KeyboardInterrupt
            return move(file, target)

        return moved

    for name in ("rename", "replace"):
        monkeypatch.setattr(Path, name, stopping(getattr(Path, name)))
    with suppress(KeyboardInterrupt):
        saved_jointly(drafts, "editor", "editor", made, NOW)
    monkeypatch.undo()
    go_on(drafts)
    assert len(drafts.all_of("editor")) == (3 if moves else 0)
    assert [file.name for file in own.iterdir() if file.is_dir()] == []
