"""Titles in book title marks, and where the lines of a heading may break."""

import pytest

from disclosure.pages.breaks import in_words
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


@pytest.mark.parametrize(
    ("title", "keywords", "pieces"),
    [
        ("某街道老楼装电梯支持办法", ["某街道", "装电梯"], "某街道|老楼|装电梯|支持|办法"),
        ("某街道老楼装电梯支持办法", [], "某街道|老楼装电梯|支持|办法"),  # what is not known stays whole
        ("装电梯支持办法的解读", ["电梯", "装电梯"], "装电梯|支持|办法的|解读"),  # the longer word; no sign alone
        ("关于公布2025年目录的通知书", [], "关于|公布2025年|目录的|通知书"),
        ("停放与充电", ["停放", "充电"], "停放|与充电"),
        ("装电梯：<办法>（草案）", ["装电梯"], "装电梯：&lt;办法&gt;（草案）"),  # beside other signs a browser knows
        ("办法", ["办法", ""], "办法"),
        ("", [], ""),
    ],
)
def test_a_title_breaks_between_its_words(title: str, keywords: list[str], pieces: str) -> None:
    assert in_words(title, keywords) == pieces.replace("|", "<wbr>")
