"""The reply papers: one for each kind of reply, with what the ledger holds and what is left to fill in."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from docx import Document as WordDocument

import forks
from disclosure.exports.papers.reply_papers import BLANK, OPENINGS, SAMPLE, reply_paper, reply_word
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.records.requests import ReplyKind

REFUSED = {
    "state_secret", "forbidden", "safety", "third_party", "internal", "in_process", "enforcement_file", "enquiry",
}  # fmt: skip
FIRST = "对本答复不服的，应当先申请行政复议；对复议决定不服的，再向人民法院起诉（《行政复议法》第二十三条）。"
EITHER = "对本答复不服的，可以申请行政复议，也可以向人民法院起诉（《政府信息公开条例》第五十一条）。"
RECORD = """id: req-2025-001
number: 2025-001
applicant: natural
subject: 社区活动场地的开放时间
channel: online
unit: general-office
nodes:
  - {{kind: received, date: 2025-03-03, confirmed: 2025-03-04, channel: online, unit: general-office}}
  - {{kind: registered, date: 2025-03-04, unit: general-office}}
  - {{kind: replied, date: {day}, unit: general-office, document: 告知书}}
reply:
  kind: {kind}
  article: [711号令/36（2）]
  reason: 这是写在台账里的理由
  separated: 隐去一栏，其余提供。
  search: 查了档案室，没有查到。
  referred: 区水务局
  remedies: 告知对不公开的部分先申请复议，写明了机关和期限。
