"""``disclosure new``: what is known is written; what only the editor knows is open, listed, and asked for."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml

import forks
from demonstration import REPOSITORY
from disclosure.annual.sections import PROBLEMS, SECTIONS
from disclosure.check import check
from disclosure.editing.desk.hosting import LONGEST_ADDRESS, host_of
from disclosure.editing.proposals import NeedsMoreError, NewRecord, NotProposedError, proposal
from disclosure.editing.proposals.asking import OpenField
from disclosure.editing.proposals.wanted import offered
from disclosure.findings import Finding, Severity
from disclosure.life import held_on
from disclosure.loading import read_register
from disclosure.reading.put import put
from disclosure.records.annual_figures import AppealFigures, ByApplicant, RequestFigures
from disclosure.records.files import record_types
from disclosure.records.kinds import POLICY_KINDS, Kind
from disclosure.register import Register
from rule_examples import ALL_RULES

pytestmark = pytest.mark.demonstration
TODAY, CLEANED = date(2026, 1, 20), date(2025, 12, 31)
BODY = "街道按照计划办理这项工作，结果在本网站公布。"
# Files that there are once, and are there: of these none can be new.
SINGLE = {
    "agency", "audiences", "columns", "facts", "home", "ledger", "life-events", "limits", "rating-sources",
    "request-columns", "request-fees", "request-figures", "staffing", "synonyms", "untaken-fields", "wording",
}  # fmt: skip
# What an editor tells beforehand where the proposal cannot know it, or the demonstration has its own wishes.
TOLD = {
    "notice": {"column": "notices"},
    "calendar": {"year": "2027"},
    "annual-figures": {"year": "2022"},
    "catalogue": {"year": "2027"},
    "month-ratings": {"source": "appeals", "month": "2024-01"},
    "withdrawal": {"number": "doc-2023-051"},
}

STAGES = ("draft", "explanation", "consultation")
ONE = {name: str(int(name in ("natural", "total"))) for name in ByApplicant.model_fields}
NONE = {part: dict.fromkeys(part.model_fields, "0") for part in (RequestFigures, AppealFigures)}
# What an editor of the demonstration writes where the example of a field is not true of it.
WRITTEN = {
    ("inspection-pack", "indicators.0.check"): "columns-blank-unexplained",
    ("inspection-pack", "indicators.0.thresholds"): [
        {"measure": "number", "value": "1", "basis": "本办制度/17", "grade": "text"}
    ],
    ("law", "short"): "某号文",
    ("month-ratings", "items.0.counts"): {"phone": "1", "online": "0", "total": "1"},
    ("response", "item"): "社区食堂助餐补贴",
    ("response", "source"): "appeals",
    ("response", "month"): "2024-12",
    ("cleanup", "as_of"): "2025-12-31",
    ("normative", "doc_no"): "演示规〔2024〕99号",
    ("waiver", "rule"): "HED-005",
    ("annual-figures", "requests"): NONE[RequestFigures],
    ("annual-figures", "appeals"): NONE[AppealFigures],
    ("annual-report", "requests"): NONE[RequestFigures] | dict.fromkeys(("carried_in", "granted", "total"), ONE),
    ("annual-report", "appeals"): NONE[AppealFigures],
}


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("new") / "project"
    root.mkdir()
    for name in ("data", "docs"):
        shutil.copytree(REPOSITORY / name, root / name)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    (root / "data" / "request-figures" / "2025.yml").unlink()  # it counts to the demonstration's day
    return root


@pytest.fixture(scope="module")
def register(project: Path) -> Register:
    return read_register(project)


def proposed(word: str, register: Register, taken: set[str]) -> NewRecord:
    """A proposal of a kind, with as little told as there must be."""
    given = dict(TOLD.get(word, {}))
    while True:
        try:
            return proposal(word, register, TODAY, given, taken)
        except NeedsMoreError as needed:
            assert needed.key not in given
            given[needed.key] = needed.options[0][0] if needed.options else f"new-{word}"


@pytest.fixture(scope="module")
def everything(register: Register) -> dict[str, NewRecord]:
    """One proposal of each kind that there is, by the word for it; each takes ids that the next does not."""
    taken: set[str] = set()
    found = {}
    for word, _ in offered():
        if word not in SINGLE:
            found[word] = proposed(word, register, taken)
            taken |= {Path(path).stem for path in found[word].files}
    return found


def filled(field: OpenField, number: int) -> Any:
    """What an editor writes who follows the example; where there is none, some words."""
    words = f"第{number}项具体的工作安排"
    if field.name == "title":
        return f"第{number}项工作{field.path[-6:-3]}"
    text = field.example or (f"[{words}]" if "写成 [" in field.help else words)
    return yaml.load(text, yaml.CBaseLoader) if text[:1] in "[{" else text


def in_this_office(register: Register, everything: Mapping[str, NewRecord]) -> dict[tuple[str, str], Any]:
    """What must be complete in this office's own terms: every paper that held, every duty of the plan, a real slip."""
    papers = [paper for paper in register.documents if paper.kind in POLICY_KINDS and held_on(paper, register, CLEANED)]
    points = next(plan for plan in register.workplans if plan.year == 2023).points
    duties = [{"number": f"{point.number}.1", "gist": "有检查命令", "commands": ["check"]} for point in points]
    return {
        ("cleanup", "results"): [{"policy": paper.id, "outcome": "kept"} for paper in papers],
        ("duty-map", "duties"): duties,
        ("duty-map", "plan"): "workplan-2023",
        ("waiver", "where"): everything["normative"].open_fields[0].path[-15:-3].strip("/"),
    }


