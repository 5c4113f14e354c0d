"""The live release without the paper: made anew aside, looked at, put in place of the old one, which is not kept."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from disclosure.attachments.contents import Shelf
from disclosure.catalogue import ALL_RULES
from disclosure.check import checked
from disclosure.findings import Finding, Severity, blocking
from disclosure.law.book import law_book
from disclosure.links.gate import check_site
from disclosure.loading import read_register
from disclosure.pages.site import Site
from disclosure.publication import Publication, publication
from disclosure.publish import PublishError, lay_out, open_staging, sources_of
from disclosure.publish.sources import kept_sites, sources_file
from disclosure.reading.overrides import Overrides
from disclosure.register import Register
from disclosure.withdrawn import WORKSHOP
from disclosure.withdrawn.orders import OrderedRecords, write_into

_WORKSHOP = ".disclosure"
_ASIDE = "withdrawing-"
# What is remembered between builds is made again without the paper; what is no memory of the content stays, and so do
# the drafts of editors, which are nowhere else.
_KEPT = frozenset({"withdrawn", "sources", "exam", "board-environment", "drafts"})


@dataclass(frozen=True)
class Remade:
    """What became of one site: where it is, what its links are found to be, whether it came from the last good state.

    ``left_out`` are files that were not published before and fail now.
    """

    out: Path
    links: list[Finding] = field(default_factory=list)
    from_kept: bool = True
    left_out: tuple[str, ...] = ()


@contextmanager
def last_sources(root: Path, out: Path) -> Iterator[Path | None]:
    """A folder with what the site at ``out`` was made from, as a project; ``None`` where that is not known."""
    if not sources_file(out.resolve()).is_file():
        yield None
        return
    with _aside(root) as place:
        place.mkdir()
        yield place if lay_out(out.resolve(), root, place) else None


@contextmanager
def _aside(root: Path) -> Iterator[Path]:
    """The place for a project beside the releases, gone afterwards."""
    (root / _WORKSHOP).mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=_ASIDE, dir=root / _WORKSHOP) as folder:
        yield Path(folder) / "project"


def sites_of(root: Path, told: Path) -> list[Path]:
    """The links that lead to live releases of the project: the one told, and others that were published from here."""
    known = [out for out, file in kept_sites(root) if out.is_symlink() and sources_file(out.resolve()) == file]
    found = {out.parent.resolve() / out.name for out in (told, *known)}
    return sorted(out for out in found if out.is_symlink() and out.resolve().is_dir())


def remade_releases(root: Path, told: Path, order: OrderedRecords, today: date) -> list[Remade]:
    """Every live release of the project without the paper, and nothing of it left in the workshop.

    Raises PublishError where a site cannot be made anew: it then stands as it was.
    """
    for leftover in (root / _WORKSHOP).glob(f"{_ASIDE}*"):
        shutil.rmtree(leftover, ignore_errors=True)
    made = []
    for out in sites_of(root, told):
        with last_sources(root, out) as place:
            kept = _remade(place, root, out, order, today) if place is not None else None
        made.append(kept or _from_present(root, out, order, today))
    forget(root, told)
    return made


def forget(root: Path, told: Path) -> None:
    """Throw away what the workshop remembers of contents, and releases that nobody reads any more."""
    live = {out.resolve() for out in sites_of(root, told)}
    for entry in (root / _WORKSHOP).iterdir():
        if entry.name in _KEPT:
            continue
        if (entry / "lock").is_file():
            newest = max(entry.glob("release-*"), default=None)  # of a site that nobody knows here it may be live
            for release in entry.glob("release-*"):
                if release != newest and release.resolve() not in live:
                    shutil.rmtree(release, ignore_errors=True)
        elif entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry, ignore_errors=True)
        else:
            entry.unlink(missing_ok=True)


def _remade(place: Path, root: Path, out: Path, order: OrderedRecords, today: date) -> Remade:
    write_into(place, order)
    _unless_there(root, place)
    register = read_register(place)
    staging = open_staging(root, out)
    try:
        made = _laid(register, today, staging.folder)
        site = made.site
        links = check_site(staging.folder, site.agency.site_url, made.origins, site.register, contents=made.contents)
        told = [finding for finding in links if finding.severity is Severity.ERROR]
        staging.publish(made.listing, sources_of(site.register, made.files), keeps_old=False)
    except BaseException:
        staging.discard()
        raise
    return Remade(out, told)


def _unless_there(root: Path, place: Path) -> None:
    """Let the other papers that were taken down stay so."""
    for folder in (root / WORKSHOP, root):
        for file in sorted((folder / "data/withdrawn").glob("*/*.yml")):
            there = place / file.relative_to(folder)
            if not there.is_file():
                there.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(file, there)


def _laid(register: Register, today: date, folder: Path) -> Publication:
    """Every file of the site below ``folder``; an office's own frame that fails does not hold it up."""
    try:
        return _written(register, today, folder)
    except Exception:
        if not register.overrides.paths:
            raise
        register.overrides = Overrides()
        shutil.rmtree(folder)
        folder.mkdir()
        return _written(register, today, folder)


def _written(register: Register, today: date, folder: Path) -> Publication:
    if register.agency is None:
        raise PublishError("data/agency.yml 读不出来，网站没有更换。请先改好它，再运行一次。")
    site = Site(register, law_book(register), today, ALL_RULES, opened=Shelf(register.root))
    made = publication(site)
    for address in made.pages:
        file = folder / address
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(made.render(address).encode("utf-8", "xmlcharrefreplace"))
    made.lay(folder)
    return made


def _from_present(root: Path, out: Path, order: OrderedRecords, today: date) -> Remade:
    """The site from the project as it is, without the files that fail and are not public yet."""
    public = {file.stem for file in (out.resolve() / "documents").glob("*.html")}
    with _aside(root) as place:
        for name in ("data", "docs", "hooks/overrides"):
            if (root / name).is_dir():
                shutil.copytree(root / name, place / name, symlinks=True)
        shutil.copyfile(root / "mkdocs.yml", place / "mkdocs.yml")
        write_into(place, order)
        failing = {item.place.path for item in blocking(checked(read_register(place), today, rules=ALL_RULES).findings)}
        left_out = sorted(path for path in failing if path.startswith("docs/") and Path(path).stem not in public)
        for path in left_out:
            (place / path).unlink(missing_ok=True)
        return replace(_remade(place, root, out, order, today), from_kept=False, left_out=tuple(left_out))
