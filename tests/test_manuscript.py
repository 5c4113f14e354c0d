"""What office people type or paste, and what readers see: the paragraphs, lists, tables and links that were meant."""

from __future__ import annotations

import resource
import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure.reading import manuscript
from disclosure.reading.destinations import destinations
from disclosure.reading.dialect import Converter
from disclosure.reading.manuscript import as_markdown
from disclosure.reading.manuscript.regular import regular
from disclosure.reading.manuscript.signs import mended

BLOCKS = "p, h1, h2, h3, h4, h5, h6, li, td, th, dt, dd, pre"
CONVERTER = Converter()


def shown(text: str) -> list[str]:
    """The blocks of a page, each with its kind if it is no paragraph."""
    tree = LexborHTMLParser(CONVERTER.html(text))
    found = [(kind_of(node), " ".join(own_text(node).split())) for node in tree.css(BLOCKS)]
    return [words if tag == "p" else f"{tag} {words}" for tag, words in found if words or tag != "li"]


def kind_of(node: LexborNode) -> str:
    """The element that a block is, or the item whose paragraph it is."""
    return "li" if node.parent is not None and node.parent.tag == "li" else str(node.tag)


def own_text(node: LexborNode) -> str:
    """What stands in a block and not in another within it."""
    return "".join(
        child.text() if child.tag == "-text" else own_text(child)
        for child in node.iter(include_text=True)
        if child.tag not in ("ul", "ol", "p", "table", "dl", "pre", "blockquote", "div")
    )


