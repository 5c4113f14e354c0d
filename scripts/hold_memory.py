"""Hold a site that was built with what earlier builds had worked out against one that was built without.

    python scripts/hold_memory.py [--versions N] [PROJECT]

In a copy of the project the content of each of the N last versions is built one after another, the oldest first, so
that what is remembered is of other content than the last; then the project's own, once more with what is remembered
and once without. The two sites must be the same, byte by byte, and so must be what both builds have said.

Exit status: 0 the same, 1 not the same, and every difference is told; 2 it could not be tried.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[1]
CONTENT = ("docs", "data")
_CHINA = timezone(timedelta(hours=8))
_MOST = 20  # differences that are told


class NotTried(Exception):
    """It could not be tried; the message says why."""


class Built(NamedTuple):
    """A build: how it ended, what it said, and the files of the site that is public then."""

    status: int
    said: str
    files: dict[str, bytes]


def main(arguments: Sequence[str] | None = None) -> int:
    """Build, compare, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0] if __doc__ else None)
    parser.add_argument("project", nargs="?", type=Path, default=ROOT)
    parser.add_argument("--versions", type=int, default=3)
    given = parser.parse_args(arguments)
    day = datetime.now(_CHINA).date().isoformat()  # one day for all of them, should midnight come in between
    try:
        with tempfile.TemporaryDirectory() as folder:
            copy = _copy(given.project.resolve(), Path(folder) / "project")
            tried, warm, cold = _both(copy, given.versions, day)
    except NotTried as error:
        print(f"没有核对成：{error}", file=sys.stderr)
        return 2
    found = list(differences(warm, cold))
    for line in found[:_MOST]:
        print(line)
    if found:
        print(f"记着以前的结果生成的网站，和全部重做的有 {len(found)} 处不同。请告诉管理程序的人员。")
        return 1
    print(f"记着以前 {tried} 个版本的结果生成的网站，和全部重做的一样：{len(cold.files)} 个文件，检查结果也一样。")
    return 0


def differences(warm: Built, cold: Built) -> Iterator[str]:
    """A line for whatever is not the same."""
    if warm.status != cold.status:
        yield f"退出状态：{warm.status}，全部重做是 {cold.status}"
    if warm.said != cold.said:
        yield "检查结果不一样"
    for address in sorted(warm.files.keys() | cold.files.keys()):
        if warm.files.get(address) != cold.files.get(address):
            known = "内容不同" if address in warm.files.keys() & cold.files.keys() else "只有一边有"
            yield f"{address}：{known}"


def _copy(project: Path, copy: Path) -> Path:
    """A copy of the project as it is committed, with its history, built by the engine that is running."""
    _git(project, "clone", "--quiet", "--shared", str(project), str(copy))
    for records in _git(project, "for-each-ref", "--format=%(objectname) %(refname)", "refs/remotes/").splitlines():
        _git(copy, "update-ref", *reversed(records.split(" ", 1)))  # the nightly records are on a branch of their own
    return copy


def _both(copy: Path, versions: int, day: str) -> tuple[int, Built, Built]:
    """How many versions were built before, and the two builds of the last."""
    told = _git(copy, "log", "--first-parent", f"-{versions + 1}", "--format=%H", "--", *CONTENT).split()
    earlier = told[:0:-1]
    for commit in earlier:
        _lay(copy, commit)
        _built(copy, day)  # whatever comes of it: what was worked out until then is remembered
    _lay(copy, "HEAD")
    return len(earlier), _built(copy, day), _built(copy, day, "--no-memory")


def _lay(copy: Path, commit: str) -> None:
    there = [name for name in CONTENT if _git(copy, "ls-tree", "--name-only", commit, name)]
    _git(copy, "restore", f"--source={commit}", "--worktree", "--", *there)


def _built(copy: Path, day: str, *how: str) -> Built:
    """A build of the copy; without the memory beside the other, so that neither takes anything of the other."""
    out = f"site{''.join(how)}"
    command = [
        str(Path(sys.executable).with_name("disclosure")),
        "build",
        "--today",
        day,
        "--format",
        "json",
        "--out",
        out,
    ]
    ended = subprocess.run([*command, *how], cwd=copy, capture_output=True, encoding="utf-8")
    if ended.returncode not in (0, 1):
        raise NotTried(ended.stderr.strip()[-400:] or "disclosure build 没有做完。")
    site = copy / out
    found = {file.relative_to(site).as_posix(): file.read_bytes() for file in site.rglob("*") if file.is_file()}
    return Built(ended.returncode, ended.stdout, found)


def _git(folder: Path, *arguments: str) -> str:
    ended = subprocess.run(["git", "-C", str(folder), *arguments], capture_output=True, encoding="utf-8")
    if ended.returncode:
        raise NotTried(f"git {arguments[0]}：{ended.stderr.strip()[-200:]}")
    return ended.stdout


if __name__ == "__main__":
    sys.exit(main())
