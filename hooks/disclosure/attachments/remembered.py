"""What is in attachments, written down for later runs: everything but the text."""

from __future__ import annotations

import json
from dataclasses import astuple
from typing import Any

from disclosure.attachments.contents import Contents
from disclosure.attachments.facts import Concern, Fact, Hyperlink, Named, Pages, PlayingTime, Spot

_KINDS: dict[str, Any] = {kind.__name__: kind for kind in (Spot, Named, Hyperlink, Pages, PlayingTime)}


def written(outline: Contents) -> str:
    """What is known of a file, as text."""
    facts = [[type(fact).__name__, *astuple(fact)] for fact in outline.facts]
    return json.dumps([outline.size, facts], ensure_ascii=False)


def outline_of(kept: str, changed: int) -> Contents | None:
    """What was written so, of a file last changed at ``changed``; ``None`` if it makes no sense."""
    try:
        size, facts = json.loads(kept)
        return Contents(int(size), tuple(_fact(*fact) for fact in facts), changed)
    except (ValueError, TypeError, KeyError, RecursionError):
        return None


def _fact(kind: str, *values: Any) -> Fact:
    if kind == Spot.__name__:
        concern, what, where = values
        return Spot(Concern(concern), str(what), str(where))
    made: Fact = _KINDS[kind](*values)
    return made
