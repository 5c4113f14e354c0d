"""Does a target bear the name that a text asks for, and which page does?"""

from __future__ import annotations

from disclosure.links import identity, wording
from disclosure.links.identity import ATTACHMENT, Identity
from disclosure.links.wrong.targets import Index, KnownTarget

_SHARED = 5  # a title that more pages than this have says nothing about any of them
_CUT = 6  # characters that a text cut short must keep to name something


def bears(asked: Identity, known: KnownTarget, index: Index) -> bool:
    """Whether the target bears the asked name: exactly, cut short, or with the place in front left out.

    An interpretation also bears the name of what it interprets, an attachment that of its paper.
    """
    if any(_same(asked, core) for core in known.cores):
        return True
    for address in (known.target.interprets, known.target.parent if known.kind == ATTACHMENT else ""):
        other = index.known.get(address)
        if other is not None and any(_same(asked, core) for core in other.cores):
            return True
    return False


def _same(asked: Identity, core: str) -> bool:
    if asked.core == core or (identity.drops(core, asked.core) and not asked.national):
        return True
    return asked.truncated and len(asked.core) >= _CUT and asked.core in core


def speaks(asked: Identity, known: KnownTarget, index: Index) -> bool:
    """Whether the target's title can contradict a text: not 附件1 or 详情, nor the same words on every page.

    A record's title is its own, however many bear it: it tells which paper this is not.
    """
    if known.target.listing:
        return asked.quoted
    return any(
        not name.generic and (known.target.recorded or index.said[words] <= _SHARED)
        for words, name in known.names.items()
    )


def contains(known: KnownTarget, asked: Identity) -> bool:
    """Whether the asked name is a part of the target's."""
    return any(asked.core in core for core in known.cores)


def shortens(one: str, other: str) -> bool:
    """Whether the shorter name is the longer one with words left out (养犬条例, 养犬管理条例)."""
    short, long = sorted((one, other), key=len)
    rest = iter(long)
    return all(sign in rest for sign in short)


def extends(known: KnownTarget, asked: Identity) -> bool:
    """Whether the target's name goes on from the asked one (…执行情况) without being another paper (…实施办法)."""
    return any(
        core.endswith(asked.core)
        or (core.startswith(asked.core) and not wording.FORMAL.search(core[len(asked.core) :]))
        for core in known.cores
    )


def meant_page(asked: Identity, known: KnownTarget, index: Index) -> KnownTarget | None:
    """The page other than the target that bears the asked name: best by number, year, validity, kind; the newest."""
    named = index.of_kind(asked.core, asked.kind)
    if asked.kind and not named:  # of a paper of which there is no 解读, the paper itself is next
        named = index.of_kind(asked.core, "")
    if not named and asked.truncated and len(asked.core) >= _CUT:
        named = _beginning(asked, index)
    return best_of(asked, [page for page in named if page.target.address != known.target.address])


def best_of(asked: Identity, pages: list[KnownTarget]) -> KnownTarget | None:
    """Of pages that bear a name the one to suggest."""
    newest_first = sorted(pages, key=lambda page: max(page.years, default=""), reverse=True)
    return min(
        newest_first,
        key=lambda page: (
            asked.number != page.number,
            bool(asked.year) and asked.year not in page.years,
            not page.target.valid,
            asked.kind != page.kind,
        ),
        default=None,
    )


def _beginning(asked: Identity, index: Index) -> list[KnownTarget]:
    """Pages whose core begins with a text that was cut short, when they are all of one name."""
    cores = [core for core in index.by_core if core.startswith(asked.core)]
    return index.of_kind(cores[0], asked.kind) if len(cores) == 1 else []
