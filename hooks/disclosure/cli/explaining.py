"""``disclosure rules | explain``: what is checked, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from disclosure.cli.options import Root, working_day
from disclosure.cli.saying import fail
from disclosure.reporting import Style


def rules(
    format: Annotated[Style, typer.Option("--format", help="输出格式。")] = Style.TEXT,
    root: Root = Path(),
) -> None:
    """List all rules."""
    from disclosure.catalogue import listing
    from disclosure.law.book import law_book
    from disclosure.loading import read_register

    register = read_register(root.resolve())
    typer.echo(listing(law_book(register), format, working_day(register)), nl=False)


def explain(
    rule: Annotated[list[str], typer.Argument(metavar="RULE…", help="规则编号，例如 DOC-001；可以写几个。")],
    root: Root = Path(),
) -> None:
    """Say of rules what they watch, with an example of each kind and the basis."""
    from disclosure.catalogue import explanation, weighed
    from disclosure.law.book import law_book
    from disclosure.loading import read_register

    register = read_register(root.resolve())
    law = law_book(register)
    known = weighed(law, working_day(register))
    for key in rule:
        if key.upper() not in known:
            fail(f"没有编号为“{key}”的规则。请用 disclosure rules 查看全部编号。")
    for key in rule:
        typer.echo(explanation(known[key.upper()], law), nl=False)
