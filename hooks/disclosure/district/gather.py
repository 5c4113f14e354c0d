"""The portal and the offices' pages below it, in one release that takes the place of the one before.

An office whose new pages are not there, or do not hold together, keeps those of the release before; the others go out.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from posixpath import normpath
from urllib.parse import unquote

from disclosure.district.naming import KEPT, NOTHING
from disclosure.district.portal import portal_pages
from disclosure.district.roll import Roll, RollEntry
from disclosure.district.searching import check_index, one_index
from disclosure.district.shown import Gathered, ShownOffice
from disclosure.district.workplace import faces_folder
from disclosure.exports.sitemaps import sitemaps
from disclosure.faces.face import FILE, FacesError, OfficeFaces, read_faces
from disclosure.faces.face import written as faces_written
from disclosure.findings import Finding
from disclosure.law.book import law_book
from disclosure.pages.assets import Asset
from disclosure.pages.hrefs import Links
from disclosure.pages.page import Page
from disclosure.pages.site import Site
from disclosure.pages.styles import stylesheet
from disclosure.publication import shell_files
from disclosure.publish import PublishError, Staging, open_staging, told_errors
from disclosure.reading.kinds import FileKind, kind_by_name
from disclosure.register import Register
from disclosure.search.layout import FOLDER
from disclosure.search.reopened import IndexBroken, Reopened, reopened


@dataclass(frozen=True)
class Brought:
    """What is brought of an office: the folder of its pages, and why they are not those of now, if they are not."""

    tree: Path
    failure: str = ""


@dataclass
class _Ready:
    """An office that can be shown, with its own index."""

    office: ShownOffice
    index: Reopened


@dataclass
class _Release:
    """All that makes up the release: generated files by address, and the offices' files by address and source."""

    made: dict[str, bytes] = field(default_factory=dict)
    linked: dict[str, Path] = field(default_factory=dict)


def gather(root: Path, out: Path, roll: Roll, brought: Mapping[str, Brought], today: date) -> list[Finding]:
    """Publish the portal of the district at ``root`` under the link ``out``; the findings name who is not up to date.

    ``brought`` is what each office has built, by its id. Raises PublishError.
    """
    ready, waiting, findings = _look_at(out, roll, brought)
    if not ready:
        raise PublishError("没有一个机关有可以公开的网页，汇总没有生成。" + "".join(item.message for item in findings))
    site = _site(root, roll, today)
    release = _Release()
    gathered = Gathered([item.office for item in ready])
    pages = list(portal_pages(site, gathered, [entry.name for entry in waiting]))
    index = list(one_index([(item.office, item.index) for item in ready]))
    theme = _theme(site, release)
    rendered = _rendered(pages)
    for asset in (*theme, *index, *sitemaps(site, pages), *(_faces(item.office) for item in ready)):
        release.made[asset.address] = asset.data
    release.made |= {address: html.encode() for address, (html, _) in rendered.items()}
    for item in ready:
        release.linked |= _files_of(item.office)
    _refuse_dead({address: links for address, (_, links) in rendered.items()}, {*release.made, *release.linked})
    _lay(open_staging(root, out), release)
    _keep_faces(root, [item.office for item in ready])
    return findings


def _look_at(
    out: Path, roll: Roll, brought: Mapping[str, Brought]
) -> tuple[list[_Ready], list[RollEntry], list[Finding]]:
    ready: list[_Ready] = []
    waiting: list[RollEntry] = []
    findings: list[Finding] = []
    for number, entry in enumerate(roll.offices):
        found, why = _office(out, roll, entry, brought.get(entry.id))
        place = roll.place("offices", number)
        if found is None:
            waiting.append(entry)
            remedy = "请照这个机关自己的检查结果改正；它的网页生成以后，会自动出现在汇总里。"
            findings.append(NOTHING.at(place, f"{entry.name}还没有可以公开的网页：{why}", remedy, record=entry.id))
            continue
        ready.append(found)
        if why:
            message = f"{entry.name}没有更新，公开的还是 {found.office.faces.day} 的网页：{why}"
            remedy = "请照这个机关自己的检查结果改正，再汇总一次；别的机关已经照常更新。"
            findings.append(KEPT.at(place, message, remedy, record=entry.id))
    return ready, waiting, findings


def _office(out: Path, roll: Roll, entry: RollEntry, brought: Brought | None) -> tuple[_Ready | None, str]:
    """An office as it can be shown, and why not as it should be: its new pages, else those of the release before."""
    folder, why = roll.folder_of(entry), "没有拿到它的网页。"
    before = out.resolve() / folder if folder and out.exists() else None
    for tree, failure in ((brought.tree, brought.failure) if brought else (None, ""), (before, "")):
        if tree is None or not (tree / FILE).is_file():
            why = failure or why
            continue
        try:
            faces, index = read_faces(tree / FILE), reopened(tree)
            _check_theirs(entry, faces, tree)
            check_index(faces, index)
        except (FacesError, IndexBroken) as error:
            why = str(error)
            continue
        late = failure if brought and tree == brought.tree else why
        return _Ready(ShownOffice(entry, faces, tree.resolve(), folder, late), index), late
    return None, why


