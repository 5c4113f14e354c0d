"""What is done with a record that is there: it is moved, taken down, repealed, deleted, with all files concerned."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from desk_visits import Visit
from desks import Browser, forget_all, office_with_copy, opened
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.editing.desk.application import Application
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.guided import GUIDES, GuidedCase
from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.editing.desk.people import Editor, Entrance
from disclosure.findings import Finding
from disclosure.loading import read_register
from disclosure.reading.history import read_history
from repository import git, write

NOTICE, POLICY = "doc-2025-003", "doc-2024-008"
Coming = Callable[[], Visit]


@pytest.fixture(scope="module")
def desk(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return opened(office_with_copy(small_office, tmp_path_factory.mktemp("guided")))


@pytest.fixture
def come(desk: Desk) -> Iterator[Coming]:
    """An editor's way through the desk; in the end nobody has a draft, and nothing is under way."""
    yield lambda: Visit(Browser(Application(replace(desk, entrance=Entrance(own="editor")), pytest.fail)))
    forget_all(desk)


def pushed(desk: Desk) -> dict[str, str]:
    """What each file of the only pushed branch is: A added, D gone, M changed, R moved."""
    copy = desk.ground.root.parent / "copy.git"
    [branch] = git(copy, "for-each-ref", "--format=%(refname)", "refs/heads/edit").split()
    lines = git(copy, "diff", "--name-status", f"main...{branch}").splitlines()
    return {line.split("\t")[-1]: line[0] for line in lines}


def moved(visit: Visit) -> Visit:
    """The notice in another column, handed in although its old one is empty now."""
    visit.goes(f"/record/{NOTICE}").fills({"栏目": "公开制度"}).presses("保存并检查")
    assert "docs/systems/2025/doc-2025-003.md" in visit.page.text and "不用写跳转" in visit.page.text
    visit.fills({"文件种类": "公开制度"}).presses("提交审核")
    return visit.presses("有问题也先提交，请别人看")


def test_another_column_moves_the_file_with_what_lies_beside_it(come: Coming, desk: Desk) -> None:
    moved(come())
    folder = "docs/systems/2025"
    assert pushed(desk) == {f"{folder}/{NOTICE}.md": "R", f"{folder}/{NOTICE}-1.pdf": "R"}


def test_what_was_moved_is_gone_on_with_where_it_lies_now(come: Coming, desk: Desk) -> None:
    visit = moved(come()).goes(f"/record/{NOTICE}")
    assert "docs/systems/2025/doc-2025-003.md" in visit.page.text
    visit.fills({"内容概述": "养护的路段和时间。"}).presses("提交审核").presses("有问题也先提交，请别人看")
    assert {*pushed(desk)} == {f"docs/systems/2025/{NOTICE}.md", f"docs/systems/2025/{NOTICE}-1.pdf"}


def test_what_was_public_is_not_deleted_but_taken_down(come: Coming) -> None:
    visit = come().goes(f"/record/{NOTICE}")
    offered = [words for words in visit.page.words(".where a") if words in ("撤下", "废止", "删除")]
    assert offered == ["撤下"]
    page = visit.browser.get(f"/delete/{NOTICE}")
    assert page.status == 404 and "不能删除" in page.text
    visit.goes("/record/data.decisions.2024.dec-2024-01").follows("删除").presses("删除，先成草稿")
    assert "公开过" in visit.page.text and "确要拿下来的，用“撤下”" in visit.page.text


def test_whoever_deletes_sees_what_goes_and_who_refers_to_it(come: Coming, desk: Desk) -> None:
    page = come().browser.get("/delete/data.decisions.2024.dec-2024-01").page
    assert [node.text() for node in page.css("main ul li")] == ["data/decisions/2024/dec-2024-01.yml"]
    cases = (GuidedCase(desk, Editor("editor"), desk.state.subjects[key]) for key in (NOTICE, "doc-2024-006"))
    gone, led = ([item for one in GUIDES["delete"].shows(case) for item in one.items] for case in cases)
    folder = "docs/notices/2025"
    assert gone == [(f"{folder}/{NOTICE}.md", ""), (f"{folder}/{SHEET}", "")]
    assert [address for _, address in led] == ["", "/record/data.decisions.2024.dec-2024-01"]


