"""The saved pages of an old site → new documents and files, what leads there from old addresses, and what is left."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from disclosure.editing.proposals import LEFT_OPEN, NewRecord, NotProposedError, proposal
from disclosure.editing.proposals.texts import text_of
from disclosure.expressions import expression
from disclosure.importing.html.story import Leads
from disclosure.importing.site.articles import SiteArticle, article_of, body_of
from disclosure.importing.site.files import ArticleFiles
from disclosure.importing.site.mapping import Goal, SiteMap, goal_of
from disclosure.importing.site.saved import SavedTree, joined, same_place
from disclosure.reading.put import put
from disclosure.records.administration import Redirect
from disclosure.records.documents import Document
from disclosure.register import Register

_TAKEN = ("title", "doc_no", "made", "published", "effective", "expires", "validity")
_OURS = frozenset({"名称", "标题", "信息名称", "文件名称"})
_LABELS = {name: field.title or name for name, field in Document.model_fields.items()}
_PART = expression(r"(.+)_(\d{1,2})(\.\w+)")
_SCHEME = expression("^https?://")
_SECOND = frozenset({"m", "mobile", "wap", "print", "wx", "3g"})  # folders in which pages stand a second time
_SIGNS = expression(r"[\W_]+")
_REASON = "旧网站的网页，内容搬到本站。"
NO_COLUMN = "旧栏目“{}”没有写在对照表里"
MORE_PARTS = "文章分成 {} 页，保存下来的只有 {} 页，其余的没有取，请对照原网页补上"
LEFT_OUT = "对照表里写明不取"
NO_DAY = "没有发布日期（meta PubDate、信息表、标题下面都没有）"
NO_TITLE = "没有标题"
SAME = "和 {} 是同一篇"
THERE = "本站已经有了：{}"


@dataclass
class MovedPage:
    """What became of a page: the file it went to, or why it was left; what was guessed, what is missing."""

    page: str
    file: str = ""
    title: str = ""
    why_not: str = ""
    facts: list[str] = field(default_factory=list)
    guesses: list[str] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    still_open: int = 0


@dataclass
class Move:
    """The files to be written by path, a line for each page, and old addresses that this site cannot lead on."""

    files: dict[str, bytes] = field(default_factory=dict)
    pages: list[MovedPage] = field(default_factory=list)
    elsewhere: list[tuple[str, str]] = field(default_factory=list)


@dataclass
class MoveTerms:
    """For whom, when, by which map, and which ids are used elsewhere."""

    register: Register
    today: date
    mapping: SiteMap
    taken: Collection[str] = ()


@dataclass
class _Paper:
    article: SiteArticle
    told: MovedPage
    goal: Goal
    more: list[SiteArticle] = field(default_factory=list)
    id: str = ""
    made: NewRecord | None = None


def moved(tree: SavedTree, terms: MoveTerms) -> Move:
    """All pages of a saved site as files of this one."""
    move = Move()
    papers = list(_papers(tree, terms, move))
    papers.sort(key=lambda paper: (paper.article.facts.value("published"), paper.article.path))
    taken = set(terms.taken)
    for paper in papers:
        _propose(paper, terms, taken)
    kept = [paper for paper in papers if paper.made is not None]
    ids = {same_place(article.address): paper.id for paper in kept for article in (paper.article, *paper.more)}
    for paper in kept:
        _write(paper, tree, ids, terms, move)
    return move


def _papers(tree: SavedTree, terms: MoveTerms, move: Move) -> Iterator[_Paper]:
    """The articles that are to be taken, each once; why the others are not is noted."""
    seen: dict[tuple[str, ...], _Paper] = {}
    by_path: dict[str, _Paper] = {}
    for path in sorted(tree.pages(), key=_first_comes_first):
        told = MovedPage(path)
        move.pages.append(told)
        article = article_of(tree, path)
        if isinstance(article, str):
            told.why_not = article
            continue
        told.title = article.title
        first = _first_of(path, by_path)
        if first is not None and _same(first.article.title, article.title):
            first.more.append(article)
            told.why_not = f"是 {first.article.path} 的续页，正文接在它后面"
            continue
        goal = goal_of(terms.mapping, article.facts.value("column"), path)
        told.why_not = _why_not(article, goal, terms.register)
        key = _key(article)
        if not told.why_not and key in seen:
            told.why_not = SAME.format(seen[key].article.path)
        if not told.why_not and goal is not None:
            seen[key] = by_path[path] = _Paper(article, told, goal)
            yield seen[key]


def _first_comes_first(path: str) -> tuple[bool, str, int]:
    """Before what repeats or continues it."""
    repeats = not _SECOND.isdisjoint(PurePosixPath(path).parts)
    match = _PART.fullmatch(path)
    return (repeats, f"{match[1]}{match[3]}", int(match[2])) if match is not None else (repeats, path, 0)


def _first_of(path: str, papers: Mapping[str, _Paper]) -> _Paper | None:
    match = _PART.fullmatch(path)
    return papers.get(f"{match[1]}{match[3]}") if match is not None else None


def _why_not(article: SiteArticle, goal: Goal | None, register: Register) -> str:
    if not article.title:
        return NO_TITLE
    if goal is None:
        return NO_COLUMN.format(article.facts.value("column")[:40] or PurePosixPath(article.path).parent.as_posix())
    if not goal.column:
        return LEFT_OUT
    if not article.facts.value("published"):
        return NO_DAY
    key = _key(article)
    for document in register.documents:
        theirs = (
            _bare(document.title),
            document.doc_no or "",
            "" if document.doc_no else document.published.strftime("%Y-%m-%d"),
        )
        if theirs == key or (document.doc_no and document.doc_no == key[1] and theirs[0] == key[0]):
            return THERE.format(document.path)
    return ""


def _key(article: SiteArticle) -> tuple[str, ...]:
    """By what two pages are the same: title and number; where there is none, title and day."""
    number = article.facts.value("doc_no")
    return _bare(article.title), number, "" if number else article.facts.value("published")[:10]


def _bare(text: str) -> str:
    return _SIGNS.sub("", text)


def _same(one: str, other: str) -> bool:
    return bool(one) and _bare(one) == _bare(other)


def _propose(paper: _Paper, terms: MoveTerms, taken: set[str]) -> None:
    """The front matter with what is known, and what of it was guessed."""
    facts, told = paper.article.facts, paper.told
    given = {name: facts.value(name) for name in _TAKEN if facts.value(name)}
    given |= {"column": paper.goal.column, "kind": paper.goal.kind, "department": paper.goal.department}
    given |= {"backfill.original": facts.value("site") or urlsplit(paper.article.address).netloc or LEFT_OPEN}
    given |= {"backfill.reason": terms.mapping.reason or "", "backfill.approved_by": terms.mapping.approved_by or ""}
    given |= _who(paper.article, terms.register, told)
    try:
        paper.made = proposal("document", terms.register, terms.today, given, taken)
    except NotProposedError as error:
        told.why_not = str(error)
        return
    told.file = next(iter(paper.made.files))
    paper.id = PurePosixPath(told.file).stem
    taken.add(paper.id)
    told.still_open = sum(not item.is_text for item in paper.made.open_fields)
    for name, fact in facts.known.items():
        line = f"{_LABELS.get(name, name)} {fact.value}　← {fact.where}"
        if name in given or name == "source" and "source" in given:
            (told.guesses if fact.is_guess else told.facts).append(line)
    told.left += [
        f"{label} {value}：信息表里的这一项本站没有" for label, value in facts.theirs.items() if label not in _OURS
    ]
    told.guesses += facts.conflicts
    if paper.article.container.is_guess:
        told.guesses.append(f"正文取自 {paper.article.container.how}，请核对首尾")


def _who(article: SiteArticle, register: Register, told: MovedPage) -> dict[str, str]:
    """The issuer and the source, as far as the page names them."""
    issuer, source = article.facts.value("issuer"), article.facts.value("source")
    name = register.agency.name if register.agency is not None else ""
    is_others = bool(source) and not _is_ours(source, register)
    known = {"source": source} if is_others else {}
    if issuer:
        return known | {"issuer": name if _is_ours(issuer, register) else issuer}
    if is_others:
        return known | {"issuer": LEFT_OPEN}
    told.guesses.append(f"公开主体 {name}　← 网页没有写，照本机关写的")
    return known


def _is_ours(named: str, register: Register) -> bool:
    agency = register.agency
    if agency is None or not named:
        return False
    ours = [agency.name, agency.short_name, *(item.title for item in agency.departments)]
    return any(named in name or name in named for name in ours)


def _write(paper: _Paper, tree: SavedTree, ids: Mapping[str, str], terms: MoveTerms, move: Move) -> None:
    """The document with its text and files, and what leads there from the old address."""
    assert paper.made is not None
    folder = PurePosixPath(paper.told.file).parent.as_posix()
    bodies: list[str] = []
    files = ArticleFiles(paper.id, tree, paper.article)
    for article in (paper.article, *paper.more):
        files.article = article
        files.attach()
        body = body_of(article, _leads(article, files, ids))
        bodies.append(body.markdown.strip("\n"))
        paper.told.left += body.left
    paper.told.left += dict.fromkeys(files.left)
    if paper.article.parts > 1 + len(paper.more):
        paper.told.left.append(MORE_PARTS.format(paper.article.parts, 1 + len(paper.more)))
    move.files |= {f"{folder}/{name}": data for name, data in files.content.items()}
    text = paper.made.for_hands()[paper.told.file]
    if files.attachments:
        text = put(text, ("attachments",), files.attachments, Document)
    move.files[paper.told.file] = f"{text}{chr(10).join(f'{body}{chr(10)}' for body in bodies if body)}".encode()
    for article in (paper.article, *paper.more):
        _lead_on(article, paper, terms, move)


def _leads(article: SiteArticle, files: ArticleFiles, ids: Mapping[str, str]) -> Leads:
    base = joined(article.address, article.base) if article.base else article.address

    def address(href: str) -> str:
        if href in files.names:
            return files.names[href]
        whole = joined(base, href)
        key = ids.get(same_place(whole))
        if key:
            return f"ref:{key}"
        parts = urlsplit(whole)
        is_elsewhere = parts.scheme in ("http", "https") and parts.netloc != urlsplit(article.address).netloc
        return whole if is_elsewhere or parts.scheme in ("mailto", "tel") else ""

    return Leads(address, files.picture, files.is_icon)


def _lead_on(article: SiteArticle, paper: _Paper, terms: MoveTerms, move: Move) -> None:
    """A redirect from the old address, where it lay below the site's own."""
    home = (terms.mapping.site or "").rstrip("/")
    start, whole = _SCHEME.sub("", home), _SCHEME.sub("", article.address)
    is_below = bool(home) and (whole.startswith(f"{start}/") or whole.startswith("/"))
    old = whole.removeprefix(start).lstrip("/")
    redirect = Redirect(old=old or "x", new=paper.id, reason=_REASON, date=terms.today)
    if not is_below or not redirect.is_plain:
        move.elsewhere.append((article.address, paper.id))
        return
    path = Redirect.files.replace("{id}", f"moved-{paper.id}" if article is paper.article else f"moved-{paper.id}-more")
    data = {"old": old, "new": paper.id, "reason": _REASON, "date": terms.today.isoformat()}
    move.files[path] = text_of(Redirect, path, data).encode()
