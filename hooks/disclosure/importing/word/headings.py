"""Which paragraphs are headings, and of which level: by their number, by their style, and by what stands around them.

``第一章`` and ``一、`` are of the first level below the title, ``第一节`` and ``（一）`` of the second, only where the
line has nothing but a heading. A row of short numbered lines with no text between them is a list, not headings.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from disclosure.expressions import expression
from disclosure.importing.word.paper import WordBlock, WordParagraph

_NUMERALS = "一二三四五六七八九十百零〇"
_BLANKS = r"[ \t\u3000\u00a0]*"
_FIRST = expression(rf"(?:第[{_NUMERALS}\d]{{1,5}}(?:编|章|部分)(?![^\s\u3000]?[、，的和])|[{_NUMERALS}]{{1,4}}[、．])")
_SECOND = expression(rf"(?:第[{_NUMERALS}\d]{{1,5}}节|[（(][{_NUMERALS}]{{1,4}}[）)])")
_ARTICLE = expression(rf"第[{_NUMERALS}\d]{{1,5}}条")
_NUMBER = expression(rf"(?:{_FIRST.pattern}|{_SECOND.pattern}|\d{{1,2}}[.．、]?|[（(]\d{{1,2}}[）)]){_BLANKS}")
_PAGE = expression(r"(?:[.．…·]{2,}|\t)[\s.．…·]{0,80}\d{1,3}\Z")  # as in a table of contents that somebody typed
_CLAUSE = expression(r"[，,].{0,60}的\Z")  # a case, as rules list them: 违反规定，借用文物的
_STOPS = expression(r"[。；;！!？?]")
_LONGEST, _LONGEST_STYLED = 40, 60  # Chinese signs; two others count as one
_DEEPEST = 6


def levels(blocks: Sequence[WordBlock]) -> dict[int, int]:
    """For each paragraph that is a heading, by its place in the list: how many hashes it takes, 2 to 6."""
    found = {place: level for place, block in enumerate(blocks) if (level := _numbered(block))}
    listed = set(_listed(blocks, found))
    found = {place: level for place, level in found.items() if place not in listed}
    styled = {place: outline for place, block in enumerate(blocks) if (outline := _styled(block))}
    steps = sorted(set(styled.values()))
    for place, outline in styled.items():
        found.setdefault(place, min(2 + steps.index(outline), _DEEPEST))
    return found


def width(text: str) -> float:
    """How long a text is in Chinese signs."""
    return sum(1 if east_asian_width(sign) in "WF" else 0.5 for sign in text)


def _numbered(block: WordBlock) -> int:
    """The level of a line that has the number and the looks of a heading; 0 for any other."""
    if not isinstance(block, WordParagraph) or block.bullet is not None:
        return 0
    text = block.text
    level = 2 if _FIRST.match(text) else 3 if _SECOND.match(text) else 0
    return level if level and _is_heading(text, _LONGEST) and not text.endswith(("：", ":")) else 0


def _styled(block: WordBlock) -> int:
    if not isinstance(block, WordParagraph) or block.bullet is not None or not block.outline:
        return 0
    text = block.text
    if _ARTICLE.match(text) and width(text) > _LONGEST // 2:
        return 0
    return block.outline if text and _is_heading(text, _LONGEST_STYLED) else 0


def _is_heading(text: str, longest: int) -> bool:
    """Whether a line holds nothing but a heading."""
    bare = text[_end_of_number(text) :].strip(" \t\u3000\u00a0")
    is_line = bool(bare) and "\n" not in text and width(text) <= longest
    return is_line and not _STOPS.search(bare) and not _PAGE.search(bare) and not _CLAUSE.search(bare)


def _end_of_number(text: str) -> int:
    match = _NUMBER.match(text)
    return match.end() if match else 0


def _listed(blocks: Sequence[WordBlock], found: dict[int, int]) -> Iterator[int]:
    """The places of lines that are the items of a list: alike, right below each other, looking like the text."""
    usual = _usual_look(blocks)
    run: list[int] = []
    for place in (*range(len(blocks)), None):
        level = found.get(place, 0) if place is not None else 0
        if run and (place is None or place != run[-1] + 1 or level != found[run[0]]):
            yield from _items(blocks, run, usual)
            run = []
        if level and place is not None:
            run.append(place)


def _items(blocks: Sequence[WordBlock], run: list[int], usual: tuple[str, int, bool]) -> list[int]:
    """The places of a run that are items: more than one, none with the style or the looks of a heading."""
    lines = [block for place in run if isinstance(block := blocks[place], WordParagraph)]
    is_plain = all(not line.outline and _look(line) == usual for line in lines)
    return run if len(run) > 1 and is_plain else []


def _usual_look(blocks: Sequence[WordBlock]) -> tuple[str, int, bool]:
    """How most of the running text looks."""
    counts: Counter[tuple[str, int, bool]] = Counter()
    for block in blocks:
        if isinstance(block, WordParagraph):
            counts[_look(block)] += len(block.words)
    return counts.most_common(1)[0][0] if counts else ("", 0, False)


def _look(paragraph: WordParagraph) -> tuple[str, int, bool]:
    return paragraph.font, paragraph.size, paragraph.is_bold