LONG = "检查人员逐户查看楼道和配电间" * 5  # as long as nobody makes a line who breaks it by hand
PARAGRAPHS = {
    "　　各村居：\n　　现将有关事项通知如下。": ["各村居：", "现将有关事项通知如下。"],
    "  请按时到场。\n  逾期不候。": ["请按时到场。", "逾期不候。"],
    "一、时间\n（一）上午。\n　　九时开始。\n(二) 下午。": ["一、时间", "（一）上午。", "九时开始。", "(二) 下午。"],
    "1、带证件\n2、带表格\n1．甲\n（1）乙\n①丙": ["1、带证件", "2、带表格", "1．甲", "（1）乙", "①丙"],
    "第一章 总则\n第一条 为了方便居民。\n第二条为了安全。": [
        "第一章 总则",
        "第一条 为了方便居民。",
        "第二条为了安全。",
    ],
    "甲说：“可以。”\n　　乙说（不行。）\n  丙。": ["甲说：“可以。”", "乙说（不行。）", "丙。"],
    "　　\n甲。\n　　\n乙。\n\u00a0\u00a0丙": ["甲。", "乙。", "丙"],
    "一、\t甲\n二、\t乙": ["一、 甲", "二、 乙"],
    "• 甲\n• 乙": ["• 甲", "• 乙"],
    "各单位要按照方案的要求，结合本单位的实际情况，认真组织好这次检查，并在检查以\n后十日内把结果报送办公室。": [
        "各单位要按照方案的要求，结合本单位的实际情况，认真组织好这次检查，并在检查以 后十日内把结果报送办公室。"
    ],
    "甲。\n\u200b\n乙。": ["甲。", "乙。"],
    "甲、\n一、乙": ["甲、 一、乙"],
    "约\n1.5公里": ["约 1.5公里"],
    "甲  \n乙": ["甲 乙"],
    "    各村居：\n    请到场。": ["各村居：", "请到场。"],
    "\t请到场。": ["请到场。"],
    "                2025年6月3日": ["2025年6月3日"],
    "                2025.6.3": ["2025.6.3"],
    "\t\t\t街道办事处\n\t\t\t2025年6月3日": ["街道办事处", "2025年6月3日"],
    "一．甲\nA. 乙\n-丙\n\uf0b7丁": ["一．甲", "A. 乙", "-丙", "\uf0b7丁"],
    "2025. 6. 3起施行": ["2025. 6. 3起施行"],
    "    ls -l": ["pre ls -l"],
    "    <b>甲</b>": ["pre <b>甲</b>"],
    "[TOC]\n甲": ["甲"],
    "街道办事处\n2025年6月3日": ["街道办事处", "2025年6月3日"],
    "街道办事处\n二○二五年六月三日": ["街道办事处", "二○二五年六月三日"],
    "会议定于\n2025年6月3日召开": ["会议定于 2025年6月3日召开"],
    "受理方式：\n地址：某路1号\n电话: 000": ["受理方式：", "地址：某路1号", "电话: 000"],
    "请注意\n电话：000": ["请注意 电话：000"],
    f"本周检查\n{LONG}。\n检查结束后请清场。\n某某社区": ["本周检查", f"{LONG}。", "检查结束后请清场。", "某某社区"],
    f"{LONG}，\n请配合。": [f"{LONG}， 请配合。"],
    f"{LONG[:60]}。\n请配合。": [f"{LONG[:60]}。 请配合。"],
    f"{LONG}。\n\n请到场。\n请带证件。": [f"{LONG}。", "请到场。 请带证件。"],
    f"> {LONG}。\n> 请配合。": [f"{LONG}。", "请配合。"],
    f"{LONG}。<br>\n请配合。": [f"{LONG}。 请配合。"],
    "上半\n————————\n下半": ["上半", "————————", "下半"],
    "甲乙\n……\n丙丁\n＊＊＊＊": ["甲乙", "……", "丙丁", "＊＊＊＊"],
    ">18周岁可以报名。": [">18周岁可以报名。"],
    "合格线：\n>=60分": ["合格线： >=60分"],
    "- 甲\n- >5.5%": ["li 甲", "li >5.5%"],
    ">18户参加\n>共二日": ["18户参加 共二日"],
    ">2023年的话": ["2023年的话"],
}
LISTS = {
    "请带：\n- 表格\n- 照片": ["请带：", "li 表格", "li 照片"],
    "请带：\n1. 表格\n2. 照片": ["请带：", "li 表格", "li 照片"],
    "- 表格\n- 照片\n请准时。": ["li 表格", "li 照片", "请准时。"],
    "- 表格\n  - 原件\n    - 盖章\n  - 复印件\n- 照片": ["li 表格", "li 原件", "li 盖章", "li 复印件", "li 照片"],
    "- 表格\n\n　　请准时。": ["li 表格", "请准时。"],
    "1. 甲\n3. 乙": ["1. 甲", "3. 乙"],
    "1. 甲\n2. 乙\n\n1. 丙": ["1. 甲", "2. 乙", "1. 丙"],
    "2. 甲\n2. 乙": ["2. 甲", "2. 乙"],
    "1. 甲\n1. 乙": ["li 甲", "li 乙"],
    "01. 甲\n02. 乙": ["01. 甲", "02. 乙"],
    "-　表格": ["li 表格"],
    "共计，\n1. 甲": ["共计， 1. 甲"],
    "!!! note\n    请看：\n    - 甲\n    乙": ["说明", "请看：", "li 甲", "乙"],
    "甲[^1]\n\n[^1]: 乙。\n　　丙。": ["甲1", "丙。", "li 乙。 ↩"],
    "> 请看：\n> - 甲": ["请看：", "li 甲"],
}
TABLES = {
    "费用：\n| 项 | 元 |\n| -- | -- |\n| 停车 | 5 |\n以上。": ["费用：", "th 项", "th 元", "td 停车", "td 5", "以上。"],
    "| 项 | 元 |\n| 停车 | 5 |": ["th 项", "th 元", "td 停车", "td 5"],
    "｜项｜元｜\n｜停车｜5｜": ["th 项", "th 元", "td 停车", "td 5"],
    "| 项 | 元 |\n|——|——|\n| 停车 | 5 |": ["th 项", "th 元", "td 停车", "td 5"],
    "| 项 | 元 |\n| --- |\n| 停车 | 5 |": ["th 项", "th 元", "td 停车", "td 5"],
    "| 项 | 元 |\n| - | -: |\n| 停车 | 5 |\n\n| 洗车 | 9 |": ["th 项", "th 元", "td 停车", "td 5", "td 洗车", "td 9"],
    "| 项 | 元 |\n\n| -- | -- |\n| 停车 | 5 |\n\n| 洗 | 9 |": ["th 项", "th 元", "td 停车", "td 5", "td 洗", "td 9"],
    "| 项 | 元 |\n| - | - |\n| 停车 | 5 |\n\n| 时 | 分 |\n\n| - | - |\n| 8 | 30 |": [
        "th 项", "th 元", "td 停车", "td 5", "th 时", "th 分", "td 8", "td 30",
    ],
    "项\t元\t注\n停车\t5\t\n洗车\t9\t周末": [
        "th 项", "th 元", "th 注", "td 停车", "td 5", "td ", "td 洗车", "td 9", "td 周末",
    ],
    "\t甲\t乙\n丙\t1\t2": ["th ", "th 甲", "th 乙", "td 丙", "td 1", "td 2"],
    '项\t元\t注\n停车\t"日5\n\n夜3"\t"限""小""车\n共10辆"\n洗车\t9\t周末': [
        "th 项", "th 元", "th 注", "td 停车", "td 日5夜3", 'td 限"小"车共10辆', "td 洗车", "td 9", "td 周末",
    ],
    '"项\n目"\t"金额\n（元）"\n停车\t5': ["th 项目", "th 金额（元）", "td 停车", "td 5"],
    '甲\t乙\n"丙\t1\n丁\t2': ["th 甲", "th 乙", 'td "丙', "td 1", "td 丁", "td 2"],
    "甲\t乙\n1\t2\t3": ["th 甲", "th 乙", "th ", "td 1", "td 2", "td 3"],
}  # fmt: skip
SIGNS = {
    "＃＃ 时间": ["h2 时间"],
    "# 通知\n\n## 时间": ["h2 通知", "h3 时间"],
    "#1楼的居民": ["#1楼的居民"],
    "请看** 时间 **。": ["请看 时间 。"],
    "王*英、李*强到场": ["王*英、李*强到场"],
    "王**、李**到场": ["王**、李**到场"],
    "仝**、麻**和佟**、芮**到场": ["仝**、麻**和佟**、芮**到场"],
    "高**因故未到，白**到场": ["高**因故未到，白**到场"],
    "138****0000、139****0000": ["138****0000、139****0000"],
    "张*，3人；赵**": ["张*，3人；赵**"],
    "见[表](ref:a)，王*英、李*强": ["见表，王*英、李*强"],
    "见https://a.cn/1*2，王*英、李*强": ["见https://a.cn/1*2，王*英、李*强"],
    "5*3=15，4*2=8": ["5*3=15，4*2=8"],
    "9:00~~11:00，2==2，3~~5": ["9:00~~11:00，2==2，3~~5"],
    "时间\n---\n到场。\n---": ["h2 时间", "到场。"],
}
BOLD = (
    "**一、时间**",
    "请**务必**到场",
    "本周**重点**",
    "**王某**和**李某**",
    "于**3月**向**居民**公示，提高**质量**和水平，按时**办结**",
    "＊＊时间＊＊",
    "共**3**项",
    "持本人证件**。时限：**当日",
    "**注：王*英、李*强**",
)
LINKS = {
    "见[通知]（ref:doc-1）": "ref:doc-1",
    "见［通知］(ref:doc-1)": "ref:doc-1",
    "见［通知］（ref：doc-1）": "ref:doc-1",
    "见[通知](ref：doc-1#甲)": "ref:doc-1#甲",
    "见[表]（doc-1-1.docx）": "doc-1-1.docx",
    "见［表］（附件一.PDF）": "附件一.PDF",
    "见［通知］（doc-1.md）": "doc-1.md",
    "见[网站]（https://www.example.com/）": "https://www.example.com/",
    "　　见[通知](ref:doc-1)": "ref:doc-1",
    "甲\t乙\n[丙](ref:doc-1)\t丁": "ref:doc-1",
    "- 甲\n  - [乙]（ref:doc-1）": "ref:doc-1",
}
PICTURES = ("！[图](a.png)", "![图]（a.png）", "！［图］（a.jpg）")
NO_LINKS = (
    "见[注]（下文）",
    "数据来源[1]（2024.06）",
    "见［1］（GB3096.2008）",
    "[注]（Ver1.02）",
    "见［1］（www.example.com）",
    "`[通知]（ref:doc-1）`",
    "```\n[通知]（ref:doc-1）\n```",
    "[甲]（javascript:1）",
    "![图]（https://a.com/a.png）",
)


