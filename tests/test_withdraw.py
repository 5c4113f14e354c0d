"""A page is taken down at once: a rehearsal that looks at every byte, in order and with other content failing."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser

import forks
from demonstration import assemble
from disclosure.catalogue import ALL_RULES
from disclosure.check import checked
from disclosure.cli.withdrawing import _told
from disclosure.emergency.branch import prepare_branch
from disclosure.emergency.course import TakenOff
from disclosure.emergency.release import Remade
from disclosure.findings import Finding, Place, Severity, blocking
from disclosure.law.book import law_book
from disclosure.links.gate import check_site
from disclosure.links.tree import SiteTree
from disclosure.links.typed import check_typed
from disclosure.loading import read_register
from disclosure.order import Order
from disclosure.pages import addresses
from disclosure.pages.phases import phase_views
from disclosure.pages.site import Site
from disclosure.pages.standard_catalogue import covered, row_shown
from disclosure.publish import build
from disclosure.reading.history import read_history
from disclosure.reading.redaction import TakenDown, redacted, repeats
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.records.files import record_types
from disclosure.records.interpreting import Media
from disclosure.records.withdrawals import PageType, WithdrawalCode
from disclosure.register import Register
from disclosure.withdrawn import WORKSHOP
from disclosure.withdrawn.orders import NotTakenDown, OrderedRecords, TakeDown, write_into, written_order
from repository import begin, git
from withdrawals import FOLDER, Leak, left, speak_of

LEAK = Leak()
BROKEN = f"{FOLDER}/doc-2025-079.md"
REASON = "内容审查不完整"
SPEAKING = ("doc-2025-073", "doc-2025-074")  # whose links have words of their own


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
    assert ("网站不能重新生成；但是它已经撤下" in rehearsed.said) is not in_order
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


@pytest.mark.parametrize(
    ("code", "more", "notice", "links"),
    [
        ("error", ["--title", LEAK.title], LEAK.title, ["此前的通报（已撤下）", f"《{LEAK.title}》（已撤下）"]),
        ("duplicate", ["--successor", "doc-2025-072"], "关于第72号路段交通安排的通知", ["一件通知公告（已撤下）"] * 2),
    ],
)
def test_what_was_wrong_or_twice_is_taken_down_and_its_title_stays_if_it_may(
    published: Path, tmp_path: Path, code: str, more: list[str], notice: str, links: list[str]
) -> None:
    """Text and table go, wherever they were; the notice says why and what is there instead, and no link is dead."""
    root = tmp_path / "project"
    shutil.copytree(published, root, symlinks=True)
    said, status = withdraw(root, "--code", code, *more)
    assert (status, "泄露了的，还要马上做" in said) == (0, False)
    site = (root / "site").resolve()
    gone = [LEAK.sentence, "QF-07", f"{LEAK.key}-1", "初查两处渗漏"]
    assert (left(site, gone), left(root / ".disclosure", gone)) == ([], [])
    pages = {key: LexborHTMLParser((site / f"documents/{key}.html").read_bytes()) for key in (LEAK.key, *SPEAKING)}
    text = pages[LEAK.key].css_first("main").text()  # type: ignore[union-attr]
    assert [words for words in (REASON, notice) if words not in text] == []
    assert [link.text() for key in SPEAKING for link in pages[key].css(".body a")] == links
    found = check_site(site, "https://district.example/zwgk/liuxi/")
    assert [item for item in found if item.severity is Severity.ERROR] == []


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
    last = "title: 开放日\n\nphotos:\n  - file: doc-1-1.png\n    alt: 甲"
    assert redacted(last, "data/events/2025/ev-1.yml", [paper]).rstrip() == "title: 开放日"
    fewer = TakenDown("doc-1", "一件通知（已撤下）", "docs/a", ("通知",), ("doc-1-1.png",))
    assert redacted(photos, "data/events/2025/ev-1.yml", [fewer]) == photos.replace(
        "  - file: doc-1-1.png\n    alt: 甲\n", ""
    )


# --- what speaks of a paper that was taken down ---------------------------------------------------------------------

ITEM = """\
id: std-gardens
title: 社区花园
since: 2024-01-01
items:
  - number: 1
    level1: 事项
    content: 正文
    basis: 711号令/20
    limit: 及时
    body: 柳溪街道
    channels: [website]
    audience: [everyone]
    modes: [active]
    levels: [town]
    satisfied_by: [doc-2025-003]
