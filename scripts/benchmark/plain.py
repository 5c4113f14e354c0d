"""The same Markdown for MkDocs and Material alone: what our build is compared with.

Every page, front matter included, is the same but for its ``ref:`` links, which become relative links to Markdown
files; what has no file there (columns, decisions) becomes a link to the home page. No navigation, no search.
"""

from __future__ import annotations

import re
from pathlib import Path
from posixpath import relpath

_CONFIG = """\
site_name: 对照站点
theme:
  name: material
  language: zh
  font: false
plugins: []
use_directory_urls: false
not_in_nav: '*'
"""
_REF = re.compile(r"\[(?P<text>[^\]]*)\]\(ref:(?P<id>[^)\s#]+)\)")
_TITLE = re.compile(r"^title: (.+)$", re.MULTILINE)


def make_plain_copy(site: Path, plain: Path) -> None:
    """Write the comparison project for the synthetic project ``site`` into the empty folder ``plain``."""
    (plain / "docs").mkdir(parents=True)
    (plain / "mkdocs.yml").write_text(_CONFIG, "utf-8")
    (plain / "docs" / "index.md").write_text("# 对照站点\n\n由同样的 Markdown 文件生成，没有导航和搜索。\n", "utf-8")
    files = {file.stem: file for file in sorted((site / "docs").rglob("*.md"))}
    titles = {key: _title(file) for key, file in files.items()}
    for file in files.values():
        path = file.relative_to(site / "docs")
        copy = plain / "docs" / path
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_text(_converted(file.read_text("utf-8"), path.parent, files, titles, site / "docs"), "utf-8")


def _title(file: Path) -> str:
    match = _TITLE.search(file.read_text("utf-8"))
    return match[1] if match else file.stem


def _converted(text: str, folder: Path, files: dict[str, Path], titles: dict[str, str], docs: Path) -> str:
    def link(match: re.Match[str]) -> str:
        file = files.get(match["id"])
        target = file.relative_to(docs) if file is not None else Path("index.md")
        return f"[{match['text'] or titles.get(match['id'], '首页')}]({relpath(target.as_posix(), folder.as_posix())})"

    return _REF.sub(link, text)
