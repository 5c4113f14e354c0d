"""The folder for the staff alone: written aside and moved into place, never where the public or the project reads."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from disclosure.publish.staging import SOURCES, PublishError, told_errors

_MARK = ".disclosure-staff"
# Nothing in it can slip into the project's history, wherever it lies.
_OWN = {_MARK: "由 disclosure build --staff 写出，只供内部，可以随时删除重写。\n", ".gitignore": "*\n"}


def write_staff(root: Path, out: Path, public: Path, files: Mapping[str, str]) -> None:
    """Write ``files`` (texts by address) as the folder ``out``, in the place of what was written there before.

    ``public`` leads to the published site. Raises PublishError where the folder would lie in what is public or in the
    project's own sources, or where something else lies there.
    """
    refuse_open_places(root, out, public)
    with told_errors(out):
        out.parent.mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
        try:
            for address, text in {**files, **_OWN}.items():
                target = aside / address
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_text(text, "utf-8", newline="\n")
            _put(aside, out)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def refuse_open_places(root: Path, out: Path, public: Path) -> None:
    """Raise PublishError unless ``out`` lies apart from the site, the project's sources, and other people's files."""
    root, place = root.resolve(), out.resolve()
    for site in {public.resolve(), public.parent.resolve() / public.name}:
        if place == site or site in place.parents or place in site.parents:
            raise PublishError(f"内部资料不能放在公开的网站“{public.name}”里面或者上面。请另选一个文件夹。")
    if place == root or place in root.parents:
        raise PublishError("内部资料不能放在项目文件夹本身或者它的上级。请另选一个文件夹。")
    for where in (place, Path(os.path.normpath(out.absolute()))):  # a shortcut may lead out of the project
        inside = where.relative_to(root).parts[0] if where.is_relative_to(root) else ""
        if inside in SOURCES or inside.startswith("."):
            raise PublishError(f"内部资料不能放在“{inside}”里，那里的文件会公开或者提交。请另选一个文件夹。")
    if out.is_symlink() or (place.exists() and not _is_ours(place)):
        raise PublishError(f"“{out.name}”里有别的文件，没有改动。请另选一个文件夹，或者先移走它。")


def _is_ours(place: Path) -> bool:
    return place.is_dir() and ((place / _MARK).is_file() or not any(place.iterdir()))


def _put(aside: Path, out: Path) -> None:
    """Move a finished folder into its place; what lay there goes only after it is out of the way."""
    old = aside.with_name(f"{aside.name}-old")
    if out.exists():
        out.rename(old)
    try:
        aside.rename(out)
    except OSError:
        if old.exists():
            old.rename(out)
        raise
    shutil.rmtree(old, ignore_errors=True)
