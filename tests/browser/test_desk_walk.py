"""The editors' desk in a browser: on a desk with scripts, on a telephone without, and nothing that axe complains of."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, Route, expect

from desks import office_with_copy
from repository import git

NOTICE = "doc-2025-003"
START = "from disclosure.cli import main; main()"
FROM_WORD = """
(html) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/plain", "plain");
  const body = document.querySelector("textarea[name=body]");
  body.focus();
  body.setSelectionRange(0, body.value.length);
  body.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
}
"""
TABLE = (
    "<p class=MsoNormal>见下表。</p><table><tr><td>名称</td><td>数量</td></tr><tr><td>甲</td><td>1</td></tr></table>"
)


@pytest.fixture(scope="module")
def project(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return office_with_copy(small_office, tmp_path_factory.mktemp("desk"))


@pytest.fixture(scope="module")
def desk_url(project: Path) -> Iterator[str]:
    """``disclosure edit`` as anybody starts it."""
    command = [sys.executable, "-c", START, "edit", "--root", str(project), "--port", "0", "--account", "editor"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, encoding="utf-8") as server:
        assert server.stdout is not None
        found = re.search(r"http://\S+", server.stdout.readline())
        assert found is not None
        yield found[0]
        server.terminate()


def faults(page: Page) -> list[str]:
    return [item["id"] for item in Axe().run(page).response["violations"]]


def is_too_wide(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth > innerWidth"))


def open_notice(page: Page, url: str) -> None:
    """From the first page to the form of a notice, by looking for it."""
    page.goto(url)
    assert (faults(page), is_too_wide(page)) == ([], False)
    page.get_by_label("找文件或者记录").fill(NOTICE)
    page.get_by_role("button", name="查找").click()
    page.locator("main li a").first.click()
    assert (faults(page), is_too_wide(page)) == ([], False)


def hand_in(page: Page) -> None:
    page.get_by_role("button", name="提交审核").click()
    anyway = page.get_by_role("button", name="有问题也先提交")
    if anyway.is_visible():
        anyway.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("已经提交", timeout=15000)


def test_with_scripts_the_preview_follows_and_the_draft_is_kept(
    desk_url: str, project: Path, open_context: Any
) -> None:
    page = open_context(color_scheme="dark").new_page()
    open_notice(page, desk_url)
    frame = page.frame_locator("iframe[name=preview]")
    page.get_by_label("标题").first.fill("关于活动中心延长开放的通知")
    expect(frame.locator("h1")).to_have_text("关于活动中心延长开放的通知", timeout=15000)
    page.evaluate(FROM_WORD, TABLE)
    expect(page.locator("textarea[name=body]")).to_have_value(re.compile(r"\| 名称 \| 数量 \|"))
    expect(frame.locator("main table")).to_contain_text("数量", timeout=15000)
    page.goto(desk_url)
    expect(page.locator("#drafts")).to_contain_text("丢弃")
    page.goto(f"{desk_url}record/{NOTICE}")
    expect(page.get_by_label("标题").first).to_have_value("关于活动中心延长开放的通知")
    hand_in(page)
    assert faults(page) == []
    assert "数量" in git(project.parent / "copy.git", "show", f"edit/editor/{NOTICE}-1")


def test_whoever_types_is_told_when_it_could_not_be_kept(desk_url: str, open_context: Any) -> None:
    page = open_context().new_page()
    page.goto(f"{desk_url}record/doc-2023-001")
    title, told = page.get_by_label("标题").first, page.locator("#unsaved")
    for status, body in ((403, "{}"), (200, "<!doctype html><title>登录</title>")):
        page.route("**/record/*", answered(status, body))
        title.fill(f"关于没有存上的通知 {status}")
        expect(told).to_be_visible(timeout=15000)
        page.unroute("**/record/*")
        title.fill(f"关于存上了的通知 {status}")
        expect(told).to_be_hidden(timeout=15000)


def test_what_may_be_named_is_listed_while_its_words_are_typed(desk_url: str, open_context: Any) -> None:
    page = open_context().new_page()
    page.goto(f"{desk_url}withdraw/{NOTICE}")
    field = page.get_by_label("可以公开的标题")  # stands for one in an office that has more than a list shows
    field.evaluate("(node) => node.setAttribute('list', 'proposals.document')")
    field.press_sequentially("审查 制度")
    expect(page.locator(".field-found legend")).to_have_text("找到 1 条，请选一条")
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    expect(field).to_have_value("doc-2025-002")
    field.fill("没有这样的")
    expect(page.locator(".field-found legend")).to_have_text("没有找到，请换几个字再找")
    assert (faults(page), page.locator(".field-found input").count()) == ([], 0)


def answered(status: int, body: str) -> Callable[[Route], None]:
    return lambda route: route.fulfill(status=status, body=body)


def test_without_scripts_on_a_telephone_all_of_it_is_done(desk_url: str, project: Path, open_context: Any) -> None:
    phone = {"width": 390, "height": 800}
    with_axe = open_context(viewport=phone).new_page()
    open_notice(with_axe, desk_url)
    page = open_context(viewport=phone, java_script_enabled=False).new_page()
    page.goto(f"{desk_url}record/{NOTICE}")
    page.locator("textarea[name=body]").fill("联系人身份证号 11010519491231002X。")
    page.get_by_role("button", name="保存并检查").last.click()
    expect(page.locator("#findings")).to_contain_text("身份证号码", timeout=15000)
    page.get_by_role("button", name="提交审核").click()
    expect(page.locator("#findings")).to_contain_text("没有提交", timeout=15000)
    page.locator("textarea[name=body]").fill("活动中心每天九点开门。")
    page.get_by_role("button", name="预览").click()
    expect(page.frame_locator("iframe[name=preview]").locator("main")).to_contain_text("每天九点开门", timeout=15000)
    hand_in(page)
    told = git(project.parent / "copy.git", "log", "--format=%(trailers:key=Edited-by)", f"edit/editor/{NOTICE}-1")
    assert "editor" in told and "11010519491231002X" not in git(project, "log", "-p", "--all")
