"""What a change takes away from the standard catalogue: coverage never falls silently, no item changes unexplained.

The catalogue as some commits leave it is held against the one before them, both on the same day and under the same
law: what time alone brings is no matter of a change. Both are read from git, not from the files on disk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from disclosure.coverage.falls import changes, falls
from disclosure.coverage.matrix import coverage
from disclosure.findings import Finding, Rule, Severity
from disclosure.incoming import DayOf, lay_down
from disclosure.law.book import LawBook, cited, law_book
from disclosure.loading import read_register
from disclosure.reading.git import changed_since, held, resolved
from disclosure.reading.kinds import DOCUMENT
from disclosure.records.standard_catalogue import StandardField
from disclosure.register import Register
from disclosure.suppression import waived
from disclosure.waiting import without_waiting

_CATALOGUE = "data/standard-catalogue"
_BASIS = ("54号文/标准目录", "要点/标准目录")
FELL = Rule(
    "STD-020",
    "标准目录的公开情况不无故变差",
    basis=_BASIS,
    bad="删去 satisfied_by 里的编号，history 没有新的一条",
    good="history 里写明日期、改了什么和原因",
)
CHANGED = Rule(
    "STD-021",
    "标准目录的改动有变更记录",
    Severity.WARNING,
    basis=_BASIS,
    bad="公开时限由每季度改为每年，history 没有新的一条",
    good="history 里写明日期、改了什么和原因",
)
RULES = (FELL, CHANGED)


def lowered_since(root: Path, start: str, day: DayOf, rules: Iterable[Rule]) -> list[Finding]:
    """What fell and what was changed after the commit ``start`` without a word on it. Raises GitFailed."""
    first = resolved(root, start)
    if not held(root, first, _CATALOGUE) or not changed_since(root, first, deletions=True):
        return []
    with TemporaryDirectory(prefix="disclosure-") as folder:
        before = _register_of(root, first, Path(folder, "before"))
        after = _register_of(root, "HEAD", Path(folder, "after"))
    law, today = law_book(after), day(after)
    before.moment = after.moment
    found = list(_compared(without_waiting(before, today), without_waiting(after, today), law, today))
    return cited(waived(found, after, today, rules, whole=False).findings, law)


def _register_of(root: Path, commit: str, folder: Path) -> Register:
    """The records as a commit has them, without what lies beside the papers."""
    files = [file for file in held(root, commit, "data", "docs") if ".." not in file.path.split("/")]
    lay_down(root, folder, [file for file in files if file.path.startswith("data/") or file.path.endswith(DOCUMENT)])
    return read_register(folder)


def _compared(before: Register, after: Register, law: LawBook, today: date) -> Iterator[Finding]:
    was, now = coverage(before, law, today), coverage(after, law, today)
    unread = {item.tree.path for item in after.unread if item.model is StandardField}
    told = set()
    for fall in falls(was, now, after):
        told.add(fall.place)
        message = f"标准目录的{fall.title}{fall.became}，没有说明。"
        remedy = "请恢复删去的文件、编号或者事项；确实要变的，在 history 里写一条，写明日期、改了什么和原因。"
        if fall.place.path == "data/untaken-fields.yml":
            remedy = "请恢复这个领域；确实没有了的，在这个文件里写明原因和依据。"
        if fall.place.path not in unread:
            yield FELL.at(fall.place, message, remedy)
    for item in changes(was, now):
        if item.place not in told:
            message = f"标准目录的“{item.title}”改了{'、'.join(item.terms)}，没有变更记录。"
            yield CHANGED.at(item.place, message, "请在这一项的 history 里加一条，写明日期、改了什么和原因。")
