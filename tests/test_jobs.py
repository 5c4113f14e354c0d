"""Editors' jobs with the handbook's own words: what a slip is told, that doing as told helps, and what readers see."""

from __future__ import annotations

from pathlib import Path

import pytest

from demonstration import linked_copy
from disclosure.reporting.verdict import verdict
from editor import Editor, Job, Outcome, Page, read_jobs, told
from handbook import HANDBOOK
from repository import begin
from rule_examples import remembering

JOBS = read_jobs()
each_job = pytest.mark.parametrize("job", JOBS, ids=lambda job: job.name)


@pytest.fixture(scope="module")
def outcomes(small_office: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Outcome]:
    """What came of all jobs, one after the other."""
    folder = tmp_path_factory.mktemp("jobs")
    root = linked_copy(small_office, folder / "project")
    begin(root, "2025-06-01")
    with remembering():
        return Editor(root, folder / "sites").play(JOBS)


@each_job
def test_the_first_try_is_told_of_its_slip_and_of_nothing_else(job: Job, outcomes: dict[str, Outcome]) -> None:
    findings = outcomes[job.name].first
    assert told(findings) == [item["at"] for item in job.content["told"]]
    unsaid = [
        said for finding, said in zip(findings, job.said, strict=True) if said not in finding.message + finding.remedy
    ]
    assert unsaid == []


@each_job
def test_the_first_line_says_how_much_is_to_be_mended(job: Job, outcomes: dict[str, Outcome]) -> None:
    errors = [item["at"].partition(":")[0] for item in job.content["told"] if " error " in item["at"]]
    stopped = f"不能合并：您要改 {len(errors)} 处（{len(set(errors))} 个文件）"
    assert verdict(outcomes[job.name].first) == (stopped if errors else "可以合并")
    assert verdict(outcomes[job.name].second) == "可以合并"


@each_job
def test_doing_as_told_ends_in_green(job: Job, outcomes: dict[str, Outcome]) -> None:
    assert told(outcomes[job.name].second) == []


@each_job
def test_readers_see_what_the_editor_meant(job: Job, outcomes: dict[str, Outcome]) -> None:
    pages = {
        path: Page(outcomes[job.name].site / path) for path in [*job.content["shows"], *job.content.get("hides", {})]
    }
    shown, hidden = (_pairs(job.content.get(key, {})) for key in ("shows", "hides"))
    assert [(path, text) for path, text in shown if text not in pages[path].texts] == []
    assert [(path, text) for path, text in hidden if text in pages[path].whole] == []


def _pairs(texts: dict[str, list[str]]) -> list[tuple[str, str]]:
    return [(path, text) for path, own in texts.items() for text in own]


def test_the_jobs_are_those_of_an_office() -> None:
    """Twenty and more, in the order of their days, each with a slip of its own."""
    assert len(JOBS) >= 20
    assert [job.days for job in JOBS] == sorted(job.days for job in JOBS)
    assert len({job.content["slip"] for job in JOBS}) == len(JOBS)
    assert [job.name for job in JOBS if not (job.content["told"] and job.content["shows"])] == []


@each_job
def test_the_handbook_has_the_words_for_it(job: Job) -> None:
    assert [words for words in job.content["words"] if words not in HANDBOOK] == []
    assert job.content["words"]
