"""An office's own blocks of the shell: hooks/overrides/<block>.html, and files that they use in its assets/.

They come with the program, not with the content, and need its owners' approval; nothing in docs/ or data/ can take
their place. Templates stay autoescaped, and nothing that runs or that comes from another host gets in.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path

from jinja2 import Environment, TemplateSyntaxError

from disclosure.findings import Finding, Place, Rule
from disclosure.reading.kinds import FileKind, kind_by_name

FOLDER = "hooks/overrides"
BLOCKS = ("head_extra", "announce", "masthead", "footer", "footer_extra")
ADDRESS = "assets/office"

PLACED = Rule("OVR-001", "外框的文件放对位置", bad="hooks/overrides/header.html", good="hooks/overrides/masthead.html")
WRITTEN = Rule("OVR-002", "外框的模板写法正确", bad="{{ site.agency.nam }}", good="{{ site.agency.name }}")
PASSIVE = Rule(
    "OVR-003",
    "外框不含会运行程序的内容",
    basis=("19号函/安全事故",),
    bad="<script>…</script>",
    good="只写文字、图片和链接",
)
RULES = (PLACED, WRITTEN, PASSIVE)

_TEXTS = frozenset({FileKind.STYLES, FileKind.DRAWING})
_ASSETS = _TEXTS | {FileKind.PICTURE}
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*\.[a-z0-9]+")
_LARGEST = 512 * 1024
_ACTIVE = re.compile(
    r"<\s*(?:script|style|iframe|frame|object|embed|form|link|base|foreignObject)\b|<meta\s+(?!name=)"
    r"|[\s\"'/]on[a-z]{3,20}\s*=|\sstyle\s*=|(?:javascript|vbscript|data)\s*:"
    r"|\b(?:src|srcset|xlink:href)\s*=\s*[\"']?\s*(?:[a-z]+:)?//|<!ENTITY"
    r"|@import|url\(\s*[\"']?\s*(?:[a-z]+:)?//|expression\s*\(|\|\s*safe\b|\bautoescape\b|\{%-?\s*(?:extends|include|import|from)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Overrides:
    """The blocks by name, as written; the files to publish by address; and what is wrong with any of them."""

    blocks: dict[str, str] = field(default_factory=dict)
    assets: dict[str, Path] = field(default_factory=dict)
    findings: tuple[Finding, ...] = ()

    @property
    def templates(self) -> tuple[tuple[str, str], ...]:
        """What takes the place of the engine's templates, by name: a shell with the office's blocks in it."""
        if not self.blocks:
            return ()
        blocks = "".join(
            f'{{% block {name} %}}{{% include "{path_of(name)}" %}}{{% endblock %}}' for name in self.blocks
        )
        own = ((path_of(name), text) for name, text in self.blocks.items())
        return (("shell.html", f'{{% extends "engine/shell.html" %}}{blocks}'), *own)


def path_of(block: str) -> str:
    """The file that holds a block."""
    return f"{FOLDER}/{block}.html"


def read_overrides(root: Path) -> Overrides:
    """The overrides of the project at ``root``. What is wrong with a file keeps it out and is told; nothing raises."""
    blocks: dict[str, str] = {}
    assets: dict[str, Path] = {}
    findings: list[Finding] = []
    folder = root / FOLDER
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        path = file.relative_to(root).as_posix()
        if file.is_dir() or path == f"{FOLDER}/README.md" or file.name.startswith("."):
            continue
        told = list(_faults(file, path))
        findings += told
        if not told and file.suffix == ".html":
            blocks[file.stem] = file.read_text("utf-8")
        elif not told:
            assets[f"{ADDRESS}/{file.name}"] = file
    return Overrides(blocks, assets, tuple(findings))


def _faults(file: Path, path: str) -> Iterator[Finding]:
    place = Place(path)
    inside = path.removeprefix(f"{FOLDER}/")
    if file.is_symlink() or not file.is_file():
        yield PLACED.at(place, "这里不是普通的文件。", "请换成文件本身。")
    elif inside.removesuffix(".html") in BLOCKS:
        yield from _faults_of_text(file, path, template=True)
    elif inside != f"assets/{file.name}":
        close = get_close_matches(inside.removesuffix(".html"), BLOCKS, n=1, cutoff=0.5)
        known = "、".join(f"{name}.html" for name in BLOCKS)
        remedy = f"您要写的是不是“{close[0]}.html”？" if close else f"可以放的有 {known} 和 assets 里的文件。"
        yield PLACED.at(place, f"“{inside[:60]}”不是外框的一部分，不会使用。", remedy)
    elif not _NAME.fullmatch(file.name) or kind_by_name(file.name) not in _ASSETS:
        remedy = "可以放样式表（css）、矢量图形（svg）和图片，名称用小写英文字母、数字和连字符。"
        yield PLACED.at(place, f"“{file.name[:60]}”这种文件不能放在这里。", remedy)
    elif file.stat().st_size > _LARGEST:
        yield PLACED.at(place, "文件超过 512 KB，每个读者打开网页都要下载它。", "请压缩以后再放。")
    elif kind_by_name(file.name) in _TEXTS:
        yield from _faults_of_text(file, path, template=False)


def _faults_of_text(file: Path, path: str, *, template: bool) -> Iterator[Finding]:
    try:
        text = file.read_text("utf-8")
    except (UnicodeDecodeError, OSError):
        yield WRITTEN.at(Place(path), "这个文件不是 UTF-8 编码，读不出来。", "请另存为 UTF-8。")
        return
    for match in list(_ACTIVE.finditer(text))[:1]:
        line = text.count("\n", 0, match.start()) + 1
        message = f"这里的“{match[0].strip()[:40]}”会运行程序、改变转义或者引用别处的内容。"
        yield PASSIVE.at(Place(path, line), message, "请删去；样式写进 assets 里的 css 文件，图片放进 assets。")
    if template:
        try:
            Environment(autoescape=True).parse(text)
        except TemplateSyntaxError as error:
            message = f"模板写法有误，读不出来（{error.message}）。"
            yield WRITTEN.at(Place(path, error.lineno), message, "请检查“{{ }}”和“{% %}”是否成对。")


def broken(error: Exception) -> Finding | None:
    """What an exception while a page was rendered says of the override in which it arose; ``None`` if in none."""
    trace, found = error.__traceback__, None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        found = Place(name, trace.tb_lineno) if name.startswith(f"{FOLDER}/") else found
        trace = trace.tb_next
    if found is None:
        return None
    message = f"用这个模板生成网页时出错（{type(error).__name__}：{str(error)[:60]}）。"
    return WRITTEN.at(found, message, "请对照手册检查这一行用到的名称。")
