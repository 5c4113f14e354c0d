"""What MkDocs is given of a page, so that hooks and plugins of an office's own see what they expect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from selectolax.lexbor import LexborHTMLParser

from disclosure.expressions import expression
from disclosure.findings import Finding, Place, Rule, Severity
from disclosure.loading import SETTINGS
from disclosure.reading.yaml_tree import Tree
from disclosure.screening.leaks import leaks
from disclosure.screening.written import Known, Written

REWRITTEN = Rule(
    "MKD-102",
    "插件不改写正文的 Markdown",
    Severity.WARNING,
    bad="on_page_markdown 返回另一份正文",
    good="on_page_content 改动网页的内容，或者直接修改 docs/ 里的文件",
)
RULES = (REWRITTEN,)

# The folder with the one template that MkDocs renders: it asks the page for its document.
THEME = Path(__file__).parent / "theme"

_MAIN = expression(r"<main\b[^>]*>\n?")
_HEADINGS = "h1[id], h2[id], h3[id], h4[id], h5[id], h6[id]"


@dataclass
class Framed:
    """A page in three: what stands before its main content, the content, and what stands behind it."""

    before: str
    content: str
    after: str


class Alteration(NamedTuple):
    """The lines of a page's content that somebody took away, and those that stand there instead."""

    was: str
    now: str


def framed(html: str) -> Framed:
    """A whole page taken apart; put together again it is the same."""
    opening = _MAIN.search(html)
    closing = html.rfind("</main>")
    if opening is None or closing < opening.end():
        return Framed("", html, "")
    return Framed(html[: opening.end()], html[opening.end() : closing], html[closing:])


def toc_tokens(content: str) -> list[dict[str, Any]]:
    """The headings of a content that can be linked to, each with those below it, as Python-Markdown tells them."""
    roots: list[dict[str, Any]] = []
    above: list[dict[str, Any]] = []
    for node in LexborHTMLParser(content).css(_HEADINGS):
        level = int((node.tag or "h1")[1])
        name = " ".join(node.text().split())
        token: dict[str, Any] = {"level": level, "id": node.attributes["id"], "name": name, "children": []}
        while above and above[-1]["level"] >= level:
            above.pop()
        (above[-1]["children"] if above else roots).append(token)
        above.append(token)
    return roots


def alteration(before: str, after: str) -> Alteration:
    """What became of a content on its way."""
    old, new = before.splitlines(), after.splitlines()
    kept = {*old} & {*new}
    return Alteration(*("\n".join(line for line in lines if line not in kept) for lines in (old, new)))


def let_in(settings: Tree | None) -> Place:
    """The line of mkdocs.yml that lets others at the pages: the plugins, if there are any, else the hooks."""
    settings = settings or Tree(SETTINGS)
    return settings.place(("plugins" if settings.data.get("plugins") else "hooks",))


def leaked(altered: Mapping[Alteration, str], known: Known, place: Place) -> Iterator[Finding]:
    """What must not become public and came into a page by a plugin or hook, where no file of content has it."""
    told: set[tuple[str, str]] = set()
    for change, address in altered.items():
        stood = {(item.rule, item.message) for item in leaks(Written(address, change.was), known)}
        for item in leaks(Written(address, change.now), known):
            if (item.rule, item.message) not in stood | told:
                told.add((item.rule, item.message))
                message = f"插件或钩子在网页“{address}”里加了内容：{item.message}"
                yield replace(item, place=place, message=message, remedy="请让插件或钩子不加这样的内容。")


def unheeded(addresses: Sequence[str], place: Place) -> Iterator[Finding]:
    """One finding for all pages whose Markdown somebody rewrote on the way, which is not what was checked."""
    if addresses:
        message = f"插件或钩子改写了 {len(addresses)} 份正文（例如“{addresses[0]}”），没有采用：发布的是检查过的原文。"
        remedy = "请直接修改 docs/ 里的文件，或者让插件在 on_page_content 里改动网页。"
        yield REWRITTEN.at(place, message, remedy)
