"""Text of a PDF page that readers do not see: painted over, black on black, white on white."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from disclosure.attachments.pdf_page import Area, Drawing, Run

_DARK, _WHITE = 0.35, 0.97
_STRIPE = 20.0  # points: areas are looked up by the stripes of the page that they touch
_MOST_STRIPES = 500


def covered(drawing: Drawing) -> Iterator[Run]:
    """The runs under an area that was painted later, or in dark on a dark area that was painted before."""
    areas = _by_stripe(drawing.areas)
    for run in drawing.runs:
        if run.text.strip() and run.level:
            over = [area for area in areas.get(_stripe(_middle(run)), ()) if _hides(area, run)]
            beneath = [area for area in over if area.order < run.order]
            if any(area.order > run.order for area in over) or (beneath and _merges(run, beneath[-1])):
                yield run


def invisible(drawing: Drawing) -> Iterator[Run]:
    """The runs that are not painted at all, or in white on nothing."""
    for run in drawing.runs:
        white = run.brightness is not None and run.brightness > _WHITE
        on_paper = not drawing.images and not drawing.others and not any(_touches(area, run) for area in drawing.areas)
        if run.text.strip() and (run.unseen or (white and on_paper)):
            yield run


def _merges(run: Run, area: Area) -> bool:
    return (run.brightness or 0.0) < _DARK and area.brightness is not None and area.brightness < _DARK


def _hides(area: Area, run: Run) -> bool:
    """Whether an area covers at least one character in its middle, and is more than a line through it."""
    left, bottom, right, top = area.box
    if top - bottom < run.size / 2 or not bottom <= _middle(run) <= top:
        return False
    width = (run.box[2] - run.box[0]) / max(len(run.text), 1)
    return min(right, run.box[2]) - max(left, run.box[0]) > 0.6 * width


def _touches(area: Area, run: Run) -> bool:
    left, bottom, right, top = area.box
    seen = area.brightness is None or area.brightness < _WHITE
    return seen and left < run.box[2] and right > run.box[0] and bottom < run.box[3] and top > run.box[1]


def _middle(run: Run) -> float:
    return (run.box[1] + run.box[3]) / 2


def _by_stripe(areas: list[Area]) -> dict[int, list[Area]]:
    found: dict[int, list[Area]] = defaultdict(list)
    for area in areas:
        first, last = _stripe(area.box[1]), _stripe(area.box[3])
        for stripe in range(first, min(last, first + _MOST_STRIPES) + 1):
            found[stripe].append(area)
    return found


def _stripe(height: float) -> int:
    return int(max(-1e6, min(height, 1e6)) // _STRIPE)
