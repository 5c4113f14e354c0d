"""Policies for me in Chromium: picked by keyboard on a phone, shared by address, the same without a script."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from samples import PHONE_SIZE
from visit import Visit

from acquaintances import personas, told
from demonstration import REPOSITORY
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.cards import CardPick, picks
from disclosure.pages.site import Site
from disclosure.records.facts import CHILD, SPOUSE, Facts, PersonalFact

ADDRESS = "for-me.html"
SHOWN = ".give:visible .give__head"
FIRST_PICK_AT = 354  # pixels from the top of a phone's page


@pytest.fixture(scope="module")
def site() -> Site:
    register = read_register(REPOSITORY)
    return Site(register, law_book(register), register.demonstration_day)  # type: ignore[arg-type]


@pytest.fixture
def phone(open_context: Any) -> Page:
    page: Page = open_context(viewport=PHONE_SIZE).new_page()
    return page


def headlines(pick: CardPick) -> list[str]:
    return [card.document.headline or "" for card in pick.cards]


def shown(page: Page) -> list[str]:
    return seen(page.locator(SHOWN))


def seen(heads: Locator) -> list[str]:
    """What is seen of some elements; what only those hear who see nothing is left out."""
    return heads.evaluate_all(  # type: ignore[no-any-return]
        "(nodes) => nodes.map((node) => { const copy = node.cloneNode(true);"
        "copy.querySelectorAll('.unseen').forEach((one) => one.remove()); return copy.textContent.trim(); })"
    )


def by_key(site: Site, key: str) -> CardPick:
    return next(pick for group in picks(site) for pick in group if pick.key == key)


def test_a_persona_is_picked_by_keyboard_and_the_address_restores_it(sub_url: str, phone: Page, site: Site) -> None:
    visit = Visit(phone)
    phone.goto(sub_url + ADDRESS)
    phone.wait_for_load_state("networkidle")
    assert phone.locator(".choose").first.evaluate("(node) => node.getBoundingClientRect().top") <= FIRST_PICK_AT
    requested = len(visit.requested)
    elderly = phone.locator('[data-pick="who-elderly"]')
    for _ in range(60):
        phone.keyboard.press("Tab")
        if elderly.evaluate("(node) => node === document.activeElement"):
            break
    phone.keyboard.press("Enter")
    expect(elderly).to_be_focused()
    expect(elderly).to_have_attribute("aria-current", "true")
    assert shown(phone) == headlines(by_key(site, "who-elderly"))
    expect(phone.locator(".chosen")).to_contain_text(f"列出 {len(shown(phone))} 项")
    assert phone.url == f"{sub_url}{ADDRESS}#who=elderly"
    assert visit.requested[requested:] == [] and visit.strangers() == [] and visit.complaints == []

    phone.reload()
    assert shown(phone) == headlines(by_key(site, "who-elderly"))
    assert all("?" not in url for url in visit.requested)


def test_picks_can_be_put_together_and_the_way_back_works(root_url: str, page: Page, site: Site) -> None:
    page.goto(root_url + ADDRESS)
    everything = shown(page)
    for key in ("who-elderly", "who-disabled", "life-home-safety"):
        page.locator(f'[data-pick="{key}"]').click()
    assert page.url.endswith("#who=elderly,disabled&life=home-safety")
    people = {*headlines(by_key(site, "who-elderly")), *headlines(by_key(site, "who-disabled"))}
    assert set(shown(page)) == people & set(headlines(by_key(site, "life-home-safety")))
    page.go_back()
    assert set(shown(page)) == people
    page.get_by_role("link", name="看全部").click()
    assert shown(page) == everything and page.url.endswith("#all")


def test_what_fits_nothing_names_the_nearest(root_url: str, page: Page) -> None:
    page.goto(f"{root_url}{ADDRESS}#who=disabled&life=lift")
    assert shown(page) == []
    expect(page.locator(".chosen")).to_contain_text("没有同时符合“残疾人、给老楼装电梯”的。只看“残疾人”")


def test_without_a_script_each_fragment_shows_the_same(sub_url: str, open_context: Any, site: Site) -> None:
    page = open_context(viewport=PHONE_SIZE, java_script_enabled=False).new_page()
    for group in picks(site):
        for pick in group:
            page.goto(f"{sub_url}{ADDRESS}#{pick.key}")
            assert shown(page) == headlines(pick), pick.key
            expect(page.locator(f".chosen__said.{pick.key}")).to_be_visible()
    page.goto(f"{sub_url}{ADDRESS}#all")
    assert page.locator(SHOWN).count() == page.locator(".give").count()
    expect(page.locator(".exact")).to_be_hidden()


def test_a_link_without_a_script_opens_with_one(root_url: str, page: Page, site: Site) -> None:
    page.goto(f"{root_url}{ADDRESS}#life-lift")
    assert shown(page) == headlines(by_key(site, "life-lift"))


def test_on_paper_the_picked_cards_stand_two_a_row(root_url: str, page: Page) -> None:
    page.goto(f"{root_url}{ADDRESS}#who=elderly")
    page.emulate_media(media="print")
    expect(page.locator(".choose").first).to_be_hidden()
    tops = page.locator(".give:visible").evaluate_all(
        "(nodes) => nodes.map((node) => node.getBoundingClientRect().top)"
    )
    assert tops[0] == tops[1] < tops[2]


def test_what_is_said_narrows_the_cards_in_the_page_alone(root_url: str, phone: Page) -> None:
    visit = Visit(phone)
    phone.goto(f"{root_url}{ADDRESS}#who=elderly")
    phone.locator(".exact summary").click()
    own = phone.get_by_role("group", name="本人")
    expect(own).to_be_visible()
    phone.wait_for_load_state("networkidle")
    requested, address = len(visit.requested), phone.url
    own.get_by_label("年龄", exact=True).fill("1942-03-05")
    own.get_by_label("户籍", exact=True).select_option(label="本街道户籍")
    fits = phone.locator('[data-fit="true"]:visible .give__head')
    assert "老年综合津贴：满 65 岁可以领" in seen(fits)
    expect(phone.locator(".exact__said")).to_contain_text("符合")
    own.get_by_label("年龄", exact=True).fill("64")
    assert "老年综合津贴：满 65 岁可以领" not in shown(phone)
    assert visit.requested[requested:] == [] and phone.url == address and visit.complaints == []


def test_what_cannot_be_asked_says_so_and_the_cards_stay(root_url: str, page: Page) -> None:
    page.route("**/for-me.json", lambda route: route.abort())
    page.goto(root_url + ADDRESS)
    everything = shown(page)
    page.locator(".exact summary").click()
    expect(page.locator(".exact__said")).to_have_text("问题没有取到，请检查网络，刷新网页后再打开。")
    assert shown(page) == everything


# --- the personas, on the page itself -----------------------------------------------------------------------------

_FILL = """(told) => {
  for (const one of document.querySelectorAll(".exact [data-fact]")) {
    one.value = (told[one.dataset.group] || {})[one.dataset.fact] || "";
  }
  document.querySelector(".exact form").dispatchEvent(new Event("input"));
  return [...document.querySelectorAll('[data-fit="true"]')].map((card) => card.dataset.card);
}"""


def test_on_the_page_every_persona_gets_what_is_for_them_and_nothing_else(
    root_url: str, page: Page, site: Site
) -> None:
    page.goto(root_url + ADDRESS)
    page.locator(".exact summary").click()
    page.wait_for_selector(".exact fieldset")
    everyone, facts = personas(), site.register.all(Facts)[0]
    wrong = {}
    for persona in everyone["personas"]:
        wanted = {*persona["answers"].get("now", []), *persona["answers"].get("later", [])}
        got = {key for said in _sayings(told(persona), facts) for key in page.evaluate(_FILL, said)}
        if got & set(everyone["judged"]) != wanted:
            wrong[persona["id"]] = got & set(everyone["judged"]) ^ wanted
    assert wrong == {}


def _sayings(made: Mapping[str, Any], facts: Facts) -> Iterator[dict[str, dict[str, str]]]:
    """What each of a household says in turn, of themselves, of one child and of one home at a time."""
    spouse = next((one for one in made.get("members", []) if one["relation"] == "配偶"), None)
    shared = {fact.key for fact in facts.facts if fact.shared}
    common = {key: value for key, value in made.items() if key in shared}
    people = [made, *({**common, **one} for one in (*made.get("members", []), *made.get("children", [])))]
    homes = made.get("home", "none")
    for person in people:
        other = spouse if person is made else made if spouse is not None and person.get("relation") == "配偶" else None
        children = made.get("children", []) if person is made or person.get("relation") == "配偶" else []
        for home in homes if isinstance(homes, list) else [None]:
            for child in children or [None]:
                said = {"self": _filled(person, facts.facts)}
                said |= {SPOUSE: _filled({**common, **other}, facts.facts)} if other else {}
                said |= {CHILD: _filled({**common, **child}, facts.facts)} if child else {}
                for thing in facts.things:
                    told_of = home if thing.key == "home" else person.get(thing.key)
                    said |= {thing.key: _filled(told_of, thing.facts)} if told_of else {}
                yield said


def _filled(one: Mapping[str, Any], facts: list[PersonalFact]) -> dict[str, str]:
    """The values of the controls: what is told, and what is taken for so where nothing is."""
    found = {fact.key: one.get(fact.key, fact.otherwise) for fact in facts}
    return {key: str(value) for key, value in found.items() if value is not None}
