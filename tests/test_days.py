"""Two ways to write a date, each marked up: in words where it is read, in figures where it is compared."""

from __future__ import annotations

import re
from datetime import date, datetime
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from disclosure import publish
from disclosure.order import Order
from disclosure.pages.days import compact, day, hours, in_words, minute

# What editors write is theirs: the text of a paper, and what a record says in words of its own.
WRITTEN_BY_EDITORS = ".body, .demonstration"
_IN_WORDS = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日")
_LOOSE = re.compile(r"\d{4} 年 ?\d{1,2} ?月|\d 月 ?\d|\d{4}/\d{1,2}/\d|\d{4}\.\d{1,2}\.\d|\d{4}-\d{1,2}-\d{1,2}")


def test_a_date_is_written_in_words_in_figures_or_to_the_minute() -> None:
    moment = datetime(2025, 6, 7, 9, 5)
    assert day(moment) == day(date(2025, 6, 7)) == '<time datetime="2025-06-07">2025年6月7日</time>'
    assert compact(moment) == compact(date(2025, 6, 7)) == '<time datetime="2025-06-07">2025-06-07</time>'
    assert minute(moment) == '<time datetime="2025-06-07T09:05+08:00">2025-06-07 09:05</time>'
    assert in_words(moment) == "2025年6月7日"


def test_no_page_has_a_date_in_a_third_way(office_copy: Path) -> None:
    assert publish.build(office_copy, Order(out=office_copy / "public")).published
    pages = [file.relative_to(office_copy / "public") for file in (office_copy / "public").rglob("*.html")]
    found = {str(page): loose(office_copy / "public" / page) for page in pages}
    assert len(found) > 20 and {page: dates for page, dates in found.items() if dates} == {}


def loose(page: Path) -> list[str]:
    """The dates of a page that are not marked up as one, and those that say two things at once."""
    tree = LexborHTMLParser(page.read_text("utf-8"))
    for node in tree.css(f"{WRITTEN_BY_EDITORS}, script, style, head, meta"):
        node.decompose()
    times = tree.css("time")
    wrong = [node.text() for node in times if not agrees(node)]
    for node in times:
        node.decompose()
    text = tree.body.text(separator=" ") if tree.body else ""
    return wrong + [text[max(match.start() - 12, 0) : match.end() + 6] for match in _LOOSE.finditer(text)]


def agrees(node: LexborNode) -> bool:
    machine, words = str(node.attributes.get("datetime")), node.text()
    if _IN_WORDS.fullmatch(words):
        return words == in_words(date.fromisoformat(machine))
    return words == machine.removesuffix("+08:00").replace("T", " ")


def test_a_date_is_not_broken_over_two_lines() -> None:
    base = Path(__file__).parent.parent / "hooks/disclosure/pages/theme/styles/base.css"
    rules = base.read_text("utf-8").splitlines()
    assert "time { white-space: nowrap; }" in rules
    assert ".whole { display: inline-block; max-width: 100%; }" in rules  # broken only where a line cannot hold it


def test_what_lies_between_two_times_stays_on_one_line() -> None:
    assert hours("周一至周五 9:00—11:30、13:30 至 17:00 & 周六") == (
        '周一至周五 <span class="whole">9:00—11:30</span>、<span class="whole">13:30 至 17:00</span> &amp; 周六'
    )
