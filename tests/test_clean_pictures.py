"""Pictures through ``clean``: the same picture in its own format, the same way up, and nothing else in the file."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageOps, ImageSequence

from disclosure.attachments.cleaning.pictures import clean_picture
from disclosure.attachments.cleaning.pictures.seeing import looks
from disclosure.attachments.cleaning.reasons import NotCleaned
from disclosure.reading.bounds import Unreadable

_SECRET = b"telephone 139****0000"
_TURNED = 0x112


def noise(mode: str = "RGB", seed: int = 0) -> Image.Image:
    """A picture of which no two points are alike, the same for a seed."""
    values = bytes((x * x * 7 + y * 31 + x * y + seed * 40) % 256 for y in range(29) for x in range(43 * 3))
    return Image.frombytes("RGB", (43, 29), values).convert(mode)


def saved(image: Image.Image, kind: str, **more: Any) -> bytes:
    out = BytesIO()
    image.save(out, kind, **more)
    return out.getvalue()


def seen(data: bytes) -> list[tuple[object, ...]]:
    """The frames as viewers show them, their times, and the format."""
    with Image.open(BytesIO(data)) as picture:
        return [
            (picture.format, frame.info.get("duration"), frame.info.get("icc_profile"), upright.size, upright.tobytes())
            for frame in ImageSequence.Iterator(picture)
            if (upright := ImageOps.exif_transpose(frame).convert("RGBA"))
        ]


_FRAMES = {"save_all": True, "append_images": [noise(seed=1), noise(seed=2)]}
_EXIF = Image.Exif()
_EXIF[_TURNED], _EXIF[0x10E] = 6, _SECRET.decode()
PICTURES = {
    "jpeg": lambda: saved(noise(), "JPEG", exif=_EXIF.tobytes(), comment=_SECRET),
    "progressive": lambda: saved(noise(), "JPEG", progressive=True, comment=_SECRET),
    "cmyk": lambda: saved(noise("CMYK"), "JPEG", comment=_SECRET),
    "png": lambda: saved(noise("P"), "PNG", exif=_EXIF.tobytes()),
    "animated png": lambda: saved(noise(), "PNG", duration=[70, 80, 90], exif=_EXIF.tobytes(), **_FRAMES),
    "webp": lambda: saved(noise(), "WEBP", exif=_EXIF.tobytes(), lossless=True),
    "animated webp": lambda: saved(noise(), "WEBP", duration=70, exif=_EXIF.tobytes(), **_FRAMES),
    "gif": lambda: saved(noise("P"), "GIF", comment=_SECRET),
    "animated gif": lambda: saved(noise(), "GIF", duration=[70, 80, 90], loop=2, comment=_SECRET, **_FRAMES),
    **{
        f"tiff {mode} {packing}": lambda mode=mode, packing=packing: saved(
            noise(mode), "TIFF", compression=packing, tiffinfo={270: _SECRET.decode(), 274: 6, 282: 300.0}
        )
        for mode in ("1", "L", "P", "RGB", "RGBA", "CMYK")
        for packing in (None, "tiff_lzw", "tiff_deflate", "packbits")
    },
    "tiff jpeg": lambda: saved(noise(), "TIFF", compression="jpeg", tiffinfo={270: _SECRET.decode()}),
    "tiff fax": lambda: saved(noise("1"), "TIFF", compression="group4", tiffinfo={270: _SECRET.decode()}),
    "tiff pages": lambda: saved(noise(), "TIFF", tiffinfo={270: _SECRET.decode()}, **_FRAMES),
    **{f"bmp {mode}": lambda mode=mode: _gapped(saved(noise(mode), "BMP")) for mode in ("1", "L", "P", "RGB", "RGBA")},
}  # fmt: skip


def _gapped(data: bytes) -> bytes:
    """A BMP with something between its colours and its pixels."""
    pixels = struct.unpack_from("<L", data, 10)[0]
    return data[:10] + struct.pack("<L", pixels + len(_SECRET)) + data[14:pixels] + _SECRET + data[pixels:]


@pytest.mark.parametrize("name", PICTURES)
def test_the_copy_is_the_same_picture_and_nothing_else(name: str) -> None:
    data = PICTURES[name]()
    assert _SECRET in data
    copy = clean_picture(data + _SECRET)
    assert _SECRET not in copy
    assert seen(copy) == seen(data)


@pytest.mark.parametrize("turned", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
def test_the_way_up_is_kept(kind: str, turned: int) -> None:
    exif = Image.Exif()
    exif[_TURNED], exif[0x10F] = turned, "Maker"
    data = saved(noise(), kind, exif=exif.tobytes()) if kind != "TIFF" else saved(noise(), kind, tiffinfo=exif)
    copy = clean_picture(data)
    assert seen(copy) == seen(data)
    with Image.open(BytesIO(copy)) as picture:
        assert (picture.getexif().get(_TURNED, 1), 0x10F in picture.getexif()) == (turned, False)


def test_the_small_picture_in_front_of_a_jpeg_goes() -> None:
    data = saved(noise(), "JPEG")
    small = struct.pack(">HH5sHBHHBB", 0xFFE0, 16 + 12, b"JFIF\0", 0x0101, 0, 1, 1, 2, 2) + b"small picts!"
    head = 2 + 2 + struct.unpack_from(">H", data, 4)[0]
    with_small = data[:2] + small + data[head:]
    assert clean_picture(with_small) == data


def test_a_film_behind_a_jpeg_goes_even_if_it_has_marks_of_a_jpeg_in_it() -> None:
    data = saved(noise(), "JPEG")
    assert clean_picture(data + saved(noise(seed=5), "JPEG") + b"ftypmp42") == data


def test_unknown_blocks_of_programs_go() -> None:
    png = saved(noise(), "PNG")
    body = b"caBX" + _SECRET
    with_block = png[:33] + struct.pack(">L", len(_SECRET)) + body + struct.pack(">L", zlib.crc32(body)) + png[33:]
    gif = saved(noise(), "GIF", **_FRAMES)
    place = gif.index(b"!\xf9")
    with_program = gif[:place] + b"!\xff\x0bXMP DataXMP" + bytes([len(_SECRET)]) + _SECRET + b"\0" + gif[place:]
    assert clean_picture(with_block) == png
    assert clean_picture(with_program) == gif


@pytest.mark.parametrize("name", ["png", "gif", "bmp RGB", "tiff RGB None"])
def test_a_broken_picture_has_no_copy(name: str) -> None:
    data = PICTURES[name]()
    for length in (len(data) // 2, 20):
        with pytest.raises((Unreadable, NotCleaned)):
            clean_picture(data[:length])


def test_a_picture_that_differs_has_no_copy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("disclosure.attachments.cleaning.pictures.trimmed", lambda data: saved(noise(seed=9), "PNG"))
    with pytest.raises(NotCleaned, match="看起来不一样"):
        clean_picture(saved(noise(), "PNG"))


def test_a_giant_is_not_compared_and_has_no_copy() -> None:
    bomb = bytearray(saved(noise(), "PNG"))
    bomb[16:24] = (60_000).to_bytes(4, "big") * 2
    with pytest.raises((Unreadable, NotCleaned)):
        looks(bytes(bomb))
