"""Tries the product on seeded copies of the demonstration site, batch after batch, with good links among the bad."""

from __future__ import annotations

import random
import re
import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path

from disclosure import publish
from disclosure.catalogue import ALL_RULES
from disclosure.check import check
from disclosure.findings import Finding
from disclosure.loading import read_register
from disclosure.order import Order
from seeding.carriers import Lines
from seeding.categories import CHINESE_NAMES, categories, harmless
from seeding.defect import Defect, Sown
from seeding.documents import markdown_defects, sow_documents
from seeding.records import Edit, sow_records, yaml_edits

_PROJECT = Path(__file__).resolve().parents[2]
_EACH_ALSO_AT = 4  # every fourth document is said to stand elsewhere too
Block = tuple[list[Defect], Lines]


@dataclass
class Batch:
    """What is seeded into one copy; ``builds`` says whether the site is built or only checked."""

    builds: bool
    blocks: list[Block] = field(default_factory=list)
    edits: list[Edit] = field(default_factory=list)


@dataclass(frozen=True)
class Outcome:
    """One batch after the product has looked at it."""

    sown: list[Sown]
    findings: list[Finding]


def try_all(folder: Path, per_class: int, seed: int, tell: Callable[[str], None]) -> Iterator[Outcome]:
    """The outcome of every batch. ``folder`` is where the copies are made."""
    chance = random.Random(seed)
    template = folder / "clean"
    make_site(template)
    batches = _batches(template, per_class, chance)
    for number, batch in enumerate(batches, 1):
        tell(f"第 {number} 批（共 {len(batches)} 批）：{'生成' if batch.builds else '校验'}")
        root = folder / f"batch-{number}"
        make_site(root)
        sown = [*sow_records(root, batch.edits), *sow_documents(root, batch.blocks, chance)]
        yield Outcome(sown, _look(root, batch.builds))
        shutil.rmtree(root)


def make_site(root: Path) -> None:
    """A copy of the demonstration site, with attachments whose names are Chinese, and more fields for addresses."""
    for name in ("data", "docs"):
        shutil.copytree(_PROJECT / name, root / name)
    shutil.copy(_PROJECT / "mkdocs.yml", root)
    (root / "hooks").symlink_to(_PROJECT / "hooks")
    for key, name in CHINESE_NAMES.items():
        file = next((root / "docs").rglob(f"{key}.md"))
        shutil.copy(file.with_name(f"{key}-1.docx"), file.with_name(name))
        with zipfile.ZipFile(file.with_name(name), "a") as archive:
            archive.comment = key.encode()  # two attachments of the same content would be a fault
        entry = f"attachments:\n  - file: {name}\n    title: {Path(name).stem}\n    number: 2\n"
        file.write_text(file.read_text("utf-8").replace("attachments:\n", entry, 1), "utf-8")
    for file in sorted((root / "docs").rglob("*.md"))[::_EACH_ALSO_AT]:
        text = file.read_text("utf-8")
        day = re.search(r"^published: ([0-9-]{10})", text, re.MULTILINE)
        if day is not None and "also_at:" not in text:
            entry = f"also_at:\n  - platform: 某日报\n    date: {day[1]}\n    url: https://www.gov.cn/{file.stem}\n"
            file.write_text(text.replace("\n---\n", f"\n{entry}---\n", 1), "utf-8")


def _batches(root: Path, per_class: int, chance: random.Random) -> list[Batch]:
    """As few batches as the YAML fields allow, which hold one value each; the Markdown is spread over them."""
    batches = [Batch(False), Batch(True)]
    for edit in yaml_edits(root, per_class, chance):
        free = (batch for batch in batches if batch.builds is edit.builds and not _taken(batch, edit))
        batch = next(free, None)
        if batch is None:
            batches.append(batch := Batch(edit.builds))
        batch.edits.append(edit)
    numbers = count(1, per_class)  # no two defects share their number
    built = [batch for batch in batches if batch.builds]
    good = (block for kind in harmless() for block in markdown_defects(kind, 4 * per_class, 1))
    for turn, (_, lines) in enumerate(good):  # whatever is told of them is a false alarm
        built[turn % len(built)].blocks.append(([], [(line, False) for line, _ in lines]))
    for category in categories():
        fitting = [batch for batch in batches if batch.builds is not category.stops]
        for turn, block in enumerate(markdown_defects(category, per_class, next(numbers))):
            fitting[turn % len(fitting)].blocks.append(block)
    return batches


def _taken(batch: Batch, edit: Edit) -> bool:
    return any(other.slot == edit.slot for other in batch.edits)


def _look(root: Path, builds: bool) -> list[Finding]:
    if builds:
        return publish.build(root, Order(out=root / "site")).findings
    register = read_register(root)
    return check(register, Order().working_day(register.demonstration_day, datetime.now(UTC)), rules=ALL_RULES)
