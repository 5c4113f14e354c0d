"""The running text of a document without its signs: headings, paragraphs, items and rows, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.expressions import expression
from disclosure.reading.code import without_code_blocks

_HEADING = expression(r"[ ]{0,3}(?P<signs>#{1,6})[ \t]*(?P<words>[^#\n].*?)[ \t]*#*[ \t]*(?:\{[^{}]*\})?$")
# A line that begins in bold type and stands for a heading: **关键词**, **关键词**：告知单.
_BOLD = expression(r"[ \t\u3000]*(?:\*\*|__)(?P<words>[^*_\n]{1,40})(?:\*\*|__)(?:[：:。 \t\u3000]+(?P<rest>.*))?$")
_ITEM = expression(r"[ \t\u3000>]*(?:[-*+•:][ \t]+|[0-9]{1,3}[.)、．][ \t]*)?")
_ROW_RULE = expression(r"[ \t]*\|?[ \t]*:?-{2,}[-:| \t]*$")
_COMMENT = expression(r"<!--.*?(?:-->|$)", re.DOTALL)
_PICTURE = expression(r"!\[[^\[\]\n]*\]\([^()\n]*\)")
_LINK = expression(r"\[([^\[\]\n]*)\](?:\([^()\n]*\)|\[[^\[\]\n]*\])")
_TAG = expression(r"</?[a-zA-Z][^<>\n]{0,200}>")
_SIGNS = expression(r"\*{1,3}|(?<![A-Za-z0-9])_{1,3}|_{1,3}(?![A-Za-z0-9])|`+|~~|==|\{[:#.][^{}\n]{0,80}\}")
_SENTENCE = expression("[^。！？!?]*[。！？!?]+[”’」》）)]*|[^。！？!?]+$")
PLAIN, BOLD = 0, 7  # levels: running text; what stands for a heading in bold type


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph, an item of a list or a row of a table: its words, and where in the text it begins.

    ``level`` is that of a heading, from 1 to 6, ``BOLD`` for words in bold type at the beginning of a line, and
    ``PLAIN`` for running text; what ``is_quoted`` stands behind a ``>``.
    """

    start: int
    text: str
    level: int = PLAIN
    is_quoted: bool = False


def blocks(text: str) -> Iterator[Block]:
    """The text piece by piece, in its order. Comments, code and pictures are no text."""
    plain = _COMMENT.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), without_code_blocks(text))
    start, gathered = 0, list[str]()
    began = 0
    for line in (*plain.split("\n"), ""):
        heading = _HEADING.match(line)
        bold = None if heading else _BOLD.match(line)
        begins = _ITEM.match(line)
        fresh = heading or bold or not line.strip() or line.lstrip().startswith("|") or (begins and begins[0].strip())
        if fresh and gathered:
            is_term = line.startswith(":")  # of a list of definitions
            yield from [Block(began, words("".join(gathered)), BOLD)] if is_term else _running(began, "".join(gathered))
            gathered = []
        if heading or bold:
            yield from _headed(start, heading, bold)
        elif line.strip() and not _ROW_RULE.match(line):
            began = began if gathered else start
            gathered.append(line)
        start += len(line) + 1


def _headed(start: int, heading: re.Match[str] | None, bold: re.Match[str] | None) -> Iterator[Block]:
    if heading is not None:
        yield Block(start, words(heading["words"]), len(heading["signs"]))
    elif bold is not None:
        yield Block(start, words(bold["words"]).rstrip("：:。"), BOLD)
        yield from _running(start, bold["rest"] or "")


def _running(start: int, line: str) -> Iterator[Block]:
    said = words(_ITEM.sub("", line, count=1).strip(" \t|"))
    if said:
        yield Block(start, said, is_quoted=line.lstrip().startswith(">"))


def words(line: str) -> str:
    """What readers see of a piece of Markdown."""
    shown = _LINK.sub(r"\1", _PICTURE.sub("", line))
    return " ".join(_SIGNS.sub("", _TAG.sub("", shown.replace("|", " "))).split())


def sentences(text: str) -> list[str]:
    """The sentences of a piece of running text, each with its closing sign."""
    return _SENTENCE.findall(text)


def questions_of(text: str) -> list[str]:
    """The questions that a text asks in headings, in bold type or behind 问, to answer them below."""
    return [block.text for block in blocks(text) if _is_question(block)]


def _is_question(block: Block) -> bool:
    asks = block.text.rstrip().endswith(("？", "?"))
    return (block.level != PLAIN and asks) or re.match(
        "(?:问题?|Q)[0-9一二三四五六七八九十]{0,3}[：:]", block.text
    ) is not None
