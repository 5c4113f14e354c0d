"""What the page of a record says besides its form: what was found, done, refused or is to be settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.examining import Examined
from disclosure.editing.desk.saving import Clash
from disclosure.editing.desk.waiving import Vouched
from disclosure.findings import Finding

_TOLD = {
    "new": "已经建好草稿。编号、日期等能知道的已经填好，请把其余的填上。",
    "guided": "已经写成草稿，下面“本次一并提交”里是和它一起的几份。请看一遍，再按“提交审核”。",
}


@dataclass
class RecordNews:
    """What a record's page is to say besides the form."""

    examined: Examined | None = None
    clash: Clash | None = None
    says: list[str] = field(default_factory=list)
    problem: str = ""
    more: tuple[str, ...] = ()
    refusals: Mapping[str, str] = field(default_factory=dict)
    upload: Sequence[Finding] | None = None
    upload_name: str = ""
    asks_sure: bool = False
    vouched: Vouched = field(default_factory=Vouched)
    which: str = ""
    unfinished: Sequence[Draft] = ()
    wanted: str = ""  # the draft for whose sake this one was opened


def summary_of(at: Mapping[str, Iterable[Finding]], refusals: Mapping[str, str]) -> Iterable[tuple[str, str, str]]:
    """What is to be put right, most weighty first: the weight, the input, the words."""
    yield from (("error", name, words) for name, words in refusals.items())
    found = [(name, finding) for name, findings in at.items() for finding in findings]
    lines = [(finding.severity.value, name, f"{finding.message}{finding.remedy}") for name, finding in found]
    yield from sorted(lines, key=lambda item: ("error", "warning", "notice").index(item[0]))


def told_by(word: str) -> list[str]:
    """What is said at the top after we have led the browser here."""
    return [_TOLD[word]] if word in _TOLD else []
