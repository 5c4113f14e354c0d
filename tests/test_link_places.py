"""Every place in HTML where an address may stand: a dead one there is found, a good one and an idle one are not."""

from pathlib import Path

import pytest

from disclosure.findings import Place
from disclosure.links.gate import check_site
from test_links import AROUND, rules, tree, written

# Attribute by attribute: the markup around an address, which must be taken up from there. X is where it stands.
PLACES = {
    "a href": '<a href="X">x</a>',
    "a ping": '<a href="index.html" ping="/sub/page.html X">x</a>',
    "area href": '<map name="m"><area href="X" alt="x"></map>',
    "area ping": '<map name="m"><area href="index.html" ping="X" alt="x"></map>',
    "audio src": '<audio src="X"></audio>',
    "source src": '<audio><source src="X"></audio>',
    "source srcset": '<picture><source srcset="X 2x"><img src="img/a.png" alt=""></picture>',
    "track src": '<video src="img/a.png"><track src="X"></video>',
    "video poster": '<video src="img/a.png" poster="X"></video>',
    "blockquote cite": '<blockquote cite="X">x</blockquote>',
    "q cite": '<q cite="X">x</q>',
    "ins cite": '<ins cite="X">x</ins>',
    "del cite": '<del cite="X">x</del>',
    "button formaction": '<form action=""><button formaction="X">x</button></form>',
    "input formaction": '<form action=""><input type="submit" formaction="X"></form>',
    "form action": '<form action="X"></form>',
    "input src": '<input type="image" src="X" alt="x">',
    "embed src": '<embed src="X">',
    "iframe src": '<iframe src="X"></iframe>',
    "iframe srcdoc": "<iframe srcdoc=\"<a href='X'>x</a>\"></iframe>",
    "iframe in a srcdoc": "<iframe srcdoc=\"<iframe srcdoc='<img src=X>'></iframe>\"></iframe>",
    "img src": '<img src="X" alt="">',
    "img srcset": '<img src="img/a.png" srcset="img/a.png 1x,X 2x" alt="">',
    "img srcset without sizes": '<img src="img/a.png" srcset="X, img/a.png 2x" alt="">',
    "link href": '<link rel="stylesheet" href="X">',
    "link imagesrcset": '<link rel="preload" as="image" imagesrcset="img/a.png 1x, X 2x">',
    "object data": '<object data="X"></object>',
    "script src": '<script src="X"></script>',
    "meta refresh": '<meta http-equiv="refresh" content="0; url=X">',
    "meta refresh, bare": '<meta http-equiv="refresh" content="5;X">',
    "meta refresh, quoted": '<meta http-equiv="refresh" content="5 URL = \'X\'">',
    "meta og:image": '<meta property="og:image" content="X">',
    "style @import": '<style>@import "X";</style>',
    "style url": "<style>.a{background:url( 'X' )}</style>",
    "style attribute": '<p style="background:URL(X)">x</p>',
    "style in a drawing": "<svg><style>.a{fill:url(X)}</style></svg>",
    "svg a": '<svg><a href="X"><text>x</text></a></svg>',
    "svg a xlink": '<svg><a xlink:href="X"><text>x</text></a></svg>',
    "svg image": '<svg><image href="X"/></svg>',
    "svg image xlink": '<svg><image xlink:href="X"/></svg>',
    "svg use": '<svg><use href="X"/></svg>',
    "svg filter": '<svg><filter><feImage href="X"/></filter></svg>',
    "svg gradient": '<svg><linearGradient xlink:href="X"/></svg>',
    "svg script": '<svg><script xlink:href="X"></script></svg>',
    "mathml": '<math><mi href="X">x</mi></math>',
    "shadow root": '<p><template shadowrootmode="open"><a href="X">x</a></template></p>',
    "noscript": '<noscript><a href="X">x</a></noscript>',
    "table background": '<table background="X"><tr><td>x</td></tr></table>',
    "td background": '<table><tr><td background="X">x</td></tr></table>',
    "longdesc": '<img src="img/a.png" longdesc="X" alt="">',
    "frame": '<iframe src="index.html" longdesc="X"></iframe>',
    "old player": '<object data="img/a.png"><param name="movie" value="X"></object>',
}


@pytest.mark.parametrize("place", PLACES)
def test_a_dead_address_is_found_wherever_it_stands(tmp_path, place):
    tree(tmp_path, {**AROUND, "try.html": PLACES[place].replace("X", "gone.png")})
    assert rules(tmp_path) == [("LNK-101", "gone.png")]


