"""Which input a finding belongs to, and what it says there in the words of the form."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import BaseModel

from disclosure.editing.forms.fitting import fits
from disclosure.editing.forms.lookups import Lookups
from disclosure.editing.forms.names import BODY, WHOLE
from disclosure.editing.forms.telling import SaidInForm, Teller
from disclosure.editing.forms.written import RecordText
from disclosure.expressions import expression
from disclosure.findings import Finding
from disclosure.reading.validation import UNKNOWN, VALUE
from disclosure.reading.yaml_tree import Location, Tree

_TAKEN_OUT = ("删去", "删除")
_LACKS = expression("没有|缺少")
_KIND = "kind"
_ABOUT_KEYS = (UNKNOWN.id, VALUE.id)
_OUT = "请在这里勾选“去掉”，按“保存并检查”，再填写这一项。"


@dataclass(frozen=True)
class FindingPlaces:
    """Where the findings on one record's file stand in its form.

    ``names`` are those of inputs by what they are for, ``odd`` those of what is not written as the type wants it.
    """

    record: RecordText
    model: type[BaseModel]
    names: Mapping[Location, str]
    lookups: Lookups
    odd: frozenset[str] = frozenset()

    def told(self, finding: Finding) -> tuple[str, Finding]:
        """The name of the input that a finding is about, "" if it is about the record as a whole, and what it says.

        Where a field is missing it stands at that field: the one that the remedy names first.
        """
        tree = self.record.tree
        if tree is None:
            return WHOLE, finding  # who reads it sees the file
        in_body = self.record.start is not None and finding.place.line >= self.record.first_line
        at = () if in_body else _location(tree, finding.place.line, finding.place.column)
        about_keys = finding.rule in _ABOUT_KEYS
        teller = Teller(self.model, _bare(at), self.lookups, finding.place.path, in_body, about_keys)
        message, remedy = teller.said(finding.message), teller.said(finding.remedy)
        said = replace(finding, message=message.text, remedy=remedy.text)
        if in_body:
            return BODY, said
        name = self._named(self._wanted(tree, at, message, remedy) or at)
        return name, replace(said, remedy=_OUT) if about_keys and name in self.odd else said

    def _named(self, at: Location) -> str:
        while at and at not in self.names:
            at = at[:-1]
        return self.names.get(at, "")

    def _wanted(self, tree: Tree, at: Location, message: SaidInForm, remedy: SaidInForm) -> Location | None:
        """The field that is to be filled in, where that is another than the one that the finding stands at."""
        told = [(turn, _beside(at, place)) for turn, place in remedy.fields]
        at_first, meant = (
            [place for turn, place in told if turn == 0],
            [_beside(at, place) for _, place in message.fields],
        )
        missing = self._missing(tree, at_first)
        if self.names.get(at) in self.odd or _comes_first(at, at_first, missing):
            return None
        if not missing and at not in meant and _LACKS.search(message.text):
            missing = self._missing(tree, meant)
        if missing or not _is_of_the_whole(tree, at):
            return missing[0] if missing else None
        takes_out = any(word in remedy.text.partition("；")[0] for word in _TAKEN_OUT)
        at_first = [] if takes_out else [place for place in at_first if tree.written(place)]
        later = self._missing(tree, [place for _, place in told])
        of_all = meant if len(at) == 1 and not told else []
        return next(iter((*at_first, *later, *of_all)), None)

    def _missing(self, tree: Tree, places: Sequence[Location]) -> list[Location]:
        """Those that are not there, and that such a record may have."""
        return [at for at in places if not tree.written(at) and fits(self.model, str(at[0]), tree.data)]


def _comes_first(at: Location, told: Sequence[Location], missing: Sequence[Location]) -> bool:
    """Whether what stands at the place is to be changed before anything is filled in that is not a part of it."""
    if at not in told or any(place[: len(at)] == at for place in missing):
        return False
    return not missing or told.index(at) < told.index(missing[0])


def _bare(at: Location) -> Location:
    """A location as the record types know it, without the numbers of items."""
    return tuple(step for step in at if isinstance(step, str))


def _beside(at: Location, place: Location) -> Location:
    """Where a field of a record type stands for whoever is at a place of a record: in the same items."""
    made: list[str | int] = []
    rest = list(at)
    for step in place:
        if not rest or rest[0] != step:
            return (*made, *place[len(_bare(tuple(made))) :])
        made.append(rest.pop(0))
        while rest and isinstance(rest[0], int):
            made.append(rest.pop(0))
    return tuple(made[: len(made) - _numbers_behind(made)])


def _numbers_behind(steps: list[str | int]) -> int:
    return next((count for count, step in enumerate(reversed(steps)) if isinstance(step, str)), len(steps))


def _is_of_the_whole(tree: Tree, at: Location) -> bool:
    """Whether what stands at a place may be about all that stands with it: a mapping, what it is known by, its kind."""
    if not at or isinstance(at[-1], int):
        return True
    if len(at) > 1 and isinstance(at[-2], str):
        return False  # a part is known by its own name
    beside = [place for place in tree.spots if len(place) == len(at) and place[:-1] == at[:-1]]
    return at[-1] == _KIND or at == min(beside, key=tree.place)


def _location(tree: Tree, line: int, column: int) -> Location:
    """What begins at a place of the file; else the last that begins before it, of which it is a part."""
    places = [(tree.place(at), at) for at in tree.spots]
    exact = [at for place, at in places if (place.line, place.column) == (line, column)]
    if exact:
        return max(exact, key=len)
    before = [
        (place.line, place.column, len(at), at) for place, at in places if (place.line, place.column) < (line, column)
    ]
    return max(before, key=lambda item: item[:3])[3] if before else ()
