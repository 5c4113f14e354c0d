"""A build that remembers the one before makes the same site and says the same as one that does not."""

from __future__ import annotations

import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from demonstration import REPOSITORY
from disclosure import publish
from disclosure.memory.store import FILE
from disclosure.order import Order
from disclosure.publish import Report
from remembering_office import ATTACHMENT, EDITS, changed
from rule_examples import remembering
from warm_site import Made, made_site

TODAY = date(2025, 6, 18)
# Of every sort of edit that leaves something to remember one or two; the exam ``pages`` goes through the rest.
SOME = ("body", "title", "stage", "attachment of the same size", "department renamed")
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


def test_what_is_remembered_changes_nothing(published_copy: Path) -> None:
    assert (published_copy / FILE).is_file()
    edit(published_copy)
    rewrite(published_copy / PAPER, "[没有的页面](nothing.html)", "北侧")
    warm, cold = built(published_copy, "warm"), built(published_copy, "cold", remembers=False)
    assert warm == cold
    assert [item.message for item in warm.findings if item.severity == "error"] == []
    assert files_of(published_copy / "warm") == files_of(published_copy / "cold")
    assert files_of(published_copy / "warm") != files_of(published_copy / "site")


def test_what_stops_a_build_is_remembered_too_and_told_again(office_copy: Path) -> None:
    edit(office_copy)
    told = [built(office_copy, "site"), built(office_copy, "site"), built(office_copy, "site", remembers=False)]
    assert told[0] == told[1] == told[2]
    assert "LNK-101" in [item.rule for item in told[0].findings] and not told[0].published


def test_without_memory_nothing_is_remembered(office_copy: Path) -> None:
    built(office_copy, "site", remembers=False)
    assert not (office_copy / FILE).exists()


def cold_like_warm(project: Path, today: date = TODAY) -> frozenset[str]:
    """The pages that were made anew; the site is as it would be if nothing was remembered."""
    return same(made_site(project, today), made_site(project, today, warm=False))


def same(warm: Made | None, cold: Made | None) -> frozenset[str]:
    """The pages that were made anew; the two sites are the same."""
    assert warm is not None and cold is not None
    assert [address for address in warm.files if warm.files[address] != cold.files.get(address)] == []
    assert (warm.files.keys(), warm.found) == (cold.files.keys(), cold.found)
    return warm.anew


def test_after_an_edit_the_site_is_the_same_as_without_memory(office_copy: Path) -> None:
    with remembering():
        made_site(office_copy, TODAY)
        anew = {}
        for name in SOME:
            EDITS[name](office_copy)
            anew[name] = len(cold_like_warm(office_copy))
    assert anew["body"] < 12 and anew["title"] < 45 and anew["department renamed"] > 60


def test_a_page_is_made_again_when_its_day_has_come(office_copy: Path) -> None:
    made_site(office_copy, TODAY)
    cold_like_warm(office_copy, date(2031, 7, 1))


@pytest.mark.demonstration
def test_a_stage_and_an_attachment_of_the_demonstration_change_what_they_would_without_memory(tmp_path: Path) -> None:
    for name in ("docs", "data"):
        shutil.copytree(REPOSITORY / name, tmp_path / name)
    for name in ("hooks", "mkdocs.yml"):
        (tmp_path / name).symlink_to(REPOSITORY / name)
    made_site(tmp_path, TODAY)
    decision = next(file for file in sorted((tmp_path / "data/decisions").rglob("*.yml")) if "due: 202" in _text(file))
    decision.write_text(_text(decision).replace("due: 202", "due: 203", 1), "utf-8")
    with next(file for file in sorted((tmp_path / "docs").rglob("*.pdf"))).open("ab") as attached:
        attached.write(b"\n")
    cold_like_warm(tmp_path)


def _text(file: Path) -> str:
    return file.read_text("utf-8")


def _swapped(file: Path) -> None:
    """What was kept of one page in the place of what was kept of another."""
    with closing(sqlite3.connect(file)) as base:
        rows = base.execute("SELECT key, sign, sum, value FROM kept WHERE part = 'links' LIMIT 2").fetchall()
        for (key, *_), (_, sign, made, value) in zip(rows, reversed(rows), strict=True):
            told = sign, made, value, key
            base.execute("UPDATE kept SET sign = ?, sum = ?, value = ? WHERE part = 'links' AND key = ?", told)
        base.commit()


