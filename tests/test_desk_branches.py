"""Branches of the desk: whose they are, when they are over, what a check sees of them, and what others add to them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from threading import Thread

import pytest

from desks import Answer, Browser, office_with_copy, opened
from disclosure.editing.desk.application import Application
from disclosure.editing.desk.branches import Branches, is_own
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.people import Editor, Entrance
from repository import git, write

NOTICE, POLICY = "doc-2025-003", "doc-2023-001"
NOTICE_FILE, POLICY_FILE = f"docs/notices/2025/{NOTICE}.md", f"docs/policies/2023/{POLICY}.md"


@pytest.fixture(scope="module")
def project(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return office_with_copy(small_office, tmp_path_factory.mktemp("branches"))


@pytest.fixture(scope="module")
def desk(project: Path) -> Desk:
    return opened(project)


@pytest.fixture
def come(desk: Desk, project: Path) -> Iterator[Callable[..., Browser]]:
    """A browser of somebody; in the end nobody has a draft, nothing is under way, and the main branch is as before."""
    before = git(project, "rev-parse", "main")

    def coming(account: str = "editor") -> Browser:
        return Browser(Application(replace(desk, entrance=Entrance(own=account)), pytest.fail))

    yield coming
    shutil.rmtree(desk.drafts.folder, ignore_errors=True)
    for root in (project.parent / "copy.git", project):
        for ref in git(root, "for-each-ref", "--format=%(refname)").split():
            if "/edit/" in ref:
                git(root, "update-ref", "-d", ref)
    git(project, "checkout", "-q", "--force", "main")
    if git(project, "rev-parse", "main") != before:
        git(project, "update-ref", "refs/heads/main", before)
        git(project, "checkout", "-q", "--force", "main")
        git(project, "push", "-qf", "origin", "main")
    desk.refresh()


def handed_in(browser: Browser, record: str, **changes: str) -> Answer:
    return browser.sent(browser.record(record), "submit-anyway", changes)


def begun(browser: Browser, kind: str, **given: str) -> tuple[str, Answer]:
    """The name of a new record, and its form."""
    token = browser.get("/").page.css_first("input[name=token]").attributes["value"] or ""
    led = browser.post(f"/new/{kind}", [("token", token), *given.items()])
    assert led.status == 303, led.words(".note")
    address = led.header("Location").partition("?")[0]
    return address.removeprefix("/record/"), browser.get(address)


def names(desk: Desk) -> list[str]:
    desk.branches.forget()  # every browser has a desk of its own here
    return [branch.name for branch in desk.branches.open(desk.state.commit)]


def on_main(project: Path, path: str, text: str) -> None:
    """Somebody's change comes to the main branch."""
    write(project, path, text)
    git(project, "add", "-A")
    git(project, "commit", "-qm", "somebody's")
    git(project, "push", "-q", "origin", "main")


def test_no_two_people_have_a_branch_of_one_name(tmp_path):
    git(tmp_path, "init", "-q", "-b", "main")
    branches = Branches(tmp_path, "", "")
    one, two = Editor("li"), Editor("li-park")
    first, second = branches.new_name(one, "park-rules"), branches.new_name(two, "rules")
    assert first != second
    assert [is_own(one, first), is_own(two, first), is_own(one, second), is_own(two, second)] == [
        True,
        False,
        False,
        True,
    ]


def test_a_new_record_that_was_handed_in_is_opened_again_and_goes_on(come, desk, project):
    browser = come("neu")
    name, page = begun(browser, "notice", title="关于新事的通知", column="notices")
    assert browser.sent(page, "submit-anyway").words("h1") == ["已经提交"]
    assert f"/record/{name}" in [node.attributes["href"] for node in browser.get("/").page.css("#open a")]
    again = browser.record(name)
    assert (again.status, again.words("h1")) == (200, ["关于新事的通知"])
    assert browser.sent(again, "submit-anyway", {"title": "关于另一件事的通知"}).words("h1") == ["已经提交"]
    assert names(desk) == [f"edit/neu/{name}-1"]
    assert come("another").record(name).status == 404


