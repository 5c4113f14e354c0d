"""The commands that are measured, and the rounds in which they take turns on one synthetic site."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from benchmark.documents import TODAY
from benchmark.edits import Edits
from benchmark.timing import Sample, Summary, run, summarise

# No advertising, no progress bars; UTF-8 whatever the machine's locale says.
_ENVIRONMENT = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONUTF8": "1", "NO_COLOR": "1"}
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
PRODUCT = [sys.executable, "-c", "from disclosure.cli import main; main()"]
_DAY = ["--today", TODAY.isoformat()]


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

    def hold(self, rounds: Rounds) -> Mapping[str, Result]:
        """Let all commands run in turn."""
        return _in_turn(
            [*_starts(), *self._builds(), *self._edits(), *self._checks(), *self._gates()], self.ours, rounds
        )

    def _builds(self) -> Iterator[Entrant]:
        site = self.plain / "site"
        mkdocs = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(self.plain / "mkdocs.yml"), "-d", str(site)]
        yield Entrant(PLAIN, "原版 MkDocs + Material", mkdocs, lambda: pages_in(site))
        for contents, label in ((BARE, "全新生成，不做检索和导出"), (FULL, "全新生成，做检索和导出")):
            command = [sys.executable, "-c", WHOLE, contents, "build", "-q"]
            yield Entrant(contents, label, command, self._built, self._start_afresh)
        yield Entrant("cold", "本站全新生成", self._build, self._built, self._start_afresh)

    def _edits(self) -> Iterator[Entrant]:
        for key, (label, prepare) in Edits(self.ours).kinds().items():
            yield Entrant(key, f"{label}后再生成", self._build, self._built, prepare)

    def _checks(self) -> Iterator[Entrant]:
        edits, check = Edits(self.ours), [*PRODUCT, "check", *_DAY]
        one = [*check, edits.edited.relative_to(self.ours).as_posix()]
        yield Entrant("check", "校验全部内容，什么也不记得", check, self._written, self._forget)
        yield Entrant("check-warm", "改一份文件后校验全部内容", check, self._written, edits.body)
        yield Entrant("check-one", "只校验一份文件", one, lambda: 1)
        yield Entrant("check-one-cold", "只校验一份文件，什么也不记得", one, lambda: 1, self._forget)

    def _gates(self) -> Iterator[Entrant]:
        yield from _gate_and_lychee(self.ours / "site", self._site_url)

    @property
    def _build(self) -> list[str]:
        return [*PRODUCT, "build", *_DAY]

    @property
    def _site_url(self) -> str:
        """The address at which the site is to be served, as the build takes it from data/agency.yml."""
        agency = (self.ours / "data/agency.yml").read_text("utf-8")
        match = re.search(r"^site_url: *(\S+)", agency, re.MULTILINE)
        return match[1] if match else ""

    def _start_afresh(self, number: int) -> None:
        """Remove what earlier builds left: the site, and whatever the product remembers between builds."""
        (self.ours / "site").unlink(missing_ok=True)
        shutil.rmtree(self.ours / ".disclosure", ignore_errors=True)

    def _forget(self, number: int) -> None:
        """Remove what is remembered; the site stays."""
        shutil.rmtree(self.ours / ".disclosure" / "memory", ignore_errors=True)

    def _built(self) -> int:
        return pages_in(self.ours / "site")

    def _written(self) -> int:
        return sum(1 for _ in (self.ours / "docs").rglob("*.md"))


@dataclass(frozen=True)
class Rounds:
    """How often all commands take their turn, after one turn to warm up where ``warms_up``; ``say`` tells of each."""

    count: int
    warms_up: bool
    say: Callable[[str], None]


def hold_on_links(tree: Path, rounds: Rounds) -> Mapping[str, Result]:
    """Let the link gate and lychee, if there is one, check a tree that no generator of ours has made."""
    return _in_turn(list(_gate_and_lychee(tree, "")), tree, rounds)


def _starts() -> Iterator[Entrant]:
    for command in ("", "links", "check", "build", "explain", "due"):
        label = f"disclosure {command} --help".replace("  ", " ")
        yield Entrant(f"start-{command or 'help'}", label, [*PRODUCT, *command.split(), "--help"], lambda: 0)


def gate_command(tree: Path, site_url: str) -> list[str]:
    """The whole command, seen from a folder in which there is no project: of a foreign tree nothing else is known."""
    url = ["--site-url", site_url] if site_url else []
    return [*PRODUCT, "links", str(tree), *url, "--root", str(Path(__file__).parent)]


def _gate_and_lychee(tree: Path, site_url: str) -> Iterator[Entrant]:
    yield Entrant("gate", "只把关链接", gate_command(tree, site_url), lambda: pages_in(tree), allowed=(0, 1))
    binary = lychee_binary()
    if binary is not None:
        command = _lychee(binary, tree)
        yield Entrant("lychee", "lychee 检查同样的网页", command, lambda: pages_in(tree), allowed=(0, 2))


def _in_turn(entrants: list[Entrant], folder: Path, rounds: Rounds) -> Mapping[str, Result]:
    samples: dict[str, list[Sample]] = defaultdict(list)
    for number in range(0 if rounds.warms_up else 1, rounds.count + 1):
        for entrant in entrants:
            entrant.prepare(number)
            sample = run(entrant.command, folder, _ENVIRONMENT, entrant.allowed)
            turn = "预热" if number == 0 else f"第 {number} 轮"
            rounds.say(f"  {turn}  {entrant.label}：{sample.seconds:.2f} 秒")
            if number:
                samples[entrant.key].append(sample)
    return {item.key: Result(item.label, item.pages(), samples[item.key]) for item in entrants}


def _lychee(binary: str, tree: Path) -> list[str]:
    """lychee by itself reads a folder's pages in parallel; statuses 0 and 2 both mean that it read them all."""
    site = str(tree.resolve())
    return [binary, "--offline", "--include-fragments", "--no-progress", "--root-dir", site, site]


def lychee_binary() -> str | None:
    """The lychee to compare with: $LYCHEE, else the one that the environment brings, else the one on the path."""
    beside = Path(sys.executable).with_name("lychee")
    return os.environ.get("LYCHEE") or (str(beside) if beside.exists() else shutil.which("lychee"))


def pages_in(site: Path) -> int:
    """The number of HTML pages of a built site."""
    return sum(name.endswith(".html") for _, _, names in os.walk(site.resolve()) for name in names)
