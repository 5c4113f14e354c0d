"""The ledger of addresses that were public and of which no history tells: none may disappear without a word.

What the main branch's history knows is judged without it (rules/vanished.py).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disclosure.findings import Finding, Rule
from disclosure.pages.addresses import address, has_page
from disclosure.publication import Publication
from disclosure.records.documents import Document
from disclosure.register import Register
from disclosure.rules.vanished import is_accounted_for

_HEAD = """\
# 修改历史说不出来的、曾经公开过的网址：旧网站的，或者代码库换了新的、只留下一部分历史的。
# 由 disclosure ledger 登记，只在历史将要丢掉时用；生成网站从不改动这个文件。
"""
_BASIS = ("本办制度/6",)
VANISHED = Rule(
    "LNK-601",
    "发布过的网址不消失",
    basis=_BASIS,
    bad="删除 doc-2023-014.md，没有写跳转",
    good="data/redirects/ 里写明新位置",
)
OCCUPIED = Rule(
    "LNK-602",
    "跳转的旧网址现在没有页面",
    basis=_BASIS,
    bad="old: columns/policies.html（栏目还在）",
    good="old: 已经删除的页面",
)

RULES = (VANISHED, OCCUPIED)


def addresses(made: Publication) -> set[str]:
    """Every address of a publication under which something stands: pages, attachments and feeds."""
    return {*made.pages, *made.files, *(asset.address for asset in made.named)}


def check_ledger(made: Publication, register: Register) -> Iterator[Finding]:
    """Addresses of the ledger that lead nowhere now, and redirects that stand in the way of a page."""
    now = addresses(made) | {redirect.old for redirect in register.redirects}
    for kept, place in register.ledger:
        if kept not in now and not _is_told_of(kept, register):
            yield VANISHED.at(place, f"发布过的网址“{kept}”不见了。", _way_on(kept, register), target=kept)
    for redirect in register.redirects:
        page, place = made.pages.get(redirect.old), redirect.place("old")
        if page is not None and page.source != place:
            message = f"旧网址“{redirect.old}”现在仍有页面“{page.title or '首页'}”。"
            yield OCCUPIED.at(place, message, "请删除这条跳转，或者改正旧网址。", target=redirect.old)


def _is_told_of(kept: str, register: Register) -> bool:
    """Whether readers of the page learn what became of an attachment, which no redirect can lead away from."""
    key, name = _attachment(kept)
    document = register.get(key, Document)
    if document is not None:
        return is_accounted_for(document, name)
    return any(redirect.old == Document.address_of(key) for redirect in register.redirects)


def _way_on(kept: str, register: Register) -> str:
    key, name = _attachment(kept)
    if register.get(key, Document) is not None:
        return f"请恢复这个附件；确要撤下的，请在 {key} 的 changes 里加一条，写明撤下附件 {name} 和原因。"
    if key:
        return f"请恢复这个附件；整份文件都删除的，请在 data/redirects/ 里写明 {Document.address_of(key)} 的去向。"
    return "请恢复这个页面，或者在 data/redirects/ 里新建一个文件，写明 old、new、原因和日期。"


def _attachment(kept: str) -> tuple[str, str]:
    """The document's id and the name of the file, if an address is that of an attachment."""
    folder, _, rest = kept.partition("/")
    key, mark, name = rest.partition("/")
    return (key, name) if folder == "files" and mark else ("", "")


def updated(register: Register, made: Publication) -> str:
    """The text of data/ledger.yml with the pages and attachments of all records added; nothing is ever taken out.

    Lists and feeds follow from the records and are not kept.
    """
    pages = {address(record) for record in register.records.values() if has_page(record)} & made.pages.keys()
    known: Iterable[str] = {kept for kept, _ in register.ledger} | pages | made.files.keys()
    lines = "".join(f"  - {_quoted(kept)}\n" for kept in sorted(known))
    return f"{_HEAD}addresses:\n{lines}"


def _quoted(kept: str) -> str:
    plain = kept.isascii() and not set(kept) & set(": #'\"{}[],&*!|>%@`")
    return kept if plain else "'" + kept.replace("'", "''") + "'"
