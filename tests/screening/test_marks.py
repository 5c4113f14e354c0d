"""Marks of secrecy: every seeded one is found by its rule, and talk about secrecy is left alone."""

import pytest

from disclosure.screening import secrecy
from disclosure.screening.written import Known, Written
from screening.marks_cases import INNOCENT, MARKS


def rules_in(text: str, *, attachment: bool = False) -> set[str]:
    return {hit.rule.id for hit in secrecy.hits(Written("docs/x.md", text, attachment), Known())}


@pytest.mark.parametrize(("kind", "text", "rule"), MARKS, ids=lambda value: str(value)[:20])
def test_a_mark_is_found(kind: str, text: str, rule: str) -> None:
    assert rule in rules_in(text)
    assert rule in rules_in(f"前言。\n\n{text}\n\n结语。\n", attachment=True) or rule == "SEC-005"


@pytest.mark.parametrize("text", INNOCENT)
def test_talk_about_secrecy_is_no_mark(text: str) -> None:
    assert rules_in(text) == set()


def test_the_corpus_is_large_enough() -> None:
    assert len(MARKS) >= 60
    assert len(INNOCENT) >= 60
    assert len({text for _, text, _ in MARKS} | set(INNOCENT)) == len(MARKS) + len(INNOCENT)


def test_the_place_is_where_the_mark_begins() -> None:
    written = Written("docs/x.md", "第一行\n\n  **秘 密★1年**\n")
    found = [hit.within(written) for hit in secrecy.hits(written, Known())]
    assert [(item.place.line, item.place.column, item.message) for item in found] == [
        (3, 5, "这里有国家秘密标志“秘密★1年”。")
    ]


@pytest.mark.parametrize(
    "unit",
    [
        "秘 ",
        "秘密",
        "秘密★",
        "密级：",
        "内部",
        "内部使用，",
        "“秘密★1年”，",
        "工作秘密",
        "不得外传，",
        "此件不予公开的",
        "签发人：张",
        "（",
        "<",
        "&",
        "签发人：",
        "000012\n",
        "机密\n",
        "“",
    ],
)
def test_a_flood_of_the_same_ends(unit: str) -> None:
    text = unit * (2_000_000 // len(unit))
    assert len(list(secrecy.hits(Written("docs/x.md", text), Known()))) <= 100
