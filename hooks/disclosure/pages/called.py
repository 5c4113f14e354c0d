"""What a record is called on the pages."""

from __future__ import annotations

from disclosure.pages.site import Site
from disclosure.records.base import Record
from disclosure.records.decisions import DecisionCatalogue


def called(record: Record, site: Site) -> str:
    """The title of a record, or what stands for it where it has none: the name of a catalogue, a question, the id."""
    if isinstance(record, DecisionCatalogue):
        return catalogue_title(record, site)
    return str(getattr(record, "title", "") or getattr(record, "question", "") or record.key)


def catalogue_title(catalogue: DecisionCatalogue, site: Site) -> str:
    """The name of a year's catalogue of decisions."""
    return f"{catalogue.year}年度{site.agency.short_name}重大行政决策事项目录"
