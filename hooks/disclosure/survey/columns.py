"""Which pages and sections of a site are columns, what is newest in each, and which are blank."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from disclosure.expressions import expression
from disclosure.findings import Place
from disclosure.inspection.facts import ColumnFacts, ColumnSort, HomeFacts
from disclosure.inspection.naming import sort_of
from disclosure.survey.articles import is_article
from disclosure.survey.boards import BOARD
from disclosure.survey.entries import DayOfPage, ListEntry, entries, is_emptiness, substance
from disclosure.survey.guides import SERVICE
from disclosure.survey.page import PageView, Region, SeenLine

# Names by which columns go on the sites of offices; a section of a page is one only if it bears such a name.
_KNOWN = expression(
    "动态|要闻|新闻|快讯|通知|公告|公示|政策|文件|法规|解读|规划|计划|总结|机构|职能|职责|领导|概况|简介|统计|数据|预算|决算|财政|采购|招标"
    "|人事|招聘|招考|录用|应急|执法|处罚|许可|服务|办事|指南|目录|年报|依申请|制度|征集|调查|访谈|留言|信箱|咨询|投诉|互动|回应|建言|专题|专栏|党建|社区|民生|救助|养老"
    "|公开|信访|举报|权责|清单|工作|信息"
)
_PAPER = expression("条例|规定|办法|细则|格式$|法$|方案|关于|《")  # what is called so is a paper, no column
_LONGEST_NAME = 14
_HOME = expression("首页|主页|网站首页")
_LEADS_NOWHERE = expression(
    "首页|主页|上一?页|下一?页|尾页|末页|更多|返回|登录|注册|搜索|English|无障碍|关怀版|适老|网站地图|联系我们|关于我们|隐私|版权|找错|RSS|收藏",
    re.IGNORECASE,
)
_TITLE_PARTS = expression(r"\s*[-_|—–－｜·>»]+\s*")
_NUMBERED = expression(r"(?:[_-]?(?:index|list|default|page|p))?[_-]?\d{0,4}$", re.IGNORECASE)
_MORE = expression(r"[\s>»›]*(?:更多|more)?[\s>»›+]*$", re.IGNORECASE)
_HOLDS_HEADINGS = expression(f"{BOARD.pattern}|{SERVICE.pattern}")
_LITTLE = 10  # characters of a page's own text below which it says nothing
_SHARE_OF_ROWS = 2


@dataclass
class _Column:
    """A column as it is gathered from one page or more."""

    title: str
    sort: ColumnSort
    path: str
    views: list[PageView] = field(default_factory=list)
    is_first: bool = True


def column_name(view: PageView, called: str = "") -> str:
    """What a page calls its column: by its tag, by its heading, by its title, or as it is ``called`` elsewhere."""
    tag = view.tags.get("columnname", "")
    if tag and tag.lower() not in ("null", "undefined", "none"):
        return tag
    title = next(filter(None, _TITLE_PARTS.split(view.title)), "")
    names = (called, view.heading, title)
    return next((name for name in names if name and len(name) <= _LONGEST_NAME), view.heading or title)


def find_home(views: Sequence[PageView]) -> PageView | None:
    """The home page: what says so, else the index that lies highest, else the only page there is."""
    said = [
        view for view in views if _HOME.fullmatch(view.tags.get("columntype", "") or view.tags.get("columnname", ""))
    ]
    indexes = [
        view for view in views if re.fullmatch(r"(?:index|default|home|main)\.\w+", view.path.rpartition("/")[2], re.I)
    ]
    ranked = sorted(
        [*said, *indexes] or (views if len(views) == 1 else ()),
        key=lambda view: (view.path.count("/"), view not in said, view.path),
    )
    return ranked[0] if ranked else None


class ColumnSurvey:
    """The columns of a site. ``leads`` tells for a page and an href which page of the tree that is, "" for none."""

    def __init__(
        self, views: Sequence[PageView], home: PageView | None, leads: dict[str, dict[str, str]], today: date
    ) -> None:
        self._views = {view.path: view for view in views}
        self._home, self._leads, self._today = home, leads, today
        self._called = dict(self._names_on(home)) if home is not None else {}
        self._menu = {*self._called, *([home.path] if home is not None else [])}
        self._sources: dict[str, set[str]] = defaultdict(set)  # the pages that lead to a page
        for path, targets in leads.items():
            for target in targets.values():
                self._sources[target].add(path)
        self._shown: dict[str, list[ListEntry]] = {}
        self.articles = {view.path for view in views if is_article(view)}
        self._entered = {  # the pages of entries with a day, in the list of another page
            target
            for view in views
            for line in view.main
            if any(True for _ in self._dated(line))
            for link in line.links
            if (target := leads.get(view.path, {}).get(link.href, "")) and target != view.path
        }
        self.days: dict[str, date] = {}

    def facts(self) -> list[ColumnFacts]:
        """Every column: pages of their own, and sections of pages that hold several."""
        columns = self._paged()
        found = [self._facts_of(column) for column in columns]
        known = {column.title for column in columns}
        containers = [view for view in self._views.values() if view is self._home or view.path not in self.articles]
        for view in containers:
            found += self._sections(view, known)
        return [column for column in found if column is not None]

    def home_facts(self) -> HomeFacts | None:
        """What is new on the home page; where it only leads on, on the pages that it leads to."""
        home = self._home
        if home is None:
            return None
        shown = self._all_entries(home)
        days = [entry.day for entry in shown if entry.day is not None]
        if days:
            return HomeFacts(self._place(home), max(days))
        below = [self._views[path] for path in self._called if path in self._views and path not in self.articles]
        days = [entry.day for view in below for entry in self._all_entries(view) if entry.day is not None]
        unclear = self._is_blank(home.main, home) and self._may_be_filled(home.main, home)
        return HomeFacts(self._place(home), max(days, default=None), only_leads_on=bool(below), is_unclear=unclear)

    def _names_on(self, view: PageView) -> Iterator[tuple[str, str]]:
        """The pages that a page leads to by a short name without a day, with that name."""
        for line in view.lines:
            if line.region is Region.FOOT:
                continue
            dated = any(True for _ in self._dated(line))
            for link in line.links:
                name = link.text.strip()
                target = self._leads.get(view.path, {}).get(link.href, "")
                is_name = 1 < len(name) <= _LONGEST_NAME and not _LEADS_NOWHERE.search(name)
                if not dated and target and target != view.path and is_name:
                    yield target, name

    def _dated(self, line: SeenLine) -> Iterator[ListEntry]:
        return (entry for entry in entries([line], "", self._today, lambda href: None) if entry.day is not None)

    def _paged(self) -> list[_Column]:
        """Columns that have pages of their own, those of one name in one folder together."""
        columns: dict[tuple[str, str], _Column] = {}
        for view in self._views.values():
            if view is self._home or view.path in self.articles or view.moves_on or not self._is_column(view):
                continue
            name = column_name(view, self._called.get(view.path, ""))
            folder, _, file = view.path.rpartition("/")
            stem = _NUMBERED.sub("", file.rpartition(".")[0])
            known = columns.setdefault(
                (name, "" if view.tags.get("columnname") == name else f"{folder}/{stem}"),
                _Column(name, sort_of(name, view.tags.get("columntype", "")), view.path, [], self._is_first(view)),
            )
            known.views.append(view)
        return list(columns.values())

    def _is_column(self, view: PageView) -> bool:
        if view.tags.get("columnname") or view.path in self._called:
            return True
        name = column_name(view)
        if view.path in self._entered or _PAPER.search(name):
            return False
        if len(name) <= _LONGEST_NAME and _KNOWN.search(name):
            return True
        return sum(entry.day is not None for entry in self._all_entries(view)) >= _SHARE_OF_ROWS

    def _is_first(self, view: PageView) -> bool:
        """Whether a column stands directly below the home page: that leads to it, or no other column's page does."""
        if self._home is None or view.path in self._called:
            return True
        sources = self._sources[view.path] - {view.path, self._home.path} - self.articles
        return not any(self._is_above(path, view.path) for path in sources)

    @staticmethod
    def _is_above(path: str, below: str) -> bool:
        folder = path.rpartition("/")[0]
        return below.startswith(f"{folder}/") and below.rpartition("/")[0] != folder

    def _facts_of(self, column: _Column) -> ColumnFacts | None:
        if self._holds_sections(column.views[0]):
            return None
        shown = [entry for view in column.views for entry in self._all_entries(view)]
        days = [entry.day for entry in shown if entry.day is not None]
        place = self._place(column.views[0])
        filled = any(view.forms for view in column.views)
        empty = not filled and all(self._is_blank(view.main, view) for view in column.views)
        unclear = empty and all(self._may_be_filled(view.main, view) for view in column.views)
        newest, blank = max(days, default=None), empty and not unclear
        return ColumnFacts(column.title, column.sort, place, newest, blank, column.is_first, unclear)

    def _is_blank(self, lines: Sequence[SeenLine], view: PageView) -> bool:
        """Whether some lines say nothing: no entry with a day, no row, nothing but words that there is nothing."""
        own = [line for line in lines if not self._is_menu(line, view)]
        said = any(is_emptiness(line.text) for line in own)
        if any(entry.day is not None for entry in self._entries(own, view)):
            return False
        if not said and any(line.cells or self._leads_on(line, view) for line in own):
            return False
        words = substance(line for line in own if line.text not in (column_name(view), view.title))
        return len(words) < (2 * _LITTLE if said else _LITTLE)

    @staticmethod
    def _may_be_filled(lines: Iterable[SeenLine], view: PageView) -> bool:
        """Whether a script may put there what HTML does not have: the page does not say that there is nothing."""
        return view.is_scripted and not any(is_emptiness(line.text) for line in lines)

    def unseen(self) -> Iterator[PageView]:
        """The pages of which HTML shows nothing and a script may show more."""
        for view in self._views.values():
            is_bare = not view.moves_on and not view.forms and self._is_blank(view.main, view)
            if is_bare and self._may_be_filled(view.main, view):
                yield view

    def _leads_on(self, line: SeenLine, view: PageView) -> bool:
        """Whether a line is an entry: its link leads to a page that is no part of the menu."""
        targets = {self._leads.get(view.path, {}).get(link.href, "") for link in line.links}
        is_named = line.tag in ("li", "dt", "dd") and _LEADS_NOWHERE.search(line.text) is None
        return is_named and bool(targets - {"", view.path} - self._menu)

    def _is_menu(self, line: SeenLine, view: PageView) -> bool:
        """Whether a line only leads to columns, as the menu beside them does."""
        targets = [self._leads.get(view.path, {}).get(link.href, "") for link in line.links]
        known = all(target in self._menu or target == view.path for target in targets)
        return bool(targets) and known and len(line.text) <= 4 * _LONGEST_NAME

    def _all_entries(self, view: PageView) -> list[ListEntry]:
        """The entries of a whole page, gathered once."""
        if view.path not in self._shown:
            self._shown[view.path] = list(self._entries(view.main, view))
        return self._shown[view.path]

    def _entries(self, lines: Iterable[SeenLine], view: PageView) -> Iterator[ListEntry]:
        return entries(lines, view.path, self._today, self._day_of(view))

    def _day_of(self, view: PageView) -> DayOfPage:
        targets = self._leads.get(view.path, {})
        return lambda href: self.days.get(targets.get(href, ""))

    def _place(self, view: PageView) -> Place:
        return Place(view.path)

    def _sections(self, view: PageView, known: set[str]) -> list[ColumnFacts]:
        """The sections of a page that are columns: they bear the name of one, and no page of its own has it."""
        found = []
        for title, lines in sections_of(view):
            if title in known or (view is not self._home and not self._holds_sections(view)):
                continue
            shown = list(self._entries(lines, view))
            days = [entry.day for entry in shown if entry.day is not None]
            empty = not _HOLDS_HEADINGS.search(title) and self._is_blank(lines, view)
            unclear = empty and self._may_be_filled(lines, view)
            if days or shown or empty:
                known.add(title)
                place, newest = Place(view.path, view.line_of(title)), max(days, default=None)
                found.append(
                    ColumnFacts(title, sort_of(title), place, newest, empty and not unclear, is_unclear=unclear)
                )
        return found

    def _holds_sections(self, view: PageView) -> bool:
        """Whether a page holds several columns, each below its heading, rather than being one."""
        named = [
            title
            for title, lines in sections_of(view)
            if sort_of(title) is not ColumnSort.OTHER or any(is_emptiness(line.text) for line in lines)
        ]
        return len(named) > 1


def sections_of(view: PageView) -> list[tuple[str, list[SeenLine]]]:
    """The parts of a page that a short heading with the name of a column begins, but for the page's own heading.

    Headings below that of a board or of services are those of messages and of services.
    """
    found: list[tuple[str, list[SeenLine]]] = []
    level = 0
    for line in view.main:
        name = _MORE.sub("", line.text).strip()
        is_named = len(name) <= _LONGEST_NAME and _KNOWN.search(name) is not None
        is_named = is_named and not _PAPER.search(name) and not any(map(str.isdigit, name))
        is_inner = bool(found) and 0 < level < line.level and _HOLDS_HEADINGS.search(found[-1][0]) is not None
        if 1 < line.level <= 5 and is_named and not is_inner:
            found.append((name, []))
            level = line.level
        elif 0 < line.level < level:
            level = 0
            found.append(("", []))
        elif found and found[-1][0]:
            found[-1][1].append(line)
    return [(name, lines) for name, lines in found if name]
