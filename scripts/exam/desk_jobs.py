"""编辑的工作在表单里一件件做：填错的说在那一项旁边，照着改好就能提交，分支上检查没有错误。

The whole is every job of tests/desk_jobs.yml, once; the sample is one of them. Nothing is drawn but which one it is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from demonstration import assemble
from desk_jobs import DeskJob, DeskOffice, read_desk_jobs
from exam import Slice


def run(seed: int, share: float) -> list[str]:
    """What did not go as told."""
    jobs = read_desk_jobs()
    most = max(1, round(len(jobs) * share))
    start = seed % len(jobs)
    return _played([*jobs[start:], *jobs[:start]][:most])


def slices(seed: int) -> Sequence[Slice]:
    """All jobs, in the form as its pages are."""
    return [Slice("forms", partial(run, seed, 1.0))]


def _played(jobs: Sequence[DeskJob]) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        root = Path(folder).resolve() / "project"
        assemble(root)
        office = DeskOffice(root)
        return [f"{job.name}：{miss}" for job in jobs for miss in office.misses(job)]
