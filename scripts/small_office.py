"""Copy what binds every office into the tests' own: the law of the whole country, its numbers and days, the words.

tests/site is a whole project of its own, so that the engine is tested on the same law whatever an office makes of its
data/. ``make schema`` runs this after a change of data/, and a test holds the two against each other, as long as the
demonstration is there: later data/ is the office's own.
"""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SMALL_OFFICE = ROOT / "tests" / "site"


def shared(root: Path) -> list[str]:
    """The files of a project that every office has alike; a law of one place or one office is none of them."""
    laws = [file for file in (root / "data/laws").glob("*.yml") if "\njurisdiction:" not in file.read_text("utf-8")]
    named = [root / f"data/{name}.yml" for name in ("limits", "request-fees", "synonyms", "wording")]
    others = [*named, *(root / "data/calendar").glob("*.yml")]
    return sorted(file.relative_to(root).as_posix() for file in (*laws, *others))


def refresh(root: Path, office: Path) -> None:
    """Make the office's copies those of the project at ``root``."""
    for path in shared(office):
        (office / path).unlink(missing_ok=True)
    for path in shared(root):
        (office / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(root / path, office / path)


def is_demonstration(root: Path) -> bool:
    """Whether the project still shows the demonstration, and no office's own content."""
    return "\ndemonstration:" in (root / "data/agency.yml").read_text("utf-8")


if __name__ == "__main__" and is_demonstration(ROOT):
    refresh(ROOT, SMALL_OFFICE)
