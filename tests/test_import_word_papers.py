"""Twelve papers as offices set them, each with what its reader sees: nothing of it is lost, moved or numbered anew."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from html import unescape

import pytest

from disclosure.importing.word.losses import Left
from disclosure.reading.drawing import drawn
from test_import_word import OFFICE, taken
from word_files import (
    DOWN,
    GOES_ON,
    across,
    box,
    cell,
    centred,
    counted,
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
)
from word_files import field as shown_field

RED = '<w:color w:val="FF0000"/>'
HEAD = "<w:tblHeader/>"
RAISED = '<w:vertAlign w:val="superscript"/>'
HEI = '<w:rFonts w:eastAsia="黑体"/>'


@dataclass
class Paper:
    """A file as it grows, and beside it what is to be seen of it: lines of the page, headings, fields, losses."""

    xml: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    lost: set[Left] = field(default_factory=set)
    parts: dict[str, str | bytes] = field(default_factory=dict)
    tables: list[list[list[str]]] = field(default_factory=list)

    def head(self, number: str, *title: str, in_box: bool = False, kind: str = "notice") -> Paper:
        """A red head, a number, a title of one or more lines."""
        red = centred("柳溪街道办事处文件", 72, RED)
        self.xml += [par(box(red)) if in_box else red, centred(number, 32), par(), *(centred(line) for line in title)]
        self.fields |= {"title": "".join(title), "doc_no": number, "kind": kind}
        self.lost.add(Left.RED_HEAD)
        return self

    def text(self, *lines: str) -> Paper:
        """Running text, set in as usual."""
        self.xml += [par(f"　　{line}") for line in lines]
        self.lines += lines
        return self

    def heading(self, text: str, xml: str = "") -> Paper:
        """A heading, typed unless it is given otherwise."""
        self.xml.append(xml or par(run(text, HEI)))
        self.lines.append(text)
        self.headings.append(text)
        return self

    def told(self, xml: str, *lines: str) -> Paper:
        """Anything else, with the lines that are seen of it."""
        self.xml.append(xml)
        self.lines += lines
        return self

    def signed(self, day: str = "2025年6月16日", made: str = "2025-06-16") -> Paper:
        """The office and the day at the end."""
        self.xml += [right("柳溪街道办事处"), right(day)]
        self.fields |= {"issuer": OFFICE, "made": made}
        self.lost.add(Left.SIGNATURE)
        return self


def typed() -> Paper:
    paper = (
        Paper()
        .head("柳街办〔2025〕12号", "关于做好2025年防汛工作的通知")
        .text("各居委会、各部门：", "现将有关事项通知如下。")
    )
    paper.heading("一、总体要求").text("1.坚持预防为主。", "2. 落实责任。").heading("二、工作任务")
    paper.heading("（一）开展排查").text("（1）查低洼处；", "（2）查配电房。").heading("（二）备足物资")
    return paper.text("一是沙袋，二是水泵。", "三、加强领导。各单位主要负责同志负总责。").signed()


def counted_by_word() -> Paper:
    paper = Paper().head("柳街办规〔2025〕1号", "柳溪街道加装电梯", "工作办法", in_box=True, kind="normative")
    levels = (
        level(0, "chineseCountingThousand", "第%1章", suff="space"),
        level(1, "chineseCountingThousand", "第%2条", lvlRestart=0, suff="space"),
        level(2, "chineseCountingThousand", "（%3）", suff="nothing"),
        level(3, "decimal", "%4."),
    )
    paper.parts["numbering.xml"] = numbering(levels)
    texts = [
        (0, "第一章 ", "总则"),
        (1, "第一条 ", "为了规范工作，制定本办法。"),
        (1, "第二条 ", "申请应当提交下列材料："),
        (2, "（一）", "申请书；"),
        (2, "（二）", "协议书，包括："),
        (3, "1.", "出资办法；"),
        (3, "2.", "维护办法。"),
        (0, "第二章 ", "附则"),
        (1, "第三条 ", "下列词语的意思："),
        (2, "（一）", "业主，指房屋所有权人。"),
        (1, "第四条 ", "本办法自2025年7月1日起施行。"),
    ]
    for depth, number, text in texts:
        xml = counted(text, 1, depth)
        paper.heading(f"{number}{text}", xml) if depth == 0 else paper.told(xml, f"{number}{text}")
    return paper.signed("二〇二五年六月十六日")


def by_style() -> Paper:
    of = '<w:pStyle w:val="{}"/>'.format
    paper = Paper(
        parts={"styles.xml": part("styles", style("T", "Title") + style("1", "heading 1") + style("2", "标题 2"))}
    )
    paper.xml.append(par("柳溪街道公共文化服务指南", props=of("T")))
    paper.fields["title"] = "柳溪街道公共文化服务指南"
    paper.heading("服务内容", par("服务内容", props=of("1"))).text("图书借阅、讲座。")
    paper.heading("怎样预约", par("怎样预约", props=of("2"))).text("电话或者现场预约。")
    return paper.heading("附则", par("附则", props=of("1"))).text("本指南由文化中心解释。")


def with_merged_tables() -> Paper:
    paper = Paper().head("柳街办〔2025〕13号", "关于公布防汛值班安排的公告").text("值班安排见下表。")
    paper.told(
        table(
            row(
                cell("路段", props=DOWN),
                cell("时间", props=across(2)),
                cell("备注", props=DOWN),
                props="<w:tblHeader/>",
            ),
            row(cell(props=GOES_ON), "开始", "结束", cell(props=GOES_ON), props=HEAD),
            row("甲路", cell("8时", props=DOWN), "17时", "无"),
            row("乙路", cell(props=GOES_ON), cell("见通知", props=across(2))),
        ),
        *("路段", "时间", "备注", "开始", "结束", "甲路", "8时", "17时", "无", "乙路", "见通知"),
    )
    paper.tables.append(
        [
            ["路段/1x2", "时间/2x1", "备注/1x2"],
            ["开始", "结束"],
            ["甲路", "8时/1x2", "17时", "无"],
            ["乙路", "见通知/2x1"],
        ]
    )
    return paper.text("特此公告。").signed()


def with_notes_and_pictures() -> Paper:
    paper = Paper(parts={"media/image1.png": png(), "footnotes.xml": notes("按户籍人口计算。", "含*号的说明_。")})
    paper.head("柳街办〔2025〕14号", "关于统计公报的通知")
    paper.told(
        par("　　全街道12万人", note_mark(1), "，比上年增加", note_mark(2), "。"), "全街道12万人1，比上年增加2。"
    )
    paper.told(par(picture())).text("见上图。").signed()
    paper.lines += ["按户籍人口计算。", "含*号的说明_。"]
    return paper


def with_changes_and_comments() -> Paper:
    paper = Paper(parts={"comments.xml": part("comments", '<w:comment w:id="0">' + par("机密批注") + "</w:comment>")})
    paper.head("柳街办〔2025〕15号", "关于调整办事时间的通知")
    added, gone = f"<w:ins>{run('17时')}</w:ins>", "<w:del><w:r><w:delText>16时</w:delText></w:r></w:del>"
    paper.told(par("　　办事时间到", gone, added, "止。"), "办事时间到17时止。")
    paper.told(par("　　请", run("内部掌握的话", "<w:vanish/>"), "遵照执行。"), "请遵照执行。")
    paper.lost |= {Left.COMMENTS, Left.DELETED, Left.HIDDEN}
    return paper.signed()


def with_headers_and_contents() -> Paper:
    pages = part("ftr", par("第", shown_field("PAGE", "1"), "页"))
    paper = Paper(parts={"header1.xml": part("hdr", par("柳溪街道2025年第3期")), "footer1.xml": pages})
    paper.head("柳街办〔2025〕16号", "柳溪街道2025年工作要点的通知")
    paper.xml.append(
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{par('目录')}{par(shown_field('TOC', '一、重点工作……1'))}</w:sdtContent></w:sdt>"
    )
    paper.lost |= {Left.HEADERS, Left.CONTENTS}
    return paper.heading("一、重点工作").text("抓好三件实事。").signed()


def with_controls() -> Paper:
    paper = Paper().head("柳街办〔2025〕17号", "关于报名的通知")
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('6月30日')}</w:sdtContent></w:sdt>"
    paper.told(par("　　报名到", control, "截止。"), "报名到6月30日截止。")
    block = f"<w:sdt><w:sdtPr/><w:sdtContent>{par('　　地点：文化中心。')}</w:sdtContent></w:sdt>"
    paper.told(block, "地点：文化中心。")
    tick = run(inner='<w:sym w:font="Wingdings 2" w:char="F052"/>')
    empty = run("£", '<w:rFonts w:ascii="Wingdings 2"/>')
    return paper.told(par(tick, "现场　", empty, "网上"), "☑现场　□网上").signed()


def with_boxes() -> Paper:
    paper = Paper().head("柳街办〔2025〕18号", "关于开放日的通知").text("欢迎参加。")
    return paper.told(par(box(par("温馨提示：请带证件。"))), "温馨提示：请带证件。").text("另行通知。").signed()


def with_sheets() -> Paper:
    paper = (
        Paper()
        .head("柳街办〔2025〕19号", "关于申请补贴的通知")
        .text("请按要求申请。", "附件：1.申请表", "2.流程")
        .signed()
    )
    paper.told(par(run(inner='<w:br w:type="page"/>'), "附件1"), "附件1").told(centred("申请表", 36), "申请表")
    paper.headings.append("申请表")
    paper.told(table(row("姓名", ""), row("电话", "")), "姓名", "电话")
    paper.tables.append([["姓名", ""], ["电话", ""]])
    return paper


def in_many_fonts() -> Paper:
    paper = Paper().head("柳街办〔2025〕20号", "关于甲、乙两路停车的通告")
    pieces = [
        run("2", '<w:rFonts w:ascii="Times New Roman"/>'),
        run("0", "<w:b/>"),
        run("2"),
        run("5年6月起，", "<w:i/>"),
    ]
    paper.told(
        par("　　", *pieces, run("甲路", "<w:b/>"), "单向通行", run("①", RAISED), "。"), "2025年6月起，甲路单向通行①。"
    )
    return paper.signed()


def counted_in_many_ways() -> Paper:
    levels = (
        level(0, "chineseCountingThousand", "%1、"),
        level(1, "chineseCountingThousand", "（%2）"),
        level(2, "decimalEnclosedCircle", "%3"),
    )
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    again = f'<w:num w:numId="9"><w:abstractNumId w:val="1"/>{start}</w:num>'
    paper = Paper(parts={"numbering.xml": numbering(levels, more=again)})
    paper.head("柳街办〔2025〕21号", "关于评比的通知")
    paper.heading("一、范围", counted("范围", 1)).text("全部居委会。").heading("二、办法", counted("办法", 1))
    paper.heading("（一）自评", counted("自评", 1, 1)).told(counted("打分；", 1, 2), "① 打分；")
    paper.told(counted("公示。", 1, 2), "② 公示。")
    paper.heading("（二）复评", counted("复评", 1, 1)).text("由街道进行。").text("附：评分标准")
    paper.heading("一、环境", counted("环境", 9)).text("整洁。").heading("二、秩序", counted("秩序", 9))
    return paper.text("良好。").signed()


PAPERS: list[Callable[[], Paper]] = [
    typed,
    counted_by_word,
    by_style,
    with_merged_tables,
    with_notes_and_pictures,
    with_changes_and_comments,
    with_headers_and_contents,
    with_controls,
    with_boxes,
    with_sheets,
    in_many_fonts,
    counted_in_many_ways,
]


@pytest.mark.parametrize("made", PAPERS)
def test_a_paper_comes_over_whole(made):
    paper = made()
    result = taken(*paper.xml, parts=paper.parts)
    markdown = result.text.split("\n---\n", 1)[1]
    assert lines_of(markdown) == [re.sub(r"\s+", "", line) for line in paper.lines]
    assert re.findall(r"^#+ (.*)$", markdown, re.MULTILINE) == paper.headings
    assert {key: found.value for key, found in result.proposals} == paper.fields
    assert set(result.losses) == paper.lost
    assert tables_of(markdown) == paper.tables
    told = "".join([result.text, *result.losses.lines(), *result.open_fields, *result.notes])
    assert not re.search("机密|内部掌握|16时", told)


def lines_of(markdown: str) -> list[str]:
    """What a page shows, line by line, without blanks."""
    html = re.sub(r"(?<=</t[dh]>)|<br>", "\n", drawn(markdown) or "")
    html = re.sub(r'<a class="footnote-backref"[^<]*</a>', "", html)
    lines = (re.sub(r"[\s\u200b]+", "", unescape(re.sub(r"<[^<>]*>", "", line))) for line in html.split("\n"))
    return [line for line in lines if line]


def tables_of(markdown: str) -> list[list[list[str]]]:
    """The tables of a page: the cells of each row, with what they span."""
    found = re.findall(r"<table>(.*?)</table>", drawn(markdown) or "", re.DOTALL)
    return [
        [list(map(_cell, re.findall(r"<t[hd]([^>]*)>(.*?)</t[hd]>", line))) for line in _rows(each)] for each in found
    ]


def _rows(inner: str) -> list[str]:
    return re.findall(r"<tr>(.*?)</tr>", inner, re.DOTALL)


def _cell(found: tuple[str, str]) -> str:
    spans = [
        int(said[1]) if (said := re.search(rf'{name}="(\d+)"', found[0])) else 1 for name in ("colspan", "rowspan")
    ]
    return found[1] + (f"/{spans[0]}x{spans[1]}" if spans != [1, 1] else "")
