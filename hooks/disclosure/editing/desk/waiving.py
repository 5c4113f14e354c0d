"""What may be a leak and somebody vouches for: the reason in writing, as the waiver that every check knows.

A push is publication, so that nothing of the kind is handed in on a mere click: the waivers go into the same commit,
and whoever approves it approves them too.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from disclosure.editing.proposals.texts import text_of
from disclosure.findings import Finding
from disclosure.records.administration import Waiver
from disclosure.records.files import data_file
from disclosure.register import Register

_LONGEST = 365  # days for which a reason holds that nobody looks at again
_FIRST = 2  # the number of the second waiver of a name


@dataclass(frozen=True)
class Vouched:
    """Why something may be public although it looks like a leak, and which department has approved that."""

    reason: str = ""
    approved_by: str = ""

    @property
    def is_whole(self) -> bool:
        """Whether both are said."""
        return bool(self.reason.strip() and self.approved_by.strip())


def waivers_of(doubts: Iterable[Finding], vouched: Vouched, register: Register, today: date) -> dict[str, str]:
    """The texts of new waivers by path, one for each rule in each record."""
    wanted = {(item.rule, item.record or item.place.path): item for item in doubts}
    expires = date.fromordinal(today.toordinal() + _LONGEST)
    made: dict[str, str] = {}
    for (rule, where), finding in wanted.items():
        path = _free(f"{rule.lower()}-{_name(finding)}", {*register.texts, *made})
        data = {
            "rule": rule,
            "where": where,
            "reason": " ".join(vouched.reason.split()),
            "approved_by": vouched.approved_by.strip(),
            "expires": expires.isoformat(),
        }
        made[path] = text_of(Waiver, path, data)
    return made


def _name(finding: Finding) -> str:
    stem = finding.place.path.rpartition("/")[2].partition(".")[0].lower()
    return "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in stem).strip("-")


def _free(name: str, taken: set[str]) -> str:
    path, number = _path(name), _FIRST
    while path in taken:
        path, number = _path(f"{name}-{number}"), number + 1
    assert data_file(path) is not None
    return path


def _path(name: str) -> str:
    return Waiver.files.replace("{id}", name)
