"""Forms made from the record types: what is not changed stays byte for byte, what is changed is one value."""

from __future__ import annotations

import difflib
from functools import cache
from pathlib import Path
from textwrap import dedent

import pytest

from disclosure.editing.forms import Lookups, form, lookups_of, shown, taken_in
from disclosure.loading import read_register
from disclosure.records.documents import Document
from filling import Pairs, filled, model_of, names, record_files, sent

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
    keywords: [托管, 报名]
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
        ({"keywords.1": ""}, ["-keywords: [托管, 报名]", "+keywords: [托管]"]),
        ({"keywords.2": "暑假"}, ["-keywords: [托管, 报名]", "+keywords: [托管, 报名, 暑假]"]),
        ({"keywords.0": "", "keywords.1": ""}, ["-keywords: [托管, 报名]"]),
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


def test_what_is_not_sent_stays() -> None:
    pairs: Pairs = [("title", "新的名称")]
    assert taken_in(Document, DOCUMENT, pairs, LOOKUPS).text == DOCUMENT.replace('"助餐办法"', '"新的名称"')


def test_inputs_are_named_by_their_locations() -> None:
    found = names(shown(form(Document, DOCUMENT, LOOKUPS)))
    assert {"title", "changes.0.date", "changes.2.note", "review.proposed:by", "body", ":more"} <= set(found)
