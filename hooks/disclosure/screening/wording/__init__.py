"""The form of what is written: document numbers, dates, headings, brackets, punctuation, fixed phrases.

Every topic looks through the text as written first, and only where it finds something through the text without what
is no prose: telling the two apart costs more than looking.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from disclosure.findings import Rule
from disclosure.screening.wording import (
    appendices,
    articles,
    bodies,
    citations,
    dates,
    doubled,
    garbling,
    headings,
    leftovers,
    numbers,
    pairs,
    phrases,
    punctuation,
)
from disclosure.screening.wording.prose import Prose, Slip
from disclosure.screening.written import Hit, Known, Written

RULES: tuple[Rule, ...] = (
    *numbers.RULES,
    dates.FORM,
    dates.REAL,
    headings.RULE,
    pairs.RULE,
    punctuation.DOUBLED,
    punctuation.WIDTH,
    appendices.RULE,
    citations.MISMATCH,
    citations.OUTDATED,
    phrases.SEVERE,
    phrases.OWN_NAME,
    phrases.CONFUSED,
    leftovers.RULE,
    garbling.GARBLED,
    doubled.RULE,
    garbling.ODD,
    citations.BEYOND,
    bodies.RENAMED,
)

_TOPICS = (
    numbers,
    dates,
    headings,
    articles,
    pairs,
    punctuation,
    appendices,
    citations,
    phrases,
    bodies,
    leftovers,
    garbling,
    doubled,
)
# A reprint keeps its source's punctuation and numbering; wrong words and wrong numbers are wrong there too.
_AS_ITS_SOURCE_HAS_IT = frozenset({headings.RULE, pairs.RULE, punctuation.WIDTH, appendices.RULE, doubled.RULE})
# Not the office's own words: the law in ours, the lists of what is wrong, and addresses.
_LEFT_ALONE = ("data/laws/", "data/wording.yml", "data/ledger.yml", "data/exclusions/")
_ENOUGH = 50


def hits(written: Written, known: Known) -> Iterator[Hit]:
    """Every slip of form in a text, the same slip told once with its count; of half-width punctuation one a line."""
    alike: dict[tuple[str, str | int], list[Slip]] = {}
    inside: list[Slip] = []  # spaced numbers, of which the digits' width is a part
    for slip in islice(slips(written, known), len(_TOPICS) * _ENOUGH):
        if slip.rule is numbers.SPACED:
            inside.append(slip)
        elif slip.rule is punctuation.WIDTH and any(wide.start <= slip.start < wide.end for wide in inside):
            continue
        line = written.text.rfind("\n", 0, slip.start)
        kin = line if slip.rule is punctuation.WIDTH else slip.kin or slip.message
        alike.setdefault((slip.rule.id, kin), []).append(slip)
    for first, *others in alike.values():
        count = f"（共 {len(others) + 1} 处）" if others and first.rule is not punctuation.WIDTH else ""
        yield Hit(first.rule, first.start, f"{first.message.removesuffix('。')}{count}。", first.remedy)


def slips(written: Written, known: Known, enough: int | None = _ENOUGH) -> Iterator[Slip]:
    """Every slip of form in one of the office's own texts, of each topic as many as are ``enough``."""
    if written.attachment or written.path.startswith(_LEFT_ALONE):
        return
    prose = Prose(written)
    for topic in _TOPICS:
        if next(topic.slips(written.text, prose, known), None) is not None:
            found = (slip for slip in topic.slips(prose.masked, prose, known) if _is_ours(slip, prose))
            yield from islice(found, enough)


def _is_ours(slip: Slip, prose: Prose) -> bool:
    return slip.rule not in _AS_ITS_SOURCE_HAS_IT or not prose.is_reprint
