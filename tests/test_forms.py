"""Forms made from the record types: what is not changed stays byte for byte, what is changed is one value."""

from __future__ import annotations

import difflib
from dataclasses import replace
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest
from selectolax.lexbor import LexborHTMLParser

from disclosure.editing.forms import FIND, Lookups, Referable, TakenIn, form, lookups_of, shown, taken_in
from disclosure.findings import Place, Rule
from disclosure.loading import read_register
from disclosure.reading.front_matter import split
from disclosure.reading.validation import validate
from disclosure.records.agency import Agency
from disclosure.records.base import Record, RefTo
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from filling import Pairs, controls, filled, model_of, names, record_files, sent
from form_records import referable

ROOT = Path(__file__).parent.parent
DOCUMENT = dedent("""\
    ---
    # 说明
    id: doc-2025-030
    title: "助餐办法"   # 名称
    kind: normative
    column: policies
    issuer: 某街道办事处
    made: 2025-06-16
    published: 2025-06-17 09:30
    keywords: [托管, 报名, 暑假]
    disclosure: active
    review:
      proposed: 2025-06-16 community-office 主动公开 711号令/20
    changes:
      # 第一次
      - date: 2025-06-20
        note: 改了电话
      - date: 2025-06-21
        note: 改了地址
    ---

    第一段。

    第二段。
    """)


@cache
def lookups(root: Path) -> Lookups:
    return lookups_of(read_register(root))


def typed(text: str, what: dict[str, str | list[str] | None], model: type = Document) -> str:
    """The text after the form was shown, some inputs filled in, and sent; nothing may be refused."""
    taken = taken_in(model, text, filled(sent(shown(form(model, text, LOOKUPS))), what), LOOKUPS)
    assert taken.refusals == {}
    return taken.text


def changed(old: str, new: str) -> list[str]:
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=0)
    return [line for line in lines if line[:3] not in ("---", "+++") and not line.startswith("@@")]


LOOKUPS = lookups(ROOT / "tests" / "site")


@pytest.mark.parametrize("root", [ROOT, ROOT / "tests" / "site"], ids=["demonstration", "small office"])
def test_a_form_that_is_sent_as_it_is_shown_changes_no_byte(root: Path) -> None:
    differ = []
    for path in record_files(root)[::25]:
        text, model = (root / path).read_bytes().decode(), model_of(path)
        taken = taken_in(model, text, sent(shown(form(model, text, lookups(root)))), lookups(root))
        differ += [path] if taken.text != text or taken.refusals else []
    assert differ == []


