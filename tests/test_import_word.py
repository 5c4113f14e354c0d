"""``disclosure import word``: what readers of a Word file see becomes the text of a page, and what does not is told."""

import io
import re
from html import unescape

import pytest
from PIL import Image

from disclosure.findings import Finding
from disclosure.importing.word.losses import Left
from disclosure.importing.word.taking import WordTaking, WordTerms, take_word
from disclosure.reading.drawing import drawn
from disclosure.records.columns import Column
from disclosure.records.kinds import Kind
from disclosure.screening.fidelity import findings
from disclosure.screening.written import Written
from word_files import (
    DOWN,
    GOES_ON,
    across,
    box,
    cell,
    centred,
    counted,
    field,
    level,
    note_mark,
    notes,
    numbering,
    par,
    part,
    picture,
    png,
    right,
    row,
    run,
    style,
    table,
    word_file,
)

# Texts with signs that Markdown, or the mending of what people type, could take for markup.
SIGNS = r"""
1. 带身份证
2024. 年终
- 一项
+ 一项
# 号
＃ 号
#1号楼
> 引
: 说明
a*b*c 和 d_e_f
138****1234
王*英、李**
见[通知](ref:doc-1)
［通知］（ref:doc-2023-014）
[1] 说明
[^1]: 不是脚注
a<b 且 c>d
<script>
&lt; 和 AT&T
C:\temp
`code`
| a | b |
｜a｜b｜
~~删~~
==亮==
---
===
***
!!! note
??? x
![图](a.png)
{{ opinions }}
＊＊重要＊＊
[TOC]
https://a.gov.cn/x_y_z
"引"
网址 http://a.cn/p?a=1&b=2。
5^2 和 x~2~
<!-- 注 -->
(1) 和 1) 项
*
_
\
1.
-
~~~
```
a|b
[a]: http://b.cn
A.甲
【重要】
[重要]（见后）
a  b
-----|-----
：说明
王某*
10*20*30
2*3=6，4*5=20
a [b][c] d
甲_乙_丙
__init__
""".strip("\n").split("\n")

OFFICE = "示例市示例区柳溪街道办事处"
COLUMN = Column(
    id="notices",
    title="通知公告",
    description="街道的通知。",
    keywords=["通知"],
    type="catalogue",
    kinds=["notice", "policy", "normative"],
)


def taken(*body: str, kind: Kind | None = None, **more: object) -> WordTaking:
    """What becomes of a file of this body."""
    terms = WordTerms("doc-2025-007", COLUMN, (OFFICE, "柳溪街道", "柳溪街道办事处"), kind)
    return take_word(word_file(*body, **more), terms)


def body(*content: str, **more: object) -> str:
    """The Markdown that a file of this body becomes, which shows on a page what it says."""
    made = taken(*content, **more).text.split("\n---\n", 1)[1].strip("\n")
    assert [finding.message for finding in told_of(made)] == []
    return made


def told_of(markdown: str) -> list[Finding]:
    """What the comparison of the text with its page has to say."""
    return list(findings(Written("docs/notices/2025/doc-2025-007.md", f"---\nid: doc-2025-007\n---\n{markdown}\n")))


def seen(markdown: str) -> str:
    """The text that a page shows of Markdown."""
    html = drawn(markdown)
    assert html is not None
    return unescape(re.sub(r"<[^<>]*>", "", html)).strip()


def lost(*content: str, **more: object) -> list[Left]:
    """What a file of this body loses."""
    return list(taken(*content, **more).losses)


# Text


def test_paragraphs_are_paragraphs():
    assert body(par("　　第一段。"), par(), par("第二段。")) == "第一段。\n\n第二段。"


@pytest.mark.parametrize("text", SIGNS)
def test_a_page_shows_the_signs_of_the_file(text):
    made = taken(par(run(text))).text.split("\n---\n", 1)[1]
    assert seen(made) == re.sub(" +", " ", text)
    assert not [finding for finding in told_of(made) if finding.rule.startswith("FID-001")]
    cell_of = cell(par(run(text)))
    made = taken(table(row(cell_of, "乙"), row("丙", cell_of))).text.split("\n---\n", 1)[1]
    cells = [line for line in seen(made).split("\n") if line]
    assert cells == [re.sub(" +", " ", text), "乙", "丙", re.sub(" +", " ", text)]


def test_lines_that_break_in_a_paragraph_break_on_the_page():
    assert body(par(run("地址：甲路1号", inner="<w:br/>"), "电话：2")) == "地址：甲路1号<br>电话：2"


def test_looks_that_mean_something_stay():
    bold, above, below, struck = (
        f"<w:{name}/>" for name in ("b", 'vertAlign w:val="superscript"', 'vertAlign w:val="subscript"', "strike")
    )
    made = body(par(run("第一条", bold), " 100m", run("2", above), "，CO", run("2", below), "，", run("作废", struck)))
    assert made == "**第一条** 100m<sup>2</sup>，CO<sub>2</sub>，<del>作废</del>"


