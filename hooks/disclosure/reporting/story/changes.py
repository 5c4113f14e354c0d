"""Two built trees → the pages that are new, gone or changed for readers, the attachments, and what only follows."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum
from hashlib import blake2b
from pathlib import Path

from disclosure.expressions import expression
from disclosure.pages.addresses import document_address
from disclosure.reading.kinds import FileKind, kind_by_name
from disclosure.reporting.story.reading import SeenPage, Sentence, seen_page
from disclosure.reporting.story.sentences import SentenceChange, turns

ATTACHMENTS = "files/"  # where the attachments of documents are published, each in the folder of its document
_FIGURES = expression(r"[0-9０-９]+(?:[.,，][0-9０-９]+)*")
_ONLY_FIGURES = expression(r"[0年月日时分年度共件条份页项次：:（）()/\s-]*")
_SHORTEST_TITLE = 4  # signs; a shorter one stands in any sentence


class Fate(Enum):
    """What became of a page or an attachment."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"


@dataclass(frozen=True)
class PageChange:
    """A page that differs. ``page`` is the new version, of a page that is gone the old one, with where it moved to."""

    address: str
    fate: Fate
    page: SeenPage
    turns: tuple[SentenceChange, ...] = ()
    moved_to: str = ""


@dataclass(frozen=True)
class FileChange:
    """An attachment that differs; ``sizes`` in bytes before and after, 0 where there is none; ``of`` is its page."""

    address: str
    fate: Fate
    sizes: tuple[int, int]
    of: str = ""

    @property
    def name(self) -> str:
        """The file's own name."""
        return self.address.rpartition("/")[2]


@dataclass(frozen=True)
class Changes:
    """All that differs. ``pages`` are told, ``following`` only list or count what is told, ``framed`` differ outside
    of their main content; ``generated`` counts the files made from the content, such as feeds and tables.
    """

    before: int
    after: int
    pages: tuple[PageChange, ...] = ()
    following: tuple[PageChange, ...] = ()
    framed: tuple[str, ...] = ()
    files: tuple[FileChange, ...] = ()
    generated: int = 0

    @property
    def none(self) -> bool:
        """Whether readers will see no difference at all."""
        return not (self.pages or self.following or self.framed or self.files)


def compared(before: Path, after: Path) -> Changes:
    """What differs between two built trees."""
    old, new = _files(before), _files(after)
    differing = sorted(path for path in {*old, *new} if _digest(old.get(path)) != _digest(new.get(path)))
    pages = [path for path in differing if _is_page(path)]
    told, framed = [], []
    for path in pages:
        change = _page_change(path, old.get(path), new.get(path))
        if change is None:
            framed.append(path)
        else:
            told.append(change)
    files = [_file_change(path, old, new) for path in differing if path.startswith(ATTACHMENTS)]
    primary, following = _parted(told, {file.address for file in files})
    return Changes(
        sum(map(_is_page, old)), sum(map(_is_page, new)), tuple(primary), tuple(following), tuple(framed),
        tuple(files), len(differing) - len(pages) - len(files),
    )  # fmt: skip


def _files(root: Path) -> dict[str, Path]:
    """Every file below a folder by its address; links are followed nowhere."""
    found = {}
    for folder, _, names in os.walk(root):
        for name in names:
            file = Path(folder, name)
            if file.is_file() and not file.is_symlink():
                found[file.relative_to(root).as_posix()] = file
    return found


def _digest(file: Path | None) -> bytes:
    if file is None:
        return b""
    made = blake2b(digest_size=16)
    with file.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            made.update(chunk)
    return made.digest()


def _is_page(path: str) -> bool:
    return kind_by_name(path) is FileKind.PAGE and not path.startswith(ATTACHMENTS)


