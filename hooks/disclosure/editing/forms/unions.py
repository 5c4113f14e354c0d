"""Values that are one thing or another: a slot of a process, a line that stands for several words, names with texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from disclosure.editing.forms.names import name_of
from disclosure.editing.forms.nodes import Choosable, FieldGroup, FormNode, Input, Intake
from disclosure.reading.yaml_tree import Data

PAPER, ABSENT = "paper", "absent"
_NO_PAPER = "选了“文件”，还没有选是哪一份。请选一份，或者改选没有的原因。"
_NO_REASON = "还没有选没有文件的原因。请选一个原因，或者改选别的。"
_UNUSED = "这里选的是“文件”，写下的原因没有用上。请改选“没有，原因是……”，或者清空它。"
SIDES = (Choosable(PAPER, "文件"), Choosable(ABSENT, "没有，原因是……"))


@dataclass
class SlotNode(FormNode):
    """A paper or the reason why there is none. Without ``paper`` only an absence may be written."""

    data: Data | None = None
    paper: Input | None = None
    absence: FieldGroup = None  # type: ignore[assignment]

    kind = "slot"

    @property
    def written(self) -> bool:
        return self.data is not None

    @property
    def side(self) -> str:
        """Which of the two is written, "" for neither."""
        return "" if not self.data else PAPER if isinstance(self.data, str) else ABSENT

    @property
    def choice(self) -> str:
        """The name of the two radio buttons."""
        return name_of(self.location, "is")

    def taken(self, intake: Intake) -> Data | None:
        before = len(intake.changed)
        paper = None if self.paper is None else self.paper.taken(intake)
        picked = len(intake.changed)
        absence = self.absence.taken(intake)
        reasons = intake.changed[picked:]
        if intake.looks(self.name):
            intake.beside |= {self.choice, *reasons}
            return self.data
        side = self._side(intake, paper, absence)
        if len(intake.changed) == before:
            return self.data
        if side == PAPER:
            if reasons and self.choice not in intake.changed:
                intake.refuse(reasons[0], _UNUSED, reasons)
            return self._needed(intake, paper, self.name, _NO_PAPER, ())
        if side == ABSENT and (absence is not None or self.paper is not None):
            reason = absence.get("absent") if isinstance(absence, dict) else None
            name = name_of((*self.location, "absent"))
            return self._needed(intake, absence if reason else None, name, _NO_REASON, reasons)
        return None

    def _side(self, intake: Intake, paper: Data | None, absence: Data | None) -> str:
        """The side that is meant: the one chosen, or, where that was left as it was, the one that was filled in."""
        chosen = intake.last(self.choice)
        if chosen is not None and chosen != self.side:
            intake.changed.append(self.choice)
            return chosen
        if self.side != PAPER and paper is not None:
            return PAPER
        if self.side == "" and absence is not None:
            return ABSENT
        return self.side

    def _needed(self, intake: Intake, value: Data | None, name: str, words: str, beside: Sequence[str]) -> Data | None:
        if value is not None:
            return value
        intake.refuse(name, words, [self.choice, *beside])
        return self.data


@dataclass
class PairsNode(FormNode):
    """Names of the editor's own with a text each, one row a pair: two inputs."""

    data: Data | None = None
    pairs: tuple[tuple[Input, Input], ...] = ()

    kind = "pairs"

    @property
    def written(self) -> bool:
        return self.data is not None

    def taken(self, intake: Intake) -> Data | None:
        old = self.data if isinstance(self.data, dict) else {}
        made: dict[str, Data] = {}
        for key_input, text_input in self.pairs:
            key, text = key_input.taken(intake), text_input.taken(intake)
            if intake.removes(key_input.name.rpartition(":")[0]):
                continue
            if isinstance(key, str) and text is not None and key not in made:
                made[key] = text
            elif key is not None or text is not None:
                self._refuse(intake, key_input, text_input, key, text)
                if isinstance(key_input.data, str) and text_input.data is not None:
                    made.setdefault(key_input.data, text_input.data)
        return self.data if made == old else made or None

    def _refuse(self, intake: Intake, key: Input, text: Input, new: Data | None, content: Data | None) -> None:
        if new is None:
            intake.refuse(key.name, "右边写了内容，左边还没有写是哪一项。请补上。", [text.name])
        elif content is None:
            words = "左边写了是哪一项，右边还没有写内容。请补上，或者勾选去掉。"
            intake.refuse(text.name, words, [key.name])
        else:
            intake.refuse(key.name, "这一项上面已经写过一次。请合并成一行。", [text.name])


@dataclass
class StepNode(FormNode):
    """A line of text that is read as several words: each has an input of its own; ``needed`` of them all must be there.

    Where the line cannot be taken apart the builder makes it an input of one line instead.
    """

    data: Data | None = None
    words: tuple[Input, ...] = ()
    needed: int = 0

    kind = "step"

    @property
    def written(self) -> bool:
        return self.data is not None

    def taken(self, intake: Intake) -> Data | None:
        before = len(intake.changed)
        values = [word.taken(intake) for word in self.words]
        if len(intake.changed) == before:
            return self.data
        if not any(values[: self.needed]) and not any(values):
            return None
        for word, value in zip(self.words[: self.needed], values, strict=False):
            if value is None:
                words = f"还没有填“{word.label}”，这一步没有写进去。请填上，或者把这一步全部清空。"
                intake.refuse(word.name, words, [word.name for word in self.words])
                return self.data
        rest = values[self.needed :]
        if rest and not any(rest):
            words = "还没有填逐项的结果，这一步没有写进去。请至少选一项。"
            intake.refuse(self.words[self.needed].name, words, [word.name for word in self.words])
            return self.data
        return " ".join(str(value) for value in values if value is not None)
