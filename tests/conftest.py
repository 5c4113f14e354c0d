"""What several tests share: the second, small office of tests/site as a whole project in a folder of its own."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[1]
SMALL_OFFICE = REPOSITORY / "tests" / "site"


@pytest.fixture(scope="session")
def small_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small office's project, put together once. Tests read it; who wants to change it takes ``office_copy``."""
    root = tmp_path_factory.mktemp("small-office") / "project"
    assemble(root)
    return root


@pytest.fixture
def office_copy(small_office: Path, tmp_path: Path) -> Path:
    """The small office's project, for one test to change."""
    return copy_of(small_office, tmp_path / "project")


def assemble(root: Path) -> None:
    """Lay out the small office's project at ``root``.

    Law, limits and calendar are the product's own and bind every office; copying them here keeps one version.
    The office's own files come last, so that its work plan takes the place of the other one's.
    """
    for folder in ("laws", "calendar"):
        shutil.copytree(REPOSITORY / "data" / folder, root / "data" / folder)
    shutil.copy(REPOSITORY / "data" / "limits.yml", root / "data")
    shutil.copytree(SMALL_OFFICE, root, dirs_exist_ok=True)
    (root / "hooks").symlink_to(REPOSITORY / "hooks")


def copy_of(project: Path, to: Path) -> Path:
    """A copy of a project made of hard links: whoever changes a file must put a new one in its place."""
    shutil.copytree(project, to, symlinks=True, copy_function=os.link)
    return to
