"""Where the offices' work lies in the district's own folder, and what became of each office's last build.

``offices/<id>/``       the office's content, checked out from its repository
``offices/<id>/site``   its pages: those of the last build that was right
``offices/<id>.json``   what became of the last build
``.disclosure/faces/``  the faces of all offices as they were published last, by which links between offices are judged
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from disclosure.reading.bounds import Unreadable, read_whole
from disclosure.replacing import put_in_place

OFFICES = "offices"


@dataclass(frozen=True)
class OfficeBuild:
    """What became of an office's last build: of which state of everything it was, and, if it failed, why.

    ``key`` names all that the pages follow from; ``fresh`` says whether it was made anew just now.
    """

    key: str = ""
    failure: str = ""
    fresh: bool = False


def office_folder(root: Path, key: str) -> Path:
    """Where the office of an id is worked on."""
    return root / OFFICES / key


def site_folder(root: Path, key: str) -> Path:
    """Where the pages of an office lie."""
    return office_folder(root, key) / "site"


def faces_folder(root: Path) -> Path:
    """Where the faces of all offices lie for the builds to come."""
    return root / ".disclosure" / "faces"


def note_build(root: Path, key: str, build: OfficeBuild) -> None:
    """Keep what became of a build, whole or not at all."""
    put_in_place(root / OFFICES / f"{key}.json", json.dumps(asdict(build), ensure_ascii=False) + "\n")


def last_build(root: Path, key: str) -> OfficeBuild | None:
    """What became of the last build; ``None`` if nothing is known of one."""
    try:
        told = json.loads(read_whole(root / OFFICES / f"{key}.json"))
        return OfficeBuild(str(told["key"]), str(told["failure"]), told["fresh"] is True)
    except (Unreadable, ValueError, TypeError, KeyError):
        return None
