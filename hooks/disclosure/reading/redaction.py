"""Texts without what was taken down: its name, its files, the words of the links that lead to it.

Works on a file as it is written, Markdown or YAML, so that whatever is made of it (pages, tables, feeds, the search)
holds nothing of it either. It is pure text → text, and doing it twice changes nothing more.

What other records are called themselves stays whole wherever it stands (``spared``): a paper with a mistake, or one
published twice, is nothing secret, and 《关于征求某办法草案意见的公告》 stays readable when 某办法草案 is taken
down. Of a leak only a short form stays in other titles; where its whole title, or a sentence of it, stands within
another title, it is replaced there too, for nobody may read it any more.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from urllib.parse import quote, unquote

from disclosure.expressions import expression
from disclosure.reading.han import HAN
from disclosure.reading.list_items import without_items
from disclosure.reading.written_forms import written_forms

_FILE, _PASSAGE = "一个附件（已撤下）", "（已撤下的内容）"
_LEDGER = "data/ledger.yml"
ABOUT_OTHERS = ("data/waivers/", "data/exclusions/")
_WITHDRAWALS = ("data/withdrawn/", "data/withheld/")
_SHORTEST = 4  # characters of a title in 《》, or of a file's name, that may be a short form of what was taken down
_TELLING = 8  # characters from which a name that is none of a document's own is looked for in every file
_RUN = 6  # characters of a title in one run, a keyword among them, by which it is told
_TOLD = 5  # characters of a title in one run by which it is told
_SENTENCE = 12  # characters of a sentence that nobody writes twice by chance
_LINK = expression(
    r"!?\[((?:[^\[\]\\\n]|\\.|\n(?!\n)){0,2000})\]"
    r"\([ \t]*<?([^()\s<>]{1,600})>?(?:[ \t]+[\"'][^\"'\n]{0,300}[\"'])?[ \t]*\)"
)
_DEFINED = expression(r"^ {0,3}\[([^\[\]\n]{1,200})\]:[ \t]*<?([^\s<>]{1,600})>?[^\n]*$", re.MULTILINE)
_BY_LABEL = expression(r"\[((?:[^\[\]\\\n]|\\.){0,2000})\]\[([^\[\]\n]{0,200})\]")
_QUOTED = expression(r"《([^《》\n]{4,120})》")
_ISSUED = expression(r"关于(?:印发|公布|发布|下发|转发|批转)《([^《》]{4,})》的(?:通知|公告|通告)")
_END_OF_SENTENCE = expression(r"[。；！？!?;|\n]")
_HEADING = expression(r"^ {0,3}#{1,6}[ \t][^\n]*$", re.MULTILINE)
_PLAIN = expression(f"[^{HAN}A-Za-z0-9]")


@dataclass(frozen=True)
class TakenDown:
    """One paper that was taken down, as far as other files may repeat it.

    ``words`` stand in the place of its name. ``names`` are what nobody may read any more: titles, numbers, summary;
    ``files`` the names of what lay beside it in ``folder``; ``body`` its text, ``keywords`` its subject.
    Where it ``is_secret``, the words of links that lead to it go too, and whatever repeats its sentences. Whether it
    ``is_leak`` decides what other records may be called; ``spared`` are their titles that stay whole. Where it
    ``is_file``, only one file of the paper of that number was taken down, and the paper itself is there.
    """

    key: str
    words: str
    folder: str = ""
    names: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    body: str = ""
    is_secret: bool = True
    keywords: tuple[str, ...] = ()
    is_leak: bool = True
    is_file: bool = False
    spared: tuple[str, ...] = ()

    def sparing(self, titles: Iterable[str]) -> TakenDown:
        """The same, that leaves those titles of other records whole that resemble it and may still be read."""
        alike = (title for title in titles if self._resembles(title) and not self._forbids(title))
        return replace(self, spared=tuple(sorted(set(alike), key=lambda title: (-len(title), title))))

    def _resembles(self, title: str) -> bool:
        return _without_words(f"《{title}》", self, closer=self.is_secret) != f"《{title}》"

    def _forbids(self, title: str) -> bool:
        is_named = self.written_names is not None and self.written_names.search(title) is not None
        return self.is_leak and (is_named or any(words in title and words != title for words in self.sentences))

    @cached_property
    def spared_titles(self) -> re.Pattern[str] | None:
        """What stays whole, however it is written."""
        forms = [form for title in self.spared for form in written_forms(title)]
        return re.compile("|".join(forms), re.IGNORECASE) if forms else None

    @cached_property
    def all_names(self) -> tuple[str, ...]:
        """The names and what they name in turn (关于印发《……》的通知), the longest first."""
        inner = (found[1] for name in self.names for found in _ISSUED.finditer(name))
        return tuple(sorted({*self.names, *inner}, key=lambda name: (-len(name), name)))

    @cached_property
    def sentences(self) -> tuple[str, ...]:
        """The sentences of its text that are long enough to be its own; headings are often those of a form."""
        text = _HEADING.sub("", self.body)
        parts = (part.strip(" \t>-*+0123456789.、") for part in _END_OF_SENTENCE.split(text))
        return tuple(
            sorted({part for part in parts if len(_PLAIN.sub("", part)) >= _SENTENCE}, key=lambda s: (-len(s), s))
        )

    @cached_property
    def page_of(self) -> re.Pattern[str]:
        """What an address holds that leads to it, to its files or to what is made of it."""
        key = re.escape(self.key)
        if self.is_file:
            return re.compile(rf"(?:^|/)files/{key}/{re.escape(self.files[0])}(?=[?#]|$)")
        return re.compile(rf"^ref:{key}(?=#|$)|(?:^|/){key}(?:/|-[^/]*|\.[a-z]+(?:[?#].*)?$)")

    @cached_property
    def own_files(self) -> re.Pattern[str] | None:
        """Its files by name, where the name is long or bears the number of the paper."""
        stems = {name.rpartition(".")[0] or name for name in self.files}
        telling = sorted((stem for stem in stems if self.key in stem or len(stem) >= _TELLING), key=len, reverse=True)
        if not telling:
            return None
        either = "|".join(re.escape(form) for stem in telling for form in {stem, quote(stem)})
        return re.compile(rf"(?<![\w-])(?:{either})(?:\.[A-Za-z0-9]{{1,6}})?(?![\w-])")

    @cached_property
    def written_names(self) -> re.Pattern[str] | None:
        """Its names however they are written: over two lines, in marks, as entities, percent-encoded."""
        forms = [form for name in self.all_names if len(name) >= _TELLING for form in written_forms(name)]
        return re.compile("|".join(forms), re.IGNORECASE) if forms else None

    @cached_property
    def short_names(self) -> re.Pattern[str] | None:
        """Names that are too short to be looked for in files that have nothing to do with it."""
        forms = [form for name in self.all_names if len(name) < _TELLING for form in written_forms(name)]
        return re.compile("|".join(forms), re.IGNORECASE) if forms else None

    def leads_to(self, address: str, folder: str) -> bool:
        """Whether an address written in a file of ``folder`` leads to the paper or to something of it."""
        plain = unquote(address)
        if self.page_of.search(plain):
            return True
        return folder == self.folder and plain.partition("#")[0].partition("?")[0] in self.files

    def is_short_for(self, title: str) -> bool:
        """Whether a title in 《》 is a short form of the paper's own: its characters in order, four in one run."""
        return len(title) >= _SHORTEST and any(_shortens(title, name) for name in self.all_names)


