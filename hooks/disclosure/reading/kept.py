"""What nightly runs have kept beside the content: files of a branch of their own, or of a folder checked out from it.

A build only reads them. Where there is no git, no branch and no folder, nothing was kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from disclosure.reading.bounds import Unreadable, read_whole
from disclosure.reading.git import GitFailed, blobs, git, is_repository
from disclosure.reading.text import LARGEST_TEXT

BRANCH = "records"
_REFS = (f"refs/remotes/origin/{BRANCH}", f"refs/heads/{BRANCH}")


def kept_texts(root: Path, folder: str, beside: str, ending: str) -> Iterator[str]:
    """The texts of the files ``folder/*<ending>`` of the branch, then those of the folder ``beside`` in the project.

    In the order of their names. What is too large, damaged or no UTF-8 is read as far as it goes; nothing is raised.
    """
    yield from _on_branch(root, folder, ending)
    place = root / beside
    if place.is_dir() and not place.is_symlink():
        for file in sorted(place.glob(f"*{ending}")):
            if file.is_file() and not file.is_symlink():
                try:
                    yield read_whole(file).decode("utf-8", "replace")
                except (OSError, Unreadable):
                    continue


def _on_branch(root: Path, folder: str, ending: str) -> Iterator[str]:
    if not is_repository(root):
        return
    try:
        known = git(root, "for-each-ref", "--format=%(refname)", *_REFS).decode("utf-8", "replace").split()
        ref = next((name for name in _REFS if name in known), None)
        if ref is None:
            return
        entries = git(root, "ls-tree", "-l", "-z", ref, f"{folder}/").decode("utf-8", "replace").split("\0")
        listed = sorted(
            (name, facts.split()) for facts, _, name in (entry.partition("\t") for entry in entries) if name
        )
        wanted = [facts[2] for name, facts in listed if _is_small(facts) and PurePosixPath(name).name.endswith(ending)]
        texts = dict(blobs(root, wanted))
    except (GitFailed, ValueError):
        return
    yield from (texts[key].decode("utf-8", "replace") for key in wanted if key in texts)


def _is_small(facts: list[str]) -> bool:
    """Whether an entry of a tree (mode, type, id, size) is a file of no more than a text's size."""
    return len(facts) == 4 and facts[1] == "blob" and facts[3].isdigit() and int(facts[3]) <= LARGEST_TEXT
