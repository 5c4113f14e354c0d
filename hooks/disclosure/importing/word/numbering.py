"""The numbers that Word counts itself, as readers see them (ECMA-376 part 1, 17.9 Numbering)."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from copy import copy
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from disclosure.attachments.package import Package
from disclosure.attachments.word_looks import attribute, child, switched_on
from disclosure.expressions import expression
from disclosure.importing.symbol_fonts import as_shown
from disclosure.importing.word.figures import written
from disclosure.importing.word.look import WordLooks, whole_number
from disclosure.reading.xml_text import local

_LEVELS = 9
_PLACE = expression(r"%([1-9])")
_BOXES = ("□", "☐", "☑", "☒", "✔", "✘", "√", "×")
_LEGAL_FORMS = ("none", "decimalZero")  # that legal numbering leaves as they are
_TIGHT = ("、", "）", "〕", "】", "．", "。", "：")


@dataclass(frozen=True, slots=True)
class WordNumber:
    """The number of a paragraph, or the depth of its bullet; ``gap`` is what stands behind the number.

    A bullet that is a box to be ticked is the number.
    """

    number: str = ""
    gap: str = ""
    bullet: int | None = None


@dataclass(slots=True)
class _Level:
    """How one level of a list counts and writes."""

    form: str = "decimal"
    text: str = ""
    start: int = 1
    restart: int | None = None
    is_legal: bool = False
    suffix: str = "tab"
    style: str = ""
    is_hidden: bool = False


@dataclass(slots=True)
class _Instance:
    """One list: which definition it follows, where it begins anew, and levels of its own."""

    definition: str
    starts: dict[int, int] = field(default_factory=dict)
    levels: dict[int, _Level] = field(default_factory=dict)


class Numbering:
    """All lists of a file, and how far each has counted."""

    def __init__(self, package: Package, part: str, looks: WordLooks) -> None:
        self._looks = looks
        root = package.tree(part) if part in package.parts else None
        children = [] if root is None else list(root)
        self._definitions: dict[str, Element] = {
            attribute(item, "abstractNumId"): item for item in children if local(item.tag) == "abstractNum"
        }
        self._levels: dict[str, dict[int, _Level]] = {}
        self._instances = {attribute(item, "numId"): _instance(item) for item in children if local(item.tag) == "num"}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._begun: set[tuple[str, int]] = set()

    def apart(self) -> Numbering:
        """The same lists where nothing has been counted yet: text boxes and notes count for themselves."""
        other = copy(self)
        other._counts, other._begun = defaultdict(dict), set()
        return other

    def of(self, properties: Element | None) -> WordNumber:
        """The number of the next paragraph; it is counted by that."""
        number, level = self._list_of(properties)
        instance = self._instances.get(number)
        if instance is None:
            return WordNumber()
        definition = self._followed(instance.definition)
        levels = {**self._levels_of(definition), **instance.levels}
        if level not in levels:
            return WordNumber()
        said = levels[level]
        if said.form == "bullet":
            box = said.text if said.text in _BOXES else ""
            return WordNumber(box, " " if box else "", level) if said.text.strip() else WordNumber()
        self._count(number, instance, definition, level, levels)
        text = "" if said.is_hidden else self._text(definition, level, levels)
        return WordNumber(text, _gap(said.suffix, text)) if text else WordNumber()

    def _list_of(self, properties: Element | None) -> tuple[str, int]:
        """The list of a paragraph and its level in it, said by itself or by its style."""
        own = child(properties, "numPr")
        number = attribute(child(own, "numId"), "val")
        level = attribute(child(own, "ilvl"), "val")
        style = attribute(child(properties, "pStyle"), "val")
        if not number:
            number, said = self._list_of_style(style)
            level = level or said
            if number and not level:
                level = str(self._level_of_style(number, style))
        return number, min(whole_number(level), _LEVELS - 1)

    def _list_of_style(self, style: str) -> tuple[str, str]:
        for element in self._looks.chain(style, usual=True):
            found = child(child(element, "pPr"), "numPr")
            if number := attribute(child(found, "numId"), "val"):
                return number, attribute(child(found, "ilvl"), "val")
        return "", ""

    def _level_of_style(self, number: str, style: str) -> int:
        """The level that a list has for paragraphs of a style."""
        instance = self._instances.get(number)
        levels = {} if instance is None else self._levels_of(self._followed(instance.definition))
        names = set(self._looks.names(style))
        return next((place for place, level in levels.items() if level.style in names), 0)

    def _followed(self, definition: str) -> str:
        """The definition that holds the levels: one may only name a style of lists that has them."""
        seen: set[str] = set()
        while definition not in seen:
            seen.add(definition)
            link = attribute(child(self._definitions.get(definition), "numStyleLink"), "val")
            number = attribute(child(child(child(self._style(link), "pPr"), "numPr"), "numId"), "val")
            if not link or number not in self._instances:
                break
            definition = self._instances[number].definition
        return definition

    def _style(self, name: str) -> Element | None:
        return next(self._looks.chain(name), None) if name else None

    def _levels_of(self, definition: str) -> dict[int, _Level]:
        if definition not in self._levels:
            element = self._definitions.get(definition)
            self._levels[definition] = dict(_levels(element)) if element is not None else {}
        return self._levels[definition]

    def _count(self, number: str, instance: _Instance, definition: str, level: int, levels: dict[int, _Level]) -> None:
        """Count on by one, and begin what stands below anew."""
        counts = self._counts[definition]
        start = instance.starts.get(level, levels[level].start)
        if level in instance.starts and (number, level) not in self._begun:
            self._begun.add((number, level))
            counts.pop(level, None)
        counts[level] = counts[level] + 1 if level in counts else start
        for above in range(level):  # a level that was passed over counts as if it had been there once
            if above not in counts and above in levels:
                counts[above] = instance.starts.get(above, levels[above].start)
        _forget_below(counts, level, levels)

    def _text(self, definition: str, level: int, levels: dict[int, _Level]) -> str:
        counts = self._counts[definition]

        def number(place: int) -> str:
            said = levels.get(place, _Level())
            form = "decimal" if levels[level].is_legal and said.form not in _LEGAL_FORMS else said.form
            return written(counts.get(place, said.start), form)

        return _PLACE.sub(lambda match: number(int(match[1]) - 1), levels[level].text)


def _forget_below(counts: dict[int, int], level: int, levels: dict[int, _Level]) -> None:
    for place in [place for place in counts if place > level]:
        restart = levels[place].restart if place in levels else None
        if restart is None or (restart and level < restart):
            del counts[place]


def _gap(suffix: str, number: str) -> str:
    """What is seen between a number and its text: Chinese stops bring their own gap."""
    if suffix == "nothing" or (suffix == "tab" and number.endswith(_TIGHT)):
        return ""
    return " "


def _instance(element: Element) -> _Instance:
    made = _Instance(attribute(child(element, "abstractNumId"), "val"))
    for item in element:
        place = whole_number(attribute(item, "ilvl"))
        if local(item.tag) != "lvlOverride":
            continue
        if (start := child(item, "startOverride")) is not None:
            made.starts[place] = whole_number(attribute(start, "val"), 1)
        if (level := child(item, "lvl")) is not None:
            made.levels[place] = _level(level)
    return made


def _levels(definition: Element) -> Iterator[tuple[int, _Level]]:
    for element in definition:
        if local(element.tag) == "lvl":
            yield whole_number(attribute(element, "ilvl")), _level(element)


def _level(element: Element) -> _Level:
    start = attribute(child(element, "start"), "val")
    restart = attribute(child(element, "lvlRestart"), "val")
    text = attribute(child(element, "lvlText"), "val")
    font = attribute(child(child(element, "rPr"), "rFonts"), "ascii")
    form = _form(element)
    return _Level(
        form="bullet" if form != "none" and child(element, "lvlPicBulletId") is not None else form,
        text=as_shown(text, font),
        start=whole_number(start, 1) if start else 0,
        restart=whole_number(restart) if restart else None,
        is_legal=switched_on(child(element, "isLgl")),
        suffix=attribute(child(element, "suff"), "val") or "tab",
        style=attribute(child(element, "pStyle"), "val"),
        is_hidden=switched_on(child(child(element, "rPr"), "vanish")),
    )


def _form(element: Element) -> str:
    """The form of the figures; newer programs tell a form of their own in an alternative, with a usual one beside."""
    found = next((item for item in element.iter() if local(item.tag) == "numFmt"), None)
    form = attribute(found, "val") or "decimal"
    if form != "custom":
        return form
    said = attribute(found, "format").partition(",")[0]
    return f"decimalZero{len(said)}" if said.isdecimal() and int(said) == 1 else "decimal"