def test_links_lead_where_they_led():
    link = '<w:hyperlink r:id="rIdL">' + run("通知") + "</w:hyperlink>"
    assert body(par("见", link, "。"), links={"rIdL": "https://a.gov.cn/x y"}) == "见[通知](https://a.gov.cn/x%20y)。"
    assert body(par(field('HYPERLINK "https://a.gov.cn/"', "通知"))) == "[通知](https://a.gov.cn/)"
    inner = par(field('HYPERLINK \\l "_Toc1"', "第一章"))
    assert body(inner) == "第一章"
    assert lost(par(link), links={"rIdL": "file:///C:/a.doc"}) == [Left.LINKS]


def test_changes_are_taken_as_accepted():
    added = f"<w:ins>{run('新的')}</w:ins>"
    gone = "<w:del><w:r><w:delText>旧的</w:delText></w:r></w:del>"
    moved = f"<w:moveFrom>{run('这里')}</w:moveFrom>"
    came = f"<w:moveTo>{run('那里')}</w:moveTo>"
    content = par("办理", added, gone, moved, came, "。")
    assert body(content) == "办理新的那里。"
    assert lost(content) == [Left.DELETED]
    assert body(par("上半", props="<w:rPr><w:del/></w:rPr>"), par("下半。")) == "上半下半。"


def test_what_wraps_text_does_not_hide_it():
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{par('甲')}</w:sdtContent></w:sdt>"
    inner = f"<w:sdt><w:sdtContent>{run('乙')}</w:sdtContent></w:sdt>"
    smart = f"<w:smartTag>{run('丙')}</w:smartTag>"
    assert body(control, par(inner, smart, f"<w:customXml>{run('丁')}</w:customXml>")) == "甲\n\n乙丙丁"


def test_what_nobody_has_filled_in_is_told_and_not_taken():
    hint = "<w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
    block = f"<w:sdt>{hint}<w:sdtContent>{par('单击此处输入文字。')}</w:sdtContent></w:sdt>"
    inner = f"<w:sdt>{hint}<w:sdtContent>{run('选择日期')}</w:sdtContent></w:sdt>"
    assert body(par("地点：", inner), block, par("请准时参加。")) == "地点：\n\n请准时参加。"
    assert lost(par("地点：", inner), block) == [Left.UNFILLED]
    merged = par("致", "<w:fldSimple w:instr=' MERGEFIELD 姓名 '><w:r><w:t>«姓名»</w:t></w:r></w:fldSimple>")
    assert lost(merged) == [Left.MERGED]


def test_columns_that_only_tabs_align_are_told():
    tab = run(inner="<w:tab/>")
    assert lost(par("时段", tab, "岗位", tab, "人数")) == [Left.ALIGNED]
    assert lost(par("柳办〔2025〕1号", tab, tab, "签发人")) == []


def test_places_to_be_filled_in_are_lines():
    line = '<w:u w:val="single"/>'
    ruled = '<w:tabs><w:tab w:val="left" w:leader="underscore" w:pos="900"/><w:tab w:val="left" w:pos="9000"/></w:tabs>'
    content = [
        par("姓名：", run("    ", line), "日期：", run("    年  月", line), run(inner="<w:tab/>", props=line)),
        par("电话：", run(inner="<w:tab/>"), "传真：", run(inner="<w:tab/>"), "完", props=ruled),
    ]
    assert seen(body(*content)) == "姓名：____日期：____年 月____\n电话：____传真： 完"
    assert lost(*content) == [Left.BLANKS]
    plain = par("见", run("《 某某 办法》", line), run(" ", line), "和", run("    ", '<w:u w:val="none"/>'), "。")
    assert lost(plain) == []


def test_letters_that_word_shows_as_capitals_are_capitals():
    styles = part("styles", style("A", "甲", runs="<w:smallCaps/>", kind="character"))
    content = par(run("pm", "<w:caps/>"), run("iso", '<w:rStyle w:val="A"/>'), run("a", '<w:caps w:val="0"/>'))
    assert body(content, parts={"styles.xml": styles}) == "PMISOa"


def test_forms_show_what_was_chosen():
    lines = "".join(f'<w:listEntry w:val="{name}"/>' for name in ("一级", "二级"))
    begins = f'<w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:result w:val="1"/>{lines}</w:ddList></w:ffData>'
    form = run(inner=f"{begins}</w:fldChar>") + run(inner="<w:instrText>FORMDROPDOWN</w:instrText>")
    ends = run(inner='<w:fldChar w:fldCharType="end"/>')
    assert body(par("级别：", form + ends)) == "级别：二级"
    separate = run(inner='<w:fldChar w:fldCharType="separate"/>')
    assert body(par("级别：", form + separate + run("二级") + ends, "。")) == "级别：二级。"


def test_signs_of_fonts_without_letters_are_shown():
    tick = run(inner='<w:sym w:font="Wingdings 2" w:char="F052"/>')
    empty = run("o", '<w:rFonts w:ascii="Wingdings" w:hAnsi="Wingdings"/>')
    assert body(par(tick, "是 ", empty, "否")) == "☑是 □否"
    assert lost(par(run(inner='<w:sym w:font="Wingdings 3" w:char="F077"/>'), "x")) == [Left.SYMBOLS]


# Numbers


