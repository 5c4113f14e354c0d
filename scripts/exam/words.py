"""Word 文件里的每一个字，不论前后是什么符号，导入以后网页上都一样。

3,000 files of paragraphs, headings, lists and tables, of signs that Markdown or the mending of what people type could
take for something else, in runs of several looks.
"""

from __future__ import annotations

import random
import re
from html import unescape

from disclosure.importing.word.headings import levels
from disclosure.importing.word.losses import Losses
from disclosure.importing.word.markdown import BodyWriter
from disclosure.importing.word.paper import WordBlock, WordParagraph, WordTable
from disclosure.importing.word.reading import read_word
from disclosure.reading.drawing import drawn
from word_files import across, cell, level, numbering, par, row, table, word_file
from word_files import run as run_of

_CASES = 3000
_PIECES = (
    "甲", "王", "李", "*", "**", "_", "__", "`", "``", "```", "[", "]", "(", ")", "（", "）", "［", "］", "#", "＃",
    "＊", "＊＊", "~", "~~", "=", "==", "|", "｜", "<", ">", "&", "&lt;", "&#35;", "\\", "-", "--", "+", "1.",
    "12.", ":", "：", "!", "!!!", "?", "???", "\"", "“", "”", "{", "}", "{{", "}}", "^", "[^1]", "[^1]:",
    "https://a.gov.cn/x_y", "http://b.cn", "b", "1", "23", "。", "，", "、", ".png", "ref:doc-1", "](", "](a.png)",
    "<b>", "</p>", "<!--", "-->", "@", "a@b.cn", "www.x.cn", "%", "$", "/", "第一条", "一、", "（一）", "※", "●", "□",
    "·", "—", "——", "时间：", "~3", "opinions", "[TOC]", "mailto:", "*[a]:", "+++", "::", "///", "1)", "a)", "…",
)  # fmt: skip
_LOOKS = ("", "", "", "<w:b/>", "<w:i/>", "<w:strike/>", '<w:vertAlign w:val="superscript"/>')
_NUMBERED = '<w:numPr><w:ilvl w:val="{}"/><w:numId w:val="1"/></w:numPr>'
_BLANKS = re.compile(r"[\s\u00a0\u200b\u3000\ufeff]+")


def run(seed: int, share: float) -> list[str]:
    """The misses of a share of the cases."""
    numbers = range(max(1, round(_CASES * share)))
    found = ((number, _miss(random.Random(f"{seed}-{number}"))) for number in numbers)
    return [f"case {number}: {miss}" for number, miss in found if miss]


def _miss(dice: random.Random) -> str:
    """What is missing or more on the page of one file; "" if nothing is."""
    body = [_block(dice) for _ in range(dice.randint(1, 5))]
    lists = numbering((level(0, "decimal", "%1."), level(1, "bullet", "●")))
    paper = read_word(word_file(*body, parts={"numbering.xml": lists})).paper
    markdown = BodyWriter(paper.notes, {}, Losses()).body(paper.blocks, levels(paper.blocks))
    wanted, html = "".join(map(_text, paper.blocks)), drawn(markdown)
    shown = "" if html is None else _bare(unescape(re.sub(r"<[^<>]*>", "", html)).replace("•", ""))
    return "" if shown == wanted else f"{wanted!r} is shown as {shown!r}: {markdown!r}"


def _block(dice: random.Random) -> str:
    kind = dice.randrange(6)
    if kind == 0:
        wide = [cell(_paragraph(dice), props=across(2)), cell(_paragraph(dice))]
        return str(table(row(*wide), row(*(cell(_paragraph(dice)) for _ in range(3)))))
    if kind == 1:
        return str(table(*(row(cell(_paragraph(dice)), cell(_paragraph(dice))) for _ in range(2))))
    if kind == 2:
        return str(par(run_of(_words(dice)), props=_NUMBERED.format(dice.randrange(2))))
    return _paragraph(dice)


def _paragraph(dice: random.Random) -> str:
    return str(par(*(run_of(_words(dice), dice.choice(_LOOKS)) for _ in range(dice.randint(1, 3)))))


def _words(dice: random.Random) -> str:
    return "".join(dice.choice((*_PIECES, " ", "\u3000")) for _ in range(dice.randint(1, 6)))


def _text(block: WordBlock) -> str:
    if isinstance(block, WordTable):
        return "".join(_text(inner) for line in block.rows for item in line for inner in item.blocks)
    assert isinstance(block, WordParagraph)
    return _bare(block.text)


def _bare(text: str) -> str:
    return _BLANKS.sub("", text)
