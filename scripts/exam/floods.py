"""同一样东西重复到 200 万字，筛查五秒内看完；夹在当中的一处问题仍然找得到。

The whole is every flood of tests/screening/floods.py at twice the largest size that a text may have, a part each.
"""

from __future__ import annotations

import random
import time
from collections.abc import Sequence
from functools import partial

from exam import Slice
from screening.floods import TOPICS, Topic, drowned
from screening.trials import office

_LONGEST = 2_000_000
_SECONDS = 5.0  # of the processor


def slices(seed: int) -> Sequence[Slice]:
    """One part a flood; the seed says where in it the fault lies."""
    draw = random.Random(seed)
    return [
        Slice(f"{name} {unit!r}", partial(_try, topic, unit, _LONGEST, draw.random()))
        for name, topic in TOPICS.items()
        for unit in topic.units
    ]


def run(seed: int, share: float) -> list[str]:
    """All floods, each by so much shorter."""
    draw, length = random.Random(seed), round(_LONGEST * share)
    floods = [(topic, unit) for topic in TOPICS.values() for unit in topic.units]
    return [miss for topic, unit in floods for miss in _try(topic, unit, length, draw.random())]


def _try(topic: Topic, unit: str, length: int, part: float) -> list[str]:
    start = time.process_time()
    wrong = drowned(topic, unit, length, part, office())
    spent = time.process_time() - start
    return [*wrong, *([f"{unit!r} × {length // len(unit)}: {spent:.0f} 秒"] if spent > _SECONDS else [])]
