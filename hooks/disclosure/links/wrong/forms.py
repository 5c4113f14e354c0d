"""Does a text hold a table or a form?

What is not sure is not known: a form may be a picture, or lie where the text sends its reader.
"""

from __future__ import annotations

import re

from disclosure.expressions import expression

# What ends the name of a form or of a sheet.
NAME = expression(r"(?:申请|登记|报名|审批|审核|备案|推荐|汇总|评分|统计|调查|信息|样)表[一二三四五六七八九十\d]{0,2}$")
# A row in bars, an element, cells pasted from a sheet.
_TABLE = expression(r"<table|^[^\n|｜]*[|｜][^\n|｜]*[|｜]|\S\t+\S", re.IGNORECASE | re.MULTILINE)
# What may be a form, or speak of one: a picture, places to fill in, the word by itself.
_PERHAPS = expression(r"[!！][\[［]|<img|_{3}|＿{2}|[□☐]|(?<![代外仪手水电])表(?![示达现明决彰扬面态述率])")
_HEADING = " \t\u3000#*>：:"
_LONGEST = 60


def holds_form(markdown: str) -> bool | None:
    """Whether a document's text holds a table or a form's heading; ``None`` where that cannot be told."""
    if _TABLE.search(markdown) or any(map(_is_heading, markdown.split("\n"))):
        return True
    return None if _PERHAPS.search(markdown) else False


def _is_heading(line: str) -> bool:
    return len(line) <= _LONGEST and NAME.search(line.strip(_HEADING)) is not None
