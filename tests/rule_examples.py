"""Rule examples: tests/examples/<RULE>/<bad|good>-<name>.yml → edits to the small office, and the findings expected.

An example states a change to the project under tests/site and the whole list of findings that follow from it:

    # what it shows, in one line
    edit:                       # each "find" occurs exactly once in its file
      - {file: docs/…/doc-2025-003.md, find: "published: 2025-05-08", replace: "published: 2025-07-30"}
    write:                      # text (times: how often it is repeated) or base64
      - {file: docs/…/extra.md, text: "…"}
    delete: [docs/…/doc-2025-003.md]
    unreadable: [docs/…/doc-2025-003.md]
    today: "2025-06-18"         # optional
    expect:
      - docs/…/doc-2025-003.md:9 error DOC-001
"""

from __future__ import annotations

from base64 import b64decode
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml
from disclosure import publish
from disclosure.catalogue import ALL_RULES
from disclosure.findings import Finding
from disclosure.register import read_register
from disclosure.rules import check

FOLDER = Path(__file__).parent / "examples"
_KEYS = {"edit", "write", "delete", "unreadable", "today", "expect"}


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
    def unreadable(self) -> list[str]:
        return self.content.get("unreadable", [])

    @property
    def looks_at_links(self) -> bool:
        """Whether the rule judges the built pages, so that the site must be built."""
        return self.rule.startswith("LNK-")


def read_examples() -> list[Example]:
    """All examples, by path."""
    return [_read(file) for file in sorted(FOLDER.glob("*/*.yml"))]


def _read(file: Path) -> Example:
    content = yaml.safe_load(file.read_text("utf-8"))
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
    for item in example.content.get("write", []):
        content = b64decode(item["base64"]) if "base64" in item else item["text"].encode()
        _put(root / item["file"], content * item.get("times", 1))
    for path in example.content.get("delete", []):
        (root / path).unlink()


def _put(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_bytes(content)


def findings(example: Example, root: Path) -> list[Finding]:
    """What the engine finds in the project at ``root``."""
    day = example.content.get("today")
    if example.looks_at_links:
        return publish.build(root, root / "public", day)
    register = read_register(root)
    return check(register, publish.working_day(register, day, date(2025, 6, 18)), rules=ALL_RULES)


def line_of(finding: Finding) -> str:
    """A finding as examples write it."""
    return f"{finding.place.path}:{finding.place.line} {finding.severity.value} {finding.rule}"