def test_every_paper_of_one_submission_goes_on_on_its_branch(come, desk):
    browser = come("neu")
    name, page = begun(browser, "consultation", title="社区花园管理办法")
    others = [draft.subject for draft in desk.drafts.everybody() if draft.subject != name]
    browser.sent(page, "submit-anyway")
    assert handed_in(browser, others[-1], title="另一个标题").words("h1") == ["已经提交"]
    assert names(desk) == [f"edit/neu/{name}-1"]


def test_a_check_sees_what_was_handed_in_before(come, project):
    browser = come()
    pdf = (project / "docs/notices/2025/doc-2025-003-1.pdf").read_bytes()
    page = browser.sent(browser.record(NOTICE), "upload", files=[("表.pdf", pdf)])
    browser.sent(page, "submit-anyway")
    checked = browser.sent(browser.record(NOTICE), "check", {"title": "关于再改一次的通知"})
    assert f"{NOTICE}-2.pdf" in checked.text
    told = checked.words("#findings li")
    assert any("修改记录里没有相应的说明" in words for words in told)  # of the title, which is public already
    others = [words for words in told if "内容完全相同" not in words and "修改记录" not in words]
    assert others == []


def test_a_branch_whose_change_was_on_the_main_branch_does_not_come_back(come, desk, project):
    handed_in(come(), POLICY, title="改过的标题")
    assert len(names(desk)) == 1
    on_main(project, POLICY_FILE, git(project, "show", f"edit/editor/{POLICY}-1:{POLICY_FILE}") + "\n")  # squashed
    on_main(project, POLICY_FILE, (project / POLICY_FILE).read_text("utf-8").replace("改过的标题", "后来的标题"))
    desk.refresh()
    assert names(desk) == []
    assert come().record(POLICY).page.css_first("input[name=title]").attributes["value"] == "后来的标题"
    handed_in(come(), POLICY, title="又改的标题")
    assert names(desk) == [f"edit/editor/{POLICY}-2"]


def test_a_branch_that_has_gone_where_it_was_pushed_to_is_over(come, desk, project):
    handed_in(come(), POLICY, title="没有采用的标题")
    git(project.parent / "copy.git", "update-ref", "-d", f"refs/heads/edit/editor/{POLICY}-1")
    desk.refresh()
    assert names(desk) == []
    assert git(project, "rev-parse", f"edit/editor/{POLICY}-1")  # nothing is deleted here


def test_an_editor_says_that_a_submission_is_not_gone_on_with(come, desk):
    browser = come()
    handed_in(browser, POLICY, title="不要了的标题")
    name = f"edit/editor/{POLICY}-1"
    token = browser.get("/").page.css_first("input[name=token]").attributes["value"] or ""
    sent = [("token", token), ("branch", name)]
    other = come("another")
    theirs = other.get("/").page.css_first("input[name=token]").attributes["value"] or ""
    assert other.post("/push/leave", [("token", theirs), ("branch", name)]).status == 404
    assert names(desk) == [name]
    assert "不再继续这次提交" in browser.get("/").text and "不再继续" not in other.get("/").text
    left = browser.get(browser.post("/push/leave", sent).header("Location"))
    assert "请告诉审核人" in left.text and name not in left.text
    assert names(desk) == []
    handed_in(browser, POLICY, title="新的标题")
    assert names(desk) == [f"edit/editor/{POLICY}-2"]


def reviewed(project: Path, branch: str, path: str, words: str) -> None:
    """A reviewer's commit on a branch at the other copy."""
    place = project.parent / "reviewer"
    shutil.rmtree(place, ignore_errors=True)
    git(project.parent, "clone", "-q", "-b", branch, str(project.parent / "copy.git"), str(place))
    write(place, path, words)
    git(place, "add", "-A")
    git(place, "commit", "-qm", "a suggestion")
    git(place, "push", "-q", "origin", branch)


