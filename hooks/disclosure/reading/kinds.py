"""The one table of file kinds: what a name ends in → what must be inside, and whether it may be published.

How a file is read follows from its kind: ``attachments.examination`` has a reader for each kind that is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from disclosure.expressions import expression


class FileKind(StrEnum):
    """The kinds of files that are told apart; the value is what editors read."""

    WORD = "Word 文件"
    EXCEL = "Excel 文件"
    SLIDES = "演示文稿"
    OFD = "OFD 文件"
    PDF = "PDF 文件"
    PICTURE = "图片"
    VIDEO = "视频"
    AUDIO = "音频"
    CAPTIONS = "字幕"
    ZIP = "压缩包"
    OLD_OFFICE = "旧格式的 Office 文件"
    TEXT = "文本文件"
    PAGE = "网页"
    STYLES = "样式表"
    DRAWING = "矢量图形"
    FEED = "XML 文件"
    DATA = "数据文件"
    MANIFEST = "网站清单"
    CALENDAR = "日历文件"
    ICON = "网站图标"
    INDEX = "检索数据"
    PROGRAM = "程序"
    OTHER = "无法识别的文件"


# What may lie beside a document and be published: only what can be examined, and nothing that acts by itself.
PUBLISHED = frozenset({
    FileKind.WORD, FileKind.EXCEL, FileKind.SLIDES, FileKind.OFD, FileKind.PDF, FileKind.PICTURE, FileKind.ZIP,
    FileKind.OLD_OFFICE, FileKind.TEXT,
})  # fmt: skip
# What may be published besides as the recording of an interpretation, and nowhere else.
RECORDED = frozenset({FileKind.VIDEO, FileKind.AUDIO, FileKind.CAPTIONS})
# What a browser or a machine does something with.
_ACTIVE = frozenset({FileKind.PAGE, FileKind.STYLES, FileKind.DRAWING, FileKind.FEED, FileKind.PROGRAM})


@dataclass(frozen=True, slots=True)
class Suffix:
    """What a name that ends like this promises.

    ``label``    what readers are told that they download
    ``without``  what the same kind of file is called that can hold no macros, where this one can
    """

    kind: FileKind
    label: str
    without: str = ""

    @property
    def is_published(self) -> bool:
        """Whether such a file may lie beside a document and be published."""
        return self.kind in PUBLISHED

    @property
    def is_recorded(self) -> bool:
        """Whether such a file may be published as part of a recording."""
        return self.kind in RECORDED

    @property
    def is_active(self) -> bool:
        """Whether such a file runs in a reader's browser or on the machine."""
        return self.kind in _ACTIVE


def _all(names: str, kind: FileKind, label: str = "") -> dict[str, Suffix]:
    return {name: Suffix(kind, label or kind.value) for name in names.split()}


_OLD = FileKind.OLD_OFFICE
SUFFIXES: dict[str, Suffix] = {
    **_all("docx dotx", FileKind.WORD),
    **_all("xlsx xltx", FileKind.EXCEL, "Excel 表格"),
    **_all("pptx ppsx potx", FileKind.SLIDES),
    **{
        f"{start}m": Suffix(kind, kind.value, f"{start}x")
        for kind, starts in (
            (FileKind.WORD, ("doc", "dot")),
            (FileKind.EXCEL, ("xls", "xlt")),
            (FileKind.SLIDES, ("ppt", "pps", "pot")),
        )
        for start in starts
    },
    **_all("ofd", FileKind.OFD, "OFD 版式文件"),
    **_all("pdf", FileKind.PDF),
    **_all("jpg jpeg png webp tif tiff gif bmp", FileKind.PICTURE),
    **_all("mp4 webm", FileKind.VIDEO),
    **_all("mp3", FileKind.AUDIO),
    **_all("vtt", FileKind.CAPTIONS, "字幕文件"),
    **_all("zip", FileKind.ZIP),
    **_all("doc", _OLD, "Word 文件"),
    **_all("xls", _OLD, "Excel 表格"),
    **_all("ppt", _OLD, "演示文稿"),
    **_all("wps", _OLD, "WPS 文件"),
    **_all("et", _OLD, "WPS 表格"),
    **_all("dps", _OLD, "WPS 演示"),
    **_all("txt", FileKind.TEXT),
    **_all("csv", FileKind.TEXT, "CSV 表格"),
    **_all("html htm xhtml shtml", FileKind.PAGE),
    **_all("css", FileKind.STYLES),
    **_all("svg svgz", FileKind.DRAWING),
    **_all("xml rss atom rdf xsl", FileKind.FEED),
    **_all("json jsonld", FileKind.DATA),
    **_all("ics", FileKind.CALENDAR),
    **_all("ico", FileKind.ICON),
    **_all("bin", FileKind.INDEX),
    **_all("webmanifest", FileKind.MANIFEST),
    **_all("mht mhtml js mjs swf exe bat cmd com scr msi ps1 sh vbs vbe wsf hta jar apk lnk url", FileKind.PROGRAM),
    **_all("rar 7z tar gz tgz bz2 xz iso cab rtf", FileKind.OTHER),  # nobody looks into them
}
_ARCHIVES = frozenset(["zip", "rar", "7z", "tar", "gz", "tgz", "bz2", "xz", "iso", "cab"])
_UNKNOWN = Suffix(FileKind.OTHER, FileKind.OTHER.value)

# What the addresses of pages end in on the servers of old sites, programs among them.
SERVED_PAGES = frozenset(["html", "htm", "shtml", "xhtml", "jhtml", "jsp", "do", "asp", "aspx", "php", "action"])

DOCUMENT = ".md"  # what editors write: a document, a file of data
DATA = ".yml"
_OTHER_ENDINGS = (
    (DOCUMENT, expression(r"\.(?:md|markdown)(?:\.(?:txt|md))?$", re.IGNORECASE)),
    (DATA, expression(r"\.ya?ml(?:\.(?:txt|yml))?$", re.IGNORECASE)),
)


def as_written_by_editors(path: str) -> str:
    """The path with the ending that a document or a file of data has, where Notepad or a habit gave it another."""
    for ending_of_ours, others in _OTHER_ENDINGS:
        found = others.search(path)
        if found is not None:
            return path[: found.start()] + ending_of_ours
    return path


def ending(name: str) -> str:
    """What a file name ends in, in small letters, without the dot; "" if it has no ending."""
    return name.rpartition(".")[2].lower() if "." in name.rpartition("/")[2] else ""


def suffix_of(name: str) -> Suffix:
    """What the name of a file promises."""
    return SUFFIXES.get(ending(name), _UNKNOWN)


def kind_by_name(name: str) -> FileKind:
    """What kind of file a name promises; ``OTHER`` where it promises nothing that we know."""
    return suffix_of(name).kind


def is_archive(name: str) -> bool:
    """Whether a name promises other files inside."""
    return ending(name) in _ARCHIVES
