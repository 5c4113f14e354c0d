"""Every rule finds what its bad examples show, at the very line, and lets its good examples pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from disclosure.catalogue import ALL_RULES
from disclosure.rules.framework import CRASHED
from rule_examples import Example, apply, findings, line_of, read_examples

EXAMPLES = read_examples()
# A rule that crashes cannot be shown by content; test_rulebook.py makes one crash.
WITHOUT_EXAMPLES = {CRASHED.id}


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.name)
def test_example(example: Example, office_copy: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    apply(example, office_copy)
    if example.unreadable:
        refuse_to_read(monkeypatch, [office_copy / path for path in example.unreadable])
    found = [line_of(finding) for finding in findings(example, office_copy)]
    assert sorted(found) == sorted(example.expected)


def refuse_to_read(monkeypatch: pytest.MonkeyPatch, files: list[Path]) -> None:
    """Make the files unreadable for whoever runs the tests: permissions do not bind root."""
    read = Path.read_bytes

    def refuse(file: Path) -> bytes:
        if file in files:
            raise PermissionError(13, "Permission denied", str(file))
        return read(file)

    monkeypatch.setattr(Path, "read_bytes", refuse)


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
