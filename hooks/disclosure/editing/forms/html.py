"""The HTML of a form's fields: semantic, without a script or a style of its own, every text escaped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache, partial
from typing import Any, NamedTuple

from markupsafe import Markup, escape

from disclosure.editing.drawing import templates_of
from disclosure.editing.forms.choosing import list_of
from disclosure.editing.forms.lookups import Lookups
from disclosure.editing.forms.names import FIND, FOUND, MORE
from disclosure.editing.forms.nodes import Choosable, FormNode
from disclosure.editing.forms.unions import SIDES
from disclosure.findings import Finding, Severity
from disclosure.records.base import RefTo

_TEMPLATES = "disclosure.editing.forms"
_MOST_FOUND = 30  # of what was looked for; who has more writes more words
_NAMES = {"more": MORE, "find": FIND, "behind": FOUND}
Proposals = Mapping[str, tuple[Choosable, ...]]


def rendered(
    fields: Sequence[FormNode],
    proposals: Proposals,
    lookups: Lookups,
    typed: Mapping[str, Sequence[str]],
    at: Mapping[str, Sequence[Finding]],
    refusals: Mapping[str, str],
) -> str:
    """The fields with what is told of each; a part that is folded up is open where there is something to be seen."""
    lists = [lookups.once((name, "drawn"), partial(_list, name, items)) for name, items in proposals.items()]
    return _drawn(FormDrawing(lookups, typed, at, refusals), fields=fields, lists=lists)


def drawn_found(name: str, of_list: str, sought: str, lookups: Lookups) -> Markup | None:
    """What is found by words for the input of a name that chooses of a list; ``None`` where there is no such list."""
    expects, drawing = list_of(of_list, lookups), FormDrawing(lookups)
    return None if expects is None else _drawn(drawing, found_for=name, found=drawing.found(expects, sought))


class WhatWasFound(NamedTuple):
    """How much was found by words, and the first of it."""

    total: int
    choices: tuple[Choosable, ...]


@dataclass(frozen=True)
class FormDrawing:
    """What is told of the inputs of a form: what was ``typed``, what was found ``at`` them, why it was not written.

    What is the same in every form is drawn once.
    """

    lookups: Lookups
    typed: Mapping[str, Sequence[str]] = field(default_factory=dict)
    at: Mapping[str, Sequence[Finding]] = field(default_factory=dict)
    refusals: Mapping[str, str] = field(default_factory=dict)

    def is_own(self, node: FormNode) -> bool:
        """Whether a field looks otherwise here than in other forms."""
        return node.same is None or node.name in self.above

    def same(self, node: FormNode) -> Markup:
        """A field as all forms have it."""
        return self.lookups.once((node.same, "drawn"), lambda: _drawn(FormDrawing(self.lookups), lone=node))

    @cached_property
    def above(self) -> set[str]:
        """The names of the inputs of which something is told, and those of all that they are a part of."""
        found: set[str] = set()
        for name in (*self.at, *self.refusals, *self.typed):
            steps = name.partition(":")[0].split(".")
            found |= {".".join(steps[:length]) for length in range(1, len(steps) + 1)}
        return found

    @cached_property
    def told(self) -> set[str]:
        """The names of the inputs at which something is told."""
        return {*self.at, *self.refusals}

    def found(self, expects: RefTo, sought: str) -> WhatWasFound | None:
        """What has the words that stand in an input; ``None`` where they are no words but what is meant."""
        if not sought.strip() or self.lookups.title_of(expects, sought.strip()):
            return None
        found = self.lookups.found(expects, sought)
        choices = tuple(Choosable(target.id, f"{target.title}（{target.id}）") for target in found[:_MOST_FOUND])
        return WhatWasFound(len(found), choices)

    def described(self, node: FormNode, judged: bool = True) -> Markup:
        """The attributes that lead from a control to what is told of it, and, if ``judged``, that it is a fault."""
        parts = {"h": node.hint, "a": getattr(node, "about", ""), "e": node.name in self.told}
        ids = " ".join(f"{letter}-{node.name}" for letter, is_there in parts.items() if is_there)
        found = self.at.get(node.name, ())
        is_wrong = judged and (node.name in self.refusals or any(item.severity is Severity.ERROR for item in found))
        told = f' aria-describedby="{escape(ids)}"' if ids else ""
        return Markup(told + (' aria-invalid="true"' if is_wrong else ""))  # noqa: S704 — escaped above


def _drawn(said: FormDrawing, **values: Any) -> Markup:
    template = templates_of(_TEMPLATES).get_template("fields.html")
    drawn = template.render(said=said, sides=SIDES, choices=_choices, **_NAMES, **values)
    return Markup(drawn)  # noqa: S704 — the template escapes


@lru_cache(maxsize=1 << 11)
def _choices(options: tuple[Choosable, ...], chosen: str | None) -> Markup:
    """The choices of a list; most are the same in many forms."""
    line, marked = Markup('<option value="{}">{}</option>'), Markup('<option value="{}" selected>{}</option>')
    return Markup("\n").join((marked if option.value == chosen else line).format(*option) for option in options)


def _list(name: str, options: tuple[Choosable, ...]) -> Markup:
    return Markup('<datalist id="{}">\n{}\n</datalist>').format(name, _choices(options, None))
