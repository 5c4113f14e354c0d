"""Which paragraphs are headings, and of which level: by number, style and looks, and by what stands around them.

``第一章`` and ``一、`` are of the first level below the title, ``第一节`` and ``（一）`` of the second, only where the
line has nothing but a heading. A row of short numbered lines with no text between them is a list, not headings.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

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
from disclosure.importing.word.paper import WordBlock, WordParagraph, WordPiece, Words
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


def unbroken(blocks: Sequence[WordBlock]) -> Iterator[WordBlock]:
    """The blocks, where headings and text that somebody set into one paragraph, line by line, stand apart."""
    for block in blocks:
        lines = _lines(block) if isinstance(block, WordParagraph) and "\n" in block.words else []
        if any(map(_numbered, lines[:-1])) and not any(line.is_centred for line in lines):
            yield from lines
        else:
            yield block


def _lines(block: WordParagraph) -> list[WordParagraph]:
    """Each line of a paragraph as one of its own; the number is that of the first."""
    pieces: list[list[WordPiece]] = [[]]
    for piece in block.pieces:
        parts = piece.text.split("\n") if isinstance(piece, Words) else []
        pieces[-1].append(replace(piece, text=parts[0]) if isinstance(piece, Words) else piece)
        pieces += [[replace(piece, text=part)] for part in parts[1:] if isinstance(piece, Words)]
    first, *more = [item for item in pieces if item]
    made = [
        replace(block, pieces=first),
        *(replace(block, pieces=item, number="", gap="", new_page=False) for item in more),
    ]
    return [line for line in made if not line.is_empty]


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
    told: set[str] = set()
    for place in (*range(len(blocks)), None):
        level = found.get(place, 0) if place is not None else 0
        is_told = place is not None and lines.get(place) in told
        if run and (place is None or place != run[-1] + 1 or level != found[run[0]] or is_told):
            yield from _items(blocks, run, usual, last)
            run, told = [], set()
        if level and place is not None:
            run.append(place)
            told.add(lines[place])


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
