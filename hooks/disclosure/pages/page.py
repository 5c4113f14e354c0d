"""One page: its address, title and tags, and how it is rendered — whole, escaped, and without MkDocs."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, MutableMapping, Set
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache, lru_cache, partial
from typing import Any

from jinja2 import ChoiceLoader, Environment, FunctionLoader, PackageLoader, PrefixLoader, StrictUndefined
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from disclosure.findings import Place
from disclosure.law.book import article_label
from disclosure.memory.tracing import Door, note_all, tracing
from disclosure.pages import addresses
from disclosure.pages.breaks import in_words
from disclosure.pages.called import called
from disclosure.pages.consultations import outcome
from disclosure.pages.contacts import contacts
from disclosure.pages.days import compact, day, hours, minute
from disclosure.pages.hrefs import Links, SharedLinks
from disclosure.pages.icons import icon
from disclosure.pages.leaving import outward
from disclosure.pages.overrides import templates
from disclosure.pages.qr import qr_code
from disclosure.pages.site import Site
from disclosure.pages.states import by_word, of_document, standing_word
from disclosure.pages.structured import structured
from disclosure.records.base import Record
from disclosure.records.columns import Column
from disclosure.records.decisions import Decision
from disclosure.records.documents import Document
from disclosure.records.titles import titled

OPEN_WORK = "公开工作"  # the page on how the office does its work of disclosure, and what lies below it
Trail = tuple[tuple[str, str], ...]  # the names and the addresses on the way to a page, from the home page down


@dataclass(frozen=True)
class Making:
    """How a page was made before it was rendered: of which record, if of one, and what was asked for it."""

    record: Record | None
    doors: Set[Door]


@dataclass(frozen=True)
class Page:
    """A page before it is rendered. ``values`` makes what its template needs, given the page's links.

    ``source`` is the line that the page as a whole comes from; ``tags`` are its meta tags in order. ``written`` tells
    the Markdown that an editor wrote for it, which is not held twice. ``making`` tells how it came to be.
    """

    site: Site
    address: str
    title: str
    template: str
    source: Place
    values: Callable[[Links], Mapping[str, Any]]
    description: str = ""
    tags: tuple[tuple[str, str], ...] = ()
    trail: Trail = ()
    section: str = ""
    feed: str = ""
    listed: bool = True
    changed: date | None = None
    written: Callable[[], str] | None = None
    facts: tuple[tuple[str, str], ...] = ()
    making: Making | None = field(default=None, compare=False, repr=False)

    @property
    def markdown(self) -> str:
        """The Markdown that an editor wrote for the page, which its record has."""
        return self.written() if self.written is not None else ""

    @property
    def meta(self) -> dict[str, str]:
        """What is public of the page, for those who ask MkDocs: title, description, date, and its record's facts."""
        known = {"title": self.title, "description": self.description, "date": str(self.changed or "")}
        return {name: value for name, value in (*known.items(), *self.facts) if value}

    @property
    def waits_for(self) -> datetime | None:
        """The hour before which the page is not published, where it is shown all the same."""
        return self.site.hours.get(self.source.path) if self.site.shows_waiting else None

    @property
    def is_passed_on(self) -> bool:
        """Whether people print the page and pass it on: it is that of a document or of a decision."""
        return self.address.startswith((f"{Document.page_folder}/", f"{Decision.page_folder}/"))

    def render(self) -> tuple[str, Links]:
        """The whole HTML document, and where each of its links comes from."""
        links = Links(self.address, self.source)
        template = environment(templates(self.site.register.overrides)).get_template(self.template)
        shared = partial(self.site.once(SharedParts).of, self, links)
        own = {"page": self, "links": links, "to": links.to, "shared": shared, **self.values(links)}
        return template.render({**self.site.once(_of_site), **own}), links


def _of_site(site: Site) -> dict[str, Any]:
    """What the templates of all pages have in common: the site, and macros that ask it and are told all else."""
    made: dict[str, Any] = {"site": site}
    for name in ("life", "macros", "paper"):
        made[name] = environment().get_template(f"{name}.html").make_module(dict(made))
    return made


class SharedParts:
    """The parts of the shell that many pages have, made once for all that have the same.

    What stands in them may depend on the site and, of the page, on how deep it lies, on its section, and on whether it
    is one of the few that the masthead leads to: on nothing else, since a part is made for the first page that asks.
    """

    def __init__(self, site: Site) -> None:
        roots = (addresses.address(column) for column in site.children.get(None, []))
        self._led_to = {addresses.HOME, addresses.SEARCH, addresses.NOT_FOUND, *roots}
        self._made: dict[tuple[str, int, str, str], tuple[Markup, SharedLinks, set[Door]]] = {}

    def of(self, page: Page, links: Links, template: str) -> Markup:
        """The part that a template makes, on a page."""
        address = page.address if page.address in self._led_to else ""
        key = template, page.address.count("/"), page.section, address
        if key not in self._made:
            own = SharedLinks(page.address)
            part = environment().get_template(template)
            with tracing() as doors:
                html = Markup(part.render(page=page, site=page.site, links=own, to=own.to))
            self._made[key] = html, own, doors
        html, noted, asked = self._made[key]
        links.note_all(noted.noted)
        note_all(asked)
        return html


