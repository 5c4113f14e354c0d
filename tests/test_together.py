"""The pages shared among processes: the same bytes and findings, and no silence when one of them breaks off."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from errno import ENOSPC
from pathlib import Path
from signal import SIGKILL

import pytest

from disclosure import publish
from disclosure.order import Order
from disclosure.pages.page import Page
from disclosure.publish import PublishError, Report, Stock, stock
from disclosure.shares import Crew
from host_office import with_hook, with_own_hooks

MANY = 3
PAGE = "documents/doc-2025-003.html"
WRONG = "\n[旧表格](没有这个文件.xlsx)\n\n**注意，只有一边有星号\n"
LISTENER = "def on_post_page(output, **more):\n    return output\n"  # now others see every page


@pytest.fixture(autouse=True)
def three_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even the small office is shared out, page by page."""
    monkeypatch.setattr(stock, "processors", lambda: MANY)
    monkeypatch.setattr(stock, "FEW", 1)
    monkeypatch.setattr(stock, "_BLOCK", 1)


def built(project: Path, out: str = "public") -> Report:
    return publish.build(project, Order(out=project / out))


def files_of(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def add_to(document: Path, text: str) -> None:
    was = document.read_text("utf-8")
    document.unlink()
    document.write_text(f"{was}{text}", "utf-8")


def fails_in(number: int, fail: Callable[[], object], monkeypatch: pytest.MonkeyPatch) -> None:
    """Let one process of the crew fail at its first page."""
    render, share, own = Page.render, stock.own_share, list[int]()

    def noted(pages: Sequence[str], crew: Crew) -> set[str]:
        own.append(crew.number)
        return share(pages, crew)

    monkeypatch.setattr(stock, "own_share", noted)
    monkeypatch.setattr(Page, "render", lambda page: fail() if own == [number] else render(page))


def test_one_process_or_many_make_the_same_site(office_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    many = built(office_copy, "many")
    with monkeypatch.context() as patch:
        patch.setattr(stock, "processors", lambda: 1)
        assert built(office_copy, "one") == many
    with_hook(office_copy, LISTENER)
    assert built(office_copy, "plain") == many
    assert files_of(office_copy / "one") == files_of(office_copy / "many") == files_of(office_copy / "plain")


def test_all_that_is_found_is_found_by_whichever_process(office_copy: Path) -> None:
    for document in sorted((office_copy / "docs").rglob("*.md"))[:7]:
        add_to(document, WRONG)
    shared = built(office_copy)
    with_hook(office_copy, LISTENER)
    assert built(office_copy) == shared
    assert Counter(item.rule for item in shared.findings) == {"LNK-101": 7, "FID-003": 7}


def crash() -> None:
    raise KeyError("seeded")


def refuse() -> None:
    raise OSError(ENOSPC, "No space left on device", "site/x.html")


@pytest.mark.parametrize(
    ("number", "fail", "told"),
    [
        (0, crash, "KeyError: 'seeded'"),
        (1, crash, "KeyError: 'seeded'"),
        (2, refuse, "无法写入“site/x.html”（磁盘已满）"),
        (1, lambda: os.kill(os.getpid(), SIGKILL), "一个进程中断了"),
    ],
    ids=["first", "second", "disk", "killed"],
)
def test_a_process_that_fails_leaves_the_old_site_and_says_why(
    number: int, fail: Callable[[], object], told: str, office_copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fails_in(number, fail, monkeypatch)
    with pytest.raises(PublishError, match=told):
        built(office_copy)
    assert not (office_copy / "public").exists()
    assert [entry.name for entry in (office_copy / ".disclosure").glob("public-*/*")] == ["lock"]


def test_a_slip_in_an_override_is_told_at_its_line_by_whichever_process(office_copy: Path) -> None:
    announce = with_own_hooks(office_copy) / "announce.html"
    announce.write_text(
        f'<p>公告</p>\n{{% if page.address == "{PAGE}" %}}{{{{ page.nothing }}}}{{% endif %}}\n', "utf-8"
    )
    assert [(item.rule, item.place.path, item.place.line) for item in built(office_copy).findings] == [
        ("OVR-002", "hooks/overrides/announce.html", 2)
    ]


def test_a_page_that_did_not_reach_the_disk_whole_is_not_published(tmp_path: Path) -> None:
    noted = Stock()
    noted.take("index.html", "<title>甲</title>")
    (tmp_path / "index.html").write_text("<title>甲</title>", "utf-8")
    noted.refuse_damaged(tmp_path)
    (tmp_path / "index.html").write_text("<title>甲</titl", "utf-8")
    with pytest.raises(PublishError, match=r"index\.html”没有完整"):
        noted.refuse_damaged(tmp_path)
