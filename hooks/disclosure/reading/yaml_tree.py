"""YAML text → a tree of strings in which every key and value knows its line.

Every scalar stays a string: ``12:30``, ``0201``, ``no`` and ``2023-02-30`` survive until the records judge them.
The tree is built from parser events, with no recursion, so that no input can exhaust the stack.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from sys import intern
from typing import Any

import yaml

from disclosure.expressions import expression
from disclosure.findings import Finding, Place, Rule, Severity
from disclosure.reading.plain_yaml import COLUMN_BITS, once, plainly_written
from disclosure.reading.plain_yaml import Location as Location
from disclosure.reading.text import CONTROL, UNSEEN
from disclosure.reading.yaml_advice import advise

Data = str | list["Data"] | dict[str, "Data"]

# The deepest record needs 7 levels; beyond this somebody feeds us brackets.
DEEPEST = 20
# The longest file lists the addresses of a site of 20,000 documents.
MOST = 50_000
_MOST_COLUMNS = (1 << COLUMN_BITS) - 1
_PAIRS = expression(r"[，,]\s*(?=[A-Za-z_]\w*：)")
_LOST = expression(r"\s*+(#\S.*)")

SYNTAX = Rule("YML-001", "YAML 写法正确", bad="title：某通知（全角冒号）", good="title: 某通知")
DUPLICATE = Rule("YML-002", "同一个键只写一次", bad="同一条记录里有两行 title:", good="只有一行 title:")
ALIAS = Rule("YML-003", "不用锚点、别名和标签", bad="owner: *a", good="owner: dang-zheng-ban")
EMPTY_VALUE = Rule("YML-004", "键后面有内容", bad="summary:", good="summary: 本办法规定……")
NOT_MAPPING = Rule("YML-005", "文件由“键: 值”组成", bad="整个文件只有一句话", good="title: 某通知")
LOST_TEXT = Rule(
    "YML-006", "“#”后面的文字没有丢失", Severity.WARNING, bad="title: 第1号 #附件", good='title: "第1号 #附件"'
)

FULL_COMMA = Rule(
    "YML-007", "方括号里用半角逗号分隔", Severity.WARNING, bad="keywords: [托管，报名]", good="keywords: [托管, 报名]"
)

# What stands between the items of a list in Chinese, and does not part them here.
BETWEEN_ITEMS = {"，": "全角逗号", "、": "顿号", "；": "全角分号"}

RULES = (SYNTAX, DUPLICATE, ALIAS, EMPTY_VALUE, NOT_MAPPING, LOST_TEXT, FULL_COMMA)


@dataclass(slots=True)
class Tree:
    """One file's (or front matter's) content: ``data`` of strings, lists and dicts, and where each part stands.

    ``spots`` holds for each location the line and the column in one number, of which a ``Place`` is made when asked
    for: a site has some hundred thousand of them. ``base`` makes a tree of a part: its locations start there.
    """

    path: str
    data: dict[str, Data] = field(default_factory=dict)
    spots: dict[Location, int] = field(default_factory=dict)
    base: Location = ()

    def place(self, location: Location = ()) -> Place:
        """Where the part at ``location`` stands, or the nearest part above it that exists."""
        full = self.base + location
        while full and full not in self.spots:
            full = full[:-1]
        return _place(self.path, self.spots[full]) if full in self.spots else Place(self.path)

    def written(self, location: Location) -> bool:
        """Whether the file says anything at ``location``."""
        return self.base + location in self.spots

    def below(self, location: Location) -> Tree:
        """The part at ``location`` (a mapping) as a tree of its own."""
        data: Any = self.data
        for step in location:
            data = data[step]
        return Tree(self.path, data, self.spots, self.base + location)


def read_tree(text: str, path: str, *, first_line: int = 1) -> tuple[Tree | None, list[Finding]]:
    """The tree of ``text``, whose first line is line ``first_line`` of the file ``path``.

    Returns ``None`` with findings when the text is no mapping, not YAML, too deep or too long; with a repeated key or
    an alias the rest of the tree is still returned, beside the findings.
    """
    plain = plainly_written(text, first_line)
    return (Tree(path, *plain), []) if plain is not None else _parsed(text, path, first_line)


def _parsed(text: str, path: str, first_line: int) -> tuple[Tree | None, list[Finding]]:
    """The tree of a text by the parser's events, whatever is written in it."""
    builder = _Builder(path, first_line - 1, text)
    try:
        builder.read(text)
    except yaml.YAMLError as error:
        line, column, message, remedy = advise(text, error)
        return None, [SYNTAX.at(Place(path, line + first_line - 1, column), message, remedy)]
    except _TooDeepError:
        message = f"这里的嵌套超过了 {DEEPEST} 层。"
        return None, [SYNTAX.at(builder.here, message, "请检查是否有多余的括号或缩进。")]
    except _TooLongError:
        message = f"到这里已经写了 {MOST} 项，太多了，没有读下去。"
        return None, [SYNTAX.at(builder.here, message, "请拆成几个文件；大的表格请作为附件上传。")]
    if not isinstance(builder.root, dict):
        place = Place(path, first_line)
        remedy = "请按“键: 值”一行一项填写；冒号用半角，后面留一个空格。"
        return None, [*builder.findings, NOT_MAPPING.at(place, "这里的内容不是“键: 值”的形式。", remedy)]
    return Tree(path, builder.root, builder.spots), builder.findings


