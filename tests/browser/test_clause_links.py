"""Clauses, the card and the end of a policy in a browser: with and without a script, on a phone, on paper."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect
from samples import PHONE_SIZE

from demonstration import REPOSITORY
from disclosure.life import dependants, standing
from disclosure.loading import read_register
from disclosure.pages import addresses
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS
from disclosure.register import Register

POLICY = "documents/doc-2023-010.html"
TEXT_AT, TEXT_BELOW_A_CARD_AT = 600, 714


@pytest.fixture(scope="module")
def register() -> Register:
    return read_register(REPOSITORY)


def top(page: Page, selector: str) -> float:
    return float(page.locator(selector).first.evaluate("(element) => element.getBoundingClientRect().top + scrollY"))


def test_the_text_of_every_policy_begins_early_on_a_phone(sub_url: str, open_context: Any, register: Register) -> None:
    page = open_context(viewport=PHONE_SIZE, is_mobile=True, has_touch=True).new_page()
    late = {}
    for document in register.documents:
        if document.kind in POLICY_KINDS:
            page.goto(sub_url + addresses.address(document))
            begins, card = top(page, ".body > *"), page.locator(".gain").count()
            if begins > (TEXT_BELOW_A_CARD_AT if card else TEXT_AT):
                late[document.id] = begins
    assert late == {}


def test_a_clause_is_led_to_marked_and_copied(sub_url: str, open_context: Any) -> None:
    context = open_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(sub_url + POLICY)
    link = page.get_by_role("link", name="第七条，复制本条链接")
    link.click()
    expect(page.get_by_role("status").filter(has_text="已复制第七条的链接")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == page.url == f"{sub_url}{POLICY}#art-7"
    assert page.locator("#art-7").evaluate("(node) => getComputedStyle(node).outlineStyle") == "solid"


def test_without_a_script_the_link_sets_the_address(sub_url: str, open_context: Any) -> None:
    page = open_context(java_script_enabled=False).new_page()
    page.goto(sub_url + POLICY)
    page.get_by_role("link", name="第七条，复制本条链接").click()
    assert page.url.endswith("#art-7")
    assert page.locator("#art-7").evaluate("(node) => getComputedStyle(node).outlineStyle") == "solid"


def test_the_contents_are_folded_on_a_phone_and_open_at_the_side(sub_url: str, open_context: Any) -> None:
    phone = open_context(viewport=PHONE_SIZE, is_mobile=True, has_touch=True).new_page()
    phone.goto(sub_url + POLICY)
    line = phone.locator(".toc a", has_text="第七条")
    expect(line).to_be_hidden()
    phone.locator(".toc summary").tap()
    line.tap()
    assert phone.url.endswith("#art-7")
    desk = open_context(viewport={"width": 1280, "height": 900}).new_page()
    desk.goto(sub_url + POLICY)
    expect(desk.locator(".toc a", has_text="补贴多少、何时申请")).to_be_visible()


def test_every_article_has_an_id_that_is_in_its_sources_order(sub_url: str, page: Page, register: Register) -> None:
    for document in register.documents:
        if document.kind in POLICY_KINDS and document.body.clauses:
            page.goto(sub_url + addresses.address(document))
            ids = page.locator(".body [id]").evaluate_all("(all) => all.map((node) => node.id)")
            known = [clause.id for clause in document.body.clauses]
            assert [key for key in ids if key in known] == known, document.id


def test_what_rests_on_a_dead_policy_says_so_before_its_text(sub_url: str, page: Page, register: Register) -> None:
    found = 0
    today = register.demonstration_day
    assert today is not None
    for policy in register.documents:
        item = standing(policy, register, today) if policy.kind in POLICY_KINDS else None
        if item is None or not item.is_dead:
            continue
        for record in dependants(policy, register):
            if isinstance(record, Document):
                page.goto(sub_url + addresses.address(record))
                expect(page.locator(".alert").first).to_contain_text(item.said)
                assert top(page, ".alert") < top(page, "h1") < top(page, "details.old")
                expect(page.locator("details.old .body")).to_be_hidden()
                expect(page.get_by_text("只供查考")).to_be_visible()
                found += 1
    assert found


def test_changes_can_be_read_without_colour(sub_url: str, open_context: Any) -> None:
    page = open_context(viewport=PHONE_SIZE).new_page()
    page.goto(f"{sub_url}{POLICY}#comparison")
    row = page.locator("#change-1")
    expect(row).to_contain_text("［增］")
    expect(row).to_contain_text("［删］")
    expect(row.get_by_role("link", name="写明街道踏勘的完成时间")).to_be_visible()
    page.emulate_media(media="print")
    assert row.evaluate("(node) => getComputedStyle(node).display") == "table-row"
    assert page.locator("#art-1 .clause__no").evaluate("(node) => getComputedStyle(node, '::after').display") == "none"