@dataclass(frozen=True)
class Removed:
    """What reading passes over: ``files`` of papers that were taken down, and what those papers were.

    ``prepared`` are data files that lie in the workshop until they are merged, by their path in the project.
    """

    files: frozenset[str] = frozenset()
    taken: tuple[TakenDown, ...] = ()
    prepared: Mapping[str, Path] = field(default_factory=dict)

    def is_left_out(self, path: str, text: str) -> bool:
        """Whether a file of data only speaks of what is no more there: a waiver or an exclusion for it."""
        if not path.startswith(ABOUT_OTHERS):
            return False
        return any(
            paper.key in text and not paper.is_file or any(name in text for name in paper.files) for paper in self.taken
        )

    def without(self, text: str, path: str) -> str:
        """The text of a file without what was taken down; a record of what was taken down is as it is written."""
        return redacted(text, path, self.taken) if self.taken and not path.startswith(_WITHDRAWALS) else text


def redacted(text: str, path: str, taken: Iterable[TakenDown]) -> str:
    """The text of the file at ``path`` without the papers that were taken down."""
    for paper in taken:
        text = _without(text, path, paper)
    return text


def repeats(words: str, paper: TakenDown) -> bool:
    """Whether words that the public will read repeat something of a paper: a run of its title or text, a file."""
    bare = _PLAIN.sub("", words)
    if any(name in words or name.rpartition(".")[0] in words for name in paper.files):
        return True
    told = ((_PLAIN.sub("", name), _TOLD) for name in paper.all_names)
    for source, run in (*told, (_PLAIN.sub("", paper.body), _SENTENCE)):
        if any(bare[start : start + run] in source for start in range(len(bare) - run + 1)):
            return True
    return False


