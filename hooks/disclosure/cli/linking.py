"""``disclosure links``: the links of any tree of built HTML, and of other sites."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.ending import finish
from disclosure.cli.options import Output, Root, working_day
from disclosure.cli.saying import fail
from disclosure.reporting import Format

if TYPE_CHECKING:
    from disclosure.findings import Finding
    from disclosure.pages.hrefs import Links
    from disclosure.register import Register


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
    """Check every link of a tree of pages, whoever made it."""
    from disclosure.findings import sort
    from disclosure.law.book import cited, law_book
    from disclosure.links.gate import check_site
    from disclosure.loading import read_register
    from disclosure.suppression import excluded

    register = read_register(root.resolve())
    findings = check_site(folder, site_url or "", thorough=external)
    if external:
        findings += _external_findings(register, folder, site_url or "", cache, added_since)
    kept, silenced = excluded(findings, register, working_day(register), inside=False, outside=external)
    finish(sort(cited(kept, law_book(register))), format, strict=False, register=register, silenced=silenced)


def _external_findings(
    register: Register, folder: Path, site_url: str, cache: Path, added_since: str | None
) -> list[Finding]:
    from disclosure.links.external import Settings, added_addresses, external_findings
    from disclosure.links.external.oracle import OracleFailed
    from disclosure.links.outward import outward_links

    agency = register.agency
    settings = Settings(contact=agency.site_url if agency else "")
    try:
        added = added_addresses(register.root, added_since) if added_since else set()
        cache.parent.mkdir(parents=True, exist_ok=True)
        found = outward_links(folder, site_url, _origins(register))
        return external_findings(found, cache, datetime.now(UTC), settings, added=added)
    except OracleFailed as error:
        fail(f"外部链接没有检查成：{error}")
    except subprocess.CalledProcessError:
        fail(f"代码库里没有“{added_since}”这个版本，请核对 --added-since。")


def _origins(register: Register) -> dict[str, Links]:
    """Where the links of the project's own pages come from; nothing for a foreign tree."""
    from disclosure.law.book import law_book

    if register.agency is None or register.findings:
        return {}
    from disclosure.pages.site import Site
    from disclosure.publication import publication

    made = publication(Site(register, law_book(register), working_day(register)))
    for address in made.pages:
        made.render(address)
    return made.origins
