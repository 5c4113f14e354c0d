"""Policies for me: cards, picks, feeds, packages and what is pushed, and that they agree."""

from __future__ import annotations

import json
import os
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import feedparser
import pytest
import yaml
from jsonschema import Draft202012Validator, FormatChecker
from lxml import etree
from selectolax.lexbor import LexborHTMLParser, LexborNode

import forks
from acquaintances import as_file, personas
from demonstration import REPOSITORY
from disclosure.exports.for_me import CARD, CHANGED, STOPPED, entries
from disclosure.exports.packages import package
from disclosure.exports.push import CLOSING, ENDED, NEW, OPENS, fitting, for_picks, without_sent
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.matching.persons import households
from disclosure.pages import addresses
from disclosure.pages.cards import cards, closing, picks, stopped
from disclosure.pages.site import Site
from disclosure.publication import Publication, publication
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.facts import Facts
from repository import write

TODAY = date(2025, 6, 18)
POLICY = "docs/policies/2024/doc-2024-008.md"
ATOM = "{http://www.w3.org/2005/Atom}"


def whole(root: Path, today: date = TODAY) -> Publication:
    register = read_register(root)
    assert register.findings == []
    return publication(Site(register, law_book(register), today))


@pytest.fixture(scope="module")
def demonstration() -> Publication:
    return whole(REPOSITORY)


def main_of(made: Publication, address: str) -> LexborNode:
    main = LexborHTMLParser(made.render(address)).css_first("main")
    assert main is not None
    return main


def words(node: LexborNode | None) -> str:
    assert node is not None
    return " ".join(node.text().split())


def changed(root: Path, **fields: str) -> None:
    """The policy of the small office with lines of its head changed; "" takes one away."""
    head, _, body = (root / POLICY).read_text("utf-8").partition("\n---\n")
    for name, value in fields.items():
        lines = [line for line in head.split("\n") if not line.startswith(f"{name}:")]
        head = "\n".join([*lines, *([f"{name}: {value}"] if value else [])])
    (root / POLICY).unlink()
    write(root, POLICY, f"{head}\n---\n{body}")


def asset(made: Publication, address: str) -> bytes:
    return next(item.data for item in made.named if item.address == address)


# --- a card by the day --------------------------------------------------------------------------------------------


def card_state(root: Path, today: date) -> str:
    main = main_of(whole(root, today), "for-me.html")
    node = main.css_first(".give__state")
    return words(node) if node is not None else ""


def test_a_card_says_how_it_stands_by_the_day(office_copy: Path) -> None:
    changed(office_copy, open_from="2025-07-01", open_until="2025-08-31")
    text = (office_copy / POLICY).read_text("utf-8")
    write(office_copy, POLICY, text.replace("  until: 2029-06-30", "  until: 2025-08-31"))
    said = {day: card_state(office_copy, date.fromisoformat(day)) for day in (
        "2025-06-18", "2025-07-01", "2025-08-16", "2025-08-17", "2025-08-31", "2025-09-01",
    )}  # fmt: skip
    assert said == {
        "2025-06-18": "尚未施行 2025年7月1日起可办",
        "2025-07-01": "有效 至 2025-08-31",
        "2025-08-16": "有效 至 2025-08-31",
        "2025-08-17": "还有 14 天截止 2025-08-31",
        "2025-08-31": "今天截止 2025-08-31",
        "2025-09-01": "",
    }


def test_what_ended_leaves_the_cards_and_stands_a_year_below(office_copy: Path) -> None:
    changed(office_copy, validity="repealed", validity_since="2025-03-01", validity_reason="由新办法取代")
    for today, listed in ((date(2025, 3, 2), 2), (date(2026, 3, 1), 1), (date(2026, 3, 2), 0)):
        main = main_of(whole(office_copy, today), "for-me.html")
        assert main.css(".give") == []
        assert len(main.css(".ends .row")) == listed, today


def test_an_amended_policy_keeps_its_card_with_the_tag(office_copy: Path) -> None:
    changed(office_copy, validity="amended", validity_since="2025-03-01", validity_reason="第二条修改")
    made = whole(office_copy)
    assert words(main_of(made, "for-me.html").css_first(".give__state")) == "已修改 至 2029-06-30"
    kinds = [entry.kind for entry in entries(picks(made.site)[0][0], made.site)]
    assert kinds[0] == CHANGED and CARD in kinds  # the newest first


