"""改一项只改这一项：值读回来一字不差，别的字节都不动。

Every value of every file of the demonstration and of tests/site (some 20,000) is changed, every list made longer; every
mapping and list, and each third value, is taken out (and put back) or made something else, whichever is drawn. What
is done to a value shows in its surroundings, so long files are tried in excerpts, and a twentieth of it once more in
the whole file. Files that are copies of each other are tried once. The file is as it is, or has Windows line ends, a
byte order mark, comments and blanks between its lines, or no end of the last one. The strict reader, which knows
nothing of how values are put, must read what was meant and the rest as before; lines elsewhere, and every comment, must
be the same.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Sequence
from copy import deepcopy
from functools import cache, lru_cache, partial
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from disclosure.reading.front_matter import split
from disclosure.reading.put import PutRefusedError, Value, put
from disclosure.reading.text import decode
from disclosure.reading.yaml_tree import Location, Tree, read_tree
from disclosure.records.base import Record
from disclosure.records.documents import Document
from disclosure.records.files import data_file
from exam import Slice
from exam.excerpts import excerpts

_ROOT = Path(__file__).resolve().parents[2]
_PROJECTS = (_ROOT, _ROOT / "tests" / "site")
_TEXTS = (
    "改后的文字", "no", "null", "~", "12:30", "0201", "1e3", "0o17", "2025-06-30", "123", "= 1", "<<", "- 以横线开头",
    'a: b、"c" 和 \\d #e', "x #y", "[未完", "{a: b}", "全角，逗号", "half, comma", " 前后有空格 ", "@账号", "&a", "*a",
    "!a", "'单引号'", '"双引号"', "第一行\n第二行", "第一段\n\n第二段\n", "  缩进\n两行", "很长" * 90, "？", "? a",
    "%a", "`a`", "|", ">", "以冒号结尾:", "a\tb", "😀", "a,b]c}d", "#注释", "---", "...", "三、议题；其他",
)  # fmt: skip
_PARTS: tuple[Value, ...] = (
    "新的一项", "no", {"absent": "not-due", "due": "2026-03-31"}, ["甲", "乙，丙"],
    {"甲": {"乙": ["丙", {"丁": "戊: 己，庚"}]}},
    [{"summary": "意见", "outcome": "adopted"}, {"summary": "另一条", "outcome": "partly", "reason": "见说明 #2"}],
)  # fmt: skip
_COMMENT = "# 说明"
_PARTS_OF_IT = 2
_IN_THE_WHOLE = 20  # of so many cases of a file that is cut up, one is tried in the whole file


class Case(NamedTuple):
    """What is tried: in which file or excerpt of it, how, and at which place."""

    path: Path
    text: str
    how: str
    location: Location


def slices(seed: int) -> Sequence[Slice]:
    """Every case, in parts of which each has cases of all files."""
    cases = _all_cases()
    return [
        Slice(f"第 {n + 1} 份", partial(_tried, cases[n::_PARTS_OF_IT], seed * _PARTS_OF_IT + n))
        for n in range(_PARTS_OF_IT)
    ]


def run(seed: int, share: float) -> list[str]:
    """The misses of a share of the exam."""
    cases = _all_cases()
    return _tried(random.Random(seed).sample(cases, max(1, round(len(cases) * share))), seed)


def _tried(cases: Sequence[Case], seed: int) -> list[str]:
    chance = random.Random(seed)
    return [f"{_named(case)}：{miss}" for case in cases for miss in _misses(case, chance)]


def _all_cases() -> list[Case]:
    files = {text: path for project in _PROJECTS for path in _files(project) for text in [path.read_bytes().decode()]}
    return [case for text, path in files.items() for case in _cases_of(path, text)]


def _files(project: Path) -> list[Path]:
    return sorted([*(project / "data").rglob("*.yml"), *(project / "docs").rglob("*.md")])


def _cases_of(path: Path, text: str) -> Iterator[Case]:
    """The cases of a file, the most of them in its excerpts."""
    if path.suffix == ".md":
        yield from _cases(path, text)
        return
    parts = list(excerpts(text, lambda part: _tree(part, ".yml")))
    for part in parts:
        yield from _cases(path, part)
    if len(parts) > 1:
        yield from islice(_cases(path, text), 0, None, _IN_THE_WHOLE)


def _cases(path: Path, text: str) -> Iterator[Case]:
    for number, (location, value) in enumerate(_places(_tree(text, path.suffix).data)):
        if isinstance(value, str):
            yield Case(path, text, "改值", location)
        if isinstance(value, list):
            yield Case(path, text, "加一项", (*location, len(value)))
        if number % 3 == 0 or not isinstance(value, str):
            yield Case(path, text, "换掉或者去掉", location)


def _places(data: Any, above: Location = ()) -> Iterator[tuple[Location, Any]]:
    for step, value in data.items() if isinstance(data, dict) else enumerate(data):
        yield (*above, step), value
        if not isinstance(value, str):
            yield from _places(value, (*above, step))


@lru_cache(maxsize=8)
def _tree(text: str, suffix: str) -> Tree:
    """What the strict reader makes of a file; it must not complain."""
    text, findings = decode(text.encode(), "")
    if suffix == ".md":
        tree, _, found = split(text, "")
    else:
        tree, found = read_tree(text, "")
    if tree is None or findings or found:
        raise ValueError(f"{found or findings}")
    return tree


def _misses(case: Case, chance: random.Random) -> Iterator[str]:
    dress, dressed = chance.choice(list(DRESSES.items()))
    text = dressed(case.text, chance)
    try:
        yield from (f"{dress}，{miss}" for miss in _TRIALS[case.how](case, text, chance))
    except (PutRefusedError, ValueError) as error:
        yield f"{dress}，{error}"


def _change(case: Case, text: str, chance: random.Random) -> Iterator[str]:
    new = chance.choice(_TEXTS)
    made = put(text, case.location, new, _model(case.path))
    yield from _compared(case, text, made, new)
    if chance.random() < 0.7:
        return
    old = _at(_tree(text, case.path.suffix).data, case.location)
    if _is_taken_for_more(old) and not old[:1].isdecimal():
        return  # it is put in quotes so that no other program takes it for more than a word
    other = old[:-1] + str((int(old[-1]) + 1) % 10) if old[-1].isdecimal() else f"{old}改"
    model = _model(case.path)
    if put(put(text, case.location, other, model), case.location, old, model) != text:
        yield "改过去再改回来，和原来的不同"


def _is_taken_for_more(word: str) -> bool:
    """Whether YAML makes something else than text of a word like no; what it cannot read stands in quotes already."""
    try:
        return bool(yaml.load(word, yaml.CSafeLoader) != word)
    except yaml.YAMLError:
        return False


def _replace_or_take_out(case: Case, text: str, chance: random.Random) -> Iterator[str]:
    if chance.random() < 0.5:
        return _take_out(case, text)
    return _append(case, text, chance)


def _append(case: Case, text: str, chance: random.Random) -> Iterator[str]:
    new = chance.choice(_PARTS)
    yield from _compared(case, text, put(text, case.location, new, _model(case.path)), new)


def _take_out(case: Case, text: str) -> Iterator[str]:
    data = _tree(text, case.path.suffix).data
    if len(data) == 1 and len(case.location) == 1:
        return
    old = _at(data, case.location)
    made = put(text, case.location, None, _model(case.path))
    yield from _compared(case, text, made, None)
    if isinstance(case.location[-1], str):
        added = case._replace(how="加一项")
        yield from _compared(added, made, put(made, case.location, old, _model(case.path)), old)


def _compared(case: Case, before: str, made: str, new: Value | None) -> Iterator[str]:
    """What is not as it should be in the changed file."""
    old_tree, new_tree = _tree(before, case.path.suffix), _tree(made, case.path.suffix)
    if new_tree.data != _expected(old_tree.data, case.location, new):
        yield f"写成 {new!r} 后读出来的不对"
    if case.how != "加一项":
        first, last = _lines(old_tree, case.location)
        if new is None:  # the next line may take its place behind a dash, and a list that is empty is written above
            above = case.location[:-1]
            if above and len(_at(old_tree.data, above)) == 1:
                first = old_tree.place(above).line
            first, last = max(first - isinstance(case.location[-1], int), 1), last + 1
        old, now = before.splitlines(), made.splitlines()
        rest = len(old) - last
        if now[: first - 1] != old[: first - 1] or (rest and now[-rest:] != old[-rest:]):
            yield f"写成 {new!r} 后别的行也变了"
    else:
        rows = iter(made.splitlines())
        if not all(line in rows for line in before.splitlines() if line.strip().startswith("#")):
            yield f"写成 {new!r} 后注释少了"


def _expected(data: Any, location: Location, new: Value | None) -> Any:
    made = deepcopy(data)
    inner = _at(made, location[:-1])
    if new is None:
        del inner[location[-1]]
    elif isinstance(inner, list) and location[-1] == len(inner):
        inner.append(new)
    else:
        inner[location[-1]] = new
    return made


def _at(data: Any, location: Location) -> Any:
    for step in location:
        data = data[step]
    return data


def _lines(tree: Tree, location: Location) -> tuple[int, int]:
    """From which line to which an entry may reach: up to the next one beside it, above it or behind it."""
    first = tree.place(location).line
    inside = len(location)
    lines = {at: tree.place(at).line for at in tree.spots}
    behind = [line for at, line in lines.items() if at[:inside] != location and line > first]
    return first, min(behind, default=1 << 30) - 1


@cache
def _model(path: Path) -> type[Record] | None:
    project = max((one for one in _PROJECTS if path.is_relative_to(one)), key=lambda one: len(one.parts))
    name = path.relative_to(project).as_posix()
    kind = data_file(name)
    return Document if name.startswith("docs/") else kind.model if kind is not None else None


def _named(case: Case) -> str:
    first = case.text.partition("\n")[0]
    return f"{case.path.relative_to(_ROOT)}（“{first}”起）{case.how} {'.'.join(map(str, case.location))}"


def _commented(text: str, chance: random.Random) -> str:
    """A comment of its own number and a blank line between the lines of the YAML, where that is no part of a value."""
    lines, out = text.split("\n"), []
    closing = next((n for n, line in enumerate(lines[1:], 1) if line == "---"), len(lines))
    for number, line in enumerate(lines):
        begins = number > 0 and number < closing and line.lstrip("- ").partition(":")[1] == ":"
        if begins and chance.random() < 0.3:
            out += [" " * (len(line) - len(line.lstrip())) + f"{_COMMENT}{number}", ""][: chance.choice((1, 2))]
        out.append(line)
    return "\n".join(out)


def _trailing(text: str, chance: random.Random) -> str:
    """Blanks, or a comment, at the ends of some lines of the YAML."""
    lines = text.split("\n")
    closing = next((n for n, line in enumerate(lines[1:], 1) if line == "---"), len(lines))
    ends = ("", "  ", f"  {_COMMENT}")
    draw = [chance.choice(ends) if 0 < n < closing and ": " in line else "" for n, line in enumerate(lines)]
    return "\n".join(line + end for line, end in zip(lines, draw, strict=True))


DRESSES: dict[str, Callable[[str, random.Random], str]] = {
    "原样": lambda text, _: text,
    "CRLF": lambda text, _: text.replace("\n", "\r\n"),
    "BOM": lambda text, _: "\ufeff" + text,
    "末尾没有换行": lambda text, _: text.rstrip("\n"),
    "CRLF、BOM、末尾没有换行": lambda text, _: "\ufeff" + text.rstrip("\n").replace("\n", "\r\n"),
    "有注释": _commented,
    "行尾有空格和注释": _trailing,
    "有注释、CRLF": lambda text, chance: _commented(text, chance).replace("\n", "\r\n"),
}
_TRIALS: dict[str, Callable[[Case, str, random.Random], Iterator[str]]] = {
    "改值": _change,
    "加一项": _append,
    "换掉或者去掉": _replace_or_take_out,
}
