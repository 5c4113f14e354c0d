"""改坏的附件拿去清理：原文件一个字节不变，写出的每一份都打得开。

The whole is 2,000 attachments of the tests' own generators, each changed in one of several ways. A copy must be opened
by the engine and by a library that the engine does not clean with; what it refuses, it must refuse with a reason.
"""

from __future__ import annotations

import random
import tempfile
import warnings
import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pptx
import pypdfium2
from PIL import Image, ImageSequence

from disclosure.attachments.cleaning import cleaned, copy_name
from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.attachments.examination import examined
from disclosure.attachments.facts import Fact
from disclosure.findings import Finding
from disclosure.screening.attachments.judging import findings_of
from disclosure.screening.attachments.rules import UNREADABLE
from disclosure.screening.written import Known
from screening.attachment_cases import CLEAN, DEFECTS, TELLING, Case

PARTS = 4
_WHOLE = 2000
_ENDINGS = (".docx", ".docm", ".xlsx", ".xlsm", ".pptx", ".pdf", ".jpg", ".png", ".webp", ".tiff", ".gif", ".bmp")
_CASES = [case for case in (*DEFECTS, *CLEAN, *TELLING) if case.name.endswith(_ENDINGS)]
_OTHERS: tuple[tuple[str, str, dict[str, Any]], ...] = (  # kinds of pictures for which there is no case
    ("a.gif", "GIF", {"comment": b"telephone", "save_all": True}), ("a.bmp", "BMP", {}), ("b.png", "PNG", {}),
)  # fmt: skip


def run(seed: int, share: float) -> list[str]:
    """What was changed, written, or ended otherwise than it should, for each case one line."""
    draw = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        trials = (_trial(draw, Path(folder), number) for number in range(max(1, round(share * _WHOLE))))
        return [miss for miss in trials if miss]


def _trial(draw: random.Random, folder: Path, number: int) -> str:
    name, data = _attachment(draw)
    change = draw.choice(_CHANGES)
    changed = change(draw, data)
    file = folder / name
    file.write_bytes(changed)
    what = f"第 {number} 个（{name}，{change.__name__.strip('_')}）"
    try:
        copy = cleaned(file, _judged).data
    except NotCleaned as reason:
        return "" if str(reason).endswith("。") else f"{what}：没有说明原因"
    except Exception as error:
        return f"{what}：{type(error).__name__}: {error}"
    finally:
        if file.read_bytes() != changed or [item.name for item in folder.iterdir()] != [name]:
            return f"{what}：原文件变了，或者旁边多了文件"  # noqa: B012
        file.unlink()
    return _fault_of(what, copy_name(file), copy, changed)


def _attachment(draw: random.Random) -> tuple[str, bytes]:
    if draw.random() < 0.1:
        name, kind, more = draw.choice(_OTHERS)
        image = Image.frombytes("RGB", (37, 23), draw.randbytes(37 * 23 * 3))
        out = BytesIO()
        image.save(out, kind, **more)
        return name, out.getvalue()
    case: Case = draw.choice(_CASES)
    return case.name, case.build()


def _judged(name: str, facts: Sequence[Fact]) -> list[Finding]:
    return list(findings_of(name, facts, Known()))


def _fault_of(what: str, name: str, copy: bytes, changed: bytes) -> str:
    """What is wrong with a copy, if anything.

    A change that only the other library minds, such as a number that is none in the colours of a table, is the
    attachment's own and not for the copy to mend.
    """
    unread = [item.message for item in _judged(name, examined(name, BytesIO(copy))) if item.rule == UNREADABLE.id]
    if unread:
        return f"{what}：写出的文件自己打不开（{unread[0]}）"
    minded = _minded(copy)
    return f"{what}：写出的文件别的程序打不开（{minded}）" if minded and not _minded(changed) else ""


def _minded(data: bytes) -> str:
    """Why the other library does not open a file; nothing if it does."""
    try:
        _OPENED[_kind(data)](data)
    except Exception as error:
        return f"{type(error).__name__}: {error}"
    return ""


def _kind(copy: bytes) -> str:
    if copy.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(copy)) as archive:
            return next(
                item.partition("/")[0] for item in archive.namelist() if item.startswith(("word/", "xl/", "ppt/"))
            )
    return "pdf" if b"%PDF-" in copy[:1024] else "picture"


def _pdf(data: bytes) -> None:
    with pypdfium2.PdfDocument(data) as document:
        for page in document:
            page.render(scale=0.3)


def _picture(data: bytes) -> None:
    with Image.open(BytesIO(data)) as picture:
        for frame in ImageSequence.Iterator(picture):
            frame.load()


_OPENED: dict[str, Callable[[bytes], object]] = {
    "word": lambda data: docx.Document(BytesIO(data)), "xl": lambda data: openpyxl.load_workbook(BytesIO(data)),
    "ppt": lambda data: [list(slide.shapes) for slide in pptx.Presentation(BytesIO(data)).slides],
    "pdf": _pdf, "picture": _picture,
}  # fmt: skip


def _bytes(draw: random.Random, data: bytes) -> bytes:
    """A few bytes are others."""
    changed = bytearray(data)
    for _ in range(draw.choice((1, 1, 3, 20))):
        changed[draw.randrange(len(changed))] = draw.randrange(256)
    return bytes(changed)


def _cut(draw: random.Random, data: bytes) -> bytes:
    """The end is missing."""
    return data[: draw.randrange(1, len(data))]


def _hole(draw: random.Random, data: bytes) -> bytes:
    """A piece is missing."""
    start = draw.randrange(len(data))
    return data[:start] + data[start + draw.randrange(1, 200) :]


def _doubled(draw: random.Random, data: bytes) -> bytes:
    """A piece is there twice."""
    start = draw.randrange(len(data))
    end = min(len(data), start + draw.randrange(1, 400))
    return data[:end] + data[start:]


def _tail(draw: random.Random, data: bytes) -> bytes:
    """Something follows."""
    return data + draw.choice((b"\0" * 40, data, draw.randbytes(300), b"\n%%EOF\n"))


def _inside(draw: random.Random, data: bytes) -> bytes:
    """Of an Office file the text of a part is changed, so that it can still be unpacked; of others a number."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return _bytes(draw, data)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        doomed = draw.choice(sorted(parts))
        parts[doomed] = draw.choice((_reworded, _bytes, _hole, lambda *_: b""))(draw, parts[doomed] or b" ")
        for name, content in parts.items():
            new.writestr(zipfile.ZipInfo(name), content)
    return out.getvalue()


def _reworded(draw: random.Random, text: bytes) -> bytes:
    """Of two quoted values or tags one takes the other's place: the part is well formed, and says something else."""
    pieces = text.split(b'"')
    if len(pieces) < 5:
        return text
    first, second = (2 * draw.randrange(len(pieces) // 2) + 1 for _ in range(2))
    pieces[first] = pieces[second]
    return b'"'.join(pieces)


def _without(draw: random.Random, data: bytes) -> bytes:
    """Of an Office file a part is missing; of others a piece."""
    if not zipfile.is_zipfile(BytesIO(data)):
        return _hole(draw, data)
    out = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        doomed = draw.choice(sorted(old.namelist()))
        for name in old.namelist():
            if name != doomed:
                new.writestr(zipfile.ZipInfo(name), old.read(name))
    return out.getvalue()


_CHANGES: tuple[Callable[[random.Random, bytes], bytes], ...] = (
    _bytes, _cut, _hole, _doubled, _tail, _inside, _inside, _without,
)  # fmt: skip
