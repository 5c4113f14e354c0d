"""Where a new record goes: its permanent id, its year and its file, none of which was ever anything else's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from disclosure.editing.proposals.asking import NeedsMoreError, NotProposedError
from disclosure.expressions import expression
from disclosure.past import FreeIds
from disclosure.reading.history import History
from disclosure.reading.yaml_tree import Location
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.files import DataFile, data_files
from disclosure.records.values import ID_PATTERN
from disclosure.register import Register

_NUMBERED = expression(r"(?P<start>(?:[a-z][a-z0-9]*-)+)(?:(?:19|20)\d\d)-(?P<number>\d{1,4})")
_YEARLY = expression(r"(?P<start>(?:[a-z][a-z0-9]*-)+)(?P<year>(?:19|20)\d\d)")
_YEAR = expression(r"(?:19|20)\d\d")
_ID = expression(ID_PATTERN)
_BY_COMMAND = {"request-figures": "disclosure requests figures 年份", "ledger": "disclosure ledger"}
_LEAST = 3  # figures of the number where nothing shows how many there are to be


class PlaceInData(NamedTuple):
    """A record's id ("" if it has none), its file, and where in that file it stands."""

    id: str
    path: str
    location: Location = ()


class FreshIds:
    """The ids that a proposal may give: none that anything here has or had, none twice."""

    def __init__(self, register: Register, today: date, taken: Collection[str]) -> None:
        self.register, self.used = register, {*register.once(_known), *taken}
        self._free = FreeIds(register, History(), today, {*register.once(_stems), *taken})

    def next(self, start: str, figures: int = _LEAST) -> str:
        """The next of a series: ``doc-2025-`` → ``doc-2025-091``. A gap is never filled."""
        return self._free.next(start, figures)


def place_of(model: type[Record], ids: FreshIds, year: str, given: Mapping[str, str]) -> PlaceInData:
    """Where a new record of a type goes. Raises ``NeedsMoreError`` where only the editor can name it."""
    register = ids.register
    if model.record_type in _BY_COMMAND:
        command = _BY_COMMAND[model.record_type]
        raise NotProposedError(f"“{model.type_label}”由程序算出，不手工新建。", f"请运行 {command}。")
    if not model.files:
        return _in_a_list(model, ids, given)
    path = model.files.replace("{year}", year).replace("{column}", given.get("column", ""))
    key = "" if "{id}" not in path and "id" not in model.model_fields else _id_of(model, ids, year, given)
    path = path.replace("{id}", key)
    names_another = "id" not in model.model_fields
    if path in register.texts or key and not names_another and key in register.once(_known):
        what = path if path in register.texts else key
        raise NotProposedError(
            f"{what} 已经有了，没有新建。", "要改它，请打开那个文件；要另建一个，请换一个编号或年份。"
        )
    return PlaceInData(key, path)


def _stems(register: Register) -> set[str]:
    return {PurePosixPath(path).stem for path in register.texts}


def _known(register: Register) -> set[str]:
    return {*register.declared, *register.records, *(record.key for record in register.stand_ins)}


def _id_of(model: type[Record], ids: FreshIds, year: str, given: Mapping[str, str]) -> str:
    named = given.get("id", "") and _checked(given["id"])
    if named and named in ids.used:
        raise NotProposedError(f"编号 {named} 已经用过。", "请换一个；编号用过就不再用，删去的、在别的分支上的也一样。")
    if named:
        return named
    if "number" in model.model_fields and "id" not in model.model_fields:
        return _of_paper(given)
    if {"source", "month"} <= model.model_fields.keys() and "{id}" in model.files and "ratings" in model.files:
        return _of_month(given)
    return _counted(model, ids, year)


def _checked(name: str) -> str:
    """What becomes part of a path; raises where it could lead elsewhere."""
    if not _ID.fullmatch(name):
        raise NotProposedError(f"“{name[:40]}”不能作编号。", "编号只用小写字母、数字和连字符，例如 doc-2025-014。")
    return name


def _of_paper(given: Mapping[str, str]) -> str:
    """What was taken down is filed by its own id."""
    if given.get("number"):
        return _checked(given["number"])
    raise NeedsMoreError("number", "撤下的文件的编号；平时请运行 disclosure withdraw，它会一并撤下网页")


def _of_month(given: Mapping[str, str]) -> str:
    """The id of a month's figures: their source and the month."""
    if given.get("source") and given.get("month"):
        return _checked(f"{given['source']}-{given['month']}")
    raise NeedsMoreError("source" if not given.get("source") else "month", "月报的编号由来源和月份组成")


def _counted(model: type[Record], ids: FreshIds, year: str) -> str:
    """The next number after those there are, written as they are; as the example is where there is none."""
    there = [record.key for record in ids.register.all(model)] if "id" in model.model_fields else []
    field = model.model_fields.get("id")
    shown = [str(example) for example in (field.examples if field else None) or ()]
    if "{id}" not in model.files:
        return _of_year(there or shown, model, year)
    if "id" in model.model_fields and "{year}" not in model.files:
        raise _unnamed(model)
    for names in (there, shown):
        found = [match for name in names if (match := _NUMBERED.fullmatch(name))]
        if found and len(found) * 2 > len(names):
            start = Counter(match["start"] for match in found).most_common(1)[0][0]
            figures = Counter(len(match["number"]) for match in found).most_common(1)[0][0]
            return ids.next(f"{start}{year}-", figures)
    return ids.next(f"{model.record_type}-{year}-")


def _of_year(names: list[str], model: type[Record], year: str) -> str:
    """The id of the only record of a year."""
    starts = Counter(match["start"] for name in names if (match := _YEARLY.fullmatch(name)))
    start = starts.most_common(1)[0][0] if starts else f"{model.record_type}-"
    return f"{start}{year}"


def _in_a_list(model: type[Record], ids: FreshIds, given: Mapping[str, str]) -> PlaceInData:
    """Behind the last of the records that stand in a list of one file."""
    register = ids.register
    file, name = _holder(model)
    if file.pattern in register.broken or file.pattern not in register.texts:
        raise NotProposedError(
            f"{file.pattern} 没有或者读不出来，没有新建。", "请先运行 disclosure check，照提示改好它。"
        )
    if not given.get("id"):
        raise _unnamed(model)
    key = _id_of(model, ids, "", given)
    return PlaceInData(key, file.pattern, (name, len(register.all(model))))


def _unnamed(model: type[Record]) -> NeedsMoreError:
    examples = model.model_fields["id"].examples
    like = f"，例如 {examples[0]}" if examples else ""
    return NeedsMoreError("id", f"{model.type_label}的编号由您起{like}；只用小写字母、数字和连字符，以后不能改")


def _holder(model: type[Record]) -> tuple[DataFile, str]:
    return next((file, name) for file in data_files() for name, kind in file.members.items() if kind is model)


def year_for(model: type[Record], given: Mapping[str, str], today_year: int) -> str:
    """The year by which a record is filed: as told, else that of a day that is told, else this one."""
    if given.get("year"):
        if not _YEAR.fullmatch(given["year"]):
            raise NotProposedError(f"“{given['year'][:20]}”不是年份。", "请写四位数的年份，例如 2025。")
        return given["year"]
    names = ("published",) if model is Document else tuple(model.model_fields)
    years = (given[name][:4] for name in names if name in given)
    return next((year for year in years if _YEAR.fullmatch(year)), str(today_year))
