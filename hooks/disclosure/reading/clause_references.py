"""The clause that somebody means by 第三条第二款, 第3条, 三、, 三（二）, art-3 or the words of a heading."""

from __future__ import annotations

import re
from collections.abc import Sequence

from disclosure.expressions import expression
from disclosure.reading.clause_numbers import value_of
from disclosure.reading.clauses import Clause

_SIGNS = "〇零一二三四五六七八九十百千两廿卅0-9０-９"
_NUMBERED = expression(
    rf"第\s{{0,2}}([{_SIGNS}]{{1,9}})\s{{0,2}}(条|章|节|部分)(?:\s{{0,2}}之\s{{0,2}}([{_SIGNS}]{{1,3}}))?"
)
_STEPS = expression(rf"[第（(]?\s{{0,2}}([{_SIGNS}]{{1,4}})\s{{0,2}}[)）、．.]?")
_ONLY_STEPS = expression(rf"[{_SIGNS}（()）、．.\s第点项]+")
_STEMS = {"条": ("art",), "章": ("ch",), "节": ("ch",), "部分": ("part", "sec")}


def clause_called(found: Sequence[Clause], words: str) -> Clause | None:
    """The first of the clauses of a text that is called so, or is the one of which a part is called so."""
    words = words.strip()
    ids = _ids(words)
    for clause in found:
        if clause.id == words or words in (clause.name, clause.title, clause.label):
            return clause
    return next((clause for clause in found if re.sub(r"^p[0-9]+-", "", clause.id) in ids), None)


def _ids(words: str) -> list[str]:
    """The ids that a clause of this number may have."""
    numbered = _NUMBERED.match(words)
    if numbered is not None:
        number, insert = value_of(numbered[1]), value_of(numbered[3]) if numbered[3] else None
        tail = f"-{insert}" if insert else ""
        return [f"{stem}-{number}{tail}" for stem in _STEMS[numbered[2]]]
    if _ONLY_STEPS.fullmatch(words) is None:
        return []
    values = [value_of(step) for step in _STEPS.findall(words)]
    return ["sec-" + "-".join(map(str, values))] if values and None not in values else []
