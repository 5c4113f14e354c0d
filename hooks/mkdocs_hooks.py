"""Connects MkDocs to the disclosure engine. The only file that imports MkDocs.

Each event is a few calls into the engine. Keep out: rules and HTML; MkDocs caches this module between rebuilds.
Whatever starts MkDocs, the site is built aside and published by ``on_post_build`` alone, after every plugin.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from tempfile import gettempdir
from typing import TYPE_CHECKING, Any, Literal, cast

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import TableOfContents, get_toc

from disclosure.attachments.contents import Shelf
from disclosure.catalogue import ALL_RULES
from disclosure.check import checked
from disclosure.faces.face import FacesError, OfficeFaces
from disclosure.faces.neighbours import read_neighbours
from disclosure.findings import Severity, blocking, sort
from disclosure.law.book import cited, law_book
from disclosure.loading import read_register
from disclosure.memory.history import history_of
from disclosure.memory.store import Store, open_store
from disclosure.memory.texts import TextReader
from disclosure.order import Order, OrderError
from disclosure.pages.hosted import THEME, Framed, framed, toc_tokens
from disclosure.pages.page import Page
from disclosure.pages.site import Site
from disclosure.pages.watching import WatchedSite
from disclosure.publication import Publication, publication
from disclosure.publication.collisions import collisions
from disclosure.publish import (
    OthersWork,
    PublishError,
    Report,
    SiteBefore,
    Staging,
    Stock,
    begin,
    breakdown,
    crew_for,
    finish,
    forget_preview,
    judged_whole,
    open_staging,
    public_link,
    show_nothing,
    show_preview,
    site_before,
    sources_of,
    strangers_in,
    told_errors,
)
from disclosure.reading.overrides import FOLDER as OVERRIDES
from disclosure.reporting.characters import visible
from disclosure.shares import Crew, collect_rarely
from disclosure.suppression import Judged

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_log = get_plugin_logger("disclosure")
# The events at which others see the content of a page, and those at which they would see what is written of it.
_LOOKING = ("page_content", "env", "page_context", "post_page")
_SEEING = (*_LOOKING, "pre_template", "template_context", "post_template", "post_build", "build_error")
# Whoever is told of any of these wants to know of all pages.
_HANDLING = ("files", "nav", "pre_page", "page_read_source", "page_markdown", *_SEEING)
_LAST = -1_000_000  # after every plugin and hook of the office's own


@dataclass
class Run:
    """One build: what was ordered, found (and silenced) and made, and where it is written; a preview has no staging.

    ``stock`` is what this process has taken stock of as it was written, unless others have the pages in their hands.
    ``offices`` are those to whose pages it may link, ``before`` is what need not be made anew.
    """

    order: Order
    judged: Judged
    made: Publication
    staging: Staging | None = None
    stock: Stock | None = None
    offices: Sequence[OfficeFaces] = ()
    before: SiteBefore = field(default_factory=SiteBefore)


@dataclass
class _Known:
    """What MkDocs tells only once, or not at all where it tells of an error."""

    previews: bool = False
    order: Order | None = None
    staging: Staging | None = None
    judged: Judged | None = None
    store: Store | None = None
    kept: Path | None = None  # the preview before
    crew: Crew = field(default_factory=Crew)  # the processes that make the site together


_known = _Known()


class EnginePage(MkDocsPage):
    """A page of the engine: its shell stands around a main content that plugins and hooks may see and change.

    It is rendered when MkDocs writes it, or once beforehand if there is anybody who could look at its content.
    """

    def __init__(self, made: Publication, page: Page, file: File, config: MkDocsConfig) -> None:
        super().__init__(page.title, file, config)
        self._made, self._page = made, page
        self._shell: Framed | None = None

    def read_source(self, config: MkDocsConfig) -> None:
        """Show the editors' Markdown and what is public of the record."""
        self.markdown, self.meta = self._page.markdown, dict(self._page.meta)

    def render(self, config: MkDocsConfig, files: Files) -> None:
        """Show the main content with its headings, where anybody listens; what became of the Markdown is noted."""
        self.content, self.toc = "", TableOfContents([])
        if self.markdown != self._page.markdown:
            self._made.rewritten.append(self._page.address)
        if _others_listen(_LOOKING, config):
            self._shell = framed(self._made.render(self._page.address))
            self.content = self._shell.content
            self.toc = get_toc(cast(Any, toc_tokens(self._shell.content)))

    def document(self) -> str:
        """The whole page, with its content as whoever looked at it left it."""
        if self._shell is None:
            return self._made.render(self._page.address)
        return f"{self._shell.before}{self.content}{self._shell.after}"


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
    _known.order, _known.crew = order, Crew()
    _open_staging(config, root, order)
    _known.store = open_store(root) if order.remembers else None
    register = read_register(root, TextReader(_known.store))
    register.moment = order.moment(register.demonstration_day, datetime.now(UTC))
    today = register.moment.date()
    shelf = Shelf(root)
    store = _known.store
    history = history_of(root, store)
    judged = checked(register, today, rules=ALL_RULES, history=history, shelf=shelf, compares=False, store=store)
    _known.judged = judged
    config.theme.static_templates.clear()  # the engine makes its own 404.html and sitemap.xml
    if order.preview and register.agency is None:
        config.extra["nothing"] = judged.findings
        return
    if register.broken:  # what cannot be read has no page, and half the links would look dead
        _stop_if_blocked(judged, order)
    # A preview goes on without what must not be on a page.
    register.overrides = register.overrides.without({item.place.path for item in blocking(judged.findings)})
    kind = Site if _known.store is None else WatchedSite
    site = kind(
        register, law_book(register), today, ALL_RULES, preview=order.preview,
        shows_waiting=order.preview or order.waiting, remembers=order.remembers, opened=shelf,
    )  # fmt: skip
    config.site_name, config.site_url = site.agency.site_name, site.agency.site_url
    config.theme.dirs.insert(0, str(THEME))  # whatever custom_dir is, the frame of a page is the engine's
    config.use_directory_urls = False  # the addresses are the records' own
    made = publication(site)
    collided = cited(collisions(made), site.law)
    judged = Judged(sort([*judged.findings, *collided]), judged.silenced)
    if collided:
        _stop_if_blocked(judged, order)
    config.extra["run"] = Run(order, judged, made, _known.staging, offices=_neighbours(order))


