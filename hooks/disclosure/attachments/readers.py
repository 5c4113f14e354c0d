"""Which reader a kind of file has. Each is loaded when the first such file is met: most commands meet with none."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from disclosure.attachments.facts import Fact, Source
from disclosure.reading.kinds import FileKind

if TYPE_CHECKING:
    from disclosure.attachments.archives import Examine

READ = frozenset({
    FileKind.WORD, FileKind.EXCEL, FileKind.SLIDES, FileKind.OFD, FileKind.PDF, FileKind.PICTURE, FileKind.TEXT,
    FileKind.OLD_OFFICE, FileKind.VIDEO, FileKind.AUDIO, FileKind.CAPTIONS, FileKind.ZIP,
})  # fmt: skip


def read_by_kind(kind: FileKind, source: Source, examine: Examine) -> Iterator[Fact]:
    """What a file holds that is of this kind, ``examine`` what lies in it; nothing of kinds that are not read."""
    match kind:
        case FileKind.WORD | FileKind.EXCEL | FileKind.SLIDES:
            return _office(kind, source)
        case FileKind.PDF:
            from disclosure.attachments.pdf import pdf_facts

            return pdf_facts(source)
        case FileKind.PICTURE:
            from disclosure.attachments.pictures import picture_file_facts

            return picture_file_facts(source)
        case FileKind.ZIP:
            from disclosure.attachments.archives import archive_facts

            return archive_facts(source, examine)
        case FileKind.OFD:
            from disclosure.attachments.ofd import ofd_facts

            return ofd_facts(source, examine)
    return _plain(kind, source)


def _office(kind: FileKind, source: Source) -> Iterator[Fact]:
    from disclosure.attachments.excel import excel_facts
    from disclosure.attachments.slides import slide_facts
    from disclosure.attachments.word import word_facts

    readers = {FileKind.WORD: word_facts, FileKind.EXCEL: excel_facts, FileKind.SLIDES: slide_facts}
    return readers[kind](source)


def _plain(kind: FileKind, source: Source) -> Iterator[Fact]:
    from disclosure.attachments.plain import old_office_facts, text_facts
    from disclosure.attachments.recordings import recording_facts

    if kind in (FileKind.VIDEO, FileKind.AUDIO):
        return recording_facts(source)
    if kind is FileKind.OLD_OFFICE:
        return old_office_facts(source)
    return text_facts(source) if kind in (FileKind.TEXT, FileKind.CAPTIONS) else iter(())
