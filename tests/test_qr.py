"""The code on a printed page is what segno makes of the address, whichever pages were made before it."""

from __future__ import annotations

import re

import pytest
import segno
from selectolax.lexbor import LexborHTMLParser

from disclosure.pages.qr import qr_code

SITE = "https://www.example.gov.cn/zwgk/gml/"
_RUN = re.compile(r"M(\d+) (\d+)\.5h(\d+)")


def drawn(svg: str) -> set[tuple[int, int]]:
    """The dark modules of a drawing, by row and column, without the white around them."""
    path = LexborHTMLParser(svg).css_first("path").attributes["d"] or ""
    assert _RUN.sub("", path) == ""
    runs = [tuple(map(int, run)) for run in _RUN.findall(path)]
    return {(y - 4, x - 4 + step) for x, y, length in runs for step in range(length)}


@pytest.mark.parametrize(
    "address",
    [
        *(f"{SITE}documents/doc-{year}-{number:03d}.html" for year in (2023, 2025) for number in (1, 36, 999)),
        f"{SITE}decisions/dec-2024-01.html",
        f"{SITE}documents/doc-%E4%BD%A0.html",
        "https://a.cn/",
        f"{SITE}{'x' * 300}.html",
    ],
)
def test_the_code_says_the_address(address: str) -> None:
    matrix = segno.make(address.encode(), mode="byte", error="m", boost_error=False, mask=4, micro=False).matrix
    assert drawn(qr_code(address)) == {(y, x) for y, row in enumerate(matrix) for x, dark in enumerate(row) if dark}


def test_the_order_of_the_pages_leaves_no_trace() -> None:
    addresses = [f"{SITE}documents/order-{number}.html" for number in range(10, 60)]
    first = [qr_code(address) for address in addresses]
    qr_code.cache_clear()
    assert first == list(reversed([qr_code(address) for address in reversed(addresses)]))


def test_the_code_is_for_eyes_alone_and_has_white_around_it() -> None:
    node = LexborHTMLParser(qr_code("https://a.cn/")).css_first("svg")
    assert node.attributes["aria-hidden"] == "true"
    dark = drawn(qr_code("https://a.cn/"))
    side = max(x for _, x in dark) + 1
    assert node.attributes["viewBox"] == f"0 0 {side + 8} {side + 8}"
