"""Asks other people's link checkers about the built site, and accounts for every difference from our link gate.

``make second-opinion`` asks lychee, offline, in a second. ``make second-opinion-nightly`` asks LinkChecker, which
crawls the site from a server on this machine. Neither is the judge: the link gate alone knows the records, the source
lines and the rules about an address's form. They are oracles, independent readings of the same site: as long as
every difference has a known reason, a fault that only our own reading has cannot stay hidden. Each must first find
the known faults of a small site, so that one which cannot look is not taken for one that agrees.

Exit status: 0 every difference is explained, 1 one is not, 2 the comparison could not be made.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from disclosure.reporting.characters import visible, visible_lines
from opinions import linkchecker, lychee
from opinions.comparison import Comparison, ToolFailed, compare
from opinions.ours import GateDiffers, Site
from opinions.summary import summarise, unexplained
from opinions.trial import must_see


def main(arguments: list[str] | None = None) -> int:
    """Compare as the arguments say."""
    options = _options(arguments)
    if not options.site.is_dir():
        print(f"没有找到网站文件夹 {options.site}，请先运行 make site。", file=sys.stderr)
        return 2
    status = 0
    try:
        site = Site(options.site, options.site_url)
        print(f"核对 {options.site}：网页 {len(site.uses)} 个，链接 {sum(map(len, site.uses.values()))} 个")
        for comparison in _comparisons(site, options):
            print(*map(visible, summarise(comparison, everything=options.all)), sep="\n", flush=True)
            status = 1 if unexplained(comparison) else status
    except (ToolFailed, GateDiffers) as error:
        print(visible_lines(f"核对没有完成：{error}"), file=sys.stderr)
        return 2
    print("每一处不同都有解释。" if status == 0 else "有不同没有解释，见上面标“×”的各行。")
    return status


def _comparisons(site: Site, options: argparse.Namespace) -> Iterator[Comparison]:
    if "lychee" in options.tools:
        must_see(lychee.ask)
        yield compare(site, lychee.ask(site))
    if "linkchecker" in options.tools:
        must_see(linkchecker.crawl)
        yield compare(site, linkchecker.crawl(site))
        day = options.today.toordinal()
        pages = linkchecker.rotating(list(linkchecker.each_with_fragments(site)), options.sample, day)
        if pages:
            must_see(lambda small: linkchecker.sample(small, list(small.uses)))
            yield compare(site, linkchecker.sample(site, pages), only=pages)


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="用另外两种链接检查工具核对链接关口的结论")
    parser.add_argument("site", nargs="?", type=Path, default=Path("site"), help="已生成的网站（默认 site）")
    parser.add_argument("--site-url", default="", help="网站的正式网址（默认按首页的 canonical）")
    parser.add_argument("--tools", nargs="+", choices=("lychee", "linkchecker"), default=["lychee"], help="问哪些工具")
    parser.add_argument("--sample", type=int, default=20, help="抽查段落的网页数，每天轮换（默认 20）")
    parser.add_argument("--today", type=date.fromisoformat, default=date.today(), help="按哪一天轮换")
    parser.add_argument("--all", action="store_true", help="列出每一处不同")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
