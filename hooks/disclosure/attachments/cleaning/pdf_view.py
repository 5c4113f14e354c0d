"""PDF pages as readers see them (drawn by pdfium): whether a copy looks the same, whether a remark hides something."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import pypdfium2
from PIL import Image, ImageChops, ImageFilter
from pypdfium2 import raw

from disclosure.attachments.cleaning.reasons import NotCleaned

PixelBox = tuple[int, int, int, int]  # left, top, right, bottom in pixels of the drawn page

_LONG_SIDE = 1000  # pixels of a drawn page: about 85 to the inch on A4
_CONTRAST = 48  # of 255 between neighbouring points: something can be seen there
_NEARBY = 5  # points across, odd
_FEWEST = 12  # points that make a part of a letter
_MARKS = {raw.FPDF_ANNOT_LINK, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_POPUP}  # what covers nothing that is secret
_BADGE = 40.0  # points: the sign of a sticky note is smaller
# Remarks that others draw even where the file does not say how, and pdfium does not.
_DRAWN_BY_OTHERS = {
    raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_POLYGON, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_REDACT,
}  # fmt: skip
_UNDRAWN = "这个 PDF 换一个程序就打不开，没法核对清理后的样子，没有写出。请用原来的软件重新导出 PDF 再试。"
Gone = Mapping[int, Sequence[int]]  # for a page the numbers of its remarks that were taken out


def differing_pages(before: bytes, after: bytes, gone: Gone, cut: set[int]) -> set[int] | None:
    """The numbers of the pages that do not look or read the same, but for what has gone; ``None`` if pages are missing.

    On the pages of ``cut`` text was taken out: nothing else of it may be missing.
    """
    with _opened(before) as old, _opened(after) as new:
        if len(old) != len(new):
            return None
        return {
            number for number in range(len(old)) if not _same(old, new, number, gone.get(number, ()), number in cut)
        }


def covering_pages(data: bytes) -> list[int]:
    """The numbers of the pages where a remark hides what lies under it."""
    with _opened(data) as document:
        return [number for number in range(len(document)) if _is_covered(document, number)]


@contextmanager
def _opened(data: bytes) -> Iterator[pypdfium2.PdfDocument]:
    logging.getLogger("pypdfium2").setLevel(logging.CRITICAL)  # what it thinks of a file is not for the reader
    try:
        with pypdfium2.PdfDocument(data) as document:
            document.init_forms()  # fields are drawn with what is filled in
            yield document
    except pypdfium2.PdfiumError as error:
        raise NotCleaned(_UNDRAWN) from error


def _same(
    old: pypdfium2.PdfDocument, new: pypdfium2.PdfDocument, number: int, gone: Sequence[int], is_cut: bool
) -> bool:
    first, second = old[number], new[number]
    if first.get_size() != second.get_size() or not _reads_same(first, second, is_cut):
        return False
    _remove(first, gone)
    return ImageChops.difference(_drawn(first), _drawn(second)).getbbox() is None


def _reads_same(first: pypdfium2.PdfPage, second: pypdfium2.PdfPage, is_cut: bool) -> bool:
    before, after = (page.get_textpage().get_text_bounded() for page in (first, second))
    if not is_cut:
        return bool(before == after)
    rest = iter("".join(before.split()))
    return all(character in rest for character in "".join(after.split()))


def _is_covered(document: pypdfium2.PdfDocument, number: int) -> bool:
    page = document[number]
    remarks = [item for index in range(raw.FPDFPage_GetAnnotCount(page)) if (item := _remark(page, index)) is not None]
    if not remarks:
        return False
    seen = _drawn(page).convert("L")
    texts = list(_text_boxes(page, seen.size))
    boxes = [(_in_pixels(page, seen.size, rectangle), is_drawn) for _, rectangle, is_drawn in remarks]
    _remove(page, [index for index, _, _ in remarks])
    below = _drawn(page).convert("L")
    return any(_hides(box, is_drawn, seen, below, texts) for box, is_drawn in boxes)


def _remark(page: pypdfium2.PdfPage, index: int) -> tuple[int, tuple[float, ...], bool] | None:
    """The number of a remark that may hide something, where it lies, and whether pdfium draws it."""
    remark = raw.FPDFPage_GetAnnot(page, index)
    if not remark:
        return None
    try:
        kind = raw.FPDFAnnot_GetSubtype(remark)
        box = raw.FS_RECTF()
        if kind in _MARKS or not raw.FPDFAnnot_GetRect(remark, box):
            return None
        is_badge = abs(box.right - box.left) <= _BADGE and abs(box.top - box.bottom) <= _BADGE
        if kind == raw.FPDF_ANNOT_TEXT and is_badge:
            return None
        is_drawn = kind not in _DRAWN_BY_OTHERS or bool(raw.FPDFAnnot_HasKey(remark, b"AP"))
        is_drawn = is_drawn and kind != raw.FPDF_ANNOT_REDACT
        return index, (box.left, box.bottom, box.right, box.top), is_drawn
    finally:
        raw.FPDFPage_CloseAnnot(remark)


def _hides(box: PixelBox, is_drawn: bool, seen: Image.Image, below: Image.Image, texts: list[PixelBox]) -> bool:
    """Whether something can be made out below a remark that cannot be made out through it."""
    if box[0] >= box[2] or box[1] >= box[3]:
        return False
    before, after = _contrast(below.crop(box)), _contrast(seen.crop(box))
    if not is_drawn:
        after = Image.new("L", after.size)
    lost = ImageChops.subtract(before, after.point(lambda value: min(3 * value, 255)))
    if sum(lost.histogram()[_CONTRAST:]) >= _FEWEST:
        return True
    # Text in a font that this machine does not have is not drawn at all.
    return any(_is_blank(seen, _common(box, text)) for text in texts)


def _is_blank(seen: Image.Image, box: PixelBox) -> bool:
    if box[2] - box[0] < 3 or box[3] - box[1] < 3:
        return False
    darkest, brightest = seen.crop(box).getextrema()
    return bool(brightest - darkest < _CONTRAST)  # type: ignore[operator]


def _contrast(picture: Image.Image) -> Image.Image:
    """For each point how far the brightness around it goes."""
    brightest, darkest = picture.filter(ImageFilter.MaxFilter(_NEARBY)), picture.filter(ImageFilter.MinFilter(_NEARBY))
    return ImageChops.subtract(brightest, darkest)


def _text_boxes(page: pypdfium2.PdfPage, size: tuple[int, int]) -> Iterator[PixelBox]:
    text = page.get_textpage()
    for number in range(text.count_rects()):
        yield _in_pixels(page, size, text.get_rect(number))


def _in_pixels(page: pypdfium2.PdfPage, size: tuple[int, int], rectangle: Sequence[float]) -> PixelBox:
    left, bottom, right, top = rectangle
    points = [_point(page, size, x, y) for x in (left, right) for y in (bottom, top)]
    across, down = [x for x, _ in points], [y for _, y in points]
    return _common((min(across), min(down), max(across), max(down)), (0, 0, *size))


def _point(page: pypdfium2.PdfPage, size: tuple[int, int], x: float, y: float) -> tuple[int, int]:
    across, down = raw.c_int(), raw.c_int()
    raw.FPDF_PageToDevice(page, 0, 0, *size, 0, x, y, across, down)
    return across.value, down.value


def _common(first: PixelBox, second: PixelBox) -> PixelBox:
    return (max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3]))


def _remove(page: pypdfium2.PdfPage, numbers: Sequence[int]) -> None:
    for number in sorted(numbers, reverse=True):
        raw.FPDFPage_RemoveAnnot(page, number)


def _drawn(page: pypdfium2.PdfPage) -> Image.Image:
    scale = _LONG_SIDE / max(*page.get_size(), 1.0)
    picture: Image.Image = page.render(scale=scale).to_pil()
    return picture.convert("RGB")
