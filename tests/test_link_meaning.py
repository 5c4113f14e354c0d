"""Wrong links on whole trees: what fragments lead to, front pages of other sites, one finding a link."""

import pytest

from disclosure.links.gate import check_site
from disclosure.links.inventory import words_at
from test_links import tree

TITLED = "<html><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>"


def page(title: str, body: str = "") -> bytes:
    return TITLED.format(title, body).encode()


PAGES = {
    "water.html": page("东山市城市供水条例", '<h2 id="read">《东山市养犬管理条例》解读</h2><p><a name="old"></a>x</p>'),
    "dogs.html": page("东山市养犬管理条例"),
}


def judged(tmp_path, body: str) -> list[tuple[str, str]]:
    tree(tmp_path, {**PAGES, "try.html": page("目录", body)})
    return [(finding.rule, finding.href) for finding in check_site(tmp_path)]


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("water.html#read", []),
        ("water.html#old", [("LNK-302", "water.html#old")]),
        ("water.html", [("LNK-302", "water.html")]),
    ],
)
def test_a_fragment_leads_to_what_its_heading_says(tmp_path, href, expected):
    text = "《东山市养犬管理条例》解读" if "#read" in href else "《东山市城市供水条例》解读"
    assert judged(tmp_path, f'<a href="{href}">{text}</a>') == expected


@pytest.mark.parametrize(
    ("fragment", "words"),
    [
        ("read", "《东山市养犬管理条例》解读"),
        ("%72ead", "《东山市养犬管理条例》解读"),
        ("old", "old"),
        ("gone", ""),
        ("box", "题"),
    ],
)
def test_the_words_to_which_a_fragment_leads(fragment, words):
    html = PAGES["water.html"] + '<div id="box"><h3>题</h3><p>x</p></div>'.encode()
    assert words_at(html, fragment) == words


def test_a_document_that_opens_a_front_page_is_a_doubt(tmp_path):
    body = (
        '<a href="https://www.city.example/">《某市政府信息公开规定》</a><a href="https://www.city.example/">市政府</a>'
    )
    assert judged(tmp_path, body) == [("LNK-320", "https://www.city.example/")]


def test_one_finding_for_a_link_that_is_wrong_by_itself_and_beside_another(tmp_path):
    body = '<a href="water.html">《东山市城市供水条例》</a><a href="water.html">《东山市养犬管理条例》</a>'
    assert judged(tmp_path, body) == [("LNK-301", "water.html")]


def test_a_link_that_is_wrong_by_itself_casts_no_doubt_on_one_beside_it(tmp_path):
    tree(tmp_path, {"second.html": page("附件2：停车证申请表二")})
    wrong, right = '<a href="second.html">附件1：停车证申请表</a>', '<a href="second.html">附件2：停车证申请表二</a>'
    assert judged(tmp_path, wrong + right) == [("LNK-303", "second.html")]


def test_two_wrong_texts_to_one_page_are_two_findings(tmp_path):
    body = '<a href="water.html">《东山市养犬管理条例》</a><a href="water.html">《东山市城市供水条例》解读</a>'
    assert judged(tmp_path, body) == [("LNK-301", "water.html"), ("LNK-302", "water.html")]


def test_two_paragraphs_of_one_page_may_be_two_papers(tmp_path):
    body = '<a href="all.html#a">《甲市献血条例》</a><a href="all.html#b">《乙市养犬条例》</a>'
    tree(tmp_path, {"all.html": page("汇编", '<h2 id="a">甲市献血条例</h2><h2 id="b">乙市养犬条例</h2>')})
    assert judged(tmp_path, body) == []
