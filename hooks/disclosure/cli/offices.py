"""``disclosure owners | withheld``: lists for the office itself."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.reporting import Shape


def owners(root: Root = Path()) -> None:
    """Write who has to approve which changes, by the accounts of the departments."""
    from disclosure.loading import read_register
    from disclosure.reporting.owners import code_owners
    from disclosure.reporting.owners import write as write_owners

    texts = code_owners(read_register(root.resolve()))
    if not texts:
        fail("没有可以写的：请先在 data/agency.yml 填写 disclosure_office 和各部门的 account。")
    write_owners(root, texts)
    say("已写入 .github/CODEOWNERS 和 .gitlab/CODEOWNERS。")
    say("一行有两个账号的，GitHub 只要其中一个批准，见 .github/CODEOWNERS 的开头。")


def withheld(
    year: Annotated[int | None, typer.Option("--year", metavar="YYYY", help="只列这一年登记的。")] = None,
    today: Today = None,
    format: Annotated[Shape, typer.Option("--format", help="文字或表格（csv）。")] = Shape.TEXT,
    root: Root = Path(),
) -> None:
    """List what is not published of the office's own accord, by when it is to be reviewed."""
    from disclosure.law.book import law_book
    from disclosure.loading import read_register
    from disclosure.reporting.withheld import review_list

    register = read_register(root.resolve())
    day = working_day(register, valid(today))
    typer.echo(review_list(register, law_book(register), day, format, year), nl=False)
