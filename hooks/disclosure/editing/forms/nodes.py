"""What a form consists of: inputs, and groups and rows of them, each of which knows what the file says there.

``taken`` makes of what a browser sent the value that the file is to say. Whoever was sent back as it was shown, or not
sent at all, leaves the value as it is, however odd it may be.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from disclosure.editing.forms.names import FIND, FOUND, name_of
from disclosure.reading.text import UNSEEN
from disclosure.reading.yaml_tree import Data, Location
from disclosure.records.base import RefTo

_BRIEF = 24  # letters
Sent = Mapping[str, Sequence[str]]


class RefusedError(ValueError):
    """What was typed cannot be written; the words are for the editor."""


class Choosable(NamedTuple):
    """One choice; what the file says that is no choice is one too, so that it can be sent back."""

    value: str
    label: str


@dataclass
class Intake:
    """What was sent, and what comes of it: refusals by name, names of changed inputs, and rows to be taken out.

    ``beside`` are the names of inputs that are to stay as they were typed beside one that was refused; ``moved`` are
    the numbers that rows have afterwards, by the names of these rows.
    """

    sent: Sent
    refusals: dict[str, str] = field(default_factory=dict)
    changed: list[str] = field(default_factory=list)
    gone: list[Location] = field(default_factory=list)
    beside: set[str] = field(default_factory=set)
    moved: dict[str, int] = field(default_factory=dict)

    def last(self, name: str) -> str | None:
        """The value that was sent last under a name."""
        values = self.sent.get(name)
        return values[-1] if values else None

    def removes(self, name: str) -> bool:
        """Whether the box is checked by which what has this name is taken out."""
        if not self.last(f"{name}:remove"):
            return False
        self.changed.append(f"{name}:remove")
        return True

    def looks(self, name: str) -> bool:
        """Whether what was sent under a name are words of what is looked for, which the file is not to say."""
        return name in self.sent.get(FIND, ())

    def refuse(self, name: str, words: str, beside: Iterable[str] = ()) -> None:
        """Note why something is not written."""
        self.refusals.setdefault(name, words)
        self.beside |= {*beside}

    @property
    def typed(self) -> dict[str, list[str]]:
        """What was sent for inputs of which one was refused, by the names that they have afterwards."""
        names = {*self.refusals, *self.beside} & self.sent.keys()
        return {self.renamed(name): [*self.sent[name]] for name in sorted(names)}

    def renumber(self, left: Sequence[str], new: Sequence[str]) -> None:
        """Note the numbers of the rows that are left, and behind them those of new rows that keep what was typed."""
        told = [*self.refusals, *self.beside]
        kept = [
            row
            for row in new
            if row not in left and any(name.startswith((f"{row}.", f"{row}:")) or name == row for name in told)
        ]
        self.moved |= {row: number for number, row in enumerate([*left, *kept])}

    def renamed(self, name: str) -> str:
        """The name that an input has in the form of what comes of this."""
        location, colon, aspect = name.partition(":")
        steps = location.split(".")
        ways = (".".join(steps[: number + 1]) for number in range(len(steps)))
        moved = [str(self.moved.get(way, step)) for way, step in zip(ways, steps, strict=True)]
        return ".".join(moved) + colon + aspect

    def forget(self, location: Location) -> None:
        """Nothing need be taken out of what goes as a whole."""
        self.gone = [place for place in self.gone if place[: len(location)] != location]


@dataclass
class FormNode:
    """A part of a form: the location of its value, what it is called, and how it is to be filled in.

    ``name`` is that of its input, or the beginning of the names of its inputs. ``same`` stands for what is the same in
    every form of a record type of which the file says nothing there.
    """

    location: Location
    label: str
    hint: str = ""
    required: bool = False
    rest: bool = field(default=False, kw_only=True)  # whether it is offered only behind all else
    same: object = field(default=None, kw_only=True)
    name: str = field(init=False, default="")

    kind = ""

    def __post_init__(self) -> None:
        self.name = name_of(self.location)

    @property
    def written(self) -> bool:
        """Whether the file says anything there."""
        raise NotImplementedError

    def taken(self, intake: Intake) -> Data | None:
        """The value that the file is to say, ``None`` for none."""
        raise NotImplementedError


@dataclass
class Input(FormNode):
    """One control. ``data`` is what the file says, ``shown`` what the control says of it.

    ``control`` is ``line``, ``text`` (several lines), ``day``, ``select``, ``radios``, ``checks`` (several choices) or
    ``picker`` (a line for what is ``expected``, with proposals, ``proposals`` being the list's name). ``read`` makes a
    value of what was typed. ``about`` says in words what the value stands for.
    """

    data: Data | None = None
    shown: tuple[str, ...] = ("",)
    control: str = "line"
    options: tuple[Choosable, ...] = ()
    read: Callable[[str], Data | None] | None = None
    proposals: str = ""
    expected: RefTo | None = None
    about: str = ""
    aspect: str = ""

    kind = "input"

    def __post_init__(self) -> None:
        self.name = name_of(self.location, self.aspect)

    @property
    def value(self) -> str:
        """What a control of one value shows."""
        return self.shown[-1] if self.shown else ""

    @property
    def written(self) -> bool:
        return self.data is not None

    def typed(self, intake: Intake) -> tuple[str, ...] | None:
        """What was sent, ``None`` unless it is another thing than what was shown."""
        chosen = intake.last(f"{self.name}{FOUND}") if self.control == "picker" else None
        values = [chosen] if chosen else intake.sent.get(self.name)
        if values is None:
            return None
        sent = tuple(_unix(value) for value in values)
        if self.control == "checks":
            sent = tuple(value for value in sent if value)
            return None if set(sent) == {as_sent(value) for value in self.shown} else sent
        return None if sent[-1:] == (as_sent(self.value),) else sent[-1:]

    def taken(self, intake: Intake) -> Data | None:
        typed = self.typed(intake)
        if typed is None:
            return self.data
        if intake.looks(self.name):
            intake.beside.add(self.name)
            return self.data
        intake.changed.append(self.name)
        try:
            for value in typed:
                check(value)
            return self._several(typed, intake) if self.control == "checks" else self._one(typed[0])
        except RefusedError as error:
            intake.refuse(self.name, str(error))
            return self.data

    def _one(self, typed: str) -> Data | None:
        if self.control in ("select", "radios") and typed not in {as_sent(option.value) for option in self.options}:
            raise RefusedError("没有这个选项，没有写进去。请从列出的里面选一个。")
        old = self.data if isinstance(self.data, str) else ""
        value = typed.rstrip().lstrip("\n") if self.control == "text" else typed.strip()
        if not value.strip():
            return None
        if self.read is not None:
            return self.read(value)
        return value + "\n" * (len(old) - len(old.rstrip("\n")))

    def _several(self, typed: tuple[str, ...], intake: Intake) -> Data | None:
        """The list as it was with what was added; what is no longer wanted is noted to be taken out of it."""
        choices = [option.value for option in self.options]
        if not set(typed) <= set(map(as_sent, choices)):
            raise RefusedError("没有这个选项，没有写进去。请从列出的里面选。")
        old = [item for item in self.data if isinstance(item, str)] if isinstance(self.data, list) else []
        kept = [value for value in old if as_sent(value) in typed]
        added = [value for value in choices if as_sent(value) in typed and value not in old]
        if not kept:
            return [*added] or None
        made = _merged(old, added, choices)
        intake.gone += [(*self.location, number) for number, value in enumerate(made) if as_sent(value) not in typed]
        return [*made]


def _merged(old: list[str], added: list[str], choices: list[str]) -> list[str]:
    """The old items with the new ones: among them where they are in the order of the choices, else behind them."""
    made = [*old, *added]
    ranks = [choices.index(value) for value in old if value in choices]
    if ranks == sorted(ranks) and len(ranks) == len(old):
        made.sort(key=choices.index)
    return made


@dataclass
class FieldGroup(FormNode):
    """The fields of a mapping."""

    data: Data | None = None
    fields: tuple[FormNode, ...] = ()

    kind = "group"

    @property
    def brief(self) -> str:
        """The beginning of the first text in it, by which it is known among others of its kind."""
        texts = (node.value for node in self.fields if isinstance(node, Input) and node.control in ("line", "text"))
        text = next(filter(None, texts), "").strip()
        return text if len(text) <= _BRIEF else f"{text[:_BRIEF]}……"

    @property
    def written(self) -> bool:
        return self.data is not None

    def taken(self, intake: Intake) -> Data | None:
        old = self.data if isinstance(self.data, dict) else {}
        found = {str(node.location[-1]): node.taken(intake) for node in self.fields}
        made = {key: found.get(key, value) if key in found else value for key, value in old.items()}
        made |= {key: value for key, value in found.items() if key not in old}
        new = {key: value for key, value in made.items() if value is not None}
        if new == old:
            return self.data
        return new or None


@dataclass
class FieldRows(FormNode):
    """A list, one row an item and some empty ones behind them."""

    data: Data | None = None
    rows: tuple[FormNode, ...] = ()

    kind = "rows"

    @property
    def written(self) -> bool:
        return self.data is not None

    def taken(self, intake: Intake) -> Data | None:
        old = self.data if isinstance(self.data, list) else [self.data] if self.data else []
        made: list[Data] = []
        gone: list[Location] = []
        left: list[FormNode] = []
        for number, node in enumerate(self.rows):
            new = node.taken(intake)
            if new is not None and not intake.removes(node.name):
                made.append(new)
                left.append(node)
            elif number < len(old):
                gone.append(node.location)
                intake.forget(node.location)
                made.append(old[number])
        intake.renumber([node.name for node in left], [node.name for node in self.rows[len(old) :]])
        if gone and len(gone) == len(made):
            intake.forget(self.location)
            return None
        if isinstance(self.data, str) and self.data:  # one item that was written without a list
            made = made[len(gone) :]
            return made[0] if len(made) == 1 else made
        intake.gone += gone
        return self.data if made == old else made


@dataclass
class Odd(FormNode):
    """What the record type does not know, or knows as something else: shown as it is written, to be kept or removed."""

    data: Data = ""
    text: str = ""

    kind = "odd"

    @property
    def written(self) -> bool:
        return True

    def taken(self, intake: Intake) -> Data | None:
        return None if intake.removes(self.name) else self.data


def as_sent(value: str) -> str:
    """A text as a browser sends it back, but for its line ends, which are those of Unix here."""
    return _unix(value).replace("\0", "\ufffd")


def _unix(value: str) -> str:
    return value.replace("\r\n", "\n").replace("\r", "\n")


def check(value: str) -> None:
    """Refuse what no file may hold."""
    unseen = UNSEEN.search(value)
    if unseen is not None:
        raise RefusedError(
            f"里面有一个看不见的字符（U+{ord(unseen[0]):04X}），没有写进去。请删去它，或者重新输入这一段。"
        )
    if any("\ud800" <= sign <= "\udfff" for sign in value):
        raise RefusedError("里面有一个不完整的字符，没有写进去。请删去它，或者重新输入这一段。")
