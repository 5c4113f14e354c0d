"""A page is taken down at once: a rehearsal that looks at every byte, in order and with other content failing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import forks
from demonstration import assemble
from disclosure.findings import Severity
from disclosure.links.gate import check_site
from disclosure.order import Order
from disclosure.publish import build
from disclosure.reading.redaction import TakenDown, redacted, repeats
from repository import begin, git
from withdrawals import FOLDER, Leak, left, speak_of

LEAK = Leak()
BROKEN = f"{FOLDER}/doc-2025-079.md"
REASON = "内容审查不完整"


@dataclass(frozen=True)
class Rehearsed:
    root: Path
    said: str
    status: int
    again: str
    first: dict[str, bytes]

    @property
    def site(self) -> Path:
        return (self.root / "site").resolve()

    def page(self, address: str) -> LexborHTMLParser:
        return LexborHTMLParser((self.site / address).read_bytes())

    def body(self, key: str) -> str:
        found = self.page(f"documents/{key}.html").css_first(".body")
        assert found is not None
        return " ".join(found.text().split())


def contents(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def withdraw(root: Path, *more: object) -> tuple[str, int]:
    ended = forks.disclosure("withdraw", LEAK.key, "--reason", REASON, "--root", root, *more)
    return ended.stdout + ended.stderr, ended.returncode


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which the paper and those who speak of it are public."""
    root = tmp_path_factory.mktemp("withdrawal") / "project"
    assemble(root)
    LEAK.write(root)
    speak_of(LEAK, root)
    report = build(root, Order())
    assert report.published, report.findings
    assert left((root / "site").resolve(), LEAK.forbidden), "the look at every byte must see what is there"
    return root


@pytest.fixture(scope="module", params=["all passes, in a repository", "others fail, no repository"])
def rehearsed(request: pytest.FixtureRequest, published: Path, tmp_path_factory: pytest.TempPathFactory) -> Rehearsed:
    root = tmp_path_factory.mktemp("rehearsal") / "project"
    shutil.copytree(published, root, symlinks=True)
    if request.param.startswith("all"):
        (root / ".gitignore").write_text("/.disclosure/\n/site\n", "utf-8")
        begin(root, "2025-06-11")
        said, status = withdraw(root)
        return Rehearsed(root, said, status, "", contents((root / "site").resolve()))
    (root / BROKEN).write_text("见[](ref:doc-2025-999)。\n", "utf-8")
    said, status = withdraw(root)
    first = contents((root / "site").resolve())
    shutil.rmtree(root / ".disclosure/sources")  # as an older program would have left it
    again, _ = withdraw(root)
    assert contents((root / "site").resolve()) == first, "called twice, it is the same"
    return Rehearsed(root, said, status, again, first)


def test_nothing_of_it_is_left_anywhere(rehearsed: Rehearsed) -> None:
    assert left(rehearsed.site, LEAK.forbidden) == []
    assert left(rehearsed.root / ".disclosure", LEAK.forbidden) == []
    assert [words for words in LEAK.forbidden if words in rehearsed.said + rehearsed.again] == []
    releases = [file.name for file in (rehearsed.root / ".disclosure").glob("site-*/release-*")]
    assert releases == [rehearsed.site.name]


def test_one_call_leaves_a_site_without_a_dead_link(rehearsed: Rehearsed) -> None:
    assert rehearsed.status == 0
    found = check_site(rehearsed.site, "https://district.example/zwgk/liuxi/")
    assert [item for item in found if item.severity is Severity.ERROR] == []


def test_its_address_tells_why_and_whom_to_call(rehearsed: Rehearsed) -> None:
    page = rehearsed.page(f"documents/{LEAK.key}.html")
    text = " ".join(page.css_first("main").text().split())  # type: ignore[union-attr]
    for words in ("已撤下", "通知", "2025-06-18", REASON, "综合办公室", "000-00000000", "请删除、不要转发"):
        assert words in text
    assert page.css_first('meta[name="robots"][content="noindex"]') is not None
    assert page.css_first('meta[property^="og:"], script[type="application/ld+json"]') is None
    assert not (rehearsed.site / f"files/{LEAK.key}").exists()


