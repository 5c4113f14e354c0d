"""表单照原样交回去，一个字节不变；改一项，只有那一项的几行变；乱填的，要么一字不差写进去，要么说明原因。

Every file of the demonstration and of tests/site, and 500 generated records of every type, are shown as a form and sent
back as a browser sends them. Of a generated record of every type with all fields every control is changed once: how
many changes are refused, and why, is printed; what says something by itself must not be. 250 hostile strings are typed
into a control of each kind. What the file says afterwards is read by the strict reader, which knows nothing of forms;
what a browser sends is read from the HTML.
"""

from __future__ import annotations

import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from typing import Any, NamedTuple

from disclosure.editing.forms import Lookups, TakenIn, form, lookups_of, shown, taken_in
from disclosure.loading import read_register
from disclosure.reading.front_matter import split
from disclosure.reading.yaml_tree import Location, Tree, read_tree
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.files import record_types
from exam import Slice
from exam.put import DRESSES
from exam.refusals import change_of, misjudged
from filling import Control, controls, filled, model_of, record_files, sent
from form_records import Writer, referable

_ROOT = Path(__file__).resolve().parents[2]
_PROJECTS = (_ROOT, _ROOT / "tests" / "site")
_GENERATED, _EDITED, _HOSTILE = 500, 20, 250
_SIGNS = (
    "---", "...", "- ", "? ", ": ", " #", "#", "&a", "*a", "!!str", "%YAML", "@", "`", "|", ">", "|-", "[", "]",
    "{", "}", ",", "'", '"', "\\", "\n", "\r\n", "\r", "\t", "\0", "\x07", "\x0b", "\x1b[31m", "\x85", "\u2028",
    "\u202e", "\u2066", "\ufeff", "\u200b", "\ufffe", "\ud800", "😀", "</textarea>", "</select>", '"><script>',
    "&lt;", "&#10;", "{{ 7 * 7 }}", "{% raw %}", "../../etc", "=cmd", "null", "~", "yes", "1e3", "<<",
    "2025-06-30", "，", "：", "\u3000", "甲", "a", " ",
)  # fmt: skip


class Case(NamedTuple):
    """What is tried: how, with a file of which project or with a record of which type, and which number of it."""

    how: str
    what: str
    number: int


def slices(seed: int) -> Sequence[Slice]:
    """The files of each project; the records of each type; the strings."""
    cases = _all_cases()
    names = list(dict.fromkeys((case.how, case.what) for case in cases))
    parts = {name: [case for case in cases if (case.how, case.what) == name] for name in names}
    return [Slice(" ".join(name), partial(_tried, part, seed)) for name, part in parts.items()]


def run(seed: int, share: float) -> list[str]:
    """The misses of a share of the exam."""
    cases = _all_cases()
    return _tried(random.Random(seed).sample(cases, max(1, round(len(cases) * share))), seed)


def _all_cases() -> list[Case]:
    kinds = [kind.record_type for kind in record_types()]
    files = [Case("files", str(n), k) for n, root in enumerate(_PROJECTS) for k in range(len(record_files(root)))]
    kept = [Case("kept", kind, number) for kind in kinds for number in range(_GENERATED)]
    edited = [Case("edited", kind, number) for kind in kinds for number in range(_EDITED)]
    return [*files, *kept, *edited, *(Case("hostile", "strings", number) for number in range(_HOSTILE))]


def _tried(cases: Sequence[Case], seed: int) -> list[str]:
    told: Counter[str] = Counter()
    misses = [f"{' '.join(map(str, case))}：{miss}" for case in cases for miss in _TRIALS[case.how](case, seed, told)]
    if told:
        print("、".join(f"{words} {times}" for words, times in told.most_common()), file=sys.stderr)
    return misses


def _file(case: Case, seed: int, told: Counter[str]) -> Iterator[str]:
    root = _PROJECTS[int(case.what)]
    path = record_files(root)[case.number]
    yield from _unchanged(model_of(path), (root / path).read_bytes().decode(), _lookups(root))


def _generated(case: Case, seed: int, told: Counter[str]) -> Iterator[str]:
    chance = random.Random(f"{seed} {case}")
    kind = _kind(case)
    text = Writer(chance).text(kind)
    dressed = chance.choice(list(DRESSES.values()))(text, chance)
    yield from _unchanged(kind, dressed, _REFERABLE)


def _unchanged(kind: type[Record], text: str, lookups: Lookups) -> Iterator[str]:
    made = form(kind, text, lookups)
    if made.record.tree is None:
        yield "没有分项"
    taken = taken_in(kind, text, sent(shown(made)), lookups)
    if taken.text != text or taken.refusals:
        yield f"没有改动，却和原来的不同：{dict(taken.refusals)}"


# One change


