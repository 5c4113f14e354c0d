"""Exams: the big numbers, for which no run of the tests has time.

    make exam                                   every exam, seed 1
    make exam NAME=seeded_links SEED=7          one exam, with other cases
    make exam NAME=seeded_links ARGS=--fresh    from the start, whatever was done before
    make exam ARGS=--list                       what there is

An exam is a module of this package (any but running.py and __main__.py) with

    def run(seed: int, share: float) -> list[str]:

It draws its cases from ``seed`` and from nothing else (``random.Random(seed)``; no clock, no order of a set), tries
``share`` of them (1.0 is the whole exam, 0.02 a sample; at least one case) and returns its misses, a line each that
says what was tried and what came of it. An empty list is a pass. The first line of the module's docstring says in
Chinese what the exam shows; the rest says how many cases the whole is. Whatever it writes lies in a temporary folder
that it removes. scripts/ and tests/ are both on the path, so generators can be shared with tests.

No part runs longer than 20 minutes. A longer exam is cut up, and what was stopped goes on at the part where it was:

    PARTS = 12
        for cases drawn at random: the whole is twelve calls ``run(<the part's own seed>, 1 / 12)``;

    def slices(seed: int) -> Sequence[Slice]:
        for a fixed list of cases, of which each must be tried: the exam says itself what its parts are. Names are
        unique and the same for the same seed. ``run`` remains, for the sample.

What was done is kept in .disclosure/exam/<name>-<seed>.json and is not done again as long as no file of hooks/, data/,
docs/, scripts/ and tests/ has changed. A part that ends with an exception is a miss and is done again.

tests/test_exams.py tries 2 % of every exam with a fixed seed: keep that under about 10 seconds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Slice:
    """A part of an exam that runs alone; ``run`` returns its misses."""

    name: str
    run: Callable[[], list[str]]
