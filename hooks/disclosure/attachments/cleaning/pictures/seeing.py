"""What a picture looks like: its pixels, the right way up, frame by frame, each with its time."""

from __future__ import annotations

import hashlib
import struct
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO

from PIL import Image, ImageOps, ImageSequence, UnidentifiedImageError
from PIL.ExifTags import Base

from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.attachments.picture_parts import metadata
from disclosure.reading.bounds import DAMAGED, Unreadable

_FRAME = 64_000_000  # pixels of one frame
_ALL = 250_000_000  # pixels of all frames
_TOO_LARGE = "图片太大，清理后没有办法和原图逐点核对，所以没有写出。请先缩小图片，再清理。"
_EXIF = b"Exif\0\0"
_PLAIN = {"1", "L", "LA", "P", "PA", "RGB", "RGBA", "RGBX"}  # modes that say nothing more than RGBA does


def orientation(data: bytes) -> bytes:
    """An EXIF block that says only which way is up, if the picture says so at all."""
    kept = Image.Exif()
    for block in metadata(data).exif:
        turned = _told(block)
        if isinstance(turned, int) and 1 < turned <= 8:
            kept[Base.Orientation] = turned
    return kept.tobytes().removeprefix(_EXIF) if kept else b""


def _told(block: bytes) -> object:
    """What a block says; one that is damaged says nothing, to viewers neither."""
    told = Image.Exif()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            told.load(block)
            return told.get(Base.Orientation)
        except (SyntaxError, ValueError, LookupError, TypeError, OSError, struct.error):
            return None


def looks(data: bytes) -> list[tuple[object, ...]]:
    """For each frame its size, time, colour profile and a digest of its pixels.

    Raises ``Unreadable`` for what does not open, ``NotCleaned`` for what is too large to be looked at.
    """
    with _opened(data) as picture:
        _check(picture)
        if picture.format == "JPEG" and picture.width * picture.height > _FRAME // 4:
            picture.draft("RGB", (picture.width // 4, picture.height // 4))
        # A JPEG may have other pictures behind it, which viewers do not show.
        frames = [picture] if picture.format in ("JPEG", "MPO") else ImageSequence.Iterator(picture)
        return [(picture.info.get("loop"), *_frame(frame)) for frame in frames]


def _check(picture: Image.Image) -> None:
    count = getattr(picture, "n_frames", 1) if picture.format != "MPO" else 1
    size = picture.width * picture.height
    if size > (4 * _FRAME if picture.format in ("JPEG", "MPO") else _FRAME) or size * count > _ALL:
        raise NotCleaned(_TOO_LARGE)


def _frame(frame: Image.Image) -> tuple[object, ...]:
    times = tuple(frame.info.get(key) for key in ("duration", "icc_profile", "transparency"))
    seen = ImageOps.exif_transpose(frame)
    seen = seen.convert("RGBA") if seen.mode in _PLAIN else seen
    return (seen.mode, seen.size, hashlib.sha256(seen.tobytes()).digest(), *times)


@contextmanager
def _opened(data: bytes) -> Iterator[Image.Image]:
    """A picture as Pillow reads it; a size that alarms it is for ``_check`` to judge."""
    limit, Image.MAX_IMAGE_PIXELS = Image.MAX_IMAGE_PIXELS, None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data)) as picture:
                yield picture
    except (UnidentifiedImageError, OSError, SyntaxError, EOFError, ValueError) as error:
        raise Unreadable(DAMAGED) from error
    finally:
        Image.MAX_IMAGE_PIXELS = limit
