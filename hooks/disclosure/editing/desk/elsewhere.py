"""What is found in another file than the one whose form is shown."""

from __future__ import annotations

from pathlib import PurePosixPath
from urllib.parse import urlencode

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.ground import Editable, name_of
from disclosure.editing.desk.people import Editor
from disclosure.editing.forms import Lookups, told
from disclosure.findings import Finding


def told_elsewhere(
    desk: Desk, person: Editor, sake: Editable, lookups: Lookups, finding: Finding
) -> tuple[Finding, str, str]:
    """The finding in words of forms, what its file is called, and where it is put right, for the sake of a record."""
    name, place = name_of(finding.place.path), finding.place
    subject = desk.subject(person, name) if name else None
    called = subject.title if subject is not None else PurePosixPath(place.path).name
    asked = urlencode({"line": f"{place.line}.{place.column}", "with": sake.name})
    return told(finding, lookups), called, f"/record/{name}?{asked}" if subject is not None else ""
