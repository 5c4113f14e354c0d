"""Headings that neither a number nor a style tells, only their looks: larger than the text, bold or in the middle.

Only what is plain: a short line by itself above something that it can be the heading of. The lines of a cover, a day,
a rider in brackets, the caption of a table are none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from disclosure.expressions import expression
from disclosure.importing.word.heading_lines import is_heading, usual_look, width
from disclosure.importing.word.paper import WordBlock, WordParagraph, Words

_LONGEST = 30  # Chinese signs
_LARGER = 2  # half points by which a heading is larger than the text at least
_NO_HEADING = expression(
    r"(?:[（(【\[—–\-*＊·•]|(?:附|表|图)[ \t\u3000]*(?:件|表|图)?[ \t\u3000]*[\d０-９一二三四五六七八九十]"
    r"|目[ \t\u3000]*[录次]\Z|(?:19|20|二[〇○0])[\d〇○一二三四五六七八九]{2}年)"
)
_NO_END = ("：", ":", "，", ",", "、", "号", "日", "）", ")")

_Looks = tuple[int, bool, bool]  # size, whether bold, whether in the middle


def by_looks(blocks: Sequence[WordBlock], found: dict[int, int]) -> Iterator[tuple[int, int]]:
    """Place and size of each; ``found`` are the headings already known by their places."""
    usual = usual_look(blocks)
    shown = [place for place, block in enumerate(blocks) if not isinstance(block, WordParagraph) or not block.is_empty]
    like = {place: looks for place in shown if place not in found and (looks := _looks(blocks[place], usual[1]))}
    times = Counter(like.values())
    text_above = False
    for number, place in enumerate(shown):
        near = [shown[other] for other in (number - 1, number + 1) if 0 <= other < len(shown)]
        is_alone = all(like.get(other) != like.get(place) for other in near)
        followed = number + 1 < len(shown) and _is_headed(blocks[shown[number + 1]], shown[number + 1], found, like)
        if place in like and is_alone and followed and (text_above or times[like[place]] > 1):
            yield place, like[place][0]
        text_above = text_above or _is_text(blocks[place])


def _looks(block: WordBlock, usual: int) -> _Looks | None:
    """The looks of a line that could be a heading; ``None`` for any other."""
    if not isinstance(block, WordParagraph) or block.bullet is not None or block.number or block.is_red:
        return None
    stands_out = block.size >= usual + _LARGER and (block.is_bold or block.is_centred)
    if not stands_out or not all(isinstance(piece, Words) for piece in block.pieces):
        return None
    text = block.text
    if width(text) < 2 or not is_heading(text, _LONGEST) or _NO_HEADING.match(text) or text.endswith(_NO_END):
        return None
    return block.size, block.is_bold, block.is_centred


def _is_headed(block: WordBlock, place: int, found: dict[int, int], like: dict[int, _Looks]) -> bool:
    """Whether a heading can stand above this: text, a table, a picture, another heading."""
    return place in found or place in like or _is_text(block)


def _is_text(block: WordBlock) -> bool:
    if not isinstance(block, WordParagraph):
        return True
    is_prose = width(block.text) > 20 or block.text.endswith(("。", "：", ":", "；"))
    return is_prose or any(not isinstance(piece, Words) for piece in block.pieces)
