"""The figures of a month → its file in data/ratings/; what changes where the month was imported before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from disclosure.importing.ratings.taking import MonthTaken, Taking
from disclosure.importing.yaml_text import OnOneLine, yaml_text
from disclosure.ratings.arithmetic import rates_of
from disclosure.ratings.names import canonical, look_alike
from disclosure.ratings.series import all_series
from disclosure.records.ratings import MonthRatings, RatingSources, month_id
from disclosure.register import Register

_HEAD = "# 由 disclosure import ratings 从月报导入，只有件数；有错的，请导入更正后的月报。\n"
_NAMED = 5  # changes that are named


@dataclass(frozen=True)
class MonthFile:
    """A file to write: its path from the project's root and its text; what is different from what is there."""

    path: str
    text: str
    is_new: bool
    changes: tuple[str, ...] = ()


def month_file(taken: MonthTaken, register: Register) -> MonthFile:
    """The file of a month, whether it is there or not."""
    key = month_id(taken.source.id, taken.month)
    there = register.get(key, MonthRatings)
    path = there.path if there is not None else f"data/ratings/{taken.month[:4]}/{key}.yml"
    changes = tuple(_changes(there, taken)) if there is not None else ()
    return MonthFile(path, _text(key, taken), there is None, changes)


def files_of(taking: Taking, register: Register) -> list[MonthFile]:
    """The files of the months that were taken; where one that is there cannot be read, that is a fault, and none."""
    made = [month_file(taken, register) for taken in taking.months]
    taking.faults += [f"{item.path} 读不出来，请先改好或者删去它。" for item in made if item.path in register.broken]
    return [] if taking.faults else made


def _text(key: str, taken: MonthTaken) -> str:
    items: list[dict[str, Any]] = []
    for name, counts in taken.counts.items():
        ordered = OnOneLine({column.key: counts[column.key] for column in taken.source.columns})
        rates = rates_of(taken.source, counts)
        items.append({"item": name, "counts": ordered, **({"rates": OnOneLine(rates)} if rates else {})})
    record = {"id": key, "source": taken.source.id, "month": taken.month, "items": items}
    return _HEAD + yaml_text(record)


def _changes(there: MonthRatings, taken: MonthTaken) -> Iterator[str]:
    """What a corrected file changes, in words; nothing if it says the same."""
    before = {row.item: row.counts for row in there.items}
    found = []
    for name in dict.fromkeys((*before, *taken.counts)):
        if name not in taken.counts:
            found.append(f"去掉“{name}”")
        elif name not in before:
            found.append(f"增加“{name}”")
        else:
            found += [
                f"“{name}”的{column.title} {before[name].get(column.key)} 改为 {taken.counts[name][column.key]}"
                for column in taken.source.columns
                if before[name].get(column.key) != taken.counts[name][column.key]
            ]
    yield from found[:_NAMED]
    if len(found) > _NAMED:
        yield f"还有 {len(found) - _NAMED} 处"


def alike(taken: MonthTaken, register: Register, sources: RatingSources) -> Iterator[str]:
    """Names of the month that look like another one, in it or in the months that are there."""
    here = {canonical(name, sources) for name in taken.counts}
    known = [name for series in all_series(register) if series.source.id == taken.source.id for name in series.items]
    for one, other in look_alike([*taken.counts, *known], sources):
        if {one, other} & here:
            yield (
                f"“{one}”和“{other}”名称相像，没有加在一起；是同一事项的，"
                "在 data/rating-sources.yml 的 same 里写明以后重新导入，不是的写进 distinct。"
            )
