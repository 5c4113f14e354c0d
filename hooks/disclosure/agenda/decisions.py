"""The year's catalogue of decisions, and the stages of decisions whose expected day is known."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from disclosure.agenda.items import Due
from disclosure.agenda.office import charged_unit
from disclosure.agenda.sources import agenda_of
from disclosure.agenda.yearly import next_of
from disclosure.findings import Place
from disclosure.law.book import LawBook
from disclosure.records.base import Slot
from disclosure.records.decisions import Decision, DecisionCatalogue, Stage
from disclosure.records.review import Disclosure
from disclosure.records.titles import titled
from disclosure.register import Register


@agenda_of
def catalogue_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The next catalogue, by the day that is set in its year."""
    known = {catalogue.year for catalogue in register.catalogues}
    found = next_of(known, lambda year: book.deadline("catalogue-published", today, year), today)
    if found is not None and not register.is_broken("data/decisions/"):
        year, day = found
        title, place = f"公布 {year} 年重大行政决策事项目录", Place(DecisionCatalogue.files.format(year=year))
        yield Due(f"decision-catalogue-{year}", title, charged_unit(register), day, place)


@agenda_of
def stages_due(register: Register, book: LawBook, today: date) -> Iterator[Due]:
    """The stages that are announced for a day and have no paper yet."""
    for decision in register.decisions:
        for name, label, slot in _announced(decision):
            yield Due(
                f"decision-stage-{decision.id}-{name}",
                f"公开{label}：{titled(decision.title)}",
                decision.owner,
                slot.due,
                decision.place("stages", name),
                decision.id,
                private=decision.disclosure is not Disclosure.ACTIVE,
            )


def _announced(decision: Decision) -> Iterator[tuple[str, str, Slot]]:
    for name, label in (*((stage.value, stage.label) for stage in Stage), ("others", "其余环节的材料")):
        slot: Slot | None = getattr(decision.stages, name)
        if slot is not None and slot.due is not None:
            yield name, label, slot
