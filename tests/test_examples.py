"""Every rule finds what its bad examples show, at the very line, and lets its good examples pass."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from disclosure.catalogue import ALL_RULES
from disclosure.district import naming
from disclosure.editing.forms import BODY, WHOLE, lookups_of
from disclosure.findings import CRASHED, Finding
from disclosure.links import external, faults, gate, graph, look, neighbours, typed
from disclosure.links.wrong import rules as wrong
from disclosure.loading import read_register
from disclosure.reading.folders import SHORTCUT, SPECIAL
from disclosure.reading.text import REPEATED
from disclosure.screening.attachments.rules import TOO_LARGE
from form_findings import ToldInForm, told_in_forms, words_of_files
from rule_examples import Example, line_of, read_examples, sentences

EXAMPLES = read_examples()
Found = Callable[[Example], list[Finding]]
MISSING = re.compile("(?:缺少|没有写|没有填写|没有)[^。，“”]*“?[^。，“”]*”?（([a-z_]+)）。")
# What no content can show: a rule that crashes (test_rulebook.py makes one crash), a link that nobody wrote or that is
# hidden and a picture's missing map, which the check of raw HTML stops before (test_links.py and test_link_places.py
# plant them), and pages that hang together wrongly, which our own pages cannot (test_links.py and test_typed_links.py
# make them).
# Only the thorough look asks other sites whether they answer (tests/external), whether a paper and its interpretation
# link to each other, and what the first page of an attachment says (test_wrong_links.py judges both); no build does.
# A damaged attachment of ours is found before anything is built, of a foreign tree it is not (test_surfaces.py); and no
# example holds a file of 200 MB (test_attachments.py makes one).
# An example cannot write a shortcut or a named pipe (test_register.py makes some), nor a history in git
# (test_history.py, test_vanished.py and test_standard_catalogue.py make many), nor into the engine's own folder
# (test_overrides.py has one for itself).
WITHOUT_EXAMPLES = {
    CRASHED.id,
    look.UNKNOWN.id,
    look.HIDDEN.id,
    faults.NO_MAP.id,
    gate.UNREADABLE.id,
    TOO_LARGE.id,
    wrong.NO_LINK_BACK.id,
    wrong.FIRST_PAGE.id,
    SHORTCUT.id,
    SPECIAL.id,
    REPEATED.id,
    *("DAT-001", "DAT-002", "DAT-003", "DAT-005", "ADR-001", "ADR-002", "ADR-003", "PUB-003"),
    *("OVR-001", "OVR-002", "OVR-003"),
    *("STD-020", "STD-021"),
    *(rule.id for rule in (*graph.RULES, *external.RULES, *typed.RULES)),
    *(rule.id for rule in (*neighbours.RULES, *naming.RULES)),  # test_district.py
}


def test_an_example_is_found_as_it_says(found: Found, chosen: list[Example]) -> None:
    wrong = {
        example.name: {"expected": sorted(example.expected), "found": lines}
        for example in chosen
        if (lines := sorted(map(line_of, found(example)))) != sorted(example.expected)
    }
    assert wrong == {}


def test_the_pages_around_the_link_examples_are_clean(found_in_built: Callable[[], dict[str, list[Finding]]]) -> None:
    assert list(map(line_of, found_in_built()[""])) == []


def test_an_example_expects_what_its_name_says() -> None:
    showing = [any(line.endswith(f" {example.rule}") for line in example.expected) for example in EXAMPLES]
    assert [item.name for item, shows in zip(EXAMPLES, showing, strict=True) if shows is not item.bad] == []


def test_every_rule_has_a_bad_and_a_good_example() -> None:
    shown = {(example.rule, example.bad) for example in EXAMPLES}
    wanted = {(rule.id, bad) for rule in ALL_RULES if rule.id not in WITHOUT_EXAMPLES for bad in (True, False)}
    assert sorted(wanted - shown) == []


def test_every_folder_is_named_after_a_rule() -> None:
    assert sorted({example.rule for example in EXAMPLES} - {rule.id for rule in ALL_RULES}) == []


def test_findings_speak_in_short_whole_sentences(found: Found) -> None:
    said = findings_of_all_examples(found)
    assert [text for _, finding in said if not (text := finding.message).endswith("。")] == []
    assert [text for _, finding in said if not (text := finding.remedy).endswith(("。", "？"))] == []
    assert [text for _, finding in said for text in (finding.message, finding.remedy) if sentences(text) > 2] == []


# What is found where no form is: the settings of the build, files out of their place, a file that is one text, a leak
# of which only a look into a file tells; and marks and keys that whoever fills in the form has to type as they are.
IN_WORDS_OF_FILES = {
    *("FIL-001", "FIL-005", "FMT-001", "MKD-001", "MKD-102", "YML-001"),
    "MKP-022",  # the kinds of boxes in a body
    "FOR-007",  # the keys of an office's own facts, which are data
    "RAT-008",  # the columns of a report, which are data
}


def test_the_form_tells_findings_in_its_own_words(found: Found, small_office: Path) -> None:
    told = in_forms(found, small_office)
    said = [(item, f"{item.said.message}{item.said.remedy}") for item in told]
    assert {item.finding.rule for item, text in said if words_of_files(text)} == IN_WORDS_OF_FILES
    assert [item.example for item, text in said if "“”" in text] == []
    ends = [(item.example, item.said.remedy) for item in told if not item.said.remedy.endswith(("。", "？"))]
    assert ends == []


def test_the_form_tells_what_is_missing_at_the_field_that_is_missing(found: Found, small_office: Path) -> None:
    wanted = {
        item.example: (missing, item.at)
        for item in in_forms(found, small_office)
        for missing in MISSING.findall(item.finding.message)
        if item.at not in (BODY, WHOLE)
    }
    elsewhere = {name: told for name, told in wanted.items() if told[0] not in re.split("[.:]", told[1])}
    assert elsewhere == {
        "DEC-002/bad-silent-stages": ("evaluation", "stages.background"),  # the last of many, at the first of them
        "HED-008/bad-example": ("source", "issuer"),  # which is to be put right first
        "RAT-002/bad-missing": ("content", "items.0.counts"),  # a column of a report, which is data
    }


def in_forms(found: Found, small_office: Path) -> list[ToldInForm]:
    """Every finding of every example, as the forms tell it."""
    lookups = lookups_of(read_register(small_office))
    every = ((example, finding) for example in read_examples() for finding in found(example))
    return list(told_in_forms(every, small_office, lookups))


def test_findings_cite_their_basis_in_words(found: Found) -> None:
    cited = [(name, basis) for name, finding in findings_of_all_examples(found) for basis in finding.basis]
    assert [(name, basis) for name, basis in cited if not basis.startswith("《")] == []


def findings_of_all_examples(found: Found) -> list[tuple[str, Finding]]:
    """Every finding of every example, with the example's name."""
    return [(example.name, finding) for example in read_examples() for finding in found(example)]
