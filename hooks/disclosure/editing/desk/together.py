"""What is handed in together: the drafts that were made together, and those that their editor ticks.

A form shows all other drafts of its editor, each with a tick. What a form sends is held against what it showed: only
what was ticked or taken back there changes, whatever another window has done meanwhile.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from disclosure.editing.desk.desk import Desk
from disclosure.editing.desk.draft import Draft
from disclosure.editing.desk.people import Editor
from disclosure.editing.desk.web import FormSent
from disclosure.expressions import expression

SHOWN, TICKED = "desk:shown", "desk:with"
_YES, _NO = "1:", "0:"  # before a name: how it was ticked where it was shown
_MOST = 40  # drafts that are offered
_ID = expression(r"[a-z0-9][a-z0-9-]*-[0-9]+(?:-[0-9]+)*")


class Companion(NamedTuple):
    """Another draft of the same editor: whether it is handed in too, whether it is ticked, who names the other."""

    draft: Draft
    is_in: bool
    is_ticked: bool
    is_near: bool

    @property
    def shown(self) -> str:
        """What the form sends back, to tell how it was ticked before."""
        return f"{_YES if self.is_in else _NO}{self.draft.subject}"


class UnderWayError(Exception):
    """There is a draft of a file that was to be written; it was not touched."""

    def __init__(self, draft: Draft) -> None:
        super().__init__("要写进的文件，您已经有一份草稿，没有动它。请先打开那份草稿，在里面添上，或者先提交。")
        self.draft = draft


def kept_together(desk: Desk, person: Editor, drafts: Sequence[Draft]) -> str:
    """Put new drafts on the disk, to be handed in together; the name of the first. Raises UnderWayError."""
    for item in drafts:
        there = desk.draft(person, item.subject)
        if there is not None:
            raise UnderWayError(there)
    group = drafts[0].subject if len(drafts) > 1 else ""
    desk.keep_all(person, [replace(item, group=group).shown_as(item.text) for item in drafts])
    return drafts[0].subject


def companions(desk: Desk, person: Editor, draft: Draft, wanted: str = "") -> list[Companion]:
    """The other drafts, those that belong to it first; ``wanted`` is ticked, though it may not be in the group yet."""
    own, named, found = _id(draft), _named(draft), list[Companion]()
    for other in desk.drafts.all_of(person.slug):
        if other.subject != draft.subject:
            is_in, is_near = _are_one(other, draft), _id(other) in named or own in _named(other)
            found.append(Companion(other, is_in, is_in or other.subject == wanted, is_near))
    return sorted(found, key=lambda item: (not item.is_ticked, not item.is_near))[:_MOST]


def regrouped(desk: Desk, person: Editor, draft: Draft, sent: FormSent) -> Draft:
    """The draft in the group that its form's ticks make, the others too; each is on the disk when this returns."""
    ticked = {value for name, value in sent.pairs if name == TICKED}
    shown = [value for name, value in sent.pairs if name == SHOWN]
    for was, name in ((value[:2], value[2:]) for value in shown[:_MOST]):
        other = desk.draft(person, name)
        if other is None or other.subject == draft.subject or (was == _YES) == (name in ticked):
            continue
        if name not in ticked:
            desk.keep(person, replace(other, group=""))
        elif not _are_one(other, draft):
            draft = _joined(desk, person, draft, other)
    return draft


def _joined(desk: Desk, person: Editor, draft: Draft, other: Draft) -> Draft:
    """Both with all that they are handed in with already, as one group."""
    name = draft.group or other.group or draft.subject
    made = desk.group(person, draft), desk.group(person, other)
    kept = [desk.keep(person, replace(item, group=name)) for items in made for item in items if item.group != name]
    return next((item for item in kept if item.subject == draft.subject), draft)


def _are_one(one: Draft, other: Draft) -> bool:
    return one.group != "" and one.group == other.group


def _id(draft: Draft) -> str:
    return draft.path.rpartition("/")[2].partition(".")[0]


def _named(draft: Draft) -> set[str]:
    """What a text may name: all that is formed as an id."""
    return {*_ID.findall(draft.text)} - {_id(draft)}
