"""What a preview shows beside the site: what is wrong with a page, above its text, and what cannot be read at all.

Nothing of it is ever published. A page is not changed in place: the next preview may have it under another name too.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import suppress
from html import escape
from pathlib import Path, PurePosixPath

from disclosure.findings import Finding, Severity, by_urgency
from disclosure.pages import addresses
from disclosure.publication import Publication
from disclosure.records.files import record_types

_MAIN = "<main"
_MOST = 20  # findings that are told on one page
_WORDS = {Severity.ERROR: "不改不能发布", Severity.WARNING: "应当改", Severity.NOTICE: "建议"}


def show_preview(made: Publication, folder: Path, found: Sequence[Finding], kept: Path | None) -> Path | None:
    """Tell on the pages below ``folder`` what is wrong with them; where the next preview finds them as they were.

    ``kept`` is where this preview has found those of the one before.
    """
    if made.earlier is not None:
        kept = _keep(kept, folder, made.listing)
        made.earlier.note_release(kept)
    _show_findings(made, folder, found)
    _show_unread(made, folder, found)
    return kept


def _show_findings(made: Publication, folder: Path, found: Sequence[Finding]) -> None:
    """Tell on every page below ``folder`` what was found in the file that it comes from, and on the first the rest.

    What lies in files of which readers may not learn is told on no page: whoever keeps them has the check.
    """
    by_page, rest = _by_page(made, [item for item in found if _may_be_shown(made, item.place.path)])
    for address, own in by_page.items():
        _put_on(folder / address, _strip("这一页", own))
    if rest:
        _put_on(folder / addresses.HOME, _strip("别的文件", rest))


def _show_unread(made: Publication, folder: Path, found: Sequence[Finding]) -> None:
    """In the place of every page whose file cannot be read, tell why, so that nobody takes an old page for it."""
    told: dict[str, list[Finding]] = defaultdict(list)
    for item in found:
        told[item.place.path].append(item)
    for path in sorted(made.site.plain.broken):
        page = folder / _page_of(path)
        if page != folder and not page.exists():
            _write(page, _whole(f"“{path}”读不出来", _strip("这个文件", told[path]), _styles(made, page, folder)))


def show_nothing(folder: Path, found: Iterable[Finding]) -> None:
    """Where there is nothing to preview, since the office itself cannot be read, tell at every address why."""
    page = _whole("现在没有可以预览的网页", _strip("内容", by_urgency(found)), "")
    for address in (addresses.NOT_FOUND, addresses.HOME):
        _write(folder / address, page)


def _keep(kept: Path | None, folder: Path, listed: Collection[str]) -> Path:
    """Have what was made below ``folder`` under other names too, for the next preview, in the place of ``kept``."""
    new = Path(tempfile.mkdtemp(prefix="mkdocs_kept_"))
    for address in sorted(listed):
        target = new / address
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            os.link(folder / address, target)
        except OSError:
            shutil.copyfile(folder / address, target)
    forget_preview(kept)
    return new


def forget_preview(kept: Path | None) -> None:
    """Throw away what was kept for another preview."""
    if kept is not None:
        shutil.rmtree(kept, ignore_errors=True)


def _may_be_shown(made: Publication, path: str) -> bool:
    """Whether a file is none of those that hold what is not public."""
    register = made.site.plain
    return (
        "/" not in path
        or path.startswith("hooks/")
        or path in register.texts
        or path in register.files
        or path in register.broken
    )


def _by_page(made: Publication, found: Sequence[Finding]) -> tuple[Mapping[str, list[Finding]], list[Finding]]:
    """What is to be told on each page, and what on none: of several pages of a file, on the first."""
    pages: dict[str, str] = {}
    for address, page in made.pages.items():
        pages.setdefault(page.source.path, address)
    by_page: dict[str, list[Finding]] = defaultdict(list)
    rest = list[Finding]()
    for item in by_urgency(found):
        address = pages.get(item.place.path, item.page)
        (by_page[address] if address in made.pages else rest).append(item)
    return by_page, rest


def _page_of(path: str) -> str:
    """The page that a file would have if it could be read; "" of a file of what has no page."""
    for kind in record_types():
        if kind.page_folder and "{id}" in kind.files and path.startswith(kind.files.partition("{")[0]):
            return kind.address_of(PurePosixPath(path).stem)
    return ""


def _strip(where: str, found: Sequence[Finding]) -> str:
    """A list of what was found, in words and without any mark that is colour alone."""
    if not found:
        return ""
    blocking = sum(item.severity is Severity.ERROR for item in found)
    stops = f"，其中 {blocking} 个不改不能发布" if blocking else ""
    items = "".join(map(_item, found[:_MOST]))
    more = f"<p>另有 {len(found) - _MOST} 个，运行 disclosure check 可以看到。</p>" if len(found) > _MOST else ""
    title = f'<p class="admonition-title">预览：{where}有 {len(found)} 个问题{stops}</p>'
    inside = f'<div class="admonition">{title}<ol>{items}</ol>{more}</div>'
    return f'<aside class="md-typeset wide" aria-label="预览：{where}的问题">{inside}</aside>'


def _item(item: Finding) -> str:
    place = item.place
    return (
        f"<li><p><strong>{_WORDS[item.severity]}</strong>　{escape(item.message)}<br>怎么改：{escape(item.remedy)}<br>"
        f"<code>{escape(place.path)}</code> 第 {place.line} 行，{item.rule}</p></li>"
    )


def _styles(made: Publication, page: Path, folder: Path) -> str:
    up = "../" * (len(page.relative_to(folder).parts) - 1)
    return "".join(f'<link rel="stylesheet" href="{up}{escape(sheet)}">' for sheet in made.site.stylesheets)


def _whole(title: str, content: str, styles: str) -> str:
    return (
        f'<!doctype html>\n<html lang="zh-CN"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">{styles}</head>'
        f'<body><main id="main" class="md-typeset wide"><h1>{escape(title)}</h1>{content}</main></body></html>\n'
    )


def _put_on(page: Path, strip: str) -> None:
    with suppress(OSError):
        html = page.read_text("utf-8")
        before, mark, after = html.partition(_MAIN)
        if mark:
            _write(page, f"{before}{strip}{mark}{after}")


def _write(page: Path, html: str) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    page.unlink(missing_ok=True)
    page.write_text(html, "utf-8")
