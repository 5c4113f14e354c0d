"""The register: all records of the site in one graph, with every reference followed both ways."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from disclosure.findings import Finding, Place, Rule
from disclosure.reading.folders import HIDDEN, SHORTCUT, files_below
from disclosure.reading.front_matter import Body, split
from disclosure.reading.text import read_text
from disclosure.reading.validation import validate
from disclosure.reading.yaml_tree import Tree, read_tree
from disclosure.records.administration import (
    Exclusion,
    Ledger,
    LinkExclusions,
    Redirect,
    Redirects,
    Waiver,
    Waivers,
    WorkPlan,
)
from disclosure.records.agency import Agency, Department
from disclosure.records.base import Record, Reference
from disclosure.records.columns import Column
from disclosure.records.decisions import Decision, DecisionCatalogue
from disclosure.records.documents import Document
from disclosure.records.files import DATA_FILES, DataFile, data_file
from disclosure.records.law import CalendarYear, Law, Limit
from disclosure.records.mentions import mentions

UNKNOWN_FILE = Rule("FIL-001", "文件放在规定的位置", bad="data/decison/2024.yml", good="data/decisions/2024.yml")
MISSING_FILE = Rule("FIL-002", "必需的文件都在", bad="没有 data/agency.yml", good="有 data/agency.yml")
DUPLICATE_ID = Rule(
    "ID-001", "编号不重复", basis=("本办制度/1",), bad="两份文件都写 id: doc-2023-014", good="每份文件的 id 不同"
)

_ID_LINE = re.compile(r"^\s*(?:- )?id:\s*([a-z0-9][a-z0-9-]*)\s*$", re.MULTILINE)

RULES = (UNKNOWN_FILE, MISSING_FILE, SHORTCUT, HIDDEN, DUPLICATE_ID)

Kind = TypeVar("Kind", bound=Record)


@dataclass
class Register:
    """All records that could be read, and what was wrong with the rest.

    ``declared`` holds every id that some file claims, readable or not, and ``broken`` the files of which not
    everything could be read: one slip must not make every reference to its record look dead. ``texts`` is each file
    as written, for all that is looked for in every character that would be public, comments included.
    """

    root: Path
    records: dict[str, Record] = field(default_factory=dict)
    singles: list[Record] = field(default_factory=list)
    declared: set[str] = field(default_factory=set)
    broken: set[str] = field(default_factory=set)
    files: set[str] = field(default_factory=set)
    texts: dict[str, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def all(self, kind: type[Kind]) -> list[Kind]:
        """All records of one type, in the order of their files and lines."""
        return [record for record in (*self.singles, *self.records.values()) if isinstance(record, kind)]

    @cached_property
    def agency(self) -> Agency | None:
        """The office, or ``None`` if data/agency.yml could not be read."""
        return next(iter(self.all(Agency)), None)

    @cached_property
    def columns(self) -> list[Column]:
        """All columns in the order of display."""
        return self.all(Column)

    @cached_property
    def documents(self) -> list[Document]:
        """All documents in the order of their paths."""
        return self.all(Document)

    @cached_property
    def catalogues(self) -> list[DecisionCatalogue]:
        """The decision catalogues, newest year first."""
        return sorted(self.all(DecisionCatalogue), key=lambda catalogue: -catalogue.year)

    @cached_property
    def decisions(self) -> list[Decision]:
        """All decisions in the order of their catalogues."""
        return self.all(Decision)

    @cached_property
    def waivers(self) -> list[tuple[Waiver, Place]]:
        """All waivers with their lines."""
        return [
            (waiver, record.place("waivers", number))
            for record in self.all(Waivers)
            for number, waiver in enumerate(record.waivers)
        ]

    @cached_property
    def redirects(self) -> list[tuple[Redirect, Place]]:
        """All redirects with their lines."""
        return [
            (redirect, record.place("redirects", number, "old"))
            for record in self.all(Redirects)
            for number, redirect in enumerate(record.redirects)
        ]

    @cached_property
    def exclusions(self) -> list[tuple[Exclusion, Place]]:
        """All exclusions from the link checks with their lines."""
        return [
            (exclusion, record.place("exclusions", number))
            for record in self.all(LinkExclusions)
            for number, exclusion in enumerate(record.exclusions)
        ]

    @cached_property
    def ledger(self) -> list[tuple[str, Place]]:
        """Every address that was ever published, with its line."""
        return [
            (address, record.place("addresses", number))
            for record in self.all(Ledger)
            for number, address in enumerate(record.addresses)
        ]

    @cached_property
    def laws(self) -> dict[str, Law]:
        """The statutes by the short name under which rules cite them."""
        return {law.short: law for law in reversed(self.all(Law))}

    @cached_property
    def limits(self) -> list[Limit]:
        """The statutory numbers."""
        return self.all(Limit)

    @cached_property
    def calendars(self) -> list[CalendarYear]:
        """The working-day calendars."""
        return self.all(CalendarYear)

    @cached_property
    def workplans(self) -> list[WorkPlan]:
        """The yearly work plans, newest first."""
        return sorted(self.all(WorkPlan), key=lambda plan: -plan.year)

    @cached_property
    def references(self) -> list[Reference]:
        """Every reference of every record: from fields, and from ``ref:`` links in Markdown."""
        return [
            reference
            for record in (*self.singles, *self.records.values())
            for reference in (*record.references(), *mentions(record))
        ]

    @cached_property
    def backlinks(self) -> dict[str, list[Reference]]:
        """For every id, the references that point at it and say what the relation is."""
        found: dict[str, list[Reference]] = defaultdict(list)
        for reference in self.references:
            if reference.expects.relation and reference.target_id in self.records:
                found[reference.target_id].append(reference)
        return found

    @cached_property
    def stages(self) -> dict[str, list[Decision]]:
        """For every document id, the decisions that name it in a stage."""
        found: dict[str, list[Decision]] = defaultdict(list)
        for decision in self.decisions:
            for _, document_id in decision.documents():
                found[document_id].append(decision)
        return found

    def owner_of(self, path: str) -> str:
        """The department that keeps a file, by name: a document's own, else the publishing office; "" if unknown."""
        document = self._by_path.get(path)
        department = self.get(document.department or "", Department) if document is not None else None
        if department is not None:
            return department.title
        return document.issuer if document is not None else ""

    @cached_property
    def _by_path(self) -> dict[str, Document]:
        return {document.path: document for document in self.documents}

    def is_broken(self, start: str) -> bool:
        """Whether something could not be read in a file whose path begins with ``start``."""
        return any(path.startswith(start) for path in self.broken)

    def get(self, key: str, kind: type[Kind]) -> Kind | None:
        """The record with this id if it is of this type."""
        record = self.records.get(key)
        return record if isinstance(record, kind) else None

    def attachment(self, document: Document, file: str) -> Path | None:
        """The file that lies beside a document under this exact name (case counts)."""
        path = f"{document.folder}/{file}"
        return self.root / path if path in self.files else None