def test_what_a_reviewer_adds_to_a_branch_is_gone_on_from(come, desk, project):
    name = f"edit/editor/{NOTICE}-1"
    handed_in(come(), NOTICE, title="关于一的通知")
    reviewed(project, name, "x.txt", "x")
    assert handed_in(come(), NOTICE, title="关于二的通知").words("h1") == ["已经提交"]
    copy = project.parent / "copy.git"
    assert git(copy, "show", f"{name}:x.txt") == "x" and "关于二" in git(copy, "show", f"{name}:{NOTICE_FILE}")
    reviewed(project, name, NOTICE_FILE, git(project, "show", f"{name}:{NOTICE_FILE}").replace("关于二", "关于三"))
    clash = handed_in(come(), NOTICE, title="关于四的通知")
    assert "没有覆盖任何一方" in clash.text and "关于三" in clash.text
    browser = come()
    browser.sent(browser.record(NOTICE), "mine")
    assert handed_in(browser, NOTICE).words("h1") == ["已经提交"]
    assert names(desk) == [name]


def test_where_a_reviewer_was_faster_nothing_is_lost_and_nothing_stuck(come, desk, project, monkeypatch):
    handed_in(come(), NOTICE, title="关于一的通知")
    reviewed(project, f"edit/editor/{NOTICE}-1", "x.txt", "x")
    monkeypatch.setattr(Branches, "fetch_own", lambda *given: None)  # pushed between our asking and our push
    assert handed_in(come(), NOTICE, title="关于二的通知").words("h1") == ["已经提交"]
    copy = project.parent / "copy.git"
    assert git(copy, "show", f"edit/editor/{NOTICE}-1:x.txt") == "x"
    assert "关于二" in git(copy, "show", f"edit/editor/{NOTICE}-2:{NOTICE_FILE}")


def test_a_clash_in_a_group_is_settled_on_the_page_of_its_record(come, desk, project):
    browser = come("neu")
    name, page = begun(browser, "consultation", title="社区花园管理办法")
    drafts = desk.drafts.everybody()
    other = next(draft for draft in drafts if draft.subject != name)
    on_main(project, other.path, other.text + "\n# 别人加的\n")
    desk.refresh()
    clash = browser.sent(page, "submit-anyway")
    assert "一起提交的几份里" in clash.text
    assert clash.page.css_first("section.note form").attributes["action"] == f"/record/{other.subject}"
    assert names(desk) == []
    assert browser.sent(browser.record(other.subject), "renumber").status == 303
    assert browser.sent(browser.record(name), "submit-anyway").words("h1") == ["已经提交"]
    assert len(names(desk)) == 1


def test_both_sides_of_a_clash_in_a_group_can_be_chosen(come, desk, project):
    browser = come("neu")
    for name, title in ((NOTICE, "我的通知标题"), (POLICY, "我的政策标题")):
        browser.sent(browser.record(name), "draft", {"title": title})
        desk.keep(Editor("neu"), replace(desk.draft(Editor("neu"), name), group=NOTICE))
    on_main(project, POLICY_FILE, (project / POLICY_FILE).read_text("utf-8").rstrip("\n") + "\n\n新加的一段。\n")
    desk.refresh()
    clash = browser.sent(browser.record(NOTICE), "submit-anyway")
    assert clash.page.css_first("section.note form").attributes["action"] == f"/record/{POLICY}"
    browser.sent(browser.record(POLICY), "join")
    assert browser.sent(browser.record(NOTICE), "submit-anyway").words("h1") == ["已经提交"]
    kept = git(project, "show", f"edit/neu/{NOTICE}-1:{POLICY_FILE}")
    assert "我的政策标题" in kept and "新加的一段。" in kept


