"""The ledger of requests: what is told of its nodes, replies and of persons in it, and that nothing of it gets out."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from typer.testing import CliRunner

from disclosure import publish
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.cli import app
from disclosure.findings import Finding, Severity
from disclosure.law.platform_entry import Entered
from disclosure.loading import read_register
from disclosure.order import Order
from disclosure.reporting import Format, render
from disclosure.screening import ledger
from disclosure.screening.written import Known, Written

TODAY = date(2025, 6, 18)
DAY = timedelta(days=1)
FIRST = "先申请行政复议，对复议决定不服的，再提起行政诉讼。"
EITHER = "告知可以申请行政复议，也可以提起行政诉讼。"
STEPS = {
    "complete": "清楚", "information": "是", "in_charge": "是", "held": "有",
    "given": "见答复", "how_given": "复印件", "how_answered": "告知书",
}  # fmt: skip
# What follows from a fault, or is told by other rules for it.
OTHERS = ("DUE-", "ANN-")


def node(kind: str, day: date, **more: Any) -> dict[str, Any]:
    return {"kind": kind, "date": day, "unit": "general-office", "document": f"{kind}", "entered": day + DAY} | more


def request(key: str, start: date = date(2025, 3, 3), **changed: Any) -> dict[str, Any]:
    """A whole request that begins on a Monday: served on Friday of the same week, closed then too."""
    nodes = [
        node("received", start),
        node("registered", start),
        node("replied", start + 3 * DAY),
        node("served", start + 3 * DAY, channel="post"),
        node("closed", start + 3 * DAY),
    ]
    reply = {"kind": "granted", "article": ["711号令/36"], "reason": "可以公开。", "remedies": EITHER}
    told = {"id": key, "applicant": "natural", "subject": "社区活动场地开放时间", "channel": "in-person"}
    return told | {"unit": "general-office", "nodes": nodes, "reply": reply, "steps": STEPS} | changed


def keep(root: Path, *requests: dict[str, Any], folder: str = "private/requests") -> None:
    """Write requests into the ledger of an office, and name its folder."""
    agency = root / "data/agency.yml"
    text = agency.read_text("utf-8")
    agency.unlink()
    agency.write_text(f"{text}requests: {folder}\nplatform_entry_days: 3\n", "utf-8")
    for item in requests:
        file = root / folder / item["id"].split("-")[1] / f"{item['id']}.yml"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(written(item), "utf-8")


def written(item: dict[str, Any]) -> str:
    """A request as YAML without the anchors that the library writes for what occurs twice."""

    class Plain(yaml.SafeDumper):
        def ignore_aliases(self, data: Any) -> bool:
            return True

    return yaml.dump(item, Dumper=Plain, allow_unicode=True, sort_keys=False, width=999)


def told(root: Path, today: date = TODAY) -> list[Finding]:
    found = check(read_register(root), today, rules=ALL_RULES)
    return [item for item in found if not item.rule.startswith(OTHERS)]


def by_request(root: Path) -> set[tuple[str, str]]:
    return {(Path(item.place.path).stem, item.rule) for item in told(root)}


def without(item: dict[str, Any], *kinds: str) -> dict[str, Any]:
    return item | {"nodes": [each for each in item["nodes"] if each["kind"] not in kinds]}


@pytest.mark.parametrize("start", [date(2025, 3, 3), date(2025, 5, 12)])
def test_nodes_that_are_missing_late_out_of_order_or_behind_the_end(office_copy: Path, start: date) -> None:
    whole = request("req-2025-101", start)
    reopened = [
        *whole["nodes"],
        node("reopened", start + 21 * DAY, reason="复议纠正，重新答复"),
        node("replied", start + 22 * DAY),
        node("served", start + 22 * DAY, channel="post"),
        node("closed", start + 23 * DAY),
    ]
    late = start + 3 * DAY  # a Thursday: the third working day after it is Tuesday
    swapped = deepcopy(whole)
    swapped["nodes"][1] |= {"date": start + 4 * DAY, "entered": start + 7 * DAY}
    slow, never, nobody = deepcopy(whole), deepcopy(whole), deepcopy(whole)
    slow["nodes"][2]["entered"] = late + 6 * DAY
    del never["nodes"][3]["entered"], nobody["nodes"][0]["unit"]
    in_time = deepcopy(whole)
    in_time["nodes"][2]["entered"] = late + 5 * DAY
    cases = [
        whole,
        without(whole, "registered"),
        swapped,
        without(whole, "replied", "served") | {"reply": None},
        slow,
        whole | {"nodes": [*whole["nodes"], node("replied", start + 22 * DAY)]},
        whole | {"nodes": reopened, "again": [whole["reply"]]},
        never,
        nobody,
        in_time,
    ]
    requests = [item | {"id": f"req-2025-{101 + number}"} for number, item in enumerate(cases)]
    keep(office_copy, *({key: value for key, value in item.items() if value is not None} for item in requests))
    assert by_request(office_copy) == {
        ("req-2025-102", "REQ-001"),
        ("req-2025-103", "REQ-002"),
        ("req-2025-104", "REQ-001"),
        ("req-2025-105", "REQ-006"),
        ("req-2025-106", "REQ-003"),
        ("req-2025-108", "REQ-007"),
        ("req-2025-109", "REQ-004"),
    }


def test_what_is_told_of_a_missing_reply_or_a_wrong_letter_leads_to_the_truth(office_copy: Path) -> None:
    whole = request("req-2025-101")
    dropped = without(whole, "replied", "served")
    del dropped["reply"]
    other = without(request("req-2025-102"), "none")
    asked = [node("third-party-asked", date(2025, 3, 3), party="甲"), node("third-party-answered", date(2025, 3, 4))]
    other["nodes"][2:2] = [asked[0], asked[1] | {"party": "乙"}]
    keep(office_copy, dropped, other)
    found = [item for item in told(office_copy) if item.rule == "REQ-001"]
    assert [(Path(item.place.path).stem, [way for way in WAYS if way in item.remedy]) for item in found] == [
        ("req-2025-101", ["kind: replied", "otherwise", "not_corrected"]),
        ("req-2025-101", ["kind: served", "otherwise", "not_corrected"]),
        ("req-2025-102", ["改 party", "kind: third-party-asked"]),
    ]
    dropped |= {"reply": {"kind": "otherwise", "reason": "申请人撤回了申请。"}}
    other["nodes"][3]["party"] = "甲"
    for item in (dropped, other):
        (office_copy / f"private/requests/2025/{item['id']}.yml").write_text(written(item), "utf-8")
    assert told(office_copy) == []


WAYS = ("kind: replied", "kind: served", "otherwise", "not_corrected", "改 party", "kind: third-party-asked")


def replied(key: str, start: date = date(2025, 3, 3), **reply: Any) -> dict[str, Any]:
    whole = request(key, start)
    stated = whole["reply"] | reply
    return whole | {"reply": {name: value for name, value in stated.items() if value is not None}}


def test_replies_without_their_article_reason_search_separation_or_remedies(office_copy: Path) -> None:
    refused = {"reason": "第三方不同意，公开会损害它的商业秘密。", "remedies": FIRST}
    searched = {"kind": "本机关不掌握相关政府信息", "article": ["条例36(4)"], "reason": "没有制作过。"}
    partly = {
        "kind": "部分公开",
        "article": ["政府信息公开条例第三十七条"],
        "reason": "单价是商业秘密。",
        "remedies": FIRST,
    }
    asked = request("req-2025-212")
    asked["nodes"].insert(2, node("correction-asked", date(2025, 3, 4), until=date(2025, 3, 20)))
    asked["nodes"].insert(3, node("corrected", date(2025, 3, 5)))
    keep(
        office_copy,
        replied("req-2025-201"),
        replied("req-2025-202", **partly),
        replied("req-2025-203", **partly, separated="隐去第 9 页的账号，共一处。"),
        replied("req-2025-204", **searched),
        replied("req-2025-205", **searched, search="3 月 4 日查了档案室和办公系统，没有查到。"),
        replied("req-2025-206", **refused | {"kind": "in_process", "article": ["711号令/16"], "reason": None}),
        replied("req-2025-207", kind="不予受理"),
        replied("req-2025-208", **refused | {"kind": "internal", "article": ["711号令/16"], "remedies": EITHER}),
        replied(
            "req-2023-209", date(2023, 3, 6),
            **refused | {"kind": "internal", "article": ["711号令/16"], "remedies": EITHER},
        ),
        replied("req-2025-210", **refused | {"kind": "5.属于三类内部事务信息", "article": ["711号令/15"]}),
        replied("req-2025-211", kind="complaint", article=["711号令/39"], reason="内容是投诉。", remedies=None),
        asked,
        asked | {"id": "req-2025-213", "talk": "3 月 4 日电话沟通，要的是 2024 年的。"},
    )  # fmt: skip
    assert by_request(office_copy) == {
        ("req-2025-202", "REQ-012"),
        ("req-2025-204", "REQ-013"),
        ("req-2025-206", "REQ-011"),
        ("req-2025-207", "FLD-003"),
        ("req-2025-208", "REQ-016"),
        ("req-2025-210", "REQ-010"),
        ("req-2025-211", "REQ-015"),
        ("req-2025-212", "REQ-017"),
    }


PERSONS = """\
subject: 关于31011219000101001０的低保审批
note: 核对过 310112 19000101 0010
note: 电话一六零零零零一二零四七
note: 请打１６０－０００１－２０４７
talk: 5月8日打160 0001 2047沟通
reason: 申请人住示例路十二弄三号四〇一室，与该项目无关
reason: 家住示例新村5号楼2单元501
document: 答复书-王晓样.docx
document: 关于王晓样申请的答复.docx
document: 欧阳晓样_告知书.docx
note: 申请人：李明例，退休
note: 与李明例通电话
note: 李女士来访
note: 李某来电
note: 老王来电
note: 阿依古丽·买买提的申请
note: 信息处理费退回卡号6228000000000000019
note: 发到 li　ming＠qq．com
note: 沪a12345停在门口
note: 微信号 wx_abc123
subject: 王晓样水果店的执照
note: 160****2047
note: 310***********0010
note: 李*的申请
note: 1980年5月1日出生
party: 李明例
subject: 王晓样低保申请的材料
# 李明例
""".splitlines()
NOBODY = """\
note: 请拨打021-60000000转315，传真021-60000001
document: 样甲街道答〔2025〕12号
subject: 示例路12弄小区加装电梯的公示材料
search: 3月12日至14日查了档案室1995—2000年案卷、办公系统关键词“道路改造”，并问了城建中心，没有
separated: 第6页单价栏、第9页账号，共两处，其余全部提供
approved: 政府信息公开工作机构负责人
party: 甲
document: EMS单号1234567890123
number: 20250303001
talk: 申请人要求提供2019年至2024年的预算，申请人明确按季度提供
referred: 区规划资源局，电话 021-60000002，邮箱 gh@example.gov.cn
subject: 毕业生就业补贴的发放标准
subject: 某小区物业选聘的备案材料
reason: 造价12345678.90元属于商业秘密
subject: 金平路沿街商店的店招整治
subject: 江滨路绿化和金平路的店招
""".splitlines()


def test_persons_are_told_in_whatever_form_and_never_repeated() -> None:
    found = {line: [hit.message for hit in ledger.hits(Written("x/2025/a.yml", line), Known())] for line in PERSONS}
    assert [line for line, messages in found.items() if len(messages) != 1] == []
    values = ("王晓样", "李明例", "2047", "0010", "401", "12345", "qq", "0019")
    assert [text for texts in found.values() for text in texts if any(value in text for value in values)] == []


def test_offices_papers_and_places_are_no_persons() -> None:
    assert [line for line in NOBODY if [*ledger.hits(Written("x/2025/a.yml", line), Known())]] == []


def test_persons_in_any_field_are_errors_of_the_ledger_alone(office_copy: Path) -> None:
    named = request("req-2025-301")
    named["nodes"][2]["document"] = "答复书-王晓样.docx"
    keep(
        office_copy,
        named,
        request("req-2025-302", note="申请人：李明例，退休"),
        request("req-2025-303", applicant="王晓样"),
        replied("req-2025-304", reason="申请人住示例路12弄3号401室，与该项目无关"),
        request("req-2025-305", note="请拨打021-60000000转315"),
    )
    found = [item for item in told(office_copy) if item.severity is Severity.ERROR]
    assert [(Path(item.place.path).stem, item.rule) for item in found] == [
        ("req-2025-301", "REQ-030"),
        ("req-2025-302", "REQ-030"),
        ("req-2025-303", "FLD-003"),
        ("req-2025-303", "REQ-030"),
        ("req-2025-304", "REQ-030"),
    ]
    assert not any(word in f"{item.message}{item.remedy}" for item in found for word in ("王晓样", "李明例", "401"))


@pytest.mark.parametrize("folder", ["docs/requests", "Docs/requests", "../requests", "/tmp/requests", "data/x", "site"])
def test_the_ledger_never_lies_among_what_is_published_nor_outside(office_copy: Path, folder: str) -> None:
    agency = office_copy / "data/agency.yml"
    text = agency.read_text("utf-8")
    agency.unlink()
    agency.write_text(f"{text}requests: {folder}\n", "utf-8")
    assert [(item.rule, item.place.path) for item in told(office_copy)] == [("FLD-003", "data/agency.yml")]


def test_a_ledger_that_nobody_names_is_told_and_one_that_is_not_there_is_not(office_copy: Path, tmp_path: Path) -> None:
    keep(office_copy)
    assert told(office_copy) == []
    file = office_copy / "data/requests/2025/req-2025-001.yml"
    file.parent.mkdir(parents=True)
    file.write_text("id: req-2025-001\n", "utf-8")
    assert [item.rule for item in told(office_copy)] == ["FIL-001"]
    file.unlink()
    astray = office_copy / "private/requests/req-2025-003.yml"
    astray.parent.mkdir(parents=True)
    astray.write_text("id: req-2025-003\n", "utf-8")
    (found,) = told(office_copy)
    assert (found.rule, found.remedy) == ("FIL-001", "这个文件夹里可以放：private/requests/年份/编号.yml。")
    astray.unlink()
    astray.parent.rmdir()
    astray.parent.parent.rmdir()
    (tmp_path / "elsewhere/requests").mkdir(parents=True)
    (office_copy / "private").symlink_to(tmp_path / "elsewhere")
    assert [(item.rule, item.place.path) for item in told(office_copy)] == [("FIL-004", "data/agency.yml")]


SENTINELS = (
    "req-2025-773",
    "登簿七七三",
    "沙丘鹤观测站的围栏图样",
    "柳纹告知单",
    "灰鹤二字",
    "2025-02-17",
    "2025年2月17日",
)


@pytest.fixture
def kept_office(office_copy: Path) -> Path:
    """An office with a ledger full of words that stand nowhere else."""
    said = replied("req-2025-773", date(2025, 2, 17), reason="灰鹤二字之一。")
    said |= {"number": "登簿七七三", "subject": "沙丘鹤观测站的围栏图样", "talk": "灰鹤二字之二。"}
    said["nodes"][2] |= {"document": "柳纹告知单"}
    said["reviews"] = [{"kind": "reviews", "noticed": date(2025, 2, 25), "due": date(2025, 3, 5)}]
    said["reviews"][0] |= {
        "answered": date(2025, 3, 3),
        "evidence": "柳纹告知单",
        "outcome": "upheld",
        "decided": date(2025, 3, 20),
    }
    keep(office_copy, said)
    return office_copy


def published(root: Path, out: Path) -> dict[str, bytes]:
    report = publish.build(root, Order(TODAY, out=out))
    assert report.published and [item for item in report.findings if not item.rule.startswith(OTHERS)] == []
    top = out.resolve()
    files = [file for file in sorted(top.rglob("*")) if file.is_file()]
    return {file.relative_to(top).as_posix(): file.read_bytes() for file in files}


def test_no_published_byte_depends_on_the_ledger(kept_office: Path, tmp_path: Path) -> None:
    with_it = published(kept_office, tmp_path / "with")
    (kept_office / "private").rename(tmp_path / "away")
    assert with_it == published(kept_office, tmp_path / "without")
    inside = [(name, text) for name, data in with_it.items() for text in texts(data)]
    assert [(name, word) for name, text in inside for word in SENTINELS if word.encode() in text] == []


def texts(data: bytes) -> Iterator[bytes]:
    """What a file holds; of one that is packed, what is in it."""
    yield data
    if data[:2] == b"PK":
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for name in packed.namelist():
                yield from texts(packed.read(name))


def test_no_page_links_to_the_ledger(kept_office: Path) -> None:
    document = kept_office / "docs/notices/2025/doc-2025-003.md"
    text = document.read_text("utf-8")
    document.unlink()
    link = "[记录](../../../private/requests/2025/req-2025-773.yml)"
    document.write_text(f"{text}\n见 [](ref:req-2025-773)，{link}。\n", "utf-8")
    found = [item for item in told(kept_office) if item.severity is Severity.ERROR]
    assert {item.place.path for item in found} == {"docs/notices/2025/doc-2025-003.md"} and found
    assert not any(word in f"{item.message}{item.remedy}" for item in found for word in SENTINELS[1:])


def test_what_other_commands_write_knows_nothing_of_the_ledger(kept_office: Path) -> None:
    for command in ("owners", "ledger", "withheld"):
        ended = CliRunner().invoke(app, [command, "--root", str(kept_office)])
        assert ended.exit_code == 0, ended.output
        assert not any(word in ended.output for word in SENTINELS)
    made = (".github/CODEOWNERS", ".gitlab/CODEOWNERS", "data/ledger.yml")
    assert not any(word in (kept_office / name).read_text("utf-8") for name in made for word in SENTINELS)


@pytest.fixture
def faulty_office(kept_office: Path) -> Path:
    """That office with two requests whose findings would quote such words."""
    faulty = request("req-2025-774", number="登簿七七三", applicant="灰鹤二字", subject="灰鹤二字")
    other = without(request("req-2025-775", number="登簿七七三"), "registered")
    other["nodes"][0] |= {"entered": date(2025, 2, 17)}
    for item in (faulty, other):
        (kept_office / f"private/requests/2025/{item['id']}.yml").write_text(written(item), "utf-8")
    return kept_office


@pytest.mark.parametrize("format", [Format.GITHUB, Format.GITLAB, Format.SARIF, Format.JUNIT])
def test_code_hosts_are_told_the_line_of_a_request_and_nothing_else(faulty_office: Path, format: Format) -> None:
    found = told(faulty_office)
    assert {item.rule for item in found} >= {"FLD-003", "REQ-001", "REQ-002", "REQ-024"}
    shown = render(found, format)
    assert "req-2025-775.yml" in shown and "REQ-002" in shown
    assert [word for word in SENTINELS[1:] if word in shown] == []


@pytest.mark.parametrize(
    ("command", "format"), [("check", "text"), ("check", "json"), ("check", "html"), ("build", "text")]
)
def test_whatever_a_pipeline_writes_quotes_nothing_of_a_request(faulty_office: Path, command: str, format: str) -> None:
    asked = [command, "--format", format, "--today", str(TODAY), "--root", str(faulty_office)]
    open_, shown = (CliRunner().invoke(app, [*asked, *more]).output for more in ([], ["--discreet"]))
    assert [word for word in SENTINELS if word in open_]
    assert "req-2025-775.yml" in shown and "REQ-002" in shown
    assert [word for word in SENTINELS[1:] if word in shown] == []


def test_the_list_tells_what_is_late_and_the_export_has_the_columns_of_the_platform(office_copy: Path) -> None:
    one, two = request("req-2025-001"), request("req-2025-002", date(2025, 3, 10), steps=STEPS | {"held": "=1+1"})
    one["nodes"][2]["entered"] = date(2025, 3, 17)
    del two["nodes"][4]["entered"]
    two["nodes"][4]["document"] = "=HYPERLINK(1)"
    keep(office_copy, one, two)
    run = CliRunner()
    root = ["--root", str(office_copy), "--today", str(TODAY)]
    listed = run.invoke(app, ["requests", "list", *root]).output
    assert "答复 2025-03-06：应当在 2025-03-11 以前录入平台，2025-03-17 才录入" in listed
    assert "办结 2025-03-13：应当在 2025-03-18 以前录入平台，没有录入" in listed
    assert listed.endswith("共 2 件，其中 2 件有录入晚了或者没有录入的节点。\n")

    columns = "columns:\n  - {title: 环节, field: 节点, words: [{ours: 送达, theirs: 邮寄}]}\n"
    columns += "  - {title: 日期, field: date}\n  - {title: 文书, field: document}\n  - {title: 情况, field: state}\n"
    (office_copy / "data/request-columns.yml").write_text(columns, "utf-8")
    outside = office_copy.parent
    ended = run.invoke(app, ["requests", "export", "--format", "csv", "--out", str(outside / "a.csv"), *root])
    assert ended.output == "已导出 10 个节点。台账不公开，用完请删除这个文件。\n"
    rows = [*csv.reader(io.StringIO((outside / "a.csv").read_text("utf-8-sig")))]
    assert rows[0] == ["环节", "日期", "文书", "情况"]
    assert rows[4] == ["邮寄", "2025-03-06", "served", Entered.IN_TIME.label]
    assert rows[10] == ["办结", "2025-03-13", "'=HYPERLINK(1)", Entered.NEVER.label]

    run.invoke(app, ["requests", "export", "--left", "--out", str(outside / "a.xlsx"), *root])
    sheet = openpyxl.load_workbook(outside / "a.xlsx").active
    assert [[cell.value for cell in row] for row in sheet][1:] == [
        ["办结", sheet["B2"].value, "=HYPERLINK(1)", Entered.NEVER.label]
    ]
    assert sheet["C2"].data_type == "s"
    inside = run.invoke(app, ["requests", "export", "--out", str(office_copy / "a.xlsx"), *root])
    assert inside.exit_code == 2 and not (office_copy / "a.xlsx").exists()
