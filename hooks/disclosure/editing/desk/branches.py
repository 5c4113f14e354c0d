"""One branch a person and record: which are open, their commits, their push. Nothing here merges or forces.

``edit/<account>-<record>-<number>``: the number rises when the one of before has come to the main branch. A branch is
open as long as something that it changes is otherwise on the main branch.
"""

from __future__ import annotations

import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import partial
from pathlib import Path
from threading import Lock
from typing import NamedTuple

from disclosure.editing.desk.people import Editor
from disclosure.expressions import expression
from disclosure.reading.committing import Planned, commit_planned
from disclosure.reading.git import GitFailed, git

_START = "edit/"
_NAMED = expression(r"edit/(?P<stem>.+)-(?P<number>[0-9]{1,6})")
_MOST = 500  # branches that are looked at, the newest first
_PATIENCE = 60  # seconds for a talk with another copy
_MAILBOX = "disclosure@localhost"
_UNSAFE = expression(r"[<>\x00-\x1f\x7f]")


class OpenBranch(NamedTuple):
    """A branch with something that is not on the main branch yet: its files, who wrote last, and when."""

    name: str
    commit: str
    who: str
    when: str
    paths: frozenset[str]


class Pushed(NamedTuple):
    """What came of a push: nothing, or why it was not done, as git says it."""

    why: str = ""
    is_refused: bool = False


@dataclass
class Branches:
    """The branches of the repository at ``root``; the project lies below ``prefix`` in it. ``remote`` may be ""."""

    root: Path
    prefix: str
    remote: str
    _known: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict, repr=False)
    _locks: dict[str, Lock] = field(default_factory=dict, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)
    _open: tuple[str, list[OpenBranch]] | None = field(default=None, repr=False)

    def open(self, main: str) -> list[OpenBranch]:
        """All open branches, the newest first; of one that is here and elsewhere, what is here.

        Git is asked again after what was done here, and after ``forget``.
        """
        with self._lock:
            if self._open is None or self._open[0] != main:
                self._open = main, self._asked_open(main)
            return self._open[1]

    def forget(self) -> None:
        """Others may have done something: git is asked again."""
        with self._lock:
            self._open = None

    def _asked_open(self, main: str) -> list[OpenBranch]:
        places = ["refs/heads/edit", *([f"refs/remotes/{self.remote}"] if self.remote else [])]
        form = "%(refname)%00%(objectname)%00%(authorname)%00%(committerdate:format:%Y-%m-%d %H:%M)"
        told = git(
            self.root, "for-each-ref", f"--no-merged={main}", "--sort=-committerdate", f"--count={_MOST}",
            f"--format={form}", *places,
        )  # fmt: skip
        found: dict[str, OpenBranch] = {}
        for line in told.decode("utf-8", "replace").splitlines():
            ref, commit, who, when = (line.split("\0") + ["", "", ""])[:4]
            name = ref.removeprefix("refs/heads/").removeprefix(f"refs/remotes/{self.remote}/")
            paths = self._changed(main, commit)
            if paths and name not in found and name != "HEAD":
                found[name] = OpenBranch(name, commit, who, when, paths)
        return list(found.values())

    def own(self, person: Editor, subject: str, among: Iterable[OpenBranch]) -> OpenBranch | None:
        """The branch on which a person has a record under way."""
        stem = f"{person.slug}-{subject}"
        named = ((branch, _NAMED.fullmatch(branch.name)) for branch in among if branch.who == _called(person))
        return next((branch for branch, match in named if match is not None and match["stem"] == stem), None)

    def new_name(self, person: Editor, subject: str) -> str:
        """What the next branch of a person and a record is called."""
        stem = f"{_START}{person.slug}-{subject}"
        told = git(self.root, "for-each-ref", "--format=%(refname)", "refs/heads/edit", "refs/remotes").decode()
        matches = (_NAMED.search(ref) for ref in told.splitlines() if f"{stem}-" in ref)
        numbers = [int(match["number"]) for match in matches if match and f"{_START}{match['stem']}" == stem]
        return f"{stem}-{max(numbers, default=0) + 1}"

    def commit(
        self, branch: str, base: str, person: Editor, changes: Mapping[str, bytes | None], says: str, now: datetime
    ) -> None:
        """Put a commit on a branch, which starts at ``base`` or is there already. Raises GitFailed."""
        whole = {self.prefix + path: content for path, content in changes.items()}
        commit_planned(self.root, Planned(branch, base, says, f"{_called(person)} <{_MAILBOX}>", whole), now)
        self.forget()

    def held(self, name: str) -> Lock:
        """The lock under which one branch is written."""
        with self._lock:
            return self._locks.setdefault(name, Lock())

    def push(self, branch: str) -> Pushed:
        """Hand a branch to the other copy, waiting for no one; where that cannot be done it stays here."""
        ref = f"refs/heads/{branch}"
        told = asked_of_copy(self.root, "push", "--quiet", "--no-verify", "--", self.remote, f"{ref}:{ref}")
        self.forget()
        refused = any(word in told for word in ("rejected", "denied", "declined", "403", "protected"))
        return Pushed(told[-600:], bool(told) and refused)

    def _changed(self, main: str, commit: str) -> frozenset[str]:
        """What a branch changes and the main branch has otherwise, by path in the project."""
        key = (main, commit)
        if key not in self._known:
            self._known[key] = self._asked(main, commit)
        return self._known[key]

    def _asked(self, main: str, commit: str) -> frozenset[str]:
        named = partial(git, self.root, "diff", "--name-only", "--no-renames", "-z")
        try:
            touched = _paths(named(f"{main}...{commit}"))
            return frozenset(
                path.removeprefix(self.prefix)
                for path in (_paths(named(main, commit)) & touched if touched else ())
                if path.startswith(self.prefix)
            )
        except GitFailed:  # of another origin
            return frozenset()


def asked_of_copy(root: Path, *arguments: str) -> str:
    """Talk with another copy: nobody is asked for a password, nor is it waited for ever; "" or why it was not done."""
    settings = ("-c", "core.hooksPath=/dev/null", "-c", "credential.interactive=false")
    command = ["git", *settings, "-C", str(root), *arguments]
    try:
        ended = subprocess.run(
            command, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, start_new_session=True
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return type(error).__name__
    told = ended.stderr.decode("utf-8", "replace").strip()
    return (told or "git") if ended.returncode else ""


def _called(person: Editor) -> str:
    """The name under which somebody commits."""
    return _UNSAFE.sub(" ", person.called).strip() or "editor"


def _paths(told: bytes) -> set[str]:
    return {path.decode("utf-8", "surrogateescape") for path in told.split(b"\0") if path}
