"""``disclosure new``: a new record with everything that is known, and a list of what is still to be filled in."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.replacing import put_below

if TYPE_CHECKING:
    from datetime import date

    from disclosure.editing.proposals import NewRecord
    from disclosure.register import Register

_TOO_LONG = "内容太长，放不进网址。请在网站上新建这个文件，把下面的内容粘贴进去。"
_THERE = "这个文件已经有了。请打开它，在原来的内容里加上下面几行。"
_NO_PAGE = "{} 没有可以填好的“新建文件”网页。请新建这个文件，把下面的内容粘贴进去。"


_WORD = "要新建的种类，编号或者中文名称，例如 notice、通知公告；不写就列出全部。"
_TITLE = "标题；公开征求意见的写事项名称，例如 某某管理办法。"
_VALUES = "别的各项，可以写几次，例如 made=2025-06-16。"
_LINK = "不写文件，给出托管网站上“新建文件”的网址，打开就填好了。"
_REPOSITORY = "代码库的网址，不写就看 git 的 origin。"


def new(
    word: Annotated[str | None, typer.Argument(metavar="[KIND]", help=_WORD)] = None,
    title: Annotated[str | None, typer.Option("--title", help=_TITLE)] = None,
    column: Annotated[str | None, typer.Option("--column", help="栏目的编号或者名称。")] = None,
    kind: Annotated[str | None, typer.Option("--kind", help="文件种类，new document 用，例如 notice。")] = None,
    department: Annotated[str | None, typer.Option("--department", help="责任部门的编号或者名称。")] = None,
    id: Annotated[str | None, typer.Option("--id", help="编号；不写就用下一个没有用过的。")] = None,
    year: Annotated[str | None, typer.Option("--year", help="年份；年度报告写统计的年份。")] = None,
    values: Annotated[list[str] | None, typer.Option("--set", metavar="键=值", help=_VALUES)] = None,
    link: Annotated[bool, typer.Option("--link", help=_LINK)] = False,
    repository: Annotated[str, typer.Option("--repository", metavar="URL", help=_REPOSITORY)] = "",
    today: Today = None,
    root: Root = Path(),
) -> None:
    """新建一份文件或者一条记录：编号、位置和已知的各项写好，只有您知道的留空、逐项列出。"""
    from disclosure.loading import read_register
    from disclosure.reading.git import remote_address

    if word is None:
        _offer()
        return
    told = {"title": title, "column": column, "kind": kind, "department": department, "id": id, "year": year}
    given = {name: value for name, value in {**told, **_pairs(values or [])}.items() if value}
    root = root.resolve()
    register = read_register(root)
    made = _proposed(word, register, working_day(register, valid(today)), given)
    if link:
        _give_addresses(made, register, repository or remote_address(root))
    else:
        _write(made, root)
    _list_open(made)


def _offer() -> None:
    from disclosure.editing.proposals.wanted import offered

    say("\n".join(["可以新建：", *(f"  {name}  {label}" for name, label in offered())]))


def _pairs(values: list[str]) -> dict[str, str]:
    for pair in values:
        if "=" not in pair:
            fail(f"“{pair[:40]}”里没有等号。请写成 --set made=2025-06-16 这样。")
    return dict(pair.split("=", 1) for pair in values)


def _proposed(word: str, register: Register, day: date, given: dict[str, str]) -> NewRecord:
    """The proposal, with what a person at a terminal answers; elsewhere nobody is asked."""
    from disclosure.editing.proposals import proposal
    from disclosure.reading.git import paths_ever

    taken = {PurePosixPath(path).stem for path in paths_ever(register.root, "docs", "data")}

    def attempt() -> NewRecord:
        return proposal(word, register, day, given, taken)

    made = _attempted(attempt, given)
    if not sys.stdin.isatty():
        return made
    asked = {field.name: field for field in made.open_fields if len(field.location) == 1 and not field.is_text}
    say("下面逐项问；不知道的直接按回车，留着以后填。" if asked else "")
    for name, field in asked.items():
        if name not in given and (answer := _line(f"{field.label}：{field.words}")):
            given[name] = answer
    return _attempted(attempt, given)


def _attempted(attempt: Callable[[], NewRecord], given: dict[str, str]) -> NewRecord:
    """The proposal; what it cannot be made without is asked for at a terminal, and told as missing elsewhere."""
    from disclosure.editing.proposals import NeedsMoreError, NotProposedError

    while True:
        try:
            return attempt()
        except NeedsMoreError as needed:
            if not sys.stdin.isatty():
                fail(f"没有新建：{needed}")
            choices = "".join(f"\n  {name}  {title}" for name, title in needed.options)
            given[needed.key] = _line(f"{needed.why}：{choices}")
        except NotProposedError as error:
            fail(f"没有新建：{error}")


def _line(text: str) -> str:
    say(text)
    line = sys.stdin.readline()
    if not line:
        fail("没有回答完，没有新建。")
    return line.strip()


def _give_addresses(made: NewRecord, register: Register, remote: str) -> None:
    """For each file the address of the host's page that is filled in; where there is none, the text to be copied."""
    from disclosure.editing.desk.hosting import LONGEST_ADDRESS, host_of

    host = host_of(remote)
    if host is None:
        fail("看不出代码库在哪个网站上，请用 --repository 写明它的网址。")
    for path, text in made.for_hands().items():
        old = set(register.texts.get(path, "").split("\n"))
        address = host.new_file(path, text, "main") if not old - {""} else ""
        if address and len(address) <= LONGEST_ADDRESS:
            say(f"{path}\n{address}")
            continue
        why = _TOO_LONG if address else _THERE if old - {""} else _NO_PAGE.format(host.kind.value)
        added = "\n".join(line for line in text.split("\n") if line not in old or not line)
        say(f"{path}：{why}\n{added.strip(chr(10))}")


def _write(made: NewRecord, root: Path) -> None:
    for path, text in made.for_hands().items():
        put_below(root, path, text)
        say(f"已写入 {path}")


def _list_open(made: NewRecord) -> None:
    for path in made.files:
        fields = [field for field in made.open_fields if field.path == path]
        lines = (f"  {field.label}（{field.name}）：{field.words}" for field in fields)
        if fields:
            say("\n".join([f"{path} 还要填：", *lines]))
    say("填好以后运行 disclosure check。")
