"""Links on trees of built HTML, ours or not: every missing target and fragment is found, and none invented."""

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfWriter

from disclosure.findings import Place
from disclosure.links.gate import check_site
from disclosure.links.inventory import read_links
from disclosure.pages.hrefs import Links


def blank_pdf() -> bytes:
    writer, stream = PdfWriter(), BytesIO()
    writer.add_blank_page(width=72, height=72)
    writer.write(stream)
    return stream.getvalue()


PDF = blank_pdf()
PAGE = "<!doctype html><html><head><title>t</title></head><body>{}</body></html>"


def tree(root: Path, files: dict[str, str | bytes]) -> Path:
    for path, content in files.items():
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content if isinstance(content, bytes) else PAGE.format(content).encode())
    return root


def written(page: str, href: str, *places: Place) -> Links:
    return Links(page, Place("docs/a.md"), {href: list(places)})


def rules(root: Path, site_url: str = "") -> list[tuple[str, str]]:
    return sorted((finding.rule, finding.href) for finding in check_site(root, site_url))


# What stands beside every page that is tried: targets of all sorts.
AROUND = {
    "index.html": '<h1 id="top-of-page">首页</h1><a name="旧锚点"></a><p id="第一条">x</p>',
    "sub/page.html": '<p id="a b">x</p>',
    "sub/index.html": "x",
    "empty/only.pdf": PDF,
    "files/附件 1.pdf": PDF,
    "files/100%.pdf": PDF,
    "files/a+b.pdf": PDF,
    "files/what?.pdf": PDF,
    "files/（一）.pdf": PDF,
    "img/a.png": b"png",
    "img/b.png": b"png",
    "img/m.svg": b'<svg xmlns="http://www.w3.org/2000/svg"><symbol id="here"/><g xml:id="there"/></svg>',
    "img/packed.svgz": b"packed",
}

GOOD = [
    '<a href="index.html">x</a>',
    '<a href="./sub/../index.html">x</a>',
    '<a href="/">x</a>',
    '<a href="/sub/">x</a>',
    '<a href="sub">x</a>',
    '<a href="sub/">x</a>',
    '<a href="../../index.html">x</a>',
    '<a href="index.html?from=a#第一条">x</a>',
    '<a href="index.html#%E7%AC%AC%E4%B8%80%E6%9D%A1">x</a>',
    '<a href="index.html#旧锚点">x</a>',
    '<a href="#top">x</a>',
    '<a href="#TOP">x</a>',
    '<a href="sub/page.html#a%20b">x</a>',
    '<a href="sub/page.html#">x</a>',
    '<a href="index.html#:~:text=首页">x</a>',
    '<a href="index.html#第一条:~:text=首页">x</a>',
    '<a href="files/附件%201.pdf">x</a>',
    '<a href="files/%E9%99%84%E4%BB%B6%201.pdf#page=3">x</a>',
    '<a href="files/附件 1.pdf">x</a>',
    '<a href="files/100%25.pdf">x</a>',
    '<a href="files/a+b.pdf">x</a>',
    '<a href="files/what%3F.pdf">x</a>',
    '<a href="files/（一）.pdf">x</a>',
    '<a id="here" href="#here">x</a>',
    '<a name="there"></a><a href="#there">x</a>',
    '<p id="twice">x</p><p id="twice">x</p><a href="#twice">x</a>',
    '<img src="img/a.png" srcset="img/a.png 1x, img/b.png 2x" alt="">',
    '<img srcset="img/a.png, img/b.png 640w" alt="">',
    '<img src="data:image/png;base64,AAAA" alt="">',
    '<picture><source srcset="img/b.png"><img src="img/a.png" alt=""></picture>',
    '<map name="m"><area href="sub/page.html" alt="x"></map>',
    '<iframe src="sub/page.html"></iframe>',
    '<iframe srcdoc="<p>x</p>"></iframe>',
    '<object data="files/a+b.pdf"></object>',
    '<video src="img/a.png" poster="img/b.png"><track src="img/a.png"></video>',
    '<form action=""><input type="submit"></form>',
    '<form action="sub/page.html"><button formaction="index.html">x</button></form>',
    '<a href="mailto:office@shmh.gov.cn">x</a>',
    '<a href="tel:021-12345">x</a>',
    '<a href="https://www.gov.cn/x y">x</a>',
    '<a href="//www.gov.cn/">x</a>',
    '<a href="HTTPS://WWW.GOV.CN/">x</a>',
    '<svg><use href="#top-icon"></use><a href="sub/page.html"><text>x</text></a></svg><p id="top-icon">x</p>',
    '<a href="sub/page.html">unclosed <p>x<table><tr><td><a href="/sub/">y</table>',
    "<a href=index.html>unquoted</a>",
    '<a href="index.html&#35;第一条">entity</a>',
    '<a href="sub&#x2F;page.html">entity</a>',
    "<a href='index.html'>single</a>",
    '<!-- <a href="gone.html">comment</a> -->',
    '<script>document.write("<a href=gone.html>x</a>")</script>',
    '<template><a href="index.html">x</a></template>',
    '<textarea><a href="gone.html">x</a></textarea>',
    '<link rel="preconnect" href="https://fonts.gov.cn">',
    '<a name="nothing">target</a>',
    '<svg><use href="img/m.svg#here"></use></svg><a href="img/m.svg#there">x</a>',
    '<img src="img/m.svg#svgView(viewBox(0,0,1,1))" alt=""><img src="img/m.svg#xywh=0,0,1,1" alt="">',
    '<a href="img/packed.svgz#gone">x</a>',
]

