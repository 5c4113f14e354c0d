"""Our programs in a fork of the tests' process, which has read the engine's modules already: that is half of a build.

A fork begins as a program does, with arguments, a folder, an environment and streams of its own, and whatever it does
ends with it. Tests of how a program is started, or of what the machine gives it, start a new process.
"""

from __future__ import annotations

import gc
import logging
import os
import sys
import traceback
import warnings
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from importlib import reload
from pathlib import Path
from subprocess import CompletedProcess
from tempfile import TemporaryFile
from typing import IO, Any, NoReturn

from mkdocs import livereload
from mkdocs.__main__ import cli
from mkdocs.commands import build
from mkdocs.config import load_config

from demonstration import REPOSITORY, Ended
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.cli import main
from disclosure.loading import read_register
from disclosure.order import Order
from disclosure.pages.makers import makers
from disclosure.pages.page import environment
from disclosure.screening.wording.sounds import sounds_alike


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
    environment = dict(environment)
    with TemporaryFile() as out, TemporaryFile() as errors:
        child = os.fork()
        if child == 0:
            _be(program, line, cwd, environment, out, errors)
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        return CompletedProcess(line, status, _text(out), _text(errors))


@cache
def _read_ahead() -> None:
    """Read what MkDocs and the engine read only while they build: settings, extensions, templates, patterns."""
    assert build and livereload
    load_config(str(REPOSITORY / "mkdocs.yml"))
    makers()
    sounds_alike("读", "读")
    check(read_register(REPOSITORY / "tests" / "site"), date(2025, 6, 18), rules=ALL_RULES)
    for file in (REPOSITORY / "hooks/disclosure/pages/templates").iterdir():
        environment().get_template(file.name)


def _text(stream: IO[bytes]) -> str:
    stream.seek(0)
    return stream.read().decode("utf-8", "replace").replace("\r\n", "\n")


def _be(program: Callable[[], object], line: list[str], cwd: Path, environment: Mapping[str, str],
        out: IO[bytes], errors: IO[bytes]) -> NoReturn:  # fmt: skip
    """Become the program; the tests never go on from here."""
    status = 1
    try:
        _begin_anew(line, cwd, environment, out, errors)
        status = _status_of(program)
        sys.stdout.flush()
        sys.stderr.flush()
    finally:
        os._exit(status)


def _begin_anew(line: list[str], cwd: Path, environment: Mapping[str, str], out: IO[bytes], errors: IO[bytes]) -> None:
    gc.freeze()  # what the tests made is not ours to collect
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(out.fileno(), 1)
    os.dup2(errors.fileno(), 2)
    sys.stdin, sys.stdout = open(0, encoding="utf-8"), open(1, "w", encoding="utf-8")  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="backslashreplace", buffering=1)  # noqa: SIM115
    os.chdir(cwd)
    os.environ.clear()
    os.environ.update(environment)
    sys.argv = line
    logging.getLogger().handlers.clear()  # pytest's own, which would keep from standard error what is not handled
    reload(warnings)
    warnings.resetwarnings()
    warnings.simplefilter("ignore", DeprecationWarning)


def _mkdocs(folder: Path) -> Any:
    sys.path.insert(0, str(folder))
    return cli()


def _status_of(program: Callable[[], object]) -> int:
    """The exit status with which Python ends a program that goes on like this."""
    try:
        program()
    except SystemExit as ended:
        if ended.code is None or isinstance(ended.code, int):
            return (ended.code or 0) & 0xFF
        sys.stderr.write(f"{ended.code}\n")
        return 1
    except BaseException:
        traceback.print_exc()
        return 1
    return 0
