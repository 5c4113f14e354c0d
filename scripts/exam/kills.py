"""随时中断生成，公开的网站总是旧的或者新的一整套，下一次生成不留痕迹。

The whole is 200 kills (SIGKILL to the whole process group, after a random part of the time that a build takes) of
``disclosure build`` and ``mkdocs build``, with and without a folder named, on the small office of the tests.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from demonstration import assemble
from disclosure.order import Order
from disclosure.publish import build

PARTS = 4
_KILLS = 200
_ENTRIES = {
    "disclosure build": ["-c", "from disclosure.cli import main; main()", "build"],
    "mkdocs build": ["-m", "mkdocs", "build", "-q"],
    "mkdocs build -d site": ["-m", "mkdocs", "build", "-q", "-d", "site"],
}
_DOCUMENT = "docs/notices/2025/doc-2025-003.md"
_LINES = ("", "\n新加的一段话。\n")


def run(seed: int, share: float) -> list[str]:
    """Which kill left a torn site, or something behind."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        root = Path(folder).resolve() / "project"
        assemble(root)
        text = (root / _DOCUMENT).read_text("utf-8")
        whole = [_built(root, text + line, f"reference-{number}") for number, line in enumerate(_LINES)]
        _built(root, text, "site")
        started = time.monotonic()
        _started(root, "mkdocs build").wait()
        lasts = time.monotonic() - started
        return [
            miss
            for number in range(max(3, round(_KILLS * share)))
            for miss in _killed(root, text + _LINES[(number + 1) % 2], whole, chance.uniform(0, lasts), number)
        ]


def _built(root: Path, text: str, name: str) -> dict[str, bytes]:
    (root / _DOCUMENT).write_text(text, "utf-8")
    build(root, Order(out=root / name))
    return _contents(root / name)


def _killed(root: Path, text: str, whole: list[dict[str, bytes]], delay: float, number: int) -> list[str]:
    entry = list(_ENTRIES)[number % len(_ENTRIES)]
    (root / _DOCUMENT).write_text(text, "utf-8")
    process = _started(root, entry)
    time.sleep(delay)
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    case = f"第 {number + 1} 次，{entry}，{delay:.2f} 秒"
    torn = [] if _contents(root / "site") in whole else [f"{case}：网站不是完整的一套"]
    build(root, Order(out=root / "site"))
    return [*torn, *(f"{case}：留下了 {name}" for name in _left(root))]


def _started(root: Path, entry: str) -> subprocess.Popen[bytes]:
    """A build as anybody starts it, as a group of processes of its own."""
    return subprocess.Popen(
        [sys.executable, *_ENTRIES[entry]],
        cwd=root,
        env=Order().environment(),
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _contents(site: Path) -> dict[str, bytes]:
    return {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}


def _left(root: Path) -> list[str]:
    """What no build should leave: staging folders, links in the making, more than two releases."""
    memory = next(folder for folder in (root / ".disclosure").iterdir() if folder.name.startswith("site-"))
    names = sorted(entry.name for entry in memory.iterdir())
    releases = [name for name in names if name.startswith("release-")]
    odd = [name for name in names if name not in (*releases[-2:], "lock")]
    return [*odd, *(entry.name for entry in root.glob(".*.new"))]
