"""A glance at an Office file: every address that it can open, without reading what it says.

It is for those who only ask whether all addresses are sound. Where one is not, or where a glance does not tell, the
file is looked through (``contents``).
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from xml.parsers.expat import ExpatError, ParserCreate

from disclosure.attachments.kinds import package_kind
from disclosure.attachments.office_links import leads_out
from disclosure.attachments.package import Package, opened
from disclosure.reading.bounds import ATTACHMENT_LIMIT, TAGS, Unreadable
from disclosure.reading.kinds import FileKind, suffix_of
from disclosure.reading.xml_text import xml_tree

# The part without which a file of the kind is none.
_MAIN = {
    FileKind.WORD: "word/document.xml",
    FileKind.EXCEL: "xl/workbook.xml",
    FileKind.SLIDES: "ppt/presentation.xml",
}
_ZIP = b"PK\x03\x04"
# What may open an address that no relationship names, or add to one that does: fields, formulas, drawings, places in
# the target; and signs in other spellings, in which these could hide.
_TELLING = (
    b"hyperlink(", b"instrtext", b"fldsimple", b"href", b"anchor", b"location", b"&#", b"<!doctype",
)  # fmt: skip
_UTF_8 = (b"encoding='utf-8'", b'encoding="utf-8"')


def addresses_in(file: Path) -> frozenset[str] | None:
    """Every address that an Office file can open; ``None`` where a glance does not tell, or it is not in order."""
    kind = suffix_of(file.name).kind
    try:
        if kind not in _MAIN or not 0 < file.stat().st_size <= ATTACHMENT_LIMIT:
            return None
        with file.open("rb") as stream:
            if stream.read(len(_ZIP)) != _ZIP:
                return None
            with opened(stream) as package:
                if package_kind(package.parts) is not kind or _MAIN[kind] not in package.parts:
                    return None
                return frozenset(filter(leads_out, _addresses(package)))
    except (_Unclear, Unreadable, ExpatError, OSError):
        return None


class _Unclear(Exception):
    """A part must be read to know what it opens."""


def _addresses(package: Package) -> Iterator[str]:
    tags = 0
    for part in package.parts:
        if part.endswith(".rels"):
            yield from _outside(package, part)
        elif part.endswith((".xml", ".vml")):
            data = package.data(part)
            tags += data.count(b"<")
            if tags > TAGS or not _is_plain(data.lower()):
                raise _Unclear
            ParserCreate().Parse(data, True)


def _is_plain(lowered: bytes) -> bool:
    """Whether a part is spelled so that all that it opens would be seen, and opens nothing."""
    spelled = lowered.startswith(b"<") and lowered[1:2] != b"\0"
    named = b"encoding" not in lowered[:200] or any(sign in lowered[:200] for sign in _UTF_8)
    return spelled and named and not any(sign in lowered for sign in _TELLING)


def _outside(package: Package, part: str) -> Iterator[str]:
    """What is outside of the file, among the relationships that are written in ``part``."""
    for element in xml_tree(package.text(part)):
        target = element.get("Target", "")
        if element.get("TargetMode", "") == "External" or "://" in target:
            yield target
