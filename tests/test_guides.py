"""Guides to disclosure and their forms: what is of former rules is found by its kind, what is right is left alone."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import yaml
from docx import Document as new_word

from demonstration import REPOSITORY
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.loading import read_register
from disclosure.records.guides import RequestFees
from disclosure.rules import guide_days, guide_duties
from disclosure.rules import guide_wording as wording
from disclosure.rules.guide_charges import wrong_charges
from disclosure.rules.guide_statements import statements

FOLDER = Path(__file__).parent / "guides"
PERIODS = {"reply-within": 20, "reply-extension": 20, "third-party": 15, "correction-notice": 7}
KINDS = {
    "fees": wording.old_fees,
    "purpose": wording.asks_purpose,
    "remedy": wording.old_remedy,
    "receipt": guide_days.wrong_receipt,
    "counted": guide_days.counts_on_over_mending,
    "times": wording.mends_more_than_once,
    "from-work": guide_days.counts_from_work,
    "approver": guide_duties.wrong_approver,
    "silence": guide_duties.silence_as_word,
    "asking-in": guide_duties.counts_asking_in,
    "interest": guide_duties.asks_interest,
    "former": guide_duties.former_regulation,
}
TODAY = date(2025, 6, 18)
GUIDE = "docs/guide/2025/doc-2025-001.md"


def read(name: str) -> list[str] | dict[str, list[str]]:
    return yaml.load((FOLDER / name).read_text("utf-8"), yaml.CSafeLoader)


def kinds_in(text: str) -> Iterator[str]:
    for said in statements(text):
        yield from (key for key, _ in wording.wrong_periods(said, PERIODS))
        yield from ("workdays" for _ in wording.without_workdays(said, PERIODS))
        for kind, finder in KINDS.items():
            yield from (kind for _ in finder(said))


def test_every_wording_of_former_rules_is_found_once_and_as_what_it_is() -> None:
    said = [(kind, text) for kind, texts in read("wrong.yml").items() for text in texts]
    assert len(said) >= 75
    assert {text: found for kind, text in said if (found := list(kinds_in(text))) != kind.split()} == {}


def test_what_only_looks_alike_is_left_alone() -> None:
    said = read("right.yml")
    assert len(said) >= 50
    assert {text: found for text in said if (found := list(kinds_in(text)))} == {}


def test_each_number_and_each_day_of_receipt_is_judged_by_its_own_clause() -> None:
    said = [(kind, text) for kind, texts in read("days_wrong.yml").items() for text in texts]
    assert len(said) >= 40
    assert {text: found for kind, text in said if (found := list(kinds_in(text))) != kind.split()} == {}


def test_right_periods_side_by_side_and_right_days_of_receipt_are_left_alone() -> None:
    said = read("days_right.yml")
    assert len(said) >= 40
    assert {text: found for text in said if (found := list(kinds_in(text)))} == {}


def test_what_only_the_office_or_its_head_decides_is_not_given_to_others() -> None:
    """Who lengthens, what silence means, what is proved or paid: each wrong wording once, its right one never."""
    said = [(kind, text) for kind, texts in read("duties_wrong.yml").items() for text in texts]
    assert len(said) >= 40
    assert {text: found for kind, text in said if (found := list(kinds_in(text))) != kind.split()} == {}
    right = read("duties_right.yml")
    assert len(right) >= 30
    assert {text: found for text in right if (found := list(kinds_in(text)))} == {}


FEES = RequestFees.model_validate(yaml.load((REPOSITORY / "data/request-fees.yml").read_text("utf-8"), yaml.BaseLoader))


def test_what_a_guide_charges_is_held_against_the_official_steps() -> None:
    """Each bound, price, tier and period that differs is told once; what only has numbers is left alone."""
    told = read("charges.yml")
    found = {
        kind: {text: [wrong for said in statements(text) for wrong in wrong_charges(said, FEES)] for text in texts}
        for kind, texts in told.items()
    }
    assert {text: wrong for text, wrong in found["wrong"].items() if len(wrong) != 1} == {}
    assert {text: wrong for text, wrong in found["right"].items() if wrong} == {}


def test_the_standard_is_told_in_words() -> None:
    (said,) = statements("超过20页的部分每页10元。")
    (wrong,) = wrong_charges(said, FEES)
    assert (said.text[wrong.start : wrong.end], wrong.right) == ("超过20页", "第 31 到 100 页，每页 10 元")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("电子邮件发来的，以签收之日为收到申请之日，以发送时间为准。", "双方确认之日"),
        ("邮寄的，以寄出的邮戳日为收到日。", "签收之日"),
        ("平信以收发室盖章之日为收到之日。", "收到当日与申请人确认之日"),
    ],
)
def test_each_way_is_told_its_own_day(text: str, words: str) -> None:
    assert [found.right for said in statements(text) for found in guide_days.wrong_receipt(said)] == [words]


@pytest.mark.parametrize(
    ("text", "helps"),
    [
        ("书写有困难的，可以口头提出，由工作人员代填。", False),
        ("现场提供打印协助。", False),
        ("阅读有困难或者视听有障碍的，工作人员提供帮助。", True),
        ("工作人员可以协助看不清字的申请人。", True),
        ("备有大字版指南。", True),
    ],
)
def test_help_is_help_for_those_who_cannot_read_see_or_hear_well(text: str, helps: bool) -> None:
    assert bool(guide_duties.HELPS.search(text)) is helps


def test_a_sentence_of_hundreds_of_periods_is_read_once() -> None:
    """A line that goes on without end costs what its length is, and each of its numbers is found."""
    assert list(kinds_in("自收到申请之日起15个工作日内答复，" * 1500)) == ["reply-within"] * 1500


def test_ten_right_guides_in_other_words_have_no_finding() -> None:
    guides = read("guides.yml")
    assert len(guides) == 10
    assert [(number, found) for number, text in enumerate(guides) if (found := list(kinds_in(text)))] == []


# What a guide may say wrongly and rightly, by the rule that finds it; a guide of the generator takes one of each.
_SAYS = {
    "GDE-005": ("写清所需信息用来做什么，即用途，必须填写。", "为什么申请，不用写。"),
    "GDE-001": ("我镇收到申请后，{n}个工作日内答复申请人。", "我镇收到申请后，二十个工作日内答复申请人。"),
    "GDE-001 ": ("要延期的，再给{n}个工作日。", "要延期的，经负责人同意，最长再给20个工作日。"),
    "GDE-003": ("写得不清楚的，{m}个工作日内一次性通知申请人补正。", "写得不清楚的，七个工作日内一次性通知补正。"),
    "GDE-004": ("查阅后要复印的，复印费每页{c}角，另收邮递费。", "检索、复制、邮寄都不收费。"),
    "GDE-006": ("被告知不予公开的，可以复议，也可以到法院起诉。", "被告知不予公开的，先复议，对复议决定不服再起诉。"),
    "GDE-008": ("寄来的申请，以投递之日为收到申请之日。", "寄来的申请，以签收之日为收到申请之日。"),
}
# Never wrong, whatever stands around it.
_NEVER = (
    "第三方接到征求意见书，15个工作日内提出意见。",
    "与别的机关共同制作的，被征求意见的机关也有十五个工作日。",
    "数量、频次明显超过合理范围的，可能收取信息处理费，也可能请您说明理由。",
    "过了期限没有答复的，可以依法申请行政复议或者提起行政诉讼。",
    "认为我们做得不对的，可以向上一级机关投诉、举报。",
    "申请时不需要说明用途。",
)


def generated(seed: int) -> tuple[str, list[tuple[int, str]]]:
    """A guide in lines without blanks between them, and at which of its lines which rule has something to say."""
    choose = random.Random(seed)
    lines: list[tuple[str, str]] = [(text, "") for text in choose.sample(_NEVER, choose.randint(2, len(_NEVER)))]
    for rule, (wrong, right) in _SAYS.items():
        is_wrong = choose.random() < 0.5
        text = (wrong if is_wrong else right).format(n=choose.choice((15, 30, "十五")), m=choose.choice((10, 15)), c=5)
        lines.append((text, rule.strip() if is_wrong else ""))
    choose.shuffle(lines)
    lines.append(("看不清字的，工作人员提供帮助；材料不全的一次告知。不予公开的，先申请行政复议。", ""))
    wanted = [(number, rule) for number, (_, rule) in enumerate(lines, 1) if rule]
    return "\n".join(text for text, _ in lines) + "\n", wanted


def form(rows: list[tuple[str, str]]) -> bytes:
    made, target = new_word(), io.BytesIO()
    made.add_paragraph("政府信息公开申请表（示例）")
    table = made.add_table(rows=0, cols=2)
    for label, value in rows:
        cells = table.add_row().cells
        cells[0].text, cells[1].text = label, value
    made.core_properties.author = ""
    made.save(target)
    return target.getvalue()


RIGHT_ROWS = [
    ("姓名或者名称", ""),
    ("身份证明", ""),
    ("联系方式", ""),
    ("所需信息的名称、文号或者特征", ""),
    ("提供的形式", ""),
]


def findings(root: Path, body: str, word: bytes) -> list[tuple[int | str, str]]:
    file = root / GUIDE
    head = file.read_text("utf-8").partition("---\n## ")[0] + "---\n"
    head = head.replace(
        "guide:\n", "attachments:\n  - {file: doc-2025-001-1.docx, title: 申请表, number: 1}\nguide:\n", 1
    ).replace("安全稳定无", "安全稳定无 附件已查")
    file.unlink()
    file.write_text(head + body, "utf-8")
    (file.parent / "doc-2025-001-1.docx").write_bytes(word)
    start = head.count("\n")
    return [
        (
            (item.place.line or 0) - start if item.place.path == GUIDE else item.message.partition("的表1")[2][:3],
            item.rule,
        )
        for item in check(read_register(root), TODAY, rules=ALL_RULES)
        if item.rule.startswith("GDE-")
    ]


@pytest.mark.parametrize("seed", range(4))
def test_a_guide_is_found_wrong_at_its_wrong_lines_and_nowhere_else(office_copy: Path, seed: int) -> None:
    """Case r31 on a guide of our own words."""
    body, wanted = generated(seed)
    assert sorted(findings(office_copy, body, form(RIGHT_ROWS))) == sorted(wanted)


@pytest.mark.parametrize("label", ["所需信息的用途 *", "信息用途（必填）", "申请目的", "您的申请理由"])
def test_a_form_that_asks_for_the_purpose_is_found_in_its_row(office_copy: Path, label: str) -> None:
    body = "看不清字的，工作人员提供帮助。\n"
    rows = [*RIGHT_ROWS[:3], (label, ""), *RIGHT_ROWS[3:]]
    assert findings(office_copy, body, form(rows)) == [("第4行", "GDE-005")]


def test_a_purpose_that_may_be_left_out_is_no_fault(office_copy: Path) -> None:
    rows = [*RIGHT_ROWS, ("用途（选填，可以不写）", "")]
    assert findings(office_copy, "看不清字的，工作人员提供帮助。\n", form(rows)) == []
