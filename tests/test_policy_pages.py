"""The page of a policy and of what rests on it: clauses, comparison, clean-up, and the same word everywhere."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from docx import Document as WordFile
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.catalogue import ALL_RULES
from disclosure.exports.filling import document_row
from disclosure.exports.policies import policy_word
from disclosure.law.book import law_book
from disclosure.life import dependants
from disclosure.loading import read_register
from disclosure.pages import addresses
from disclosure.pages.hrefs import Links
from disclosure.pages.site import Site
from disclosure.publication import Publication, publication
from disclosure.reading.differing import pieces
from disclosure.reading.drawing import drawn
from disclosure.records.documents import Document
from disclosure.register import Register
from disclosure.screening.fidelity import compared
from disclosure.search.entries import entries
from repository import write

TODAY = date(2025, 6, 18)
OLD, NEW = "doc-2023-001", "doc-2024-008"
DEPENDANTS = "依据本文件的1条政策留言、1篇政策解读，都在正文前面写明了这一点。"  # of NEW, without blanks
OLD_FILE, NEW_FILE = "docs/policies/2023/doc-2023-001.md", "docs/policies/2024/doc-2024-008.md"
READING_FILE = "docs/interpretations/2024/doc-2024-009.md"
COMPARISON = """\
comparison:
  with: doc-2023-001
  changes:
    - clause: art-1
      from: 社区花园可以由居民自愿认领
      to: 居民可以认领社区花园
      cause: wording
    - clause: art-2
      to: 认领人负责日常养护
      cause: review
      note: 专家论证会上提出
