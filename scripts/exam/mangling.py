"""文件怎样损坏，检查都给出结论，不报程序错误，也不漏掉别的文件的问题。

The whole is 100,000 mangled files, a few at a time in the small office and read in one process, and 500 mangled
projects through the command line. Beside them lie files with known faults, each of which must still be told.
"""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from pathlib import Path
from random import Random

import forks
from demonstration import assemble
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import CRASHED, Finding
from disclosure.loading import read_register
from exam.mangler import mangled

PARTS = 10
_FILES, _PROJECTS = 100_000, 500
_AT_ONCE = (1, 8, 40, 40)
_SECONDS = 5  # of a processor
_MEGABYTES = 500
_TODAY = date(2025, 6, 18)
# Files with one fault each that does not depend on any other file.
_PLANTED = {
    "docs/notices/2025/planted-1.md": ("没有信息栏\n", "FMT-001"),
    "docs/notices/2025/planted-2.md": ("---\nid: planted-2\n---\n甲\n\n<script>1</script>\n", "MKP-001"),
    "docs/notices/2025/planted-3.md": ("---\nid: [planted-3\n---\n甲\n", "YML-001"),
    "data/planted.yml": ("a: b\n", "FIL-001"),
}


def run(seed: int, share: float) -> list[str]:
    """What crashed, took too long, hid another file's fault or was told at no line."""
    random = Random(seed)
    with tempfile.TemporaryDirectory(prefix="disclosure-exam-") as folder:
        project = _planted(Path(folder).resolve() / "project")
        misses = _files(project, random, max(1, round(_FILES * share)))
        return misses + _projects(project, random, max(1, round(_PROJECTS * share)))


def _planted(root: Path) -> Path:
    assemble(root)
    for path, (text, _) in _PLANTED.items():
        (root / path).write_text(text, "utf-8")
    return root


def _sources(root: Path) -> list[str]:
    found = (file for pattern in ("data/**/*.yml", "docs/**/*.md") for file in root.glob(pattern))
    return sorted(path for file in found if (path := file.relative_to(root).as_posix()) not in _PLANTED)


def _files(root: Path, random: Random, count: int) -> list[str]:
    """The misses of so many mangled files, a few of which lie in the project at a time."""
    originals = {path: (root / path).read_bytes() for path in _sources(root)}
    misses: list[str] = []
    while count > 0:
        chosen = random.sample(sorted(originals), min(count, random.choice(_AT_ONCE)))
        count -= len(chosen)
        contents = {path: mangled(originals[path], random) for path in chosen}
        for path, raw in contents.items():
            (root / path).write_bytes(raw)
        misses += (f"{fault}（{_described(contents)}）" for fault in _faults(root))
        for path in chosen:
            (root / path).write_bytes(originals[path])
    return misses


def _described(contents: dict[str, bytes]) -> str:
    """The mangled files, so that whoever reads of a miss can make it again."""
    kept = Path(tempfile.gettempdir()) / "disclosure-mangled"
    for path, raw in contents.items():
        (kept / path).parent.mkdir(parents=True, exist_ok=True)
        (kept / path).write_bytes(raw)
    return f"文件留在 {kept}：{'、'.join(contents)}"


def _faults(root: Path) -> Iterator[str]:
    start = time.process_time()
    try:
        findings = check(read_register(root), _TODAY, rules=ALL_RULES)
    except Exception as error:
        yield f"没有检查完：{type(error).__name__}: {error}"
        return
    if (seconds := time.process_time() - start) > _SECONDS:
        yield f"用了 {seconds:.1f} 秒"
    yield from _wrong(findings, root)


