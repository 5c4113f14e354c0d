"""The files of an article: where each lies in what was saved, and what it is to be called beside the new document."""

from __future__ import annotations

from base64 import b64decode
from binascii import Error
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any

from disclosure.attachments.kinds import START, kind_of
from disclosure.expressions import expression
from disclosure.importing.site.articles import FileLink, SiteArticle
from disclosure.importing.site.saved import SITE_FILES, SavedTree, is_picture
from disclosure.reading.bounds import Unreadable
from disclosure.reading.kinds import FileKind, ending

_NUMBER = expression(r"^\s*附\s*件\s*(\d{1,2})?\s*[:：.、]?\s*")
_SIZE = expression(r"\s*[(（\[]\s*[\d.]+\s*[KMkm][Bb]?\s*[)）\]]\s*$")
_NUMBERED = expression(r"附\s*件\s*(\d{1,2})")
_INLINE = expression(r"data:image/(png|jpeg|gif);base64,([A-Za-z0-9+/=\s]+)\Z", 2)
_ICONS = expression(
    r"icon|filetype|/ico|dot|arrow|line\.|spacer|blank\.|/(?:fj|xz|down|doc|pdf|xls|word|excel|zip|rar)\w{0,4}\.\w{3}$",
    2,
)
_OF_KINDS = {
    FileKind.PDF: "pdf",
    FileKind.WORD: "docx",
    FileKind.EXCEL: "xlsx",
    FileKind.SLIDES: "pptx",
    FileKind.OFD: "ofd",
    FileKind.ZIP: "zip",
}
_OLD = (("WordDocument", "doc"), ("Workbook", "xls"), ("PowerPoint Document", "ppt"))
_PICTURES = ((b"\x89PNG", "png"), (b"\xff\xd8\xff", "jpg"), (b"GIF8", "gif"))
MISSING = "附件“{}”（{}）不在保存的文件里，请从旧网站下载，登记为附件。"
UNKNOWN = "附件“{}”（{}）打不开，或者是不能发布的一种文件，没有取。"
NO_PICTURE = "图片 {} 不在保存的文件里，请单独上传。"


@dataclass
class ArticleFiles:
    """The files that a new document gets: their names by the address as written, their bytes, and what is missing.

    ``article`` is the one that is being read; a text on several pages has one after the other, and each file once.
    """

    id: str
    tree: SavedTree
    article: SiteArticle
    names: dict[str, str] = field(default_factory=dict)
    content: dict[str, bytes] = field(default_factory=dict)
    attachments: list[dict[str, Any]] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    _by_path: dict[str, str] = field(default_factory=dict)

    def attach(self) -> None:
        """Take every file that the article links to."""
        for link in self.article.files:
            path = self.tree.found(link.href, self.article.path, self.article.base)
            words = link.words or link.href.rsplit("/", 1)[-1]
            if not path:
                self.left.append(MISSING.format(words[:40], link.href[:80]))
                continue
            name = self._taken(path, link.words)
            if not name:
                self.left.append(UNKNOWN.format(words[:40], path[-80:]))
                continue
            self.names[link.href] = name
            self._register(name, link)

    def picture(self, src: str) -> str:
        """The name of a picture of the text; "" for one that is not there, or only decorates."""
        if src in self.names:
            return self.names[src]
        inline = _INLINE.match(src)
        if inline is not None:
            return self._keep(src, _decoded(inline[2]), "jpg" if inline[1].lower() == "jpeg" else inline[1].lower())
        path = self.tree.found(src, self.article.path, self.article.base)
        if not path or not is_picture(path):
            self.left.append(NO_PICTURE.format(src[:80]))
            return ""
        if path in self._by_path:
            return self._by_path[path]
        data = self.tree.read(path)
        suffix = next((suffix for sign, suffix in _PICTURES if data.startswith(sign)), "")
        name = self._keep(src, data, suffix) if suffix else ""
        if name:
            self._by_path[path] = name
        return name

    def is_icon(self, src: str) -> bool:
        """Whether a picture is one of the page's own, such as the sign beside a download."""
        return _ICONS.search(src.rsplit("?", 1)[0]) is not None and not src.startswith("data:")

    def _register(self, name: str, link: FileLink) -> None:
        if any(item["file"] == name for item in self.attachments):
            return
        number = _NUMBERED.search(link.words)
        title = _SIZE.sub("", _NUMBER.sub("", link.words)).strip()
        title = title.rpartition(".")[0] if ending(title) in SITE_FILES else title
        item: dict[str, Any] = {
            "file": name,
            "title": title or (f"附件{number[1]}" if number and number[1] else "附件"),
        }
        taken = {item.get("number") for item in self.attachments}
        if number is not None and int(number[1]) not in taken:
            item["number"] = int(number[1])
        self.attachments.append(item)

    def _taken(self, path: str, words: str) -> str:
        if path in self._by_path:
            return self._by_path[path]
        data = self.tree.read(path)
        suffix = _suffix(data, path, words)
        if not suffix:
            return ""
        self._by_path[path] = self._keep(path, data, suffix)
        return self._by_path[path]

    def _keep(self, key: str, data: bytes, suffix: str) -> str:
        if not data:
            return ""
        name = f"{self.id}-{len(self.content) + 1}.{suffix}"
        self.names[key] = name
        self.content[name] = data
        return name


def _suffix(data: bytes, path: str, words: str) -> str:
    """What the name of a file is to end in, by what is in it; "" for a kind that is not published."""
    try:
        kind = kind_of(data[:START], BytesIO(data))
    except Unreadable:
        return ""
    if kind is FileKind.ZIP and not {*_endings(path, words)}.isdisjoint(("docx", "xlsx", "pptx", "ofd")):
        return ""  # a package that is damaged
    if kind in _OF_KINDS:
        return _OF_KINDS[kind]
    if kind is FileKind.OLD_OFFICE:
        inside = next((suffix for name, suffix in _OLD if name.encode("utf-16-le") in data), "")
        said = next((end for end in _endings(path, words) if end in ("doc", "xls", "ppt", "wps", "et", "dps")), "")
        return said or inside
    if kind is FileKind.PICTURE:
        return next((suffix for sign, suffix in _PICTURES if data.startswith(sign)), "")
    if kind is FileKind.TEXT:
        return next((end for end in _endings(path, words) if end in ("txt", "csv")), "")
    return ""


def _endings(path: str, words: str) -> Iterator[str]:
    yield ending(path)
    yield ending(_SIZE.sub("", words).strip())


def _decoded(text: str) -> bytes:
    try:
        return b64decode(text, validate=False)
    except (Error, ValueError):
        return b""
