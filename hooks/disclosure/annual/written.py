"""The figures of a year as the text of their file: the same figures give the same bytes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from disclosure.annual.counting import CountedYear
from disclosure.reading.yaml_tree import read_tree
from disclosure.records.report_tables import APPEALS, REQUESTS, ReportTable
from disclosure.records.request_figures import YearOfRequests


def figures_id(year: int) -> str:
    """The id of a year's figures."""
    return f"{YearOfRequests.record_type}-{year}"


def figures_path(year: int) -> str:
    """Where a year's figures lie, from the project's root."""
    return YearOfRequests.files.replace("{year}", f"{year:04}")


def written(figures: CountedYear) -> str:
    """The text of data/request-figures/<year>.yml: counts, the documents made public, and subjects of many."""
    return "".join(f"{line}\n" for line in _lines(figures))


def read_back(figures: CountedYear) -> YearOfRequests:
    """The record that the file will be."""
    tree, _ = read_tree(written(figures), figures_path(figures.year))
    assert tree is not None  # the text is our own
    return YearOfRequests.model_validate(tree.data).rooted_at(tree)


def _lines(figures: CountedYear) -> Iterator[str]:
    yield f"# 由 disclosure requests figures {figures.year} 从台账算出，请勿手改。"
    yield f"id: {figures_id(figures.year)}"
    yield f"year: {figures.year}"
    yield f"as_of: {figures.as_of}"
    for table in (REQUESTS, APPEALS):
        yield f"{table.part}:"
        yield from _rows(figures, table)
    yield f"replied: {len(figures.others['replied'])}"
    yield f"on_time: {len(figures.others['on_time'])}"
    if figures.median_days is not None:
        yield f"median_days: {figures.median_days:f}"
    yield f"extended: {len(figures.others['extended'])}"
    yield f"fees: {figures.fees}"
    if figures.became_public:
        yield f"became_public: [{', '.join(figures.became_public)}]"
    if figures.repeated:
        yield "repeated:"
        yield from (
            f"  - {{subject: {_quoted(subject)}, count: {len(ids)}}}" for subject, ids in figures.repeated.items()
        )


def _rows(figures: CountedYear, table: ReportTable) -> Iterator[str]:
    """The rows of a table; one number for a row in which there is nothing."""
    for row in table.row_lines:
        counts = {line.key: figures.count(table.part, row.key, line.key) for line in table.column_lines}
        yield f"  {row.key}: {_mapping(counts) if any(counts.values()) else 0}"


def _mapping(counts: Mapping[str, int]) -> str:
    return f"{{{', '.join(f'{key}: {count}' for key, count in counts.items())}}}"


def _quoted(text: str) -> str:
    """A text within a flow mapping of YAML."""
    return "'" + text.replace("'", "''") + "'"
