"""Runs exams part by part and remembers what was done."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from hashlib import sha256
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

import exam
from exam import Slice

PROJECT = Path(__file__).resolve().parents[2]
MINUTES_A_PART = 20
_SOURCES = ("hooks", "data", "docs", "scripts", "tests")
_Done = dict[str, list[str]]  # name of a part → its misses


def exams() -> dict[str, ModuleType]:
    """Every exam of the package, by name."""
    names = sorted(module.name for module in iter_modules(exam.__path__) if module.name != "__main__")
    modules = {name: import_module(f"exam.{name}") for name in names}
    return {name: module for name, module in modules.items() if hasattr(module, "run")}


def parts_of(module: ModuleType, seed: int) -> Sequence[Slice]:
    """The parts of which the whole exam consists."""
    if hasattr(module, "slices"):
        slices: Sequence[Slice] = module.slices(seed)
        return slices
    parts: int = getattr(module, "PARTS", 1)
    seeds = [seed] if parts == 1 else [seed * 1000 + number for number in range(parts)]
    return [Slice(f"{number}", partial(module.run, own, 1 / parts)) for number, own in enumerate(seeds, 1)]


def take(name: str, parts: Sequence[Slice], memory: Path, state: str, tell: Callable[[str], None]) -> list[str]:
    """Run all parts that were not yet run in this ``state`` of the project; the misses of all.

    ``memory`` is the file that keeps what was done; it is written after every part.
    """
    done = _recall(memory, state)
    misses: list[str] = []
    for part in parts:
        told = f"{name} {part.name}（共 {len(parts)} 部分）"
        if part.name in done:
            tell(f"{told}：已经做过，{_verdict(done[part.name])}")
            misses += done[part.name]
            continue
        found, ended = _run(part, tell, told)
        misses += found
        if ended:
            done[part.name] = found
            _keep(memory, state, done)
    return misses


def _run(part: Slice, tell: Callable[[str], None], told: str) -> tuple[list[str], bool]:
    """The misses of a part, and whether it came to its end."""
    start = time.monotonic()
    try:
        found, ended = list(part.run()), True
    except Exception as error:  # one part's own fault must not hide what the others find
        found, ended = [f"{part.name}：没有做完，{type(error).__name__}: {error}"], False
    seconds = time.monotonic() - start
    slow = f"，超过了一部分至多 {MINUTES_A_PART} 分钟" if seconds > MINUTES_A_PART * 60 else ""
    tell(f"{told}：{_verdict(found)}，{seconds:.0f} 秒{slow}")
    return found, ended


def _verdict(misses: list[str]) -> str:
    return f"{len(misses)} 处不对" if misses else "全对"


def _recall(memory: Path, state: str) -> _Done:
    if not memory.exists():
        return {}
    kept = json.loads(memory.read_text("utf-8"))
    done: _Done = kept["done"] if kept["state"] == state else {}
    return done


def _keep(memory: Path, state: str, done: _Done) -> None:
    memory.parent.mkdir(parents=True, exist_ok=True)
    written = memory.with_suffix(".new")
    written.write_text(json.dumps({"state": state, "done": done}, ensure_ascii=False, indent=1), "utf-8")
    written.replace(memory)  # whole or not at all, whenever we are stopped


def state_of(project: Path) -> str:
    """A digest of every file on which the outcome of an exam depends."""
    digest = sha256()
    for file in _sources(project):
        digest.update(f"{file.relative_to(project)}\0".encode() + sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _sources(project: Path) -> Iterator[Path]:
    for folder in _SOURCES:
        found = (file for file in (project / folder).rglob("*") if file.is_file())
        yield from sorted(file for file in found if "__pycache__" not in file.parts)
