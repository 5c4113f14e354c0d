"""The command line: ``disclosure check | build | links | serve | rules | explain``.

The only place in the engine that prints and that asks the clock. Exit status: 0 nothing that blocks,
1 findings that block, 2 the command could not do its work.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated, NoReturn

import typer

from disclosure import publish
from disclosure.catalogue import ALL_RULES, RULES_BY_ID, Style, explanation, listing
from disclosure.findings import Finding, blocking, sort
from disclosure.links.external import Settings, added_addresses, external_findings
from disclosure.links.external.oracle import OracleFailed
from disclosure.links.gate import check_site
from disclosure.links.ledger import updated
from disclosure.links.outward import outward_links
from disclosure.pages.build import publication
from disclosure.pages.page import Links
from disclosure.pages.site import Site
from disclosure.register import Register, read_register
from disclosure.reporting import Format, render
from disclosure.rules import check as check_register
from disclosure.rules import cited, law_book
from disclosure.rules.framework import CRASHED

app = typer.Typer(
    name="disclosure",
    help="政务公开网站：检查内容、生成网站、把关链接。",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

Today = Annotated[str | None, typer.Option("--today", metavar="YYYY-MM-DD", help="当作今天的日期。")]
Strict = Annotated[bool, typer.Option("--strict", help="提醒也阻止发布。")]
Output = Annotated[Format, typer.Option("--format", help="输出格式。")]
Root = Annotated[Path, typer.Option("--root", help="项目所在的文件夹。", file_okay=False, exists=True)]


@app.command()
def check(
    paths: Annotated[list[Path] | None, typer.Argument(metavar="[PATH]…", help="只显示这些文件的问题。")] = None,
    today: Today = None,
    strict: Strict = False,
    format: Output = Format.TEXT,
    root: Root = Path(),
) -> None:
    """检查 docs/ 和 data/ 里的内容，不生成网站。"""
    missing = [path for path in paths or () if not path.exists()]
    if missing:
        _fail(f"没有“{missing[0]}”这个文件或文件夹。")
    register = read_register(root.resolve())
    day = publish.working_day(register, _valid(today), date.today())
    findings = check_register(register, day, rules=ALL_RULES)
    if paths:
        wanted = [path.resolve() for path in paths]
        findings = [item for item in findings if _is_under(register.root / item.place.path, wanted)]
    _finish(findings, format, strict=strict, register=register)


def _is_under(file: Path, wanted: Sequence[Path]) -> bool:
    return any(file == path or path in file.parents for path in wanted)


@app.command()
def build(
    today: Today = None,
    strict: Strict = False,
    out: Annotated[Path, typer.Option("--out", help="网站放在哪个文件夹。")] = Path("site"),
    format: Output = Format.TEXT,
    root: Root = Path(),
) -> None:
    """检查内容、生成网站、检查链接，全部合格才替换旧网站。"""
    try:
        findings = publish.build(root.resolve(), root.resolve() / out, _valid(today), strict=strict)
    except publish.BuildError as error:
        _fail(str(error))
    register = read_register(root.resolve()) if format is Format.HTML else None
    _finish(findings, format, strict=strict, register=register)


@app.command()
def links(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="已生成的网页所在的文件夹。", exists=True, file_okay=False)
    ],
    site_url: Annotated[str | None, typer.Option("--site-url", help="网站发布的完整网址，以 / 结尾。")] = None,
    external: Annotated[bool, typer.Option("--external", help="深入检查：外部链接（要联网）、附件首页。")] = False,
    cache: Annotated[Path, typer.Option("--cache", help="外部链接检查记录。")] = Path(".disclosure/external.sqlite"),
    added_since: Annotated[
        str | None, typer.Option("--added-since", metavar="COMMIT", help="只有此后新加的才阻止。")
    ] = None,
    format: Output = Format.TEXT,
    root: Root = Path(),
) -> None:
    """检查一个文件夹里全部网页的链接，不论是不是本程序生成的。"""
    register = read_register(root.resolve())
    findings = check_site(folder, site_url or "", thorough=external)
    if external:
        findings += _external_findings(register, folder, site_url or "", cache, added_since)
    _finish(sort(cited(findings, law_book(register))), format, strict=False, register=register)


def _external_findings(
    register: Register, folder: Path, site_url: str, cache: Path, added_since: str | None
) -> list[Finding]:
    agency = register.agency
    settings = Settings(contact=agency.site_url if agency else "")
    try:
        added = added_addresses(register.root, added_since) if added_since else set()
        cache.parent.mkdir(parents=True, exist_ok=True)
        found = outward_links(folder, site_url, _origins(register))
        return external_findings(found, cache, datetime.now(UTC), settings, added=added)
    except OracleFailed as error:
        _fail(f"外部链接没有检查成：{error}")
    except subprocess.CalledProcessError:
        _fail(f"代码库里没有“{added_since}”这个版本，请核对 --added-since。")


def _origins(register: Register) -> dict[str, Links]:
    """Where the links of the project's own pages come from; nothing for a foreign tree."""
    if register.agency is None or register.findings:
        return {}
    made = publication(Site(register, law_book(register), publish.working_day(register, None, date.today())))
    for address in made.pages:
        made.render(address)
    return made.origins