@pytest.mark.parametrize(
    ("form", "text", "numbers"),
    [
        ("chineseCountingThousand", "%1、", ["一、", "二、", "十一、"]),
        ("chineseCountingThousand", "（%1）", ["（一）", "（二）", "（十一）"]),
        ("chineseCountingThousand", "第%1条", ["第一条 ", "第二条 ", "第十一条 "]),
        ("ideographDigital", "%1、", ["一、", "二、", "一一、"]),
        ("decimal", "%1.", ["1.", "2.", "11."]),
        ("decimal", "（%1）", ["（1）", "（2）", "（11）"]),
        ("decimalFullWidth", "%1．", ["１．", "２．", "１１．"]),
        ("decimalEnclosedCircle", "%1", ["① ", "② ", "⑪ "]),
        ("lowerLetter", "%1)", ["a) ", "b) ", "k) "]),
        ("upperRoman", "%1.", ["I.", "II.", "XI."]),
        ("upperLetter", "%1、", ["A、", "B、", "K、"]),
        ("decimalZero", "%1", ["01 ", "02 ", "11 "]),
        ("chineseLegalSimplified", "%1、", ["壹、", "贰、", "壹拾壹、"]),
        ("ideographTraditional", "%1、", ["甲、", "乙、", "甲、"]),
    ],
)
def test_numbers_are_written_out_as_word_counts_them(form, text, numbers):
    content = [counted(f"第{number}项内容。", 1) for number in range(1, 12)]
    made = seen(body(*content, parts={"numbering.xml": numbering((level(0, form, text),))})).split("\n")
    assert [made[0], made[1], made[10]] == [
        f"{number}第{place}项内容。" for number, place in zip(numbers, (1, 2, 11), strict=True)
    ]


def test_levels_count_each_by_itself_and_begin_anew():
    levels = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"), level(2, "decimal", "%1.%2.%3"))
    content = [counted("甲。", 1, place) for place in (0, 1, 1, 2, 0, 1, 2)]
    made = seen(body(*content, parts={"numbering.xml": numbering(levels)})).split("\n")
    assert made == ["1.甲。", "1.1 甲。", "1.2 甲。", "1.2.1 甲。", "2.甲。", "2.1 甲。", "2.1.1 甲。"]


def test_a_level_that_is_passed_over_counts_as_if_it_had_been_there():
    levels = (level(0, "decimal", "%1."), level(1, "decimal", "%1.%2"))
    content = [counted("甲。", 1, place) for place in (1, 0, 1)]
    made = seen(body(*content, parts={"numbering.xml": numbering(levels)})).split("\n")
    assert made == ["1.1 甲。", "2.甲。", "2.1 甲。"]


def test_text_boxes_and_notes_count_for_themselves():
    parts = {
        "numbering.xml": numbering((level(0, "decimal", "%1）"),)),
        "footnotes.xml": notes(counted("注一。", 1) + counted("注二。", 1)),
    }
    content = [counted("甲。", 1), par(box(counted("框。", 1)), "见注", note_mark(1)), counted("乙。", 1)]
    made = body(*content, parts=parts)
    assert made == "1）甲。\n\n1）框。\n\n见注[^1]\n\n2）乙。\n\n[^1]: 1）注一。\n\n    2）注二。"


def test_articles_run_on_through_chapters_where_word_says_so():
    levels = (
        level(0, "chineseCountingThousand", "第%1章"),
        level(1, "chineseCountingThousand", "第%2条", lvlRestart=0),
    )
    content = [
        counted(text, 1, place) for text, place in (("总则", 0), ("甲。", 1), ("乙。", 1), ("附则", 0), ("丙。", 1))
    ]
    made = body(*content, parts={"numbering.xml": numbering(levels)})
    assert made == "## 第一章 总则\n\n第一条 甲。\n\n第二条 乙。\n\n## 第二章 附则\n\n第三条 丙。"


def test_legal_numbering_tells_the_levels_above_in_figures():
    levels = (level(0, "chineseCounting", "第%1章"), level(1, "decimalZero", "%1.%2", isLgl=""))
    content = [counted("总则", 1, 0), counted("甲。", 1, 1)]
    assert body(*content, parts={"numbering.xml": numbering(levels)}) == "## 第一章 总则\n\n1.01 甲。"
    levels = (level(0, "decimalZero", "%1"), level(1, "upperRoman", "%1.%2", isLgl=""))
    assert body(*content, parts={"numbering.xml": numbering(levels)}) == "01 总则\n\n01.1 甲。"


def test_a_list_of_its_own_begins_where_it_says():
    more = (
        '<w:num w:numId="7"><w:abstractNumId w:val="1"/>'
        '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
    )
    content = [counted("甲。", 1), counted("乙。", 1), counted("丙。", 7), counted("丁。", 7), counted("戊。", 1)]
    parts = {"numbering.xml": numbering((level(0, "decimal", "%1）"),), more=more)}
    assert seen(body(*content, parts=parts)).split("\n") == ["1）甲。", "2）乙。", "5）丙。", "6）丁。", "7）戊。"]


def test_own_figures_of_a_list_have_as_many_digits_as_it_says():
    form = (
        '<mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom" w:format="001, 002, 003, ..."/>'
        '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent>'
    )
    own = f'<w:lvl w:ilvl="0"><w:start w:val="9"/>{form}<w:suff w:val="space"/><w:lvlText w:val="%1"/></w:lvl>'
    content = [counted("甲。", 1), counted("乙。", 1)]
    assert body(*content, parts={"numbering.xml": numbering((own,))}) == "009 甲。\n\n010 乙。"


