"""Pictures as readers of the file see them: what is cut off stays off, and nothing goes along that is not seen.

A picture that Word has cut keeps all that was cut off; one that a camera made says where it was taken.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from disclosure.expressions import expression

_MOST = 64_000_000  # pixels
_WHOLE = 100_000  # what the sides of a picture are cut by is told in such parts of it
_FIXED = 65_536  # and in the old way in such
_SHARE = expression(r"-?\d{1,9}f?")
# How the bytes of a picture begin that every browser shows, and how such files are called.
_KINDS = ((b"\x89PNG\r\n", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))
_SIDES = (("l", "cropleft"), ("t", "croptop"), ("r", "cropright"), ("b", "cropbottom"))
_CUT = "?"  # stands between the name of a part and what is cut off of it


def picture_key(part: str, said: Mapping[str, str]) -> str:
    """The part of a picture, with what is cut off of its sides if anything is; ``said`` are the attributes."""
    sides = [_share(said.get(new, "") or said.get(old, "")) for new, old in _SIDES]
    return f"{part}{_CUT}{','.join(map(str, sides))}" if any(sides) else part


def part_of(key: str) -> str:
    """The part of a file that holds a picture."""
    return key.partition(_CUT)[0]


def as_seen(key: str, data: bytes) -> tuple[str, bytes] | None:
    """The suffix and the bytes of a picture as it is seen; ``None`` where no browser could show it."""
    kind = next((kind for start, kind in _KINDS if data.startswith(start)), "")
    sides = [int(side) for side in key.partition(_CUT)[2].split(",") if side]
    if kind and not sides and (clean := _cleaned(data)) is not None:
        return kind, clean
    return _drawn_anew(data, sides, kind)


def _share(said: str) -> int:
    """How much of a side is cut off, in parts of a hundred thousand."""
    if not _SHARE.fullmatch(said):
        return 0
    share = int(said[:-1]) * _WHOLE // _FIXED if said.endswith("f") else int(said)
    return min(max(share, 0), _WHOLE)


def _cleaned(data: bytes) -> bytes | None:
    from disclosure.attachments.cleaning.pictures import clean_picture
    from disclosure.attachments.cleaning.reasons import NotCleaned

    try:
        return clean_picture(data)
    except NotCleaned:
        return None


def _drawn_anew(data: bytes, sides: list[int], kind: str) -> tuple[str, bytes] | None:
    """A picture drawn again from its pixels, without what is cut off."""
    import struct

    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=("PNG", "JPEG", "GIF", "BMP", "TIFF", "WEBP")) as picture:
            if picture.width * picture.height > _MOST:
                return None
            seen = ImageOps.exif_transpose(picture)
            box = _box(seen.width, seen.height, sides)
            seen = seen.crop(box) if sides else seen
            made, target = BytesIO(), "JPEG" if kind == "jpg" and seen.mode in ("RGB", "L") else "PNG"
            seen.info.clear()
            (seen if target == "JPEG" else seen.convert("RGBA")).save(made, target)
    except (OSError, ValueError, SyntaxError, LookupError, TypeError, struct.error, Image.DecompressionBombError):
        return None
    return "jpg" if target == "JPEG" else "png", made.getvalue()


def _box(width: int, height: int, sides: list[int]) -> tuple[int, int, int, int]:
    """What is left of a picture, at least one pixel of it."""
    left, top, right, bottom = sides or (0, 0, 0, 0)
    first, upper = min(width * left // _WHOLE, width - 1), min(height * top // _WHOLE, height - 1)
    last = max(width - width * right // _WHOLE, first + 1)
    return first, upper, last, max(height - height * bottom // _WHOLE, upper + 1)