@pytest.mark.parametrize("place", PLACES)
def test_a_good_address_is_left_alone_wherever_it_stands(tmp_path, place):
    assert rules(tree(tmp_path, {**AROUND, "try.html": PLACES[place].replace("X", "img/b.png")})) == []


MISSING = [
    ("img", "<img alt=''>", "LNK-202"),
    ("img without candidates", "<img srcset='' alt=''>", "LNK-202"),
    ("icon", "<link rel=icon>", "LNK-202"),
    ("stylesheet", "<link rel=stylesheet>", "LNK-202"),
    ("object", "<object></object>", "LNK-202"),
    ("track", "<video src=img/a.png><track></video>", "LNK-202"),
    ("source of a sound", "<audio><source></audio>", "LNK-202"),
    ("source of a picture", "<picture><source src=img/a.png><img src=img/a.png alt=''></picture>", "LNK-202"),
    ("picture as a button", "<input type=image>", "LNK-202"),
    ("empty picture as a button", "<input type=image src=''>", "LNK-201"),
    ("refresh without content", "<meta http-equiv=refresh>", "LNK-202"),
    ("refresh with empty content", "<meta http-equiv=refresh content=''>", "LNK-202"),
    ("refresh without seconds", "<meta http-equiv=refresh content='url=index.html'>", "LNK-202"),
    ("refresh to nowhere", "<meta http-equiv=refresh content='0; url='>", "LNK-201"),
    ("empty poster", "<video src=img/a.png poster=''></video>", "LNK-201"),
    ("empty frame", "<iframe src=''></iframe>", "LNK-201"),
    ("base that is no address", "<base href='https://'><a href='index.html'>x</a>", "LNK-223"),
]


@pytest.mark.parametrize(("html", "rule"), [row[1:] for row in MISSING], ids=[row[0] for row in MISSING])
def test_an_element_without_the_address_that_it_needs(tmp_path, html, rule):
    assert [found for found, _ in rules(tree(tmp_path, {**AROUND, "try.html": html}))] == [rule]


IDLE = [
    '<meta http-equiv="refresh" content="30">',
    '<form action=""><button formaction="">x</button></form>',
    '<iframe src="about:blank"></iframe>',
    '<iframe srcdoc=""></iframe>',
    "<iframe srcdoc=\"<a href='#b'>x</a>\"></iframe>",
    '<td background="">x</td>',
    '<img src="img/a.png" srcset="" alt="">',
    '<img src="img/a.png" longdesc="" alt="">',
    '<link rel="icon" href="data:image/png;base64,AAAA">',
    '<video poster="data:image/png;base64,AAAA"></video>',
    '<style>@import "data:text/css,a{}"; .a{fill:url(#a)}</style>',
    "<p style=\"content: 'url(gone.png)'\">x</p>",
    '<map name="m"><area alt="x"></map>',
    '<input src="gone.png"><input type="text" src="gone.png">',
    '<template><a href="gone.html">x</a></template>',
    '<svg><a href="index.html" xlink:href="gone.html"><text>x</text></a></svg>',
    '<base href="data:text/html,x"><a href="index.html">x</a>',
    '<base target="_blank"><a href="index.html">x</a>',
    '<a xlink:href="gone.html" name="no-drawing">x</a>',
]


@pytest.mark.parametrize("html", IDLE)
def test_what_leads_nowhere_by_design_is_left_alone(tmp_path, html):
    assert rules(tree(tmp_path, {**AROUND, "try.html": html})) == []


@pytest.mark.parametrize(
    ("written", "maps", "expected"),
    [
        ("#m", '<map name="m"></map>', []),
        ("#m", '<map id="m" name="q"></map>', []),
        ("#各居委", '<map name="各居委"></map>', []),
        ("try.html#m", '<map name="m"></map>', []),
        ("", '<map name="m"></map>', ["LNK-108"]),
        ("#", '<map name="m"></map>', ["LNK-108"]),
        ("m", '<map name="m"></map>', ["LNK-108"]),
        ("#M", '<map name="m"></map>', ["LNK-108"]),
        ("#m", "", ["LNK-108"]),
        ("index.html#top-of-page", "", ["LNK-108"]),
        ("#p", '<p id="p">x</p>', ["LNK-108"]),
    ],
)
def test_a_picture_names_a_map_of_its_page(tmp_path, written, maps, expected):
    html = f'{maps}<img src="img/a.png" usemap="{written}" alt="">'
    assert [rule for rule, _ in rules(tree(tmp_path, {**AROUND, "try.html": html}))] == expected


