"""What a line must be to be a heading at all: its length, its signs, and how it looks beside the running text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from unicodedata import east_asian_width

from disclosure.expressions import expression
from disclosure.importing.word.paper import WordBlock, WordParagraph

_NUMERALS = "一二三四五六七八九十百零〇"
_BLANKS = r"[ \t\u3000\u00a0]*"
# The numbers of headings of the first and of the second level; what tells kinds of them apart is the ``unit``.
FIRST = expression(
    rf"(?:第[{_NUMERALS}\d]{{1,5}}(?P<unit>编|章|部分)(?![^\s\u3000]?[、，的和])|[{_NUMERALS}]{{1,4}}[、．])"
)
SECOND = expression(rf"(?:第[{_NUMERALS}\d]{{1,5}}节|[（(][{_NUMERALS}]{{1,4}}[）)])")
ARTICLE = expression(rf"第[{_NUMERALS}\d]{{1,5}}条")
_FIRST_PLAIN = FIRST.pattern.replace("?P<unit>", "?:")
_NUMBER = expression(rf"(?:{_FIRST_PLAIN}|{SECOND.pattern}|\d{{1,2}}[.．、]?|[（(]\d{{1,2}}[）)]){_BLANKS}")
_PAGE = expression(r"(?:[.．…·]{2,}|\t)[\s.．…·]{0,80}\d{1,3}\Z")  # as in a table of contents that somebody typed
_CLAUSE = expression(r"[，,].{0,60}的\Z")  # a case, as rules list them: 违反规定，借用文物的
_STOPS = expression(r"[。；;！!？?]")

LookOfText = tuple[str, int, bool]  # font, size in half points, whether bold


def width(text: str) -> float:
    """How long a text is in Chinese signs."""
    return sum(1 if east_asian_width(sign) in "WF" else 0.5 for sign in text)


def is_heading(text: str, longest: int) -> bool:
    """Whether a line holds nothing but a heading; ``longest`` in Chinese signs."""
    match = _NUMBER.match(text)
    bare = text[match.end() if match else 0 :].strip(" \t\u3000\u00a0")
    is_line = bool(bare) and "\n" not in text and width(text) <= longest
    return is_line and not _STOPS.search(bare) and not _PAGE.search(bare) and not _CLAUSE.search(bare)


def usual_look(blocks: Sequence[WordBlock]) -> LookOfText:
    """How most of the running text looks."""
    counts: Counter[LookOfText] = Counter()
    for block in blocks:
        if isinstance(block, WordParagraph):
            counts[look(block)] += len(block.words)
    return counts.most_common(1)[0][0] if counts else ("", 0, False)


def look(paragraph: WordParagraph) -> LookOfText:
    """How a paragraph looks."""
    return paragraph.font, paragraph.size, paragraph.is_bold
