"""What the first and the last lines of a paper say of it: title, number, date, issuer. Nothing is made up.

Each proposal goes with the line that it was read from, so that whoever imports can see at once whether it is right.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from disclosure.expressions import expression
from disclosure.importing.word.heading_lines import width
from disclosure.importing.word.paper import WordBlock, WordParagraph
from disclosure.importing.word.proposed import PaperHead, PlacedLine, Proposed, lines_left
from disclosure.importing.word.tails import DATE, LONGEST_ISSUER, NARROW, read_attachments, read_signature
from disclosure.records.kinds import Kind

_NUMBER = expression(
    r"(?P<name>[\u3400-\u9fff（）()]{1,20})[ \u3000]{0,4}[〔\[［（(【﹝][ \u3000]?(?P<year>(?:19|20)\d\d)"
    r"[ \u3000]?[〕\]］）)】﹞][ \u3000]{0,4}(?P<rest>第?[ \u3000]?\d{1,5}[ \u3000]?号)"
)
_SIGNED_FOR = expression(r"[ \t\u3000]*(?:签发人|印发|发文机关)")
_RIDER = expression(
    r"[（(](?:试行|暂行|征求意见稿|草案|送审稿|修订|修订稿|讨论稿|节选|摘要|第?[一二三四五六七八九十\d]+版)[）)]"
)
_RED_HEAD = expression(r"(?P<name>[\u3400-\u9fff（）()、\s]{4,60}?)[ \u3000]*(?:文[ \u3000]*件)?\Z")
_MOST_HEAD = 40  # blocks within which the head of a paper stands
_MOST_TITLE = 6  # lines
_LONGEST_TITLE = 100
# The last word of a title and the kind that it tells; a kind that the column does not take is passed over.
_KINDS = (
    ("解读", Kind.INTERPRETATION), ("问答", Kind.QUESTIONS), ("征求意见", Kind.CONSULTATION),
    ("采纳情况", Kind.FEEDBACK), ("办法", Kind.NORMATIVE), ("规定", Kind.NORMATIVE), ("细则", Kind.NORMATIVE),
    ("办法", Kind.POLICY), ("规定", Kind.POLICY), ("细则", Kind.POLICY), ("应急预案", Kind.EMERGENCY),
    ("预案", Kind.EMERGENCY), ("方案", Kind.POLICY), ("意见", Kind.POLICY), ("要点", Kind.PLAN), ("计划", Kind.PLAN),
    ("规划", Kind.PLAN), ("年度报告", Kind.REPORT), ("预算", Kind.BUDGET), ("决算", Kind.BUDGET),
    ("指南", Kind.SERVICE), ("目录", Kind.CATALOGUE), ("清单", Kind.CATALOGUE), ("制度", Kind.SYSTEM),
    ("通知", Kind.NOTICE),
    ("公告", Kind.NOTICE), ("通告", Kind.NOTICE), ("公示", Kind.NOTICE), ("通报", Kind.NOTICE),
    ("决定", Kind.POLICY),
    ("批复", Kind.POLICY),
)  # fmt: skip


def head_of(blocks: Sequence[WordBlock], kinds: Sequence[Kind], offices: Sequence[str]) -> PaperHead:
    """The head of a paper; ``kinds`` are those that its column takes, ``offices`` the names of the office itself."""
    head = PaperHead()
    _read_red_head(blocks, head)
    _read_title(blocks, head)
    read_number(blocks, head)
    read_signature(blocks, head, offices)
    read_attachments(blocks, head)
    if head.title is not None:
        head.kind = _kind(head.title, kinds)
    return head


def _read_red_head(blocks: Sequence[WordBlock], head: PaperHead) -> None:
    """The name of the office in red above everything else, which the site's own head stands for."""
    lines = lines_left(blocks[:_MOST_HEAD], head)
    for number, (place, paragraph) in enumerate(lines[:4]):
        text = paragraph.text
        ends = text.replace(" ", "").replace("\u3000", "").endswith("文件")
        is_black = ends and number == 0 and paragraph.is_centred and any(item.is_centred for _, item in lines[1:])
        if not (paragraph.is_red or is_black) or _NUMBER.search(text) or width(text) > LONGEST_ISSUER:
            continue
        match = _RED_HEAD.match(text)
        if match is None or "关于" in text or not (ends or _is_title_below(lines[number + 1 :])):
            continue
        head.taken.add(place)
        head.red_head.append(text)
        head.issuer = head.issuer or Proposed("".join(match["name"].split()), text)


def _is_title_below(lines: list[PlacedLine]) -> bool:
    """Whether below a red line there is something else that can be the title, before the text begins."""
    above_text = takewhile(lambda item: item[1].is_centred or not _is_prose(item[1]), lines)
    return any(item.is_centred and not _NUMBER.fullmatch(item.text) for _, item in above_text)


