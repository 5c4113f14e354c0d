"""However a file of the demonstration content is mangled, the engine answers with findings, never with a traceback.

The cases are drawn by hypothesis from a fixed seed: same code, same cases, on every machine.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from demonstration import REPOSITORY
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import CRASHED, Finding
from disclosure.loading import read_register

TODAY = date(2025, 6, 18)
FILES = sorted(
    file.relative_to(REPOSITORY).as_posix()
    for pattern in ("data/**/*.yml", "docs/**/*.md")
    for file in REPOSITORY.glob(pattern)
)
# What editors, their programs and ill will may put where a value belongs.
NASTY = (
    "", " ", "~", "null", "[[[[", "{", "}{", "[]", "{}", "- - - -", "&a", "*a", "&a [*a]", "!!python/object:os.system",
    "!!int x", "!", "%", "@", "`", "|", ">", "'", '"', '"\\', "---", "...", "? ", ": ", ":", "#", " #x", "：", "<<: {}",
    "\t", "\r", "\n", "\n\n  ", "\0", "\x85", "\u2028", "\ufeff", "\u202e", "\ufffe", "\U0001f600", "🇨🇳", "①", "٣",
    "²", "0001-01-01", "9999-12-31", "9999-12-31 23:59", "2025-02-30", "0000-00-00", "-1", "0", "1e999", "nan", "0x10",
    "1_0", "9" * 9, "9" * 400, "a" * 300, "文" * 5000, "[" * 3000, "a: " * 50, "../../etc/passwd", "a/../b", "/",
    ".", "..", "doc-2025-025", "dec-2025-01", "notices", "party-office", "ref:", "[](ref:)", "[](ref:doc-2025-025#)",
    "](", "<a href=", "](ref:" * 200, "{absent: not-due}", "{absent: not-due, due: 9999-12-31}", "{absent: x}",
    "{absent: x, absent: y}", "policy", "guide", '"\\0\\e[31m\\n"',
)  # fmt: skip
Operation = Callable[[str, int, int, str], str]


def cut(text: str, start: int, length: int, piece: str) -> str:
    return text[:start] + text[start + length :]


def insert(text: str, start: int, length: int, piece: str) -> str:
    return text[:start] + piece + text[start:]


def replace(text: str, start: int, length: int, piece: str) -> str:
    return text[:start] + piece + text[start + length :]


def repeat(text: str, start: int, length: int, piece: str) -> str:
    return text[: start + length] + text[start:]


def swap_lines(text: str, start: int, length: int, piece: str) -> str:
    lines = text.split("\n")
    one, other = start % len(lines), (start + length) % len(lines)
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def indent(text: str, start: int, length: int, piece: str) -> str:
    lines = text.split("\n")
    number = start % len(lines)
    lines[number] = " " * (length % 7) + lines[number].lstrip()
    return "\n".join(lines)


def repeat_line(text: str, start: int, length: int, piece: str) -> str:
    lines = text.split("\n")
    number = start % len(lines)
    return "\n".join([*lines[:number], lines[number], *lines[number:]])


OPERATIONS: tuple[Operation, ...] = (cut, insert, replace, repeat, swap_lines, indent, repeat_line)
PIECES = st.sampled_from(NASTY) | st.text(max_size=12)


@st.composite
def mangled_text(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file, and its text after a few random cuts, insertions and shifts."""
    path = draw(st.sampled_from(FILES))
    text = (REPOSITORY / path).read_text("utf-8")
    for _ in range(draw(st.integers(1, 4))):
        operation = draw(st.sampled_from(OPERATIONS))
        start = draw(st.integers(0, len(text)))
        text = operation(text, start, draw(st.integers(0, 120)), draw(PIECES))
    return path, text.encode()


@st.composite
def mangled_values(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file with the values of one to three lines replaced, keys and indentation kept."""
    path = draw(st.sampled_from(FILES))
    lines = (REPOSITORY / path).read_text("utf-8").split("\n")
    valued = [number for number, line in enumerate(lines) if ": " in line or line.lstrip().startswith("- ")]
    for number in draw(st.lists(st.sampled_from(valued), min_size=1, max_size=3)):
        key, mark, _ = lines[number].partition(": " if ": " in lines[number] else "- ")
        lines[number] = key + mark + draw(PIECES)
    return path, "\n".join(lines).encode()


@st.composite
def mangled_bytes(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file with random bytes in it, or saved by a program that does not write UTF-8."""
    path = draw(st.sampled_from(FILES))
    raw = (REPOSITORY / path).read_bytes()
    encoding = draw(st.sampled_from(("utf-8", "gb18030", "utf-16", "utf-8-sig")))
    raw = raw.decode("utf-8").encode(encoding)
    start = draw(st.integers(0, len(raw)))
    return path, raw[:start] + draw(st.binary(max_size=8)) + raw[start + draw(st.integers(0, 8)) :]


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demonstration content to mangle."""
    root = tmp_path_factory.mktemp("mangling")
    for folder in ("docs", "data"):
        shutil.copytree(REPOSITORY / folder, root / folder)
    return root


@contextmanager
def holding(file: Path, content: bytes) -> Iterator[None]:
    """For a while, the file has another content."""
    before = file.read_bytes()
    file.write_bytes(content)
    try:
        yield
    finally:
        file.write_bytes(before)


def judge(project: Path, path: str, content: bytes) -> None:
    """Check the project with one file changed; every finding must stand on a line that exists, and none be a crash."""
    with holding(project / path, content):
        findings = check(read_register(project), TODAY, rules=ALL_RULES)
        assert [finding for finding in findings if finding.rule == CRASHED.id] == []
        assert [finding for finding in findings if not stands_in_its_file(finding, project)] == []


def stands_in_its_file(finding: Finding, project: Path) -> bool:
    """Whether the finding's line is in its file; the empty one below the last line break counts, as in an editor."""
    place = finding.place
    file = project / place.path
    ends = re.findall(rb"\r\n|\r|\n", file.read_bytes()) if file.is_file() else []
    return 1 <= place.line <= len(ends) + 1 and place.column >= 1


def mangling(count: int) -> settings:
    return settings(
        derandomize=True, max_examples=count, deadline=None, database=None, suppress_health_check=list(HealthCheck)
    )


@mangling(150)
@given(case=mangled_text())
def test_mangled_text_gives_findings(project: Path, case: tuple[str, bytes]) -> None:
    judge(project, *case)


@mangling(150)
@given(case=mangled_values())
def test_mangled_values_give_findings(project: Path, case: tuple[str, bytes]) -> None:
    judge(project, *case)


@mangling(60)
@given(case=mangled_bytes())
def test_mangled_bytes_give_findings(project: Path, case: tuple[str, bytes]) -> None:
    judge(project, *case)