def test_a_double_is_taken_down_only_for_what_is_kept(come: Coming, desk: Desk) -> None:
    visit = come().goes(f"/withdraw/{NOTICE}")
    told = {"原因类别": "重复发布", "公开的理由": "同一件事发了两次。", "下令的职务": "办事处分管负责人"}
    visit.fills(told).presses("撤下，先成草稿")
    assert "要说明保留哪一份" in visit.page.text and desk.drafts.everybody() == []
    visit.fills({"改正后的版本": "柳溪街道政府信息发布审查制度（doc-2025-002）"}).presses("撤下，先成草稿")
    visit.presses("提交审核")
    folder = "docs/notices/2025"
    record = f"data/withdrawn/2025/{NOTICE}.yml"
    assert pushed(desk) == {record: "A", f"{folder}/{NOTICE}.md": "D", f"{folder}/{NOTICE}-1.pdf": "D"}


SHEET = f"{NOTICE}-1.pdf"


def attachment_down(visit: Visit, desk: Desk, reason: str) -> Visit:
    """The only attachment of the notice, by the link beside it."""
    title = next(item.title for item in desk.state.register.records[NOTICE].attachments)
    visit.goes(f"/record/{NOTICE}").follows(f"撤下 {title}（{SHEET}）")
    assert visit.reads("撤下什么") == SHEET
    told = {"原因类别": "含有不应公开的内容", "公开的理由": reason, "下令的职务": "办事处分管负责人"}
    return visit.fills(told).presses("撤下，先成草稿")


def test_one_attachment_goes_and_its_paper_stays(come: Coming, desk: Desk) -> None:
    visit = attachment_down(come(), desk, "内容审查不完整。")
    visit.goes(f"/record/{NOTICE}")
    assert f"附件 {SHEET} 就撤下了，文件本身留着" in visit.page.text and "附件名称" not in visit.page.words("#files a")
    visit.presses("提交审核")
    copy = desk.ground.root.parent / "copy.git"
    name = f"{NOTICE}-{git(copy, 'rev-parse', f'main:docs/notices/2025/{SHEET}')[:8]}"
    records = {f"data/withdrawn/2025/{name}.yml": "A", f"data/withheld/2025/wh-{name}.yml": "A"}
    paper = f"docs/notices/2025/{NOTICE}"
    assert pushed(desk) == {**records, f"{paper}.md": "M", f"docs/notices/2025/{SHEET}": "D"}
    [branch] = git(copy, "for-each-ref", "--format=%(refname)", "refs/heads/edit").split()
    assert SHEET not in git(copy, "show", f"{branch}:{paper}.md")


def test_an_attachment_that_is_not_taken_down_after_all_stays_as_it_was(come: Coming, desk: Desk) -> None:
    visit = attachment_down(come(), desk, f"见 {SHEET}")
    assert "有这份文件的内容，没有撤下" in visit.page.text and desk.drafts.everybody() == []
    visit.fills({"公开的理由": "内容审查不完整。"}).presses("撤下，先成草稿").goes(f"/record/{NOTICE}").presses(
        "不撤了"
    )
    [draft] = [item for item in desk.drafts.everybody() if item.subject == NOTICE]
    assert (draft.is_change, draft.text) == (False, desk.state.text(f"docs/notices/2025/{NOTICE}.md"))


def test_what_is_to_go_can_stay(come: Coming, desk: Desk) -> None:
    visit = come().goes(f"/withdraw/{NOTICE}")
    visit.fills({"原因类别": "发布有误", "公开的理由": "日期有误。", "下令的职务": "办事处分管负责人"})
    visit.presses("撤下，先成草稿").goes(f"/record/{NOTICE}")
    assert "就删除了" in visit.page.text and "正文" not in visit.page.words("label")
    visit.presses("不删了")
    assert "就删除了" not in visit.page.text and "正文" in visit.page.words("label")
    assert [draft.is_gone for draft in desk.drafts.everybody()] == [False, False]


