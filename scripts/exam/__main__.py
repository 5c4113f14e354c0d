"""The command behind ``make exam``: runs exams, lists their misses, and ends with 1 if there are any."""

from __future__ import annotations

import argparse
import sys
from types import ModuleType

from exam.running import PROJECT, exams, parts_of, state_of, take

_MEMORY = PROJECT / ".disclosure" / "exam"


def main() -> int:
    """Run the exams that were asked for; 0 if nothing was missed, 2 if there is no such exam."""
    options, known = _options(), exams()
    if options.list:
        print("\n".join(f"{name}：{_subject(module)}" for name, module in known.items()))
        return 0
    if options.name and options.name not in known:
        print(f"没有名为“{options.name}”的考试。现有：{'、'.join(known)}。", file=sys.stderr)
        return 2
    misses = [
        miss
        for name, module in known.items()
        if options.name in ("", name)
        for miss in _misses(name, module, options.seed, options.fresh)
    ]
    print("\n".join([*misses, f"共 {len(misses)} 处不对。" if misses else "全部通过。"]))
    return 1 if misses else 0


def _misses(name: str, module: ModuleType, seed: int, fresh: bool) -> list[str]:
    """The misses of one exam, each with the exam's name before it."""
    memory = _MEMORY / f"{name}-{seed}.json"
    if fresh:
        memory.unlink(missing_ok=True)
    _tell(f"{name}：{_subject(module)}")
    return [f"{name}：{miss}" for miss in take(name, parts_of(module, seed), memory, state_of(PROJECT), _tell)]


def _subject(module: ModuleType) -> str:
    return (module.__doc__ or "").partition("\n")[0]


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make exam", description="大数量的考试，可以中断后接着做。")
    parser.add_argument("--name", default="", help="只做这一场（默认全部）")
    parser.add_argument("--seed", type=int, default=1, help="题目由它决定（默认 1）")
    parser.add_argument("--fresh", action="store_true", help="做过的也重做")
    parser.add_argument("--list", action="store_true", help="只列出有哪些考试")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