@pytest.mark.parametrize(("text", "blocks"), (PARAGRAPHS | LISTS | TABLES | SIGNS).items())
def test_readers_see_what_was_typed(text: str, blocks: list[str]) -> None:
    assert shown(text) == blocks


@pytest.mark.parametrize("text", BOLD)
def test_what_is_meant_bold_is_bold(text: str) -> None:
    assert "<strong>" in CONVERTER.html(text)


@pytest.mark.parametrize(("text", "address"), LINKS.items())
def test_a_link_in_full_width_signs_leads_where_it_was_meant_to(text: str, address: str) -> None:
    drawn = [link.attributes["href"] for link in LexborHTMLParser(CONVERTER.html(text)).css("a")]
    found = destinations(text)
    assert (drawn, [item.address for item in found]) == ([address], [address])
    assert text[found[0].start : found[0].end].replace("：", ":") == address


@pytest.mark.parametrize("text", PICTURES)
def test_a_picture_in_full_width_signs_is_shown(text: str) -> None:
    drawn = [picture.attributes["src"] for picture in LexborHTMLParser(CONVERTER.html(text)).css("img")]
    assert drawn == [item.address for item in destinations(text)] != []


@pytest.mark.parametrize("text", NO_LINKS)
def test_what_is_no_link_stays_as_it_is(text: str) -> None:
    assert (LexborHTMLParser(CONVERTER.html(text)).css("img, [href^=ref]"), destinations(text)) == ([], ())


