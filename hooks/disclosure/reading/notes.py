"""Notes in Markdown: boxes that stand out (``!!! note``) and boxes that open (``??? note``), of a few known kinds.

Python-Markdown and pymdown-extensions read them; here each is given its kind and, in Chinese, the title that it has
when the editor wrote none.
"""

from __future__ import annotations

import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor

from disclosure.expressions import expression

# Each kind with its title. Editors may write either of the two words.
KINDS = {
    "note": "说明", "tip": "提示", "info": "须知", "warning": "注意", "danger": "警示", "question": "问答",
    "example": "举例", "quote": "引用",
}  # fmt: skip
BOX, TITLE = "admonition", "admonition-title"
_BY_WORD = {word: kind for kind, title in KINDS.items() for word in (kind, title)}
# The first line of a note: the mark, the words of its kind, a title in quotes.
START = expression(
    r'^(?P<indent> *)(?P<mark>!!!|\?\?\?\+?) ?(?P<words>[\w-]+(?: +[\w-]+)*)?(?: *"(?P<title>[^"\n]*)")? *$', re.M
)


def kind_of(words: str) -> str | None:
    """The kind that the words behind ``!!!`` or ``???`` name, in English or Chinese; ``None`` if there is no such."""
    return _BY_WORD.get(words.strip().lower())


class Notes(Extension):
    """Gives notes their kind and title."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 — the name is Python-Markdown's
        # Before the text is read for emphasis and links, when titles are still plain text.
        md.treeprocessors.register(_Titles(md), "disclosure-notes", 25)


class _Titles(Treeprocessor):
    def run(self, root: Element) -> None:
        for element in root.iter():
            words = element.get("class", "")
            if element.tag == "div" and words.startswith(f"{BOX} "):
                _name(element, words.removeprefix(f"{BOX} "), f"{BOX} ")
            elif element.tag == "details":
                _name(element, words, "")


def _name(element: Element, words: str, before: str) -> None:
    """Put the known kind in place of the words, and its title where there is only the libraries' own."""
    kind = kind_of(words) or "note"
    element.set("class", before + kind)
    if len(element) and element[0].text == words.split(" ")[0].capitalize():
        element[0].text = KINDS[kind] if kind_of(words) else words
