"""What the form finds in a change is what a check of everything finds, for an example of every rule.

In two ways only a form may differ: what is new came to the site today (DAT-001), and of the use of waivers it says
nothing. What no form can do is left out: names of files, hidden files, what is no text, files that all need deleted.
"""

from __future__ import annotations

from datetime import date
from functools import partial
from pathlib import Path

from disclosure.catalogue import ALL_RULES
from disclosure.editing.desk.examining import Bench
from disclosure.editing.desk.overlay import DraftedFiles
from disclosure.loading import read_register
from disclosure.past import age
from disclosure.reading.history import History
from disclosure.reading.kinds import DATA, DOCUMENT
from rule_examples import Example, contents_written, line_of, read_examples

DAY = date(2025, 6, 18)
NOT_IN_FORMS = {
    *("FIL-001", "FIL-002", "FIL-005", "FIL-006", "TXT-001", "TXT-002", "WDR-003", "WDR-005"),
    "ATT-002",  # its example changes the file and not the document that lists it, which a form holds together
    "DEC-016",  # told of another decision of the year, to which nothing leads
}


def in_forms(example: Example) -> bool:
    """Whether what the example does can be done in a form."""
    lies_there = all(path.startswith(("docs/", "data/")) for path in example.touched)
    deletes_texts = all(path.endswith((DOCUMENT, DATA)) for path in example.content.get("delete", ()))
    others = example.looks_at_links or example.rule in NOT_IN_FORMS or {"unreadable", "today"} & set(example.content)
    return lies_there and deletes_texts and not others


def drafted(example: Example, texts: dict[str, str], folder: Path) -> DraftedFiles:
    """What the example does, as drafts."""
    changed: dict[str, str | None] = dict.fromkeys(example.content.get("delete", ()))
    files: dict[str, Path] = {}
    for item in example.content.get("edit", ()):
        text = changed.get(item["file"]) or texts[item["file"]]
        changed[item["file"]] = text.replace(item["find"], item["replace"])
    for number, (path, content) in enumerate(contents_written(example)):
        if path.endswith((DOCUMENT, DATA)):
            changed[path] = content.decode()
        else:
            files[path] = folder / example.rule / str(number) / Path(path).name
            files[path].parent.mkdir(parents=True)
            files[path].write_bytes(content)
    return DraftedFiles(changed, files)


def test_a_change_is_found_to_be_what_a_check_of_everything_finds(small_office: Path, tmp_path: Path) -> None:
    register, history = read_register(small_office), History()
    register.settle(partial(age, history=history))
    bench, wrong = Bench(register, history, DAY, tuple(ALL_RULES)), {}
    first = {example.rule: example for example in reversed(read_examples()) if example.bad and in_forms(example)}
    for example in first.values():
        told = bench.examined(drafted(example, register.texts, tmp_path))
        found = [line for item in (*told.own, *told.elsewhere) if not (line := line_of(item)).endswith(" DAT-001")]
        wanted = [line for line in example.expected if not line.endswith(" WAI-002")]
        if sorted(found) != sorted(wanted):
            wrong[example.name] = {"found": found, "wanted": wanted}
    assert wrong == {}
    assert len(first) > len(ALL_RULES) / 2
