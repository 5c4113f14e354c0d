"""What the import says of places in a workbook: one sentence for each cause, with the cells."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

_NAMED = 8  # cells that are named in one sentence


@dataclass
class Remarks:
    """``faults``: the file is not taken. ``questions``: taken but for this, somebody has to settle it. ``notes``."""

    faults: list[str] = field(default_factory=list)
    questions: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    _together: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def gather(self, words: str, cell: str) -> None:
        """A question that may be that of several cells: ``words`` has ``{}`` where they are named."""
        self._together[words].append(cell)

    def settle(self) -> None:
        """Say what was gathered."""
        for words, cells in self._together.items():
            more = f" 等 {len(cells)} 处" if len(cells) > _NAMED else ""
            self.questions.append(words.replace("{}", "、".join(cells[:_NAMED]) + more))
        self._together.clear()
