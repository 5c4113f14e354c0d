"""One fault at a time, put into the demonstration content: each blocks publication and is named, at its line.

tests/faults/<topic>.yml holds the faults in the form of the rule examples (see rule_examples.py): name → what is
changed, and the whole list of findings that follow from it, those that only advise included.
tests/faults/harmless.yml holds changes that look odd and are none.

What `check` finds is tried with `check`. Faults of links show on the built pages alone; as many as touch different
files share a build. That a build with errors leaves the site alone is the business of the builds below.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
import yaml

import forks
from company import rounds, told_apart
from demonstration import REPOSITORY, linked_copy, said_beside
from disclosure.findings import Finding, blocking
from rule_examples import Example, apply, findings_of, line_of, remembering, take_back

pytestmark = pytest.mark.demonstration

FOLDER = REPOSITORY / "tests" / "faults"
CHINESE = re.compile("[\u4e00-\u9fff]")


def read_faults(topic: str) -> dict[str, Example]:
    """The faults of one file, by name."""
    file = FOLDER / f"{topic}.yml"
    text = file.read_text("utf-8")
    content = yaml.load(text, yaml.CSafeLoader)
    assert len(re.findall(r"^[a-z]", text, re.MULTILINE)) == len(content), f"{file}: a name is used twice"
    return {name: Example(file, name, topic != "harmless", change) for name, change in content.items()}


TOPICS = {file.stem: read_faults(file.stem) for file in sorted(FOLDER.glob("*.yml"))}
HARMLESS = TOPICS.pop("harmless")
FAULTS = {name: fault for faults in TOPICS.values() for name, fault in faults.items()}


def shows_on_pages(fault: Example) -> bool:
    return any(" LNK-" in line for line in fault.expected)


CHECKED = {name: fault for name, fault in FAULTS.items() if not shows_on_pages(fault)}
BUILT = {name: fault for name, fault in FAULTS.items() if shows_on_pages(fault)}
CHANGES = FAULTS | HARMLESS | {"nothing": Example(FOLDER, "nothing", False, {"expect": []})}
Found = Callable[[str], list[Finding]]  # by the name of a change


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration content as it is at the start. Its copies are hard links."""
    root = tmp_path_factory.mktemp("demonstration") / "pristine"
    for folder in ("docs", "data"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    (root / "hooks").symlink_to(REPOSITORY / "hooks")
    return root


@pytest.fixture(scope="module")
def found(pristine: Path) -> Found:
    """What the check finds in the demonstration with a fault in it; the fault is taken out again."""
    project = linked_copy(pristine, pristine.with_name("project"))

    def checked(changes: Sequence[Example]) -> list[Finding]:
        try:
            with remembering():
                return findings_of(changes, project)
        finally:
            for change in changes:
                take_back(change, project, pristine)

    @cache
    def in_company() -> dict[str, list[Finding]]:
        alone = [[fault] for fault in CHECKED.values() if fault.stands_alone]
        groups = rounds(fault for fault in CHECKED.values() if not fault.stands_alone)
        return {fault.rule: told for group in (*alone, *groups) for fault, told in told_apart(group, checked)}

    @cache
    def of(name: str) -> list[Finding]:
        return in_company()[name] if name in CHECKED else checked([CHANGES[name]])

    return of


def test_a_fault_is_named_and_nothing_else_is(found: Found) -> None:
    assert unexpected(CHECKED, found) == {}


def test_what_is_harmless_passes(found: Found) -> None:
    assert unexpected(HARMLESS, found) == {}


def unexpected(changes: dict[str, Example], found: Found) -> dict[str, dict[str, list[str]]]:
    """Of the changes that do not lead to what they say, by name: what was expected and what was found."""
    seen = {name: sorted(map(line_of, found(name))) for name in changes}
    return {
        name: {"expected": sorted(change.expected), "found": seen[name]}
        for name, change in changes.items()
        if seen[name] != sorted(change.expected)
    }


def test_a_fault_blocks_publication(found: Found) -> None:
    assert [name for name in CHECKED if not blocking(found(name))] == []


def test_a_fault_is_told_in_chinese(found: Found) -> None:
    said = [(name, text) for name in CHECKED for item in found(name) for text in (item.message, item.remedy)]
    assert [(name, text) for name, text in said if not CHINESE.search(text)] == []


def test_the_content_is_clean_when_all_faults_are_taken_out(found: Found) -> None:
    for name in CHECKED:
        found(name)
    assert found("nothing") == []


def test_there_are_enough_faults_and_each_stops_something() -> None:
    assert len(FAULTS) >= 44
    assert [name for name, fault in FAULTS.items() if not any(" error " in line for line in fault.expected)] == []


def test_no_two_faults_bear_the_same_name() -> None:
    assert len(FAULTS) == sum(map(len, TOPICS.values()))


# --- builds -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Run:
    """What a build said: its exit status, the findings of its JSON report, and its standard error."""

    status: int
    findings: list[dict[str, Any]]
    errors: str

    @property
    def lines(self) -> list[str]:
        """The findings as the faults write them."""
        return sorted(f"{item['path']}:{item['line']} {item['severity']} {item['rule']}" for item in self.findings)


def build(root: Path) -> Run:
    """Build as editors and CI do."""
    ended = forks.disclosure("build", "--root", root, "--format", "json", "--out", "site")
    return Run(ended.returncode, json.loads(ended.stdout)["findings"] if ended.stdout else [], ended.stderr)


@pytest.fixture(scope="module")
def built(demonstration_again: Path, pristine: Path) -> Path:
    """A project whose site was built from the clean content."""
    return Path(shutil.copytree(demonstration_again, pristine.with_name("built"), symlinks=True))


def state(site: Path) -> tuple[str, dict[str, tuple[int, str]]]:
    """Where the site's link leads, and every file of the site with its time and its digest."""
    return str(site.resolve(strict=True)), {
        file.relative_to(site).as_posix(): (file.stat().st_mtime_ns, sha256(file.read_bytes()).hexdigest())
        for file in site.rglob("*")
        if file.is_file()
    }


def test_the_clean_content_is_built_without_a_word(demonstration_again: Path) -> None:
    assert json.loads(said_beside(demonstration_again).read_text("utf-8"))["findings"] == []


# The faults that only pages show, and of those that stop a build before there are any, the first.
@pytest.mark.parametrize(
    "faults", [*rounds(BUILT.values()), [*CHECKED.values()][:1]], ids=lambda faults: faults[0].rule
)
def test_a_build_with_errors_names_them_and_leaves_the_site_alone(
    faults: list[Example], built: Path, pristine: Path
) -> None:
    before = state(built / "site")
    try:
        for fault in faults:
            apply(fault, built)
        run = build(built)
    finally:
        for fault in faults:
            take_back(fault, built, pristine)
    assert (run.status, run.lines) == (1, sorted(line for fault in faults for line in fault.expected)), run.errors
    assert state(built / "site") == before
