"""Which file holds what: the one table that reading, the JSON Schemas and the editors' settings share."""

from __future__ import annotations

from dataclasses import dataclass
from fnmatch import fnmatchcase

from disclosure.records.administration import Ledger, LinkExclusions, Redirects, Waivers, WorkPlan
from disclosure.records.agency import Agency, Audience, Audiences, Department, Theme
from disclosure.records.base import Record
from disclosure.records.columns import Column, Columns
from disclosure.records.decisions import Decision, DecisionCatalogue
from disclosure.records.law import CalendarYear, Law, Limit, Limits
from disclosure.records.withheld import Withheld, WithheldRegister
from disclosure.records.wording import Wording


@dataclass(frozen=True)
class DataFile:
    """One kind of YAML file: where it lies, what it holds, and which of its lists hold records of their own."""

    pattern: str
    model: type[Record]
    members: dict[str, type[Record]]
    required: bool = False

    @property
    def schema_name(self) -> str:
        """The file name of its JSON Schema: ``agency.json``, ``decisions.json`` …"""
        return self.pattern.removeprefix("data/").split("/")[0].removesuffix(".yml") + ".json"


DATA_FILES = (
    DataFile("data/agency.yml", Agency, {"departments": Department, "themes": Theme}, required=True),
    DataFile("data/columns.yml", Columns, {"columns": Column}, required=True),
    DataFile("data/audiences.yml", Audiences, {"audiences": Audience}),
    DataFile("data/limits.yml", Limits, {"limits": Limit}, required=True),
    DataFile("data/wording.yml", Wording, {}, required=True),
    DataFile("data/waivers.yml", Waivers, {}),
    DataFile("data/redirects.yml", Redirects, {}),
    DataFile("data/links.yml", LinkExclusions, {}),
    DataFile("data/ledger.yml", Ledger, {}),
    DataFile("data/laws/*.yml", Law, {}),
    DataFile("data/calendar/*.yml", CalendarYear, {}),
    DataFile("data/decisions/*.yml", DecisionCatalogue, {"decisions": Decision}),
    DataFile("data/workplan/*.yml", WorkPlan, {}),
    DataFile("data/withheld/*.yml", WithheldRegister, {"entries": Withheld}),
)


def data_file(path: str) -> DataFile | None:
    """The kind of file that ``path`` (from the project's root) is, or ``None`` if it is no known one."""
    return next((kind for kind in DATA_FILES if fnmatchcase(path, kind.pattern) and _same_depth(path, kind)), None)


def _same_depth(path: str, kind: DataFile) -> bool:
    return path.count("/") == kind.pattern.count("/")
