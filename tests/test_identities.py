"""The sums of an annual report: one wrong cell is one fault with its name; what cannot be told is not guessed."""

from __future__ import annotations

from decimal import Decimal

import pytest

from disclosure.annual.blame import Blame, blamed
from disclosure.annual.cells import FigureSpot, spots
from disclosure.annual.gaps import without_gaps
from disclosure.annual.identities import broken, discontinued, identities
from report_figures import answered, changed, figures_of

RIGHT = figures_of(1)
IN_SUMS = sorted({spot for identity in identities() for spot in identity.spots})


def told(blames: list[Blame]) -> list[tuple[str, list[str]]]:
    """The cell of each fault, or "", and the sums that it breaks."""
    return [
        (".".join(blame.cell.spot[1:]) if blame.cell else "", [item.identity.name for item in blame.broken])
        for blame in blames
    ]


@pytest.mark.parametrize("seed", range(20))
def test_a_right_report_has_no_fault(seed: int) -> None:
    assert broken(figures_of(seed, most=10 ** (seed % 5))) == []


def test_the_sums_are_those_of_the_form() -> None:
    names = [identity.name for identity in identities()]
    assert {name: names.count(name) for name in names} == {"T3-1": 7, "T3-2": 7, "T3-3": 25, "T4-1": 3}
    assert len(IN_SUMS) == 25 * 7 + 15


@pytest.mark.parametrize("change", [1, -1, 9])
def test_each_single_changed_cell_of_table_three_is_named_and_nothing_else(change: int) -> None:
    for spot in spots("requests"):
        if RIGHT[spot] + change >= 0:
            (blame,) = blamed(RIGHT | {spot: RIGHT[spot] + change})
            assert blame.cell is not None
            assert (blame.cell.spot, blame.cell.wanted) == (spot, RIGHT[spot])
            assert {spot in item.identity.spots for item in blame.broken} == {True}


def test_each_single_changed_cell_of_table_four_is_told_by_its_sum() -> None:
    for spot in spots("appeals"):
        (blame,) = blamed(RIGHT | {spot: RIGHT[spot] + 1})
        assert (blame.cell, [item.identity.name for item in blame.broken]) == (None, ["T4-1"])
        assert spot in blame.candidates and {candidate.row for candidate in blame.candidates} == {spot.row}


def test_a_wrong_cell_is_said_with_its_row_its_column_and_the_numbers() -> None:
    (blame,) = blamed(changed(dict.fromkeys(RIGHT, Decimal()), ("requests.granted.total", 7)))
    assert blame.words == (
        "表三第 3 行“（一）予以公开”的“总计”写的是 7，按合计应是 0（表三“总计”一栏，"
        "“（一）予以公开”到“3.其他”各项的和是 7，“（七）总计”是 0；"
        "表三第 3 行“（一）予以公开”，“自然人”到“其他”各项的和是 0，“总计”是 7）"
    )


def test_what_cannot_be_told_is_said_with_both_sums_and_all_rows() -> None:
    blames = blamed(changed(RIGHT, ("requests.carried_out.natural", 1), ("requests.carried_out.total", 1)))
    assert told(blames) == [("", ["T3-1", "T3-1"])]
    assert [item.identity.line for item in blames[0].broken] == ["natural", "total"]
    assert {spot.row for spot in blames[0].candidates} >= {"received", "carried_out"}
    assert {spot.column for spot in blames[0].candidates} == {"natural", "total"}


def test_two_cells_that_are_wrong_by_different_numbers_are_both_named() -> None:
    blames = blamed(changed(RIGHT, ("requests.granted.natural", 2), ("requests.unclear.legal", 5)))
    assert sorted(told(blames)) == [("granted.natural", ["T3-2", "T3-3"]), ("unclear.legal", ["T3-2", "T3-3"])]


def test_two_cells_that_are_wrong_by_the_same_number_may_be_two_others() -> None:
    corners = ["granted.natural", "unclear.legal", "granted.legal", "unclear.natural"]
    blames = blamed(changed(answered(RIGHT, *corners), *((f"requests.{name}", 1) for name in corners[:2])))
    assert [blame.cell for blame in blames] == [None]
    assert {".".join(spot[1:]) for spot in blames[0].candidates} == set(corners)


def test_many_wrong_cells_are_told_by_their_sums() -> None:
    worse = {
        spot: number + place * place for place, (spot, number) in enumerate(RIGHT.items()) if spot.part == "requests"
    }
    (blame,) = blamed(worse)
    assert blame.cell is None and len(blame.broken) == 39


def test_a_sum_with_an_unknown_cell_says_nothing() -> None:
    unknown = RIGHT | {FigureSpot("requests", "granted", "natural"): None}
    assert blamed(unknown) == []
    assert told(blamed(changed(unknown, ("requests.granted.legal", 1)))) == [("granted.legal", ["T3-2"])]


@pytest.mark.parametrize("seed", range(5))
def test_a_gap_that_must_be_a_number_is_found_wherever_it_is(seed: int) -> None:
    figures = figures_of(seed)
    for spot in IN_SUMS:
        gaps = without_gaps({key: number for key, number in figures.items() if key != spot}, {spot})
        assert gaps.wanted == ({spot: figures[spot]} if figures[spot] else {})
        assert broken(gaps.figures) == []


def test_gaps_where_nothing_was_are_nothing() -> None:
    nothing = {spot for spot in IN_SUMS if not RIGHT[spot]}
    gaps = without_gaps({spot: number for spot, number in RIGHT.items() if spot not in nothing}, nothing)
    assert (gaps.figures, gaps.wanted, len(nothing) > 50) == (RIGHT, {}, True)


def test_a_whole_line_of_gaps_is_found_by_the_other_sums() -> None:
    line = {spot for spot in IN_SUMS if spot.row == "total"}
    gaps = without_gaps({spot: number for spot, number in RIGHT.items() if spot not in line}, line)
    assert gaps.wanted == {spot: RIGHT[spot] for spot in line if RIGHT[spot]}


def test_a_gap_does_not_hide_a_wrong_number() -> None:
    gap = FigureSpot("requests", "excessive", "welfare")
    figures = changed(RIGHT | {gap: Decimal()}, ("requests.granted.natural", 3))
    figures = figures_without(figures, gap)
    gaps = without_gaps(figures, {gap})
    assert gaps.wanted == {} and told(blamed(gaps.figures))[0] == ("granted.natural", ["T3-2", "T3-3"])


def figures_without(figures: dict[FigureSpot, Decimal], spot: FigureSpot) -> dict[FigureSpot, Decimal]:
    return {key: number for key, number in figures.items() if key != spot}


def test_what_is_carried_over_is_compared_column_by_column() -> None:
    before = {spot._replace(row="carried_out"): RIGHT[spot] for spot in spots("requests") if spot.row == "carried_in"}
    assert discontinued(RIGHT, before) == []
    moved = changed(before, ("requests.carried_out.natural", 1), ("requests.carried_out.business", -1))
    found = [(item.identity.name, item.identity.line, item.right - item.left) for item in discontinued(RIGHT, moved)]
    assert found == [("X-1", "natural", 1), ("X-1", "business", -1)]


def test_what_is_in_force_follows_from_last_year() -> None:
    made, repealed, in_force = (FigureSpot("disclosed", "normative", key) for key in ("made", "repealed", "in_force"))
    now = {made: Decimal(33), repealed: Decimal(30), in_force: Decimal(105)}
    assert discontinued(now, {in_force: Decimal(102)}) == []
    (found,) = discontinued(now, {in_force: Decimal(100)})
    assert (found.identity.name, found.left, found.right) == ("X-2", 105, 103)
