"""Search as readers use it: what is found first, what it weighs, the keyboard, filters, and without a script."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from playwright.sync_api import Browser, Page, expect
from test_accessibility import violations
from visit import Visit

from asking import Answer, asked, cold_weight, misses, questions
from demonstration import REPOSITORY
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.pages.site import Site
from disclosure.records.documents import Document
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.search.entries import entries
from disclosure.search.tokens import counted

SEARCH = "search.html"
PHONE = {"width": 390, "height": 844}
HEAVIEST = 100_000  # bytes of a first question


@pytest.fixture(scope="module")
def answers(sub_url: str, browser: Browser) -> Iterator[Any]:
    """What the site finds for questions; each is asked as by a reader who comes for the first time."""
    context = browser.new_context(locale="zh-CN")
    page = context.new_page()
    page.goto(sub_url + SEARCH)

    def of(*words: str) -> list[Answer]:
        return asked(page, sub_url, words)

    yield of
    context.close()


def test_the_right_paper_comes_first(answers: Any, demonstration_site: Path) -> None:
    told = [question for question in questions("queries.json") if question.sort != "pinyin"]
    found = answers(*(question.words for question in told))
    assert misses(told, found, 10) == []
    assert len(misses(told, found, 1)) <= len(told) - 36, misses(told, found, 1)
    assert [answer for answer in found if cold_weight(demonstration_site, answer) > HEAVIEST] == []


def validity_of(key: str) -> str:
    paper = read_register(REPOSITORY).get(key, Document)
    return str(paper.validity.value) if paper is not None and paper.validity is not None else ""


def test_what_holds_stands_before_what_does_not_unless_that_is_asked_for(answers: Any) -> None:
    ended = {"expired", "repealed"}
    for question in ("开店有什么扶持", "社区商业有什么措施", "活动场地怎么用"):
        (found,) = answers(question)
        states = [word for word in map(validity_of, found.first) if word]
        assert states == sorted(states, key=lambda word: word in ended), question
    for question in ("商业恢复发展的若干措施", "演示发〔2023〕4号", "已经到期的社区商业恢复发展若干措施"):
        (found,) = answers(question)
        assert "doc-2023-050" in found.first[:2] and validity_of("doc-2023-050") in ended, question


@pytest.mark.parametrize("word", ["物业", "补贴", "电梯", "垃圾", "居民"])
def test_of_one_word_the_papers_that_lay_down_or_explain_come_first(answers: Any, word: str) -> None:
    (found,) = answers(word)
    paper = read_register(REPOSITORY).get(found.first[0], Document)
    assert paper is not None and paper.kind in {*POLICY_KINDS, Kind.SERVICE, Kind.INTERPRETATION}


@pytest.mark.parametrize("file", ["strangers.json", "strangers-2.json", "strangers-3.json", "strangers-4.json"])
def test_the_right_paper_comes_first_for_who_knows_nothing_of_the_index(answers: Any, file: str) -> None:
    told = list(questions(file))
    found = answers(*(question.words for question in told))
    assert len(misses(told, found, 1)) <= len(told) // 5  # 32 of 40


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("演示规〔2023〕2号", "doc-2023-010"),
        ("演示规（2023）第2号", "doc-2023-010"),
        ("演示规【2023】2 号", "doc-2023-010"),
        ("演示规 2023-2", "doc-2023-010"),
        ("演示规二〇二三年2号", "doc-2023-010"),
        ("加裝電梯支持辦法", "doc-2023-010"),
        ("狗", "doc-2025-017"),
        ("老年综和津贴", "doc-2023-060"),
        ("laonian jintie", "doc-2023-060"),
        ("去年的年报", "doc-2025-015"),
        ("“首次不罚”", "doc-2025-008"),
        ("我家老人能不能申请居家适老化改造", "doc-2025-011"),
        ("服务站应当自收到楼栋书面意愿之日起15个工作日内完成踏勘，并出具踏勘意见。" * 8, "doc-2023-010"),
    ],
)
def test_however_it_is_written(answers: Any, words: str, wanted: str) -> None:
    assert answers(words)[0].first[:1] == [wanted]


def test_of_what_is_hardly_anywhere_the_nearest_is_shown(answers: Any) -> None:
    [answer] = answers("蓝鲸企鹅海豚珊瑚礁潜水艇螃蟹鳄鱼轮椅乒乓球")
    assert answer.found > 0 and {"near": True} in answer.notes


def test_what_was_changed_is_told(answers: Any) -> None:
    put = [answer.notes for answer in answers("加裝電梯補貼", "加装电剃补贴", "去年的预算", "加装电梯补贴")]
    assert put == [[{"changed": "加装电梯补贴"}], [{"changed": "加装电梯补贴"}], [{"changed": "2024年的预算"}], []]


def test_what_is_mapped_is_fetched_only_then(answers: Any) -> None:
    told = answers("加装电梯补贴", "加裝電梯補貼", "加装电剃补贴")
    files = [{Path(file).name for file in answer.files} for answer in told]
    assert ["traditional.txt" in names for names in files] == [False, True, False]
    assert ["sounds.txt" in names for names in files] == [False, False, True]


@pytest.mark.parametrize(
    "words", ["", " ", "！？", "%%%", "<script>", "\\", "a" * 300, "的", "怎么办", "（", "1", "😀"]
)
def test_nothing_that_is_typed_breaks_it(answers: Any, words: str) -> None:
    assert len(answers(words)) == 1


@pytest.mark.parametrize("start", ["index.html", "documents/doc-2024-036.html", "nowhere/at/all"])
def test_a_question_typed_leads_to_the_paper_in_three_presses(sub_url: str, open_context: Any, start: str) -> None:
    page = open_context(viewport=PHONE).new_page()
    page.goto(sub_url + start)
    page.locator("input[name=q]").first.focus()
    page.keyboard.type("加装电梯补贴")
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("找到")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"{sub_url}documents/doc-2023-010.html")


def test_it_asks_nobody_else_and_complains_of_nothing(site_url: str, page: Page, visit: Visit) -> None:
    page.goto(f"{site_url}{SEARCH}?q={quote('电瓶车充电')}")
    expect(page.get_by_role("status")).to_contain_text("找到")
    assert (visit.complaints, visit.strangers()) == ([], [])
    expect(page.locator('meta[http-equiv="Content-Security-Policy"]')).to_have_count(1)


def test_no_other_site_learns_the_question(sub_url: str, page: Page) -> None:
    page.goto(f"{sub_url}{SEARCH}?q={quote('低保')}")
    assert page.evaluate("document.querySelector('meta[name=referrer]').content") == "same-origin"


def test_what_was_asked_is_marked_and_what_it_is_stands_beside(sub_url: str, page: Page) -> None:
    page.goto(f"{sub_url}{SEARCH}?q={quote('场地预约使用规则')}")
    first = page.locator(".hits li").filter(has=page.locator("[href$='doc-2023-051.html']"))
    expect(first.locator("mark").first).to_have_text("场地预约使用规则")
    expect(first).to_contain_text("已废止")
    expect(first.locator("time")).to_have_attribute("datetime", "2023-03-06")


def test_filters_count_and_narrow_and_stand_in_the_address(sub_url: str, page: Page) -> None:
    page.goto(f"{sub_url}{SEARCH}?q={quote('加装电梯')}")
    page.get_by_text("只看一部分结果").click()
    option = page.get_by_label("种类").locator("option", has_text="政策解读")
    count = int("".join(filter(str.isdigit, option.inner_text())))
    page.get_by_label("种类").select_option("政策解读")
    expect(page.get_by_role("status")).to_have_text(f"找到 {count} 件。")
    expect(page.locator(".hits__facts", has_text="政策解读")).to_have_count(count)
    page.reload()
    expect(page.get_by_role("status")).to_have_text(f"找到 {count} 件。")
    expect(page.get_by_label("种类")).to_have_value("政策解读")
    page.get_by_label("种类").select_option("")
    page.go_back()
    expect(page.get_by_role("status")).to_have_text(f"找到 {count} 件。")


def test_more_are_shown_where_one_stands(sub_url: str, page: Page) -> None:
    page.goto(f"{sub_url}{SEARCH}?q={quote('加装电梯')}")
    expect(page.locator(".hits li")).to_have_count(10)
    page.get_by_role("button", name="再显示 10 条").press("Enter")
    eleventh = page.locator(".hits li").nth(10)
    expect(eleventh.locator("a")).to_be_focused()


def test_nothing_found_says_what_to_do(sub_url: str, page: Page) -> None:
    page.goto(f"{sub_url}{SEARCH}?q=qqqqwwww")
    expect(page.get_by_role("status")).to_contain_text("没有找到“qqqqwwww”。请换一个说法")
    expect(page.get_by_role("main").get_by_role("link", name="网站地图")).to_be_visible()


def test_a_site_published_in_the_meantime_is_looked_at_afresh(sub_url: str, page: Page) -> None:
    page.goto(sub_url + SEARCH)
    gone = {"count": 0}

    def once(route: Any) -> None:
        gone["count"] += 1
        route.fulfill(status=404) if gone["count"] == 1 else route.continue_()

    page.get_by_label("要找什么").fill("助餐")
    page.get_by_label("要找什么").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("找到")
    page.route("**/*.bin", once)
    page.get_by_label("要找什么").fill("停水")
    page.get_by_label("要找什么").press("Enter")
    expect(page.get_by_role("status")).to_contain_text("找到")
    expect(page.locator(".hits a").first).to_contain_text("停水")


def test_without_a_script_the_question_leads_to_what_helps(site_url: str, open_context: Any) -> None:
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    page.goto(site_url)
    page.locator("input[name=q]").first.fill("加装电梯")
    page.locator("input[name=q]").first.press("Enter")
    expect(page).to_have_url(f"{site_url}{SEARCH}?q={quote('加装电梯')}")
    note = page.get_by_role("note")
    expect(note).to_contain_text("搜索用不了")
    expect(note.get_by_role("link")).to_have_count(2)
    note.get_by_role("link", name="网站地图").click()
    expect(page).to_have_url(f"{site_url}about/site-map.html")


def test_a_token_is_the_same_on_both_sides(sub_url: str, page: Page) -> None:
    page.goto(sub_url + SEARCH)
    register = read_register(REPOSITORY)
    found = entries(Site(register, law_book(register), register.demonstration_day or date.min))
    odd = "ＡＢ１２３，1,200元第 2 号２０２４年度２０２３年〇𠀀𠀁㐀x1y2 3.5倍 1. 50%90分"
    texts = [odd, *(f"{entry.title}\n{entry.number}\n{entry.text}" for entry in found)]
    theirs = page.evaluate(
        """async ([base, texts]) => {
          const { folded, tokensIn } = await import(`${base}assets/site/question.js`);
          return texts.map((text) => tokensIn(folded(text)).map(({ token }) => token).sort());
        }""",
        [sub_url, texts],
    )
    ours = [sorted(counted(text)) for text in texts]
    assert [set(one) ^ set(other) for one, other in zip(ours, theirs, strict=True) if set(one) != set(other)] == []


@pytest.mark.parametrize("words", ["加装电梯", "qqqqwwww", "加裝電剃補貼"])
def test_what_is_found_is_accessible_to_all(sub_url: str, page: Page, words: str) -> None:
    page.goto(f"{sub_url}{SEARCH}?q={quote(words)}")
    expect(page.get_by_role("status")).to_contain_text("找到")
    if (more := page.get_by_text("只看一部分结果")).is_visible():
        more.click()
    assert violations(page) == []
    page.set_viewport_size({"width": 320, "height": 700})
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
