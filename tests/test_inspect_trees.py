"""``disclosure inspect --site``: trees of built pages, ours or not, judged as far as their HTML tells."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

import forks
from built_trees import TODAY, built_tree
from demonstration import REPOSITORY
from disclosure.inspection.judging import inspected
from disclosure.inspection.verdicts import Judgement
from disclosure.law.book import LawBook, law_book
from disclosure.loading import read_register
from disclosure.records.inspection import Inspected, InspectionPack
from disclosure.records.wording import Wording
from disclosure.register import Register
from disclosure.screening.written import Known
from disclosure.survey.site import survey

TREES = 48


@pytest.fixture(scope="module")
def inspector(tmp_path_factory: pytest.TempPathFactory) -> Register:
    """What an inspection goes by: the packs, the law, the numbers, the lists of words; no content of any office."""
    root = tmp_path_factory.mktemp("inspector")
    for name in ("inspection", "laws"):
        shutil.copytree(REPOSITORY / "data" / name, root / "data" / name)
    for name in ("limits.yml", "wording.yml"):
        shutil.copy(REPOSITORY / "data" / name, root / "data" / name)
    return read_register(root)


def verdicts(inspector: Register, site: Path, today: date = TODAY) -> dict[str, Judgement]:
    known = Known(wording=inspector.all(Wording)[0])
    law: LawBook = law_book(inspector)
    facts = survey(site, known, today).facts
    found = inspected(facts, inspector.all(InspectionPack), law, today, [Inspected.WEBSITE])
    return {judgement.indicator.id: judgement for judgement in found}


def laid(folder: Path, files: dict[str, bytes | str]) -> Path:
    for path, content in files.items():
        file = folder / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def traces(judgement: Judgement) -> list[tuple[str, str]]:
    return [(trace.place.path, trace.what) for trace in (*judgement.judged.evidence, *judgement.judged.beside)]


def test_trees_of_any_layout_come_out_as_they_were_made(inspector: Register, tmp_path: Path) -> None:
    wrong = []
    for seed in range(TREES):
        tree = built_tree(seed)
        found = verdicts(inspector, laid(tmp_path / str(seed), dict(tree.files)))
        assert set(tree.wanted) == set(found)
        for key, wanted in tree.wanted.items():
            told = any(path == wanted.page and wanted.words in what for path, what in traces(found[key]))
            if found[key].verdict not in wanted.verdicts or (wanted.page and not told):
                wrong.append((seed, key, wanted, found[key].verdict.value, traces(found[key])))
    assert wrong == []


def test_nothing_fails_without_evidence_and_no_score_is_told(inspector: Register, tmp_path: Path) -> None:
    for seed in range(TREES, TREES + 6):
        found = verdicts(inspector, laid(tmp_path / str(seed), dict(built_tree(seed).files)))
        assert [item.key for item in found.values() if item.verdict == "FAIL" and not item.judged.evidence] == []
        assert not any("分" in what and "扣" in what for item in found.values() for _, what in traces(item))


PAGE = '<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>{0}</title></head><body>{1}</body></html>'


def page(title: str, body: str) -> str:
    return PAGE.format(title, f"<h1>{title}</h1>{body}")


# What is put on a site of one page, and what comes out for one indicator.
PIECES = {
    "a day that is still to come renews nothing": (
        "<ul><li>报名到 <time>2025-07-01</time></li><li>上次的事 <time>2025-05-01</time></li></ul>",
        "home-stale",
        "FAIL",
    ),
    "the clock of the page is no entry": (
        "<p>今天是2025年6月18日</p><ul><li>上次的事 2025-05-01</li></ul>",
        "home-stale",
        "FAIL",
    ),
    "a day two weeks ago is in time": (
        "<ul><li>一件事 [2025-06-04]</li></ul>",
        "home-stale",
        "PASS",
    ),
    "a mark of secrecy proves": (
        "<p>机密★1年</p><p>关于某事的通知</p>",
        "state-secrets",
        "FAIL",
    ),
    "levels that are explained prove nothing": (
        "<p>国家秘密分为绝密、机密、秘密三级。</p>",
        "state-secrets",
        "UNCERTAIN",
    ),
    "a slip that is quoted to be mended is none": (
        "<p>更正：“攻府”应为“政府”。</p>",
        "severe-wording",
        "PASS",
    ),
    "a slip over two tags is one": (
        "<p>区人民<b>攻</b>府</p>",
        "severe-wording",
        "FAIL",
    ),
    "a word that only holds the slip is none": (
        "<p>敌军围攻府城三日。</p>",
        "severe-wording",
        "PASS",
    ),
    "words that are easily confused are no grave slips": (
        "<p>秸杆禁烧按排如下。</p>",
        "severe-wording",
        "PASS",
    ),
    "a search box is no channel": (
        '<form><input name="q" placeholder="搜索"><button>搜</button></form>',
        "no-channel",
        "FAIL",
    ),
    "a mailbox is no channel that can be seen to work": (
        '<p><a href="mailto:a@example.gov.cn">书记信箱</a></p>',
        "no-channel",
        "UNCERTAIN",
    ),
    "a report of faults of the site is no channel": (
        "<form><p>我为政府网站找错</p><textarea></textarea></form>",
        "no-channel",
        "FAIL",
    ),
    "services elsewhere cannot be seen": (
        '<p><a href="https://fw.example.gov.cn/">办事服务</a></p>',
        "no-services",
        "UNCERTAIN",
    ),
    "a hidden link to a government is none": (
        '<p style="display:none"><a href="https://www.gov.cn/">国务院</a></p>',
        "harmful-content",
        "UNCERTAIN",
    ),
}


def test_single_pieces_are_judged_by_themselves(inspector: Register, tmp_path: Path) -> None:
    came = {}
    for number, (name, (body, key, _)) in enumerate(PIECES.items()):
        found = verdicts(inspector, laid(tmp_path / str(number), {"index.html": page("某某街道", body)}))
        came[name] = found[key].verdict.value
    assert came == {name: verdict for name, (_, _, verdict) in PIECES.items()}
    assert found["harmful-content"].judged.evidence == ()


def test_a_slip_in_a_title_and_its_heading_is_one(inspector: Register, tmp_path: Path) -> None:
    """The title of a page repeats its heading; only where the heading is right is the title a place of its own."""
    wrong = "某某街道人民攻府通知"
    twice = verdicts(inspector, laid(tmp_path / "twice", {"index.html": page(wrong, "<p>内容。</p>")}))
    assert len(twice["severe-wording"].judged.evidence) == 1
    once = PAGE.format(wrong, "<h1>某某街道人民政府通知</h1><p>内容。</p>")
    alone = verdicts(inspector, laid(tmp_path / "alone", {"index.html": once}))
    assert len(alone["severe-wording"].judged.evidence) == 1


def test_the_number_told_is_that_of_the_columns_listed(inspector: Register, tmp_path: Path) -> None:
    names = ("工作动态", "通知公告", "政策文件", "要闻动态")
    stale = "".join(f"<h2>{name}</h2><ul><li>一件事 2024-01-0{n}</li></ul>" for n, name in enumerate(names, 1))
    empty = "<h2>公示公告</h2><p>暂无内容</p>"
    found = verdicts(inspector, laid(tmp_path, {"index.html": page("某某街道", stale + empty)}))["columns-stale"]
    assert (found.verdict, len(traces(found))) == ("UNCERTAIN", 5)
    assert found.judged.words.startswith("有 5 个栏目要看：4 个没有按期更新，1 个空白或者看不到内容")


def test_sections_of_one_page_are_columns(inspector: Register, tmp_path: Path) -> None:
    names = ("工作动态", "通知公告", "政策文件", "规划计划")
    body = "".join(f"<h2>{name}</h2><ul><li>一件事 2024-01-0{number}</li></ul>" for number, name in enumerate(names, 1))
    found = verdicts(
        inspector, laid(tmp_path, {"index.html": page("某某街道", body + "<h2>机构职能</h2><p>暂无内容</p>")})
    )
    assert [what.partition("：")[0] for _, what in traces(found["columns-stale"])] == [
        "工作动态",
        "通知公告",
        "政策文件",
    ]
    assert [what for _, what in traces(found["columns-blank"])] == ["机构职能：没有内容"]


def test_columns_below_the_first_level_have_no_half_year(inspector: Register, tmp_path: Path) -> None:
    site = {
        "index.html": page("首页", '<nav><a href="open/index.html">政务公开</a></nav>'),
        "open/index.html": page("政务公开", '<ul><li><a href="notices/index.html">通知公告</a></li></ul>'),
        "open/notices/index.html": page("通知公告", "<ul><li>一件事 2024-01-01</li><li>两件事 2024-01-02</li></ul>"),
    }
    assert traces(verdicts(inspector, laid(tmp_path, dict(site)))["columns-stale"]) == []


def test_messages_older_than_a_year_are_told_and_not_counted(inspector: Register, tmp_path: Path) -> None:
    row = "<tr><td>{0}</td><td>{1}</td><td>{2}</td><td></td></tr>"
    head = "<tr><th>编号</th><th>类别</th><th>留言时间</th><th>答复时间</th></tr>"
    rows = (
        row.format("M1", "咨询", "2024-06-17")
        + row.format("M2", "咨询", "2025-03-18")
        + row.format("M3", "信访", "2025-01-01")
    )
    found = verdicts(inspector, laid(tmp_path, {"board.html": page("我要留言", f"<table>{head}{rows}</table>")}))
    assert found["messages-unanswered"].verdict == "PASS"
    assert [what.partition("（")[0] for _, what in traces(found["messages-unanswered"])] == ["M1"]


# How else boards are laid out; in each, 雨棚 has waited for more than three months, 食堂 has not.
BOARDS = {
    "labels without colons": "".join(
        f'<div class="i"><div>{what}</div><div><span>留言时间</span><span>{came}</span></div><div><span>类别</span>'
        f"<span>{kind}</span></div><div><span>答复时间</span><span>{went}</span></div></div>"
        for what, came, kind, went in (
            ("雨棚何时修", "2025-03-10", "咨询", ""),
            ("食堂几点开", "2025-02-01", "咨询", "2025-02-02"),
            ("某件事", "2025-01-01", "网上信访", ""),
        )
    ),
    "folded answers": "<details><summary>雨棚何时修（2025-03-10）</summary><p>答复：</p></details>"
    "<details><summary>食堂几点开（2025-02-01）</summary><p>答复：八点。</p></details>",
    "a list with marks": "<ul><li><a href='#'>雨棚何时修</a> <em>未回复</em> <span>2025-03-10</span></li>"
    "<li><a href='#'>食堂几点开</a> <em>已回复</em> <span>2025-02-01</span></li></ul>",
    "one text below the other": "<h3>雨棚何时修</h3><p>网友于2025年3月10日留言</p><p>官方回复：（暂无）</p><hr>"
    "<h3>食堂几点开</h3><p>网友于2025年2月1日留言</p><p>官方回复：八点开门</p>",
    "a table with the state in words": "<table><tr><th>问题</th><th>提问日期</th><th>回复情况</th></tr>"
    "<tr><td>雨棚何时修</td><td>2025/03/10</td><td>暂未回复</td></tr>"
    "<tr><td>食堂几点开</td><td>2025/2/1</td><td>已回复：八点</td></tr></table>",
}


def test_boards_of_other_layouts_are_read(inspector: Register, tmp_path: Path) -> None:
    found = {}
    for number, (name, body) in enumerate(BOARDS.items()):
        site = laid(tmp_path / str(number), {"index.html": page("首页", ""), "board.html": page("咨询建言", body)})
        judgement = verdicts(inspector, site)["messages-unanswered"]
        found[name] = (judgement.verdict.value, [what[:2] for _, what in traces(judgement)])
    assert found == dict.fromkeys(BOARDS, ("FAIL", ["雨棚"]))


def test_a_menu_beside_does_not_fill_a_column(inspector: Register, tmp_path: Path) -> None:
    menu = '<ul><li><a href="a.html">规划计划</a></li><li><a href="b.html">机构职能</a></li></ul>'
    site = {
        "index.html": page("首页", menu),
        "a.html": page("规划计划", f"{menu}<p>栏目正在建设中，敬请期待！</p>"),
        "b.html": page("机构职能", f"{menu}<p>负责辖区内的社区建设、民政服务和综合管理工作。</p>"),
    }
    assert traces(verdicts(inspector, laid(tmp_path, dict(site)))["columns-blank"]) == [
        ("a.html", "规划计划：没有内容")
    ]


def test_trees_that_mean_harm_are_gone_through_in_bounds(inspector: Register, tmp_path: Path) -> None:
    deep = "<div>" * 6_000
    files: dict[str, bytes | str] = {
        "index.html": page("首页", "<ul><li>一件事 2025-06-17</li></ul>"),
        "deep.html": deep,
        "empty.html": b"",
        "noise.html": bytes(range(256)) * 40,
        "long.html": page("长", "2025-06-17 " * 20_000),
        "style.html": page("样式", f"<style>{'.a,' * 5000}.b{{display:none}}{{</style>"),
        "loop.html": '<link rel="stylesheet" href="../../../etc/x.css"><a href="loop.html">自己</a>',
    }
    site = laid(tmp_path / "site", files)
    (site / "gone.html").symlink_to(tmp_path / "nowhere.html")
    found = survey(site, Known(), TODAY)
    assert found.notes == ["有 2 个网页太大或者读不出来，没有看，例如 deep.html。"]
    assert found.facts.home is not None and found.facts.home.newest == date(2025, 6, 17)


# Trees of which HTML shows only a part; what is not in it may be elsewhere, so that nothing fails for want of it.
_ROOMS = (("gzdt", "工作动态"), ("tzgg", "通知公告"), ("bsfw", "办事服务"), ("wyly", "我要留言"))
_MENU = "".join(f'<a href="{{0}}{name}">{title}</a>' for name, title in _ROOMS)
_FILLED = '<ul id="list"></ul><script src="/static/list.js"></script>'
HIDDEN = {
    "all is made by a script": (
        {"index.html": '<title>某街道</title><div id="app"></div><noscript>请启用</noscript><script>a()</script>'},
        set(),
    ),
    "lists are filled by a script": (
        {
            "index.html": page("首页", f"<nav>{_MENU.format('')}</nav><h2>政策文件</h2>{_FILLED}"),
            **{f"{key}/index.html": page(name, f"<nav>{_MENU.format('../')}</nav>{_FILLED}") for key, name in _ROOMS},
        },
        {"columns-stale", "columns-long-stale"},
    ),
    "articles without the site around them": (
        {
            f"2025/06/t{number}.html": page(
                f"关于第{number}次检修的通知", f"<p>发布时间：2025-06-0{number}</p><p>检修照常进行，停水两小时。</p>"
            )
            for number in (1, 2)
        },
        {"severe-wording"},
    ),
    "doors that a server opens": (
        {"index.html": page("首页", '<ul><li>一件事 2025-06-17</li></ul><a href="list.jsp?c=3">办事服务</a>'
                            '<a href="javascript:go(4)">领导信箱</a>')},
        {"severe-wording", "home-stale"},
    ),
}  # fmt: skip


def test_what_html_does_not_show_fails_nobody(inspector: Register, tmp_path: Path) -> None:
    came = {}
    for number, (name, (files, _)) in enumerate(HIDDEN.items()):
        found = verdicts(inspector, laid(tmp_path / str(number), dict(files)))
        assert [key for key, item in found.items() if item.verdict == "FAIL"] == [], name
        came[name] = {key for key, item in found.items() if item.verdict == "PASS"}
    assert came == {name: passed for name, (_, passed) in HIDDEN.items()}


def test_an_empty_folder_cannot_be_judged(inspector: Register, tmp_path: Path) -> None:
    assert {item.verdict.value for item in verdicts(inspector, tmp_path).values()} == {"NOT ASSESSABLE"}


def test_the_command_judges_a_folder_for_people_and_programs(tmp_path: Path) -> None:
    site = laid(tmp_path, dict(built_tree(1).files))
    told = forks.disclosure("inspect", "--site", site, "--today", TODAY, "--format", "json", cwd=REPOSITORY)
    data = json.loads(told.stdout)
    assert data["schema"] == "disclosure/inspection/1"
    assert told.returncode == (1 if data["counts"]["FAIL"] else 0)
    assert forks.disclosure("inspect", "--site", site, "--base", "HEAD", cwd=REPOSITORY).returncode == 2


def test_a_page_in_frames_says_what_its_frames_say(inspector: Register, tmp_path: Path) -> None:
    """The home page of an old site: menu and news in two files, dates short, the papers in a list with their days."""
    menu = "".join(f'<a href="{name}.html">{title}</a>' for name, title in (("tz", "通知公告"), ("bs", "办事服务")))
    site = {
        "index.html": '<html><head><title>某镇</title></head><frameset cols="20,80"><frame src="in/top.html">'
        '<frame src="in/main.html"></frameset></html>',
        "in/top.html": PAGE.format("导航", menu.replace('href="', 'href="../')),
        "in/main.html": PAGE.format("首页", '<ul><li><a href="../t2.html">水厂检修</a><span>06-12</span></li></ul>'),
        "tz.html": PAGE.format("通知公告", '<ul><li><a href="t1.html">关于放假的通知</a><i>24-11-20</i></li></ul>'),
        "t1.html": PAGE.format("关于放假的通知", "<h3>关于放假的通知</h3><p>放假。</p>"),
        "t2.html": PAGE.format("水厂检修", "<h1>水厂检修</h1><p>检修。</p>"),
        "bs.html": PAGE.format("办事服务", '<ul><li><a href="b1.html">老年卡</a></li></ul>'),
        "b1.html": PAGE.format("老年卡", "<h1>老年卡</h1><p>办理地点：一楼</p>"),
    }
    found = verdicts(inspector, laid(tmp_path, {**site}))
    assert found["home-stale"].verdict == "PASS"
    assert traces(found["columns-stale"]) == [("tz.html", "通知公告：最新 2024-11-20，早于 2024-12-18")]
    assert traces(found["columns-blank"]) == []