def test_who_speaks_of_it_says_the_kind(rehearsed: Rehearsed) -> None:
    stand_in = "一件通知公告（已撤下）"
    assert rehearsed.body("doc-2025-072") == f"本周安排不变。另见{stand_in}。"
    assert rehearsed.body("doc-2025-073") == f"本周安排不变。原因见{stand_in}。"
    assert rehearsed.body("doc-2025-074") == f"本周安排不变。街道已发布{stand_in}，并在公示栏张贴。"
    assert rehearsed.body("doc-2025-075") == (f"本周安排不变。哪几段要修，见{stand_in}，埋深查{stand_in}和{stand_in}。")
    for key in ("doc-2025-072", "doc-2025-075"):
        links = rehearsed.page(f"documents/{key}.html").css(".body a")
        assert {link.attributes["href"] for link in links} == {f"../documents/{LEAK.key}.html"}


def test_lists_feeds_and_tables_agree(rehearsed: Rehearsed) -> None:
    rows = [row.text(strip=True) for row in rehearsed.page("columns/notices.html").css(".row")]
    assert len([row for row in rows if "已撤下" in row]) == 1
    table = (rehearsed.site / "data/columns/notices.csv").read_text("utf-8")
    assert f"LX-{LEAK.key}" in table and table.count("\n") == len(rows) + 1
    feed = (rehearsed.site / "feeds/notices.xml").read_text("utf-8")
    assert feed.count(f"<id>https://district.example/zwgk/liuxi/documents/{LEAK.key}.html</id>") == 1
    assert feed.count("已撤下：一件通知公告") == 1 and "<updated>2025-06-18T" in feed
    assert LEAK.key not in (rehearsed.site / "sitemap.xml").read_text("utf-8")
    found = [
        name for name in rehearsed.first if name.startswith("search/") and LEAK.key.encode() in rehearsed.first[name]
    ]
    assert found == []


def test_the_office_is_told_what_is_left_to_do(rehearsed: Rehearsed) -> None:
    in_order = not (rehearsed.root / BROKEN).exists()
    assert ("网站不能重新生成；但是这一页已经撤下" in rehearsed.said) is not in_order
    assert ("有 1 份新文件有错，没有放上去" in rehearsed.again) is not in_order
    assert ("分支 withdraw-doc-2025-071" in rehearsed.said) is in_order
    assert ("这里没有代码库" in rehearsed.said) is not in_order
    assert (
        "修改历史里还有它" in rehearsed.said
        and "doc-2025-072、doc-2025-073、doc-2025-074、doc-2025-075" in rehearsed.said
    )
    listed = forks.disclosure("withheld", "--root", rehearsed.root).stdout
    assert "doc-2025-071（通知公告）2025-06-18" in listed and "含有不应公开的内容" in listed


def test_the_change_to_the_sources_waits_on_a_branch(rehearsed: Rehearsed) -> None:
    root, branch = rehearsed.root, f"withdraw-{LEAK.key}"
    if not (root / ".git").exists():
        return
    assert (git(root, "symbolic-ref", "--short", "HEAD"), git(root, "status", "--porcelain")) == ("main", "")
    tip = root.parent / "tip"
    git(root, "worktree", "add", "-q", str(tip), branch)
    assert left(tip, LEAK.forbidden) == []
    changed = git(root, "diff", "--name-status", "--no-renames", "main", branch).splitlines()
    assert changed == [
        "A\tdata/withdrawn/2025/doc-2025-071.yml",
        "A\tdata/withheld/2025/wh-doc-2025-071.yml",
        "D\tdocs/notices/2025/doc-2025-071-1.xlsx",
        "D\tdocs/notices/2025/doc-2025-071.md",
        *(f"M\tdocs/notices/2025/doc-2025-07{number}.md" for number in range(3, 6)),
    ]
    assert build(tip, Order()).published
    assert contents((tip / "site").resolve()) == rehearsed.first


