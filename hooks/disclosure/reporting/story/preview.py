"""The built site as a ZIP that opens from the disk by a double click; every page says that it is not published."""

from __future__ import annotations

import os
import posixpath
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from disclosure.expressions import expression
from disclosure.reading.kinds import FileKind, kind_by_name

WORDS = "预览，未发布"
_SEARCH = "从磁盘打开时不能搜索，也不能按条件筛选，这两样要在网站上用。"
_STYLES = "preview-mark.css"
_RULES = (
    ".preview-mark{margin:0;padding:.6rem 1rem;background:#7a1f00;color:#fff;font:700 1rem/1.5 sans-serif;"
    "text-align:center;position:sticky;top:0;z-index:99}\n"
)
_BODY = expression(rb"<body\b[^>]*>", 2)  # 2: re.IGNORECASE
_HEAD = expression(rb"</head\s*>", 2)
_TITLE = expression(rb"<title>", 2)
_POLICY = expression(rb"<meta http-equiv=\"Content-Security-Policy\" content=\"[^\"]*\">")
_ASKS = (b"data-search", b"data-criteria")
_EPOCH = (1980, 1, 1, 0, 0, 0)  # the same site makes the same bytes


def write_preview(site: Path, target: Path) -> None:
    """Pack the tree below ``site``, its pages marked."""
    with ZipFile(target, "w", ZIP_DEFLATED, compresslevel=6) as archive:
        for address, file in _files(site):
            data = file.read_bytes()
            is_page = kind_by_name(address) is FileKind.PAGE and not address.startswith("files/")
            _put(archive, address, marked(data, address) if is_page else data)
        _put(archive, _STYLES, _RULES.encode())


def marked(html: bytes, address: str) -> bytes:
    """A page with the words on top, in a form that browsers show from the disk as well."""
    up = posixpath.relpath(_STYLES, posixpath.dirname(address) or ".")
    words = f"{WORDS}。{_SEARCH}" if any(sign in html for sign in _ASKS) else f"{WORDS}。"
    head = f'<meta name="robots" content="noindex"><link rel="stylesheet" href="{up}">\n'.encode()
    html = _POLICY.sub(lambda found: found[0].replace(b"'self'", b"'self' file:"), html, count=1)
    html = _TITLE.sub(lambda found: found[0] + f"【{WORDS}】".encode(), html, count=1)
    html = _HEAD.sub(lambda found: head + found[0], html, count=1)
    banner = f'\n<aside class="preview-mark" aria-label="预览">{words}</aside>'.encode()
    if _BODY.search(html) is None:
        return banner + html
    return _BODY.sub(lambda found: found[0] + banner, html, count=1)


def _files(site: Path) -> Iterator[tuple[str, Path]]:
    found = []
    for folder, _, names in os.walk(site):
        found += [Path(folder, name) for name in names]
    for file in sorted(found):
        if file.is_file() and not file.is_symlink():
            yield file.relative_to(site).as_posix(), file


def _put(archive: ZipFile, address: str, data: bytes) -> None:
    entry = ZipInfo(address, _EPOCH)
    entry.compress_type, entry.external_attr = ZIP_DEFLATED, 0o644 << 16
    archive.writestr(entry, data)
