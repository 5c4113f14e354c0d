"""Which numbers nobody may take any more."""

from __future__ import annotations

from pathlib import PurePosixPath

from disclosure.editing.desk.desk import Desk
from disclosure.reading.git import paths_ever


def taken_ids(desk: Desk) -> set[str]:
    """The ids that files ever had, and those that open branches and drafts of anybody have taken already."""
    state = desk.state
    if "ever" not in state.kept:
        state.kept["ever"] = [*paths_ever(state.root, "docs", "data")]
    paths = [*state.kept["ever"], *(path for branch in desk.branches.open(state.commit) for path in branch.paths)]
    paths += [draft.path for draft in (*desk.drafts.everybody(), *desk.drafts.everything_thrown_away())]
    return {PurePosixPath(path).stem for path in paths}
