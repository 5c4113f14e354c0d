"""Twice the documents are twice the work: no rule, and no reader, goes through all of them for each of them.

What is counted are calls and the records that are gone through, never time.
"""

from __future__ import annotations

from collections import Counter
from cProfile import Profile
from functools import partial
from pathlib import Path

import pytest

from benchmark.documents import TODAY
from benchmark.site import make_site
from disclosure.catalogue import ALL_RULES
from disclosure.law.book import law_book
from disclosure.loading import read_register
from disclosure.past import age
from disclosure.reading.history import History
from disclosure.register import Register
from disclosure.rules.framework import REGISTERED, Context, RuleRounds

REPOSITORY = Path(__file__).parent.parent
SMALL = 150
FEW = 400  # calls, or records gone through, that say nothing about growth


class Seen(list):
    """A list that notes how many of its items are gone through."""

    steps = 0

    def __iter__(self):
        Seen.steps += len(self)
        return super().__iter__()


pytestmark = pytest.mark.demonstration  # the benchmark's documents are filed in its columns


@pytest.fixture(scope="module")
def work(tmp_path_factory):
    """For a small site and one twice as big: the calls of reading, those of each rule, the records it goes through."""
    return [measured(tmp_path_factory.mktemp(f"of{size}") / "site", size) for size in (SMALL, 2 * SMALL)]


def measured(root, size):
    make_site(root, REPOSITORY, size, size // 10)
    with Profile(builtins=False) as profile:
        register = read_register(root)
    read = sum(entry.callcount for entry in profile.getstats())
    register.settle(partial(age, history=History()))
    with pytest.MonkeyPatch.context() as patch:
        gather = Register.all
        patch.setattr(Register, "all", lambda self, kind: Seen(gather(self, kind)))
        vars(register)["references"] = Seen(register.references)
        return read, *by_rule(register)


def by_rule(register):
    context = Context(register, law_book(register), TODAY, ALL_RULES)
    calls, gone_through = Counter(), Counter()
    for entry in REGISTERED:
        rounds = RuleRounds([entry], context)
        before = Seen.steps
        with Profile(builtins=False) as profile:
            for number in range(rounds.pieces):
                list(rounds.piece(number))
        calls[entry.rule.id] = sum(item.callcount for item in profile.getstats())
        gone_through[entry.rule.id] = Seen.steps - before
    return calls, gone_through


def test_reading_grows_with_what_is_read(work):
    (small, _, _), (big, _, _) = work
    assert big < 2.1 * small


def test_no_rule_grows_faster_than_the_site(work):
    for small, big in zip(work[0][1:], work[1][1:], strict=True):
        assert {key: (small[key], count) for key, count in big.items() if count > FEW + 2.5 * small[key]} == {}
