"""Rule examples: tests/examples/<RULE>/<bad|good>-<name>.yml → edits to the small office, and the findings expected.

An example states a change to the project under tests/site and the whole list of findings that follow from it:

    # what it shows, in one line
    edit:                       # each "find" occurs exactly once in its file
      - {file: docs/…/doc-2025-003.md, find: "published: 2025-05-08", replace: "published: 2025-07-30"}
    write:                      # text (size: filled up with line ends to so many bytes) or base64
      - {file: docs/…/extra.md, text: "…"}
    delete: [docs/…/doc-2025-003.md]
    unreadable: [docs/…/doc-2025-003.md]
    today: "2025-06-18"         # optional
    expect:
      - docs/…/doc-2025-003.md:9 error DOC-001

The rules LNK-… judge the built pages. One build serves all their examples that only write documents, so each
expects the findings in its own; an example that writes to data/ is built with few others, or alone.
"""

from __future__ import annotations

import marshal
import re
from base64 import b64decode
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from disclosure import loading, publish, screening
from disclosure.attachments import contents
from disclosure.attachments.contents import Contents
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Finding
from disclosure.loading import read_register
from disclosure.memory import texts
from disclosure.order import Order
from disclosure.reading import drawing
from disclosure.reading import text as raw_text
from disclosure.reading.yaml_tree import Tree
from disclosure.register import Register
from disclosure.rules import addresses
from disclosure.screening import fidelity
from disclosure.screening.written import Known, Written

FOLDER = Path(__file__).parent / "examples"
_KEYS = {"edit", "write", "delete", "unreadable", "today", "expect"}
# The day on which an example is judged that takes the office's own clock away.
WITHOUT_CLOCK = datetime(2025, 6, 18, tzinfo=UTC)


@dataclass(frozen=True)
class Example:
    """One example file. ``rule`` is its folder's name; ``bad`` whether that rule has something to find in it."""

    file: Path
    rule: str
    bad: bool
    content: dict[str, Any]

    @property
    def name(self) -> str:
        return f"{self.rule}/{self.file.stem}"

    @property
    def expected(self) -> list[str]:
        return self.content["expect"]

    @property
    def written(self) -> list[str]:
        """The files that the example writes."""
        return [item["file"] for item in self.content.get("write", [])]

    @property
    def touched(self) -> set[str]:
        """The files that the example edits, writes or deletes."""
        edited = {item["file"] for item in self.content.get("edit", [])}
        return edited | set(self.written) | set(self.content.get("delete", []))

    @property
    def looks_at_links(self) -> bool:
        """Whether the rule judges the built pages, so that the site must be built."""
        return self.rule.startswith("LNK-") or self.rule in ("MKD-101", "MKD-102")

    @property
    def stands_alone(self) -> bool:
        """Whether what the example shows needs a day or a refusal of its own, or a file on which all others rest."""
        of_all = any(re.fullmatch(r"data/[^/]+\.yml|mkdocs\.yml", file) for file in self.touched)
        return of_all or bool({"today", "unreadable"} & set(self.content))

    @property
    def is_built_alone(self) -> bool:
        """Whether the example changes one of the files that the whole site shares."""
        shared = ("data/", "mkdocs.yml")
        return self.looks_at_links and any(file.startswith(shared) for file in self.touched)


@cache
def read_examples() -> tuple[Example, ...]:
    """All examples, by path; nobody changes what stands in them."""
    return tuple(_read(file) for file in sorted(FOLDER.glob("*/*.yml")))


def _read(file: Path) -> Example:
    content = yaml.load(file.read_text("utf-8"), yaml.CSafeLoader)
    kind, _, name = file.stem.partition("-")
    assert kind in ("bad", "good") and name, f"{file}: the name must begin with bad- or good-"
    assert set(content) <= _KEYS and "expect" in content, f"{file}: unknown key, or no expect"
    return Example(file, file.parent.name, kind == "bad", content)


def apply(example: Example, root: Path) -> None:
    """Make the example's changes to the project at ``root``, whose files may be hard links."""
    for change in example.content.get("edit", []):
        text = (root / change["file"]).read_text("utf-8")
        assert text.count(change["find"]) == 1, f"{change['find']!r} is not found exactly once in {change['file']}"
        _put(root / change["file"], text.replace(change["find"], change["replace"]).encode())
    for path, content in contents_written(example):
        _put(root / path, content)
    for path in example.content.get("delete", []):
        (root / path).unlink()


def contents_written(example: Example) -> Iterator[tuple[str, bytes]]:
    """The files that the example writes, with what stands in them."""
    for item in example.content.get("write", []):
        content = b64decode(item["base64"]) if "base64" in item else item["text"].encode()
        yield item["file"], content.ljust(item.get("size", 0), b"\n")


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_bytes(content)


def take_back(example: Example, root: Path, pristine: Path) -> None:
    """Make the files that the example has touched what they are in ``pristine``; folders that it made go as well."""
    for path in map(Path, example.touched):
        (root / path).unlink(missing_ok=True)
        if (pristine / path).exists():
            (root / path).hardlink_to(pristine / path)
        for folder in path.parents:
            if not (pristine / folder).exists() and (root / folder).exists() and not any((root / folder).iterdir()):
                (root / folder).rmdir()


