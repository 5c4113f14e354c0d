"""``disclosure media``: a document as the office's accounts on other platforms take it."""

from __future__ import annotations

import shutil
import tempfile
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from disclosure.cli.options import Root, Today, refuse_inside, valid, working_day
from disclosure.cli.saying import fail, say

if TYPE_CHECKING:
    from disclosure.exports.media_articles import MediaArticle
    from disclosure.pages.site import Site
    from disclosure.records.documents import Document
    from disclosure.register import Register


_QR_SCALE = 12  # pixels of a module: some 400 a side, enough for print in a corner of a poster


def media(
    document: Annotated[str, typer.Argument(metavar="ID", help="文件的编号，例如 doc-2025-026。")],
    out: Annotated[Path, typer.Option("--out", help="写进这个新的文件夹，放在本项目以外。")],
    today: Today = None,
    root: Root = Path(),
) -> None:
    """Make of a public document what goes to the office's accounts elsewhere."""
    from disclosure.exports.media_articles import media_article
    from disclosure.loading import read_register

    refuse_inside(out, root, "做好的材料")
    register = read_register(root.resolve())
    day = working_day(register, valid(today))
    made = media_article(*_public(document, register, day))
    if out.exists() or out.is_symlink():
        fail(f"“{out}”已经存在，没有改动。请另写一个新的文件夹。")
    try:
        _write(made, out)
    except OSError as error:
        fail(f"“{out}”写不进去（{error.strerror or error}）。请换一个文件夹。")
    say(f"已写入 {out}：article.html、short.txt、qr.png，图片 {len(made.pictures)} 张。")
    for picture in made.pictures:
        say(f"  图 {picture.number}：{picture.name}　{picture.alt or '没有说明'}")
    say(f"登出以后，请在 {register.records[document].path} 的 also_at 写明登在哪里、哪天登的。")


def _public(key: str, register: Register, day: date) -> tuple[Document, Site]:
    """The document that everybody may read on the site today, with its site; the command ends where it is none."""
    from disclosure.catalogue import ALL_RULES
    from disclosure.check import check
    from disclosure.findings import blocking
    from disclosure.law.book import law_book
    from disclosure.pages.site import Site
    from disclosure.records.documents import Document

    known = register.records.get(key)
    if not isinstance(known, Document) or register.agency is None:
        fail(f"没有读到编号是“{key}”的文件。请核对编号；文件有错的，先运行 disclosure check 改好。")
    site = Site(register, law_book(register), day)
    public = site.register.get(key, Document)
    if public is None or public.withdrawal is not None:
        fail(f"“{key}”不公开或者已经撤下，不能另外登载。")
    if public.published.date() > day:
        fail(f"“{key}”到 {public.published.date()} 才公开，现在不能登载。")
    found = check(register, day, rules=ALL_RULES, screened=lambda path: path.startswith(f"{public.folder}/{key}"))
    wrong = [
        item for item in blocking(found) if item.record == key or item.place.path.startswith(f"{public.folder}/{key}")
    ]
    if wrong:
        fail(f"这份文件还有 {len(wrong)} 个错误（{wrong[0].rule}），不能登载。请先运行 disclosure check 改好。")
    return public, site


def _write(made: MediaArticle, out: Path) -> None:
    """All of it or nothing: it is laid aside first."""
    import segno

    out.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=f".{out.name}-", dir=out.parent))
    try:
        (aside / "article.html").write_text(made.html, "utf-8", newline="\n")
        (aside / "short.txt").write_text(f"{made.short}\n{made.url}\n", "utf-8", newline="\n")
        segno.make(made.url, error="m", micro=False).save(str(aside / "qr.png"), scale=_QR_SCALE, border=4)
        for picture in made.pictures:
            shutil.copyfile(picture.file, aside / picture.name)
        aside.chmod(0o755)
        aside.rename(out)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
