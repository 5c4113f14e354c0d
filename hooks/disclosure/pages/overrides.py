"""An office's own blocks as templates: they stay autoescaped, and a slip in one is told at its line."""

from __future__ import annotations

from disclosure.findings import Finding, Place
from disclosure.reading.overrides import FOLDER, Overrides, path_of
from disclosure.screening.overrides import WRITTEN


def templates(overrides: Overrides) -> tuple[tuple[str, str], ...]:
    """What takes the place of the engine's templates, by name: a shell with the office's blocks in it."""
    written = overrides.blocks
    if not written:
        return ()
    blocks = "".join(f'{{% block {name} %}}{{% include "{path_of(name)}" %}}{{% endblock %}}' for name in written)
    own = ((path_of(name), text) for name, text in written.items())
    return (("shell.html", f'{{% extends "engine/shell.html" %}}{blocks}'), *own)


def broken(error: BaseException) -> Finding | None:
    """What an exception while a page was rendered says of the override in which it arose; ``None`` if in none."""
    trace, found = error.__traceback__, None
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        found = Place(name, trace.tb_lineno) if name.startswith(f"{FOLDER}/") else found
        trace = trace.tb_next
    if found is None:
        return None
    message = f"用这个模板生成网页时出错（{type(error).__name__}：{str(error)[:60]}）。"
    return WRITTEN.at(found, message, "请对照手册检查这一行用到的名称。")
