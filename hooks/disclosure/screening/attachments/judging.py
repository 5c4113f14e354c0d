"""From facts to findings: one for everything of a kind in a file, with its places and its count."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from disclosure.attachments.facts import Concern, Fact, Named, Passage, Spot
from disclosure.expressions import expression
from disclosure.findings import Finding, Place, Rule
from disclosure.screening import personal, secrecy
from disclosure.screening.attachments.remedies import message_of, remedy_of
from disclosure.screening.attachments.rules import PROPERTIES, RULE_OF
from disclosure.screening.written import Known, Written

_PLACES = 3  # named in a finding; the others are counted
# Accounts that belong to a program or to a machine, not to a person.
_NOBODY = expression(
    r"^(?:administrators?|admin|users?|root|owner|guest|pc|微软用户|微软中国|unknown|un-?named|python-docx|openpyxl|"
    r"apache poi|microsoft(?: office)?(?: user)?|wps(?: office|_\d+)?|libreoffice|chrome|pdfium)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Hit:
    """What a topic found in a text: under which rule, where, and its words."""

    rule: Rule
    where: str
    message: str
    remedy: str


def findings_of(path: str, facts: Sequence[Fact], known: Known) -> Iterator[Finding]:
    """All findings that follow from the facts about one file."""
    place = Place(path)
    yield from _spots(place, [fact for fact in facts if isinstance(fact, Spot)])
    yield from _names(place, [fact for fact in facts if isinstance(fact, Named)], known)
    passages = [fact for fact in facts if isinstance(fact, Passage)]
    yield from _hits(place, [*_personal(path, passages, known), *_secret(path, passages, known)])


def _spots(place: Place, spots: Iterable[Spot]) -> Iterator[Finding]:
    groups: dict[tuple[Concern, str], list[str]] = defaultdict(list)
    for found in spots:
        groups[found.concern, found.what].append(found.where)
    for (concern, what), places in groups.items():
        rule = RULE_OF[concern]
        yield rule.at(place, message_of(rule, what, _counted(places)), remedy_of(rule, place.path))


def _counted(places: Sequence[str]) -> str:
    """The first places and how many there are: “第1页、第2页等 7 处”."""
    named = list(dict.fromkeys(filter(None, places)))
    if not named:
        return f"{len(places)} 处" if len(places) > 1 else ""
    more = f"等 {len(places)} 处" if len(places) > min(len(named), _PLACES) else ""
    return "、".join(named[:_PLACES]) + more


def _names(place: Place, names: Iterable[Named], known: Known) -> Iterator[Finding]:
    """The names in the properties that are neither a program's nor the office's own; findings may be read by all."""
    own = known.agency
    public = {own.name, own.short_name, *(item.title for item in own.departments)} if own else set()
    found = dict.fromkeys((item.what, item.name) for item in names)
    told = [f"{what}“{name[0]}**”" for what, name in found if name not in public and not _NOBODY.match(name)]
    if told:
        message = message_of(PROPERTIES, "、".join(told[:5]), "")
        yield PROPERTIES.at(place, message, remedy_of(PROPERTIES, place.path))


def _personal(path: str, passages: Sequence[Passage], known: Known) -> Iterator[_Hit]:
    prose = [found for found in passages if len(found.cells) == 1]
    text = "\n".join(found.cells[0] for found in prose)
    for hit in personal.hits(Written(path, text, attachment=True), known):
        where = prose[text.count("\n", 0, hit.start)].where
        # What covers a number in a text, an asterisk, cannot stand in a file name.
        yield _Hit(hit.rule, where, hit.message, personal.RENAME if where.endswith("文件名") else hit.remedy)
    for is_table, group in groupby(passages, key=lambda found: len(found.cells) > 1):
        rows = list(group) if is_table else []
        fault = personal.in_rows([row.cells for row in rows], known) if rows else None
        if fault is not None:
            yield _Hit(fault.rule, rows[fault.row].where, fault.message, fault.remedy)


def _secret(path: str, passages: Sequence[Passage], known: Known) -> Iterator[_Hit]:
    text = "\n".join(" ".join(found.cells) for found in passages)
    for hit in secrecy.hits(Written(path, text, attachment=True), known):
        where = passages[text.count("\n", 0, hit.start)].where
        yield _Hit(hit.rule, where, hit.message, hit.remedy)


def _hits(place: Place, hits: Iterable[_Hit]) -> Iterator[Finding]:
    groups: dict[tuple[str, bool], list[_Hit]] = defaultdict(list)
    for hit in hits:
        groups[hit.rule.id, hit.remedy == personal.RENAME].append(hit)
    for found in groups.values():
        first = found[0]
        others = _counted([hit.where for hit in found[1:]])
        more = f"另有同类问题：{others}。" if len(found) > 1 else ""
        yield first.rule.at(place, f"{first.where}：{first.message}{more}", first.remedy)
