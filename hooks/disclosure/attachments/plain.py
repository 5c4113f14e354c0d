"""Text files: their lines; and what can be made out of files in the formats of before 2007."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

from disclosure.attachments.facts import Fact, Source, passage
from disclosure.expressions import expression
from disclosure.reading.bounds import PART_LIMIT, TOO_BIG, Unreadable
from disclosure.reading.text import guessed

_RUNS = expression(r"[0-9A-Za-z\u3400-\u9fff（）()〔〕：:、，。\-*★＊@. \t]{4,}")
_TELLING = expression(r"\d{6}|[\u4e00-\u9fff]{2}")


def text_facts(source: Source) -> Iterator[Fact]:
    """The lines of a text file; of a table with commas, the rows."""
    data = content(source)
    text = data.decode("utf-16", "replace") if data[:2] in (b"\xff\xfe", b"\xfe\xff") else guessed(data)
    lines = text.removeprefix("\ufeff").splitlines()
    rows = csv.reader(lines) if is_table(lines) else ([line] for line in lines)
    try:
        for number, row in enumerate(rows, 1):
            yield from passage(f"第{number}行", *row)
    except csv.Error:
        for number, line in enumerate(lines, 1):
            yield from passage(f"第{number}行", line)


def is_table(lines: list[str]) -> bool:
    """Whether the lines look like rows with commas between the cells."""
    counts = {line.count(",") for line in lines[:20] if line.strip()}
    return len(counts) == 1 and counts != {0}


def old_office_facts(source: Source) -> Iterator[Fact]:
    """The runs of characters that show in an old Office file, which keeps text in one of two encodings."""
    data = content(source)
    wide = (data.decode("utf-16-le", "ignore"), data[1:].decode("utf-16-le", "ignore"))
    for text in (*wide, data.decode("gb18030", "replace")):
        for match in _RUNS.finditer(text):
            if _TELLING.search(match[0]):
                yield from passage("文件里", match[0])


def content(source: Source) -> bytes:
    """All bytes of a file of a reasonable size."""
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
        stream.seek(0)
        data = stream.read(PART_LIMIT + 1)
    if len(data) > PART_LIMIT:
        raise Unreadable(TOO_BIG)
    return data
