"""Plainly written YAML is read line by line, and means what the parser reads in it; all else is left to the parser."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure.reading import yaml_tree
from disclosure.reading.front_matter import closing_line
from disclosure.reading.plain_yaml import plainly_written
from disclosure.reading.yaml_tree import Tree, read_tree

ROOT = Path(__file__).parent.parent


def by_events(text: str, line: int = 1) -> tuple[Tree | None, list]:
    return yaml_tree._parsed(text, "data/x.yml", line)


def heads() -> list[str]:
    """The front matter of every document, and every data file."""
    found = []
    for file in [*ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/site/docs/**/*.md")]:
        lines = file.read_text("utf-8").split("\n")
        found.append("\n".join((*lines[1 : closing_line(lines)], "")))
    files = [*ROOT.glob("data/**/*.yml"), *ROOT.glob("tests/site/data/**/*.yml")]
    return [*found, *(file.read_text("utf-8") for file in files if file.stat().st_size < 20_000)]


def test_every_text_of_the_project_says_the_same_either_way():
    texts = heads()
    plain = {text: found for text in texts if (found := plainly_written(text, 2)) is not None}
    assert len(plain) > 20  # else hardly anything was tried: a new office has few texts of its own
    assert [text for text, found in plain.items() if by_events(text, 2) != (Tree("data/x.yml", *found), [])] == []


# What a line may be made of: what is plain, and whatever might only look so.
VALUES = [
    "甲", "2023-05-04 10:00", "a:b", "a: b", "a:", "[]", "{x: 1}", "# 1", "一 #二", "一#二", "- x", "-x", "'q'", '"q"',
    "*a", "&a", "!t", "|", ">", "%", "@", "~", "null", "，：。", "x ", " x", "x\u3000", "\u3000x", "x\ty", "\u2028",
    "[a]", "[a, b]", "[甲, 乙 丙]", "[a,b]", "[a , b]", "[a，b]", "[a, [b]]", "[a, ]", "[]", "[a: b]", "[-1, ~]",
    "x\x85", "\ufeff", "💡", "<<", "=", "?", "? x", "...", "---", "x" * 300, "\u200b", "\x7f", "\ud800",
]  # fmt: skip
KEYS = ["id", "title", "a1", "b_c", "<<", "标题", "x" * 50, "a", "b", "'k'", "? k", "K"]
LINE = st.tuples(
    st.sampled_from(["", "", "", "  ", "  ", "    ", " ", "      "]),
    st.sampled_from(["{k}: {v}", "{k}: {v}", "{k}:", "{k}:", "- {v}", "- {v}", "- {k}: {v}", "{v}", "", "{k}:  {v}"]),
    st.one_of(st.sampled_from(["a", "b", "id", "title"]), st.sampled_from(KEYS)),
    st.one_of(st.just("甲"), st.sampled_from(VALUES)),
).map(lambda parts: parts[0] + parts[1].format(k=parts[2], v=parts[3]))


@settings(max_examples=400, deadline=None)
@given(st.lists(LINE, min_size=1, max_size=9), st.sampled_from(["\n", "\n", "\n", "", "\n\n", "\n..."]))
def test_whatever_is_taken_for_plain_means_the_same_to_the_parser(lines, end):
    text = "\n".join(lines) + end
    found = plainly_written(text, 3)
    if found is not None:
        assert by_events(text, 3) == (Tree("data/x.yml", *found), [])


@pytest.mark.parametrize(
    "text",
    ["a: 1", "a:\n", "a: 1\na: 2\n", "a: 1\n  b: 2\n", "a: 1\n  - b\n", "a: x\n  y\n", " a: 1\n", "- a\n", "a: {b}\n"]
    + ["a: 'b'\n", "a: b # c\n", "a: 1\n\nb: 2\n", "a:\n  b: 1\n c: 2\n", "a:\n- b\n  c: 1\n", "a:\nb: 1\n"]
    + ["a: b: c\n", "a: [b，c]\n", "a: [b, ]\n", "a: [b: c]\n"],
)
def test_what_is_not_plain_is_left_to_the_parser(text):
    assert plainly_written(text) is None
    assert read_tree(text, "data/x.yml") == by_events(text)


def test_a_plain_text_is_read_with_its_places():
    tree, told = read_tree("id: a\nreview:\n  by: 甲\nwords:\n- 一\n- 二:三\n", "data/x.yml", first_line=2)
    assert told == [] and tree is not None
    assert tree.data == {"id": "a", "review": {"by": "甲"}, "words": ["一", "二:三"]}
    places = [tree.place(at) for at in [(), ("review", "by"), ("words",), ("words", 1)]]
    assert [(place.line, place.column) for place in places] == [(2, 1), (4, 3), (5, 1), (7, 3)]
