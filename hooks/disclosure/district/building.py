"""One office brought up to date and built, if anything has changed that its pages follow from.

Of the office's repository only its content is used: ``docs/``, ``data/`` and its own blocks of the shell, which are
filled in within bounds. The program and its settings are the district's own, so that no program that lies in an
office's repository is ever run.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import date
from hashlib import blake2b
from pathlib import Path

from disclosure.district.roll import RollEntry
from disclosure.district.workplace import (
    OFFICES,
    OfficeBuild,
    faces_folder,
    last_build,
    note_build,
    office_folder,
    site_folder,
)
from disclosure.faces.face import FILE, FacesError, read_faces
from disclosure.findings import Finding, blocking
from disclosure.order import Order
from disclosure.publish import PublishError, build
from disclosure.reading.git import GitFailed, git
from disclosure.reading.overrides import FOLDER as OVERRIDES
from disclosure.reporting.discreet import discreet

_CONTENT = ("/docs/", "/data/", f"/{OVERRIDES}/")
_PROGRAM = ("mkdocs.yml", "hooks/mkdocs_hooks.py")
_ENGINE = Path(__file__).parents[1]


@dataclass(frozen=True)
class Built:
    """How it ended: what is noted of it, and what was found."""

    noted: OfficeBuild
    findings: tuple[Finding, ...] = ()


def bring_up_to_date(root: Path, entry: RollEntry) -> str:
    """Fetch an office's content into its folder below ``root``; the commit that lies there now. Raises GitFailed."""
    folder = office_folder(root, entry.id)
    folder.parent.mkdir(exist_ok=True)
    source = _source(root, entry.repository)
    for left in (*(folder / ".git").glob("*.lock"), *(folder / ".git").glob("refs/**/*.lock")):
        left.unlink(missing_ok=True)  # of a run that was cut short: nobody else works in this folder
    git(root, "init", "-q", "--", str(folder))  # where that was begun before, it is made whole
    git(folder, "sparse-checkout", "set", "--no-cone", *_CONTENT)
    git(folder, "config", "remote.origin.url", source)
    git(folder, "config", "remote.origin.fetch", "+refs/heads/*:refs/remotes/origin/*")
    git(folder, "fetch", "-q", "--prune", "origin")
    git(folder, "checkout", "-q", "--force", "--detach", f"refs/remotes/origin/{entry.branch}")
    return git(folder, "rev-parse", "HEAD").decode().strip()


def key_of(root: Path, commit: str, day: date) -> str:
    """A name for all that an office's pages follow from: its content, the program, the day.

    What other offices have is no part of it: each night all are built anew, and until then a page changes no other.
    """
    made = blake2b(f"{commit} {day}".encode(), digest_size=16)
    for file in (*sorted(_ENGINE.rglob("*")), *(root / name for name in _PROGRAM)):
        if file.is_file() and "__pycache__" not in file.parts:
            made.update(f"\0{file.name}\0".encode())
            made.update(file.read_bytes())
    return made.hexdigest()


def build_office(root: Path, entry: RollEntry, day: date | None, now: date) -> Built:
    """Build an office anew, unless its pages are those of now already; what became of it is noted beside it.

    ``day`` is the day on which it shall be built where that is not ``now``. Nothing is raised: whatever fails is this
    office's own failure, and its old pages stay.
    """
    before = last_build(root, entry.id) or OfficeBuild()
    try:
        key = key_of(root, bring_up_to_date(root, entry), day or now)
        if key == before.key and not before.failure and (site_folder(root, entry.id) / FILE).is_file():
            built = Built(replace(before, fresh=False))
        else:
            built = _built(root, entry, _order(root, entry, day), key)
    except (GitFailed, PublishError, OSError) as error:
        built = Built(replace(before, failure=str(error) or "原因不明。", fresh=False))
    (root / OFFICES).mkdir(exist_ok=True)
    note_build(root, entry.id, built.noted)
    return built


def _built(root: Path, entry: RollEntry, order: Order, key: str) -> Built:
    folder = office_folder(root, entry.id)
    _lay_program(root, folder)
    report = build(folder, order)
    findings = tuple(report.findings)
    if report.published:
        return Built(OfficeBuild(key, fresh=True), findings)
    stopping = discreet(blocking(findings, strict=report.strict))  # what is noted stands in the portal and in logs
    first = f"{stopping[0].place.path}:{stopping[0].place.line} {stopping[0].message}" if stopping else ""
    return Built(OfficeBuild(key, f"有 {len(stopping)} 个问题，第一个是 {first}", fresh=False), findings)


def _lay_program(root: Path, folder: Path) -> None:
    """Put the district's own program beside an office's content."""
    for name in _PROGRAM:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / name, folder / name)
    engine = folder / "hooks" / _ENGINE.name
    engine.unlink(missing_ok=True)
    engine.symlink_to(_ENGINE)


def _source(root: Path, repository: str) -> str:
    """The address of a repository; a folder is told from the district's own."""
    is_far = "://" in repository or ("@" in repository and ":" in repository)
    return repository if is_far else str((root / repository).resolve())


def _order(root: Path, entry: RollEntry, day: date | None) -> Order:
    """What the build is asked: to look at links to other offices as these were published last, too.

    Faces that cannot be read are those of another program or half a file; until these are gathered again, links to
    that office are left alone.
    """
    faces = faces_folder(root)
    for file in faces.glob("*.json"):
        try:
            read_faces(file)
        except FacesError:
            file.unlink(missing_ok=True)
    return Order(day, out=site_folder(root, entry.id), faces=faces if faces.is_dir() else None)
