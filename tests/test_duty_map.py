"""Every sentence of the 2023 work plan has something behind it, and all that is named there exists."""

from __future__ import annotations

from datetime import date
from functools import cache

import pytest
from selectolax.lexbor import LexborHTMLParser
from typer.main import get_command

from demonstration import REPOSITORY
from disclosure.catalogue import ALL_RULES, RULES_BY_ID
from disclosure.cli import app
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.makers import made
from disclosure.pages.site import Site
from disclosure.records.duty_maps import DutyMap
from disclosure.records.files import record_types
from disclosure.records.work_plans import WorkPlan
from disclosure.register import Register

pytestmark = pytest.mark.demonstration
TODAY = date(2025, 6, 18)

# How many sentences of duty each of the 14 points of 2023 has.
SENTENCES = {1: 3, 2: 3, 3: 5, 4: 1, 5: 3, 6: 3, 7: 1, 8: 2, 9: 2, 10: 3, 11: 2, 12: 2, 13: 2, 14: 3}


@cache
def register() -> Register:
    return read_register(REPOSITORY)


def table() -> DutyMap:
    (found,) = register().all(DutyMap)
    return found


def test_every_sentence_of_every_point_is_there_once() -> None:
    expected = [f"{point}.{number}" for point, count in SENTENCES.items() for number in range(1, count + 1)]
    assert [duty.number for duty in table().duties] == expected
    plan = register().get(table().plan, WorkPlan)
    assert plan is not None and [point.number for point in plan.points] == list(SENTENCES)


def test_every_sentence_has_something_behind_it_besides_words() -> None:
    assert [duty.number for duty in table().duties if not duty.is_fulfilled] == []
    for point in SENTENCES:
        of_it = [duty for duty in table().duties if duty.number.startswith(f"{point}.")]
        assert any(duty.items for duty in of_it), f"point {point} has no item that can be checked"
        assert any(duty.rules or duty.pages or duty.shown or duty.records for duty in of_it), f"point {point}"


def test_what_is_named_exists() -> None:
    plan = register().get(table().plan, WorkPlan)
    labels = {kind.type_label for kind in record_types()}
    for duty in table().duties:
        assert [key for key in duty.rules if key not in RULES_BY_ID] == [], duty.number
        assert [key for key in duty.pages if key not in register().records] == [], duty.number
        assert [label for label in duty.records if label not in labels] == [], duty.number
        assert [words for words in duty.commands if not is_command(words)] == [], duty.number
        assert plan is not None and [key for key in duty.items if plan.item(key) is None] == [], duty.number


def is_command(words: str) -> bool:
    """Whether ``requests export`` and the like are words of the command line."""
    command = get_command(app)
    for word in words.split():
        command = getattr(command, "commands", {}).get(word)
        if command is None:
            return False
        command = command.make_context(word, [], resilient_parsing=True).command  # read now, not for the list
    return True


def test_every_item_of_the_plan_stands_behind_a_sentence() -> None:
    plan = register().get(table().plan, WorkPlan)
    named = {key for duty in table().duties for key in duty.items}
    assert plan is not None
    assert [item.id for point in plan.points for item in point.items if item.id not in named] == []


def test_the_page_shows_each_sentence_with_all_that_fulfils_it() -> None:
    site = Site(register(), law_book(register()), TODAY, ALL_RULES)
    page = next(page for page in made(site) if page.address == f"duty-maps/{table().id}.html")
    html = LexborHTMLParser(page.render()[0])
    shown = html.css("main details.fold")
    assert [node.css_first("summary").text().split()[0] for node in shown] == [duty.number for duty in table().duties]
    for duty, node in zip(table().duties, shown, strict=True):
        text = node.text()
        assert duty.gist in text
        assert all(f"{key} {RULES_BY_ID[key].title}" in text for key in duty.rules)
        assert len(node.css("a")) == len(duty.items) + len(duty.pages) + len(duty.shown)
