"""What a year's requests add up to: sums as they are, kinds of one or two together, papers and never a request."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from disclosure.exports.datasets import datasets, file_of
from disclosure.exports.requested import request_rows
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.columns import column_pages
from disclosure.pages.request_statistics import YearShown, statistics
from disclosure.pages.site import Site
from disclosure.records.annual_figures import RequestFigures
from disclosure.records.columns import Layout

TODAY = date(2025, 6, 18)


def of(year: int, as_of: str = "", *, became: str = "", subjects: str = "", **counts: int) -> tuple[str, str]:
    """The file of a year: rows of table three by name, ``reviews_upheld`` of table four, and the counts beside them."""
    rows = {name: counts.get(name, 0) for name in RequestFigures.model_fields}
    rows["total"] = sum(count for name, count in rows.items() if name not in ("received", "carried_in", "carried_out"))
    upheld = counts.get("reviews_upheld", 0)
    text = f"""id: request-figures-{year}
year: {year}
as_of: {as_of or f"{year}-12-31"}
requests: {{{", ".join(f"{name}: {by_natural_persons(count)}" for name, count in rows.items())}}}
appeals:
  reviews: {{upheld: {upheld}, corrected: 0, other: 0, pending: 0, total: {upheld}}}
  direct: 0
  after_review: 0