def written(everything: Mapping[str, NewRecord], register: Register) -> dict[str, str]:
    """Every open field filled in by its example, or as this office has it, and the text of documents written."""
    known = WRITTEN | in_this_office(register, everything)
    files: dict[str, str] = {}
    for number, (word, made) in enumerate(everything.items()):
        for path, text in made.files.items():
            asked = {field.location: filled(field, number) for field in made.open_fields if has_key(field, path)}
            told = {tuple(map(step, name.split("."))): value for (kind, name), value in known.items() if kind == word}
            told = {place: value for place, value in told.items() if place[0] in made.models[path].model_fields}
            for place, value in asked.items():
                if (place[0],) not in told:
                    text = put(text, place, value, made.models[path])
            for place, value in told.items():
                text = put(text, place, value, made.models[path])
            text = text.replace(f"{PROBLEMS}\n", f"{PROBLEMS}\n\n{BODY}\n")
            files[path] = text.rstrip() + f"\n\n{BODY}\n" if path.endswith(".md") else text
    return files


def has_key(field: OpenField, path: str) -> bool:
    return field.path == path and not field.is_text


def step(name: str) -> str | int:
    return int(name) if name.isdigit() else name


def found_in(project: Path, files: Mapping[str, str]) -> list[Finding]:
    """What the check finds in some files, written into the project for as long as it takes."""
    before = {path: (project / path).read_bytes() for path in files if (project / path).exists()}
    for path, text in files.items():
        (project / path).parent.mkdir(parents=True, exist_ok=True)
        (project / path).write_text(text, "utf-8")
    told = check(read_register(project), TODAY, rules=ALL_RULES, screened=files.__contains__, compares=False)
    for path in files:
        (project / path).unlink()
    for path, content in before.items():
        (project / path).write_bytes(content)
    return [finding for finding in told if finding.place.path in files]


def test_whatever_there_is_can_be_new(everything: dict[str, NewRecord]):
    """Each record type and each kind of document has a word, and is proposed or there already."""
    words = {word for word, _ in offered()}
    assert {kind.record_type for kind in record_types()} <= words
    assert {kind.value for kind in Kind} <= words | {"report"}
    assert set(everything) | SINGLE == words


def test_the_check_asks_for_what_is_open_and_for_nothing_else(project: Path, everything: dict[str, NewRecord]):
    """As ``new`` writes them, files are wrong at the lines that are to be filled in, each told once."""
    files: dict[str, str] = {}
    asked = 0
    for made in everything.values():
        new = {path: text for path, text in made.for_hands().items() if path not in files}
        asked += sum(field.path in new and not field.is_text for field in made.open_fields)
        files |= new
    told = [finding for finding in found_in(project, files) if finding.severity is Severity.ERROR]
    lines = {path: text.split("\n") for path, text in files.items()}
    beside = [item for item in told if "  # 请填：" not in lines[item.place.path][item.place.line - 1]]
    assert [(item.place, item.message) for item in beside] == []
    assert {item.rule for item in told} == {"YML-004"}
    assert len(told) == asked


def test_filled_in_all_of_them_pass(project: Path, everything: dict[str, NewRecord], register: Register):
    """Whoever follows the list has a file without an error: nothing is asked for that the list does not name."""
    files = written(everything, register)
    told = [finding for finding in found_in(project, files) if finding.severity is Severity.ERROR]
    assert [(item.place, item.rule, item.message) for item in told] == []


def test_the_papers_of_a_consultation_name_each_other(register: Register):
    """Three papers and the item of the catalogue, with ids of which none was taken."""
    given = {"title": "停车管理办法", "department": "社区管理办公室"}
    made = proposal("公开征求意见", register, date(2025, 6, 18), given, {"doc-2025-120"})
    draft, explained, notice = "doc-2025-121", "doc-2025-122", "doc-2025-123"
    assert list(made.files) == [
        f"docs/decision-papers/2025/{draft}.md",
        f"docs/decision-papers/2025/{explained}.md",
        f"docs/consultations/2025/{notice}.md",
        "data/decisions/2025/dec-2025-05.yml",
    ]
    announced, decision = list(made.files.values())[2:]
    assert f"ref:{draft}" in announced and f"ref:{explained}" in announced
    assert f"  draft: {draft}\n  explanation: {explained}\n  consultation: {notice}\n" in decision
    assert "owner: community-management-office\n" in decision and "adjusted: added\n" in decision


