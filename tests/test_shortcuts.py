"""Through a shortcut nothing is written: what a command makes lies in the project, or is not made and that is said."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

import forks
from disclosure.replacing import put_below

NOTICES = "docs/notices/2025"


def test_folders_that_a_file_wants_are_made_but_none_is_gone_through_that_is_a_shortcut(tmp_path: Path):
    root, outside = tmp_path / "project", tmp_path / "outside"
    outside.mkdir()
    put_below(root, "data/questions/a.yml", "甲")
    assert (root / "data/questions/a.yml").read_text("utf-8") == "甲"
    for path in ("docs", "data/events"):
        (root / path).symlink_to(outside)
        with pytest.raises(OSError, match=path) as refused:
            put_below(root, f"{path}/2025/b.md", "乙")
        assert refused.value.errno == errno.ELOOP
    assert list(outside.iterdir()) == []


def test_a_file_that_is_a_shortcut_is_put_in_its_place_and_not_written_through(tmp_path: Path):
    (tmp_path / "other.yml").write_text("别人的", "utf-8")
    (tmp_path / "project").mkdir()
    (tmp_path / "project/a.yml").symlink_to(tmp_path / "other.yml")
    put_below(tmp_path / "project", "a.yml", "甲")
    assert [(tmp_path / name).read_text("utf-8") for name in ("other.yml", "project/a.yml")] == ["别人的", "甲"]


def test_a_project_that_is_itself_reached_by_a_shortcut_is_written_into(tmp_path: Path):
    (tmp_path / "disk").mkdir()
    (tmp_path / "project").symlink_to(tmp_path / "disk")
    put_below(tmp_path / "project", "data/a.yml", "甲")
    assert (tmp_path / "disk/data/a.yml").read_text("utf-8") == "甲"


def test_a_new_record_is_not_written_into_a_folder_elsewhere(office_copy: Path):
    outside = office_copy.parent / "outside"
    (office_copy / NOTICES).rename(outside)
    (office_copy / NOTICES).symlink_to(outside)
    before = sorted(outside.iterdir())
    told = forks.disclosure("new", "notice", "--column", "notices", "--title", "关于绿化的通知", "--root", office_copy)
    said = "“docs/notices/2025”是快捷方式（符号链接），不经过它读写，没有做完。请在那里放真正的文件夹或者文件。"
    assert (told.returncode, told.stdout) == (2, "") and said in told.stderr
    assert sorted(outside.iterdir()) == before
