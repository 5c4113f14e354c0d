"""Every night a site that was built with a memory is held against one that was built without."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from hold_memory import Built, differences, main
from repository import begin, commit

SCRIPT = Path(__file__).resolve().parents[1] / "scripts/hold_memory.py"
PAPER = "docs/notices/2025/doc-2025-003.md"


def test_a_site_that_is_the_same_is_said_to_be(office_copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(office_copy, "2025-06-01")
    paper = office_copy / PAPER
    paper.write_text(paper.read_text("utf-8") + "\n补充一句。\n", "utf-8")
    commit(office_copy, "Say more", "2025-06-02")
    assert main(["--versions", "1", str(office_copy)]) == 0
    assert capsys.readouterr().out.startswith("记着以前 1 个版本的结果生成的网站，和全部重做的一样：")


def test_whatever_is_not_the_same_is_told() -> None:
    warm = Built(0, "{}", {"a.html": b"1", "b.html": b"1", "old.html": b"1"})
    cold = Built(1, "[]", {"a.html": b"1", "b.html": b"2", "new.html": b"1"})
    assert list(differences(warm, warm)) == []
    assert list(differences(warm, cold)) == [
        "退出状态：0，全部重做是 1",
        "检查结果不一样",
        "b.html：内容不同",
        "new.html：只有一边有",
        "old.html：只有一边有",
    ]


def test_what_has_no_history_cannot_be_tried(tmp_path: Path) -> None:
    ended = subprocess.run([sys.executable, SCRIPT, tmp_path], capture_output=True, encoding="utf-8")
    assert ended.returncode == 2
    assert ended.stderr.startswith("没有核对成：git clone：") and "Traceback" not in ended.stderr