replied: {counts.get("replied", rows["total"])}
on_time: {counts.get("on_time", counts.get("replied", rows["total"]))}
{f"median_days: {counts['median']}" if "median" in counts else ""}
extended: {counts.get("extended", 0)}
fees: {counts.get("fees", 0)}
{became}{subjects}"""
    return f"data/request-figures/{year}.yml", text


def by_natural_persons(count: int) -> str:
    return f"{{natural: {count}, business: 0, research: 0, welfare: 0, legal: 0, other: 0, total: {count}}}"


def site_with(root: Path, *years: tuple[str, str]) -> Site:
    for path, text in years:
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, "utf-8")
    register = read_register(root)
    assert register.findings == []
    return Site(register, law_book(register), TODAY)


def shown(site: Site) -> LexborHTMLParser:
    (column,) = (column for column in site.columns if column.layout is Layout.REQUESTS)
    return LexborHTMLParser(next(column_pages(column, site)).render()[0])


def words(page: LexborHTMLParser, selector: str) -> str:
    return " ".join(" ".join(node.text().split()) for node in page.css(selector))


def kinds(site: Site) -> list[list[tuple[str, int]]]:
    found = statistics(site)
    return [year.kinds for year in found.years] if found is not None else []


def test_an_office_without_figures_says_so_and_draws_nothing(office_copy: Path) -> None:
    site = site_with(office_copy)
    page = shown(site)
    assert "还没有公布的年度数字" in words(page, "#year ~ p") and page.css(".stack, .columns, table.years") == []
    assert request_rows(site) == []


def test_no_request_is_said_as_nothing_and_not_drawn(office_copy: Path) -> None:
    page = shown(site_with(office_copy, of(2024)))
    assert "2024年没有收到申请（0 件）。" in words(page, "#year ~ p")
    assert page.css(".stack, .columns, ul.sums") == []
    assert words(page, "table.years tbody tr:first-child") == "新收0"


@pytest.mark.parametrize(
    ("counts", "told"),
    [
        ({"granted": 6, "partly": 3}, [("予以公开", 6), ("部分公开", 3)]),
        ({"granted": 6, "partly": 1, "not_held": 2}, [("予以公开", 6), ("其他各类", 3)]),
        ({"granted": 6, "partly": 1}, [("其他各类", 7)]),  # alone, a kind of one is told by subtraction
        ({"granted": 6, "partly": 1, "not_held": 1}, [("其他各类", 8)]),  # one and one are too few as well
        ({"granted": 6, "third_party": 4, "complaint": 1}, [("予以公开", 6), ("其他各类", 5)]),
        ({"granted": 9, "internal": 2, "enquiry": 1}, [("予以公开", 9), ("不予公开", 3)]),
        ({"granted": 2}, []),
        ({"granted": 1, "partly": 1}, []),
    ],
)  # fmt: skip
def test_kinds_of_one_or_two_stand_together(office_copy: Path, counts, told) -> None:
    site = site_with(office_copy, of(2024, received=sum(counts.values()), **counts))
    assert kinds(site) == [told]


def test_no_subtraction_tells_a_kind_of_one_or_two(office_copy: Path) -> None:
    """Over many mixtures: what is shown beside the sum leaves at least two kinds, three requests, or nothing."""
    choices = (0, 1, 2, 3, 7)
    names = ("granted", "partly", "third_party", "not_held")
    site = site_with(office_copy, of(2024))
    (year,) = statistics(site).years  # type: ignore[union-attr]
    for number in range(len(choices) ** len(names)):
        counts = {name: choices[number // len(choices) ** place % len(choices)] for place, name in enumerate(names)}
        requests = year.record.requests.model_copy(update={name: row(count) for name, count in counts.items()})
        told = dict(YearShown(year.record.model_copy(update={"requests": requests})).kinds)
        together = told.pop("其他各类", 0)
        assert all(count >= 3 for count in told.values())
        assert together == 0 or together >= 3
        if told or together:
            assert together + sum(told.values()) == sum(counts.values())
            assert together == 0 or sum(count > 0 for count in counts.values()) - len(told) >= 2
        else:
            assert sum(counts.values()) < 3


def row(count: int):
    model = RequestFigures.model_validate({"granted": {"natural": "0", "total": str(count)}})
    return model.granted


def test_reviews_of_one_or_two_are_not_told_and_zero_is(office_copy: Path) -> None:
    site = site_with(office_copy, of(2024, received=12, granted=12, reviews_upheld=2))
    rows = {line.item: line.shown for line in statistics(site).years[0].lines}  # type: ignore[union-attr]
    assert (rows["行政复议"], rows["行政诉讼"], rows["延长期限"]) == ("少于 3", "0", "0")
    assert {line.item: line.number for line in statistics(site).years[0].lines}["行政复议"] is None  # type: ignore[union-attr]


def test_reviews_are_drawn_where_there_are_enough(office_copy: Path) -> None:
    site = site_with(office_copy, of(2024, received=12, granted=12, reviews_upheld=4))
    page = shown(site)
    assert [node.attributes["aria-label"] for node in page.css(".stack__bar")] == [
        "2024年办结的申请共 12 件：予以公开 12 件", "2024年的行政复议共 4 件：结果维持 4 件",
    ]  # fmt: skip


def test_reviews_and_suits_are_never_summed_up_to_one_number(office_copy: Path) -> None:
    """Three reviews are told and one suit is not: a bar of both would tell it."""
    path, text = of(2024, received=12, granted=12, reviews_upheld=3)
    one = "{upheld: 1, corrected: 0, other: 0, pending: 0, total: 1}"
    site = site_with(office_copy, (path, text.replace("direct: 0", f"direct: {one}")))
    (year,) = statistics(site).years  # type: ignore[union-attr]
    assert [bar.total for bar in year.appeals_bars] == [3]
    assert {line.item: line.shown for line in year.lines}["行政诉讼"] == "少于 3"


def test_the_table_the_chart_and_the_files_say_the_same(office_copy: Path) -> None:
    years = of(2023, received=9, granted=9, median="8.5"), of(2024, received=12, granted=6, not_held=5, carried_out=1)
    site = site_with(office_copy, *years)
    page = shown(site)
    told = {cells[0]: cells[1:] for line in page.css("table.years tbody tr") if (cells := words_of(line))}
    assert told["新收"] == ["9", "12"] and told["结转下年"] == ["0", "1"]
    assert told["答复用时中位数（个工作日）"] == ["8.5", "—"]
    table = file_of(next(item for item in datasets(site) if item.page == "columns/requests.html"), "csv", site)
    rows = list(csv.DictReader(io.StringIO(table.decode("utf-8-sig"))))
    assert told["按期答复（%）"] == ["100", "100"]
    for item, (before, after) in told.items():
        for year, value in (("2023", before), ("2024", after)):
            (found,) = (line for line in rows if line["年份"] == year and line["项目"] == item.partition("（")[0])
            assert (found["数值"] or "—") == value
    bar = page.css_first(".stack__bar").attributes["aria-label"]
    assert bar == "2024年办结的申请共 11 件：予以公开 6 件，无法提供 5 件"
    assert [(line["项目"], line["数值"]) for line in rows if line["项目"].startswith("办结：")][:2] == [
        ("办结：予以公开", "6"), ("办结：无法提供", "5"),
    ]  # fmt: skip


def words_of(line) -> list[str]:
    return [" ".join(cell.text().split()) for cell in line.css("th, td")]


def test_a_year_that_is_not_over_says_up_to_when_and_is_dashed(office_copy: Path) -> None:
    page = shown(
        site_with(office_copy, of(2024, received=12, granted=12), of(2025, "2025-06-17", received=5, granted=4))
    )
    assert "2025（到6月17日） 5" in (page.css_first(".columns").attributes["aria-label"] or "")
    looks = [(part.attributes["class"] or "").split()[1] for part in page.css(".columns .part")]
    assert looks == ["part--full", "part--bare"]
    assert words(page, "ul.sums li:first-child").startswith("12")  # the last whole year stands first


def test_a_reply_too_late_is_never_rounded_to_all_in_time(office_copy: Path) -> None:
    site = site_with(office_copy, of(2024, received=2000, granted=2000, on_time=1999))
    assert statistics(site).main.in_time == "99.9%"  # type: ignore[union-attr]


def test_only_the_public_paper_is_named(office_copy: Path) -> None:
    became = "became_public: [doc-2025-003]\n"
    subjects = "repeated: [{subject: 小区充电桩的位置, count: 4}]\n"
    page = shown(site_with(office_copy, of(2024, received=12, granted=12, became=became, subjects=subjects)))
    (link,) = page.css("#year ~ ul.rows a")
    assert link.attributes["href"] == "../documents/doc-2025-003.html"
    assert "小区充电桩的位置（2024 年 4 件）" in words(page, "#year ~ ul li")
    assert "只列公开以后的文件" in words(page, "#year ~ p")


def test_whether_anything_was_charged_is_said_of_whole_years(office_copy: Path) -> None:
    years = (
        of(2023, received=3, granted=3),
        of(2024, received=3, granted=3),
        of(2025, "2025-06-17", received=3, granted=3),
    )
    assert statistics(site_with(office_copy, *years)).fees_said == "2023 年、2024 年没有收过。"  # type: ignore[union-attr]
