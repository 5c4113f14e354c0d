"""The commands that are measured, and the rounds in which they take turns on one synthetic site."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmark.documents import TODAY
from benchmark.timing import Sample, Summary, run, summarise

# No advertising, no progress bars; UTF-8 whatever the machine's locale says.
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1", "NO_COLOR": "1"}
# The link gate alone: a folder and the address at which it is served; status 1 if there are findings.
GATE = """\
import gc
import sys
from pathlib import Path
from disclosure.links.gate import check_site
gc.set_threshold(100_000, 50, 100)  # as the command line and the build do
sys.exit(len(check_site(Path(sys.argv[1]), sys.argv[2])) > 0)
"""
# The whole build in one process, and the same with the search index and the exports left empty: they are listed and
# laid down, so that every link finds what it leads to, but nothing is worked out for them.
WHOLE = """\
import sys
from mkdocs.__main__ import cli
from disclosure.pages import assets
from disclosure.publication import assembly
if sys.argv.pop(1) == "bare":
    assembly._find_makers()
    def empty(make):
        return lambda site: (assets.Asset(asset.address, EMPTY.get(asset.address[-4:], "")) for asset in make(site))
    EMPTY = {".xml": '<feed xmlns="http://www.w3.org/2005/Atom"/>', "json": "{}"}
    assets.NAMED_BY_RECORDS[:] = map(empty, assets.NAMED_BY_RECORDS)
    assets.NAMED_BY_CONTENT.clear()
cli()
"""
PLAIN, BARE, FULL = "plain", "bare", "full"


def _nothing(round_number: int) -> None:
    """Most commands need no preparation."""


@dataclass(frozen=True)
class Entrant:
    """One command in the contest; ``prepare`` is not timed; ``pages`` says how many pages it has dealt with."""

    key: str
    label: str
    command: list[str]
    pages: Callable[[], int]
    prepare: Callable[[int], None] = _nothing
    allowed: tuple[int, ...] = (0,)


@dataclass
class Result:
    """What one entrant has shown."""

    label: str
    pages: int
    samples: list[Sample] = field(default_factory=list)

    @property
    def summary(self) -> Summary:
        """All its runs together."""
        return summarise(self.samples)


@dataclass(frozen=True)
class Contest:
    """A synthetic site in ``ours``, its plain copy in ``plain``."""

    ours: Path
    plain: Path

    def hold(self, rounds: int, say: Callable[[str], None]) -> Mapping[str, Result]:
        """Let all commands run in turn: once to warm up, then ``rounds`` times."""
        return _in_turn(self._entrants(), self.ours, rounds, say)

    def _entrants(self) -> list[Entrant]:
        python, day = sys.executable, ["--today", TODAY.isoformat()]
        product = [python, "-c", "from disclosure.cli import main; main()"]
        page = self._edited.relative_to(self.ours).as_posix()
        plain_site = self.plain / "site"
        mkdocs = [python, "-m", "mkdocs", "build", "-q", "-f", str(self.plain / "mkdocs.yml"), "-d", str(plain_site)]
        gate = [python, "-c", GATE, "site", self._site_url]
        known: list[Entrant] = [
            Entrant(PLAIN, "原版 MkDocs + Material", mkdocs, lambda: pages_in(plain_site)),
            Entrant("cold", "本站全新生成", [*product, "build", *day], self._built, self._start_afresh),
            Entrant("edit", "本站改一份文件后再生成", [*product, "build", *day], self._built, self._edit),
            Entrant("check", "只校验全部内容", [*product, "check", *day], self._written),
            Entrant("check-one", "只校验一份文件", [*product, "check", *day, page], lambda: 1),
            Entrant("gate", "只把关链接", gate, self._built),
            Entrant(BARE, "全新生成，不做检索和导出", self._whole("bare"), self._built, self._start_afresh),
            Entrant(FULL, "全新生成，做检索和导出", self._whole("full"), self._built, self._start_afresh),
        ]
        lychee = lychee_binary()
        if lychee is not None:
            command = _lychee(lychee, self.ours / "site")
            known.append(Entrant("lychee", "lychee 检查同一网站", command, self._built, allowed=(0, 2)))
        return known

    def _whole(self, contents: str) -> list[str]:
        return [sys.executable, "-c", WHOLE, contents, "build", "-q"]

    @property
    def _site_url(self) -> str:
        """The address at which the site is to be served, as the build takes it from data/agency.yml."""
        agency = (self.ours / "data/agency.yml").read_text("utf-8")
        match = re.search(r"^site_url: *(\S+)", agency, re.MULTILINE)
        return match[1] if match else ""

    @property
    def _edited(self) -> Path:
        return sorted((self.ours / "docs").rglob("*.md"))[0]

    def _start_afresh(self, number: int) -> None:
        """Remove what earlier builds left: the site, and whatever the product remembers between builds."""
        (self.ours / "site").unlink(missing_ok=True)
        shutil.rmtree(self.ours / ".disclosure", ignore_errors=True)

    def _edit(self, number: int) -> None:
        with self._edited.open("a", encoding="utf-8") as file:
            file.write(f"\n补充说明第 {number + 1} 次：本件的办理时限按工作日计算。\n")

    def _built(self) -> int:
        return pages_in(self.ours / "site")

    def _written(self) -> int:
        return sum(1 for _ in (self.ours / "docs").rglob("*.md"))


def hold_on_links(tree: Path, rounds: int, say: Callable[[str], None]) -> Mapping[str, Result]:
    """Let the link gate and lychee, if there is one, check a tree that no generator of ours has made."""
    gate = [sys.executable, "-c", GATE, str(tree), ""]
    entrants = [Entrant("gate", "只把关链接", gate, lambda: pages_in(tree))]
    lychee = lychee_binary()
    if lychee is not None:
        command = _lychee(lychee, tree)
        entrants.append(Entrant("lychee", "lychee 检查同样的网页", command, lambda: pages_in(tree), allowed=(0, 2)))
    return _in_turn(entrants, tree, rounds, say)


def _in_turn(entrants: list[Entrant], folder: Path, rounds: int, say: Callable[[str], None]) -> Mapping[str, Result]:
    samples: dict[str, list[Sample]] = defaultdict(list)
    for number in range(rounds + 1):
        for entrant in entrants:
            entrant.prepare(number)
            sample = run(entrant.command, folder, _ENVIRONMENT, entrant.allowed)
            say(f"  {'预热' if number == 0 else f'第 {number} 轮'}  {entrant.label}：{sample.seconds:.2f} 秒")
            if number:
                samples[entrant.key].append(sample)
    return {item.key: Result(item.label, item.pages(), samples[item.key]) for item in entrants}


def _lychee(binary: str, tree: Path) -> list[str]:
    """lychee by itself reads a folder's pages in parallel; statuses 0 and 2 both mean that it read them all."""
    site = str(tree.resolve())
    return [binary, "--offline", "--include-fragments", "--no-progress", "--root-dir", site, site]


def lychee_binary() -> str | None:
    """The lychee to compare with: $LYCHEE, else the one on the path."""
    return shutil.which(os.environ.get("LYCHEE") or "lychee")


def pages_in(site: Path) -> int:
    """The number of HTML pages of a built site."""
    return sum(name.endswith(".html") for _, _, names in os.walk(site.resolve()) for name in names)
