"""A record type and what a file says → the nodes of its form."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property
from typing import NamedTuple

from pydantic import BaseModel

from disclosure.editing.forms.choosing import choices_among, list_name, narrowed, proposed
from disclosure.editing.forms.criteria import RELATIONS, AskedOf, CriterionNode, offered, rows_of
from disclosure.editing.forms.fitting import fits
from disclosure.editing.forms.free import free_text, read_free, read_one
from disclosure.editing.forms.hints import by_name, hint_of, labelled
from disclosure.editing.forms.lookups import Lookups
from disclosure.editing.forms.names import name_of
from disclosure.editing.forms.nodes import Choosable, FieldGroup, FieldRows, FormNode, Input, Odd, RefusedError
from disclosure.editing.forms.steps import WORDS, Word, words_in
from disclosure.editing.forms.unions import PairsNode, SlotNode, StepNode
from disclosure.expressions import expression
from disclosure.reading.yaml_tree import Data, Location
from disclosure.records.base import RefTo
from disclosure.records.documents import Document
from disclosure.records.names import NAMED
from disclosure.records.shapes import FieldShape, Takes, ValueShape, choices_of
from disclosure.records.values import ID_PATTERN

_DAY = expression(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = expression(ID_PATTERN)
_LONG = 40  # letters of a text that is shown in several lines
_MOST_OPTIONS = 100  # of what may be referred to; what is more is proposed while typing
_SAME_ROWS = 20  # of a list, of which what is not written is kept for the next form
_FEW = 4  # choices that are shown side by side
# Fields in which people write sentences.
_SENTENCES = frozenset(
    ["answer", "description", "duties", "gist", "note", "question", "reason", "summary", "text", "words"]
)
_TRUTHS = (Choosable("true", "是"), Choosable("false", "否"))
_NONE = Choosable("", "（不写）")
_OPEN = Choosable("", "请选择")
_SCALARS = {Takes.TEXT, Takes.LINE, Takes.DAY, Takes.TRUTH, Takes.CHOICE, Takes.REFERENCE, Takes.STEP}


@dataclass
class FormMaker:
    """Makes the nodes of one form.

    ``blanks`` says how many empty rows a list of this name has behind its items; ``names`` notes under which name a
    place of the file is found in the form, ``proposals`` which lists of proposals its inputs need, ``odd`` the names of
    what is written in a way that the record type does not know.
    """

    lookups: Lookups
    blanks: Callable[[str, int], int]
    names: dict[Location, str] = field(default_factory=dict)
    proposals: dict[str, tuple[Choosable, ...]] = field(default_factory=dict)
    odd: set[str] = field(default_factory=set)

    def group(self, model: type[BaseModel], data: Data | None, at: Location, about: FieldGroup) -> FieldGroup:
        """The fields of a mapping, and what stands there besides."""
        said = data if isinstance(data, dict) else {}
        fields = [item for item in labelled(model) if item.label]
        nodes = [self._field(model, item, said, (*at, item.name)) for item in fields]
        known = {item.name for item in fields}
        nodes += [self._odd(value, (*at, key), key) for key, value in said.items() if key not in known]
        return replace(about, data=data, fields=tuple(nodes))

    def lone(self, item: FieldShape) -> Input:
        """One field of one value, of which nothing is written."""
        node = self._node(item, item.shape, None, (item.name,))
        assert isinstance(node, Input)
        return node

    def _field(self, model: type[BaseModel], item: FieldShape, said: dict[str, Data], at: Location) -> FormNode:
        is_same = item.name not in said and all(isinstance(step, str) or step < _SAME_ROWS for step in at)
        node = self._unwritten(model, item, at) if is_same else self._node(item, item.shape, said.get(item.name), at)
        if not node.written and not fits(model, item.name, said):
            node = replace(node, rest=True)
        if model is Document and item.name == "kind" and isinstance(node, Input):
            return narrowed(node, self.lookups.kinds.get(str(said.get("column")), ()))
        return node

    def _unwritten(self, model: type[BaseModel], item: FieldShape, at: Location) -> FormNode:
        """A field of which the file says nothing, as the first form had it, unless more rows are asked for."""
        found = self.lookups.once((model, *at), lambda: _made_unwritten(self.lookups, (model, *at), item, at))
        if any(self.blanks(name, 0) != 1 for name in found.rows):
            return self._node(item, item.shape, None, at)
        self.names |= found.names
        self.proposals |= found.proposals
        return found.node

    def _node(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> FormNode:
        self.names[at] = name_of(at)
        takes = shape.takes
        if isinstance(data, str) and data and (takes is Takes.PART or takes is Takes.SLOT and shape.expects is None):
            return self._line(item, shape, data, at)  # a shorter way of writing
        wanted = str if takes in _SCALARS else {Takes.PART: dict, Takes.PAIRS: dict}.get(takes, object)
        if takes is Takes.SLOT:
            wanted = str if isinstance(data, str) else dict
        if takes is Takes.LIST and isinstance(data, dict) or data and not isinstance(data, wanted):
            return self._odd(data, at, item.label)
        return self._makers[takes](item, shape, data, at)

    @cached_property
    def _makers(self) -> dict[Takes, Callable[[FieldShape, ValueShape, Data | None, Location], FormNode]]:
        return {
            Takes.TEXT: self._line,
            Takes.LINE: self._line,
            Takes.DAY: self._day,
            Takes.TRUTH: self._truth,
            Takes.CHOICE: self._choice,
            Takes.REFERENCE: self._reference,
            Takes.STEP: self._step,
            Takes.SLOT: self._slot,
            Takes.PART: self._part,
            Takes.LIST: self._list,
            Takes.PAIRS: self._pairs,
            Takes.CRITERIA: self._criteria,
            Takes.FREE: self._free,
        }

    # One value

    def _line(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> Input:
        value = str(data or "")
        long = shape.takes is Takes.TEXT and (len(value) > _LONG or item.name in _SENTENCES)
        return self._input(item, data, at, "text" if long else "line")

    def _day(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> Input:
        return self._input(item, data, at, "day" if not data or _is_day(str(data)) else "line")

    def _truth(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> Input:
        return self._chosen(item, data, at, _TRUTHS)

    def _choice(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> Input:
        assert shape.choice is not None
        return self._chosen(item, data, at, tuple(Choosable(*pair) for pair in choices_of(shape.choice)))

    def _chosen(self, item: FieldShape, data: Data | None, at: Location, options: tuple[Choosable, ...]) -> Input:
        """Few choices of which one must be made stand side by side, others in a list."""
        value = str(data or "")
        if value and value not in {option.value for option in options}:
            options = (*options, Choosable(value, f"文件里写的“{value[:40]}”"))
        if item.required and len(options) <= _FEW:
            return replace(self._input(item, data, at, "radios"), options=options)
        first = _OPEN if item.required else _NONE
        return replace(self._input(item, data, at, "select"), options=(first, *options))

    def _reference(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> Input:
        assert shape.expects is not None
        expects, value = shape.expects, str(data or "")
        if len(self.lookups.offered(expects)) <= _MOST_OPTIONS:
            item = replace(item, description=by_name(item.description))
            return self._chosen(item, data, at, choices_among(expects, self.lookups))
        title = self.lookups.title_of(expects, value)
        made = self._input(item, data, at, "picker")
        name = list_name(expects)
        self.proposals[name] = proposed(expects, self.lookups)
        return replace(made, read=self._meant(expects), proposals=name, expected=expects, about=title)

    def _meant(self, expects: RefTo) -> Callable[[str], str]:
        def read(typed: str) -> str:
            meant = self.lookups.meant(expects, typed)
            if meant is None and not _ID.fullmatch(typed):
                raise RefusedError(f"没有找到“{typed[:40]}”。请写标题里的几个字，按“查找”，再从找到的里面选。")
            return meant or typed

        return read

    def _input(self, item: FieldShape, data: Data | None, at: Location, control: str) -> Input:
        hint = hint_of(item)
        if control in ("line", "day", "picker") and "\n" in str(data or ""):
            control = "text"  # a control of one line would send it back in one line
        return Input(at, item.label, hint, item.required, data=data, shown=(str(data or ""),), control=control)

    # Several values

    def _part(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> FieldGroup:
        assert shape.part is not None
        return self.group(shape.part, data, at, FieldGroup(at, item.label, hint_of(item), item.required))

    def _list(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> FormNode:
        inner = shape.item
        assert inner is not None
        values = data if isinstance(data, list) else [data] if data else []
        if inner.takes is Takes.CHOICE or inner.expects is not None and inner.expects.record in NAMED:
            checks = self._checks(item, inner, data, values, at)
            if checks is not None:
                return checks
        name = name_of(at)
        rows = [self._row(item, inner, value, (*at, number)) for number, value in enumerate(values)]
        rows += [self._row(item, inner, None, (*at, len(values) + n)) for n in range(self.blanks(name, len(values)))]
        return FieldRows(at, item.label, hint_of(item), item.required, data=data, rows=tuple(rows))

    def _row(self, item: FieldShape, inner: ValueShape, data: Data | None, at: Location) -> FormNode:
        number = at[-1]
        assert isinstance(number, int)
        label = f"{item.label} {number + 1}" if data is not None else f"{item.label} {number + 1}（新）"
        return self._node(replace(item, label=label, description="", example="", required=False), inner, data, at)

    def _checks(
        self, item: FieldShape, inner: ValueShape, data: Data | None, values: Sequence[Data], at: Location
    ) -> Input | None:
        """Boxes to check; ``None`` where they cannot show what the file says."""
        if inner.choice is not None:
            options = tuple(Choosable(*pair) for pair in choices_of(inner.choice))
        else:
            assert inner.expects is not None
            item = replace(item, description=by_name(item.description))
            options = choices_among(inner.expects, self.lookups)
        texts = [value for value in values if isinstance(value, str) and value]
        if len(options) > _MOST_OPTIONS or len(set(texts)) != len(values) or isinstance(data, str) and data:
            return None
        known = {option.value for option in options}
        options += tuple(Choosable(text, f"文件里写的“{text[:40]}”") for text in texts if text not in known)
        for number in range(len(values)):
            self.names[(*at, number)] = name_of(at)
        made = self._input(item, None, at, "checks")
        return replace(made, data=data, shown=tuple(texts), options=options)

    def _slot(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> SlotNode:
        assert shape.part is not None
        paper = None
        if shape.expects is not None:
            inner = replace(item, label="文件", description="", required=False)
            paper = self._reference(inner, shape, data if isinstance(data, str) else None, at)
        absence = FieldGroup(at, "没有的原因")
        absence = self.group(shape.part, data if isinstance(data, dict) else None, at, absence)
        return SlotNode(at, item.label, "", item.required, data=data, paper=paper, absence=absence)

    def _step(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> FormNode:
        step = str(at[-1])
        found = words_in(step, str(data or "").strip())
        if found is None:
            return self._line(item, shape, data, at)
        words, needed = WORDS[step]
        inputs = [self._word(word, value, at) for word, value in zip(words, found, strict=True)]
        return StepNode(at, item.label, "", item.required, data=data, words=tuple(inputs), needed=needed)

    def _word(self, word: Word, value: str, at: Location) -> Input:
        item = FieldShape(word.aspect, word.label, "", "", False, ValueShape(Takes.LINE))
        data = value or None
        if word.kind == "department":
            made = self._reference(item, ValueShape(Takes.REFERENCE, expects=RefTo("department")), data, at)
        elif word.kind == "choice":
            made = self._chosen(item, data, at, tuple(Choosable(*pair) for pair in word.choices))
        else:
            made = (
                self._day(item, item.shape, data, at) if word.kind == "day" else self._line(item, item.shape, data, at)
            )
        return replace(made, aspect=word.aspect)

    def _pairs(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> FormNode:
        said = data if isinstance(data, dict) else {}
        if not all(isinstance(value, str) for value in said.values()):
            return self._odd(data, at, item.label)  # type: ignore[arg-type]
        rows: list[tuple[str | None, Data | None]] = [*said.items()]
        rows += [(None, None)] * self.blanks(name_of(at), len(rows))
        pairs = [self._pair(item, key, value, (*at, number)) for number, (key, value) in enumerate(rows)]
        for (key, _), (_, text) in zip(rows, pairs, strict=True):
            if key is not None:
                self.names[(*at, key)] = text.name
        return PairsNode(at, item.label, hint_of(item), item.required, data=data, pairs=tuple(pairs))

    def _pair(self, item: FieldShape, key: str | None, value: Data | None, at: Location) -> tuple[Input, Input]:
        number = int(at[-1]) + 1
        keys = FieldShape("key", f"{item.label} {number}：哪一项", "", "", False, ValueShape(Takes.LINE))
        texts = FieldShape("value", f"{item.label} {number}：内容", "", "", False, ValueShape(Takes.TEXT))
        left, right = self._line(keys, keys.shape, key, at), self._line(texts, texts.shape, value, at)
        return replace(left, aspect="key"), replace(right, aspect="value")

    def _criteria(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> FormNode:
        if self.lookups.facts is None or isinstance(data, str | dict) and data:
            return self._free(item, shape, data, at)
        values = data if isinstance(data, list) else []
        blank: list[Data | None] = [None] * self.blanks(name_of(at), len(values))
        rows = [self._criterion(item, value, (*at, number)) for number, value in enumerate([*values, *blank])]
        return FieldRows(at, item.label, item.description, item.required, data=data, rows=tuple(rows))

    def _criterion(self, item: FieldShape, data: Data | None, at: Location) -> FormNode:
        """One criterion in rows; where it cannot be said so, as it is written."""
        facts = self.lookups.facts
        assert facts is not None
        self.names[at] = name_of(at)
        said = [] if data is None else rows_of(data, facts)
        label = f"{item.label} {int(at[-1]) + 1}"
        if said is None:
            assert data is not None
            made = self._input(replace(item, label=label, description="", example=""), None, at, "text")
            return replace(made, data=data, shown=(free_text([data]),), read=read_one)
        blanks = [AskedOf((), "")] * self.blanks(name_of(at), len(said))
        conditions = [self._condition(row, (*at, number)) for number, row in enumerate([*said, *blanks])]
        return CriterionNode(at, label, facts=facts, data=data, conditions=tuple(conditions))

    def _condition(self, said: AskedOf, at: Location) -> tuple[Input, Input, Input]:
        assert self.lookups.facts is not None
        number = int(at[-1]) + 1
        none = (Choosable("", "（不写）"),)
        key = ".".join(said.path)
        self.names.setdefault((*at[:-1], *said.path), f"{name_of(at)}:value")
        fact = Input(at, f"情况 {number}", data=key or None, shown=(key,), control="select", aspect="fact")
        relation = Input(
            at, "要求", data=said.relation or None, shown=(said.relation,), control="select", aspect="is",
            options=(*none, *RELATIONS),
        )  # fmt: skip
        value = Input(at, "内容", data=said.value or None, shown=(said.value,), aspect="value")
        return replace(fact, options=(*none, *offered(self.lookups.facts))), relation, value

    def _free(self, item: FieldShape, shape: ValueShape, data: Data | None, at: Location) -> Input:
        text = free_text(data)
        made = self._input(item, None, at, "text")
        return replace(made, data=data, shown=(text,), read=lambda typed: read_free(typed, data))

    def _odd(self, data: Data, at: Location, label: str) -> Odd:
        self.names[at] = name_of(at)
        self.odd.add(name_of(at))
        return Odd(at, label, data=data, text=free_text(data))


class _Unwritten(NamedTuple):
    """A field of which a file says nothing, what is noted of it, and the names of the lists in it: each has one row."""

    node: FormNode
    names: Mapping[Location, str]
    proposals: Mapping[str, tuple[Choosable, ...]]
    rows: tuple[str, ...]


def _made_unwritten(lookups: Lookups, same: object, item: FieldShape, at: Location) -> _Unwritten:
    rows: list[str] = []

    def blanks(name: str, length: int) -> int:
        rows.append(name)
        return 1

    maker = FormMaker(lookups, blanks)
    node = replace(maker._node(item, item.shape, None, at), same=same)
    return _Unwritten(node, maker.names, maker.proposals, tuple(rows))


def _is_day(value: str) -> bool:
    """Whether a control for days can show it."""
    try:
        return bool(_DAY.fullmatch(value)) and date.fromisoformat(value).year > 0
    except ValueError:
        return False
