"""Everything that is published: pages, generated files, attachments."""

from __future__ import annotations

import pkgutil
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache, cached_property, partial
from hashlib import blake2b
from importlib import import_module
from itertools import groupby
from pathlib import Path

from disclosure import exports, faces, pages, search
from disclosure.attachments.contents import Contents
from disclosure.exports.sitemaps import sitemaps
from disclosure.findings import Place, dump
from disclosure.memory.tracing import tracing
from disclosure.pages import addresses
from disclosure.pages.assets import NAMED_BY_CONTENT, NAMED_BY_RECORDS, Asset, Laid
from disclosure.pages.events import all_happenings
from disclosure.pages.hosted import Alteration, alteration
from disclosure.pages.hrefs import Links
from disclosure.pages.makers import made
from disclosure.pages.page import Page
from disclosure.pages.site import Site
from disclosure.pages.styles import stylesheet
from disclosure.publication.earlier import EarlierSite, KnownPage
from disclosure.reading.kinds import FileKind, kind_by_name, suffix_of
from disclosure.records.mentions import local_files


@dataclass
class Publication:
    """All that makes up the site, and nothing else is published.

    ``named`` are the generated files whose addresses follow from the records. ``files`` maps an address to the
    editors' file that is copied there, ``theme`` to a file of the shell.
    ``rewritten`` are the pages whose Markdown somebody changed in passing, in vain. ``digests`` tell each page as it
    was rendered. ``earlier`` is what need not be made anew, and learns what is.
    """

    site: Site
    pages: dict[str, Page]
    named: list[Asset]
    files: dict[str, Path]
    theme: Mapping[str, Path] = field(default_factory=dict)
    origins: dict[str, Links] = field(default_factory=dict)
    rewritten: list[str] = field(default_factory=list)
    digests: dict[str, bytes] = field(default_factory=dict)
    earlier: EarlierSite | None = None  # set once, by the build that remembers

    @cached_property
    def assets(self) -> list[Asset]:
        """Every generated file that is no page, those too whose addresses depend on what is in them."""
        return [*self.named, *(asset for make in NAMED_BY_CONTENT for asset in make(self.site))]

    @property
    def contents(self) -> dict[str, Contents]:
        """What is in the files that are copied, by their address."""
        root = self.site.register.root
        return {
            address: self.site.shelf.outline(file.relative_to(root).as_posix()) for address, file in self.files.items()
        }

    def render(self, address: str) -> str:
        """The HTML of a page. Where its links come from is kept beside it, and leaves no trace in it."""
        before = len(self.site.renderer.unfaithful)
        with tracing() as doors:
            html, self.origins[address] = self.pages[address].render()
        self.digests[address] = _digest(html.encode("utf-8", "xmlcharrefreplace"))
        if self.earlier is not None:
            told = self.site.renderer.unfaithful[before:]
            known = KnownPage(self.digests[address].hex(), dump(told) if told else "")
            self.earlier.keep_page(self.pages[address], doors, known)
        return html

    def altered(self, folder: Path) -> dict[Alteration, str]:
        """What became of the pages below ``folder`` in other hands, each change with the first page that has it."""
        found: dict[Alteration, str] = {}
        for address, digest in list(self.digests.items()):
            file = folder / address
            written = file.read_bytes() if file.is_file() else b""
            if _digest(written) != digest:
                change = alteration(self.render(address), written.decode("utf-8", "replace"))
                found.setdefault(change, address)
        return found

    @property
    def lasting(self) -> set[str]:
        """The address of every file that bears the same name in each release."""
        return {*self.pages, *self.files, *self.theme, *(asset.address for asset in self.named)}

    @property
    def listing(self) -> set[str]:
        """The address of every file that is published."""
        return {*self.lasting, *(asset.address for asset in self.assets)}

    def know_sources(self) -> None:
        """Know of every page at least the line that it comes from as a whole: another process has rendered it."""
        for address, page in self.pages.items():
            self.origins.setdefault(address, Links(address, page.source))

    def lay_before_pages(self, folder: Path) -> None:
        """Write the files below ``folder`` of which pages tell the size, each process of the crew some of them."""
        self._lay(folder, Laid.BEFORE_PAGES)
        self.site.sizes = {key: size for sizes in self.site.crew.gather(self.site.sizes) for key, size in sizes.items()}

    def lay(self, folder: Path) -> list[str]:
        """Write below ``folder`` all else that is no page, over whatever another may have put there.

        Each process of the crew writes some of it. Returns those attachments' names that are no longer as they were
        looked through.
        """
        site = self.site
        site.finished = lambda address: (folder / address).read_text("utf-8")
        if not site.sizes:
            self._lay(folder, Laid.BEFORE_PAGES)
        self._lay(folder, Laid.ANY)
        changed = list(self._copied(folder))
        made = site.crew.gather(self.earlier.made if self.earlier is not None else None)  # now all pages are there
        if self.earlier is not None:
            self.earlier.know(made)
        for asset in self.assets[len(self.named) :]:
            data = asset.data
            _write(folder / asset.address, data)
            if self.earlier is not None:
                self.earlier.note_made(asset.address, data)
        self._lay(folder, Laid.AFTER_PAGES)
        return changed

    def _lay(self, folder: Path, when: Laid) -> None:
        units = self._new_units(folder, when)
        for number in self.site.crew.tickets(len(units)):
            with tracing() as doors:
                made = [asset.data for asset in units[number]]
            for asset, data in zip(units[number], made, strict=True):
                _write(folder / asset.address, data)
                if when is Laid.BEFORE_PAGES:
                    self.site.sizes[asset.address] = len(data)
            if self.earlier is not None:
                self.earlier.keep_files(units[number], doors, made)

    def _new_units(self, folder: Path, when: Laid) -> list[list[Asset]]:
        """The files that are to be made, those together that are made from one thing; what is known is laid already."""
        named = (asset for asset in self.named if asset.laid is when)
        units = [list(assets) for _, assets in groupby(named, key=lambda asset: asset.group or asset.address)]
        if self.earlier is None:
            return units
        known = [unit for unit in units if self.earlier.has_files(unit)]
        crew, addresses_known = self.site.crew, [asset.address for unit in known for asset in unit]
        self.earlier.lay(addresses_known[crew.number :: crew.count], folder)
        if when is Laid.BEFORE_PAGES:
            self.site.sizes |= {address: self.earlier.size(address) for address in addresses_known}
        there = {id(unit) for unit in known}
        return [unit for unit in units if id(unit) not in there]

    def _copied(self, folder: Path) -> Iterator[str]:
        """Copy what is not made; the names of the editors' files that are no longer what was looked through."""
        root, copies = self.site.register.root, [*self.theme.items(), *self.files.items()]
        for number in self.site.crew.tickets(len(copies)):
            address, file = copies[number]
            shutil.copyfile(file, _free(folder / address))
            seen = self.site.shelf.outline(file.relative_to(root).as_posix()) if number >= len(self.theme) else None
            if seen is not None and not seen.is_of(file):
                yield file.name


