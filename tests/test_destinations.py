"""Where a Markdown text leads: the addresses that are found are those that the converter draws."""

import re
from datetime import date
from html import unescape

from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages import addresses
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.reading.destinations import destinations
from disclosure.reading.dialect import Converter

TODAY = date(2025, 6, 18)
DOCUMENT = "docs/notices/2025/doc-2025-003.md"

# A text → the addresses in it.
LEADING = {
    "见 [](ref:doc-1) 和 [那份](ref:doc-2#第一条)。": ["ref:doc-1", "ref:doc-2#第一条"],
    "![图](平面-(1).png)": ["平面-(1).png"],
    "[表](表(2024(终)).xlsx)": ["表(2024(终)).xlsx"],
    '![图](平面 图.png "标题")': ["平面 图.png"],
    '[表](<表 (1).xlsx> "标题")': ["表 (1).xlsx"],
    r"[表](表\(1.xlsx)": ["表(1.xlsx"],
    "[甲](a'b.png)": ["a'b.png"],
    "[甲 [乙](b.html) 丙](c.html)": ["c.html"],
    "[![图](p.png)](c.html)": ["p.png", "c.html"],
    "![甲 [乙](b.html)](p.png)": ["p.png"],
    "[甲][乙]\n\n[乙]: <b.png> '标题'": ["b.png"],
    "[甲](a.html)[乙](b.html)": ["a.html", "b.html"],
    "<img src='图 (1).png'> <a href=a.html>甲</a>": ["图 (1).png", "a.html"],
    "- 甲\n\n    [](ref:doc-1)": ["ref:doc-1"],
    "!!! note\n\n    [](ref:doc-1)": ["ref:doc-1"],
    "1. [甲](a.html)\n2. `乙\n3. 丙` [丁](b.html)": ["a.html", "b.html"],
    "| [甲](a.html) | `乙` |\n| --- | --- |\n| [丙](b.html) | 丁 |": ["a.html", "b.html"],
    "```\n[](ref:doc-1)": ["ref:doc-1"],  # a fence that is never closed
    "```\n[](ref:doc-1)\n```\n\n[](ref:doc-2)": ["ref:doc-2"],
    "[甲]()": [""],
}
# What looks like an address and is none.
SILENT = (
    "`[](ref:doc-1)`",
    "``[](ref:doc-1) ` ``",
    "~~~ md\n[](ref:doc-1)\n~~~",
    "    [](ref:doc-1)\n    [](ref:doc-2)",
    "甲 `乙\n[](ref:doc-1)` 丙",
    r"\[甲](ref:doc-1)",
    r"[甲\](ref:doc-1)",
    "甲](ref:doc-1)",
    "[甲] (ref:doc-1)",
    "[^1]\n\n[^1]: 说明",
    '`<a href="a.html">`',
)


def test_the_addresses_of_a_text_are_those_that_are_drawn():
    assert {text: [found.address for found in destinations(text)] for text in LEADING} == LEADING
    assert {text: sorted(drawn(text)) for text in LEADING} == {text: sorted(LEADING[text]) for text in LEADING}


def test_what_stands_in_code_or_is_no_link_leads_nowhere():
    assert {text: destinations(text) for text in SILENT} == dict.fromkeys(SILENT, ())
    assert {text: drawn(text) for text in SILENT} == {text: [] for text in SILENT}


PIECES = (
    "甲",
    "。",
    "\n",
    "\n\n",
    "[",
    "]",
    "(b.html)",
    "[乙](c.html)",
    "![丙](d.png)",
    "](",
    "！",
    "- ",
    "1. ",
    "| ",
    ">",
)
ODD = ("`", "\t", "    ", "　　", "（e.html）", "]（", "ref：", "~~~\n", "\\", "<b>", "[丁]: f.html", "*", "#")


@given(st.lists(st.sampled_from(PIECES + ODD), max_size=12))
@settings(max_examples=150, deadline=None)
def test_a_text_is_read_in_the_same_way_whether_or_not_a_tag_stands_below_it(pieces):
    text = "".join(pieces)
    apart = f"{text}\n\n甲\n\n<i>乙</i>"
    assert [found for found in destinations(apart) if found.start < len(text)] == [*destinations(f"{text}\n\n甲\n")]


def test_an_address_knows_where_it_stands():
    text = "甲 `[](x)` [乙](<b c.png>)\n\n[丙]: d.html"
    found = {text[item.start : item.end]: text[: item.start] for item in destinations(text)}
    assert found == {"b c.png": "甲 `[](x)` [乙](<", "d.html": "甲 `[](x)` [乙](<b c.png>)\n\n[丙]: "}


def test_what_a_text_shows_or_leads_to_beside_it_is_published(office_copy):
    beside = office_copy / DOCUMENT.rpartition("/")[0]
    for name in ("doc-2025-003-(1).png", "doc-2025-003 二.png"):
        (beside / name).write_bytes(PICTURE)
    body = "![一](doc-2025-003-(1).png)\n\n[二](doc-2025-003%20二.png#上)"
    page, files = published(office_copy, body)
    pictures = [file.name for file in files.values() if file.suffix == ".png"]
    assert sorted(pictures) == ["doc-2025-003 二.png", "doc-2025-003-(1).png"]
    assert 'src="../files/doc-2025-003/doc-2025-003-%281%29.png"' in page
    assert 'href="../files/doc-2025-003/doc-2025-003%20%E4%BA%8C.png#上"' in page


def test_a_reference_in_code_is_none(office_copy):
    add(office_copy, "写法：`[](ref:doc-1999-001)`，以及\n\n```\n[](ref:doc-1999-002)\n```\n\n[](ref:doc-1999-003)")
    found = check(read_register(office_copy), TODAY, rules=ALL_RULES)
    line = len((office_copy / DOCUMENT).read_text("utf-8").split("\n")) - 1
    assert [(item.rule, item.place.line, item.place.column) for item in found] == [("REF-001", line, 8)]
    assert "doc-1999-003" in found[0].message


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
    "0000000a49444154789c6360000000020001e221bc330000000049454e44ae426082"
)


def published(root, body):
    add(root, body)
    register = read_register(root)
    made = publication(Site(register, law_book(register), TODAY, ALL_RULES))
    return made.render(addresses.address(register.records["doc-2025-003"])), made.files


def add(root, body):
    file = root / DOCUMENT
    text = file.read_text("utf-8")
    file.unlink()
    file.write_text(f"{text}\n\n{body}\n", "utf-8")


def drawn(text):
    html = re.sub(r"<code[^>]*>.*?</code>", "", Converter().html(text), flags=re.DOTALL)
    tags = re.findall(r"""<(?:a|img)\b[^>]*?(?:href|src)=(?:"([^"]*)"|'([^']*)'|([^\s>"']+))""", html)
    return [unescape("".join(parts)) for parts in tags if not "".join(parts).startswith("#fn")]
