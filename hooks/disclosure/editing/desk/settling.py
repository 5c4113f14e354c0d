"""After somebody else has changed a record: what two people have left differently, and what is gone on with."""

from __future__ import annotations

from dataclasses import replace

from pydantic import BaseModel

from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.saving import Clash, merged
from disclosure.editing.desk.web import Pairs
from disclosure.editing.forms import Lookups
from disclosure.editing.forms.comparing import FieldDiffering, TwoTexts

SIDE = "desk:side:"  # how the names of the fields begin in which a side is chosen
JOIN, MINE, THEIRS = "join", "mine", "theirs"


class NotSettledError(ValueError):
    """It does not go so; the words are for the editor."""


def differing(clash: Clash | None, model: type[BaseModel], lookups: Lookups) -> list[FieldDiffering] | None:
    """The fields of which somebody has to choose a side; nothing where there are none that can be told apart."""
    if clash is None or clash.theirs is None or clash.draft.is_new:
        return None
    return _comparison(clash.draft, clash.theirs, model, lookups).fields()


def settled(
    task: str, draft: Draft, theirs: str | None, sent: Pairs, model: type[BaseModel], lookups: Lookups
) -> Draft:
    """The draft that is gone on with, as it was chosen: the one that is given up stays beside it.

    Raises NotSettledError.
    """
    if theirs is None or draft.is_new:  # what is new never takes the place of what is there
        raise NotSettledError("又有了新的变化，请重新选择。")
    text: str | None = {MINE: draft.text, THEIRS: theirs}.get(task)
    if task == JOIN:
        sides = {name.removeprefix(SIDE): side for name, side in sent if name.startswith(SIDE)}
        text = _comparison(draft, theirs, model, lookups).joined(sides)
    if text is None:
        raise NotSettledError("这样合不起来，请改用下面的一种，再在表单里补上另一方的改动。")
    typed = () if task == THEIRS else draft.typed
    made = replace(draft, base=theirs, text=text, typed=typed).shown_as(text)
    return made if task == MINE else made.apart()


def _comparison(draft: Draft, theirs: str, model: type[BaseModel], lookups: Lookups) -> TwoTexts:
    return TwoTexts(model, draft.base or "", draft.text, theirs, lookups, merged)
