"""How bright a colour of a PDF is: 0 black, 1 white, ``None`` where that cannot be told."""

from __future__ import annotations

_INKS = ("/Separation", "/DeviceN")  # more is darker


def brightness(numbers: list[float], space: str) -> float | None:
    """The brightness of a colour by its components and the family of its colour space."""
    if space in _INKS and numbers:
        return 1 - max(numbers)
    if space in ("/Pattern", "/Indexed", "/Lab"):
        return None
    if len(numbers) == 1:
        return numbers[0]
    if len(numbers) == 3:
        red, green, blue = numbers
        return 0.3 * red + 0.59 * green + 0.11 * blue
    if len(numbers) == 4:
        cyan, magenta, yellow, black = numbers
        return (1 - black) * (1 - (0.3 * cyan + 0.59 * magenta + 0.11 * yellow))
    return None
