"""The site as a graph: pages that no link leads to, files that nothing mentions, redirects that lead on or round."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Set
from typing import TYPE_CHECKING

from disclosure.findings import Finding, Place, Rule, Severity
from disclosure.links.tree import INDEXES, SiteTree
from disclosure.reading.kinds import FileKind, is_archive, suffix_of

if TYPE_CHECKING:
    from disclosure.pages.hrefs import Links

_BASIS = ("要点/栏目管理", "本办制度/17")
ORPHAN = Rule(
    "LNK-611", "从首页能走到每个页面", Severity.WARNING, _BASIS, bad="没有任何页面链接到它", good="栏目里列出了它"
)
UNUSED_FILE = Rule(
    "LNK-612", "发布的附件有页面提到", Severity.WARNING, _BASIS, bad="附件没有任何页面链接", good="文件页列出了附件"
)
CHAIN = Rule(
    "LNK-613", "跳转一步到位", Severity.WARNING, _BASIS, bad="旧网址跳到另一个旧网址", good="旧网址直接跳到新页面"
)
LOOP = Rule("LNK-614", "跳转不绕圈", Severity.ERROR, _BASIS, bad="甲跳到乙，乙又跳到甲", good="甲跳到现在的页面")

RULES = (ORPHAN, UNUSED_FILE, CHAIN, LOOP)

_NOT_FOUND = "404.html"


def check_graph(
    tree: SiteTree, moved: Mapping[str, str], edges: Mapping[str, Set[str]], sources: Mapping[str, Links]
) -> Iterator[Finding]:
    """Findings about how pages hang together; ``sources`` says which line a page comes from, where that is known.

    ``moved`` are the pages that lead on by themselves, with where they lead; ``edges`` the targets of every page's
    links. Orphans are only looked for in a site that we made: of a foreign tree, we may see a part.
    """
    yield from _redirects(moved, sources)
    if not sources:
        return
    home = next((index for index in INDEXES if index in tree.pages), None)
    if home is not None:
        reached = _reached(home, edges)
        for page in sorted(tree.pages.keys() - reached - moved.keys() - {_NOT_FOUND}):
            title = tree.pages[page].heading or page
            message = f"从首页一步步点击，走不到页面“{title}”。"
            yield ORPHAN.at(
                _place(page, sources), message, "请在栏目或其他页面里加上它的链接。", page=page, target=page
            )
    yield from _unused_files(tree, edges.values())


def _redirects(moved: Mapping[str, str], sources: Mapping[str, Links]) -> Iterator[Finding]:
    for page, target in moved.items():
        seen = [page]
        while target in moved and target not in seen:
            seen.append(target)
            target = moved[target]
        if target in seen:
            remedy = "请改成直接跳到现在的页面。"
            yield LOOP.at(
                _place(page, sources), f"跳转“{page}”绕了一圈，永远到不了页面。", remedy, page=page, target=target
            )
        elif len(seen) > 1:
            message = f"跳转“{page}”要经过 {len(seen)} 步才到“{target}”。"
            yield CHAIN.at(_place(page, sources), message, "请改成一步跳到最后的页面。", page=page, target=target)


def _reached(home: str, edges: Mapping[str, Iterable[str]]) -> set[str]:
    reached, waiting = {home}, [home]
    while waiting:
        for target in edges.get(waiting.pop(), ()):
            if target and target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


def _unused_files(tree: SiteTree, targets: Iterable[Iterable[str]]) -> Iterator[Finding]:
    used = {target for found in targets for target in found}
    for path in sorted(tree.files - used):
        if _is_attachment(path):
            message = f"附件“{path.rpartition('/')[2]}”没有任何页面链接。"
            yield UNUSED_FILE.at(Place(path), message, "请在有关页面加上链接，或者删除这个文件。", target=path)


def _is_attachment(path: str) -> bool:
    """Whether a file is a paper of its own, or holds some; pictures and what pages are made of are not."""
    return (suffix_of(path).is_published or is_archive(path)) and suffix_of(path).kind not in (
        FileKind.PICTURE,
        FileKind.TEXT,
        FileKind.CAPTIONS,
    )


def _place(page: str, sources: Mapping[str, Links]) -> Place:
    return sources[page].source if page in sources else Place(page)