def test_a_number_without_text_is_seen_and_counts():
    parts = {"numbering.xml": numbering((level(0, "decimal", "%1"),))}
    rows = [row(cell(counted("", 1)), name) for name in "甲乙"]
    made = body(table(row("序号", "名称"), *rows), counted("", 1), counted("丙。", 1), parts=parts)
    assert seen(made).split() == ["序号", "名称", "1", "甲", "2", "乙", "3", "4", "丙。"]
    gone = par(props='<w:rPr><w:del/></w:rPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    assert body(gone, counted("丙。", 1), parts=parts) == "1 丙。"


def test_styles_bring_numbers():
    styles = part("styles", style("A", "条", '<w:numPr><w:numId w:val="1"/></w:numPr>') + style("B", "条二", based="A"))
    parts = {
        "styles.xml": styles,
        "numbering.xml": numbering((level(0, "decimal", "%1、", pStyle="X"), level(1, "decimal", "%1-%2", pStyle="B"))),
    }
    of = '<w:pStyle w:val="{}"/>'.format
    content = [
        par("甲。", props=of("A")),
        par("乙。", props=of("B")),
        par("丙。", props=of("A") + '<w:numPr><w:numId w:val="0"/></w:numPr>'),
    ]
    assert body(*content, parts=parts) == "1、甲。\n\n1-1 乙。\n\n丙。"


def test_what_is_not_numbered_is_a_list():
    parts = {"numbering.xml": numbering((level(0, "bullet", "\uf0b7"), level(1, "bullet", "o")))}
    content = [counted("甲", 1), counted("乙", 1, 1), counted("1. 丙", 1), par("完。")]
    assert body(*content, parts=parts) == "- 甲\n    - 乙\n- 1\\. 丙\n\n完。"


# Headings


def test_headings_by_their_numbers():
    content = ["第一章 总则", "第一节 目的", "正文。", "一、总体要求", "（一）指导思想", "正文。"]
    assert body(*map(par, content)).split("\n\n") == [
        "## 第一章 总则",
        "### 第一节 目的",
        "正文。",
        "## 一、总体要求",
        "### （一）指导思想",
        "正文。",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "一、加强领导。各单位要高度重视。",
        "（一）身份证；",
        "二、下列材料：",
        "（三）" + "很" * 40,
        "第一章的规定另行公布。",
        "一、",
        "1.申请",
        "第一条 总则",
    ],
)
def test_text_behind_a_number_is_no_heading(text):
    assert not body(par("正文一段。"), par(text), par("正文一段。")).startswith("#", 7)


def test_a_list_of_short_lines_is_no_row_of_headings():
    content = [
        par("申请时带：", run("。")),
        par("一、身份证"),
        par("二、户口簿"),
        par("三、照片"),
        par("办理时间另行通知。"),
    ]
    assert "#" not in body(*content)


def test_parts_with_a_chapter_right_below_are_headings_and_contents_are_not():
    lines = [
        "第一编 总编",
        "第一章 总则",
        "为了规范管理，制定本办法。",
        "第二编 分编",
        "第二章 附则",
        "自公布之日起施行。",
    ]
    made = body(*map(par, lines))
    assert re.findall("^## (.*)$", made, re.MULTILINE) == [line for line in lines if line.startswith("第")]
    made = body(par("第一编 总编"), par("第一章 总则"), *map(par, lines))
    assert made.startswith("第一编 总编\n\n第一章 总则\n\n## 第一编 总编\n\n## 第一章 总则")


def test_headings_in_a_paragraph_of_many_lines_stand_apart():
    lines = ["一、总体要求", "各单位要落实责任。", "二、工作安排", "三月底前完成。"]
    made = body(par(*(run(line, inner="<w:br/>") for line in lines)))
    assert made.split("\n\n") == [f"## {lines[0]}", lines[1], f"## {lines[2]}", lines[3]]
    assert body(par(run("地址：甲路1号", inner="<w:br/>"), "一、二楼")) == "地址：甲路1号<br>一、二楼"


LONG = "今年以来，街道提前部署，认真落实各项措施，确保安全度汛，没有发生人员伤亡。"


def test_headings_that_only_their_looks_tell():
    bold = [par(run(text, '<w:b/><w:sz w:val="36"/>')) for text in ("工作背景", "下一步打算")]
    assert body(bold[0], par(LONG), bold[1], par(LONG)) == f"## 工作背景\n\n{LONG}\n\n## 下一步打算\n\n{LONG}"
    smaller = centred("人口情况", 30)
    made = body(par(LONG), centred("基本情况", 36), par(LONG), smaller, table(row("甲", "1"), row("乙", "2")))
    assert re.findall("^#.*$", made, re.MULTILINE) == ["## 基本情况", "### 人口情况"]


@pytest.mark.parametrize(
    "lines",
    [
        (par(run("要点", "<w:b/>")),),  # no larger than the text
        (par(run("要点", '<w:sz w:val="36"/>')),),  # neither bold nor in the middle
        (centred("这是一句话。", 36),),
        (centred("（征求意见稿）", 36),),
        (centred("2025年6月", 36),),
        (centred("表1 人口统计", 36),),
        (centred("编制单位", 36), centred("柳溪街道", 36)),  # as on a cover
        (centred("完", 36), right("柳溪街道")),
    ],
)
def test_lines_that_stand_out_and_are_no_headings(lines):
    assert "#" not in body(par(LONG), *lines, par(LONG), par(LONG))