def single_page(
    site: Site,
    address: str,
    title: str,
    template: str,
    values: Callable[[Links], Mapping[str, Any]],
    description: str,
    *,
    source: Place | None = None,
    changed: date | None = None,
    listed: bool = True,
    of_work: bool = False,
) -> Page:
    """A page of no column, right below the home page, or below that on the office's own work if it is ``of_work``.

    Without a ``source`` it comes from what the office says.
    """
    return Page(
        site=site,
        address=address,
        title=title,
        template=template,
        source=source if source is not None else site.agency.place(),
        values=values,
        description=description,
        tags=site_tags(site),
        trail=trail_of_work(site) if of_work else trail_to(site, None),
        changed=changed,
        listed=listed,
    )


def environment(own: tuple[tuple[str, str], ...] = ()) -> Environment:
    """The templates: autoescaped, and strict about names that do not exist. ``own`` ones come before the engine's."""
    return _environment(own)


class _Templates(Environment):
    """Templates whose common names are settled before the first is read, so that each finds them in one dictionary."""

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        return {**self.globals, **(d or {})}


@cache  # by what is given, whether it was written out or not
def _environment(own: tuple[tuple[str, str], ...]) -> Environment:
    engine = PackageLoader("disclosure.pages")
    texts = {name: (text, name, None) for name, text in own}
    # What an office has written is kept from the program behind the page; only then, since that takes time.
    kind = SandboxedEnvironment if own else _Templates
    made = kind(
        loader=ChoiceLoader([FunctionLoader(texts.get), PrefixLoader({"engine": engine}), engine]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        cache_size=-1,  # all of them, for as long as they are few
    )
    made.filters |= {"day": day, "compact": compact, "minute": minute, "hours": hours}
    made.filters["contacts"] = contacts
    made.filters |= {"titled": titled, "in_words": in_words}
    made.globals["article_label"] = article_label
    made.globals["address"] = addresses.address
    made.globals["called"] = called
    made.globals["addresses"] = addresses
    made.globals["icon"] = icon
    made.globals["qr_code"] = qr_code
    made.globals["outward"] = outward
    made.globals["structured"] = structured
    made.globals["meta_tags"] = _meta_tags
    made.globals["state_of"] = of_document
    made.globals["state_called"] = by_word
    made.globals["outcome_of"] = outcome
    made.globals["standing_word"] = standing_word
    made.globals["instruments"] = made.get_template("instruments.html").module
    return made


def _meta_tags(tags: Iterable[tuple[str, str]]) -> Markup:
    """The lines of meta tags; most are those of a whole column."""
    return Markup("".join(map(_meta_tag, tags)))


@lru_cache(maxsize=1 << 10)
def _meta_tag(tag: tuple[str, str]) -> Markup:
    name, content = map(escape, tag)
    return Markup(f'<meta name="{name}" content="{content}">\n')


def site_tags(site: Site) -> tuple[tuple[str, str], ...]:
    """The three tags of every page (国办发〔2017〕47号 附件: 网站标签)."""
    host = site.agency.site_url.split("/")[2]
    return (("SiteName", site.agency.site_name), ("SiteDomain", host), ("SiteIDCode", site.agency.site_id_code))


def column_tags(site: Site, column: Column) -> tuple[tuple[str, str], ...]:
    """The seven tags of a column page (网站标签 and 栏目标签)."""
    return (
        *site_tags(site),
        ("ColumnName", column.title),
        ("ColumnDescription", column.description),
        ("ColumnKeywords", "，".join(column.keywords)),
        ("ColumnType", column.type.label),
    )


def trail_to(site: Site, column: Column | None) -> Trail:
    """The way from the home page down to and including a column."""
    home = (("首页", addresses.HOME),)
    if column is None:
        return home
    return (*home, *((item.title, addresses.address(item)) for item in (*site.above(column), column)))


def trail_of_work(site: Site) -> Trail:
    """The way from the home page down to and including the page on the office's own work."""
    return (*trail_to(site, None), (OPEN_WORK, addresses.OPEN_WORK))


def section_of(site: Site, column: Column | None) -> str:
    """The root column that a column belongs to, by id."""
    if column is None:
        return ""
    above = site.above(column)
    return above[0].id if above else column.id
