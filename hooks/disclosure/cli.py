"""The command line: ``disclosure check | build | links | clean | serve | rules | explain``.

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
from disclosure.attachments.cleaning import NotCleaned, cleaned, copy_name
from disclosure.catalogue import ALL_RULES, RULES_BY_ID, Style, explanation, listing
from disclosure.findings import Finding, blocking, sort
from disclosure.incoming import findings_since, staged_findings
from disclosure.links.external import Settings, added_addresses, external_findings
from disclosure.links.external.oracle import OracleFailed
from disclosure.links.gate import check_site
from disclosure.links.ledger import updated
from disclosure.links.outward import outward_links
from disclosure.pages.build import publication
from disclosure.pages.hrefs import Links
from disclosure.pages.site import Site
from disclosure.reading.git import GitFailed
from disclosure.reading.history import read_history
from disclosure.register import Register, read_register
from disclosure.reporting import Format, render
from disclosure.reporting.owners import code_owners
from disclosure.reporting.owners import write as write_owners
from disclosure.reporting.withheld import Shape, review_list
from disclosure.rules import check as check_register
from disclosure.rules import cited, law_book
from disclosure.rules.framework import CRASHED
from disclosure.screening import known_of
from disclosure.screening.attachments.judging import findings_of
from disclosure.screening.wording.fix import fix_files
from disclosure.screening.written import Known
from disclosure.shares import ShareFailed

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
    staged: Annotated[bool, typer.Option("--staged", help="只查马上要提交的文件（git 暂存区里的内容）。")] = False,
    since: Annotated[
        str | None, typer.Option("--since", metavar="COMMIT", help="查此后每次提交带来的每个版本有没有不该公开的内容。")
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="先改好有把握的写法（文号、标点、错别字），再检查。")] = False,
    today: Today = None,
    strict: Strict = False,
    format: Output = Format.TEXT,
    root: Root = Path(),
) -> None:
    """检查 docs/ 和 data/ 里的内容，不生成网站。"""
    missing = [path for path in paths or () if not path.exists()]
    if missing:
        _fail(f"没有“{missing[0]}”这个文件或文件夹。")
    if fix and (staged or since is not None):
        _fail("--fix 改的是文件夹里的文件，不能和 --staged、--since 一起用。")
    if staged or since is not None:
        _finish(_incoming(root.resolve(), since, _valid(today)), format, strict=strict)
    if fix:
        _fix(root.resolve(), paths or [root])
    register = read_register(root.resolve())
    day = publish.working_day(register, _valid(today), date.today())
    wanted = [path.resolve() for path in paths or (register.root,)]

    def is_wanted(path: str) -> bool:
        return _is_under(register.root / path, wanted)

    # Whether a waiver is of any use shows only when every file has been screened.
    screened = (lambda path: True) if is_wanted("data/waivers.yml") else is_wanted
    findings = check_register(register, day, rules=ALL_RULES, history=read_history(register.root), screened=screened)
    findings = [item for item in findings if not paths or is_wanted(item.place.path)]
    _finish(findings, format, strict=strict, register=register)


def _fix(root: Path, paths: Sequence[Path]) -> None:
    """Put right what is sure in these files, and say on standard error what that was."""
    register = read_register(root)
    wanted = [path.resolve() for path in paths]
    files = [path for path in register.texts if _is_under(root / path, wanted)]
    for done in fix_files(register, known_of(register), files):
        where = f"{done.place.path}:{done.place.line}:{done.place.column}"
        typer.echo(f"{where}: 已把“{done.old}”改成“{done.new}”。", err=True)


def _incoming(root: Path, since: str | None, today: str | None) -> list[Finding]:
    def day(register: Register) -> date:
        return publish.working_day(register, today, date.today())

    try:
        if since is not None:
            return findings_since(root, since, day, ALL_RULES)
        return staged_findings(root, day, ALL_RULES)
    except GitFailed as error:
        if since is None:
            _fail(f"没有读到马上要提交的内容，请确认这里是 git 代码库，并且装好了 git。（{error}）")
        _fail(f"没有读到“{since}”以后的提交，请核对版本号，并下载全部历史（git fetch --unshallow）。（{error}）")


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
def clean(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="要清理的附件。", exists=True, dir_okay=False)],
    force: Annotated[bool, typer.Option("--force", help="已有同名的清理结果时，覆盖它。")] = False,
    root: Root = Path(),
) -> None:
    """另存一份清理过的附件：去掉修订、批注、隐藏的内容和制作人信息，原文件不动。"""
    copy = file.with_name(copy_name(file))
    if copy.exists() and not force:
        _fail(f"已经有“{copy}”。确认可以覆盖的，请加上 --force。")
    try:
        known = Known(read_register(root.resolve()).agency)
        result = cleaned(file, lambda name, facts: findings_of(name, facts, known))
    except NotCleaned as error:
        _fail(f"没有清理成：{error}")
    copy.write_bytes(result.data)
    typer.echo(f"已写入 {copy}，原文件没有改动。")
    for finding in result.settled:
        typer.echo(f"  已去掉：{finding.message}")
    for finding in result.left:
        typer.echo(f"  还要人工处理：{finding.message}{finding.remedy}")
    if not result.settled and not result.left:
        typer.echo("  没有发现需要去掉的内容。")
    raise typer.Exit(1 if blocking(result.left) else 0)


@app.command()
def ledger(root: Root = Path()) -> None:
    """把现在的全部网址登记进 data/ledger.yml，以后消失的网址必须写明去向。"""
    register = read_register(root.resolve())
    history = read_history(register.root)
    day = publish.working_day(register, None, date.today())
    if blocking(check_register(register, day, rules=ALL_RULES, history=history)):
        _fail("内容还有错误，没有登记。请先运行 disclosure check。")
    site = Site(register, law_book(register), publish.working_day(register, None, date.today()))
    (root / "data" / "ledger.yml").write_text(updated(register, publication(site)), "utf-8")
    typer.echo("已登记。")


@app.command()
def owners(root: Root = Path()) -> None:
    """按 data/ 里的部门账号生成 CODEOWNERS：哪些修改合并前要谁批准。"""
    text = code_owners(read_register(root.resolve()))
    if not text:
        _fail("没有可以写的：请先在 data/agency.yml 填写 disclosure_office 和各部门的 account。")
    write_owners(root, text)
    typer.echo("已写入 .github/CODEOWNERS 和 .gitlab/CODEOWNERS。")


@app.command()
def withheld(
    year: Annotated[int | None, typer.Option("--year", metavar="YYYY", help="只列这一年登记的。")] = None,
    today: Today = None,
    format: Annotated[Shape, typer.Option("--format", help="文字或表格（csv）。")] = Shape.TEXT,
    root: Root = Path(),
) -> None:
    """列出不主动公开信息的年度评估清单，该评估的在前。只供内部使用。"""
    register = read_register(root.resolve())
    day = publish.working_day(register, _valid(today), date.today())
    typer.echo(review_list(register, law_book(register), day, format, year), nl=False)


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
    raise typer.Exit(_told(message))


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
    try:
        app()
    except ShareFailed as error:
        sys.exit(_told(str(error)))


def _told(message: str) -> int:
    """Say why the command could not do its work; its exit status."""
    typer.echo(message, err=True)
    return 2
