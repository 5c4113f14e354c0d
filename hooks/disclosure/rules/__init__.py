"""Rules: what the law and the office's own order require of the register. One module a topic.

``check`` runs them all. A new rule is one function in the module of its topic; a new topic is one module here,
which is found by itself.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from functools import partial
from importlib import import_module

from disclosure import register as _register
from disclosure import screening
from disclosure.findings import Finding, Rule, sort
from disclosure.law.book import LawBook
from disclosure.reading import front_matter, text, validation, yaml_tree
from disclosure.reading.history import History
from disclosure.register import Register
from disclosure.rules import waivers
from disclosure.rules.framework import CRASHED, REGISTERED, Context, guarded, run
from disclosure.shares import Gather, in_shares, processors

for _module in pkgutil.iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *text.RULES,
            *yaml_tree.RULES,
            *front_matter.RULES,
            *validation.RULES,
            *_register.RULES,
            *screening.RULES,
            *waivers.RULES,
            CRASHED,
            *(entry.rule for entry in REGISTERED),
        ),
        key=lambda rule: rule.id,
    )
)


_MANY = 500  # files that one process has screened before another has started


def law_book(register: Register) -> LawBook:
    """The law as data/laws, data/limits.yml and data/calendar state it."""
    return LawBook(register.laws, register.limits, register.calendars)


def check(
    register: Register,
    today: date,
    *,
    rules: Iterable[Rule] = RULES,
    history: History | None = None,
    screened: Callable[[str], bool] = lambda path: True,
) -> list[Finding]:
    """All findings on the register as of ``today``, waived ones left out, sorted, with citations in words.

    ``rules`` are all the rules of the product, so that the law's articles can be held against them. Without a
    ``history`` of the files nothing is said about when they appeared. ``screened`` says which files are looked
    through for what must not become public, when not all are of interest.
    """
    law = law_book(register)
    context = Context(register, law, today, tuple(rules), (history or History()).until(today))
    shares = processors() if sum(map(screened, register.texts)) >= _MANY else 1
    parts = in_shares(shares, partial(_share, context, shares, screened))
    found = [*register.findings, *(finding for part in parts for finding in part)]
    kept = waivers.apply(found, register, today, known={rule.id for rule in rules})
    return sort(cited(kept, law))


def _share(
    context: Context, shares: int, screened: Callable[[str], bool], number: int, gather: Gather
) -> list[Finding]:
    """One process's part: the first runs the rules and screens half as many files as each of the others."""
    found = list(run(REGISTERED, context)) if number == 0 else []
    turns = 2 * shares - 1
    for place, (path, looked) in enumerate(screening.screen(context.register)):
        if (place % turns + 1) // 2 == number and screened(path):
            found += guarded(path, looked)
    return found


def cited(findings: Iterable[Finding], law: LawBook) -> list[Finding]:
    """The findings with their basis in words instead of keys; without any law at hand, with none."""
    return [replace(item, basis=tuple(map(law.cite, item.basis)) if law.laws else ()) for item in findings]
