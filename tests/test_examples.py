"""Every rule finds what its bad examples show, at the very line, and lets its good examples pass."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from disclosure.catalogue import ALL_RULES
from disclosure.findings import Finding
from disclosure.links import external, gate, graph
from disclosure.links.wrong import rules as wrong
from disclosure.register import SHORTCUT
from disclosure.rules.framework import CRASHED
from rule_examples import Example, line_of, read_examples

EXAMPLES = read_examples()
# What no content can show: a rule that crashes (test_rulebook.py makes one crash), a link that nobody wrote
# (test_links.py plants one), and pages that hang together wrongly, which our own pages cannot (test_links.py too).
# Only the thorough look asks other sites whether they answer (tests/external), whether a paper and its interpretation
# link to each other, and what the first page of an attachment says (test_wrong_links.py judges both); no build does.
# An example cannot write a shortcut (test_register.py makes one).
WITHOUT_EXAMPLES = {
    CRASHED.id,
    gate.UNKNOWN.id,
    wrong.NO_LINK_BACK.id,
    wrong.FIRST_PAGE.id,
    SHORTCUT.id,
    *(rule.id for rule in (*graph.RULES, *external.RULES)),
}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example(example: Example, found: Callable[[Example], list[Finding]]) -> None:
    assert sorted(map(line_of, found(example))) == sorted(example.expected)


def test_the_pages_around_the_link_examples_are_clean(found_in_built: Callable[[], dict[str, list[Finding]]]) -> None:
    assert list(map(line_of, found_in_built()[""])) == []


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example_expects_what_its_name_says(example: Example) -> None:
    shows_the_rule = any(line.endswith(f" {example.rule}") for line in example.expected)
    assert shows_the_rule is example.bad


def test_every_rule_has_a_bad_and_a_good_example() -> None:
    shown = {(example.rule, example.bad) for example in EXAMPLES}
    wanted = {(rule.id, bad) for rule in ALL_RULES if rule.id not in WITHOUT_EXAMPLES for bad in (True, False)}
    assert sorted(wanted - shown) == []


def test_every_folder_is_named_after_a_rule() -> None:
    assert sorted({example.rule for example in EXAMPLES} - {rule.id for rule in ALL_RULES}) == []
