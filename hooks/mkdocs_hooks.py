"""Connects MkDocs to the disclosure engine. The only file that imports MkDocs.

Each event is a few calls into the engine. Keep out: rules and HTML; MkDocs caches this module between rebuilds.
Whatever starts MkDocs, the site is built aside and published by ``on_post_build`` alone, after every plugin.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents

from disclosure.attachments.contents import Shelf
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Finding, Severity, blocking, sort
from disclosure.law.book import cited, law_book
from disclosure.links.exclusions import exclude
from disclosure.links.gate import check_site
from disclosure.links.ledger import check_ledger
from disclosure.loading import MISSING_FILE, read_register
from disclosure.order import Order, OrderError
from disclosure.pages.build import Publication, publication
from disclosure.pages.page import Page
from disclosure.pages.site import Site
from disclosure.publish import PublishError, Report, Staging, not_published, open_staging, public_link, strangers_in
from disclosure.reading.history import read_history
from disclosure.reporting.characters import visible
from disclosure.shares import collect_rarely

_log = get_plugin_logger("disclosure")
_LAST = -1000  # after every plugin and hook of the office's own


@dataclass
class Run:
    """One build: what was ordered, found and made, and where it is written; a preview has no staging."""

    order: Order
    findings: list[Finding]
    made: Publication
    staging: Staging | None = None


@dataclass
class _Known:
    """What MkDocs tells only once, or not at all where it tells of an error."""

    previews: bool = False
    order: Order | None = None
    staging: Staging | None = None


_known = _Known()


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


def on_startup(*, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Note what MkDocs was started for: what it serves is a preview, everything else is for the public."""
    if command == "gh-deploy":
        raise PluginError("mkdocs gh-deploy 会绕过检查，不能用。请用 disclosure build，并按 README 发布。")
    _known.previews = command == "serve"


@event_priority(_LAST)
def on_config(config: MkDocsConfig) -> None:
    """Read and check everything; open a staging folder, before MkDocs empties the one that it knows."""
    collect_rarely()
    root = Path(config.config_file_path).parent
    try:
        order = Order.handed_over(preview=_known.previews, strict=bool(config.strict))
    except OrderError as error:
        raise PluginError(str(error)) from error
    _known.order = order
    register = read_register(root)
    today = order.working_day(register.demonstration_day, datetime.now(UTC))
    shelf = Shelf(root)
    findings = check(register, today, rules=ALL_RULES, history=read_history(root), shelf=shelf)
    _stop_if_blocked(findings, order)
    site = Site(register, law_book(register), today, ALL_RULES, preview=order.preview, opened=shelf)
    config.site_name, config.site_url = site.agency.site_name, site.agency.site_url
    config.theme.static_templates.clear()  # the engine makes its own 404.html and sitemap.xml
    made = publication(site, _theme_files(config))
    if not order.preview:
        try:
            _known.staging = open_staging(root, public_link(root, Path(config.site_dir), order.out))
        except PublishError as error:
            raise _told(str(error), order) from error
        config.site_dir = str(_known.staging.folder)
    config.extra["run"] = Run(order, findings, made, _known.staging)


def _theme_files(config: MkDocsConfig) -> dict[str, Path]:
    """What the pages need of the theme: Material's stylesheet and the files of our own shell, by address."""
    wanted = ("assets/stylesheets/main.*.css", "assets/site/*")
    found = {
        file.relative_to(folder).as_posix(): file
        for folder in reversed(config.theme.dirs)
        for pattern in wanted
        for file in sorted(Path(folder).glob(pattern))
    }
    return dict(sorted(found.items()))


@event_priority(_LAST)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace what MkDocs found by the pages of the engine, which lays everything else down itself."""
    run: Run = config.extra["run"]
    return Files(_pages(run.made, config))


def _pages(made: Publication, config: MkDocsConfig) -> list[File]:
    files = []
    for page in made.pages.values():
        source = page.address.removesuffix(".html") + ".md"
        file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        EnginePage(made, page, file, config)
        files.append(file)
    return files


@event_priority(_LAST)
def on_post_build(config: MkDocsConfig) -> None:
    """Lay down all that is no page, check every link of the finished HTML, and publish if nothing blocks."""
    run: Run = config.extra["run"]
    made, order, staging, site = run.made, run.order, run.staging, run.made.site
    folder = staging.folder if staging else Path(config.site_dir)
    try:
        strangers = list(not_published(strangers_in(folder, made.pages.keys())))
        made.lay(folder)
        links = [
            *check_site(folder, site.agency.site_url, made.origins, site.register, contents=made.contents),
            *check_ledger(made, site.register),
        ]
        kept = exclude(links, site.register, site.today)
        findings = sort([*run.findings, *cited([*kept, *strangers], site.law)])
        _stop_if_blocked(findings, order)
        if staging is not None:
            staging.publish(made.listing)
    except PublishError as error:
        raise _told(str(error), order) from error
    _hand_over(Report(findings, published=staging is not None), order)


def on_build_error(error: Exception) -> None:
    """Throw away what was built. What nobody foresaw is told in one line, never taken for an empty report."""
    if _known.staging is not None:
        if _known.staging.published:
            return  # somebody's plugin failed afterwards; MkDocs says so itself
        _known.staging.discard()
    if not isinstance(error, PluginError) and _known.order is not None:
        gist = " ".join(f"{type(error).__name__}: {error}".split())[:160]
        failure = f"生成网站时程序出错（{gist}），旧网站保持不变。请把这条消息报告给开发人员。"
        raise _told(failure, _known.order) from error


def _told(failure: str, order: Order) -> PluginError:
    """Why the build could not do its work, for the calling command and for MkDocs."""
    _hand_over(Report(failure=failure), order)
    return PluginError(failure)


def _stop_if_blocked(findings: list[Finding], order: Order) -> None:
    """Hand the findings over and stop the build if any of them blocks."""
    # A preview shows what can be shown; only a register without its office has nothing to show.
    lenient = order.preview and not any(finding.rule == MISSING_FILE.id for finding in findings)
    stopping = [] if lenient else blocking(findings, strict=order.strict)
    if stopping:
        _hand_over(Report(findings), order)
        raise PluginError(f"有 {len(stopping)} 个问题阻止发布。")


def _hand_over(report: Report, order: Order) -> None:
    """Leave the report where the calling command looks for it; without one, say the findings here."""
    if order.report is not None:
        report.write(order.report)
        return
    for finding in report.findings:
        level = _log.error if finding.severity is Severity.ERROR else _log.warning
        place = f"{finding.place.path}:{finding.place.line}:{finding.place.column}"
        level(visible(f"{place}: {finding.rule} {finding.message}{finding.remedy}"))