def test_a_consultation_can_be_of_an_item_that_is_there(register: Register):
    """Its stages that were absent get the papers, and nothing else of its file changes; a paper is never replaced."""
    path = "data/decisions/2025/dec-2025-04.yml"
    made = proposal("consultation", register, TODAY, {"decision": "dec-2025-04"})
    before, after = register.texts[path].split("\n"), made.files[path].split("\n")
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    papers = [path.rpartition("/")[2].removesuffix(".md") for path in made.files if path.endswith(".md")]
    assert changed == [f"  {stage}: {paper}" for stage, paper in zip(STAGES, papers, strict=True)]
    with pytest.raises(NotProposedError, match="dec-2025-01 的“决策草案全文”已经是 doc-2025-030"):
        proposal("consultation", register, TODAY, {"decision": "dec-2025-01"})


def test_an_annual_report_has_its_six_sections(register: Register):
    made = proposal("年度报告", register, TODAY, {})
    report, figures = made.files.values()
    heads = [line for line in report.split("\n") if line.startswith("## ")]
    assert [head.partition("、")[2] for head in heads] == list(SECTIONS)
    assert list(made.files) == ["docs/annual-reports/2026/doc-2026-001.md", "data/annual-reports/2025.yml"]
    assert "report: doc-2026-001\n" in figures


@pytest.mark.parametrize(
    ("word", "given", "said"),
    [
        ("通告", {}, "没有“通告”这一种。"),
        ("notice", {"column": "notices", "titel": "某通知"}, "没有“titel”这一项"),
        ("notice", {"column": "policies"}, "不收通知公告"),
        ("notice", {"column": "notices", "id": "doc-2025-001"}, "已经用过"),
        ("notice", {"column": "notices", "id": "../../x"}, "不能作编号"),
        ("notice", {"column": "notices", "year": "../25"}, "不是年份"),
        ("withdrawal", {"number": "../x"}, "不能作编号"),
        ("agency", {}, "已经有了"),
        ("topic", {}, "编号由您起"),
    ],
)
def test_what_cannot_be_made_is_told(register: Register, word: str, given: dict[str, str], said: str):
    with pytest.raises(NotProposedError, match=said):
        proposal(word, register, TODAY, given)


def test_names_and_labels_are_taken_for_ids_and_keys(register: Register):
    given = {"column": "通知公告", "department": "司法所", "audience": "老年人、骑手", "disclosure": "主动公开"}
    (text,) = proposal("通知公告", register, TODAY, given).files.values()
    said = yaml.load(text.split("---\n")[1], yaml.CSafeLoader)
    assert (said["department"], said["disclosure"]) == ("justice-office", "active")
    assert said["audience"][0] == "elderly"


def test_the_command_writes_the_files_and_lists_what_is_open(project: Path):
    told = forks.disclosure("new", "notice", "--column", "notices", "--title", "关于绿化养护的通知", "--root", project)
    (line, *listed) = told.stdout.splitlines()
    path = project / line.removeprefix("已写入 ")
    text = path.read_text("utf-8")
    path.unlink()
    assert told.returncode == 0 and "title: 关于绿化养护的通知\n" in text and "made:  # 请填：" in text
    assert any("生成日期（made）" in line for line in listed)


@pytest.mark.parametrize(
    ("remote", "start"),
    [
        ("git@github.com:gov/site.git", "https://github.com/gov/site/new/main?"),
        ("https://git.example.gov.cn/gov/site", "https://git.example.gov.cn/gov/site/_new/main?"),
    ],
)
def test_the_hosts_page_for_a_new_file_is_filled_in(register: Register, remote: str, start: str):
    """What the page holds is byte for byte what would be written, whatever signs are in it."""
    made = proposal("notice", register, TODAY, {"column": "notices", "title": "停水&停电 100% #1+"})
    ((path, text),) = made.for_hands().items()
    host = host_of(remote)
    assert host is not None
    address = host.new_file(path, text, "main")
    assert address.startswith(start) and len(address) < LONGEST_ADDRESS
    assert parse_qs(urlsplit(address).query) == {"filename": [path], "value": [text]}


def test_where_no_page_can_be_filled_in_the_text_is_given(project: Path):
    told = forks.disclosure(
        "new", "notice", "--column", "notices", "--link", "--repository", "https://gitlab.com/a/b", "--root", project
    )
    assert told.returncode == 0 and "gitlab 没有可以填好的“新建文件”网页" in told.stdout
    assert "\nkind: notice\n" in told.stdout and not list((project / "docs/notices/2025").glob("doc-2025-100.md"))
