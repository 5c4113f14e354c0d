"""Our programs in a fork of the tests' process, which has read the engine's modules already: that is half of a build.

A fork begins as a program does, with arguments, a folder, an environment and streams of its own, and whatever it does
ends with it. Tests of how a program is started, or of what the machine gives it, start a new process.
"""

from __future__ import annotations

import os
import sys
import warnings
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib import reload
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from mkdocs import livereload
from mkdocs.__main__ import cli
from mkdocs.commands import build
from mkdocs.config import load_config

from demonstration import REPOSITORY, SMALL_OFFICE, Ended, assemble
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.cli import main
from disclosure.loading import read_register
from disclosure.order import Order
from disclosure.pages.page import environment
from disclosure.publish.forking import Program, told_in_fork
from disclosure.screening.wording.sounds import sounds_alike
from warm_site import made_site


def disclosure(*arguments: object, cwd: Path | None = None, limited: Callable[[], object] = lambda: None) -> Ended:
    """The command line with these arguments, within the limits that ``limited`` sets; how it ended, what it said."""

    def program() -> None:
        limited()
        main()

    return forked(program, ["disclosure", *map(str, arguments)], cwd or Path.cwd(), os.environ)


def mkdocs(*arguments: object, cwd: Path, environment: Mapping[str, str]) -> Ended:
    """MkDocs with these arguments, as ``python -m mkdocs`` starts it."""
    return forked(lambda: _mkdocs(cwd), ["mkdocs", *map(str, arguments)], cwd, environment)


def ordered(root: Path, order: Order, *arguments: str) -> Ended:
    """MkDocs as ``publish`` starts it; takes the place of what starts a process."""
    return mkdocs(*arguments, "-f", root / "mkdocs.yml", cwd=root, environment=order.environment())


def forked(program: Callable[[], object], line: list[str], cwd: Path, environment: Mapping[str, str]) -> Ended:
    """How a program of ours ended that ran in a fork, with the command ``line`` in ``cwd``."""
    _read_ahead()

    def run() -> None:
        reload(warnings)
        warnings.resetwarnings()
        warnings.simplefilter("ignore", DeprecationWarning)
        program()

    return told_in_fork(Program(run, line, cwd, dict(environment)))


@cache
def _read_ahead() -> None:
    """Read what MkDocs and the engine read only while they build: settings, extensions, templates, patterns, writers.

    A site is made once for it, which a third of every later build need not do again.
    """
    assert build and livereload
    load_config(str(REPOSITORY / "mkdocs.yml"))
    sounds_alike("读", "读")
    check(read_register(SMALL_OFFICE), date(2025, 6, 18), rules=ALL_RULES)
    with TemporaryDirectory() as folder:
        assemble(Path(folder) / "project")
        made_site(Path(folder) / "project", date(2025, 6, 18), warm=False)
    for file in (REPOSITORY / "hooks/disclosure/pages/templates").iterdir():
        environment().get_template(file.name)


def _mkdocs(folder: Path) -> Any:
    sys.path.insert(0, str(folder))
    return cli()
