"""A text of ours as prose: what readers read stays, and what machines read is walled off, each at its old offset."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from disclosure.expressions import expression
from disclosure.findings import Rule
from disclosure.reading.han import HAN
from disclosure.reading.notes import START
from disclosure.screening.written import Written

WALL = "\ue000"
CHINESE = "\u4e00-\u9fff"


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip of form: where it stands, what is wrong, how to mend it, and what to put there if that is sure.

    Slips of one ``kin`` are told as one; without it, those with the same message are.
    """

    rule: Rule
    start: int
    end: int
    message: str
    remedy: str
    mended: str | None = None
    kin: str = ""


class Prose:
    """One text and what the rules of form ask about it."""

    def __init__(self, written: Written) -> None:
        self.text = written.text
        self.is_markdown = written.is_markdown

    @cached_property
    def body_start(self) -> int:
        """Where the Markdown below the front matter begins; the end of the text where there is none."""
        if not self.is_markdown:
            return len(self.text)
        closing = _CLOSING.search(self.text, 4) if self.text.startswith("---\n") else None
        return closing.end() if closing else 0

    @cached_property
    def is_reprint(self) -> bool:
        """Whether the text is another's, to be given as it stands."""
        return _SOURCE.search(self.front_matter) is not None

    @property
    def front_matter(self) -> str:
        """The fields above the body, of a document."""
        return self.text[: self.body_start] if self.is_markdown else ""

    @cached_property
    def made(self) -> str:
        """The day on which a document was made, as written; "" where none is."""
        match = _MADE.search(self.front_matter)
        return match[1] if match else ""

    @cached_property
    def own_code(self) -> str:
        """The code in a document's own number, 某办发 of 某办发〔2023〕4号; "" where it has none."""
        match = _OWN_CODE.search(self.front_matter)
        return match[1] if match else ""

    @cached_property
    def masked(self) -> str:
        """The text with every character that is no prose made a wall."""
        fields = _FIELD.sub(_walled_field, self.text[: self.body_start])
        body = START.sub(_walled_note, self.text[self.body_start :])
        return _FILE_NAME.sub(_wall, fields + _MACHINE.sub(_wall, body))


_CLOSING = expression(r"^---[ \t]*(?:\n|\Z)", re.MULTILINE)
_MADE = expression(r"^made:[ \t]*[\"']?(\d{4}-\d{2}-\d{2})", re.MULTILINE)
_OWN_CODE = expression(f"^doc_no:[ \\t]*[\"']?([{HAN}]+)", re.MULTILINE)
_SOURCE = expression(r"^source:[ \t]*\S", re.MULTILINE)
_FIELD = expression(r"^([ \t]*(?:- +)*)(?:([A-Za-z_]+)(:(?: +|$)))?(.*)$", re.MULTILINE)
# Fields that name things by exact words of their own; numbers of documents have a rule of their own.
_NAMES = frozenset({"id", "file", "url", "doc_no", "old", "new", "place", "match", "rule", "address", "email", "phone"})
# A step of a review: the day and the department, which are read by machine, before what it says.
_STEPS = frozenset({"proposed", "department", "secrecy", "approved"})
_DAY_AND_BY = expression(r"\S*\d\S*(?:[ ]+\S+)?")
_ONLY_A_DAY = expression(r"[\"']?[\d年月日/.-]+(?: [\d:]+)?[\"']?[ \t]*(?:#.*)?")
_SYNTAX = expression(r"[\[\]{},:\"'#|>-]")
_CHINESE = expression(f"[{CHINESE}]")
_FILE_NAME = expression(
    r"(?<=\.)(?:pdf|docx?|xlsx?|pptx?|ofd|wps|zip|rar|png|jpe?g|gif|svg|html?|md|ya?ml|csv|txt)(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_MACHINE = expression(
    r"```.*?(?:```|\Z)|~~~.*?(?:~~~|\Z)|`[^`\n]*`|<!--.*?(?:-->|\Z)|<[a-zA-Z/!][^<>\n]*>"
    r"|\]\([^()\n]*\)|\]\[[^\[\]\n]*\]|\[\^[^\[\]\n]*\]|\{[:#.][^{}\n]*\}|(?<![^\n])\[[^\[\]\n]+\]:[^\n]*"
    r"|https?://[^\s<>\"'（）《》“”，。；、：！？|]+|@[A-Za-z0-9.-]+",
    re.DOTALL,
)


def _wall(match: re.Match[str]) -> str:
    return "".join(char if char == "\n" else WALL for char in match[0])


def _walled_note(match: re.Match[str]) -> str:
    """The first line of a note, of which only the title is prose."""
    title = match["title"] or ""
    start = match.start("title") - match.start() if title else 0
    return WALL * start + title + WALL * (len(match[0]) - start - len(title))


def _walled_field(match: re.Match[str]) -> str:
    indent, name, colon, value = match[1], match[2] or "", match[3] or "", match[4]
    if name in _NAMES or value.startswith("#") or not _CHINESE.search(value) or _ONLY_A_DAY.fullmatch(value):
        return indent + WALL * (len(match[0]) - len(indent))
    if name in _STEPS:
        value = _DAY_AND_BY.sub(_wall, value, count=1)
    elif value[:1] in ("[", "{"):
        value = _SYNTAX.sub(WALL, value)
    elif value[:1] in ('"', "'"):
        value = WALL + value[1:].replace(value[0], WALL)
    return indent + WALL * (len(name) + len(colon)) + value
