"""编辑的工作在表单里一件件做：填错的说在那一项旁边，照着改好就能提交，分支上检查没有错误。

The whole is every job of tests/desk_jobs.yml, asked of the application itself and in windows of Chromium of two widths,
with and without scripts; the sample is one job without a window. Nothing is drawn but which one it is.
"""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

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
    """All jobs, as the pages are and as they are shown."""
    shapes = [(width, with_scripts) for width in (390, 1280) for with_scripts in (True, False)]
    shown = [
        Slice(f"window-{width}-{'with' if js else 'no'}-scripts", partial(_shown, width, js)) for width, js in shapes
    ]
    return [Slice("forms", partial(run, seed, 1.0)), *shown]


def _shown(width: int, with_scripts: bool) -> list[str]:
    """What did not go as told in windows of Chromium."""
    from desk_windows import windows

    with windows(width, with_scripts) as visiting:
        return _played(read_desk_jobs(), visiting)


def _played(jobs: Sequence[DeskJob], *visiting: Any) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        root = Path(folder).resolve() / "project"
        assemble(root)
        office = DeskOffice(root, *visiting)
        return [f"{job.name}：{miss}" for job in jobs for miss in office.misses(job)]
