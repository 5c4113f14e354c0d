"""Editors' jobs done in the form: a fixed few; ``make exam NAME=desk_jobs`` plays all of them."""

from __future__ import annotations

import pytest

from demonstration import assemble
from desk_jobs import DeskJob, DeskOffice, read_desk_jobs

JOBS = read_desk_jobs()
FEW = ("添加附件", "修改已经发布的网页", "结束征求意见，公布采纳情况", "换栏目", "撤下一份文件", "公布年度报告")


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> DeskOffice:
    root = tmp_path_factory.mktemp("desk-jobs") / "project"
    assemble(root)
    return DeskOffice(root)


@pytest.mark.parametrize("job", [job for job in JOBS if job.name in FEW], ids=lambda job: str(job.number))
def test_a_job_goes_as_told_and_ends_in_a_branch_without_an_error(job: DeskJob, office: DeskOffice) -> None:
    assert office.misses(job) == []


def test_every_job_says_what_it_hands_in() -> None:
    assert [job.name for job in JOBS if not (job.content["slip"] and job.content["commits"])] == []
    assert len({job.name for job in JOBS}) == len(JOBS)
    assert {*FEW} <= {job.name for job in JOBS}