def test_numbers_of_a_list_that_starts_late_are_those_that_were_typed() -> None:
    assert 'start="3"' in CONVERTER.html("1. 甲\n2. 乙\n\n另外：\n\n3. 丙")


def test_blanks_at_the_ends_of_lines_change_nothing() -> None:
    texts = [*PARAGRAPHS, *LISTS, *SIGNS]
    assert [CONVERTER.html("\n".join(f"{line}  " for line in text.split("\n"))) for text in texts] == [
        CONVERTER.html(text) for text in texts
    ]


def test_a_footnote_that_nobody_refers_to_has_no_way_back() -> None:
    html = CONVERTER.html("甲[^1]。\n\n[^1]: 乙\n[^2]: 丙")
    assert [link.attributes["href"] for link in LexborHTMLParser(html).css("a")] == ["#fn:1", "#fnref:1"]


# Blocks as an office types them, each with what readers see of it; none runs on into the next.
WORDS = st.text("甲乙丙丁戊己庚辛", min_size=1, max_size=12)
TYPED = st.one_of(
    WORDS.map(lambda words: (f"　　{words}。", [f"{words}。"])),
    st.tuples(st.sampled_from(["一、", "（二）", "3、", "第四条　", "①"]), WORDS).map(
        lambda pair: (f"{pair[0]}{pair[1]}。", [f"{pair[0].strip()}{' ' * pair[0].endswith('　')}{pair[1]}。"])
    ),
    st.lists(WORDS, min_size=1, max_size=3).map(
        lambda items: ("\n".join(f"- {item}" for item in items), [f"li {item}" for item in items])
    ),
    st.tuples(WORDS, WORDS, WORDS).map(
        lambda cells: (
            f"{cells[0]}\t{cells[1]}\n{cells[2]}\t{cells[1]}",
            [f"th {cells[0]}", f"th {cells[1]}", f"td {cells[2]}", f"td {cells[1]}"],
        )
    ),
    WORDS.map(lambda words: (f"| {words} | 元 |\n| 丙 | 丁 |", [f"th {words}", "th 元", "td 丙", "td 丁"])),
    WORDS.map(lambda words: (f"＃＃ {words}", [f"h2 {words}"])),
    WORDS.map(lambda words: (f"　　王*英、李**和{words}。", [f"王*英、李**和{words}。"])),
)


Part = tuple[tuple[str, list[str]], str]


