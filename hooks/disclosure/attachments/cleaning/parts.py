"""An Office file taken apart and put together again without some of its parts, and without what refers to them."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import suppress
from io import BytesIO
from posixpath import dirname, normpath
from urllib.parse import unquote
from xml.etree.ElementTree import Element
from xml.parsers.expat import ExpatError, ParserCreate

from disclosure.attachments.cleaning.pictures import clean_picture
from disclosure.attachments.cleaning.reasons import NotCleaned, Undecided
from disclosure.attachments.cleaning.surgery import Surgery
from disclosure.attachments.office import ACTIVE_PARTS, EMBEDDED_PARTS
from disclosure.expressions import expression
from disclosure.reading.bounds import ATTACHMENT_LIMIT, BOMB, DAMAGED, PARTS, Unreadable
from disclosure.reading.xml_text import local, xml_text, xml_tree

_TYPES = "[Content_Types].xml"
_CORE, _APPLICATION = "docProps/core.xml", "docProps/app.xml"
_APPLICATION_NAMES = {"Company", "Manager", "HyperlinkBase", "Template"}
_LEFT_OUT = expression(r"^docProps/(?:custom\.xml|thumbnail\.)|/(?:people|person\w*|commentAuthors)\.xml$|/persons/")
_PICTURES = expression(r"/media/[^/]+\.(?:jpe?g|png|webp|gif|bmp|tiff?)$", re.IGNORECASE)
_SIGNATURES = expression(r"^_xmlsignatures/.*\.xml$", re.IGNORECASE)
_SIGNED = "这个文件有数字签名，清理会使签名失效。请先清理没有签名的原件，核对以后再签名。"
_INCOMPLETE = "文件里缺了要用的内容，清理后会打不开，没有写出。请用原来的软件打开、另存一次再试。"
_PLAIN_TYPES = {
    "application/vnd.ms-word.document.macroEnabled.main+xml":
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    "application/vnd.ms-excel.sheet.macroEnabled.main+xml":
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
    "application/vnd.ms-powerpoint.presentation.macroEnabled.main+xml":
        "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",
    "application/vnd.ms-word.template.macroEnabledTemplate.main+xml":
        "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "application/vnd.ms-excel.template.macroEnabled.main+xml":
        "application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml",
    "application/vnd.ms-powerpoint.template.macroEnabled.main+xml":
        "application/vnd.openxmlformats-officedocument.presentationml.template.main+xml",
    "application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml":
        "application/vnd.openxmlformats-officedocument.presentationml.slideshow.main+xml",
}  # fmt: skip
# Lists that must not stay behind empty, and wrappings of what is cut out.
_LISTS = {
    "externalReferences", "pivotCaches", "controls", "oleObjects", "notesMasterIdLst", "slicerCaches", "cacheFields",
}  # fmt: skip
_WRAPPINGS = {"AlternateContent", "ext"}


class Parts:
    """The parts of an Office file in memory, for taking out and putting in."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
            if len(members) > PARTS or sum(info.file_size for info in members) > 2 * ATTACHMENT_LIMIT:
                raise Unreadable(BOMB)
            if len({info.filename.lower() for info in members}) < len(members):
                raise Unreadable(DAMAGED)  # of two parts with one name each program reads another
            self.contents = {info.filename: archive.read(info) for info in members if not info.is_dir()}
        if any(_SIGNATURES.match(part) for part in self.contents):
            raise Undecided(_SIGNED)
        self._names = {part.lower(): part for part in self.contents}
        self._dropped: set[str] = set()

    def cut(self, part: str, incise: Callable[[Surgery], None]) -> None:
        """Let ``incise`` cut in a part, if there is such a part."""
        if part in self.contents:
            surgery = Surgery(self.contents[part])
            incise(surgery)
            if surgery.is_changed:
                self.contents[part] = surgery.result()

    def drop(self, doomed: Callable[[str], object]) -> None:
        """Take parts out, with what refers to them."""
        gone = [part for part in self.contents if doomed(part)]
        self._dropped.update(gone)
        for part in gone:
            del self.contents[part]
        for rels in [part for part in self.contents if part.endswith(".rels")]:
            self._forget(rels)

    def clean(self, spared: Callable[[str], object] = lambda part: False, kept: Collection[str] = ()) -> bytes:
        """The file again: without macros, embedded files, names of people, and parts that nothing refers to.

        ``spared`` are parts that readers see something of, ``kept`` the properties that stand on a page.
        """
        self.drop(
            lambda part: (
                any(kind.search(part) for kind in (ACTIVE_PARTS, EMBEDDED_PARTS, _LEFT_OUT))
                and not spared(part)
                and part not in kept
            )
        )
        self.cut(_CORE, lambda surgery: _empty(surgery, {"creator", "lastModifiedBy"} - set(kept)))
        self.cut(_APPLICATION, lambda surgery: _empty(surgery, _APPLICATION_NAMES - set(kept)))
        self._drop_template()
        for part in [part for part in self.contents if _PICTURES.search(part)]:
            with suppress(NotCleaned, Unreadable):  # what cannot be cleaned stays, and is told as before
                self.contents[part] = clean_picture(self.contents[part])
        reached = set(self._reachable())
        self.drop(lambda part: part != _TYPES and not part.endswith(".rels") and part not in reached)
        self.drop(lambda part: part.endswith(".rels") and not self._has_source(part))
        self.cut(_TYPES, self._types)
        for rels in [part for part in self.contents if part.endswith(".rels")]:
            self._mend(rels)
        for part in [part for part in self.contents if part.endswith((".xml", ".rels"))]:
            _check(self.contents[part])
        return self._packed()

    def _has_source(self, rels: str) -> bool:
        source = _source(rels)
        return not source or self._names.get(source.lower()) in self.contents

    def relationships(self, part: str) -> Iterator[tuple[str, str, str]]:
        """Id, kind and target part of what a part refers to inside the file."""
        name = f"{dirname(part)}/_rels/{part.rpartition('/')[2]}.rels".lstrip("/")
        rels = self._names.get(name.lower(), name)
        for element in xml_tree(xml_text(self.contents[rels])) if rels in self.contents else ():
            if element.get("TargetMode") != "External":
                kind = element.get("Type", "").rpartition("/")[2]
                yield element.get("Id", ""), kind, self._target(part, element)

    def _target(self, source: str, element: Element) -> str:
        """The part that a relationship leads to; names of parts know no small and large letters."""
        target = unquote(element.get("Target", ""))
        path = target.lstrip("/") if target.startswith("/") else normpath(f"{dirname(source)}/{target}").lstrip("/")
        return self._names.get(path.lower(), path)

    def _forget(self, rels: str) -> None:
        source = _source(rels)
        gone: set[str] = set()

        def incise(surgery: Surgery) -> None:
            for element in surgery.root:
                if element.get("TargetMode") != "External" and self._target(source, element) in self._dropped:
                    gone.add(element.get("Id", ""))
                    surgery.cut(element)

        self.cut(rels, incise)
        if gone and source.endswith(".xml"):
            self.cut(source, lambda surgery: _cut_references(surgery, gone))

    def _mend(self, rels: str) -> None:
        """Forget relationships to what has never been there; if something uses one, programs do not open the file."""
        source = self.contents.get(self._names.get(_source(rels).lower(), ""), b"")

        def incise(surgery: Surgery) -> None:
            for element in surgery.root:
                target = element.get("Target", "")
                is_inside = element.get("TargetMode") != "External" and not target.startswith("#") and target != "NULL"
                if is_inside and self._target(_source(rels), element) not in self.contents:
                    if f'"{element.get("Id", "")}"'.encode() in source:
                        raise NotCleaned(_INCOMPLETE)
                    surgery.cut(element)

        self.cut(rels, incise)

    def _drop_template(self) -> None:
        """Forget on whose disk the template lay."""
        for rels in [part for part in self.contents if part.endswith("settings.xml.rels")]:
            gone: set[str] = set()

            def incise(surgery: Surgery, gone: set[str] = gone) -> None:
                for element in surgery.root:
                    if element.get("Type", "").endswith("/attachedTemplate"):
                        gone.add(element.get("Id", ""))
                        surgery.cut(element)

            self.cut(rels, incise)
            self.cut(_source(rels), lambda surgery, gone=gone: _cut_references(surgery, gone))  # type: ignore[misc]

    def _reachable(self) -> Iterator[str]:
        seen, stack = {""}, [""]
        while stack:
            for _, _, target in self.relationships(stack.pop()):
                if target in self.contents and target not in seen:
                    seen.add(target)
                    stack.append(target)
        yield from seen

    def _types(self, surgery: Surgery) -> None:
        for element in surgery.root:
            name = element.get("PartName", "").lstrip("/")
            kind = element.get("ContentType", "")
            if name and name not in self.contents:
                surgery.cut(element)
            elif kind in _PLAIN_TYPES:
                surgery.set_attribute(element, "ContentType", _PLAIN_TYPES[kind])

    def _packed(self) -> bytes:
        packed = BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in self.contents.items():
                archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
        return packed.getvalue()