def _wrong(findings: Sequence[Finding], root: Path) -> Iterator[str]:
    """Crashes, findings at lines that are not there, and planted faults that are not told."""
    yield from (finding.message for finding in findings if finding.rule == CRASHED.id)
    ends: dict[str, int] = {}
    for finding in findings:
        place = finding.place
        if place.path not in ends:
            file = root / place.path
            ends[place.path] = len(re.findall(rb"\r\n|\r|\n", file.read_bytes())) if file.is_file() else 0
        if not 1 <= place.line <= ends[place.path] + 1 or place.column < 1:
            yield f"{finding.rule} 报在没有的一行 {place.path}:{place.line}:{place.column}"
    yield from _hidden({(finding.rule, finding.place.path) for finding in findings})


def _hidden(told: set[tuple[str, str]]) -> Iterator[str]:
    yield from (f"{path} 的 {rule} 没有报出来" for path, (_, rule) in _PLANTED.items() if (rule, path) not in told)


def _projects(root: Path, random: Random, count: int) -> list[str]:
    misses: list[str] = []
    for number in range(count):
        copy = root.with_name(f"project-{number}")
        shutil.copytree(root, copy, symlinks=True)
        for path in random.sample(_sources(copy), random.randint(1, 30)):
            (copy / path).write_bytes(mangled((copy / path).read_bytes(), random))
        what = random.choice(_ODD)
        what(copy, random)
        misses += (f"第 {number + 1} 个项目（{what.__name__.strip('_')}）：{fault}" for fault in _commanded(copy))
        shutil.rmtree(copy, ignore_errors=True)
    return misses


def _commanded(root: Path) -> Iterator[str]:
    """What is wrong with how the command line ends on a project."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    ended = forks.disclosure("check", "--format", "json", "--root", root, limited=limited)
    if (seconds := resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime - before) > _SECONDS:
        yield f"用了 {seconds:.1f} 秒"
    if ended.returncode not in (1, 2) or ended.stderr:
        yield f"退出状态 {ended.returncode}，{ended.stderr[-300:]}"
        return
    try:
        told = json.loads(ended.stdout)["findings"]
    except ValueError as error:
        yield f"JSON 不对：{error}"
        return
    yield from (item["message"] for item in told if item["rule"] == CRASHED.id)
    yield from _hidden({(item["rule"], item["path"]) for item in told})


def limited() -> None:
    """Bound a child process, or a fork that keeps its parent's memory, so that what runs away is cut short."""
    inherited = int(Path("/proc/self/statm").read_text().split()[5]) * resource.getpagesize()
    memory = inherited + (_MEGABYTES << 20)
    resource.setrlimit(resource.RLIMIT_CPU, (4 * _SECONDS, 4 * _SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))


def _nothing(root: Path, random: Random) -> None:
    pass


def _odd_name(root: Path, random: Random) -> None:
    names = (b"\xff.md", b"a\nb.md", b"\x1b[2J.pdf", b"x" * 250 + b".md", b"\xb9\xab.txt", b"-rf.md", b"a\\b.md")
    name = random.choice(names)
    Path(os.fsdecode(os.fsencode(root / "docs/notices/2025") + b"/" + name)).write_bytes(b"x")


def _odd_file(root: Path, random: Random) -> None:
    place = root / random.choice(("docs/notices/2025/odd.md", "docs/odd.pdf", "data/odd.yml"))
    match random.randrange(4):
        case 0:
            os.mkfifo(place)
        case 1:
            place.mkdir()
        case 2:
            place.symlink_to(place)
        case _:
            place.symlink_to("/dev/zero")


def _odd_case(root: Path, random: Random) -> None:
    for name in ("Name.PDF", "name.pdf", "NAME.pdf"):
        (root / "docs/notices/2025" / name).write_bytes(b"%PDF-1.4")


def _deep(root: Path, random: Random) -> None:
    place = root / "docs" / "/".join(["a"] * random.choice((20, 200, 900)))
    place.mkdir(parents=True)
    (place / "a.md").write_text("甲", "utf-8")


_ODD: tuple[Callable[[Path, Random], None], ...] = (_nothing, _nothing, _odd_name, _odd_file, _odd_case, _deep)
