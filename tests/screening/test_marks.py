"""Marks of secrecy: every seeded one is found by its rule, and talk about secrecy is left alone."""

from disclosure.screening import secrecy
from disclosure.screening.written import Known, Written
from screening.marks_cases import INNOCENT, MARKS


def rules_in(text: str, *, attachment: bool = False) -> set[str]:
    return {hit.rule.id for hit in secrecy.hits(Written("docs/x.md", text, attachment), Known())}


def test_a_mark_is_found() -> None:
    assert [(kind, text) for kind, text, rule in MARKS if rule not in rules_in(text)] == []


def test_a_mark_is_found_in_an_attachment_too() -> None:
    """But for SEC-005, which is about the head of a document."""
    inside = [(kind, rule, f"前言。\n\n{text}\n\n结语。\n") for kind, text, rule in MARKS if rule != "SEC-005"]
    assert [(kind, text) for kind, rule, text in inside if rule not in rules_in(text, attachment=True)] == []


def test_talk_about_secrecy_is_no_mark() -> None:
    assert [(text, rules) for text in INNOCENT if (rules := rules_in(text))] == []


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


def test_a_note_names_its_line_and_the_way_out() -> None:
    (hit,) = secrecy.hits(Written("docs/x.md", "正文。\n\n（此件依申请公开）\n"), Known())
    assert hit.message == "第 3 行标注了“此件依申请公开”，而提交到这里的内容都会公开。"
    assert "只有附件不公开的，请撤下附件，把这一行写成“（此件公开发布）”" in hit.remedy
    assert list(secrecy.hits(Written("docs/x.md", "正文。\n\n（此件公开发布）\n"), Known())) == []