"""


def office(root: Path, kind: str = "granted", day: str = "2025-03-20") -> Path:
    """The small office with a ledger of one request."""
    agency = root / "data" / "agency.yml"
    agency.write_text(f"{agency.read_text('utf-8')}requests: data/requests\n", "utf-8")
    file = root / "data" / "requests" / "2025" / "req-2025-001.yml"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(RECORD.format(kind=kind, day=day), "utf-8")
    return root


def paper_of(root: Path, tmp_path: Path) -> tuple[list[str], list[str]]:
    """The lines of the Word file of the only reply, and what is to be filled in."""
    register = read_register(root)
    (request,) = register.requests
    assert register.agency is not None
    paper = reply_paper(request, 0, register.agency, law_book(register))
    data = reply_word(paper)
    assert data == reply_word(paper)
    (tmp_path / "reply.docx").write_bytes(data)
    return [line.text for line in WordDocument(str(tmp_path / "reply.docx")).paragraphs], paper.blanks


@pytest.mark.parametrize("kind", [kind.value for kind in ReplyKind])
def test_each_kind_of_reply_has_its_paper(kind: str, office_copy: Path, tmp_path: Path) -> None:
    lines, blanks = paper_of(office(office_copy, kind), tmp_path)
    remedy = "对不公开的部分先申请复议。" if kind == "partly" else FIRST if kind in REFUSED else EITHER
    assert lines == [
        SAMPLE,
        "政府信息公开申请答复书",
        "登记号：2025-001",
        f"申请人：{BLANK}",
        "申请的内容：社区活动场地的开放时间",
        "一、收到和办理的情况",
        "2025年3月3日，本机关收到您的申请（网络）。2025年3月4日，本机关和您确认收到，答复的期限从这天起算。",
        "二、答复",
        OPENINGS[ReplyKind(kind)],
        "理由：这是写在台账里的理由。",
        "区分处理：隐去一栏，其余提供。",
        "检索的情况：查了档案室，没有查到。",
        "可以向哪个机关申请：区水务局。",
        "依据：《政府信息公开条例》第三十六条第（二）项。",
        "三、不服答复可以怎样做",
        remedy,
        f"复议机关和申请复议的期限：{BLANK}",
        f"人民法院和起诉的期限：{BLANK}",
        read_register(office_copy).agency.name,  # type: ignore[union-attr]
        "2025年3月20日",
    ]
    assert blanks == ["申请人", "复议机关和申请复议的期限", "人民法院和起诉的期限"]


def test_the_office_and_the_day_stand_on_the_page_of_the_last_line(office_copy: Path, tmp_path: Path) -> None:
    paper_of(office(office_copy), tmp_path)
    *_, last, agency, day = WordDocument(str(tmp_path / "reply.docx")).paragraphs
    assert [line.paragraph_format.keep_with_next for line in (last, agency, day)] == [True, True, False]


def test_before_the_law_of_2023_no_refusal_goes_to_reconsideration_first(office_copy: Path, tmp_path: Path) -> None:
    lines, _ = paper_of(office(office_copy, "internal", "2023-12-29"), tmp_path)
    assert [line for line in lines if "应当先申请行政复议" in line] == []


@pytest.mark.parametrize(
    ("channel", "tells"), [("letter", 1), ("online", 1), ("fax", 1), ("post", 0), ("in-person", 0)]
)
def test_only_what_has_to_be_confirmed_is_counted_from_that_day(
    channel: str, tells: int, office_copy: Path, tmp_path: Path
) -> None:
    file = office(office_copy) / "data/requests/2025/req-2025-001.yml"
    file.write_text(file.read_text("utf-8").replace("channel: online", f"channel: {channel}"), "utf-8")
    lines, _ = paper_of(office_copy, tmp_path)
    assert len([line for line in lines if "确认收到，答复的期限从这天起算" in line]) == tells


def test_what_has_to_be_corrected_is_told_once_and_a_second_time_says_so(office_copy: Path, tmp_path: Path) -> None:
    file = office(office_copy) / "data/requests/2025/req-2025-001.yml"
    asked = "".join(
        f"  - {{kind: {kind}, date: 2025-03-{day}, unit: general-office}}\n"
        for kind, day in [
            ("correction-asked", "05"),
            ("corrected", "06"),
            ("correction-asked", "07"),
            ("corrected", "10"),
        ]
    )
    file.write_text(file.read_text("utf-8").replace("  - {kind: replied", f"{asked}  - {{kind: replied"), "utf-8")
    lines, _ = paper_of(office_copy, tmp_path)
    assert [line for line in lines if "告知您" in line] == [
        "2025年3月5日，本机关一次告知您需要补正的事项。",
        "2025年3月7日，本机关再次告知您需要补正的事项。",
    ]


def test_where_the_applicant_was_told_of_no_remedies_the_paper_has_no_part_for_them(
    office_copy: Path, tmp_path: Path
) -> None:
    root = office(office_copy, "otherwise")
    record = root / "data/requests/2025/req-2025-001.yml"
    record.write_text(re.sub("  remedies: .*\n", "", record.read_text("utf-8")), "utf-8")
    lines, blanks = paper_of(root, tmp_path)
    assert "三、不服答复可以怎样做" not in lines and blanks == ["申请人"]


def test_a_record_that_lacks_something_gives_no_paper(office_copy: Path, tmp_path: Path) -> None:
    root, file = office(office_copy, "internal"), tmp_path / "reply.docx"
    record = root / "data/requests/2025/req-2025-001.yml"
    record.write_text(record.read_text("utf-8").replace("  reason: 这是写在台账里的理由\n", ""), "utf-8")
    ended = forks.disclosure("requests", "reply", "req-2025-001", "--out", file, "--root", root)
    assert (ended.returncode, file.exists()) == (2, False)
    assert "请先运行 disclosure check" in ended.stderr


def test_a_reply_that_is_not_given_yet_has_its_paper_without_a_day(office_copy: Path, tmp_path: Path) -> None:
    root, file = office(office_copy, "internal"), tmp_path / "reply.docx"
    record = root / "data/requests/2025/req-2025-001.yml"
    given = "  - {kind: replied, date: 2025-03-20, unit: general-office, document: 告知书}\n"
    text = record.read_text("utf-8")
    asked = ("requests", "reply", "2025-001", "--out", file, "--root", root)
    served = given.replace("replied", "served")
    record.write_text(text.replace(given, served), "utf-8")
    ended = forks.disclosure(*asked)
    assert (ended.returncode, file.exists()) == (2, False)
    record.write_text(text.replace(given, "").replace("/36", "/16"), "utf-8")
    ended = forks.disclosure(*asked)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith("盖章前请填好：申请人、复议机关和申请复议的期限、人民法院和起诉的期限、日期。\n")
    lines = [line.text for line in WordDocument(str(file)).paragraphs]
    assert lines[-1] == f"日期：{BLANK}" and [line[:21] for line in lines if "应当先" in line] == [
        "对本答复不服的，应当先申请行政复议；对复议"
    ]


def test_the_command_writes_outside_the_project_alone(office_copy: Path, tmp_path: Path) -> None:
    root, file = office(office_copy), tmp_path / "reply.docx"
    inside = forks.disclosure("requests", "reply", "2025-001", "--out", root / "docs/reply.docx", "--root", root)
    assert (inside.returncode, (root / "docs/reply.docx").exists()) == (2, False)
    ended = forks.disclosure("requests", "reply", "2025-001", "--out", file, "--root", root)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert ended.stdout.endswith("盖章前请填好：申请人、复议机关和申请复议的期限、人民法院和起诉的期限。\n")
    assert WordDocument(str(file)).paragraphs[1].text == "政府信息公开申请答复书"


def test_a_file_that_is_there_is_never_overwritten(office_copy: Path, tmp_path: Path) -> None:
    root, file = office(office_copy), tmp_path / "reply.docx"
    file.write_bytes(b"signed")
    ended = forks.disclosure("requests", "reply", "2025-001", "--out", file, "--root", root)
    assert (ended.returncode, file.read_bytes()) == (2, b"signed")
    assert "已经有了。请用 --out 另取一个名称，或者先把它移到别处。" in ended.stderr
