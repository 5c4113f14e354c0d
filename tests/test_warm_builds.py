"""A build that remembers the one before makes the same site and says the same as one that does not."""

from __future__ import annotations

import shutil
from pathlib import Path

from disclosure import publish
from disclosure.memory.store import FILE
from disclosure.order import Order
from disclosure.publish import Report

PAPER = "docs/notices/2025/doc-2025-003.md"


def built(project: Path, out: str, *, remembers: bool = True) -> Report:
    return publish.build(project, Order(out=project / out, remembers=remembers))


def files_of(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def rewrite(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.unlink()  # the copy shares its bytes with others
    file.write_text(text.replace(old, new, 1), "utf-8")


def edit(project: Path) -> None:
    """A body, a title, a new paper, a telephone number, an attachment: what an office changes in a week."""
    paper = project / PAPER
    (paper.parent / "doc-2025-999.md").write_text(paper.read_text("utf-8").replace("003", "999"), "utf-8")
    shutil.copyfile(paper.parent / "doc-2025-003-1.pdf", paper.parent / "doc-2025-999-1.pdf")
    rewrite(paper, "\n---\n", "\n---\n\n补充一句：请从[没有的页面](nothing.html)走。\n")
    rewrite(paper, "title: ", "title: 再次")
    rewrite(project / "data" / "agency.yml", "site_name: ", "site_name: 新的")
    shutil.copyfile(paper.parent / "doc-2025-003-1.pdf", project / "aside")
    with (project / "aside").open("ab") as attached:
        attached.write(b"\n")
    (project / "aside").replace(paper.parent / "doc-2025-003-1.pdf")


def test_what_is_remembered_changes_nothing(office_copy: Path) -> None:
    built(office_copy, "before")
    assert (office_copy / FILE).is_file()
    edit(office_copy)
    rewrite(office_copy / PAPER, "[没有的页面](nothing.html)", "北侧")
    warm, cold = built(office_copy, "warm"), built(office_copy, "cold", remembers=False)
    assert warm == cold
    assert [item.message for item in warm.findings if item.severity == "error"] == []
    assert files_of(office_copy / "warm") == files_of(office_copy / "cold")
    assert files_of(office_copy / "warm") != files_of(office_copy / "before")


def test_what_stops_a_build_is_remembered_too_and_told_again(office_copy: Path) -> None:
    edit(office_copy)
    told = [built(office_copy, "site"), built(office_copy, "site"), built(office_copy, "site", remembers=False)]
    assert told[0] == told[1] == told[2]
    assert "LNK-101" in [item.rule for item in told[0].findings] and not told[0].published


def test_without_memory_nothing_is_remembered(office_copy: Path) -> None:
    built(office_copy, "site", remembers=False)
    assert not (office_copy / FILE).exists()
