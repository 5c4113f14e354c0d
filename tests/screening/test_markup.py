"""Raw HTML: one list for the check and for the pages, slips told at their column, nothing else touched."""

from __future__ import annotations

from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from disclosure import publish
from disclosure.findings import Place
from disclosure.loading import read_register
from disclosure.order import Order
from disclosure.pages.hrefs import Links
from disclosure.pages.markdown import MarkdownRenderer
from disclosure.reading.front_matter import Body
from disclosure.register import Register
from disclosure.screening import allowed
from disclosure.screening.markup import hits
from disclosure.screening.rendered import slips
from disclosure.screening.written import Known, Written

HEAD = "---\ntitle: 甲\n---\n"
FIRST_LINE = HEAD.count("\n")


def found(body: str) -> list[tuple[str, int, int]]:
    """The rule, line and column of everything found in a body, its first line being 1."""
    written = Written("docs/a.md", HEAD + body)
    places = [(hit.rule.id, hit.within(written).place) for hit in hits(written, Known())]
    return [(rule, place.line - FIRST_LINE, place.column) for rule, place in places]


@pytest.fixture(scope="module")
def register(small_office: Path) -> Register:
    return read_register(small_office)


def published(register: Register, text: str) -> str:
    document = register.documents[0].model_copy().with_body(Body(text, 1))
    return str(MarkdownRenderer(register).render(document, Links("documents/a.html", Place("docs/a.md"))))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("请<b>绕<i onclick=x>行</i></b>", [("MKP-002", 1, 9)]),
        ("甲\n\n| 乙 |\n| --- |\n| <b\nonclick=x>丙</b> |", []),
        ("甲\n\n| 乙 |\n| --- |\n| <b onclick=x>丙</b> |", [("MKP-002", 5, 6)]),
        ("[甲](javascript:1) [乙](ref:a) [丙](vbscript:1)", [("MKP-003", 1, 5), ("MKP-003", 1, 34)]),
        ("`<script>` <script>1</script>", [("MKP-001", 1, 12)]),
        ('<p style="color:red">甲</p>', [("MKP-005", 1, 4)]),
        ('<p title="甲">乙</p>', []),
        ("<p style='x' class='y' title='z'>甲</p>", [("MKP-005", 1, 4), ("MKP-005", 1, 14)]),
        ("甲[^1]\n\n[^1]: <font>乙</font>", [("MKP-004", 3, 7)]),
        ("> <svg>\n> 甲", [("MKP-001", 1, 3)]),
        ("<!-- 甲 -->\n\n乙 <!-- 丙 -->", [("MKP-007", 1, 1), ("MKP-007", 3, 3)]),
        ("<DIV>\n<TABLE>\n</DIV>\n\n乙", [("MKP-006", 1, 1), ("MKP-006", 2, 1)]),
    ],
)
def test_a_slip_is_told_at_its_column(body: str, expected: list[tuple[str, int, int]]) -> None:
    assert found(body) == expected


@pytest.mark.parametrize("path", ["data/agency.yml", "docs/a.txt"])
def test_only_markdown_is_looked_at(path: str) -> None:
    assert list(hits(Written(path, "a: <script>1</script>"), Known())) == []


def test_the_lists_do_not_contradict_each_other() -> None:
    assert allowed.RUNNING & set(allowed.ALLOWED) == set()
    every = {name for names in allowed.ALLOWED.values() for name in names} | allowed.EVERYWHERE
    assert [name for name in every if name.startswith("on") or name in ("style", "srcdoc", "class")] == []


GOOD = """<table>
<caption>甲</caption>
<tr><th scope="col" colspan="2">乙</th></tr>
<tr><td rowspan="2" align="right">丙</td><td>丁<br>戊</td></tr>
</table>

<details>
<summary>己</summary>
<p>庚<sup>2</sup></p>
</details>

<a id="x"></a>辛<u>壬</u> <a href="https://www.gov.cn/?a=1&amp;b=2" target="_blank">癸</a>

<figure><img src="a.png" alt="子" width="20"><figcaption>丑</figcaption></figure>
"""


def test_what_is_allowed_is_published_as_written(register: Register) -> None:
    assert found(GOOD) == []
    shown = LexborHTMLParser(published(register, GOOD))
    kept = [(node.tag, dict(node.attributes)) for node in shown.css("[colspan], [rowspan], [href], [width], [id]")]
    assert kept == [
        ("th", {"colspan": "2", "scope": "col"}),
        ("td", {"align": "right", "rowspan": "2"}),
        ("a", {"id": "x"}),
        ("a", {"href": "https://www.gov.cn/?a=1&b=2", "target": "_blank"}),
        ("img", {"alt": "子", "src": "a.png", "width": "20"}),
    ]