def test_headings_by_style_and_outline():
    parts = {
        "styles.xml": part("styles", style("2", "heading 1") + style("3", "heading 2") + style("9", "my", based="3"))
    }
    of = '<w:pStyle w:val="{}"/>'.format
    content = [
        par("办理条件", props=of("2")),
        par("正文。"),
        par("材料", props=of("3")),
        par("照片", props=of("9")),
        par("正文。"),
        par("时限", props='<w:outlineLvl w:val="0"/>'),
        par("这是一整段话，只是样式错了。后面还有一句。", props=of("2")),
    ]
    assert body(*content, parts=parts).split("\n\n") == [
        "## 办理条件",
        "正文。",
        "### 材料",
        "### 照片",
        "正文。",
        "## 时限",
        "这是一整段话，只是样式错了。后面还有一句。",
    ]


# Tables


def test_simple_tables_have_pipes():
    made = body(table(row("名称", "时间"), row("甲|乙", cell("上午", "下午"))))
    assert made == "| 名称 | 时间 |\n| --- | --- |\n| 甲&#124;乙 | 上午<br>下午 |"


def test_merged_cells_stay_merged():
    content = table(
        row(cell("路段", props=DOWN), cell("时间", props=across(2))),
        row(cell(props=GOES_ON), "开始", "结束"),
        row("甲路", "1日", "2日"),
    )
    assert body(content) == (
        '<table>\n<tr><th rowspan="2" scope="col">路段</th><th colspan="2" scope="colgroup">时间</th></tr>\n'
        '<tr><th scope="col">开始</th><th scope="col">结束</th></tr>\n'
        "<tr><td>甲路</td><td>1日</td><td>2日</td></tr>\n</table>"
    )


def test_rows_that_are_hidden_are_not_shown():
    content = table(row("甲", "乙"), row("密", "密", props="<w:hidden/>"), row("丙", "丁"))
    assert "密" not in body(content)
    assert lost(content) == [Left.ROWS]


def test_a_table_in_a_table_stays_in_its_cell():
    inner = table(row("子", "丑"))
    assert body(table(row("甲", "乙"), row(cell(inner, par()), "丙"))) == (
        '<table>\n<tr><th scope="col">甲</th><th scope="col">乙</th></tr>\n'
        "<tr><td><table><tr><td>子</td><td>丑</td></tr></table></td><td>丙</td></tr>\n</table>"
    )


def test_tables_that_another_one_lays_out_stand_one_after_the_other():
    left, right = table(row("名称", "数"), row("甲", "1")), table(row("电话", "时间"), row("12", "全天"))
    layout = table(row(cell(par("两张表"), props=across(2))), row(cell(left, par()), cell(par("右边"), right, par())))
    drawn = "| 名称 | 数 |\n| --- | --- |\n| 甲 | 1 |", "| 电话 | 时间 |\n| --- | --- |\n| 12 | 全天 |"
    assert body(layout).split("\n\n") == ["两张表", drawn[0], "右边", drawn[1]]
    assert body(table(row(cell(layout, par())))).split("\n\n") == ["两张表", drawn[0], "右边", drawn[1]]


def test_tables_side_by_side_in_one_grid_are_two_and_a_form_is_one():
    heads = row("序号", "点位", "", "序号", "电话")
    made = body(table(heads, row("1", "甲路", "", "1", "12"), row("2", "乙路", "", "", ""))).split("\n\n")
    assert made == [
        "| 序号 | 点位 |\n| --- | --- |\n| 1 | 甲路 |\n| 2 | 乙路 |",
        "| 序号 | 电话 |\n| --- | --- |\n| 1 | 12 |",
    ]
    form = table(
        row("姓名", "", "姓名", ""), row("住址", "", "住址", ""), row("备注", "", "", ""), row("签名", "", "", "")
    )
    assert body(form).count("|") == 5 * 5 and "\n\n" not in body(form)


@pytest.mark.parametrize("width", [12, 2000])
def test_a_column_that_nobody_sees_is_none(width):
    grid = "".join(f'<w:gridCol w:w="{size}"/>' for size in (2000, width, 2000))
    rows = row(cell("甲", props=across(2)), "乙"), row("丙", cell("丁", props=across(2)))
    made = body(table(*rows).replace("<w:tblGrid/>", f"<w:tblGrid>{grid}</w:tblGrid>"))
    assert made.startswith("| 甲 | 乙 |\n| --- | --- |\n| 丙 | 丁 |") is (width == 12)
    assert body(table(rows[0], rows[0])) == "| 甲 | 乙 |\n| --- | --- |\n| 甲 | 乙 |"
    lone = row("甲", "戊", "乙"), rows[1]  # a cell that lies in nothing but the narrow column
    assert 'colspan="2"' in body(table(*lone).replace("<w:tblGrid/>", f"<w:tblGrid>{grid}</w:tblGrid>"))


# What hangs on the text


def test_notes_stand_below():
    parts = {"footnotes.xml": notes("说明甲。", par("说明乙。") + par("第二段。"))}
    made = body(par("甲", note_mark(1), "和乙", note_mark(2), "。"), parts=parts)
    assert made == "甲[^1]和乙[^2]。\n\n[^1]: 说明甲。\n\n[^2]: 说明乙。\n\n    第二段。"


