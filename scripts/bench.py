"""Measures the product on a synthetic site, side by side with plain MkDocs + Material on the same Markdown.

``make bench`` runs it, ``make bench ARGS=--quick`` in a minute to see that it works;
``make bench ARGS="--documents 5000 --decisions 500 --runs 5 --growth"`` is the full contest. Commands take turns in
every round, so that a busy machine slows all of them alike: trust the ratios, not the seconds. ``--record`` keeps the
figures in the repository, beside which later ones are shown.
"""

from __future__ import annotations

import argparse
import os
import platform
import shutil
import sys
import tempfile
from collections.abc import Callable, Mapping
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from benchmark import desk
from benchmark.contest import Contest, Result, Rounds, hold_on_links, lychee_binary
from benchmark.edits import Edits
from benchmark.figures import figures_of_growth, figures_of_links, figures_of_site, keep, kept
from benchmark.link_tree import LINKS, make_link_tree
from benchmark.plain import make_plain_copy
from benchmark.site import TooSmall, make_site
from benchmark.tables import figures_table, measured
from benchmark.timing import CommandFailed, run

_QUICK = (150, 15, 1)
_TIMES = 4  # how many times as many documents the whole site has as the part that growth starts from
_PROJECT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Measure as the arguments say; 0 if all commands did their work."""
    options = _options()
    folder = Path(options.keep or tempfile.mkdtemp(prefix="disclosure-bench-")).resolve()
    try:
        _report(options, folder)
    except (CommandFailed, TooSmall) as error:
        print(f"测量没有完成：{error}", file=sys.stderr)
        return 2
    finally:
        if not options.keep:
            shutil.rmtree(folder, ignore_errors=True)
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="性能测量：与原版 MkDocs + Material 在同样的 Markdown 上对比。")
    parser.add_argument("--documents", type=_positive, default=1000, metavar="N", help="文件数（默认 1000）")
    parser.add_argument("--decisions", type=_positive, default=100, metavar="D", help="决策事项数（默认 100）")
    parser.add_argument("--runs", type=_positive, default=3, help="每项测几次，取中位数（默认 3，另预热一次）")
    parser.add_argument("--quick", action="store_true", help="150 份文件、15 项决策、一轮：约一分钟，看看能不能用")
    parser.add_argument("--growth", action="store_true", help="另测四分之一的规模，报告规模增加到四倍时的增长")
    parser.add_argument("--desk", action="store_true", help="只测编辑表单：50 个人同时用 60 秒")
    parser.add_argument("--record", action="store_true", help="把结果保存进代码库，供以后对照")
    parser.add_argument("--keep", metavar="DIR", help="把生成的站点留在这个文件夹（应当是空的或不存在）")
    options = parser.parse_args()
    if options.quick:
        options.documents, options.decisions, options.runs = _QUICK
    if options.keep and Path(options.keep).exists() and any(Path(options.keep).iterdir()):
        parser.error(f"文件夹“{options.keep}”不是空的，请换一个，或者先移走里面的内容。")
    return options


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("应当是 1 或更大的整数")
    return number


def _report(options: argparse.Namespace, folder: Path) -> None:
    if options.desk:
        _measure_desk(options, folder)
        return
    machine = f"{os.cpu_count()} 个处理器，Python {platform.python_version()}"
    print(f"{machine}；各项轮流运行，每项 {options.runs} 次，取中位数。")
    rounds = Rounds(options.runs, not options.quick, lambda line: print(line, file=sys.stderr, flush=True))
    part: Mapping[str, Result] = {}
    if options.growth:
        part = _contest(folder, options.documents // _TIMES, max(1, options.decisions // _TIMES), rounds)
    whole = _contest(folder, options.documents, options.decisions, rounds)
    links = _contest_on_links(folder, options.documents, rounds)
    figures = [*figures_of_site(whole), *figures_of_links(links)]
    figures += figures_of_growth(part, whole, _TIMES) if part else ()
    print("目标（按 5000 份文件、500 项决策、2 个空闲的处理器设定，别的规模仅供参考）")
    print(figures_table(figures, kept(options.documents)))
    if options.record:
        keep(options.documents, figures)
    _explain(folder)


def _measure_desk(options: argparse.Namespace, folder: Path) -> None:
    """Let fifty people work at the editors' desk of one site."""
    site = folder / "desk" / "site"
    _in_child(make_site, site, _PROJECT, options.documents, options.decisions)
    print(f"编辑表单：{options.documents} 份文件，{desk.READERS} 人看表单、{desk.WRITERS} 人填写，{desk.SECONDS} 秒")
    print("\n".join(desk.hold(site).lines()))


def _explain(folder: Path) -> None:
    floor = run(["true"], folder, {}).memory
    print("\n耗时是整个进程从启动到结束，包括子进程；本站的生成都包括校验和链接把关。")
    print(
        "“最快”与“耗时”相差很多、机器负荷比处理器多的，说明测量时机器还在忙别的；“处理器”只计实际占用，受此影响较小。"
    )
    print(f"内存是进程树里最大的一个进程的峰值，低于 {floor:.0f} MB 的分辨不出来。页数不含附件和订阅文件。")
    if lychee_binary() is None:
        print("没有找到 lychee，没有对比链接检查的速度（装好后放进 PATH，或者用环境变量 LYCHEE 指明）。")


def _contest_on_links(folder: Path, pages: int, rounds: Rounds) -> Mapping[str, Result]:
    """Measure the link gate on pages of other people's making, beside lychee."""
    tree = folder / "links"
    _in_child(make_link_tree, tree, pages)
    print(f"别人的网页：{pages} 页，每页 {LINKS} 个链接（有没有、段落、写法、错链一起查）", flush=True)
    results = hold_on_links(tree, rounds)
    print(measured(results, "gate"), end="\n\n", flush=True)
    return results


def _contest(folder: Path, documents: int, decisions: int, rounds: Rounds) -> Mapping[str, Result]:
    """Make one site and its plain copy, measure everything on it, and print the table."""
    place = folder / f"documents-{documents}"
    contest = Contest(place / "site", place / "plain")
    # A child does the writing: the kernel counts the memory of whoever starts a process towards its peak.
    _in_child(make_site, contest.ours, _PROJECT, documents, decisions)
    _in_child(make_plain_copy, contest.ours, contest.plain)
    Edits(contest.ours).ready()
    print(f"\n{documents} 份文件，{decisions} 项重大行政决策", flush=True)
    results = contest.hold(rounds)
    print(measured(results), end="\n\n", flush=True)
    return results


def _in_child(work: Callable[..., None], *arguments: object) -> None:
    with ProcessPoolExecutor(1) as pool:
        pool.submit(work, *arguments).result()


if __name__ == "__main__":
    sys.exit(main())