BAD = [
    ('<a href="gone.html">x</a>', "LNK-101", "gone.html"),
    ('<a href="/gone/">x</a>', "LNK-101", "/gone/"),
    ('<a href="index.html/">x</a>', "LNK-101", "index.html/"),
    ('<a href="index">x</a>', "LNK-101", "index"),
    ('<a href="sub/gone.html#x">x</a>', "LNK-101", "sub/gone.html#x"),
    ('<a href="Index.html">x</a>', "LNK-105", "Index.html"),
    ('<a href="SUB/page.html">x</a>', "LNK-105", "SUB/page.html"),
    ('<a href="files/%D6%D0%B9%FA.pdf">x</a>', "LNK-101", "files/%D6%D0%B9%FA.pdf"),
    ('<a href="empty/">x</a>', "LNK-107", "empty/"),
    ('<a href="#gone">x</a>', "LNK-102", "#gone"),
    ('<svg><use href="img/m.svg#gone"></use></svg>', "LNK-102", "img/m.svg#gone"),
    ('<svg><use xlink:href="img/m.svg#Here"></use></svg>', "LNK-102", "img/m.svg#Here"),
    ('<a href="index.html#gone">x</a>', "LNK-102", "index.html#gone"),
    ('<a href="index.html#Top-Of-Page">x</a>', "LNK-102", "index.html#Top-Of-Page"),
    ('<a href="sub/#gone">x</a>', "LNK-102", "sub/#gone"),
    ('<img src="img/gone.png" alt="">', "LNK-101", "img/gone.png"),
    ('<img src="img/a.png" srcset="img/a.png 1x, img/gone.png 2x" alt="">', "LNK-101", "img/gone.png"),
    ('<source srcset="img/gone.png">', "LNK-101", "img/gone.png"),
    ('<map name="m"><area href="gone.html" alt="x"></map>', "LNK-101", "gone.html"),
    ('<iframe src="gone.html"></iframe>', "LNK-101", "gone.html"),
    ('<object data="gone.pdf"></object>', "LNK-101", "gone.pdf"),
    ('<embed src="gone.pdf">', "LNK-101", "gone.pdf"),
    ('<video poster="gone.png"></video>', "LNK-101", "gone.png"),
    ('<form action="gone.html"></form>', "LNK-101", "gone.html"),
    ('<link rel="icon" href="favicon.ico">', "LNK-101", "favicon.ico"),
    ('<link rel="stylesheet" href="gone.css">', "LNK-101", "gone.css"),
    ('<script src="gone.js"></script>', "LNK-101", "gone.js"),
    ('<meta http-equiv="refresh" content="5; url=gone.html">', "LNK-101", "gone.html"),
    ("<meta http-equiv='Refresh' content='0;URL=\"gone.html\"'>", "LNK-101", "gone.html"),
    ('<a href="">x</a>', "LNK-201", ""),
    ("<a href>x</a>", "LNK-201", ""),
    ('<a href="  ">x</a>', "LNK-201", "  "),
    ('<img src="" alt="">', "LNK-201", ""),
    ("<a>x</a>", "LNK-202", ""),
    ("<img alt=x>", "LNK-202", ""),
    ('<a href="#">x</a>', "LNK-203", "#"),
    ('<a href="http://example.com/xxx">x</a>', "LNK-204", "http://example.com/xxx"),
    ('<a href="TODO">x</a>', "LNK-204", "TODO"),
    ('<a href="待补充">x</a>', "LNK-204", "待补充"),
    ('<a href="javascript:void(0)">x</a>', "LNK-205", "javascript:void(0)"),
    ('<a href=" java\nscript:alert(1)">x</a>', "LNK-205", " java\nscript:alert(1)"),
    ('<a href="data:text/html,x">x</a>', "LNK-205", "data:text/html,x"),
    ('<a href="blob:https://x/1">x</a>', "LNK-205", "blob:https://x/1"),
    ('<a href="file:///C:/a.doc">x</a>', "LNK-206", "file:///C:/a.doc"),
    ('<a href="C:\\a.doc">x</a>', "LNK-206", "C:\\a.doc"),
    ('<a href="D:/a.doc">x</a>', "LNK-206", "D:/a.doc"),
    ('<a href="\\\\server\\share\\a.doc">x</a>', "LNK-206", "\\\\server\\share\\a.doc"),
    ('<a href="sub\\page.html">x</a>', "LNK-207", "sub\\page.html"),
    ('<a href="http://localhost:8000/">x</a>', "LNK-208", "http://localhost:8000/"),
    ('<a href="http://10.1.2.3/oa">x</a>', "LNK-208", "http://10.1.2.3/oa"),
    ('<a href="http://192.168.1.1/">x</a>', "LNK-208", "http://192.168.1.1/"),
    ('<a href="http://[fd00::1]/">x</a>', "LNK-208", "http://[fd00::1]/"),
    ('<a href="http://oa/">x</a>', "LNK-208", "http://oa/"),
    ('<a href="http://oa.local/">x</a>', "LNK-208", "http://oa.local/"),
    ('<a href="htttp://www.gov.cn/">x</a>', "LNK-209", "htttp://www.gov.cn/"),
    ('<a href="http:/www.gov.cn/">x</a>', "LNK-209", "http:/www.gov.cn/"),
    ('<a href="http//www.gov.cn/">x</a>', "LNK-209", "http//www.gov.cn/"),
    ('<a href="https;//www.gov.cn/">x</a>', "LNK-209", "https;//www.gov.cn/"),
    ('<a href="www.gov.cn">x</a>', "LNK-210", "www.gov.cn"),
    ('<a href="http：//www.gov.cn/">x</a>', "LNK-211", "http：//www.gov.cn/"),
    ('<a href="http://www.gov.cn／zwgk">x</a>', "LNK-211", "http://www.gov.cn／zwgk"),
    ('<a href="http://www。gov。cn/">x</a>', "LNK-211", "http://www。gov。cn/"),
    ('<a href="index.html\u200b">x</a>', "LNK-212", "index.html\u200b"),
    ('<a href="index%E2%80%8B.html">x</a>', "LNK-212", "index%E2%80%8B.html"),
    ('<a href="\u3000index.html">x</a>', "LNK-212", "\u3000index.html"),
    ('<a href=" index.html">x</a>', "LNK-213", " index.html"),
    ('<a href="files/%25E9%2599%2584%25E4%25BB%25B6%25201.pdf">x</a>', "LNK-214", None),
    ('<a href="files/100%.pdf">x</a>', "LNK-215", "files/100%.pdf"),
    ('<a href="http://user:pass@www.gov.cn/">x</a>', "LNK-216", "http://www.gov.cn/"),
    ('<a href="https://www.gov.cn/a;jsessionid=1A2B">x</a>', "LNK-217", "https://www.gov.cn/a;jsessionid=1A2B"),
    (
        '<a href="https://a.gov.cn/a?Expires=17&Signature=x">x</a>',
        "LNK-218",
        "https://a.gov.cn/a?Expires=17&Signature=x",
    ),
    ('<a href="http://8.8.8.8/">x</a>', "LNK-219", "http://8.8.8.8/"),
    ('<a href="http://www.other.com/">www.gov.cn</a>', "LNK-220", "http://www.other.com/"),
    ('<a href="ftp://ftp.gov.cn/a.doc">x</a>', "LNK-222", "ftp://ftp.gov.cn/a.doc"),
]


