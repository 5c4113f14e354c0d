"""故意改坏程序的每一处，都有测试发现。

The whole is every defect of scripts/mutants/, each a part of its own, and a part in which nothing is broken.
"""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from exam import Slice
from mutants.defects import DEFECTS
from mutants.trial import copied, failing, missed

_PROJECT = Path(__file__).resolve().parents[2]


def slices(seed: int) -> Sequence[Slice]:
    """One part a defect, in their order; ``seed`` chooses nothing here."""
    clean = Slice("什么也不改", partial(_in_a_copy, partial(failing, DEFECTS)))
    return [clean, *(Slice(defect.breaks, partial(_in_a_copy, partial(missed, defect))) for defect in DEFECTS)]


def run(seed: int, share: float) -> list[str]:
    """What is missed of a share of the defects."""
    drawn = random.Random(seed).sample(DEFECTS, max(1, round(share * len(DEFECTS))))
    return [miss for defect in drawn for miss in _in_a_copy(partial(missed, defect))]


def _in_a_copy(look: Callable[[Path], list[str]]) -> list[str]:
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        return look(copied(_PROJECT, Path(folder).resolve()))