"""


def built(root: Path) -> Publication:
    register = read_register(root)
    return publication(Site(register, law_book(register), TODAY, ALL_RULES))


def page(made: Publication, address: str) -> LexborHTMLParser:
    return LexborHTMLParser(made.render(address))


def edited(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text("utf-8")
    assert old in text
    write(root, path, text.replace(old, new))


def with_body(root: Path, body: str) -> Publication:
    head = (root / NEW_FILE).read_text("utf-8").split("---\n")[1]
    write(root, NEW_FILE, f"---\n{head}---\n{body}")
    return built(root)


def words(node: LexborNode | None) -> str:
    assert node is not None
    return re.sub(r"\s+", "", node.text())


def test_each_clause_is_a_block_with_its_id_and_its_number_is_a_named_link(small_office: Path) -> None:
    found = page(built(small_office), f"documents/{NEW}.html")
    blocks = {node.attributes["id"]: words(node) for node in found.css(".clause")}
    assert list(blocks) == ["art-1", "art-2"]
    assert blocks["art-1"].startswith("第一条居民可以认领社区花园")
    links = [(a.attributes["href"], a.attributes["aria-label"], words(a)) for a in found.css("a.clause__no")]
    assert links == [("#art-1", "第一条，复制本条链接", "第一条"), ("#art-2", "第二条，复制本条链接", "第二条")]


@pytest.mark.parametrize(
    ("body", "ids"),
    [
        ("## 一、目的\n\n甲。\n\n（一）乙。\n\n1. 丙\n2. 丁\n\n## 附则\n\n戊。\n", ["sec-1", "sec-1-1", "附则"]),
        ("第一条　甲。\n　　（一）乙；\n第二条　丙。\n", ["art-1", "art-2"]),
        ("1. **甲**。乙。\n2. 丙。\n", []),
        ("**第一条** 甲。\n\n| 表 | 头 |\n| --- | --- |\n| 第二条 | 乙 |\n\n第 2 条 丙。\n", ["art-1", "art-2"]),
        ("<div>前言</div>\n\n<b>第一条</b> 甲。\n\n第二条[乙](ref:doc-2024-005)。\n", ["art-1", "art-2"]),
    ],
)
def test_clauses_of_many_writings_stand_in_blocks_of_their_own(office_copy: Path, body: str, ids: list[str]) -> None:
    found = page(with_body(office_copy, body), f"documents/{NEW}.html")
    assert [node.attributes["id"] for node in found.css(".clause")] == ids
    known = [clause.id for clause in read_register(office_copy).records[NEW].body.clauses]  # type: ignore[attr-defined]
    every = [node.attributes["id"] for node in found.css(".body [id]")]
    assert [key for key in every if key in known] == known


def test_points_of_a_list_that_counts_itself_have_ids_and_a_link_at_their_end(office_copy: Path) -> None:
    found = page(with_body(office_copy, "1. **甲**。乙。\n2. 丙，丁。\n"), f"documents/{NEW}.html")
    assert [(node.attributes["id"], words(node)) for node in found.css(".body li[id]")] == [
        ("sec-1", "甲。乙。复制“1.甲”的链接"),
        ("sec-2", "丙，丁。复制“第2项”的链接"),
    ]


LINES = st.sampled_from([
    "**第一条** 甲乙丙。", "第二条　丁。", "第 3 条 戊[己](ref:doc-2024-005)。", "## 一、庚", "（一）辛。",
    "1. 壬", "2. 癸",
    "第四条规定如下。", "> 第五条 引用", "附件1：表", "| 甲 | 乙 |", "第五条之一 子*丑*。", "普通的一段话。",
    "**二、寅**。卯。",
    "- 第六条 辰", "第十一章 巳", "<b>第七条</b> 午", "2、未", "第八条\n申",
])  # fmt: skip


@given(st.lists(LINES, min_size=1, max_size=8))
@settings(max_examples=40, deadline=None)
def test_anchors_change_no_word_of_a_text_and_no_id_comes_twice(small_office: Path, lines: list[str]) -> None:
    register = read_once(small_office)
    site = Site(register, law_book(register), TODAY, ALL_RULES)
    document = register.records[NEW]
    assert isinstance(document, Document)
    body = "\n\n".join(lines) + "\n"
    changed = document.model_copy().with_body(type(document.body)(body, 30))
    html = str(site.renderer.render(changed, Links(f"documents/{NEW}.html", document.place())))
    found = LexborHTMLParser(html)
    ids = [node.attributes["id"] for node in found.css("[id]")]
    assert len(ids) == len(set(ids))
    without = drawn(body)
    assert without is not None
    told = [item.message for item in compared(NEW_FILE, changed.body, html)]
    assert told == [item.message for item in compared(NEW_FILE, changed.body, without)]


@cache
def read_once(root: Path) -> Register:
    return read_register(root)


def test_a_comparison_is_told_in_words_drawn_and_given_as_a_table(office_copy: Path) -> None:
    edited(office_copy, NEW_FILE, "theme: community\n", f"{COMPARISON}theme: community\n")
    made = built(office_copy)
    found = page(made, f"documents/{NEW}.html")
    rows = [[words(cell) for cell in row.css("th, td")] for row in found.css("#comparison ~ .table tbody tr")]
    assert rows == [
        ["第一条", "［增］居民可以认领社区花园［删］可以由居民自愿认领", "只改表述，意思不变"],
        ["第二条", "［增］认领人负责日常养护", "审查时修改。专家论证会上提出"],
    ]
    whole = page(made, f"comparisons/{NEW}.html")
    assert "".join(words(node) for node in whole.css(".compared p")).count("［增］") >= 1
    table = csv.reader(io.StringIO(dict_of(made)[f"data/comparisons/{NEW}.csv"].decode("utf-8-sig")))
    assert [row[3:9] for row in table][1:] == [
        ["art-1", "第一条", "社区花园可以由居民自愿认领", "居民可以认领社区花园", "只改表述，意思不变", ""],
        ["art-2", "第二条", "", "认领人负责日常养护", "审查时修改", "专家论证会上提出"],
    ]


def dict_of(made: Publication) -> dict[str, bytes]:
    return {asset.address: asset.data for asset in made.assets if asset.address.startswith("data/comparisons/")}


@given(st.text(alphabet="甲乙丙丁，。12", max_size=30), st.text(alphabet="甲乙丙丁，。12", max_size=30))
def test_what_is_drawn_of_a_change_is_both_texts(before: str, after: str) -> None:
    found = pieces(before, after)
    assert "".join(piece.text for piece in found if piece.sort != "in") == before
    assert "".join(piece.text for piece in found if piece.sort != "out") == after


def test_the_same_sentence_stands_before_the_text_of_every_dependant(office_copy: Path) -> None:
    edited(
        office_copy,
        NEW_FILE,
        "validity: valid\n",
        "validity: repealed\nvalidity_since: 2025-05-01\nvalidity_cause: done\n",
    )
    made = built(office_copy)
    register = read_register(office_copy)
    policy = register.records[NEW]
    assert isinstance(policy, Document)
    resting = {addresses.address(record) for record in dependants(policy, register) if addresses.has_page(record)}
    sentence = f"《{policy.title}》已于2025年5月1日废止，原因：规定的任务已经完成。没有替代文件。"
    told = set()
    for address in made.pages:
        if address.startswith(("documents/", "questions/")) and address != f"documents/{NEW}.html":
            html = made.render(address).partition("<main")[2]
            if sentence in re.sub(r"\s+|<[^>]*>", "", html):
                told.add(address)
                assert html.index('role="note"') < html.index("<details")
                assert "只供查考" in html
    assert resting
    assert told == resting
    assert words(page(made, f"documents/{NEW}.html").css(".alert p")[-1]) == DEPENDANTS
    assert sum(map(int, re.findall(r"\d+", DEPENDANTS))) == len(resting)


def test_search_feeds_and_tables_say_the_same_of_every_dependant(office_copy: Path) -> None:
    ended = "validity: repealed\nvalidity_since: 2025-05-01\nvalidity_cause: done\n"
    edited(office_copy, NEW_FILE, "validity: valid\n", ended)
    made = built(office_copy)
    register = made.site.register
    policy = register.records[NEW]
    assert isinstance(policy, Document)
    sentence = f"《{policy.title}》已于2025年5月1日废止，原因：规定的任务已经完成。没有替代文件。"
    resting = {record for record in register.records if register.records[record] in dependants(policy, register)}
    papers = {key for key in resting if register.get(key, Document) is not None}
    found = {entry.address: entry.told for entry in entries(made.site)}
    assert {address for address, told in found.items() if told == sentence} == {
        addresses.address(register.records[key]) for key in (*resting, NEW) if addresses.has_page(register.records[key])
    }
    assets = {
        asset.address: asset.data.decode("utf-8-sig") for asset in made.named if asset.address.startswith("feeds/")
    }
    assert assets["feeds/interpretations.xml"].count(sentence) == len(papers)
    own = assets[f"feeds/policies/{NEW}.xml"]
    assert own.count("<entry>") == own.count(sentence) == len(papers) + 1
    assert "<updated>2025-05-01T00:00:00+08:00</updated>" in own
    rows = {
        row.id for row in (document_row(document, made.site) for document in register.documents) if row.basis_changed
    }
    assert rows == papers


def test_a_policy_can_be_taken_along_as_json_and_as_a_word_file(office_copy: Path) -> None:
    edited(office_copy, NEW_FILE, "theme: community\n", "clause_hints:\n  art-2: 谁来养护\ntheme: community\n")
    made = built(office_copy)
    files = {asset.address: asset.data for asset in made.named if asset.address.startswith("data/documents/")}
    told = json.loads(files[f"data/documents/{NEW}.json"])["policy"]
    assert [(item["id"], item["name"], item.get("hint")) for item in told["clauses"]] == [
        ("art-1", "第一条", None),
        ("art-2", "第二条", "谁来养护"),
    ]
    assert told["clauses"][0]["text"] == "居民可以认领社区花园，认领期为两年，期满可以续期一次。"
    word = WordFile(io.BytesIO(files[f"data/documents/{NEW}.docx"]))
    lines = [paragraph.text for paragraph in word.paragraphs]
    assert lines[0] == told["title"] and "第二条 认领人负责日常养护。" in lines


TABLE = """\
**第一条** 补贴按下表。

