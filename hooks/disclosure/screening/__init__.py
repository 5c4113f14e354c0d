"""Screening: what must not become public, in every file as written and in every attachment.

``written``      a text, what the office is known by, and a hit in a text
``personal``     personal data
``secrecy``      marks of secrecy and of internal papers
``wording``      the form of documents: numbers, dates, headings, punctuation, fixed phrases
``markup``       raw HTML in Markdown
``dialects``     what other Markdown dialects write
``fidelity``     what was written against what readers see; costly, so only where it is asked for
``attachments``  hidden parts of Office files, PDF, pictures and archives, and the text in them
``ledger``       the requests for disclosure, in which nobody may stand
``posts``        the files of posts, meetings, trainings and handovers, which name nobody
``participants`` what was asked and suggested at events, in which nobody may stand either
``leaks``        personal data and marks of secrecy in a text that is no document
``overrides``    the office's own blocks of the pages' shell
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Set
from itertools import chain

from disclosure.attachments.contents import Shelf
from disclosure.findings import Finding, Rule, Severity
from disclosure.records.wording import Wording
from disclosure.register import Register
from disclosure.screening import (
    attachments,
    dialects,
    fidelity,
    ledger,
    markup,
    overrides,
    participants,
    personal,
    posts,
    secrecy,
    wording,
)
from disclosure.screening.written import Known, Written

TOPICS = (personal, posts, secrecy, wording, markup, dialects, participants)
_OF_THE_LEDGER = (ledger, *TOPICS[1:])
RULES: tuple[Rule, ...] = (
    *(rule for topic in (*TOPICS, fidelity) for rule in topic.RULES),
    *ledger.RULES,
    *attachments.RULES,
    *overrides.RULES,
)
_Look = Callable[[Written, Known], Iterator[Finding]]
_FAULTY_MARKUP = frozenset(rule.id for rule in markup.RULES if rule.severity is Severity.ERROR)


def screen(
    register: Register, shelf: Shelf, *, compares: bool = True, only: Set[str] | None = None
) -> Iterator[tuple[str, Iterator[Finding]]]:
    """Every file of a register, or ``only`` these, with what is found in it, in its name and, of an attachment, inside.

    The findings of a file are looked for when they are asked for, so that a caller may leave a file to another process.
    ``shelf`` keeps what the attachments hold. ``compares`` tells whether documents are held against their pages.
    """
    known = known_of(register)
    for path in register.texts if only is None else sorted(path for path in only if path in register.texts):
        look = _compared if compares and register.document_at(path) is not None else screen_text
        yield path, chain(screen_name(path, known), _in_text(look, path, register, known))
    for path in sorted(register.files if only is None else only & register.files):
        yield path, attachments.examine(shelf, path, known)
    yield from overrides.screen(register.overrides, shelf, known)


def _in_text(look: _Look, path: str, register: Register, known: Known) -> Iterator[Finding]:
    """What is found in a text, which is read for that."""
    yield from look(Written(path, register.texts[path]), known)


def _compared(written: Written, known: Known) -> Iterator[Finding]:
    """Every finding in a document, and what its page shows otherwise."""
    found = list(screen_text(written, known))
    yield from found
    if not any(item.rule in _FAULTY_MARKUP for item in found):
        yield from fidelity.findings(written)


def of_sound_markup(unfaithful: Iterable[Finding], others: Iterable[Finding]) -> list[Finding]:
    """What pages show otherwise, but for those whose markup is at fault: there, that is what has to be mended."""
    faulty = {item.place.path for item in others if item.rule in _FAULTY_MARKUP}
    return [item for item in unfaithful if item.place.path not in faulty]


def screen_name(path: str, known: Known) -> Iterator[Finding]:
    """Every finding in the name of a file; that of an attachment is examined with what is in it."""
    for hit in personal.hits_in_name(path, known):
        yield hit.within(Written(path, path))


def known_of(register: Register) -> Known:
    """What a register says of the office, and the lists in it."""
    wording = next(iter(register.all(Wording)), None)
    return Known(register.agency, wording, tuple(register.laws.values()), register.requests_folder)


def screen_text(written: Written, known: Known) -> Iterator[Finding]:
    """Every finding in one text."""
    for topic in _OF_THE_LEDGER if known.is_ledger(written) else TOPICS:
        for hit in topic.hits(written, known):
            yield hit.within(written)
