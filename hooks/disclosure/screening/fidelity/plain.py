"""Texts of which nothing can be lost: headings, paragraphs of one line, lists and simple links, each where it belongs.

Most documents are written so. Rendering them only to hold what is read against what was written would find nothing.
"""

from __future__ import annotations

from disclosure.expressions import expression

_HIDES = expression(r"\w\*\*\w{0,2}[、，和与及]")
_REFERENCE = expression(r"ref\s*[:：]")
_SIGN = r"[^\n\[\]［］＃＊｜<>&\\`*_|~=!^{}\t#:\u00a0]"
_RUN = f"{_SIGN}++"
_WORDS = (
    rf"(?:{_RUN}|(?<=[^\n]):(?!//)|\[{_SIGN}*\]\((?!\s)[A-Za-z0-9:/._#?=%\-\u4e00-\u9fff]+\)"
    rf"|(?<!\*)\*\*(?![\s。，；：、）])(?:{_SIGN}|:(?!//))+(?<!\s)\*\*(?!\*))"
)
_CELL = rf"(?:{_RUN}|:(?!//)|\[{_SIGN}*\]\((?!\s)[A-Za-z0-9:/._#?=%\-\u4e00-\u9fff]+\))*"
_TEXT = rf"(?![-+:>\s\u3000]|\d+\.\s|\.+$){_WORDS}+"
_ITEM = rf"(?:- |[1-9]\d*\. )(?![\s\-+>\d]|$){_WORDS}+"
_BLOCK = expression(
    rf"(?:#{{2,6}} (?! ){_RUN}|{_ITEM}(?:\n{_ITEM})*|{_TEXT}"
    rf"|(?P<table>\|(?:{_CELL}\|)+\n\|(?: :?-+:? \|)+(?:\n\|(?:{_CELL}\|)+)*))(?:\n\n+|\n?\Z)"
)


def is_plain(text: str) -> bool:
    """Whether a text is written so plainly that its page needs no comparison."""
    if (
        ("**" in text and _HIDES.search(text))
        or "ref" in text
        and len(_REFERENCE.findall(text)) != text.count("](ref:")
    ):
        return False
    text = text.strip("\n")
    place = 0
    while place < len(text):
        block = _BLOCK.match(text, place)
        if block is None or (block["table"] and len({row.count("|") for row in block["table"].split("\n")}) > 1):
            return False
        place = block.end()
    return True
