"""Changes to a project that are tried together, each told apart by what it says.

Changes of different files are made at once: where they lead to what all of them say, each leads to what it says itself.
Where they do not, those of which something is lacking are tried apart from the others, or else half of them are, and so
on down to one, which is tried alone.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence

from disclosure.findings import Finding
from rule_examples import Example, line_of

Told = tuple[Example, list[Finding]]


def rounds(changes: Iterable[Example], most: int | None = None) -> list[list[Example]]:
    """The changes in few groups, of ``most`` members where that is told, in none of which two touch the same file."""
    groups: list[list[Example]] = []
    for change in changes:
        fitting = (
            group for group in groups if len(group) != most and not any(change.touched & one.touched for one in group)
        )
        group = next(fitting, None)
        if group is None:
            groups.append(group := [])
        group.append(change)
    return groups


def told_apart(changes: Sequence[Example], check: Callable[[Sequence[Example]], list[Finding]]) -> Iterator[Told]:
    """Each change with what is found because of it; ``check`` tells what is found when some are made at once."""
    found = check(changes)
    if len(changes) == 1:
        yield changes[0], found
    elif Counter(map(line_of, found)) == Counter(line for change in changes for line in change.expected):
        left = list(found)
        yield from ((change, [_taken(left, line) for line in change.expected]) for change in changes)
    else:
        for part in _parted(found, changes):
            yield from told_apart(part, check)


def _parted(found: list[Finding], changes: Sequence[Example]) -> tuple[Sequence[Example], Sequence[Example]]:
    """The changes in two: those that say something that was not found, and the others; or two halves."""
    lacking = Counter(line for change in changes for line in change.expected) - Counter(map(line_of, found))
    hidden = [change for change in changes if any(line in lacking for line in change.expected)]
    others = [change for change in changes if change not in hidden]
    half = len(changes) // 2
    return (hidden, others) if hidden and others else (changes[:half], changes[half:])


def _taken(found: list[Finding], line: str) -> Finding:
    return found.pop(next(number for number, finding in enumerate(found) if line_of(finding) == line))
