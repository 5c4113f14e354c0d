"""The blocks of a text as it was typed → the blocks of Markdown that show what was meant.

Lists, tables and notes may stand right below a line; lines that readers see as paragraphs are paragraphs; Chinese lines
that are set in are no code. What stands in a list, a quotation, a note or a footnote is gone through in the same way,
with the blanks or signs before it taken off. Raw HTML stays as it is.
"""

from __future__ import annotations

import re

from disclosure.expressions import expression
from disclosure.reading.manuscript.items import ITEM, gathered
from disclosure.reading.manuscript.lines import BLANK, Line, are_wide
from disclosure.reading.manuscript.rows import begins_table, table
from disclosure.reading.manuscript.sentences import (
    BLANKS,
    Border,
    are_unbroken,
    border,
    ends_a_sentence,
    is_chinese,
)
from disclosure.reading.manuscript.signs import DOT

_MOST_LEVELS = 24  # of what stands in each other; beyond, the text is left as it is, and a rule tells of it
_WORDS = expression(r"[^\W\d_][^|｜\t]*\Z")
_HEADING = expression(r"#{1,6}(?!#)")
_ACROSS = expression(r"(?:\*[ \t]*){3,}\Z|(?:-[ \t]*){3,}\Z|(?:_[ \t]*){3,}\Z")
_UNDERLINE = expression(r"(?:-+|=+)\Z")
_HELD = expression(r"(?:!!!|\?\?\?\+?) ?(?=[\w\"])|\[\^[^\]\s]{1,100}\]:[ \t]*|:[ \t]{1,3}(?=\S)")
_QUOTE = expression(r"> ?")
_ALONE = expression(r"\[TOC\]\Z|\[[^\[\]\n^][^\[\]\n]*\]:[ \t]*\S")
_HTML = expression(
    r"<(?:/?(?:address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption"
    r"|figure|footer|form|h[1-6]|header|html|iframe|legend|li|main|menu|nav|noscript|ol|p|pre|script|section|style"
    r"|summary|table|tbody|td|tfoot|th|thead|tr|ul)\b|!--)",
    re.IGNORECASE,
)
_TAG = expression(r"<(?P<end>/?)[a-z][^<>]*>", re.IGNORECASE)
_EMPTY = expression(r"<(?:area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr)\b|<[^<>]*/>", re.IGNORECASE)
_STARTS_A_TAG = expression(r"\s*<[a-zA-Z/!]")
_ONLY_FIGURES = expression(r"[\d\s.\-—–~～/:：()（）+]+\Z")

Taken = tuple[int, list[Line]]  # where a block ends, and its lines


def blocks(lines: list[Line], level: int = 0, *, in_item: bool = False) -> list[Line]:
    """The lines as the parser takes them: each in its block, and blocks apart from each other."""
    if level > _MOST_LEVELS:
        return lines
    made: list[Line] = []
    start = 0
    while start < len(lines):
        if lines[start].is_blank:
            made.append(lines[start].saying(""))
            start += 1
            continue
        if _stands_alone(lines, start):
            made += [BLANK, lines[start]] if made and made[-1].text else [lines[start]]
            start += 1
            continue
        end, block = _block(lines, start, level)
        if made and made[-1].text and not _may_follow(block, in_item):
            made.append(BLANK)
        made += block
        start = end
    return made


def _stands_alone(lines: list[Line], place: int) -> bool:
    """Whether a line is a block of its own at first sight: a paragraph between blank lines, as most are written."""
    is_last = place + 1 == len(lines) or not lines[place + 1].text
    return is_last and _WORDS.match(lines[place].text) is not None


def _may_follow(block: list[Line], in_item: bool) -> bool:
    """Whether a block may stand right below another: the explanation of a word, and a list in an item."""
    return block[0].text.startswith(": ") or (in_item and ITEM.match(block[0].text) is not None)


def _block(lines: list[Line], start: int, level: int) -> Taken:
    """The block that begins at a line which is not blank."""
    kind = _kind(lines, start)
    if kind == "html":
        return _html(lines, start)
    if kind == "held":
        return _held(lines, start, level)
    if kind == "quote":
        return _quoted(lines, start, level)
    if kind == "list":
        return _listed(lines, start, level)
    if kind == "table" and (made := table(lines, start)) is not None:
        return made
    if kind == "alone":
        return start + 1, [lines[start].bare()]
    return _paragraph(lines, start)


def _kind(lines: list[Line], place: int) -> str:
    """What begins at a line, if it is any but running text."""
    text = lines[place].text
    bare = text.lstrip(BLANKS)
    if ITEM.match(bare):
        return "alone" if _ACROSS.match(bare) else "list"
    if bare[0] in "#*-_[" and any(form.match(bare) for form in (_HEADING, _ACROSS, _ALONE)):
        return "alone"
    if bare[0] == "<" and _HTML.match(bare) and lines[place].indent < 4:
        return "html"
    if bare[0] in "!?[:" and not are_wide(text) and _HELD.match(bare):
        return "held"
    if bare[0] == ">" and not are_wide(text):
        return "quote"
    signs = "|" in bare or "｜" in bare or "\t" in bare or bare[0] == '"'
    return "table" if signs and begins_table(lines, place) else ""


