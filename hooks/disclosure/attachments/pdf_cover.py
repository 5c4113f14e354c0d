"""Text of a PDF page that readers do not see: painted over, black on black, white on white."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from disclosure.attachments.pdf_colours import alike, brightness
from disclosure.attachments.pdf_page import Drawing, Run
from disclosure.attachments.pdf_shapes import Area

_DARK, _WHITE = 0.35, 0.97
_STRIPE = 20.0  # points: areas are looked up by the stripes of the page that they touch
_MOST_STRIPES = 500
_AT_ONCE = 8  # comparisons that count for one step
Stripes = dict[int, list[Area]]


def covered(drawing: Drawing) -> Iterator[Run]:
    """The runs under an area that was painted later, or in dark on a dark area that was painted before."""
    areas = _by_stripe(drawing)
    for run in drawing.runs:
        if run.text.strip() and run.level:
            near = _near(drawing, areas, run)
            over = [area for area in near if _hides(area, run)]
            beneath = [area for area in over if area.order < run.order]
            if any(area.order > run.order for area in over) or (beneath and _merges(run, beneath[-1])):
                yield run


def invisible(drawing: Drawing) -> Iterator[Run]:
    """The runs that are not painted at all, or in white on nothing."""
    areas = _by_stripe(drawing)
    alone = not drawing.images and not drawing.others
    for run in drawing.runs:
        white = run.colour is not None and brightness(run.colour) > _WHITE
        if run.text.strip() and (run.unseen or (white and alone and _is_on_paper(drawing, areas, run))):
            yield run


def _is_on_paper(drawing: Drawing, areas: Stripes, run: Run) -> bool:
    return not any(_touches(area, run) for area in _near(drawing, areas, run))


def _near(drawing: Drawing, areas: Stripes, run: Run) -> list[Area]:
    """The areas at the height of a run; there may be too many to look at for every run."""
    near = areas.get(_stripe(_middle(run)), [])
    if drawing.budget is not None:
        drawing.budget.spend(0, len(near) // _AT_ONCE)
    return near


def _merges(run: Run, area: Area) -> bool:
    if run.colour is None or area.colour is None or not alike(run.colour, area.colour):
        return False
    return brightness(run.colour) < _DARK and brightness(area.colour) < _DARK


def _hides(area: Area, run: Run) -> bool:
    """Whether an area covers at least one character in its middle, and is more than a line through it."""
    left, bottom, right, top = area.box
    if top - bottom < run.size / 2 or not bottom <= _middle(run) <= top:
        return False
    width = (run.box[2] - run.box[0]) / max(len(run.text), 1)
    if min(right, run.box[2]) - max(left, run.box[0]) <= 0.6 * width:
        return False
    centres = (run.box[0] + (number + 0.5) * width for number in range(len(run.text)))
    return not area.outline or any(left < x < right and area.holds((x, _middle(run))) for x in centres)


def _touches(area: Area, run: Run) -> bool:
    left, bottom, right, top = area.box
    seen = area.colour is None or brightness(area.colour) < _WHITE
    return seen and left < run.box[2] and right > run.box[0] and bottom < run.box[3] and top > run.box[1]


def _middle(run: Run) -> float:
    return (run.box[1] + run.box[3]) / 2


def _by_stripe(drawing: Drawing) -> Stripes:
    found: Stripes = defaultdict(list)
    for area in drawing.areas:
        first, last = _stripe(area.box[1]), _stripe(area.box[3])
        stripes = range(first, min(last, first + _MOST_STRIPES) + 1)
        if drawing.budget is not None:
            drawing.budget.spend(0, len(stripes) // _AT_ONCE)
        for stripe in stripes:
            found[stripe].append(area)
    return found


def _stripe(height: float) -> int:
    return int(max(-1e6, min(height, 1e6)) // _STRIPE)
