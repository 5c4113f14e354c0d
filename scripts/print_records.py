"""Prints the whole record of each decision of a built site as a PDF on A4, for the archive.

``make print`` does it: one PDF a decision in ``records/``, with the text of all its papers, everything open, its
address, the day and the page's number at the foot of every page, and bookmarks. It needs a Chromium, which the site
itself does not; CI runs it by night and keeps the files. Exit status: 0 printed, 2 could not be printed.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from html import escape
from pathlib import Path
from zipfile import BadZipFile, ZipFile

from playwright.sync_api import Browser, Error, sync_playwright

from archive.assembling import WholeRecord, bundles, whole_record
from disclosure.cli.browsers import chromium
from disclosure.order import day_in_china

_FOOT = (
    '<div style="width:100%;margin:0 18mm;font:8px sans-serif;display:flex;justify-content:space-between">'
    '<span>{url}</span><span>{day}</span><span>第 <span class="pageNumber"></span> 页，共 '
    '<span class="totalPages"></span> 页</span></div>'
)


class NotPrinted(Exception):
    """The records could not be printed; the message says why."""


def main(arguments: list[str] | None = None) -> int:
    """Print as the arguments say."""
    options = _options(arguments)
    try:
        for target in printed(options.site, options.out, options.today, options.only):
            print(target)
    except (NotPrinted, Error) as error:
        print(f"没有打印完：{error}", file=sys.stderr)
        return 2
    return 0


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="把每个决策事项的全过程打印成 A4 的 PDF，供归档。")
    parser.add_argument("site", type=Path, nargs="?", default=Path("site"), help="生成好的网站（默认 site）")
    parser.add_argument("--out", type=Path, default=Path("records"), metavar="DIR", help="放在哪里（默认 records）")
    parser.add_argument("--only", action="append", metavar="ID", help="只打印这个决策事项，可以写几次")
    parser.add_argument(
        "--today", type=date.fromisoformat, default=day_in_china(datetime.now(UTC)), metavar="YYYY-MM-DD"
    )
    return parser.parse_args(arguments)


def printed(site: Path, out: Path, day: date, only: list[str] | None = None) -> Iterator[Path]:
    """Print the records of a site, one after another; the files. Raises NotPrinted."""
    found = {file.stem: file for file in bundles(site)}
    missing = [key for key in only or [] if key not in found]
    if missing or not found:
        raise NotPrinted(f"{site} 里没有{'、'.join(missing) or '决策事项'}的材料，请先运行 make site")
    out.mkdir(parents=True, exist_ok=True)
    with _browser() as browser:
        for key in only or found:
            target = out / f"{key}.pdf"
            _print(browser, found[key], target, day)
            yield target


@contextmanager
def _browser() -> Iterator[Browser]:
    program = chromium()
    if program is None:
        raise NotPrinted("没有找到 Chromium，请先运行 make print 或 scripts/bootstrap test")
    unguarded = ["--no-sandbox"] if os.geteuid() == 0 else []  # root has no sandbox; the pages are our own
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--disable-gpu", *unguarded])
        yield browser
        browser.close()


def _print(browser: Browser, bundle: Path, target: Path, day: date) -> None:
    """One record. Scripts are off, and nothing is asked of the network."""
    with tempfile.TemporaryDirectory(prefix="record-") as folder:
        page = browser.new_context(java_script_enabled=False, offline=True).new_page()
        record = laid_out(bundle, Path(folder), day)
        page.goto((Path(folder) / "record.html").as_uri())
        foot = _FOOT.format(url=escape(record.url), day=day.isoformat())
        page.pdf(
            path=target, prefer_css_page_size=True, display_header_footer=True, header_template="<span></span>",
            footer_template=foot, tagged=True, outline=True, print_background=True,
        )  # fmt: skip
        page.context.close()


def laid_out(bundle: Path, folder: Path, day: date) -> WholeRecord:
    """Lay the page of a record and the pictures of its papers into a folder. Raises NotPrinted."""
    try:
        record = whole_record(bundle)
        with ZipFile(bundle) as archive:
            archive.extractall(folder, [name for name in archive.namelist() if name.startswith("files/")])
    except (BadZipFile, KeyError, ValueError) as error:
        raise NotPrinted(f"{bundle} 不是本站的材料（{error}）") from error
    (folder / "record.html").write_text(record.html(day), "utf-8")
    shutil.copyfile(Path(__file__).parent / "archive" / "record.css", folder / "record.css")
    return record


if __name__ == "__main__":
    sys.exit(main())
