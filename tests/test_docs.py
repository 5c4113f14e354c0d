"""README, HANDBOOK and CONTRIBUTING say what is so: examples pass, names exist, tables are fresh.

The handbook tells one story, section by section, in the small office of tests/site (see handbook.py for its examples).
What the story only mentions (a draft, a legality review) stands ready beforehand, see ``MENTIONED``.
"""

from __future__ import annotations

import re
from datetime import date
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from disclosure import publish
from disclosure.catalogue import ALL_RULES, RULES_BY_ID
from disclosure.check import check
from disclosure.editing.desk.front import TASKS
from disclosure.editing.desk.work_pages import WORKS
from disclosure.editing.forms.fields_named import within
from disclosure.editing.forms.unions import SIDES
from disclosure.editing.proposals.wanted import offered
from disclosure.findings import Finding, Severity
from disclosure.loading import read_register
from disclosure.order import Order
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.documents import Document
from disclosure.records.files import data_files, record_types
from disclosure.records.handbook import BEGIN, END, with_tables
from disclosure.records.patrols import FOLDER_IN_DATA
from disclosure.records.shapes import choices_of
from disclosure.reporting import Format, render
from disclosure.reporting.owners import GITHUB, GITLAB
from handbook import HANDBOOK, Example, examples

ROOT = Path(__file__).resolve().parents[1]
TEXTS = {name: (ROOT / name).read_text("utf-8") for name in ("README.md", "HANDBOOK.md", "CONTRIBUTING.md")}

_REPORT = re.compile(r"<!-- 报错：(?P<slip>.+?) -->\n```text\n(?P<text>.*?)```", re.S)
_SLIP = re.compile(r"^\|[^|`]*\| `(?P<bad>[^`]+)` \| (?P<good>`[^`]+`|整行删除) \| (?P<rule>\S+) \|$", re.M)
_RULE = re.compile(r"\b[A-Z]{2,3}-\d{3}\b")
_TARGET = re.compile(r"(?<![\w.])make ([a-z][a-z-]*)")
_LINK = re.compile(r"\]\((?![a-z]+:)([^)\s]+)\)")

# The document that the handbook publishes first, and in which it shows what goes wrong.
FIRST = "docs/notices/2025/doc-2025-007.md"

# The small office's clock, before which not all of its documents are published.
OFFICES_DAY = date(2025, 6, 18)

# Documents of the story that the handbook does not print: path → what it says of them.
MENTIONED = {
    "docs/decision-papers/2025/doc-2025-008.md": "kind: draft\nmade: 2025-06-17",
    "docs/decision-papers/2025/doc-2025-009.md": "kind: explanation\nmade: 2025-06-17",
    "docs/decision-papers/2025/doc-2025-010.md": "kind: background\nmade: 2025-06-17",
    "docs/feedback/2025/doc-2025-012.md": "made: 2025-07-21",
    "docs/decision-papers/2025/doc-2025-013.md": "kind: legality\nmade: 2025-07-23",
    "docs/decision-papers/2025/doc-2025-014.md": "kind: meeting\nmade: 2025-07-25",
    "docs/policies/2025/doc-2025-015.md": "made: 2025-07-28\ndrafted: 2025-07-01\nsigned: 2025-07-28",
    "docs/interpretations/2025/doc-2025-016.md": (
        "kind: interpretation\nmade: 2025-07-28\ninterprets: doc-2025-015\nform: diagram\ndrafted: 2025-07-01\n"
        "signed: 2025-07-28\ndiagram:\n  title: 两步\n  steps: [{name: 申请, text: 来}, {name: 摆摊, text: 摆}]"
    ),
    "docs/interpretations/2025/doc-2025-021.md": "made: 2025-06-18",
    "docs/annual-reports/2026/doc-2026-001.md": "made: 2026-01-28",
    "docs/notices/2025/doc-2025-020.md": "kind: notice\nmade: 2025-06-16\npublished: 2025-06-18",
    "docs/notices/2025/doc-2025-017.md": "kind: notice\nmade: 2025-05-06\npublished: 2025-06-18",
    "docs/notices/2025/doc-2025-018.md": "kind: notice\nmade: 2025-03-03",
}