| 楼层 | 金额 |
| --- | ---: |
| 四层、五层 | 2 万元 |
| 六层 | 3 万元\\|封顶 |

1. 先申请
2. 后拨付

<table><tr><th rowspan="2">事项</th><th colspan="2">时间</th></tr>
<tr><th>起</th><th>止</th></tr>
<tr><td>申请</td><td>1 月</td></tr></table>

**第二条** 由办事处解释。
"""


def test_a_table_stays_a_table_in_the_word_file(office_copy: Path) -> None:
    document = with_body(office_copy, TABLE).site.register.get(NEW, Document)
    assert document is not None
    word = WordFile(io.BytesIO(policy_word(document, built(office_copy).site)))
    first, second = ([[cell.text for cell in row.cells] for row in table.rows] for table in word.tables)
    assert first == [["楼层", "金额"], ["四层、五层", "2 万元"], ["六层", "3 万元|封顶"]]
    assert second == [["事项", "时间", "时间"], ["事项", "起", "止"], ["申请", "1 月", ""]]
    lines = [paragraph.text for paragraph in word.paragraphs if paragraph.text]
    assert lines[-4:] == ["第一条 补贴按下表。", "1. 先申请", "2. 后拨付", "第二条 由办事处解释。"]


def test_clauses_lead_to_what_explains_them_was_asked_of_them_and_changed_them(office_copy: Path) -> None:
    """The interpretation and the questions name the clause, the comparison the opinions; nothing is typed twice."""
    edited(office_copy, READING_FILE, f"interprets: {NEW}\n", f"interprets: {NEW}\nexplains: [art-1]\n")
    decision = "data/decisions/2024/dec-2024-01.yml"
    named = "    - id: renewal\n      summary: 写明怎样续期\n"
    edited(office_copy, decision, "    - summary: 写明认领期满怎样续期\n", named)
    caused = COMPARISON.replace("cause: wording", "cause: renewal")
    edited(office_copy, NEW_FILE, "theme: community\n", f"{caused}theme: community\n")
    ask(office_copy, "q-2025-001", f"cites: ['{NEW} 第一条']")
    ask(office_copy, "q-2025-002", f"cites: ['{NEW} 第二条']")
    ask(office_copy, "q-2025-003", f"cites: ['{NEW} 第二条', '{NEW} art-2']")
    ask(office_copy, "q-2025-004", f"private: true\ncites: ['{NEW} 第一条']")
    found = page(built(office_copy), f"documents/{NEW}.html")
    assert tied(found) == {
        "art-1": [
            ("解读：文字", "../documents/doc-2024-009.html"),
            ("留言：q-2025-001 的问题能不能办？", "../questions/q-2025-001.html"),
            ("据 3 条意见修改", "#change-1"),
        ],
        "art-2": [("留言 2 条", "#board")],
    }


def tied(found: LexborHTMLParser) -> dict[str, list[tuple[str, str]]]:
    return {
        str(block.attributes["id"]): [(link.text(), str(link.attributes["href"])) for link in links]
        for block in found.css(".body .clause")
        if (links := block.css(".clause__ties a"))
    }


def ask(root: Path, key: str, more: str) -> None:
    text = f"""\
