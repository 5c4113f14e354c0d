"""``disclosure import word``: a Word file as a new document, with what could not be carried over."""

from __future__ import annotations

import io
from pathlib import Path
from shutil import which
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.replacing import put_below

if TYPE_CHECKING:
    from disclosure.importing.word.taking import WordTaking
    from disclosure.past import FreeIds
    from disclosure.records.columns import Column
    from disclosure.records.kinds import Kind
    from disclosure.register import Register


def word(
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Word 或 WPS 文件，docx；装了 LibreOffice 的，doc、wps 也行。")
    ],
    column: Annotated[str, typer.Option("--column", metavar="栏目", help="发布在哪个栏目，写编号或者名称。")],
    kind: Annotated[str | None, typer.Option("--kind", metavar="种类", help="文件种类，不写就看标题。")] = None,
    keep: Annotated[bool, typer.Option("--keep", help="把清理过的原文件也留作附件。")] = False,
    out: Annotated[Path | None, typer.Option("--out", help="写到哪个文件夹，不写就是 docs/栏目/年份。")] = None,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """把 Word 文件变成一份新文件：正文、表格、图片、脚注，认得出的信息栏；没有取的逐条列出来。"""
    from disclosure.importing.word.other import as_docx
    from disclosure.importing.word.taking import WordTerms, names_of, take_word
    from disclosure.loading import read_register
    from disclosure.past import FreeIds
    from disclosure.reading.bounds import Unreadable, read_whole
    from disclosure.reading.history import read_history
    from disclosure.reading.kinds import DOCUMENT

    root = root.resolve()
    register = read_register(root)
    where, what = _column(register, column), _kind(kind)
    if what is not None and what not in where.kinds:
        fail(f"“{where.title}”不收{what.label}，收：{'、'.join(item.label for item in where.kinds)}。")
    day = working_day(register, valid(today))
    ids = FreeIds(register, read_history(root), day)
    home, folder = (out, out) if out is not None else (root, _usual(root, where, day.year))
    key = _free(folder, ids, day.year)
    try:
        data = as_docx(read_whole(file), which("soffice") or which("libreoffice"))
        made = take_word(io.BytesIO(data), WordTerms(key, where, names_of(register.agency), what))
    except Unreadable as error:
        fail(f"没有导入 {file.name}：{error}")
    if keep:
        _keep(file, register, key, made)
    for name, content in (*made.files.items(), (f"{key}{DOCUMENT}", made.text.encode())):
        put_below(home, (folder / name).relative_to(home), content)
    _tell(file, folder / f"{key}{DOCUMENT}", made, register)
    raise typer.Exit(1 if made.losses else 0)


def _usual(root: Path, column: Column, year: int) -> Path:
    """The folder in which the documents of a column and a year lie."""
    from disclosure.records.documents import Document

    return (root / Document.files.format(column=column.id, year=year, id="x")).parent


def _free(folder: Path, ids: FreeIds, year: int) -> str:
    """The next id that nobody has, nor a file in the folder."""
    from disclosure.reading.kinds import DOCUMENT

    while (folder / f"{(key := ids.next(f'doc-{year}-'))}{DOCUMENT}").exists():
        continue
    return key


def _column(register: Register, named: str) -> Column:
    """The column of an id or a name that takes documents."""
    from disclosure.records.columns import Column

    columns = [item for item in register.all(Column) if item.kinds]
    found = next((item for item in columns if named in (item.id, item.title)), None)
    if found is None:
        fail(f"没有“{named}”这个栏目，或者它不收文件。可以写：{'、'.join(item.id for item in columns)}。")
    return found


def _kind(named: str | None) -> Kind | None:
    from disclosure.records.kinds import Kind

    if named is None:
        return None
    found = next((item for item in Kind if named in (item.value, item.label)), None)
    if found is None:
        fail(f"没有“{named}”这个文件种类。可以写：{'、'.join(item.value for item in Kind)}。")
    return found


def _keep(file: Path, register: Register, key: str, made: WordTaking) -> None:
    """Put a clean copy of the file beside the document; the file as it is never goes there."""
    from disclosure.attachments.cleaning import cleaned
    from disclosure.attachments.cleaning.reasons import NotCleaned, Undecided
    from disclosure.importing.word.taking import with_original
    from disclosure.screening.attachments.judging import findings_of
    from disclosure.screening.written import Known

    known = Known(register.agency)
    try:
        copy = cleaned(file, lambda name, facts: findings_of(name, facts, known))
    except (NotCleaned, Undecided) as error:
        made.notes.append(f"原文件没有留作附件：{error}")
        return
    if copy.left:
        made.notes.append("原文件里还有要人工处理的内容，没有留作附件，请先运行 disclosure clean 看是哪些。")
        return
    with_original(made, f"{key}-{len(made.files) + 1}{file.suffix.lower()}", copy.data)


def _warn(made: WordTaking, register: Register) -> None:
    """Say first what must not be public, if the text itself has marks of it."""
    from disclosure.screening import secrecy
    from disclosure.screening.written import Known, Written

    written = Written("", made.text)
    marks = [hit.message for hit in secrecy.hits(written, Known(register.agency))]
    if marks:
        say(f"注意：{'；'.join(mark.rstrip('。') for mark in dict.fromkeys(marks))}。")
        say("有密级和内部标志的文件不能放进本项目，提交以前请先问保密审查部门；不能公开的，请删去写入的文件。")


def _tell(file: Path, target: Path, made: WordTaking, register: Register) -> None:
    """Say what was made, from which lines it was read, what is left to do and what was not carried over."""
    _warn(made, register)
    say(f"已写入 {target}" + (f"，旁边的文件 {len(made.files)} 个。" if made.files else "。"))
    if any(made.proposals):
        say("信息栏里是照原文件写的，请核对：")
    for name, proposed in made.proposals:
        say(f"  {name}: {proposed.value}　← {proposed.source}")
    say("还要填：")
    for words in made.open_fields:
        say(f"  {words}")
    for words in made.notes:
        say(f"请注意：{words}")
    if made.losses:
        say(f"{file.name} 里没有取的：")
        for words in made.losses.lines():
            say(f"  {words}")
