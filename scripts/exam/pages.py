"""查记着的网页和全部重做，网站和发现的问题一字不差。

250 sequences of one to six edits of the small office's project, as for the exam of the memory of checks. After each
edit the site is made with what is remembered, at the end of each sequence without; both must be the same, file by file.
"""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from demonstration import assemble
from exam.memory import TODAY, edited
from warm_site import Made, made_site

_SEQUENCES = 250
PARTS = 5


def run(seed: int, share: float) -> list[str]:
    """The sequences after which a site was another than without a memory."""
    chance = random.Random(seed)
    return [miss for number in range(max(1, round(_SEQUENCES * share))) for miss in _tried(chance, f"第 {number} 串")]


def _tried(chance: random.Random, name: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        assemble(root)
        today, told = TODAY, list[str]()
        warm = made_site(root, today)
        for _ in range(chance.randint(1, 6)):
            what, today = edited(root, today, chance)
            told.append(what)
            warm = made_site(root, today)
        cold = made_site(root, today, warm=False)
        if warm is None or cold is None:
            return [] if warm is cold else [f"{name}：{'；'.join(told)}：只有一次做得出来"]
        return [] if warm[:2] == cold[:2] else [f"{name}：{'；'.join(told)}（{today}）：{_difference(warm, cold)}"]


def _difference(warm: Made, cold: Made) -> str:
    every = sorted(warm.files.keys() | cold.files.keys())
    files = [address for address in every if warm.files.get(address) != cold.files.get(address)]
    return "、".join(files[:4]) or "发现的问题不同"
