"""The page that says why something was not done, and shows what was typed: nobody has to type it twice."""

from __future__ import annotations

import html
from collections.abc import Callable, Sequence
from http import HTTPStatus

from disclosure.editing.desk.guard import TOKEN
from disclosure.editing.desk.web import WebAnswer

_OURS = "desk:"  # how the names of fields begin that nobody fills in


def refused_page(
    status: HTTPStatus,
    why: str,
    styles: str,
    typed: Sequence[tuple[str, str]] = (),
    again: tuple[str, str] = ("", ""),
    called: Callable[[str, str], tuple[str, str]] = lambda name, value: (name, value),
) -> WebAnswer:
    """Why it was not done; ``again`` is the address to which it may be sent once more, and a token that is good.

    ``called`` says what the field of a name is called, and in words what was chosen in it.
    """
    told = _typed([called(name, value) for name, value in typed if value.strip() and not _is_ours(name)])
    shown = told + (_once_more(typed, *again) if again[0] and told else "")
    page = f"""<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><title>没有办成</title>
<meta name="viewport" content="width=device-width"><link rel="stylesheet" href="/assets/{styles}"></head>
<body><main><h1>没有办成</h1><p role="alert">{html.escape(why)}</p>
{shown}<p><a href="/">回到首页</a></p></main></body></html>
"""
    return WebAnswer(page, status)


def _typed(typed: Sequence[tuple[str, str]]) -> str:
    """What was typed, to be copied from one field."""
    lines = [f"{name}：{value}" for name, value in typed]
    if not lines:
        return ""
    return f"""<section><h2 id="typed">您写的内容</h2><p>这次没有存下来，都在这里，可以全部选中复制。</p>
<textarea rows="16" readonly aria-labelledby="typed">
{html.escape(chr(10).join(lines))}</textarea></section>
"""


def _once_more(typed: Sequence[tuple[str, str]], address: str, token: str) -> str:
    """A button that sends the same again; a file has to be chosen anew."""
    pairs = [(TOKEN, token), *(pair for pair in typed if pair[0] != TOKEN)]
    fields = "".join(
        f'<textarea hidden name="{html.escape(name)}">\n{html.escape(value)}</textarea>' for name, value in pairs
    )
    return f"""<form action="{html.escape(address)}" method="post" enctype="multipart/form-data">{fields}
<p><button>再送一次</button> 附件要重新选。</p></form>
"""


def _is_ours(name: str) -> bool:
    return name == TOKEN or name.startswith(_OURS)