def _html(lines: list[Line], start: int) -> Taken:
    """Raw HTML, up to the line on which all that it opens is closed."""
    depth, end = 0, start
    is_comment = lines[start].text.lstrip().startswith("<!--")
    while end < len(lines):
        text = lines[end].text
        end += 1
        if is_comment:
            if "-->" in text:
                break
            continue
        for tag in _TAG.finditer(text):
            depth += -1 if tag["end"] else 0 if _EMPTY.match(tag[0]) else 1
        if depth <= 0:
            break
    return end, lines[start:end]


def _held(lines: list[Line], start: int, level: int) -> Taken:
    """A note, a footnote or the explanation of a word, with all below it that is set in by four blanks."""
    head = lines[start].bare()
    mark = _HELD.match(head.text)
    assert mark is not None
    is_note = head.text[0] in "!?"
    content = [] if is_note else [head.without(mark.end())]
    end = start + 1
    while end < len(lines) and (
        lines[end].is_blank or _is_set_in(lines[end], is_note) or _goes_on(lines, end, is_note)
    ):
        content.append(lines[end].outdented(4))
        end += 1
    while content and content[-1].is_blank and end > start + 1:
        content.pop()
        end -= 1
    inner = blocks(content, level + 1)
    if is_note:
        return end, [head, *map(_set_in, inner)]
    first = inner[0].behind(mark[0]) if inner else head
    return end, [first, *map(_set_in, inner[1:])]


def _is_set_in(line: Line, is_note: bool) -> bool:
    """Whether a line belongs to what is above; full-width blanks begin a paragraph of the text, but in a note."""
    return line.indent >= 4 and (is_note or not are_wide(line.text))


def _goes_on(lines: list[Line], place: int, is_note: bool) -> bool:
    """Whether a line that is not set in goes on with the sentence above it."""
    above = lines[place - 1]
    if is_note or above.is_blank or _kind(lines, place) or above.text.lstrip(BLANKS).startswith(":"):
        return False
    return border(above.text, lines[place].text) is Border.GOES_ON


def _set_in(line: Line) -> Line:
    return line.behind("    ") if line.text else line


def _quoted(lines: list[Line], start: int, level: int) -> Taken:
    content: list[Line] = []
    end = start
    while end < len(lines) and not lines[end].is_blank:
        line = lines[end].bare()
        mark = _QUOTE.match(line.text)
        if mark is None and (_kind(lines, end) or border(content[-1].text, line.text) is not Border.GOES_ON):
            break
        content.append(line.without(mark.end() if mark else 0))
        end += 1
    return end, [line.behind("> " if line.text else ">") for line in blocks(content, level + 1)]


def _listed(lines: list[Line], start: int, level: int) -> Taken:
    """A list with all that stands in its items."""
    found = gathered(lines, start, lambda place: _kind(lines, place))
    is_literal = found.is_literal
    made: list[Line] = []
    for item in found.items:
        inner = blocks(item.lines, level + 1, in_item=not is_literal)
        if is_literal:
            made += [*([BLANK] if made else []), *_as_paragraph(item.head, item.mark, inner)]
        else:
            made += [*item.before, inner[0].behind(f"{item.mark} "), *map(_set_in, inner[1:])]
    return found.end, made


def _as_paragraph(head: Line, mark: str, inner: list[Line]) -> list[Line]:
    """An item whose number must stay as it is written, whatever the numbers before it are."""
    return [inner[0].behind(mark.replace(".", DOT) + " "), *inner[1:]]


def _paragraph(lines: list[Line], start: int) -> Taken:
    """Running text, parted where readers see the end of a paragraph; or code that is set in."""
    if lines[start].indent >= 4 and not are_wide(lines[start].text) and (code := _code(lines, start)):
        return start + len(code), code
    made = [lines[start].bare()]
    borders: list[Border] = []
    end = start + 1
    while end < len(lines) and not lines[end].is_blank:
        line = lines[end].bare()
        if len(made) == 1 and _UNDERLINE.match(line.text) and not ends_a_sentence(made[0].text):
            return end + 1, [*made, line]
        if _kind(lines, end) and not _is_within(made[-1], lines, end):
            break
        borders.append(border(made[-1].text, lines[end].text))
        made.append(line)
        end += 1
    return end, _parted(made, borders)


def _parted(lines: list[Line], borders: list[Border]) -> list[Line]:
    """Lines of running text with a blank one wherever a paragraph ends; what is doubtful, is so among short lines."""
    is_sure = Border.DOUBTFUL in borders and are_unbroken(line.text for line in lines)
    made = lines[:1]
    for above, line, between in zip(lines, lines[1:], borders, strict=False):
        is_apart = is_sure and between is Border.DOUBTFUL and not above.text.endswith(("<br>", "\\"))
        made += [BLANK, line] if is_apart or between is Border.PARAGRAPHS else [line]
    return made


def _is_within(above: Line, lines: list[Line], place: int) -> bool:
    """Whether what looks like an item is the rest of a sentence."""
    item = ITEM.match(lines[place].text.lstrip(BLANKS))
    return item is not None and item["number"] is not None and above.text.endswith(("，", "、"))


def _code(lines: list[Line], start: int) -> list[Line]:
    """The lines of code that is set in by four blanks: tags, or what is neither Chinese nor nothing but figures."""
    end = start
    while end < len(lines) and not lines[end].is_blank and lines[end].indent >= 4:
        end += 1
    chunk = lines[start:end]
    if any(_STARTS_A_TAG.match(line.text) for line in chunk):
        return chunk
    if any(is_chinese(line.text) for line in chunk) or all(_ONLY_FIGURES.match(line.text) for line in chunk):
        return []
    return chunk
