"""查记着的和全部重查，结论一字不差。

500 sequences of two to eight edits of the small office's project, whatever edits come: a line taken out, written
twice or moved to another file, a word in the place of another, a file copied, renamed, emptied, taken away or put back
as it was, a byte of any file, another day. After each edit the check runs with what it remembers, at the end of each
sequence without; both must say the same, waived findings included. What rules find is remembered record by record
here, so that whatever they ask of others must have been noted.
"""

from __future__ import annotations

import random
import shutil
import tempfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

from demonstration import SMALL_OFFICE
from disclosure.catalogue import ALL_RULES
from disclosure.check import checked
from disclosure.loading import read_register
from disclosure.memory.store import open_store
from disclosure.memory.texts import TextReader
from disclosure.rules import remembered
from disclosure.suppression import Judged

_SEQUENCES = 500
PARTS = 5
TODAY = date(2025, 6, 18)


def run(seed: int, share: float) -> list[str]:
    """The sequences after which the memory did not tell the truth."""
    chance = random.Random(seed)
    heap, remembered._RECORDS = remembered._RECORDS, 1
    try:
        return [
            miss for number in range(max(1, round(_SEQUENCES * share))) for miss in _tried(chance, f"第 {number} 串")
        ]
    finally:
        remembered._RECORDS = heap


def _tried(chance: random.Random, name: str) -> list[str]:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "project"
        shutil.copytree(SMALL_OFFICE, root)
        today, told = TODAY, list[str]()
        _judged(root, today, warm=True)
        for _ in range(chance.randint(2, 8)):
            what, today = edited(root, today, chance)
            told.append(what)
            found = _judged(root, today, warm=True)
        plain = _judged(root, today, warm=False)
        return [] if found == plain else [f"{name}：{'；'.join(told)}（{today}）：{_difference(found, plain)}"]


def edited(root: Path, today: date, chance: random.Random) -> tuple[str, date]:
    """Make some edit of the project; what it was, and the day on which that is looked at."""
    edit = chance.choice(EDITS)
    if edit is another_day:
        today = TODAY + timedelta(days=chance.randint(-400, 800))
    return f"{edit.__name__.strip('_')} {edit(root, chance)}", today


def _judged(root: Path, today: date, *, warm: bool) -> Judged:
    store = open_store(root) if warm else None
    judged = checked(read_register(root, TextReader(store)), today, rules=ALL_RULES, store=store)
    if store is not None:
        store.save()
    return judged


def _difference(found: Judged, plain: Judged) -> str:
    more, less = set(found.findings) - set(plain.findings), set(plain.findings) - set(found.findings)
    named = [f"多 {item.rule} {item.place}" for item in more] + [f"少 {item.rule} {item.place}" for item in less]
    return "，".join(sorted(named)[:4]) or "豁免的不同"


def _files(root: Path, *endings: str) -> list[Path]:
    found = (file for folder in ("docs", "data") for file in (root / folder).rglob("*") if file.is_file())
    return sorted(file for file in found if file.name.endswith(endings))


def _text_of(root: Path, chance: random.Random) -> tuple[Path, list[str]]:
    file = chance.choice(_files(root, ".md", ".yml"))
    return file, file.read_text("utf-8", errors="replace").splitlines(True) or ["\n"]


def _line_out(root: Path, chance: random.Random) -> str:
    file, lines = _text_of(root, chance)
    del lines[chance.randrange(len(lines))]
    file.write_text("".join(lines), "utf-8")
    return file.name


def _line_twice(root: Path, chance: random.Random) -> str:
    file, lines = _text_of(root, chance)
    place = chance.randrange(len(lines))
    lines.insert(place, lines[place])
    file.write_text("".join(lines), "utf-8")
    return file.name


def _line_elsewhere(root: Path, chance: random.Random) -> str:
    (file, lines), (other, there) = _text_of(root, chance), _text_of(root, chance)
    there.insert(chance.randrange(len(there)), chance.choice(lines))
    other.write_text("".join(there), "utf-8")
    return f"{file.name} {other.name}"


def _word_for_word(root: Path, chance: random.Random) -> str:
    (file, lines), (_, there) = _text_of(root, chance), _text_of(root, chance)
    words = [word for line in there for word in line.split()] or ["某"]
    place = chance.randrange(len(lines))
    own = lines[place].split()
    if own:
        lines[place] = lines[place].replace(chance.choice(own), chance.choice(words), 1)
    file.write_text("".join(lines), "utf-8")
    return file.name


def _sentence(root: Path, chance: random.Random) -> str:
    file = chance.choice(_files(root, ".md"))
    said = (
        "电话13812345678。",
        "见[](ref:doc-2024-005)。",
        "攻府大楼。",
        "机密★一年",
        "见[附件](doc-2025-003-1.pdf)。",
    )
    file.write_text(f"{file.read_text('utf-8', errors='replace')}\n{chance.choice(said)}\n", "utf-8")
    return file.name


def _copy(root: Path, chance: random.Random) -> str:
    file = chance.choice(_files(root, ".md", ".yml", ".pdf"))
    other = file.with_name(f"{file.stem}-{chance.randint(2, 9)}{file.suffix}")
    shutil.copy(file, other)
    return other.name


def _renamed(root: Path, chance: random.Random) -> str:
    file = chance.choice(_files(root, ".md", ".yml"))
    file.rename(file.with_name(f"{file.stem}0{file.suffix}"))
    return file.name


def _gone(root: Path, chance: random.Random) -> str:
    file = chance.choice(_files(root, ".md", ".yml", ".pdf"))
    file.unlink()
    return file.name


def _emptied(root: Path, chance: random.Random) -> str:
    file = chance.choice(_files(root, ".md", ".yml", ".pdf"))
    file.write_bytes(b"")
    return file.name


def _as_it_was(root: Path, chance: random.Random) -> str:
    file = chance.choice(_files(SMALL_OFFICE, ".md", ".yml", ".pdf")).relative_to(SMALL_OFFICE)
    (root / file).parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(SMALL_OFFICE / file, root / file)
    return file.name


def _byte(root: Path, chance: random.Random) -> str:
    file = chance.choice(_files(root, "") or _files(SMALL_OFFICE, ""))
    raw = bytearray(file.read_bytes() or b"x")
    raw[chance.randrange(len(raw))] ^= 1 << chance.randrange(8)
    file.write_bytes(raw)
    return file.name


def another_day(root: Path, chance: random.Random) -> str:
    return ""


EDITS: tuple[Callable[[Path, random.Random], str], ...] = (
    _line_out, _line_twice, _line_elsewhere, _word_for_word, _word_for_word, _sentence, _copy, _renamed, _gone,
    _emptied, _as_it_was, _as_it_was, _byte, another_day,
)  # fmt: skip
