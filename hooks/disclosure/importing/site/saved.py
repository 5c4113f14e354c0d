"""The tree of files that was saved of a site: which are pages, at what address each stood, where a linked file lies.

Mirrors of wget and HTTrack, pages that a browser saved with a folder beside them, and copies of a server's folder.
"""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from disclosure.expressions import expression
from disclosure.reading.bounds import ATTACHMENT_LIMIT
from disclosure.reading.kinds import SERVED_PAGES, SUFFIXES, FileKind, ending, suffix_of

_SAVED_FROM = expression(r"<!--\s*saved from url=\(\d+\)(\S+)\s*-->")
_HOST = expression(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?::\d+)?", 2)
_NAMED_IN_QUERY = expression(r"(?:file|filename|fileName|path|name|url|attach)=([^&#]+)", 2)
_MOST_FILES, _LARGEST_PAGE = 50_000, 20_000_000
SITE_FILES = frozenset(name for name, suffix in SUFFIXES.items() if suffix.is_published)
_OFFERED = SITE_FILES | {"rar", "7z"}
TOO_MANY = "文件夹里的文件太多（{} 个以上），请分成几次导入。"


@dataclass
class SavedTree:
    """The files of a folder by their paths in it; ``by_name`` finds them by their last part in small letters."""

    root: Path
    files: dict[str, int] = field(default_factory=dict)
    by_name: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def pages(self) -> list[str]:
        """The paths of what may be pages, in order."""
        return [path for path in self.files if _is_page(path) and self.files[path] <= _LARGEST_PAGE]

    def read(self, path: str) -> bytes:
        """The bytes of a file."""
        return (self.root / path).read_bytes()

    def found(self, href: str, page: str, base: str = "") -> str:
        """The path of the file that a page's link leads to; "" if it was not saved."""
        target = href.split("#")[0].strip()
        if not target or target.lower().startswith(("javascript:", "mailto:", "tel:", "data:")):
            return ""
        for name in _spellings(target):
            for path in self._places(name, page, base):
                if path in self.files and self.files[path] <= ATTACHMENT_LIMIT:
                    return path
        for name in _last_names(target):
            there = self.by_name.get(name.lower(), [])
            if len(there) == 1:
                return there[0]
        return ""

    def _places(self, target: str, page: str, base: str) -> Iterator[str]:
        """Where a target may lie: beside the page, below any folder above it, below its host's name."""
        try:
            parts = urlsplit(f"http:{target}" if target.startswith("//") else target)
        except ValueError:
            return
        path = parts.path + (f"?{parts.query}" if parts.query else "")
        folder = PurePosixPath(page).parent
        if parts.netloc:
            yield _plain(PurePosixPath(parts.netloc) / path.lstrip("/"))
        elif not path.startswith("/"):
            yield _plain(folder / path)
            yield _plain(folder / path.replace("?", "@"))
        for above in (folder, *folder.parents):
            yield _plain(above / path.lstrip("/"))
            yield _plain(above / path.lstrip("/").replace("?", "@"))


def saved_tree(root: Path) -> SavedTree:
    """What lies in a folder, shortcuts aside. Raises ``ValueError`` where that is too much."""
    tree = SavedTree(root)
    for folder, folders, names in os.walk(root, followlinks=False):
        folders.sort()
        for name in sorted(names):
            file = Path(folder) / name
            if file.is_symlink() or not file.is_file():
                continue
            path = file.relative_to(root).as_posix()
            tree.files[path] = file.stat().st_size
            tree.by_name[name.lower()].append(path)
            if len(tree.files) > _MOST_FILES:
                raise ValueError(TOO_MANY.format(_MOST_FILES))
    return tree


def address_of(path: str, source: str, url: str = "") -> str:
    """The address at which a page stood: as it says itself, else by the host's name that the folders begin with."""
    said = _SAVED_FROM.search(source[:2000])
    if said is not None and urlsplit(said[1]).scheme in ("http", "https"):
        return said[1]
    if urlsplit(url).scheme in ("http", "https"):
        return url
    steps = PurePosixPath(path).parts
    host = next((place for place, step in enumerate(steps[:-1]) if _HOST.fullmatch(step) and "." in step), None)
    return f"http://{'/'.join(steps[host:])}" if host is not None else f"/{path}"


def joined(base: str, href: str) -> str:
    """The whole address of a link on a page."""
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""


def same_place(address: str) -> str:
    """An address without what may differ between two ways to write it."""
    try:
        parts = urlsplit(address.split("#")[0])
    except ValueError:
        return address
    path = parts.path.removesuffix("index.html").removesuffix("index.htm").rstrip("/")
    return f"{parts.netloc.lower()}{path}{f'?{parts.query}' if parts.query else ''}"


def leads_to_file(href: str, words: str = "") -> bool:
    """Whether a link is one to a file to be downloaded, by its address or by its words."""
    try:
        parts = urlsplit(href)
    except ValueError:
        return False
    path, named = parts.path.lower(), _NAMED_IN_QUERY.search(parts.query)
    if ending(path) in _OFFERED or (named is not None and ending(named[1]) in _OFFERED):
        return True
    is_page = ending(path) in ("", *SERVED_PAGES)
    is_server = is_page and bool(parts.query) and any(word in path for word in ("down", "attach", "file"))
    return is_server or (is_page and ending(words.strip()) in _OFFERED)


def is_picture(path: str) -> bool:
    """Whether a name is that of a picture."""
    return suffix_of(path).kind is FileKind.PICTURE


def _is_page(path: str) -> bool:
    name = PurePosixPath(path).name.lower()
    return ending(name) in SERVED_PAGES or any(f".{served}{mark}" in name for served in SERVED_PAGES for mark in "?@")


def _spellings(target: str) -> Iterator[str]:
    """A target as it is written, and without its percents, in the encodings that old sites have."""
    yield target
    if "%" in target:
        raw = unquote_to_bytes(target)
        for encoding in ("utf-8", "gb18030"):
            try:
                yield raw.decode(encoding)
            except UnicodeDecodeError:
                continue


def _last_names(target: str) -> Iterator[str]:
    """By what name alone a file may be found: the last step of the path, with the query, or the file that it names."""
    for name in _spellings(target):
        path, mark, query = name.partition("?")
        last = path.rsplit("/", 1)[-1]
        yield f"{last}{mark}{query}"
        yield from (f"{last}@{query}",) if mark else ()
        named = _NAMED_IN_QUERY.search(name)
        if named is not None:
            yield named[1].rsplit("/", 1)[-1]


def _plain(path: PurePosixPath) -> str:
    """A path without steps up; one that leads out of the tree is none of it."""
    made: list[str] = []
    for step in path.parts:
        if step == "..":
            if not made:
                return "\0"
            made.pop()
        elif step not in (".", "/"):
            made.append(step)
    return "/".join(made)
