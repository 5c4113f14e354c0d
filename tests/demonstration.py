"""The demonstration site as the public gets it, built from a copy of data/ and docs/; and copies of projects."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SMALL_OFFICE = REPOSITORY / "tests" / "site"
DISCLOSURE = Path(sys.executable).with_name("disclosure")


Ended = subprocess.CompletedProcess[str]


def started(*arguments: object) -> Ended:
    """The command line as anybody starts it; how it ended, and what it said."""
    command = [str(DISCLOSURE), *map(str, arguments)]
    return subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, encoding="utf-8")


def build_demonstration(folder: Path) -> Path:
    """Build the site in ``folder`` (which must not exist yet) and return the folder of its files."""
    project = _laid(folder / "project")
    site = folder / "site"
    ended = started("build", "--root", project, "--out", site, "--staff", folder / "staff")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    return site.resolve()


def build_again(project: Path, disclosure: Callable[..., Ended]) -> Path:
    """Build the same site once more, at ``project`` (which must not exist yet), as editors do; what was said is kept.

    The project has its site and all that the build remembers, so that a copy of it goes on from there.
    """
    ended = disclosure("build", "--root", _laid(project), "--format", "json", "--out", project / "site")
    assert ended.returncode == 0, ended.stdout + ended.stderr
    said_beside(project).write_text(ended.stdout, "utf-8")
    return project


def said_beside(project: Path) -> Path:
    """The report of the build that was made again."""
    return project.with_name("said.json")


def _laid(project: Path) -> Path:
    """The content in a folder of its own.

    It is copied, with new file times, so that the build leaves nothing in the checkout and nothing in the site can come
    from where or when a file was written.
    """
    for name in ("data", "docs"):
        shutil.copytree(REPOSITORY / name, project / name, copy_function=shutil.copyfile)
    shutil.copy(REPOSITORY / "mkdocs.yml", project)
    (project / "hooks").symlink_to(REPOSITORY / "hooks")
    return project


def staff_beside(site: Path) -> Path:
    """The tree for the staff that was laid when the demonstration site was built."""
    return next(folder / "staff" for folder in site.parents if (folder / "staff").is_dir())


def linked_copy(project: Path, to: Path) -> Path:
    """A copy made of hard links, quick to make: whoever changes a file must put a new one in its place."""
    shutil.copytree(project, to, symlinks=True, copy_function=os.link)
    return to


def assemble(root: Path) -> None:
    """Lay out the small office's project at ``root``: what lies in tests/site, with the engine beside it."""
    shutil.copytree(SMALL_OFFICE, root)
    (root / "hooks").symlink_to(REPOSITORY / "hooks")
