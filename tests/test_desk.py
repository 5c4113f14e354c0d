"""The editors' desk: what is typed becomes a branch of one commit, and nothing that must not be public ever does."""

from __future__ import annotations

import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlencode

import docx
import pytest
from docx.document import Document

from demonstration import REPOSITORY, linked_copy
from desks import NOW, ORIGIN, Answer, Browser, filled, forget_all, office_with_copy, opened, urlencoded
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.editing.desk.application import Application
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft, DraftTooLargeError
from disclosure.editing.desk.drafts import Drafts
from disclosure.editing.desk.examining import Bench
from disclosure.editing.desk.ground import MainContent
from disclosure.editing.desk.hosting import HostKind, host_of
from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.editing.desk.people import SECRET_HEADER, Entrance, Proxy
from disclosure.editing.desk.workshop import ForkedWorkshop, WorkFailedError
from disclosure.findings import Finding, Place
from disclosure.importing.html import markdown_of
from disclosure.loading import read_register
from disclosure.past import age
from disclosure.reading.history import History
from disclosure.records.documents import Document as PublicDocument
from repository import git, write

NOTICE, POLICY, DECISION = "doc-2025-003", "doc-2023-001", "data.decisions.2025.dec-2025-01"
LEAK = "申请人身份证号 11010519491231002X，电话 13812345678。"
DAY = date(2025, 6, 18)
SECRET = "a-secret-that-only-both-know"


