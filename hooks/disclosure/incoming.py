"""What a change brings into the repository, looked through as if it were public already: in a public one, it is.

``staged_findings`` looks at what is about to be committed, ``findings_since`` at every version of every file that some
commits brought, those taken back later included, and holds the last version of every document against its page. Both
read git, not the files on disk, and only what the change touches: what the whole register says of it is the business of
``check``. Outside docs/ and data/ only leaks are looked for, not slips of form; the folders of the program, whose tests
are full of made-up leaks, are passed over, but for the overrides, which are on every page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from disclosure.attachments.contents import Shelf
from disclosure.check import guarded
from disclosure.expressions import expression
from disclosure.findings import CRASHED, Finding, Rule, sort
from disclosure.law.book import cited, law_book
from disclosure.loading import SETTINGS, read_register
from disclosure.reading.bounds import ATTACHMENT_LIMIT, FILE_LIMIT
from disclosure.reading.folders import printable
from disclosure.reading.git import (
    Commit,
    Version,
    blobs,
    changed_since,
    commits,
    copy_blob,
    held,
    indexed,
    resolved,
    sizes,
    staged,
)
from disclosure.reading.kinds import PUBLISHED, SUFFIXES, FileKind, ending, suffix_of
from disclosure.reading.overrides import FOLDER as OVERRIDES
from disclosure.reading.text import guessed
from disclosure.register import Register
from disclosure.rules.framework import REGISTERED, Context, run
from disclosure.screening import fidelity, ledger, personal, screen, secrecy
from disclosure.screening.attachments.rules import (
    BLACKED_OUT,
    EMBEDDED,
    HIDDEN_SHEETS,
    HIDDEN_TEXT,
    OTHER_DATA,
    POSITION,
    PROPERTIES,
    REMARKS,
    REVISIONS,
)
from disclosure.suppression import waived

# By what the office is known, what it has waived, and the law that findings cite.
_BASE = ("data/agency.yml", "data/waivers", "data/laws")
_CONTENT = ("docs/", "data/")
_WHOLE = ("docs", "data", SETTINGS, OVERRIDES)
_PROGRAM = ("hooks/", "scripts/", "tests/")
# Papers are examined as such wherever they lie, even if they could be read as text.
_PAPERS = PUBLISHED | {FileKind.OTHER}
# The manual quotes the marks and numbers that it warns of, as code.
_MANUAL = "HANDBOOK.md"
_QUOTED = expression(r"`[^`\n]+`")
# What must not become public; the rest may be mended in a later version and no harm is done.
_WITHHELD = frozenset({"REV-001"})
_TWICE = "ID-001"
_UNFAITHFUL = frozenset(rule.id for rule in fidelity.RULES)
_HIDDEN = (
    REVISIONS, REMARKS, HIDDEN_TEXT, HIDDEN_SHEETS, EMBEDDED, PROPERTIES, OTHER_DATA, POSITION, BLACKED_OUT,
)  # fmt: skip
_LEAKS = _WITHHELD | {rule.id for rule in (*personal.RULES, *ledger.RULES, *secrecy.RULES, *_HIDDEN, CRASHED)}
_MESSAGE = "提交说明"
DayOf = Callable[[Register], date]  # the day to work on, which the office's own record may tell
_MANY_AT_ONCE = 1 << 20  # bytes of a file that is read together with others


def staged_findings(root: Path, day: DayOf, rules: Iterable[Rule]) -> list[Finding]:
    """All findings in the files that the index adds or changes. Raises GitFailed."""
    with TemporaryDirectory(prefix="disclosure-") as folder:
        base = _base(root, Path(folder, "base"))
        layer = _Layer(root, Path(folder, "staged"), staged(root))
        return sort(cited(layer.findings(base, day(base), rules, is_compared=True), law_book(base)))


def findings_since(root: Path, start: str, day: DayOf, rules: Iterable[Rule]) -> list[Finding]:
    """What must not become public in anything that the commits after ``start`` brought, and what the pages of the
    documents that they leave show otherwise than it was written. Raises GitFailed.
    """
    first = resolved(root, start)
    with TemporaryDirectory(prefix="disclosure-") as folder:
        base = _base(root, Path(folder, "base"))
        layer = _Layer(root, Path(folder, "newest"), changed_since(root, first))
        found = [item for item in layer.findings(base, day(base), rules, is_compared=True) if item.rule in _UNFAITHFUL]
        known: set[tuple[str, str, str]] = set()
        for commit in _oldest_first(root, first):
            with TemporaryDirectory(dir=folder) as own:
                layer = _Layer(root, Path(own), commit.files, commit.message)
                leaks = [item for item in layer.findings(base, day(base), rules) if item.rule in _LEAKS]
            new = [item for item in leaks if _gist(item) not in known]
            known |= set(map(_gist, new))
            found += [_in_commit(item, commit) for item in new]
        return sort(cited(found, law_book(base)))


def _oldest_first(root: Path, start: str) -> Iterator[Commit]:
    """The commits, each with the versions of files that no earlier one had; a merge with what it alone holds."""
    seen: set[tuple[str, str]] = set()
    for commit in reversed(list(commits(root, "--no-renames", "--diff-merges=combined", f"{start}..HEAD"))):
        new = tuple(file for file in commit.files if (file.path, file.after) not in seen)
        seen |= {(file.path, file.after) for file in new}
        yield commit._replace(files=new)


def _gist(finding: Finding) -> tuple[str, str, str]:
    """What makes two findings the same one, wherever the line has moved between two versions."""
    return finding.rule, finding.place.path, finding.message


def _in_commit(finding: Finding, commit: Commit) -> Finding:
    if finding.rule == CRASHED.id:
        return finding
    message = f"提交 {commit.id[:8]} 里：{finding.message}"
    remedy = "这个版本已经留在提交记录里，再改文件也去不掉。请停止合并，照手册“泄露了怎么办”处理。"
    return replace(finding, message=message, remedy=remedy)


def register_at(root: Path, commit: str, folder: Path) -> Register:
    """The register as a commit has it, its files laid out in ``folder``. Raises GitFailed."""
    files = held(root, resolved(root, commit), *_WHOLE)
    lay_down(root, folder, [file for file in files if ".." not in PurePosixPath(file.path).parts])
    return read_register(folder)


def _base(root: Path, folder: Path) -> Register:
    lay_down(root, folder, indexed(root, *_BASE))
    return read_register(folder)


class _Layer:
    """The files of one commit, or of the index, by themselves in a folder."""

    def __init__(self, root: Path, folder: Path, files: Iterable[Version], message: str = "") -> None:
        wanted = [file for file in files if _is_looked_at(file.path)]
        self.paths = {name for file in wanted for name in (file.path, printable(file.path))} | {_MESSAGE}
        lay_down(root, folder, wanted)
        self.register = read_register(folder)
        self.register.texts[_MESSAGE] = message
        for path in sorted({file.path for file in wanted} - self.register.files - {*self.register.overrides.paths}):
            if not self.register.texts.get(path) and not (folder / path).is_symlink():
                _take_in(self.register, path)

    def findings(
        self, base: Register, today: date, rules: Iterable[Rule], *, is_compared: bool = False
    ) -> list[Finding]:
        """The findings in these files that no waiver silences; of a document's page only where it is compared."""
        register = self.register
        register.singles += [record for record in base.singles if record.path not in self.paths]
        entries = [entry for entry in REGISTERED if entry.rule.id in _WITHHELD | {_TWICE}]
        context = Context(register, law_book(base), today, tuple(rules))
        looks = screen(register, Shelf(register.root), compares=is_compared)
        screened = [item for path, looked in looks for item in guarded(path, looked)]
        found = [*register.findings, *run(entries, context), *screened]
        kept = waived(found, register, today, rules, whole=False).findings
        return [item for item in kept if self._is_told(item)]

    def _is_told(self, found: Finding) -> bool:
        if found.rule == CRASHED.id:
            return True
        path = found.place.path
        return path in self.paths and (found.rule in _LEAKS or path == _MESSAGE or path.startswith(_CONTENT))