@app.command()
def ledger(root: Root = Path()) -> None:
    """把现在的全部网址登记进 data/ledger.yml，以后消失的网址必须写明去向。"""
    register = read_register(root.resolve())
    if blocking(check_register(register, publish.working_day(register, None, date.today()), rules=ALL_RULES)):
        _fail("内容还有错误，没有登记。请先运行 disclosure check。")
    site = Site(register, law_book(register), publish.working_day(register, None, date.today()))
    (root / "data" / "ledger.yml").write_text(updated(register, publication(site)), "utf-8")
    typer.echo("已登记。")


@app.command()
def serve(root: Root = Path()) -> None:
    """在本机预览网站，保存文件后自动刷新。"""
    typer.echo("预览网址见下面“Serving on”一行，用浏览器打开；按 Ctrl+C 结束。内容有问题时也能预览，问题列在这里。")
    raise typer.Exit(publish.serve(root.resolve()))


@app.command()
def rules(format: Annotated[Style, typer.Option("--format", help="输出格式。")] = Style.TEXT) -> None:
    """列出全部规则。"""
    typer.echo(listing(ALL_RULES, format), nl=False)


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(metavar="RULE", help="规则编号，例如 DOC-001。")],
    root: Root = Path(),
) -> None:
    """解释一条规则：管什么、错的和对的写法、依据。"""
    known = RULES_BY_ID.get(rule.upper())
    if known is None:
        _fail(f"没有编号为“{rule}”的规则。请用 disclosure rules 查看全部编号。")
    typer.echo(explanation(known, law_book(read_register(root.resolve()))), nl=False)


def _valid(today: str | None) -> str | None:
    """The day as given, if it is one; the command ends otherwise."""
    try:
        return datetime.strptime(today, "%Y-%m-%d").date().isoformat() if today else None
    except ValueError:
        _fail(f"“{today}”不是日期，请写成 2025-06-18 这样。")


def _fail(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(2)


def _finish(findings: list[Finding], format: Format, *, strict: bool, register: Register | None = None) -> None:
    colour = format is Format.TEXT and sys.stdout.isatty()
    owners = {} if register is None else {item.place.path: register.owner_of(item.place.path) for item in findings}
    text = render(
        findings,
        format,
        rules=RULES_BY_ID,
        colour=colour,
        strict=strict,
        owner_of=lambda finding: owners.get(finding.place.path, ""),
    )
    sys.stdout.write(text)
    if any(finding.rule == CRASHED.id for finding in findings):
        raise typer.Exit(2)
    raise typer.Exit(1 if blocking(findings, strict=strict) else 0)


def main() -> None:
    """Run the command line, in UTF-8 wherever it runs."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    publish.collect_rarely()
    app()