def test_a_pick_with_nothing_says_so_and_names_the_nearest(small_office: Path) -> None:
    said = words(main_of(whole(small_office), "for-me.html").css_first(".chosen__said.who-shops"))
    assert said == "现在没有“沿街商户”的项目。可以看看居民 1 项，或者看全部 1 项"


def test_a_policy_tells_on_its_own_page_what_it_gives(small_office: Path) -> None:
    facts = main_of(whole(small_office), "documents/doc-2024-008.html").css_first(".gain")
    assert words(facts).startswith("免费认领一块社区花园 对象 居民，自愿认领 得到什么 认领期两年")


# --- the demonstration: everything agrees -------------------------------------------------------------------------


@pytest.mark.demonstration
def test_the_count_on_a_pick_is_that_of_cards_of_entries_and_of_the_package(demonstration: Publication) -> None:
    site, main = demonstration.site, main_of(demonstration, "for-me.html")
    who, life = picks(site)
    assert len(cards(site)) >= 12 and len(main.css(".give")) == len(cards(site))
    for pick in (*who, *life):
        count = words(main.css_first(f'[data-pick="{pick.key}"] .picks__count')).removesuffix(" 项")
        own = main_of(demonstration, addresses.address(pick.record)).css(".give")
        feed = json.loads(asset(demonstration, addresses.pick_json_feed_address(pick.key)))
        atom = etree.fromstring(asset(demonstration, addresses.pick_feed_address(pick.key)))
        numbers = {
            int(count),
            len(main.css(f".give.{pick.key}")),
            len(own),
            sum(item["tags"] == [CARD] for item in feed["items"]),
            sum(item.get("term") == CARD for item in atom.iter(f"{ATOM}category")),
            len(package(pick, site).cards),
            sum(item.event == NEW for item in for_picks([pick], site, date.min)),
        }
        assert len(numbers) == 1, pick.key


@pytest.mark.demonstration
def test_what_closes_soon_comes_first_and_what_is_to_come_last(demonstration: Publication) -> None:
    found = cards(demonstration.site)
    order = [0 if card.is_urgent else 2 if card.opens else 1 for card in found]
    assert order == sorted(order) and {0, 1, 2} == set(order)
    assert [card.closes for card in found if card.is_urgent] == sorted(card.closes for card in found if card.is_urgent)


@pytest.mark.demonstration
def test_every_policy_that_stopped_within_a_year_names_what_holds_instead(demonstration: Publication) -> None:
    found = stopped(demonstration.site)
    assert {"doc-2025-067", "doc-2023-051"} <= {item.document.id for item in found}
    assert all(TODAY - timedelta(days=366) <= item.since <= TODAY for item in found)
    assert next(item for item in found if item.document.id == "doc-2023-051").successor is not None


@pytest.mark.demonstration
def test_page_package_and_push_agree_on_every_persona(demonstration: Publication, tmp_path: Path) -> None:
    """Of a persona's matches all have a card on the page and in a package, with the policy's own answer."""
    site, told = demonstration.site, personas()
    known = site.register.all(Facts)[0]
    tree, _ = read_tree(as_file(told["personas"]), "personas.yml")
    assert tree is not None
    on_page = {card.document.id for card in cards(site)}
    packed = {card.id for group in picks(site) for pick in group for card in package(pick, site).cards}
    assert on_page == packed
    for household, persona in zip(households(tree, known, site.today)[0], told["personas"], strict=True):
        wanted = {*persona["answers"].get("now", []), *persona["answers"].get("later", [])}
        got = {card.document.id for card in cards(site) if fitting(card.document, household, site).holds}
        assert got & set(told["judged"]) == wanted, persona["id"]


# --- feeds --------------------------------------------------------------------------------------------------------

_ONE = {"title", "id", "updated"}


@pytest.mark.demonstration
def test_the_atom_feeds_are_valid_and_a_reader_of_feeds_reads_them(demonstration: Publication) -> None:
    for group in picks(demonstration.site):
        for pick in group:
            data = asset(demonstration, addresses.pick_feed_address(pick.key))
            feed = etree.fromstring(data)
            _check_atom(feed)
            read = feedparser.parse(data)
            assert not read.bozo and read.version == "atom10" and read.feed.title.startswith(pick.title)
            assert [entry.id for entry in read.entries] == [entry.key for entry in entries(pick, demonstration.site)]
            assert all(entry.updated_parsed and entry.content[0].value for entry in read.entries)


