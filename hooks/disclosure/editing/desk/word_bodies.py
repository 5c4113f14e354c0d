"""A Word file → the body of a document, as the import makes it; what else was read in it, and what was left out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from disclosure.importing.word.other import as_docx
from disclosure.importing.word.taking import WordTerms, names_of, take_word
from disclosure.reading.bounds import Unreadable
from disclosure.reading.front_matter import body_of
from disclosure.records.columns import Column
from disclosure.records.kinds import Kind
from disclosure.register import Register

_PROPOSED = {"title": "标题", "doc_no": "文号", "issuer": "公开主体", "made": "生成日期"}


@dataclass(frozen=True)
class WordRead:
    """What a Word file gives: a body, its pictures by name, values that were read in it, and what is to be told."""

    body: str
    pictures: Mapping[str, bytes]
    values: Mapping[str, str]
    told: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True)
class WordTask:
    """A Word file, and what it is taken for: the id, column and kind of the document, by their words in its text.

    ``program`` turns files of before 2007 into Word's present format, where there is one.
    """

    file: Path
    id: str
    column: str
    kind: str
    program: str | None = None


def read_word_file(register: Register, task: WordTask) -> WordRead:
    """Read the file; ``why`` says why it was not read. For a process of its own: the file may be anything."""
    columns = [column for column in register.all(Column) if column.kinds]
    column = next((item for item in columns if item.id == task.column), columns[0])
    kind = next((item for item in Kind if item.value == task.kind), None)
    try:
        made = take_word(
            BytesIO(as_docx(task.file.read_bytes(), task.program)),
            WordTerms(task.id, column, names_of(register.agency), kind),
        )
    except Unreadable as error:
        return WordRead("", {}, {}, why=str(error))
    values = {key: found.value for key, found in made.proposals if key in _PROPOSED}
    read = (f"{_PROPOSED[key]}取自“{found.source}”。" for key, found in made.proposals if key in values)
    left = (f"没有取：{line}" for line in made.losses.lines())
    return WordRead(body_of(made.text).text, made.files, values, (*read, *left, *made.notes))
