"""Pictures: nothing but the picture, turned the right way up."""

from __future__ import annotations

from io import BytesIO

from PIL import Image
from PIL.ExifTags import Base

from disclosure.attachments.picture_parts import metadata, without_metadata

_EXIF = b"Exif\0\0"


def clean_picture(data: bytes) -> bytes:
    """A picture without what it says about where, when, by whom and with what it was taken."""
    if data[:4] in (b"II*\0", b"MM\0*"):
        return _clean_tiff(data)
    return without_metadata(data, _orientation(data))


def _orientation(data: bytes) -> bytes:
    """An EXIF block that says only which way is up, if the picture says so at all."""
    kept = Image.Exif()
    for block in metadata(data).exif:
        told = Image.Exif()
        told.load(block)
        turned = told.get(Base.Orientation, 1)
        if turned != 1:
            kept[Base.Orientation] = turned
    return kept.tobytes().removeprefix(_EXIF) if kept else b""


def _clean_tiff(data: bytes) -> bytes:
    frames = []
    with Image.open(BytesIO(data)) as picture:
        for number in range(getattr(picture, "n_frames", 1)):
            picture.seek(number)
            frame = Image.new(picture.mode, picture.size)
            frame.paste(picture)
            frames.append(frame)
    cleaned = BytesIO()
    frames[0].save(cleaned, "TIFF", save_all=True, append_images=frames[1:], compression="tiff_lzw")
    return cleaned.getvalue()