"""
NOW, TODAY = datetime(2025, 6, 18, 9, 0), date(2025, 6, 18)


def ordered(register: Register, key: str, code: WithdrawalCode = WithdrawalCode.ERROR) -> OrderedRecords:
    return written_order(TakeDown(key, code, REASON, NOW, "网站管理部门负责人"), register, register.records[key])


def taken_off(root: Path, *keys: str, code: WithdrawalCode = WithdrawalCode.ERROR) -> Register:
    """The register of a project in which these papers were ordered down."""
    register = read_register(root)
    for order in [ordered(register, key, code) for key in keys]:
        write_into(root / WORKSHOP, order)
    return read_register(root)


def test_no_relation_to_what_was_taken_down_is_demanded(office_copy: Path) -> None:
    with (office_copy / "data/decisions/2025/catalogue.yml").open("a", encoding="utf-8") as file:
        file.write("weighed:\n  - {paper: doc-2025-003, heading: 没有的一段, reason: 都是日常服务}\n")
    before = read_register(office_copy)
    pointed = sorted({item.target_id for item in before.references if item.expects.relation})
    keys = [key for key in pointed if before.get(key, Document) is not None]
    pages = {addresses.address(record) for record in before.records.values() if addresses.has_page(record)}
    bare = {page: frozenset[str]() for page in pages}
    no_site = SiteTree(office_copy)

    def demanded(register: Register) -> set[str]:
        found = [item for item in check_typed(no_site, bare, register) if item.rule == "LNK-307"]
        return {str(item.target) for item in found}

    papers = {f"documents/{key}.html" for key in keys}
    assert len(papers & demanded(before)) == len(papers) > 10
    after = taken_off(office_copy, *keys, "doc-2025-003")
    assert papers & demanded(after) == set()
    assert blocking(checked(after, TODAY, rules=ALL_RULES).findings) == []


def test_an_item_of_the_standard_catalogue_leads_to_the_notice(office_copy: Path) -> None:
    field = office_copy / "data/standard-catalogue/std-gardens.yml"
    field.parent.mkdir()
    field.write_text(ITEM, "utf-8")
    register = taken_off(office_copy, "doc-2025-003")
    site = Site(register, law_book(register), TODAY)
    row = row_shown(covered(site).standings[0], site)
    assert ([paper.record.key for paper in row.papers], [paper.title for paper in row.taken]) == (
        [],
        [f"一件{register.records['doc-2025-003'].withdrawal.kind.label}（已撤下）"],  # type: ignore[union-attr]
    )


def test_a_stage_that_was_taken_down_is_not_counted_as_public(office_copy: Path) -> None:
    def drafted(register: Register) -> tuple[str, int, list[str]]:
        site = Site(register, law_book(register), TODAY)
        decision = register.get("dec-2025-01", Decision)
        assert decision is not None
        phase = phase_views(site, decision)[0]
        return phase.holds, phase.papers, [fact.words for fact in phase.rung.facts]

    before = drafted(read_register(office_copy))
    after = drafted(taken_off(office_copy, "doc-2025-004"))
    assert (before[:2], after[:2]) == (("2 份，1 项未到期", 2), ("1 份，1 项已撤下，1 项未到期", 1))
    assert "决策草案全文已撤下" in after[2] and "决策草案全文已撤下" not in before[2]


# --- what is no paper -------------------------------------------------------------------------------------------------

SPEAKER = """\
id: ev-2025-09
title: 泵房开放日
summary: 看一看泵房怎样排水，问一问夏天会不会再淹。
kind: visit
unit: community-office
published: 2025-06-02
date: 2025-06-10
start: "14:00"
end: "15:00"
venue: 泵房门口集合（演示数据）
materials: [dec-2025-01, q-2025-001]
"""
OTHER_PAGES = {
    "dec-2025-01": ("decisions/dec-2025-01.html", "一件重大行政决策事项（已撤下）"),
    "q-2025-001": ("questions/q-2025-001.html", "一件政策留言（已撤下）"),
}


@pytest.mark.parametrize("code", [WithdrawalCode.ERROR, WithdrawalCode.LEAK])
def test_other_records_go_as_papers_do(office_copy: Path, code: WithdrawalCode) -> None:
    """Their pages say so, nobody else is at fault for it, and of their words nothing is left."""
    (office_copy / "data/events/2025").mkdir(parents=True)
    (office_copy / "data/events/2025/ev-2025-09.yml").write_text(SPEAKER, "utf-8")
    own = {key: str(read_register(office_copy).records[key].title) for key in OTHER_PAGES}  # type: ignore[attr-defined]
    notice = office_copy / "docs/notices/2025/doc-2025-003.md"
    links = "".join(f"\n\n见[{title}](ref:{key})。" for key, title in own.items())
    notice.write_text(notice.read_text("utf-8") + links + "\n", "utf-8")
    after = taken_off(office_copy, *OTHER_PAGES, code=code)
    assert blocking(checked(after, TODAY, rules=ALL_RULES).findings) == []
    assert [path for path, text in after.texts.items() for title in own.values() if title in text] == []
    assert build(office_copy, Order()).published
    site = (office_copy / "site").resolve()
    assert left(site, [*own.values()]) == []
    for address, words in OTHER_PAGES.values():
        page = LexborHTMLParser((site / address).read_bytes())
        assert page.css_first('meta[name="robots"][content="noindex"]') is not None
        assert words.removesuffix("（已撤下）") in page.css_first("main").text()  # type: ignore[union-attr]
        for speaker in ("events/ev-2025-09.html", "documents/doc-2025-003.html"):
            spoken = LexborHTMLParser((site / speaker).read_bytes())
            assert words in [link.text() for link in spoken.css("main a") if address in str(link.attributes["href"])]


def test_what_can_be_taken_down_by_its_number_has_a_file_and_a_page_of_its_own() -> None:
    kinds = {kind.record_type: kind.type_label for kind in record_types() if kind.page_folder and "{id}" in kind.files}
    assert {kind.value: kind.label for kind in PageType} == {
        name: label for name, label in kinds.items() if name != "document"
    }


def test_one_attachment_goes_and_its_paper_stays(published: Path, tmp_path: Path) -> None:
    """With other content failing: the file is nowhere, its paper says so, and the branch takes it from the sources."""
    root = tmp_path / "project"
    shutil.copytree(published, root, symlinks=True)
    (root / ".gitignore").write_text("/.disclosure/\n/site\n", "utf-8")
    begin(root, "2025-06-11")
    (root / BROKEN).write_text("见[](ref:doc-2025-999)。\n", "utf-8")
    said, status = withdraw(root, "--attachment", "1")
    gone, site = (
        [LEAK.sheet, f"{LEAK.key}-1.", "QF-07"],
        (root / "site").resolve(),
    )  # with the dot: a blob may begin with a 1
    assert (status, left(site, gone), left(root / ".disclosure", gone)) == (0, [], []), said
    assert [words for words in gone if words in said] == []
    page = LexborHTMLParser((site / f"documents/{LEAK.key}.html").read_bytes())
    main = " ".join(page.css_first("main").text().split())  # type: ignore[union-attr]
    assert LEAK.sentence in main and f"一个附件（已撤下，2025年6月18日）：{REASON}" in main
    assert "管段见一件附件（已撤下）" in main
    assert [item for item in check_site(site, "https://district.example/zwgk/liuxi/") if item.rule == "LNK-101"] == []
    again, status = withdraw(root, "--attachment", LEAK.file)
    assert status == 0 and "以前已经下过命令" in again
    blob = git(root, "rev-parse", f"main:{FOLDER}/{LEAK.file}")
    branch = f"withdraw-{LEAK.key}-{blob[:8]}"
    changed = git(root, "diff", "--name-status", "--no-renames", "main", branch).splitlines()
    assert changed == [
        f"A\tdata/withdrawn/2025/{LEAK.key}-{blob[:8]}.yml",
        f"A\tdata/withheld/2025/wh-{LEAK.key}-{blob[:8]}.yml",
        f"D\t{FOLDER}/{LEAK.file}",
        f"M\t{FOLDER}/{LEAK.key}.md",
        f"M\t{FOLDER}/doc-2025-075.md",
    ]
    (root / BROKEN).unlink()
    git(root, "merge", "-q", "--no-ff", "-m", "merged", branch)
    shutil.rmtree(root / WORKSHOP)
    merged = checked(read_register(root), TODAY, rules=ALL_RULES, history=read_history(root)).findings
    assert [item for item in merged if item.rule in ("ADR-002", "WDR-005") or item.severity is Severity.ERROR] == []


def test_a_file_that_a_paper_has_not_is_none_of_it(office_copy: Path) -> None:
    said = withdraw(office_copy, "--attachment", "9")[0]
    assert "没有编号为“doc-2025-071”的内容" in said and "政策留言" in said
    LEAK.write(office_copy)
    assert "没有这个附件" in withdraw(office_copy, "--attachment", "9")[0]
    assert not (office_copy / ".disclosure").exists()


def test_a_part_of_a_recording_does_not_go_alone(office_copy: Path) -> None:
    register = read_register(office_copy)
    clip = Media.model_validate({"file": "doc-2025-003-1.mp4", "minutes": "1:00"})
    paper = Document.model_copy(register.documents[0], update={"media": clip})
    told = TakeDown(paper.id, WithdrawalCode.LEAK, REASON, NOW, "网站管理部门负责人", attachment="doc-2025-003-1.mp4")
    with pytest.raises(NotTakenDown, match="请撤下整份文件"):
        written_order(told, register, paper)


DRAFT = TakenDown("doc-1", "一件决策草案（已撤下）", "docs/a", ("助餐运营补贴办法",), is_leak=False)
CALL, OPINION = "关于征求助餐运营补贴办法草案意见的公告", "助餐运营补贴办法（征求意见稿）"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"title: {CALL}\n", f"title: {CALL}\n"),
        (f"见《{CALL}》和《{OPINION}》。ref:doc-1", f"见《{CALL}》和《{OPINION}》。ref:doc-1"),
        (f"[{CALL}](https://a.example/1)", f"[{CALL}](https://a.example/1)"),
        (f"{CALL}所附的《助餐运营补贴办法》", f"{CALL}所附的一件决策草案（已撤下）"),
        ("关于助餐运营补贴办法的说明", "关于一件决策草案（已撤下）的说明"),
    ],
)
def test_what_other_records_are_called_stays_whole(before: str, after: str) -> None:
    paper = DRAFT.sparing([CALL, OPINION, "别的通知"])
    assert paper.spared == (CALL, OPINION)
    assert redacted(before, "docs/b/c.md", [paper]) == after
    assert redacted(after, "docs/b/c.md", [paper]) == after


def test_of_a_leak_only_short_forms_stay_in_other_titles() -> None:
    leak = replace(PAPER, names=("河道巡查结果初步通报",), keywords=("河道巡查",), body="七号涵洞的闸门已经锈穿两处。")
    short, whole = "河道巡查结果公开办法", "关于河道巡查结果初步通报的说明"
    quoted = "关于七号涵洞的闸门已经锈穿两处的说明"
    paper = leak.sparing([short, whole, quoted])
    assert paper.spared == (short,)
    told = redacted(f"{short}，{whole}，河道巡查结果，{quoted}，ref:doc-1", "docs/b/c.md", [paper])
    assert told == (f"{short}，关于一件通知（已撤下）的说明，一件通知（已撤下），关于（已撤下的内容）的说明，ref:doc-1")


@pytest.mark.parametrize("code", [WithdrawalCode.ERROR, WithdrawalCode.DUPLICATE, WithdrawalCode.LEAK])
def test_the_titles_of_live_records_are_read_with_the_project(office_copy: Path, code: WithdrawalCode) -> None:
    before = read_register(office_copy)
    gone, other = before.records["doc-2025-004"], before.records["doc-2025-006"]
    assert isinstance(gone, Document) and isinstance(other, Document)
    longer = f"关于征求《{gone.title}》意见的公告"
    file = office_copy / other.path
    file.write_text(file.read_text("utf-8").replace(f"title: {other.title}", f"title: {longer}", 1), "utf-8")
    now = taken_off(office_copy, gone.key, code=code).records[other.key]
    assert isinstance(now, Document)
    assert (now.title == longer) is (code is not WithdrawalCode.LEAK)
    assert (gone.title in now.title) is (code is not WithdrawalCode.LEAK)


def test_a_wrong_link_is_named_and_an_unpushed_commit_is_told_apart(office_copy: Path) -> None:
    order = ordered(read_register(office_copy), "doc-2025-003")
    begin(office_copy, "2025-06-10")
    git(office_copy, "update-ref", "refs/remotes/origin/main", "main")
    unpushed = office_copy / "docs/notices/2025/doc-2025-003.md"
    later = unpushed.with_name("doc-2025-099.md")
    later.write_text(unpushed.read_text("utf-8").replace("doc-2025-003", "doc-2025-099"), "utf-8")
    late = ordered(read_register(office_copy), "doc-2025-099")
    found = [prepare_branch(office_copy, late, NOW.replace(tzinfo=UTC))]
    git(office_copy, "branch", "-D", "withdraw-doc-2025-099")
    git(office_copy, "add", "-A")
    git(office_copy, "commit", "-qm", "a paper")
    found += [
        prepare_branch(office_copy, late, NOW.replace(tzinfo=UTC)),
        prepare_branch(office_copy, order, NOW.replace(tzinfo=UTC)),
    ]
    assert [(item.was_tracked, item.is_committed) for item in found] == [(False, False), (False, True), (True, True)]
    wrong = [
        Finding("LNK-101", Severity.ERROR, Place("docs/a.md", number), f"第 {number} 个链接是死的。", "请改。")
        for number in range(1, 6)
    ]
    said = ["\n".join(_told(TakenOff(late, item, [Remade(Path("site"), wrong)]), office_copy)) for item in found]
    assert ["还没有提交到主分支：不要提交" in words for words in said] == [True, False, False]
    assert ["提交过，但是还没有推送：先不要推送" in words for words in said] == [False, True, False]
    assert "有 5 处链接有错：docs/a.md 第 1 行，第 1 个链接是死的。" in said[0] and "另有 2 处" in said[0]
