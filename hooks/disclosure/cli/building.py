"""``disclosure build | serve | ledger``: the site, its preview, and the addresses that no history will tell."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.ending import finish
from disclosure.cli.inspecting import judged_by
from disclosure.cli.options import (
    Discreet,
    NoMemory,
    Output,
    Root,
    Strict,
    Today,
    valid,
    working_day,
)
from disclosure.cli.saying import fail, say
from disclosure.order import Order
from disclosure.replacing import put_in_place
from disclosure.reporting import Format

if TYPE_CHECKING:
    from disclosure.findings import Finding


_SITE = Path("site")


def build(
    today: Today = None,
    strict: Strict = False,
    out: Annotated[Path, typer.Option("--out", help="网站放在哪个文件夹。")] = _SITE,
    staff: Annotated[
        Path | None,
        typer.Option("--staff", help="另写一份只供内部的网页：要办的事、什么时候会出问题、年度数字的出处。"),
    ] = None,
    waiting: Annotated[bool, typer.Option("--waiting", help="定时发布、还没有公开的也生成出来看，不能发布。")] = False,
    format: Output = Format.TEXT,
    discreet: Discreet = False,
    no_memory: NoMemory = False,
    root: Root = Path(),
) -> None:
    """Check, build, look at every link, and put the new site in the place of the old one if nothing blocks."""
    from disclosure import publish
    from disclosure.loading import read_register

    place, told = root.resolve(), valid(today)
    if waiting and out == _SITE:
        fail("--waiting 生成的网站里有还没有公开的内容，不能放在发布的文件夹。请用 --out 写别的文件夹。")
    try:
        if staff is not None:
            publish.refuse_open_places(place, place / staff, place / out)
        keeps = not no_memory and not waiting
        order = replace(told, strict=strict, out=place / out, remembers=keeps, waiting=waiting)
        report = publish.build(place, order)
        if staff is not None:
            _write_staff(place, place / staff, place / out, told, report.findings)
    except publish.PublishError as error:
        fail(str(error))
    register = read_register(place) if format is Format.HTML else None
    finish(
        report.findings,
        format,
        strict=report.strict,
        register=register,
        silenced=report.silenced,
        is_discreet=discreet,
    )


def _write_staff(root: Path, folder: Path, out: Path, told: Order, found: list[Finding]) -> None:
    """What is to be done, what will break when, what stands behind the year's figures, for the staff alone."""
    from disclosure import publish
    from disclosure.law.book import law_book
    from disclosure.loading import read_register
    from disclosure.pages.staff import staff_files
    from disclosure.reading.history import read_history
    from disclosure.upkeep.ahead import PAGE, ahead_files

    register = read_register(root)
    day, history = working_day(register, told), read_history(root)
    verdicts = judged_by(register, found, history, day)
    pages = staff_files(register, law_book(register), day, [(PAGE, "什么时候会出问题")], verdicts)
    publish.write_staff(root, folder, out, {**pages, **ahead_files(register, day, history=history)})
    say(f"内部用的网页写在 {folder}，不要公开。", error=True)


def serve(root: Root = Path()) -> None:
    """Show the site on this machine, anew after every change."""
    from disclosure import publish

    say("预览网址见下面“Serving on”一行，用浏览器打开；按 Ctrl+C 结束。有问题也能预览，问题写在网页上方，也列在这里。")
    raise typer.Exit(publish.serve(root.resolve(), Order(preview=True)))


def ledger(root: Root = Path()) -> None:
    """Note every address that is public now, for a repository that will not have this history."""
    from disclosure.catalogue import ALL_RULES
    from disclosure.check import check as check_register
    from disclosure.findings import blocking
    from disclosure.law.book import law_book
    from disclosure.links.ledger import updated
    from disclosure.loading import read_register
    from disclosure.pages.site import Site
    from disclosure.publication import publication
    from disclosure.reading.history import read_history

    register = read_register(root.resolve())
    history = read_history(register.root)
    day = working_day(register)
    if blocking(check_register(register, day, rules=ALL_RULES, history=history)):
        fail("内容还有错误，没有登记。请先运行 disclosure check。")
    site = Site(register, law_book(register), day)
    put_in_place(root / "data" / "ledger.yml", updated(register, publication(site)))
    say("已登记。有完整修改历史的，不用登记也看得出删了什么。")