def _place(path: str, spot: int) -> Place:
    return Place(path, spot >> COLUMN_BITS, spot & _MOST_COLUMNS)


class _TooDeepError(Exception):
    """The nesting passes DEEPEST."""


class _TooLongError(Exception):
    """There are more than MOST keys and items."""


class _Builder:
    """Puts parser events together into plain data, noting where every part stands.

    Most events are short scalars, and a site has a million of them: what few texts need is looked for once in the text.
    """

    def __init__(self, path: str, offset: int, text: str) -> None:
        self.path, self.offset, self.lines = path, offset, text.split("\n")
        self.root: Data | None = None
        self.spots: dict[Location, int] = {}
        self.findings: list[Finding] = []
        self._mark: Any = None  # where the current event begins
        self._open: list[Any] = []  # the containers around the current event
        self._location: Location = ()  # one step for every open container but the root
        self._key: str | None = None  # a key that waits for its value
        self._passing = 0  # how many nodes to pass over, with all that they hold
        self._inside = 0  # how many containers of a node that is passed over are open
        self._documents = 0
        self._flow = 0  # how many brackets of lists are open
        self._may_lose_text = "#" in text
        self._may_hide = "\\" in text or UNSEEN.search(text) is not None

    def read(self, text: str) -> None:
        """Add all events of a text. Raises ``yaml.YAMLError`` where it is no YAML, and when it is too deep or long."""
        loader = yaml.CSafeLoader(text)
        try:
            for event in iter(loader.get_event, None):
                self._take(event)
        finally:
            loader.dispose()

    def _take(self, event: Any) -> None:
        """Add one parser event to the tree."""
        if len(self.spots) > MOST:
            raise _TooLongError
        kind, self._mark = type(event), event.start_mark
        if kind is yaml.ScalarEvent and not self._passing:
            self._scalar(event)
            if event.anchor or event.tag:
                self._odd_sign()
        elif isinstance(event, yaml.NodeEvent) and not self._passing:
            self._node(event)
        elif kind is yaml.DocumentStartEvent:
            self._document()
        elif self._passing:
            self._pass(event)
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            closed = self._open.pop()
            self._flow -= bool(self._flow and isinstance(closed, list))
            self._location = self._location[:-1]

    def _node(self, event: yaml.NodeEvent) -> None:
        if self._expects_key():
            self._odd_key(event)
        elif isinstance(event, (yaml.MappingStartEvent, yaml.SequenceStartEvent)):
            self._start(event, {} if isinstance(event, yaml.MappingStartEvent) else [])
        elif isinstance(event, yaml.AliasEvent):
            self._value("")
        if event.anchor or getattr(event, "tag", None):
            self._odd_sign()

    def _odd_sign(self) -> None:
        message = "这里用了 YAML 的锚点（&）、别名（*）或标签（!）。"
        remedy = "请直接写出内容；要以这些符号开头，请给整个值加英文双引号。"
        self.findings.append(ALIAS.at(self.here, message, remedy))

    @property
    def here(self) -> Place:
        """Where the current event begins; made only when something is told of it."""
        return _place(self.path, self._spot())

    def _spot(self) -> int:
        mark: yaml.Mark = self._mark
        return once((mark.line + 1 + self.offset << COLUMN_BITS) + mark.column + 1)

    def _document(self) -> None:
        self._documents += 1
        if self._documents == 2:
            message = "文件中间又出现了一行“---”，后面的内容不会被读取。"
            self.findings.append(SYNTAX.at(self.here, message, "请删除这一行；每个文件只写一份内容。"))
        if self._documents > 1:
            self._passing = 1

    def _odd_key(self, event: yaml.NodeEvent) -> None:
        """A key that is no text: it is passed over with its value, so that what follows is still read as it is."""
        if not isinstance(event, yaml.AliasEvent):
            message = "这里应当是键的名称，却是一个括号或列表。"
            self.findings.append(SYNTAX.at(self.here, message, "值以“[”或“{”开头时，请给整个值加英文双引号。"))
        self._passing = 2
        self._pass(event)

    def _pass(self, event: yaml.Event) -> None:
        self._inside += isinstance(event, yaml.CollectionStartEvent)
        self._inside -= isinstance(event, yaml.CollectionEndEvent)
        if len(self._open) + self._inside > DEEPEST:
            raise _TooDeepError
        self._passing -= not self._inside

    def _start(self, event: Any, container: Any) -> None:
        self._value(container)
        self._open.append(container)
        self._flow += bool(event.flow_style and isinstance(container, list))
        if len(self._open) > DEEPEST:
            raise _TooDeepError

    def _scalar(self, event: Any) -> None:
        value = event.value
        if self._key is None and self._open and type(self._open[-1]) is dict:
            self._begin_key(value)
            return
        if not value or value.isspace():
            if self._key is not None and "：" in self._key:
                self._value(self._behind_wide_colon(self._key))
                return
            message = f"“{self._key if self._key is not None else '-'}”后面没有内容。"
            self.findings.append(EMPTY_VALUE.at(self._name_place(), message, "请填写内容；确实没有就删除这一行。"))
        kept = self._without_unseen(value) if self._may_hide else value
        if (self._may_lose_text or self._flow) and event.implicit[0]:
            self._look_for_lost_text(event)
            self._look_for_wide_signs(value)
        self._value(kept)

    def _without_unseen(self, value: str) -> str:
        unseen = UNSEEN.search(value)
        if unseen is None:
            return value
        message = f"“{self._key or '-'}”的值里有一个看不见的字符（U+{ord(unseen[0]):04X}）。"
        self.findings.append(CONTROL.at(self.here, message, "请删除“\\”开头的转义写法，直接写文字。"))
        return UNSEEN.sub("", value)

    def _look_for_wide_signs(self, value: str) -> None:
        """What stands between the items of a list in Chinese is a part of one of them here."""
        sign = next((sign for sign in BETWEEN_ITEMS if sign in value), "") if self._flow else ""
        if sign:
            message = f"方括号里的“{value}”用了{BETWEEN_ITEMS[sign]}，会被当成一项。"
            remedy = "请改用半角逗号加一个空格；它本来就是一项的，请加英文双引号。"
            self.findings.append(FULL_COMMA.at(self.here, message, remedy))

    def _behind_wide_colon(self, written: str) -> str:
        """The value behind a full-width colon in brackets, whose key stands before it; more pairs may follow in it."""
        *others, last = [pair.partition("：")[::2] for pair in _PAIRS.split(written)]
        spot = self.spots.pop((*self._location, written))
        for key, value in others:
            self.spots[(*self._location, key.strip())] = spot
            self._open[-1].setdefault(key.strip(), value.strip())
        self._key = last[0].strip()
        self.spots[(*self._location, self._key)] = spot
        place = _place(self.path, spot)
        if not any(item.rule == SYNTAX.id and item.place.line == place.line for item in self.findings[-1:]):
            mended = ", ".join(f"{key.strip()}: {value.strip()}" for key, value in (*others, last))
            remedy = f"请写成 {mended}；冒号、逗号用半角，后面空一格，同一行别处的也要改。"
            self.findings.append(SYNTAX.at(place, f"“{written}”里用了全角冒号。", remedy))
        return last[1].strip()

    def _expects_key(self) -> bool:
        return bool(self._open) and isinstance(self._open[-1], dict) and self._key is None

    def _begin_key(self, key: str) -> None:
        key = intern(key)
        at = (*self._location, key)
        if key in self._open[-1]:
            message = f"键“{key}”写了两次，第一次在第 {_place(self.path, self.spots[at]).line} 行。"
            self.findings.append(DUPLICATE.at(self.here, message, "请删除其中一行。"))
            self._passing = 1
            return
        self.spots[once(at)] = self._spot()
        self._key = key

    def _name_place(self) -> Place:
        spot = self.spots.get((*self._location, self._key or ""))
        return self.here if spot is None else _place(self.path, spot)

    def _value(self, value: Any) -> None:
        """Put a value where it belongs: under the waiting key, at the end of the list, or at the root."""
        if not self._open:
            self.root = value
            self.spots[()] = self._spot()
            return
        holder = self._open[-1]
        step: str | int
        if type(holder) is dict:
            step, self._key = self._key or "", None
            holder[step] = value
        else:
            step = len(holder)
            holder.append(value)
            self.spots[once((*self._location, step))] = self._spot()
        if type(value) is not str:
            self._location = (*self._location, step)

    def _look_for_lost_text(self, event: Any) -> None:
        mark = event.end_mark
        if not self._may_lose_text or mark.line != event.start_mark.line or mark.line >= len(self.lines):
            return
        lost = _LOST.match(self.lines[mark.line], mark.column)
        if lost is not None:
            place = Place(self.path, mark.line + 1 + self.offset, lost.start(1) + 1)
            message = f"“{lost[1]}”被当成了注释，不会发布。"
            remedy = "它是内容就给整个值加英文双引号，是注释就在“#”后加一个空格。"
            self.findings.append(LOST_TEXT.at(place, message, remedy))
