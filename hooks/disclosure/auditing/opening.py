"""A file of any kind → what stands in it; of what kind it is, its first bytes say and not its name."""

from __future__ import annotations

import re
from pathlib import Path

from disclosure.attachments.contents import contents_of
from disclosure.attachments.kinds import START, kind_of
from disclosure.auditing.material import Material, TextLine, simplified_material
from disclosure.auditing.running_text import pdf_material, text_material
from disclosure.auditing.sheets import sheet_material
from disclosure.auditing.web_pages import page_material
from disclosure.auditing.word_files import word_material
from disclosure.expressions import expression
from disclosure.reading.bounds import DAMAGED, FILE_LIMIT, TOO_BIG, TOO_MUCH, Unreadable, read_whole
from disclosure.reading.kinds import FileKind

OTHER_KIND = "文件不是网页、Word、Excel、PDF 或者纯文本，请另存为 docx、xlsx、PDF 或者网页再试。"
OLD_KIND = "文件是旧格式的或者设了密码，请用 WPS 或者 Office 打开，另存为不设密码的 docx 或者 xlsx 再试。"
EMPTY = "文件是空的。"
_TAG = expression(rb"<(?:!doctype\s+html|html|body|table|div|p|span|h[1-6])[\s>/]", re.IGNORECASE)
_MOST_BLOCKS, _MOST_CELLS, _MOST_TEXT = 20_000, 60_000, 1_000_000  # a long report has 500, 500, 50,000
_HEAD = 8192  # bytes in which a page shows its first tag


def material_of(file: Path) -> Material:
    """What stands in a file. Raises :class:`Unreadable` with the reason in words for editors, ``OSError``."""
    size = file.stat().st_size
    if not size:
        raise Unreadable(EMPTY)
    if size > FILE_LIMIT:
        raise Unreadable(TOO_BIG)
    try:
        return simplified_material(_bounded(_material(file)))
    except (Unreadable, OSError):
        raise
    except Exception as error:  # whatever a library raises on a file that it did not expect, its depth included
        raise Unreadable(DAMAGED) from error


def _bounded(material: Material) -> Material:
    """The same; far more than any report holds is not read."""
    cells = sum(len(row.cells) for row in material.rows)
    text = sum(len(block.text) for block in material.blocks if isinstance(block, TextLine))
    if len(material.blocks) > _MOST_BLOCKS or cells > _MOST_CELLS or text > _MOST_TEXT:
        raise Unreadable(TOO_MUCH)
    return material


def _material(file: Path) -> Material:
    with file.open("rb") as stream:
        start = stream.read(_HEAD)
    kind = kind_of(start[:START], file)
    if kind is FileKind.WORD:
        return word_material(file)
    if kind is FileKind.EXCEL:
        return sheet_material(file)
    if kind is FileKind.PDF:
        return _pdf(file)
    if kind is FileKind.TEXT:
        return page_material(read_whole(file)) if _TAG.search(start) else text_material(read_whole(file))
    raise Unreadable(OLD_KIND if kind is FileKind.OLD_OFFICE else OTHER_KIND)


def _pdf(file: Path) -> Material:
    contents = contents_of(file)
    if contents.problem:
        raise Unreadable(contents.problem)
    return pdf_material(contents)