def read_register(root: Path) -> Register:
    """Read data/ and docs/ below ``root``. Whatever is wrong ends in ``findings``; nothing is raised."""
    register = Register(root)
    for path in files_below(root, "data", register.findings):
        if not path.startswith("data/_schema/"):
            _read_data(register, path)
    for path in files_below(root, "docs", register.findings):
        if path.endswith(".md"):
            _read_document(register, path)
        else:
            register.files.add(path)
    for kind in DATA_FILES:
        if kind.required and not (root / kind.pattern).is_file():
            remedy = "请从代码库的历史版本恢复它，或对照手册重新填写。"
            register.findings.append(MISSING_FILE.at(Place(kind.pattern), "缺少这个必需的文件。", remedy))
            register.broken.add(kind.pattern)
    return register


def _read_data(register: Register, path: str) -> None:
    kind = data_file(path)
    if kind is None:
        patterns = [kind.pattern for kind in DATA_FILES]
        close = get_close_matches(path, patterns, n=1, cutoff=0.6)
        remedy = f"您要放的是不是 {close[0]}？" if close else f"可以放的位置：{'、'.join(patterns)}。"
        register.findings.append(UNKNOWN_FILE.at(Place(path), "这个文件不在规定的位置，不会被读取。", remedy))
        return
    text = _text(register, path)
    tree, findings = read_tree(text, path) if text else (None, [])
    register.findings += findings
    if tree is not None:
        _declare(register, tree)
        readable, read = _without_broken_members(register, kind, tree)
        _add_members(register, kind, tree, _add(register, kind.model, readable), read)
    else:
        _declare_in(register, path, text)


