"""Screening: what must not become public, in every file as written and in every attachment.

``written``      a text, what the office is known by, and a hit in a text
``personal``     personal data
``secrecy``      marks of secrecy and of internal papers
``wording``      the form of documents: numbers, dates, headings, punctuation, fixed phrases
``markup``       raw HTML in Markdown
``attachments``  hidden parts of Office files, PDF, pictures and archives, and the text in them
"""

from __future__ import annotations

from collections.abc import Iterator

from disclosure.findings import Finding, Rule
from disclosure.register import Register
from disclosure.screening import attachments, markup, personal, secrecy, wording
from disclosure.screening.written import Known, Written

TOPICS = (personal, secrecy, wording, markup)
RULES: tuple[Rule, ...] = (*(rule for topic in TOPICS for rule in topic.RULES), *attachments.RULES)


def screen(register: Register) -> Iterator[Finding]:
    """Every finding in the files of a register: their texts, their names, and the attachments."""
    known = Known(register.agency)
    for path, text in register.texts.items():
        yield from screen_text(Written(path, text), known)
    yield from attachments.examine(register, known)


def screen_text(written: Written, known: Known) -> Iterator[Finding]:
    """Every finding in one text."""
    for topic in TOPICS:
        for hit in topic.hits(written, known):
            yield hit.within(written)