@pytest.fixture(scope="module")
def project(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return office_with_copy(small_office, tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def desk(project: Path) -> Desk:
    return opened(project)


@pytest.fixture
def come(desk: Desk) -> Iterator[Callable[[str], Browser]]:
    """A browser of somebody with this account; in the end nobody has a draft, and nothing is under way."""

    def coming(account: str = "editor") -> Browser:
        desk.branches.forget()
        own = Desk(desk.ground, desk.drafts, desk.workshop, desk.guard, Entrance(own=account), desk.host)
        return Browser(Application(own, pytest.fail))

    yield coming
    forget_all(desk)


def branches(root: Path) -> list[str]:
    return git(root, "for-each-ref", "--format=%(refname:short)", "refs/heads/edit").split()


def test_one_value_becomes_one_line_on_a_branch_of_its_own(come, project):
    done = handed_in(come(), NOTICE, title="关于社区活动中心恢复开放的通知")
    name = f"edit/editor/{NOTICE}-1"
    assert done.words("h1") == ["已经提交"]
    assert git(project.parent / "copy.git", "diff", "--shortstat", f"main..{name}") == (
        "1 file changed, 1 insertion(+), 1 deletion(-)"
    )
    assert git(project, "log", "-1", "--format=%an|%(trailers:key=Edited-by)", name) == "editor|Edited-by: editor"
    assert git(project, "status", "--porcelain", "--untracked-files=no") == ""
    assert git(project, "rev-parse", "--abbrev-ref", "HEAD") == "main"


def handed_in(browser: Browser, record: str, **changes: str) -> Answer:
    return browser.sent(browser.record(record), "submit-anyway", changes)


def test_a_second_submission_goes_on_the_same_branch_until_it_is_merged(come, project, desk):
    for title in ("关于一的通知", "关于二的通知"):
        handed_in(come(), NOTICE, title=title)
    assert branches(project) == [f"edit/editor/{NOTICE}-1"]
    assert git(project, "rev-list", "--count", f"main..edit/editor/{NOTICE}-1") == "2"
    assert "您已经提交过这条记录" in come().record(NOTICE).text
    assert "editor 在" in come("another").record(NOTICE).text


def test_what_must_not_be_public_gets_into_no_object_of_git(come, project):
    browser = come()
    for do in ("submit", "submit-anyway"):
        refused = browser.sent(browser.record(NOTICE), do, {"body": LEAK})
        assert "有不能公开的内容，没有提交。" in refused.text
        assert LEAK in refused.text
        assert "这里有完整的身份证号码" in " ".join(refused.words("#findings a"))
        assert refused.page.css_first("#findings a").attributes["href"] == "#f-body"
    assert branches(project) == []
    found = git(project, "cat-file", "--batch-check=%(objectname) %(objecttype)", "--batch-all-objects")
    blobs = [line.split()[0] for line in found.splitlines() if line.endswith("blob")]
    assert [key for key in blobs if b"11010519491231002X" in raw(project, key)] == []


def raw(root: Path, key: str) -> bytes:
    return git(root, "cat-file", "-p", key).encode() if key else b""


SCRIPT = "<script>alert(1)</script>"


def test_what_hides_in_an_attachment_and_what_nobody_may_waive_is_not_handed_in(come, project):
    hiding = [("表.docx", word_with("每天九点开门。", "内部掌握"))], [("表.pdf", b"%PDF-1.7 x")], []
    for account, files in zip("abc", hiding, strict=True):
        browser = come(account)
        if files:
            browser.sent(browser.record(NOTICE), "upload", files=files)
        refused = browser.sent(browser.record(NOTICE), "submit-anyway", {} if files else {"body": SCRIPT})
        assert "有不能公开的内容，没有提交。" in refused.text, account
        assert "submit-anyway" not in refused.text
    assert branches(project) == []
    browser = come("a")
    browser.sent(browser.record(NOTICE), f"clean:{NOTICE}-2.docx")
    assert browser.sent(browser.record(NOTICE), "submit-anyway").words("h1") == ["已经提交"]


def test_the_same_faults_as_in_a_check_stand_at_their_fields(come):
    browser = come()
    checked = browser.sent(browser.record(NOTICE), "check", {"published": "2025-05-01T09:00", "title": "某通知（二"})
    assert checked.status == 200
    assert "某通知（二" in checked.text
    assert checked.words("#findings li") != []


SLIPS = (
    ("docs/policies/2023/doc-2023-001.md", "id: doc-2023-001", "id: doc-2025-003"),
    ("data/decisions/2024/dec-2024-01.yml", "doc-2024-001", "doc-2024-002"),
    ("data/columns.yml", "id: notices", "id: announcements"),
)


def test_a_change_is_found_to_be_what_a_check_of_everything_finds(small_office, tmp_path):
    """In the changed file the same to the letter; elsewhere what was not there before (more in test_desk_examples)."""
    register, history = read_register(small_office), History()
    register.settle(partial(age, history=history))
    bench = Bench(register, history, DAY, tuple(ALL_RULES))
    before = set(map(gist, check(read_register(small_office), DAY, rules=ALL_RULES)))
    for number, (path, old, new) in enumerate(SLIPS):
        text = (small_office / path).read_text("utf-8")
        assert old in text
        root = linked_copy(small_office, tmp_path / str(number))
        write(root, path, text.replace(old, new, 1))
        whole = check(read_register(root), DAY, rules=ALL_RULES)
        told = bench.examined(DraftedFiles({path: text.replace(old, new, 1)}))
        assert sorted(map(gist, told.own)) == sorted(gist(item) for item in whole if item.place.path == path), path
        after = {gist(item) for item in whole if item.place.path != path} - before
        assert {gist(item) for item in told.elsewhere} == after, path


def gist(finding: Finding) -> tuple[str, Place, str]:
    return finding.rule, finding.place, finding.message


def test_what_cannot_be_written_stays_as_it_was_typed(come):
    browser = come()
    browser.sent(browser.record(DECISION), "draft", {"title": "带\x07铃的标题"})
    again = browser.record(DECISION)
    assert "铃的标题" in again.page.css_first("input[name=title]").attributes["value"]


def test_nothing_changed_is_nothing_to_hand_in(come, project, desk):
    browser = come()
    for name in (NOTICE, DECISION, "data.agency"):
        said = browser.sent(browser.record(name), "submit")
        assert "没有改动" in said.text
    assert branches(project) == []
    assert desk.drafts.everybody() == []


def test_two_who_write_at_once_see_each_other_and_lose_nothing(come, project, desk):
    one, two = come("one"), come("two")
    mine, theirs = one.record(NOTICE), two.record(NOTICE)
    one.sent(mine, "draft", {"title": "一的标题"})
    seen = two.sent(theirs, "draft", {"summary": "二的概要，说明活动中心几点开门。"})
    assert "one 从 2025-06-18 02:00 起也在改这条记录" in seen.text
    assert {draft.text.count("一的标题") for draft in desk.drafts.everybody()} == {0, 1}


def test_what_was_changed_meanwhile_is_never_written_over(come, project, desk):
    browser = come()
    page = browser.record(POLICY)
    browser.sent(page, "draft", {"title": "我的标题"})
    there = f"docs/policies/2023/{POLICY}.md"
    before = git(project, "rev-parse", "main")
    text = (project / there).read_text("utf-8")
    write(project, there, text.rstrip("\n") + "\n\n新加的一段。\n")
    git(project, "commit", "-qam", "meanwhile")
    git(project, "push", "-q", "origin", "main")
    try:
        assert desk.refresh()
        clash = browser.sent(browser.record(POLICY), "submit-anyway")
        assert "没有覆盖任何一方" in clash.text
        assert branches(project) == []
        button = "照选的合起来"
        assert button in clash.words("section button")
        browser.sent(browser.record(POLICY), "join")
        done = browser.sent(browser.record(POLICY), "submit-anyway")
        assert done.words("h1") == ["已经提交"]
        kept = git(project, "show", f"edit/editor/{POLICY}-1:{there}")
        assert "我的标题" in kept and "新加的一段。" in kept
    finally:
        git(project, "update-ref", "refs/heads/main", before)
        git(project, "push", "-qf", "origin", "main")
        git(project, "checkout", "-q", "--force", "main")
        git(project, "fetch", "-q", "origin")
        desk.refresh()


def test_a_push_that_fails_leaves_the_work_and_says_what_to_do(come, project):
    copy, away = project.parent / "copy.git", project.parent / "away.git"
    copy.rename(away)
    try:
        done = handed_in(come(), NOTICE, title="关于断网的通知")
        assert done.words("h1") == ["存好了，还没有送出去"]
        assert "内容都存着，不会丢" in done.text and plain(done) == []
    finally:
        away.rename(copy)
    browser = come()
    page = browser.get("/")
    token = page.page.css_first("input[name=token]").attributes["value"]
    again = browser.post("/push", [("token", token or ""), ("branch", f"edit/editor/{NOTICE}-1")])
    assert again.words("h1") == ["已经提交"]
    assert git(copy, "rev-parse", f"edit/editor/{NOTICE}-1") == git(project, "rev-parse", f"edit/editor/{NOTICE}-1")


def test_the_address_of_a_pull_request_fits_the_host():
    told = {
        "git@github.com:office/site.git": "https://github.com/office/site/compare/main...edit/a-1?quick_pull=1&title=T",
        "https://gitlab.example.gov.cn/a/b/site.git": (
            "https://gitlab.example.gov.cn/a/b/site/-/merge_requests/new?merge_request%5Bsource_branch%5D=edit%2Fa-1"
            "&merge_request%5Btarget_branch%5D=main&merge_request%5Btitle%5D=T"
        ),
        "https://gitee.com/office/site.git": "https://gitee.com/office/site/compare/main...edit/a-1",
        "ssh://git@code.example.gov.cn:2222/o/s.git": "https://code.example.gov.cn/o/s/compare/main...edit/a-1",
    }
    assert {url: host_of(url).new_request("edit/a-1", "main", "T") for url in told} == told
    assert host_of("/srv/git/site.git") is None


SIMULATED = {
    HostKind.GITHUB: ("/repos/office/site/pulls", "Authorization", "Bearer told", "html_url"),
    HostKind.GITEA: ("/repos/office/site/pulls", "Authorization", "token told", "html_url"),
    HostKind.GITEE: ("/repos/office/site/pulls", "Authorization", "token told", "html_url"),
    HostKind.GITLAB: ("/projects/office%2Fsite/merge_requests", "Private-Token", "told", "web_url"),
}


@pytest.fixture
def host_there() -> Iterator[tuple[str, list[tuple[str, dict[str, str], dict[str, str]]], list[int]]]:
    """A host's interface on this machine: its address, what it was asked, and how it is to answer."""
    asked: list[tuple[str, dict[str, str], dict[str, str]]] = []
    statuses: list[int] = []

    class Host(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            asked.append((self.path, dict(self.headers), told))
            self.answer({"html_url": "https://h.example/1", "web_url": "https://h.example/1"})

        def do_GET(self) -> None:
            self.answer([told_as("edit/a-12", 3), told_as("edit/a-1", 2)])

        def answer(self, told: object) -> None:
            self.send_response(statuses.pop(0) if statuses else 201)
            self.send_header("Location", "https://evil.example/")
            self.end_headers()
            self.wfile.write(json.dumps(told).encode())

        def log_message(self, *given: object) -> None:
            pass

    def told_as(branch: str, number: int) -> dict[str, object]:
        address = f"https://h.example/{number}"
        return {"html_url": address, "web_url": address, "head": {"ref": branch}, "source_branch": branch}

    with ThreadingHTTPServer(("127.0.0.1", 0), Host) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}", asked, statuses
        server.shutdown()
        thread.join()


def test_with_a_token_the_host_opens_the_pull_request_itself(host_there):
    api, asked, statuses = host_there
    for kind, (path, header, token, _) in SIMULATED.items():
        host = host_of("https://code.example/office/site.git", kind.value, api, "told")
        assert host.open_request("edit/a-1", "main", "修改《某通知》", "words") == "https://h.example/1"
        was, headers, told = asked[-1]
        assert (was, headers[header]) == (path, token)
        assert "edit/a-1" in told.values() and "main" in told.values()
        statuses[:] = [422]  # there is one already
        assert host.open_request("edit/a-1", "main", "修改《某通知》", "words") == "https://h.example/2"
        statuses[:] = [422]
        assert host.open_request("edit/a", "main", "修改《某通知》", "words") == ""  # there is none, nor one alike
        for refusals in ([302, 302], [500, 500], [401, 403]):
            statuses[:] = refusals
            assert host.open_request("edit/a-1", "main", "修改《某通知》", "words") == ""


@pytest.mark.parametrize("told", [[], {}, [1], [{}], [{"head": None}], None, "x", [{"head": {"ref": "edit/a-1"}}]])
def test_whatever_a_host_tells_nothing_breaks(told: object, monkeypatch: pytest.MonkeyPatch):
    host = host_of("https://code.example/office/site.git", "gitea", "https://code.example/api", "told")
    monkeypatch.setattr(type(host), "_call", lambda *given: told)
    assert host.open_request("edit/a-1", "main", "修改《某通知》", "words") == ""


def test_the_service_of_the_office_starts_the_command_with_options_that_it_knows():
    unit = (REPOSITORY / "scripts/desk/disclosure-desk.service").read_text("utf-8")
    start = re.search(r"^ExecStart=((?:.*\\\n)*.*)$", unit, re.MULTILINE)
    assert start is not None
    known = set(re.findall(r'"(--[a-z-]+)"', (REPOSITORY / "hooks/disclosure/cli/editing.py").read_text("utf-8")))
    used = set(re.findall(r"(--[a-z-]+)", start[1]))
    assert used and used <= known
    assert SECRET_HEADER in (REPOSITORY / "scripts/desk/nginx.conf").read_text("utf-8")


HOSTILE = ("evil.example", "127.0.0.1:9", "127.0.0.1:8381.evil.example", "", "localhost")


def test_only_our_own_pages_are_answered(come):
    browser = come()
    page = browser.record(NOTICE)
    assert [browser.get("/", Host=host).status for host in HOSTILE] == [403] * 5
    for headers in (
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": ""},
        {"Sec-Fetch-Site": "cross-site"},
    ):
        assert browser.post(f"/record/{NOTICE}", [("desk:do", "draft")], **headers).status == 403
    for token in ("", "0" * 64, "x"):
        assert browser.post(f"/record/{NOTICE}", [("token", token), ("desk:do", "draft")]).status == 403
    other = come()
    other.get("/")
    assert other.sent(page, "draft").status == 403  # another session's token
    for method in ("PUT", "DELETE", "TRACE", "OPTIONS"):
        assert browser.asked(method, "/", b"", "", {}).status == 405


def test_what_was_typed_and_refused_is_shown_and_can_be_sent_again(come, desk, monkeypatch):
    """After a session has ended, of a form that is too large, and when something of ours breaks."""
    browser = come()
    page = browser.record(NOTICE)
    words = "<b>写了很久的一段</b>"
    browser.cookies.clear()
    refused = browser.sent(page, "draft", {"body": words})
    assert refused.status == 403 and "再送一次" in refused.text
    assert words in refused.page.css_first("textarea[readonly]").text()
    form = refused.page.css_first("form")
    again = browser.post(str(form.attributes["action"]), filled(form))
    assert again.status == 200 and words in desk.drafts.everybody()[0].text
    large = browser.sent(again, "upload", {"summary": "附件太大的概要"}, files=[("表.pdf", b"x" * (51 << 20))])
    assert large.status == 413 and "附件太大的概要" in large.page.css_first("textarea[readonly]").text()
    with monkeypatch.context() as patched:
        patched.setattr(desk.drafts, "save", lambda *given: 1 / 0)
        own = Desk(desk.ground, desk.drafts, desk.workshop, desk.guard, Entrance(own="editor"), desk.host)
        failing = Browser(Application(own), cookies=browser.cookies)
        broken = failing.sent(again, "draft", {"summary": "程序出错时的概要"})
    typed = broken.page.css_first("textarea[readonly]").text()
    assert broken.status == 500 and "内容概述：程序出错时的概要" in typed and "正文：<b>" in typed
    assert "文件种类：通知公告\n" in typed and "发布审查 > 拟稿部门提出 > 部门：社区建设办公室\n" in typed
    assert re.findall("^[a-z].*", typed, re.M) == []


def test_what_a_foreign_page_sends_is_not_shown(come):
    refused = come().post(f"/record/{NOTICE}", [("body", "别处来的话")], Origin="https://evil.example")
    assert refused.status == 403 and "别处来的话" not in refused.text


def test_every_answer_has_the_strict_headers(come):
    browser = come()
    for address in ("/", f"/record/{NOTICE}", "/nowhere", "/assets/desk.css", f"/preview/{NOTICE}"):
        answer = browser.get(address)
        policy = answer.header("Content-Security-Policy")
        assert "default-src 'none'" in policy and "unsafe" not in policy
        assert answer.header("X-Content-Type-Options") == "nosniff"
        assert answer.status in (200, 303, 404)
    cookie = come().get("/").header("Set-Cookie")
    assert "HttpOnly" in cookie and "SameSite=Strict" in cookie


def test_who_comes_from_elsewhere_keeps_the_session_that_is_there(come):
    browser = come()
    browser.get("/")
    first = dict(browser.cookies)
    browser.cookies.clear()
    assert browser.get("/", **{"Sec-Fetch-Site": "cross-site"}).header("Set-Cookie") == ""
    browser.cookies.update(first)
    assert browser.get("/").header("Set-Cookie") == ""


NAMES = (
    "../agency",
    "..%2f..%2fdata%2fagency",
    "data/agency",
    "data.agency.yml",
    "/etc/passwd",
    "data..agency",
    "x\0y",
    "。",
)


def test_a_name_that_no_record_has_leads_nowhere(come):
    browser = come()
    browser.get("/")
    assert [browser.get(f"/record/{name}").status for name in NAMES] == [404] * len(NAMES)
    assert [browser.get(f"/preview/{NOTICE}/{name}").status for name in NAMES] == [404] * len(NAMES)
    assert [browser.get(f"/assets/{name}").status for name in NAMES] == [404] * len(NAMES)


def office(desk: Desk) -> Application:
    entrance = Entrance(proxy=Proxy("10.0.0.2", "X-Forwarded-User", SECRET))
    return Application(Desk(desk.ground, desk.drafts, desk.workshop, desk.guard, entrance, desk.host))


def test_an_account_is_believed_only_of_the_proxy(desk, come):
    told = {"X-Forwarded-User": "party-office", "X-Disclosure-Secret": SECRET}
    assert Browser(office(desk), told, "10.0.0.2").get("/").status == 200
    assert Browser(office(desk), told, "127.0.0.1").get("/").status == 403
    assert Browser(office(desk), told | {"X-Disclosure-Secret": ""}, "10.0.0.2").get("/").status == 403
    for account in ("", "a b", "a, b", "a\nb", "x" * 65):
        assert Browser(office(desk), told | {"X-Forwarded-User": account}, "10.0.0.2").get("/").status == 403
    alone = come()
    alone.headers |= told
    assert "party-office" not in alone.get("/").text  # on one's own desk nobody is somebody else


def test_a_wrong_length_or_too_much_is_refused(come):
    browser = come()
    page = browser.record(NOTICE)
    token = page.page.css_first("input[name=token]").attributes["value"] or ""
    many = [("token", token), *(("a", "") for _ in range(60_001))]
    assert browser.post(f"/record/{NOTICE}", many).status == 413
    kind = "application/x-www-form-urlencoded"
    assert browser.asked("POST", f"/record/{NOTICE}", urlencoded(many), kind, {"Origin": ORIGIN}).status == 413
    assert browser.asked("POST", f"/record/{NOTICE}", b"{}", "application/json", {"Origin": ORIGIN}).status == 415


def test_a_folder_of_drafts_that_is_a_shortcut_is_not_followed(tmp_path):
    outside = tmp_path / "outside"
    outside.mkdir()
    drafts = Drafts(tmp_path / "drafts")
    drafts.folder.mkdir()
    (drafts.folder / "me").symlink_to(outside)
    draft = Draft("doc-1", "docs/a/doc-1.md", "a", "b")
    with pytest.raises(OSError):
        drafts.save("me", "me", draft, NOW)
    assert list(outside.iterdir()) == []
    for name in ("../x", "..", "a/b", ".hidden", "A"):
        with pytest.raises(ValueError, match=".*"):
            drafts.of("me", name)


def test_a_draft_that_another_window_wrote_over_is_kept(come, desk):
    browser = come()
    page = browser.record(NOTICE)
    browser.sent(page, "draft", {"title": "第一个窗口"})
    browser.sent(page, "draft", {"title": "第二个窗口"})
    assert [draft.text.count("第一个窗口") for draft in desk.drafts.older("editor", NOTICE)] == [1]
    assert ANOTHER in browser.record(NOTICE).text


ANOTHER = "您还另有一份草稿"


def test_one_window_that_is_previewed_and_saved_again_is_no_other(come, desk):
    browser = come()
    page = browser.record(NOTICE)
    for number, do in enumerate(("preview", "autosave", "preview", "draft")):
        answer = browser.sent(page, do, {"title": f"关于第{number}次的通知"})
    assert ANOTHER not in answer.text
    browser.sent(answer, "draft", {"title": "关于同一个窗口的通知"})
    assert desk.drafts.earlier("editor", NOTICE) == []


def test_of_another_draft_nothing_is_told_after_it_was_passed_over_or_one_was_handed_in(come, desk):
    for title, ending in (("关于甲的通知", "pass"), ("关于乙的通知", "hand in")):
        browser = come()
        page = browser.record(NOTICE)
        browser.sent(page, "draft", {"title": title})
        other = browser.sent(page, "draft", {"title": f"{title}（二）"})
        assert ANOTHER in other.text
        if ending == "pass":
            asked = browser.get(f"/older/{NOTICE}").page.css_first("form")
            browser.post(f"/older/{NOTICE}", [*filled(asked), ("do", "pass")])
        else:
            assert browser.sent(other, "submit-anyway").words("h1") == ["已经提交"]
        assert ANOTHER not in browser.record(NOTICE).text
    assert {draft.text.count("关于甲的通知") for draft in desk.drafts.earlier("editor", NOTICE)} == {0, 1}


def test_what_a_form_saves_of_its_own_accord_after_it_was_handed_in_makes_no_draft(come, desk):
    browser = come()
    page = browser.record(NOTICE)
    done = browser.sent(page, "submit-anyway", {"title": "关于按键很快的通知"})
    assert done.words("h1") == ["已经提交"]
    assert browser.sent(page, "autosave", {"title": "关于按键很快的通知"}).status == 409
    assert desk.drafts.everybody() == []


def meanwhile(desk: Desk, doing: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Something is done while a check is made."""
    was = desk.workshop.examined

    def examined(*given: object) -> object:
        doing()
        return was(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(desk.workshop, "examined", examined)


def test_what_was_written_while_handing_in_stays_a_draft_that_goes_on_from_there(come, desk, project, monkeypatch):
    browser, other = come(), come()
    page, there = browser.record(NOTICE), other.record(NOTICE)
    with monkeypatch.context() as patched:
        later = {"title": "关于先交的通知", "summary": "提交期间在别的窗口写的一段概要。"}
        meanwhile(desk, lambda: other.sent(there, "draft", later), patched)
        done = browser.sent(page, "submit-anyway", {"title": "关于先交的通知"})
    assert "后来改的还是草稿，没有提交" in done.text
    kept = browser.record(NOTICE)
    assert "提交期间在别的窗口写的一段概要。" in kept.text
    assert browser.sent(kept, "submit-anyway").words("h1") == ["已经提交"]
    text = git(project, "show", f"edit/editor/{NOTICE}-1:docs/notices/2025/{NOTICE}.md")
    assert "提交期间" in text and "关于先交的通知" in text
    assert desk.drafts.everybody() == []


def test_an_attachment_that_is_exchanged_while_it_is_looked_through_is_not_handed_in(come, desk, project, monkeypatch):
    pdf = (project / "docs/notices/2025/doc-2025-003-1.pdf").read_bytes()
    browser = come()
    page = browser.sent(browser.record(NOTICE), "upload", files=[("表.pdf", pdf)])
    name = f"{NOTICE}-2.pdf"
    exchange = partial(desk.drafts.lay, "editor", "editor", NOTICE, name, LEAK.encode())
    with monkeypatch.context() as patched:
        meanwhile(desk, exchange, patched)
        assert browser.sent(page, "submit-anyway").words("h1") == ["已经提交"]
    handed = git(project, "rev-parse", f"edit/editor/{NOTICE}-1:docs/notices/2025/{name}")
    assert handed == git(project, "rev-parse", "main:docs/notices/2025/doc-2025-003-1.pdf")


def test_nothing_is_handed_in_while_another_paper_has_something_that_could_not_be_written(come, desk, project):
    browser = come()
    page = begun(browser, "consultation", title="社区花园管理办法")
    first = str(page.page.css_first("form#record").attributes["action"]).rpartition("/")[2]
    other = next(draft for draft in desk.drafts.everybody() if draft.subject != first and draft.path.endswith(".md"))
    browser.sent(browser.record(other.subject), "draft", {"title": "很长的\x07标题"})
    refused = browser.sent(browser.record(first), "submit-anyway")
    assert "没有提交，内容都在草稿里" in refused.text
    led = [node.attributes["href"] for node in refused.page.css(".is-error a")]
    assert led == [f"/record/{other.subject}"]
    assert branches(project) == []
    assert "很长的" in browser.record(other.subject).page.css_first("input[name=title]").attributes["value"]


def test_what_is_thrown_away_can_be_had_back_with_its_files(come, desk, project):
    pdf = (project / "docs/notices/2025/doc-2025-003-1.pdf").read_bytes()
    browser = come()
    new = begun(browser, "notice", title="关于新建的通知", column="notices")
    for page in (browser.record(NOTICE), new):
        browser.sent(page, "upload", {"title": "关于反悔的通知"}, files=[("表.pdf", pdf)])
    were = {draft.subject: draft for draft in desk.drafts.everybody()}
    for name in were:
        front = drop(browser, name)
        assert "已经丢弃，没有删除" in front.text
    assert desk.drafts.everybody() == []
    for form in browser.get("/").page.css("#drafts details form"):
        led = browser.post(str(form.attributes["action"]), filled(form))
        assert browser.get(led.header("Location")).status == 200
    assert {draft.subject: (draft.text, draft.files) for draft in desk.drafts.everybody()} == {
        name: (draft.text, draft.files) for name, draft in were.items()
    }
    for name, draft in were.items():
        assert desk.drafts.file("editor", name, draft.files[0]).read_bytes() == pdf


def drop(browser: Browser, name: str) -> Answer:
    led = browser.post(f"/drop/{name}", [("token", token_of(browser))])
    return browser.get(led.header("Location"))


def token_of(browser: Browser) -> str:
    return browser.get("/").page.css_first("input[name=token]").attributes["value"] or ""


def test_no_name_of_a_file_is_used_twice(come, desk, project):
    """Neither of one taken away, nor of one handed in and not merged, nor of one of somebody else."""
    pdf = (project / "docs/notices/2025/doc-2025-003-1.pdf").read_bytes()
    browser, names = come(), []

    def upload(browser: Browser) -> None:
        browser.sent(browser.record(NOTICE), "upload", files=[("表.pdf", pdf + b"\n" * len(names))])
        names.append(next(item for item in desk.drafts.everybody()).files[-1])

    upload(browser)
    browser.sent(browser.record(NOTICE), f"remove:{names[0]}")
    upload(browser)
    assert browser.sent(browser.record(NOTICE), "submit-anyway").words("h1") == ["已经提交"]
    upload(browser)
    drop(browser, NOTICE)
    upload(come("another"))
    assert names == [f"{NOTICE}-{number}.pdf" for number in (2, 3, 4, 5)]


def test_what_cannot_be_read_is_not_written_over_and_what_is_too_large_is_not_written(come, desk):
    browser = come()
    browser.sent(browser.record(NOTICE), "draft", {"title": "关于可读的通知"})
    file = desk.drafts.folder / "editor" / f"{NOTICE}.draft"
    file.write_bytes(file.read_bytes()[:100])
    browser.sent(browser.record(NOTICE), "draft", {"title": "关于又写的通知"})
    assert [len(item.read_bytes()) for item in file.parent.glob("*.unread")] == [100]
    whole = file.read_bytes()
    draft = desk.drafts.of("editor", NOTICE)
    with pytest.raises(DraftTooLargeError):
        desk.drafts.save("editor", "editor", replace(draft, text="x" * (33 << 20)), NOW)
    assert file.read_bytes() == whole


def test_nothing_of_the_desk_slips_into_the_repository(come, desk, project):
    browser = come()
    browser.sent(browser.record(NOTICE), "draft", {"title": "关于不入库的通知"})
    assert not (project / ".gitignore").exists()
    assert ".disclosure" not in git(project, "status", "--porcelain", "--untracked-files=all")
    assert (desk.drafts.folder / ".gitignore").read_text() == "*\n"


def test_a_file_of_which_there_is_a_draft_is_not_written_over_by_a_new_one(come, desk):
    browser = come()
    begun(browser, "annual-report", title="二〇二四年度报告")
    draft = desk.drafts.everybody()[0]
    browser.sent(browser.record(draft.subject), "draft", {"summary": "已经写了的一段。"})
    before = desk.drafts.everybody()
    again = browser.post("/new/annual-report", [("token", token_of(browser)), ("title", "二〇二四年度报告")])
    assert "您已经有一份草稿，没有动它" in again.text
    assert again.page.css_first(".is-error a").attributes["href"] == f"/record/{draft.subject}"
    assert desk.drafts.everybody() == before


def test_an_upload_is_named_by_us_looked_through_and_registered(come, desk, project):
    pdf = (project / "docs/notices/2025/doc-2025-003-1.pdf").read_bytes()
    browser = come()
    for name in ("../../../etc/申请表.pdf", "C:\\x\\申请表.PDF"):
        page = browser.sent(browser.record(NOTICE), "upload", files=[(name, pdf)])
    draft = desk.draft(desk.entrance.person(None), NOTICE)  # type: ignore[arg-type]
    assert draft.files == ("doc-2025-003-2.pdf", "doc-2025-003-3.pdf")
    assert "title: 申请表" in draft.text and "file: doc-2025-003-3.pdf" in draft.text
    assert "查过了" in page.text
    refused = browser.sent(browser.record(NOTICE), "upload", files=[("x.exe", b"MZ")])
    assert "这种文件不能发布" in refused.text
    gone = browser.sent(browser.record(NOTICE), "remove:doc-2025-003-2.pdf")
    assert "doc-2025-003-2.pdf" not in " ".join(gone.words("#files .rows"))
    checked = browser.sent(browser.record(NOTICE), "check")
    assert [words for words in checked.words("#findings li") if "内容完全相同" not in words] == []
    done = browser.sent(browser.record(NOTICE), "submit-anyway")
    assert done.words("h1") == ["已经提交"]
    assert "doc-2025-003-3.pdf" in git(project, "ls-tree", "-r", "--name-only", f"edit/editor/{NOTICE}-1")


def test_the_body_comes_from_a_word_file_and_nothing_hidden_with_it(come, desk):
    paper = docx.Document()
    paper.add_paragraph("一、开放时间")
    hide_in(paper, "每天九点开门。", "内部掌握")
    table = paper.add_table(rows=2, cols=2)
    for cell, words in zip(table._cells, ("名称", "数量", "甲", "1"), strict=True):
        cell.text = words
    raw = io.BytesIO()
    paper.save(raw)
    browser = come()
    page = browser.sent(browser.record(NOTICE), "word", files=[("../通知.docx", raw.getvalue())])
    text = desk.drafts.all_of("editor")[0].text
    assert "## 一、开放时间" in text and "| 甲 | 1 |" in text
    assert "内部掌握" not in page.text and "隐藏的文字" in page.text
    assert desk.drafts.all_of("editor")[0].files == ()
    for name, data in (("x.docx", b"PK"), ("x.doc", b"a"), ("x.docx", b"")):
        assert browser.sent(browser.record(NOTICE), "word", files=[(name, data)]).words(".note.is-error") != []


def test_what_may_be_a_leak_is_handed_in_with_a_written_reason_as_a_waiver_or_not_at_all(come, project):
    browser, body = come(), "受影响的居民张三，住示例路1弄2号303室。\n\n绕行路线见附件。"
    asked = browser.sent(browser.record(NOTICE), "submit", {"body": body})
    assert asked.words("#vouched label") == ["为什么可以公开", "批准的部门"]
    refused = browser.sent(asked, "submit-anyway")
    assert "像是个人信息或者内部标志的，请在最下面写明" in refused.text and branches(project) == []
    leaking = {"desk:reason": LEAK, "desk:approved": "综合办公室"}
    assert "有不能公开的内容，没有提交。" in browser.sent(refused, "submit-anyway", leaking).text
    assert branches(project) == []
    done = browser.sent(asked, "submit-anyway", {"desk:reason": "本人书面同意。", "desk:approved": "综合办公室"})
    assert done.words("h1") == ["已经提交"]
    waiver, branch = f"data/waivers/pri-008-{NOTICE}.yml", f"edit/editor/{NOTICE}-1"
    where = f"docs/notices/2025/{NOTICE}.md"
    assert git(project, "diff", "--name-only", f"main..{branch}").split() == [waiver, where]
    assert git(project, "show", f"{branch}:{waiver}").splitlines() == [
        "rule: PRI-008", f"where: {where}", "reason: 本人书面同意。", "approved_by: 综合办公室", "expires: 2026-06-18",
    ]  # fmt: skip


def test_a_warning_that_may_tell_of_a_leak_is_seen_before_the_first_push_and_not_again(come, project):
    browser, body = come(), "受影响的车辆：沪A12345。\n\n绕行路线见附件。"
    asked = browser.sent(browser.record(NOTICE), "submit", {"body": body})
    assert asked.words(".note[role=status]")[0].startswith("还没有提交：下面提醒的像是个人信息")
    assert asked.words("#vouched") == [] == branches(project)
    assert browser.sent(asked, "submit-anyway").words("h1") == ["已经提交"]
    again = browser.sent(browser.record(NOTICE), "submit", {"title": "关于临时改道的通知"})
    assert again.words("h1") == ["已经提交"]


def test_old_word_files_are_taken_where_there_is_a_program_that_turns_them(come, desk, monkeypatch, tmp_path):
    old = [("旧通知.doc", b"\xd0\xcf\x11\xe0 an old file")]
    own = come()
    refused = own.sent(own.record(NOTICE), "word", files=old)
    assert "另存为 docx" in refused.text and "旧格式的 doc、wps 也可以" not in refused.text
    paper, program = docx.Document(), tmp_path / "soffice"
    paper.add_paragraph("旧文件里的一段话。")
    paper.save(str(tmp_path / "made.docx"))
    takes = 'while [ "$1" != --outdir ]; do shift; done'
    program.write_text(f'#!/bin/sh\n{takes}\ncp {tmp_path}/made.docx "$2/paper.docx"\n')
    program.chmod(0o755)

    def here(account: str = "editor") -> Browser:
        own = Entrance(own=account)
        with_program = Desk(desk.ground, desk.drafts, desk.workshop, desk.guard, own, word_program=str(program))
        return Browser(Application(with_program, pytest.fail))

    browser = here()
    page = browser.sent(browser.record(NOTICE), "word", files=old)
    assert "旧格式的 doc、wps 也可以" in page.text
    assert "旧文件里的一段话。" in desk.drafts.all_of("editor")[0].text


def test_a_draft_that_is_broken_is_named_on_the_first_page(come, desk):
    browser = come()
    browser.sent(browser.record(NOTICE), "draft", {"title": "关于坏了的通知"})
    file = desk.drafts.folder / "editor" / f"{NOTICE}.draft"
    file.write_bytes(b"{")
    title = browser.record(NOTICE).words("h1")[0]
    for _ in ("left as it is", "set aside"):
        told = browser.get("/").words("#drafts .note li")
        assert told[0].startswith(f"{title}，") and "drafts/editor/" in told[1]
        browser.sent(browser.record(NOTICE), "draft", {"title": "关于又写的通知"})
    assert come("other").get("/").words("#drafts .note li") == []


def word_with(shown: str, hidden: str) -> bytes:
    paper, raw = docx.Document(), io.BytesIO()
    hide_in(paper, shown, hidden)
    paper.save(raw)
    return raw.getvalue()


def hide_in(paper: Document, shown: str, hidden: str) -> None:
    paper.add_paragraph(shown).add_run(hidden).font.hidden = True


def test_the_body_that_was_typed_is_there_after_another_was_taken_from_a_word_file(come, desk):
    browser = come()
    page = browser.record(NOTICE)
    taken = browser.sent(page, "word", {"body": "先写的正文。"}, files=[("通知.docx", word_with("后取的正文。", ""))])
    assert "原来的正文没有丢" in taken.text and "后取的正文。" in desk.drafts.all_of("editor")[0].text
    assert ["先写的正文。" in draft.text for draft in desk.drafts.older("editor", NOTICE)] == [True]
    form = browser.get(f"/older/{NOTICE}").page.css_first("form")
    led = browser.post(f"/older/{NOTICE}", filled(form))
    assert "先写的正文。" in browser.get(led.header("Location")).page.css_first("textarea[name=body]").text()


CLIPBOARD = """<html><head><style>p{}</style></head><body><!--StartFragment--><p class=MsoNormal>各居委会：</p>
<h2>二、安排</h2><p><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>第一点<del>旧</del>。</p>
<p style="display: none">内部掌握</p><ul><li>甲<ul><li>乙</li></ul></li></ul><script>alert(1)</script>
<table><tr><td colspan=2>合并</td></tr><tr><td>a</td><td>b</td></tr></table><!--EndFragment--></body></html>"""


def test_what_was_copied_in_word_is_markdown_that_shows_the_same():
    made = markdown_of(CLIPBOARD)
    assert made.markdown.split("\n\n")[:4] == ["各居委会：", "## 二、安排", "1\\. 第一点。", "- 甲\n    - 乙"]
    assert '<th colspan="2" scope="colgroup">合并</th>' in made.markdown
    assert [words.split("：")[0] for words in made.losses] == ["修订里删除的文字 1 处", "看不见的文字 1 处"]
    assert "内部掌握" not in made.markdown and "alert" not in made.markdown
    assert markdown_of("<div>" * 50_000).markdown == ""


def test_work_in_other_processes_comes_to_the_same(desk, project, tmp_path):
    path = f"docs/notices/2025/{NOTICE}.md"
    change = DraftedFiles({path: f"{desk.state.text(path)}\n{LEAK}\n"})
    workshop = ForkedWorkshop(desk.ground.bench)
    try:
        assert workshop.examined(DAY, change) == desk.workshop.examined(DAY, change)
        assert workshop.previewed(DAY, change, path) == desk.workshop.previewed(DAY, change, path)
        for file in attachments_with_and_without(tmp_path):
            assert workshop.cleaned(DAY, file) == desk.workshop.cleaned(DAY, file)
        with pytest.raises(WorkFailedError):
            workshop.examined(DAY, DraftedFiles(None))  # type: ignore[arg-type]
        workshop.refresh()
        assert workshop.examined(DAY, change).leaks != []
    finally:
        workshop.close()


def attachments_with_and_without(folder: Path) -> list[Path]:
    """One that can be cleaned, and one that cannot."""
    files = {folder / "表.docx": word_with("每天九点开门。", "内部掌握"), folder / "表.pdf": b"%PDF-1.7 x"}
    for file, data in files.items():
        file.write_bytes(data)
    return list(files)


def stopped(today: date, file: Path) -> str:
    raise WorkFailedError("停了")


def test_an_attachment_is_cleaned_by_a_process_that_it_may_bring_down(desk, come, monkeypatch):
    browser = come()
    page = browser.sent(browser.record(NOTICE), "upload", files=[("表.docx", word_with("九点开门。", "内部掌握"))])
    monkeypatch.setattr(desk.workshop, "cleaned", stopped)
    assert browser.sent(page, "clean:doc-2025-003-2.docx").status == 503
    monkeypatch.undo()
    assert "已经清理" in browser.sent(browser.record(NOTICE), "clean:doc-2025-003-2.docx").text


def begun(browser: Browser, kind: str, **given: str) -> Answer:
    token = browser.get("/").page.css_first("input[name=token]").attributes["value"] or ""
    led = browser.post(f"/new/{kind}", [("token", token), *given.items()])
    assert led.status == 303, led.words(".note")
    return browser.get(led.header("Location"))


def test_a_new_record_takes_a_number_that_nobody_else_has(come, desk):
    first = begun(come("one"), "notice", title="关于一的通知", column="notices")
    second = begun(come("two"), "notice", title="关于二的通知", column="notices")
    names = [draft.subject for draft in desk.drafts.everybody()]
    assert len(set(names)) == 2 and not set(names) & desk.state.subjects.keys()
    assert [page.words("h1") for page in (first, second)] == [["新建：关于一的通知"], ["新建：关于二的通知"]]


def test_several_papers_are_one_submission(come, desk, project):
    browser = come()
    page = begun(browser, "consultation", title="社区花园管理办法")
    drafts = desk.drafts.everybody()
    assert len(drafts) >= 3 and {draft.group for draft in drafts} == {drafts[0].group}
    assert "这几份一起提交" in page.text
    done = browser.sent(page, "submit-anyway")
    assert done.words("h1") == ["已经提交"]
    named = branches(project)
    assert len(named) == 1
    changed = git(project, "diff", "--name-only", f"main..{named[0]}").split()
    assert sorted(changed) == sorted(draft.path for draft in drafts)
    assert git(project, "rev-list", "--count", f"main..{named[0]}") == "1"


def test_a_number_that_was_taken_meanwhile_is_changed_and_nothing_written_over(come, desk, project):
    browser = come()
    page = begun(browser, "notice", title="关于换号的通知", column="notices")
    draft = desk.drafts.everybody()[0]
    pdf = (project / "docs/notices/2025/doc-2025-003-1.pdf").read_bytes()
    page = browser.sent(page, "upload", files=[("表.pdf", pdf)])
    write(project, draft.path, desk.state.text(f"docs/notices/2025/{NOTICE}.md").replace(NOTICE, draft.subject))
    before = git(project, "rev-parse", "main")
    git(project, "add", "-A")
    git(project, "commit", "-qm", "somebody was faster")
    git(project, "push", "-q", "origin", "main")
    try:
        assert desk.refresh()
        clash = browser.sent(browser.record(draft.subject), "submit-anyway")
        assert "这个编号已经被别人用了" in clash.text and branches(project) == []
        led = browser.sent(browser.record(draft.subject), "renumber")
        again = browser.get(led.header("Location"))
        new = again.page.css_first("input[name=id]").attributes["value"] or ""
        assert new not in ("", draft.subject)
        text = desk.drafts.everybody()[0].text
        assert f"{new}-1.pdf" in text and draft.subject not in text
        assert browser.sent(again, "submit-anyway").words("h1") == ["已经提交"]
    finally:
        git(project, "update-ref", "refs/heads/main", before)
        git(project, "push", "-qf", "origin", "main")
        git(project, "checkout", "-q", "--force", "main")
        git(project, "fetch", "-q", "origin")
        desk.refresh()


def test_what_was_typed_and_taken_back_is_in_no_message_of_a_commit(come, project):
    browser = come()
    page = begun(browser, "notice", title="关于身份证号11010519491231002X的通知", column="notices")
    done = browser.sent(page, "submit-anyway", {"title": "关于换发证件的通知"})
    assert done.words("h1") == ["已经提交"]
    assert "11010519491231002X" not in git(project, "log", "--all", "--format=%B")


def test_the_preview_is_the_page_that_readers_would_see(come):
    browser = come()
    led = browser.sent(browser.record(NOTICE), "preview", {"title": "预览里的标题"})
    assert led.status == 303
    page = browser.get(browser.get(led.header("Location")).header("Location"))
    assert page.words("h1") == ["预览里的标题"]
    assert "sandbox" in page.header("Content-Security-Policy")
    styles = page.page.css_first("link[rel=stylesheet]").attributes["href"].removeprefix("../")
    assert browser.get(f"/preview/{NOTICE}/{styles}").status == 200


def test_a_working_tree_that_somebody_threw_away_is_laid_again(come, desk):
    shutil.rmtree(desk.state.root)
    assert desk.refresh()
    assert come().record(NOTICE).status == 200
    assert not desk.refresh()


def test_what_lies_in_the_working_tree_is_shown_only_where_the_main_branch_has_it_so(desk):
    state = desk.state
    content = MainContent(state.root, state.commit, state.register, state.history)
    path = state.subjects[NOTICE].path
    there, file = state.text(path), state.root / path
    assert there is not None and content.text(path.replace("2025", "2099")) is None
    try:
        file.write_text("别的内容", "utf-8")
        assert content.text(path) == there
    finally:
        file.write_bytes(there.encode())


def test_what_is_due_leads_to_the_record_that_mends_it(come):
    page = come().get("/")
    leading = [node.attributes["href"] for node in page.page.css("#due li a")]
    assert leading and all(href.startswith("/record/") for href in leading)


def plain(page: Answer) -> list[str]:
    """What editors need not know, as far as they read it without opening the administrator's part."""
    shown = page.page
    for node in shown.css("#open ul ul, main details:not(.turn), script"):
        node.decompose()
    words = shown.body.text() if shown.body is not None else ""
    return [word for word in ("分支", "推送", "合并请求", "代码托管", "UTF-8", "git", "fatal") if word in words]


def test_the_words_of_the_desk_are_those_of_an_office(come):
    browser = come()
    done = handed_in(browser, NOTICE, title="关于换个说法的通知")
    pages = [done, *(browser.get(address) for address in ("/", "/new", "/records?aim=repeal")), browser.record(NOTICE)]
    assert [plain(page) for page in pages] == [[]] * len(pages)
    assert "请选要废止的文件" in pages[3].text and "审核的人还不知道" in done.text


def test_a_long_form_says_at_its_top_where_its_parts_are(come):
    page = come().record(NOTICE).page
    parts = [node.attributes["href"] or "" for node in page.css("nav[aria-label=本页] a")]
    assert parts == ["#f-body", "#f-review", "#files", "#actions"]
    assert all(page.css_first(part) is not None for part in parts)


def test_a_document_is_found_by_its_number_however_its_brackets_are_typed(come, desk):
    document = next(item for item in desk.state.register.all(PublicDocument) if item.doc_no)
    for typed in (document.doc_no, document.doc_no.replace("〔", "[").replace("〕", "]")):
        found = come().get(f"/records?{urlencode({'q': typed})}").words(".rows li")
        assert any(document.id in words for words in found)


def test_what_may_be_named_is_found_by_words_and_nothing_else_is_told(come):
    found = come().get(f"/found/proposals.document?{urlencode({'q': '养护 通知', 'for': 'interprets'})}")
    assert [node.attributes["value"] for node in found.page.css('[name="interprets:found"]')] == [NOTICE]
    for address in ("/found/proposals.law-book?q=x", "/found/document?q=x", "/found/?q=x"):
        assert come().get(address).status == 404
    query = urlencode({"q": "养护", "for": '"><b>'})
    odd = come().get(f"/found/proposals.document?{query}")
    assert odd.status == 200 and odd.page.css("b") == []


def test_a_title_and_its_day_do_not_run_into_each_other(come):
    for line in come().get("/").page.css("#due li"):
        title, day = line.css_first("a"), line.css_first(".due-day")
        assert f"{title.text()} {day.text()}" in line.text().replace("\n", " ")


def test_what_is_asked_of_something_new_is_asked_in_chinese(come):
    browser = come()
    token = browser.get("/").page.css_first("input[name=token]").attributes["value"] or ""
    asked = [browser.get(node.attributes["href"] or "") for node in browser.get("/new").page.css(".kinds a")]
    asked += [browser.post("/new/redirect", [("token", token)]), browser.post("/new/source", [("token", token)])]
    labels = [label for page in asked if page.status == 200 for label in page.words(".field label")]
    assert labels and [label for label in labels if label.isascii()] == []
