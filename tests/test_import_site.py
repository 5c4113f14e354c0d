"""``disclosure import site``: what an old page says is carried over, what is guessed told, what is hidden left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml

import forks
from demonstration import REPOSITORY
from disclosure.editing.moving import Move, MovedPage, MoveTerms, moved
from disclosure.importing.html.story import Leads
from disclosure.importing.site.articles import SiteArticle, SiteBody, article_of, body_of
from disclosure.importing.site.mapping import goal_of, site_map
from disclosure.importing.site.moments import moment_in
from disclosure.importing.site.saved import saved_tree
from disclosure.loading import read_register
from old_sites import FILES, MAP, PAGES, SECRET, OldPage, lay

pytestmark = pytest.mark.demonstration


@pytest.fixture(scope="module")
def old_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("old")
    lay(root)
    return root


@pytest.fixture(scope="module")
def move(old_site: Path) -> Move:
    mapping, findings = site_map(MAP, "columns.yml")
    assert mapping is not None and findings == []
    return moved(saved_tree(old_site), MoveTerms(read_register(REPOSITORY), date(2025, 6, 18), mapping))


def told(move: Move, path: str) -> MovedPage:
    return next(page for page in move.pages if page.page == path)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.title)
def test_an_article_of_each_kind_of_portal(move: Move, page: OldPage):
    line = told(move, page.path)
    _, front, body = move.files[line.file].decode().split("---\n")
    said = yaml.load(front, yaml.CBaseLoader)
    assert [said["title"], said["published"]] == [page.title, page.published]
    assert [said.get("doc_no", ""), said["made"]] == [page.doc_no, page.made]
    assert [text for text in page.texts if text not in body] == []
    assert [item["title"] for item in said.get("attachments", [])] == list(page.attachments)
    assert said["backfill"]["date"] == "" and said["disclosure"] == ""
    guessed = "\n".join(line.guesses)
    wanted = {"title": f"标题 {page.title}", "published": f"发布日期 {page.published}", "body": "正文取自"}
    wanted |= {"made": f"生成日期 {page.made}"}
    assert [name for name in page.guessed if wanted[name] not in guessed] == []
    sure = [name for name in ("title", "published", "made") if name not in page.guessed and wanted[name].split()[1:]]
    assert [name for name in sure if wanted[name] in guessed] == []


def read(folder: Path, html: bytes, name: str = "t2024.html") -> tuple[SiteArticle, SiteBody]:
    """One page alone."""
    (folder / name).write_bytes(html)
    article = article_of(saved_tree(folder), name)
    assert isinstance(article, SiteArticle)
    return article, body_of(article, Leads())


TEXT = "根据有关规定，现将志愿服务活动的安排公告如下。"


@pytest.mark.parametrize(("told", "written"), [("utf-8", "gbk"), ("gb2312", "utf-8"), ("gbk", "gbk"), ("", "gbk")])
def test_a_page_is_read_whatever_encoding_it_says_it_is_in(tmp_path: Path, told: str, written: str):
    html = f"<meta charset='{told}'><h1>志愿服务公告</h1><div id=zoom>{TEXT}</div>"
    article, body = read(tmp_path, html.encode(written))
    assert (article.title, body.markdown) == ("志愿服务公告", f"{TEXT}\n")


@pytest.mark.parametrize(("published", "made"), [("2024-03-05", "2024-03-01"), ("2024-02-01", ""), ("", "2024-03-01")])
def test_number_and_day_of_the_making_are_guessed_from_the_text(tmp_path: Path, published: str, made: str):
    signed = "<p align=right>柳溪街道办事处<br>二〇二四年三月一日</p>"
    html = f"<meta name=PubDate content='{published}'><div id=zoom><p>柳街办〔2024〕3号</p><p>{TEXT}</p>{signed}</div>"
    facts = read(tmp_path, html.encode())[0].facts
    assert (facts.value("doc_no"), facts.value("made")) == ("柳街办〔2024〕3号", made)
    assert facts.known["doc_no"].is_guess


def test_texts_that_stand_elsewhere_are_told(tmp_path: Path):
    pager = "<div>1 <a href='t2024_2.html'>2</a> <a href='t2024_2.html'>下一页</a></div>"
    again = f"<div class=TRS_Editor>{TEXT}</div>"
    other = "<div class=TRS_Editor>报名请到居委会办理，截止三月底。</div>"
    article, body = read(tmp_path, f"<div class=TRS_Editor><p>{TEXT}</p>{pager}</div>{again}{other}".encode())
    assert (article.parts, article.container.others, body.markdown) == (2, 1, f"{TEXT}\n")
    assert "另有 1 块同样标记（.TRS_Editor）的文字没有取，请对照原网页补上" in body.left
    script = "<script>createPageHTML(3, 0, 't2024', 'html')</script>"
    article, body = read(tmp_path, f"<div class=TRS_Editor>{TEXT}</div>{again}{script}".encode())
    assert (article.parts, article.container.others, body.left) == (3, 0, [])


def test_nothing_hidden_comes_out(move: Move):
    texts = [data.decode() for path, data in move.files.items() if path.endswith((".md", ".yml"))]
    assert SECRET not in "".join(texts) + repr(move.pages)


def test_files_lie_beside_their_document_with_their_bytes(move: Move):
    beside = {path: data for path, data in move.files.items() if not path.endswith((".md", ".yml"))}
    assert sorted(beside.values()) == sorted(FILES.values())
    assert {path.rpartition(".")[2] for path in beside} == {"pdf", "png", "doc"}


def test_a_text_on_two_pages_is_one(move: Move):
    body = move.files[told(move, PAGES[1].path).file].decode().split("---\n")[2]
    assert body.index("6月23日至27日检修路灯。") < body.index("请绕行。")


def test_what_is_left_says_why(move: Move):
    left = {page.page: page.why_not for page in move.pages if page.why_not}
    assert left == {
        "m/t20240506_81234.html": "和 zwgk/tzgg/202405/t20240506_81234.html 是同一篇",
        "zwgk/tzgg/202405/t20240506_81234_1.html": f"是 {PAGES[1].path} 的续页，正文接在它后面",
        "zwgk/tzgg/index.html": "是列表或者首页，不是一篇文章",
        "down.jsp@fileId=77&name=plan.doc": "不是网页",
    }
    near = told(move, "www.example.gov.cn/xxgk/2024/luxian.html")
    assert "附件“时刻表.xls”（/files/none.xls）不在保存的文件里，请从旧网站下载，登记为附件。" in near.left


def test_an_old_address_leads_on_where_this_site_can_lead(move: Move):
    near = told(move, "www.example.gov.cn/xxgk/2024/luxian.html")
    key = Path(near.file).stem
    redirect = yaml.load(move.files[f"data/redirects/moved-{key}.yml"], yaml.CSafeLoader)
    assert (redirect["old"], redirect["new"]) == ("xxgk/2024/luxian.html", key)
    assert (
        "http://www.example.gov.cn/xxgk/tz/20240910.shtml",
        Path(told(move, PAGES[4].path).file).stem,
    ) in move.elsewhere


def test_the_same_paper_is_not_taken_twice(old_site: Path, move: Move, tmp_path: Path):
    """Neither when it is there twice, nor when it was taken before."""
    for path, data in move.files.items():
        if path.endswith(".md"):
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(filled(data.decode()), "utf-8")
    for name in ("columns.yml", "agency.yml"):
        (tmp_path / "data").mkdir(exist_ok=True)
        (tmp_path / "data" / name).write_bytes((REPOSITORY / "data" / name).read_bytes())
    mapping, _ = site_map(MAP, "columns.yml")
    assert mapping is not None
    again = moved(saved_tree(old_site), MoveTerms(read_register(tmp_path), date(2025, 6, 18), mapping))
    assert [page.page for page in again.pages if not page.why_not] == []


def filled(text: str) -> str:
    """A document with something in each open field, enough to be read."""
    values = {
        "made": "2024-01-01",
        "disclosure": "active",
        "issuer": "某机关",
        "date": "2025-06-18",
        "original": "旧网站",
    }
    values |= {"validity": "valid", "effective": "2024-01-01", "required": "true", "theme": "civil-affairs"}
    lines = []
    for line in text.split("\n"):
        key = line.strip().partition(":")[0]
        if "  # 请填：" in line:
            if line.startswith("  ") and key not in ("date", "original", "reason", "approved_by", "required"):
                continue
            line = f"{line.partition('#')[0].rstrip()} {values.get(key, '某项')}"
        lines.append(line)
    return "\n".join(lines).replace("review:\n", "")


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-05 10:20:15", "2024-03-05 10:20"),
        ("2024年3月5日 9时05分", "2024-03-05 09:05"),
        ("２０２４/３/５", "2024-03-05"),
        ("20240305102030", "2024-03-05 10:20"),
        ("2024-03-05T10:20:00+08:00", "2024-03-05 10:20"),
        ("二〇二四年三月五日", "2024-03-05"),
        ("2024-02-30", ""),
        ("昨天", ""),
    ],
)
def test_days_are_written_in_many_ways(text: str, moment: str):
    assert moment_in(text) == moment


@pytest.mark.parametrize(
    ("column", "path", "goal"),
    [
        ("通知公告", "a/b.html", "notices"),
        ("首页>政务公开>通知公告", "a/b.html", "notices"),
        ("", "html/news/2024/1.html", "news"),
        ("", "other/1.html", None),
    ],
)
def test_a_column_is_found_by_its_name_or_its_folder(column: str, path: str, goal: str | None):
    mapping, _ = site_map(MAP, "columns.yml")
    assert mapping is not None
    found = goal_of(mapping, column, path)
    assert (found.column if found is not None else None) == goal


def test_the_command_writes_and_tells(old_site: Path, office_copy: Path, tmp_path: Path):
    (tmp_path / "columns.yml").write_text("columns:\n  通知公告: {column: notices, kind: notice}\n", "utf-8")
    told = forks.disclosure("import", "site", old_site, "--map", tmp_path / "columns.yml", "--root", office_copy)
    made = sorted(path.name for path in (office_copy / "docs/notices/2024").glob("*.md"))
    assert told.returncode == 1 and len(made) == 4
    assert "取来 4 篇，没有取的网页" in told.stdout and "旧栏目“政策文件”没有写在对照表里" in told.stdout
    assert "    没有取：看不见的文字 2 处" in told.stdout and SECRET not in told.stdout + told.stderr