def _turned(file: Path) -> None:
    """Every few kilobytes a byte that is another, behind the head of the file."""
    raw = bytearray(file.read_bytes())
    for place in range(8192, len(raw), 7001):
        raw[place] ^= 0x55
    file.write_bytes(raw)


def _of_another_engine(file: Path) -> None:
    with closing(sqlite3.connect(file)) as base:
        base.execute("PRAGMA user_version = 7")


_HARM: dict[str, Callable[[Path], object]] = {
    "turned": _turned,
    "cut": lambda file: file.write_bytes(file.read_bytes()[: file.stat().st_size // 3]),
    "swapped": _swapped,
    "of another engine": _of_another_engine,
    "written tomorrow": lambda file: os.utime(file, ns=(file.stat().st_mtime_ns + 10**14,) * 2),
    "written long ago": lambda file: os.utime(file, ns=(10**18, 10**18)),
}


def test_whatever_became_of_the_memory_the_site_is_the_same(office_copy: Path) -> None:
    with remembering():
        made_site(office_copy, TODAY)
        EDITS["body"](office_copy)
        cold = made_site(office_copy, TODAY, warm=False)
        whole = (office_copy / FILE).read_bytes()
        for harm in _HARM.values():
            (office_copy / FILE).write_bytes(whole)
            harm(office_copy / FILE)
            for folder in ("postings", "tokens"):  # what the search remembers beside it
                raw = (office_copy / FILE).with_name(folder).read_bytes()
                (office_copy / FILE).with_name(folder).write_bytes(raw[:-7])
            warm = made_site(office_copy, TODAY)
            assert warm is not None and cold is not None and warm[:2] == cold[:2]


def test_after_a_day_that_is_over_the_day_before_is_as_it_was(office_copy: Path) -> None:
    made_site(office_copy, date(2027, 3, 1))
    cold_like_warm(office_copy, TODAY)


def replaced(file: Path, raw: bytes) -> None:
    """Another file under the same name, as old and as long as it was."""
    state = file.stat()
    file.unlink()
    file.write_bytes(raw[: state.st_size].ljust(state.st_size))


HARMS: dict[str, Callable[[Path], object]] = {
    "changed in place": lambda file: file.write_bytes(file.read_bytes().replace("柳溪".encode(), "古溪".encode())),
    "replaced": lambda file: replaced(file, b"<html>"),
    "removed": lambda file: file.unlink(),
    "another page": lambda file: shutil.copyfile(file.with_name("doc-2024-008.html"), file),
}


def test_what_somebody_did_to_the_public_files_is_not_published_again(office_copy: Path) -> None:
    page = "documents/doc-2025-003.html"
    made_site(office_copy, TODAY)
    cold, believed = made_site(office_copy, TODAY, warm=False), []
    for name, harm in HARMS.items():
        harm(office_copy / "warm" / page)
        if page not in same(made_site(office_copy, TODAY), cold):
            believed.append(name)
    assert believed == []


def test_a_release_is_never_changed_by_the_next_one(office_copy: Path) -> None:
    made_site(office_copy, TODAY)
    before = {file: file.read_bytes() for file in (office_copy / "warm").resolve().rglob("*") if file.is_file()}
    changed(ATTACHMENT.replace("-1.pdf", ".md"), "title: ", "title: 再次")(office_copy)
    made_site(office_copy, TODAY)
    assert {file: file.read_bytes() for file in before} == before


def test_a_link_from_a_page_that_was_not_made_again_is_judged_by_what_it_leads_to(office_copy: Path) -> None:
    made_site(office_copy, TODAY)
    policy = "docs/policies/2024/doc-2024-008.md"
    told = []
    for edit in (
        changed(PAPER, "\n---\n", "\n---\n\n见[第二条](ref:doc-2024-008#art-2)。\n\n"),
        changed(policy, "养护", "照管"),
        changed(policy, "第二条", "又一条"),
    ):
        edit(office_copy)
        cold_like_warm(office_copy)
        warm = made_site(office_copy, TODAY)
        told.append([finding.rule for finding in warm.found if finding.rule == "LNK-102"] if warm else None)
    assert told == [[], [], ["LNK-102"]]
