"""Sows Markdown defects: each into another document, between paragraphs that stand there."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from seeding.carriers import Lines, carry
from seeding.defect import MARKDOWN, Category, Defect, Sown

# Texts that say nothing about the target, so that only the address can be wrong.
_TEXTS = ("点击查看", "查看", "点击打开", "点这里查看", "打开")


def markdown_defects(category: Category, count: int, first: int) -> list[tuple[list[Defect], Lines]]:
    """The blocks of a class, with the defects that they hold; a block that uses an address twice holds two."""
    blocks: list[tuple[list[Defect], Lines]] = []
    sown = 0
    while sown < count:
        number, turn = first + sown, len(blocks)
        href = category.hrefs[turn % len(category.hrefs)].replace("{n}", str(number))
        # Addresses and carriers take turns independently, so that in time every pair of them occurs.
        carrier = category.carriers[(turn + turn // len(category.carriers)) % len(category.carriers)]
        lines = carry(carrier, category.text or _TEXTS[number % len(_TEXTS)], href, number)
        lines = lines if "|" not in href or carrier != "原文" else _as_table(href)
        wrong = [line for line, at_fault in lines if at_fault]
        if sown + len(wrong) > count:
            lines = carry("段落", category.text or _TEXTS[0], href, number)
            wrong = wrong[:1]
        found = [Defect(category.name, MARKDOWN, category.rules, number + n, line) for n, line in enumerate(wrong)]
        blocks.append((found, lines))
        sown += len(found)
    return blocks


def _as_table(row: str) -> Lines:
    return [("| 事项 | 说明 |", False), ("| --- | --- |", False), (row, True)]


def sow_documents(root: Path, blocks: Sequence[tuple[list[Defect], Lines]], chance: random.Random) -> Iterator[Sown]:
    """Write the blocks into the documents below ``root``, as evenly as possible; where each defect ended up."""
    files = sorted((root / "docs").rglob("*.md"))
    chance.shuffle(files)
    for start, file in enumerate(files):
        mine = blocks[start :: len(files)]
        if mine:
            yield from _sow(file, file.relative_to(root).as_posix(), mine, chance)


def _sow(file: Path, path: str, blocks: Sequence[tuple[list[Defect], Lines]], chance: random.Random) -> Iterator[Sown]:
    text = file.read_text("utf-8").rstrip("\n").split("\n")
    gaps = list(_gaps(text)) or [len(text)]
    placed: dict[int, list[tuple[list[Defect], Lines]]] = {}
    for block in blocks:
        placed.setdefault(chance.choice(gaps), []).append(block)
    written: list[str] = []
    for number in range(len(text) + 1):
        for defects, lines in placed.get(number, ()):
            waiting = iter(defects)
            written.append("")
            for line, at_fault in lines:
                written.append(line)
                if at_fault:
                    yield Sown(next(waiting), path, len(written))
            written.append("")
        if number < len(text):
            written.append(text[number])
    file.write_text("\n".join(written) + "\n", "utf-8")


def _gaps(text: list[str]) -> Iterator[int]:
    """The line numbers (from 0) before which a block can stand: between paragraphs of the body, and at its end."""
    body = text.index("---", 1) + 1
    for number in range(body + 1, len(text)):
        if not text[number - 1].strip() and re.match(r"[^\s|>#\-*\d（]", text[number]):
            yield number
    yield len(text)