def _without(text: str, path: str, paper: TakenDown) -> str:
    if path == _LEDGER:
        page, is_of = f"/{paper.key}.html", (paper.files[0] if paper.is_file else paper.key)
        return "".join(line for line in text.splitlines(True) if is_of not in line or page in line)
    folder, refers = path.rpartition("/")[0], paper.key in text
    if paper.is_file:
        text = _file_links(_unlisted(text, folder, paper), folder, paper)
    elif refers:
        text = _links(text, folder, paper)
    if paper.written_names is not None:
        text = _led_astray(text, paper)
    if paper.own_files is not None:
        if path.startswith("data/"):
            text = without_items(text, paper.own_files)
        text = paper.own_files.sub(_FILE, text)
    return _between(text, paper, closer=refers and paper.is_secret and not paper.is_file)


def _between(text: str, paper: TakenDown, closer: bool) -> str:
    """The text without the paper's words, but for the titles of others that are spared."""
    if paper.spared_titles is None:
        return _without_words(text, paper, closer)
    made, end = list[str](), 0
    for found in paper.spared_titles.finditer(text):
        made += [_without_words(text[end : found.start()], paper, closer), found[0]]
        end = found.end()
    return "".join([*made, _without_words(text[end:], paper, closer)])


def _without_words(text: str, paper: TakenDown, closer: bool) -> str:
    if paper.written_names is not None:
        text = paper.written_names.sub(paper.words, text)
    return _closer(text, paper) if closer else text


def _closer(text: str, paper: TakenDown) -> str:
    """What a file that speaks of the paper may say of it in other words: a short title, one of its sentences."""
    if paper.short_names is not None:
        text = paper.short_names.sub(paper.words, text)
    for run in sorted(_runs(text, paper), key=lambda run: (-len(run), run)):
        text = text.replace(run, paper.words)
    text = _QUOTED.sub(lambda found: paper.words if paper.is_short_for(found[1]) else found[0], text)
    for sentence in paper.sentences:
        text = text.replace(sentence, _PASSAGE)
    return text


def _runs(text: str, paper: TakenDown) -> set[str]:
    """The longest pieces of the paper's title in a text that hold one of its keywords: a short title in plain words."""
    found = set[str]()
    for name in map(_bare, paper.names[:1]) if paper.keywords else ():
        start = 0
        while start + _RUN <= len(name):
            end = start + _RUN
            if name[start:end] not in text:
                start += 1
                continue
            while end < len(name) and name[start : end + 1] in text:
                end += 1
            if any(word in name[start:end] for word in paper.keywords):
                found.add(name[start:end])
            start = end - _RUN + 1
    return found


