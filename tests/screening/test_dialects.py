"""Marks of other dialects are told once each, at the first; figures, code and Chinese punctuation are left alone."""

from __future__ import annotations

import pytest

from disclosure.screening.dialects import hits
from disclosure.screening.written import Known, Written

HEAD = "---\ntitle: 甲 {.x} {{ y }}\n---\n"


def found(body: str) -> list[tuple[str, int, int]]:
    written = Written("docs/a.md", HEAD + body)
    places = [(hit.rule.id, hit.within(written).place) for hit in hits(written, Known())]
    return [(rule, place.line - HEAD.count("\n"), place.column) for rule, place in places]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ("- [ ] 甲\n- [x] 乙", (1, 1)),
        ("甲 { .big }", (1, 3)),
        ("# 甲 {#a}", (1, 5)),
        ("![甲](a.png){ width=300 }", (1, 12)),
        ("{{ phone }}", (1, 1)),
        ("{% include x %}", (1, 1)),
        ("电话 :material-phone:", (1, 4)),
        (":smile:", (1, 1)),
        ('=== "甲"\n    乙', (1, 1)),
        ("$$\nx^2\n$$", (1, 1)),
        ("面积 $x^2$", (1, 4)),
        ('--8<-- "a.md"', (1, 1)),
        ("见[[制度]]", (1, 2)),
        ("/// note\n甲\n///", (1, 1)),
        ("::: module", (1, 1)),
        ("*[HTML]: 全称", (1, 1)),
        ("按 ++ctrl+c++", (1, 3)),
        ("^^甲^^", (1, 1)),
        ("甲 [TOC]", (1, 3)),
        ("```\n{{ x }}\n```\n{{ y }}", (4, 1)),
    ],
)
def test_a_mark_of_another_dialect_is_told_at_its_column(body: str, place: tuple[int, int]) -> None:
    assert found(body) == [("MKP-021", *place)]


@pytest.mark.parametrize(
    "body",
    [
        "[TOC]\n\n# 甲",
        "时间 12:30:45，比例 a:b:c，费用 $100 到 $200，C++、C++17",
        "| 甲 | 乙 |\n|:--|:-:|\n| 1 | 2 |",
        "`{{ x }}`、`- [ ]`、``:smile:``",
        '~~~\n=== "甲"\n~~~',
        "[[1]](ref:doc-1) [甲][乙] [^1]",
        "集合 {1, 2}，表达式 {x}",
        "- [甲](ref:doc-1)\n- [x](ref:doc-2)",
        "名词\n:   解释",
        "!!! note\n\n    甲\n\n- 乙\n\n    ??? tip\n        丙",
        "什么???\n\n!!!\n\n???",
        "R&D &nbsp;&lt;&#21517; https://example.com/?a=1&lt=2",
    ],
)
def test_what_only_looks_like_one_is_left_alone(body: str) -> None:
    assert found(body) == []


@pytest.mark.parametrize(
    ("body", "places"),
    [
        ("!!! 注意事项\n    甲", [(1, 1)]),
        ('!!! "题目"\n    甲', [(1, 1)]),
        ("!!! note\n甲\n\n??? tip\n\n乙", [(1, 1), (4, 1)]),
        ("- 甲\n\n    !!! note\n    乙", [(3, 5)]),
        ("!!! note", [(1, 1)]),
    ],
)
def test_a_note_that_is_not_whole_is_told(body: str, places: list[tuple[int, int]]) -> None:
    assert found(body) == [("MKP-022", *place) for place in places]


def test_a_sort_of_mark_is_told_once_with_its_number() -> None:
    written = Written("docs/a.md", HEAD + "- [ ] 甲\n" * 30)
    assert [hit.message for hit in hits(written, Known())] == [
        "“- [ ]”是别的软件的任务清单写法，会原样印在网页上（共 30 处）。"
    ]