def _edited(case: Case, seed: int, told: Counter[str]) -> Iterator[str]:
    """Every twentieth control is changed, from the case's own number on, so that all are changed by all cases.

    In ``told`` the changes are counted, and those that were refused, by the kind of refusal.
    """
    chance = random.Random(f"{seed} {case}")
    kind = _kind(case)
    text = Writer(random.Random(f"{seed} {kind.record_type}"), density=1.0, slips=0.01).text(kind)
    html = shown(form(kind, text, _REFERABLE))
    pairs = sent(html)
    for control in controls(html)[case.number :: _EDITED]:
        new = _other(control, chance)
        if new is None:
            continue
        changed = filled(pairs, {control.name: new})
        taken = taken_in(kind, text, changed, _REFERABLE)
        told["改了"] += 1
        if taken.refusals:
            change = change_of(control.name, changed, _location(control.name), _read(kind, text).data)
            found = [
                *misjudged(taken.refusals.values(), change, told),
                *([] if taken.text == text else ["没有写进去，却有改动"]),
            ]
        else:
            found = [*_compared(kind, text, taken, control, new)]
        yield from (f"{control.name} 改成 {new!r}：{miss}" for miss in found)


def _other(control: Control, chance: random.Random) -> str | list[str] | None:
    """Another value than the one shown; ``None`` where there is none."""
    if control.kind in ("select", "radio", "checkbox"):
        others = [option for option in control.options if option not in control.values]
        if control.kind == "checkbox" and control.options != ("yes",):
            now = [*control.values, *others[:1]] if chance.random() < 0.5 else [*control.values[1:]]
            return ["", *now] if set(now) != set(control.values) else None
        return chance.choice(others) if others else None
    if control.kind == "date":
        return str(date(2024, 1, 1) + timedelta(chance.randrange(900)))
    if chance.random() < 0.15:
        return ""
    if control.kind == "picker":
        return f"doc-2025-{chance.randrange(400):03}"
    return chance.choice((f"{control.values[0].strip()}改", "新的内容", "no", "a: b #c"))


def _compared(kind: type[Record], text: str, taken: TakenIn, control: Control, new: str | list[str]) -> Iterator[str]:
    at = _location(control.name)
    before, after = _read(kind, text), _read(kind, taken.text)
    if control.name == "body" and kind is Document:
        if _front(text) != _front(taken.text) or taken.text.rstrip("\n").endswith(str(new).strip()) is False:
            yield "正文以外也变了，或者正文写得不对"
        return
    if kind is Document and split(text, "")[1].text != split(taken.text, "")[1].text:
        yield "正文变了"
    if (control.name.endswith(":remove") or new == "") and isinstance(_at(before.data, at[:-1]), list):
        yield from _item_gone(before, after, at)
        return
    place = _nearest(before, after, at)
    if _without(before.data, place) != _without(after.data, place):
        yield f"别的项也变了：{place}"
    if ":" not in control.name:
        yield from _value_compared(_at(after.data, at), new)
    yield from _lines_compared(text, taken.text, before, place)


def _value_compared(said: Any, new: str | list[str]) -> Iterator[str]:
    """Whether a value is what was typed, chosen or checked; what may be written in many ways is not looked at."""
    if isinstance(new, list):
        if set(said or ()) != {*filter(None, new)}:
            yield f"选成了 {said!r}"
    elif not isinstance(said, list | dict) and (said or "").strip() != new.strip():
        yield f"写成了 {said!r}"


def _lines_compared(text: str, made: str, before: Tree, place: Location) -> Iterator[str]:
    """Whether lines have changed that are not of what stands at a place."""
    old, new = text.splitlines(), made.splitlines()
    first, last = _reach(before, place)
    head = next((n for n, (one, two) in enumerate(zip(old, new, strict=False)) if one != two), min(len(old), len(new)))
    tail = next((n for n, (one, two) in enumerate(zip(old[::-1], new[::-1], strict=False)) if one != two), len(old))
    if head < first - 1 or len(old) - tail > last:
        yield f"别的行也变了：{place}，第 {head + 1} 行到第 {len(old) - tail} 行，应当在 {first}-{last}"


def _reach(tree: Tree, place: Location) -> tuple[int, int]:
    """The lines from which to which what stands at a place reaches, with what may stand beside it in one line."""
    first = tree.place(place).line if place else 1
    lines = {at: tree.place(at).line for at in tree.spots}
    behind = [line for at, line in lines.items() if at[: len(place)] != place and line > first]
    return first, min(behind, default=1 << 30) - 1 if place else 1 << 30


def _item_gone(before: Tree, after: Tree, at: Location) -> Iterator[str]:
    """An item of a list is taken out, and nothing else; a list that would be empty goes, and what would be left so."""
    wanted = deepcopy(before.data)
    if _at(wanted, at) is not None:
        while len(at) > 1 and len(_at(wanted, at[:-1])) == 1:
            at = at[:-1]
        del _at(wanted, at[:-1])[at[-1]]
    if wanted != after.data:
        yield "去掉一项，别的也变了"


