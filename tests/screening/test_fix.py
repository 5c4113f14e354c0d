"""``disclosure check --fix``: what is sure is put right, everything else is left, and a second run changes nothing."""

from pathlib import Path

import pytest

import forks
from disclosure.loading import read_register
from disclosure.screening import known_of
from disclosure.screening.wording.fix import fix_files, fixed
from disclosure.screening.written import Known, Written
from screening.form_cases import CORRECT, SLIPS, document

PATH = "docs/notices/2025/doc-2025-099.md"


@pytest.fixture(scope="module")
def known(small_office: Path) -> Known:
    return known_of(read_register(small_office))


def body(text: str, known: Known) -> str:
    made, _ = fixed(Written(PATH, document(text)), known)
    assert made.startswith(document(""[:0]).removesuffix("\n"))
    return made.removeprefix(document("").removesuffix("\n")).removesuffix("\n")


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("见柳办发[2024]第03号。", "见柳办发〔2024〕3号。"),
        ("见柳办发 ﹝2024﹞3 号。", "见柳办发〔2024〕3号。"),
        ("见示府令[2011]第22号和示财字（1998）059号。", "见示府令〔2011〕第22号和示财字〔1998〕059号。"),
        ("见国办发 〔２００６〕１６号。", "见国办发〔2006〕16号。"),
        ("见示府令〔2011〕第22号和示财字〔1998〕059号。", "见示府令〔2011〕第22号和示财字〔1998〕059号。"),
        ("自2024年03月05日起，2025年01月止。", "自2024年3月5日起，2025年1月止。"),
        ("现予公布。。", "现予公布。"),
        ("甲,,乙，。", "甲，乙。"),
        ("请带好证件,准时到场;谢谢!", "请带好证件，准时到场；谢谢！"),
        ("演示办法(试行)共１２页", "演示办法（试行）共12页"),
        ("演示办法（试行)", "演示办法（试行）"),
        ("按排专人,扫黑险恶", "安排专人，扫黑除恶"),
        ("**要求**:准时", "**要求**：准时"),
        ('称为"甲"的', "称为“甲”的"),
        ("- 甲,乙\n- 丙", "- 甲，乙\n- 丙"),
    ],
)
def test_what_is_sure_is_put_right(text: str, wanted: str, known: Known) -> None:
    assert body(text, known) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "见《按排办法(试行)》的规定",
        "《关于印发《甲,乙办法》的通知》",
        "`按排,布署`",
        "```\n按排,布署\n```",
        '<span title="按排,布署">甲</span>',
        "[甲](按排,布署.pdf)",
        "[甲](ref:doc-2025-001)",
        "[甲]: 按排,布署.pdf",
        "https://www.example.gov.cn/按排,布署",
        "自2024.3.5起施行。",
        "柳办函〔20243。",
        "一、甲\n\n三、乙",
        "2023年02月29日",
        "| 甲 | 乙 |\n| --- | --- |\n| 1 | 2 |",
    ],
)
def test_what_is_not_sure_or_no_prose_is_left(text: str, known: Known) -> None:
    assert body(text, known) == text


def test_a_second_run_changes_nothing(known: Known) -> None:
    mended = {text: fixed(Written(PATH, document(text)), known)[0] for _, text, *_ in (*SLIPS, *CORRECT)}
    assert [text for text, once in mended.items() if fixed(Written(PATH, once), known) != (once, [])] == []


def test_the_fields_are_mended_and_the_ids_are_not(known: Known) -> None:
    text = document("甲").replace(
        "title: 关于演示事项的通知\ndoc_no: 柳办发〔2025〕9号",
        "title: 关于按排演示事项的通知\ndoc_no: 柳办发[2025]第01号",
    )
    made, changes = fixed(Written(PATH, text), known)
    assert "title: 关于安排演示事项的通知\ndoc_no: 柳办发〔2025〕1号\n" in made
    assert made.count("\n") == text.count("\n")
    assert {(item.place.line, item.old, item.new) for item in changes} == {
        (3, "按排", "安排"),
        (4, "柳办发[2025]第01号", "柳办发〔2025〕1号"),
    }


