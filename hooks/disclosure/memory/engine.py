"""By what program something was worked out: the engine's own files, the project's settings, Python and what it uses."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from hashlib import blake2b
from pathlib import Path

SIZE = 16  # bytes of a digest
_SCHEMA = "disclosure/memory/1"
_HOOKS = Path(__file__).resolve().parents[2]


def digest(*parts: str | bytes) -> str:
    """One short text for all parts, in their order; other parts have another one."""
    made = blake2b(digest_size=SIZE)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        made.update(b"%d:" % len(raw))
        made.update(raw)
    return made.hexdigest()


def engine_of(root: Path) -> str:
    """The digest of all that decides, beside the content, what a check or a build of the project at ``root`` says.

    That is every file of the engine and of the project's ``hooks``, mkdocs.yml, Python and the installed packages.
    """
    made = blake2b(f"{_SCHEMA}\n{sys.version}\n{sys.platform}\n".encode(), digest_size=SIZE)
    made.update("\n".join(_packages()).encode("utf-8", "surrogateescape"))
    hooks = (root / "hooks").resolve()
    for folder in (_HOOKS, *([hooks] if hooks != _HOOKS else [])):
        for path in _files(str(folder)):
            _take(made, Path(path), path.removeprefix(str(folder)))
    _take(made, root / "mkdocs.yml", "mkdocs.yml")
    return made.hexdigest()


def _take(made: blake2b, file: Path, name: str) -> None:
    try:
        raw = file.read_bytes()
    except OSError:
        raw = b"-"
    made.update(f"\0{name}\0{len(raw)}\0".encode("utf-8", "surrogateescape"))
    made.update(raw)


def _files(folder: str) -> Iterator[str]:
    """The files below a folder, in one order; what Python makes of them is not among them."""
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        return
    for entry in entries:
        if not entry.is_dir(follow_symlinks=False):
            yield entry.path
        elif entry.name != "__pycache__":
            yield from _files(entry.path)


def _packages() -> list[str]:
    """The installed packages with their versions, by what is written beside each as it is installed."""
    found = set[str]()
    for folder in sys.path:
        try:
            entries = [entry.name for entry in os.scandir(folder or ".")]
        except OSError:  # not a folder: the standard library in one file
            continue
        found |= {name for name in entries if name.endswith((".dist-info", ".egg-info"))}
    return sorted(found)