def _source(rels: str) -> str:
    """The part that a file of relationships belongs to; "" for the whole package."""
    folder, _, name = rels.rpartition("_rels/")
    return folder + name.removesuffix(".rels")


def _check(data: bytes) -> None:
    """Raise ``Unreadable`` for XML that no program reads."""
    try:
        ParserCreate("utf-8").Parse(xml_text(data).encode(), True)
    except ExpatError as error:
        raise Unreadable(DAMAGED) from error


def _empty(surgery: Surgery, names: set[str]) -> None:
    for element in surgery.root:
        if local(element.tag) in names:
            surgery.refill(element, "")


def _cut_references(surgery: Surgery, gone: set[str]) -> None:
    """Cut out what names one of the relationships that are gone, and lists that hold nothing else."""
    doomed = [
        element
        for element in surgery.root.iter()
        if any(value in gone and "officeDocument" in key for key, value in element.attrib.items())
    ]
    cut = {_outermost(surgery, element) for element in doomed}
    for element in list(cut):
        holder = surgery.parents.get(element)
        if holder is not None and local(holder.tag) in _LISTS and all(child in cut for child in holder):
            cut.add(holder)
    for element in cut:
        if local(element.tag) != "object":
            surgery.cut(element)


def _outermost(surgery: Surgery, element: Element) -> Element:
    """The element to cut: a wrapping with it, and the frame of a slide, for which its picture is put instead."""
    holder = surgery.parents.get(element)
    if holder is not None and local(holder.tag) in _WRAPPINGS:
        return holder
    if holder is not None and local(holder.tag) in ("Choice", "Fallback"):
        return surgery.parents[holder]
    return element
