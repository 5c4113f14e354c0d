"""The register reads what lies in the project, and nothing that a shortcut would bring in from elsewhere."""

import errno
import os
import shutil
from datetime import date
from pathlib import Path
from socket import AF_UNIX, socket

import pytest

from disclosure import publish
from disclosure.catalogue import ALL_RULES, RULES_BY_ID
from disclosure.check import check
from disclosure.loading import read_register
from disclosure.memory import texts
from disclosure.order import Order
from disclosure.reporting import Format, render
from rule_examples import read_examples


def test_a_shortcut_is_neither_read_nor_published(office_copy, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("不该公开", "utf-8")
    (office_copy / "docs/notices/2025/secret.txt").symlink_to(secret)
    found = publish.build(office_copy, Order(out=office_copy / "site")).findings
    assert [(item.rule, item.place.path) for item in found] == [("FIL-004", "docs/notices/2025/secret.txt")]
    assert not (office_copy / "site").exists()
    assert "docs/notices/2025/secret.txt" not in read_register(office_copy).files


def test_what_is_hidden_is_told_once(office_copy):
    for path in ("docs/notices/2025/.名单.txt", "docs/.draft/a.md", "docs/.draft/sub/b.md", "data/~old.yml"):
        (office_copy / path).parent.mkdir(parents=True, exist_ok=True)
        (office_copy / path).write_text("甲", "utf-8")
    found = [(item.rule, item.place.path) for item in read_register(office_copy).findings]
    assert found == [("FIL-005", path) for path in ("data/~old.yml", "docs/.draft/a.md", "docs/notices/2025/.名单.txt")]


@pytest.mark.parametrize("name", [".DS_Store", ".gitkeep", "~$通知.docx", ".~lock.通知.docx#", ".doc-2025-003.md.swp"])
def test_leftovers_of_systems_and_editors_are_passed_over(office_copy, name):
    (office_copy / "docs/notices/2025" / name).write_text("甲", "utf-8")
    register = read_register(office_copy)
    assert register.findings == []
    assert f"docs/notices/2025/{name}" not in register.files


def test_references_to_what_stands_in_an_unreadable_file_do_not_look_dead(office_copy):
    file = office_copy / "data/audiences.yml"
    file.write_text(file.read_text("utf-8") + "  - id: [pupils\n", "utf-8")
    found = check(read_register(office_copy), date(2025, 6, 18), rules=ALL_RULES)
    assert [(item.rule, item.place.path) for item in found] == [("YML-001", "data/audiences.yml")]


def test_a_crash_in_one_file_is_told_and_hides_no_other(office_copy, monkeypatch):
    split = texts.split

    def crashes(text, path):
        if path.endswith("doc-2025-003.md"):
            raise KeyError("seeded")
        return split(text, path)

    for path in ("docs/notices/2025/doc-2025-002.md", "docs/notices/2025/doc-2025-003.md"):
        (office_copy / path).write_text("没有信息栏", "utf-8")
    monkeypatch.setattr(texts, "split", crashes)
    register = read_register(office_copy)
    told = [(item.rule, item.place.path) for item in register.findings]
    assert told == [
        ("FMT-001", "docs/notices/2025/doc-2025-002.md"),
        ("RUN-001", "docs/notices/2025/doc-2025-003.md"),
    ]
    assert "KeyError: 'seeded'，test_register.py:" in register.findings[1].message
    assert {"doc-2025-002", "doc-2025-003"} <= register.declared


def is_told(root, expected):
    """Whether the check finds just this; each as rule and path."""
    found = check(read_register(root), date(2025, 6, 18), rules=ALL_RULES)
    assert [(item.rule, item.place.path) for item in found] == expected


@pytest.mark.parametrize(
    "path",
    [
        "docs", "data", "data/agency.yml", "data/decisions/2025", "docs/notices/2025",
        "docs/notices/2025/doc-2025-003.md", "docs/notices/2025/doc-2025-003-1.pdf",
    ],
)  # fmt: skip
def test_what_is_a_shortcut_is_not_followed_and_nothing_else_looks_wrong_for_it(office_copy, path):
    (office_copy / path).rename(office_copy / "elsewhere")
    (office_copy / path).symlink_to(office_copy / "elsewhere")
    is_told(office_copy, [("FIL-004", path)])


def test_what_is_no_plain_file_is_told_and_never_opened(office_copy, monkeypatch):
    folder = office_copy / "docs/notices/2025"
    os.mkfifo(folder / "a.md")
    os.mkfifo(folder / "b.pdf")
    os.mkfifo(office_copy / "data/agency.yml.new")
    (folder / "d.md").mkdir()
    with socket(AF_UNIX) as listening:
        monkeypatch.chdir(folder)  # the path of a socket must be short
        listening.bind("c.txt")
        is_told(
            office_copy,
            [
                ("FIL-007", "data/agency.yml.new"),
                *(("FIL-007", f"docs/notices/2025/{name}") for name in ("a.md", "b.pdf", "c.txt", "d.md")),
            ],
        )


def test_a_folder_that_is_a_file_is_told(office_copy):
    shutil.rmtree(office_copy / "docs")
    (office_copy / "docs").write_text("甲", "utf-8")
    is_told(office_copy, [("FIL-007", "docs")])


def test_a_name_that_no_report_could_show_is_told_in_codes(office_copy):
    folder = os.fsencode(office_copy / "docs/notices/2025")
    for name in (b"\xff\xfe.md", b"\xb9\xab\xb8\xe6.pdf"):
        Path(os.fsdecode(folder + b"/" + name)).write_text("甲", "utf-8")
    is_told(
        office_copy,
        [
            ("FIL-006", r"docs/notices/2025/\xb9\xab\xb8\xe6.pdf"),
            ("FIL-006", r"docs/notices/2025/\xff\xfe.md"),
        ],
    )


@pytest.mark.parametrize("format", Format)
def test_a_build_and_every_format_bear_a_name_that_is_no_text(office_copy, format):
    Path(os.fsdecode(os.fsencode(office_copy / "docs/notices/2025") + b"/\xff.md")).write_text("甲", "utf-8")
    found = publish.build(office_copy, Order(out=office_copy / "site")).findings if format is Format.JSON else []
    found = found or check(read_register(office_copy), date(2025, 6, 18), rules=ALL_RULES)
    assert [item.rule for item in found] == ["FIL-006"]
    assert "xff.md" in render(found, format, rules=RULES_BY_ID)


def test_folders_in_folders_without_end_are_told_once(office_copy):
    folder = office_copy / "docs/notices/2025"
    for _ in range(60):
        folder /= "甲" * 10
    folder.mkdir(parents=True)
    (folder / "a.md").write_text("甲", "utf-8")
    found = read_register(office_copy).findings
    assert [(item.rule, item.message) for item in found] == [("FIL-006", "路径太长，里面的文件没有读取。")]


def test_a_folder_that_cannot_be_read_is_told(office_copy, monkeypatch):
    scandir = os.scandir

    def refuse(path):
        if str(path).endswith("/notices/2025"):
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    (found,) = read_register(office_copy).findings
    assert (found.rule, found.place.path) == ("TXT-004", "docs/notices/2025")
    assert found.message == "无法读取这个文件夹（没有读取权限）。"


def test_a_file_of_the_former_kind_says_where_its_records_go(found):
    former = [example for example in read_examples() if example.name.startswith("FIL-001/bad-former-")]
    lifted = "各去掉开头的“- ”和缩进，写进"
    decisions = (
        "data/decisions/2025/编号.yml（data/decisions/2025/dec-2025-01.yml……data/decisions/2025/dec-2025-02.yml）"
    )
    entries = "data/withheld/2025/编号.yml（data/withheld/2025/wh-2025-001.yml……data/withheld/2025/wh-2025-002.yml）"
    assert {item.place.path: item.remedy for example in former for item in found(example)} == {
        "data/decisions/2025.yml": "请这样拆：开头的各项写进 data/decisions/2025/catalogue.yml；decisions 下的 2 条，"
        f"{lifted} {decisions}，各加一行“order: 序号”；"
        "然后删除这个文件。",
        "data/links.yml": f"请这样拆：exclusions 下的 1 条，{lifted} data/exclusions/名称.yml；然后删除这个文件。",
        "data/redirects.yml": f"请这样拆：redirects 下的 1 条，{lifted} data/redirects/名称.yml；然后删除这个文件。",
        "data/waivers.yml": f"请这样拆：waivers 下的 1 条，{lifted} data/waivers/名称.yml，“place:”改成“where:”；"
        "然后删除这个文件。",
        "data/withheld/2025.yml": f"请这样拆：entries 下的 2 条，{lifted} {entries}；然后删除这个文件。",
    }