id: {key}
policy: {NEW}
received: 2025-06-09
channel: online
unit: community-office
question: {key} 的问题能不能办？
answered: 2025-06-10
answer: 可以，凭 {key} 号单领取。
{more}
"""
    write(root, f"data/questions/2025/{key}.yml", text)


def test_an_amended_policy_marks_its_clauses_and_leaves_dependants_unfolded(office_copy: Path) -> None:
    more = "validity: amended\nvalidity_since: 2025-01-01\namended_clauses: [art-2]\nvalidity_reason: 改了养护的时间\n"
    edited(office_copy, NEW_FILE, "validity: valid\n", more)
    made = built(office_copy)
    found = page(made, f"documents/{NEW}.html")
    assert [words(line) for line in found.css(".alert p")] == [
        "已修改本文件第二条自2025年1月1日起已经修改，其余有效。",
        DEPENDANTS,
    ]
    assert [node.attributes["id"] for node in found.css(".clause") if node.css_first(".clause__amended")] == ["art-2"]
    dependant = page(made, "documents/doc-2024-009.html")
    assert "第二条自2025年1月1日起已经修改" in words(dependant.css_first(".alert"))
    assert dependant.css_first("details.old") is None


def test_lists_say_it_too(office_copy: Path) -> None:
    edited(
        office_copy,
        NEW_FILE,
        "validity: valid\n",
        "validity: repealed\nvalidity_since: 2025-05-01\nvalidity_cause: done\n",
    )
    made = built(office_copy)
    rows = page(made, "columns/interpretations.html").css(".row")
    [row] = [words(row) for row in rows if "doc-2024-009" in (row.html or "")]
    assert "依据已变" in row and "已于2025年5月1日废止，原因：规定的任务已经完成。没有替代文件。" in row


def test_a_cleanup_has_a_page_and_stands_on_the_policys(office_copy: Path) -> None:
    record = (
        "id: cleanup-2024\nyear: 2024\ntitle: 2024年政策文件清理结果\nas_of: 2024-11-30\npublished: 2024-12-20\n"
        f"unit: general-office\nresults:\n  - policy: {NEW}\n    outcome: kept\n    note: 2029年到期\n"
    )
    write(office_copy, "data/cleanups/2024.yml", record)
    made = built(office_copy)
    rows = [words(row) for row in page(made, "cleanups/cleanup-2024.html").css("tbody tr")]
    assert len(rows) == 1 and rows[0].endswith("继续有效2029年到期有效")
    assert "2024年清理：继续有效（2024-12-20公布），2029年到期。" in words(
        page(made, f"documents/{NEW}.html").css_first("main")
    )


def test_what_is_over_takes_no_questions_and_marks_its_interpretations(office_copy: Path) -> None:
    ended = "validity: repealed\nvalidity_since: 2025-05-01\nvalidity_cause: done\n"
    board = page(built(office_copy), f"documents/{NEW}.html").css_first("section.board")
    assert "怎样提问" in words(board)
    edited(office_copy, NEW_FILE, "validity: valid\n", ended)
    over = page(built(office_copy), f"documents/{NEW}.html")
    board = over.css_first("section.board")
    assert [words(node) for node in board.css("section > p")][0] == "本文件已废止，不再就它收集新的提问。没有替代文件。"
    assert "怎样提问" not in words(board)
    assert [words(node) for node in over.css(".forms .tag")] == ["依据已变"]