def _is_looked_at(path: str) -> bool:
    parts = PurePosixPath(path).parts
    if not parts or ".." in parts or path.startswith("/"):
        return False
    return path.startswith(f"{OVERRIDES}/") or not path.startswith(_PROGRAM)


def _take_in(register: Register, path: str) -> None:
    """Add a file that the site would pass over (hidden, misplaced, in another encoding): here it is public as well."""
    file = register.root / path
    raw = file.read_bytes() if file.stat().st_size <= FILE_LIMIT else b"\0"
    if b"\0" in raw or (ending(path) in SUFFIXES and suffix_of(path).kind in _PAPERS):
        register.files.add(path)
    else:
        text = guessed(raw)
        register.texts[path] = _QUOTED.sub(lambda quoted: " " * len(quoted[0]), text) if path == _MANUAL else text


def lay_down(root: Path, folder: Path, files: Iterable[Version]) -> None:
    """Lay files down as git holds them; a shortcut as one that leads nowhere, what is far too big as an empty hull."""
    targets: dict[str, list[Path]] = {}
    for file in files:
        target = folder / file.path
        target.parent.mkdir(parents=True, exist_ok=True)
        if file.is_link:
            target.symlink_to(target.name)
        else:
            targets.setdefault(file.after, []).append(target)
    size = sizes(root, targets)
    for key, raw in blobs(root, [key for key in targets if size[key] <= _MANY_AT_ONCE]):
        for target in targets[key]:
            target.write_bytes(raw)
    for key in (key for key in targets if size[key] > _MANY_AT_ONCE):
        for target in targets[key]:
            _write_big(root, key, size[key], target)


def _write_big(root: Path, key: str, size: int, target: Path) -> None:
    if size > ATTACHMENT_LIMIT:
        with target.open("wb") as hull:
            hull.truncate(size)
    else:
        copy_blob(root, key, target)
