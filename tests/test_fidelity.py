"""Fidelity: what a page shows otherwise than it was written is told, at its line; and nothing else."""

from __future__ import annotations

import resource
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from disclosure import publish
from disclosure.catalogue import ALL_RULES
from disclosure.check import check, checked
from disclosure.loading import read_register
from disclosure.order import Order
from disclosure.reading.dialect import Converter
from disclosure.reading.front_matter import Body, split
from disclosure.screening import fidelity
from disclosure.screening.fidelity.plain import is_plain
from disclosure.screening.wording.fix import fixed
from disclosure.screening.written import Known, Written
from test_manuscript import LINKS, LISTS, SIGNS, TABLES

ROOT = Path(__file__).parent.parent
CONVERTER = Converter()
PATH = "docs/notices/2025/doc-2025-007.md"


def told(text: str, html: str | None = None) -> list[tuple[str, int]]:
    """The rules that speak of a text and its page, with their lines."""
    found = fidelity.compared(PATH, Body(text, 1), CONVERTER.html(text) if html is None else html)
    return [(item.rule, item.place.line) for item in found]


WRONG = {
    "甲\n\n| 项 | 元 |\n| --- | --- |\n| 停车 | 5 |\n| 洗车 | 9 | 周末 |": [("FID-001", 6)],
    "| 项 | 元 |\n| --- | --- |\n| 停车 | 5 | 周末 |\n| 洗车 | 9 | 周末 |": [("FID-001", 3), ("FID-001", 4)],
    "[^1]: 甲\n[^1]: 乙丙丁戊\n\n正文[^1]": [("FID-001", 1)],
    "甲。\n\n见［通知］ （ref:doc-1）。": [("FID-002", 3)],
    "见（ref:doc-1）。": [("FID-002", 1)],
    "见[表] (doc-1-1.xlsx)。": [("FID-002", 1)],
    "![图]（https://a.com/a.png）": [("FID-002", 1)],
    "甲。\n\n**乙": [("FID-003", 3)],
    "甲[^3]。": [("FID-003", 1)],
    "| 甲 | 乙 |": [("FID-003", 1)],
    "甲。\n\n```\n乙": [("FID-003", 3)],
    "请到场。\n请带证件。\n请准时。\n　　请安静。\n\n完。": [("FID-004", 1)],
    "街道办事处\n党政办公室": [("FID-004", 1)],
    "某省某市第三届人民代表大会常务委员会第五次会议审议通过并予公布\n2020年6月3日修改": [("FID-004", 1)],
    "> 请到场。\n> 请带证件。": [("FID-004", 1)],
    "- 请到场。\n  请带证件。\n- 请准时。": [("FID-004", 1)],
    "甲\\\n乙": [("FID-003", 1)],
    "支**明、幸**燕": [("FID-005", 1)],
    "甲[^1]。\n\n[^1]: 乙\n[^2]: 丙": [("FID-006", 4)],
}
RIGHT = (
    "甲`[乙] (ref:doc-1)`、`**`、`| 丙 |`",
    "```\n[甲] (ref:doc-1)\n**\n| 乙 |\n```",
    "<table>\n<tr><td>甲。\n乙。</td></tr>\n</table>\n\n丙 <u>丁</u> 5&lt;6 &#20013;",
    "甲。<br>\n乙。",
    "[甲][乙]和[乙]\n\n[乙]: https://example.com/ \"题\"",
    "<https://example.com/> 与 https://example.com/甲",
    "[TOC]\n\n## 甲\n\n乙\n:   丙\n\n!!! 注意 \"丁\"\n    戊[^1]。\n\n??? tip\n    己\n\n[^1]: 庚\n\n    辛",
    "1. 甲\n1. 乙\n1. 丙\n\n丁",
    "3. 甲\n4. 乙",
    "![甲乙](a.png)丙",
    "<!-- 甲 -->\n乙",
    "带*的必填，5*3=15",
    "\\*甲\\* a_b_c ~~乙~~ ==丙==",
    "各单位要按照方案的要求，结合本单位的实际情况，认真组织好这次检查，并在检查以\n后十日内报送。",
)  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), WRONG.items())
def test_what_readers_see_otherwise_is_told_at_its_line(text: str, expected: list[tuple[str, int]]) -> None:
    assert told(text) == expected


@pytest.mark.parametrize("text", [*RIGHT, *LISTS, *TABLES, *SIGNS, *LINKS])
def test_what_readers_see_as_it_was_written_is_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>甲乙丙丁戊。</p>\n<p>己庚辛壬癸。</p>", []),
        ("<p>甲乙丙丁戊。</p>", [("FID-001", 3)]),
        ("<p>甲乙丁戊。</p>\n<p>己庚辛壬癸。</p>", [("FID-001", 1)]),
        ("<p>甲乙丙丁戊。己庚辛壬癸。</p>", []),
        (
            '<div class="toc">甲</div><p>甲乙<em>丙丁</em>戊。<span class="leaves">外站</span></p><p>己庚辛壬癸。</p>',
            [],
        ),
    ],
)
def test_the_comparison_knows_nothing_of_how_the_page_was_made(html: str, expected: list[tuple[str, int]]) -> None:
    assert told("甲乙*丙丁*戊。\n\n己庚辛壬癸。", html) == expected


@pytest.mark.parametrize(
    "text",
    [
        "甲[乙](a\n.pdf)丙",
        "甲[乙](<a\nb>)丙",
        "甲&#10;乙",
        "甲&#x0a;&#13;乙",
        '!!! note "甲\n乙"\n    丙',
        '[甲]: a\n"乙\n丙"\n\n[甲]',
    ],
)
def test_line_ends_within_markup_move_no_line(text: str) -> None:
    found = told(f"{text}\n\n| 项 | 元 |\n| --- | --- |\n| 停车 | 5 | 周末 |")
    assert ("FID-001", text.count("\n") + 5) in found


