"""CSV and its like → grids: the encoding is found without being told, the separator by what makes a table."""

from __future__ import annotations

import csv
import re

from disclosure.expressions import expression
from disclosure.importing.grid import Grid, GridCell
from disclosure.reading.bounds import PART_LIMIT, TOO_BIG, Unreadable
from disclosure.reading.charsets import codec

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SEPARATORS = (",", "\t", ";", "|", "，", "；")
_TOLD = expression(r"\s*sep=(.)\s*\n", re.IGNORECASE)
_SEPARATED = expression(r"[,\t;|\n，；]")  # what every table has that was saved without a mark of its encoding
_ROWS, _WIDEST = 20_000, 500
NO_TEXT = "认不出文字的编码，请用 Excel 打开，另存为 xlsx。"
NO_TABLE = "引号没有成对，分不出各栏，请用 Excel 打开，另存为 xlsx。"
WEB_PAGE = "它其实是网页，不是表格，请用 Excel 打开，另存为 xlsx。"
OLD = "这是老格式的 Excel 文件或者设了密码的文件，请用 Excel 打开，另存为不设密码的 xlsx。"


def delimited_grids(data: bytes) -> list[Grid]:
    """The same text by each separator that stands in it, the reader takes the one that has the heads it knows.

    Raises Unreadable.
    """
    if len(data) > PART_LIMIT:
        raise Unreadable(TOO_BIG)
    text = decoded(data)
    if re.match(r"\s*(?:<!doctype|<html|<table|<\?xml)", text, re.IGNORECASE):
        raise Unreadable(WEB_PAGE)
    told = _TOLD.match(text)
    if told is not None:
        return [_grid(text[told.end() :], told[1], first=2)]
    found = [separator for separator in _SEPARATORS if separator in text] or [","]
    grids, fault = [], None
    for separator in found:
        try:
            grids.append(_grid(text, separator))
        except Unreadable as error:
            fault = error
    if not grids and fault is not None:
        raise fault
    return grids


def decoded(data: bytes) -> str:
    """The characters of a file: by its mark, by where its zero bytes are, as UTF-8, else as GB18030."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], name)
    if b"\0" in data[:2000]:
        even, odd = data[0:2000:2].count(0), data[1:2000:2].count(0)
        text = _decoded(data, codec("utf-16be" if even > odd else "utf-16le"))
        if not _SEPARATED.search(text):
            raise Unreadable(NO_TEXT)
        return text
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(data, codec("gb18030"))


def _decoded(data: bytes, name: str) -> str:
    try:
        text = data.decode(name)
    except UnicodeDecodeError as error:
        raise Unreadable(NO_TEXT) from error
    if "\0" in text:
        raise Unreadable(NO_TEXT)
    return text


def _grid(text: str, separator: str, *, first: int = 1) -> Grid:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cells: dict[tuple[int, int], GridCell] = {}
    try:
        for row, values in enumerate(csv.reader((f"{line}\n" for line in lines), delimiter=separator, strict=True)):
            if row > _ROWS or len(values) > _WIDEST:
                raise Unreadable(TOO_BIG)
            for column, value in enumerate(values, 1):
                if value.strip():
                    cells[row + first, column] = GridCell(value)
    except csv.Error as error:
        raise Unreadable(NO_TABLE) from error
    return Grid("", cells)
