"""The address of a page as a QR code, drawn when the page is made: whoever holds the paper finds the page again.

A code of fixed size and mask is linear: two addresses of one length have codes that differ by what each differing bit
adds. What a bit adds is asked of segno once; a site's pages differ in few characters, so that the code of most pages is
a handful of exclusive ors, a twentieth of the time that coding each would take.
"""

from __future__ import annotations

from functools import lru_cache

import segno
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
    dark = "".join(_row(format(modules >> size * row & (1 << size) - 1, f"0{size}b"), row) for row in range(size))
    box = size + 2 * _QUIET
    return Markup(
        '<svg class="qr" viewBox="0 0 {0} {0}" aria-hidden="true" focusable="false"><path stroke="#000" d="{1}"/></svg>'
    ).format(box, dark)


def _row(modules: str, row: int) -> str:
    y = row + _QUIET
    return "".join(f"M{run.start() + _QUIET} {y}.5h{run.end() - run.start()}" for run in _DARK.finditer(modules))


class _Family:
    """The codes of all addresses of one length, told by the one that was asked for first."""

    def __init__(self, first: bytes) -> None:
        self._first, self._added = first, dict[tuple[int, int], int]()
        self.size, self._modules = _coded(first)

    def modules(self, address: bytes) -> int:
        """All modules of a code as one number, row 0 lowest."""
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


_families: dict[int, _Family] = {}  # by length; whichever address came first, the codes are the same


def _coded(data: bytes) -> tuple[int, int]:
    """The side of a code in modules, and its modules, as segno makes them."""
    matrix = segno.make(data, mode="byte", error="m", boost_error=False, mask=_MASK, micro=False).matrix
    rows = (int("".join(map(str, row)), 2) << len(matrix) * number for number, row in enumerate(matrix))
    return len(matrix), sum(rows)