def _bare(name: str) -> str:
    """A title without the titles in it, which are those of other papers."""
    return name if _ISSUED.search(name) else re.sub("《[^《》]*》", "\n", name)


def _links(text: str, folder: str, paper: TakenDown) -> str:
    """Every link to the paper, or to something of it, leads to the notice; it takes its words from there."""
    led = f"ref:{paper.key}"

    def settled(found: re.Match[str]) -> str:
        if not paper.leads_to(found[2], folder):
            return found[0]
        is_page = found[2].startswith("ref:") or unquote(found[2]).partition("#")[0].endswith(f"{paper.key}.html")
        words = found[1] if is_page and not paper.is_secret and not found[0].startswith("!") else ""
        return f"[{words}]({led})"

    text = _LINK.sub(settled, text)
    labels = {found[1].casefold() for found in _DEFINED.finditer(text) if paper.leads_to(found[2], folder)}
    if labels and paper.is_secret:
        text = _BY_LABEL.sub(
            lambda found: f"[]({led})" if (found[2] or found[1]).casefold() in labels else found[0], text
        )
    text = _DEFINED.sub(lambda found: f"[{found[1]}]: {led}" if paper.leads_to(found[2], folder) else found[0], text)
    return re.sub(rf"(ref:|documents/){re.escape(paper.key)}(\.html)?#[^\s)\"'<>\]]+", rf"\g<1>{paper.key}\g<2>", text)


def _unlisted(text: str, folder: str, paper: TakenDown) -> str:
    """A document, or a record of data, whose lists no more name a file that was taken down."""
    name = re.compile(rf"(?<![^\s\"'/:{{,]){re.escape(paper.files[0])}(?![^\s\"'}},])")
    if folder.startswith("data/"):
        return without_items(text, name)
    head, mark, body = text.partition("\n---")
    return without_items(head, name) + mark + body if folder == paper.folder else text


def _file_links(text: str, folder: str, paper: TakenDown) -> str:
    """What led to a file that was taken down says so, and leads nowhere: a host gives no notice in its place."""

    def settled(found: re.Match[str]) -> str:
        return paper.words if paper.leads_to(found[2], folder) else found[0]

    text = _LINK.sub(settled, text)
    labels = {found[1].casefold() for found in _DEFINED.finditer(text) if paper.leads_to(found[2], folder)}
    if labels:
        text = _BY_LABEL.sub(
            lambda found: paper.words if (found[2] or found[1]).casefold() in labels else found[0], text
        )
    return _DEFINED.sub(lambda found: "" if paper.leads_to(found[2], folder) else found[0], text)


def _led_astray(text: str, paper: TakenDown) -> str:
    """A link elsewhere that bears the paper's name leads to a copy of it: it leads to the notice from now on."""
    written = paper.written_names
    if written is None or not paper.is_secret or paper.is_file:
        return text

    def settled(found: re.Match[str]) -> str:
        words = paper.spared_titles.sub("", found[1]) if paper.spared_titles is not None else found[1]
        return f"[](ref:{paper.key})" if written.search(words) and not found[2].startswith("ref:") else found[0]

    return _LINK.sub(settled, text)


def _shortens(title: str, name: str) -> bool:
    """Whether a title's characters stand in a name in their order, four of them side by side."""
    bare, own = _PLAIN.sub("", title), _PLAIN.sub("", _bare(name))
    rest = iter(own)
    if len(bare) < _SHORTEST or not all(sign in rest for sign in bare):
        return False
    runs = (bare[start : start + _SHORTEST] for start in range(len(bare) - _SHORTEST + 1))
    return any(run in own for run in runs)
