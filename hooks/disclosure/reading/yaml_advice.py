"""A YAML slip → plain Chinese: where it really is, what it is, how to mend it.

The parser's own words name the symptom (often a line further down); editors need the cause.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import yaml

from disclosure.expressions import expression

Advice = tuple[int, int, str, str]  # line and column from 1, message, remedy

_FULL_WIDTH_COLON = expression(r"^\s*(?:- )?[A-Za-z_][\w-]*\s*(：)")
_NO_SPACE_COLON = expression(r"^\s*(?:- )?[A-Za-z_][\w-]*(:)[^\s/]")
_WIDE_BLANK = expression("^\\s*(?:- )?(?P<key>[A-Za-z_][\\w-]*):(?P<blank>[\u3000\u00a0]+)(?P<value>.*)$")
_WIDE_COMMA = expression(r"，[ \u3000]*(?=[A-Za-z_][\w-]*[:：])")
_VALUE = expression(r"^\s*(?:- )?[A-Za-z_][\w-]*:\s+(?P<value>\S.*)$|^\s*- (?P<item>\S.*)$")
_BRACKETS = ("[", "]"), ("{", "}")


def advise(text: str, error: yaml.YAMLError) -> Advice:
    """The most likely cause of ``error`` in ``text``; the parser's own place if no cause is known."""
    lines = text.split("\n")
    last = _line_of(error, lines)
    for look in _CAUSES:
        for number in _nearest_first(last, len(lines)):
            found = look(lines[number])
            if found:
                column, message, remedy = found
                return number + 1, column, message, remedy
    return last + 1, 1, "这一行附近的 YAML 写法有误，无法读取。", _remedy_for(lines[last] if lines else "")


def _line_of(error: yaml.YAMLError, lines: list[str]) -> int:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return min(mark.line, len(lines) - 1) if mark else 0


def _nearest_first(last: int, count: int) -> Iterator[int]:
    """The failing line, then the lines above it: a slip shows at its own line or below, never above."""
    yield from range(min(last, count - 1), -1, -1)


def _remedy_for(line: str) -> str:
    if line[:1] == " ":
        return "请检查缩进：同一层的行左边空格数要相同，只用空格。"
    return "请检查这一行和上一行：键后用半角冒号加空格，引号、括号成对。"


Found = tuple[int, str, str] | None


def _unmerged(line: str) -> Found:
    if not line.startswith(("<" * 7, ">" * 7)):
        return None
    return 1, "这里有两处改动没有合好时留下的标记。", "请选定一处写法，另一处和“<<<<<<<”“=======”“>>>>>>>”三行都删去。"


def _full_width_colon(line: str) -> Found:
    match = _FULL_WIDTH_COLON.match(line)
    if not match:
        return None
    return match.start(1) + 1, "键后面用了全角冒号“：”。", "请改成半角冒号加一个空格，例如 title: 关于……的通知。"


def _tab(line: str) -> Found:
    indent = line[: len(line) - len(line.lstrip())]
    if "\t" not in indent:
        return None
    return indent.index("\t") + 1, "这一行开头用了制表符（Tab 键）。", "请改用空格缩进，每层两个空格。"


def _full_width_space(line: str) -> Found:
    indent = line[: len(line) - len(line.lstrip())]
    if "\u3000" not in indent:
        return None
    return indent.index("\u3000") + 1, "这一行开头用了全角空格。", "请改用半角空格缩进，每层两个空格。"


def _full_width_space_behind_colon(line: str) -> Found:
    match = _WIDE_BLANK.match(line)
    if not match:
        return None
    remedy = f"请改成半角空格，例如 {match['key']}: {match['value'].strip() or '内容'}。"
    return match.start("blank") + 1, "冒号后面用了全角空格。", remedy


def _full_width_comma(line: str) -> Found:
    value, column = _value_of(line)
    found = _WIDE_COMMA.search(value) if value.startswith("{") else None
    if found is None:
        return None
    mended = _WIDE_COMMA.sub(", ", value).replace("：", ": ")
    return column + found.start(), "花括号里用了全角逗号“，”。", f"请写成 {mended}。"


def _open_quote(line: str) -> Found:
    value, column = _value_of(line)
    if value[:1] not in ("'", '"'):
        return None
    quote = value[0]
    closing = re.search(r"(?<!\\)\"" if quote == '"' else r"'(?!')", value[1:].replace("''", "__"))
    if closing is None:
        return column, f"引号 {quote} 没有配对。", "请在值的末尾补上同样的引号。"
    if value[closing.end() + 1 :].strip() and not value[closing.end() + 1 :].lstrip().startswith("#"):
        return column, "引号只包住了值的前半部分。", "请用英文双引号包住整个值；值里面的引号改用中文引号“ ”。"
    return None


def _reserved_first(line: str) -> Found:
    value, column = _value_of(line)
    if value[:1] not in tuple("*&!@%`|>") or value in ("|", ">", "|-", ">-", "|+", ">+"):
        return None
    return column, f"值不能以“{value[0]}”开头。", "请给整个值加英文双引号。"


def _open_bracket(line: str) -> Found:
    value, column = _value_of(line)
    for left, right in _BRACKETS:
        if not value.startswith(left):
            continue
        if right not in value:
            return column, f"括号“{left}”没有配对。", f"请补上“{right}”；它是文字的一部分时，请给整个值加英文双引号。"
        if value.split("#")[0].rstrip()[-1] != right:
            return column, f"值以“{left}”开头，会被当成列表。", "请给整个值加英文双引号。"
    return None


def _colon_in_value(line: str) -> Found:
    value, column = _value_of(line)
    position = value.find(": ")
    if value[:1] in ("'", '"', "[", "{") or position < 0:
        return None
    return column + position, "值里面又出现了半角冒号加空格。", "请给整个值加英文双引号，或把值里的冒号改成全角“：”。"


def _colon_without_space(line: str) -> Found:
    match = _NO_SPACE_COLON.match(line)
    if not match:
        return None
    return match.start(1) + 1, "半角冒号后面少了一个空格。", "请写成“键: 值”，冒号后留一个空格。"


def _value_of(line: str) -> tuple[str, int]:
    """The value on a line and its column from 1; "" when the line has none."""
    match = _VALUE.match(line)
    if not match:
        return "", 1
    group = "value" if match["value"] else "item"
    return match[group], match.start(group) + 1


# Most telling first.
_CAUSES: tuple[Callable[[str], Found], ...] = (
    _unmerged,
    _full_width_colon, _tab, _full_width_space, _full_width_space_behind_colon, _full_width_comma, _open_quote,
    _reserved_first, _open_bracket, _colon_in_value, _colon_without_space,
)  # fmt: skip
