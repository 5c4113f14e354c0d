"""``disclosure import board``: what came to the office's own board, as question records for review."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.cli.site_importing import site
from disclosure.cli.table_importing import table
from disclosure.cli.unforeseen import foreseen
from disclosure.cli.word_importing import word
from disclosure.replacing import put_below

if TYPE_CHECKING:
    from disclosure.importing.ratings.taking import Terms
    from disclosure.importing.standard_catalogue.recording import FieldFile

app = typer.Typer(
    name="import", help="把别处的内容取过来，核对以后再发布。", no_args_is_help=True, add_completion=False
)


@app.callback()
def _group() -> None:
    """What can be taken over."""


def board(
    file: Annotated[Path, typer.Argument(help="Isso 的数据库（comments.db），或者它的 JSON。")],
    keep_senders: Annotated[
        bool, typer.Option("--keep-senders", help="不抹去数据库里提问人的网络地址（默认导入以后抹去）。")
    ] = False,
    root: Root = Path(),
) -> None:
    """把自己的留言板里通过的问题和答复写成 data/questions/ 里的文件：号码遮去，另有个人信息的不取，重复导入不重复。"""
    from disclosure.importing.board import LeftOut, TakenOver, takeover
    from disclosure.importing.isso_store import NotABoardError, messages, wipe
    from disclosure.loading import read_register

    register = read_register(root.resolve())
    if register.agency is None:
        fail("data/agency.yml 读不出来，没有导入。请先运行 disclosure check。")
    try:
        results = takeover(register, messages(file)).results
    except NotABoardError as error:
        fail(f"没有导入：{error}")
    for result in results:
        if isinstance(result, TakenOver):
            put_below(root.resolve(), result.path, result.text)
            say(f"{'新的问题' if result.is_new else '补上答复'}：{result.path}")
    left = [result for result in results if isinstance(result, LeftOut)]
    for item in left:
        say(f"没有取第 {item.number} 条：{''.join(item.reasons)}", error=True)
    taken = len(results) - len(left)
    say(f"取来 {taken} 条，没有取的 {len(left)} 条。请逐条核对，再运行 disclosure check。")
    try:
        if not keep_senders and wipe(file):
            say("数据库里提问人的网络地址已经抹去。")
    except NotABoardError as error:
        fail(f"已经导入，提问人的网络地址没有抹去：{error}请停下留言板再导入一次，重复导入不重复。")
    raise typer.Exit(1 if left else 0)


app.command("board")(foreseen(board))


def ratings(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="好差评、热线的月报，xlsx 或者 CSV。")],
    month: Annotated[
        str | None, typer.Option("--month", help="表里和文件名里都没有月份的，写明，例如 2025-03。")
    ] = None,
    source: Annotated[str | None, typer.Option("--source", help="来源的编号，认不出是哪一种表的写明。")] = None,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """把好差评、12345 的月报写成 data/ratings/ 里的文件：只取件数；有隐藏内容、个人信息或者数对不上的，整份不取。"""
    from disclosure.importing.ratings.taking import Terms
    from disclosure.loading import read_register
    from disclosure.records.ratings import RatingSources
    from disclosure.screening.written import Known

    root = root.resolve()
    register = read_register(root)
    sources = next(iter(register.all(RatingSources)), None)
    if sources is None or RatingSources.files in register.broken:
        fail(f"{RatingSources.files} 没有或者读不出来，没有导入。请照手册写好来源，再运行 disclosure check。")
    if source is not None and all(item.id != source for item in sources.sources):
        fail(f"没有“{source}”这个来源，可以写：{'、'.join(item.id for item in sources.sources)}。")
    if month is not None and (re.fullmatch(r"20\d\d-(0[1-9]|1[0-2])", month) is None or len(files) > 1):
        fail("--month 请写成 2025-03 这样，并且一次只导入一个文件。")
    day = working_day(register, valid(today))
    terms = Terms(sources, Known(register.agency), day, month or "", source or "")
    refused = [file for file in files if not _taken_over(file, terms, root)]
    if len(files) > 1:
        say(f"共 {len(files)} 个文件，导入 {len(files) - len(refused)} 个，没有导入 {len(refused)} 个。")
    for words in _missing(root):
        say(words)
    raise typer.Exit(1 if refused else 0)


def _taken_over(file: Path, terms: Terms, root: Path) -> bool:
    """Whether a file was imported; the reason why not, and what came of it, is said."""
    from disclosure.importing.ratings.recording import alike, files_of
    from disclosure.importing.ratings.taking import Export, Taking, take
    from disclosure.loading import read_register
    from disclosure.reading.bounds import Unreadable, read_whole

    try:
        taking = take(Export(file.stem, read_whole(file)), terms)
    except Unreadable as error:
        taking = Taking(faults=[str(error)])
    register = read_register(root)  # with what the files before it brought
    made = files_of(taking, register)
    if taking.faults:
        say("\n".join([f"没有导入 {file.name}：", *(f"  {fault}" for fault in taking.faults)]), error=True)
        return False
    for taken, item in zip(taking.months, made, strict=True):
        if item.is_new or item.changes:
            put_below(root, item.path, item.text)
        what = f"更正了已经导入的月份（{'；'.join(item.changes)}）" if item.changes else "和已经导入的一样，没有改动"
        say(f"{file.name}：{taken.source.title} {taken.month}，{'已写入' if item.is_new else what}：{item.path}")
        for words in (*taking.notes, *alike(taken, read_register(root), terms.sources)):
            say(f"  请注意：{words}")
    return True


def _missing(root: Path) -> Iterator[str]:
    """The months that are missing now, in words."""
    from disclosure.loading import read_register
    from disclosure.ratings.series import all_series, in_words

    for series in all_series(read_register(root)):
        if series.missing:
            yield f"请注意：“{series.source.title}”还缺 {in_words(series.missing)}的数，网页上会写明没有，不按零算。"


app.command("ratings")(foreseen(ratings))


def standard_catalogue(
    file: Annotated[Path, typer.Argument(help="标准目录的表格，xlsx（或者本系统导出的 CSV）。")],
    field: Annotated[
        str | None, typer.Option("--field", metavar="名称", help="只导入这个领域；表里没有写领域的，用它写明。")
    ] = None,
    out: Annotated[
        Path | None, typer.Option("--out", help="写到哪个文件夹，不写就是 data/standard-catalogue。")
    ] = None,
    update: Annotated[bool, typer.Option("--update", help="已经有的领域和表格不同的，按表格改。")] = False,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """把基层政务公开标准目录的表格写成 data/standard-catalogue/ 里的文件，一个领域一份；定不下来的写明哪一格。"""
    from disclosure.exports.official_catalogue import wording_of
    from disclosure.importing.standard_catalogue.recording import FieldTerms, field_file, fields_there
    from disclosure.importing.standard_catalogue.taking import take
    from disclosure.law.book import law_book
    from disclosure.loading import read_register
    from disclosure.reading.bounds import Unreadable, read_whole
    from disclosure.screening.written import Known

    root = root.resolve()
    register = read_register(root)
    try:
        taking = take(read_whole(file), Known(register.agency), field or "")
    except Unreadable as error:
        fail(f"没有导入 {file.name}：{error}")
    home, folder = (out.resolve(),) * 2 if out is not None else (root, root / "data" / "standard-catalogue")
    there, broken = fields_there(folder)
    taking.told.faults += [f"{item.name} 读不出来，请先改好它。" for item in broken]
    _end_with(taking.told.faults, file)
    terms = FieldTerms(folder, working_day(register, valid(today)), wording_of(register, law_book(register)))
    made = [field_file(taken, there, terms) for taken in taking.fields]
    held = [item for item in made if not _write_field(item, home, update=update)]
    for words in (*taking.told.questions, *taking.told.notes):
        say(f"  请注意：{words}")
    if taking.told.questions:
        say(f"有 {len(taking.told.questions)} 处要由您定，其余已经照表格读取。")
    raise typer.Exit(1 if held or taking.told.questions else 0)


def _end_with(faults: list[str], file: Path) -> None:
    """End where the table cannot be taken, and say why; go on where there is no fault."""
    if faults:
        say("\n".join([f"没有导入 {file.name}：", *(f"  {words}" for words in faults)]), error=True)
        raise typer.Exit(1)


def _write_field(made: FieldFile, home: Path, *, update: bool) -> bool:
    """Write a field, or say what would change in one that is there; whether nothing is held back."""
    name = made.file.name
    if made.changes is None:
        put_below(home, made.file.relative_to(home), made.text)
        say(f"已写入 {name}：{made.items} 项。")
        return True
    if not made.changes:
        say(f"{name}：{made.items} 项，和表格一样，没有改动。")
        return True
    say("\n".join([f"{name} 和表格不同：", *(f"  {words}" for words in made.changes)]))
    if not update:
        say("  没有改动它。核对以后，加 --update 再运行一次，就按表格改；本机关另写的各项保留。")
        return False
    put_below(home, made.file.relative_to(home), made.text)
    say(f"已按表格改了 {name}，请在 history 里写明改了什么、为什么。")
    return True


app.command("standard-catalogue")(foreseen(standard_catalogue))
app.command("word")(foreseen(word))
app.command("table")(foreseen(table))
app.command("site")(foreseen(site))
