"""The story of a change: what readers will see, told where nothing that is quoted can do anything."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from selectolax.lexbor import LexborHTMLParser

from demonstration import REPOSITORY
from disclosure.findings import Finding, Place, Severity
from disclosure.reporting import Format, render
from disclosure.reporting.story import ChangeStory, TurnedVerdict
from disclosure.reporting.story import comment as comments
from disclosure.reporting.story.changes import Changes, compared
from disclosure.reporting.story.comment import LIMIT, comment
from disclosure.reporting.story.preview import WORDS, write_preview
from disclosure.reporting.story.report import Picture, report
from forks import disclosure

sys.path.insert(0, str(REPOSITORY / "scripts"))

import post_story

FENCE = "~" * 8
ERROR = Finding("DOC-101", Severity.ERROR, Place("docs/a.md", 3), "标题是空的。", "请写上标题。")


def article(title: str, *lines: str, about: str = "") -> str:
    body = "".join(f"<p>{line}</p>" for line in lines)
    head = f'<head><title>{title}</title><meta name="description" content="{about}"></head>'
    return f'<html>{head}<body><nav>栏目</nav><main><article class="document"><h1>{title}</h1>{body}</article></main>'


def listing(title: str, *rows: str) -> str:
    return f"<html><head><title>{title}</title></head><body><main><h1>{title}</h1><ul>{''.join(rows)}</ul></main>"


def entry(address: str, title: str, day: str) -> str:
    return f'<li><a href="../{address}">{title}</a> <p>{day}</p></li>'


OLD = {
    "documents/doc-1.html": article("关于开放图书室的通知", "图书室每天开放。", "截止日期为2025年6月6日。到馆请刷卡。"),
    "columns/notices.html": listing("通知公告", entry("documents/doc-1.html", "关于开放图书室的通知", "2025-06-01")),
    "about/counts.html": listing("统计", "<li>共有文件 1 件</li>"),
    "files/doc-1/doc-1-1.pdf": "old",
    "feeds/all.xml": "<feed/>",
}


def laid(root: Path, files: dict[str, str]) -> Path:
    for address, text in files.items():
        file = root / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return root


def change(tmp_path: Path, **new: str | None) -> Changes:
    """What differs once some files of the old tree have other contents, or are gone."""
    files = {**OLD, **{address: text for address, text in new.items() if text is not None}}
    gone = [address for address, text in new.items() if text is None]
    kept = {address: text for address, text in files.items() if address not in gone}
    return compared(laid(tmp_path / "before", OLD), laid(tmp_path / "after", kept))


def told(changes: Changes) -> list[str]:
    """The lines of the blocks of a comment."""
    return [line for block in blocks(comment(ChangeStory(changes=changes))) for line in block]


def blocks(text: str) -> list[list[str]]:
    pieces = re.split(rf"^{FENCE}(?:diff|text|)$", text, flags=re.MULTILINE)
    assert len(pieces) % 2 == 1, "every block that begins ends"
    return [piece.strip("\n").split("\n") for piece in pieces[1::2]]


def outside(text: str) -> str:
    pieces = re.split(rf"^{FENCE}(?:diff|text|)$", text, flags=re.MULTILINE)
    return "".join(pieces[::2])


def test_two_equal_trees_have_no_story(tmp_path: Path) -> None:
    changes = change(tmp_path)
    assert (changes.none, told(changes)) == (True, [])
    assert "读者看到的没有变化（共 3 个网页）。" in comment(ChangeStory(changes=changes))


def test_a_changed_date_is_told_once_and_word_by_word(tmp_path: Path) -> None:
    page = OLD["documents/doc-1.html"].replace("6月6日", "6月9日")
    lists = OLD["columns/notices.html"].replace("2025-06-01", "2025-06-09")
    changes = change(tmp_path, **{"documents/doc-1.html": page, "columns/notices.html": lists})
    assert told(changes) == [
        "  documents/doc-1.html　关于开放图书室的通知（改了 1 处）",
        "- 旧：截止日期为2025年6月⟦6⟧日。",
        "+ 新：截止日期为2025年6月⟦9⟧日。",
    ]
    assert [item.address for item in changes.following] == ["columns/notices.html"]
    said = comment(ChangeStory(changes=changes))
    assert (
        "3 个网页里有 1 个和以前不一样：改动的网页 1 个。" in said and "另有 1 页只是列表、日期、数字跟着变。" in said
    )


def test_a_new_page_and_all_lists_that_follow(tmp_path: Path) -> None:
    new = {
        "documents/doc-2.html": article(
            "关于停电的通知", "周三停电。", "两点来电。", "另行通知。", "完。", about="周三停电"
        ),
        "columns/notices.html": listing(
            "通知公告",
            entry("documents/doc-2.html", "关于停电的通知", "2025-06-02"),
            "<li>周三停电</li>",
        ),
        "about/counts.html": listing("统计", "<li>共有文件 2 件</li>"),
        "feeds/all.xml": "<feed>2</feed>",
    }
    changes = change(tmp_path, **new)
    assert told(changes) == [
        "+ 新网页：documents/doc-2.html　关于停电的通知",
        "+ 周三停电。",
        "+ 两点来电。",
        "+ 另行通知。",
        "+ ……（全页约 17 字）",
    ]
    assert [item.address for item in changes.following] == ["about/counts.html", "columns/notices.html"]
    assert changes.generated == 1


def test_a_list_that_changes_by_itself_is_told(tmp_path: Path) -> None:
    changes = change(tmp_path, **{"about/counts.html": listing("统计", "<li>共有文件 1 件</li>", "<li>每月更新</li>")})
    assert told(changes) == ["  about/counts.html　统计（改了 1 处）", "+ 加上：每月更新"]


def test_what_follows_from_nothing_is_told_beside_what_is_told(tmp_path: Path) -> None:
    page = OLD["documents/doc-1.html"].replace("6月6日", "6月9日")
    lists = listing("统计", "<li>共有文件 2 件</li>", "<li>每月更新</li>")
    changes = change(tmp_path, **{"documents/doc-1.html": page, "about/counts.html": lists})
    assert [item.address for item in changes.pages] == ["documents/doc-1.html", "about/counts.html"]
    assert told(changes)[-2:] == ["+ 新：共有文件 ⟦2⟧ 件", "+ 加上：每月更新"] and changes.following == ()


def test_a_page_that_is_gone_is_told_with_where_its_address_leads(tmp_path: Path) -> None:
    head = '<meta http-equiv="refresh" content="0; url=../columns/notices.html">'
    sign = f"<html><head>{head}</head><main><h1>换了</h1></main>"
    gone = change(tmp_path / "gone", **{"documents/doc-1.html": None})
    moved = change(tmp_path / "moved", **{"documents/doc-1.html": sign})
    assert told(gone)[:2] == [
        "- 不再有：documents/doc-1.html　关于开放图书室的通知",
        "  没有跳转：存了旧网址的读者会看到“没有找到这个页面”。",
    ]
    assert told(moved)[1] == "  旧网址自动转到 columns/notices.html。"


def test_attachments_are_told_with_their_document(tmp_path: Path) -> None:
    files: dict[str, str | None] = {
        "files/doc-1/doc-1-1.pdf": "n" * 4096, "files/doc-1/doc-1-2.pdf": "new", "files/doc-2/doc-2-1.pdf": None,
    }  # fmt: skip
    laid(tmp_path / "before", {"files/doc-2/doc-2-1.pdf": "gone"})
    assert told(change(tmp_path, **files)) == [
        "  换了附件：doc-1-1.pdf，3 字节 → 4 KB（关于开放图书室的通知）",
        "  加了附件：doc-1-2.pdf，3 字节（关于开放图书室的通知）",
        "  撤了附件：doc-2-1.pdf，4 字节",
    ]


def test_another_target_of_the_same_link_is_told(tmp_path: Path) -> None:
    before = laid(tmp_path / "b", {"a.html": article("办事", '<a href="one.html">在线办理</a>请点。')})
    after = laid(tmp_path / "a", {"a.html": article("办事", '<a href="https://other.example/">在线办理</a>请点。')})
    assert told(compared(before, after))[1:] == [
        "- 旧：在线办理请点。（链接到 ⟦one.html⟧）",
        "+ 新：在线办理请点。（链接到 ⟦https://other.example/⟧）",
    ]


def test_what_only_moved_or_stands_outside_of_the_content_is_counted(tmp_path: Path) -> None:
    rows = ("<li>甲甲甲</li>", "<li>乙乙乙</li>", "<li>丙丙丙</li>")
    before = laid(tmp_path / "b", {"l.html": listing("表", *rows), "o.html": article("文", "一句。")})
    frame = article("文", "一句。").replace("<nav>栏目", "<nav>新的栏目")
    after = laid(tmp_path / "a", {"l.html": listing("表", *rows[::-1]), "o.html": frame})
    changes = compared(before, after)
    assert (changes.framed, told(changes)) == (("o.html",), ["  l.html　表（只是先后顺序变了）"])


HOSTILE = (
    "@everyone &lt;/details&gt;",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "[点这里](https://evil.example/)",
    "![图](https://evil.example/x.png)",
    f"甲{FENCE}乙",
    "```",
    "/close",
    "#1 !2 ~bug %3 GH-4",
    "&lt;!-- disclosure: story --&gt;",
    "\u202eabc\u200b",
    "::add-mask::x",
)


def test_nothing_quoted_can_leave_its_block(tmp_path: Path) -> None:
    page = article("标题@all &lt;b&gt;", *HOSTILE)
    changes = change(tmp_path, **{"documents/doc-9.html": page, "files/doc-9/`@x`.pdf": "x"})
    finding = Finding("DOC-101", Severity.ERROR, Place("docs/@a<b>.md", 3), f"值“{FENCE}\n@all”不对。", "请改。")
    turned = [TurnedVerdict("@甲", "合格", "不合格")]
    story = ChangeStory(
        [finding], fault=f"{FENCE}\n@me", remarks=["@you"], changes=changes, turned=turned,
        link="https://evil.example/)](javascript:alert(1)", has_preview=True,
    )  # fmt: skip
    said = outside(comment(story))
    assert said.startswith(f"{comments.MARK}\n\n**不能合并：您要改 1 处（1 个文件）**\n")
    rest = said.replace(comments.MARK, "")
    assert [sign for sign in "@<>[]`!~|\\" if sign in rest] == []
    assert "evil" not in rest and "javascript" not in rest
    assert not any(line == FENCE for block in blocks(comment(story)) for line in block)


def test_a_long_story_is_cut_between_two_pages(tmp_path: Path) -> None:
    pages = {f"documents/doc-{number:04}.html": article(f"第{number}号", "字" * 250 + "。") for number in range(2000)}
    changes = compared(laid(tmp_path / "b", OLD), laid(tmp_path / "a", {**OLD, **pages}))
    many = [ERROR] * 3000
    text = comment(ChangeStory(many, changes=changes))
    assert LIMIT - 3000 < len(text) <= LIMIT
    assert re.search(r"……还有 [0-9]+ 行没有列出", text) and re.search(
        r"……还有 [0-9]+ 处没有列出", text.splitlines()[-1]
    )
    assert all(len(block) == 2 for block in blocks(text)[1:])


def test_the_report_stands_by_itself_and_obeys_nothing(tmp_path: Path) -> None:
    changes = change(tmp_path, **{"documents/doc-9.html": article("标题", *HOSTILE)})
    html = report(
        ChangeStory([ERROR], changes=changes, turned=[TurnedVerdict("甲", "合格", "不合格")]), [Picture("甲", b"x")]
    )
    tree = LexborHTMLParser(html)
    assert tree.css("script, link, a, iframe, object, form, [onclick]") == []
    assert [node.attributes["src"] for node in tree.css("[src]")] == ["data:image/jpeg;base64,eA=="]
    assert [node.text() for node in tree.css("h1, h2")] == [
        "这次改动", "读者会看到什么变化", "检查出的问题", "自查：1 项的结论变了", "预览", "截图",
    ]  # fmt: skip
    assert "<script>alert(1)</script>" in [node.text() for node in tree.css("p")]


def test_the_preview_says_on_every_page_that_it_is_not_published(tmp_path: Path) -> None:
    policy = "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'self'\">"
    files = {
        "index.html": f'<html><head>{policy}<title>首页</title></head><body class="x"><main>文</main></body></html>',
        "a/b/c.html": "<html><head><title>页</title></head><body data-search><main>文</main></body></html>",
        "files/doc-1/doc-1-1.txt": "原样",
    }
    site = laid(tmp_path / "site", files)
    for name in ("one.zip", "two.zip"):
        write_preview(site, tmp_path / name)
    assert (tmp_path / "one.zip").read_bytes() == (tmp_path / "two.zip").read_bytes()
    with ZipFile(tmp_path / "one.zip") as archive:
        read = {name: archive.read(name).decode() for name in archive.namelist()}
    assert list(read) == ["a/b/c.html", "files/doc-1/doc-1-1.txt", "index.html", "preview-mark.css"]
    assert read["files/doc-1/doc-1-1.txt"] == "原样"
    for page, style in (("index.html", "preview-mark.css"), ("a/b/c.html", "../../preview-mark.css")):
        tree = LexborHTMLParser(read[page])
        assert tree.body.child.next.text().startswith(f"{WORDS}。")
        assert tree.css_first("title").text().startswith(f"【{WORDS}】")
        assert tree.css_first("link").attributes["href"] == style
    assert "style-src 'self' file:" in read["index.html"] and "不能搜索" in read["a/b/c.html"]


def test_the_command_writes_all_three_and_says_what_is_missing(tmp_path: Path) -> None:
    before, after = laid(tmp_path / "b", OLD), laid(tmp_path / "a", OLD)
    (tmp_path / "found.json").write_text(render([ERROR], Format.JSON), "utf-8")
    pairs = {"甲": ("PASS", "FAIL"), "乙": ("PASS", "PASS")}
    turned = [{"title": title, "before": old, "after": new} for title, (old, new) in pairs.items()]
    (tmp_path / "turned.json").write_text(json.dumps({"changes": turned}), "utf-8")
    files = ("--findings", tmp_path / "found.json", "--inspection", tmp_path / "turned.json")
    ended = disclosure("story", before, after, "--out", tmp_path / "out", *files, "--link", "https://git.example/1")
    assert ended.returncode == 0, ended.stderr
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["comment.md", "preview.zip", "report.html"]
    text = (tmp_path / "out/comment.md").read_text("utf-8")
    assert "[在这里取](https://git.example/1)" in text and "甲：合格 → 不合格" in text and "乙" not in text
    assert "docs/a.md:3:1: error DOC-101 标题是空的。" in text
    assert disclosure("story", before, tmp_path / "none", "--out", tmp_path / "out").returncode == 0
    assert sorted(file.name for file in (tmp_path / "out").iterdir()) == ["comment.md", "report.html"]
    assert "改动后的网站没有生成，改好以后才有比较和预览。" in (tmp_path / "out/comment.md").read_text("utf-8")


# --- posting ------------------------------------------------------------------------------------------------------


class Replies:
    """A code host that answers what a test lets it answer, and notes what it is asked."""

    def __init__(self, answers: dict[str, object]) -> None:
        self.answers, self.asked = answers, list[tuple[str, str, str]]()

    def ask(self, host: object, method: str, path: str, body: dict[str, str] | None = None) -> object:
        self.asked.append((method, path.partition("?")[0], (body or {}).get("body", "")))
        return self.answers.get(path.partition("?")[0], {})

    @property
    def written(self) -> list[tuple[str, str, str]]:
        return [item for item in self.asked if item[0] != "GET"]


GITHUB = {
    "TOKEN": "t", "API": "https://api.example", "REPOSITORY": "office/site", "HEAD_SHA": "abc", "HEAD_OWNER": "one",
    "HEAD_BRANCH": "x&state=closed", "LINK": "https://git.example/runs/1",
}  # fmt: skip
HOME = "/repos/office/site"


def posted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, host: str, answers: dict[str, object]) -> Replies:
    replies = Replies(answers)
    monkeypatch.setattr(post_story.Host, "ask", lambda *told: replies.ask(*told))
    (tmp_path / "comment.md").write_text(f"{post_story.MARK}\n\n**可以合并**\n", "utf-8")
    environment = GITHUB if host == "github" else GITLAB
    assert post_story.main([host, str(tmp_path / "comment.md")], environment) == 0
    return replies


def request(repository: str = "office/site", sha: str = "abc") -> dict[str, object]:
    return {"number": 7, "head": {"sha": sha, "repo": {"full_name": repository}}}


def test_the_mark_is_one_and_so_is_the_limit() -> None:
    assert (post_story.MARK, post_story.LIMIT) == (comments.MARK, comments.LIMIT)


def test_a_comment_is_written_once_and_then_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pulls = {f"{HOME}/pulls": [request()]}
    first = posted(tmp_path, monkeypatch, "github", pulls)
    assert first.written == [("POST", f"{HOME}/issues/7/comments", f"{post_story.MARK}\n\n**可以合并**\n")]
    there = {f"{HOME}/issues/7/comments": [{"id": 1, "body": "谢谢"}, {"id": 5, "body": f"{post_story.MARK}\n旧的"}]}
    again = posted(tmp_path, monkeypatch, "github", pulls | there)
    assert [item[:2] for item in again.written] == [("PATCH", f"{HOME}/issues/comments/5")]


@pytest.mark.parametrize(
    ("files", "is_repeated"),
    [
        ([{"filename": "docs/a.md"}, {"filename": "data/b.yml"}], True),
        ([{"filename": "docs/a.md"}, {"filename": ".github/workflows/check.yml"}], False),
        ([{"filename": "docs/a.md", "previous_filename": "hooks/a.py"}], False),
        ([], False),
    ],
)
def test_a_program_of_somebody_else_tells_no_story(tmp_path: Path, monkeypatch, files, is_repeated) -> None:
    answers = {f"{HOME}/pulls": [request("one/fork")], f"{HOME}/pulls/7/files": files}
    ((_, _, body),) = posted(tmp_path, monkeypatch, "github", answers).written
    assert ("可以合并" in body) is is_repeated and body.startswith(post_story.MARK)
    assert is_repeated or "https://git.example/runs/1" in body


def test_a_story_of_an_older_commit_is_not_posted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert posted(tmp_path, monkeypatch, "github", {f"{HOME}/pulls": [request(sha="newer")]}).written == []


GITLAB = {
    "TOKEN": "t",
    "CI_API_V4_URL": "https://git.example/api/v4",
    "CI_PROJECT_ID": "3",
    "CI_MERGE_REQUEST_IID": "7",
}


def test_gitlab_gets_a_note(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notes = "/projects/3/merge_requests/7/notes"
    assert [item[:2] for item in posted(tmp_path, monkeypatch, "gitlab", {}).written] == [("POST", notes)]
    there = {notes: [{"id": 2, "body": f"{post_story.MARK}\n"}]}
    assert [item[:2] for item in posted(tmp_path, monkeypatch, "gitlab", there).written] == [("PUT", f"{notes}/2")]


@pytest.mark.parametrize("text", [b"", b"\xff", b"**ok**", f"{post_story.MARK}\n{'x' * 70_000}".encode()])
def test_what_is_no_story_is_not_posted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: bytes) -> None:
    replies = Replies({f"{HOME}/pulls": [request()]})
    monkeypatch.setattr(post_story.Host, "ask", lambda *told: replies.ask(*told))
    (tmp_path / "comment.md").write_bytes(text)
    assert (post_story.main(["github", str(tmp_path / "comment.md")], GITHUB), replies.asked) == (2, [])


def test_where_there_is_no_story_there_is_nothing_to_post(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert post_story.main(["github", str(tmp_path / "comment.md")], {}) == 0
    assert capsys.readouterr().out == "那次运行没有留下改动说明：没有写评论\n"
