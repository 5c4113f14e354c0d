"""What pages do in the reader's hands: a page built yesterday says what is true today, one reckons, one keeps quiet."""

from __future__ import annotations

from datetime import datetime

import pytest
from playwright.sync_api import Page, Route
from samples import REGISTER
from visit import Visit

from disclosure.law.request_fees import fee
from disclosure.records.guides import RequestFees


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


def test_the_calculator_of_fees_reckons_as_the_engine(sub_url: str, page: Page) -> None:
    (fees,) = REGISTER.all(RequestFees)
    page.goto(f"{sub_url}columns/requests.html")
    for kind, steps in (("items", fees.items), ("pages", fees.pages)):
        page.check(f"[name=fees-kind][value={kind}]")
        for count in (0, 10, 11, 30, 31, 40, 41, 100, 101, 200, 201, 345):
            page.fill("#fees-count", str(count))
            yuan = fee(steps, count)
            said = page.locator(".fees__said").inner_text()
            assert said.endswith(f" = {yuan} 元（供参考）" if yuan else "：不收"), said
    page.fill("#fees-count", "")
    assert page.locator(".fees__said").inner_text() == "请填 0 到 9999 的整数。"


def test_what_is_written_into_the_form_for_requests_never_leaves_the_page(
    sub_url: str, page: Page, visit: Visit
) -> None:
    address = f"{sub_url}request-form.html"
    page.goto(address, wait_until="networkidle")
    before = len(visit.requested)
    for field in page.locator("main input[type=text], main textarea").all():
        field.fill("写在这里的话")
        field.press("Enter")
    assert page.url == address and len(visit.requested) == before
    page.reload()
    assert {field.input_value() for field in page.locator("main input[type=text]").all()} == {""}
    assert visit.complaints == []