@pytest.mark.parametrize("html", GOOD)
def test_a_good_link_is_left_alone(tmp_path, html):
    assert rules(tree(tmp_path, {**AROUND, "try.html": html})) == []


@pytest.mark.parametrize(("html", "rule", "href"), BAD)
def test_a_bad_link_is_found_once(tmp_path, html, rule, href):
    found = rules(tree(tmp_path, {**AROUND, "try.html": html}))
    assert found == [(rule, href if href is not None else found[0][1])]


def test_a_name_in_gbk_is_recognised_and_mended(tmp_path):
    tree(tmp_path, {"files/中国.pdf": PDF, "try.html": '<a href="files/%D6%D0%B9%FA.pdf">x</a>'})
    (finding,) = check_site(tmp_path)
    assert (finding.rule, finding.suggestion) == ("LNK-106", "files/中国.pdf")


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://www.gov.cn/zwgk/gml/index.html", []),
        ("https://www.gov.cn/zwgk/gml/", []),
        ("/zwgk/gml/index.html", []),
        ("//www.gov.cn/zwgk/gml/index.html", []),
        ("https://www.gov.cn/zwgk/gml/gone.html", ["LNK-101"]),
        ("https://www.gov.cn:443/zwgk/gml/gone.html", ["LNK-101"]),
        ("http://www.gov.cn:80/zwgk/gml/gone.html", ["LNK-101"]),
        ("//www.gov.cn:/zwgk/gml/gone.html", ["LNK-101"]),
        ("//www.gov.cn:443/zwgk/gml/index.html", []),
        ("https://www.gov.cn:8443/zwgk/gml/gone.html", []),
        ("http://www.gov.cn:443/zwgk/gml/gone.html", []),
        ("/zwgk/gml/gone.html", ["LNK-101"]),
        ("/zwgk/index.html", []),
        ("../../other.html", ["LNK-103"]),
        ("https://www.gov.cn/other/", []),
        ("https://other.gov.cn/zwgk/gml/gone.html", []),
    ],
)
def test_a_site_under_a_sub_path_knows_its_bounds(tmp_path, href, expected):
    tree(tmp_path, {"index.html": "x", "try.html": f'<a href="{href}">x</a>'})
    assert [finding.rule for finding in check_site(tmp_path, "https://www.gov.cn/zwgk/gml/")] == expected


