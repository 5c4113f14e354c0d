"""Connects MkDocs to the disclosure engine. The only file that imports MkDocs.

Each event is a few calls into the engine. Keep out: rules, HTML, state; MkDocs caches this module between rebuilds.
"""

from __future__ import annotations

import os
from datetime import date
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from disclosure.attachments.contents import Shelf
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Finding, Severity, blocking, dump, sort
from disclosure.law.book import cited, law_book
from disclosure.links.exclusions import exclude
from disclosure.links.gate import check_site
from disclosure.links.ledger import check_ledger
from disclosure.loading import MISSING_FILE, read_register
from disclosure.pages.build import Publication, publication
from disclosure.pages.page import Page
from disclosure.pages.site import Site
from disclosure.publish import FINDINGS, PREVIEW, TODAY, collect_rarely, working_day
from disclosure.reading.history import read_history

_log = get_plugin_logger("disclosure")


class EnginePage(MkDocsPage):
    """A page whose whole HTML comes from the engine, rendered only when MkDocs writes it."""

    def __init__(self, made: Publication, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(page.title, file, config)
        self.document = partial(made.render, page.address)

    def read_source(self, config: MkDocsConfig) -> None:
        """There is no Markdown to read."""
        self.markdown, self.meta = "", {}

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """There is no Markdown to render."""
        self.content, self.toc = "", TableOfContents([])


def on_config(config: MkDocsConfig) -> None:
    """Read and check everything before MkDocs empties the site folder."""
    collect_rarely()
    register = read_register(Path(config.config_file_path).parent)
    today = working_day(register, os.environ.get(TODAY), date.today())
    shelf = Shelf(register.root)
    findings = check(register, today, rules=ALL_RULES, history=read_history(register.root), shelf=shelf)
    config.extra["findings"] = findings
    _report(findings, config)
    site = Site(register, law_book(register), today, ALL_RULES, preview=PREVIEW in os.environ, opened=shelf)
    config.site_name, config.site_url = site.agency.site_name, site.agency.site_url
    config.theme.static_templates.clear()  # the engine makes its own 404.html and sitemap.xml
    config.extra["publication"] = publication(site)


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace what MkDocs found by what the engine publishes, and keep of the theme only its stylesheet."""
    made: Publication = config.extra["publication"]
    material = [file for file in files if file.src_uri.startswith("assets/stylesheets/main.")]
    own = [file for file in files if file.src_uri.startswith("assets/site/")]
    theme = [file for file in (*material, *own) if not file.src_uri.endswith(".map")]
    made.site.stylesheets = [file.src_uri for file in theme if file.src_uri.endswith(".css")]
    return Files([*theme, *_pages(made, config), *_assets(made, config)])


def _pages(made: Publication, config: MkDocsConfig) -> list[File]:
    files = []
    for page in made.pages.values():
        source = page.address.removesuffix(".html") + ".md"
        file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        EnginePage(made, page, file, config)
        files.append(file)
    return files


def _assets(made: Publication, config: MkDocsConfig) -> list[File]:
    generated = [File.generated(config, asset.address, content=asset.content) for asset in made.assets]
    copied = [File.generated(config, address, abs_src_path=str(file)) for address, file in made.files.items()]
    return [*generated, *copied]


def on_post_build(config: MkDocsConfig) -> None:
    """Check every link of the finished HTML; the command that called swaps the site only if this passes."""
    made: Publication = config.extra["publication"]
    site = made.site
    links = [
        *check_site(Path(config.site_dir), site.agency.site_url, made.origins, site.register, contents=made.contents),
        *check_ledger(made, site.register),
    ]
    kept = exclude(links, site.register, site.today)
    _report(sort([*config.extra["findings"], *cited(kept, site.law)]), config)


def _report(findings: list[Finding], config: MkDocsConfig) -> None:
    """Hand the findings to the calling command, or log them; stop the build if any of them blocks."""
    # A preview shows what can be shown; only a register without its office has nothing to show.
    previewing = PREVIEW in os.environ and not any(finding.rule == MISSING_FILE.id for finding in findings)
    stopping = [] if previewing else blocking(findings, strict=config.strict)
    if FINDINGS in os.environ:
        Path(os.environ[FINDINGS]).write_text(dump(findings), "utf-8")
    else:
        for finding in findings:
            level = _log.error if finding.severity is Severity.ERROR else _log.warning
            place = f"{finding.place.path}:{finding.place.line}:{finding.place.column}"
            level(f"{place}: {finding.rule} {finding.message}{finding.remedy}")
    if stopping:
        raise PluginError(f"有 {len(stopping)} 个问题阻止发布。")
