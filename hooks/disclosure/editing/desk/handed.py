"""What an open branch has otherwise than the main branch, as files on which a change can be tried."""

from __future__ import annotations

from pathlib import Path
from threading import get_ident

from disclosure.editing.desk.branches import OpenBranch
from disclosure.editing.desk.ground import name_of, text_at
from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.reading.git import copy_blob, held
from disclosure.reading.kinds import ending

_MOST = 200  # attachments that are kept for the next check


def files_of_branch(root: Path, branch: OpenBranch) -> DraftedFiles:
    """The texts of a branch by path, and its attachments, laid where they can be read. Raises GitFailed, OSError."""
    there = {file.path: file.after for file in held(root, branch.commit, *branch.paths) if not file.is_link}
    texts: dict[str, str | None] = {}
    files: dict[str, Path] = {}
    gone: set[str] = set()
    for path in sorted(branch.paths):
        if name_of(path):
            text = text_at(root, branch.commit, path)
            texts |= {path: text} if text is not None or path not in there else {}
        elif path.startswith("docs/") and path in there:
            files[path] = _laid(root, there[path], ending(path))
        elif path.startswith("docs/"):
            gone.add(path)
    return DraftedFiles(texts, files, frozenset(gone))


def _laid(root: Path, blob: str, suffix: str) -> Path:
    """One file as git has it, written once."""
    folder = root / ".disclosure" / "desk" / "handed"
    file = folder / f"{blob}.{suffix}"
    if not file.is_file():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        for old in sorted(folder.iterdir(), key=lambda item: item.stat().st_mtime)[: -_MOST or None]:
            old.unlink(missing_ok=True)
        aside = file.with_name(f".{file.name}.{get_ident()}")
        copy_blob(root, blob, aside)
        aside.replace(file)
    return file
