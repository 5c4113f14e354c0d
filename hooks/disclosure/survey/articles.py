"""An article's day of publication: what its tag says, and what its text says."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from disclosure.expressions import expression
from disclosure.survey.page import PageView, SeenLine
from disclosure.survey.written_days import ShortDay, days_in, only_day, plain, tag_day

_PUBDATE = ("pubdate", "publishdate", "article:published_time", "publish_time", "pubtime", "datepublished")
_SAID = expression(r"(?:发布|发稿|发表|公布|上传|刊发)(?:时间|日期)\s*[:：]?\s*|发布于\s*[:：]?\s*")
_BARE = expression(r"(?<![\u4e00-\u9fff])(?:时间|日期)\s*[:：]\s*")
_BESIDE = expression(r"来源|作者|浏览|点击|阅读|字号|字体|打印|编辑|责编|稿源|访问量")
_CLOCK = expression(r"\d{1,2}[:：]\d{2}(?:[:：]\d{2})?")
_FAR = 12  # lines below the heading in which the day of publication stands


@dataclass(frozen=True)
class ArticleDay:
    """The day of an article, as its tag says and as its text says, each with the words in which it stands."""

    tag: date | None = None
    tag_words: str = ""
    text: date | None = None
    text_words: str = ""

    @property
    def day(self) -> date | None:
        """The day that is taken for its own."""
        return self.text or self.tag

    @property
    def contradicts(self) -> bool:
        """Whether tag and text name two days."""
        return self.tag is not None and self.text is not None and self.tag != self.text


def is_article(view: PageView) -> bool:
    """Whether a page is one text and no list, as its tags say; without tags, as it is laid out."""
    tags = view.tags
    if tags.get("articletitle") or any(tags.get(name) for name in _PUBDATE):
        return True
    if tags.get("columnname") and "contentsource" not in tags:
        return False
    dated = [line for line in view.main if line.tag in ("li", "tr") and only_day_of(line)]
    said = any(_SAID.search(line.text) and days_in(line.text) for line in _below_heading(view))
    return said and len(dated) < 2


def only_day_of(line: SeenLine) -> bool:
    """Whether a piece of a line is a day and nothing more."""
    return any(only_day(piece) is not None for piece in (*line.cells, *line.pieces))


def article_day(view: PageView) -> ArticleDay:
    """What an article says of the day of its publication."""
    words = next((view.tags[name] for name in _PUBDATE if view.tags.get(name)), "")
    text, said = next(_said(view), (None, ""))
    return ArticleDay(tag_day(words), words, text, said)


def _below_heading(view: PageView) -> list[SeenLine]:
    main = view.main
    start = next((number for number, line in enumerate(main) if line.level == 1), 0)
    return main[max(0, start - 2) : start + _FAR]


def _said(view: PageView) -> Iterator[tuple[date, str]]:
    """Each day that the text calls that of its publication, the clearest first."""
    lines = _below_heading(view)
    for line in lines:
        words = plain(line.text)
        for match in _SAID.finditer(words):
            yield from _first(words[match.end() :])
    for line in lines:
        words = plain(line.text)
        if _BESIDE.search(words):
            for match in _BARE.finditer(words):
                yield from _first(words[match.end() :])
            yield from _first(words)
    for line in lines:
        days = [day for value in line.times if (day := tag_day(value)) is not None]
        if days and line.tag not in ("li", "tr"):
            yield days[0], f"{days[0]}"
    for line in lines[:4]:
        for piece in (line.text, *line.pieces):
            found = only_day(piece) if line.level == 0 and line.tag not in ("li", "tr") else None
            if found is not None and not isinstance(found, ShortDay):
                yield found, plain(piece)
    for line in view.lines if not lines else ():
        for match in _SAID.finditer(plain(line.text)):
            yield from _first(plain(line.text)[match.end() :])


def _first(words: str) -> Iterator[tuple[date, str]]:
    days = days_in(words[:120])
    if days:
        clock = _CLOCK.search(words[:120])
        yield days[0], f"{days[0]}{f' {clock[0]}' if clock is not None else ''}"