def test_endnotes_are_notes_as_well():
    parts = {"footnotes.xml": notes("脚注。"), "endnotes.xml": notes("尾注。", kind="endnote")}
    made = body(par("甲", note_mark(1, "endnote"), "乙", note_mark(1)), parts=parts)
    assert made == "甲[^1]乙[^2]\n\n[^1]: 尾注。\n\n[^2]: 脚注。"


def test_pictures_lie_beside_the_document_without_a_description():
    made = taken(par("见图。"), par(picture()), parts={"media/image1.png": png()})
    assert made.text.endswith("见图。\n\n![](doc-2025-007-1.png)\n")
    assert made.files == {"doc-2025-007-1.png": png()}
    assert "图片 doc-2025-007-1.png：在方括号里写一句图上是什么" in made.open_fields
    assert lost(par(picture(), "x"), parts={"media/image1.emf": b"\1\0\0\0EMF"}) == [Left.PICTURE]


def test_what_is_cut_off_of_a_picture_stays_off():
    whole = Image.new("RGB", (10, 10), "white")
    whole.paste("red", (0, 0, 5, 10))
    data = io.BytesIO()
    whole.save(data, "PNG")
    cut = picture().replace("<a:blip", '<a:srcRect l="50000"/><a:blip')
    made = taken(par(cut), par(picture()), parts={"media/image1.png": data.getvalue()})
    first, second = (Image.open(io.BytesIO(made.files[f"doc-2025-007-{number}.png"])) for number in (1, 2))
    assert (first.size, first.convert("RGB").getcolors()) == ((5, 10), [(50, (255, 255, 255))])
    assert second.size == (10, 10)


def test_pictures_say_nothing_of_where_they_were_taken_and_are_of_a_kind_that_is_shown():
    told = Image.Exif()
    told[271] = "某某相机"
    photo, bitmap = io.BytesIO(), io.BytesIO()
    Image.new("RGB", (4, 4), "blue").save(photo, "JPEG", exif=told)
    Image.new("RGB", (4, 4), "blue").save(bitmap, "BMP")
    parts = {"media/a.jpeg": photo.getvalue(), "media/b.bmp": bitmap.getvalue()}
    made = taken(par(picture("rIdP1")), par(picture("rIdP2")), parts=parts)
    assert list(made.files) == ["doc-2025-007-1.jpg", "doc-2025-007-2.png"]
    assert not Image.open(io.BytesIO(made.files["doc-2025-007-1.jpg"])).getexif()


def test_text_boxes_stand_where_they_hang_and_only_once():
    assert body(par(box(par("框里的话。"))), par("正文。")) == "框里的话。\n\n正文。"
    assert body(par("正文。", box(par("框里的话。")))) == "正文。\n\n框里的话。"


# What is not seen is not told


@pytest.mark.parametrize(
    ("props", "kind"),
    [
        ("<w:vanish/>", Left.HIDDEN),
        ("<w:webHidden/>", Left.HIDDEN),
        ('<w:rStyle w:val="H"/>', Left.HIDDEN),
        ('<w:color w:val="FFFFFF"/>', Left.UNSEEN),
        ('<w:sz w:val="2"/>', Left.UNSEEN),
        ('<w:w w:val="1"/>', Left.UNSEEN),
        ('<w:highlight w:val="black"/>', Left.UNSEEN),
    ],
)
def test_hidden_text_is_left_out_and_never_repeated(props, kind):
    parts = {"styles.xml": part("styles", style("H", "h", runs="<w:vanish/>", kind="character"))}
    content = (par("公开的话。", run("不公开的话", props)), par("还有。"))
    assert body(*content, parts=parts) == "公开的话。\n\n还有。"
    made = taken(*content, parts=parts)
    assert list(made.losses) == [kind]
    assert "不公开" not in "".join([*made.losses.lines(), *made.open_fields, *made.notes])


def test_what_is_hidden_in_other_places_is_left_out_as_well():
    secret = run("不公开", "<w:vanish/>")
    hidden = "<w:drawing><wp:anchor><wp:docPr hidden='1'/><a:graphic><wps:txbx><w:txbxContent>{}</w:txbxContent>"
    hidden += "</wps:txbx></a:graphic></wp:anchor></w:drawing>"
    styles = style("H", "h", kind="table", runs="<w:vanish/>")
    of_the_head = '<w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr></w:style>'
    of_the_head = style("F", "f", kind="table").replace("</w:style>", of_the_head)
    content = (
        par("甲", note_mark(1)),
        table(row(cell("上", props=DOWN), "乙"), row(cell("不公开", props=GOES_ON), "丙")),
        table(row("不公开")).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="H"/></w:tblPr>'),
        par(run(inner=hidden.format(par("不公开"))), "丁"),
        table(row("戊", "己"), row("不公开", "不公开", props="<w:del/>"), row("庚", "辛")),
        table(row("壬", "癸"), row("子", cell("不公开", props="<w:cellDel/>"))),
        table(row("不公开", "不公开")).replace("<w:tblPr/>", '<w:tblPr><w:tblStyle w:val="F"/></w:tblPr>'),
    )
    parts = {
        "footnotes.xml": notes(par("注", secret)),
        "header1.xml": part("hdr", par(secret)),
        "styles.xml": part("styles", styles + of_the_head),
    }
    made = taken(*content, parts=parts)
    assert {left: len(made.losses.places(left)) for left in made.losses} == {Left.HIDDEN: 6, Left.DELETED: 2}
    assert "不公开" not in "".join([made.text, *made.losses.lines(), *made.notes, *made.open_fields])
    assert not [word for word in "甲乙丙丁戊己庚辛壬癸子注" if word not in made.text]


