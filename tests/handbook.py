"""The examples that HANDBOOK.md prints, for the tests that do with them what an editor does.

Each is marked with where it goes:

    <!-- 示例：docs/notices/2025/doc-2025-007.md -->           the whole file
    <!-- 示例：docs/….md 的信息栏 -->                           fields that go into a document's front matter
    <!-- 示例：docs/….md 的正文 -->                             what goes to the end of a document's text
    <!-- 示例：data/columns.yml 的一项 -->                      a member of the file's list
    <!-- 示例：data/decisions/2025/dec-2025-03.yml 的各项 -->   fields that go into the file
    <!-- 示例：data/decisions/2025/dec-2025-03.yml 的 stages --> fields that go into a mapping of the file
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from disclosure.records.handbook import BEGIN

HANDBOOK = (Path(__file__).resolve().parents[1] / "HANDBOOK.md").read_text("utf-8").partition(BEGIN)[0]

_PARTS = re.compile(
    r"^## (?P<heading>.+?)$"
    r"|<!-- 示例：(?P<path>\S+)(?: 的 ?(?P<where>[^\n]+))? -->\n```(?:yaml|markdown)\n(?P<text>.*?)```",
    re.S | re.M,
)


@dataclass(frozen=True)
class Example:
    """One marked block of the handbook; ``where`` is empty for a whole file."""

    section: str
    path: str
    where: str
    text: str


def examples() -> list[Example]:
    """All examples in the order of the story. Headings inside of an example are the example's own."""
    found, section = [], ""
    for part in _PARTS.finditer(HANDBOOK):
        section = part["heading"] or section
        if part["path"]:
            found.append(Example(section, part["path"], part["where"] or "", part["text"]))
    return found
