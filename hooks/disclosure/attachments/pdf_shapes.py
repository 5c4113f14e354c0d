"""Shapes on a page: points, boxes, outlines, and how they are moved."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from disclosure.attachments.pdf_colours import Colour

Matrix = tuple[float, float, float, float, float, float]
Box = tuple[float, float, float, float]  # left, bottom, right, top
Point = tuple[float, float]
Outline = tuple[tuple[Point, ...], ...]  # each path closed by a line to where it began


@dataclass(frozen=True, slots=True)
class Area:
    """Something filled: its outline and how that is filled where it is more than the box, a rectangle."""

    order: int
    box: Box
    colour: Colour | None
    outline: Outline = ()
    even_odd: bool = False

    def holds(self, point: Point) -> bool:
        """Whether a point inside the box is filled."""
        if not self.outline:
            return True
        turns = [turn(start, end, point) for path in self.outline for start, end in pairwise((*path, path[0]))]
        return sum(map(abs, turns)) % 2 == 1 if self.even_odd else sum(turns) != 0


def matrix_of(numbers: list[float]) -> Matrix:
    """A matrix from its six numbers."""
    return (numbers[0], numbers[1], numbers[2], numbers[3], numbers[4], numbers[5])


def times(first: Matrix, second: Matrix) -> Matrix:
    """One matrix applied after the other."""
    a, b, c, d, e, f = first
    g, h, i, j, k, m = second
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def apply(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    """Where a point comes to lie."""
    a, b, c, d, e, f = matrix
    return (a * x + c * y + e, b * x + d * y + f)


def turn(start: Point, end: Point, point: Point) -> int:
    """Whether a line of an outline passes to the right of a point: 1 upwards, -1 downwards, 0 not at all."""
    (left, low), (right, high), (x, y) = start, end, point
    if (low <= y) == (high <= y):
        return 0
    crosses = left + (y - low) * (right - left) / (high - low)
    return (1 if high > low else -1) if crosses > x else 0


def is_rectangle(path: list[Point], box: Box) -> bool:
    """Whether a path runs along the sides of its box."""
    corners = {(box[x], box[y]) for x in (0, 2) for y in (1, 3)}
    return len(set(path)) == 4 and set(path) == corners


def around(points: list[Point]) -> Box:
    """The box around points."""
    across, upward = [x for x, _ in points], [y for _, y in points]
    return (min(across), min(upward), max(across), max(upward))


def common(first: Box, second: Box) -> Box:
    """What two boxes share."""
    return (max(first[0], second[0]), max(first[1], second[1]), min(first[2], second[2]), min(first[3], second[3]))


def is_area(box: Box) -> bool:
    """Whether a box is more than a line."""
    return box[2] - box[0] > 2 and box[3] - box[1] > 2