def _nearest(before: Tree, after: Tree, at: Location) -> Location:
    """Where a change may be seen: at the value, or at what holds it if it is not written on both sides."""
    while at and not (before.written(at) and after.written(at)):
        at = at[:-1]
        if at and isinstance(_at(before.data, at), list | dict) and isinstance(_at(after.data, at), list | dict):
            break
    return at


def _without(data: Any, at: Location) -> Any:
    made = deepcopy(data)
    if not at:
        return None
    inner = _at(made, at[:-1])
    inner[at[-1]] = None
    return made


# Hostile strings


def _hostile(case: Case, seed: int, told: Counter[str]) -> Iterator[str]:
    """One string in a control of each kind: read back as it is, or refused, and nothing else is touched."""
    chance = random.Random(f"{seed} {case}")
    typed = _string(chance, case.number)
    for name in _TARGETS:
        html = shown(form(Document, _HOST, _REFERABLE))
        taken = taken_in(Document, _HOST, filled(sent(html), {name: typed}), _REFERABLE)
        yield from (f"{name} 写入 {typed[:60]!r}：{miss}" for miss in _harm(name, typed, taken))


def _harm(name: str, typed: str, taken: TakenIn) -> Iterator[str]:
    at = _location(name)
    if taken.refusals:
        html = shown(form(Document, taken.text, _REFERABLE), taken.typed, refusals=taken.refusals)
        again = dict(sent(html))
        if taken.text != _HOST or not all(words.endswith("。") for words in taken.refusals.values()):
            yield f"没有写进去，却有改动，或者没有说明：{dict(taken.refusals)}"
        if not set(again) >= set(dict(sent(shown(form(Document, _HOST, _REFERABLE))))):
            yield "页面被填写的内容打断了"
        return
    before, after = _read(Document, _HOST), _read(Document, taken.text)
    wanted = _lines_of(typed)
    if name == "body":
        if before.data != after.data or split(taken.text, "")[1].text.strip("\n") != wanted.strip("\n"):
            yield "正文写得不对"
        return
    if not wanted.strip() and isinstance(_at(before.data, at[:-1]), list):
        yield from _item_gone(before, after, at)
        return
    place = _nearest(before, after, at)
    if _without(before.data, place) != _without(after.data, place):
        yield "别的项也变了"
    said = _at(after.data, at)
    if ":" not in name and wanted.strip() and not isinstance(said, list) and (said or "").strip() != wanted.strip():
        yield f"写成了 {said!r}"
    if ":" not in name and not wanted.strip() and said is not None:
        yield "空白写成了内容"


def _string(chance: random.Random, number: int) -> str:
    """The signs one by one first, then strings of them, some of them very long."""
    if number < len(_SIGNS):
        return _SIGNS[number]
    if number == _HOSTILE - 1:
        return "甲" * 400_000
    if number % 50 == 0:
        return chance.choice(_SIGNS) * 30_000
    return "".join(chance.choices(_SIGNS, k=chance.randint(2, 12)))


_HOST = (Path(__file__).parent / "forms-host.md").read_text("utf-8")
# A line, lines, a day, choices, boxes, a picker, an item, a new item, a part, a word of a line, a name, the body.
_TARGETS = (
    "title", "summary", "made", "disclosure", "column", "audience", "interprets", "amended_by.0", "keywords.0",
    "keywords.2", "changes.0.note", "changes.1.note", "gain.what", "review.proposed:basis",
    "review.proposed:by", "review.secrecy", "clause_hints.0:key", "clause_hints.0:value", "who.0.0:fact",
    "who.0.0:is", "who.0.0:value", "body",
    "odd:remove", ":more", "also_at.0.url",
)  # fmt: skip


# Reading


def _read(kind: type[Record], text: str) -> Tree:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    tree = split(text, "")[0] if kind is Document else read_tree(text, "")[0]
    if tree is None:
        raise ValueError("读不出来")
    return tree


def _front(text: str) -> str:
    return text[: text.index("\n---", 4)]


def _lines_of(typed: str) -> str:
    return typed.replace("\r\n", "\n").replace("\r", "\n")


def _at(data: Any, location: Location) -> Any:
    try:
        for step in location:
            data = data[step]
    except (KeyError, IndexError, TypeError):
        return None
    return data


def _location(name: str) -> Location:
    steps = name.partition(":")[0].split(".")
    return tuple(int(step) if re.fullmatch("[0-9]+", step) else step for step in steps if step)


def _kind(case: Case) -> type[Record]:
    return next(kind for kind in record_types() if kind.record_type == case.what)


@cache
def _lookups(root: Path) -> Lookups:
    return lookups_of(read_register(root))


_REFERABLE = referable()
_TRIALS: dict[str, Callable[[Case, int, Counter[str]], Iterator[str]]] = {
    "files": _file,
    "kept": _generated,
    "edited": _edited,
    "hostile": _hostile,
}
