"""What is made of monthly figures: a missing month is never 0, few are not told alone, trouble asks for a response."""

from __future__ import annotations

from pathlib import Path

from disclosure.loading import read_register
from disclosure.pages.instruments import MonthColumns
from disclosure.pages.ratings import SourceShown, folded
from disclosure.ratings.arithmetic import contradictions
from disclosure.ratings.series import Series, all_series
from disclosure.ratings.trouble import response_to, troubled
from disclosure.records.ratings import RatingSource

SOURCES = """\
sources:
  - id: appeals
    title: 诉求
    items: 事项
    columns: [{key: phone, title: 热线}, {key: content, title: 满意}]
    main: phone
    rates: [{key: content_rate, title: 满意率, part: [content], whole: phone}]
    trouble: [{of: content_rate, below: 70, at_least: 10}, {of: phone, reaches: 30}]
    gaps: [{month: 2025-04, reason: 系统升级}]
same: {食堂助餐: [食堂用餐]}
"""
RESPONSE = """\
id: resp-1
source: appeals
item: 照明
month: 2025-03
published: 2025-04-10
cause: 两处线路老化。
measure: 换 40 盏灯。
unit: office
due: 2025-06-30
"""


def series_of(root: Path, months: dict[str, dict[str, tuple[int, int]]], response: str = "") -> Series:
    files = {"data/rating-sources.yml": SOURCES}
    for month, items in months.items():
        rows = "".join(
            f"  - item: {item}\n    counts: {{phone: {phone}, content: {content}}}\n"
            for item, (phone, content) in items.items()
        )
        name = f"appeals-{month}"
        files[f"data/ratings/2025/{name}.yml"] = f"id: {name}\nsource: appeals\nmonth: {month}\nitems:\n{rows}"
    if response:
        files["data/responses/2025/resp-1.yml"] = response
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    return all_series(read_register(root))[0]


def test_a_missing_month_is_told_and_is_no_zero(tmp_path: Path) -> None:
    shown = SourceShown(series_of(tmp_path, {"2025-03": {"照明": (12, 9)}, "2025-05": {"照明": (6, 5)}}))
    assert shown.columns.title == "诉求每月的数：热线 3月 12，4月 没有数，5月 6"
    assert [(label, len(bars)) for label, bars in shown.columns.drawn] == [("3月", 1), ("4月", 0), ("5月", 1)]
    assert (shown.span, shown.total) == ("2025年3月至2025年5月，3 个月里有 2 个月的数", 18)
    assert shown.missing == [("2025年4月", "系统升级")]
    assert [(month, total is None) for month, _, total in shown.months] == [
        ("2025-05", False),
        ("2025-04", True),
        ("2025-03", False),
    ]


def test_a_month_of_nothing_is_drawn_as_nothing_and_not_as_missing() -> None:
    assert MonthColumns("诉求", ("件",), (("3月", (0,)), ("4月", ()))).title == "诉求：件 3月 0，4月 没有数"


def test_names_of_one_item_are_added_up(tmp_path: Path) -> None:
    series = series_of(tmp_path, {"2025-05": {"食堂助餐": (7, 7), "食堂 用餐": (5, 4)}})
    assert series.counts == {"2025-05": {"食堂助餐": {"phone": 12, "content": 11}}}


def test_few_are_never_told_alone() -> None:
    rows = {"甲": {"phone": 9}, "乙": {"phone": 2}, "丙": {"phone": 4}}
    assert folded(rows, "phone") == {"甲": {"phone": 9}, "其余 2 项": {"phone": 6}}
    assert folded({**rows, "乙": {"phone": 0}}, "phone") == {"甲": {"phone": 9}, "乙": {"phone": 0}, "丙": {"phone": 4}}


def test_what_reaches_a_threshold_asks_for_a_response_until_it_was_done(tmp_path: Path) -> None:
    months = {
        "2025-03": {"照明": (20, 13), "充电": (30, 30), "绿化": (9, 1)},
        "2025-05": {"照明": (20, 14), "充电": (29, 29)},
        "2025-06": {"照明": (20, 12)},
    }
    done = f"{RESPONSE}done: 2025-05-20\nresult: 换了 40 盏灯。\n"
    series = series_of(tmp_path, months, done)
    register = read_register(tmp_path)
    assert [
        (case.item, case.month, case.reasons, response_to(case, register) is not None) for case in troubled(series)
    ] == [
        ("照明", "2025-03", ("满意率 65.00%，低于 70%",), True),
        ("充电", "2025-03", ("热线 30 件，达到 30 件",), False),
        ("照明", "2025-06", ("满意率 60.00%，低于 70%",), False),
    ]


def test_a_sum_is_that_of_its_parts() -> None:
    keys = ("asked", "well", "fairly", "badly")
    source = RatingSource.model_validate({
        "id": "visits", "title": "评价", "items": "事项", "main": "asked",
        "columns": [{"key": key, "title": key} for key in keys],
        "sums": [{"total": "asked", "of": ["well", "fairly", "badly"]}],
    })  # fmt: skip
    rows = [(9, 5, 3, 1), (10, 5, 3, 1), (8, 5, 3, 1)]
    told = [[(item.key, item.words) for item in contradictions(source, counts_of(keys, row), {})] for row in rows]
    assert told == [[], [("asked", "asked 10 不等于 5 + 3 + 1 = 9")], [("asked", "asked 8 不等于 5 + 3 + 1 = 9")]]


def counts_of(keys: tuple[str, ...], row: tuple[int, ...]) -> dict[str, int]:
    return dict(zip(keys, row, strict=True))