def _check_theirs(entry: RollEntry, faces: OfficeFaces, tree: Path) -> None:
    """Raise FacesError unless the faces are those of the office of the roll, with every page that they speak of."""
    if faces.site_url != entry.site_url:
        raise FacesError(f"它的发布网址是 {faces.site_url} ，和名册里的 {entry.site_url} 不一样。")
    missing = next((address for address in sorted(faces.addresses) if not _is_there(tree / address)), None)
    if missing is not None:
        raise FacesError(f"网页不全，缺少“{missing}”。")
    shortcut = next((file.name for file in _found(tree, faces) if file.is_symlink()), None)
    if shortcut is not None:
        raise FacesError(f"“{shortcut}”是快捷方式，不能公开。")


def _is_there(file: Path) -> bool:
    try:
        return file.is_file()
    except OSError:  # a name that no disk takes
        return False


def _site(root: Path, roll: Roll, today: date) -> Site:
    """The portal as the frame of every page wants to know it: an office with nothing but its own facts."""
    register = Register(root, singles=[roll.agency])
    return Site(register, law_book(register), today)


def _theme(site: Site, release: _Release) -> list[Asset]:
    shell = shell_files()
    release.linked |= shell
    styles = [address for address in shell if kind_by_name(address) is FileKind.STYLES]
    sheet = stylesheet(site.register.overrides, [])
    site.stylesheets = [sheet.address, *styles]
    return [sheet]


def _rendered(pages: Iterable[Page]) -> dict[str, tuple[str, Links]]:
    """The pages by address. Raises PublishError where two would be one: the first would be lost without a word."""
    found: dict[str, tuple[str, Links]] = {}
    for page in pages:
        if page.address in found:
            raise PublishError(f"汇总页面有两个都叫“{page.address}”。这是程序的缺陷，请报告给开发人员。")
        found[page.address] = page.render()
    return found


def _faces(office: ShownOffice) -> Asset:
    """The office's faces under one name for all: what the others' builds are given to know its pages by."""
    return Asset(f"faces/{office.entry.id}.json", faces_written(office.faces))


def _keep_faces(root: Path, offices: Iterable[ShownOffice]) -> None:
    """Leave the faces for the builds to come; those of an office that is no longer there go."""
    folder = faces_folder(root)
    aside = folder.with_name(f"{folder.name}.new")
    with told_errors(folder):
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir(parents=True)
        for office in offices:
            (aside / f"{office.entry.id}.json").write_text(faces_written(office.faces), "utf-8", newline="\n")
        shutil.rmtree(folder, ignore_errors=True)
        aside.rename(folder)


def _files_of(office: ShownOffice) -> dict[str, Path]:
    """The files of an office whose pages lie below the portal's: what it says that it publishes, and its index."""
    if not office.folder:
        return {}
    return {
        office.folder + file.relative_to(office.tree).as_posix(): file for file in _found(office.tree, office.faces)
    }


def _found(tree: Path, faces: OfficeFaces) -> list[Path]:
    """The files of an office in its folder: what its faces say that it publishes, and its index."""
    index = (file for file in (tree / FOLDER).rglob("*") if file.is_file())
    return sorted({*index, *(tree / address for address in faces.addresses)})


def _refuse_dead(pages: Mapping[str, Links], published: set[str]) -> None:
    """Raise PublishError where a page of the portal leads to nothing: a defect of ours, which must not go out."""
    for page, links in pages.items():
        for href in links.origins:
            if href.startswith(("http://", "https://", "#", "tel:", "mailto:")):
                continue
            if _target(page, href) not in published:
                raise PublishError(f"汇总页面“{page}”里的链接“{href}”没有目标。这是程序的缺陷，请报告给开发人员。")


def _target(page: str, href: str) -> str:
    above = page.rpartition("/")[0]
    return normpath(f"{above}/{unquote(href.partition('#')[0])}").lstrip("/")


def _lay(staging: Staging, release: _Release) -> None:
    try:
        with told_errors(staging.folder):
            for address, content in release.made.items():
                _free(staging.folder / address).write_bytes(content)
            for address, source in release.linked.items():
                _link(source, _free(staging.folder / address))
        staging.publish({*release.made, *release.linked})
    except PublishError:
        staging.discard()
        raise


def _free(target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    return target


def _link(source: Path, target: Path) -> None:
    """The same bytes without copying them: what is published is never written again."""
    try:
        os.link(source, target)
    except OSError:
        shutil.copyfile(source, target)