def _check_atom(feed: Any) -> None:
    """RFC 4287: what each must have once, that ids differ, and moments as RFC 3339 has them."""
    for node in (feed, *feed.iter(f"{ATOM}entry")):
        names = [child.tag for child in node]
        assert all(names.count(ATOM + name) == 1 for name in _ONE)
        assert any(link.get("rel") == "alternate" for link in node.iter(f"{ATOM}link"))
        for moment in (*node.iter(f"{ATOM}updated"), *node.iter(f"{ATOM}published")):
            assert datetime.fromisoformat(moment.text).utcoffset() == timedelta(hours=8)
    known = {f"{ATOM}{name}" for name in ("title", "id", "link", "published", "updated", "category", "content")}
    for entry in feed.iter(f"{ATOM}entry"):
        assert {child.tag for child in entry} - known <= {"{http://purl.org/dc/terms/}valid"}
    ids = [node.text for node in feed.iter(f"{ATOM}id")]
    assert len(ids) == len(set(ids)) and feed.find(f"{ATOM}author/{ATOM}name").text


@pytest.mark.demonstration
def test_the_json_feeds_have_the_fields_of_their_version(demonstration: Publication) -> None:
    for group in picks(demonstration.site):
        for pick in group:
            feed = json.loads(asset(demonstration, addresses.pick_json_feed_address(pick.key)))
            assert feed["version"] == "https://jsonfeed.org/version/1.1"
            assert {"title", "home_page_url", "feed_url", "items", "language", "authors"} <= feed.keys()
            assert len({item["id"] for item in feed["items"]}) == len(feed["items"])
            for item in feed["items"]:
                assert item["id"] and item["content_text"] and item["tags"][0] in (CARD, CHANGED, STOPPED)
                assert all(datetime.fromisoformat(item[name]).tzinfo for name in ("date_published", "date_modified"))
                extension = {name for name in item if name.startswith("_")}
                assert extension == {"_disclosure"} and item["_disclosure"]["about"]


@pytest.mark.demonstration
def test_each_card_says_when_it_ends_and_ends_are_entries_of_their_own(demonstration: Publication) -> None:
    site = demonstration.site
    for group in picks(site):
        for pick in group:
            made = package(pick, site)
            assert [card.expires for card in made.cards] == [closing(card.document) for card in pick.cards]
            ended = [entry.title for entry in entries(pick, site) if entry.kind == STOPPED]
            assert len(ended) == len(made.stopped)
            assert not {item.id for item in made.stopped} & {card.id for card in made.cards}


@pytest.mark.demonstration
def test_packages_are_valid_by_the_published_schema(demonstration: Publication) -> None:
    schema = json.loads(asset(demonstration, addresses.schema_address("for-me")))
    Draft202012Validator.check_schema(schema)
    judge = Draft202012Validator(schema, format_checker=FormatChecker())
    for group in picks(demonstration.site):
        for pick in group:
            data = json.loads(asset(demonstration, addresses.pick_package_address(pick.key)))
            assert [error.message for error in judge.iter_errors(data)] == []
            for card in data["package"]["cards"]:
                assert card["policy"]["text"] and card["reason"].startswith(("适用于", "可以用来"))
                del card["headline"]
            assert list(judge.iter_errors(data)) or not data["package"]["cards"]


# --- push ---------------------------------------------------------------------------------------------------------


def pushed(root: Path, *options: object) -> tuple[int, str, str]:
    ended = forks.disclosure("push", "--root", root, "--today", "2025-06-18", *options)
    return ended.returncode, ended.stdout, ended.stderr


@pytest.mark.demonstration
def test_push_tells_what_is_new_for_whom_and_why(tmp_path: Path) -> None:
    out = tmp_path / "out.json"
    code, text, _ = pushed(REPOSITORY, "--since", "2025-06-01", "--audience", "儿童与家庭", "--out", out)
    made = json.loads(out.read_text("utf-8"))
    assert code == 0 and made["schema"] == "disclosure/push/1"
    events = [(item["event"], item["card"]["id"]) for item in made["items"] if item["card"]["id"] == "doc-2025-025"]
    assert events == [(NEW, "doc-2025-025"), (OPENS, "doc-2025-025"), (CLOSING, "doc-2025-025")]
    assert "暑期托管班：不收托管费，截止：2025-06-20" in text and "理由：列在“儿童与家庭”：适用于" in text

    sent = tmp_path / "sent.json"
    sent.write_text(json.dumps({"sent": [{"to": item["to"], "key": item["key"]} for item in made["items"]]}), "utf-8")
    before = sent.read_bytes()
    code, text, _ = pushed(REPOSITORY, "--since", "2025-06-01", "--audience", "families", "--sent", sent, "--out", out)
    again = json.loads(out.read_text("utf-8"))
    assert code == 0 and again["items"] == [] and len(again["sent_before"]) == len(made["items"])
    assert f"另有 {len(made['items'])} 条已经发过" in text and sent.read_bytes() == before