def _page_change(path: str, old: Path | None, new: Path | None) -> PageChange | None:
    """What became of a page; ``None`` where its main content is the same."""
    before = seen_page(old.read_bytes(), path) if old is not None else None
    after = seen_page(new.read_bytes(), path) if new is not None else None
    if before is not None and (after is None or (after.moved_to and not before.moved_to)):
        return PageChange(path, Fate.GONE, before, moved_to=after.moved_to if after is not None else "")
    if before is None or after is None:
        return PageChange(path, Fate.NEW, after, moved_to=after.moved_to) if after is not None else None
    found = turns(before.sentences, after.sentences)
    if not found and before.sentences == after.sentences:
        return None
    return PageChange(path, Fate.CHANGED, after, tuple(found))


def _file_change(path: str, old: Mapping[str, Path], new: Mapping[str, Path]) -> FileChange:
    sizes = tuple(files[path].stat().st_size if path in files else 0 for files in (old, new))
    fate = Fate.NEW if path not in old else Fate.GONE if path not in new else Fate.CHANGED
    page = document_address(path.split("/")[1])
    file = new.get(page) or old.get(page)
    title = seen_page(file.read_bytes(), page).title if file is not None else ""
    return FileChange(path, fate, (sizes[0], sizes[1]), title)


def _parted(told: Iterable[PageChange], files: set[str]) -> tuple[list[PageChange], list[PageChange]]:
    """The pages that tell something themselves, and those of which every difference follows from these."""
    changes = list(told)
    own = [item for item in changes if item.fate is not Fate.CHANGED or item.page.is_article and item.turns]
    known = _AlreadyTold(files)
    for item in own:
        known.learn(item)
    following = []
    for item in changes:
        if item in own:
            continue
        if known.explains(item):
            following.append(item)
        else:
            own.append(item)
            known.learn(item)
    return sorted(own, key=_order), following


def _order(item: PageChange) -> tuple[int, str]:
    """Gone pages first, then new ones, then what was changed; records before lists."""
    rank = (Fate.GONE, Fate.NEW, Fate.CHANGED).index(item.fate) * 2 + (not item.page.is_article)
    return rank, item.address


class _AlreadyTold:
    """What is told already, by which a difference on another page is explained."""

    def __init__(self, files: set[str]) -> None:
        self._addresses, self._titles = set(files), set[str]()
        self._said, self._about = set[str](), set[str]()

    def learn(self, item: PageChange) -> None:
        """Take a page in that is told by itself."""
        self._addresses.add(item.address)
        self._titles |= {item.page.title} if len(item.page.title) >= _SHORTEST_TITLE else set()
        self._about.add(item.page.about)
        self._said |= {sentence.text for turn in item.turns for sentence in turn if sentence is not None}
        if item.fate is not Fate.CHANGED:
            self._said |= {sentence.text for sentence in item.page.sentences}

    def explains(self, item: PageChange) -> bool:
        """Whether all that differs on a page follows from what is told, or was pushed off a list by it."""
        if not self._titles:
            return False
        left = [turn for turn in item.turns if not self._explains_turn(turn)]
        entries = sum(turn.after is not None and bool(turn.after.leads) for turn in item.turns)
        return len(left) <= entries and all(map(self._is_pushed_off, left))

    def _explains_turn(self, turn: SentenceChange) -> bool:
        both = [sentence for sentence in turn if sentence is not None]
        masked = {_FIGURES.sub("0", sentence.text) for sentence in both}
        if not turn.is_of_links and (len(masked) < len(both) or all(map(_ONLY_FIGURES.fullmatch, masked))):
            return True
        return all(map(self._explains_sentence, both))

    def _is_pushed_off(self, turn: SentenceChange) -> bool:
        """Whether an entry left a list to which another came that is told."""
        is_entry = turn.before is not None and bool(turn.before.leads)
        return is_entry and (turn.after is None or self._explains_sentence(turn.after))

    def _explains_sentence(self, sentence: Sentence) -> bool:
        text = sentence.text
        if text in self._said or any(title in text for title in self._titles):
            return True
        if any(text in about for about in self._about):
            return True
        return any(lead.partition("#")[0] in self._addresses for lead in sentence.leads)
