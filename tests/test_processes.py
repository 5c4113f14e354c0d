"""The five procedures lead to the rules that enforce them; a page on one subject gathers all of it by reference."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode
from typer.main import get_command

from demonstration import REPOSITORY
from disclosure.catalogue import ALL_RULES, RULES_BY_ID
from disclosure.cli import app
from disclosure.gathering import gathered
from disclosure.law.book import LawBook, law_book
from disclosure.loading import read_register
from disclosure.pages.makers import made
from disclosure.pages.page import Page
from disclosure.pages.site import Site
from disclosure.records.processes import Procedure, Process
from disclosure.records.topics import Topic, TopicPart
from repository import write

TODAY = date(2025, 6, 18)
TOPIC = """
id: gardens
title: 认领社区花园
answer: 向居民委员会提出，就可以认领一块。
unit: community-office
how: 到居民委员会登记
gathers: [doc-2024-008]
missing: [{part: events, reason: 今年没有安排活动}]
"""


def site_at(root: Path) -> Site:
    register = read_register(root)
    return Site(register, law_book(register), TODAY, ALL_RULES)


@cache
def demonstration() -> Site:
    return site_at(REPOSITORY)


def pages(site: Site) -> dict[str, Page]:
    return {page.address: page for page in site.once(all_pages)}


def all_pages(site: Site) -> list[Page]:
    return list(made(site))


def shown(site: Site, address: str) -> LexborNode:
    main = LexborHTMLParser(pages(site)[address].render()[0]).css_first("main")
    assert main is not None
    return main


def text_of(node: LexborNode, selector: str) -> str:
    (found,) = node.css(selector)
    return found.text()


def hrefs(node: LexborNode) -> list[str | None]:
    return [link.attributes["href"] for link in node.css("a")]


def parts(root: Path) -> dict[TopicPart, list[str]]:
    register = read_register(root)
    (topic,) = register.all(Topic)
    return {part: [item.key for item in items] for part, items in gathered(topic, register, TODAY).items() if items}


@pytest.mark.demonstration
def test_the_five_procedures_are_laid_down_once_each() -> None:
    assert sorted(process.procedure for process in demonstration().register.all(Process)) == sorted(Procedure)


@pytest.mark.demonstration
def test_each_step_leads_to_its_rules_and_each_rule_back() -> None:
    site = demonstration()
    rules = shown(site, "about/rules.html")
    for process in site.register.all(Process):
        steps = shown(site, f"processes/{process.id}.html").css("ol.process > li")
        assert len(steps) == len(process.steps)
        for number, (step, node) in enumerate(zip(process.steps, steps, strict=True), 1):
            assert hrefs(node) == [f"../about/rules.html#rule-{key}" for key in step.rules]
            assert all(RULES_BY_ID[key].title in node.text() for key in step.rules)
            for key in step.rules:
                (entry,) = rules.css(f"#rule-{key}")
                assert f"../processes/{process.id}.html#step-{number}" in hrefs(entry)


@pytest.mark.demonstration
def test_a_period_says_its_number_and_what_it_rests_on() -> None:
    steps = shown(demonstration(), "processes/on-request.html").css("ol.process > li")
    periods = {text_of(node, "h2").split()[1]: node.css("dd")[1].text() for node in steps}
    assert periods["答复"].startswith("答复政府信息公开申请的期限：20个工作日（") and "第三十三条" in periods["答复"]
    assert periods["登记"] == "收到当天（本办自定）"
    named = shown(demonstration(), "processes/participation.html").css("ol.process > li")[0]
    assert "每年3月31日前" in named.css("dd")[1].text()


@pytest.mark.demonstration
def test_a_limit_that_is_no_longer_in_force_is_not_told() -> None:
    site = demonstration()
    limits = [limit for limit in site.register.limits if limit.id != "reply-within"]
    book = law_book(site.register)
    later = Site(site.register, LawBook(book.laws, limits, site.register.calendars), TODAY, ALL_RULES)
    assert "这个期限现在不适用" in shown(later, "processes/on-request.html").text()


@pytest.mark.demonstration
def test_the_commands_of_steps_exist() -> None:
    known = get_command(app).commands  # type: ignore[attr-defined]
    steps = [step for process in demonstration().register.all(Process) for step in process.steps]
    assert {word for step in steps for word in step.commands} - set(known) == set()


@pytest.mark.demonstration
def test_both_are_reached_from_the_page_on_the_offices_work() -> None:
    site = demonstration()
    reached = hrefs(shown(site, "open-work.html"))
    records = [*site.register.all(Process), *site.register.all(Topic)]
    assert [item.key for item in records if f"{item.page_folder}/{item.key}.html" not in reached] == []


def test_what_hangs_on_a_policy_is_gathered(office_copy: Path) -> None:
    write(office_copy, "data/topics/gardens.yml", TOPIC)
    assert parts(office_copy) == {
        TopicPart.POLICIES: ["doc-2024-008"],
        TopicPart.READINGS: ["doc-2024-009"],
        TopicPart.QUESTIONS: ["q-2025-001"],
        TopicPart.DECISIONS: ["dec-2024-01"],
    }


def test_what_was_answered_alone_or_not_yet_is_not_gathered(office_copy: Path) -> None:
    write(office_copy, "data/topics/gardens.yml", TOPIC)
    file = office_copy / "data/questions/2025/q-2025-001.yml"
    alone = [line for line in file.read_text("utf-8").splitlines() if not line.startswith(("question:", "answer:"))]
    write(office_copy, "data/questions/2025/q-2025-001.yml", "\n".join([*alone, "private: true"]))
    assert TopicPart.QUESTIONS not in parts(office_copy)


def test_what_is_repealed_comes_by_name_alone_and_says_so(office_copy: Path) -> None:
    write(office_copy, "data/topics/gardens.yml", f"{TOPIC}query: {{keyword: 社区花园}}\n")
    assert parts(office_copy)[TopicPart.POLICIES] == ["doc-2024-008"]
    named = TOPIC.replace("[doc-2024-008]", "[doc-2024-008, doc-2023-001]")
    write(office_copy, "data/topics/gardens.yml", named)
    assert parts(office_copy)[TopicPart.POLICIES] == ["doc-2024-008", "doc-2023-001"]
    policies = shown(site_at(office_copy), "topics/gardens.html").css("section")[0]
    assert [node.text() for node in policies.css(".tag")] == ["有效", "已废止"]


def test_a_part_without_anything_says_why(office_copy: Path) -> None:
    write(office_copy, "data/topics/gardens.yml", TOPIC)
    main = shown(site_at(office_copy), "topics/gardens.html")
    sections = {node.css("h2")[0].attributes["id"]: node for node in main.css("section")}
    assert list(sections) == [part.value for part in TopicPart if part is not TopicPart.OTHERS]
    assert text_of(sections["events"], "p") == "今年没有安排活动"
    assert text_of(sections["services"], "p") == "到居民委员会登记"
    assert all(node.css("p, li") for node in sections.values())


def test_an_office_without_either_has_no_such_page(office_copy: Path) -> None:
    addresses = pages(site_at(office_copy))
    assert [path for path in addresses if path.startswith(("processes", "topics"))] == []
    assert "工作流程里的规则" not in addresses["about/rules.html"].render()[0]
