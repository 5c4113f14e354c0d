"""Titles in book title marks."""

import pytest

from disclosure.records.titles import titled


@pytest.mark.parametrize(
    ("title", "said"),
    [
        ("某街道加装电梯支持办法", "《某街道加装电梯支持办法》"),
        ("《某办法（草案）》起草说明", "《〈某办法（草案）〉起草说明》"),
        ("关于转发《〈某条例〉释义》的通知", "《关于转发〈《某条例》释义〉的通知》"),
    ],
)
def test_marks_within_a_title_change_with_their_depth(title: str, said: str) -> None:
    assert titled(title) == said
