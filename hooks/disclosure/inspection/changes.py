"""Two inspections, before and after a change → what it has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.inspection.facts import Trace
from disclosure.inspection.verdicts import Judgement


@dataclass(frozen=True)
class TurnedIndicator:
    """An indicator on which a change bears; ``before`` is missing where the indicator is new, ``after`` where it went.

    ``came`` and ``went`` are evidence that was not there before, and that is not there any more.
    """

    before: Judgement | None
    after: Judgement | None
    came: tuple[Trace, ...] = ()
    went: tuple[Trace, ...] = ()

    @property
    def title(self) -> str:
        """The indicator's name."""
        there = self.after or self.before
        return there.indicator.title if there is not None else ""

    @property
    def turned(self) -> bool:
        """Whether the verdict is another one, not only what it rests on."""
        return self.before is None or self.after is None or self.before.verdict is not self.after.verdict


def changed(before: Iterable[Judgement], after: Iterable[Judgement]) -> list[TurnedIndicator]:
    """What two inspections do not have in common, in the order of the second; verdicts that turned come first.

    Trace is the same wherever the line has moved to.
    """
    old = {judgement.key: judgement for judgement in before}
    new = {judgement.key: judgement for judgement in after}
    found = [_between(old.get(key), new.get(key)) for key in dict.fromkeys((*new, *old))]
    told = [item for item in found if item.turned or item.came or item.went]
    return sorted(told, key=lambda item: not item.turned)


def _between(before: Judgement | None, after: Judgement | None) -> TurnedIndicator:
    old, new = _evidence(before), _evidence(after)
    came = tuple(seen for key, seen in new.items() if key not in old)
    went = tuple(seen for key, seen in old.items() if key not in new)
    return TurnedIndicator(before, after, came, went)


def _evidence(judgement: Judgement | None) -> dict[tuple[str, str], Trace]:
    return {(seen.place.path, seen.what): seen for seen in (judgement.judged.evidence if judgement is not None else ())}
