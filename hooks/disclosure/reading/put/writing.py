"""A value → YAML that reads back as exactly this value, in the style of what stood there if that style can carry it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

import yaml

from disclosure.expressions import expression
from disclosure.reading.yaml_tree import BETWEEN_ITEMS, Data, Location

# Tags by which YAML would make something else than text of a plain scalar.
TEXT = "tag:yaml.org,2002:str"
_NUMBER = expression(r"[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?|0o[0-7]+|0x[0-9a-fA-F]+")
_LONGEST_FLOW = 60  # characters of a new list that is written on its key's line
_LONGEST_MAPPING = 120


class Plain(str):
    """What was no text before: it is written without quotes."""


class YamlForm(NamedTuple):
    """A value as YAML: what stands behind the colon or the dash, and the lines below it."""

    inline: str
    below: tuple[str, ...] = ()


class Setting(NamedTuple):
    """Where a value is written.

    ``column`` is that of its key or dash; ``flow`` says that it stands in brackets, ``style`` which style it should
    have, ``tags`` what YAML may make of it besides text. ``one_line`` wants a mapping in brackets, as those beside it.
    ``item`` says that it stands behind a dash or comma, ``listed`` that a list in brackets is somewhere around it.
    """

    column: int
    flow: bool = False
    style: str = ""
    tags: frozenset[str] = frozenset()
    one_line: bool = False
    item: bool = False
    listed: bool = False
    inside: tuple[Location, Callable[[Location], frozenset[str]]] = ((), lambda _: frozenset())

    def below(self, step: str | int, column: int, *, flow: bool = False) -> Setting:
        """The setting of a part of the value."""
        location, tags = self.inside
        inner = (*location, step)
        item = isinstance(step, int)
        return Setting(column, flow, "", tags(inner), False, item, self.listed or (flow and item), (inner, tags))


def tag_of(text: str) -> str:
    """What YAML, of the old version or the new, would make of ``text`` written plain."""
    if _NUMBER.fullmatch(text):
        return "tag:yaml.org,2002:int" if text.lstrip("-+").isdigit() else "tag:yaml.org,2002:float"
    resolver: Any = yaml.SafeLoader("")
    return str(resolver.resolve(yaml.ScalarNode, text, (True, False)))


def form_of(data: Data, setting: Setting) -> YamlForm | None:
    """The value as YAML, or ``None`` if there is no way to write it there."""
    if isinstance(data, str):
        return _scalar(data, setting)
    if not data or setting.flow or _fits_one_line(data, setting):
        flow = _flow(data, setting)
        return None if flow is None else YamlForm(flow)
    return _block(data, setting)


def _fits_one_line(data: Data, setting: Setting) -> bool:
    values = data.values() if isinstance(data, dict) else data
    if not all(isinstance(value, str) and "\n" not in value for value in values):
        return False
    if isinstance(data, dict):
        return setting.one_line and len(str(_flow(data, setting))) <= _LONGEST_MAPPING
    return len(str(_flow(data, setting))) <= _LONGEST_FLOW


def _flow(data: Data, setting: Setting) -> str | None:
    pairs: list[tuple[str | int, Data]]
    pairs = list(data.items()) if isinstance(data, dict) else list(enumerate(data))
    forms = [form_of(value, setting.below(step, setting.column, flow=True)) for step, value in pairs]
    if any(form is None for form in forms):
        return None
    texts = [form.inline for form in forms if form is not None]
    if isinstance(data, dict):
        named = [f"{key_of(str(step))}: {text}" for (step, _), text in zip(pairs, texts, strict=True)]
        return "{" + ", ".join(named) + "}"
    return "[" + ", ".join(texts) + "]"


def _block(data: Data, setting: Setting) -> YamlForm | None:
    """Lines: below the key and two blanks further, or, for an item of a list, beginning behind its dash."""
    column = setting.column + 2
    lines: list[str] = []
    pairs: list[tuple[str | int, Data]]
    pairs = list(data.items()) if isinstance(data, dict) else list(enumerate(data))
    for step, value in pairs:
        form = form_of(value, setting.below(step, column))
        if form is None:
            return None
        lines += entry_lines(step, form, column)
    return YamlForm(lines[0].lstrip(" "), tuple(lines[1:])) if setting.item else YamlForm("", tuple(lines))


def reads_as(written: str, text: str, column: int) -> bool:
    """Whether this, behind a key or dash at this column, is read as the text."""
    try:
        return bool(yaml.load(f"{' ' * column}a: {written}\n", Loader=yaml.CBaseLoader) == {"a": text})
    except yaml.YAMLError:
        return False


def entry_lines(step: str | int, form: YamlForm, column: int) -> list[str]:
    """The lines of an entry: its key or dash, with what stands behind it and below it."""
    head = f"{key_of(step)}:" if isinstance(step, str) else "-"
    return [f"{' ' * column}{head}{' ' * bool(form.inline)}{form.inline}", *form.below]


def key_of(name: str) -> str:
    """A key as written."""
    form = _scalar(name, Setting(0, flow=True))
    return form.inline if form is not None else json.dumps(name, ensure_ascii=False)


def _scalar(text: str, setting: Setting) -> YamlForm | None:
    return next((form for form in _styles(text, setting) if _carries(form, text, setting)), None)


def _styles(text: str, setting: Setting) -> Iterator[YamlForm]:
    """The ways to write a text, the best first: as it was written, plain, in quotes, as a block of lines."""
    double, single = YamlForm(json.dumps(text, ensure_ascii=False)), YamlForm("'" + text.replace("'", "''") + "'")
    if setting.style in ("|", ">") or ("\n" in text and not setting.flow and setting.style != '"'):
        yield from _blocks(text, setting)
    if setting.style in ("'", '"'):
        yield single if setting.style == "'" else double
    if isinstance(text, Plain) or tag_of(text) in (TEXT, *setting.tags):
        yield YamlForm(text)
    yield single if '"' in text or "\\" in text else double
    yield double


def _blocks(text: str, setting: Setting) -> Iterator[YamlForm]:
    lines = text.rstrip("\n").split("\n")
    chomp = {0: "-", 1: ""}.get(len(text) - len(text.rstrip("\n")), "+")
    lines += [""] * (len(text) - len(text.rstrip("\n")) - 1)
    folded = [part for line in lines for part in (line, "")][:-1]
    for sign, written in ((">", folded),) * (setting.style == ">") + (("|", lines),):
        blanks = " " * (setting.column + 2)
        yield YamlForm(sign + chomp, tuple(blanks + line if line else "" for line in written))


def _carries(form: YamlForm, text: str, setting: Setting) -> bool:
    """Whether the text would be read back from this form, in this setting and with something behind it."""
    expected: object
    if setting.flow:
        if setting.listed and form.inline == text and any(sign in text for sign in BETWEEN_ITEMS):
            return False  # the reader takes it for a comma that was typed wrong
        trial, expected = f"[{{a: {form.inline}, b: c}}, {form.inline}, d]", [{"a": text, "b": "c"}, text, "d"]
    else:
        blanks = " " * setting.column
        head, end = ("-", "- d") if setting.item else ("a:", "b: d")
        trial = "\n".join([f"{blanks}{head} {form.inline}", *form.below, f"{blanks}{end}", ""])
        expected = [text, "d"] if setting.item else {"a": text, "b": "d"}
    try:
        return bool(yaml.load(trial, Loader=yaml.CBaseLoader) == expected)
    except yaml.YAMLError:
        return False
