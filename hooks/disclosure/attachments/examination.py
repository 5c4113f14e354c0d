"""One file, looked through by its kind: what its name says must be inside, and what is inside must be clean."""

from __future__ import annotations

import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from disclosure.attachments.facts import Concern, Fact, Passage, Source, spot
from disclosure.attachments.kinds import START, kind_of
from disclosure.attachments.readers import read_by_kind
from disclosure.reading.bounds import ATTACHMENT_LIMIT, DAMAGED, ENCRYPTED, TOO_MUCH, Unreadable
from disclosure.reading.kinds import FileKind, Suffix, ending, suffix_of

_MOST_TEXT = 3_000_000  # characters
_PACKAGES = {FileKind.WORD, FileKind.EXCEL, FileKind.SLIDES, FileKind.OFD}


def examined(name: str, source: Source) -> list[Fact]:
    """All facts about a file; if it cannot be read through, that is the only one."""
    try:
        with _silence():
            return list(_bounded(_facts(name, source)))
    except Unreadable as refused:
        return [spot(Concern.UNREADABLE, str(refused))]
    except Exception:  # whatever a library raises on a file that it did not expect, its memory and depth included
        return [spot(Concern.UNREADABLE, DAMAGED)]


@contextmanager
def _silence() -> Iterator[None]:
    """Keep libraries from telling editors in English what they think of a file: the caller reports."""
    loggers = [logging.getLogger(name) for name in ("pypdf", "PIL")]
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL + 1)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def too_large(size: int) -> list[Fact]:
    """The only fact about a file of which nothing is read."""
    return [spot(Concern.TOO_LARGE, f"{size / (1 << 20):.0f} MB")] if size > ATTACHMENT_LIMIT else []


def _bounded(facts: Iterator[Fact]) -> Iterator[Fact]:
    left = _MOST_TEXT
    for fact in facts:
        if isinstance(fact, Passage):
            left -= sum(map(len, fact.cells))
            if left < 0:
                raise Unreadable(TOO_MUCH)
        yield fact


def _facts(name: str, source: Source, *, is_member: bool = False) -> Iterator[Fact]:
    with source.open("rb") if isinstance(source, Path) else nullcontext(source) as stream:
        stream.seek(0)
        start = stream.read(START)
    kind, promised = kind_of(start, source), suffix_of(name)
    if is_member and (kind is FileKind.ZIP or promised.is_active):
        yield spot(Concern.ARCHIVE, "另一个压缩包" if kind is FileKind.ZIP else "网页或者程序")
        return
    if promised.kind in _PACKAGES and kind in (FileKind.OLD_OFFICE, FileKind.ZIP):
        raise Unreadable(ENCRYPTED if kind is FileKind.OLD_OFFICE else DAMAGED)
    yield from _promises(name, kind, promised, is_member=is_member)
    yield from read_by_kind(kind, source, _member)


def _promises(name: str, kind: FileKind, promised: Suffix, *, is_member: bool) -> Iterator[Fact]:
    """Whether a file is what its name says; what cannot be published at all has a rule of its own (ATT-006)."""
    end = ending(name)
    if (promised.is_published or promised.is_recorded) and kind is not promised.kind:
        if kind is FileKind.OTHER:
            raise Unreadable(DAMAGED)
        yield spot(Concern.BELIED, f"扩展名是 .{end}，内容却是{'' if kind[0] > 'z' else ' '}{kind}")
    elif promised.kind is FileKind.OLD_OFFICE:
        yield spot(Concern.UNKNOWN_FORMAT, f"旧格式的文件（.{end}）")
    elif is_member and not promised.is_published:
        yield spot(Concern.UNKNOWN_FORMAT, f"不常用的文件（.{end}）" if end else "没有扩展名的文件")


def _member(name: str, source: Source) -> Iterator[Fact]:
    """The facts about a member of an archive, which may not be an archive itself."""
    try:
        yield from list(_facts(name, source, is_member=True))
    except Unreadable as refused:
        yield spot(Concern.ARCHIVE, "打不开的文件", f"（{str(refused).rstrip('。')}）")
    except Exception:
        yield spot(Concern.ARCHIVE, "打不开的文件", f"（{DAMAGED.rstrip('。')}）")