def _text(register: Register, path: str) -> str:
    register.texts[path], findings = read_text(register.root / path, path)
    register.findings += findings
    return register.texts[path]


def _declare_in(register: Register, path: str, text: str) -> None:
    """Note every id that an unreadable file seems to claim, by its lines and, for a document, by its name."""
    register.broken.add(path)
    register.declared |= set(_ID_LINE.findall(text))
    if path.startswith("docs/"):
        register.declared.add(path.rpartition("/")[2].removesuffix(".md"))


def _declare(register: Register, tree: Tree) -> None:
    """Note every id that the file claims, at its root and in its lists."""
    mappings = [tree.data]
    for value in tree.data.values():
        mappings += [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
    register.declared |= {item["id"] for item in mappings if isinstance(item.get("id"), str)}  # type: ignore[misc]


def _without_broken_members(register: Register, kind: DataFile, tree: Tree) -> tuple[Tree, dict[str, list[int]]]:
    """The tree without the members that cannot be read, which must not hide the others.

    The second value holds, for each list, which of the members as written are left.
    """
    data, read = dict(tree.data), {}
    for name, model in kind.members.items():
        members = data.get(name)
        if not isinstance(members, list):
            continue
        faults = [_faults(model, tree, (name, number)) for number in range(len(members))]
        register.findings += [finding for found in faults for finding in found]
        read[name] = [number for number, found in enumerate(faults) if not found]
        data[name] = [members[number] for number in read[name]]
        if any(faults):
            register.broken.add(tree.path)
    return Tree(tree.path, data, tree.places, tree.base), read


def _faults(model: type[Record], tree: Tree, location: tuple[str, int]) -> list[Finding]:
    members: Any = tree.data[location[0]]
    return validate(model, Tree(tree.path, members[location[1]], tree.places, tree.base + location))[1]


def _add(register: Register, model: type[Record], tree: Tree) -> Record | None:
    record, findings = validate(model, tree)
    register.findings += findings
    if record is None:
        register.broken.add(tree.path)
        return None
    record.rooted_at(tree)
    if "id" in type(record).model_fields:
        _index(register, record)
    else:
        register.singles.append(record)
    return record


def _add_members(
    register: Register, kind: DataFile, tree: Tree, record: Record | None, read: dict[str, list[int]]
) -> None:
    """Index the records inside a file's lists, each knowing its own lines."""
    for name in kind.members if record is not None else ():
        for number, member in zip(read[name], getattr(record, name), strict=True):
            member.rooted_at(tree.below((name, number)))
            _index(register, member)


def _index(register: Register, record: Record) -> None:
    first = register.records.setdefault(record.key, record)
    if first is not record:
        where = first.place("id")
        message = f"编号“{record.key}”已经在 {where.path} 第 {where.line} 行用过。"
        remedy = "请换一个没有用过的编号；编号一经发布不再更改。"
        register.findings.append(DUPLICATE_ID.at(record.place("id"), message, remedy, record=record.key))


def _read_document(register: Register, path: str) -> None:
    text = _text(register, path)
    tree, body, findings = split(text, path) if text else (None, Body("", 1), [])
    register.findings += findings
    if tree is None:
        _declare_in(register, path, text)
    else:
        _declare(register, tree)
        record = _add(register, Document, tree)
        if isinstance(record, Document):
            record.with_body(body)
