"""Papers of other offices, to look for ours among: many kinds, places, matters and years, in the prose of rules.

The same numbers give the same papers. What they are put together from stands in papers.yml; no office is real.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from random import Random

import yaml

from disclosure.records.documents import Validity
from disclosure.records.kinds import Kind
from disclosure.search.entries import Findable

_WORDS = yaml.load(Path(__file__).with_suffix(".yml").read_text("utf-8"), yaml.CSafeLoader)
_MATTERS, _WHO, _DOES, _WHAT = (_WORDS[name].split() for name in ("matters", "who", "does", "what"))
_BY_KEY = {kind.value: kind for kind in Kind}
_KINDS = tuple((_BY_KEY[kind], titles.split()) for kind, titles in _WORDS["titles"].items())
_RANKS = ("街道", "镇", "乡", "街道办事处", "新区", "县")
_PEOPLE = ("老年人", "企业和个体工商户", "儿童与家庭", "残疾人", "业主和业主委员会")
_PERIODS = (3, 5, 7, 10, 15, 20, 30, 60)
_SENTENCES = 26  # of a paper, on an average: about 1,400 signs


def papers(count: int, seed: int) -> Iterator[Findable]:
    """So many papers, one after another."""
    random = Random(seed)
    places = [_place(random) for _ in range(400)]
    for number in range(count):
        yield _paper(random, number, places)


def _place(random: Random) -> str:
    return f"{random.choice(_WORDS['first'])}{random.choice(_WORDS['second'])}{random.choice(_RANKS)}"


def _paper(random: Random, number: int, places: list[str]) -> Findable:
    kind, titles = random.choice(_KINDS)
    place, matter = random.choice(places), random.choice(_MATTERS)
    day = date(2015, 1, 5) + timedelta(days=random.randrange(3_800))
    named = random.choice(titles).format(matter=matter, place=place)
    year = f"{day.year}年" if random.random() < 0.3 else ""
    rules = kind in (Kind.NORMATIVE, Kind.POLICY)
    return Findable(
        address=f"documents/other-{number:05}.html",
        title=named if named.startswith(place) else f"{place}{year}{named}",
        kind=kind.label,
        number=f"{place[:2]}规〔{day.year}〕{random.randrange(1, 180)}号" if rules else "",
        index_number=f"OTH-other-{number:05}",
        day=day,
        validity=random.choice(list(Validity)) if rules else None,
        audiences=(random.choice(_PEOPLE),) if random.random() < 0.2 else (),
        keywords=(matter, random.choice(_WHAT)),
        summary=f"对{matter}的{random.choice(_WHAT)}、{random.choice(_WHAT)}作出安排，明确{random.choice(_WHO)}的责任。",
        body="".join(_sentences(random, place, matter, day.year)),
    )


def _sentences(random: Random, place: str, matter: str, year: int) -> Iterator[str]:
    for article in range(1, random.randrange(_SENTENCES // 2, _SENTENCES * 3 // 2)):
        month, day = random.randrange(1, 13), random.randrange(1, 29)
        when = random.choice(_WORDS["times"]).format(n=random.choice(_PERIODS), y=year, m=month, d=day)
        about = random.choice((matter, matter, f"{place}{matter}", random.choice(_MATTERS)))
        yield (
            f"第{article}条 {random.choice(_WHO)}应当{when}{random.choice(_DOES)}{about}的{random.choice(_WHAT)}，"
            f"对{random.choice(_WHAT)}和{random.choice(_WHAT)}{random.choice(_DOES)}{random.choice(_WORDS['ends'])}。\n"
        )