def _neighbours(order: Order) -> list[OfficeFaces]:
    """What is known of other offices, to whose pages this one may link."""
    try:
        return read_neighbours(order.faces)
    except FacesError as error:
        raise _told(f"{error}请再汇总一次。旧网站保持不变。", order) from error


def _open_staging(config: MkDocsConfig, root: Path, order: Order) -> None:
    """Wait for our turn before anything is read: what was read earlier might be older than what is public by then."""
    _known.staging = None
    if order.preview:
        return
    site_dir = Path(config.site_dir)
    if site_dir.name.startswith("mkdocs_") and site_dir.parent == Path(gettempdir()):
        raise PluginError("mkdocs serve 不能加 --clean。预览请用 disclosure serve。")
    try:
        _known.staging = open_staging(root, public_link(root, site_dir, order.out))
    except PublishError as error:
        raise _told(str(error), order) from error
    config.site_dir = str(_known.staging.folder)


@event_priority(_LAST)
def on_pre_build(config: MkDocsConfig) -> None:
    """MkDocs empties the folder next: it must still be the one that is only ours."""
    if _known.staging is not None and Path(config.site_dir) != _known.staging.folder:
        raise _told("有插件改了生成网站的位置（site_dir），旧网站保持不变。请停用这个插件。", cast(Order, _known.order))


@event_priority(_LAST)
def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Replace what MkDocs found by the pages of the engine, which lays everything else down itself."""
    if "run" not in config.extra:
        return Files([])
    run: Run = config.extra["run"]
    if _known.store is not None and not _others_listen(_HANDLING, config):
        release = run.staging.before if run.staging is not None else _known.kept
        run.before = site_before(run.made, release, _known.store, run.offices)
    return Files(_pages(run.made, run.before.pages, config))


def _pages(made: Publication, known: Container[str], config: MkDocsConfig) -> list[File]:
    files = []
    for page in made.pages.values():
        if page.address in known:
            continue
        source = page.address.removesuffix(".html") + ".md"
        file = File.generated(config, source, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        EnginePage(made, page, file, config)
        files.append(file)
    return files


@event_priority(_LAST)
def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Share the pages among processes, each of which goes on with its own, unless others have them in their hands."""
    run: Run | None = config.extra.get("run")
    if run is not None and not _others_listen(_SEEING, config):
        run.made.site.crew = _known.crew = crew_for(run.made, run.before)
        run.stock, own = begin(run.made, run.before, Path(config.site_dir))
        for file in [file for file in files if file.dest_uri not in own]:
            files.remove(file)


@event_priority(_LAST)
def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> None:
    """Take stock of a page that nobody else will see before it is written."""
    run: Run = config.extra["run"]
    if run.stock is not None:
        run.stock.take(page.file.dest_uri, output)


