"""One fault at a time, put into the demonstration content: each stops the build, is named, and leaves the site alone.

tests/faults/<topic>.yml holds the faults in the form of the rule examples (see rule_examples.py): name → what is
changed, and the whole list of findings that follow from it, those that only advise included.
tests/faults/harmless.yml holds changes that look odd and are none.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest
import yaml

from demonstration import DISCLOSURE, REPOSITORY
from rule_examples import Example, apply

FOLDER = REPOSITORY / "tests" / "faults"
CHINESE = re.compile("[\u4e00-\u9fff]")
WORKERS = os.cpu_count() or 1  # each has a project of its own


def read_faults(topic: str) -> dict[str, Example]:
    """The faults of one file, by name."""
    file = FOLDER / f"{topic}.yml"
    text = file.read_text("utf-8")
    content = yaml.safe_load(text)
    assert len(re.findall(r"^[a-z]", text, re.MULTILINE)) == len(content), f"{file}: a name is used twice"
    return {name: Example(file, name, topic != "harmless", change) for name, change in content.items()}


TOPICS = {file.stem: read_faults(file.stem) for file in sorted(FOLDER.glob("*.yml"))}
HARMLESS = TOPICS.pop("harmless")
FAULTS = {name: fault for faults in TOPICS.values() for name, fault in faults.items()}


@dataclass(frozen=True)
class Run:
    """What a command said: its exit status, the findings of its JSON report, and its standard error."""

    status: int
    findings: list[dict[str, Any]]
    errors: str

    @property
    def lines(self) -> list[str]:
        """The findings as the faults write them."""
        return sorted(f"{item['path']}:{item['line']} {item['severity']} {item['rule']}" for item in self.findings)


@dataclass(frozen=True)
class Outcome:
    """What a fault led to, and whether the site was afterwards the one it had been."""

    run: Run
    site_untouched: bool


def disclosure(command: str, root: Path, *more: str) -> Run:
    """Run the command as editors and CI do."""
    line = [str(DISCLOSURE), command, "--root", str(root), "--format", "json", *more]
    ended = subprocess.run(line, capture_output=True, text=True, encoding="utf-8")
    return Run(ended.returncode, json.loads(ended.stdout)["findings"] if ended.stdout else [], ended.stderr)


@pytest.fixture(scope="module")
def pristine(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration content as it is at the start, from which every fault is undone."""
    root = tmp_path_factory.mktemp("demonstration") / "pristine"
    for folder in ("docs", "data"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    shutil.copy(REPOSITORY / "mkdocs.yml", root)
    (root / "hooks").symlink_to(REPOSITORY / "hooks")
    return root


@pytest.fixture(scope="module")
def clean_build(pristine: Path) -> tuple[Path, Run]:
    """A project whose site was built from the clean content, and what that build said."""
    root = pristine.with_name("clean")
    shutil.copytree(pristine, root, symlinks=True)
    return root, disclosure("build", root, "--out", "site")


@pytest.fixture(scope="module")
def outcomes(
    request: pytest.FixtureRequest, pristine: Path, clean_build: tuple[Path, Run]
) -> Iterator[dict[str, Future[Outcome]]]:
    """What every fault that is to be tested leads to: as many at a time as there are processors."""
    projects: SimpleQueue[Path] = SimpleQueue()
    for number in range(WORKERS):
        projects.put(shutil.copytree(clean_build[0], pristine.with_name(f"project-{number}"), symlinks=True))

    def work(fault: Example) -> Outcome:
        project = projects.get()
        try:
            return outcome_of(fault, project, pristine)
        finally:
            projects.put(project)

    wanted = [item.callspec.params["name"] for item in request.session.items if "outcomes" in item.fixturenames]
    with ThreadPoolExecutor(WORKERS) as pool:
        yield {name: pool.submit(work, FAULTS[name]) for name in wanted}


def outcome_of(fault: Example, project: Path, pristine: Path) -> Outcome:
    """Put the fault into the project, build, and put the project right again."""
    before = state(project / "site")
    try:
        apply(fault, project)
        run = disclosure("build", project, "--out", "site")
        return Outcome(run, state(project / "site") == before)
    finally:
        restore(project, pristine)


def state(site: Path) -> tuple[str, dict[str, tuple[int, str]]]:
    """Where the site's link leads, and every file of the site with its time and its digest."""
    return str(site.resolve(strict=True)), {
        file.relative_to(site).as_posix(): (file.stat().st_mtime_ns, digest(file))
        for file in site.rglob("*")
        if file.is_file()
    }


def digest(file: Path) -> str:
    return sha256(file.read_bytes()).hexdigest()


def contents(root: Path) -> dict[str, str]:
    """Every file that editors write, with its digest."""
    files = [file for folder in ("docs", "data") for file in (root / folder).rglob("*") if file.is_file()]
    return {file.relative_to(root).as_posix(): digest(file) for file in files}


def restore(project: Path, pristine: Path) -> None:
    """Make the project's content what it was, or say that this failed."""
    clean, now = contents(pristine), contents(project)
    for path in now.keys() - clean.keys():
        (project / path).unlink()
        if not any((project / path).parent.iterdir()):
            (project / path).parent.rmdir()
    for path in clean:
        if now.get(path) != clean[path]:
            shutil.copy2(pristine / path, project / path)
    assert contents(project) == clean


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_stops_the_build_and_is_named(name: str, outcomes: dict[str, Future[Outcome]]) -> None:
    outcome = outcomes[name].result()
    assert outcome.run.lines == sorted(FAULTS[name].expected), outcome.run.errors
    assert outcome.run.status == 1, outcome.run.errors
    assert [finding for finding in outcome.run.findings if not speaks_to_editors(finding)] == []
    assert outcome.site_untouched


def speaks_to_editors(finding: dict[str, Any]) -> bool:
    """Whether a finding says in Chinese what is wrong and what to do."""
    return bool(CHINESE.search(finding["message"]) and CHINESE.search(finding["remedy"]))


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_harmless_passes(name: str, clean_build: tuple[Path, Run], pristine: Path) -> None:
    project, _ = clean_build
    try:
        apply(HARMLESS[name], project)
        run = disclosure("check", project, "--strict")
    finally:
        restore(project, pristine)
    assert (run.status, run.lines) == (0, HARMLESS[name].expected), run.errors


def test_the_clean_content_has_no_finding_at_all(clean_build: tuple[Path, Run]) -> None:
    _, run = clean_build
    assert (run.status, run.lines) == (0, []), run.errors


def test_there_are_enough_faults_and_each_stops_something() -> None:
    assert len(FAULTS) >= 44
    assert [name for name, fault in FAULTS.items() if not any(" error " in line for line in fault.expected)] == []


def test_no_two_faults_bear_the_same_name() -> None:
    assert len(FAULTS) == sum(map(len, TOPICS.values()))
