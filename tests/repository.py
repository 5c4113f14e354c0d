"""Git repositories for tests: the small office's project with commits of chosen days."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

_IDENTITY = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull} | {
    f"GIT_{role}_{key}": value
    for role in ("AUTHOR", "COMMITTER")
    for key, value in (("NAME", "editor"), ("EMAIL", "editor@district.example"))
}


def git(root: Path, *arguments: str, day: str = "2025-06-01") -> str:
    """Run a git command as an editor on a day (at noon in China); what it says."""
    when = f"{day}T12:00:00+08:00"
    environment = os.environ | _IDENTITY | {"GIT_AUTHOR_DATE": when, "GIT_COMMITTER_DATE": when}
    ended = subprocess.run(["git", *arguments], cwd=root, env=environment, capture_output=True, text=True)
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return ended.stdout.strip()


def begin(root: Path, day: str) -> None:
    """Make the folder a repository whose history begins with all that lies there."""
    git(root, "init", "-q", "-b", "main")
    commit(root, "Take over the site", day)


def commit(root: Path, message: str, day: str) -> str:
    """Commit all that has changed; the commit's id."""
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message, day=day)
    return git(root, "rev-parse", "HEAD")


def merge(root: Path, branch: str, day: str) -> None:
    """Merge a branch as the platforms do, with a commit of its own."""
    git(root, "merge", "-q", "--no-ff", "-m", f"Merge pull request #1 from office/{branch}", branch, day=day)


def write(root: Path, path: str, text: str | bytes) -> None:
    """Put a file in place; the project's files may be hard links, which are not written through."""
    file = root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
