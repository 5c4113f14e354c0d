"""What a PDF page is drawn with: its content stream cut into operations (ISO 32000-1, 7.8.2)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from disclosure.expressions import expression

Operand = float | bytes | str | list["Operand"]

_TOKEN = expression(
    rb"""[\0\t\n\f\r ]+ | %[^\r\n]*
    | (?P<number>[+-]?(?:\d+\.?\d*|\.\d+)(?=[\0\t\n\f\r ()<>\[\]{}/%]|$))
    | (?P<name>/[^\0\t\n\f\r ()<>\[\]{}/%]*)
    | (?P<string>\((?>(?:[^()\\]|\\.)*)\))
    | (?P<hex><[0-9A-Fa-f\0\t\n\f\r ]*>)
    | (?P<open>\[|<<) | (?P<close>\]|>>)
    | (?P<word>[^\0\t\n\f\r ()<>\[\]{}/%]+)
    | (?P<nested>\()
    | .""",
    re.VERBOSE | re.DOTALL,
)
_ESCAPE = expression(rb"\\([0-7]{1,3}|\r\n|.)", re.DOTALL)
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b"", b"\r\n": b""}
_IMAGE_DATA = expression(rb"\bID[\0\t\n\f\r ].*?[\0\t\n\f\r ]EI(?=[\0\t\n\f\r ]|$)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Operation:
    """An operator with the operands before it, and where in the stream they stand."""

    operator: bytes
    operands: list[Operand]
    start: int
    end: int


def operations(data: bytes) -> Iterator[Operation]:
    """Every operation of a stream; names keep their stroke, dictionaries become lists."""
    operands: list[Operand] = []
    start = 0
    holders: list[list[Operand]] = []
    position = 0
    while match := _TOKEN.match(data, position):
        position = match.end()
        kind = match.lastgroup
        if kind == "word":
            if not holders:
                yield Operation(match[0], operands, start, position)
                operands = []
                start = position
                if match[0] == b"BI":
                    image = _IMAGE_DATA.search(data, position)
                    start = position = image.end() if image else len(data)
        elif kind == "open":
            holders.append(operands)
            operands = []
        elif kind == "close":
            if holders:
                outer = holders.pop()
                outer.append(operands)
                operands = outer
        elif kind == "nested":
            position, text = _nested(data, match.start())
            operands.append(text)
        elif kind is not None:
            operands.append(_value(kind, match[0]))


def _value(kind: str, token: bytes) -> Operand:
    if kind == "number":
        return float(token)
    if kind == "name":
        return token.decode("latin-1")
    if kind == "hex":
        digits = re.sub(rb"[^0-9A-Fa-f]", b"", token)
        return bytes.fromhex((digits + b"0" * (len(digits) % 2)).decode("ascii"))
    return _unescaped(token[1:-1])


def _nested(data: bytes, start: int) -> tuple[int, bytes]:
    """A string with brackets inside: where it ends, and the string."""
    depth, position = 0, start
    for match in re.compile(rb"\\.|[()]", re.DOTALL).finditer(data, start):
        depth += {b"(": 1, b")": -1}.get(match[0], 0)
        position = match.end()
        if depth == 0:
            return position, _unescaped(data[start + 1 : position - 1])
    return len(data), b""


def _unescaped(text: bytes) -> bytes:
    if b"\\" not in text:
        return text
    return _ESCAPE.sub(lambda match: _ESCAPED.get(match[1]) or _octal(match[1]), text)


def _octal(code: bytes) -> bytes:
    if code in _ESCAPED:
        return b""
    return bytes([int(code, 8) & 0xFF]) if code.isdigit() and code[:1] < b"8" else code
