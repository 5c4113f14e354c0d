"""Rules on the pictures in a text: whoever does not see one is told what is on it."""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.expressions import expression
from disclosure.findings import Place, Severity
from disclosure.reading.code import without_code_blocks, without_code_spans
from disclosure.records.documents import Document
from disclosure.rules.framework import Context, Fault, rule

# A picture with nothing in its square brackets, or a tag whose description is empty or not there.
_BARE = expression(r"!\[[ \t\u3000]*\]\([ \t]*(?=[^)\s])|<img\b(?![^<>]{0,500}\balt=[\"'][ ]*[^\"'\s])[^<>]{0,500}>")


@rule("ATT-008", "正文里的图片有说明", on=Document, basis=("本办制度/3",), severity=Severity.WARNING)
def pictures_are_described(document: Document, context: Context) -> Iterator[Fault]:
    """A picture in the text says in words what is on it, for those who cannot see it.

    Bad:  ![](doc-2025-003-2.png)
    Good: ![三条路的绕行路线](doc-2025-003-2.png)
    """
    text = document.body.text
    if "![" not in text and "<img" not in text:
        return
    for found in _BARE.finditer(without_code_spans(without_code_blocks(text))):
        place = Place(document.path, *document.body.line_and_column(found.start()))
        message = "这张图片没有说明，看不见图的读者不知道图上是什么。"
        remedy = '请在方括号里写一句图上是什么，例如 ![三条路的绕行路线](doc-2025-003-2.png)；HTML 写成 <img alt="…">。'
        yield place, message, remedy