@pytest.mark.parametrize(
    ("base", "href", "expected"),
    [
        ("/", "sub/page.html", []),
        ("/sub/", "page.html", []),
        ("../../sub/", "page.html", []),
        ("../../sub/page.html", "index.html", []),
        ("sub/", "page.html", ["LNK-101"]),
        ("/sub/", "../index.html", []),
        ("/sub/", "%2E%2e/index.html", []),
        ("/sub/", ".%2e/gone.html", ["LNK-101"]),
        ("https://[/", "../../index.html", ["LNK-223"]),
        ("https://a b/", "gone.html", ["LNK-223", "LNK-101"]),
        ("/sub/", "gone.html", ["LNK-101"]),
        ("/sub/", "index.html#gone", ["LNK-102"]),
        ("https://www.gov.cn/", "gone.html", []),
    ],
)
def test_base_href_moves_relative_links(tmp_path, base, href, expected):
    page = f'<html><head><base href="{base}"></head><body><a href="{href}">x</a></body></html>'
    tree(tmp_path, {**AROUND, "deep/er/try.html": page.encode()})
    assert [finding.rule for finding in check_site(tmp_path)] == expected


def test_a_name_composed_in_another_way_is_that_of_another_file(tmp_path):
    tree(tmp_path, {"caf\u00e9.pdf": PDF, "try.html": '<a href="cafe\u0301.pdf">x</a>'})
    assert [(finding.rule, finding.suggestion) for finding in check_site(tmp_path)] == [("LNK-105", "caf\u00e9.pdf")]


@pytest.mark.parametrize(
    "html",
    [
        b"",
        b"\xff\xfe\x00",
        b"<a href=",
        b"<" * 5000,
        b"<a href='x" * 200,
        b"plain text",
        b'<html><body><a href="a\x00b">x',
    ],
)
def test_no_page_is_too_broken_to_be_read(tmp_path, html):
    tree(tmp_path, {"try.html": html})
    assert isinstance(check_site(tmp_path), list)


