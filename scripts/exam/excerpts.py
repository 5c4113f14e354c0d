"""A long YAML file in excerpts that are whole files of their own: what costs by the length is tried on each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from disclosure.reading.yaml_tree import Location, Tree

LONGEST = 30  # lines of a text that is not cut


def excerpts(text: str, read: Callable[[str], Tree]) -> Iterator[str]:
    """The text cut up so that every key and item of it stands in one excerpt: entries beside each other in the file,
    or, of one entry that is long itself, items beside each other below its key. ``read`` is the strict reader.
    """
    tree = read(text)
    lines = text.splitlines(keepends=True)
    halves = _halves(tree, (), len(lines))
    if halves is None and len(tree.data) == 1:
        halves = _halves(tree, (next(iter(tree.data)),), len(lines))
    if len(lines) <= LONGEST or halves is None:
        yield text
        return
    first, middle = halves
    yield from excerpts("".join(lines[:middle]), read)
    yield from excerpts("".join([*lines[:first], *lines[middle:]]), read)


def _halves(tree: Tree, at: Location, end: int) -> tuple[int, int] | None:
    """How many lines stand before the first part of what is at ``at``, and how many before those of its second half;
    ``None`` unless it has parts that each begin a line.
    """
    inner = tree.data[str(at[0])] if at else tree.data
    steps: Sequence[str | int] = [*inner] if isinstance(inner, dict) else range(len(inner))
    begins = [] if isinstance(inner, str) else [tree.place((*at, step)).line - 1 for step in steps]
    if len(begins) < 2 or len({*begins}) < len(begins) or at and begins[0] == tree.place(at).line - 1:
        return None
    middle = min(begins[1:], key=lambda line: abs(line - (begins[0] + end) / 2))
    return begins[0], middle
