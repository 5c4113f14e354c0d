"""An office's own blocks of the shell: hooks/overrides/<block>.html, and files that they use in its assets/.

They come with the program, not with the content, and need its owners' approval; nothing in docs/ or data/ can take
their place. Here is what lies there; what it may hold is judged by ``screening.overrides``.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from disclosure.expressions import expression
from disclosure.findings import Finding, Place, Rule
from disclosure.reading.folders import files_below
from disclosure.reading.kinds import FileKind, kind_by_name
from disclosure.reading.text import read_text

FOLDER = "hooks/overrides"
BLOCKS = ("head_extra", "announce", "masthead", "footer", "footer_extra")
ADDRESS = "assets/office"

PLACED = Rule("OVR-001", "外框的文件放对位置", bad="hooks/overrides/header.html", good="hooks/overrides/masthead.html")
RULES = (PLACED,)

_GUIDE = f"{FOLDER}/README.md"
_BLOCK = ".html"
_TEXTS = frozenset({FileKind.STYLES, FileKind.DRAWING})
_ASSETS = _TEXTS | {FileKind.PICTURE}
_NAME = expression(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]+")
_LARGEST = 512 * 1024  # bytes


@dataclass(frozen=True)
class Overrides:
    """What stands where it may: ``texts`` (blocks, styles, drawings) as written, and ``pictures``, each by its path."""

    texts: dict[str, str] = field(default_factory=dict)
    pictures: tuple[str, ...] = ()

    @property
    def paths(self) -> tuple[str, ...]:
        """All the files."""
        return (*self.texts, *self.pictures)

    @property
    def blocks(self) -> dict[str, str]:
        """The blocks by name, as written."""
        return {block: self.texts[path_of(block)] for block in BLOCKS if path_of(block) in self.texts}

    @property
    def assets(self) -> dict[str, str]:
        """The paths of the files to publish, by address."""
        files = (path for path in self.paths if not path.endswith(_BLOCK))
        return {f"{ADDRESS}/{path.rpartition('/')[2]}": path for path in files}

    def without(self, paths: Collection[str]) -> Overrides:
        """The same but for some files."""
        texts = {path: text for path, text in self.texts.items() if path not in paths}
        return Overrides(texts, tuple(path for path in self.pictures if path not in paths))


def path_of(block: str) -> str:
    """The file that holds a block."""
    return f"{FOLDER}/{block}{_BLOCK}"


def read_overrides(root: Path, findings: list[Finding]) -> Overrides:
    """The overrides of the project at ``root``. What is wrong with a file keeps it out and is told; nothing raises."""
    texts: dict[str, str] = {}
    pictures: list[str] = []
    for path in files_below(root, FOLDER, findings):
        told = list(_misplaced(root / path, path)) if path != _GUIDE else []
        findings += told
        if told or path == _GUIDE:
            continue
        if kind_by_name(path) is FileKind.PICTURE:
            pictures.append(path)
            continue
        text, told = read_text(root / path, path)
        findings += told
        if text:
            texts[path] = text
    return Overrides(texts, tuple(pictures))


def _misplaced(file: Path, path: str) -> Iterator[Finding]:
    """Why a file can be no part of the shell, by its place, its name and its size."""
    inside, place = path.removeprefix(f"{FOLDER}/"), Place(path)
    if inside != f"assets/{file.name}" and inside not in {f"{name}{_BLOCK}" for name in BLOCKS}:
        close = get_close_matches(inside.removesuffix(_BLOCK), BLOCKS, n=1, cutoff=0.5)
        known = "、".join(f"{name}{_BLOCK}" for name in BLOCKS)
        remedy = f"您要写的是不是“{close[0]}{_BLOCK}”？" if close else f"可以放的有 {known} 和 assets 里的文件。"
        yield PLACED.at(place, f"“{inside[:60]}”不是外框的一部分，不会使用。", remedy)
    elif "/" in inside and not (_NAME.fullmatch(file.name) and kind_by_name(file.name) in _ASSETS):
        remedy = "可以放样式表（css）、矢量图形（svg）和图片，名称用小写英文字母、数字和连字符。"
        yield PLACED.at(place, f"“{file.name[:60]}”这种文件不能放在这里。", remedy)
    elif (size := file.stat().st_size) > _LARGEST:
        yield PLACED.at(place, "文件超过 512 KB，每个读者打开网页都要下载它。", "请压缩以后再放。")
    elif not size:
        yield PLACED.at(place, "这个文件是空的。", "请放入有内容的文件，或者删除它。")
