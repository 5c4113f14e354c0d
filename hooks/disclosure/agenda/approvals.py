"""What was approved until a day: waivers of rules, exclusions of links."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath

from disclosure.agenda.items import Due
from disclosure.agenda.office import charged_unit
from disclosure.agenda.sources import agenda_of
from disclosure.law.book import LawBook
from disclosure.register import Register


@agenda_of
def approvals_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """Each by its last day: mended by then, or approved anew. They are the office's own affair."""
    for waiver in register.waivers:
        title, place = f"豁免到期，请改好或者重新报批：{waiver.rule}", waiver.place("expires")
        yield Due(f"waiver-{_name(place.path)}", title, charged_unit(register), waiver.expires, place, private=True)
    for exclusion in register.exclusions:
        title, place = f"链接排除到期，请修好或者重新报批：{exclusion.match}", exclusion.place("expires")
        yield Due(f"exclusion-{_name(place.path)}", title, exclusion.owner, exclusion.expires, place, private=True)


def _name(path: str) -> str:
    return PurePosixPath(path).stem
