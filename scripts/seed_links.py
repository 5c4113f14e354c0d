"""Seeds link defects into copies of the demonstration site and counts how many of them the product finds.

    scripts/seed_links.py [--seed N] [--per-class 10] [--show 20]

Every class gets so many defects, spread over documents and ways of writing a link, or over the fields of YAML files.
One is found if a finding of a rule that fits stands in its file; the line is right if it stands at its line. What
is reported anywhere else is a false alarm, the good links among the defects included. Exit status 1
if anything is missed or made up, or if lines are right in less than 99 % (Markdown) or 95 % (YAML) of cases.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from seeding.score import score, table
from seeding.trial import try_all


def main() -> int:
    """Seed, look, print; 0 if the product holds what it promises."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="disclosure-seed-") as folder:
        outcomes = try_all(Path(folder).resolve(), options.per_class, options.seed, _tell)
        result = score(outcomes)
    print(table(result))
    for miss in result.misses[: options.show]:
        print(miss)
    if len(result.misses) > options.show:
        print(f"另有 {len(result.misses) - options.show} 条没有列出（--show）。")
    print("合格。" if result.passed else "不合格。")
    return 0 if result.passed else 1


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="在演示站点里埋设链接缺陷，统计发现了多少、误报了多少。")
    parser.add_argument("--seed", type=int, default=1, help="缺陷埋在哪里由它决定（默认 1）")
    parser.add_argument("--per-class", type=int, default=10, metavar="N", help="每类埋设几处（默认 10）")
    parser.add_argument("--show", type=int, default=20, metavar="N", help="漏报、误报最多列出几条（默认 20）")
    return parser.parse_args()


def _tell(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