def test_a_policy_is_repealed_in_four_fields(come: Coming, desk: Desk) -> None:
    visit = come().follows("废止").follows("柳溪街道社区花园共建管理办法").presses("废止，先成草稿")
    assert "三项都填上" in visit.page.text and desk.drafts.everybody() == []
    visit.fills({"失效、废止、修改的原因": "依据的上级规定变了", "有效性说明": "执行全区统一的办法。"})
    visit.presses("废止，先成草稿").presses("提交审核")
    assert pushed(desk) == {f"docs/policies/2024/{POLICY}.md": "M"}


def test_of_what_there_is_a_draft_nothing_is_taken_down(come: Coming, desk: Desk) -> None:
    visit = come().goes(f"/record/{NOTICE}").fills({"内容概述": "养护的路段和时间。"}).presses("只存草稿")
    visit.goes(f"/withdraw/{NOTICE}")
    visit.fills({"原因类别": "发布有误", "公开的理由": "日期有误。", "下令的职务": "办事处分管负责人"})
    visit.presses("撤下，先成草稿")
    assert "已经有一份草稿" in visit.page.text and len(desk.drafts.everybody()) == 1


SYSTEM, DRAFT = "docs/systems/2025/doc-2025-002.md", "docs/decision-papers/2025/doc-2025-004.md"


def begun(desk: Desk, path: str, **changes: object) -> Draft:
    text = desk.state.text(path)
    assert text is not None
    return replace(Draft(path.rpartition("/")[2].removesuffix(".md"), path, text, text), **changes)


def test_what_goes_or_moves_is_found_to_be_what_a_check_of_everything_finds(desk: Desk, tmp_path: Path) -> None:
    text, person = desk.state.text(SYSTEM) or "", Editor("editor")
    moving = begun(desk, SYSTEM, text=text.replace("column: systems", "column: notices"))
    given = dict.fromkeys(("successor", "title_public", "contact"), "")
    given |= {"code": "leak", "reason": "含有不应公开的内容。", "ordered_by": "办事处分管负责人"}
    leaking = GUIDES["withdraw"].made(GuidedCase(desk, person, desk.state.subjects[POLICY]), given)
    single = GUIDES["withdraw"].made(
        GuidedCase(desk, person, desk.state.subjects[NOTICE]), given | {"attachment": SHEET}
    )
    before = {gist(item) for item in found_in(desk, tmp_path / "before", DraftedFiles({}))}
    for number, drafts in enumerate(([begun(desk, DRAFT, is_gone=True)], [moving], leaking, single)):
        changed = desk.changed(person, drafts, DraftedFiles({}))
        told = desk.workshop.examined(desk.today, changed)
        after = found_in(desk, tmp_path / str(number), changed)
        assert told.own or told.elsewhere
        own = {gist(item) for item in after if item.place.path in changed.paths}
        assert {gist(item) for item in told.own} == own, number
        others = {gist(item) for item in after if item.place.path not in changed.paths}
        assert {gist(item) for item in told.elsewhere} == others - before, number


def found_in(desk: Desk, root: Path, changed: DraftedFiles) -> list[Finding]:
    """What a check of everything finds once a change is merged on the desk's day."""
    git(root.parent, "clone", "-q", str(desk.ground.root.parent / "copy.git"), str(root))
    for path in (*changed.gone, *(path for path, text in changed.texts.items() if text is None)):
        (root / path).unlink()
    for path, text in changed.texts.items():
        if text is not None:
            write(root, path, text)
    git(root, "add", "-A")
    git(root, "commit", "-q", "--allow-empty", "-m", "Change", day=str(desk.today))
    return check(read_register(root), desk.today, rules=ALL_RULES, history=read_history(root))


def gist(finding: Finding) -> tuple[str, str, str]:
    return finding.rule, finding.place.path, finding.message
