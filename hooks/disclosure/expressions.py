"""Regular expressions that are compiled when they are first asked something: most commands need few of a thousand."""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast

_ASKED = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn")


def expression(pattern: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``, for the names of a module: the work, and any fault in the pattern, comes with its first use.

    Functions of ``re`` itself do not take it in the place of a pattern.
    """
    return cast(re.Pattern[AnyStr], _Expression(pattern, flags))


class _Expression:
    """What stands for a compiled expression: once it was asked, its methods are those of the compiled one."""

    def __init__(self, pattern: str | bytes, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        """Reached by nothing that is there already."""
        if name.startswith("__"):
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _ASKED})
        return getattr(compiled, name)
