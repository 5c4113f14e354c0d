"""What a build hands back to the command that ordered it; silence is never taken for "nothing found"."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from pathlib import Path

from disclosure.findings import Finding, Silenced, dump, load
from disclosure.replacing import put_in_place

_SCHEMA = "disclosure/report/1"


@dataclass(frozen=True)
class Report:
    """The findings of a build that came to its end, and what approvals silenced; whether the site was ``published``.

    ``failure`` says in words for editors why the build could not do its work. ``strict`` is how it was judged.
    """

    findings: list[Finding] = field(default_factory=list)
    silenced: list[Silenced] = field(default_factory=list)
    published: bool = False
    failure: str = ""
    strict: bool = False

    def write(self, file: Path) -> None:
        """Leave the report at ``file``, whole or not at all."""
        told = {
            "schema": _SCHEMA,
            "published": self.published,
            "failure": self.failure,
            "strict": self.strict,
            "findings": dump(self.findings),
            "silenced": dump(item.finding for item in self.silenced),
            "by": [item.by for item in self.silenced],
        }
        put_in_place(file, json.dumps(told, ensure_ascii=False))


def read_report(file: Path) -> Report | None:
    """The report that a build left at ``file``, or ``None`` if it left none that is whole."""
    try:
        told = json.loads(file.read_text("utf-8"))
        if told.get("schema") != _SCHEMA:
            return None
        silenced = [Silenced(*item) for item in zip(load(told["silenced"]), told["by"], strict=True)]
        return Report(load(told["findings"]), silenced, told["published"], told["failure"], told["strict"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
