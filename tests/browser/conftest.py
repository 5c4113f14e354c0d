"""The built demonstration site in headless Chromium: at a server's root and, as in the district's portal, below it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from samples import SUB_PATH
from static_server import serving
from visit import Visit

from disclosure.cli.browsers import chromium

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
DESK = {"width": 1280, "height": 900}


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test of this folder needs a browser."""
    here = f"{Path(__file__).parent}{os.sep}"
    for item in items:
        if str(item.path).startswith(here):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def root_url(demonstration_site: Path) -> Iterator[str]:
    """The site at the root of a server; ends with a slash."""
    with serving(demonstration_site, "/") as url:
        yield url


@pytest.fixture(scope="session")
def sub_url(demonstration_site: Path) -> Iterator[str]:
    """The site in a folder of a larger portal; ends with a slash."""
    with serving(demonstration_site, SUB_PATH) as url:
        yield url


@pytest.fixture(params=["root", "sub-path"])
def site_url(request: pytest.FixtureRequest) -> str:
    """The site at both places, one after the other."""
    return request.getfixturevalue("root_url" if request.param == "root" else "sub_url")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all tests."""
    found = chromium()
    assert found, "no Chromium on the PATH: run scripts/bootstrap test"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_context(browser: Browser) -> Iterator[Any]:
    """Opens browser contexts with the options given, and closes them after the test."""
    opened: list[BrowserContext] = []

    def open_one(**options: Any) -> BrowserContext:
        context = browser.new_context(**{"viewport": DESK, "locale": "zh-CN"} | options)
        context.set_default_timeout(5000)
        opened.append(context)
        return context

    yield open_one
    for context in opened:
        context.close()


@pytest.fixture
def page(open_context: Any) -> Page:
    """A page on a desk's screen."""
    return open_context().new_page()


@pytest.fixture
def visit(page: Page) -> Visit:
    """Watches what ``page`` asks for and complains about."""
    return Visit(page)
