"""An editor at work: tests/jobs/*.yml tell, job by job and day by day, what is done in the small office's project.

    job: 关闭一次征求意见                # what the editor wants
    slip: 采纳情况没有填进决策事项        # what goes wrong at the first try
    words: […]                        # the handbook's words that the editor goes by
    day: "2025-07-21"                 # the day of both tries; `again`: another day for the second
    first: […]                        # moves, see ``MOVES``
    told:                             # the whole list of what the check then finds because of them
      - at: docs/….md:9 error DOC-005
        says: 请改成某某                # what the editor reads there, and then does
    then: […]                         # moves; what is to `type` stands word for word in what was read
    shows: {documents/….html: […]}    # texts of whole elements (of pictures: what stands for them) on the page
    hides: {documents/….html: […]}    # words that are nowhere on the page; of a page that is not there: [""]

The words that the editor writes come from the handbook wherever it prints any: `take` copies its example. After the
second try nothing is found, and the branch with both is merged, so that later jobs find it published.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from pathlib import Path
from textwrap import dedent, indent
from typing import Any

import yaml
from selectolax.lexbor import LexborHTMLParser

from demonstration import SMALL_OFFICE
from disclosure import publish
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Finding
from disclosure.loading import read_register
from disclosure.order import Order
from disclosure.reading.history import read_history
from handbook import Example, examples
from repository import commit, git, merge, write
from rule_examples import line_of

FOLDER = Path(__file__).parent / "jobs"

_FIRST_WORDS = re.compile(r"^[- #]*([^:\n]*?)[- ]*(?::|$)", re.MULTILINE)
# The handbook's examples by what `take` calls them: what belongs into a file by its first field as well.
PRINTED = {
    f"{item.path} 的{item.where}：{_FIRST_WORDS.findall(item.text)[0]}" if item.where else item.path: item
    for item in examples()
}

_DAYS_OF_THE_EXAMPLE = re.compile(r"2025-06-(?:1[678]|20)(?: \d\d:\d\d)?")
_PDF = (SMALL_OFFICE / "docs/notices/2025/doc-2025-003-1.pdf").read_bytes()
_PNG = b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEAG7buVgAAAABJRU5ErkJggg==")
_CONTENTS = {".pdf": _PDF, ".png": _PNG, ".mp4": b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom\0\0\0\x40free" + bytes(56)}


@dataclass(frozen=True)
class Job:
    """One job as its file tells it."""

    name: str
    content: dict[str, Any]

    @property
    def days(self) -> tuple[date, date]:
        """The days of the two tries."""
        first = self.content["day"]
        return date.fromisoformat(first), date.fromisoformat(self.content.get("again", first))

    @property
    def said(self) -> list[str]:
        return [item["says"] for item in self.content["told"]]


@dataclass
class Outcome:
    """What came of a job: what was found after each of the two tries, and the pages at the end of its day."""

    first: list[Finding]
    second: list[Finding]
    site: Path = Path()


def read_jobs() -> list[Job]:
    """All jobs in their order, which is that of their days."""
    return [
        Job(file.stem, yaml.load(file.read_text("utf-8"), yaml.BaseLoader)) for file in sorted(FOLDER.glob("*.yml"))
    ]


@dataclass
class Editor:
    """Who works in the project at ``root``, a repository, and puts the site of each day into a folder of ``sites``."""

    root: Path
    sites: Path
    _now: dict[date, list[Finding]] = field(default_factory=dict)

    def play(self, jobs: list[Job]) -> dict[str, Outcome]:
        """Do all jobs, and build the site whenever a day ends; the outcomes by the names of the jobs."""
        outcomes: dict[str, Outcome] = {}
        for job, following in zip(jobs, [*jobs[1:], None], strict=True):
            outcomes[job.name] = self._do(job)
            day = job.days[1]
            outcomes[job.name].site = self.sites / str(day)
            if following is None or following.days[1] != day:
                publish.build(self.root, Order(day, out=self.sites / str(day)))
        return outcomes

    def _do(self, job: Job) -> Outcome:
        first, second = job.days
        known = {(item.place.path, item.rule, item.message) for day in {first, second} for item in self._before(day)}

        def caused(found: list[Finding]) -> list[Finding]:
            return [item for item in found if (item.place.path, item.rule, item.message) not in known]

        git(self.root, "switch", "-q", "-c", job.name)
        self._make(job.content["first"])
        commit(self.root, "First try", str(first))
        told = caused(self._found(first))
        self._make(job.content["then"], "\n".join(f"{item.message} {item.remedy}" for item in told))
        commit(self.root, "Second try", str(second))
        self._now = {second: self._found(second)}
        git(self.root, "switch", "-q", "main")
        merge(self.root, job.name, str(second))
        return Outcome(told, caused(self._now[second]))

    def _before(self, day: date) -> list[Finding]:
        """What is found in what is published, for a job's own findings to be told from it."""
        if day not in self._now:
            self._now[day] = self._found(day)
        return self._now[day]

    def _found(self, day: date) -> list[Finding]:
        return check(read_register(self.root), day, rules=ALL_RULES, history=read_history(self.root))

    def _make(self, moves: list[dict[str, Any]], said: str = "") -> None:
        for move in moves:
            assert move.get("type", "") in said, f"{move['type']} stands in none of: {said}"
            [make] = [make for verb, make in MOVES.items() if verb in move]
            make(self.root, move)


