"""The names of attachments: they become addresses, and what they end in tells the reader's computer what to do."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.reading.kinds import suffix_of

_MARKS = expression(r"[<>:\"|?*\\#%&{}$!'`@+=;,^\[\]]")


def faults_of(name: str) -> Iterator[str]:
    """What is wrong with a file name, in the words of a finding."""
    if re.search(r"\s", name):
        yield "空格"
    if any(unicodedata.category(character) in ("Cc", "Cf", "Co", "Cn") for character in name):
        yield "看不见的字符"
    if marks := "".join(sorted(set(_MARKS.findall(name)))):
        yield f"特殊字符“{marks}”"
    if name.startswith(("-", ".")) or name.endswith("."):
        yield "多余的开头或结尾的符号"
    if suffix_of(name.rpartition(".")[0]).is_published and "." in name.rpartition(".")[0]:
        yield "两个扩展名"
