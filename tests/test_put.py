"""One value of a file is changed, and no other byte; what cannot be changed so is refused with a reason."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from disclosure.reading.put import PutRefusedError, put, written_values
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document

DECISION = dedent("""\
    # 开头的说明
    id: dec-2025-01
    title: "制定“助餐”办法"   # 名称
    basis:
      - 《养老条例》
      # 第二条的说明
      - 《决策规定》
    required_steps: [draft, feedback]
    stages:
      draft: doc-2025-030
      feedback: {absent: not-due, due: 2025-07-31}  # 还没到期
      meeting: {absent: not-due, due: 2025-09-30}
    opinions:
      received: 12
      items:
        - summary: 座椅加遮阳
          outcome: adopted

        # 第二条
        - summary: 保留停车位
          outcome: partly
          reason: '只留''一处'''
    disclosure: active
    """)


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (("title",), "新的名称", 'title: "制定“助餐”办法"   # 名称', 'title: "新的名称"   # 名称'),
        (("opinions", "received"), "13", "  received: 12", "  received: 13"),
        (("opinions", "received"), 13, "  received: 12", "  received: 13"),
        (("stages", "draft"), "12:30", "  draft: doc-2025-030", '  draft: "12:30"'),
        (("disclosure",), "no", "disclosure: active", 'disclosure: "no"'),
        (("disclosure",), 'a "b": c', "disclosure: active", "disclosure: 'a \"b\": c'"),
        (("disclosure",), "第一行\n第二行", "disclosure: active", "disclosure: |-\n  第一行\n  第二行"),
        (("basis", 1), "另一部：细则", "  - 《决策规定》", "  - 另一部：细则"),
        (("required_steps", 1), "expert, risk", "[draft, feedback]", '[draft, "expert, risk"]'),
        (("required_steps", 1), "三、议题", "[draft, feedback]", '[draft, "三、议题"]'),
        (("required_steps",), ["一；二", "甲，乙"], "[draft, feedback]", '["一；二", "甲，乙"]'),
        (("required_steps", 2), "result", "[draft, feedback]", "[draft, feedback, result]"),
        (("required_steps",), ["draft"], "[draft, feedback]", "[draft]"),
        (("required_steps",), ["consultation", "draft", "feedback"], "[draft,", "[consultation, draft,"),
        (
            ("opinions", "items", 1, "reason"),
            "没有'一处'",
            "      reason: '只留''一处'''",
            "      reason: '没有''一处'''",
        ),
    ],
)
def test_a_value_is_changed_in_the_style_that_it_has(path, value, old, new):
    assert put(DECISION, path, value, Decision) == DECISION.replace(old, new, 1) != DECISION


@pytest.mark.parametrize(
    ("path", "value", "old", "new"),
    [
        (
            ("stages", "draft"),
            {"absent": "not-due", "due": date(2025, 8, 1)},
            "draft: doc-2025-030",
            "draft: {absent: not-due, due: 2025-08-01}",
        ),
        (
            ("stages", "feedback"),
            "doc-2025-045",
            "feedback: {absent: not-due, due: 2025-07-31}  # 还",
            "feedback: doc-2025-045  # 还",
        ),
        (("stages", "feedback", "due"), "2025-08-31", "due: 2025-07-31}", "due: 2025-08-31}"),
        (
            ("stages", "feedback", "basis"),
            "尚在征求意见",
            "not-due, due: 2025-07",
            "not-due, basis: 尚在征求意见, due: 2025-07",
        ),
        (("stages", "feedback", "due"), None, "{absent: not-due, due: 2025-07-31}", "{absent: not-due}"),
        (("stages", "feedback", "absent"), None, "{absent: not-due, due: 2025-07-31}", "{due: 2025-07-31}"),
        (("opinions", "items", 0, "summary"), None, "- summary: 座椅加遮阳\n      outcome", "- outcome"),
        (("opinions", "adopted"), "5", "  received: 12\n", "  received: 12\n  adopted: 5\n"),
        (
            ("opinions", "items", 0, "reason"),
            "理由",
            "      outcome: adopted\n",
            "      outcome: adopted\n      reason: 理由\n",
        ),
        (
            ("opinions", "items", 2),
            {"summary": "第三条", "outcome": "adopted"},
            "disclosure",
            "    - summary: 第三条\n      outcome: adopted\ndisclosure",
        ),
        (
            ("opinions", "items", 0),
            None,
            "    - summary: 座椅加遮阳\n      outcome: adopted\n",
            "",
        ),
        (("basis",), ["《决策规定》"], "  - 《养老条例》\n", ""),
        (("basis",), [], "basis:\n  - 《养老条例》\n  # 第二条的说明\n  - 《决策规定》\n", "basis: []\n"),
        (("adjusted",), "kept", "stages:", "adjusted: kept\nstages:"),
        (("summary",), "一句话", "basis:", "summary: 一句话\nbasis:"),
        (("order",), 3, "title:", "order: 3\ntitle:"),
        (
            ("review", "secrecy"),
            "2025-03-15 办",
            "disclosure: active\n",
            "disclosure: active\nreview:\n  secrecy: 2025-03-15 办\n",
        ),
        (("unknown",), ["甲"], "disclosure: active\n", "disclosure: active\nunknown: [甲]\n"),
        (("disclosure",), None, "disclosure: active\n", ""),
    ],
)
def test_parts_are_added_where_the_model_has_them_and_taken_out(path, value, old, new):
    assert old in DECISION
    assert put(DECISION, path, value, Decision) == DECISION.replace(old, new, 1) != DECISION


FRONT = (
    "---\r\nid: doc-2025-001 \r\ntitle:   '关于\"甲\"的通知' # 名称\r\nsummary: >-\r\n  一段话，\r\n  分两行。\r\n\r\n"
    "audience:\r\n- all\r\n---\r\n# 正文\r\n\r\ntitle: 不是信息栏\r\n"
)


@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_front_matter_keeps_its_line_ends_and_its_mark(mark):
    text = mark + FRONT
    assert put(text, ("title",), "新标题") == text.replace('关于"甲"的通知', "新标题")
    assert put(text, ("summary",), "只一行") == text.replace("  一段话，\r\n  分两行。", "  只一行")
    assert put(text, ("audience", 1), "residents") == text.replace("- all\r\n", "- all\r\n- residents\r\n")
    assert put(text, ("kind",), "notice", Document) == text.replace("summary:", "kind: notice\r\nsummary:")


@pytest.mark.parametrize(
    ("path", "value", "made"),
    [
        (("b",), "三", "a: 1\nb: 三"),
        (("b",), None, "a: 1"),
        (("c",), "3", 'a: 1\nb: 2\nc: "3"'),
        (("c",), 3, "a: 1\nb: 2\nc: 3"),
        (("a",), ["长" * 40, "甲" * 40], f"a:\n  - {'长' * 40}\n  - {'甲' * 40}\nb: 2"),
    ],
)
def test_a_last_line_without_an_end_stays_without(path, value, made):
    assert put("a: 1\nb: 2", path, value) == made


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("value", ["一句\n", "两句\n各一行\n", "隔开\n\n\n"])
def test_a_last_line_gets_an_end_where_the_text_has_one(end, value):
    made = put(f"a: 1{end}b: 旧", ("b",), value)
    assert made.startswith(f"a: 1{end}b: ") and made.endswith(end)
    assert {item.location: item.text for item in written_values(made)}[("b",)] == value


@pytest.mark.parametrize(
    ("text", "path", "made"),
    [
        ("a: [{b: x}, {c: y}]\n", ("a", 0, "b"), 'a: [{b: "甲、乙"}, {c: y}]\n'),
        ("a: [{b: x}]\n", ("a", 0, "d"), 'a: [{b: x, d: "甲、乙"}]\n'),
        (
            "a:\n  - {b: x}\n",
            ("a", 0, "b"),
            "a:\n  - {b: 甲、乙}\n",
        ),  # no brackets of a list: no item to be taken for two
        ("a: {b: x}\n", ("a", "b"), "a: {b: 甲、乙}\n"),
    ],
)
def test_what_could_be_taken_for_two_items_is_put_in_quotes_and_nothing_else(text, path, made):
    assert put(text, path, "甲、乙") == made


def test_an_empty_key_is_filled():
    assert put("draft:\nb: [{c: }]\n", ("draft",), "x") == "draft: x\nb: [{c: }]\n"
    assert put("draft:\nb: [{c: }]\n", ("b", 0, "c"), "x") == "draft:\nb: [{c: x}]\n"
    assert put("a:  # 空着\n", ("a", "b", 0), "x") == "a:  # 空着\n  b: [x]\n"


def test_what_is_said_already_changes_nothing():
    assert put(DECISION, ("title",), "制定“助餐”办法") == DECISION
    assert put(DECISION, ("stages", "risk"), None) == DECISION


def refusal(text: str, path: tuple[str | int, ...], value: object) -> str:
    with pytest.raises(PutRefusedError) as refused:
        put(text, path, value)  # type: ignore[arg-type]
    return str(refused.value)


@pytest.mark.parametrize(
    ("text", "path", "value", "reason"),
    [
        ("a: 1\na: 2\n", ("a",), "3", "第 2 行的写法有问题，改不了：键“a”写了两次，第一次在第 1 行。请删除其中一行。"),
        (
            "a: &x 1\nb: *x\n",
            ("a",),
            "3",
            "第 1 行的写法有问题，改不了：这里用了 YAML 的锚点（&）、别名（*）或标签（!）。"
            "请直接写出内容；要以这些符号开头，请给整个值加英文双引号。",
        ),
        (
            "---\ntitle：甲\n---\n",
            ("title",),
            "乙",
            "第 2 行的写法有问题，改不了：这里的内容不是“键: 值”的形式。"
            "请按“键: 值”一行一项填写；冒号用半角，后面留一个空格。",
        ),
        (
            "a: [1\n",
            ("a",),
            "3",
            "第 1 行的写法有问题，改不了：括号“[”没有配对。请补上“]”；它是文字的一部分时，请给整个值加英文双引号。",
        ),
        ("a: 1\n", ("b", 3), "x", "文件里没有“b.3”这个位置。请核对要改的是哪一项。"),
        ("a: 1\n", ("a", "b"), "x", "文件里没有“a.b”这个位置。请核对要改的是哪一项。"),
        ("a: 1\n", ("a",), None, "这是文件里唯一的一项，不能去掉。不要这个文件了，请删除它。"),
        ("a: 1\n", ("a",), " ", "这样改以后文件有问题：“a”后面没有内容。请填写内容；确实没有就删除这一行。"),
        (
            "a: 1\n",
            ("a",),
            "x\x07",
            "这样改以后文件有问题：“a”的值里有一个看不见的字符（U+0007）。请删除“\\”开头的转义写法，直接写文字。",
        ),
        ("a: 1\n", (), "x", "整个文件要由“键: 值”组成。请写明要改哪一项。"),
    ],
)  # fmt: skip
def test_what_cannot_be_changed_is_refused_with_the_reason(text, path, value, reason):
    assert refusal(text, path, value) == reason


def test_of_a_text_over_several_lines_only_the_characters_change_that_differ():
    text = "a: >-\n     第一行写了很多\n     第二行，也写了很多\n\nb: 'x\n  y z'\nc: x\n"
    assert put(text, ("a",), "第一行写了很多 第二行也写了很多") == text.replace("第二行，", "第二行")
    assert put(text, ("a",), "第一行写了很多 第二行，也又写了很多") == text.replace("也写", "也又写")
    assert put(text, ("b",), "x y, z") == text.replace("y z", "y, z")
    assert put(text, ("a",), "另一句") == text.replace("     第一行写了很多\n     第二行，也写了很多\n", "  另一句\n")


def test_the_values_of_a_file_are_told_with_their_places():
    text = "---\na: '甲'\nb: [乙, {c: 丙}]\n---\nd: 丁\n"
    assert [(value.location, value.text, text[value.start : value.end]) for value in written_values(text)] == [
        (("a",), "甲", "'甲'"), (("b", 0), "乙", "乙"), (("b", 1, "c"), "丙", "丙"),
    ]  # fmt: skip
    assert written_values("a: 1\na: 2\n") == []


def test_where_the_record_type_says_no_more_a_word_stays_as_it_was_typed():
    text = "---\nwho:\n  - company: {here: yes, dishonest: no}\n---\n"
    path = ("who", 0, "company", "dishonest")
    there = put(text, path, "yes", Document)
    assert there == text.replace("dishonest: no", "dishonest: yes")
    assert put(there, path, "no", Document) == text
