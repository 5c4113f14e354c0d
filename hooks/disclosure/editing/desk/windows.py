"""Where forms stand in browsers: each shown form has a name of its own, and one that was left writes no more."""

from __future__ import annotations

import secrets
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

from disclosure.expressions import expression

_NAMED = expression(r"[0-9a-f]{16}")
_MOST = 10_000  # that are remembered: an autosave is under way for seconds


def new_window() -> str:
    """A name for a form that is shown."""
    return secrets.token_hex(8)


def window_of(sent: str) -> str:
    """The name that a form has sent; "" where it is none of ours."""
    return sent if _NAMED.fullmatch(sent) else ""


@dataclass
class LeftWindows:
    """The forms that were sent with a button, and so are gone from their browsers, whoever had opened them."""

    _names: OrderedDict[str, None] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def leave(self, window: str) -> None:
        """What this form still saves of its own accord was typed before."""
        with self._lock:
            self._names[window] = None
            while len(self._names) > _MOST:
                self._names.popitem(last=False)

    def __contains__(self, window: str) -> bool:
        return bool(window) and window in self._names