@pytest.mark.parametrize(
    "href",
    ["https:／／www.gov.cn/1", "http://[bad", "http://", "C:\\材料\\1.doc", "htttp://www.gov.cn/", " a.html", "ref:x"],
)
@pytest.mark.parametrize("carrier", ['<a href="{}">甲</a>', "<b>乙</b>[甲](<{}>)"])
def test_a_wrong_address_reaches_the_link_gate_as_written(carrier: str, href: str, register: Register) -> None:
    (link,) = LexborHTMLParser(published(register, carrier.format(href))).css("a")
    assert (link.attributes["href"] or "").strip() == href.strip()


def test_a_text_without_markup_is_not_touched(register: Register, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(allowed, "clean", None)
    text = "甲 a < b、&amp;、<https://www.gov.cn/?a=1&b=2>、<a@district.example>、[乙](https://www.gov.cn/?a=1&b=2;c)\n"
    assert "甲 a &lt; b" in published(register, text)


def test_what_is_cleaned_has_no_slip_left(register: Register) -> None:
    text = "<p style='x' onclick=y>甲<script>1</script><font>乙</font>\n\n[丙](javascript:1)</div></main><details>"
    assert slips(published(register, text)) == []


def test_a_slip_that_cannot_be_marked_is_told_near_it() -> None:
    assert found("甲\n\n乙</div>") == [("MKP-006", 3, 2)]
    assert found('甲\n\n<table>\n<tr><td title="乙>丙</td></tr>\n</table>') == [("MKP-006", 4, 5)]


def nested(levels: int) -> str:
    return "\n".join(f"{'    ' * level}- 甲" for level in range(levels))


@pytest.mark.parametrize(
    ("body", "line"),
    [
        (f"甲\n\n{nested(300)}", 23),
        (nested(21), 21),
        ("- " * 25 + "甲", 1),
        ("> " * 25 + "甲", 1),
        ("_" * 3000 + "甲" + "_" * 3000, 1),
        ("\n".join(f"{'  ' * level}- 甲" for level in range(24)), 22),
        (f"<p>甲</p>\n\n{nested(300)}", 23),
    ],
)
def test_what_is_nested_too_deep_is_told_and_nothing_else(body: str, line: int) -> None:
    assert [(rule, at) for rule, at, _ in found(body)] == [("MKP-010", line)]


@pytest.mark.parametrize("deep", ["> " * 300 + "- 甲", "> " * 20 + nested(300), "- " * 2000 + "甲", nested(300)])
def test_a_text_that_ends_the_parser_leaves_nothing_of_it_in_the_next(deep: str, register: Register) -> None:
    renderer, harmful = MarkdownRenderer(register), "甲\n\n<script>1</script>\n\n- 乙"
    assert [rule for rule, _, _ in found(f"<b>\n\n{deep}")] == ["MKP-010"]
    assert found(harmful) == [("MKP-001", 3, 1)]
    document, links = register.documents[0].model_copy(), Links("documents/a.html", Place("docs/a.md"))
    before = str(renderer.render(document.with_body(Body(harmful, 1)), links))
    renderer.render(document.with_body(Body(deep, 1)), links)
    assert str(renderer.render(document.with_body(Body(harmful, 1)), links)) == before


@pytest.mark.parametrize(
    "body",
    [
        nested(20),
        "- " * 40,
        "_" * 60 + "年",
        f"甲\n\n{' ' * 120}- 乙",
        f"```\n{' ' * 120}- 乙\n```",
        f"~~~\n{nested(30)}\n~~~",
        "*" * 60,
    ],
)
def test_what_only_looks_deep_is_no_fault(body: str) -> None:
    assert found(body) == []


def test_a_text_that_is_nested_too_deep_ends_no_build_in_a_crash(office_copy: Path) -> None:
    file = office_copy / "docs/notices/2025/doc-2025-003.md"
    text = file.read_text("utf-8")
    file.unlink()
    file.write_text(f"{text}\n{nested(300)}\n", "utf-8")
    report = publish.build(office_copy, Order(out=office_copy / "site"))
    told = [(item.rule, item.place.path) for item in report.findings]
    assert told == [("MKP-010", "docs/notices/2025/doc-2025-003.md")]


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        ("内容<o:p></o:p>", "MKP-004", "是从 Word 带来的标记"),
        ("<fnt>内容</fnt>", "MKP-004", "不能用标记"),
        (r"![图](C:\Users\某某\图.png)", "MKP-008", "某台电脑上的位置"),
        ("![图](https://x.example/图.png)", "MKP-008", "完整网址"),
    ],
)
def test_what_comes_from_a_computer_or_from_word_is_told_as_that(text: str, rule: str, said: str) -> None:
    (hit,) = hits(Written("docs/a.md", f"{HEAD}{text}\n"), Known())
    assert hit.rule.id == rule and said in hit.message
