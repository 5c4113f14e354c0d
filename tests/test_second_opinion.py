"""Second opinions: two other link checkers on one small tree with known defects, and every difference accounted for."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "scripts"))

import second_opinion
from opinions import linkchecker, lychee
from opinions.comparison import Comparison, ToolFailed, compare
from opinions.explanations import EXPLANATIONS, explain
from opinions.ours import GateDiffers, Site
from opinions.summary import summarise, unexplained
from opinions.trial import must_see

URL = "https://www.example.gov.cn/zwgk/gml/"
PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>t</title>{}</body></html>'

# One page a defect or trap, all linked from the home page but for one.
FILES = {
    "index.html": f'<link rel="canonical" href="{URL}index.html"></head><body><h1 id="第一条">首页</h1>'
    + "".join(f'<a href="{name}.html">x</a>' for name in ("good", "broken", "form", "sub/traps", "gone")),
    "good.html": '<a href="index.html#%E7%AC%AC%E4%B8%80%E6%9D%A1">x</a><a href="%E9%99%84%E4%BB%B6.pdf">x</a>'
    '<a href="#top">x</a><a href="mailto:a@shmh.gov.cn">x</a><a href="https://www.gov.cn/">x</a>',
    "broken.html": '<a href="gone.html">x</a><a href="Good.html">x</a><a href="index.html#gone">x</a>'
    '<a href="sub/">x</a><script src="gone.js"></script>',
    "form.html": '<a href="">x</a><a href="#">x</a><a href="javascript:print()">x</a><a>x</a>',
    "sub/traps.html": '<a href="../../../../zwgk/gml/index.html">x</a><a href="//www.gov.cn/">x</a>'
    f'<a href="../good.html/">x</a><a href="/portal.html">x</a><a href="{URL}gone.html">x</a>',
    "unseen.html": '<a href="gone.html">x</a>',
    "404.html": '<base href="/zwgk/gml/"><a href="sub/traps.html">x</a><a href="index.html">x</a>',
    "附件.pdf": "%PDF-1.4",
}

# (page, address, our rule) of what we and the tool both find broken.
BROKEN = {
    ("index.html", "gone.html", "LNK-101"),
    ("broken.html", "gone.html", "LNK-101"),
    ("broken.html", "Good.html", "LNK-105"),
    ("broken.html", "sub/", "LNK-107"),
}
# (page, address, our rule or verdict, the tool's verdict): explanation.
FORM = {
    ("form.html", "", "LNK-201", "silent"): "写法",
    ("form.html", "#", "LNK-203", "ok"): "写法",
    ("form.html", "javascript:print()", "LNK-205", "silent"): "写法",
    ("form.html", "", "LNK-202", "silent"): "写法",
}
PORTAL = {("sub/traps.html", "/portal.html", "ok", "bad"): "门户"}


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Site:
    root = tmp_path_factory.mktemp("site")
    for path, content in FILES.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(PAGE.format(content) if path.endswith("html") else content, "utf-8")
    return Site(root)


@pytest.fixture(scope="module")
def lychees(site) -> Comparison:
    return compare(site, lychee.ask(site))


def explained(comparison: Comparison) -> dict[tuple[str, str, str, str], str]:
    found = {one.key: explain(one) for one in comparison.disagreements}
    return {key: one.id if one else "" for key, one in found.items()}


def agreed_broken(comparison: Comparison) -> set[tuple[str, str, str]]:
    return {(use.page, use.href, use.rule) for use in comparison.agreed_bad}


def test_lychee_agrees_but_for_what_is_explained(lychees):
    assert agreed_broken(lychees) == BROKEN | {
        ("broken.html", "index.html#gone", "LNK-102"),
        ("sub/traps.html", f"{URL}gone.html", "LNK-101"),
        ("unseen.html", "gone.html", "LNK-101"),
    }
    assert explained(lychees) == FORM | PORTAL | {
        ("broken.html", "gone.js", "LNK-101", "silent"): "不读的元素",
        ("sub/traps.html", "../../../../zwgk/gml/index.html", "ok", "bad"): "越过根",
        ("sub/traps.html", "//www.gov.cn/", "ok", "bad"): "省略协议",
        ("sub/traps.html", "../good.html/", "LNK-101", "ok"): "文件后斜杠",
        ("404.html", "/zwgk/gml/", "silent", "ok"): "页面基址",
    }
    assert lychees.agreed_good == 10


def test_linkchecker_agrees_but_for_what_is_explained(site):
    crawl = compare(site, linkchecker.crawl(site))
    assert agreed_broken(crawl) == BROKEN | {
        ("broken.html", "gone.js", "LNK-101"),
        ("sub/traps.html", "../good.html/", "LNK-101"),
        # Reported once, with the first page that it was met on: the verdict holds for the target.
        ("unseen.html", "gone.html", "LNK-101"),
    }
    whole = [("index.html", f"{URL}index.html", "ok"), ("sub/traps.html", f"{URL}gone.html", "LNK-101")]
    assert explained(crawl) == FORM | PORTAL | {
        ("broken.html", "index.html#gone", "LNK-102", "ok"): "不查段落",
        **{(*key, "silent"): "完整网址" for key in whole},
    }
    assert crawl.testimony.pages == site.tree.pages.keys() - {"unseen.html"}


def test_linkchecker_looks_at_fragments_on_a_sample(site):
    pages = ["broken.html", "good.html"]
    sample = compare(site, linkchecker.sample(site, pages), only=pages)
    assert ("broken.html", "index.html#gone", "LNK-102") in agreed_broken(sample)
    assert explained(sample) == {("good.html", "#top", "ok", "bad"): "页首和文字段落"}


@pytest.mark.parametrize(
    ("target", "good"),
    [("/zwgk/gml/gone.html", True), ("/zwgk/gml/附件.pdf", False), ("/zwgk/gml/index.html#第一条", False)],
)
def test_a_verdict_that_nothing_explains_is_found(site, lychees, target, good):
    doctored = [
        replace(one, good=good) if one.target == target and one.page in ("good.html", "broken.html") else one
        for one in lychees.testimony.opinions
    ]
    comparison = compare(site, replace(lychees.testimony, opinions=doctored))
    assert [(one.target, one.theirs) for one in unexplained(comparison)] == [(target, "ok" if good else "bad")]
    assert any("没有解释 1 个：" in line for line in summarise(comparison))


def test_a_link_that_only_one_side_sees_is_found(site, lychees):
    silent = [one for one in lychees.testimony.opinions if one.page != "good.html"]
    comparison = compare(site, replace(lychees.testimony, opinions=silent))
    assert {one.key[2:] for one in unexplained(comparison)} == {("ok", "silent")}
    unknown = replace(lychees.testimony.opinions[0], page="good.html", href="new.html", target="/zwgk/gml/new.html")
    comparison = compare(site, replace(lychees.testimony, opinions=[*lychees.testimony.opinions, unknown]))
    assert [one.href for one in unexplained(comparison)] == ["new.html"]


def test_the_program_fails_on_what_is_not_explained(site, lychees, monkeypatch, capsys):
    assert second_opinion.main([str(site.root)]) == 0
    said = capsys.readouterr().out
    assert "结论一致 17 个（有效 10，失效 7）" in said
    assert "越过根 1 个：" in said
    lost, ask = replace(lychees.testimony, opinions=[]), lychee.ask
    monkeypatch.setattr(lychee, "ask", lambda asked: lost if asked.root == site.root else ask(asked))
    assert second_opinion.main([str(site.root)]) == 1
    assert "× 没有解释" in capsys.readouterr().out


@pytest.mark.parametrize(
    "ask",
    [lychee.ask, linkchecker.crawl, lambda small: linkchecker.sample(small, list(small.uses))],
    ids=["lychee", "crawl", "sample"],
)
def test_a_tool_that_looks_finds_the_known_faults(ask):
    must_see(ask)


def test_a_tool_without_its_plugin_is_not_believed(monkeypatch):
    monkeypatch.setattr(linkchecker, "_PLUGIN", "")
    with pytest.raises(ToolFailed, match="good.html#gone"):
        must_see(lambda small: linkchecker.sample(small, list(small.uses)))


def test_a_tool_that_says_nothing_is_not_believed(site, lychees, monkeypatch, capsys):
    monkeypatch.setattr(lychee, "ask", lambda asked: replace(lychees.testimony, opinions=[]))
    assert second_opinion.main([str(site.root)]) == 2
    assert "没有看出失效的 gone.html、good.html#gone" in capsys.readouterr().err


def test_linkchecker_keeps_the_user_who_starts_it(tmp_path):
    own = tmp_path / "own"
    own.mkdir(mode=0o700)
    (own / "page.html").write_text(PAGE.format("</head><body>"), "utf-8")
    report = ["-F", f"xml/utf-8/{own}/report.xml", "-v", "--no-status", "-t", "0"]
    command = [sys.executable, "-P", str(linkchecker._PROGRAM), *report, "page.html"]
    ended = subprocess.run(command, cwd=own, env={"HOME": str(own)}, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "page.html" in (own / "report.xml").read_text("utf-8")


def test_verdicts_that_are_not_the_gates_are_not_compared(site, monkeypatch):
    monkeypatch.setattr("opinions.ours.check_site", lambda *_: [SimpleNamespace(rule="LNK-101", page="index.html")])
    with pytest.raises(GateDiffers):
        Site(site.root)


def test_the_sample_moves_on_every_day():
    pages = [f"{number:02}.html" for number in range(50)]
    days = [linkchecker.rotating(pages, 20, day) for day in range(5)]
    assert all(len(day) == 20 for day in days)
    assert set().union(*days) == set(pages)


def test_every_explanation_says_why_in_chinese():
    assert len({(one.id, tool) for one in EXPLANATIONS for tool in one.tools}) == sum(
        len(one.tools) for one in EXPLANATIONS
    )
    assert all(one.reason.endswith("。") for one in EXPLANATIONS)
