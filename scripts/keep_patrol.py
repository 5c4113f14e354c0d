"""Keep one patrol on the branch ``records``, and touch nothing else.

    python3 scripts/keep_patrol.py LINE REMOTE

LINE is the file that ``disclosure patrol --out`` wrote, REMOTE where to push to. The line is added to
``patrols/<year>.jsonl``; a line of the same day and the same version is not added twice. The branch is begun, with no
history of the content in it, if there is none. No other branch can be named: the one push that is made is to
``refs/heads/records``, without force. What git needs to be let in comes from the environment (GIT_CONFIG_*).

Needs Python 3.11 and git; imports nothing of ours, so that whoever may write runs nothing else of the project.
Exit status: 0 kept, or kept already; 2 not kept, and the message says why.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

BRANCH = "refs/heads/records"
SCHEMA = "disclosure/patrol/1"
LONGEST = 20_000  # bytes of a line
TRIES = 3  # somebody else may have pushed in the meantime
_DAY = re.compile("20[0-9]{2}-[0-9]{2}-[0-9]{2}")
_AUTHOR = {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "nightly patrol"), ("EMAIL", "patrol@localhost.invalid"))
}


class NotKept(Exception):
    """The patrol was not kept; the message says why."""


def main(arguments: list[str] | None = None) -> int:
    """Keep the patrol as the arguments say."""
    given = sys.argv[1:] if arguments is None else arguments
    try:
        if len(given) != 2:
            raise NotKept("要写两样：巡查记录的文件、推送到哪里。")
        line, day = read_line(Path(given[0]))
        with tempfile.TemporaryDirectory() as folder:
            kept = _keep(Path(folder), given[1], line, day)
    except NotKept as error:
        print(f"巡查记录没有保存：{error}", file=sys.stderr)
        return 2
    print(f"{day} 的巡查记录{'已保存' if kept else '早已保存过'}。")
    return 0


def read_line(file: Path) -> tuple[str, str]:
    """The one line of a file, and its day; raises NotKept for anything else."""
    try:
        raw = file.read_bytes()
        if len(raw) > LONGEST:
            raise NotKept("文件太长，不是一行巡查记录。")
        line = raw.decode("ascii").strip()
        told = json.loads(line)
        day = told["date"] if told["schema"] == SCHEMA else ""
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise NotKept(f"“{file}”读不出来（{type(error).__name__}）。") from error
    if "\n" in line or "\r" in line or not isinstance(day, str) or not _DAY.fullmatch(day):
        raise NotKept(f"“{file}”不是一行巡查记录。")
    return line, day


def _keep(folder: Path, remote: str, line: str, day: str) -> bool:
    """Add the line to what the branch holds; whether it was not there yet."""
    _git(folder, "init", "-q", "--bare")
    for left in reversed(range(TRIES)):
        parent = _fetched(folder, remote)
        path = f"patrols/{day[:4]}.jsonl"
        before = _git(folder, "show", f"{parent}:{path}", missing="") if parent else ""
        if line in before.split("\n"):
            return False
        commit = _committed(folder, parent, path, f"{before.rstrip(chr(10))}\n{line}\n".lstrip("\n"), day)
        try:
            _git(folder, "push", "-q", remote, f"{commit}:{BRANCH}")
            return True
        except NotKept:
            if not left:
                raise
    return False


def _fetched(folder: Path, remote: str) -> str:
    """The newest commit of the branch; "" where there is no such branch yet."""
    if not _git(folder, "ls-remote", remote, BRANCH).strip():
        return ""
    _git(folder, "fetch", "-q", "--depth=1", remote, BRANCH)
    return _git(folder, "rev-parse", "FETCH_HEAD").strip()


def _committed(folder: Path, parent: str, path: str, text: str, day: str) -> str:
    """A commit on top of ``parent`` in which one file has this text."""
    _git(folder, "read-tree", parent or "--empty")
    blob = _git(folder, "hash-object", "-w", "--stdin", told=text).strip()
    _git(folder, "update-index", "--add", "--cacheinfo", f"100644,{blob},{path}")
    tree = _git(folder, "write-tree").strip()
    parents = ("-p", parent) if parent else ()
    return _git(folder, "commit-tree", tree, *parents, "-m", f"Patrol of {day}").strip()


def _git(folder: Path, *arguments: str, told: str | None = None, missing: str | None = None) -> str:
    """What a git command says; ``missing`` where it fails, if that is foreseen. Raises NotKept."""
    ended = subprocess.run(
        ["git", "-C", str(folder), *arguments],
        input=told,
        env=os.environ | _AUTHOR,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
    )
    if ended.returncode == 0:
        return ended.stdout
    if missing is not None:
        return missing
    said = ended.stderr.strip().splitlines()
    raise NotKept(f"git {arguments[0]} 没有成功：{said[-1][:200] if said else ended.returncode}")


if __name__ == "__main__":
    sys.exit(main())
