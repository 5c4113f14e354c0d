"""Texts that are typed as the parser takes them, as most are: one look instead of going through them line by line.

Headings, paragraphs of one line, lists whose items are lines, tables with pipes at both ends; each behind a blank line.
Whatever else there is, ``blocks`` goes through the whole. The tests hold the two against each other.
"""

from __future__ import annotations

from disclosure.expressions import expression

_TEXT = r"[^\s\u200b\ufeff#*\-_+\[!?:<>|｜\"\d=][^\n|｜\t]*"
_WORDS = r"[^\W\d_][^\n|｜\t]*"
_ROW = r"\|[^\n｜\t]*\|"
_BLOCK = expression(
    rf"#{{1,6}}(?!#)[^\n|｜\t]*|{_TEXT}|-[ ]{_WORDS}(?:\n-[ ]{_WORDS})*"
    rf"|(?P<numbered>\d{{1,3}}\.[ ]{_WORDS}(?:\n\d{{1,3}}\.[ ]{_WORDS})*)"
    rf"|(?P<table>{_ROW}\n\|(?:[ ]?:?-+:?[ ]?\|)+(?:\n{_ROW})+)"
)
_NUMBER = expression(r"(?:^|\n)(\d+)\.")


def regular(text: str) -> str | None:
    """A text without blanks at the ends of its lines, as the parser takes it; ``None`` if it may be meant otherwise."""
    made = text.split("\n\n")
    was_numbered = was_table = False
    for place, block in enumerate(made):
        found = _BLOCK.fullmatch(block)
        if found is None:
            return None
        is_table, is_numbered = block[0] == "|", found["numbered"] is not None
        if (is_table and was_table) or (is_numbered and (was_numbered or not _runs_on(block))):
            return None
        if is_table:
            head, rule, rest = block.split("\n", 2)
            unclear = "`" in block or "\\" in block or not head.strip("|:- ")
            if unclear or head.count("|") != rule.count("|"):
                return None
            made[place] = f"{head}\n{rule.replace(' ', '')}\n{rest}"
        was_table, was_numbered = is_table, is_numbered
    return "\n\n".join(made)


def _runs_on(block: str) -> bool:
    """Whether the items of a list are numbered one after another."""
    numbers = _NUMBER.findall(block)
    return numbers == [str(int(numbers[0]) + place) for place in range(len(numbers))]