def test_the_next_build_brings_nothing_back(rehearsed: Rehearsed) -> None:
    if not (rehearsed.root / BROKEN).exists():
        return  # of a repository the tip of its branch is built
    (rehearsed.root / BROKEN).unlink()
    report = build(rehearsed.root, Order())
    assert [item.rule for item in report.findings] == ["WDR-005"] and report.published
    assert contents(rehearsed.site) == rehearsed.first
    assert left(rehearsed.root / ".disclosure", LEAK.forbidden) == []


def test_a_wrong_order_changes_nothing(office_copy: Path) -> None:
    LEAK.write(office_copy)
    for more, said in (
        (["--reason", f"{LEAK.topic}的内容没有审查"], "公开的理由里有这份文件的内容"),
        (["--by", "张某"], "只写职务，不写姓名"),
        (["--title", "关于某事的通报"], "标题也不能再公开"),
        (["--code", "duplicate"], "要说明保留哪一份"),
        (["--contact", "no-office"], "没有编号为“no-office”的部门"),
    ):
        told, status = withdraw(office_copy, *more)
        assert said in told and status == 2
    assert not (office_copy / ".disclosure").exists() and not (office_copy / "site").exists()


PAPER = TakenDown(
    "doc-1",
    "一件通知（已撤下）",
    "docs/a",
    ("关于印发《河道巡查办法》的通知",),
    ("名单.xlsx",),
    "甲乙。",
    True,
    ("河道巡查",),
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("见《关于印发〈河道巡查办法〉的通知》。", "见一件通知（已撤下）。"),
        ("见《河道巡查办法》第三条。ref:doc-1", "见一件通知（已撤下）第三条。ref:doc-1"),
        ("**关于印发**《河道\n巡查办法》的通知", "**一件通知（已撤下）"),
        ("[第三条](ref:doc-1#art-3)", "[](ref:doc-1)"),
        ("[第三条][a]\n\n[a]: ref:doc-1#art-3", "[](ref:doc-1)\n\n[a]: ref:doc-1"),
        ("[表](https://a.example/files/doc-1/%E5%90%8D%E5%8D%95.xlsx)", "[](ref:doc-1)"),
        ("[关于印发《河道巡查办法》的通知](https://b.example/copy.html)", "[](ref:doc-1)"),
        ("河道巡查办法第一版 ref:doc-1", "一件通知（已撤下）第一版 ref:doc-1"),
        ("&#20851;于印发《河道巡查办法》的通知", "一件通知（已撤下）"),
        ("[别的](ref:doc-12) [别的](名单.xlsx) 关于印发河道保洁办法的通知", None),
    ],
)
def test_what_others_write_of_it_is_taken_out(before: str, after: str | None) -> None:
    once = redacted(before, "docs/b/c.md", [PAPER])
    assert once == (before if after is None else after)
    assert redacted(once, "docs/b/c.md", [PAPER]) == once


def test_a_reason_repeats_nothing() -> None:
    assert repeats("河道巡查办法写错了", PAPER) and repeats("附件名单.xlsx 有误", PAPER)
    assert not repeats("内容审查不完整", PAPER)


def test_a_record_loses_the_pictures_of_it_and_nothing_else() -> None:
    photos = (
        "title: 开放日\nphotos:\n  - file: doc-1-1.png\n    alt: 甲\n  - file: doc-1-2.png\n    alt: 乙\nvisitors: 12\n"
    )
    paper = TakenDown("doc-1", "一件通知（已撤下）", "docs/a", ("通知",), ("doc-1-1.png", "doc-1-2.png"))
    assert redacted(photos, "data/events/2025/ev-1.yml", [paper]) == "title: 开放日\nvisitors: 12\n"
    fewer = TakenDown("doc-1", "一件通知（已撤下）", "docs/a", ("通知",), ("doc-1-1.png",))
    assert redacted(photos, "data/events/2025/ev-1.yml", [fewer]) == photos.replace(
        "  - file: doc-1-1.png\n    alt: 甲\n", ""
    )
