"""What forms share is worked out before anybody comes: else the first, and whoever comes with him, wait seconds."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.forming import RecordPage
from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.workshop import WorkFailedError

_NOBODY = Editor("")
_MANY = 10  # records of a type: those that are opened all the time; the others' forms can wait until they are


def prepare(desk: Desk) -> None:
    """Draw the form of one record of each frequent type, for nobody; one that cannot be drawn stops nobody."""
    subjects = desk.state.subjects.values()
    count = Counter(subject.model for subject in subjects)
    one_of_each = {subject.model: subject for subject in subjects if count[subject.model] >= _MANY}
    for subject in one_of_each.values():
        with suppress(Exception):  # whoever opens it is told
            RecordPage(desk, _NOBODY, subject, "").form_only()


def wait_for_checks(desk: Desk) -> None:
    """Come back when a check is answered at once: whoever makes checks reads everything first, when the desk opens."""
    with suppress(WorkFailedError):  # the first who has something checked is told
        desk.workshop.examined(desk.today, DraftedFiles({}))
