"""The change to the sources as a branch of its own: one commit on the main branch; nothing checked out is touched."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from disclosure.emergency.orders import OrderedRecords
from disclosure.reading.committing import Planned, commit_planned
from disclosure.reading.git import GitFailed, blobs, git, is_repository, main_branch, tracked
from disclosure.reading.kinds import DOCUMENT
from disclosure.reading.redaction import Removed, TakenDown
from disclosure.reading.text import LARGEST_TEXT, decode
from disclosure.withdrawn import described, other_titles

_START = "withdraw-"
_WHO = "disclosure withdraw <disclosure@localhost>"


@dataclass(frozen=True)
class Prepared:
    """The branch with the change: its name, ``""`` where there is none; ``why`` there is none; what it ``changes``.

    ``was_tracked`` tells whether the paper's file lay on the main branch at all, as the other copies have it;
    ``is_committed`` whether a commit of this copy holds it.
    """

    branch: str = ""
    why: str = ""
    changes: tuple[str, ...] = ()
    was_tracked: bool = False
    is_committed: bool = False
    is_new: bool = True


def prepare_branch(root: Path, order: OrderedRecords, now: datetime) -> Prepared:
    """A branch on which the paper is gone and its withdrawal is there; the one that is there if there is one."""
    if not is_repository(root):
        return Prepared(why="这里没有代码库")
    name = f"{_START}{order.paper.key}"
    try:
        if git(root, "for-each-ref", "--format=%(refname)", f"refs/heads/{name}").strip():
            return Prepared(name, was_tracked=True, is_new=False)
        base = main_branch(root)
        prefix = git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip()
        change = _change(root, base, prefix, order)
        whole = {prefix + path: content for path, content in change.items()}
        commit_planned(root, Planned(name, base, f"content: {order.paper.key} is taken down\n", _WHO, whole), now)
    except GitFailed:
        return Prepared(why="git 没有做成")
    gone = any(text is None and path.endswith(DOCUMENT) for path, text in change.items())
    return Prepared(name, "", tuple(sorted(change)), gone, gone or _is_committed(root, order.paper.key))


def _is_committed(root: Path, key: str) -> bool:
    """Whether what is checked out, or a main branch of this copy, holds the paper."""
    names = git(root, "for-each-ref", "--format=%(refname)", "refs/heads/main", "refs/heads/master").decode().split()
    own = f"/{key}{DOCUMENT}"
    return any(path.endswith(own) for name in ("HEAD", *names) for path, _ in tracked(root, name))


def _change(root: Path, base: str, prefix: str, order: OrderedRecords) -> dict[str, bytes | None]:
    """What the branch has otherwise than ``base``, by path in the project; nothing for what goes."""
    there = {path.removeprefix(prefix): blob for path, blob in tracked(root, base) if path.startswith(prefix)}
    own = [path for path in there if path.startswith("docs/") and path.endswith(f"/{order.paper.key}{DOCUMENT}")]
    texts = {path: there[path] for path in there if path.startswith(("docs/", "data/")) and _is_text(path)}
    contents = {key: raw for key, raw in blobs(root, texts.values()) if len(raw) <= LARGEST_TEXT}
    # The main branch may have it under another title than the working folder.
    known = ((path, decode(contents.get(blob, b""), path)[0]) for path, blob in texts.items())
    titles = other_titles(known, {order.paper.key})
    found = [order.paper, *(described(path, contents.get(there[path], b""), order.told) for path in own)]
    papers = [paper.sparing(titles) for paper in found]
    gone = {path for path in there if _goes(path, own, papers)}
    removed = Removed(taken=tuple(papers))
    change: dict[str, bytes | None] = dict.fromkeys(gone)
    for path in texts.keys() - gone:
        raw = contents.get(texts[path], b"")
        text = decode(raw, path)[0]
        if removed.is_left_out(path, text):
            change[path] = None
        elif (redone := removed.without(text, path)) != text:
            change[path] = redone.encode()
    return {**change, **{path: text.encode() for path, text in order.files.items()}}


def _is_text(path: str) -> bool:
    return path.endswith((DOCUMENT, ".yml"))


def _goes(path: str, own: list[str], papers: Iterable[TakenDown]) -> bool:
    """Whether a file is the paper's own: its text, its attachments, whatever beside it bears its number."""
    folder, _, name = path.rpartition("/")
    if path in own:
        return True
    beside = any(folder == document.rpartition("/")[0] for document in own)
    return beside and any(
        name in paper.files or name.startswith((f"{paper.key}-", f"{paper.key}.")) for paper in papers
    )
