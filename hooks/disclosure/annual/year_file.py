"""The ledger at hand → the file of a year's figures, or why there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from disclosure.annual.ledger import counted_from
from disclosure.annual.written import figures_path, written
from disclosure.law.book import LawBook
from disclosure.register import Register

_FEW = 5  # requests that are named


class NotCounted(Exception):
    """A year cannot be counted; the message says why, in words for editors, and nothing was written."""


@dataclass(frozen=True)
class YearFile:
    """The file to write: its path from the project's root, its text, and up to which day was counted.

    ``repeated`` is how many subjects stand in it that many have asked for: those are in the words of the ledger.
    """

    path: str
    text: str
    as_of: date
    repeated: int

    @property
    def look(self) -> str:
        """What to look at before the file, which is public, is handed in."""
        if not self.repeated:
            return "提交前请看一遍改动。"
        return f"里面有 {self.repeated} 项三件以上申请的内容，照台账写的，会公开；提交前请看一遍，有没有不该公开的。"


def year_file(register: Register, law: LawBook, year: int, today: date) -> YearFile:
    """The figures of a year; one that is not over is counted up to ``today``. Raises NotCounted."""
    if year > today.year:
        raise NotCounted(f"{year} 年还没有到，没有写。")
    found = counted_from(register, law, year, min(today, date(year, 12, 31)))
    if found is None:
        raise NotCounted(_no_ledger(register))
    if found.uncounted:
        shown = "、".join(found.uncounted[:_FEW])
        raise NotCounted(f"有 {len(found.uncounted)} 件申请写得不全，数不清楚：{shown}。请先检查，改好再算。")
    return YearFile(figures_path(year), written(found), found.as_of, len(found.repeated))


def _no_ledger(register: Register) -> str:
    """Why there is nothing to count."""
    folder = register.requests_folder
    if not folder:
        return "data/agency.yml 没有写 requests，不知道台账在哪个文件夹。"
    if register.is_broken(f"{folder}/"):
        return f"“{folder}”里有读不出来的文件，没有写。请先检查，改好再算。"
    return f"“{folder}”里没有台账，没有写。"
