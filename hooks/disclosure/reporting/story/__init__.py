"""What a change means for readers, told where it is approved: from the site before, the site after, and the findings.

``reading``     a built page as readers meet with it: what it says, sentence by sentence
``sentences``   two versions of a page → what was changed
``changes``     two built trees → pages that are new, gone, changed, and those that only follow
``words``       the sentences in which all that is told
``comment``     one Markdown comment for a code host, in which nothing quoted can do anything
``report``      one HTML file that stands by itself
``preview``     the built site as a ZIP that opens from the disk, every page marked as not published
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

from disclosure.findings import Finding, Rule, Silenced
from disclosure.reporting.story.changes import Changes
from disclosure.reporting.verdict import verdict

__all__ = ["ChangeStory", "TurnedVerdict"]


@dataclass(frozen=True)
class TurnedVerdict:
    """An indicator of an inspection whose verdict a change turns, in the readers' words."""

    title: str
    before: str
    after: str


@dataclass(frozen=True)
class ChangeStory:
    """All that is told of one change.

    ``changes`` are missing where one of the two sites could not be built; ``uncompared`` says why. ``link`` leads to
    the files beside the comment, "" where nobody knows it yet. ``has_preview`` tells whether there is one.
    """

    findings: Sequence[Finding] = ()
    silenced: Sequence[Silenced] = ()
    rules: Mapping[str, Rule] = field(default_factory=lambda: MappingProxyType({}))
    fault: str = ""
    remarks: Sequence[str] = ()
    changes: Changes | None = None
    uncompared: str = ""
    turned: Sequence[TurnedVerdict] = ()
    link: str = ""
    has_preview: bool = False

    @property
    def verdict(self) -> str:
        """The one line that comes first."""
        return verdict(self.findings, fault=self.fault)
