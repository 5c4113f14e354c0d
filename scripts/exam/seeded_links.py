"""演示站点里埋设的链接缺陷，每一处都报在它那一行，别处不报。

The whole is 20 defects of each class (scripts/seeding/categories.py, records.py), drawn anew in each of two parts.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from seeding.score import score
from seeding.trial import try_all

PARTS = 2
_PER_CLASS = 20
_CLASSES = 40  # fewer would mean that a whole sort of defects was not tried


def run(seed: int, share: float) -> list[str]:
    """What was not found, misplaced or made up."""
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        per_class = max(1, round(_PER_CLASS * share))
        result = score(try_all(Path(folder).resolve(), per_class, seed, tell=lambda _: None))
    classes = {name: tally for name, tally in result.classes.items() if tally.seeded}
    few = [f"{name}：只埋设了 {tally.seeded} 处" for name, tally in classes.items() if tally.seeded != per_class]
    return [*few, *([] if len(classes) >= _CLASSES else [f"只有 {len(classes)} 类缺陷"]), *result.misses]