def test_lines_and_rows_too_low_to_be_seen_are_left_out():
    low = '<w:spacing w:line="20" w:lineRule="{}"/>'.format
    flat = '<w:trHeight w:val="10" w:hRule="{}"/>'.format
    content = (
        par("不公开", props=low("exact")),
        par("甲", props=low("atLeast")),
        table(row("乙", "丙"), row("不公开", "不公开", props=flat("exact")), row("丁", "戊", props=flat("atLeast"))),
    )
    made = taken(*content)
    assert list(made.losses) == [Left.UNSEEN, Left.ROWS]
    assert "不公开" not in "".join([made.text, *made.losses.lines()])
    assert not [word for word in "甲乙丙丁戊" if word not in made.text]


def test_the_note_of_a_mark_that_was_taken_away_is_left_out():
    content = par("甲", f"<w:del>{note_mark(1)}</w:del>")
    made = taken(content, parts={"footnotes.xml": notes("旧注")})
    assert list(made.losses) == [Left.DELETED] and "旧注" not in made.text


def test_white_text_on_a_coloured_ground_is_seen():
    white = run("表头", '<w:color w:val="FFFFFF"/>')
    ground = '<w:shd w:val="clear" w:fill="1F4E79"/>'
    assert "表头" in body(table(row(cell(par(white), props=ground), "乙"), row("丙", "丁")))
    assert "表头" not in body(table(row(cell(par(white)), "乙"), row("丙", "丁")))
    assert "框里" in body(par(box(par(run("框里", '<w:color w:val="FFFFFF"/>')), filled="C00000")), par("正文。"))


def test_a_table_of_contents_is_dropped():
    entry = field(
        "HYPERLINK \\l _Toc1", "", inner=run("第一章 总则") + run(inner="<w:tab/>") + field("PAGEREF _Toc1", "1")
    )
    contents = (
        par(
            run(inner='<w:fldChar w:fldCharType="begin"/>'),
            run(inner="<w:instrText>TOC \\o</w:instrText>"),
            run(inner='<w:fldChar w:fldCharType="separate"/>'),
            entry,
        ),
        par(run("第二章 附则\t2")),
        par(run(inner='<w:fldChar w:fldCharType="end"/>')),
    )
    assert body(*contents, par("正文。")) == "正文。"
    assert lost(*contents, par("正文。")) == [Left.CONTENTS]


def test_other_fields_show_their_results():
    content = par("第", field("PAGE", "3"), "页，", field("SEQ 表 \\* ARABIC", "2"), "，", field("REF a", "甲"))
    assert body(content) == "第3页，2，甲"
    assert body(par('<w:fldSimple w:instr=" DATE ">' + run("2025年") + "</w:fldSimple>")) == "2025年"


def test_all_that_is_left_behind_is_told():
    header = part("hdr", par("内部资料"))
    pages = part("ftr", par("- ", field("PAGE", "1"), " -"))
    comments = part("comments", '<w:comment w:id="1">' + par("此处再议") + "</w:comment>")
    formula = (
        "<m:oMath><m:f><m:num><m:r><m:t>a</m:t></m:r></m:num><m:den><m:r><m:t>b</m:t></m:r></m:den></m:f></m:oMath>"
    )
    shape = "<a:graphic><a:graphicData><wps:wsp/></a:graphicData></a:graphic>"
    made = taken(
        par("公式", formula),
        par(run("红字", '<w:color w:val="FF0000"/>'), "和黑字。"),
        '<w:altChunk r:id="rId9"/>',
        par(run(inner=f"<w:drawing><wp:inline>{shape}</wp:inline></w:drawing>"), "。"),
        parts={
            "header1.xml": header,
            "footer1.xml": pages,
            "comments.xml": comments,
            "embeddings/表.xlsx": b"PK",
            "afchunk.docx": b"PK",
        },
    )
    assert list(made.losses) == [
        Left.FORMULAS,
        Left.COLOURS,
        Left.OTHER_FILE,
        Left.DRAWING,
        Left.HEADERS,
        Left.COMMENTS,
        Left.EMBEDDED,
    ]
    assert "公式a/b" in made.text
    told = "".join(made.losses.lines())
    assert "内部资料" in told
    assert "此处再议" not in told


# Front matter


def notice(*more: str) -> tuple[str, ...]:
    """A notice as offices set it."""
    red = '<w:color w:val="FF0000"/>'
    return (
        centred("柳溪街道办事处文件", 72, red),
        centred("柳街办〔2025〕12号", 32),
        par(),
        centred("关于印发《柳溪街道加装电梯"),
        centred("工作办法》的通知"),
        par(),
        par("各居委会："),
        par("　　现将办法印发给你们，请认真执行。"),
        par("　　附件：1.申请表"),
        par("　　　　　2.流程图"),
        right("柳溪街道办事处"),
        right("2025年6月16日"),
        *more,
    )


