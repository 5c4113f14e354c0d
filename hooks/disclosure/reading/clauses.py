"""The clauses of a text: articles, chapters, numbered sections and headings, each with an id that never changes.

``第三条`` is ``art-3``, ``第八条之一`` is ``art-8-1``; ``一、`` is ``sec-1`` and ``（二）`` below it ``sec-1-2``;
``第二章`` is ``ch-2`` and its ``第一节`` ``ch-2-1``; a heading without a number has the id that its words give it.
Paragraphs and items of an article are parts of it. Where the numbers begin again (in the text that a notice hands
down), the ids of the second text begin with ``p2-``. The same number once more is a slip: it gets an ``-again``, and
all others stay as they are.

How the number is written does not matter: in Chinese or other figures, with blanks in it, in bold type, as a heading.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field

from disclosure.expressions import expression
from disclosure.reading.clause_numbers import Number, number_at
from disclosure.reading.code import without_code_blocks
from disclosure.reading.dialect import heading_id

_BLANKS = r"[ \t\u00a0\u2000-\u200b\u3000]{0,16}"
_LINE = expression(
    rf"(?P<lead>{_BLANKS}(?P<heading>#{{1,6}}(?=[^#]))?(?:[-*+•][ \t]{{1,4}}(?=[第（(一二三四五六七八九十]))?"
    rf"{_BLANKS}(?:(?:\*\*|__|<(?:strong|b)>)[ \u3000]{{0,2}})?)(?=[^ \t\u00a0\u3000#])"
)
_CLOSE = expression(r"[ \t]{0,4}(?:\*\*|__|</(?:strong|b)>)")
_LINK = expression(r"!?\[([^\[\]]*)\]\([^()\s]*\)")
_SIGNS = expression(r"[*_`]{1,3}|</?[a-zA-Z][^<>]{0,80}>|[ \t]#+[ \t]*$|\{[^{}]{0,80}\}[ \t]*$")
_ATTACHED = expression(
    r"[ \t\u3000]*(?:\*\*)?附(?:件|表|录|图)[ \u3000]?[0-9０-９一二三四五六七八九十]{0,3}"
    r"(?:\*\*)?[ \u3000]*(?:[:：].*)?$"
)
_STOPS = tuple("、．.)）")
_SENTENCE = expression("[。；;！？!?：:，,]")
_SMALL = expression("[（(]?([0-9０-９]{1,2})[、．.)）]{0,2}")
_DEEPEST = 3  # steps of numbers below each other that have ids
_LONGEST_NAME = 24


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause.

    ``label`` are the number words as written (``第三条``, ``一、``), "" for a heading without a number; ``title`` is
    what is said besides in the manner of a heading. ``line`` is the line in the file, ``start`` and ``end`` are the
    offsets in the text from its number to the next clause, ``text`` is what stands there behind the number. ``level``
    is 1 for what stands below nothing. ``is_counted`` says that the number is that of a list of Markdown, which
    readers see without its being in the text.
    """

    id: str
    label: str
    title: str
    line: int
    start: int
    end: int
    text: str
    level: int
    is_article: bool = False
    is_heading: bool = False
    is_counted: bool = False

    @property
    def name(self) -> str:
        """What people call it: 第三条, 一、总体目标, or the words of the heading."""
        if self.is_article:
            return "".join(self.label.split())
        if not self.title and (figures := _SMALL.fullmatch(self.label)) is not None:
            return f"第{figures[1]}项"
        gap = "" if self.label.endswith(_STOPS) else " "
        return f"{self.label}{gap}{self.title}".strip()[:_LONGEST_NAME] or self.id


def clauses(text: str, first_line: int = 1) -> tuple[Clause, ...]:
    """The clauses of a Markdown text in their order; ``first_line`` is the line in the file at which it starts."""
    starts = [0, *(place + 1 for place, sign in enumerate(text) if sign == "\n")]
    marks, found = list(_marks(text)), list[Clause]()
    names = _Names(small_run_on=_small_run_on(marks))
    placed = [(mark, names.named(mark)) for mark in marks]
    bounds = [(mark, named) for mark, named in placed if named is not None or mark.closes]
    ends = [mark.start for mark, _ in bounds[1:]] + [len(text)]
    for (mark, named), end in zip(bounds, ends[: len(bounds)], strict=True):
        if named is None:
            continue
        key, level = named
        found.append(
            Clause(
                id=key,
                label=mark.label,
                title=mark.title,
                line=first_line + bisect_right(starts, mark.start) - 1,
                start=mark.start,
                end=end,
                text=_without_lead(text[mark.after : end]),
                level=level,
                is_article=mark.number is not None and mark.number.is_article,
                is_heading=mark.heading > 0,
                is_counted=mark.is_counted,
            )
        )
    return tuple(found)


def _without_lead(text: str) -> str:
    """A clause without what closes its number, and without the signs in which the line of the next one begins."""
    body = text[closing.end() :] if (closing := _CLOSE.match(text)) else text
    return body.strip(" \t\n\u3000#*_")


@dataclass(frozen=True, slots=True)
class _Beginning:
    """The beginning of a clause: where its number stands, and where what it says begins."""

    start: int
    after: int
    number: Number | None
    label: str
    title: str
    heading: int = 0
    is_counted: bool = False
    slug: str = ""
    closes: bool = False