def _read_title(blocks: Sequence[WordBlock], head: PaperHead) -> None:
    """The largest lines in the middle, joined; or those that have the style of a title."""
    lines = lines_left(blocks[:_MOST_HEAD], head)
    styled = [item for item in lines if item[1].is_title]
    above = _above_the_text(blocks, lines)
    chosen = _together(blocks, styled) or _largest(blocks, above) or _alone(blocks, lines)
    chosen += _rider(blocks, chosen, lines)
    text = "".join(_joined_line(paragraph) for _, paragraph in chosen)
    if not chosen or width(text) > _LONGEST_TITLE:
        return
    head.taken |= {place for place, _ in chosen}
    head.title = Proposed(_one_line(text), " / ".join(paragraph.text for _, paragraph in chosen))


def _above_the_text(blocks: Sequence[WordBlock], lines: list[PlacedLine]) -> list[PlacedLine]:
    """The lines in the middle that stand above all running text."""
    begins = next((place for place, item in lines if not item.is_centred and _is_prose(item)), len(blocks))
    return [
        (place, item)
        for place, item in lines
        if place < begins
        and item.is_centred
        and not _NUMBER.fullmatch(item.text)
        and not DATE.fullmatch(item.text.translate(NARROW))
    ]


def _largest(blocks: Sequence[WordBlock], above: list[PlacedLine]) -> list[PlacedLine]:
    """The first of some lines that are the largest of them."""
    most = max((item.size for _, item in above), default=0)
    return _together(blocks, [item for item in above if item[1].size == most])


def _alone(blocks: Sequence[WordBlock], lines: list[PlacedLine]) -> list[PlacedLine]:
    """A first line that is no text: the only heading of the highest level, or larger than all that follows."""
    if not lines or _is_prose(lines[0][1]) and not lines[0][1].outline:
        return []
    (place, first), others = lines[0], [item for _, item in lines_left(blocks, PaperHead())[1:]]
    if first.bullet is not None or first.number or not others:
        return []
    is_highest = first.outline and all(not item.outline or item.outline > first.outline for item in others)
    is_largest = first.size > max(item.size for item in others) + 3
    return [(place, first)] if is_highest or is_largest else []


def _rider(blocks: Sequence[WordBlock], chosen: list[PlacedLine], lines: list[PlacedLine]) -> list[PlacedLine]:
    """The line below a title that says of what standing the paper is: （试行）."""
    below = [item for item in lines if chosen and item[0] > chosen[-1][0]][:1]
    is_near = bool(below) and all(map(_is_nothing, blocks[chosen[-1][0] + 1 : below[0][0]]))
    return below if is_near and _RIDER.fullmatch("".join(below[0][1].text.split())) else []


def _joined_line(paragraph: WordParagraph) -> str:
    return paragraph.text.replace("\n", "")


def _one_line(text: str) -> str:
    """A title without blanks between Chinese signs, single ones elsewhere."""
    words = text.split()
    made = words[0] if words else ""
    for word in words[1:]:
        made += word if ord(made[-1]) > 0x2E80 or ord(word[0]) > 0x2E80 else f" {word}"
    return made


def _is_prose(paragraph: WordParagraph) -> bool:
    return width(paragraph.text) > 20 or paragraph.text.endswith(("。", "：", ":"))


def _together(blocks: Sequence[WordBlock], lines: list[PlacedLine]) -> list[PlacedLine]:
    """The first of the lines and those that stand right below it."""
    chosen: list[PlacedLine] = []
    for place, paragraph in lines[:_MOST_TITLE]:
        if chosen and not all(_is_nothing(block) for block in blocks[chosen[-1][0] + 1 : place]):
            break
        chosen.append((place, paragraph))
    return chosen


def _is_nothing(block: WordBlock) -> bool:
    return isinstance(block, WordParagraph) and block.is_empty


def read_number(blocks: Sequence[WordBlock], head: PaperHead) -> None:
    """The number of the paper, alone on its line or with who signed beside it."""
    for place, paragraph in lines_left(blocks[:_MOST_HEAD], head):
        match = _NUMBER.match(paragraph.text.strip("（()）"))
        if match is None:
            continue
        rest = paragraph.text.strip("（()）")[match.end() :]
        if not rest.strip() or _SIGNED_FOR.match(rest):
            number = "".join(match["rest"].split()).removeprefix("第")
            head.doc_no = Proposed(f"{match['name']}〔{match['year']}〕{number}", paragraph.text)
            if not rest.strip():
                head.taken.add(place)
            return


def _kind(title: Proposed, kinds: Sequence[Kind]) -> Proposed | None:
    """The kind that the last word of the title tells, if the column takes it; the only one that the column takes."""
    if len(kinds) == 1:
        return Proposed(kinds[0].value, "这个栏目只收这一种")
    bare = title.value.rstrip("）)】").removesuffix("（试行").removesuffix("（暂行").removesuffix("》")
    for word, kind in _KINDS:
        if bare.endswith(word) and kind in kinds:
            return Proposed(kind.value, f"标题的最后是“{word}”")
    return None