def test_the_head_of_a_paper_is_proposed_with_its_lines():
    made = taken(*notice())
    assert made.text == (
        "---\nid: doc-2025-007\ntitle: 关于印发《柳溪街道加装电梯工作办法》的通知\nkind: notice\ncolumn: notices\n"
        f"issuer: {OFFICE}\ndoc_no: 柳街办〔2025〕12号\nmade: 2025-06-16\n---\n"
        "各居委会：\n\n现将办法印发给你们，请认真执行。\n\n附件：1.申请表\n\n2\\.流程图\n".replace("2\\.", "2.")
    )
    assert {key: found.source for key, found in made.proposals} == {
        "title": "关于印发《柳溪街道加装电梯 / 工作办法》的通知",
        "doc_no": "柳街办〔2025〕12号",
        "issuer": "柳溪街道办事处",
        "made": "2025年6月16日",
        "kind": "标题的最后是“通知”",
    }
    assert made.open_fields == [
        "published：上网的日期，例如 2025-06-18 09:30",
        "summary：一两句话的内容概述",
        "disclosure：公开属性，主动公开的写 active",
        "review：发布审查的四步",
        "附件1《申请表》：存成单独的文件 doc-2025-007-1，在 attachments 里登记",
        "附件2《流程图》：存成单独的文件 doc-2025-007-2，在 attachments 里登记",
    ]


def test_a_red_title_is_no_head():
    red = '<w:color w:val="FF0000"/>'
    title = "关于开展体检的公告"
    for above, lost_head in (((), False), ((centred("柳溪街道办事处文件", 72, red),), True)):
        made = taken(*above, centred(title, 44, red), par("为了居民健康，定于三月开展免费体检。"))
        assert made.head.title is not None and made.head.title.value == title
        assert (Left.RED_HEAD in made.losses) is lost_head
    made = taken(centred("公告", 44, red), par("为了居民健康，定于三月开展免费体检。"))
    assert made.head.title is not None and made.head.title.value == "公告"


@pytest.mark.parametrize(
    ("lines", "office", "day"),
    [
        ((right("柳溪街道办事处（盖章）"), right("2025 年 6 月 16 日")), OFFICE, "2025-06-16"),
        ((right("柳溪街道办事处　2025年6月16日"),), OFFICE, "2025-06-16"),
        ((par(run("柳溪街道办事处", inner="<w:br/>"), "二〇二五年六月十六日"),), OFFICE, "2025-06-16"),
        ((right("中共示例区委员会　　柳溪街道办事处"), right("2025年6月16日")), OFFICE, "2025-06-16"),
        ((right("示例区民政局  示例区教育局"), right("2025年6月16日")), "示例区民政局、示例区教育局", "2025-06-16"),
        ((right("示例区民政局"), right("２０２５年６月１６日")), "示例区民政局", "2025-06-16"),
        ((right("2025.6.16"),), None, "2025-06-16"),
        ((right("2025. 6. 16"),), None, "2025-06-16"),
        ((par("请于下列日期前报送"), right("2025年6月16日")), None, "2025-06-16"),
        ((par("会议2025年6月16日"),), None, None),
        ((right("2025年13月40日"),), None, None),
        ((right("柳溪街道办事处"), right("2025年6月16日"), par("附表"), right("2024年1月1日")), OFFICE, "2025-06-16"),
    ],
)
def test_who_signed_and_when(lines, office, day):
    made = taken(centred("关于甲的通知"), par("正文一段，说明有关的事情。"), *lines)
    found = {key: proposed.value for key, proposed in made.proposals}
    assert (found.get("issuer"), found.get("made")) == (office, day)


@pytest.mark.parametrize(
    ("lines", "names"),
    [
        (["附件：1.申请表", "　　　2.流程图；"], ["申请表", "流程图"]),
        (["附件：申请表。"], ["申请表"]),
        (["附件1：申请表", "附件2：流程图", "完。"], ["申请表", "流程图"]),
        (["附件1的填法见后。", "附件另发。"], []),
    ],
)
def test_what_is_attached(lines, names):
    made = taken(centred("关于甲的通知"), par("正文一段。"), *map(par, lines))
    assert made.head.attachments == names


def test_a_paper_of_another_office_is_told():
    made = taken(centred("关于甲的通知"), par("各居委会："), right("示例区民政局"), right("2025年6月16日"))
    assert [found.value for key, found in made.proposals if key == "issuer"] == ["示例区民政局"]
    assert made.notes == [f"“示例区民政局”不是机关信息里的“{OFFICE}”，请核对公开主体；转载的另写 source。"]


def test_nothing_is_made_up():
    made = taken(par("今天没有标题，也没有日期。"))
    assert made.text == "---\nid: doc-2025-007\ncolumn: notices\n---\n今天没有标题，也没有日期。\n"
    assert list(made.proposals) == []


def test_a_sheet_on_a_page_of_its_own_is_offered_as_an_attachment():
    made = taken(
        *notice(par(run(inner='<w:br w:type="page"/>')), par("附件1"), centred("申请表", 36), table(row("姓名", "")))
    )
    assert made.notes == ["第 14 段起的“附件1”另起一页，可以单独存成附件。"]
