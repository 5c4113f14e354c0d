"""How much of a text is another one's again, sentence by sentence, whatever was done to hide it.

Before two texts are compared, what may well be the same is taken out of both: what stands in 《》 or in quotation
marks, numbers in any figures, official names, punctuation. Words that only join or oblige (应当, 可以, 或者 …) go
too, since to swap them changes nothing. Of what is left, a clause is copied if it stands nearly so (in its order, or
in another) in one clause of the other text, and a sentence if most of it is. So each verdict can be shown.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from rapidfuzz.distance import LCSseq
from rapidfuzz.fuzz import partial_ratio

from disclosure.expressions import expression
from disclosure.reading.prose import PLAIN, blocks, sentences

_QUOTED = expression('《[^《》]{0,200}》|“[^“”]{0,2000}”|‘[^‘’]{0,500}’|「[^「」]{0,2000}」|"[^"\n]{0,2000}"')
_NUMBER = expression("[0-9０-９零〇一二三四五六七八九十百千万亿两半]+|第(?=[章节条款项])")
_NO_WORD = expression(r"[^\u3400-\u9fffA-Za-z]+")
_CLAUSE = expression("[，,；;：:。！？!?]+")
# Whatever says the same is one sign, or none; the longest first.
_SAME = {
    "不": "不得 不能 不可以 不可 不许 不准 不应当 不应 不要 不必 禁止 严禁 没有 未能 没 未 无 勿 别",
    "": "应当 应该 必须 需要 须要 可以 能够 或者 或是 以及 并且 而且 首先 其次 再次 最后 同时 此外 另外 还有 其中 "
    "因此 所以 如果 假如 但是 不过 由于 因为 为了 通过 按照 依照 根据 依据 对于 关于 进行 予以 给予 加以 具体 "
    "须 需 应 要 可 能 会 或 及 和 与 并 且 也 都 就 才 还 则 即 的 地 得 了 着 之 其 该 此 这 那 个 由 将 把 被 为 "
    "给 于 在 从 自 向 对 按 依 以 等 如 若 但 者 们 您 你 我 他 她 它 所 上 下 中 内 里",
    "有": "具有 拥有",
    "行": "施行 实施 执行 实行",
    "人": "人员",
    "后": "之后 以后",
    "前": "之前 以前",
    "时": "时候",
    "写": "填写 书写 注明 写明 载明",
}
_MEANT = {word: sign for sign, words in _SAME.items() for word in words.split()}
_WORDS = expression("|".join(sorted(map(re.escape, _MEANT), key=len, reverse=True)))

# Who does what: the bodies that every office's texts name, and how the name of one ends.
_EVERYWHERE = frozenset([
    "居民委员会", "村民委员会", "居委会", "村委会", "业主委员会", "业委会", "业主大会", "物业服务企业", "物业公司",
    "物业", "人民政府", "街道办事处", "办事处", "街道", "社区", "政府",
])  # fmt: skip
_BODY = expression(
    r"[^\W\d_一二三四五六七八九十两百千个日内由向到在和或经报送与及对按于将应可以要把其该各的为是会同]{2,20}?"
    "(?:办公室|委员会|服务中心|中心|企业|机构|部门|服务站|工作站|派出所|管理局|人民政府|办事处|公司|医院|学校|协会|大队|支队|队伍)"
)

_SHORTEST = 5  # characters below which a clause tells nothing by itself and goes with its neighbour
_SURE = 0.74  # share of a clause's characters that stand in this order in the other text
_SOME = 0.4  # share of its pairs without which nobody looks closer
_SHUFFLED = 0.78  # share of its pairs of characters that stand there in any order
_MOSTLY = 0.6  # share of a sentence that is copied clauses
_LEAST = 8  # characters that a sentence must have copied


@dataclass(frozen=True, slots=True)
class Copied:
    """Sentences next to each other from one clause of the other text, which is number ``source`` there, from 0."""

    start: int
    text: str
    source: int


@dataclass(frozen=True, slots=True)
class Likeness:
    """What was found; ``share`` is the part of the text, from 0 to 1, that is copied sentences, ``length`` how long
    these are, in characters that count.
    """

    share: float
    length: int
    passages: tuple[Copied, ...]


@lru_cache(maxsize=2048)
def copied(text: str, sources: tuple[str, ...], names: frozenset[str] = frozenset()) -> Likeness:
    """What of a Markdown text, headings apart, is nearly the same as one of the ``sources``.

    ``names`` are official names, which do not count, as little as those that the sources themselves speak of.
    """
    strip = _Bare(names | bodies("\n".join(sources)))
    known = _Known([strip.bare(source) for source in sources])
    found: list[Copied] = []
    whole = same = 0
    for block in blocks(text):
        last, place = None, 0
        for sentence in sentences(_blanked(block.text)) if block.level == PLAIN and not block.is_quoted else ():
            clauses = _merged(strip.bare(clause) for clause in _CLAUSE.split(sentence))
            length = sum(map(len, clauses))
            source = known.origin(clauses)
            shown = block.text[place : place + len(sentence)]
            place += len(sentence)
            whole += length
            same += length if source is not None else 0
            if source is not None and last == source:
                found[-1] = replace(found[-1], text=found[-1].text + shown)
            elif source is not None:
                found.append(Copied(block.start, shown.strip(), source))
            last = source
    return Likeness(same / whole if whole else 0.0, same, tuple(found))


def _blanked(text: str) -> str:
    """The text, as long as before, with nothing in what is quoted or named in 《》."""
    return _QUOTED.sub(lambda found: "\0" * len(found[0]), text)


def bodies(text: str) -> frozenset[str]:
    """The names of offices, committees and the like that a text speaks of."""
    return _EVERYWHERE.union(_BODY.findall(text))


def nearest(sentence: str, source: str) -> str:
    """The sentence of a source to which one is most alike."""
    strip = _Bare(frozenset())
    bare = strip.bare(sentence)
    known = [found.strip() for found in sentences(" ".join(source.split()))] or [source]
    return max(known, key=lambda found: partial_ratio(bare, strip.bare(found)) if strip.bare(found) else 0.0)


class _Bare:
    """Takes out of a text what does not count."""

    def __init__(self, names: frozenset[str]) -> None:
        known = sorted({name for name in names if len(name) > 1}, key=lambda name: (-len(name), name))
        self._names = re.compile("|".join(map(re.escape, known))) if known else None

    def bare(self, text: str) -> str:
        text = _QUOTED.sub("", text)
        if self._names is not None:
            text = self._names.sub("", text)
        text = _NO_WORD.sub("", _NUMBER.sub("", text))
        return _WORDS.sub(lambda word: _MEANT[word[0]], text)


class _Known:
    """The clauses of the other text, bare, with where each pair of characters stands."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._texts = texts
        self._with_pair: dict[str, list[int]] = defaultdict(list)
        for number, text in enumerate(texts):
            for pair in {*_pairs(text)}:
                self._with_pair[pair].append(number)

    def origin(self, clauses: Sequence[str]) -> int | None:
        """The source from which most of a sentence comes; ``None`` if it is not copied."""
        length = sum(map(len, clauses))
        if length < _LEAST:
            return None
        weights = Counter[int]()
        same = 0
        for clause in clauses:
            found = self._holding(clause)
            same += len(clause) if found else 0
            weights.update(dict.fromkeys(found, len(clause)))
        best = max(weights, key=lambda number: (weights[number], -number), default=None)
        if best is None or same < max(_LEAST, _MOSTLY * length) or weights[best] < same / 2:
            return None
        return best

    def _holding(self, clause: str) -> list[int]:
        """The sources in which a clause stands, or nearly so."""
        shared = Counter(number for pair in _pairs(clause) for number in self._with_pair.get(pair, ()))
        pairs = len(clause) - 1
        return [
            number
            for number, count in shared.items()
            if count >= _SHUFFLED * pairs >= _SHUFFLED * (_LEAST - 1)
            or (count >= _SOME * pairs and _in_order(clause, self._texts[number]) >= _SURE)
        ]


def _pairs(text: str) -> Iterator[str]:
    return map("".join, zip(text, text[1:], strict=False))


def _merged(clauses: Iterable[str]) -> list[str]:
    """The clauses, each too short to tell anything with the one behind it, the last with the one before."""
    kept: list[str] = []
    rest = ""
    for clause in clauses:
        rest += clause
        if len(rest) >= _SHORTEST:
            kept.append(rest)
            rest = ""
    return [*kept[:-1], kept[-1] + rest] if kept else [rest]


def _in_order(clause: str, text: str) -> float:
    """The share of a clause's characters that stand in their order in one stretch of a text."""
    if len(clause) > len(text):
        return LCSseq.similarity(clause, text) / len(clause)
    return partial_ratio(clause, text) / 100