@pytest.mark.parametrize(
    ("source", "wanted"), [("", "示财字〔1998〕59号"), ("source: 示例来源\n", "示财字〔1998〕059号")]
)
def test_the_number_of_a_reprint_is_its_source_s(source: str, wanted: str, known: Known) -> None:
    text = document("甲").replace("doc_no: 柳办发〔2025〕9号\n", f"{source}doc_no: 示财字[1998]059号\n")
    made, _ = fixed(Written(PATH, text), known)
    assert f"doc_no: {wanted}\n" in made


def test_a_field_is_mended_in_the_style_in_which_it_is_written(known: Known) -> None:
    text = document("甲").replace(
        "title: 关于演示事项的通知\ndoc_no: 柳办发〔2025〕9号",
        "title: '关于按排演示事项的通知' # 按排\ndoc_no: \"柳办发[2025]第01号\"\nkeywords: [按排, 值守]\n"
        'validity_reason: >-\n    先按排，\n    再按排。\nsource: "\\u6309排与按排"',
    )
    made, changes = fixed(Written(PATH, text), known)
    assert made == text.replace("按排", "安排", 5).replace("[2025]第01号", "〔2025〕第01号")
    assert [(item.place.line, item.old, item.new) for item in changes] == [
        (3, "按排", "安排"),
        (3, "按排", "安排"),
        (4, "柳办发[2025]第01号", "柳办发〔2025〕第01号"),
        (5, "按排", "安排"),
        (7, "按排", "安排"),
        (8, "按排", "安排"),
    ]  # of the escaped one it cannot be told which it is


def test_files_are_replaced_whole_and_keep_their_line_ends(office_copy: Path) -> None:
    file = office_copy / PATH
    file.write_bytes(document("按排专人,值守").replace("\n", "\r\n").encode())
    file.chmod(0o644)
    register = read_register(office_copy)
    changed = fix_files(register, known_of(register), [PATH])
    assert [(item.old, item.new) for item in changed] == [("按排", "安排"), (",", "，")] or len(changed) == 2
    assert file.read_bytes() == document("安排专人，值守").replace("\n", "\r\n").encode()
    assert file.stat().st_mode & 0o777 == 0o644
    assert [item.name for item in file.parent.iterdir() if item.name.startswith(".~")] == []
    assert fix_files(register, known_of(register), [PATH]) == []


def test_the_command_mends_and_says_what(office_copy: Path) -> None:
    (office_copy / PATH).write_text(
        document("按排专人值守。").replace("attachments:", "x:").partition("x:")[0] + "---\n按排值守。\n"
    )
    ended = check(office_copy, "--fix", str(office_copy / PATH))
    assert f"{PATH}:13:1: 已把“按排”改成“安排”。" in ended.stderr
    assert "按排" not in (office_copy / PATH).read_text("utf-8")
    assert "已把" not in check(office_copy, "--fix").stderr


def test_the_command_says_what_it_took_out_though_nobody_sees_it(office_copy: Path) -> None:
    (office_copy / PATH).write_text(document("值\u200b守安排。"), "utf-8")
    told = [line for line in check(office_copy, "--fix", str(office_copy / PATH)).stderr.splitlines() if PATH in line]
    assert [line.rpartition(": ")[2] for line in told] == ["已删去看不见的字符（U+200B）。"]


def test_the_command_leaves_other_files_alone(office_copy: Path) -> None:
    (office_copy / PATH).write_text(document("按排专人值守。"))
    check(office_copy, "--fix", str(office_copy / "data"))
    assert "按排" in (office_copy / PATH).read_text("utf-8")


def test_what_is_staged_is_not_mended(office_copy: Path) -> None:
    ended = check(office_copy, "--fix", "--staged")
    assert (ended.returncode, "--fix" in ended.stderr) == (2, True)


def check(root: Path, *more: str) -> forks.Ended:
    return forks.disclosure("check", "--root", root, "--format", "json", *more)