def _marks(text: str) -> Iterator[_Beginning]:
    """Where a clause may begin, line by line; what stands in code, tables and quotations begins none."""
    plain = without_code_blocks(text)
    quotes = plain.count("“") == plain.count("”")
    start = opened = 0
    article = 0
    for line in plain.split("\n"):
        if not opened and line and "\0" not in line[:1] and not line.lstrip().startswith(("|", ">")):
            mark = _mark(line, start, article)
            if mark is not None:
                article = mark.number.value if mark.number is not None and mark.number.is_article else article
                yield mark
        opened += line.count("“") - line.count("”") if quotes else 0
        start += len(line) + 1


def _mark(line: str, offset: int, last_article: int) -> _Beginning | None:
    match = _LINE.match(line)
    if match is None:
        return _Beginning(offset, offset, None, "", "", closes=True) if _ATTACHED.match(line) else None
    begins, heading = match.end(), len(match["heading"] or "")
    number = number_at(
        line,
        begins,
        is_heading=heading > 0,
        is_bold=match["lead"].rstrip().endswith(("*", "_", ">")),
        last_article=last_article,
    )
    if number is None and not heading:
        return _Beginning(offset, offset, None, "", "", closes=True) if _ATTACHED.match(line) else None
    after = number.end if number is not None else begins
    title = _said(line[after:]) if heading else _title(line, after, match["lead"])
    label = line[begins:after].strip() if number is not None else ""
    counted = number is not None and number.is_list_mark and not heading and not match["lead"].strip()
    slug = heading_id(_said(line[begins:]), "-") if heading else ""
    return _Beginning(offset + begins, offset + after, number, label, title, heading, counted, slug)


def _said(words: str) -> str:
    """What readers see of a piece of a line."""
    return _SIGNS.sub("", _LINK.sub(r"\1", words)).strip(" \t\u00a0\u3000")


def _title(line: str, after: int, lead: str) -> str:
    """What is said in the manner of a heading: in bold type, ``**一、范围**。…``, or alone in its line."""
    rest = line[after:].strip()
    sign = lead.rstrip()[-2:]
    if sign in ("**", "__"):
        rest = rest.partition(sign)[0]
    elif rest.startswith("**"):
        rest = rest[2:].partition("**")[0]
    words = _said(rest).rstrip("。：:")
    return words if len(words) <= _LONGEST_NAME and not _SENTENCE.search(words) else ""


def _small_run_on(marks: list[_Beginning]) -> bool:
    """Whether numbers in figures run on through the whole text, over its headings: so they are those of its points."""
    values = [mark.number.value for mark in marks if mark.number is not None and mark.number.is_small]
    return values == list(range(1, len(values) + 1))


@dataclass
class _Names:
    """Gives each clause its id, in the order in which they stand."""

    small_run_on: bool
    taken: set[str] = field(default_factory=set)
    slugs: set[str] = field(default_factory=set)
    part: int = 1
    chapter: str = ""
    in_article: bool = False
    below_words: bool = False  # a heading without a number stands above
    styles: list[str] = field(default_factory=list)
    counts: list[int] = field(default_factory=list)

    def named(self, mark: _Beginning) -> tuple[str, int] | None:
        """The id of a clause and how deep it stands; ``None`` where it is a part of the one above."""
        slug = self._slug(mark.slug) if mark.heading else ""
        if mark.heading or mark.closes:
            self.in_article = False
        if mark.closes:
            return None
        if mark.number is None:
            self.below_words = True
            return slug, max(1, mark.heading - 1)
        if mark.number.is_article:
            self.in_article, self.styles, self.counts = True, [], []
            return self._own(f"art-{mark.number.words}", mark.number.value), 2 if self.chapter else 1
        if mark.number.style in ("part", "chapter", "node"):
            return self._division(mark.number)
        return None if self.in_article else self._section(mark)

    def _slug(self, slug: str) -> str:
        """The id of a heading as the parser makes it, each once."""
        made, number = slug, 0
        while made in self.slugs:
            number += 1
            made = f"{slug}_{number}"
        self.slugs.add(made)
        return made

    def _division(self, number: Number) -> tuple[str, int]:
        self.in_article, self.styles, self.counts = False, [], []
        if number.style == "node":
            return self._own(f"{self.chapter or 'ch'}-{number.words}", 0), 2 if self.chapter else 1
        stem = "part" if number.style == "part" else "ch"
        key = self._own(f"{stem}-{number.words}", number.value)
        if stem == "ch":
            self.chapter = key.removeprefix(self._prefix)
        return key, 1

    def _section(self, mark: _Beginning) -> tuple[str, int] | None:
        number = mark.number
        assert number is not None
        if number.steps:
            return self._own("sec-" + "-".join(map(str, number.steps)), number.value), len(number.steps)
        if number.style in self.styles:
            depth = self.styles.index(number.style)
        elif len(self.styles) >= _DEEPEST or (not self.styles and self._is_a_list(number)):
            return None
        else:
            depth = len(self.styles)
            self.styles.append(number.style)
        del self.styles[depth + 1 :]
        self.counts[depth:] = [number.value]
        first = number.value if depth == 0 else 0
        return self._own("sec-" + "-".join(map(str, self.counts)), first), depth + 1

    def _is_a_list(self, number: Number) -> bool:
        """Whether a number only counts the items of a list below a heading."""
        return self.below_words and number.is_small and not self.small_run_on

    def _own(self, key: str, number: int) -> str:
        """The id, or another one where it is taken; ``number`` 1 of the uppermost ones begins another text."""
        if self._prefix + key in self.taken and number == 1:
            self.part += 1
        made = self._prefix + key
        while made in self.taken:
            made += "-again"
        self.taken.add(made)
        return made

    @property
    def _prefix(self) -> str:
        return f"p{self.part}-" if self.part > 1 else ""