def test_who_opens_an_old_draft_is_told_what_others_have_changed(come, desk, project):
    browser = come()
    browser.sent(browser.record(POLICY), "draft", {"title": "我的标题"})
    assert "别人改了这条记录" not in browser.record(POLICY).text
    on_main(project, POLICY_FILE, (project / POLICY_FILE).read_text("utf-8").rstrip("\n") + "\n\n新加的一段。\n")
    desk.refresh()
    opened_again = browser.record(POLICY)
    assert "别人改了这条记录" in opened_again.text and "照选的合起来" in opened_again.text
    assert "别人改了这条记录" not in come("another").record(POLICY).text


def test_whoever_writes_does_not_wait_for_who_asks_which_branches_are_open(tmp_path, monkeypatch):
    branches, came = Branches(tmp_path, "", ""), []

    def slow(self: Branches, main: str) -> list[object]:
        other = Thread(target=lambda: (branches.held("edit/a/b-1"), branches.forget(), came.append(main)))
        other.start()
        other.join(10)
        return []

    monkeypatch.setattr(Branches, "_asked_open", slow)
    assert branches.open("one") == [] and came == ["one"]
    branches.open("one")
    assert came == ["one", "one"]  # something was done meanwhile: asked again


def test_a_lock_that_a_killed_git_has_left_on_a_branch_stops_nobody(come, project):
    lock = project / f".git/refs/heads/edit/editor/{NOTICE}-1.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    lock.touch()
    assert handed_in(come(), NOTICE, title="关于断过电的通知").words("h1") == ["已经提交"]
    assert not lock.exists() and "关于断过电的通知" in git(project, "show", f"edit/editor/{NOTICE}-1:{NOTICE_FILE}")


def test_shortcuts_in_the_repository_lead_the_desk_nowhere(come, project, desk):
    outside = project.parent / "outside"
    outside.mkdir()
    (outside / "secret.md").write_text((project / NOTICE_FILE).read_text("utf-8") + "\n不该读到的\n", "utf-8")
    for path in (NOTICE_FILE, "docs/notices/2025/doc-2025-003-1.pdf"):
        (project / path).unlink()
        (project / path).symlink_to(outside / "secret.md")
    (project / POLICY_FILE).parent.rename(outside / "2023")
    (project / POLICY_FILE).parent.symlink_to(outside / "2023")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "Shortcuts")
    git(project, "push", "-q", "origin", "main")
    desk.refresh()
    before = sorted(outside.rglob("*")), (outside / "secret.md").read_bytes()
    browser = come()
    assert [browser.get(f"/record/{name}").status for name in (NOTICE, POLICY)] == [404, 404]
    told = [browser.get(address).text for address in ("/", "/records?type=document", f"/preview/{NOTICE}")]
    assert [text for text in told if "不该读到的" in text] == []
    _, page = begun(browser, "notice", title="关于新事的通知", column="notices")
    assert browser.sent(page, "submit-anyway", files=[("表.txt", b"a")]).status == 200
    assert (sorted(outside.rglob("*")), (outside / "secret.md").read_bytes()) == before


def test_what_was_handed_in_as_the_power_went_is_gone_on_from(come, desk, project, monkeypatch):
    browser = come()
    with monkeypatch.context() as patched:
        patched.setattr(desk.drafts, "settle", lambda *given: None)  # the last step that a kill can leave out
        assert handed_in(browser, NOTICE, title="关于停电前的通知").words("h1") == ["已经提交"]
    assert [draft.title for draft in desk.drafts.everybody()] != []
    assert handed_in(browser, NOTICE, title="关于来电后的通知").words("h1") == ["已经提交"]
    said = git(project, "log", "--format=%s", "main..edit/editor/doc-2025-003-1").splitlines()
    assert said == ["修改《关于来电后的通知》", "修改《关于停电前的通知》"] and desk.drafts.everybody() == []