def findings_of(examples: Sequence[Example], root: Path) -> list[Finding]:
    """What the check finds in the project at ``root`` once the changes are made to it, on the day of the first."""
    for example in examples:
        apply(example, root)
    told = examples[0].content.get("today")
    order = Order(date.fromisoformat(told) if told else None)
    unreadable = [root / path for example in examples for path in example.content.get("unreadable", [])]
    with pytest.MonkeyPatch.context() as patch:
        _refuse_to_read(patch, unreadable)
        register = read_register(root)
    return check(register, order.working_day(register.demonstration_day, WITHOUT_CLOCK), rules=ALL_RULES)


@contextmanager
def remembering() -> Iterator[None]:
    """Read and screen nothing twice, whichever example it stands in: what is found in it follows from it alone."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(texts, "read_tree", _read_tree)
        patch.setattr(texts, "split", _split)
        patch.setattr(raw_text, "decode", _decode)
        patch.setattr(loading, "validate", _validate)
        patch.setattr(screening, "known_of", _known_of)
        patch.setattr(screening, "screen_text", _screen_text)
        patch.setattr(contents, "contents_of", _contents_of)
        for module in (fidelity, addresses):
            patch.setattr(module, "drawn", _drawn)
        yield


_read_tree, _split = cache(texts.read_tree), cache(texts.split)
_decoded, _judge = lru_cache(maxsize=4096)(raw_text.decode), loading.validate
_judged: dict[tuple[Any, ...], tuple[Any, list[Finding], Tree]] = {}
_drawn, _open = cache(drawing.drawn), contents.contents_of
_opened: dict[tuple[str, int, int, int], Contents] = {}
_look_for_known, _look_through = screening.known_of, screening.screen_text
_known: dict[tuple[tuple[str, str], ...], Known] = {}


def _decode(raw: bytes, path: str) -> tuple[str, list[Finding]]:
    """The text in the bytes of a file."""
    text, findings = _decoded(raw, path)
    return text, [*findings]


def _validate(model: type[BaseModel], tree: Tree) -> tuple[Any, list[Finding]]:
    """The record of a tree: the same object as long as the same text says the same at the same place."""
    key = (model, tree.path, tree.base, id(tree.spots), marshal.dumps(tree.data))
    if key not in _judged:
        _judged[key] = (*_judge(model, tree), tree)  # the tree is kept, so that the number of its spots stays its own
    record, findings, _ = _judged[key]
    return record, list(findings)


def _contents_of(file: Path) -> Contents:
    """What an attachment holds: its copies are hard links, so that a file is known by its number on the disk."""
    if not file.is_file():
        return _open(file)
    state = file.stat()
    key = (file.name, state.st_ino, state.st_size, state.st_mtime_ns)
    if key not in _opened:
        _opened[key] = _open(file)
    return _opened[key]


def _known_of(register: Register) -> Known:
    """What texts are screened with: the same object as long as the files are the same from which it comes."""
    made_of = ("data/agency.yml", "data/wording.yml", "data/laws/")
    key = tuple(item for item in register.texts.items() if item[0].startswith(made_of))
    return _known.setdefault(key, _look_for_known(register))


@cache
def _screen_text(written: Written, known: Known) -> list[Finding]:
    return list(_look_through(written, known))


def findings_of_built(examples: list[Example], root: Path) -> dict[str, list[Finding]]:
    """What one build of all the examples' files finds, by the name of the example; "" for what is nobody's."""
    owner: dict[str, str] = {}
    for example in examples:
        apply(example, root)
        for path in example.written:
            assert path not in owner and not {"edit", "delete", "today"} & set(example.content), example.name
            owner[path] = example.name
    found: dict[str, list[Finding]] = {example.name: [] for example in examples} | {"": []}
    for finding in publish.build(root, Order(out=root / "public")).findings:
        found[owner.get(finding.place.path, "")].append(finding)
    return found


def findings_of_some_built(examples: Sequence[Example], root: Path) -> list[Finding]:
    """What a build of the project at ``root`` finds once the changes of the examples are made to it."""
    for example in examples:
        apply(example, root)
    return publish.build(root, Order(out=root / "public")).findings


def _refuse_to_read(patch: pytest.MonkeyPatch, files: list[Path]) -> None:
    """Make the files unreadable for whoever runs the tests: permissions do not bind root."""
    read = Path.read_bytes

    def refuse(file: Path) -> bytes:
        if file in files:
            raise PermissionError(13, "Permission denied", str(file))
        return read(file)

    if files:
        patch.setattr(Path, "read_bytes", refuse)


def line_of(finding: Finding) -> str:
    """A finding as examples write it."""
    return f"{finding.place.path}:{finding.place.line} {finding.severity.value} {finding.rule}"


def sentences(text: str) -> int:
    """How many sentences a text has; what it quotes does not count."""
    return len(re.findall("[。！？]", re.sub("“[^”]*”|《[^》]*》", "", text)))