def _others_listen(events: Sequence[str], config: MkDocsConfig) -> bool:
    """Whether a plugin or a hook of the office's own is told of any of these events."""
    told = (listener for name in events for listener in config.plugins.events[name])
    return any(getattr(listener, "__globals__", None) is not globals() for listener in told)


@event_priority(_LAST)
def on_post_build(config: MkDocsConfig) -> None:
    """Lay down all that is no page, check every link of the finished HTML, and publish if nothing blocks."""
    if "run" not in config.extra:
        show_nothing(Path(config.site_dir), config.extra["nothing"])
        _hand_over(Report(config.extra["nothing"]), cast(Order, _known.order))
        return
    run: Run = config.extra["run"]
    made, order, staging = run.made, run.order, run.staging
    folder = staging.folder if staging else Path(config.site_dir)
    try:
        others = _others_work(run, folder)
        done = finish(made, folder, run.stock, run.offices)
        if done.changed and staging is not None:
            raise PublishError(f"附件“{done.changed[0]}”在检查以后又改过，旧网站保持不变。请再运行一次。")
        judged = judged_whole(made, run.judged, done, others)
        _stop_if_blocked(judged, order)
        if order.is_abandoned:
            raise PublishError("发起生成的命令已经中断，旧网站保持不变。")
        if staging is not None:
            staging.publish(made.listing, sources_of(made.site.plain, made.files))
            if made.earlier is not None:
                made.earlier.note_release(staging.folder)
        else:
            _known.kept = show_preview(made, folder, judged.findings, _known.kept)
    except PublishError as error:
        raise _told(str(error), order) from error
    _hand_over(Report(*judged, published=staging is not None, strict=order.strict), order)


def on_shutdown() -> None:
    """Throw away what was kept from one preview to the next."""
    forget_preview(_known.kept)


def _others_work(run: Run, folder: Path) -> OthersWork:
    """What others have done, where they had the pages in their hands; then we make the rest together."""
    if run.stock is not None:
        return OthersWork()
    with told_errors(folder):
        others = OthersWork(strangers_in(folder, run.made.pages.keys()), run.made.altered(folder))
    run.made.site.crew = _known.crew = crew_for(run.made)
    return others


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]) -> None:
    """Watch what the pages are made of besides docs/, whatever mkdocs.yml says."""
    root = Path(config.config_file_path).parent
    for folder in ("data", OVERRIDES):
        if (root / folder).is_dir():
            server.watch(str(root / folder))


def on_build_error(error: Exception) -> None:
    """Throw away what was built. What nobody foresaw is told in one line, never taken for an empty report."""
    why = breakdown(error)
    _known.crew.break_off(error, why)  # any process but the first ends here
    if _known.staging is not None:
        if _known.staging.published:
            return  # somebody's plugin failed afterwards; MkDocs says so itself
        _known.staging.discard()
    if why.override is not None and _known.order is not None:
        _hand_over(Report([why.override]), _known.order)
        raise PluginError("hooks/overrides 里的模板有误，旧网站保持不变。") from error
    if not isinstance(error, PluginError) and _known.order is not None:
        if _known.judged is not None:  # what the check found explains why there is no page of it
            _stop_if_blocked(_known.judged, _known.order)
        raise _told(why.words, _known.order) from error


def _told(failure: str, order: Order) -> PluginError:
    """Why the build could not do its work, for the calling command and for MkDocs."""
    _hand_over(Report(failure=failure), order)
    return PluginError(failure)


def _stop_if_blocked(judged: Judged, order: Order) -> None:
    """Hand the findings over and stop the build if any of them blocks."""
    # A preview shows what can be shown.
    stopping = [] if order.preview else blocking(judged.findings, strict=order.strict)
    if stopping:
        _hand_over(Report(*judged, strict=order.strict), order)
        raise PluginError(f"有 {len(stopping)} 个问题阻止发布。")


def _hand_over(report: Report, order: Order) -> None:
    """Leave the report where the calling command looks for it; without one, say the findings here.

    What was worked out until then is worth remembering, whatever came of it.
    """
    if _known.store is not None and not report.failure:
        _known.store.save()
    if order.report is not None:
        report.write(order.report)
        return
    for finding in report.findings:
        level = {Severity.ERROR: _log.error, Severity.WARNING: _log.warning}.get(finding.severity, _log.info)
        place = f"{finding.place.path}:{finding.place.line}:{finding.place.column}"
        level(visible(f"{place}: {finding.rule} {finding.message}{finding.remedy}"))
