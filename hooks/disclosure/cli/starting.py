"""``disclosure new``: a new record with everything that is known, and a list of what is still to be filled in."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from disclosure.cli.options import Root, Today, put_in_place, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.editing.addresses import Repository, new_file_address
from disclosure.editing.proposals import NeedsMoreError, NotProposedError, Proposal, proposal
from disclosure.editing.proposals.branches import ids_ever_used, repository_of
from disclosure.editing.proposals.wanted import offered
from disclosure.loading import read_register
from disclosure.register import Register

Kind = Annotated[
    str | None, typer.Argument(metavar="[KIND]", help="要新建的种类：编号或者中文名称，例如 notice、通知公告；不写就列出全部。")
]
Title = Annotated[str | None, typer.Option("--title", help="标题；公开征求意见的写事项名称，例如 某某管理办法。")]
InColumn = Annotated[str | None, typer.Option("--column", help="栏目的编号或者名称。")]
OfKind = Annotated[str | None, typer.Option("--kind", help="文件种类（new document 用），例如 notice、通知公告。")]
Department = Annotated[str | None, typer.Option("--department", help="责任部门的编号或者名称。")]
Named = Annotated[str | None, typer.Option("--id", help="编号；不写就用下一个。")]
OfYear = Annotated[str | None, typer.Option("--year", help="年份；年度报告写统计的年份。")]
Values = Annotated[
    list[str] | None, typer.Option("--set", metavar="键=值", help="别的各项，可以写几次，例如 --set made=2025-06-16。")
]
Link = Annotated[bool, typer.Option("--link", help="不写文件，给出代码托管网站上“新建文件”的网址，打开就填好了。")]
At = Annotated[
    str | None, typer.Option("--repository", metavar="URL", help="代码库在托管网站上的网址；不写就看 git 的 origin。")
]


def new(
    kind: Kind = None,
    title: Title = None,
    column: InColumn = None,
    document_kind: OfKind = None,
    department: Department = None,
    identity: Named = None,
    year: OfYear = None,
    values: Values = None,
    link: Link = False,
    repository: At = None,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """新建一份文件或者一条记录：编号、位置和已知的各项写好，只有您知道的留空、逐项列出。"""
    if not kind:
        say("\n".join(["可以新建：", *(f"  {name}  {label}" for name, label in offered())]))
        return
    named = {"title": title, "column": column, "kind": document_kind, "department": department, "id": identity}
    given = {name: value for name, value in {**named, "year": year, **_pairs(values or [])}.items() if value}
    root = root.resolve()
    register = read_register(root)
    day = working_day(register, valid(today))
    taken = ids_ever_used(root)

    def attempt() -> Proposal:
        return proposal(kind, register, day, given, taken)

    made = _proposed(attempt, given)
    if _at_a_terminal() and not values:
        made = _asked(made, given, attempt)
    if link:
        _give_addresses(made, register, repository)
    else:
        _write(made, root)
    _list_open(made)


def _pairs(values: list[str]) -> dict[str, str]:
    for pair in values:
        if "=" not in pair:
            fail(f"“{pair[:40]}”里没有等号。请写成 --set made=2025-06-16 这样。")
    return dict(pair.split("=", 1) for pair in values)