# --- moves --------------------------------------------------------------------------------------------------------


def _take(root: Path, move: dict[str, Any]) -> None:
    """Copy an example of the handbook: `as` another document, `on` another day, `with` other fields, `body`."""
    example = PRINTED[move["take"]]
    path = move.get("as", example.path)
    text = example.text.replace(Path(example.path).stem, Path(path).stem)
    if day := move.get("on"):
        text = _DAYS_OF_THE_EXAMPLE.sub(day, text)
    if example.where:
        text = _merged((root / path).read_text("utf-8"), example, text)
    write(root, path, _completed(text, move))


def _change(root: Path, move: dict[str, Any]) -> None:
    """Give a document other fields or another body."""
    path = move["change"]
    write(root, path, _completed((root / path).read_text("utf-8"), move))


def _edit(root: Path, move: dict[str, Any]) -> None:
    """Replace what occurs once in a file; an end of line goes with a line that is emptied."""
    path, text = move["edit"], (root / move["edit"]).read_text("utf-8")
    assert text.count(move["find"]) == 1, f"{move['find']!r} is not found exactly once in {path}"
    write(root, path, text.replace(move["find"], move.get("type", move.get("replace"))))


def _upload(root: Path, move: dict[str, Any]) -> None:
    """Put a file of its kind in place, each with other bytes."""
    path = move["upload"]
    mark = f"\n% {path}".encode() if path.endswith(".pdf") else b""
    write(root, path, _CONTENTS[Path(path).suffix] + mark)


def _move(root: Path, move: dict[str, Any]) -> None:
    (root / move["to"]).parent.mkdir(parents=True, exist_ok=True)
    (root / move["move"]).rename(root / move["to"])


MOVES: dict[str, Callable[[Path, dict[str, Any]], None]] = {
    "take": _take,
    "change": _change,
    "edit": _edit,
    "upload": _upload,
    "move": _move,
    "write": lambda root, move: write(root, move["write"], move.get("type", move.get("text"))),
    "delete": lambda root, move: (root / move["delete"]).unlink(),
}


def _completed(text: str, move: dict[str, Any]) -> str:
    """A document with the fields and the body of a move."""
    if "with" in move:
        text = _filled_in(text, move["with"])
    if "body" not in move:
        return text
    _, front, _ = text.split("---\n", 2)
    return f"---\n{front}---\n{move['body']}"


def _filled_in(text: str, fields: str) -> str:
    """A document with these fields in its front matter, or a YAML file with these among its own."""
    if not text.startswith("---\n"):
        return _filled(text, fields)
    _, front, body = text.split("---\n", 2)
    return f"---\n{_filled(front, fields)}---\n{body}"


def _merged(text: str, example: Example, fields: str) -> str:
    """The file with the example where the handbook says that it goes."""
    if example.where in ("信息栏", "各项"):
        return _filled_in(text, fields)
    if example.where == "正文":
        return f"{text}\n{fields}"
    found = _block(example.where).search(text)
    assert found, f"{example.path} has no {example.where}"
    head, _, rest = found[0].partition("\n")
    return text.replace(found[0], f"{head}\n{indent(_filled(dedent(rest), fields), '  ')}")


def _filled(mapping: str, fields: str) -> str:
    """A mapping with these fields: each in the place of its old value, or at the end."""
    for block in re.split(r"^(?=\w)", fields, flags=re.M)[1:]:
        old = _block(block.partition(":")[0]).search(mapping)
        mapping = mapping.replace(old[0], block) if old else f"{mapping}{block}"
    return mapping


def _block(key: str) -> re.Pattern[str]:
    """A field of a mapping with the lines below it that are its own."""
    return re.compile(rf"^{re.escape(key)}:.*\n(?:[ -].*\n)*", re.M)


# --- what is seen -------------------------------------------------------------------------------------------------


@dataclass
class Page:
    """A page as its readers have it; without a file a page on which nothing is."""

    file: Path

    @cached_property
    def _tree(self) -> LexborHTMLParser:
        return LexborHTMLParser(self.file.read_text("utf-8") if self.file.exists() else "<main></main>")

    @cached_property
    def texts(self) -> set[str]:
        """The texts of its elements, and the words that stand for its pictures."""
        nodes = self._tree.css("main, main *, title")
        words = {" ".join(node.text().split()) for node in nodes if node.tag not in ("script", "style")}
        return words | {node.attributes.get("alt") or "" for node in self._tree.css("main img")}

    @property
    def whole(self) -> str:
        return " ".join(self._tree.body.text().split()) if self._tree.body else ""


def told(findings: list[Finding]) -> list[str]:
    """Findings as a job's file writes them."""
    return [line_of(item) for item in findings]