# --- the handbook's examples --------------------------------------------------------------------------------------


def test_there_are_examples_of_every_sort():
    """A marker with a slip in it would leave its example untested."""
    assert HANDBOOK.count("```yaml") + HANDBOOK.count("```markdown") == len(examples()) == HANDBOOK.count("<!-- 示例")
    assert {example.where for example in examples()} >= {"", "信息栏", "正文", "一项", "各项", "stages"}


@pytest.mark.parametrize(
    "example",
    [item for item in examples() if item.where != "正文"],
    ids=lambda example: f"{example.path} {example.where}".strip(),
)
def test_an_example_is_written_as_the_engine_reads_it(example):
    """As printed, strictly: what is merged into a file below has gone through another YAML writer."""
    text = example.text.split("---\n")[1] if example.path.endswith(".md") and not example.where else example.text
    wrapped = "members:\n" + indented(text) if example.where == "一项" else text
    assert read_tree(wrapped, example.path)[1] == []


def test_the_story_passes_section_by_section_and_can_be_published(office_copy):
    """Each section leaves the office's content without a finding on the day on which it plays."""
    shown: set[str] = set()
    for section in dict.fromkeys(example.section for example in examples()):
        here: set[str] = set()
        for example in examples():
            if example.section == section:
                prepare(office_copy, example)
                apply(office_copy, example)
                here |= {example.path, example.where.partition(" ")[0], Path(example.path).stem}
        shown |= here
        assert (section, reported(office_copy, shown, here)) == (section, [])
    findings = publish.build(office_copy, Order(today(office_copy), out=office_copy / "public")).findings
    assert about(findings, shown, set()) == []


def reported(root: Path, shown: set[str], here: set[str]) -> list[str]:
    return about(check(read_register(root), today(root), rules=ALL_RULES), shown, here)


def about(findings: list[Finding], shown: set[str], here: set[str]) -> list[str]:
    """Findings in words; what time brings to records older than the section is no matter of the handbook."""
    return [
        f"{item.place.path}:{item.place.line} {item.rule} {item.message}"
        for item in findings
        if (item.severity is not Severity.NOTICE and not RULES_BY_ID[item.rule].by_time)
        or item.record in (here - {""} if RULES_BY_ID[item.rule].by_time else shown)
    ]


def today(root: Path) -> date:
    """The day on which the story has arrived: that of the newest document, change or catalogue."""
    register = read_register(root)
    published = [document.published.date() for document in register.documents]
    changed = [change.date for document in register.documents for change in document.changes]
    return max([*published, *changed, *(catalogue.published for catalogue in register.catalogues), OFFICES_DAY])


# --- putting the examples together --------------------------------------------------------------------------------


def prepare(root: Path, example: Example) -> None:
    """Lay down what the example takes for granted: the documents that it mentions, the files that it attaches."""
    for path, fields in MENTIONED.items():
        if not (root / path).exists() and (Path(path).stem in example.text or path == example.path):
            write(root / path, mentioned(Path(path), fields))
            no_longer_empty(root / "data/columns.yml", Path(path).parts[1])
    for name in re.findall(r"- file: (\S+)", example.text):
        pdf = (ROOT / "tests/site/docs/notices/2025/doc-2025-003-1.pdf").read_bytes()
        (root / example.path).with_name(name).write_bytes(pdf + f"\n% {name}".encode())


def no_longer_empty(file: Path, column: str) -> None:
    """Take away what says that a column is empty, now that there is something in it."""
    data = loaded(file.read_text("utf-8"))
    for item in data["columns"]:
        if item["id"] == column:
            item.pop("empty", None)
    write(file, dumped(data))


