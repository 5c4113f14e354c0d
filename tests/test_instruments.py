"""The instruments say in words all that they draw, and every state has one word and a drawing of its own."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

from disclosure import pages
from disclosure.pages.instruments import Cell, CellBar, Dated, Rung, stacked
from disclosure.pages.page import environment
from disclosure.pages.states import Status, Tone, by_word, of_absence
from disclosure.plan.standing import COUNTED, DutyState
from disclosure.records.base import AbsenceReason
from disclosure.records.documents import Validity

TODAY = date(2025, 6, 18)
THEME = Path(pages.__file__).parent / "theme"
STYLES = "".join(file.read_text("utf-8") for file in sorted(THEME.rglob("*.css")))


def drawn(call: str, **values: object) -> LexborHTMLParser:
    source = '{% import "instruments.html" as instruments with context %}{{ instruments.' + call + " }}"
    return LexborHTMLParser(environment().from_string(source).render(**values))


def words(html: LexborHTMLParser, selector: str) -> list[str]:
    return [" ".join(node.text().split()) for node in html.css(selector)]


@pytest.mark.parametrize("choice", [AbsenceReason, DutyState, Validity])
def test_what_records_say_is_in_the_vocabulary(choice: type[AbsenceReason | DutyState | Validity]) -> None:
    assert [by_word(value.label).word for value in choice] == [value.label for value in choice]


def test_a_word_has_one_state() -> None:
    said = [state.word for state in Status]
    assert sorted(said) == sorted(set(said))


def test_going_on_and_not_begun_are_drawn_differently() -> None:
    tones = [by_word(state.label).tone for state in COUNTED]
    assert len({*tones}) == len(tones)


def test_what_is_not_there_on_its_day_is_late() -> None:
    due = [date(2025, 6, 17), TODAY, date(2025, 6, 19), None]
    stands = [of_absence(AbsenceReason.NOT_DUE, day, TODAY) for day in due]
    assert stands == [Status.LATE, Status.NOT_DUE, Status.NOT_DUE, Status.NOT_DUE]
    assert of_absence(AbsenceReason.WITHHELD, due[0], TODAY) is Status.WITHHELD


@pytest.mark.parametrize("tone", Tone)
def test_each_tone_is_drawn_by_shape_and_not_by_colour_alone(tone: Tone) -> None:
    shapes = {
        name: re.sub(r"var\(--[\w-]+\)|currentColor", "", (found[1] if found else ""))
        for name in Tone
        for found in [re.search(r"^\.cell--" + name + r" \{(.*)\}$", STYLES, re.MULTILINE)]
    }
    assert [name for name in Tone if shapes[name] == shapes[tone]] == [tone]


def test_a_cell_bar_tells_its_values_in_title_and_key() -> None:
    cells = (
        Cell("草案", Status.PUBLISHED),
        Cell("评估", Status.NOT_DUE),
        Cell("论证", Status.NOT_APPLICABLE),
        Cell("说明", Status.PUBLISHED),
    )
    html = drawn("cell_bar(bar)", bar=CellBar("共 4 个环节", cells))
    picture = html.css_first('[role="img"]')
    assert picture is not None
    assert picture.attributes["aria-label"] == (
        "共 4 个环节：已公开 2 个（草案、说明）；未到期 1 个（评估）；不适用 1 个（论证）"
    )
    assert [node.attributes["class"] for node in picture.css(".cell")] == [
        "cell cell--full",
        "cell cell--open",
        "cell cell--none",
        "cell cell--full",
    ]
    assert words(html, ".key li") == ["已公开 2 个", "未到期 1 个", "不适用 1 个"]


def test_a_stacked_bar_tells_its_values_and_its_shares_make_a_whole() -> None:
    bar = stacked("收到的意见", "条", [("采纳", 8, "full"), ("部分采纳", 5, "half"), ("未采纳", 4, "bare")])
    html = drawn("stacked_bar(bar)", bar=bar)
    picture = html.css_first('[role="img"]')
    assert picture is not None
    assert picture.attributes["aria-label"] == "收到的意见共 17 条：采纳 8 条，部分采纳 5 条，未采纳 4 条"
    assert words(html, ".key li") == ["采纳 8 条", "部分采纳 5 条", "未采纳 4 条"]
    assert [portion.share for portion in bar.portions] == [47, 29, 24]


@pytest.mark.parametrize("counts", [(1, 1, 1), (0, 0, 7), (1, 999, 0), (3, 3, 1), (1, 2, 397)])
def test_shares_add_up_and_what_is_there_is_seen(counts: tuple[int, ...]) -> None:
    bar = stacked("意见", "条", [(str(number), count, "full") for number, count in enumerate(counts)])
    shares = [portion.share for portion in bar.portions]
    assert all((share > 0) == (count > 0) for share, count in zip(shares, counts, strict=True))
    assert 100 <= sum(shares) <= 100 + len(counts)
    assert [share for share in shares if share and f".share-{share} {{ flex-grow: {share}; }}" not in STYLES] == []


def test_a_part_too_small_for_its_word_has_its_number_alone() -> None:
    bar = stacked("意见", "条", [("采纳", 97, "full"), ("部分采纳", 3, "half"), ("未采纳", 0, "bare")])
    html = drawn("stacked_bar(bar)", bar=bar)
    assert words(html, ".stack__bar .part") == ["采纳 97", "3"] and words(html, ".part--number") == ["3"]
    narrow = stacked("意见", "条", [("采纳", 41, "full"), ("未采纳", 3, "bare")])
    assert [portion.label for portion in narrow.portions] == ["采纳 41", "3"]
    assert words(html, ".key li") == ["采纳 97 条", "部分采纳 3 条", "未采纳 0 条"]


def test_of_nothing_no_bar_is_drawn() -> None:
    html = drawn("stacked_bar(bar)", bar=stacked("意见", "条", [("采纳", 0, "full")]))
    assert html.body is not None
    assert html.body.text().strip() == ""


def test_a_ladder_tells_title_state_days_and_facts() -> None:
    facts = (Dated("征求意见", (date(2023, 4, 10), date(2023, 5, 15))), Dated("收到 17 条"))
    html = drawn("ladder(rungs)", rungs=[Rung("听取意见", Status.PUBLISHED, facts), Rung("评估", Status.NOT_DUE)])
    assert words(html, ".rung__title") == ["听取意见", "评估"]
    assert words(html, ".rung__state") == ["已公开", "未到期"]
    assert [node.attributes["datetime"] for node in html.css("time")] == ["2023-04-10", "2023-05-15"]
    assert words(html, ".rung__facts li")[1] == "收到 17 条"


def test_a_tag_is_its_word() -> None:
    assert words(drawn("tag(state)", state=Status.REPEALED), ".tag.tag--past") == ["已废止"]
