"""What a telephone reads of the QR codes on a picture, by a decoder that has nothing to do with how they were drawn."""

from __future__ import annotations

import io

import zxingcpp
from PIL import Image


def read_codes(picture: bytes) -> list[str]:
    """The texts of all codes on a picture."""
    with Image.open(io.BytesIO(picture)) as opened:
        return [code.text for code in zxingcpp.read_barcodes(opened.convert("L"))]
