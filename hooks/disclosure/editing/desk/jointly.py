"""Several new drafts are put on the disk together: all of them or none, whenever the machine stops.

They are written aside first. From the moment in which their folder gets its own name they are there: each is moved to
its place, and what a stop has left is moved when the desk is opened again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path

from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.drafts import DRAFT, Drafts
from disclosure.editing.desk.folders import is_folder, listed, names, remove

_ASIDE, _WHOLE = ".beginning", ".together"


def saved_jointly(drafts: Drafts, slug: str, account: str, made: Sequence[Draft], now: datetime) -> None:
    """Put drafts on the disk of records that have none yet. Raises OSError, DraftTooLargeError: then none is there."""
    own = drafts.settle_in(slug, account)
    aside, whole = (own / f"{made[0].subject}{ending}" for ending in (_ASIDE, _WHOLE))
    remove(aside)
    try:
        for draft in made:
            last = max((item.number for item in drafts.earlier(slug, draft.subject)), default=draft.number)
            Drafts(aside).save(slug, account, replace(draft, number=last), now)
        (aside / slug).rename(whole)
    finally:
        remove(aside)
    _moved(whole)


def go_on(drafts: Drafts) -> None:
    """Move what was on its way to its place when the machine stopped; what was not whole yet goes."""
    for folder in (drafts.folder / name for name in names(drafts.folder)):
        for aside in [*listed(folder, _ASIDE)]:
            remove(aside)
        for whole in [*listed(folder, _WHOLE)]:
            if is_folder(whole):
                _moved(whole)


def _moved(whole: Path) -> None:
    """Each draft to its place, unless there is another one by now."""
    for file in [*listed(whole, DRAFT)]:
        if not (whole.parent / file.name).exists():
            file.replace(whole.parent / file.name)
    remove(whole)
