"""The ledger of every address ever published: none may disappear without a redirect that says why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from disclosure.findings import Finding, Rule
from disclosure.pages.build import Publication
from disclosure.register import Register

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
    return {*made.pages, *made.files, *(asset.address for asset in made.assets)}


def check_ledger(made: Publication, register: Register) -> Iterator[Finding]:
    """Addresses of the ledger that lead nowhere now, and redirects that stand in the way of a page."""
    now = addresses(made) | {redirect.old for redirect in register.redirects}
    for address, place in register.ledger:
        if address not in now:
            remedy = "请恢复这个页面或文件，或者在 data/redirects/ 里新建一个文件，写明 old、new 和原因。"
            yield VANISHED.at(place, f"发布过的网址“{address}”不见了。", remedy, target=address)
    for redirect in register.redirects:
        page, place = made.pages.get(redirect.old), redirect.place("old")
        if page is not None and page.source != place:
            message = f"旧网址“{redirect.old}”现在仍有页面“{page.title or '首页'}”。"
            yield OCCUPIED.at(place, message, "请删除这条跳转，或者改正旧网址。", target=redirect.old)


def updated(register: Register, made: Publication) -> str:
    """The text of data/ledger.yml with the addresses of this publication added; none is ever taken out."""
    known: Iterable[str] = {address for address, _ in register.ledger} | addresses(made)
    lines = "".join(f"  - {_quoted(address)}\n" for address in sorted(known))
    return f"# 曾经发布过的全部网址。由 disclosure ledger 自动登记，请勿手改。\naddresses:\n{lines}"


def _quoted(address: str) -> str:
    plain = address.isascii() and not set(address) & set(": #'\"{}[],&*!|>%@`")
    return address if plain else "'" + address.replace("'", "''") + "'"