def _digest(html: bytes) -> bytes:
    return blake2b(html, digest_size=16).digest()


def _write(target: Path, data: bytes) -> None:
    _free(target).write_bytes(data)


def _free(target: Path) -> Path:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.unlink(missing_ok=True)
    return target


def publication(site: Site) -> Publication:
    """The whole site, pages not rendered yet. An address that two pages claim is held by the first."""
    _find_makers()
    own = {address: site.register.root / path for address, path in site.register.overrides.assets.items()}
    theme = {**shell_files(), **own}
    styles = [address for address in theme if kind_by_name(address) is FileKind.STYLES]
    sheet = stylesheet(site.register.overrides, [theme[address] for address in styles])
    site.stylesheets = [sheet.address, *styles]
    by_address: dict[str, Page] = {}
    for page in made(site):
        by_address.setdefault(page.address, page)
    generated = [asset for make in NAMED_BY_RECORDS for asset in _noted(partial(make, site))]
    named = [sheet, *generated, *_noted(partial(_sitemaps, site, list(by_address.values())))]
    whole = Publication(site, by_address, named, dict(_files(site)), theme)
    site.listing = lambda: whole.lasting
    site.finished = lambda address: whole.pages[address].render()[0]
    for address, file in whole.files.items():
        whole.origins[address] = Links(address, Place(file.relative_to(site.register.root).as_posix()))
    return whole


def _noted(make: Callable[[], Iterator[Asset]]) -> list[Asset]:
    """The files that a maker makes, each of which tells what was asked meanwhile."""
    with tracing() as doors:
        found = list(make())
    return [replace(asset, doors=doors) for asset in found]


def _sitemaps(site: Site, pages: list[Page]) -> Iterator[Asset]:
    made(site)  # what was asked for the pages is asked for these
    yield from sitemaps(site, pages)


@cache
def _find_makers() -> None:
    """Have the modules of the later rooms name their makers, of pages and of other files."""
    for room in (search, faces, exports):
        for module in pkgutil.iter_modules(room.__path__):
            import_module(f"{room.__name__}.{module.name}")


def shell_files() -> dict[str, Path]:
    """The files of the shell itself, by address; nothing that an office has can take their place."""
    folder = Path(pages.__path__[0]) / "theme"
    return {file.relative_to(folder).as_posix(): file for file in sorted((folder / "assets" / "site").iterdir())}


def _files(site: Site) -> Iterator[tuple[str, Path]]:
    """What lies beside a document and is listed in it or used by its text, if it is of a kind that is published.

    Beside the report of an event lie its photographs too.
    """
    for document in site.register.documents:
        listed = {attachment.file for attachment in document.attachments}
        recorded = {file for _, file in document.media.files} if document.media is not None else set()
        for name in sorted(listed | local_files(document)):
            file, promised = site.register.attachment(document, name), suffix_of(name)
            if file is not None and (promised.is_published or (promised.is_recorded and name in recorded)):
                yield addresses.attachment_address(document, name), file
    for item in all_happenings(site):
        yield from ((shot.address, shot.file) for shot in item.gallery)
