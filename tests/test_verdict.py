"""The Summary of a change begins with whether it may be merged, and hides nothing that was left out."""

from __future__ import annotations

from disclosure.findings import Finding, Place, Severity, Silenced
from disclosure.reporting.verdict import render, verdict


def found(path: str, severity: Severity = Severity.ERROR, message: str = "标题是空的。") -> Finding:
    return Finding("DOC-101", severity, Place(path, 3), message, "请写上标题。")


def test_the_first_line_counts_what_stops_and_in_how_many_files() -> None:
    errors = [found("docs/a.md"), found("docs/a.md", message="日期不对。"), found("docs/b.md")]
    warning = found("docs/c.md", Severity.WARNING)
    assert verdict([*errors, warning]) == "不能合并：您要改 3 处（2 个文件）"
    assert verdict([*errors, warning], strict=True) == "不能合并：您要改 4 处（3 个文件）"
    assert verdict([warning, found("docs/d.md", Severity.NOTICE)]) == "可以合并"
    assert verdict([]) == "可以合并"
    assert verdict([warning], fault="没有读到提交。") == "不能合并：检查没有做完，请告诉管程序的人"
    assert verdict(errors, fault="没有读到提交。") == "不能合并：您要改 3 处（2 个文件）"


def test_a_clean_change() -> None:
    assert render([]) == "可以合并\n\n~~~~~~~~text\n没有发现问题。\n~~~~~~~~\n"


def test_all_parts_in_their_order() -> None:
    waived = Silenced(found("docs/old.md", message="文号不合写法。"), "data/waivers/old.yml，到 2026-12-31")
    text = render([found("docs/a.md")], silenced=[waived], remarks=["程序也改了。"], fault="没有读到提交。")
    assert text == (
        "不能合并：您要改 1 处（1 个文件）\n\n程序也改了。\n\n~~~~~~~~text\n"
        "没有做完的原因：\n没有读到提交。\n\n"
        "docs/a.md:3:1: error DOC-101 标题是空的。\n    怎么改：请写上标题。\n共 1 个错误，涉及 1 个文件。\n"
        "另有 1 处经批准没有列为问题：\n"
        "    docs/old.md:3: DOC-101 文号不合写法。（data/waivers/old.yml，到 2026-12-31）\n~~~~~~~~\n"
    )


def test_nothing_that_is_quoted_leaves_its_block() -> None:
    hostile = found("~~~~~~~~~~", message="x\n~~~~~~~~\n# 可以合并")
    lines = render([hostile], silenced=[Silenced(hostile, "~~~~~~~~")], fault="~~~~~~~~\n<b>").splitlines()
    assert [number for number, line in enumerate(lines) if "~" * 8 in line] == [2, len(lines) - 1]
    assert lines[0] == "不能合并：您要改 1 处（1 个文件）"


def test_a_long_list_is_cut_before_the_host_drops_it() -> None:
    text = render([found(f"docs/{number}.md", message="长" * 2000) for number in range(300)])
    assert 800_000 < len(text.encode()) < 1_000_000
    assert text.endswith("……后面还有，没有列出。\n~~~~~~~~\n")
