"""Pictures: nothing but the picture, in the format that it has, the same way up, and compared before it is handed out.

``jpeg`` ``chunks`` (PNG, WebP) ``gif`` ``bmp`` ``tiff``   one module a container: its bytes are sorted, never re-coded
``seeing``                                                 what a picture looks like, frame by frame
"""

from __future__ import annotations

from collections.abc import Callable

from disclosure.attachments.cleaning.pictures.bmp import clean_bmp
from disclosure.attachments.cleaning.pictures.chunks import clean_png, clean_webp
from disclosure.attachments.cleaning.pictures.gif import clean_gif
from disclosure.attachments.cleaning.pictures.jpeg import clean_jpeg
from disclosure.attachments.cleaning.pictures.seeing import looks, orientation
from disclosure.attachments.cleaning.pictures.tiff import clean_tiff
from disclosure.attachments.cleaning.reasons import NotCleaned

_CLEANERS: tuple[tuple[bytes, Callable[[bytes, bytes], bytes]], ...] = (
    (b"\xff\xd8", clean_jpeg), (b"\x89PNG\r\n\x1a\n", clean_png), (b"RIFF", clean_webp), (b"GIF8", clean_gif),
    (b"BM", clean_bmp), (b"II*\0", clean_tiff), (b"MM\0*", clean_tiff),
)  # fmt: skip
_UNKNOWN = "这种图片无法自动清理，请用画图软件打开，另存为 JPG 或者 PNG 再上传。"
_DIFFERS = "清理后的图片和原来的看起来不一样，没有写出。请用画图软件打开、另存一次再试。"


def clean_picture(data: bytes) -> bytes:
    """A picture without what it says about where, when, by whom and with what it was taken."""
    copy = trimmed(data)
    if looks(copy) != looks(data):
        raise NotCleaned(_DIFFERS)
    return copy


def trimmed(data: bytes) -> bytes:
    """The same, not yet compared."""
    cleaner = next((cleaner for start, cleaner in _CLEANERS if data.startswith(start)), None)
    if cleaner is None:
        raise NotCleaned(_UNKNOWN)
    return cleaner(data, orientation(data))
