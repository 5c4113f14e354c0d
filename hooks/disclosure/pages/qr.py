"""The address of a page as a QR code, drawn when the page is made: whoever holds the paper finds the page again.

A code of fixed size and mask is linear: two addresses of one length have codes that differ by what each differing bit
adds. What a bit adds in codes of one size is asked of segno once; a site's pages differ in few characters, so that the
code of most pages is a handful of exclusive ors, a hundredth of the time that coding each would take.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from markupsafe import Markup

from disclosure.expressions import expression

_QUIET = 4  # modules of white around a code (ISO/IEC 18004)
_MASK = 4
_DARK = expression("1+")


@lru_cache(maxsize=1 << 10)
def qr_code(address: str) -> Markup:
    """The code of an ASCII address as an SVG drawing for eyes alone; the address stands beside it in words.

    Raises ValueError for an address that is not ASCII or longer than a code holds.
    """
    data = address.encode("ascii")
    family = _families.get(len(data)) or _families.setdefault(len(data), _Family(data))
    size, modules = family.size, family.modules(data)
    runs = _DARK.finditer(format(modules, f"0{size * (size + 1)}b"))
    dark = "".join(map(_drawn_runs(size).__getitem__, map(re.Match.span, runs)))
    box = size + 2 * _QUIET
    return Markup(
        f'<svg class="qr" viewBox="0 0 {box} {box}" aria-hidden="true" focusable="false">'
        f'<path stroke="#000" d="{dark}"/></svg>'
    )


class _DrawnRuns(dict[tuple[int, int], str]):
    """What is drawn for a run of dark modules, by where it begins and ends in a code of this side, row after row."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def __missing__(self, run: tuple[int, int]) -> str:
        row, column = divmod(run[0], self._size + 1)
        self[run] = drawn = f"M{column + _QUIET} {row + _QUIET}.5h{run[1] - run[0]}"
        return drawn


_drawn_runs = cache(_DrawnRuns)


class _Family:
    """The codes of all addresses of one length, told by the one that was asked for first."""

    def __init__(self, first: bytes) -> None:
        self._first = first
        self.size, self._modules = _coded(first)
        self._added = _added.setdefault(self.size, {})

    def modules(self, address: bytes) -> int:
        """All modules of a code as one number, row 0 first, a light one behind each row."""
        modules = self._modules
        for place, (one, other) in enumerate(zip(self._first, address, strict=True)):
            for bit in range(8) if one != other else ():
                if (one ^ other) >> bit & 1:
                    modules ^= self._added_by(place, bit)
        return modules

    def _added_by(self, place: int, bit: int) -> int:
        """The modules that change with one bit of one byte."""
        if (place, bit) not in self._added:
            changed = bytearray(self._first)
            changed[place] ^= 1 << bit
            self._added[place, bit] = self._modules ^ _coded(bytes(changed))[1]
        return self._added[place, bit]


_added: dict[int, dict[tuple[int, int], int]] = {}  # by size: what a bit adds does not ask how many bytes follow
_families: dict[int, _Family] = {}  # by length; whichever address came first, the codes are the same


def _coded(data: bytes) -> tuple[int, int]:
    """The side of a code in modules, and its modules, as segno makes them."""
    import segno  # here, since a check draws none

    matrix = segno.make(data, mode="byte", error="m", boost_error=False, mask=_MASK, micro=False).matrix
    return len(matrix), int("".join(f"{''.join(map(str, row))}0" for row in matrix), 2)
