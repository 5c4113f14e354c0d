"""A preview as ``mkdocs serve`` makes it for an editor, without a server."""

from __future__ import annotations

from pathlib import Path

from mkdocs.commands.build import build
from mkdocs.config import load_config

from disclosure.order import Order
from forks import forked


def previewed(project: Path, site: Path) -> str:
    """Make the preview of ``project`` in the folder ``site``; what was said on standard error."""

    def preview() -> None:
        config = load_config(str(project / "mkdocs.yml"), site_dir=str(site))
        config.plugins.on_startup(command="serve", dirty=False)
        build(config, serve_url="http://127.0.0.1:8000/")

    ended = forked(preview, ["preview"], project, Order().environment())
    assert ended.returncode == 0, ended.stderr
    return ended.stderr
