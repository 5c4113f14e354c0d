"""Sows defects into YAML: references of records, attachments, redirects, the ledger, the district's addresses."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from seeding.defect import YAML, Defect, Sown


@dataclass(frozen=True)
class Edit:
    """A defect in YAML: line ``line`` of a file becomes ``text``; 0 means that ``text`` is appended.

    ``fault`` is the line of the text at fault, from 0. ``builds`` says that only a build finds it; otherwise the
    register's rules do.
    """

    defect: Defect
    path: str
    line: int
    text: str
    builds: bool
    fault: int = 0

    @property
    def slot(self) -> tuple[str, int, str]:
        """What only one defect at a time can take."""
        return (self.path, self.line, "" if self.line else self.text)


def yaml_edits(root: Path, count: int, chance: random.Random) -> Iterator[Edit]:
    """``count`` defects of each class of YAML defects, for the site at ``root``."""
    for name, path, field, wrong, rules, follows in _FIELDS:
        places = list(_places(root, path, field))
        chance.shuffle(places)
        for number in range(count):
            file, line, match = places[number % len(places)]
            text = match.string[: match.start(1)] + wrong(match[1], number) + match.string[match.end(1) :]
            defect = Defect(name, YAML, frozenset(rules.split()), number, text.strip(), frozenset(follows.split()))
            yield Edit(defect, file, line, text, builds=False)
    yield from _appended(count)
    yield from _addresses(root, count)


def _places(root: Path, pattern: str, field: str) -> Iterator[tuple[str, int, re.Match[str]]]:
    for file in sorted(root.glob(pattern)):
        for number, line in enumerate(file.read_text("utf-8").split("\n"), 1):
            if line == "---" and number > 1:
                break  # the body of a document is no YAML
            if match := re.fullmatch(field, line):
                yield file.relative_to(root).as_posix(), number, match


Wrong = Callable[[str, int], str]


def _dead(value: str, number: int) -> str:
    return f"doc-2019-{number + 1:03}"


def _unknown(mark: str) -> Callable[[str, int], str]:
    """An id that nothing has; each sort of defect has its own, since one lost id in two files is one cause."""
    return lambda value, number: f"{value}-{mark}{number}"


def _news(value: str, number: int) -> str:
    """A document that stands in no decision and fits no stage, of about the same time."""
    of_year = {"2023": "doc-2023-059", "2024": "doc-2024-025", "2025": "doc-2025-026"}
    return of_year.get(value[4:8], "doc-2023-055")


def _no_page(value: str, number: int) -> str:
    return ("party-office", "finance-office", "civil-affairs", "culture-sports")[number % 4]


def _other_case(value: str, number: int) -> str:
    stem, _, ending = value.rpartition(".")
    return f"{stem.upper()}.{ending.upper()}" if number % 2 else f"{stem}.{ending.upper()}"


def _lost(value: str, number: int) -> str:
    return f"old-{number}-{value}"


_DOCUMENTS, _DECISIONS, _PLANS = "docs/**/*.md", "data/decisions/*/dec-*.yml", "data/workplan/*.yml"
_STAGE = r"  (?:draft|explanation|background|consultation|feedback|expert|risk|legality|attendance|meeting|result"
# A policy whose interpretation was led astray has none, or another one, which is late and of other days, as its first.
_WITHOUT_READING = "REF-006 INT-002 INT-003 INT-004 INT-005 INT-006"
# class, files, field, what is put in its place, rules that must find it, rules that may follow from it
_FIELDS: tuple[tuple[str, str, str, Wrong, str, str], ...] = (
    ("决策环节引用不存在的编号", _DECISIONS, rf"{_STAGE}|interpretation|execution|evaluation): (\S+)", _dead,
     "REF-001", "CON-003 DEC-007 OPI-009"),
    ("决策环节引用别类的文件", _DECISIONS, rf"{_STAGE}): (\S+)", _news, "REF-002",
     "CON-003 OPI-009 DEC-006 DEC-007 REF-004 REF-005 REF-006"),
    ("承办部门不存在", _DECISIONS, r"owner: (\S+)", _unknown("a"), "REF-001", ""),
    ("佐证引用不存在的编号", _PLANS, r"        records: \[(?:.*, )?([\w-]+)\]", _dead, "REF-001", ""),
    ("佐证引用没有网页的编号", _PLANS, r"        records: \[([\w-]+).*\]", _no_page, "REF-002", ""),
    ("事项的责任部门不存在", _PLANS, r"        unit: (\S+)", _unknown("b"), "REF-001", ""),
    ("解读的文件不存在", _DOCUMENTS, r"interprets: (\S+)", _dead, "REF-001", _WITHOUT_READING),
    ("解读的不是政策文件", _DOCUMENTS, r"interprets: (\S+)", _news, "REF-002", _WITHOUT_READING),
    ("替代文件不存在", _DOCUMENTS, r"replaced_by: (\S+)", _dead, "REF-001", ""),
    ("替代文件不是政策文件", _DOCUMENTS, r"replaced_by: (\S+)", _news, "REF-002", ""),
    ("责任部门不存在", _DOCUMENTS, r"department: (\S+)", _unknown("c"), "REF-001", ""),
    ("主题不存在", _DOCUMENTS, r"theme: (\S+)", _unknown("d"), "REF-001", ""),
    ("适用人群不存在", _DOCUMENTS, r"audience: \[([\w-]+).*\]", _unknown("e"), "REF-001", ""),
    ("登记的附件不存在", _DOCUMENTS, r"  - file: (\S+)", _lost, "ATT-001", "ATT-004"),
    ("登记的附件大小写不同", _DOCUMENTS, r"  - file: (\S+)", _other_case, "ATT-001", "ATT-004"),
)  # fmt: skip


def _appended(count: int) -> Iterator[Edit]:
    """Redirects, each in a file of its own, and addresses of the ledger that the site does not have yet."""
    for number in range(count):
        bad = (f"/notices/c-{number}.html", f"../c-{number}.html", f"c-{number}")[number % 3]
        entries = (
            ("跳转到不存在的编号", "REF-001", f"notices/2021/a-{number}.html", f"doc-2019-{number + 1:03}", False),
            ("跳转到没有网页的编号", "REF-002", f"notices/2021/b-{number}.html", _no_page("", number), False),
            ("旧网址写法不对", "RED-001", bad, "doc-2023-058", False),
            ("旧网址仍有页面", "LNK-602", f"documents/doc-2023-{number + 1:03}.html", "doc-2023-058", True),
        )  # fmt: skip
        for name, rule, old, new, builds in entries:
            text = f"old: {old}\nnew: {new}\nreason: 栏目调整。\ndate: 2024-03-20"
            defect = Defect(name, YAML, frozenset({rule}), number, f"{old} → {new}")
            file = f"data/redirects/{rule.lower()}-{number}.yml"
            yield Edit(defect, file, 0, text, builds, fault=int(rule.startswith("REF")))
        old = (f"documents/doc-2020-{number}.html", f"files/doc-2020-{number}/a.pdf", f"feeds/old-{number}.xml")[
            number % 3
        ]
        vanished = Defect("发布过的网址不见了", YAML, frozenset({"LNK-601"}), number, old)
        yield Edit(vanished, "data/ledger.yml", 0, f"  - {old}", True)


# Classes of addresses that a field can hold, one of the district or of another place: class → rules and values. One
# that cannot even be taken apart (a full-width slash behind the host) is FLD-003 and stops the build.
_ADDRESSES: dict[str, tuple[str, tuple[str, ...]]] = {
    "网址字段写成内网网址": (
        "LNK-208",
        ("http://localhost/{n}", "http://10.1.2.3/{n}", "http://192.168.1.1/{n}", "http://oa/{n}", "http://a.local/{n}"),
    ),
    "网址字段写法不对": (
        "LNK-204 LNK-207 LNK-212 LNK-215 LNK-101",
        ("https://www.gov.cn\\{n}", "https://www.gov.cn/\u200b{n}", "http://example.com/{n}",
         "https://www.gov.cn/100%{n}z", "https://www.example.gov.cn/zwgk/gml/old-{n}.html"),
    ),
    "网址字段不能长久": (
        "LNK-216 LNK-217 LNK-218 LNK-219",
        ("https://me:secret@www.gov.cn/{n}", "https://www.gov.cn/a;jsessionid=1A2B{n}", "https://a.gov.cn/?Expires={n}",
         "http://8.8.8.8/{n}"),
    ),
}  # fmt: skip


def _addresses(root: Path, count: int) -> Iterator[Edit]:
    of_district = r"  (?:url|fault_report_url|disclosure_request_url|board_url): (\S+)"
    fields = [*_places(root, "data/agency.yml", of_district), *_places(root, _DOCUMENTS, r"    url: (\S+)")]
    for turn, (name, (rules, values)) in enumerate(_ADDRESSES.items()):
        for number in range(count):
            path, line, match = fields[(number + turn) % len(fields)]
            value = values[number % len(values)].replace("{n}", str(number))
            defect = Defect(name, YAML, frozenset(rules.split()), number, value)
            yield Edit(defect, path, line, match.string[: match.start(1)] + value, True)


def sow_records(root: Path, edits: list[Edit]) -> Iterator[Sown]:
    """Write the edits into the files below ``root``; where each defect ended up."""
    for path in sorted({edit.path for edit in edits}):
        known = (root / path).read_text("utf-8").rstrip("\n") if (root / path).exists() else ""
        lines = known.split("\n") if known else []
        for edit in (edit for edit in edits if edit.path == path):
            if edit.line:
                lines[edit.line - 1] = edit.text
            else:
                lines.append(edit.text)
            at = edit.line or sum(line.count("\n") + 1 for line in lines[:-1]) + 1
            yield Sown(edit.defect, path, at + edit.fault)
        (root / path).write_text("\n".join(lines) + "\n", "utf-8")
