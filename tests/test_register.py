"""The register reads what lies in the project, and nothing that a shortcut would bring in from elsewhere."""

from datetime import date

import pytest

from disclosure import loading, publish
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.loading import read_register


def test_a_shortcut_is_neither_read_nor_published(office_copy, tmp_path):
    secret = tmp_path / "secret.txt"
    secret.write_text("不该公开", "utf-8")
    (office_copy / "docs/notices/2025/secret.txt").symlink_to(secret)
    found = publish.build(office_copy, office_copy / "site", None)
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
    split = loading.split

    def crashes(text, path):
        if path.endswith("doc-2025-003.md"):
            raise KeyError("seeded")
        return split(text, path)

    for path in ("docs/notices/2025/doc-2025-002.md", "docs/notices/2025/doc-2025-003.md"):
        (office_copy / path).write_text("没有信息栏", "utf-8")
    monkeypatch.setattr(loading, "split", crashes)
    register = read_register(office_copy)
    told = [(item.rule, item.place.path) for item in register.findings]
    assert told == [
        ("FMT-001", "docs/notices/2025/doc-2025-002.md"),
        ("RUN-001", "docs/notices/2025/doc-2025-003.md"),
    ]
    assert "KeyError: 'seeded'，test_register.py:" in register.findings[1].message
    assert {"doc-2025-002", "doc-2025-003"} <= register.declared
