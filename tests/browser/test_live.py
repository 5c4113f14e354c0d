"""A page built yesterday says today what is true today."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Page, Route


@pytest.mark.parametrize(
    ("now", "said"),
    [
        ("2025-06-18T09:00:00+08:00", "还剩13天"),
        ("2025-06-29T00:30:00+08:00", "还剩2天"),
        ("2025-07-01T23:00:00+08:00", "今天截止"),
        ("2025-07-02T00:10:00+08:00", "已结束"),
    ],
)
def test_the_days_left_are_counted_anew(sub_url: str, page: Page, now: str, said: str) -> None:
    page.route(sub_url, at_work)
    page.clock.set_fixed_time(datetime.fromisoformat(now))
    page.goto(sub_url)
    assert ["".join(text.split()) for text in page.locator(".ask__left").all_inner_texts()] == [said]


def at_work(route: Route) -> None:
    """The home page of an office whose clock runs."""
    answer = route.fetch()
    body = answer.text()
    assert "<body>" in body
    route.fulfill(response=answer, body=body.replace("<body>", "<body data-live>"))
