"""When a form is right to refuse a change: for each kind of refusal, what must have been sent that it is about.

It is judged by the pairs that a browser sent and by the strict reader, not by what the form knows. A value that says
something by itself is never refused: what the law thinks of it is told as a finding, when it has been written.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from disclosure.reading.yaml_tree import Location, read_tree
from filling import Pairs


class Change(NamedTuple):
    """One control that was changed: its name, all that was sent with it, where it stands in what was said before."""

    name: str
    sent: Mapping[str, Sequence[str]]
    location: Location
    before: Any

    def says(self, name: str) -> str:
        """What was sent under a name, "" for nothing."""
        return next((value.strip() for value in reversed(self.sent.get(name, ())) if value.strip()), "")

    def beside(self, word: str) -> str:
        """What was sent for another input of the same row."""
        return self.says(f"{self.name.rpartition(':')[0]}:{word}")

    @property
    def slot(self) -> str:
        """The part of a process that the control belongs to."""
        base = self.name.partition(":")[0]
        return base if f"{base}.absent" in self.sent else base.rpartition(".")[0]


def _lacks_paper(change: Change) -> bool:
    return change.says(f"{change.slot}:is") == "paper" and not change.says(change.slot)


def _lacks_reason(change: Change) -> bool:
    return change.says(f"{change.slot}:is") != "paper" and not change.says(f"{change.slot}.absent")


def _has_both(change: Change) -> bool:
    is_reason = change.name.startswith(f"{change.slot}.")
    return is_reason and bool(change.says(change.slot)) and change.says(f"{change.slot}:is") == "paper"


def _lacks_step(change: Change) -> bool:
    """Some of the words of a line are there, and some are not."""
    row = f"{change.name.rpartition(':')[0]}:"
    said = [bool(change.says(name)) for name in change.sent if name.startswith(row)]
    return any(said) and not all(said)


def _lacks_fact(change: Change) -> bool:
    return not change.beside("fact") and bool(change.beside("is") or change.beside("value"))


def _is_unreadable(change: Change) -> bool:
    """What is no single line of text cannot be read as the items, or the mapping, that it was, or not as such items."""
    old = change.before
    for step in change.location:
        old = old[step]
    if isinstance(old, str):  # a slip in the file: text where items belong
        tree, found = read_tree(f"a: {change.says(change.name)}\n", "")
        return tree is None or found != [] or tree.data != {"a": change.says(change.name)}
    typed = [line.strip() for line in change.says(change.name).split("\n") if line.strip()]
    is_item = isinstance(old, dict) and isinstance(change.location[-1], int)
    is_mapping = isinstance(old, dict) and not is_item
    tree, found = read_tree("\n".join(typed if is_mapping else ["a:", *(f"- {line}" for line in typed)]) + "\n", "")
    if not isinstance(old, dict | list) or tree is None or found:
        return isinstance(old, dict | list)
    return isinstance(old, list) and not {*map(type, tree.data["a"])} <= {*map(type, old)}  # lists where lists were


def _is_all(change: Change) -> bool:
    """Without it the file would say nothing."""
    holder, is_only = change.before, not change.says(change.name) or change.name.endswith(":remove")
    for step in change.location:
        is_only = is_only and len(holder) == 1
        holder = holder[step]
    return is_only


class Refusal(NamedTuple):
    """A kind of refusal: what it is called, how its words begin, and when it is right."""

    title: str
    words: re.Pattern[str]
    is_right: Callable[[Change], bool]


_REFUSALS = (
    Refusal("选了文件没有选哪一份", re.compile("选了“文件”，还没有选"), _lacks_paper),
    Refusal("没有选原因", re.compile("还没有选没有文件的原因"), _lacks_reason),
    Refusal("有文件又写原因", re.compile("这里选的是“文件”"), _has_both),
    Refusal("有内容没有名称", re.compile("右边写了内容"), lambda it: bool(it.beside("value")) and not it.beside("key")),
    Refusal(
        "有名称没有内容", re.compile("左边写了是哪一项"), lambda it: bool(it.beside("key")) and not it.beside("value")
    ),
    Refusal("没有选情况", re.compile("还没有选是哪一项情况"), _lacks_fact),
    Refusal(
        "没有写要求", re.compile("“[^”]+”还没有写要求"), lambda it: bool(it.beside("fact")) and not it.beside("value")
    ),
    Refusal("一步没有写全", re.compile("还没有填"), _lacks_step),
    Refusal("写法读不出来", re.compile("这里的写法读不出来"), _is_unreadable),
    Refusal("唯一的内容", re.compile("这是文件里唯一的内容"), _is_all),
)


def change_of(name: str, pairs: Pairs, location: Location, before: Any) -> Change:
    """A change, of the pairs that were sent."""
    sent: dict[str, list[str]] = {}
    for key, value in pairs:
        sent.setdefault(key, []).append(value)
    return Change(name, sent, location, before)


def misjudged(refusals: Iterable[str], change: Change, told: Counter[str]) -> Iterator[str]:
    """The refusals of a change that should have been written; all are counted in ``told``, by their kind."""
    for words in refusals:
        kind = next((item for item in _REFUSALS if item.words.match(words)), None)
        is_right = kind is not None and kind.is_right(change)
        told[f"没有写进去（{kind.title}）" if kind is not None and is_right else "不该拒绝"] += 1
        if not is_right:
            yield f"没有写进去：{words}"
