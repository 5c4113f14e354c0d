"""What is screened and what is found in it: any text that would be public, and the spots in it that must not be."""

from __future__ import annotations

from dataclasses import dataclass

from disclosure.findings import Finding, Place, Rule
from disclosure.records.agency import Agency
from disclosure.records.law import Law
from disclosure.records.wording import Wording


@dataclass(frozen=True, slots=True)
class Written:
    """One text that would be public: a whole file of docs/ or data/ as written, or the text of an attachment."""

    path: str
    text: str
    attachment: bool = False

    @property
    def is_markdown(self) -> bool:
        """Whether it is a document with front matter and Markdown."""
        return self.path.endswith(".md") and not self.attachment


@dataclass(frozen=True, eq=False)
class Known:
    """What the office says of itself, and the lists that its texts are held against; one for a whole run."""

    agency: Agency | None = None
    wording: Wording | None = None
    laws: tuple[Law, ...] = ()
    ledger: str = ""  # the folder of the requests, in which nobody may stand

    def is_ledger(self, written: Written) -> bool:
        """Whether a text is a file of the ledger of requests."""
        return bool(self.ledger) and written.path.startswith(f"{self.ledger}/")


@dataclass(frozen=True, slots=True)
class Hit:
    """A spot in a text, by its offset in characters, and what is wrong there."""

    rule: Rule
    start: int
    message: str
    remedy: str

    def within(self, written: Written) -> Finding:
        """The finding at the line and column of the spot."""
        line = written.text.count("\n", 0, self.start) + 1
        column = self.start - written.text.rfind("\n", 0, self.start)
        return self.rule.at(Place(written.path, line, column), self.message, self.remedy)