def mentioned(path: Path, fields: str) -> str:
    """A document with what all documents need, and ``fields``."""
    written = yaml.load(fields, yaml.CBaseLoader)
    always = {
        "id": path.stem,
        "title": f"便民摊点的第{path.stem[-3:]}号文件",
        "column": path.parts[1],
        "issuer": "示例市示例区柳溪街道办事处",
        "published": written["made"],
        "summary": "手册里提到、没有印出的文件。",
        "disclosure": "active",
        "review": {
            "proposed": f"{written['made']} community-office 主动公开 711号令/20",
            "department": f"{written['made']} community-office 同意主动公开",
            "secrecy": f"{written['made']} general-office 国家秘密无 工作秘密无 商业秘密无 个人信息无 安全稳定无",
            "approved": f"{written['made']} 办事处分管负责人",
        },
    }
    return f"---\n{dumped(always | written)}---\n正文。\n"


def apply(root: Path, example: Example) -> None:
    """Do what the handbook tells the editor to do with the example."""
    file = root / example.path
    if not example.where:
        write(file, example.text)
    elif example.where == "信息栏":
        _, front, body = file.read_text("utf-8").split("---\n", 2)
        write(file, f"---\n{dumped(loaded(front) | loaded(example.text))}---\n{body}")
    elif example.where == "正文":
        write(file, f"{file.read_text('utf-8')}\n{example.text}")
    else:
        data = loaded(file.read_text("utf-8"))
        put_into(data, example)
        write(file, dumped(data))


def put_into(data: dict[str, Any], example: Example) -> None:
    if example.where == "一项":
        next(value for value in data.values() if isinstance(value, list)).extend(loaded(example.text))
    else:
        (data if example.where == "各项" else data[example.where]).update(loaded(example.text))


def loaded(text: str) -> Any:
    return yaml.load(text, yaml.CBaseLoader)


def dumped(data: object) -> str:
    return yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)


def indented(text: str) -> str:
    return "".join(f"  {line}" for line in text.splitlines(keepends=True))


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_text(text, "utf-8")


# --- what goes wrong ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("slip", list(_SLIP.finditer(HANDBOOK)), ids=lambda slip: slip["bad"])
def test_a_common_slip_is_found_and_its_remedy_helps(slip, office_copy):
    assert [item.rule for item in found_with(slip["bad"], office_copy)] == [slip["rule"]]
    good = slip["good"].strip("`")
    assert found_with("" if good == "整行删除" else good, office_copy) == []


def test_there_are_ten_common_slips():
    assert len(_SLIP.findall(HANDBOOK)) == 10


def test_the_error_that_the_handbook_explains_is_a_real_one(office_copy):
    report = _REPORT.search(HANDBOOK)
    assert render(found_with(report["slip"], office_copy), Format.TEXT).startswith(report["text"])


def found_with(line: str, root: Path) -> list[Finding]:
    """What is found when ``line`` stands in the first document, in the place of the field that it means."""
    text = next(example.text for example in examples() if example.path == FIRST)
    field = re.match(r"\w*", line)[0].replace("sumary", "summary")
    if field and f"\n{field}: " in text:
        text = re.sub(rf"^{field}: .*$", lambda old: line, text, count=1, flags=re.M)
    elif field:
        text = text.replace("---\n", f"---\n{line}\n", 1)
    write(root / FIRST, text)
    return check(read_register(root), OFFICES_DAY, rules=ALL_RULES)


# --- names and links ----------------------------------------------------------------------------------------------


def test_the_field_tables_are_fresh():
    text = TEXTS["HANDBOOK.md"]
    assert text.count(BEGIN) == text.count(END) == 1
    assert with_tables(text) == text, "请运行 make schema"


@pytest.mark.parametrize("name", TEXTS)
def test_every_rule_that_is_named_exists(name):
    assert set(_RULE.findall(TEXTS[name])) - set(RULES_BY_ID) == set()


@pytest.mark.parametrize("name", TEXTS)
def test_every_make_target_that_is_named_exists(name):
    targets = re.findall(r"^\.PHONY: (\S+)$", (ROOT / "Makefile").read_text("utf-8"), re.M)
    assert set(_TARGET.findall(TEXTS[name])) - set(targets) == set()


