"""``disclosure check``: the records and what they name, without a build."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.ending import finish
from disclosure.cli.options import Discreet, NoMemory, Output, Root, Strict, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.order import Order
from disclosure.reporting import Format

if TYPE_CHECKING:
    from disclosure.findings import Finding
    from disclosure.memory.store import Store
    from disclosure.register import Register
    from disclosure.screening.wording.fix import Mended
    from disclosure.suppression import Judged


_SINCE = "查此后每个版本有没有不该公开的内容，并对照最后的版本和它的网页。"
_Since = Annotated[str | None, typer.Option("--since", metavar="COMMIT", help=_SINCE)]


def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]…", help="只显示这些文件的问题。")] = None,
    staged: Annotated[bool, typer.Option("--staged", help="只查马上要提交的文件（git 暂存区里的内容）。")] = False,
    since: _Since = None,
    fix: Annotated[bool, typer.Option("--fix", help="先改好有把握的写法（文号、标点、错别字），再检查。")] = False,
    today: Today = None,
    strict: Strict = False,
    format: Output = Format.TEXT,
    discreet: Discreet = False,
    no_memory: NoMemory = False,
    root: Root = Path(),
) -> None:
    """Check the records and what they name."""
    missing = [path for path in paths or () if not path.exists()]
    if missing:
        fail(f"没有“{missing[0]}”这个文件或文件夹。")
    if fix and (staged or since is not None):
        fail("--fix 改的是文件夹里的文件，不能和 --staged、--since 一起用。")
    if staged or since is not None:
        finish(_incoming(root.resolve(), since, valid(today)), format, strict=strict, is_discreet=discreet)
    if fix:
        _fix(root.resolve(), paths or [root])
    register, (found, silenced) = _of_one_moment(root.resolve(), valid(today), paths, remembers=not no_memory)
    store = register.reader.store
    try:
        finish(found, format, strict=strict, register=register, silenced=silenced, is_discreet=discreet)
    finally:
        if store is not None:
            store.save()


def _of_one_moment(
    root: Path, today: Order, paths: Sequence[Path] | None, *, remembers: bool
) -> tuple[Register, Judged]:
    """What is to be told, each file as it was when this began; one that is written meanwhile has all begin anew."""
    from disclosure.loading import read_register
    from disclosure.memory.later import ChangedMeanwhileError
    from disclosure.memory.store import open_store
    from disclosure.memory.texts import TextReader
    from disclosure.unopened import are_as_they_were

    for opens_later in (True, False) if remembers else ():
        register = read_register(root, TextReader(open_store(root), opens_later=opens_later))
        with suppress(ChangedMeanwhileError):
            told = _told(register, working_day(register, today), paths, register.reader.store)
            if are_as_they_were(register):
                return register, told
    register = read_register(root)
    return register, _told(register, working_day(register, today), paths, None)


def _told(register: Register, today: date, paths: Sequence[Path] | None, store: Store | None) -> Judged:
    """What is to be told of the files below some paths, or of all."""
    from disclosure.catalogue import ALL_RULES
    from disclosure.check import checked
    from disclosure.findings import blocking, sort
    from disclosure.links.all_addresses import address_findings
    from disclosure.memory.history import history_of
    from disclosure.suppression import Judged

    is_wanted = _below(register.root, paths) if paths else lambda path: True
    # Whether a waiver is of any use shows only when every file has been screened.
    screened = (lambda path: True) if any(is_wanted(waiver.path) for waiver in register.waivers) else is_wanted
    history = history_of(register.root, store)
    found, silenced = checked(register, today, rules=ALL_RULES, history=history, screened=screened, store=store)
    if paths:
        silent = [item for item in silenced if is_wanted(item.finding.place.path)]
        return Judged([item for item in found if is_wanted(item.place.path)], silent)
    # Which addresses there are is a matter of the whole site, and known when all of it could be made.
    return Judged(found if blocking(found) else sort([*found, *address_findings(register, today, store)]), silenced)


def _fix(root: Path, paths: Sequence[Path]) -> None:
    """Put right what is sure in these files, and say on standard error what that was."""
    from disclosure.loading import read_register
    from disclosure.screening import known_of
    from disclosure.screening.wording.fix import fix_files

    register = read_register(root)
    for done in fix_files(register, known_of(register), filter(_below(root, paths), register.texts)):
        where = f"{done.place.path}:{done.place.line}:{done.place.column}"
        say(f"{where}: {_done(done)}。", error=True)


def _done(done: Mended) -> str:
    """What was put right, in words that show what cannot be seen."""
    if not done.old:
        return "已在这一行后面空一行"
    if done.new:
        return f"已把“{done.old}”改成“{done.new}”"
    if done.old.isspace():
        return "已删去多余的空格"
    if not any(map(str.isprintable, done.old)):
        return f"已删去看不见的字符（{'、'.join(f'U+{ord(char):04X}' for char in dict.fromkeys(done.old))}）"
    return f"已删去“{done.old}”"


def _incoming(root: Path, since: str | None, today: Order) -> list[Finding]:
    from disclosure.catalogue import ALL_RULES
    from disclosure.findings import sort
    from disclosure.incoming import findings_since, staged_findings
    from disclosure.lowered import lowered_since
    from disclosure.reading.git import GitFailed

    def day(register: Register) -> date:
        return working_day(register, today)

    try:
        if since is not None:
            return sort([*findings_since(root, since, day, ALL_RULES), *lowered_since(root, since, day, ALL_RULES)])
        return staged_findings(root, day, ALL_RULES)
    except GitFailed as error:
        if since is None:
            fail(f"没有读到马上要提交的内容，请确认这里是 git 代码库，并且装好了 git。（{error}）")
        fail(f"没有读到“{since}”以后的提交，请核对版本号，并下载全部历史（git fetch --unshallow）。（{error}）")


def _below(root: Path, paths: Sequence[Path]) -> Callable[[str], bool]:
    """Whether a file, told by its path from ``root``, is one of ``paths`` or below one of them."""
    begin = f"{root}{os.sep}"
    wanted = {str(path.resolve()) for path in paths}
    folders = tuple(f"{path.removesuffix(os.sep)}{os.sep}" for path in wanted)
    return lambda path: f"{begin}{path}" in wanted or f"{begin}{path}".startswith(folders)
