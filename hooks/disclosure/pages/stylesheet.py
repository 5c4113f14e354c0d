"""Material's stylesheet cut to the rules in use: those of which every class, element and attribute can occur here.

What can occur is read off the templates, the shell's script, the office's overrides and the dialect of Markdown, so
that a template which uses one more class gets its rules by itself. The stylesheet is a published file of a pinned
package, minified and well-formed; what it holds besides rules with selectors is kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import cache
from pathlib import Path

from disclosure.expressions import expression
from disclosure.pages.icons import material_folder
from disclosure.reading.kinds import FileKind, kind_by_name
from disclosure.screening import allowed

_TOKEN = expression(
    r"\"[^\"\\]*(?:\\.[^\"\\]*)*\"|'[^'\\]*(?:\\.[^'\\]*)*'|/\*.*?\*/|url\([^\"')][^)]*\)|[{};]", re.DOTALL
)
_WORD = expression(r"[A-Za-z_][\w-]*")
_QUOTED = expression(r"\"[^\"]*\"|'[^']*'")
# What a functional pseudo-class holds is an alternative or its opposite: it says nothing on what must occur.
_FUNCTION = expression(r":[a-z-]+\([^()]*(?:\([^()]*\)[^()]*)*\)")
_NEEDED = expression(r"[.#]((?:[\w-]|\\.)+)|\[([\w-]+)|(?:^|(?<=[\s>+~]))([a-z][\w-]*)|::?[\w-]+")
_PROPERTY = expression(r"(?<=[{;])(--[\w-]+):(?:\"[^\"]*\"|'[^']*'|url\([^\"')][^)]*\)|[^;{}\"'])*;?")
_ASKED = expression(r"var\((--[\w-]+)")
_ALWAYS = frozenset({"html", "body", "root"})  # written in the shell whatever the templates say
_GROUPS = ("@media", "@supports", "@layer", "@container")


def cut(css: str, used: Set[str], also: Iterable[str] = ()) -> str:
    """The rules of a stylesheet that can apply where only the ``used`` names occur.

    Custom properties that neither they nor the stylesheets ``also`` ask for are left out.
    """
    kept = "".join(_rules(css, used | _ALWAYS))
    kept = "".join(_without_idle_frames(kept))
    beside = "".join(also)
    while (fewer := _asked_for(kept, beside)) != kept:
        kept = fewer
    return kept


def _asked_for(css: str, beside: str) -> str:
    """The stylesheet without the custom properties that nothing asks for."""
    asked = set(_ASKED.findall(css + beside))
    return _PROPERTY.sub(lambda match: match[0] if match[1] in asked else "", css)


@cache
def material_stylesheet() -> str:
    """Material's own stylesheet, whole."""
    return _material_file().read_text("utf-8")


def _material_file() -> Path:
    files = (material_folder() / "assets" / "stylesheets").glob("main.*")
    return next(file for file in files if kind_by_name(file.name) is FileKind.STYLES)


def without_comments(css: str) -> str:
    """A stylesheet without its comments and the blanks at the ends of its lines; what is quoted stays as it is."""
    bare = _TOKEN.sub(lambda match: "" if match[0].startswith("/*") else match[0], css)
    return re.sub(r"\s*\n\s*", "\n", bare).strip()


def names_in(texts: Iterable[str]) -> frozenset[str]:
    """Every word in templates and scripts: some are class names, and a few too many do no harm."""
    return frozenset(word for text in texts for word in _WORD.findall(text))


@cache
def names_of_the_shell() -> frozenset[str]:
    """The names that can occur on a page: in our templates and script, and in what Markdown makes."""
    folder = Path(__file__).parent
    scripts = [
        file for file in (folder / "theme" / "assets" / "site").iterdir() if kind_by_name(file.name) is FileKind.PROGRAM
    ]
    texts = [file.read_text("utf-8") for file in (*sorted((folder / "templates").iterdir()), *scripts)]
    classes = {name for _, value in allowed.CLASSES for name in value.split()}
    attributes = {name for names in allowed.ALLOWED.values() for name in names} | allowed.EVERYWHERE
    return names_in(texts) | classes | set(allowed.ALLOWED) | attributes | {"class", "href"}


def _rules(css: str, used: Set[str]) -> Iterator[str]:
    for head, body in _blocks(css):
        if body is None:
            yield head if head.startswith("@charset") else ""
        elif head.startswith(_GROUPS):
            inner = "".join(_rules(body, used))
            yield f"{head}{{{inner}}}" if inner else ""
        elif head.startswith("@"):
            yield f"{head}{{{body}}}"
        else:
            selectors = [selector for selector in _at_commas(head) if _can_apply(selector, used)]
            yield f"{','.join(selectors)}{{{body}}}" if selectors else ""


def _blocks(css: str) -> Iterator[tuple[str, str | None]]:
    """The statements of a stylesheet, each as what stands before its braces and what stands in them."""
    depth = start = opened = 0
    for match in _TOKEN.finditer(css):
        if match[0] == "{":
            opened = match.start() if depth == 0 else opened
            depth += 1
        elif match[0] == "}":
            depth -= 1
            if depth == 0:
                yield css[start:opened].strip(), css[opened + 1 : match.start()]
                start = match.end()
        elif depth == 0 and match[0] != ";" and match[0].startswith("/*"):
            start = match.end() if not css[start : match.start()].strip() else start
        elif depth == 0 and match[0] == ";":
            yield css[start : match.end()].strip(), None
            start = match.end()


def _at_commas(selectors: str) -> Iterator[str]:
    """The selectors of a list, which may hold lists of their own in brackets."""
    depth = start = 0
    for position, char in enumerate(selectors):
        depth += (char in "([") - (char in ")]")
        if char == "," and depth == 0:
            yield selectors[start:position]
            start = position + 1
    yield selectors[start:]


def _can_apply(selector: str, used: Set[str]) -> bool:
    plain = _FUNCTION.sub("", _QUOTED.sub("", selector))
    needed = (match[1] or match[2] or match[3] for match in _NEEDED.finditer(plain))
    return all(name in used for name in needed if name)


def _without_idle_frames(css: str) -> Iterator[str]:
    """The rules without the animations that none of them names."""
    blocks = list(_blocks(css))
    rest = "".join(f"{head}{{{body}}}" for head, body in blocks if "keyframes" not in head)
    for head, body in blocks:
        if "keyframes" in head and head.split()[-1] not in rest:
            continue
        yield head if body is None else f"{head}{{{body}}}"
