"""Measures the wrong-link judge on titles that it was not tuned on.

    scripts/measure_wrong_links.py --titles FOLDER [--seed N …] [--half test|tuning|both] [--show N]

FOLDER holds Markdown files whose first heading is a real title (or one file has a title a line). More real
titles come from the 《…》 in their texts. All become pages; a quarter gets made-up companions (解读, 草案, 说明,
征求意见, 结果, 附件), and some a second version, a namesake of another region, a document number. Then good and
wrong links to these pages are made up (wrong_link_cases.py) and judged. Titles fall into two halves by a hash, for
ever: tune on one, report the other. Some wordings of good links appear in the test half only.

Notices of an invented subdistrict (notice_cases.py) are judged after that: there, nothing on the site is what a wrong
link's words mean.

A link is good or wrong by construction. Where two real titles happen to say the same, the label is noise; such pairs
show with --show and are counted against the judge all the same.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import defaultdict
from pathlib import Path

from disclosure.links.identity import identify
from disclosure.links.wrong import Index, WrongLink, judge
from notice_cases import good_notices, notice_site, wrong_notices
from wrong_link_cases import Case, Site, good_links, half, plain, read_titles, wrong_links


def main() -> None:
    """Reads the titles, judges the links of each seed and prints the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--seed", type=int, nargs="+", default=[7])
    parser.add_argument("--half", choices=("test", "tuning", "both"), default="test")
    parser.add_argument("--show", type=int, default=0, help="examples of each kind of mistake")
    options = parser.parse_args()
    titles, mentions = read_titles(options.titles)
    count = sum(options.half in ("both", half(plain(title))) for title in titles)
    print(f"{len(titles)} real titles, links to {count} of them ({options.half})")
    failed = False
    for seed in options.seed:
        failed |= measure(titles, mentions, seed, options.half, options.show)
        failed |= measure_notices(seed, "tuning" if options.half == "tuning" else "test", options.show)
    sys.exit(failed)


def measure(titles: list[str], mentions: list[str], seed: int, which: str, show: int) -> bool:
    """Judges the links of one seed and prints the table; whether a bar was missed."""
    site = Site(titles, random.Random(seed), which)
    index = Index(site.pages)
    good, wrong = list(good_links(site, mentions)), list(wrong_links(site))
    start = time.perf_counter()
    on_good = [(case, judge(case.text, case.context, case.target, index)) for case in good]
    on_wrong = [(case, judge(case.text, case.context, case.target, index)) for case in wrong]
    spent = (time.perf_counter() - start) / (len(good) + len(wrong))
    texts = {case.text + "\u200b" for case in good}
    start = time.perf_counter()
    for text in texts:
        identify(text)
    reading = (time.perf_counter() - start) / len(texts)
    print(f"\nseed {seed}: {len(site.pages)} pages, {spent * 1e6:.0f} µs a link, {reading * 1e6:.0f} µs to read a text")
    false = _print_good(on_good, show)
    recall, first, version = _print_wrong(on_wrong, show)
    precision = recall * 0.01 / (recall * 0.01 + false * 0.99)
    print(f"  false errors {false:.3%} (≤ 0.05 %)   recall {recall:.3%} (≥ 97 %)   versions {version:.3%} (≥ 97 %)")
    print(f"  precision at 1 % wrong links {precision:.3f}   first suggestion right {first:.3%} (≥ 95 %)")
    return false > 0.0005 or recall < 0.97 or version < 0.97 or first < 0.95


def measure_notices(seed: int, which: str, show: int) -> bool:
    """The same of links that name what no page of a small site is: what must be an error is one, the rest a doubt."""
    pages = notice_site(which, seed)
    index = Index(pages)
    good = [(case, judge(case.text, "", case.target, index)) for case in good_notices(pages, which, seed)]
    wrong = [(case, judge(case.text, "", case.target, index)) for case in wrong_notices(pages, which, seed)]
    print(f"\nseed {seed}: {len(pages)} notices ({which})")
    false = _print_good(good, show)
    errors = [row for row in wrong if row[0].group.startswith("none better")]
    recall, _, _ = _print_wrong(errors, show)
    doubts = [row for row in wrong if row not in errors]
    _print_wrong(doubts, show)
    doubted = sum(verdict is not None for _, verdict in doubts) / len(doubts)
    print(f"  false errors {false:.3%}   recall as errors {recall:.3%} (≥ 97 %)   doubted {doubted:.3%} (≥ 97 %)")
    return false > 0.0005 or recall < 0.97 or doubted < 0.97


Judged = list[tuple[Case, WrongLink | None]]


def _print_good(judged: Judged, show: int) -> float:
    groups = _grouped(judged)
    print(f"  {'good links':28}{'links':>7}{'errors':>8}{'warnings':>10}")
    for group, rows in groups.items():
        errors = [row for row in rows if row[1] and row[1].grade == "error"]
        warnings = [row for row in rows if row[1] and row[1].grade == "warning"]
        print(f"  {group:28}{len(rows):7}{len(errors):8}{len(warnings):10}")
        for case, verdict in (*errors[:show], *warnings[:show]):
            print(f"      “{case.text}” → {case.target.title}: {verdict and (verdict.reason, verdict.message)}")
    return sum(verdict is not None and verdict.grade == "error" for _, verdict in judged) / len(judged)


def _print_wrong(judged: Judged, show: int) -> tuple[float, float, float]:
    print(f"  {'wrong links':28}{'links':>7}{'errors':>8}{'warnings':>10}{'recall':>9}{'first right':>13}")
    share: dict[str, float] = {}
    found_all = right_all = 0
    for group, rows in _grouped(judged).items():
        errors = [row for row in rows if row[1] and row[1].grade == "error"]
        warnings = [row for row in rows if row[1] and row[1].grade == "warning"]
        right = [row for row in errors if row[1] and row[1].suggestion in row[0].meant]
        share[group] = len(errors) / len(rows)
        found_all, right_all = found_all + len(errors), right_all + len(right)
        ratio = len(right) / max(len(errors), 1)
        print(f"  {group:28}{len(rows):7}{len(errors):8}{len(warnings):10}{share[group]:9.1%}{ratio:13.1%}")
        missed = [row for row in rows if row not in errors]
        for case, _ in missed[:show]:
            print(f"      missed “{case.text}” → {case.target.title}")
        for case, verdict in [row for row in errors if row not in right][:show]:
            print(f"      other suggestion “{case.text}” → {case.target.title}: {verdict and verdict.remedy}")
    return found_all / len(judged), right_all / max(found_all, 1), share.get("other version", 1.0)


def _grouped(judged: Judged) -> dict[str, Judged]:
    groups: dict[str, Judged] = defaultdict(list)
    for case, verdict in judged:
        groups[case.group].append((case, verdict))
    return groups


if __name__ == "__main__":
    main()