ENCODED = [
    ("gb18030", '<meta charset="gb2312">'),
    ("gb18030", '<meta http-equiv="Content-Type" content="text/html; charset=GBK">'),
    ("gb18030", "<?xml version='1.0' encoding='gbk'?>"),
    ("gb18030", ""),
    ("big5", "<meta charset=big5>"),
    ("utf-16", ""),
    ("utf-8-sig", '<meta charset="gb2312">'),
    ("utf-8", '<!-- <meta charset="gbk"> -->'),
    ("utf-8", '<meta name="keywords" content="charset=gbk">'),
    ("utf-8", '<meta charset="utf-16">'),
    ("utf-8", '<meta charset="no-such-thing">'),
]


@pytest.mark.parametrize(("encoding", "head"), ENCODED)
def test_a_page_is_read_in_its_own_encoding(tmp_path, encoding, head):
    page = f'{head}<title>目</title><h2 id="目">目</h2><a href="目/">目</a><a href="#目">目</a><a href="無/">無</a>'
    tree(tmp_path, {"目/index.html": "x", "try.html": page.encode(encoding)})
    assert rules(tmp_path) == [("LNK-101", "無/")]


@pytest.mark.parametrize(("encoding", "head"), ENCODED[:5])
def test_titles_and_the_words_around_links_are_read_in_their_encoding(tmp_path, encoding, head):
    page = f"{head}<title>供水</title><p>《市政工程條例》：<a href='b.html'>點擊</a></p>"
    other = f"{head}<title>市政工程條例</title>"
    tree(tmp_path, {"try.html": page.encode(encoding), "c.html": other.encode(encoding)})
    tree(tmp_path, {"b.html": f"{head}<title>二次供水水箱清洗</title>".encode(encoding)})
    assert rules(tmp_path) == [("LNK-311", "b.html")]


def test_every_dead_paragraph_of_a_line_is_told(tmp_path):
    links = "".join(f'<a href="index.html#{part}">{part}</a>' for part in "abc")
    tree(tmp_path, {"index.html": '<p id="c">x</p>', "p.html": links})
    line = Place("docs/a.md", 3)
    lines = written("p.html", "index.html#a", line)
    for part in "bc":
        lines.note(f"index.html#{part}", line)
    found = check_site(tmp_path, "", {"p.html": lines, "index.html": written("index.html", "p.html", line)})
    assert [(item.rule, item.place.line, item.href) for item in found if item.rule == "LNK-102"] == [
        ("LNK-102", 3, "index.html#a"),
        ("LNK-102", 3, "index.html#b"),
    ]


def test_every_element_of_a_line_that_lacks_its_address_is_told(tmp_path):
    tree(tmp_path, {"index.html": "<link rel=icon><meta http-equiv=refresh><link rel=stylesheet>"})
    told = [item.message for item in check_site(tmp_path) if item.rule == "LNK-202"]
    assert told == [
        "这个链接（link）：没有地址属性（href）。",
        "这个链接（meta）：自动跳转没有写清楚几秒后跳到哪里，浏览器不会跳转。",
    ]


def test_one_dead_paragraph_in_the_template_is_told_once(tmp_path):
    tree(tmp_path, {"index.html": "x", **{f"{name}/p.html": '<a href="../index.html#a">x</a>' for name in "ab"}})
    tree(tmp_path, {"p.html": '<a href="index.html#a">x</a>'})
    line = Place("data/agency.yml", 7)
    origins = {f"{name}/p.html": written(f"{name}/p.html", "../index.html#a", line) for name in "ab"}
    found = check_site(tmp_path, "", {**origins, "p.html": written("p.html", "index.html#a", line)})
    assert [item.message for item in found if item.rule == "LNK-102"] == [
        "链接“x”：指向的段落“#a”在目标页面里不存在（3 个页面都有）。"
    ]


def test_deep_and_hostile_places_end(tmp_path: Path):
    nested = '<a href="gone.html">x</a>'
    for _ in range(6):
        nested = f'<template shadowrootmode="open">{nested}</template>'
    sets = "a" * 200_000 + " (" * 1000
    pages = {"a.html": nested, "b.html": f'<img srcset="{sets}" alt="">', "c.html": "<template>" * 50_000}
    refresh = f'<meta http-equiv="refresh" content="{"1." * 100_000}x">'
    assert isinstance(check_site(tree(tmp_path, {**pages, "d.html": refresh})), list)
