"""Typed references, read again from the finished HTML: what the records relate is what the pages link, both ways.

Records are checked before anything is rendered; this look makes sure that rendering has kept their word. A relation
to what was taken down is not demanded: many pages show it and lead to the notice, but none has to go on naming what is
gone, and a take-down must never hold up the site.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Set
from typing import TYPE_CHECKING

from disclosure.findings import Finding, Rule
from disclosure.links.tree import SiteTree

if TYPE_CHECKING:
    from disclosure.register import Register

_BASIS = ("要点/栏目管理", "本办制度/17")
MISSING = Rule(
    "LNK-307",
    "按编号引用的内容在网页上互相链接",
    basis=_BASIS,
    bad="决策登记了草案，决策网页上却没有草案的链接",
    good="决策网页链接草案，草案网页也链接决策",
)
ANOTHER = Rule(
    "LNK-308",
    "编号对应的网页就是登记的内容",
    basis=_BASIS,
    bad="文件的网页上是另一份文件的标题",
    good="网页标题与登记的标题一致",
)

RULES = (MISSING, ANOTHER)

_OURS = "这是程序的缺陷，请把这条消息报告给开发人员；修好之前不会发布。"
_THEIRS = "请在这份文件的正文里写上它的链接：[](ref:{})。"


def check_typed(tree: SiteTree, edges: Mapping[str, Set[str]], register: Register) -> Iterator[Finding]:
    """Findings where a page of the tree does not show what the register relates; ``edges`` are its links by page."""
    from disclosure.pages import addresses  # here, since a foreign tree has no records

    yield from _missing(edges, register)
    for record in register.records.values():
        address = addresses.address(record) if addresses.has_page(record) else ""
        title = " ".join(str(getattr(record, "title", "")).split())
        if record.withdrawal is not None:
            continue  # its notice bears no title
        if address in tree.pages and title and tree.pages[address].heading != title:
            message = f"“{title}”的网页上写的标题是“{tree.pages[address].heading}”。"
            yield ANOTHER.at(record.place("title"), message, _OURS, record=record.key, page=address)


def _missing(edges: Mapping[str, Set[str]], register: Register) -> Iterator[Finding]:
    from disclosure.pages import addresses
    from disclosure.records.documents import Document

    for reference in register.references:
        source, target = reference.source, register.records.get(reference.target_id)
        if target is None or not reference.expects.relation or target.withdrawal is not None:
            continue
        if not (addresses.has_page(source) and addresses.has_page(target)):
            continue
        for here, there in ((source, target), (target, source)):
            if here is target and not here.tells_back or here.withdrawal is not None:
                continue  # a notice does not tell who speaks of what was taken down
            page, other = addresses.address(here), addresses.address(there)
            if page in edges and page != other and other not in edges[page]:
                message = f"这里登记的关系（{reference.expects.relation}）没有出现在网页“{page}”上。"
                # A document has a text, in which its editor can write the link; what is made of fields alone has none.
                remedy = _THEIRS.format(there.key) if isinstance(here, Document) else _OURS
                yield MISSING.at(reference.place, message, remedy, record=source.key, page=page, target=other)
