"""Tries defects one by one: each in a copy of the project, with the tests that know the place."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

from mutants.defect import Defect

_FOLDERS = ("hooks", "data", "docs", "scripts", "tests", ".github", ".gitlab", ".ci", ".vscode")
_FAILED = 1  # pytest's exit status when tests were run and some failed


def place_of(defect: Defect, project: Path) -> Path:
    """The file of the engine in which the defect's text stands. Raises ValueError unless it stands there just once."""
    found = [
        (file, count)
        for file in sorted((project / "hooks").rglob("*.py"))
        if (count := file.read_text("utf-8").count(defect.find))
    ]
    if [count for _, count in found] != [1]:
        where = "、".join(f"{file.relative_to(project)} 里 {count} 次" for file, count in found) or "哪里也没有"
        raise ValueError(f"要改坏的一行应当正好出现一次，现在是{where}：{defect.find}")
    return found[0][0]


def with_defect(defect: Defect, text: str) -> str:
    """The text of a module with the defect in it."""
    return text.replace(defect.find, defect.replace)


def copied(project: Path, folder: Path) -> Path:
    """A copy of all that the tests need, without what was built or installed."""
    for name in _FOLDERS:
        if (project / name).exists():
            shutil.copytree(project / name, folder / name, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    for file in (file for file in project.iterdir() if file.is_file()):
        shutil.copy(file, folder)
    return folder


def missed(defect: Defect, copy: Path) -> list[str]:
    """Nothing if a test fails on account of the defect, else what happened instead."""
    file = place_of(defect, copy)
    text = file.read_text("utf-8")
    file.write_text(with_defect(defect, text), "utf-8")
    try:
        status, said = _run_tests(defect.arguments, copy)
    finally:
        file.write_text(text, "utf-8")
    where = f"{defect.breaks}（{file.relative_to(copy)}）"
    if status == 0:
        return [f"没有测试发现：{where}"]
    return [] if status == _FAILED else [f"测试没有运行起来：{where}：{said[-300:]}"]


def failing(defects: Iterable[Defect], copy: Path) -> list[str]:
    """The tests of the defects that fail although nothing was broken: they could tell nothing."""
    tests = dict.fromkeys(test for defect in defects for test in defect.tests)
    examples = dict.fromkeys(rule for defect in defects for rule in defect.examples)
    everything = Defect("", "", "", tuple(tests), tuple(examples))
    status, said = _run_tests(everything.arguments, copy, "--maxfail=20")
    failed = re.findall(r"^(?:FAILED|ERROR) .*", said, re.MULTILINE)
    return failed or ([] if status == 0 else [f"测试没有运行起来：{said[-300:]}"])


def _run_tests(arguments: Iterable[str], copy: Path, *more: str) -> tuple[int, str]:
    """The exit status and the output of the tests in the copy, with the copy's engine."""
    command = [sys.executable, "-m", "pytest", "-x", "-p", "no:cacheprovider", *more, *arguments]
    environment = os.environ | {"PYTHONPATH": str(copy / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    ended = subprocess.run(command, cwd=copy, env=environment, capture_output=True, text=True, encoding="utf-8")
    return ended.returncode, ended.stdout + ended.stderr
