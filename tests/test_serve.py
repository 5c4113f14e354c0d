"""The live preview: what is saved in docs/, data/ or hooks/overrides/ is on the page, and the page asks for it."""

from __future__ import annotations

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from host_office import with_own_hooks

PATIENCE = 60.0  # seconds after which a server that does not answer counts as broken
PAGE = "documents/doc-2025-003.html"
NOTICE = "docs/notices/2025/doc-2025-003.md"


@contextmanager
def served(project: Path) -> Iterator[str]:
    """``mkdocs serve`` as anybody starts it; the address of the site."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(project / "mkdocs.yml"), "-a", address]
    with (project / "served.log").open("w") as log:
        server = subprocess.Popen(command, cwd=project, stdout=log, stderr=log)
        try:
            yield f"http://{address}/"
        finally:
            server.kill()
            server.wait()


def page_with(url: str, words: str) -> str:
    """The page, as soon as it holds the words; what it was last if it never does."""
    text, end = "", time.monotonic() + PATIENCE
    while words not in text and time.monotonic() < end:
        try:
            with urlopen(url, timeout=PATIENCE) as answer:
                text = answer.read().decode()
        except HTTPError as refused:
            text = refused.read().decode()
        except URLError:
            pass
        time.sleep(0.1)
    return text


def change(file: Path, old: str, new: str) -> None:
    """Save a file as an editor's program does: another one in its place."""
    text = file.read_text("utf-8")
    assert old in text
    file.with_name("saving").write_text(text.replace(old, new, 1), "utf-8")
    file.with_name("saving").replace(file)


def test_what_is_saved_is_on_the_page(office_copy: Path) -> None:
    announce = with_own_hooks(office_copy) / "announce.html"
    announce.write_text("<p>公告一</p>", "utf-8")
    with served(office_copy) as site:
        first = page_with(f"{site}{PAGE}", "公告一")
        assert "公告一" in first and "livereload(" in first and "Content-Security-Policy" not in first
        change(office_copy / NOTICE, "\n---\n", "\n---\n正文里新加的一句。\n\n")
        assert "正文里新加的一句。" in page_with(f"{site}{PAGE}", "正文里新加的一句。")
        change(office_copy / "data/agency.yml", "site_name: 柳溪街道政务公开", "site_name: 柳溪街道信息公开")
        assert "柳溪街道信息公开" in page_with(f"{site}{PAGE}", "柳溪街道信息公开")
        change(announce, "公告一", "公告二")
        assert "公告二" in page_with(f"{site}{PAGE}", "公告二")
        change(office_copy / NOTICE, "正文里新加的一句。", "请打13812345678。")
        told = page_with(f"{site}{PAGE}", "其中 1 个不改不能发布")
        assert told.index(f"{NOTICE}</code> 第") < told.index('<main id="main"')  # above the text
        assert "这里有手机号码" in told and "公告二" in told
        change(office_copy / NOTICE, "title: ", "title: [")
        assert f"“{NOTICE}”读不出来" in page_with(f"{site}{PAGE}", "读不出来")
        change(office_copy / NOTICE, "title: [", "title: ")
        assert "公告二" in page_with(f"{site}{PAGE}", "请打")
        change(office_copy / "data/agency.yml", "name: ", "name: [")
        assert "data/agency.yml</code> 第" in page_with(f"{site}{PAGE}", "没有可以预览的网页")
        change(office_copy / "data/agency.yml", "name: [", "name: ")
        assert "公告二" in page_with(f"{site}{PAGE}", "请打")