@pytest.mark.parametrize("name", TEXTS)
def test_every_relative_link_leads_somewhere(name):
    """Examples show links of their own; those are none of this file."""
    text = re.sub(r"```.*?```|`[^`\n]*`", "", TEXTS[name], flags=re.S)
    files = [link.partition("#")[0] for link in _LINK.findall(text)]
    assert [file for file in files if not (ROOT / (file or name)).exists()] == []
    headings = {re.sub(r"\s+", "-", heading.strip()) for heading in re.findall(r"^#+ (.+)$", TEXTS[name], re.M)}
    assert [link for link in _LINK.findall(text) if link.startswith("#") and link[1:] not in headings] == []


@pytest.mark.parametrize("name", TEXTS)
def test_every_file_that_is_named_is_in_the_project(name):
    """Paths in code marks: files and folders as they are, ``<…>`` and Chinese words standing for any name."""
    named = re.findall(r"`((?:hooks|scripts|tests|data|docs|\.github|\.vscode|\.ci)/[^`\s]*)`", TEXTS[name])
    wanted = [re.sub(r"<[^>]*>|[\u4e00-\u9fff]+|…", "*", path) for path in named]
    assert [path for path in wanted if not may_be_missing(path) and not any(ROOT.glob(path.rstrip("/")))] == []


def may_be_missing(path: str) -> bool:
    """Whether the text speaks of a file that an office may or may not have, or that the handbook makes."""
    made = {Path(example.path).stem for example in examples()}
    if path in (GITHUB.as_posix(), GITLAB.as_posix(), f"{FOLDER_IN_DATA}/"):
        return True  # written once the departments have accounts; laid there by hand, where no branch can be read
    places = [kind.pattern for kind in data_files()] + [Document.files]  # of records, whether there are any or not
    return any(name in path for name in made) or any(is_on_the_way(path, place) for place in places)


def is_on_the_way(path: str, place: str) -> bool:
    """Whether a path is that of a record's file, or of a folder above it."""
    steps = zip(path.strip("/").split("/"), re.sub(r"\{\w+\}", "*", place).split("/"), strict=False)
    return path.count("/") <= place.count("/") and all(fnmatch(step, each) or step == "*" for step, each in steps)


def test_what_the_handbook_says_of_the_form_stands_there() -> None:
    """Whatever it calls a button, a place or a task by its name is on a page of the form under this name."""
    chapter = (ROOT / "HANDBOOK.md").read_text("utf-8").partition("\n## 在表单里写\n")[2].partition("\n## ")[0]
    heads = re.findall(r"^(?:- |[0-9]+\. )\*\*(.+?)\*\*", chapter, re.MULTILINE)
    named = [name for name in re.findall(r"\*\*(.+?)\*\*", chapter) if name not in heads]
    shown = "\n".join(file.read_text("utf-8") for file in (ROOT / "hooks/disclosure/editing/desk/templates").iterdir())
    shown += "\n".join(task.title for task in TASKS)
    assert len(named) > 20 and [name for name in named if name not in shown] == []


def test_what_the_handbook_says_of_the_form_in_its_other_chapters_stands_there_too() -> None:
    """Each thing that it calls by its name is a kind of record, a field, a choice, or on a page of the form."""
    ways = re.findall(r"^\*\*在表单里\*\*：(.+)", (ROOT / "HANDBOOK.md").read_text("utf-8"), re.MULTILINE)
    shown = "\n".join(file.read_text("utf-8") for file in (ROOT / "hooks/disclosure/editing").glob("*/templates/*"))
    shown += "\n".join(
        (*(task.title for task in (*TASKS, *WORKS.values())), *(label for _, label in offered()), *map(str, SIDES))
    )
    shapes = [shape for kind in (Document, *record_types()) for _, shape in within(kind)]
    known = {*(kind.type_label for kind in record_types()), *(shape.label for shape in shapes), "是"}
    known |= {label for shape in shapes if shape.shape.choice for _, label in choices_of(shape.shape.choice)}
    said = [name for way in ways for name in re.findall("“(.+?)”", way)]
    assert len(said) > 60 and [name for name in said if name not in known and name not in shown] == []
