"""What the code hosts run for a district, written from the roll: one job an office, then one that gathers."""

from __future__ import annotations

import json
from importlib.resources import files
from pathlib import Path

from disclosure.district.roll import Roll, ids

_TARGETS = {"github.yml": ".github/workflows/district.yml", "gitlab.yml": ".gitlab-ci.yml"}
_MARK = "@OFFICES@"


def pipelines(roll: Roll) -> dict[str, str]:
    """The files of the pipelines by their paths. An office that is added to the roll is in both."""
    offices = json.dumps(list(ids(roll)))
    sources = files(__package__) / "pipelines"
    return {path: (sources / name).read_text("utf-8").replace(_MARK, offices) for name, path in _TARGETS.items()}


def outdated(root: Path, roll: Roll) -> list[str]:
    """The pipelines that are there and no longer say what the roll says."""
    return [
        path
        for path, text in pipelines(roll).items()
        if (root / path).is_file() and _is_ours(root / path) and (root / path).read_text("utf-8", "replace") != text
    ]


def _is_ours(file: Path) -> bool:
    return "disclosure district pipelines" in file.read_text("utf-8", "replace")
