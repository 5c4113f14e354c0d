"""``disclosure patrol``: one run over the content and the site, as the one line that is kept of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import say
from disclosure.replacing import put_in_place

if TYPE_CHECKING:
    from disclosure.findings import Finding
    from disclosure.register import Register


def patrol(
    out: Annotated[Path | None, typer.Option("--out", help="把这一行写成这个文件；不写就直接输出。")] = None,
    site: Annotated[Path, typer.Option("--site", help="已生成的网站；没有的，只查内容。")] = Path("site"),
    external: Annotated[bool, typer.Option("--external", help="站外的链接也查（要联网）。")] = False,
    cache: Annotated[Path, typer.Option("--cache", help="站外链接的检查记录。")] = Path(".disclosure/external.sqlite"),
    today: Today = None,
    root: Root = Path(),
) -> None:
    """Look once at all that is public, and write down what was found on one line."""
    from disclosure.catalogue import ALL_RULES
    from disclosure.check import check
    from disclosure.loading import read_register
    from disclosure.reading.history import read_history
    from disclosure.upkeep.patrolling import patrol as patrolled

    register = read_register(root.resolve())
    day = working_day(register, valid(today))
    tree = root / site if (root / site).is_dir() else None
    found = check(register, day, rules=ALL_RULES, history=read_history(register.root))
    links, asked = _links(register, day, tree, root / cache if external else None) if tree is not None else ([], None)
    is_shown = register.demonstration_day is not None
    made = patrolled([*found, *links], day, _version(register), site=tree, is_demonstration=is_shown)
    made = replace(made, external=asked)
    if out is not None:
        put_in_place(out.resolve(), f"{made.line()}\n")
        say(f"{made.day}：错误 {made.errors}，提醒 {made.warnings}，建议 {made.notices}。已写入 {out}。")
    else:
        typer.echo(made.line())


def _links(register: Register, day: date, tree: Path, cache: Path | None) -> tuple[list[Finding], int | None]:
    """What is wrong with the links of the site, and how many other sites' were asked; with a ``cache`` they are."""
    from disclosure.links.external import Settings, external_findings
    from disclosure.links.external.oracle import OracleFailed
    from disclosure.links.gate import check_site
    from disclosure.links.outward import outward_links
    from disclosure.suppression import excluded

    found, asked = check_site(tree), None
    if cache is not None:
        outward = list(outward_links(tree, "", {}))
        agency = register.agency
        try:
            cache.parent.mkdir(parents=True, exist_ok=True)
            settings = Settings(contact=agency.site_url if agency else "")
            found += external_findings(outward, cache, datetime.now(UTC), settings, added=set())
            asked = len({link.url for link in outward})
        except OracleFailed as error:
            say(f"站外的链接没有查成：{error}", error=True)
    return excluded(found, register, day, inside=False, outside=asked is not None).findings, asked


def _version(register: Register) -> str:
    """The version of the content, "" where there is no git."""
    from disclosure.reading.git import GitFailed, resolved

    try:
        return resolved(register.root, "HEAD")
    except GitFailed:
        return ""
