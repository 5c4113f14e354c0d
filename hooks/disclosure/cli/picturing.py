"""Pictures of changed pages as readers see them, where a browser, its driver and a Chinese font are there."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zipfile import ZipFile

from disclosure.cli.browsers import chromium

if TYPE_CHECKING:
    from disclosure.reporting.story.changes import Changes
    from disclosure.reporting.story.report import Picture

_WIDTHS = {"电脑": 1280, "手机": 360}
_MOST_PAGES = 3  # each in two widths
_TALLEST = 2_400  # pixels of a page that are shown
_FONT = "/usr/share/fonts/truetype/wqy/wqy-zenhei.ttc"


def pictured(changes: Changes, preview: Path) -> tuple[list[Picture], str]:
    """At most six pictures of pages that are new or changed; else none, and why."""
    from disclosure.reporting.story.changes import Fate

    addresses = [item.address for item in changes.pages if item.fate is not Fate.GONE and not item.moved_to]
    program = chromium()
    if not addresses:
        return [], ""
    if program is None:
        return [], "没有截图：这台机器上没有浏览器。"
    if not _has_chinese():
        return [], "没有截图：这台机器上没有中文字体。"
    try:
        return list(_taken(program, addresses[:_MOST_PAGES], preview)), _left_out(len(addresses))
    except Exception as error:  # a browser fails in many ways, and none of them is a fault of the change
        return [], f"没有截图：浏览器没有运行起来（{type(error).__name__}）。"


def _left_out(count: int) -> str:
    return f"只截了前 {_MOST_PAGES} 页，另有 {count - _MOST_PAGES} 页请看预览。" if count > _MOST_PAGES else ""


def _has_chinese() -> bool:
    if Path(_FONT).exists():
        return True
    lister = shutil.which("fc-list")
    return lister is not None and bool(subprocess.run([lister, ":lang=zh", "family"], capture_output=True).stdout)


def _taken(program: str, addresses: Sequence[str], preview: Path) -> Iterator[Picture]:
    from playwright.sync_api import sync_playwright

    from disclosure.reporting.story.report import Picture

    unguarded = ["--no-sandbox"] if os.geteuid() == 0 else []  # root has no sandbox
    with TemporaryDirectory(prefix="disclosure-story-") as folder, sync_playwright() as playwright:
        with ZipFile(preview) as archive:
            archive.extractall(folder)
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu", *unguarded])
        for address in addresses:
            for device, width in _WIDTHS.items():
                what = f"{address}，{device}（{width} 像素宽）"
                yield Picture(what, _picture(browser, Path(folder) / address, width))
        browser.close()


def _picture(browser: Any, page: Path, width: int) -> bytes:
    """The top of a page, as JPEG. Scripts are off, and nothing is asked of the network."""
    context = browser.new_context(
        viewport={"width": width, "height": 900}, java_script_enabled=False, offline=True, locale="zh-CN"
    )
    shown = context.new_page()
    shown.goto(page.as_uri())
    height = min(_TALLEST, int(shown.evaluate("document.documentElement.scrollHeight")))
    taken: bytes = shown.screenshot(
        type="jpeg", quality=70, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": height}
    )
    context.close()
    return taken