def tables(*parts: Part) -> bool:
    """Whether all parts are tables."""
    return all(blocks[0].startswith("th ") for (_, blocks), _ in parts)


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.lists(st.tuples(TYPED, st.sampled_from(["\n", "\n\n", "  \n", "\n　　\n"])), min_size=1, max_size=8))
def test_blocks_typed_one_below_another_are_all_seen(parts: list[Part]) -> None:
    # Rows below rows are one table.
    pieces = [
        part for part, above in zip(parts, [None, *parts[:-1]], strict=True) if not (above and tables(part, above))
    ]
    text = "".join(typed + gap for (typed, _), gap in pieces)
    assert shown(text) == [block for (_, blocks), _ in pieces for block in blocks]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.text("甲。，：一、1.-*#|（）()[]［］：ref\t 　\n>`!", max_size=80))
def test_what_is_read_knows_where_it_was_typed(text: str) -> None:
    read = as_markdown(text)
    typed = mended(text)
    for number, line in enumerate(read.lines):
        for place, sign in enumerate(line.text):
            origin = read.typed_at(read.starts[number] + place)
            if line.row >= 0 and sign in "甲ref:()[]":
                assert sign == typed[origin]


HOSTILE = (
    "* " * 20_000, "**甲" * 20_000, "*甲" * 30_000, "- 甲\n" * 20_000, "　" * 50_000 + "甲", "[甲]（" * 20_000,
    "［" * 50_000,
    "|" * 50_000 + "\n" + "|" * 50_000, "甲\t" * 20_000 + "\n" + "乙\t" * 20_000, "> " * 20_000, "```\n" * 10_000,
    "<div>\n" * 10_000, "\n".join("  " * level + "- 甲" for level in range(700)), "1. 甲\n\n" * 10_000,
    "".join(f"{'`' * number}\n" for number in range(3, 400)), "[^1]: 甲\n" * 10_000, "| 甲 | 乙 |\n\n" * 10_000,
    "＃" * 50_000,
)  # fmt: skip


def test_no_text_takes_long() -> None:
    program = (
        "import sys\nfrom disclosure.reading.manuscript import as_markdown\n"
        "from test_manuscript import HOSTILE\nfor text in HOSTILE: as_markdown(text)\nsys.stdout.write('done')"
    )

    def bounded() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))

    done = subprocess.run(
        [sys.executable, "-c", program], cwd="tests", preexec_fn=bounded, capture_output=True, text=True
    )
    assert (done.stdout, done.returncode) == ("done", 0), done.stderr[-500:]


TYPED_LINES = [
    "## 一、总则", "#", "###甲", "文字。", "（一）文字", "《办法》", "“甲”", "- 甲；", "- 2025", "- （一）",
    "-  两格", "* 甲", "1. 甲", "2. 乙", "3. 丙", "01. 甲", "2023. 年", "| 甲 | 乙 |", "| --- | ---: |",
    "|:-:|---|", "| 1 | 2 |", "| 3 |", "| | |", "甲|乙", "|", "> 引", "    四格", "　　两格", "[甲](ref:a)",
    "**粗**：", "![图](a.png)", "甲`|`乙", "```", "<p>", ": 释", "!!! note", "[^1]: 注", "---", "===",
    "\ufeff甲", "\u200b#", "甲  ", "\t甲", "2025年6月1日", '"甲', "~~甲~~", "=甲", "+ 甲", "- 甲 | 乙",
    "1. 甲 | 乙", "| a\\| | b |", "- - 甲", "- 1. 甲", "",
]  # fmt: skip


@settings(max_examples=500, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(TYPED_LINES), st.sampled_from(["\n", "\n\n", "\n\n\n"])), max_size=9))
def test_what_is_regular_stays_as_if_it_had_been_gone_through(parts: list[tuple[str, str]]) -> None:
    text = "".join(line + end for line, end in parts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manuscript, "regular", lambda text: None)
        through = as_markdown(text)
    assert as_markdown(text) == through


@pytest.mark.parametrize(
    "text", ["## 一、甲\n\n乙。\n\n- 甲\n- 乙\n\n1. 甲\n2. 乙\n\n| 甲 |\n| --- |\n| 1 |", "甲", "（一）甲"]
)
def test_what_offices_type_is_regular(text: str) -> None:
    assert regular(text) is not None
