"""Figures of an annual report that nobody has filed: all sums right, no two cells of table three's columns alike."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from random import Random

from disclosure.annual.cells import FigureSpot, spots
from disclosure.records.report_tables import APPEALS, REQUESTS

RESULTS = REQUESTS.equal_rows[1].left
APPLICANTS = REQUESTS.equal_columns[0].left
ENDS = APPEALS.equal_columns[0].left


def figures_of(seed: int, *, most: int = 9) -> dict[FigureSpot, Decimal]:
    """A right report; most results are 0, as in a real one, and none is more than ``most``."""
    random = Random(seed)
    counted = {
        (row, column): random.choice((0, 0, 0, random.randint(0, most))) for row in RESULTS for column in APPLICANTS
    }
    for column in APPLICANTS:
        counted["total", column] = sum(counted[row, column] for row in RESULTS)
        counted["carried_in", column] = random.randint(0, min(2, counted["total", column]))
        counted["carried_out", column] = random.randint(0, 2)
        counted["received", column] = (
            counted["total", column] + counted["carried_out", column] - counted["carried_in", column]
        )
    found = {FigureSpot("requests", row, column): number for (row, column), number in counted.items()}
    for row in REQUESTS.model.model_fields:
        found[FigureSpot("requests", row, "total")] = sum(found[FigureSpot("requests", row, key)] for key in APPLICANTS)
    for row in APPEALS.model.model_fields:
        ends = {end: random.choice((0, 0, random.randint(0, most))) for end in ENDS}
        found |= {
            FigureSpot("appeals", row, end): number for end, number in (ends | {"total": sum(ends.values())}).items()
        }
    for spot in spots("disclosed"):
        found[spot] = random.randint(0, 30)
    return {spot: Decimal(number) for spot, number in found.items()}


def changed(figures: Mapping[FigureSpot, Decimal], *changes: tuple[str, int]) -> dict[FigureSpot, Decimal]:
    """The figures with some of them changed: ``requests.received.total`` by so much."""
    found = dict(figures)
    for name, change in changes:
        found[FigureSpot(*name.split("."))] += change
    return found


def answered(figures: Mapping[FigureSpot, Decimal], *results: str) -> dict[FigureSpot, Decimal]:
    """The figures with one more request for each result (``granted.natural``), received and answered this year."""
    found = dict(figures)
    for result in results:
        row, column = result.split(".")
        for line in (row, "total", "received"):
            for key in (column, "total"):
                found[FigureSpot("requests", line, key)] += 1
    return found