def test_lines_that_some_converter_joins_are_told() -> None:
    assert told("请到场。\n　　请带证件。", "<p>请到场。\n请带证件。</p>") == [("FID-004", 1)]


def test_stars_that_some_converter_takes_are_told() -> None:
    assert told("王*英、李*强", "<p>王<em>英、李</em>强</p>") == [("FID-005", 1)]


def test_the_words_of_a_finding_lead_to_a_page_without_it() -> None:
    text = "---\nid: doc-2025-007\n---\n请到场。\n请带证件。\n\n街道办事处\n党政办公室\n"
    made, done = fixed(Written(PATH, text), Known())
    assert made == "---\nid: doc-2025-007\n---\n请到场。\n\n请带证件。\n\n街道办事处\n\n党政办公室\n"
    assert [(item.place.line, item.old, item.new) for item in done] == [(4, "", "\n"), (7, "", "\n")]
    assert fixed(Written(PATH, made), Known()) == (made, [])


def test_a_file_of_windows_keeps_its_line_ends() -> None:
    made, _ = fixed(Written(PATH, "---\r\nid: doc-2025-007\r\n---\r\n请到场。\r\n请带证件。\r\n"), Known())
    assert made == "---\r\nid: doc-2025-007\r\n---\r\n请到场。\r\n\r\n请带证件。\r\n"


def documents() -> list[str]:
    files = [*ROOT.glob("docs/**/*.md"), *ROOT.glob("tests/site/docs/**/*.md")]
    return [split(file.read_text("utf-8"), "")[1].text for file in sorted(files)]


def test_the_documents_of_both_offices_are_read_as_they_were_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fidelity, "is_plain", lambda text: False)
    assert [found for text in documents() if (found := told(text))] == []


PIECES = (
    "## 甲", "乙", "- 丙", "1. 丁", "2. 戊", "| 己 | 庚 |", "| --- | --- |", "[辛](ref:a)", "**壬**", "癸：", "（一）",
    " ", "-", "#", "*", "|", "[", "](", "1.", "ref:", "　", ":", "王*", "`",
)  # fmt: skip
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(["", "\n", "\n\n"])).map("".join), max_size=9)


@settings(max_examples=500, deadline=None, derandomize=True)
@given(TEXTS.map("".join))
def test_a_plain_text_is_one_in_which_nothing_is_told(text: str) -> None:
    if is_plain(text):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(fidelity, "is_plain", lambda text: False)
            assert told(text) == []


def test_the_check_and_the_build_tell_the_same(office_copy: Path) -> None:
    source = (office_copy / "docs/notices/2025/doc-2025-003.md").read_text("utf-8")
    head = source[: source.index("\n---\n") + 5]
    (office_copy / "docs/notices/2025/doc-2025-003.md").write_text(
        f"{head}请到场。\n请带证件。\n\n见[](ref:notices)[^1]。\n\n[^1]: 甲\n[^2]: 乙\n", "utf-8"
    )
    register = read_register(office_copy)
    assert register.demonstration_day is not None
    faults = {item for item in check(register, register.demonstration_day) if item.rule.startswith("FID-")}
    built = publish.build(office_copy, Order(out=office_copy / "public")).findings
    assert {item.rule for item in faults} == {"FID-004", "FID-006"}
    assert {item.place for item in built if item.rule.startswith("FID-")} == {item.place for item in faults}
    assert [item for item in built if item.rule.startswith("LNK-")] == []


def test_no_text_takes_long() -> None:
    program = (
        "import sys\nfrom test_fidelity import fidelity, Body\nfrom test_manuscript import HOSTILE\n"
        "for text in HOSTILE:\n"
        "    list(fidelity.compared('a', Body(text, 1), '<p>' + text))\n"
        "    list(fidelity.compared('a', Body(text, 1), text.replace('甲', '<p>乙<!--')))\nsys.stdout.write('done')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=Path(__file__).parent, preexec_fn=bounded, capture_output=True, text=True
    )
    assert (done.stdout, done.returncode) == ("done", 0), done.stderr[-500:]


def bounded() -> None:
    """A safety net: the child dies when it computes for more than a minute."""
    resource.setrlimit(resource.RLIMIT_CPU, (60, 60))


def test_a_waiver_holds_for_the_check_and_for_the_build(office_copy: Path) -> None:
    document = office_copy / "docs/notices/2025/doc-2025-003.md"
    document.write_text(document.read_text("utf-8") + "\n\n请带证件。\n请准时。\n", "utf-8")
    (office_copy / "data/waivers").mkdir(exist_ok=True)
    (office_copy / "data/waivers/2025-099.yml").write_text(
        "rule: FID-004\nwhere: docs/notices/2025/doc-2025-003.md\nreason: 照原样刊登\n"
        "approved_by: 党政办公室\nexpires: 2025-12-31\n",
        "utf-8",
    )
    register = read_register(office_copy)
    assert register.demonstration_day is not None
    judged = checked(register, register.demonstration_day, rules=ALL_RULES)
    built = publish.build(office_copy, Order(out=office_copy / "public"))
    assert [item.finding.rule for item in judged.silenced] == ["FID-004"]
    assert [item.finding.rule for item in built.silenced] == ["FID-004"]
    assert [item.rule for item in (*judged.findings, *built.findings)] == []
