"""Which paragraphs are headings, and of which level: by number, style and looks, and by what stands around them.

``第一章`` and ``一、`` are of the first level below the title, ``第一节`` and ``（一）`` of the second, only where the
line has nothing but a heading. A row of short numbered lines with no text between them is a list, not headings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from disclosure.importing.word.heading_lines import (
    ARTICLE,
    FIRST,
    SECOND,
    LookOfText,
    is_heading,
    look,
    usual_look,
    width,
)
from disclosure.importing.word.paper import WordBlock, WordParagraph
from disclosure.importing.word.unnumbered import by_looks

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
    seen = dict(by_looks(blocks, {**found, **dict.fromkeys(listed, 0)}))
    sizes = sorted(set(seen.values()), reverse=True)
    return {**found, **{place: min(2 + sizes.index(size), _DEEPEST) for place, size in seen.items()}}


def _numbered(block: WordBlock) -> int:
    """The level of a line that has the number and the looks of a heading; 0 for any other."""
    if not isinstance(block, WordParagraph) or block.bullet is not None:
        return 0
    text = block.text
    level = 2 if FIRST.match(text) else 3 if SECOND.match(text) else 0
    return level if level and is_heading(text, _LONGEST) and not text.endswith(("：", ":")) else 0


def _styled(block: WordBlock) -> int:
    if not isinstance(block, WordParagraph) or block.bullet is not None or not block.outline:
        return 0
    text = block.text
    if ARTICLE.match(text) and width(text) > _LONGEST // 2:
        return 0
    is_number = FIRST.fullmatch(text) is not None or SECOND.fullmatch(text) is not None  # its name stands below it
    return block.outline if is_number or is_heading(text, _LONGEST_STYLED) else 0


def _listed(blocks: Sequence[WordBlock], found: dict[int, int]) -> Iterator[int]:
    """The places of lines that are the items of a list: alike, right below each other, looking like the text."""
    usual = usual_look(blocks)
    lines = {place: block.text for place, block in enumerate(blocks) if isinstance(block, WordParagraph)}
    last = {text: place for place, text in lines.items()}
    run: list[int] = []
    for place in (*range(len(blocks)), None):
        level = found.get(place, 0) if place is not None else 0
        is_told = place is not None and any(lines.get(place) == lines[other] for other in run)
        if run and (place is None or place != run[-1] + 1 or level != found[run[0]] or is_told):
            yield from _items(blocks, run, usual, last)
            run = []
        if level and place is not None:
            run.append(place)


def _items(blocks: Sequence[WordBlock], run: list[int], usual: LookOfText, last: dict[str, int]) -> list[int]:
    """The places of a run that are items: more than one, none with the style or the looks of a heading.

    第一编 with 第一章 right below it are no items, unless they are told again further down: then it is the contents.
    """
    lines = [block for place in run if isinstance(block := blocks[place], WordParagraph)]
    units = [match["unit"] for line in lines if (match := FIRST.match(line.text))]
    is_plain = all(not line.outline and look(line) == usual for line in lines)
    is_told_again = any(last[line.text] > run[-1] for line in lines)
    is_ladder = len(set(units)) == len(lines) and not is_told_again
    return run if len(run) > 1 and is_plain and not is_ladder else []
