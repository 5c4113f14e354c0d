"""A reader walks from the home page to a draft and back, at a server's root and below it."""

from __future__ import annotations

from playwright.sync_api import Page, expect
from samples import MOVED
from visit import Visit

OFFICE = "古美路街道政务公开"
CATALOGUE = "2024年度古美路街道重大行政决策事项目录"
DECISION = "制定古美路街道生活垃圾分类投放点设置与管理办法"
DRAFT = "古美路街道生活垃圾分类投放点设置与管理办法（征求意见稿）"


def arrived(page: Page, url: str, title: str) -> None:
    expect(page).to_have_url(url)
    expect(page).to_have_title(f"{title} - {OFFICE}")
    expect(page.get_by_role("heading", level=1)).to_have_text(title)


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def test_from_home_to_a_draft_and_back(site_url: str, page: Page, visit: Visit) -> None:
    page.goto(site_url)
    expect(page).to_have_title(OFFICE)
    follow(page, "重大决策")
    arrived(page, f"{site_url}columns/decisions.html", "重大行政决策")
    follow(page, "2024年度目录（4 项）")
    arrived(page, f"{site_url}catalogues/decisions-2024.html", CATALOGUE)
    follow(page, DECISION)
    arrived(page, f"{site_url}decisions/dec-2024-01.html", DECISION)
    page.get_by_text("1 起草（3 份）").click()
    follow(page, DRAFT)
    arrived(page, f"{site_url}documents/doc-2024-027.html", DRAFT)
    page.get_by_role("navigation", name="相关内容").get_by_role("link", name="决策全过程").click()
    arrived(page, f"{site_url}decisions/dec-2024-01.html", DECISION)
    assert visit.complaints == []
    assert visit.strangers() == []


def test_breadcrumbs_lead_home(site_url: str, page: Page, visit: Visit) -> None:
    page.goto(f"{site_url}decisions/dec-2024-01.html")
    trail = page.get_by_role("navigation", name="当前位置")
    expect(trail.get_by_role("listitem")).to_have_text(["首页", "重大行政决策", "2024年度目录"])
    trail.get_by_role("link", name="2024年度目录").click()
    arrived(page, f"{site_url}catalogues/decisions-2024.html", CATALOGUE)
    trail.get_by_role("link", name="首页").click()
    expect(page).to_have_url(f"{site_url}index.html")
    assert visit.complaints == []


def test_every_stage_of_the_catalogue_is_a_link_or_a_stated_absence(sub_url: str, page: Page) -> None:
    page.goto(f"{sub_url}catalogues/decisions-2025.html")
    for cell in page.locator("tbody td[data-label=全过程公开]").all():
        linked = cell.locator(".stages li:has(a)").count()
        absent = " ".join(cell.locator(".stages li:not(:has(a))").all_text_contents())
        assert linked + absent.count("：") + absent.count("、") == 14


def test_an_attachment_opens(sub_url: str, page: Page) -> None:
    page.goto(f"{sub_url}documents/doc-2025-001.html")
    link = page.locator(".files a").first
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename == link.get_attribute("href").rsplit("/", 1)[1]  # type: ignore[union-attr]
    assert download.value.path().stat().st_size > 1000


def test_the_old_address_leads_to_the_new_one(sub_url: str, page: Page) -> None:
    page.goto(sub_url + MOVED)
    page.wait_for_url(f"{sub_url}documents/doc-2023-058.html", timeout=8000)
    assert page.locator("h1").count() == 1
