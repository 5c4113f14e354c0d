"""All pages of a tree together → the facts that an inspection judges."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from disclosure.findings import Place
from disclosure.inspection.facts import ServiceFacts, SiteFacts, Trace
from disclosure.links.concealed import Concealed
from disclosure.links.external.danger import advertises
from disclosure.links.external.snapshot import Snapshot
from disclosure.links.inventory import PageLinks, read_links
from disclosure.links.resolve import Resolver
from disclosure.links.tree import SiteTree
from disclosure.pages.leaving import leave_notice_needed
from disclosure.reading.bounds import Unreadable, read_whole
from disclosure.reading.charsets import html_text
from disclosure.reading.foreign_page import parsed
from disclosure.reading.kinds import FileKind, suffix_of
from disclosure.reading.sought import WordsFound
from disclosure.records.inspection import InspectionCheck
from disclosure.screening.secrecy import levels
from disclosure.screening.wording.phrases import SEVERE, slips
from disclosure.screening.wording.prose import Prose
from disclosure.screening.written import Known, Written
from disclosure.survey import boards, guides
from disclosure.survey.articles import article_day
from disclosure.survey.columns import ColumnSurvey, column_name, find_home, sections_of
from disclosure.survey.page import PageView, page_view

MOST_PAGES = 5_000
_LARGEST = 4 << 20  # bytes of a page; what is larger holds data, no text to read
_LARGEST_SHEET = 1 << 20
_ENOUGH = 50  # pieces of evidence of one kind
_OF_WORDS = (InspectionCheck.SEVERE_WORDING, InspectionCheck.SECRECY)
_AROUND = 8  # characters quoted on each side of a slip


@dataclass
class Survey:
    """What is known of a tree, and in words what was not looked at."""

    facts: SiteFacts
    notes: list[str] = field(default_factory=list)


def survey(root: Path, known: Known, today: date) -> Survey:
    """Everything that an inspection asks of the tree below ``root``, as of ``today``. Bounded, whatever lies there.

    ``known`` holds the lists that words are held against.
    """
    return _Surveyor(root, known, today).survey()


class _Surveyor:
    """Goes through the pages of a tree once, and then asks what they are to each other."""

    def __init__(self, root: Path, known: Known, today: date) -> None:
        self._tree, self._known, self._today = SiteTree(root), known, today
        self._facts, self._notes = SiteFacts(), list[str]()
        self._views: list[PageView] = []
        self._links: dict[str, PageLinks] = {}
        self._concealed: list[tuple[PageView, str, str]] = []
        self._sheets: dict[str, str] = {}

    def survey(self) -> Survey:
        """The facts of the tree."""
        paths = sorted(self._tree.page_paths, key=lambda path: (path.count("/"), path))
        if len(paths) > MOST_PAGES:
            self._notes.append(f"一共 {len(paths)} 个网页，只看了前 {MOST_PAGES} 个。")
            self._facts.unseen.append(Trace(Place(paths[MOST_PAGES]), "从这一页起没有看"))
        unread = [path for path in paths[:MOST_PAGES] if not self._read(path)]
        if unread:
            self._notes.append(f"有 {len(unread)} 个网页太大或者读不出来，没有看，例如 {unread[0]}。")
            self._facts.unseen += [Trace(Place(path), "太大或者读不出来，没有看") for path in unread]
        facts = self._facts
        facts.looked_at = f"{len(self._views)} 个网页"
        self._tree.pages = {path: self._links[path] for path in sorted(self._links)}
        if not self._views:
            facts.untold = dict.fromkeys(InspectionCheck, "这里没有可以看的网页")
            return Survey(facts, self._notes)
        if self._known.wording is None or not self._known.wording.phrases:
            facts.untold[InspectionCheck.SEVERE_WORDING] = "没有用语表（data/wording.yml），不能对照"
        self._relate()
        return Survey(facts, self._notes)

    # --- one page ---------------------------------------------------------------------------------------------

    def _read(self, path: str) -> bool:
        """Read a page, and all that it shows by itself; whether that could be done."""
        file = self._tree.root / path
        try:
            if file.stat().st_size > _LARGEST:
                return False
            data = read_whole(file)
            source, tree = parsed(data)
            view = page_view(path, source, tree)
            links = read_links(data)
        except (OSError, Unreadable, RecursionError):
            return False
        sheets = "\n".join(self._sheet(path, link.href or "") for link in links.links if link.tag == "link")
        self._concealed += [(view, href, how) for href, how in Concealed(tree, source, sheets).addresses()]
        self._words(view)
        self._dates(view)
        self._views.append(view)
        self._links[path] = replace(links, links=[])
        return True

    def _sheet(self, path: str, href: str) -> str:
        """A style sheet of the tree that a page links to, in plain relative names."""
        name = href.partition("?")[0]
        steps = [*path.split("/")[:-1], *name.split("/")] if not name.startswith("/") else name.split("/")[1:]
        clean: list[str] = []
        for step in steps:
            clean = clean[:-1] if step == ".." else clean if step == "." else [*clean, step]
        target = "/".join(clean)
        if suffix_of(target).kind is not FileKind.STYLES or target not in self._tree.files:
            return ""
        if target not in self._sheets:
            file = self._tree.root / target
            readable = file.stat().st_size <= _LARGEST_SHEET
            self._sheets[target] = html_text(read_whole(file)) if readable else ""
        return self._sheets[target]

    def _words(self, view: PageView) -> None:
        """Grave slips, marks of secrecy, and words of gambling and the like."""
        facts, text = self._facts, view.prose
        if len(facts.slips) < _ENOUGH:
            prose = Prose(Written(view.path, text))
            for slip in slips(text, prose, self._known):
                words = text[slip.start : slip.end]
                is_shown_again = slip.end <= len(view.title) and words in text[len(view.title) :]
                if slip.rule is SEVERE and not is_shown_again:  # the title of a page repeats its heading
                    quote = text[max(0, slip.start - _AROUND) : slip.end + _AROUND].replace("\n", " ")
                    what = f"“{words}”，原文是“…{quote}…”；{slip.remedy}"
                    facts.slips.append(self._seen(view, words, what))
        if len(facts.secrets) < _ENOUGH:
            facts.secrets += [
                self._seen(view, _line_at(text, hit.start), hit.message) for hit in levels.marks(text, WordsFound(text))
            ]
        about = f"{view.tags.get('keywords', '')} {view.tags.get('description', '')}"
        if advertises(Snapshot(view.title, about, text[:20_000])):
            facts.harms.append(Trace(Place(view.path), "标题、关键词里有多个博彩或色情推广词"))

    def _dates(self, view: PageView) -> None:
        """Days of publication that contradict each other, or are still to come."""
        found = article_day(view)
        if found.contradicts:
            what = f"PubDate 是 {found.tag_words}，正文写的是 {found.text_words}"
            self._facts.dates.append(self._seen(view, found.tag_words, what))
        elif found.tag is not None and found.tag > self._today:
            self._facts.dates.append(self._seen(view, found.tag_words, f"PubDate 是 {found.tag_words}，还没有到"))

    @staticmethod
    def _seen(view: PageView, needle: str, what: str) -> Trace:
        return Trace(Place(view.path, view.line_of(needle)), what)

    # --- all pages --------------------------------------------------------------------------------------------

    def _relate(self) -> None:
        home = find_home(self._views)
        resolver = Resolver(self._tree, self._site_url(home))
        leads, outside = self._ways(resolver)
        self._show_frames(resolver, leads)
        self._hidden(home)
        survey = ColumnSurvey(self._views, home, leads, self._today)
        articles = [view for view in self._views if view.path in survey.articles]
        survey.days = {view.path: day for view in articles if (day := article_day(view).day) is not None}
        facts = self._facts
        facts.unseen += self._unseen(survey, home, leads, outside)
        facts.root = Place(home.path if home is not None else self._views[0].path)
        facts.home = survey.home_facts()
        facts.columns = survey.facts()
        names = {view.path: column_name(view) for view in self._views}
        self._boards(names, leads, outside)
        self._services(names, leads, outside, survey.articles)
        for view in self._views:
            if view.path not in survey.articles and not _is_for_people(names[view.path]):
                self._parts_for_people(view)

    def _unseen(
        self,
        survey: ColumnSurvey,
        home: PageView | None,
        leads: dict[str, dict[str, str]],
        outside: dict[str, dict[str, str]],
    ) -> list[Trace]:
        """Where more of the site may stand than these pages show; where they show nothing, no words can be judged."""
        bare = list(survey.unseen())
        if len(bare) == len(self._views):
            reason = "网页里没有文字，可能由脚本生成"
            self._facts.untold |= dict.fromkeys((*_OF_WORDS, InspectionCheck.DATES), reason)
        elif bare:
            self._notes.append(f"有 {len(bare)} 个网页看不到内容，可能由脚本生成，例如 {bare[0].path}。")
        found = [Trace(Place(view.path), "看不到内容，可能由脚本生成") for view in bare]
        found += [trace for view in self._views for trace in _doors(view, leads[view.path], outside[view.path])]
        if home is None:
            found.append(Trace(Place(self._views[0].path), "没有首页，这里的网页可能不是整个网站"))
        return found[:_ENOUGH]

    def _ways(self, resolver: Resolver) -> tuple[dict[str, dict[str, str]], dict[str, dict[str, str]]]:
        """For each page the pages of the tree that its hrefs lead to, and the hrefs that lead out of it."""
        leads: dict[str, dict[str, str]] = {}
        outside: dict[str, dict[str, str]] = {}
        for view in self._views:
            hrefs = dict.fromkeys(link.href for line in view.lines for link in line.links)
            ways = zip(hrefs, resolver.ways(view.path, hrefs), strict=True)
            leads[view.path], outside[view.path] = {}, {}
            for href, way in ways:
                if way.external and href.lower().startswith(("http", "//")):
                    outside[view.path][href] = href
                elif way.target:
                    leads[view.path][href] = way.target
        return leads, outside

    def _show_frames(self, resolver: Resolver, leads: dict[str, dict[str, str]]) -> None:
        """Let each page say what is said in its frames, too: its readers see them together."""
        views = {view.path: view for view in self._views}
        own = {view.path: (list(view.lines), dict(leads[view.path])) for view in self._views}
        for view in self._views:
            for way in resolver.ways(view.path, dict.fromkeys(view.frames)):
                framed = views.get(way.target or "") if not way.external else None
                if framed is not None and framed is not view:
                    lines, ways = own[framed.path]
                    view.lines += lines
                    leads[view.path] = {**ways, **leads[view.path]}

    def _site_url(self, home: PageView | None) -> str:
        """Where the tree says that it is published: by its canonical address, else by the tag of its domain."""
        if self._tree.site_url:
            return self._tree.site_url
        domain = home.tags.get("sitedomain", "") if home is not None else ""
        return f"http://{domain.removeprefix('http://').removeprefix('https://').strip('/')}/" if domain else ""

    def _hidden(self, home: PageView | None) -> None:
        host = urlsplit(self._site_url(home)).hostname
        own = [host] if host else []
        for view, href, how in self._concealed:
            if leave_notice_needed(href, own) and len(self._facts.harms) < _ENOUGH:
                self._facts.harms.append(self._seen(view, href, f"{how}，指向 {href}"))
        self._concealed = []

    def _boards(
        self,
        names: dict[str, str],
        leads: dict[str, dict[str, str]],
        outside: dict[str, dict[str, str]],
    ) -> None:
        facts, views = self._facts, {view.path: view for view in self._views}
        pages = [
            view
            for view in self._views
            if boards.BOARD.search(names[view.path]) or boards.SPECIAL.search(names[view.path])
        ]
        posted = {view.path: boards.messages(view, names[view.path], self._today) for view in pages}
        for view in pages:
            for item in posted[view.path]:
                target = views.get(leads[view.path].get(item.href, ""))
                if target is not None and target.path not in posted:
                    posted[target.path] = [
                        replace(
                            one,
                            message=replace(one.message, is_special=item.message.is_special or one.message.is_special),
                        )
                        for one in boards.messages(target, names[view.path], self._today)[:1]
                    ]
        for path, items in posted.items():
            kept = [item for item in items if not _is_elsewhere(leads[path].get(item.href, ""), path, posted)]
            facts.messages += [item.message for item in kept]
        for view in self._views:
            facts.channels += boards.channels(view, names[view.path])
        if not any(channel.is_sure and not channel.is_special for channel in facts.channels):
            ways = [way for view in self._views for way in boards.other_ways(view, outside[view.path])]
            facts.channels += {way.what: way for way in reversed(ways)}.values()
            asking = [view for view in pages if boards.BOARD.search(names[view.path]) and not view.forms]
            facts.channels += [boards.without_form(view, names[view.path], outside[view.path]) for view in asking]

    def _parts_for_people(self, view: PageView) -> None:
        """Boards and services that are only a section of a page."""
        facts = self._facts
        for name, lines in sections_of(view):
            part = replace(view, lines=lines, forms=[])
            if boards.BOARD.search(name) or boards.SPECIAL.search(name):
                facts.messages += [item.message for item in boards.messages(part, name, self._today)]
            elif guides.SERVICE.search(name) and not any(item.place.path == view.path for item in facts.services):
                facts.services += guides.guides(part, name)

    def _services(
        self,
        names: dict[str, str],
        leads: dict[str, dict[str, str]],
        outside: dict[str, dict[str, str]],
        articles: set[str],
    ) -> None:
        facts = self._facts
        pages = [view for view in self._views if guides.SERVICE.search(names[view.path])]
        led = {leads[view.path].get(href, "") for view in pages for _, href in guides.listed(view)}
        found = {view.path: guides.guides(view, names[view.path], is_led_to=view.path in led) for view in self._views}
        facts.services = [guide for items in found.values() for guide in items]
        for view in self._views:
            if guides.SERVICE.search(names[view.path]) and view.path not in articles and not found[view.path]:
                if not any(True for _ in guides.listed(view)):
                    facts.services_missing.append(Trace(Place(view.path), f"{names[view.path]}：没有事项"))
                for title, href in guides.listed(view):
                    if href in outside[view.path]:
                        facts.services_elsewhere.append(self._seen(view, href, f"{title} {href}"))
                    elif not found.get(leads[view.path].get(href, ""), []):
                        facts.services.append(ServiceFacts(title, Place(view.path, view.line_of(title))))
        if not facts.services and not facts.services_elsewhere:
            facts.services_elsewhere = list(_services_elsewhere(self._views, outside))


def _doors(view: PageView, leads: dict[str, str], outside: dict[str, str]) -> Iterator[Trace]:
    """The links of a page to services and boards that lead neither to one of these pages nor to another site."""
    for line in view.lines:
        for link in line.links:
            is_led = link.href in leads or link.href in outside or link.href.startswith(("#", "mailto:", "tel:"))
            if not is_led and (boards.BOARD.search(link.text) or guides.SERVICE.search(link.text)):
                yield Trace(Place(view.path, view.line_of(link.href)), f"{link.text} {link.href}：这里没有这一页")


def _is_elsewhere(target: str, path: str, posted: Mapping[str, Sequence[boards.Posted]]) -> bool:
    """Whether a message that a list leads to is known from a page of its own."""
    return target != path and bool(posted.get(target))


def _is_for_people(name: str) -> bool:
    return any(words.search(name) is not None for words in (boards.BOARD, boards.SPECIAL, guides.SERVICE))


def _services_elsewhere(views: Sequence[PageView], outside: dict[str, dict[str, str]]) -> Iterator[Trace]:
    for view in views:
        for line in view.lines:
            for link in line.links:
                if link.href in outside[view.path] and guides.SERVICE.search(link.text):
                    yield Trace(Place(view.path, view.line_of(link.href)), f"{link.text} {link.href}")
                    return


def _line_at(text: str, start: int) -> str:
    first, last = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    return text[max(first, start) : last if last >= 0 else len(text)].strip()[:20]