@pytest.mark.parametrize(
    ("what", "lines"),
    [
        ({"title": "新的名称"}, ['-title: "助餐办法"   # 名称', '+title: "新的名称"   # 名称']),
        ({"made": "2025-06-15"}, ["-made: 2025-06-16", "+made: 2025-06-15"]),
        ({"disclosure": "on-request"}, ["-disclosure: active", "+disclosure: on-request"]),
        ({"doc_no": "某办发〔2025〕1号"}, ["+doc_no: 某办发〔2025〕1号"]),
        ({"keywords.1": ""}, ["-keywords: [托管, 报名, 暑假]", "+keywords: [托管, 暑假]"]),
        ({"keywords.3": "寒假"}, ["-keywords: [托管, 报名, 暑假]", "+keywords: [托管, 报名, 暑假, 寒假]"]),
        ({"keywords.0": "", "keywords.2": ""}, ["-keywords: [托管, 报名, 暑假]", "+keywords: [报名]"]),
        ({"keywords.0": "", "keywords.1": "", "keywords.2": ""}, ["-keywords: [托管, 报名, 暑假]"]),
        ({"changes.0.note": "改了号码"}, ["-    note: 改了电话", "+    note: 改了号码"]),
        ({"changes.0:remove": "yes"}, ["-  - date: 2025-06-20", "-    note: 改了电话"]),
        ({"changes.2.date": "2025-06-22"}, ["+  - date: 2025-06-22"]),
        ({"backfill.reason": "迟到"}, ["+backfill:", "+  reason: 迟到"]),
        ({"body": "第一段。\n\n改过的第二段。"}, ["-第二段。", "+改过的第二段。"]),
        (
            {"review.proposed:basis": "711号令/21"},
            [
                "-  proposed: 2025-06-16 community-office 主动公开 711号令/20",
                "+  proposed: 2025-06-16 community-office 主动公开 711号令/21",
            ],
        ),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_what_is_typed_changes_its_lines_and_no_other(
    what: dict[str, str | list[str] | None], lines: list[str], end: str
) -> None:
    text = DOCUMENT.replace("\n", end)
    made = typed(text, what)
    assert changed(text, made) == lines
    assert made.count("\r") == (made.count("\n") if end == "\r\n" else 0)


def test_lines_of_a_body_that_stay_keep_their_ends() -> None:
    text = DOCUMENT + "第三段。\r\n\r\n第四段。\n第五段。"
    assert typed(text, {"body": "第一段。\n\n第二段。\n第三段改。\n\n第四段。\n第五段。"}) == text.replace(
        "第三段。\r\n", "第三段改。\n"
    )


def test_what_is_not_sent_stays() -> None:
    pairs: Pairs = [("title", "新的名称")]
    assert taken_in(Document, DOCUMENT, pairs, LOOKUPS).text == DOCUMENT.replace('"助餐办法"', '"新的名称"')


def test_inputs_are_named_by_their_locations() -> None:
    found = names(shown(form(Document, DOCUMENT, LOOKUPS)))
    assert {"title", "changes.0.date", "changes.2.note", "review.proposed:by", "body", ":more"} <= set(found)


WHO = DOCUMENT.replace(
    "keywords:", "who:\n  - {age: {min: 60}, hukou: [here, city]}  # 老人\n  - any: [{a: b}]\nkeywords:"
)


@pytest.mark.parametrize(
    ("what", "criteria"),
    [
        ({"who.0.0:value": "65"}, "  - {age: {min: 65}, hukou: [here, city]}  # 老人\n  - any: [{a: b}]\n"),
        ({"who.0.1:value": "本市户籍"}, "  - {age: {min: 60}, hukou: city}  # 老人\n  - any: [{a: b}]\n"),
        ({"who.0.1:remove": "yes"}, "  - {age: {min: 60}}  # 老人\n  - any: [{a: b}]\n"),
        (
            {"who.0.2:fact": "lives_here"},
            "  - {age: {min: 60}, hukou: [here, city], lives_here: yes}  # 老人\n  - any: [{a: b}]\n",
        ),
        (
            {"who.0.2:fact": "age", "who.0.2:is": "under", "who.0.2:value": "80"},
            "  - {age: {min: 60, under: 80}, hukou: [here, city]}  # 老人\n  - any: [{a: b}]\n",
        ),
        ({"who.0:remove": "yes"}, "  - any: [{a: b}]\n"),
        ({"who.1": "any: [{a: c}]"}, "  - {age: {min: 60}, hukou: [here, city]}  # 老人\n  - any: [{a: c}]\n"),
        (
            {"who.2.0:fact": "home.floors", "who.2.0:is": "min", "who.2.0:value": "4"},
            "  - {age: {min: 60}, hukou: [here, city]}  # 老人\n  - any: [{a: b}]\n"
            "  - home:\n      floors:\n        min: 4\n",
        ),
    ],
)
def test_whom_a_policy_concerns_is_said_in_chinese(what: dict[str, str | list[str] | None], criteria: str) -> None:
    taken = taken_in(Document, WHO, filled(sent(shown(form(Document, WHO, MANY))), what), MANY)
    assert taken.refusals == {}
    assert taken.text[taken.text.index("who:\n") + 5 : taken.text.index("keywords:")] == criteria


DECISION = dedent("""\
    id: dec-2025-01
    order: 1
    title: 助餐办法
    stages:
      draft: doc-2025-005
      feedback: {absent: not-due, due: 2025-07-31}  # 还没到期
    disclosure: active
    """)
MANY = referable()


@pytest.mark.parametrize(
    ("what", "lines"),
    [
        (
            {"stages.draft:is": "absent", "stages.draft.absent": "not-required", "stages.draft.basis": "没有草案"},
            ["-  draft: doc-2025-005", "+  draft: {absent: not-required, basis: 没有草案}"],
        ),
        (
            {"stages.feedback": "doc-2025-009"},  # the radio buttons left as they are
            [
                "-  feedback: {absent: not-due, due: 2025-07-31}  # 还没到期",
                "+  feedback: doc-2025-009  # 还没到期",
            ],
        ),
        ({"stages.draft:is": ""}, ["-  draft: doc-2025-005"]),
        ({"stages.risk.absent": "withheld"}, ["+  risk: {absent: withheld}"]),
        ({"opinions.items.0.summary": "加座椅"}, ["+opinions:", "+  items:", "+    - summary: 加座椅"]),
        (
            {"review.approved:date": "2025-06-17", "review.approved:post": "分管负责人"},
            ["+review:", "+  approved: 2025-06-17 分管负责人"],
        ),
    ],
)
def test_a_slot_is_a_paper_or_the_reason_for_none(what: dict[str, str | list[str] | None], lines: list[str]) -> None:
    taken = taken_in(Decision, DECISION, filled(sent(shown(form(Decision, DECISION, MANY))), what), MANY)
    assert (changed(DECISION, taken.text), taken.refusals) == (lines, {})


@pytest.mark.parametrize(
    ("model", "text", "what", "refused"),
    [
        (Document, DOCUMENT, {"title": "甲\0乙"}, {"title": "U+0000"}),
        (Document, DOCUMENT, {"body": "甲\u202e乙"}, {"body": "U+202E"}),
        (Document, DOCUMENT, {"body": "甲乙丙丁" * 30_000}, {"body": "连着写了"}),
        (Document, DOCUMENT, {"disclosure": "没有的选项"}, {"disclosure": "没有这个选项"}),
        (Document, DOCUMENT, {"interprets": "没有这份文件"}, {"interprets": "没有找到“没有这份文件”"}),
        (Document, DOCUMENT, {"review.secrecy:state-secret": "国家秘密无"}, {"review.secrecy:date": "还没有填“日期”"}),
        (Document, DOCUMENT, {"clause_hints.0:value": "看这里"}, {"clause_hints.0:key": "左边还没有写"}),
        (
            Document,
            DOCUMENT,
            {"who.0.0:fact": "hukou", "who.0.0:value": "火星"},
            {"who.0.0:value": "可以写：本街道户籍"},
        ),
        (
            Document,
            DOCUMENT,
            {"changes.3.note": "甲\0", "changes.4.date": "2025-06-23", "changes.6.note": "乙\0"},
            {"changes.3.note": "U+0000", "changes.4.note": "U+0000"},
        ),
        (Document, WHO, {"who.0.6:fact": "age"}, {"who.0.2:value": "还没有写要求"}),
        (Document, DOCUMENT, {"who.0.0:value": "65"}, {"who.0.0:fact": "还没有选是哪一项情况"}),
        (Document, DOCUMENT, {"who.0.0:fact": "age"}, {"who.0.0:value": "还没有写要求"}),
        (Decision, DECISION, {"stages.risk:is": "paper"}, {"stages.risk": "还没有选是哪一份"}),
        (Decision, DECISION, {"stages.risk:is": "absent"}, {"stages.risk.absent": "还没有选没有文件的原因"}),
        (Decision, DECISION, {"stages.draft.basis": "没有草案"}, {"stages.draft.basis": "没有用上"}),
        # the first row goes, so that the second is the first when it is shown again
        (Document, DOCUMENT, {"changes.0:remove": "yes", "changes.1.note": "甲\0"}, {"changes.0.note": "U+0000"}),
    ],
)
def test_what_cannot_be_written_is_refused_where_it_was_typed_and_stays_typed(
    model: type[Record], text: str, what: dict[str, str | list[str] | None], refused: dict[str, str]
) -> None:
    title = {} if "title" in what else {"title": "新的名称"}
    taken = taken_in(model, text, filled(sent(shown(form(model, text, MANY))), what | title), MANY)
    assert [*taken.refusals] == [*refused]
    assert all(words in taken.refusals[name] and taken.refusals[name].endswith("。") for name, words in refused.items())
    assert "title" in what or "title: " in taken.text and "新的名称" in taken.text
    again = shown(form(model, taken.text, MANY, typed=taken.typed), taken.typed, refusals=taken.refusals)
    kept = {(name, value.replace("\0", "\ufffd")) for name, values in taken.typed.items() for value in values}
    if "disclosure" not in what:  # what is no option cannot be shown as one
        assert kept <= {*sent(again)}
    assert LexborHTMLParser(again).css_first(f'[id="e-{[*refused][0]}"] .is-error') is not None


def test_one_refused_input_does_not_keep_the_others_from_being_written() -> None:
    long = {"title": "新的名称", "made": "2025-06-15", "summary": "甲乙丙丁" * 30_000}
    taken = taken_in(Document, DOCUMENT, filled(sent(shown(form(Document, DOCUMENT, LOOKUPS))), long), LOOKUPS)
    wanted = ['-title: "助餐办法"   # 名称', '+title: "新的名称"   # 名称', "-made: 2025-06-16", "+made: 2025-06-15"]
    assert (changed(DOCUMENT, taken.text), [*taken.refusals]) == (wanted, ["summary"])


def test_a_finding_is_told_at_the_input_that_it_is_about() -> None:
    text = DOCUMENT.replace("made: 2025-06-16", "made: 2025-02-30").replace("issuer: 某街道办事处\n", "")
    text = text.replace("date: 2025-06-21", "date: 明天").replace("第二段。", "[坏的](#x)")
    text = text.replace("keywords:", "audience: [无此人群]\nkeywords:").replace("  proposed: 2025", "  proposed: 昨天")
    tree = split(text, "docs/a.md")[0]
    assert tree is not None
    found = validate(Document, tree)[1]
    line = text.count("\n", 0, text.index("[坏的]")) + 1
    found.append(Rule("LNK-001", "").at(Place("docs/a.md", line, 1), "。", "。"))
    made = form(Document, text, LOOKUPS)
    at = made.at(found)
    assert {name: [item.rule for item in items] for name, items in sorted(at.items())} == {
        "audience": ["FLD-003"],
        "body": ["LNK-001"],
        "changes.1.date": ["FLD-003"],
        "issuer": ["FLD-001"],
        "made": ["FLD-003"],
        "review.proposed": ["FLD-003"],
    }
    html = LexborHTMLParser(shown(made, at=at))
    told = [(node.attributes["aria-describedby"] or "").split()[-1] for node in html.css("[aria-describedby]")]
    assert {words for words in told if words.startswith("e-")} == {f"e-{name}" for name in at}
    invalid = [node.attributes["id"] for node in html.css("[aria-invalid=true]")]
    assert invalid == ["f-issuer", "f-made", "f-changes.1.date", "f-body"]


def test_a_list_where_one_choice_belongs_is_shown_and_stays() -> None:
    for said in ("[normative, notice]", "{a: b}"):
        text = DOCUMENT.replace("kind: normative", f"kind: {said}")
        assert taken_in(Document, text, sent(shown(form(Document, text, Lookups()))), Lookups()).text == text


def test_whatever_the_record_type_does_not_know_stays_until_it_is_removed() -> None:
    text = DOCUMENT.replace("disclosure:", '"ti.t el:": [甲, {乙: 丙}]\nconsultation: 以后\nguide: [无]\ndisclosure:')
    html = shown(form(Document, text, LOOKUPS))
    assert [node.text() for node in LexborHTMLParser(html).css("pre")] == ["无", "甲\n{乙: 丙}"]
    assert typed(text, {"ti%2Et%20el%3A:remove": "yes"}) == text.replace('"ti.t el:": [甲, {乙: 丙}]\n', "")
    assert typed(text, {"consultation": "以后再说"}) == text.replace("以后\n", "以后再说\n")


@pytest.mark.parametrize("fault", ["title: 又一个\n", "a: &b c\n", "b: [\n", 'c: "\\u0007"\n\x07'])
def test_a_file_that_cannot_be_taken_apart_is_one_text(fault: str) -> None:
    text = DOCUMENT.replace("issuer:", f"{fault}issuer:").replace("\n", "\r\n")
    html = shown(form(Document, text, LOOKUPS))
    assert names(html) == [":text"]
    assert taken_in(Document, text, sent(html), LOOKUPS).text == text
    mended = dict(sent(html))[":text"].replace("第一段", "改过的一段").replace("\x07", "")
    assert taken_in(Document, text, [(":text", mended)], LOOKUPS).text == text.replace("第一段", "改过的一段").replace(
        "\x07", ""
    )


def test_choices_bear_chinese_names_and_are_those_that_fit() -> None:
    html = LexborHTMLParser(shown(form(Decision, DECISION, MANY)))
    assert [node.text() for node in html.css('#h-owner, [for="f-owner"]')] == ["承办部门 必填", "承办部门"]
    drafts = [node.text() for node in html.css('[id="f-stages.draft"] option')]
    assert [words.rpartition("（")[0] for words in drafts[1:]] == [
        f"关于第 {n} 件事的决策草案" for n in range(5, 900, 33)
    ]
    page = LexborHTMLParser(shown(form(Document, DOCUMENT.replace("column: policies", "column: column-1"), MANY)))
    assert [node.text() for node in page.css('[id="f-kind"] option')] == ["请选择", "政策文件", "行政规范性文件"]
    assert [node.attributes["list"] for node in page.css("#f-interprets")] == [
        "proposals.document.consultation.draft.normative.policy"
    ]


def test_what_may_be_referred_to_is_offered_newest_first() -> None:
    ids = [target.id for target in LOOKUPS.targets["document"]]
    days = [read_register(ROOT / "tests" / "site").records[key].published for key in ids]
    assert len(ids) > 10
    assert days == sorted(days, reverse=True)


def test_a_reference_may_be_written_by_id_or_by_title() -> None:
    for words in ("doc-2025-005", "关于第 5 件事的决策草案", "doc-2025-005 关于第 5 件事的决策草案"):
        pairs = filled(sent(shown(form(Document, DOCUMENT, MANY))), {"interprets": words})
        assert changed(DOCUMENT, taken_in(Document, DOCUMENT, pairs, MANY).text) == ["+interprets: doc-2025-005"]


def looked_for(name: str, words: str) -> tuple[TakenIn, str]:
    """What is taken in when words are typed where a document is to be named and looked for, and the form then."""
    pairs = filled(sent(shown(form(Document, DOCUMENT, MANY)), (FIND, name)), {name: words})
    taken = taken_in(Document, DOCUMENT, pairs, MANY)
    return taken, shown(form(Document, taken.text, MANY, typed=taken.typed), taken.typed, {}, taken.refusals)


@pytest.mark.parametrize("words", ["第 5 件 决策草案", "Doc-2025-005", "2025-005"])
def test_what_is_looked_for_by_words_is_chosen_of_what_was_found(words: str) -> None:
    taken, html = looked_for("interprets", words)
    assert (taken.text, taken.refusals, {*taken.typed}) == (DOCUMENT, {}, {"interprets"})
    found = [option for control in controls(html) if control.name == "interprets:found" for option in control.options]
    assert "doc-2025-005" in found and len(found) <= 30
    assert f'value="{words}"' in html
    chosen = filled(sent(html), {"interprets:found": "doc-2025-005"})
    assert changed(DOCUMENT, taken_in(Document, DOCUMENT, chosen, MANY).text) == ["+interprets: doc-2025-005"]


@pytest.mark.parametrize(("words", "says"), [("没有 这样的", "没有找到"), ("件事", "请多写几个字"), ("", "")])
def test_who_finds_nothing_or_too_much_is_told_and_nothing_is_written(words: str, says: str) -> None:
    taken, html = looked_for("interprets", words)
    assert taken.text == DOCUMENT and taken.refusals == {}
    told = [node.text() for node in LexborHTMLParser(html).css(".field-found legend")]
    assert (says in told[0]) if says else not told


def test_of_thousands_each_is_found_by_its_id_and_the_words_of_its_title() -> None:
    def about(n: int) -> str:
        return f"关于{'一二三四五六七八九十'[n % 10]}号楼第 {n} 次整修（甲）的通知"

    targets = tuple(Referable(f"doc-2025-{n:04}", about(n), "notice", f"办〔2025〕{n}号") for n in range(5000))
    many, any_paper = Lookups({"document": targets}), RefTo("document")
    for target in targets[::501]:
        n = int(target.id[-4:])
        assert many.found(any_paper, target.id)[0] == target
        assert many.found(any_paper, f"第 {n} 次 (甲)") and target in many.found(any_paper, f"通知 {target.title}")
        assert target in many.found(any_paper, f"办[2025]{n}号")
        assert many.found(RefTo("document", kinds=frozenset({"policy"})), target.id) == []
    html = shown(form(Document, DOCUMENT, many))
    lists = LexborHTMLParser(html).css("datalist")
    assert lists and {len(node.css("option")) for node in lists} <= {0, 60}


def test_one_row_more_is_shown_when_asked_for() -> None:
    made = shown(form(Document, DOCUMENT, LOOKUPS, more=["changes", "changes"]))
    assert {"changes.4.date"} == {name for name in names(made) if name.startswith("changes.4.d")}
    assert not any(name.startswith("changes.5") for name in names(made))
    assert typed(DOCUMENT, {"changes.2.date": "2025-06-22", "changes.3.date": "2025-06-23"}).count("- date:") == 4


def test_a_part_of_a_file_has_a_form_of_its_own() -> None:
    text = "departments:\n  - id: a\n    title: 甲\n  - id: b\n    title: 乙\n"
    html = shown(form(Agency, text, LOOKUPS, ("departments", 1)))
    assert names(html) == [f"departments.1.{key}" for key in ("id", "title", "duties", "phone", "account")]
    pairs = filled(sent(html), {"departments.1.title": "丙"})
    assert taken_in(Agency, text, pairs, LOOKUPS).text == text.replace("乙", "丙")


def test_every_control_has_a_name_for_people() -> None:
    page = LexborHTMLParser(shown(form(Decision, DECISION, MANY)))
    ids = [node.attributes["id"] for node in page.css("[id]")]
    labelled = {node.attributes.get("for") for node in page.css("label")}
    alone = [node for node in page.css("input[type=text], input[type=date], select, textarea")]
    assert len(ids) == len(set(ids))
    assert {node.attributes["id"] for node in alone} <= labelled
    told = " ".join(node.attributes["aria-describedby"] or "" for node in page.css("[aria-describedby]"))
    assert set(told.split()) <= set(ids)
    assert all(node.css_first("legend") is not None for node in page.css("fieldset"))


@pytest.mark.parametrize("kind", ["normative", "interpretation"])
def test_what_other_forms_were_made_before_changes_no_form(kind: str) -> None:
    def drawn(offered: Lookups) -> list[str]:
        rule = Rule("TST-001", "试题")
        found = {"consultation.opens": [rule.at(Place("docs/a.md", 1), "没有写。", "请补上。")]}
        text = DOCUMENT.replace("kind: normative", f"kind: {kind}")
        plain, longer = form(Document, text, offered), form(Document, text, offered, more=["changes", "audiences"])
        refused = shown(plain, {"summary": ["打的字"]}, found, {"interprets.0": "没有找到。"})
        return [shown(plain), shown(longer), refused]

    used = replace(lookups(ROOT / "tests" / "site"))
    drawn(used)
    shown(form(Document, DOCUMENT.replace("keywords:", "tags:"), used))
    fresh = [drawn(Lookups(used.targets, used.kinds, used.facts, used.paths))[number] for number in range(3)]
    assert drawn(used) == fresh
    assert len(set(fresh)) == 3
