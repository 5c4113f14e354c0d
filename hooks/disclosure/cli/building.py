"""``disclosure build | serve | ledger``: the site, its preview, and the addresses that no history will tell."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from disclosure import publish
from disclosure.catalogue import ALL_RULES
from disclosure.check import check as check_register
from disclosure.cli.options import Output, Root, Strict, Today, fail, finish, say, valid, working_day
from disclosure.findings import blocking
from disclosure.law.book import law_book
from disclosure.links.ledger import updated
from disclosure.loading import read_register
from disclosure.order import Order
from disclosure.pages.site import Site
from disclosure.publication import publication
from disclosure.reading.history import read_history
from disclosure.reporting import Format


def build(
    today: Today = None,
    strict: Strict = False,
    out: Annotated[Path, typer.Option("--out", help="网站放在哪个文件夹。")] = Path("site"),
    format: Output = Format.TEXT,
    root: Root = Path(),
) -> None:
    """检查内容、生成网站、检查链接，全部合格才替换旧网站。"""
    try:
        report = publish.build(root.resolve(), Order(valid(today), strict=strict, out=root.resolve() / out))
    except publish.PublishError as error:
        fail(str(error))
    register = read_register(root.resolve()) if format is Format.HTML else None
    finish(report.findings, format, strict=report.strict, register=register, silenced=report.silenced)


def serve(root: Root = Path()) -> None:
    """在本机预览网站，保存文件后自动刷新。"""
    say("预览网址见下面“Serving on”一行，用浏览器打开；按 Ctrl+C 结束。内容有问题时也能预览，问题列在这里。")
    raise typer.Exit(publish.serve(root.resolve(), Order(preview=True)))


def ledger(root: Root = Path()) -> None:
    """把现在公开的网页和附件登记进 data/ledger.yml：要换新的代码库、丢掉修改历史以前用一次，平时不用。"""
    register = read_register(root.resolve())
    history = read_history(register.root)
    day = working_day(register)
    if blocking(check_register(register, day, rules=ALL_RULES, history=history)):
        fail("内容还有错误，没有登记。请先运行 disclosure check。")
    site = Site(register, law_book(register), day)
    _put_in_place(root / "data" / "ledger.yml", updated(register, publication(site)))
    say("已登记。有完整修改历史的，不用登记也看得出删了什么。")


def _put_in_place(file: Path, text: str) -> None:
    """Write a file aside and then put it in place, so that it is never half there."""
    aside = file.with_name(f".{file.name}.new")
    with aside.open("w", encoding="utf-8", newline="\n") as target:
        target.write(text)
        target.flush()
        os.fsync(target.fileno())
    aside.replace(file)
