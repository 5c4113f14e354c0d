"""What can be made at the desk: what is listed leads to a form, and from there to a branch; the rest is not listed."""

from __future__ import annotations

from pathlib import Path

import pytest

from desks import Answer, Browser, Pairs, office_with_copy, opened
from disclosure.editing.desk.application import Application
from disclosure.editing.desk.beforehand import prepare
from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.people import Entrance
from disclosure.editing.proposals.wanted import makeable, offered

_TRIES = 5  # questions that may be asked, one after the other
_LEFT_OPEN = "decision"  # most papers belong to none
_TYPED = {"title": "关于某事的通知", "number": "doc-2025-999", "month": "2025-05"}


@pytest.fixture(scope="module")
def desk(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return opened(office_with_copy(small_office, tmp_path_factory.mktemp("kinds")))


def begun(browser: Browser, kind: str) -> Answer:
    """The form of a new record, or the page that still asks for something."""
    page = browser.get(f"/new/{kind}")
    for _ in range(_TRIES):
        page = browser.post(f"/new/{kind}", _answers(page, {**_TYPED, "id": f"new-{kind}"}))
        if page.status == 303:
            return browser.get(page.header("Location"))
    return page


def _answers(page: Answer, typed: dict[str, str]) -> Pairs:
    """Whatever must be told, answered by the first choice there is."""
    found: Pairs = []
    for node in page.page.css("form.record input, form.record select"):
        name, given = node.attributes["name"] or "", node.attributes.get("value") or ""
        choices = [option.attributes.get("value") or "" for option in node.css("option") if name != _LEFT_OPEN]
        found.append((name, next(filter(None, choices), given or typed.get(name, ""))))
    return found


def test_whatever_is_listed_can_be_made_and_handed_in(desk: Desk) -> None:
    listed = [address.removeprefix("/new/") for address in _listed(desk)]
    assert listed == _makeable(desk)
    ended = {kind: _handed_in(desk, kind, number) for number, kind in enumerate(listed)}
    assert {kind: words for kind, words in ended.items() if words != ["已经提交"]} == {}


def test_what_can_be_made_stands_under_the_heading_where_one_looks_for_it(desk: Desk) -> None:
    groups = {label: group.value for group, words in makeable(desk.state.register).items() for _, label in words}
    page = Browser(Application(desk, pytest.fail)).get("/new")
    assert page.words("h2") == list(dict.fromkeys(groups.values()))
    looked_for = ("公开征求意见", "文件", "政策文件", "通知公告", "风险评估", "决策结果", "政策留言", "栏目")
    assert [groups[label] for label in looked_for] == [
        "一次做齐几份", "文件", "文件", "文件",
        "重大行政决策的文件", "重大行政决策的文件", "工作记录", "名单和网站设置",
    ]  # fmt: skip


def _makeable(desk: Desk) -> list[str]:
    return [kind for words in makeable(desk.state.register).values() for kind, _ in words]


def _listed(desk: Desk) -> list[str]:
    page = Browser(Application(desk, pytest.fail)).get("/new")
    return [node.attributes["href"] or "" for node in page.page.css("ul.kinds a")]


def _desk_of(desk: Desk, name: str) -> Desk:
    """The desk as one person comes to it; what is known of the branches is known to all."""
    own = Desk(desk.ground, desk.drafts, desk.workshop, desk.guard, Entrance(own=name))
    own.branches = desk.branches
    return own


def _handed_in(desk: Desk, kind: str, number: int) -> list[str]:
    """What is said after somebody has handed it in, who has no other work."""
    browser = Browser(Application(_desk_of(desk, f"editor{number}"), pytest.fail))
    page = begun(browser, kind)
    if page.page.css_first("form#record") is None:
        return page.words("main")
    asked = browser.sent(page, "submit")
    if asked.words("h1") == ["已经提交"]:
        return ["已经提交"]
    nowhere = asked.words("#findings li.is-error:not(:has(a))")
    return nowhere or browser.sent(asked, "submit-anyway").words("h1")


def test_what_would_end_nowhere_is_not_listed(desk: Desk) -> None:
    left = [kind for kind, _ in offered() if kind not in _makeable(desk)]
    own = _desk_of(desk, "nobody")
    made = {kind: begun(Browser(Application(own, pytest.fail)), kind) for kind in left}
    # Engineers make them, or whoever takes a page down; or there is no plan or report yet that they would be about.
    by_engineers = {"calendar", "inspection-pack", "law", "limit", "withdrawal"} | {"duty-map", "response"}
    assert {kind for kind, page in made.items() if page.page.css_first("form#record") is not None} == by_engineers


def test_what_all_forms_share_is_there_before_anybody_comes(small_office: Path, tmp_path: Path) -> None:
    desk = opened(office_with_copy(small_office, tmp_path / "office"))
    before = opened(desk.ground.root)
    prepare(desk)
    assert "lookups" in vars(desk.state) and "lookups" not in vars(before.state)
    assert desk.drafts.everybody() == []
    name = next(iter(desk.state.subjects))
    fields = [
        Browser(Application(item, pytest.fail)).record(name).words("#record .field label") for item in (desk, before)
    ]
    assert fields[0] == fields[1] != []


def test_a_form_that_cannot_be_drawn_keeps_nobody_from_the_others(
    small_office: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = opened(office_with_copy(small_office, tmp_path / "office"))
    asked: list[str] = []

    def unreadable(path: str) -> str:
        asked.append(path)
        raise ValueError(path)

    monkeypatch.setattr(desk.state, "text", unreadable)
    prepare(desk)
    assert asked
