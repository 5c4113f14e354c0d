"""One Markdown comment for a code host, in which nothing that is quoted can do anything.

What pages, findings and file names say stands in fenced blocks alone, where a host reads no HTML, no link, no mention
of a person, no reference to an issue and no command; the fence is a line that no quoted line can be. What stands
between the blocks is written here. Whoever posts the comment knows it again by its first line.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, chain

from disclosure.expressions import expression
from disclosure.reporting import plain
from disclosure.reporting.characters import visible
from disclosure.reporting.story import ChangeStory
from disclosure.reporting.story.changes import Changes, Fate, PageChange
from disclosure.reporting.story.words import (
    HOW_TO_OPEN,
    beside,
    file_line,
    in_short,
    of_gone,
    of_new,
    page_line,
    told_in,
    told_of,
    uncompared,
)

MARK = "<!-- disclosure: story -->"
LIMIT = 65_536  # characters that GitHub takes; GitLab takes a million
_ROOM = LIMIT - 1_536  # what is left for the words that tell what was left out
_OF_FINDINGS = 20_000
_FENCE = "~" * 8
_SAFE_LINK = expression(r"https?://[A-Za-z0-9.:\[\]-]+(?:/[A-Za-z0-9._~%/?=&#-]*)?")


def comment(story: ChangeStory) -> str:
    """The comment, at most 65,536 characters, cut between two changes where there are too many."""
    parts = [MARK, f"**{visible(story.verdict)}**", *_preview(story)]
    parts += _block([*story.remarks, *story.fault.splitlines()], 4_000)
    if story.findings or story.silenced:
        lines = plain.render(story.findings, story.silenced, rules=story.rules).splitlines()
        parts += ["### 检查出的问题", *_block(lines, _OF_FINDINGS)]
    if story.turned:
        lines = [f"{item.title}：{item.before} → {item.after}" for item in story.turned]
        parts += [f"### 自查：{len(lines)} 项的结论变了", *_block(lines, 4_000)]
    room = _ROOM - sum(len(part) + 2 for part in parts)
    changes = _of_readers(story.changes, room) if story.changes is not None else [uncompared(story)]
    return "\n\n".join([*parts, "### 读者会看到什么变化", *changes]) + "\n"


def _preview(story: ChangeStory) -> Iterator[str]:
    link = story.link if _SAFE_LINK.fullmatch(story.link) else ""
    where = f"[在这里取]({link})" if link else "在这次运行的产物里"
    if story.has_preview:
        yield f"预览（preview.zip）和完整的报告（report.html）：{where}。{HOW_TO_OPEN}"
    else:
        yield f"完整的报告（report.html）：{where}。网站没有生成，没有预览。"


def _of_readers(changes: Changes, room: int) -> Iterator[str]:
    yield in_short(changes)
    yield from beside(changes)
    files = [[f"  {file_line(item)}" for item in changes.files]] if changes.files else []
    yield from _blocks(chain(files, map(_page, changes.pages)), room)


def _page(item: PageChange) -> list[str]:
    if item.fate is Fate.GONE:
        return [f"- 不再有：{page_line(item)}", f"  {of_gone(item)}"]
    if item.fate is Fate.NEW:
        return [f"+ 新网页：{page_line(item)}", *(f"+ {line}" for line in of_new(item))]
    lines = [f"  {page_line(item)}"]
    for word, runs in chain.from_iterable(map(told_of, item.turns)):
        lines.append(f"{'-' if word in ('旧', '删去') else '+'} {word}：{''.join(told_in(runs))}")
    return lines


def _block(lines: Sequence[str], room: int) -> list[str]:
    """Lines in one block, as many as there is room for."""
    count = sum(size <= room for size in accumulate(len(_harmless(line)) + 1 for line in lines))
    return [*_fenced([lines[:count]], "text"), *_rest(len(lines) - count, "行")]


def _blocks(groups: Iterable[Sequence[str]], room: int) -> list[str]:
    """Groups of lines, each in a block of its own, as many as there is room for."""
    kept: list[Sequence[str]] = []
    left = 0
    for group in groups:
        size = sum(len(_harmless(line)) + 1 for line in group) + 3 * len(_FENCE)
        if left or size > room:
            left += 1
        else:
            room -= size
            kept.append(group)
    return [*_fenced(kept, "diff"), *_rest(left, "处")]


def _fenced(groups: Iterable[Sequence[str]], language: str) -> list[str]:
    return [f"{_FENCE}{language}\n" + "\n".join(map(_harmless, lines)) + f"\n{_FENCE}" for lines in groups if lines]


def _rest(count: int, what: str) -> list[str]:
    return [f"……还有 {count} {what}没有列出，都在 report.html 里。"] if count else []


def _harmless(line: str) -> str:
    return visible(line).replace(_FENCE, "～" * len(_FENCE))
