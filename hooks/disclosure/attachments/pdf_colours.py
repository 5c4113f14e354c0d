"""Colours of a PDF as red, green and blue between 0 and 1; ``None`` where that cannot be told."""

from __future__ import annotations

Colour = tuple[float, float, float]
BLACK: Colour = (0.0, 0.0, 0.0)
_INKS = ("/Separation", "/DeviceN")  # more is darker


def colour_of(numbers: list[float], space: str) -> Colour | None:
    """A colour by its components and the family of its colour space."""
    if space in _INKS and numbers:
        grey = 1 - max(numbers)
        return (grey, grey, grey)
    if space in ("/Pattern", "/Indexed", "/Lab"):
        return None
    if len(numbers) == 1:
        return (numbers[0], numbers[0], numbers[0])
    if len(numbers) == 3:
        return (numbers[0], numbers[1], numbers[2])
    if len(numbers) == 4:
        cyan, magenta, yellow, black = numbers
        return ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
    return None


def brightness(colour: Colour) -> float:
    """0 black, 1 white."""
    red, green, blue = colour
    return 0.3 * red + 0.59 * green + 0.11 * blue


def alike(first: Colour, second: Colour) -> bool:
    """Whether hardly anybody tells two colours apart."""
    return max(abs(one - other) for one, other in zip(first, second, strict=True)) < 0.2
