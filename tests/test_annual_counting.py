"""The figures of a year: each request stands where it belongs, once, and the same ledger gives the same bytes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import partial
from pathlib import Path
from random import Random

import pytest

from disclosure.annual.cells import FigureSpot
from disclosure.annual.counting import CountedYear, counted
from disclosure.annual.identities import broken, discontinued
from disclosure.annual.ledger import pace_of
from disclosure.annual.report import numbers_in
from disclosure.annual.written import read_back, written
from disclosure.law.book import LawBook, law_book
from disclosure.loading import read_register
from disclosure.records.requests import Request
from request_ledgers import SUBJECTS, ledger, node, request

YEAR_END = date(2024, 12, 31)


@pytest.fixture(scope="module")
def law(small_office: Path) -> LawBook:
    return law_book(read_register(small_office))


def count(
    requests: Sequence[Request], law: LawBook, year: int = 2024, as_of: date = YEAR_END, **published: date
) -> CountedYear:
    days = {key.replace("_", "-"): day for key, day in published.items()}
    return counted(requests, year, as_of, partial(pace_of, law=law, today=as_of), days)


def cells(found: CountedYear) -> dict[str, int]:
    """The rows and columns in which something is counted, but for the totals of all applicants."""
    return {f"{row}.{column}": len(ids) for (_, row, column), ids in found.cells.items() if column != "total"}


@pytest.mark.parametrize("seed", range(3))
def test_the_sums_of_any_ledger_hold_and_go_on_from_year_to_year(law: LawBook, seed: int) -> None:
    requests = ledger(seed, 150)
    before = None
    for year in (2023, 2024, 2025, 2026):
        figures = read_back(count(requests, law, year, date(year, 12, 31)))
        numbers = numbers_in(figures)
        assert len(numbers) == 25 * 7 + 15 and broken(numbers) == []
        if before is not None:
            assert discontinued(numbers, before) == []
        before = numbers
    received = [
        count(requests, law, year, date(year, 12, 31)).count("requests", "received", "total")
        for year in range(2023, 2027)
    ]
    assert sum(received) == len(requests)


def test_a_shuffled_ledger_gives_the_same_bytes(law: LawBook) -> None:
    requests = ledger(7, 150)
    shuffled = Random(1).sample(requests, len(requests))
    assert written(count(shuffled, law)) == written(count(requests, law))


def test_no_request_stands_twice_in_a_cell_or_in_two_results(law: LawBook) -> None:
    found = count(ledger(11, 150), law)
    assert all(len(ids) == len(set(ids)) for (part, _, _), ids in found.cells.items() if part == "requests")
    others = ("received", "carried_in", "carried_out", "total")
    by_row = {row: ids for (part, row, column), ids in found.cells.items() if part == "requests" and column == "total"}
    results = [key for row, ids in by_row.items() if row not in others for key in ids]
    assert sorted(results) == sorted(found.cells[FigureSpot("requests", "total", "total")]) and len(results) > 20


def test_what_comes_and_goes_on_stands_in_both_years(law: LawBook) -> None:
    late = request(nodes=[node("received", "2024-12-20"), node("replied", "2025-01-10")])
    assert cells(count([late], law)) == {"received.natural": 1, "carried_out.natural": 1}
    after = count([late], law, 2025, date(2025, 6, 18))
    assert cells(after) == {"carried_in.natural": 1, "granted.natural": 1, "total.natural": 1}
    assert cells(count([late], law, 2026, date(2026, 12, 31))) == {}


def test_the_year_of_receipt_is_that_of_the_confirmation(law: LawBook) -> None:
    online = request(channel="online", nodes=[node("received", "2023-12-29", confirmed="2024-01-02")])
    assert cells(count([online], law, 2023, date(2023, 12, 31))) == {}
    assert cells(count([online], law)) == {"received.natural": 1, "carried_out.natural": 1}


def test_a_year_that_is_not_over_is_counted_to_its_day(law: LawBook) -> None:
    found = count([request()], law, as_of=date(2024, 3, 14))
    assert cells(found) == {"received.natural": 1, "carried_out.natural": 1}
    assert (found.as_of, found.others["replied"], found.median_days) == (date(2024, 3, 14), (), None)
    assert "median_days" not in written(found) and read_back(found).is_whole is False


def test_the_first_reply_counts_and_a_second_one_after_a_review_does_not(law: LawBook) -> None:
    again = request(
        nodes=[
            node("received", "2024-03-04"), node("replied", "2024-03-15"), node("closed", "2024-03-18"),
            node("reopened", "2024-07-01"), node("replied", "2024-07-10"), node("closed", "2024-07-11"),
        ],
        reply={"kind": "not_held"},
        again=[{"kind": "granted"}],
        reviews=[{"kind": "reviews", "noticed": "2024-04-20", "outcome": "corrected", "decided": "2024-06-20"}],
    )  # fmt: skip
    assert cells(count([again], law)) == {
        "received.natural": 1, "not_held.natural": 1, "total.natural": 1, "reviews.corrected": 1,
    }  # fmt: skip


def test_a_review_is_pending_until_the_year_in_which_it_ends(law: LawBook) -> None:
    review = {"kind": "after_review", "noticed": "2024-11-20", "outcome": "upheld", "decided": "2025-02-10"}
    item = request(reviews=[review])
    assert count([item], law).cells[FigureSpot("appeals", "after_review", "pending")] == (item.id,)
    following = count([item], law, 2025, date(2025, 12, 31)).cells
    assert {cell: ids for cell, ids in following.items() if cell[0] == "appeals"} == {
        ("appeals", "after_review", "upheld"): (item.id,),
        ("appeals", "after_review", "total"): (item.id,),
    }
    assert count([item], law, 2026, date(2026, 12, 31)).cells == {}


def test_days_are_net_of_what_is_waited_for(law: LawBook) -> None:
    paused = request(
        "req-2024-002",
        nodes=[
            node("received", "2024-03-04"), node("third-party-asked", "2024-03-06", party="甲"),
            node("third-party-answered", "2024-03-13", party="甲"), node("replied", "2024-03-15"),
        ],
    )  # fmt: skip
    late = request("req-2024-003", nodes=[node("received", "2024-03-04"), node("replied", "2024-04-03")])
    found = count([request(), paused, late], law)
    assert found.days == {"req-2024-001": 9, "req-2024-002": 4, "req-2024-003": 22}
    assert (found.median_days, found.others["on_time"]) == (Decimal(9), ("req-2024-001", "req-2024-002"))
    assert count([request(), paused], law).median_days == Decimal("6.5")


def test_where_a_correction_never_came_no_time_ran(law: LawBook) -> None:
    given_up = request(
        nodes=[node("received", "2024-03-04"), node("correction-asked", "2024-03-06", until="2024-03-20"),
               node("replied", "2024-06-25")],
        reply={"kind": "not_corrected"},
    )  # fmt: skip
    found = count([given_up], law)
    assert (found.others["replied"], found.others["on_time"], found.days) == (("req-2024-001",), ("req-2024-001",), {})


def test_fees_count_when_they_are_paid(law: LawBook) -> None:
    nodes = [
        node("received", "2024-12-02"),
        node("fee-told", "2024-12-05"),
        node("fee-paid", "2025-01-03"),
        node("replied", "2025-01-06"),
    ]
    item = request(nodes=nodes, fee={"way": "pages", "number": "45", "amount": "150"})
    assert (count([item], law).fees, count([item], law, 2025, date(2025, 12, 31)).fees) == (0, 150)


def test_a_fee_paid_in_parts_counts_once_when_the_last_of_it_is_paid(law: LawBook) -> None:
    days = ["2024-12-20", "2025-01-03"]
    nodes = [node("received", "2024-12-02"), node("fee-told", "2024-12-05"), *(node("fee-paid", day) for day in days)]
    item = request(nodes=[*nodes, node("replied", "2025-01-06")], fee={"way": "pages", "number": "45", "amount": "150"})
    years = [count([item], law, year, date(year, 12, 31)) for year in (2024, 2025, 2026)]
    assert [(found.fees, found.others["fees"]) for found in years] == [(0, ()), (150, (item.id,)), (0, ())]


@pytest.mark.parametrize(
    ("told", "more", "in_time"),
    [
        ("2025-03-28", {"approved": "政府信息公开工作机构负责人"}, True),
        ("2025-03-31", {"approved": "政府信息公开工作机构负责人"}, True),
        ("2025-04-08", {"approved": "政府信息公开工作机构负责人"}, False),
        ("2025-03-28", {}, False),
        ("2025-04-08", {}, False),
    ],
)
def test_only_an_extension_agreed_to_and_told_in_the_first_limit_makes_a_reply_come_in_time(
    law: LawBook, told: str, more: dict[str, str], in_time: bool
) -> None:
    nodes = [node("received", "2025-03-03"), node("extended", told, days="20", **more), node("replied", "2025-04-25")]
    soon = [*nodes[:2], node("replied", "2025-03-31")]
    items = [request("req-2025-001", nodes=nodes), request("req-2025-002", nodes=soon)]
    found = count(items, law, 2025, date(2025, 12, 31))
    assert found.others["on_time"] == (("req-2025-001", "req-2025-002") if in_time else ("req-2025-002",))
    assert (found.days, found.others["extended"]) == ({"req-2025-001": 38, "req-2025-002": 20}, found.others["replied"])


def test_a_document_counts_in_the_year_in_which_it_became_public_because_of_a_request(law: LawBook) -> None:
    items = [
        request(became_public=["doc-2024-001", "doc-2025-002"]),
        request("req-2024-002", became_public=["doc-2024-001"]),
    ]
    days = {"doc_2024_001": date(2024, 5, 6), "doc_2025_002": date(2025, 2, 3)}
    found = count(items, law, **days)
    assert (found.became_public, found.others["became_public"]) == (("doc-2024-001",), ("req-2024-001", "req-2024-002"))
    assert count(items, law, 2025, date(2025, 12, 31), **days).became_public == ("doc-2025-002",)


def test_what_was_public_before_the_request_did_not_become_public_by_it(law: LawBook) -> None:
    item = request(became_public=["doc-2024-001", "doc-2024-002"])
    days = {"doc_2024_001": date(2024, 3, 3), "doc_2024_002": date(2024, 3, 4)}
    found = count([item], law, **days)
    assert (found.became_public, found.others["became_public"]) == (("doc-2024-002",), (item.id,))
    assert count([item], law, doc_2024_001=date(2023, 2, 8)).others["became_public"] == ()


def test_only_what_three_have_asked_for_is_told_as_asked_for_again(law: LawBook) -> None:
    items = [request(f"req-2024-{number:03}", subject=SUBJECTS[number > 3]) for number in range(1, 6)]
    found = count(items, law)
    assert found.repeated == {SUBJECTS[0]: ("req-2024-001", "req-2024-002", "req-2024-003")}
    assert [(item.subject, item.count) for item in read_back(found).repeated] == [(SUBJECTS[0], 3)]


@pytest.mark.parametrize("subject", ["二" * 48, "二" * 59 + "㎡", "多层住宅（二期）的材料"])
def test_whatever_a_request_may_ask_for_can_be_told_as_asked_for_again(law: LawBook, subject: str) -> None:
    found = count([request(f"req-2024-{number:03}", subject=subject) for number in range(1, 4)], law)
    assert [(item.subject, item.count) for item in read_back(found).repeated] == [(subject, 3)]


@pytest.mark.parametrize(
    "changed",
    [
        {"reply": None},
        {"nodes": [node("registered", "2024-03-04"), node("replied", "2024-03-15")]},
        {"nodes": [node("received", "2024-03-04"), node("replied", "2024-03-01")]},
        {"reviews": [{"kind": "reviews", "noticed": "2024-05-06", "outcome": "upheld"}]},
    ],
)
def test_a_request_of_which_too_little_is_told_is_counted_nowhere_and_named(
    law: LawBook, changed: dict[str, object]
) -> None:
    found = count([request(**changed), request("req-2024-002")], law)
    assert found.uncounted == ("req-2024-001",)
    assert {key for ids in found.cells.values() for key in ids} == {"req-2024-002"}