@pytest.mark.demonstration
def test_push_for_a_person_names_the_fact_and_for_staff_what_is_lacking(tmp_path: Path) -> None:
    person = tmp_path / "person.yml"
    told = {
        "id": "a1",
        "age": "1955-06-20",
        "hukou": "here",
        "lives_here": "yes",
        "lives_with": "alone",
        "home": "none",
    }
    person.write_text(yaml.safe_dump(told, allow_unicode=True), "utf-8")
    code, text, _ = pushed(REPOSITORY, "--since", "2020-01-01", "--persona", person, "--misses")
    assert code == 0
    assert "老年综合津贴：满 65 岁可以领" in text and "理由：本街道户籍；69 周岁" in text
    assert "不适用 独居老人：免费装安全守护设备：要求“年满 80 周岁”，69 周岁" in text


@pytest.mark.demonstration
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--since", "昨天"), "不是日期"),
        (("--since", "2025-06-01", "--audience", "老人"), "没有“老人”这个人群。可以写："),
        (("--since", "2025-06-01", "--life", "elderly"), "没有“elderly”这个要办的事。可以写："),
        (("--since", "2025-06-01", "--persona", REPOSITORY / "data/person.yml"), "在本项目的文件夹里"),
        (("--since", "2025-06-01", "--out", REPOSITORY / "mkdocs.yml"), "在本项目的文件夹里"),
        (("--since", "2025-06-01", "--sent", Path(os.__file__)), "不是发送记录"),
        (("--since", "2025-06-01", "--persona", "/nowhere/person.yml"), "没有读懂"),
        (("--since", "2025-06-01", "--persona", "/dev/zero"), "不是普通的文件"),
        (("--since", "2025-06-01", "--sent", "/dev/zero"), "不是发送记录"),
        (("--since", "2025-06-01", "--sent", "/nowhere/a.json", "--out", "/nowhere/a.json"), "正是要读的那个文件"),
    ],
)
def test_push_says_what_it_could_not_do(options: tuple[object, ...], said: str) -> None:
    code, _, error = pushed(REPOSITORY, *options)
    assert code == 2 and said in error


def test_what_was_sent_is_told_apart_by_receiver_and_key(small_office: Path) -> None:
    site = whole(small_office).site
    items = for_picks(picks(site)[0], site, date.min)[:1]
    assert [item.event for item in items] == [NEW]
    own = {"to": items[0].to.key, "key": items[0].key}
    for sent, left in (([], 1), ([own | {"to": "who-shops"}], 1), ([own], 0)):
        assert len(without_sent(items, {"sent": sent})[0]) == left
    for wrong in ({}, {"sent": "x"}, {"sent": ["x"]}):
        with pytest.raises(ValueError):
            without_sent(items, wrong)


@pytest.mark.demonstration
def test_what_stopped_is_pushed_to_those_who_had_it(demonstration: Publication) -> None:
    site = demonstration.site
    businesses = next(pick for pick in picks(site)[0] if pick.record.id == "businesses")
    told = [(item.event, item.key) for item in for_picks([businesses], site, date(2025, 5, 1))]
    assert (ENDED, "doc-2025-067/stopped-2025-05-31") in told


def test_push_writes_nothing_into_the_project(office_copy: Path, tmp_path: Path) -> None:
    def contents() -> dict[Path, bytes]:
        files = (file for file in office_copy.rglob("*") if file.is_file() and "hooks" not in file.parts)
        return {file: file.read_bytes() for file in files}

    person, before = tmp_path / "person.yml", contents()
    person.write_text("age: 70\nhukou: here\n", "utf-8")
    code, text, _ = pushed(office_copy, "--since", "2024-01-01", "--persona", person, "--out", tmp_path / "out.json")
    assert code == 0 and "免费认领一块社区花园" in text and contents() == before


def test_words_for_the_last_day_are_the_same_on_the_card_and_in_the_policy(office_copy: Path) -> None:
    text = (office_copy / POLICY).read_text("utf-8")
    write(office_copy, POLICY, text.replace("  until: 2029-06-30", "  until: 验收后六个月内申请"))
    assert card_state(office_copy, date(2025, 6, 18)) == "有效 验收后六个月内申请"
