"""Two have changed one record: field by field it is seen what differs, and one text comes of what is chosen."""

from __future__ import annotations

from textwrap import dedent

from disclosure.editing.desk.saving import merged
from disclosure.editing.forms import Lookups
from disclosure.editing.forms.comparing import TwoTexts
from disclosure.records.documents import Document

BASE = dedent("""\
    ---
    # 说明
    id: doc-2025-030
    title: "助餐办法"   # 名称
    kind: normative
    made: 2025-06-16
    keywords: [托管, 报名]
    disclosure: active
    review:
      proposed: 2025-06-16 community-office 主动公开 711号令/20
    ---

    第一段。

    第二段。

    第三段。
    """)


def compared(mine: str, theirs: str) -> TwoTexts:
    return TwoTexts(Document, BASE, mine, theirs, Lookups(), merged)


def test_what_only_one_has_changed_is_taken_of_itself_and_no_other_byte_changes():
    mine = BASE.replace('"助餐办法"', '"助餐新办法"').replace("第一段。", "改过的第一段。")
    theirs = BASE.replace("kind: normative", "kind:  policy # 改了").replace("第三段。", "改过的第三段。")
    both = compared(mine, theirs)
    assert [(item.label, item.mine, item.theirs, item.side) for item in both.fields() or ()] == [
        ("标题", "助餐新办法", "助餐办法", "mine"),
        ("文件种类", "行政规范性文件", "政策文件", "theirs"),
        ("正文", "改过的第一段。\n\n第二段。\n\n第三段。", "第一段。\n\n第二段。\n\n改过的第三段。", "both"),
    ]
    wanted = theirs.replace('"助餐办法"', '"助餐新办法"').replace("第一段。", "改过的第一段。")
    assert both.joined({}) == wanted


def test_what_both_have_changed_is_chosen_field_by_field():
    mine = BASE.replace("托管, 报名", "托管, 报名, 暑假").replace("第二段。", "甲。").replace("made: 2025-06-16\n", "")
    theirs = (
        BASE.replace("托管, 报名", "报名").replace("第二段。", "乙。").replace("06-16 community", "06-17 community")
    )
    both = compared(mine, theirs)
    assert [(item.name, item.side, item.met) for item in both.fields() or ()] == [
        ("made", "mine", False),
        ("keywords", "mine", True),
        ("review.proposed", "theirs", False),
        ("body", "mine", True),
    ]
    assert both.joined({"keywords": "theirs", "body": "theirs"}) == theirs.replace("made: 2025-06-16\n", "")
    kept = theirs.replace("[报名]", "[托管, 报名, 暑假]").replace("乙。", "甲。")
    assert both.joined({"made": "theirs"}) == kept


def test_of_a_text_that_cannot_be_taken_apart_nothing_is_compared():
    both = compared(BASE.replace("title:", "title"), BASE)
    assert (both.fields(), both.joined({})) == (None, None)
