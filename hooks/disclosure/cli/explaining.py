"""``disclosure rules | explain``: what is checked, and why."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from disclosure.catalogue import Style, explanation, listing, weighed
from disclosure.cli.options import Root, fail
from disclosure.law.book import law_book
from disclosure.loading import read_register


def rules(
    format: Annotated[Style, typer.Option("--format", help="输出格式。")] = Style.TEXT,
    root: Root = Path(),
) -> None:
    """列出全部规则。"""
    law = law_book(read_register(root.resolve()))
    typer.echo(listing(weighed(law).values(), format), nl=False)


def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="规则编号，例如 DOC-001。")],
    root: Root = Path(),
) -> None:
    """解释一条规则：管什么、错的和对的写法、依据。"""
    law = law_book(read_register(root.resolve()))
    known = weighed(law).get(rule.upper())
    if known is None:
        fail(f"没有编号为“{rule}”的规则。请用 disclosure rules 查看全部编号。")
    typer.echo(explanation(known, law), nl=False)
