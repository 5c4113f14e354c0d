"""A tool is first shown a small site whose faults are known: one that could not look must not pass for one that agrees.

A missing plug-in, a folder that it may not enter, an option of another meaning in a new version: each of them ends in
silence, and silence looks like a site without faults.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from opinions.comparison import Testimony, ToolFailed, compare
from opinions.ours import Site

_PAGE = '<!doctype html><html><head><meta charset="utf-8"><title>t</title></head><body>{}</body></html>'
_GOOD = ("good.html", "good.html#here")
_DEAD, _DEAD_PASSAGE = "gone.html", "good.html#gone"
_PAGES = {
    "index.html": "".join(f'<a href="{href}">x</a>' for href in (*_GOOD, _DEAD, _DEAD_PASSAGE)),
    "good.html": '<h1 id="here">x</h1>',
}


def must_see(ask: Callable[[Site], Testimony]) -> None:
    """Let a tool judge the small site; raises :class:`ToolFailed` unless it tells all that it claims to look at."""
    with tempfile.TemporaryDirectory(prefix="second-opinion-") as folder:
        for name, content in _PAGES.items():
            (Path(folder) / name).write_text(_PAGE.format(content), "utf-8")
        site = Site(Path(folder))
        testimony = ask(site)
        outcome = compare(site, testimony)
    expected = [_DEAD, _DEAD_PASSAGE] if testimony.fragments else [_DEAD]
    missed = sorted(set(expected) - {use.href for use in outcome.agreed_bad})
    if missed or outcome.agreed_good != len(_GOOD):
        what = f"没有看出失效的 {'、'.join(missed)}" if missed else "把有效的链接当成了失效"
        raise ToolFailed(f"{testimony.tool} 在结果已知的小网站上{what}：它没有真的去看，它的结论这次不能作数。")
