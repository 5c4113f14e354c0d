"""``disclosure import site``: the saved pages of an old site as new documents, and what is said of each page."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.options import Root, Today, valid, working_day
from disclosure.cli.saying import fail, say
from disclosure.replacing import put_below

if TYPE_CHECKING:
    from disclosure.editing.moving import Move, MovedPage
    from disclosure.importing.site.mapping import SiteMap


def site(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="保存旧网站网页和附件的文件夹。", file_okay=False)],
    mapping: Annotated[
        Path, typer.Option("--map", metavar="FILE", help="栏目对照表：旧栏目的名称或者文件夹 → 本站的栏目。")
    ],
    check_only: Annotated[bool, typer.Option("--list", help="只列出会取什么、会留下什么，不写文件。")] = False,
    today: Today = None,
    root: Root = Path(),
) -> None:
    """把旧网站保存下来的网页变成新文件：信息栏、正文、附件、旧网址的跳转；推测的、没有取的逐条列出来。"""
    from disclosure.editing.moving import MoveTerms, moved
    from disclosure.importing.site.saved import saved_tree
    from disclosure.loading import read_register
    from disclosure.reading.git import paths_ever

    root = root.resolve()
    if not folder.is_dir():
        fail(f"没有“{folder}”这个文件夹，没有导入。")
    register = read_register(root)
    taken = {PurePosixPath(path).stem for path in paths_ever(root, "docs", "data")}
    terms = MoveTerms(register, working_day(register, valid(today)), _mapping(mapping), taken)
    try:
        move = moved(saved_tree(folder), terms)
    except ValueError as error:
        fail(f"没有导入：{error}")
    for path, data in move.files.items() if not check_only else ():
        put_below(root, path, data)
    _tell(move)
    raise typer.Exit(1 if any(page.why_not or page.guesses or page.left for page in move.pages) else 0)


def _mapping(file: Path) -> SiteMap:
    from disclosure.importing.site.mapping import site_map

    try:
        found, findings = site_map(file.read_text("utf-8"), file.name)
    except (OSError, UnicodeDecodeError) as error:
        fail(f"对照表 {file} 读不出来：{error}")
    if found is None:
        lines = (f"  第 {item.place.line} 行：{item.message}{item.remedy}" for item in findings)
        fail("\n".join([f"对照表 {file} 有问题，没有导入：", *lines]))
    return found


def _tell(move: Move) -> None:
    """A line for each page, then the addresses that this site cannot lead on, then the sums."""
    for page in move.pages:
        say(_line(page))
        for word, lines in (("取的", page.facts), ("推测", page.guesses), ("没有取", page.left)):
            for line in lines:
                say(f"    {word}：{line}")
    if move.elsewhere:
        say("下面的旧网址不在本站下面，或者本站不能用它跳转，请在原来的网站设置：")
    for address, key in move.elsewhere:
        say(f"  {address} → {key}")
    took = sum(not page.why_not for page in move.pages)
    opened = sum(page.still_open for page in move.pages)
    say(f"取来 {took} 篇，没有取的网页 {len(move.pages) - took} 个；还要填 {opened} 处，写在各文件里标着“请填”的地方。")
    say("请逐篇核对推测的各项，再运行 disclosure check。")


def _line(page: MovedPage) -> str:
    if page.why_not:
        return f"没有取 {page.page}{f'《{page.title}》' if page.title else ''}：{page.why_not}。"
    return f"{page.page} → {page.file}《{page.title}》"
