"""Weak evidence: which page does a text resemble far more than its target?

Cosine of TF-IDF vectors over pairs and triples of characters (Chinese has no blanks to split words at). The index is
built when it is first needed: most links are settled by identity and never ask.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from math import log, sqrt
from weakref import WeakKeyDictionary

from disclosure.links.wrong.targets import Index, KnownTarget

_LIKE, _UNLIKE, _APART = 0.80, 0.45, 0.35
_SHORTEST = 5
_RAREST = 6  # grams by which candidates are looked up
_COMMON = 200  # pages of a gram that are looked at

Vector = dict[str, float]


class Grams:
    """The cores of all pages, with a list of pages for each gram."""

    def __init__(self, index: Index) -> None:
        self.pages = [
            (core, known) for known in index.known.values() if not known.target.listing for core in known.cores
        ]
        self.where: dict[str, list[int]] = defaultdict(list)
        for position, (core, _) in enumerate(self.pages):
            for gram in grams(core):
                self.where[gram].append(position)
        self.unknown = log(1 + len(self.pages)) + 1
        self.weights = {gram: self.unknown - log(1 + len(pages)) for gram, pages in self.where.items()}
        self.found: dict[str, tuple[float, KnownTarget] | None] = {}

    def vector(self, core: str) -> Vector:
        """The unit vector of a core."""
        weights = {gram: self.weights.get(gram, self.unknown) for gram in grams(core)}
        length = sqrt(sum(weight * weight for weight in weights.values())) or 1.0
        return {gram: weight / length for gram, weight in weights.items()}

    def best(self, core: str) -> tuple[float, KnownTarget] | None:
        """The page most like a core, and how much."""
        if core not in self.found:
            self.found[core] = self._search(core)
        return self.found[core]

    def _search(self, core: str) -> tuple[float, KnownTarget] | None:
        """Only pages that share half of the rarest grams can be like it: most searches end there."""
        known = sorted(
            (gram for gram in grams(core) if gram in self.where), key=lambda gram: (len(self.where[gram]), gram)
        )
        shared = Counter(position for gram in known[:_RAREST] for position in self.where[gram][:_COMMON])
        candidates = [position for position, count in shared.items() if count >= _RAREST / 2]
        vector = self.vector(core) if candidates else {}
        scored = [(cosine(vector, self.vector(self.pages[position][0])), -position) for position in candidates]
        score, position = max(scored, default=(0.0, 0))
        return (score, self.pages[-position][1]) if score else None


def grams(core: str) -> set[str]:
    """The pairs and triples of characters of a core."""
    return {core[start : start + size] for size in (2, 3) for start in range(len(core) - size + 1)}


def cosine(one: Vector, other: Vector) -> float:
    """How alike two unit vectors are, 0 to 1."""
    return sum(one[gram] * other[gram] for gram in sorted(one.keys() & other.keys()))


_BUILT: WeakKeyDictionary[Index, Grams] = WeakKeyDictionary()


def nearest(core: str, known: KnownTarget, index: Index) -> KnownTarget | None:
    """The page that a core resembles strongly, when it resembles its target hardly at all."""
    if len(core) < _SHORTEST:
        return None
    built = _BUILT.get(index)
    if built is None:
        built = _BUILT[index] = Grams(index)
    best = built.best(core)
    if best is None or best[0] < _LIKE or best[1].target.address == known.target.address:
        return None
    vector = built.vector(core)
    own = max((cosine(vector, built.vector(other)) for other in known.cores), default=0.0)
    return best[1] if own <= _UNLIKE and best[0] - own >= _APART else None
