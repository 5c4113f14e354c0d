"""Patrols → rows."""

from __future__ import annotations

from collections.abc import Sequence

from disclosure.exports.rows import DataRow, PatrolRow
from disclosure.pages.patrols import PatrolDay, patrol_days
from disclosure.pages.site import Site


def patrol_rows(site: Site) -> Sequence[DataRow]:
    """Every day since the first patrol, the latest on top."""
    return [_row(item) for item in reversed(site.once(patrol_days))]


def _row(item: PatrolDay) -> PatrolRow:
    patrol = item.patrol
    return PatrolRow(
        day=item.day,
        state=item.status.word,
        errors=patrol.errors if patrol is not None else None,
        warnings=patrol.warnings if patrol is not None else None,
        notices=patrol.notices if patrol is not None else None,
        mended=item.mended if patrol is not None else None,
        pages=patrol.pages if patrol is not None else None,
        internal=patrol.internal if patrol is not None else None,
        external=patrol.external if patrol is not None else None,
        commit=patrol.commit or None if patrol is not None else None,
    )
