"""Check a change before it is merged: content by the program that is already in force, a changed program by itself.

    python3 scripts/check_change.py BASE [--fork] [--github] [--code-quality FILE] [--summary FILE]
                                         [--story DIR [--link URL]]

BASE is the branch (or its newest commit) into which the checked out commit shall be merged. A change that touches only
docs/ and data/ is checked by the program of BASE: everything but these two folders is taken from there. Whoever changes
the program as well could write one that finds nothing, so that is told in the first lines of the report. Nothing of a
program that comes from somebody else's repository (--fork) is run: of such a change the content alone is looked at.

Needs Python 3.11, git and the whole history; runs before anything is installed, so it imports nothing of ours.
Exit status: 0 nothing that blocks, 1 findings that block, 2 the check could not be made.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[1]
CONTENT = ("docs", "data")


class NotChecked(Exception):
    """The check could not be made; the message says why."""


def main(arguments: list[str] | None = None) -> int:
    """Check the change as the arguments say."""
    options = _options(arguments)
    try:
        base = _git(PROJECT, "rev-parse", "--verify", f"{options.base}^{{commit}}").strip()
        start, foreign = changed(PROJECT, base)
        with program_for(PROJECT, base, [] if options.fork else foreign) as folder:
            return _report(folder, start, _remark(foreign, options.fork), options)
    except NotChecked as error:
        print(f"检查没有做：{error}", file=sys.stderr)
        if options.summary:
            with options.summary.open("a", encoding="utf-8") as summary:
                summary.write("不能合并：检查没有做，原因见日志，请告诉管程序的人\n")
        return 2


def changed(project: Path, base: str) -> tuple[str, list[str]]:
    """The commit at which the change left ``base``, and the files that it touches outside docs/ and data/."""
    start = _git(project, "merge-base", base, "HEAD").strip()
    files = _git(project, "diff", "--name-only", "--no-renames", "-z", start, "HEAD").split("\0")
    return start, [file for file in files if file and not file.startswith(tuple(f"{name}/" for name in CONTENT))]


@contextmanager
def program_for(project: Path, base: str, foreign: list[str]) -> Iterator[Path]:
    """The folder in which to check: the checkout itself, or the change's content beside the program of ``base``."""
    own = [f":(exclude){folder}" for folder in CONTENT]
    if foreign or not _git(project, "diff", "--name-only", base, "HEAD", "--", ".", *own):
        yield project
        return
    with laid_beside(project, "HEAD", base) as folder:
        yield folder


@contextmanager
def laid_beside(project: Path, content: str, program: str) -> Iterator[Path]:
    """A folder with docs/ and data/ of one commit, which is its HEAD, and everything else of another commit or tree."""
    with tempfile.TemporaryDirectory(prefix="disclosure-change-") as parent:
        folder = Path(parent).resolve() / "project"
        _git(project, "worktree", "add", "--quiet", "--detach", "--no-checkout", str(folder), content)
        try:
            _compose(folder, program)
            yield folder
        finally:
            _git(project, "worktree", "remove", "--force", str(folder))


def program_of(project: Path) -> str:
    """The tree that lies checked out in a folder, as :func:`laid_beside` takes it."""
    return _git(project, "write-tree").strip()


def _compose(folder: Path, program: str) -> None:
    """Lay out the program of one tree and the content of HEAD; HEAD stays, so that the history is the change's own."""
    _git(folder, "read-tree", program)
    _git(folder, "rm", "-r", "-q", "--cached", "--ignore-unmatch", "--", *CONTENT)
    for name in _git(folder, "ls-tree", "-d", "--name-only", "HEAD", "--", *CONTENT).split():
        _git(folder, "read-tree", f"--prefix={name}/", f"HEAD:{name}")
    _git(folder, "checkout-index", "--all", "--quiet")


def _remark(foreign: list[str], is_fork: bool) -> str:
    if not foreign:
        return "这次只改了内容，是用目标分支上的程序检查的。"
    if is_fork:
        return (
            f"这次还改了 docs/ 和 data/ 以外的 {len(foreign)} 个文件。改动来自别的代码库，这些文件没有运行，"
            "内容是用目标分支上的程序检查的。"
        )
    return (
        f"这次还改了 docs/ 和 data/ 以外的 {len(foreign)} 个文件，是用改动后的程序检查的：请管程序的人先看过这些文件。"
    )


def _report(folder: Path, start: str, remark: str, options: argparse.Namespace) -> int:
    """Set up the program in its folder and let it check and report."""
    environment = os.environ | {"PYTHONUTF8": "1"}
    ready = subprocess.run(["bash", "scripts/bootstrap", "runtime"], cwd=folder, env=environment)
    if ready.returncode:
        raise NotChecked("检查程序没有装好，原因见上。")
    command = [".venv/bin/python", "scripts/report_change.py", start, "--remark", remark]
    command += ["--github"] if options.github else []
    command += ["--link", options.link] if options.link else []
    for name in ("code_quality", "summary", "story"):
        file: Path | None = getattr(options, name)
        command += [f"--{name.replace('_', '-')}", str(file.resolve())] if file else []
    before = _size(options.summary)
    status = subprocess.run(command, cwd=folder, env=environment).returncode
    if status not in (0, 2) and options.summary and _size(options.summary) == before:
        raise NotChecked("检查程序没有运行起来，原因见上。")
    return status


def _size(file: Path | None) -> int:
    return file.stat().st_size if file and file.exists() else 0


def _git(folder: Path, *arguments: str) -> str:
    ended = subprocess.run(
        ["git", *arguments], cwd=folder, capture_output=True, encoding="utf-8", errors="surrogateescape"
    )
    if ended.returncode:
        told = ended.stderr.strip() or "没有共同的历史"
        raise NotChecked(f"git {arguments[0]} 没有成功，请下载全部历史并核对目标分支的名称。（{told}）")
    return ended.stdout


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="检查一次改动：只改内容的，用目标分支上的程序")
    parser.add_argument("base", help="要合并到的分支，或者它最新的提交")
    parser.add_argument("--fork", action="store_true", help="改动来自别人的代码库：只看内容，程序不运行")
    parser.add_argument("--github", action="store_true", help="把问题标在 GitHub 的改动行上")
    parser.add_argument("--code-quality", type=Path, help="GitLab“代码质量”报告写到哪里")
    parser.add_argument("--summary", type=Path, help="结论和问题清单（Markdown）接在哪个文件后面")
    parser.add_argument("--story", type=Path, help="读者会看到的变化、报告和预览写在哪个文件夹")
    parser.add_argument("--link", default="", help="写好的这些文件以后在哪个网址")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
