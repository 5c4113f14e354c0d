"""No two published things share an address: not on a disk that sees no capitals, nor a file with a folder's name."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from disclosure.findings import Finding, Place, Rule
from disclosure.pages import addresses
from disclosure.publication.assembly import Publication

COLLISION = Rule(
    "LNK-603",
    "发布的网址互不相撞",
    basis=("本办制度/6",),
    bad="栏目编号 open-consultations（和“正在征求意见”的订阅同名）",
    good="栏目编号 consultations",
)
RULES = (COLLISION,)


def collisions(made: Publication) -> Iterator[Finding]:
    """Every address that equals an earlier one but for capitals, or of which one is the folder of the other."""
    taken: dict[str, str] = {}  # address, capitals aside → as it is
    folders: dict[str, str] = {}  # a folder in use → an address in it
    for address, place in _claims(made):
        folded = address.casefold()
        above = _above(folded.rpartition("/")[0])
        other = taken.get(folded) or folders.get(folded) or next((taken[step] for step in above if step in taken), "")
        if other:
            message = f"网址“{address}”和已有的“{other}”不能同时存在。"
            yield COLLISION.at(place, message, "请换一个编号、文件名或者旧网址。", target=address)
        taken.setdefault(folded, address)
        for step in above:
            folders.setdefault(step, address)


@cache
def _above(folder: str) -> tuple[str, ...]:
    """A folder and those in which it lies, from the innermost; few hold most of the addresses."""
    return (folder, *_above(folder.rpartition("/")[0])) if folder else ()


def _claims(made: Publication) -> Iterator[tuple[str, Place]]:
    """Every published address with the place that chose it; the later is blamed: what editors choose comes last."""
    register = made.site.register
    redirects = {redirect.place("old") for redirect in register.redirects}
    feeds = {addresses.feed_address(column.id): column.place("id") for column in register.columns}
    claims: list[tuple[int, str, Place]] = []
    claims += [(0, address, Place(address)) for address in made.theme]
    claims += [(3 if page.source in redirects else 0, address, page.source) for address, page in made.pages.items()]
    claims += [(2, address, made.origins[address].source) for address in made.files]
    once = set()
    for asset in made.named:
        again = asset.address in once
        claims.append((1 if again else 0, asset.address, feeds.get(asset.address, made.site.agency.place())))
        once.add(asset.address)
    for _, address, place in sorted(claims, key=lambda claim: claim[:2]):
        yield address, place
