"""What the live site was made from, beside its release: so that a page can be taken down while other content fails.

One file a site: the editors' texts as they were read, and under which address each attachment is published. It has
nothing of the requests, nothing of what was taken down, and is replaced with every release.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from disclosure.reading.overrides import FOLDER as OVERRIDES
from disclosure.records.agency import LEDGER_IN_DATA
from disclosure.register import Register
from disclosure.replacing import put_in_place

_SCHEMA = "disclosure/sources/1"
_FOLDER = "sources"


def sources_file(release: Path) -> Path:
    """Where the sources of a release are kept."""
    name = f"{release.parent.name}-{release.name.removeprefix('release-')}"
    return release.parent.with_name(_FOLDER) / name


def keep_sources(release: Path, sources: bytes, out: Path) -> None:
    """Keep what the release that is public under ``out`` is made from, whole or not at all."""
    file = sources_file(release)
    file.parent.mkdir(exist_ok=True)
    root = release.parent.parent.parent  # .disclosure/site-…/release-…
    head = {"schema": _SCHEMA, "out": os.path.relpath(out, root)}
    put_in_place(file, json.dumps(head, ensure_ascii=False).encode("utf-8", "surrogateescape") + b"\n" + sources)


def forget_others(release: Path) -> None:
    """Throw away what other releases of the same site were made from."""
    own = sources_file(release)
    for file in own.parent.glob(f"{release.parent.name}-*"):
        if file != own:
            file.unlink(missing_ok=True)


def sources_of(register: Register, files: Mapping[str, Path]) -> bytes:
    """What a site is made from: a line that lists it, then the texts; ``files`` are the attachments by address."""
    left_out = (f"{LEDGER_IN_DATA}/", f"{register.requests_folder or LEDGER_IN_DATA}/", "data/_schema/")
    prepared = set(register.removed.prepared)
    texts = {
        path: text
        for path, text in register.texts.items()
        if path.startswith(("data/", "docs/")) and not path.startswith(left_out) and text and path not in prepared
    }
    attached = {file.relative_to(register.root).as_posix(): address for address, file in files.items()}
    attached = {path: address for path, address in attached.items() if not path.startswith(OVERRIDES)}
    raw = {path: text.encode("utf-8", "surrogatepass") for path, text in texts.items()}
    listed = {"texts": [[path, len(text)] for path, text in raw.items()], "files": attached}
    return json.dumps(listed).encode() + b"\n" + b"".join(raw.values())


def kept_sites(root: Path) -> Iterator[tuple[Path, Path]]:
    """The links under which sites of the project were published, each with the file of what it was made from."""
    for file in sorted((root / ".disclosure" / _FOLDER).glob("*-[0-9]*")):
        with suppress(OSError, ValueError, KeyError, TypeError), file.open("rb") as opened:
            yield root / str(json.loads(opened.readline())["out"]), file


def lay_out(release: Path, root: Path, place: Path) -> bool:
    """Lay the sources of a release out as a project at ``place``; whether they were there, and whole.

    Attachments are those that the release publishes. What is not among the texts (the overrides of the frame and the
    settings) is taken from the project at ``root`` as it is now.
    """
    try:
        _, listed, raw = sources_file(release).read_bytes().split(b"\n", 2)
        told = json.loads(listed)
        texts, files = list(told["texts"]), dict(told["files"])
    except (OSError, ValueError, TypeError, KeyError):
        return False
    if sum(length for _, length in texts) != len(raw):
        return False
    start = 0
    for path, length in texts:
        _at(place, path).write_bytes(raw[start : start + length])
        start += length
    for path, address in files.items():
        with suppress(OSError):
            _linked(release / address, _at(place, path))
    overrides = root / OVERRIDES
    if overrides.is_dir() and not overrides.is_symlink():
        shutil.copytree(overrides, place / OVERRIDES, symlinks=True)
    if (root / "mkdocs.yml").is_file():
        shutil.copyfile(root / "mkdocs.yml", _at(place, "mkdocs.yml"))
    return True


def _at(place: Path, path: str) -> Path:
    file = place / path
    file.parent.mkdir(parents=True, exist_ok=True)
    return file


def _linked(file: Path, to: Path) -> None:
    """The same bytes without copying them: what is published is never written again."""
    try:
        os.link(file, to)
    except OSError:
        shutil.copyfile(file, to)
