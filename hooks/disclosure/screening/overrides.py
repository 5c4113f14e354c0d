"""An office's own blocks of the shell, which are on every page: nothing in them runs, leaks or is made wrongly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from jinja2 import Environment, TemplateSyntaxError

from disclosure.attachments.contents import Shelf
from disclosure.expressions import expression
from disclosure.findings import Finding, Place, Rule
from disclosure.reading.kinds import FileKind, kind_by_name
from disclosure.reading.overrides import Overrides
from disclosure.screening import attachments, personal
from disclosure.screening.leaks import leaks
from disclosure.screening.written import Known, Written

WRITTEN = Rule(
    "OVR-002",
    "外框的文件写法正确",
    bad="{{ site.agency.nam }}",
    good="{{ site.agency.name }}",
    waivable=False,
)
PASSIVE = Rule(
    "OVR-003",
    "外框不含会运行程序的内容",
    basis=("19号函/安全事故",),
    bad="<script>…</script>",
    good="只写文字、图片和链接",
    waivable=False,
)
RULES = (WRITTEN, PASSIVE)

_ACTIVE = expression(
    r"<\s*(?:script|style|iframe|frame|object|embed|form|link|base|foreignObject)\b|<meta\s+(?!name=)"
    r"|[\s\"'/]on[a-z]{3,20}\s*=|\sstyle\s*=|(?:javascript|vbscript|data)\s*:"
    r"|\b(?:src|srcset|xlink:href)\s*=\s*[\"']?\s*(?:[a-z]+:)?//|<!ENTITY"
    r"|@import|url\(\s*[\"']?\s*(?:[a-z]+:)?//|expression\s*\(|\|\s*safe\b|\bautoescape\b|\{%-?\s*(?:extends|include|import|from)\b",
    re.IGNORECASE,
)
_DRAWING = expression(r"\s*(?:<\?xml\b[^>]*>\s*)?(?:<!DOCTYPE\s+svg\b[^>\[]*>\s*)?(?:<!--.*?-->\s*)*<svg\b", re.DOTALL)
# The numbers of a shape are nobody's: what a drawing says stands elsewhere.
_SHAPE = expression(r"(?<=\s)(?:d|points)\s*=\s*(?:\"[a-zA-Z0-9.,+\-\s]*\"|'[a-zA-Z0-9.,+\-\s]*')")


def screen(overrides: Overrides, shelf: Shelf, known: Known) -> Iterator[tuple[str, Iterator[Finding]]]:
    """Every file with what is found in it, in its name too; a picture must be what its name says, like any other."""
    for path, text in overrides.texts.items():
        yield path, chain(_faults(path, text), _leaks(path, text, known))
    for path in overrides.pictures:
        yield path, attachments.examine(shelf, path, known)


def _leaks(path: str, text: str, known: Known) -> Iterator[Finding]:
    for hit in personal.hits_in_name(path, known):
        yield hit.within(Written(path, path))
    drawn = kind_by_name(path) is FileKind.DRAWING
    seen = _SHAPE.sub(lambda shape: re.sub(r"\S", " ", shape[0]), text) if drawn else text
    yield from leaks(Written(path, seen), known)


def _faults(path: str, text: str) -> Iterator[Finding]:
    """What cannot stand on a page, or would break it."""
    active = _ACTIVE.search(text)
    if active is not None:
        line = text.count("\n", 0, active.start()) + 1
        message = f"这里的“{active[0].strip()[:40]}”会运行程序、改变转义或者引用别处的内容。"
        yield PASSIVE.at(Place(path, line), message, "请删去；样式写进 assets 里的 css 文件，图片放进 assets。")
    kind = kind_by_name(path)
    if kind is FileKind.DRAWING and not _DRAWING.match(text):
        yield WRITTEN.at(Place(path), "扩展名是 .svg，内容却不是矢量图形。", "请换成真正的 svg 文件。")
    if kind is FileKind.PAGE:
        try:
            Environment(autoescape=True).parse(text)
        except TemplateSyntaxError as error:
            message = f"模板写法有误，读不出来（{error.message}）。"
            yield WRITTEN.at(Place(path, error.lineno), message, "请检查“{{ }}”和“{% %}”是否成对。")
