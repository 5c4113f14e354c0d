"""Masthead and footer are read once; whatever stands around them or in them, a page says the same as read in full."""

from __future__ import annotations

from itertools import product

import pytest

from disclosure.links import inventory
from disclosure.links.inventory import read_links

PLAIN = '<header><a href="a.html" id="top">甲</a><form action="s.html"><input name="q"></form></header>'
FOOT = '<footer><p><a href="f.html" id="foot">页脚</a></p></footer>'
PARTS = (
    PLAIN, '<header><a href="a.html">甲</header>', '<header><b><a href="a.html">甲</a></header>',
    '<header><form action="x"></header>', "<header><header></header>", '<header><div><a href="b.html">乙</a></header>',
    '<header><svg><a xlink:href="c.html"></a></svg></header>', '<header><p hidden><a href="d.html">丁</a></p></header>',
    '<header style="background:url(e.png)"><a href="f.html">戊</a></header>',
    '<header><map name="m"><area href="g.html"></map></header>', '<header><button><a href="h.html">庚</a></header>',
)  # fmt: skip
BEFORE = (
    "", "<div>", "<div hidden>", "<b>", "<p><b></p>", '<p><a href="k.html"></p>', "<div><form></div>", "<table><tr>",
    "<select>", "<!-- ", "<svg>", "<template>", "<textarea>", '<div style="display:none">', "</body>", "<iframe>",
)  # fmt: skip
BEHIND = ("", '</div></b><a href="z.html">末</a>', '--></textarea></svg><a href="z.html">末</a>', FOOT)


def in_full(monkeypatch: pytest.MonkeyPatch, html: bytes) -> inventory.PageLinks:
    with monkeypatch.context() as patch:
        patch.setattr(inventory._PARTS, "taken_out", lambda page: (page, []))
        return read_links(html)


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_was_met_before_is_read_as_it_stands_on_the_page(part, monkeypatch):
    for before, behind in product(BEFORE, BEHIND):
        html = f"<!doctype html><title>页</title><body>{before}{part}<p>正文</p>{behind}".encode()
        expected = in_full(monkeypatch, html)
        assert [read_links(html) for _ in range(3)] == [expected] * 3


def test_what_was_met_twice_is_taken_out_of_the_third_page():
    page = f"<!doctype html><body>{PLAIN}<p>{{}}</p>{FOOT}"
    for number in range(3):
        read_links(page.format(number).encode())

    rest, parts = inventory._PARTS.taken_out(page.format("别的").encode())

    assert b"a.html" not in rest and b"f.html" not in rest and "别的".encode() in rest
    assert [link.href for part in parts for link in part.links] == ["a.html", "s.html", "f.html"]


def test_a_page_that_bears_the_sign_of_a_mark_itself_is_read_as_it_is():
    html = f'<!doctype html><body>{PLAIN}<header><data data-part-read-before="0"></data>.</header>'.encode()
    assert [[link.href for link in read_links(html).links] for _ in range(3)] == [["a.html", "s.html"]] * 3
