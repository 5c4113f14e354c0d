"""The change to the sources as a branch of its own: one commit on the main branch; nothing checked out is touched."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from disclosure.reading.committing import Planned, commit_planned
from disclosure.reading.git import GitFailed, blobs, git, is_repository, main_branch, tracked
from disclosure.reading.kinds import DOCUMENT
from disclosure.reading.redaction import ABOUT_OTHERS, TakenDown
from disclosure.reading.text import LARGEST_TEXT, decode
from disclosure.records.withdrawals import name_of
from disclosure.withdrawn import (
    changed_without,
    described,
    described_file,
    described_record,
    is_record_of,
    other_titles,
    whole_keys,
)
from disclosure.withdrawn.orders import OrderedRecords

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
    name = f"{_START}{name_of(order.told['number'], order.told.get('attachment'))}"
    try:
        if git(root, "for-each-ref", "--format=%(refname)", f"refs/heads/{name}").strip():
            return Prepared(name, was_tracked=True, is_new=False)
        base = main_branch(root)
        prefix = git(root, "rev-parse", "--show-prefix").decode("utf-8", "surrogateescape").strip()
        change = _change(root, base, prefix, order)
        whole = {prefix + path: content for path, content in change.items()}
        commit_planned(root, Planned(name, base, f"content: {_subject(order)} is taken down\n", _WHO, whole), now)
    except GitFailed:
        return Prepared(why="git 没有做成")
    gone = any(text is None and not path.startswith(ABOUT_OTHERS) for path, text in change.items())
    return Prepared(name, "", tuple(sorted(change)), gone, gone or _is_committed(root, order))


def _subject(order: OrderedRecords) -> str:
    return f"an attachment of {order.paper.key}" if order.paper.is_file else order.paper.key


def _is_committed(root: Path, order: OrderedRecords) -> bool:
    """Whether what is checked out, or a main branch of this copy, holds what goes."""
    names = git(root, "for-each-ref", "--format=%(refname)", "refs/heads/main", "refs/heads/master").decode().split()
    return any(_is_own(path, blob, order) for name in ("HEAD", *names) for path, blob in tracked(root, name))


def _is_own(path: str, blob: str, order: OrderedRecords) -> bool:
    """Whether a file is what was ordered down: the attachment by its blob, all else by its name."""
    if order.paper.is_file:
        return blob == order.told["attachment"]
    if "record" in order.told:
        return is_record_of(path[path.find("data/") :], order.told)
    return path.endswith(f"/{order.paper.key}{DOCUMENT}")


def _change(root: Path, base: str, prefix: str, order: OrderedRecords) -> dict[str, bytes | None]:
    """What the branch has otherwise than ``base``, by path in the project; nothing for what goes."""
    there = {path.removeprefix(prefix): blob for path, blob in tracked(root, base) if path.startswith(prefix)}
    own = [path for path, blob in there.items() if path.startswith(("docs/", "data/")) and _is_own(path, blob, order)]
    texts = {path: there[path] for path in there if path.startswith(("docs/", "data/")) and _is_text(path)}
    contents = {key: raw for key, raw in blobs(root, texts.values()) if len(raw) <= LARGEST_TEXT}
    # The main branch may have it under another title than the working folder.
    known = ((path, decode(contents.get(blob, b""), path)[0]) for path, blob in texts.items())
    titles = other_titles(known, whole_keys([order.told]))
    found = [order.paper, *(paper for path in own for paper in _described(path, there, contents, order))]
    papers = [paper.sparing(titles) for paper in found if paper.files != ("",)]
    gone = {path for path in there if _goes(path, own, papers)}
    others = ((path, decode(contents.get(texts[path], b""), path)[0]) for path in texts.keys() - gone)
    change = {**dict.fromkeys(gone), **changed_without(others, papers), **order.files}
    return {path: None if text is None else text.encode() for path, text in change.items()}


def _described(
    path: str, there: Mapping[str, str], contents: Mapping[str, bytes], order: OrderedRecords
) -> Iterator[TakenDown]:
    """What goes, as the main branch has it at ``path``."""
    if "record" in order.told:
        yield described_record(path, contents.get(there[path], b""), order.told)
    elif not order.paper.is_file:
        yield described(path, contents.get(there[path], b""), order.told)
    else:
        folder, _, name = path.rpartition("/")
        document = f"{folder}/{order.paper.key}{DOCUMENT}"
        yield described_file(document, contents.get(there.get(document, ""), b""), name, order.told)


def _is_text(path: str) -> bool:
    return path.endswith((DOCUMENT, ".yml"))


def _goes(path: str, own: list[str], papers: Iterable[TakenDown]) -> bool:
    """Whether a file is the paper's own: its text, its attachments, whatever beside it bears its number."""
    folder, _, name = path.rpartition("/")
    if path in own or any(paper.is_file for paper in papers):
        return path in own
    beside = any(folder == document.rpartition("/")[0] for document in own)
    return beside and any(
        name in paper.files or name.startswith((f"{paper.key}-", f"{paper.key}.")) for paper in papers
    )