def test_one_broken_link_of_the_template_is_one_finding(tmp_path):
    tree(tmp_path, {f"p{number}.html": '<a href="gone.html">页脚</a>' for number in range(5)})
    place = Place("data/agency.yml", 7)
    (finding,) = check_site(
        tmp_path, "", {f"p{number}.html": written(f"p{number}.html", "gone.html", place) for number in range(5)}
    )
    assert finding.place == place
    assert finding.message == "链接“页脚”：目标“gone.html”不存在（5 个页面都有）。"


def test_the_second_use_of_an_address_is_at_its_own_line(tmp_path):
    tree(tmp_path, {"p.html": '<a href="gone.html">一</a><a href="gone.html">二</a>'})
    places = [Place("docs/a.md", 3), Place("docs/a.md", 9)]
    found = check_site(tmp_path, "", {"p.html": written("p.html", "gone.html", *places)})
    assert [(finding.place.line, finding.text) for finding in found] == [(3, "一"), (9, "二")]


def test_a_link_that_nobody_wrote_is_suspected(tmp_path):
    tree(tmp_path, {"p.html": '<a href="p.html">一</a><a href="http://planted.com/">二</a>'})
    found = check_site(tmp_path, "", {"p.html": written("p.html", "p.html", Place("docs/a.md", 3))})
    assert [(finding.rule, finding.href, finding.place.path) for finding in found] == [
        ("LNK-501", "http://planted.com/", "docs/a.md")
    ]


def test_a_hidden_link_to_elsewhere_is_suspected(tmp_path):
    hidden = '<div style="display: none"><a href="http://planted.com/">二</a><a href="p.html">三</a></div>'
    assert rules(tree(tmp_path, {"p.html": hidden})) == [("LNK-502", "http://planted.com/")]


def test_hidden_links_are_known():
    html = PAGE.format(
        '<a href="http://a.com">一</a><div style="display:none"><a href="http://b.com">二</a></div>'
        '<p hidden><a href="http://c.com">三</a></p><a style="position:absolute;left:-9999px" href="http://d.com">四</a>'
        '<a style="color:red" href="http://e.com">五</a>'
    )
    assert [link.hidden for link in read_links(html.encode()).links] == [False, True, True, True, False]


def redirect(to: str) -> bytes:
    return f'<meta http-equiv="refresh" content="0; url={to}">'.encode()


def test_a_redirect_that_leads_round_is_an_error_and_a_chain_a_warning(tmp_path):
    tree(tmp_path, {"a.html": redirect("b.html"), "b.html": redirect("a.html")})
    tree(tmp_path, {"c.html": redirect("d.html"), "d.html": redirect("e.html"), "e.html": "x"})
    assert [(finding.rule, finding.page) for finding in check_site(tmp_path)] == [
        ("LNK-614", "a.html"),
        ("LNK-614", "b.html"),
        ("LNK-613", "c.html"),
    ]


def test_a_page_that_cannot_be_reached_and_a_file_that_nobody_mentions(tmp_path):
    files = {
        "index.html": '<a href="a.html">x</a>',
        "a.html": '<a href="a.pdf">x</a>',
        "lost.html": "x",
        "404.html": "x",
    }
    tree(tmp_path, {**files, "a.pdf": PDF, "lost.pdf": PDF, "old.html": redirect("a.html")})
    ours = {"lost.html": Links("lost.html", Place("docs/lost.md", 2))}
    found = check_site(tmp_path, "", {**ours, "index.html": written("index.html", "a.html", Place("data/x.yml"))})
    assert [(finding.rule, finding.place.path) for finding in found] == [
        ("LNK-611", "docs/lost.md"),
        ("LNK-612", "lost.pdf"),
    ]
    assert check_site(tmp_path) == []


def test_a_thorough_look_asks_for_the_way_back(tmp_path):
    page = '<title>《养老服务补贴办法》解读</title><a href="policy.html">《养老服务补贴办法》</a>'
    tree(tmp_path, {"policy.html": "<title>养老服务补贴办法</title>".encode(), "about.html": page.encode()})
    assert check_site(tmp_path) == []
    found = check_site(tmp_path, thorough=True)
    assert [(finding.rule, finding.page, finding.suggestion) for finding in found] == [
        ("LNK-315", "policy.html", "about.html")
    ]
